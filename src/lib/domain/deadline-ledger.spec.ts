import { describe, expect, test } from 'vitest';
import { readWording, type DeadlineReading } from './deadline.ts';
import {
	adoptedDeadline,
	currentDeadline,
	isMove,
	ledgerProblems,
	rectifiableBy,
	rectificationProblems,
	slipInDays,
	type LedgerEntry
} from './deadline-ledger.ts';

const dated = (earliest: string, latest = earliest): DeadlineReading => ({
	kind: 'dated',
	earliest,
	latest
});
const occurring = (...occurrences: string[]): DeadlineReading => ({
	kind: 'recurring',
	occurrences,
	every: null
});
const after = (
	amount: number,
	unit: 'day' | 'month' | 'year',
	trigger: string
): DeadlineReading => ({ kind: 'triggered', amount, unit, trigger });
const continuous: DeadlineReading = { kind: 'continuous' };
const notUnderstood: DeadlineReading = { kind: 'unread', why: 'not-understood' };

const entry = (
	kind: LedgerEntry['kind'],
	decidedOn: string,
	from: DeadlineReading,
	to: DeadlineReading
): LedgerEntry => ({ kind, decidedOn, from, to });

const q2 = dated('2020-04-01', '2020-06-30');
const q3 = dated('2020-07-01', '2020-09-30');
const q4 = dated('2020-10-01', '2020-12-31');
const law = after(6, 'month', 'stupanja na snagu zakona');

describe('the ledger', () => {
	const moved = [
		entry('extension', '2020-05-20', q2, q3),
		entry('amendment', '2020-09-10', q3, q4)
	];

	test.each([
		['2020-05-19', q2],
		['2020-05-20', q3],
		['2020-09-09', q3],
		['2020-09-10', q4],
		['2021-01-01', q4]
	])('on %s the deadline is what was decided by then', (on, expected) => {
		expect(currentDeadline(q2, moved, on)).toEqual(expected);
	});

	test('moves leave the adopted deadline as it was', () => {
		expect(adoptedDeadline(q2, moved)).toEqual(q2);
		expect(adoptedDeadline(q2, [])).toEqual(q2);
	});

	test('amendments and extensions are moves', () => {
		const kinds = ['amendment', 'extension', 'resolution', 'rectification'] as const;
		expect(kinds.filter((kind) => isMove(entry(kind, '2020-01-01', q2, q3)))).toEqual([
			'amendment',
			'extension'
		]);
	});

	test('a resolution dates a triggered deadline from the day it was decided', () => {
		const ledger = [entry('resolution', '2020-03-15', law, q3)];
		expect(currentDeadline(law, ledger, '2020-03-14')).toEqual(law);
		expect(currentDeadline(law, ledger, '2020-03-15')).toEqual(q3);
		expect(adoptedDeadline(law, ledger)).toEqual(q3);
		expect(adoptedDeadline(law, ledger, '2020-03-14')).toEqual(law);
	});

	test('a resolution is no slip, an extension after it is', () => {
		const ledger = [
			entry('resolution', '2020-03-15', law, q3),
			entry('extension', '2020-09-01', q3, q4)
		];
		const slipOn = (on: string) =>
			slipInDays(adoptedDeadline(law, ledger), currentDeadline(law, ledger, on));
		expect(slipOn('2020-03-14')).toBeNull();
		expect(slipOn('2020-03-15')).toBe(0);
		expect(slipOn('2020-09-01')).toBe(92);
	});

	test('a rectification corrects the adopted deadline whatever the day', () => {
		const ledger = [
			entry('rectification', '2020-11-02', q2, q3),
			entry('extension', '2020-08-20', q3, q4)
		];
		expect(currentDeadline(q2, ledger, '2020-01-01')).toEqual(q3);
		expect(currentDeadline(q2, ledger, '2020-08-20')).toEqual(q4);
		expect(adoptedDeadline(q2, ledger)).toEqual(q3);
		expect(ledgerProblems(q2, ledger)).toEqual([]);
	});

	test('a rectification after a move corrects that move and nothing before it', () => {
		const ledger = [
			entry('amendment', '2020-05-20', q2, q3),
			entry('rectification', '2020-11-02', q3, q4)
		];
		expect(currentDeadline(q2, ledger, '2020-05-19')).toEqual(q2);
		expect(currentDeadline(q2, ledger, '2020-05-20')).toEqual(q4);
		expect(adoptedDeadline(q2, ledger)).toEqual(q2);
	});

	test('a rectification gives an unread wording its reading', () => {
		const ledger = [entry('rectification', '2020-02-01', notUnderstood, q4)];
		expect(adoptedDeadline(notUnderstood, ledger)).toEqual(q4);
	});
});

