import { expect, test } from 'vitest';
import { toldContents } from './history-contents.ts';

const told = (subject: string, before: unknown, after: unknown) =>
	toldContents(subject, JSON.stringify({ before, after }));

test('values before and after stand side by side, by their place', () => {
	const was = { closesOn: '2020-10-31', reason: {} };
	const is = { closesOn: '2020-11-15', reason: { en: 'Holidays' } };
	expect(told('window', was, is)).toEqual({
		changes: [
			{ name: 'closesOn', before: '2020-10-31', after: '2020-11-15' },
			{ name: 'reason.en', before: null, after: 'Holidays' }
		],
		isWithheld: false
	});
	const rights = [{ role: 'owner', strategyId: 1 }];
	expect(told('user', null, { isDisabled: false, rights }).changes).toEqual([
		{ name: 'isDisabled', before: null, after: false },
		{ name: 'rights.0.role', before: null, after: 'owner' },
		{ name: 'rights.0.strategyId', before: null, after: 1 }
	]);
});

test('of a filing: what was done and where it stands, and never what was written', () => {
	const contents = { step: 'full', texts: { narrative: { en: 'Nobody may read this.' } } };
	const { changes, isWithheld } = told(
		'filing',
		{ state: 'draft', version: 1, revision: 1, contents },
		{ act: 'submit', state: 'submitted', version: 2, contents }
	);
	expect(changes).toEqual([
		{ name: 'state', before: 'draft', after: 'submitted' },
		{ name: 'version', before: 1, after: 2 },
		{ name: 'act', before: null, after: 'submit' }
	]);
	expect(isWithheld).toBe(true);
	const notes = [{ field: null, text: 'Mend this.', lang: 'en' }];
	for (const after of [
		{ act: 'return', notes },
		{ act: 'revise', reason: 'A slip' }
	]) {
		expect(JSON.stringify(told('filing', null, after).changes)).not.toMatch(/Mend|slip/);
	}
});

test('a kind of thing this does not know is told as little of', () => {
	expect(told('letter', null, { act: 'send', text: 'Dear all' })).toEqual({
		changes: [{ name: 'act', before: null, after: 'send' }],
		isWithheld: true
	});
});

test('a deadline’s reading is one value, and what it was before stands beside it', () => {
	const toReading = { kind: 'dated', earliest: '2020-10-01', latest: '2020-12-31' };
	const fromReading = { kind: 'unread', why: 'empty' };
	expect(told('ledger', null, { kind: 'rectification', fromReading, toReading })).toEqual({
		changes: [
			{ name: 'deadlineReading', before: fromReading, after: toReading },
			{ name: 'kind', before: null, after: 'rectification' }
		],
		isWithheld: false
	});
	// What is not a reading is told in its parts.
	expect(told('activity', null, { deadlineReading: { kind: 'guess' } }).changes).toEqual([
		{ name: 'deadlineReading.kind', before: null, after: 'guess' }
	]);
});

test('money spent is told by the number of its line', () => {
	const before = [{ line: 3, amount: null }];
	const after = { lines: [{ line: 3, amount: '7.5' }], source: { en: 'Treasury' } };
	expect(told('spending', before, after).changes).toEqual([
		{ name: 'lines.3', before: null, after: '7.5' },
		{ name: 'source.en', before: null, after: 'Treasury' }
	]);
});

test('of a draft of an amendment everything is told', () => {
	expect(told('amendment-draft', null, { change: { kind: 'withdraw' } })).toEqual({
		changes: [{ name: 'change.kind', before: null, after: 'withdraw' }],
		isWithheld: false
	});
});

test('a single value has no name, and nothing is nothing', () => {
	expect(told('strategy', null, 'small').changes).toEqual([
		{ name: '', before: null, after: 'small' }
	]);
	expect(told('strategy', null, null)).toEqual({ changes: [], isWithheld: false });
});
