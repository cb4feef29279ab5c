// Money: a sheet of the quarter's report, and the tables of the screen each as a workbook of its own. Amounts are numbers; what is not known
// stands in columns of its own, and is never zero.
import {
	eurosOf,
	isByAct,
	isKnown,
	moneyOf,
	plannedKind,
	type Amount,
	type Money,
	type MoneyTotals,
	type SourceTotals
} from '#lib/domain/money.ts';
import type { Act } from '#lib/domain/act.ts';
import type { ActivityView, FundView, ProvenanceKind } from '#lib/domain/quarter-view.ts';
import { m } from '#lib/paraglide/messages.js';
import { fundSourceLabel, PROVENANCE_SIGN } from '#lib/wording/labels.ts';
import { amountText, rateSentence } from '#lib/wording/money.ts';
import { formatYear } from '#lib/wording/format.ts';
import { BLANK, decimal, integer, text } from '../workbook/cells.ts';
import type { Cell, Look, Row, Sheet } from '../workbook/workbook.ts';
import { printOf, titleRows } from './frame.ts';
import type { LongTexts } from './long-texts.ts';
import type { Table } from './single-tables.ts';
import { tableSheet } from './table-sheet.ts';
import type { Telling } from './telling.ts';

export const MONEY_TABLES = ['years', 'goals', 'sources', 'bodies', 'acts', 'lines'] as const;
export type MoneyTable = (typeof MONEY_TABLES)[number];

type TotalsTable = Exclude<MoneyTable, 'acts' | 'lines'>;

const NUMBER_WIDTH = 14;

/** One table of a quarter's money, of all years or of one. */
export function moneyTable(telling: Telling, table: MoneyTable, year: number | null = null): Table {
	if (table === 'lines') return linesTable(telling, year);
	if (table === 'acts') return actsTable(telling, year);
	const money = moneyOf(telling.view, year);
	const { at } = telling;
	const titles = {
		years: m.money_by_year({}, at),
		goals: m.money_by_goal({}, at),
		sources: m.money_by_source({}, at),
		bodies: m.money_by_body({}, at)
	};
	const first = {
		years: m.funds_column_year({}, at),
		goals: m.overview_column_goal({}, at),
		sources: m.funds_column_source({}, at),
		bodies: m.report_column_body_name({}, at)
	};
	const whole = row(telling, m.overview_whole_plan({}, at), money.whole, 'strong');
	return {
		title: titles[table] + (year === null ? '' : ` · ${formatYear(year, telling.locale)}`),
		note: [
			rateSentence(telling.view.rate, telling.locale, (texts) => telling.content(texts)),
			...(table === 'bodies' ? [m.money_by_body_note({}, at)] : [])
		].join(' '),
		columns: [
			{ header: text(first[table], 'header'), width: 44 },
			...headers(telling).map((name) => ({
				header: text(name, 'header', { align: 'right' as const }),
				width: NUMBER_WIDTH
			}))
		],
		rows: [
			...rowsOf(telling, table, money),
			...(table === 'bodies' ? [] : [whole]),
			...(table === 'goals' && money.outside.activities > 0
				? [row(telling, m.money_outside({}, at), money.outside)]
				: [])
		],
		fixed: 1
	};
}

function rowsOf(telling: Telling, table: TotalsTable, money: Money): Cell[][] {
	switch (table) {
		case 'years':
			return money.years.map((totals) =>
				row(telling, formatYear(totals.year, telling.locale), totals)
			);
		case 'goals':
			return money.goals.map((totals) =>
				row(telling, telling.coded(telling.goal(totals.goalId)), totals)
			);
		case 'sources':
			return money.sources.map((totals) =>
				row(telling, sourceText(telling, totals), totals, totals.named ? 'body' : 'strong')
			);
		case 'bodies':
			return money.bodies.map((totals) =>
				row(telling, telling.content(telling.body(totals.bodyId).name), totals)
			);
	}
}

function sourceText(telling: Telling, { source, named }: SourceTotals): string {
	if (!named) return fundSourceLabel(source, telling.locale);
	const programme = named.programme
		? `${m.money_programme({}, telling.at)} ${named.programme}`
		: '';
	return `   ${[programme, telling.content(named.name)].filter(Boolean).join(': ')}`;
}

function headers({ at, view }: Telling): string[] {
	const planned = m.funds_column_planned({}, at);
	const spent = m.money_column_spent_rsd({}, at);
	return [
		m.money_column_activities({}, at),
		planned,
		...(view.rate ? [m.money_column_planned_eur({}, at)] : []),
		m.money_column_unknown({ of: m.money_column_planned({}, at) }, at),
		m.money_column_inapplicable({ of: m.money_column_planned({}, at) }, at),
		spent,
		...(view.rate ? [m.money_column_spent_eur({}, at)] : []),
		m.money_column_unknown({ of: m.money_column_spent({}, at) }, at),
		m.money_column_in_part({ of: m.money_column_spent({}, at) }, at),
		m.money_column_inapplicable({ of: m.money_column_spent({}, at) }, at),
		m.report_activity_marks({}, at)
	];
}

