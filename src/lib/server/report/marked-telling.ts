// A view told where the language of a text can be marked in the file itself (HTML's and Word's `lang`): what is shown in another language
// than the reader's stands between noncharacters, which no text has once it is written.
import { contentIn, type Texts } from '#lib/domain/text.ts';
import { fallbackTag, Telling } from './telling.ts';

const OPENS = '\uFDD0';
const BEGINS = '\uFDD1';
const CLOSES = '\uFDD2';
const MARKS = /[\uFDD0-\uFDD2]/g;
const MARKED = /\uFDD0([A-Za-z0-9-]+)\uFDD1([^\uFDD0-\uFDD2]*)\uFDD2/g;

export class MarkedTelling extends Telling {
	override content(texts: Texts): string {
		const content = contentIn(texts, this.locale, this.view.strategy.languages);
		if (content === null) return '';
		const text = content.text.replace(MARKS, '');
		if (!content.isFallback) return text;
		return `${OPENS}${content.lang}${BEGINS}${fallbackTag(content.lang)} ${text}${CLOSES}`;
	}
}

/** A piece of a text, and the language it is in where that is not the document's. */
export interface Run {
	text: string;
	lang: string | null;
}

/** A text of {@link MarkedTelling} in pieces of one language each. */
export function runsOf(text: string): Run[] {
	if (!text.includes(OPENS)) return [{ text: text.replace(MARKS, ''), lang: null }];
	const runs: Run[] = [];
	let end = 0;
	const before = (until: number) => {
		const between = text.slice(end, until).replace(MARKS, '');
		if (between !== '') runs.push({ text: between, lang: null });
	};
	for (const found of text.matchAll(MARKED)) {
		before(found.index);
		runs.push({ text: found[2]!, lang: found[1]! });
		end = found.index + found[0].length;
	}
	before(text.length);
	return runs;
}

/** A text of {@link MarkedTelling} where no language can be marked. */
export function unmarked(text: string): string {
	return runsOf(text)
		.map((run) => run.text)
		.join('');
}
