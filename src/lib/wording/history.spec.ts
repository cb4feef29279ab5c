import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toldContents } from '#lib/domain/history-contents.ts';
import type { Locale } from '#lib/domain/text.ts';
import {
	actLabel,
	formatInstant,
	KNOWN_ACTS,
	KNOWN_SUBJECTS,
	OFFERED_SUBJECTS,
	subjectLabel,
	toldRows,
	valueLabel,
	valueText
} from './history.ts';

interface Reader {
	locale: Locale;
	languages: readonly string[];
}

/** What sources name in some place of theirs: `subject: 'filing'`. */
function namedIn(files: readonly string[], pattern: RegExp): string[] {
	const found = files.flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name]) => name!)
	);
	return [...new Set(found)].toSorted();
}

const SERVER = readdirSync('src/lib/server', { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
	.map((name) => `src/lib/server/${name}`);

test('every act that is asked for has a word', () => {
	const asked = namedIn(SERVER, /change(?:At|Account)?\(\w+, '([a-z.-]+)'/g);
	expect(asked.length).toBeGreaterThan(8);
	expect(asked.filter((verb) => !KNOWN_ACTS.includes(verb))).toEqual([]);
});

test('every kind of thing it is done to has one, too', () => {
	const told = [
		...namedIn(SERVER, /\brecord\(\{[^}]*?subject: '([a-z-]+)'/g),
		...namedIn(SERVER, /\bnote\(\s*'([a-z-]+)'/g),
		...namedIn(SERVER, /\bconst SUBJECT = '([a-z-]+)'/g)
	];
	expect(told.length).toBeGreaterThan(10);
	expect(told.filter((subject) => !KNOWN_SUBJECTS.includes(subject))).toEqual([]);
});

test('a code without a word stays the code, also one that is a name of every object', () => {
	expect(actLabel('window.change', 'sr-Cyrl')).toBe('Померање рокова за доставу');
	expect(actLabel('toString', 'en')).toBe('toString');
	expect(subjectLabel('letter', 'en')).toBe('letter');
});

test('values are told in words, by their place', () => {
	expect(valueLabel('reason.sr-Cyrl', 'en')).toBe('reason (Serbian)');
	expect(valueText('closesOn', '2020-10-31', 'sr-Latn')).toBe('31. oktobar 2020.');
	expect(valueText('isDisabled', true, 'sr-Cyrl')).toBe('да');
	expect(valueText('act', 'return', 'en')).toBe('returned');
	expect(valueText('act', 'constructor', 'en')).toBe('constructor');
	expect(valueText('version', 3, 'en')).toBe('3');
	expect(valueText('version', null, 'en')).toBe('–');
});

const READER = { locale: 'sr-Cyrl', languages: ['sr', 'en'] } as const;
const rowsOf = (subject: string, before: unknown, after: unknown, reader: Reader = READER) =>
	toldRows(subject, toldContents(subject, JSON.stringify({ before, after })), reader).map(
		(row) => `${row.label}: ${row.before} → ${row.after}`
	);

test('a deadline that moved is told as what it was and what it is', () => {
	const dated = (earliest: string, latest: string) => ({ kind: 'dated', earliest, latest });
	const after = {
		kind: 'rectification',
		decidedOn: '2020-02-20',
		triggeredOn: null,
		fromReading: dated('2020-04-01', '2020-06-30'),
		toReading: dated('2020-10-01', '2020-12-31'),
		act: { 'sr-Cyrl': 'Допис' }
	};
	expect(rowsOf('ledger', null, after, { ...READER, locale: 'en' })).toEqual([
		'deadline: Q2 2020 → Q4 2020',
		'kind: – → reading corrected',
		'decided on: – → 20 February 2020',
		'act or letter (Serbian): – → Допис'
	]);
	expect(rowsOf('ledger', null, after)).toContain('рок: II квартал 2020. → IV квартал 2020.');
});

test('the day of a reading is the day it was read, of a filing the day it was opened', () => {
	const label = (subject: string) => valueLabel('readOn', 'en', subject);
	expect([label('reading'), label('filing')]).toEqual(['day it was read', 'opened on']);
});

test('what was done is no act: that is what it rests on', () => {
	expect(valueLabel('act', 'sr-Cyrl', 'filing')).toBe('радња');
	expect(valueLabel('act.sr-Cyrl', 'sr-Cyrl', 'ledger')).toBe('акт или допис (српски)');
});

test('a list is one row, one of several things says which, and nothing that stayed nothing is told', () => {
	expect(rowsOf('strategy', null, { languages: ['sr', 'en'], gazette: null })).toEqual([
		'језици текстова: – → српски и енглески'
	]);
	expect(rowsOf('user', null, { rights: [{ role: 'owner', bodyId: null }] })).toEqual([
		'улога (право 1): – → Власник плана'
	]);
	expect(
		rowsOf('spending', [{ line: 3, amount: null }], { lines: [{ line: 3, amount: '7.5' }] })
	).toEqual(['утрошено од почетка године, хиљаде динара (ставка 3): – → 7,5']);
});

test('each thing is offered once, by a name of its own', () => {
	for (const locale of ['en', 'sr-Cyrl', 'sr-Latn'] as const) {
		const labels = OFFERED_SUBJECTS.map((subject) => subjectLabel(subject, locale));
		expect(new Set(labels).size).toBe(labels.length);
	}
	expect(OFFERED_SUBJECTS).toContain('amendment-draft');
	expect(OFFERED_SUBJECTS).not.toContain('role');
});

test('an instant is told in the office’s time, whose day may be the next', () => {
	expect(formatInstant('2020-10-05T22:30:00.000Z', 'Europe/Belgrade', 'en')).toBe(
		'6 October 2020, 00:30'
	);
	expect(formatInstant('2020-12-05T08:30:00.000Z', 'Europe/Belgrade', 'sr-Cyrl')).toBe(
		'5. децембар 2020., 09:30'
	);
});
