import { describe, expect, test } from 'vitest';
import type { DeadlineReading } from './deadline.ts';
import { inForceOn, promiseOn, wordingOn, type Promised } from './plan-on.ts';

const dated = (latest: string): DeadlineReading => ({ kind: 'dated', earliest: latest, latest });
const deadline = (latest: string) => ({
	reading: dated(latest),
	wording: { en: `by ${latest}` },
	on: null
});

/** Adopted on 1 January 2019; amended on 5 March 2020, which moved it, reworded it and gave it to another; extended in September. */
const PROMISED: Promised = {
	id: 7,
	inForce: { from: '2019-01-01', until: '2021-02-01' },
	wordings: [
		{ from: '2019-01-01', title: { en: 'Old' }, description: { en: 'As it was' } },
		{ from: '2020-03-05', title: { en: 'New' }, description: { en: 'As it was' } }
	],
	acts: [
		{ kind: 'move', amendmentId: 1 },
		{ kind: 'change', amendmentId: 1 },
		{ kind: 'withdraw', amendmentId: 2 }
	],
	leads: [
		{ bodyId: 1, from: '2019-01-01', until: '2020-03-05' },
		{ bodyId: 2, from: '2020-03-05', until: null }
	],
	partners: [{ bodyId: 3, from: '2019-01-01', until: null }],
	deadline: deadline('2020-06-30'),
	ledger: [
		{
			kind: 'amendment',
			decidedOn: '2020-03-05',
			from: dated('2020-06-30'),
			to: deadline('2020-12-31')
		},
		{
			kind: 'extension',
			decidedOn: '2020-09-10',
			from: dated('2020-12-31'),
			to: deadline('2021-06-30')
		}
	]
};
const ADOPTED = new Map([
	[1, '2020-03-05'],
	[2, '2021-02-01']
]);

describe.each([
	['2019-01-01', 'Old', [1], '2020-06-30', 0, 0],
	['2020-03-04', 'Old', [1], '2020-06-30', 0, 0],
	['2020-03-05', 'New', [2], '2020-12-31', 2, 1],
	['2020-09-09', 'New', [2], '2020-12-31', 2, 1],
	['2020-09-10', 'New', [2], '2021-06-30', 2, 2],
	['2021-01-31', 'New', [2], '2021-06-30', 2, 2]
])('on %s', (day, title, leads, latest, acts, entries) => {
	const on = promiseOn(PROMISED, ADOPTED, day);

	test('it is worded and led as it was then', () => {
		expect(on).toMatchObject({ title: { en: title }, leads, partners: [3] });
		expect(on.description).toEqual({ en: 'As it was' });
	});

	test('its deadline is the one of then, in the words of then, beside the adopted one', () => {
		expect(on.deadline).toEqual(deadline(latest));
		expect(on.adopted).toEqual(deadline('2020-06-30'));
	});

	test('what made it so is what was decided by then', () => {
		expect(on.acts).toHaveLength(acts);
		expect(on.ledger).toHaveLength(entries);
	});
});

test('in force from its first day until the day it left', () => {
	const on = (day: string) => inForceOn([PROMISED], day).length;
	expect(['2018-12-31', '2019-01-01', '2021-01-31', '2021-02-01'].map(on)).toEqual([0, 1, 1, 0]);
});

test('before its first wording a promise is worded as at first', () => {
	expect(wordingOn(PROMISED.wordings, '2018-01-01').title).toEqual({ en: 'Old' });
});
