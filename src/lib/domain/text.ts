// Texts kept by language tag, what a reader sees of them, and how they are searched and sorted.
import { toCyrillic, toLatin } from './script.ts';

/** One text in several languages, by language tag: `sr-Cyrl`, `sr-Latn`, `en`, `fr`. */
export type Texts = Readonly<Record<string, string>>;

/** A language of the interface. */
export type Locale = 'en' | 'sr-Cyrl' | 'sr-Latn';

/** A text as a reader sees it. */
export interface Content {
	text: string;
	/** The tag of the language and script the text is shown in. */
	lang: string;
	/** Whether it is in another language than the reader's. */
	isFallback: boolean;
}

/**
 * A text as a reader sees it: in the reader's language, otherwise in the first of the strategy's
 * own languages that has it, otherwise in whatever language there is, and then flagged. Serbian is
 * turned into the reader's script, for an English reader into Latin; that alone is no fallback. A
 * blank text counts as none.
 *
 * @param languages the strategy's content languages in order, such as `['sr', 'en']`
 *
 * @example
 * contentIn({ 'sr-Cyrl': 'Рок' }, 'en', ['sr', 'en'])
 * //=> { text: 'Rok', lang: 'sr-Latn', isFallback: true }
 */
export function contentIn(
	texts: Texts,
	locale: Locale,
	languages: readonly string[]
): Content | null {
	const own = languageOf(locale);
	const read = (language: string) =>
		language === 'sr' ? serbianIn(texts, locale) : textIn(texts, language);
	// Mostly the reader's own is there.
	const first = read(own);
	if (first !== null) return { ...first, isFallback: false };
	for (const language of languagesFor(texts, locale, languages)) {
		const found = read(language);
		if (found !== null) return { ...found, isFallback: language !== own };
	}
	return null;
}

/**
 * A text prepared for search: Latin, lower case, without diacritics, đ as "dj". The same for both
 * scripts and for text typed without diacritics.
 *
 * @example fold('Ђорђевић, ЖИВОТ') //=> 'djordjevic, zivot'
 */
export function fold(text: string): string {
	// Marks of their own compose with the letter before them.
	if (/\p{M}/u.test(text)) return foldWhole(text);
	let folded = '';
	for (let index = 0; index < text.length; index += 1) {
		const code = text.codePointAt(index)!;
		if (code < LETTERS_KEPT) {
			folded += letters[code] ??= foldWhole(text[index]!);
		} else {
			const letter = String.fromCodePoint(code);
			folded += foldWhole(letter);
			index += letter.length - 1;
		}
	}
	return folded;
}

/** Letter by letter with what each folds to kept: a national plan's texts are folded in a twentieth of a second instead of in two. */
const LETTERS_KEPT = 0x500;
const letters: string[] = [];

function foldWhole(text: string): string {
	return toLatin(text)
		.toLowerCase()
		.replaceAll('đ', 'dj')
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.normalize('NFC');
}

/**
 * Whether a folded text holds every word of a query, in any order, as a word or a part of one. đ is
 * found typed as đ, dj or d ("gradani" finds "građani"). An empty query finds everything.
 *
 * @param folded the text to search in, as {@link fold} gives it
 *
 * @example matches(fold('Послови унутрашњи'), 'unutrasnji posl') //=> true
 */
export function matches(folded: string, query: string): boolean {
	return matcherOf(query)(searchable(folded));
}

/** A folded text as {@link matcherOf} wants it: to keep where the same texts are searched often. */
export function searchable(folded: string): string {
	return folded.replaceAll('dj', 'd');
}

/** The same as {@link matches} for many texts: the query is read once, the texts are {@link searchable} ones. */
export function matcherOf(query: string): (text: string) => boolean {
	const words = searchable(fold(query)).split(/\s+/);
	return (text) => words.every((word) => text.includes(word));
}

const collators = new Map<Locale, Intl.Collator>();

/**
 * The order of a reader's alphabet; numbers inside a text sort by value, so that 1.10 follows 1.9.
 *
 * @example ['Ćuk', 'Cer', 'Čas'].sort(collatorFor('sr-Latn').compare) //=> ['Cer', 'Čas', 'Ćuk']
 */
export function collatorFor(locale: Locale): Intl.Collator {
	let collator = collators.get(locale);
	if (collator === undefined) {
		collator = new Intl.Collator(locale, { numeric: true });
		collators.set(locale, collator);
	}
	return collator;
}

/** What became of a text in one language, in whichever script: empty where there is none. */
export interface TextChange {
	/** As it is now, or else as it was. */
	tag: string;
	before: Texts;
	after: Texts;
}

/**
 * How one wording differs from another, language by language; a language in which there is no text any more has changed too. Serbian in the
 * other script takes the place of what it was.
 *
 * @example changedTexts({ 'sr-Cyrl': 'Рок', en: 'Due' }, { 'sr-Cyrl': 'Рок' }) //=> [{ tag: 'en', before: { en: 'Due' }, after: {} }]
 */
export function changedTexts(before: Texts, after: Texts): TextChange[] {
	const languages = new Set([...Object.keys(before), ...Object.keys(after)].map(languageOf));
	return [...languages].flatMap((language) => {
		const [was, is] = [ofLanguage(before, language), ofLanguage(after, language)];
		const tags = Object.keys({ ...is, ...was });
		if (tags.every((tag) => was[tag] === is[tag])) return [];
		return [{ tag: tags[0]!, before: was, after: is }];
	});
}

function ofLanguage(texts: Texts, language: string): Texts {
	return Object.fromEntries(Object.entries(texts).filter(([tag]) => languageOf(tag) === language));
}

type Found = Pick<Content, 'text' | 'lang'>;

/** In the order they are tried. */
function languagesFor(
	texts: Texts,
	locale: Locale,
	languages: readonly string[]
): ReadonlySet<string> {
	return new Set([locale, ...languages, ...Object.keys(texts)].map(languageOf));
}

function languageOf(tag: string): string {
	return tag === 'sr' || tag.startsWith('sr-') ? 'sr' : tag;
}

function textIn(texts: Texts, lang: string): Found | null {
	const text = Object.hasOwn(texts, lang) ? texts[lang] : undefined;
	return text === undefined || text.trim() === '' ? null : { text, lang };
}

function serbianIn(texts: Texts, locale: Locale): Found | null {
	const lang = locale === 'sr-Cyrl' ? 'sr-Cyrl' : 'sr-Latn';
	const written = textIn(texts, lang);
	if (written !== null) return written;
	const other = textIn(texts, lang === 'sr-Cyrl' ? 'sr-Latn' : 'sr-Cyrl');
	if (other === null) return null;
	return { text: lang === 'sr-Cyrl' ? toCyrillic(other.text) : toLatin(other.text), lang };
}
