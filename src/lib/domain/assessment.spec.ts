import { describe, expect, test } from 'vitest';
import { standingAt, type AcceptedFiling, type StepRole } from './assessment.ts';

const filing = (
	bodyId: number,
	quarter: string,
	role: StepRole | null,
	completedOn: string | null = null
): AcceptedFiling => ({
	bodyId,
	quarter,
	step: role === null ? null : { id: 1, role },
	completedOn
});

test('full carries forward, with the day it was completed', () => {
	const standing = standingAt([1], [filing(1, '2019-Q2', 'full', '2019-05-04')], '2020-Q3');
	expect(standing.role).toBe('full');
	expect(standing.completedOn).toBe('2019-05-04');
});

test("a filing accepted for an earlier quarter is shown, and does not count as this quarter's", () => {
	const standing = standingAt([1], [filing(1, '2020-Q2', 'ongoing')], '2020-Q3');
	expect(standing.role).toBeNull();
	expect(standing.leads[0]?.shown?.quarter).toBe('2020-Q2');
	expect(standing.leads[0]?.counts).toBe(false);
});

test('a filing for a later quarter says nothing of this one', () => {
	expect(standingAt([1], [filing(1, '2020-Q4', 'full', '2020-Q4')], '2020-Q3').role).toBeNull();
});

test('a later accepted filing revokes a full one', () => {
	const filings = [filing(1, '2019-Q4', 'full', '2019-Q4'), filing(1, '2020-Q1', 'partial')];
	expect(standingAt([1], filings, '2019-Q4').role).toBe('full');
	expect(standingAt([1], filings, '2020-Q1').role).toBe('partial');
	expect(standingAt([1], filings, '2020-Q2').role).toBeNull();
});

test('filings count by the quarter they report on, in whatever order they were accepted', () => {
	const filings = [filing(1, '2020-Q2', 'none'), filing(1, '2020-Q1', 'full', '2020-Q1')];
	expect(standingAt([1], filings, '2020-Q2').role).toBe('none');
});

test('"nothing to report" changes nothing', () => {
	const filings = [filing(1, '2019-Q4', 'full', '2019-Q4'), filing(1, '2020-Q1', null)];
	expect(standingAt([1], filings, '2020-Q1').role).toBe('full');
	expect(standingAt([1], [filing(1, '2020-Q1', null)], '2020-Q1').role).toBeNull();
});

describe('several leads', () => {
	test("the step is the least advanced lead's", () => {
		const filings = [filing(1, '2020-Q3', 'full', '2020-Q3'), filing(2, '2020-Q3', 'partial')];
		expect(standingAt([1, 2], filings, '2020-Q3').role).toBe('partial');
	});

	test('no data while any lead has none', () => {
		const filings = [filing(1, '2020-Q3', 'none')];
		expect(standingAt([1, 2], filings, '2020-Q3').role).toBeNull();
	});

	test('completed when the last of them completed; a quarter means its last day', () => {
		const filings = [
			filing(1, '2020-Q2', 'full', '2020-04-01'),
			filing(2, '2020-Q2', 'full', '2020-Q2')
		];
		expect(standingAt([1, 2], filings, '2020-Q2').completedOn).toBe('2020-06-30');
	});

	test('a body that no longer leads does not count', () => {
		const filings = [filing(1, '2020-Q3', 'full', '2020-Q3'), filing(2, '2020-Q3', 'none')];
		expect(standingAt([1], filings, '2020-Q3').role).toBe('full');
	});
});

test('without leads there is no data', () => {
	expect(standingAt([], [], '2020-Q3').role).toBeNull();
});
