import { describe, expect, test } from 'vitest';
import { toLatin } from './script.ts';
import { changedTexts, collatorFor, contentIn, fold, matches } from './text.ts';

const both = { 'sr-Cyrl': 'Рок', en: 'Deadline' };

describe('a text as a reader sees it', () => {
	test("in the reader's language", () => {
		expect(contentIn(both, 'en', ['sr', 'en'])).toEqual({
			text: 'Deadline',
			lang: 'en',
			isFallback: false
		});
		expect(contentIn(both, 'sr-Cyrl', ['sr', 'en'])).toEqual({
			text: 'Рок',
			lang: 'sr-Cyrl',
			isFallback: false
		});
	});

	test("Serbian in the reader's script, which is no fallback", () => {
		expect(contentIn(both, 'sr-Latn', ['sr', 'en'])).toEqual({
			text: 'Rok',
			lang: 'sr-Latn',
			isFallback: false
		});
		expect(contentIn({ 'sr-Latn': 'Kraj, PDF' }, 'sr-Cyrl', ['sr', 'en'])).toEqual({
			text: 'Крај, PDF',
			lang: 'sr-Cyrl',
			isFallback: false
		});
	});

	test('a script that was written is not produced', () => {
		const written = { 'sr-Cyrl': 'Твининг', 'sr-Latn': 'Twinning' };
		expect(contentIn(written, 'sr-Latn', ['sr'])?.text).toBe('Twinning');
		expect(contentIn(written, 'sr-Cyrl', ['sr'])?.text).toBe('Твининг');
		expect(contentIn(written, 'en', ['sr'])?.text).toBe('Twinning');
	});

	test('Serbian in Latin for an English reader, flagged', () => {
		expect(contentIn({ 'sr-Cyrl': 'Рок' }, 'en', ['sr', 'en'])).toEqual({
			text: 'Rok',
			lang: 'sr-Latn',
			isFallback: true
		});
	});

	test('another language for a Serbian reader, flagged', () => {
		expect(contentIn({ en: 'Deadline' }, 'sr-Cyrl', ['sr', 'en'])).toEqual({
			text: 'Deadline',
			lang: 'en',
			isFallback: true
		});
	});

	test('the languages of the strategy come in its order', () => {
		const texts = { fr: 'Délai', de: 'Frist' };
		expect(contentIn(texts, 'en', ['de', 'fr'])?.lang).toBe('de');
		expect(contentIn(texts, 'en', ['fr', 'de'])?.lang).toBe('fr');
		expect(contentIn({ ...texts, 'sr-Cyrl': 'Рок' }, 'en', ['sr-Cyrl', 'fr'])?.lang).toBe(
			'sr-Latn'
		);
	});
});

describe('odd cases of a text', () => {
	test('a blank text counts as none', () => {
		expect(contentIn({ en: ' \n', 'sr-Cyrl': 'Рок' }, 'en', ['sr', 'en'])?.text).toBe('Rok');
		expect(contentIn({ 'sr-Latn': '', 'sr-Cyrl': 'Рок' }, 'sr-Latn', ['sr'])?.text).toBe('Rok');
		expect(contentIn({ en: '' }, 'en', ['sr', 'en'])).toBeNull();
		expect(contentIn({}, 'sr-Cyrl', ['sr', 'en'])).toBeNull();
	});

	test('a text in a language the strategy does not list is still shown', () => {
		expect(contentIn({ fr: 'Délai' }, 'en', ['sr', 'en'])).toEqual({
			text: 'Délai',
			lang: 'fr',
			isFallback: true
		});
	});

	test('a language named like a built-in property is simply not there', () => {
		expect(contentIn({ en: 'x' }, 'en', ['constructor'])?.text).toBe('x');
		expect(contentIn({}, 'en', ['constructor'])).toBeNull();
	});
});

