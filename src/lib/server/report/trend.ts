// The plan quarter by quarter: drawn, and in tables of the same rows, the quarter the report is of the last of them.
import { m } from '#lib/paraglide/messages.js';
import { trendSentence } from '#lib/wording/chart-sentences.ts';
import { formulaName, windowLabel } from '#lib/wording/labels.ts';
import { text } from '../workbook/cells.ts';
import type { Row, Sheet } from '../workbook/workbook.ts';
import type { QuarterInShort } from './contents.ts';
import { chartAt, roomFor, scaleTones } from './charts.ts';
import {
	assessmentGroup,
	formulaGroups,
	groupedTable,
	numberGroups,
	responseGroup,
	startingPage,
	type Group,
	type Heading
} from './figure-groups.ts';
import { printOf, titleRows } from './frame.ts';
import type { Telling } from './telling.ts';

/** Of so many quarters four tables fit a printed page. */
const FEW_QUARTERS = 9;

const WIDTHS = [18, 30, ...Array.from({ length: 10 }, () => 12)];

/** @param quarters oldest first, the view's own the last of them */
export function trendSheet(
	telling: Telling,
	quarters: readonly QuarterInShort[],
	name: string
): Sheet {
	const { view, at, locale } = telling;
	const heading: Heading<QuarterInShort> = {
		headers: [m.trend_column_quarter({}, at), m.trend_column_window({}, at)],
		cells: ({ quarter, state }, look) => [
			text(telling.quarter(quarter), 'strong'),
			text(windowLabel(state, locale), look)
		],
		isStrong: ({ quarter }) => quarter === view.quarter
	};
	const table = (groups: readonly Group<QuarterInShort>[]) =>
		groupedTable(heading, quarters, groups);
	const formulas = (letters: readonly ('A' | 'B' | 'C' | 'D')[]) =>
		formulaGroups(letters, (letter) => `${letter} · ${formulaName(letter, locale)}`, telling);
	const told = trendSentence(
		quarters.map(({ quarter, state, figures }) => ({ quarter, state, ...figures })),
		view.quarter,
		locale
	);
	const before: Row[] = [
		...titleRows(telling, m.trend_title({}, at)).slice(0, 2),
		{ cells: [text(m.trend_note({}, at), 'note', { across: WIDTHS.length })] },
		{ cells: [text(told, 'note', { across: WIDTHS.length })] }
	];
	const room = roomFor('stacked-columns', quarters.length);
	const header = before.length + room.length + 2;
	const numbers = table(numberGroups(telling));
	return {
		name,
		widths: WIDTHS,
		rows: [
			...before,
			...room,
			...table([assessmentGroup(telling)]),
			...startingPage(table(formulas(['A', 'B']))),
			...table(formulas(['C', 'D'])),
			...(quarters.length <= FEW_QUARTERS ? numbers : startingPage(numbers)),
			...table([responseGroup(telling)])
		],
		frozen: { rows: 2, columns: 2 },
		table: {
			name: 'Trend',
			row: header,
			lastRow: header + quarters.length,
			firstColumn: 1,
			lastColumn: 3 + telling.scale.length
		},
		charts: [
			chartAt(
				before.length + 1,
				{
					kind: 'stacked-columns',
					title: m.trend_title({}, at),
					description: told,
					table: { row: header, lastRow: header + quarters.length },
					names: 1,
					from: 4,
					tones: scaleTones(telling),
					across: WIDTHS.length
				},
				telling
			)
		],
		print: printOf(telling, name)
	};
}