function row(
	{ at, view }: Telling,
	name: string,
	{ activities, planned, spent }: MoneyTotals,
	look: Look = 'body'
): Cell[] {
	const euros = (amount: string) => (view.rate ? [decimal(eurosOf(amount, view.rate), look)] : []);
	return [
		text(name, look),
		integer(activities, look),
		decimal(planned.known, look),
		...euros(planned.known),
		integer(planned.notAvailable, look),
		integer(planned.notApplicable, look),
		decimal(spent.known, look),
		...euros(spent.known),
		integer(spent.notAvailable, look),
		integer(spent.inPart, look),
		integer(spent.notApplicable, look),
		text(
			signed('illustrative', [
				...(planned.illustrative > 0 ? [m.money_column_planned({}, at)] : []),
				...(spent.illustrative > 0 ? [m.money_column_spent({}, at)] : [])
			]),
			look
		)
	];
}

/** A sign, and what in the row it is about; nothing where it is about nothing. */
function signed(kind: ProvenanceKind | null, about: readonly string[]): string {
	const sign = kind === null ? '' : PROVENANCE_SIGN[kind];
	return sign === '' || about.length === 0 ? '' : `${sign} ${about.join(', ')}`;
}

/** Signs of a line: of what was adopted, and in a demonstration of what was spent. */
function marksOf({ at, view }: Telling, { provenance }: ActivityView, fund: FundView): string {
	const kind = fund.added ? null : plannedKind(provenance);
	const adopted =
		fund.acts.length > 0 ? m.money_column_adopted({}, at) : m.money_column_planned({}, at);
	const isSpent = view.isDemonstration && fund.spent !== null && isKnown(fund.spent.amount);
	const spent = isSpent ? [m.money_column_spent({}, at)] : [];
	return kind === 'illustrative'
		? signed(kind, [adopted, ...spent])
		: [signed(kind, [adopted]), signed('illustrative', spent)].filter(Boolean).join(' ');
}

/** What a column is called, and how wide it is. */
type Named = [name: string, width: number];

/** Every line of the plan's money, with who said what was spent. */
function linesTable(telling: Telling, year: number | null): Table {
	const { at, view, locale } = telling;
	const { rate } = view;
	const amount = (one: Amount): Cell =>
		isKnown(one) ? decimal(one) : text(amountText(one, locale), 'body', { align: 'right' });
	const euros = (one: Amount | undefined): Cell[] =>
		rate ? [one !== undefined && isKnown(one) ? decimal(eurosOf(one, rate)) : BLANK] : [];
	const all = [...view.activities, ...view.outside];
	// A column of nothing only takes room.
	const hasActs = all.some(({ funds }) => funds.some(isByAct));
	const named: Named[] = [
		[m.activities_column_code({}, at), 10],
		[m.activities_column_activity({}, at), 44],
		[m.activities_column_leads({}, at), 18],
		[m.funds_column_year({}, at), 8],
		[m.funds_column_source({}, at), 16],
		[m.money_column_programme({}, at), 16],
		[m.money_column_name({}, at), 24],
		...only<Named>(hasActs, [m.money_column_adopted({}, at), NUMBER_WIDTH]),
		[m.funds_column_planned({}, at), NUMBER_WIDTH],
		...only<Named>(rate !== null, [m.money_column_planned_eur({}, at), NUMBER_WIDTH]),
		[m.money_column_spent_rsd({}, at), NUMBER_WIDTH],
		...only<Named>(rate !== null, [m.money_column_spent_eur({}, at), NUMBER_WIDTH]),
		[m.money_column_said({}, at), 40],
		...only<Named>(hasActs, [m.money_column_acts({}, at), 40]),
		[m.report_activity_marks({}, at), NUMBER_WIDTH]
	];
	return {
		title: m.money_lines({}, at) + (year === null ? '' : ` · ${formatYear(year, telling.locale)}`),
		note: rateSentence(rate, locale, (texts) => telling.content(texts)),
		columns: named.map(([name, width]) => ({ header: text(name, 'header'), width })),
		rows: all.flatMap((activity) =>
			activity.funds
				.filter((fund) => year === null || fund.year === year)
				.map((fund) => [
					text(activity.code, 'strong'),
					text(telling.content(activity.title)),
					text(telling.shorts(activity.leads)),
					text(formatYear(fund.year, telling.locale)),
					text(fundSourceLabel(fund.source, locale)),
					text(fund.programme ?? ''),
					text(telling.content(fund.name)),
					...only(hasActs, amount(fund.adopted)),
					amount(fund.planned),
					...euros(fund.planned),
					fund.spent
						? amount(fund.spent.amount)
						: text(m.money_year_not_begun({}, at), 'body', { align: 'right' }),
					...euros(fund.spent?.amount),
					text(
						[
							...(fund.spent?.said ?? []).map(({ bodyId, quarter, amount, source }) =>
								[
									bodyId === null ? m.money_coordinator({}, at) : telling.short(bodyId),
									telling.quarter(quarter),
									amountText(amount, locale),
									telling.content(source)
								]
									.filter(Boolean)
									.join(', ')
							),
							...(fund.spent?.isPart ? [m.money_is_part({}, at)] : [])
						].join('\n')
					),
					...only(hasActs, text(actsOf(telling, fund))),
					text(marksOf(telling, activity, fund))
				])
		),
		fixed: 1
	};
}

