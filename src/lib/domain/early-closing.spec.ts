import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closedEarly, lastDaysOf } from './early-closing.ts';
import { windowState } from './filing.ts';
import { addDays } from './quarter.ts';

const WINDOW = { opensOn: '2020-10-01', dueOn: '2020-10-15', closesOn: '2020-10-31' };

describe('a quarter may be made to end', () => {
	test.each([
		['2020-09-30', []],
		['2020-10-01', ['2020-10-01']],
		['2020-10-02', ['2020-10-02', '2020-10-01']],
		['2020-10-30', ['2020-10-30', '2020-10-29']],
		['2020-10-31', ['2020-10-30']],
		['2020-11-01', []]
	])('asked on %s: %j', (today, days) => {
		expect(lastDaysOf(WINDOW, today)).toEqual(days);
	});

	test('not when it opens and closes on one day', () => {
		const day = '2020-10-05';
		expect(lastDaysOf({ opensOn: day, dueOn: day, closesOn: day }, day)).toEqual([]);
	});
});

test('nothing is due after the last day, and an earlier due day stays', () => {
	expect(closedEarly(WINDOW, '2020-10-05')).toEqual({
		opensOn: '2020-10-01',
		dueOn: '2020-10-05',
		closesOn: '2020-10-05'
	});
	expect(closedEarly(WINDOW, '2020-10-20').dueOn).toBe('2020-10-15');
});

test('the last day is open, the day after it is closed, and the days keep their order', () => {
	const days = fc.integer({ min: 0, max: 40 });
	fc.assert(
		fc.property(days, days, days, days, (opens, due, closes, at) => {
			const opensOn = addDays('2020-10-01', opens);
			const dueOn = addDays(opensOn, due);
			const window = { opensOn, dueOn, closesOn: addDays(dueOn, closes) };
			for (const lastDay of lastDaysOf(window, addDays('2020-10-01', at))) {
				const closed = closedEarly(window, lastDay);
				expect(closed.opensOn <= closed.dueOn && closed.dueOn <= closed.closesOn).toBe(true);
				expect(windowState(closed, lastDay)).toBe('open');
				expect(windowState(closed, addDays(lastDay, 1))).toBe('closed');
			}
		})
	);
});
