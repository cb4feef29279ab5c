// The board by keyboard (board/Shortcuts.svelte): the keys of shortcuts.ts press what is on the page. They can be turned off, for those
// whose own tools use single letters.
import { attempt } from './browser.ts';
import { actOf, LOOKED_AT_FOR_MS, stepFrom, takesText } from './shortcuts.ts';

const NAME = 'kvartal-board-keys';

export function start(section: HTMLElement): void {
	const shownAt = performance.now();
	const choice = section.querySelector<HTMLInputElement>('input[type="checkbox"]')!;
	choice.checked = attempt(() => localStorage.getItem(NAME)) !== 'off';
	section.classList.toggle('off', !choice.checked);
	choice.addEventListener('change', () => {
		section.classList.toggle('off', !choice.checked);
		attempt(() => localStorage.setItem(NAME, choice.checked ? 'on' : 'off'));
	});

	section.dataset.ready = 'true';
	addEventListener('keydown', (event) => {
		if (!choice.checked || event.defaultPrevented) return;
		const list = waiting();
		const isInList = list.includes(document.activeElement as HTMLElement);
		const act = actOf(event, { isTyping: takesText(event.target as Element), isInList });
		// Escape there closes a menu.
		const isOutside = event.target instanceof Element && event.target.closest('header') !== null;
		if (act === null || isOutside) return;
		const at = placeIn(list, section.dataset.opened);
		if (act === 'next' || act === 'previous') {
			const target = list[stepFrom(at, list.length, act)];
			if (!target) return;
			event.preventDefault();
			target.focus();
			return;
		}
		if (act === 'accept' && performance.now() - shownAt < LOOKED_AT_FOR_MS) return;
		const target = act === 'open' ? (inOpened('open') ?? list[Math.max(0, at)]) : inOpened(act);
		if (!target) return;
		event.preventDefault();
		if (act === 'return') target.closest('form')?.querySelector('textarea')?.focus();
		else target.click();
	});
}

const waiting = () => [...document.querySelectorAll<HTMLElement>('[data-waiting]')];
const inOpened = (what: string) =>
	document.querySelector<HTMLElement>(`#opened [data-key="${what}"]`);

/** The row the keyboard stands in, else the one that is open. */
function placeIn(list: readonly HTMLElement[], opened: string | undefined): number {
	const row = document.activeElement?.closest('tr') ?? null;
	const focused = list.findIndex((one) => row !== null && row.contains(one));
	return focused !== -1 ? focused : list.findIndex((one) => one.dataset.waiting === opened);
}
