// What scrolls inside itself can be scrolled with the keyboard, on every page and whoever wrote it: a table that does not fit becomes a
// stop of the Tab key with a name; one that fits is none. Browsers without scripts do the same by themselves, only without the name.

const SCROLLERS = '.table-wrap, .strip-wrap';

/** Keeps the tables within an element within reach of the keyboard, as they come, go and change their size. */
export function scrollsByKeyboard(root: HTMLElement): () => void {
	const sizes = new ResizeObserver((entries) => {
		for (const { target } of entries) judge(target as HTMLElement);
	});
	const watched = new Set<Element>();
	const look = () => {
		for (const scroller of root.querySelectorAll(SCROLLERS)) {
			if (watched.has(scroller)) continue;
			watched.add(scroller);
			sizes.observe(scroller);
			if (scroller.firstElementChild) sizes.observe(scroller.firstElementChild);
		}
		for (const scroller of watched) if (!scroller.isConnected) watched.delete(scroller);
	};
	const changes = new MutationObserver(look);
	changes.observe(root, { childList: true, subtree: true });
	look();
	return () => {
		changes.disconnect();
		sizes.disconnect();
	};
}

function judge(target: HTMLElement): void {
	const scroller = target.closest<HTMLElement>(SCROLLERS);
	if (!scroller) return;
	// Too wide for a wide window as well: with large or spaced out letters, with many columns.
	const table = scroller.firstElementChild;
	const isTooWide = table instanceof HTMLElement && table.offsetWidth > scroller.clientWidth + 1;
	scroller.toggleAttribute('data-overflows', isTooWide);
	const style = getComputedStyle(scroller);
	const isCut = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
	const scrolls =
		(isCut(style.overflowX) && scroller.scrollWidth > scroller.clientWidth + 1) ||
		(isCut(style.overflowY) && scroller.scrollHeight > scroller.clientHeight + 1);
	const name = scrolls ? nameOf(scroller) : '';
	if (!scrolls) for (const one of ['tabindex', 'role', 'aria-label']) scroller.removeAttribute(one);
	else {
		scroller.tabIndex = 0;
		scroller.setAttribute('role', 'group');
		if (name) scroller.setAttribute('aria-label', name);
	}
}

/** The table's caption, or the heading of the part it stands in. */
function nameOf(scroller: HTMLElement): string {
	const part = scroller.closest('[aria-labelledby]')?.getAttribute('aria-labelledby');
	const said =
		scroller.querySelector('caption') ??
		(part ? document.getElementById(part) : null) ??
		document.querySelector('h1');
	return said?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}
