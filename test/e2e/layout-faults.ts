// What can be wrong with how a page lies in its window, found in the page itself.
import type { Page } from 'playwright-core';

/** What sticks out of the window, other than inside something that scrolls. */
export function widerThanWindow(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= width) return [];
		const scrolls = (element: Element | null): boolean =>
			element !== null &&
			element !== document.body &&
			(getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
		const wide = [...document.body.querySelectorAll('*')].filter(
			(element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element)
		);
		return ['the page', ...wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120))];
	});
}

/**
 * Texts that can be read, and no longer can when a reader sets lines, letters and words further apart (WCAG 1.4.12).
 *
 * What is cut on purpose, with the whole elsewhere, is cut without it too.
 */
export function cutBySpacing(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const cut = () =>
			[...document.body.querySelectorAll<HTMLElement>('*')].filter((element) => {
				const { overflowX, overflowY, clipPath, webkitLineClamp } = getComputedStyle(element);
				if (clipPath !== 'none' || webkitLineClamp !== 'none') return false;
				const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
				return (
					element.textContent.trim() !== '' &&
					((hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
						(hides(overflowY) && element.scrollHeight > element.clientHeight + 1))
				);
			});
		const before = new Set(cut());
		const spacing = new CSSStyleSheet();
		spacing.replaceSync(`
			* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
			p { margin-bottom: 2em !important; }
		`);
		document.adoptedStyleSheets.push(spacing);
		// A table that became too wide begins to scroll inside itself.
		await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
		const after = cut().filter((element) => !before.has(element));
		const isTooWide =
			document.documentElement.scrollWidth > document.documentElement.clientWidth + 1;
		document.adoptedStyleSheets.pop();
		return [
			...after.map((element) => element.outerHTML.slice(0, 160)),
			...(isTooWide ? ['the page scrolls sideways'] : [])
		];
	});
}

/** Tables whose heads leave the view while their rows are scrolled. */
export function headsOutOfView(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>('.table-wrap')].flatMap((wrap) => {
			const head = wrap.querySelector('thead th');
			const canScroll = wrap.scrollHeight > wrap.clientHeight + 1;
			if (!head || !canScroll || getComputedStyle(wrap).overflowY === 'visible') return [];
			wrap.scrollTop = wrap.scrollHeight;
			const offset = head.getBoundingClientRect().top - wrap.getBoundingClientRect().top;
			wrap.scrollTop = 0;
			return offset < -4 ? [wrap.textContent.trim().slice(0, 80)] : [];
		})
	);
}

/** Tables that do not say what they are tables of. */
export function namelessTables(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll('table')]
			.filter((table) => {
				const by = table.getAttribute('aria-labelledby');
				const named = table.caption ?? (by ? document.getElementById(by) : null);
				return (named?.textContent ?? table.getAttribute('aria-label') ?? '').trim() === '';
			})
			.map((table) => table.outerHTML.slice(0, 160))
	);
}
