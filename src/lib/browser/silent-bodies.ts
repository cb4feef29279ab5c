// Copies the published addresses of the bodies that have not answered (board/SilentBodies.svelte). Where the browser gives no clipboard
// (a page without https), they are shown and selected.

export function start(part: HTMLElement): void {
	const button = part.querySelector('button')!;
	const field = part.querySelector('textarea')!;
	const status = part.querySelector<HTMLElement>('[role="status"]')!;
	button.hidden = false;
	button.addEventListener('click', async () => {
		try {
			await navigator.clipboard.writeText(field.value);
			status.textContent = status.dataset.copied ?? '';
		} catch {
			part.querySelector('details')!.open = true;
			status.textContent = status.dataset.failed ?? '';
			field.focus();
			field.select();
		}
	});
}
