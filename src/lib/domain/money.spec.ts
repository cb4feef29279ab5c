import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QUARTER_VIEW as VIEW } from '../../../test/fixtures/quarter-view.ts';
import { compareDecimals, sumOfDecimals } from './decimal.ts';
import {
	eurosOf,
	isKnown,
	mayBeSpentAt,
	moneyOf,
	plannedOn,
	rateOn,
	spentAt,
	type Amount,
	type SpentSaid
} from './money.ts';
import type { ActivityView, FundView, Provenance } from './quarter-view.ts';

const said = (bodyId: number | null, quarter: string, amount: Amount): SpentSaid => ({
	...{ bodyId, quarter, amount },
	source: {}
});

describe('spent of a line', () => {
	const at = (quarter: string, all: SpentSaid[], leads = [1, 2]) =>
		spentAt({ year: 2020, leads }, all, quarter);

	test('what each lead said last, added up', () => {
		const all = [
			said(1, '2020-Q1', '100'),
			said(1, '2020-Q2', '250.5'),
			said(2, '2020-Q1', '40'),
			said(2, '2020-Q3', '60')
		];
		expect(at('2020-Q2', all)).toMatchObject({ amount: '290.5', isPart: false });
		expect(at('2020-Q3', all)).toMatchObject({ amount: '310.5', isPart: false });
	});

	test('a lead that said nothing, or that it does not know, makes it a part', () => {
		expect(at('2020-Q1', [said(1, '2020-Q1', '100')])).toMatchObject({
			amount: '100',
			isPart: true
		});
		const unknown = [said(1, '2020-Q1', '100'), said(2, '2020-Q1', 'not-available')];
		expect(at('2020-Q1', unknown)).toMatchObject({ amount: '100', isPart: true });
		const none = [said(1, '2020-Q1', '100'), said(2, '2020-Q1', 'not-applicable')];
		expect(at('2020-Q1', none)).toMatchObject({ amount: '100', isPart: false });
	});

	test('unknown is not zero, and neither is "does not apply"', () => {
		expect(at('2020-Q1', [])).toEqual({ amount: 'not-available', isPart: false, said: [] });
		const both = [said(1, '2020-Q1', 'not-applicable'), said(2, '2020-Q1', 'not-applicable')];
		expect(at('2020-Q1', both)?.amount).toBe('not-applicable');
		expect(at('2020-Q1', both.slice(1))?.amount).toBe('not-available');
		expect(at('2020-Q1', [said(1, '2020-Q1', '0')], [1])?.amount).toBe('0');
	});

	test('of a year that has not begun nothing is said', () => {
		expect(at('2019-Q4', [said(1, '2019-Q4', '5')])).toBe(null);
	});

	test('a coordinator stands for all leads until one of them files for a later quarter', () => {
		const all = [said(null, '2020-Q2', '500'), said(1, '2020-Q2', '100'), said(2, '2020-Q1', '40')];
		expect(at('2020-Q1', all)?.amount).toBe('40');
		expect(at('2020-Q2', all)).toMatchObject({ amount: '500', isPart: false });
		const later = [...all, said(1, '2020-Q3', '300')];
		expect(at('2020-Q3', later)?.amount).toBe('340');
		expect(at('2020-Q2', later)?.amount).toBe('500');
	});

	test('of two figures a coordinator gave for a quarter the second counts', () => {
		const all = [said(null, '2020-Q2', '500'), said(null, '2020-Q2', 'not-available')];
		expect(at('2020-Q2', all)?.amount).toBe('not-available');
	});

	test('who leads no more says nothing any more', () => {
		expect(at('2020-Q2', [said(9, '2020-Q1', '100')])?.amount).toBe('not-available');
	});
});

test('a filing speaks of its year and of the year before', () => {
	const years = [2018, 2019, 2020, 2021].filter((year) => mayBeSpentAt({ year }, '2020-Q1'));
	expect(years).toEqual([2019, 2020]);
});

describe('euros', () => {
	test.each([
		['1200', '117.5', '10213'],
		['0.5', '117.5', '4'],
		['0', '117.5', '0'],
		['1.2345', '1', '1235'],
		['9007199254740993', '1000', '9007199254740993']
	])('%s thousand at %s are %s', (amount, rsdPerEur, euros) => {
		expect(eurosOf(amount, { rsdPerEur })).toBe(euros);
	});

	test('the newest rate by a day, of one day the last', () => {
		const rates = [
			{ on: '2020-01-01', n: 1 },
			{ on: '2020-06-30', n: 2 },
			{ on: '2020-06-30', n: 3 }
		];
		expect(rateOn(rates, '2019-12-31')).toBe(null);
		expect(rateOn(rates, '2020-06-29')).toMatchObject({ n: 1 });
		expect(rateOn(rates, '2020-12-31')).toMatchObject({ n: 3 });
	});
});

describe('planned of a line', () => {
	const act = (decidedOn: string, planned: Amount) => ({
		...{ decidedOn, planned },
		...{ act: { en: 'Decision' }, reason: { en: 'Why' } }
	});
	const acts = [act('2020-04-01', '80'), act('2020-08-01', 'not-available')];
	const line = { adopted: '100', added: null, acts };

	test('is as the last act by the day made it, and before any as adopted', () => {
		expect(plannedOn(line, '2020-03-31')).toEqual({ ...line, acts: [], planned: '100' });
		expect(plannedOn(line, '2020-04-01')).toEqual({ ...line, acts: [acts[0]], planned: '80' });
		expect(plannedOn(line, '2020-12-31')).toEqual({ ...line, planned: 'not-available' });
	});

	test('is nothing before the act that added it', () => {
		const added = { ...line, added: act('2020-04-01', '100'), acts: [acts[1]!] };
		expect(plannedOn(added, '2020-03-31')).toBe(null);
		expect(plannedOn(added, '2020-04-01')?.planned).toBe('100');
	});
});

