// The texts of a workbook, each kept once: cells name them by number.
import { cellText, escaped, LONGEST_CELL, looksLikeFormula } from './cell-text.ts';
import { inElement, XML_HEAD } from './xml.ts';
import type { Entry } from './zip.ts';

/** A text as cells name it. */
export interface Kept {
	number: number;
	/** What is left of it in XML. */
	text: string;
	isQuoted: boolean;
}

export class SharedStrings {
	readonly #entry: Entry;
	readonly #kept = new Map<string, Kept>();

	constructor(entry: Entry) {
		this.#entry = entry;
		entry.write(
			`${XML_HEAD}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`
		);
	}

	/**
	 * @throws RangeError when a text is longer than a cell holds: the caller must part it, nothing is cut here.
	 */
	of(content: string): Kept {
		const known = this.#kept.get(content);
		if (known) return known;
		const text = cellText(content);
		if (text.length > LONGEST_CELL) {
			throw new RangeError(`${text.length} characters, a cell holds ${LONGEST_CELL}`);
		}
		// What differs only by what XML cannot carry has two numbers; that harms nobody.
		const kept = { number: this.#kept.size, text, isQuoted: looksLikeFormula(text) };
		this.#kept.set(content, kept);
		const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : '';
		this.#entry.write(`<si><t${space}>${inElement(escaped(text))}</t></si>`);
		return kept;
	}

	end(): void {
		this.#entry.end('</sst>');
	}
}
