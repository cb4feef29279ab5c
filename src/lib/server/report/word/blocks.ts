// Paragraphs and runs of the pages that are the same for every plan: text as XML can carry it, each piece in the language it is in.
import {
	Paragraph,
	TextRun,
	type IParagraphOptions,
	type IRunOptions,
	type ParagraphChild
} from 'docx';
import type { Locale } from '#lib/domain/text.ts';
import { cellText } from '../../workbook/cell-text.ts';
import { runsOf } from '../marked-telling.ts';

/** What Word calls the languages texts are in. */
const WORD_LANGUAGES: Readonly<Record<string, string>> = {
	en: 'en-GB',
	'sr-Cyrl': 'sr-Cyrl-RS',
	'sr-Latn': 'sr-Latn-RS',
	fr: 'fr-FR'
};

export function wordLanguage(tag: Locale | string): string {
	return Object.hasOwn(WORD_LANGUAGES, tag) ? WORD_LANGUAGES[tag]! : tag;
}

export type Look = Pick<IRunOptions, 'bold' | 'italics' | 'size' | 'color'>;

/** A text as runs, a line break for each of its own. */
export function runs(text: string, look: Look = {}): TextRun[] {
	return runsOf(text).flatMap(({ text: piece, lang }) =>
		cellText(piece)
			.split('\n')
			.map(
				(line, index) =>
					new TextRun({
						text: line,
						...look,
						...(index > 0 ? { break: 1 } : {}),
						...(lang === null ? {} : { language: { value: wordLanguage(lang) } })
					})
			)
	);
}

export function paragraph(
	text: string | readonly ParagraphChild[],
	{ look, ...options }: Omit<IParagraphOptions, 'children' | 'text'> & { look?: Look } = {}
): Paragraph {
	return new Paragraph({
		...options,
		children: typeof text === 'string' ? runs(text, look) : text
	});
}

/** Name in bold, then what is said of it. */
export function labelled(
	label: string,
	text: string,
	options: Omit<IParagraphOptions, 'children' | 'text'> = {}
): Paragraph {
	return paragraph([...runs(`${label}: `, { bold: true }), ...runs(text)], options);
}
