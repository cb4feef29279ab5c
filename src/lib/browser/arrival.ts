// Where the keyboard stands when a page has come. Between two pages the browser's own manner holds (the top of the page, its title read
// out); what answers a form, what an address names, and the place one was at on the same page or comes back to are gone to.

import { attempt, navigationType } from './browser.ts';

const PLACE = 'kvartal-place';
/** Links and forms that lead to the same page in another light: the quarter, the sorting, a filter. */
const KEEPER = '[data-keeps-place]';
const STOPS = 'a[href], button, select, input:not([type="hidden"]), textarea, summary';

interface Place {
	path: string;
	top: number;
	/** Which of the page's links or controls had the focus, by what it is and says. */
	stop: string | null;
	at: number;
}

/** To be called once, when the document is there. */
export function landsWhereItMatters(): void {
	// A browser moves the focus itself to what the address names, or off the page, when all has been loaded: this comes after it.
	if (document.readyState === 'complete') land();
	else addEventListener('load', () => setTimeout(land));
	document.addEventListener('click', keepPlace);
	document.addEventListener('submit', keepPlace);
	addEventListener('hashchange', () => {
		const named = namedBy(location.hash);
		// The event comes late: the reader may have gone on from there.
		if (named && !named.contains(document.activeElement)) focusOn(named);
	});
	addEventListener('pagehide', () => {
		attempt(() => history.replaceState({ ...history.state, left: placeNow() }, ''));
	});
}

function land(): void {
	const place = takePlace();
	// Somebody was faster.
	if (document.activeElement !== document.body && document.activeElement !== null) return;
	const isBack = navigationType() === 'back_forward';
	if (!isBack) announceAnswers();
	const answer = document.querySelector<HTMLElement>('[data-takes-focus]');
	const named = namedBy(location.hash);
	const isSamePage = place?.path === location.pathname;
	if (answer && !isBack) {
		focusOn(answer);
		bringIntoView(answer.closest('fieldset') ?? answer);
	} else if (isBack) {
		const left = (history.state as { left?: Place } | null)?.left;
		if (left) stopOf(left)?.focus({ preventScroll: true });
	} else if (named) {
		focusOn(named);
		if (isSamePage) {
			scrollTo(0, place.top);
			named.scrollIntoView({ block: 'nearest' });
		}
	} else if (isSamePage) {
		stopOf(place)?.focus({ preventScroll: true });
		scrollTo(0, place.top);
	} else {
		const said = document.querySelector<HTMLElement>('[data-announced]');
		if (said) focusOn(said);
	}
}

/** What is wrong stands above what it is wrong with: low in the window, the form would be out of sight. */
function bringIntoView(element: HTMLElement): void {
	const { top, bottom } = element.getBoundingClientRect();
	if (top < 0 || bottom > innerHeight || top > innerHeight / 2) element.scrollIntoView();
}

/** An answer to a form has the form's action in its address ('?/save&…'): without it, loading again asks for the page and sends nothing. */
export function leavesAnAddressToReload(): void {
	const url = new URL(location.href);
	const actions = [...url.searchParams.keys()].filter((name) => name.startsWith('/'));
	if (actions.length === 0) return;
	for (const action of actions) url.searchParams.delete(action);
	history.replaceState(history.state, '', url);
}

/** A live region is read out when it changes, and not for what it held when the page came. */
function announceAnswers(): void {
	const said = [...document.querySelectorAll('[data-announced]')].map((one) =>
		(one.textContent ?? '').replace(/\s+/g, ' ').trim()
	);
	if (said.length === 0) return;
	const region = document.createElement('div');
	region.className = 'visually-hidden';
	region.setAttribute('role', 'status');
	document.querySelector('main')?.append(region);
	setTimeout(() => (region.textContent = said.join(' ')), 150);
}

function keepPlace({ target }: Event): void {
	if (!(target instanceof Element) || !target.closest(KEEPER)) return;
	attempt(() => sessionStorage.setItem(PLACE, JSON.stringify(placeNow())));
}

function takePlace(): Place | null {
	return attempt(() => {
		const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') as Place | null;
		sessionStorage.removeItem(PLACE);
		return kept;
	});
}

function placeNow(): Place {
	const focused = document.activeElement;
	const stop = focused instanceof HTMLElement && focused.matches(STOPS) ? signOf(focused) : null;
	const at = stop === null ? -1 : alike(stop).indexOf(focused as HTMLElement);
	return { path: location.pathname, top: scrollY, stop, at };
}

function stopOf({ stop, at }: Place): HTMLElement | null {
	if (stop === null) return null;
	const found = alike(stop);
	return found[at] ?? found.at(-1) ?? null;
}

function alike(sign: string): HTMLElement[] {
	return [...document.querySelectorAll<HTMLElement>(STOPS)].filter((one) => signOf(one) === sign);
}

/** What a link or control is, whatever it leads to. */
function signOf(element: HTMLElement): string {
	const { id, localName } = element;
	// A column's header says how it is sorted; its title does not change.
	const own = ['rel', 'name', 'title'].map((one) => element.getAttribute(one)).find(Boolean);
	return id || `${localName} ${own ?? element.textContent.replace(/\s+/g, ' ').trim()}`;
}

/** What an address's fragment names; of something that opens and closes, and of a filing that waits, what opens it. */
function namedBy(hash: string): HTMLElement | null {
	const named =
		hash === '' ? null : attempt(() => document.getElementById(decodeURIComponent(hash.slice(1))));
	return named?.querySelector<HTMLElement>('[aria-expanded], [data-waiting]') ?? named;
}

/** Puts the keyboard at an element, whether or not it is a stop of the Tab key. */
export function focusOn(element: HTMLElement): void {
	// A link has -1 only when it is told so; a heading or a part of the page has it unless told.
	if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1;
	element.focus({ preventScroll: true });
}