function only<T>(isThere: boolean, one: T): T[] {
	return isThere ? [one] : [];
}

/** Lines that acts added or said anew: what was adopted, what is planned now, and the acts. */
function actsTable(telling: Telling, year: number | null): Table {
	const { at, view, locale } = telling;
	const amount = (one: Amount): Cell =>
		isKnown(one) ? decimal(one) : text(amountText(one, locale), 'body', { align: 'right' });
	const named: [string, number][] = [
		[m.activities_column_activity({}, at), 44],
		[m.funds_column_year({}, at), NUMBER_WIDTH],
		[m.funds_column_source({}, at), 24],
		[m.money_column_adopted({}, at), NUMBER_WIDTH],
		[m.funds_column_planned({}, at), NUMBER_WIDTH],
		[m.money_column_acts({}, at), 60],
		[m.report_activity_marks({}, at), NUMBER_WIDTH]
	];
	return {
		title:
			m.money_by_acts({}, at) + (year === null ? '' : ` · ${formatYear(year, telling.locale)}`),
		note: m.money_by_acts_note({}, at),
		columns: named.map(([name, width]) => ({ header: text(name, 'header'), width })),
		rows: [...view.activities, ...view.outside].flatMap((activity) =>
			activity.funds
				.filter((fund) => isByAct(fund) && (year === null || fund.year === year))
				.map((fund) => [
					text(telling.coded(activity)),
					text(formatYear(fund.year, telling.locale)),
					text(lineText(telling, fund)),
					fund.added ? text('–', 'body', { align: 'right' }) : amount(fund.adopted),
					amount(fund.planned),
					text(actsOf(telling, fund)),
					text(
						fund.added
							? ''
							: signed(plannedKind(activity.provenance), [m.money_column_adopted({}, at)])
					)
				])
		),
		fixed: 1
	};
}

function lineText(telling: Telling, { source, programme, name }: FundView): string {
	return [
		fundSourceLabel(source, telling.locale),
		programme === null ? '' : `${m.money_programme({}, telling.at)} ${programme}`,
		telling.content(name)
	]
		.filter(Boolean)
		.join(', ');
}

/** The acts about a line, a line each: day, what it did, the act, why. */
function actsOf(telling: Telling, { added, acts }: FundView): string {
	const { at, locale } = telling;
	const told = ({ decidedOn, act, reason }: Act, what: string) =>
		[telling.day(decidedOn), what, telling.content(act), telling.content(reason)]
			.filter(Boolean)
			.join(' · ');
	return [
		...(added ? [told(added, m.money_act_added({}, at))] : []),
		...acts.map((act) =>
			told(act, m.money_act_changed({ amount: amountText(act.planned, locale) }, at))
		)
	].join('\n');
}

/** Planned and spent by year, goal, source and body, one beneath the other; null where the plan has no lines of money. */
export function moneySheet(telling: Telling, name: string): Sheet | null {
	if (telling.view.activities.every(({ funds }) => funds.length === 0)) return null;
	const tables = (['years', 'goals', 'sources', 'bodies'] as const).map((table) =>
		moneyTable(telling, table)
	);
	const { at } = telling;
	const width = tables[0]!.columns.length;
	const rows: Row[] = [
		...titleRows(telling, m.money_title({}, at)).slice(0, 2),
		{ cells: [text(tables[0]!.note ?? '', 'note', { across: width })] },
		{ cells: [text(m.money_note({}, at), 'note', { across: width })] }
	];
	const acts = moneyTable(telling, 'acts');
	for (const table of acts.rows.length > 0 ? [...tables, acts] : tables) {
		rows.push(
			{ cells: [] },
			{ cells: [text(table.title, 'heading')], startsPage: table !== tables[0] },
			{ cells: table.columns.map(({ header }) => header) },
			...table.rows.map((cells) => ({ cells }))
		);
	}
	const { withoutLines } = moneyOf(telling.view).whole;
	rows.push(
		{ cells: [] },
		{ cells: [text(m.money_without_lines({ n: withoutLines }, at), 'note', { across: width })] }
	);
	return {
		name,
		widths: tables[0]!.columns.map((column) => column.width),
		rows,
		frozen: { rows: 2, columns: 1 },
		print: printOf(telling, name, { titleColumns: 1 })
	};
}

/** Every line behind the totals, as a table that can be filtered; null where the plan has none. */
export function moneyLinesSheet(
	telling: Telling,
	name: string,
	longTexts: LongTexts
): Sheet | null {
	const lines = moneyTable(telling, 'lines');
	if (lines.rows.length === 0) return null;
	const told = { ...lines, title: m.money_sheet_lines({}, telling.at) };
	return tableSheet(telling, told, { name, table: 'Money_lines', longTexts });
}
