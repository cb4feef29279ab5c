// Indicators and money as sheets and tables: numbers are numbers, what is not known stands beside totals, and euros only with a rate.
import { expect, test } from 'vitest';
import type {
	FundView,
	IndicatorView,
	Provenance,
	ProvenanceKind,
	QuarterView
} from '#lib/domain/quarter-view.ts';
import { indicatorListTable, indicatorsSheet } from '#lib/server/report/indicators.ts';
import { LongTexts } from '#lib/server/report/long-texts.ts';
import { moneyLinesSheet, moneySheet, moneyTable, MONEY_TABLES } from '#lib/server/report/money.ts';
import type { Table } from '#lib/server/report/single-tables.ts';
import { Telling } from '#lib/server/report/telling.ts';
import { workbookOf } from '#lib/server/report/report.ts';
import type { Cell } from '#lib/server/workbook/workbook.ts';
import { contentsOfView } from '../fixtures/pack-contents.ts';
import { QUARTER_VIEW } from '../fixtures/quarter-view.ts';

const [activity] = QUARTER_VIEW.activities;
const fund = (changed: Partial<FundView>): FundView => ({
	...{ line: 1, year: 2020, source: 'budget', programme: '0601', name: {}, planned: '1200.5' },
	...{ adopted: '1200.5', added: null, acts: [] },
	spent: {
		amount: '300',
		isPart: true,
		said: [{ bodyId: activity!.leads[0]!, quarter: '2020-Q3', amount: '300', source: {} }]
	},
	...changed
});
const INDICATOR: IndicatorView = {
	...{ id: 1, key: 'trained', activityId: activity!.id, goalId: null },
	title: { en: 'Officers trained' },
	unit: { en: 'officers' },
	definition: {},
	source: { en: 'Register' },
	direction: 'up',
	isCumulative: true,
	baseline: { value: '0.5', on: '2018-12-31' },
	targets: [
		{ year: 2019, value: '10' },
		{ year: 2020, value: '20' }
	],
	readings: [{ on: '2020-06-30', value: '12', source: {}, provenance: [], by: null }],
	added: null,
	acts: [{ decidedOn: '2020-02-01', act: { en: 'Decision 5' }, reason: { en: 'Fewer posts' } }],
	verdict: 'not-met',
	provenance: []
};
const RATE = {
	on: '2020-06-30',
	rsdPerEur: '117.5',
	source: { en: 'made up' },
	isIllustrative: true
};
const VIEW: QuarterView = {
	...QUARTER_VIEW,
	indicators: [INDICATOR],
	rate: RATE,
	activities: QUARTER_VIEW.activities.map((one, index) => ({
		...one,
		funds:
			index === 0
				? [
						fund({}),
						fund({ line: 2, year: 2021, planned: 'not-available', spent: null }),
						fund({
							...{ line: 3, source: 'donor', programme: null, planned: 'not-applicable' },
							spent: { amount: 'not-available', isPart: false, said: [] }
						})
					]
				: []
	}))
};
const said = (cell: Cell | null | undefined) => {
	if (!cell) return null;
	if (cell.kind === 'text') return cell.text;
	return cell.kind === 'day' ? cell.day : cell.kind === 'share' ? cell.numerator : cell.value;
};
const headersOf = ({ columns }: Table) => columns.map(({ header }) => said(header));
const rowsOf = ({ rows }: Table) => rows.map((row) => row.map(said));

test('every column of the totals is a number, those that are not known in columns of their own', () => {
	const table = moneyTable(new Telling(VIEW, 'en'), 'years');
	expect(headersOf(table)).toEqual([
		'Year',
		'Activities with money',
		'Planned, thousand RSD',
		'Planned, EUR',
		'Planned: not available, lines',
		'Planned: not applicable, lines',
		'Spent, thousand RSD',
		'Spent, EUR',
		'Spent: not available, lines',
		'Spent: known in part, lines',
		'Spent: not applicable, lines',
		'Mark'
	]);
	expect(rowsOf(table)).toEqual([
		['2020', 1, '1200.5', '10217', 0, 1, '300', '2553', 1, 1, 0, '◇ Planned, Spent'],
		['2021', 1, '0', '0', 1, 0, '0', '0', 0, 0, 0, ''],
		['Whole plan', 1, '1200.5', '10217', 1, 1, '300', '2553', 1, 1, 0, '◇ Planned, Spent']
	]);
	const numbers = table.rows.flatMap((row) => row.slice(1, -1));
	expect(new Set(numbers.map((cell) => cell?.kind))).toEqual(new Set(['integer', 'amount']));
	expect(table.note).toBe(
		'In thousand RSD; in euros at 117.5 RSD for €1, rate of 30 June 2020 (made up). The rate is illustrative, not an official one.'
	);
});

test('without a rate nothing is in euros, and that is said', () => {
	for (const table of MONEY_TABLES.filter((one) => one !== 'acts')) {
		const { columns, note } = moneyTable(new Telling({ ...VIEW, rate: null }, 'en'), table);
		expect(columns.map(({ header }) => said(header)).join()).not.toContain('EUR');
		expect(note).toContain('No exchange rate was entered');
	}
});

test('lines say who said what; why there is no amount is said in words', () => {
	const rows = rowsOf(moneyTable(new Telling(VIEW, 'en'), 'lines'));
	expect(rows.map((row) => row.slice(7, 11))).toEqual([
		['1200.5', '10217', '300', '2553'],
		['not available', '', 'year has not begun', ''],
		['not applicable', '', 'not available', '']
	]);
	expect(rows[0]!.at(-2)).toMatch(/Q3 2020, 300\npart; a lead has not said$/);
	expect(rowsOf(moneyTable(new Telling(VIEW, 'en'), 'lines', 2021))).toHaveLength(1);
});

