// The menu under one's name is a <details>: its name opens and closes it, here also Escape, a click elsewhere and a choice.

export function closesItself(menu: HTMLDetailsElement): void {
	document.addEventListener('click', (event) => {
		const isOutside = !menu.contains(event.target as Node);
		const isLink = event.target instanceof Element && event.target.closest('a') !== null;
		if (isOutside || isLink) menu.open = false;
	});
	menu.addEventListener('keydown', (event) => {
		if (event.key !== 'Escape' || !menu.open) return;
		menu.open = false;
		menu.querySelector('summary')?.focus();
	});
}
