import { expect, test } from 'vitest';
import { keptFormPage, keptOf } from './kept-form.ts';

function posted(entries: [string, string | File][]): FormData {
	const form = new FormData();
	for (const [name, value] of entries) form.append(name, value);
	return form;
}

test('everything typed is carried, in its order, several of a name too', () => {
	const { fields, dropped } = keptOf(
		posted([
			['result', 'први ред\nдруги ред'],
			['tag', 'a'],
			['tag', 'b'],
			['empty', '']
		])
	);
	expect(fields).toEqual([
		['result', 'први ред\nдруги ред'],
		['tag', 'a'],
		['tag', 'b'],
		['empty', '']
	]);
	expect(dropped).toEqual([]);
});

test('passwords and files are not carried, and it says so', () => {
	const { fields, dropped } = keptOf(
		posted([
			['new_password', 'secret words'],
			['current_password', ''],
			['letter', new File(['x'], 'letter.pdf')],
			['no_file', new File([], '')]
		])
	);
	expect(fields).toEqual([]);
	expect(dropped).toEqual(['new_password', 'letter']);
	const page = keptFormPage({ locale: 'en', hindrance: 'session', action: '/a', fields, dropped });
	expect(page).toContain('new_password, letter');
	expect(page).not.toContain('secret words');
});

test('hostile names, values and addresses stay text', () => {
	const page = keptFormPage({
		locale: 'sr-Latn',
		hindrance: 'session',
		action: '/x?/y"><script>1</script>',
		fields: [['"><script>2</script>', `'"><img src=x onerror=alert(1)>&amp;`]],
		dropped: ['<b>']
	});
	expect(page).not.toMatch(/<script|<img|<b>/);
	expect(page).toContain('&#39;&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&amp;amp;');
	expect(page).toContain('<html lang="sr-Latn">');
});
