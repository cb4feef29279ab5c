import { expect, test } from 'vitest';
import { periodsOf, quartersOf, readPeriod, writePeriod } from './pack-period.ts';

const PLANNED = ['2019-Q3', '2019-Q4', '2020-Q1', '2020-Q2', '2020-Q3'];

test.each(['2020-Q3', '2020-H1', '2020-H2', '2020', '0099', 'final'])(
	'%s is read and written',
	(text) => {
		expect(writePeriod(readPeriod(text)!)).toBe(text);
	}
);

test.each(['', '2020-Q5', '2020-H3', '2020-h1', '20', '0000', '2020-Q', 'Final', '2020-H1 '])(
	'“%s” is no period',
	(text) => {
		expect(readPeriod(text)).toBeNull();
	}
);

test.each([
	['2020-Q1', ['2020-Q1']],
	['2021-Q1', []],
	['2019-H1', []],
	['2019-H2', ['2019-Q3', '2019-Q4']],
	['2020-H2', ['2020-Q3']],
	['2020', ['2020-Q1', '2020-Q2', '2020-Q3']],
	['final', PLANNED]
])('%s is about %j', (text, quarters) => {
	expect(quartersOf(readPeriod(text)!, PLANNED)).toEqual(quarters);
});

test('a period of one quarter is offered as that quarter alone', () => {
	expect(periodsOf(PLANNED).map(writePeriod)).toEqual([
		...PLANNED,
		...['2019-H2', '2020-H1', '2019', '2020', 'final']
	]);
	expect(periodsOf(['2020-Q1']).map(writePeriod)).toEqual(['2020-Q1']);
});
