// Where the keyboard stands after something happened. Between two pages the browser's own manner holds (the top of the page, its title
// read out); within a page, on the way back and after an answer the place one was at is kept.
import type { NavigationTarget, NavigationType } from '@sveltejs/kit';
import type { Attachment } from 'svelte/attachments';

interface Way {
	from: Pick<NavigationTarget, 'url'> | null;
	to: Pick<NavigationTarget, 'url'> | null;
	type: NavigationType;
}

/**
 * Puts the focus where the reader goes on: to what the address names, to what was focused before, to the link one comes back from.
 * To be called after a navigation, when Kit has moved the focus its own way.
 *
 * @param before what had the focus when the navigation began
 */
export function landAfter({ from, to, type }: Way, before: Element | null): void {
	if (type === 'enter' || !from || !to) return;
	const isSamePage = from.url.pathname === to.url.pathname;
	const target =
		namedBy(to.url.hash) ??
		(isSamePage && before?.isConnected && before !== document.body ? before : null) ??
		(isSamePage || type === 'popstate' ? linkTo(from.url) : null);
	if (target instanceof HTMLElement) focusOn(target);
}

/** What an address's fragment names; of something that opens and closes, what opens it. */
function namedBy(hash: string): HTMLElement | null {
	const named = hash === '' ? null : document.getElementById(decodeURIComponent(hash.slice(1)));
	return named?.querySelector<HTMLElement>('[aria-expanded]') ?? named;
}

function linkTo({ href }: URL): HTMLElement | null {
	return (
		[...document.querySelectorAll<HTMLAnchorElement>('main a[href]')].find(
			(link) => link.href === href
		) ?? null
	);
}

function focusOn(element: HTMLElement): void {
	// A link has -1 only when it is told so; a heading or a part of the page has it unless told.
	if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1;
	element.focus({ preventScroll: true });
}

const taken = new WeakSet<object>();

/**
 * Takes the focus when it appears, and again with every new answer: for what is wrong with what was just sent. An answer (`page.form`) takes it
 * once: when the page's data arrive after it and all is drawn again, the reader may already be at a field.
 */
export function takesFocus(answer: object | string | null | undefined): Attachment<HTMLElement> {
	return (element) => {
		if (typeof answer === 'object' && answer !== null) {
			if (taken.has(answer)) return;
			taken.add(answer);
		}
		focusOn(element);
		element.scrollIntoView({ block: 'nearest' });
	};
}
