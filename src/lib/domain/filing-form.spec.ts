import { expect, test } from 'vitest';
import { contentsFromForm, contentsOf, tagIn, tagOf, typedFrom, typedIn } from './filing-form.ts';
import { EMPTY_CONTENTS, type FilingContents } from './filing.ts';

const LANGUAGES = ['sr', 'en'];
const TODAY = '2020-10-05';

function posted(fields: Record<string, string>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	return form;
}

const read = (fields: Record<string, string>) => contentsFromForm(posted(fields), LANGUAGES, TODAY);

test('an empty form is an empty draft', () => {
	expect(read({}).contents).toEqual(EMPTY_CONTENTS);
	expect(read({ 'evidence.0.kind': 'link', 'evidence.0.on': TODAY }).contents).toEqual(
		EMPTY_CONTENTS
	);
});

test('Serbian is tagged by the script it was typed in', () => {
	const { contents } = read({
		'texts.result.sr': 'Обучено 12 службеника (ECTEG).',
		'texts.result.en': '12 officers trained.',
		'texts.problems.sr': 'Nema dovoljno predavača.',
		'texts.reasons.sr': '2020'
	});
	expect(contents!.texts).toEqual({
		...EMPTY_CONTENTS.texts,
		result: { 'sr-Cyrl': 'Обучено 12 службеника (ECTEG).', en: '12 officers trained.' },
		problems: { 'sr-Latn': 'Nema dovoljno predavača.' },
		reasons: { 'sr-Cyrl': '2020' }
	});
	expect(tagOf('fr', 'Ça va')).toBe('fr');
});

test('line ends become one kind, control characters go, blanks around go', () => {
	const { contents } = read({ 'texts.result.sr': '  први\r\nдруги\u0000\u0007\tтрећи \n' });
	expect(contents!.texts.result).toEqual({ 'sr-Cyrl': 'први\nдруги\tтрећи' });
});

test('a day goes before its quarter; a day of another quarter is a problem', () => {
	expect(read({ completedOn: '2020-Q3' }).contents!.completedOn).toBe('2020-Q3');
	expect(
		read({ completedOn: '2020-Q3', 'completedOn.day': '2020-09-12' }).contents!.completedOn
	).toBe('2020-09-12');
	expect(read({ completedOn: '2020-Q2', 'completedOn.day': '2020-09-12' }).problems).toEqual([
		{ code: 'day_not_in_quarter', field: 'completedOn' }
	]);
});

test('evidence has only what its kind has, and rows nothing was typed into are left out', () => {
	const { contents } = read({
		'evidence.0.kind': 'document',
		'evidence.3.kind': 'link',
		'evidence.3.title': 'Извештај',
		'evidence.3.number': 'остатак',
		'evidence.3.url': 'https://www.mup.gov.rs/x',
		'evidence.3.on': '2020-10-01',
		'evidence.7.kind': 'gazette',
		'evidence.7.title': 'Сл. гласник РС 35/2019'
	});
	expect(contents!.evidence).toEqual([
		{ kind: 'link', title: 'Извештај', url: 'https://www.mup.gov.rs/x', on: '2020-10-01' },
		{ kind: 'gazette', title: 'Сл. гласник РС 35/2019', on: null }
	]);
});

test("everything wrong is said at once, at the form's own fields, and all that was typed is there", () => {
	const { contents, problems, typed } = read({
		completedOn: 'yesterday',
		'texts.result.en': 'x'.repeat(10_001),
		'evidence.0.kind': 'link',
		'evidence.0.url': 'javascript:alert(1)',
		'evidence.1.kind': 'sculpture',
		'evidence.1.title': 'x',
		'letter.number': '01-1/2020'
	});
	expect(contents).toBe(null);
	expect(problems.map(({ code, field }) => `${code} @${field}`)).toEqual([
		'letter_day_missing @letter.on',
		'not_a_day_or_quarter @completedOn',
		'too_long @texts.result.en',
		'evidence_title_missing @evidence.0.title',
		'not_a_link @evidence.0.url',
		'not_a_day @evidence.0.on',
		'invalid @evidence.1.kind'
	]);
	expect(typed.texts.result.en).toHaveLength(10_001);
	expect(typed.evidence[0]!.url).toBe('javascript:alert(1)');
});

test('a letter of tomorrow is said beside all that is wrong', () => {
	const late = { 'letter.number': '1', 'letter.on': '2020-10-06' };
	const codesOf = (fields: Record<string, string>) => read(fields).problems.map(({ code }) => code);
	expect(codesOf(late)).toEqual(['letter_in_future']);
	expect(read(late).contents).toBe(null);
	expect(codesOf({ ...late, 'letter.number': '' })).toEqual([
		'letter_number_missing',
		'letter_in_future'
	]);
	expect(codesOf({ ...late, 'letter.on': TODAY })).toEqual([]);
});