describe('totals', () => {
	const [first] = VIEW.activities as [ActivityView];
	const fund = (changed: Partial<FundView>): FundView => ({
		...{ line: 1, year: 2020, source: 'budget', programme: null, name: {}, planned: '100' },
		...{ adopted: '100', added: null, acts: [] },
		spent: { amount: 'not-available', isPart: false, said: [] },
		...changed
	});
	const activity = (id: number, goalId: number, leads: number[], funds: FundView[]) => ({
		...first,
		...{ id, goalId, leads, funds }
	});
	const spent = (amount: Amount, isPart = false) => ({ amount, isPart, said: [] });
	const [one, two] = VIEW.goals.map(({ id }) => id) as [number, number];
	const [a, b] = VIEW.bodies.map(({ id }) => id) as [number, number];
	const view = {
		isDemonstration: false,
		goals: VIEW.goals,
		bodies: VIEW.bodies,
		activities: [
			activity(
				1,
				one,
				[a],
				[
					fund({ planned: '100.50', spent: spent('80'), programme: '0601' }),
					fund({ line: 2, year: 2021, planned: 'not-available', spent: null })
				]
			),
			activity(
				2,
				one,
				[a, b],
				[fund({ source: 'donor', name: { en: 'UNICEF' }, planned: '0.5', spent: spent('0', true) })]
			),
			activity(3, two, [b], [fund({ planned: 'not-applicable', spent: spent('not-applicable') })]),
			activity(4, two, [b], [])
		],
		outside: [activity(5, two, [b], [fund({ planned: '7' })])]
	};

	test('of the whole plan, with what is not known beside them', () => {
		expect(moneyOf(view).whole).toMatchObject({
			activities: 3,
			withoutLines: 1,
			planned: { known: '101.00', lines: 2, inPart: 0, notAvailable: 1, notApplicable: 1 },
			spent: { known: '80', lines: 2, inPart: 1, notAvailable: 0, notApplicable: 1 },
			notBegun: 1
		});
		expect(moneyOf(view).outside.planned.known).toBe('7');
	});

	test('by goal, source and year they add up; by body a shared activity counts for each', () => {
		const { goals, bodies, sources, years } = moneyOf(view);
		expect(goals.map(({ planned }) => planned.known)).toEqual(['101.00', '0']);
		expect(
			bodies.map(({ bodyId, planned, withoutLines }) => [bodyId, planned.known, withoutLines])
		).toEqual([
			[a, '101.00', 0],
			[b, '0.5', 1]
		]);
		expect(
			sources.map(({ source, named, planned }) => [source, named?.programme, planned.known])
		).toEqual([
			['budget', undefined, '100.50'],
			['budget', '0601', '100.50'],
			['donor', undefined, '0.5'],
			['donor', null, '0.5']
		]);
		expect(years.map(({ year, planned }) => [year, planned.lines, planned.notAvailable])).toEqual([
			[2020, 2, 0],
			[2021, 0, 1]
		]);
	});

	test('tell how many of their amounts are illustrative: those the plan has so, and in a demonstration what was filed', () => {
		const illustrative: Provenance = {
			...{ field: 'funds', kind: 'illustrative', source: null, quote: null }
		};
		const act = { decidedOn: '2020-01-01', act: {}, reason: {} };
		const funds = [
			fund({ spent: spent('3') }),
			fund({ acts: [{ ...act, planned: '100' }] }),
			fund({ added: act }),
			fund({ planned: 'not-available' })
		];
		const of = (provenance: Provenance[], isDemonstration: boolean) => {
			const activities = [{ ...activity(1, one, [a], funds), provenance }];
			const { planned, spent } = moneyOf({ ...view, activities, isDemonstration }).whole;
			return [planned.illustrative, spent.illustrative];
		};
		expect(of([illustrative], false)).toEqual([1, 0]);
		expect(of([{ ...illustrative, kind: 'quoted' }], true)).toEqual([0, 1]);
	});

	test('of one year', () => {
		expect(moneyOf(view, 2021).whole).toMatchObject({
			activities: 1,
			planned: { known: '0', lines: 0, notAvailable: 1 },
			notBegun: 1
		});
	});

	test('every line is counted once, and goals add up to the plan exactly', () => {
		const amount = fc.oneof(
			fc
				.integer({ min: 0, max: 10 ** 9 })
				.map((n) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`),
			fc.constantFrom<Amount>('not-available', 'not-applicable')
		);
		const lines = fc.array(fc.tuple(fc.constantFrom(one, two), fc.array(amount, { maxLength: 4 })));
		fc.assert(
			fc.property(lines, (drawn) => {
				const activities = drawn.map(([goalId, amounts], id) =>
					activity(
						id,
						goalId,
						[a],
						amounts.map((planned, index) => fund({ line: index + 1, planned }))
					)
				);
				const { whole, goals } = moneyOf({ ...view, activities });
				const { planned } = whole;
				const all = drawn.flatMap(([, amounts]) => amounts);
				expect(planned.lines + planned.notAvailable + planned.notApplicable).toBe(all.length);
				const added = sumOfDecimals(goals.map((goal) => goal.planned.known));
				expect(compareDecimals(added, planned.known)).toBe(0);
				expect(compareDecimals(sumOfDecimals(all.filter(isKnown)), planned.known)).toBe(0);
			})
		);
	});
});