const BY_ACTS: QuarterView = {
	...VIEW,
	activities: VIEW.activities.map((one, index) => ({
		...one,
		funds:
			index === 0
				? [
						fund({
							planned: '900',
							acts: [
								{
									...{ decidedOn: '2020-08-01', planned: '900' },
									...{ act: { en: 'Decision 7' }, reason: { en: 'Rebalance' } }
								}
							]
						}),
						fund({
							...{ line: 2, source: 'donor', programme: null, name: { en: 'OSCE' } },
							added: { decidedOn: '2020-02-01', act: { en: 'Decision 2' }, reason: { en: 'Grant' } }
						}),
						fund({ line: 3 })
					]
				: []
	}))
};

test('planned money that acts added or changed stands beside what was adopted', () => {
	const { rows } = moneyTable(new Telling(BY_ACTS, 'en'), 'acts');
	expect(rows.map((row) => row.map(said).slice(1))).toEqual([
		[
			...['2020', 'budget, programme 0601', '1200.5', '900'],
			...[
				'1 August 2020 · planned amount changed to 900 · Decision 7 · Rebalance',
				'◇ As adopted, thousand RSD'
			]
		],
		['2020', 'donor, OSCE', '–', '1200.5', '1 February 2020 · line added · Decision 2 · Grant', '']
	]);
	const columnsOf = (view: QuarterView) => headersOf(moneyTable(new Telling(view, 'en'), 'lines'));
	expect(columnsOf(BY_ACTS)).toEqual(expect.arrayContaining(['As adopted, thousand RSD', 'Acts']));
	expect(columnsOf(VIEW)).not.toContain('Acts');
	const titles = (view: QuarterView) =>
		moneySheet(new Telling(view, 'en'), 'Money')!.rows.flatMap(({ cells }) => said(cells[0]) ?? []);
	expect(titles(BY_ACTS)).toContain('Planned money changed by acts');
	expect(titles(VIEW)).not.toContain('Planned money changed by acts');
});

test('an indicator’s row has its verdict, reading and targets, and the acts that changed it', () => {
	const table = indicatorListTable(new Telling(VIEW, 'en'));
	const row = Object.fromEntries(
		headersOf(table).map((name, index) => [name, rowsOf(table)[0]![index]])
	);
	expect(row).toMatchObject({
		Indicator: 'Officers trained',
		Verdict: 'not met',
		Reading: '12',
		'Day of the reading': '2020-06-30',
		'Target 2020': '20',
		Baseline: '0.5',
		'Target 2019': '10',
		Direction: 'more is better, cumulative',
		Acts: '1 February 2020 · Decision 5 · Fewer posts'
	});
});

test('what of an indicator is not quoted carries its sign, once for all that is alike', () => {
	const of = (field: string, kind: ProvenanceKind): Provenance => ({
		...{ field, kind, source: null, quote: null }
	});
	const [reading] = INDICATOR.readings;
	const indicator = {
		...INDICATOR,
		provenance: [of('title.en', 'translated'), of('*', 'illustrative')],
		readings: [{ ...reading!, provenance: [of('value', 'quoted')] }]
	};
	const [row] = rowsOf(indicatorListTable(new Telling({ ...VIEW, indicators: [indicator] }, 'en')));
	expect(row!.at(-1)).toBe('⇄ Indicator\n◇ Baseline, Targets by year');
});

test('an indicator that was withdrawn has a row without a verdict, with the act', () => {
	const { verdict: _, ...known } = INDICATOR;
	const withdrawn = {
		...{ decidedOn: '2020-08-01', act: { en: 'Decision 9' }, reason: { en: 'No register' } }
	};
	const view = { ...VIEW, indicators: [], withdrawnIndicators: [{ ...known, withdrawn }] };
	const telling = new Telling(view, 'en');
	const [row] = rowsOf(indicatorListTable(telling));
	expect(row![3]).toBe('withdrawn');
	expect(row!.at(-2)).toMatch(/1 August 2020 · Decision 9 · No register$/);
	expect(indicatorsSheet(telling, 'Indicators', new LongTexts(telling, 'Texts'))).not.toBe(null);
});

test('the report has both sheets, and neither where there is nothing to say', () => {
	const namesOf = (view: QuarterView) =>
		workbookOf(contentsOfView(view), 'sr-Cyrl', { madeAt: '2026-11-21T23:30:00Z' }).sheets.map(
			({ name }) => name
		);
	expect(namesOf(VIEW)).toEqual(
		expect.arrayContaining(['Показатељи', 'Средства', 'Средства по ставкама'])
	);
	expect(namesOf(QUARTER_VIEW)).not.toContain('Средства');
	expect(namesOf(QUARTER_VIEW)).not.toContain('Средства по ставкама');
	const lines = moneyLinesSheet(
		new Telling(VIEW, 'en'),
		'Lines',
		new LongTexts(new Telling(VIEW, 'en'), 'Texts')
	)!;
	const funds = [...VIEW.activities, ...VIEW.outside].flatMap((one) => one.funds);
	expect(lines.table).toMatchObject({ name: 'Money_lines', row: 5, lastRow: 5 + funds.length });
	const telling = new Telling(QUARTER_VIEW, 'en');
	expect(moneySheet(telling, 'Money')).toBe(null);
	expect(indicatorsSheet(telling, 'Indicators', new LongTexts(telling, 'Texts'))).toBe(null);
});
