// A form is on its way once: a second press while the first is being answered sends nothing. The server would refuse it as well, by the
// version it names; here nobody is shown that refusal.

export function sendsOnce(): void {
	const sending = new Set<HTMLFormElement>();
	document.addEventListener('submit', (event) => {
		const form = event.target as HTMLFormElement;
		if (event.defaultPrevented || form.method !== 'post') return;
		if (sending.has(form)) return event.preventDefault();
		sending.add(form);
		mark(form, true);
	});
	// Back from the answer, out of the browser's memory: the form can be sent again.
	addEventListener('pageshow', (event) => {
		if (!event.persisted) return;
		for (const form of sending) mark(form, false);
		sending.clear();
	});
}

function mark(form: HTMLFormElement, isSending: boolean): void {
	for (const button of form.querySelectorAll('button')) {
		if (isSending) button.setAttribute('aria-disabled', 'true');
		else button.removeAttribute('aria-disabled');
	}
	for (const words of form.querySelectorAll<HTMLElement>('[data-sending]')) {
		words.hidden = !isSending;
	}
}