test('contents shown in a form and sent back say the same', () => {
	const contents: FilingContents = {
		step: 'full',
		completedOn: '2020-09-12',
		expectedCompletion: '2020-Q4',
		isNothingToReport: false,
		texts: {
			...EMPTY_CONTENTS.texts,
			result: { 'sr-Latn': 'Urađeno.', en: 'Done.' },
			narrative: { 'sr-Cyrl': 'Урађено.' }
		},
		evidence: [
			{ kind: 'document', title: 'Записник', number: null, on: null },
			{ kind: 'link', title: 'Вест', url: 'https://example.rs/', on: '2020-10-01' }
		],
		readings: [
			{
				indicator: 'operators-instructed',
				on: '2020-09-30',
				value: '27.50',
				source: { 'sr-Cyrl': 'Евиденција', en: 'Records' }
			},
			{ indicator: 'lessons', on: '2020-06-30', value: '-3', source: {} }
		],
		spent: [
			{ line: 1, amount: '1250.5' },
			{ line: 2, amount: 'not-available' },
			{ line: 10, amount: 'not-applicable' }
		],
		letter: { number: '1', on: '2020-10-02' }
	};
	expect(contentsOf(typedFrom(contents, LANGUAGES)).contents).toEqual(contents);
});

test('hostile field names and files are nothing', () => {
	const form = posted({
		'evidence.9999999.title': 'x',
		'texts.__proto__.sr': 'x',
		'texts.result': 'x'
	});
	form.set('texts.result.sr', new File(['x'], 'x.txt'));
	const typed = typedIn(form, LANGUAGES, TODAY);
	expect(typed.evidence).toEqual([]);
	expect(contentsOf(typed).contents).toEqual(EMPTY_CONTENTS);
});

test('readings and money are read as they are typed, with a comma or a point', () => {
	const { contents } = read({
		'readings.operators.value': '1.250,5',
		'readings.operators.on': '2020-09-30',
		'readings.operators.source.sr': 'Евиденција РАТЕЛ-а',
		'readings.untouched.value': '',
		'readings.untouched.on': '2020-09-30',
		'spent.1.amount': '0,00',
		'spent.1.none': '',
		'spent.2.amount': '',
		'spent.2.none': 'not-applicable',
		'spent.3.amount': '',
		'spent.3.none': ''
	});
	expect(contents?.readings).toEqual([
		{
			indicator: 'operators',
			value: '1250.5',
			on: '2020-09-30',
			source: { 'sr-Cyrl': 'Евиденција РАТЕЛ-а' }
		}
	]);
	expect(contents?.spent).toEqual([
		{ line: 1, amount: '0.00' },
		{ line: 2, amount: 'not-applicable' }
	]);
});

test('what is wrong with readings and money stands at their fields', () => {
	const { contents, problems } = read({
		'readings.a.value': '1.250',
		'readings.a.on': '',
		'readings.b.value': '',
		'readings.b.on': '2020-09-30',
		'readings.b.source.en': 'A letter',
		'readings.c.value': 'много',
		'readings.c.on': '2020-02-30',
		'spent.2.amount': '-5',
		'spent.2.none': '',
		'spent.3.amount': '12',
		'spent.3.none': 'not-available',
		'spent.4.amount': '',
		'spent.4.none': 'zero'
	});
	expect(contents).toBe(null);
	expect(problems.map(({ code, field }) => `${code} @${field}`)).toEqual([
		'number_ambiguous @readings.a.value',
		'indicator_value_missing @readings.b.value',
		'not_a_number @readings.c.value',
		'not_an_amount @spent.2.amount',
		'money_amount_and_none @spent.3.amount',
		'not_a_day @readings.a.on',
		'not_a_day @readings.c.on',
		'not_an_amount @spent.4.amount'
	]);
});

test('fields named for no indicator and no line are nothing', () => {
	const { contents } = read({
		'readings.__proto__.value': '1',
		'readings.A B.value': '1',
		'spent.0.amount': '1',
		'spent.-1.amount': '1',
		'spent.99999.amount': '1'
	});
	expect(contents).toEqual(EMPTY_CONTENTS);
});

test('a text typed by who reads English is English unless it is Cyrillic', () => {
	expect(tagIn('en', 'A wrong number')).toBe('en');
	expect(tagIn('en', 'Погрешан број')).toBe('sr-Cyrl');
	expect(tagIn('sr-Latn', 'Pogrešan broj')).toBe('sr-Latn');
});