describe('a correction of what a deadline was read as', () => {
	const clear = { wording: { en: 'III quarter 2020', sr: 'III kvartal 2020' } };
	const unclear = { wording: { en: 'once the conditions are met' } };
	const running = { wording: { en: '6 months from the entry into force of the law' } };
	const plain = readWording(running.wording.en);

	test.each([
		['a wording nobody understands', unclear, q4, 'reading'],
		['none at all', { wording: {} }, notUnderstood, 'reading'],
		['a wording and a day that disagree', { ...clear, on: '2021-03-01' }, q4, 'reading'],
		['a wording that is understood', clear, q3, null],
		['one of two that is understood', { wording: { de: '?', ...clear.wording } }, q3, null],
		['one that was read otherwise than it says', clear, q4, 'reading'],
		['a triggered one', running, plain, null],
		['a triggered one that was resolved', running, q4, 'trigger']
	] as const)('%s', (_, promised, current, expected) => {
		expect(rectifiableBy(promised, current)).toBe(expected);
	});

	test('back to what the wording says is always one', () => {
		expect(rectificationProblems(clear, { from: q4, to: q3 }, null)).toEqual([]);
		expect(rectificationProblems(clear, { from: q3, to: q4 }, null)).toEqual(['reading-is-clear']);
		expect(rectificationProblems(running, { from: q4, to: plain }, null)).toEqual([]);
	});

	test('a resolved one follows from its trigger’s day', () => {
		const to = dated('2020-12-15');
		expect(rectificationProblems(running, { from: q4, to }, '2020-06-15')).toEqual([]);
		expect(rectificationProblems(running, { from: q4, to }, '2020-06-16')).toEqual([
			'resolution-disagrees'
		]);
		expect(rectificationProblems(running, { from: q4, to }, null)).toEqual(['trigger-day-missing']);
		expect(rectificationProblems(running, { from: plain, to }, '2020-06-15')).toEqual([
			'reading-is-clear'
		]);
	});
});

describe('slip', () => {
	test.each([
		['to a later quarter', q2, q4, 184],
		['to an earlier quarter', q4, q3, -92],
		['nowhere', q2, q2, 0],
		['to another day of the same end', dated('2020-06-30'), q2, 0],
		['from continuous', continuous, q4, null],
		['to continuous', q4, continuous, null],
		['from triggered', law, q4, null],
		['from unread', notUnderstood, q4, null],
		['to several days', q2, occurring('2020-06-30', '2020-12-31'), null]
	])('%s', (_, adopted, current, days) => {
		expect(slipInDays(adopted, current)).toBe(days);
	});
});

describe('what is wrong with a ledger', () => {
	test.each<[string, LedgerEntry[], string[]]>([
		['nothing', [entry('extension', '2020-05-20', q2, q3)], []],
		['nothing, when it is empty', [], []],
		[
			'it does not begin with the adopted deadline',
			[entry('extension', '2020-05-20', q3, q4)],
			['0 first-from-is-not-adopted']
		],
		[
			'a link is missing',
			[entry('extension', '2020-05-20', q2, q3), entry('extension', '2020-09-01', q2, q4)],
			['1 from-is-not-previous-to']
		],
		[
			'a move is decided before the one it follows',
			[entry('extension', '2020-05-20', q2, q3), entry('extension', '2020-05-19', q3, q4)],
			['1 decided-before-previous']
		],
		['a day is none', [entry('extension', '2020-02-31', q2, q3)], ['0 decided-on-is-not-a-day']],
		[
			'a reading ends before it begins',
			[entry('amendment', '2020-05-20', q2, dated('2020-09-30', '2020-07-01'))],
			['0 reading-is-not-sound']
		],
		['an entry changes nothing', [entry('amendment', '2020-05-20', q2, q2)], ['0 changes-nothing']],
		[
			'an extension goes back',
			[entry('amendment', '2020-05-20', q2, q4), entry('extension', '2020-06-20', q4, q3)],
			['1 extension-is-not-later']
		],
		[
			'a resolution of what had no trigger',
			[entry('resolution', '2020-05-20', q2, q3)],
			['0 resolution-is-not-of-triggered']
		],
		[
			'a resolution that gives no day',
			[
				entry('amendment', '2020-05-20', q2, law),
				entry('resolution', '2020-06-20', law, continuous)
			],
			['1 resolution-is-not-dated']
		]
	])('%s', (_, ledger, expected) => {
		const found = ledgerProblems(q2, ledger).map(({ code, index }) => `${index} ${code}`);
		expect(found).toEqual(expected);
	});
});
