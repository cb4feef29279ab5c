import * as v from 'valibot';
import { expect, test } from 'vitest';
import { FundInput, fundProblems, plannedProblems } from './measured-input.ts';

const ACT = { decidedOn: '2020-08-01', act: { en: 'Decision 7' }, reason: { en: 'Rebalance' } };
const LINE: FundInput = {
	...{ ...ACT, year: 2021, source: 'budget', programme: '0601', planned: '100' },
	name: {}
};
const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code);

test('a line is another one by its year, source, programme or name', () => {
	const problems = (other: Partial<FundInput>) =>
		codes(fundProblems(LINE, [{ ...LINE, ...other }], '2020-10-05'));
	expect(problems({ planned: '1' })).toEqual(['money_line_there']);
	expect(problems({ year: 2020 })).toEqual([]);
	expect(problems({ programme: null })).toEqual([]);
	expect(problems({ source: 'donor', programme: '0601' })).toEqual([]);
	expect(problems({ name: { en: 'Security' } })).toEqual([]);
});

test('an act about a line that an act added is not older than that one', () => {
	const line = { adopted: '100', added: ACT, acts: [] };
	const entry = { ...ACT, planned: '90', decidedOn: '2020-07-31' };
	expect(codes(plannedProblems(entry, line, '2020-10-05'))).toEqual(['act-before-previous']);
	expect(codes(plannedProblems({ ...entry, decidedOn: '2020-08-01' }, line, '2020-10-05'))).toEqual(
		[]
	);
});

test('no amount is no amount said anew as long as it stays so', () => {
	const line = { adopted: 'not-available' as const, added: null, acts: [] };
	const entry = { ...ACT, planned: 'not-available' as const };
	expect(codes(plannedProblems(entry, line, '2020-10-05'))).toEqual(['changes-nothing']);
});

test.each(['1990.5', 1989, 2101, NaN, '2020', null])('%j is no year of a line', (year) => {
	expect(v.is(FundInput, { ...LINE, year })).toBe(false);
});
