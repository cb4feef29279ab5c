import { describe, expect, test } from 'vitest';
import type { DeadlineReading } from './deadline.ts';
import { isOwed, responseOf } from './owed.ts';

const dueOn = (latest: string): DeadlineReading => ({ kind: 'dated', earliest: latest, latest });
const open = { isInForce: true, wasFull: false };

describe('owed for 2020-Q3', () => {
	test.each([
		['2019-03-31', true],
		['2020-09-30', true],
		['2020-12-31', true],
		['2021-01-01', false]
	])('an activity due on %s: %s', (day, expected) => {
		expect(isOwed({ ...open, deadline: dueOn(day) }, '2020-Q3')).toBe(expected);
	});

	test.each([
		[{ kind: 'continuous' }],
		[{ kind: 'recurring', occurrences: null, every: 'year' }],
		[{ kind: 'triggered', amount: 6, unit: 'month', trigger: 'entry into force' }],
		[{ kind: 'unread', why: 'not-understood' }]
	] as [DeadlineReading][])('%o is owed', (deadline) => {
		expect(isOwed({ ...open, deadline }, '2020-Q3')).toBe(true);
	});

	test('nothing is owed once it was full, or where the activity is not in force', () => {
		const deadline = dueOn('2020-09-30');
		expect(isOwed({ isInForce: true, wasFull: true, deadline }, '2020-Q3')).toBe(false);
		expect(isOwed({ isInForce: false, wasFull: false, deadline }, '2020-Q3')).toBe(false);
	});
});

describe('the response rate', () => {
	const window = { dueOn: '2020-10-15', closesOn: '2020-10-31' };
	const owed = (bodyId: number, ...days: (string | null)[]) =>
		days.map((firstSubmittedOn) => ({ bodyId, firstSubmittedOn }));

	test('a body has answered when everything it owes came before the window closed', () => {
		const response = responseOf(
			[
				...owed(1, '2020-10-15', '2020-10-01'),
				...owed(2, '2020-10-31', '2020-10-16'),
				...owed(3, '2020-10-10', null),
				...owed(4, '2020-11-01'),
				...owed(5, null, null)
			],
			window
		);
		expect(response.rate).toEqual({ numerator: 2, denominator: 5, noData: 2 });
		expect(response.byDueDay).toBe(1);
		expect(response.silent).toEqual([4, 5]);
		expect(response.bodies[1]).toEqual({ bodyId: 2, submitted: 2, owed: 2, byDueDay: 0 });
	});

	test('a body whose window was extended answers until its own closing day, and by the same due day', () => {
		// Body 1 sent one on the last day of its extension; body 2 a day after the window, without one; body 3 a day after its own.
		const filed = [
			...owed(1, '2020-10-10', '2020-11-10'),
			...owed(2, '2020-11-01'),
			...owed(3, '2020-10-12', '2020-11-06')
		];
		const extensions = [
			{ bodyId: 1, closesOn: '2020-11-10' },
			{ bodyId: 3, closesOn: '2020-11-05' }
		];
		const response = responseOf(filed, { ...window, extensions });
		expect(response.rate).toEqual({ numerator: 1, denominator: 3, noData: 1 });
		expect(response.byDueDay).toBe(0);
		expect(response.silent).toEqual([2]);
		expect(response.bodies).toEqual([
			{ bodyId: 1, submitted: 2, owed: 2, byDueDay: 1 },
			{ bodyId: 2, submitted: 0, owed: 1, byDueDay: 0 },
			{ bodyId: 3, submitted: 1, owed: 2, byDueDay: 1 }
		]);
	});

	test('an extension that the window itself has overtaken takes nothing away', () => {
		const extensions = [{ bodyId: 1, closesOn: '2020-10-20' }];
		const response = responseOf(owed(1, '2020-10-31'), { ...window, extensions });
		expect(response.rate.numerator).toBe(1);
	});

	test('where nobody owes anything there is nothing to divide', () => {
		expect(responseOf([], window).rate).toEqual({ numerator: 0, denominator: 0, noData: 0 });
	});
});