describe('search', () => {
	test.each([
		['Ђорђевић, ЖИВОТ', 'djordjevic, zivot'],
		['Đorđević, život', 'djordjevic, zivot'],
		['ЉУБАВ Љубав ljubav', 'ljubav ljubav ljubav'],
		['Délai', 'delai'],
		['c\u030caša\u00a0џеп', 'casa dzep']
	])('%j folds to %j', (text, folded) => {
		expect(fold(text)).toBe(folded);
	});

	test('letter by letter is as a whole', () => {
		const whole = (text: string) =>
			toLatin(text)
				.toLowerCase()
				.replaceAll('đ', 'dj')
				.normalize('NFKD')
				.replace(/\p{M}/gu, '')
				.normalize('NFC');
		const texts = [
			'ЉУБЉАНА Љубљана, Џеп — „Ђорђе“ 2013/40/ЕУ…',
			'C\u030CAS, С\u0301РПСКИ',
			'ﬁnance ½ Ⅳ 𝔸 İstanbul Ѝ ў \ud83d and \udc00'
		];
		expect(texts.map(fold)).toEqual(texts.map(whole));
		expect(fold('—'.repeat(50_000))).toHaveLength(50_000);
	});

	test.each([
		['Министарство унутрашњих послова', 'unutrasnjih poslova', true],
		['Министарство унутрашњих послова', 'ПОСЛОВА министарство', true],
		['Ministarstvo unutrašnjih poslova', 'унутрашњих', true],
		['Грађани', 'gradjani', true],
		['Грађани', 'gradani', true],
		['Gradjani', 'грађани', true],
		['Министарство правде', 'правде унутрашњих', false],
		['Правда', '', true],
		['Правда', '   ', true],
		['', 'x', false]
	])('%j is found by %j: %j', (text, query, expected) => {
		expect(matches(fold(text), query)).toBe(expected);
	});
});

describe('how one wording differs from another', () => {
	test('is told by language, and a language with no text any more has changed', () => {
		expect(changedTexts(both, { 'sr-Cyrl': 'Рок' })).toEqual([
			{ tag: 'en', before: { en: 'Deadline' }, after: {} }
		]);
		expect(changedTexts({ en: 'Deadline' }, { 'sr-Cyrl': 'Рок', en: 'Term' })).toEqual([
			{ tag: 'en', before: { en: 'Deadline' }, after: { en: 'Term' } },
			{ tag: 'sr-Cyrl', before: {}, after: { 'sr-Cyrl': 'Рок' } }
		]);
		expect(changedTexts(both, { ...both })).toEqual([]);
	});

	test('in the other script it takes the place of what it was', () => {
		expect(changedTexts({ 'sr-Cyrl': 'Рок' }, { 'sr-Latn': 'Novi rok' })).toEqual([
			{ tag: 'sr-Latn', before: { 'sr-Cyrl': 'Рок' }, after: { 'sr-Latn': 'Novi rok' } }
		]);
	});
});

describe('order', () => {
	test('of the Serbian alphabet in Latin', () => {
		const names = ['Žabalj', 'Zemun', 'Džep', 'Đerdap', 'Dunav', 'Ćuprija', 'Čačak', 'Cer', 'Ljig'];
		expect([...names, 'Lučani'].sort(collatorFor('sr-Latn').compare)).toEqual([
			'Cer',
			'Čačak',
			'Ćuprija',
			'Dunav',
			'Džep',
			'Đerdap',
			'Lučani',
			'Ljig',
			'Zemun',
			'Žabalj'
		]);
	});

	test('of the Serbian alphabet in Cyrillic', () => {
		const letters = [...'шчхфтсрњнмљлкјизжеђдгвбацћпоуџ'];
		expect(letters.sort(collatorFor('sr-Cyrl').compare).join('')).toBe(
			'абвгдђежзијклљмнњопрстћуфхцчџш'
		);
	});

	test('of numbers by value', () => {
		expect(['1.10', '1.9', '1.1'].sort(collatorFor('en').compare)).toEqual(['1.1', '1.9', '1.10']);
	});
});
