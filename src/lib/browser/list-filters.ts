// The filters of the list of activities give an address that says only what is asked for; without scripts it also names what is not.

export function start(element: HTMLElement): void {
	element.addEventListener('formdata', ({ formData }) => {
		for (const name of [...formData.keys()]) {
			if (formData.getAll(name).every((value) => value === '')) formData.delete(name);
		}
		const columns = formData.getAll('columns').join(',');
		formData.delete('columns');
		// Those that are shown anyhow need no naming.
		if (columns !== element.dataset.columns) formData.set('columns', columns);
	});
}
