// The tables of a pack that its web page and its Word document lay out alike: the workbook's, row for row.
import { earlyWarningOf } from '#lib/domain/early-warning.ts';
import { moneyOf } from '#lib/domain/money.ts';
import { m } from '#lib/paraglide/messages.js';
import { slipSentence } from '#lib/wording/chart-sentences.ts';
import { slipsIn, summaryOf } from '../quarter/slips.ts';
import { changesTable } from './changes.ts';
import { indicatorListTable } from './indicators.ts';
import { moneyTable } from './money.ts';
import type { PackTelling } from './pack-telling.ts';
import { slipTable, type Table } from './single-tables.ts';
import { overridesTable, signsTable, w1Table, w2Table } from './warning.ts';

export interface TableSection {
	/** Its address within a document. */
	id: string;
	title: string;
	/** What is to be said before its tables. */
	notes: readonly string[];
	/** One that is called as the section is has no heading of its own. */
	tables: readonly { id: string; told: Table }[];
}

/** In the order they are told. */
export function tableSections(pack: PackTelling): TableSection[] {
	return [
		...indicators(pack),
		...money(pack),
		...earlyWarning(pack),
		movedDeadlines(pack),
		changes(pack),
		...corrected(pack)
	];
}

/** Nothing where the plan has none. */
function indicators(pack: PackTelling): TableSection[] {
	const { view } = pack;
	if (view.indicators.length + view.withdrawnIndicators.length === 0) return [];
	const told = indicatorListTable(pack);
	return [
		{
			id: 'indicators',
			title: told.title,
			notes: [],
			tables: [{ id: 'indicators-table', told }]
		}
	];
}

/** Planned and spent; nothing where the plan has no lines of money. */
function money(pack: PackTelling): TableSection[] {
	if (pack.view.activities.every(({ funds }) => funds.length === 0)) return [];
	const { withoutLines } = moneyOf(pack.view).whole;
	const totals = (['years', 'goals', 'sources', 'bodies'] as const).map((name) => ({
		id: `money-${name}`,
		told: moneyTable(pack, name)
	}));
	const acts = moneyTable(pack, 'acts');
	return [
		{
			id: 'money',
			title: m.money_title({}, pack.at),
			notes: [m.money_note({}, pack.at), m.money_without_lines({ n: withoutLines }, pack.at)],
			tables: acts.rows.length > 0 ? [...totals, { id: 'money-acts', told: acts }] : totals
		}
	];
}

/** W1: what fell due and is not done. W2: what falls due next and is at risk, by which signs, and what was judged otherwise. */
function earlyWarning(pack: PackTelling): TableSection[] {
	const warning = earlyWarningOf(pack.view);
	const due = w1Table(pack, warning);
	const atRisk = w2Table(pack, warning);
	const otherwise =
		warning.overrides.length > 0 ? [{ id: 'overrides', told: overridesTable(pack, warning) }] : [];
	return [
		{ id: 'w1', title: due.title, notes: [], tables: [{ id: 'w1-table', told: due }] },
		{
			id: 'w2',
			title: atRisk.title,
			notes: [],
			tables: [
				{ id: 'w2-table', told: atRisk },
				{ id: 'signs', told: signsTable(pack) },
				...otherwise
			]
		}
	];
}

/** Longest slip first, each with its reasons. */
function movedDeadlines(pack: PackTelling): TableSection {
	const { view, at, locale } = pack;
	const slips = slipsIn(view);
	const moved = slipSentence(view.quarter, summaryOf(slips), view.figures.population, locale);
	const none = m.slip_none({ quarter: pack.quarter(view.quarter, 'genitive') }, at);
	return {
		id: 'deadlines',
		title: m.slip_title({}, at),
		notes: [slips.length > 0 ? moved : none],
		tables: slips.length > 0 ? [{ id: 'moved', told: slipTable(pack, slips) }] : []
	};
}

/** What is different since the quarter before the period, gravest first. */
function changes(pack: PackTelling): TableSection {
	const { since } = pack.contents;
	if (since === null) {
		const title = m.since_title({}, pack.at);
		return { id: 'changes', title, notes: [m.document_since_none({}, pack.at)], tables: [] };
	}
	const told = changesTable(pack, since);
	return { id: 'changes', title: told.title, notes: [], tables: [{ id: 'change-table', told }] };
}

/** What the quarter's correction changed; nothing where there was none. */
function corrected(pack: PackTelling): TableSection[] {
	const said = pack.contents.corrected;
	if (said === null) return [];
	const told = changesTable(pack, said);
	const tables = [{ id: 'corrected-table', told }];
	return [{ id: 'corrected', title: told.title, notes: [], tables }];
}
