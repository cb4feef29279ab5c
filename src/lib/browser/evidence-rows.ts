// Rows of evidence come and go in the browser; without scripts a button asks the server for one more. They are numbered from 0 in the names
// of their controls, and the last one is emptied rather than removed.

interface EvidenceRows {
	/** Makes it so many rows, at least one. */
	show(count: number): void;
}

/** @param changed what is to happen when a row has gone. */
export function evidenceRows(form: HTMLFormElement, changed: () => void): EvidenceRows {
	const list = form.querySelector<HTMLElement>('[data-evidence]');
	if (!list) return { show: () => {} };
	const rows = () => [...list.children] as HTMLElement[];

	function add(): HTMLElement {
		const last = rows().at(-1)!;
		const row = last.cloneNode(true) as HTMLElement;
		for (const note of row.querySelectorAll('.problem')) note.remove();
		list!.append(row);
		number();
		empty(row);
		return row;
	}

	function remove(row: HTMLElement): void {
		const place = rows().indexOf(row);
		if (rows().length === 1) empty(row);
		else row.remove();
		number();
		const near = rows()[Math.min(place, rows().length - 1)];
		near?.querySelector<HTMLElement>('select, input')?.focus();
		changed();
	}

	function number(): void {
		rows().forEach((row, index) => numbered(row, index));
	}

	list.addEventListener('click', (event) => {
		const button = (event.target as Element).closest('[data-remove]');
		const row = rows().find((one) => button !== null && one.contains(button));
		if (row) remove(row);
	});
	form.querySelector('[data-add-evidence]')?.addEventListener('click', (event) => {
		event.preventDefault();
		add().querySelector('select')?.focus();
	});
	return {
		show(count) {
			while (rows().length > Math.max(1, count)) rows().at(-1)!.remove();
			while (rows().length < count) add();
			if (count === 0) empty(rows()[0]!);
		}
	};
}

/** Puts a row's number into its controls' names and ids, and into what a screen reader is told. */
function numbered(row: HTMLElement, index: number): void {
	for (const one of row.querySelectorAll('*')) {
		for (const { name, value } of [...one.attributes]) {
			if (/^(name|id|for|aria-describedby)$/.test(name)) {
				one.setAttribute(name, value.replace(/(evidence[.-])\d+/g, `$1${index}`));
			} else if (name === 'aria-label') {
				one.setAttribute(name, value.replace(/\d+/, String(index + 1)));
			}
		}
	}
}

function empty(row: HTMLElement): void {
	for (const control of row.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
		'input, select'
	)) {
		if (control instanceof HTMLSelectElement) control.selectedIndex = 0;
		else control.value = control.defaultValue = '';
		for (const said of ['aria-invalid', 'aria-describedby']) control.removeAttribute(said);
	}
}
