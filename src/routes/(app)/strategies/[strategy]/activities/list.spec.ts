import { describe, expect, test } from 'vitest';
import { Refusal } from '#lib/domain/refusal.ts';
import { QUARTER_VIEW as VIEW } from '../../../../../../test/fixtures/quarter-view.ts';
import { filtersOf, listOf } from './list.ts';

const codes = (query: string) => {
	const { rows, outside } = listOf(VIEW, filtersOf(VIEW, new URLSearchParams(query)));
	return [rows, outside].map((some) => some.map(({ code }) => code));
};

describe('the list of activities', () => {
	test('without filters has all of them in the plan’s order, and those that left it apart', () => {
		expect(codes('quarter=2020-Q2')).toEqual([
			['1.1.1', '2.1.1', '2.1.10', '2.2.1', '2.2.2'],
			['1.2.1']
		]);
	});

	test('is narrowed by goal, assessment and timeliness', () => {
		expect(codes('goal=1')[0]).toEqual(['1.1.1']);
		expect(codes('assessment=no-data')[0]).toEqual(['2.1.1', '2.1.10']);
		expect(codes('timeliness=overdue')[0]).toEqual(['2.2.1']);
		expect(codes('goal=2&assessment=none&timeliness=overdue')[0]).toEqual(['2.2.1']);
	});

	test('what left the plan is neither overdue nor without data', () => {
		expect(codes('assessment=no-data')[1]).toEqual([]);
		expect(codes('q=повучена')[1]).toEqual(['1.2.1']);
	});

	test('a body is found as lead and as partner', () => {
		expect(codes('body=ratel')[0]).toContain('1.1.1');
		expect(codes('body=ratel')[0]).toContain('2.2.1');
	});

	test('words are found in either script and without diacritics', () => {
		expect(codes('q=Обука')[0]).toEqual(codes('q=obuka')[0]);
		expect(codes('q=obuka sluzbenika')[0]).toEqual(['2.1.1']);
		expect(codes('q=officers')[0]).toContain('2.1.1');
		expect(codes('q=2.1.10')[0]).toEqual(['2.1.10']);
	});

	test('what a filter does not know is refused, all of it at once', () => {
		const ask = () => filtersOf(VIEW, new URLSearchParams('goal=9&timeliness=soon'));
		expect(ask).toThrow(Refusal);
		try {
			ask();
		} catch (refused) {
			expect((refused as Refusal).problems.map(({ field }) => field)).toEqual([
				'goal',
				'timeliness'
			]);
		}
	});
});
