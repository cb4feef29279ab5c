// HTML written so that nothing can get into it unescaped: only what this module made is markup, everything else is text.
import { cellText } from '../../workbook/cell-text.ts';
import { runsOf, unmarked } from '../marked-telling.ts';

/** HTML as it goes into the file. */
export class Markup {
	readonly source: string;

	constructor(source: string) {
		this.source = source;
	}
}

/** Text, a number, markup, any of them one after the other, or nothing. */
export type Value = string | number | Markup | null | readonly Value[];

/**
 * Markup with values in it; a string is text, whatever it holds. A value within an attribute is given as {@link attribute}.
 *
 * @example markup`<p>${'a < b'}</p>`.source //=> '<p>a &lt; b</p>'
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
	let source = parts[0]!;
	for (const [index, value] of values.entries()) source += sourceOf(value) + parts[index + 1]!;
	return new Markup(source);
}

/** Text for an attribute, which cannot say what language a part of it is in. */
export function attribute(text: string): Markup {
	return new Markup(escaped(unmarked(text)));
}

function sourceOf(value: Value): string {
	if (value === null) return '';
	if (value instanceof Markup) return value.source;
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') return value.map(sourceOf).join('');
	return runsOf(value)
		.map(({ text, lang }) =>
			lang === null ? escaped(text) : `<span lang="${lang}">${escaped(text)}</span>`
		)
		.join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

function escaped(text: string): string {
	return cellText(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
