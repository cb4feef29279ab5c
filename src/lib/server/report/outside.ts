// Activities that left the plan: outside every figure, listed apart.
import type { ActivityView } from '#lib/domain/quarter-view.ts';
import { m } from '#lib/paraglide/messages.js';
import { endedLabel } from '#lib/wording/labels.ts';
import { BLANK, day, headers, text } from '../workbook/cells.ts';
import type { Cell, Sheet } from '../workbook/workbook.ts';
import { cellOf, columnName, type ActivityColumn } from './activities.ts';
import { printOf, titleRows } from './frame.ts';
import type { Telling } from './telling.ts';

const BEFORE: readonly ActivityColumn[] = ['code', 'goal', 'measure', 'activity', 'leads'];
const AFTER: readonly ActivityColumn[] = [
	'adopted_wording',
	'current_wording',
	'shown',
	'marks',
	'marked'
];
const WIDTHS = [9, 24, 22, 34, 14, 12, 12, 12, 14, 14, 20, 9, 26];
const HEADER_ROW = 5;

export function outsideSheet(telling: Telling, name: string): Sheet {
	const { view, at } = telling;
	const rows = view.outside.map((activity) => ({
		cells: [
			...BEFORE.map((column) => cellOf(column, activity, telling)),
			...endCells(activity, telling),
			...AFTER.map((column) => cellOf(column, activity, telling))
		]
	}));
	const names = [
		...BEFORE.map((column) => columnName(column, telling)),
		m.report_activity_ended({}, at),
		m.report_activity_ended_on({}, at),
		m.report_activity_into({}, at),
		...AFTER.map((column) => columnName(column, telling))
	];
	const intro = rows.length === 0 ? m.report_outside_none({}, at) : m.report_outside_intro({}, at);
	return {
		name,
		widths: WIDTHS,
		rows: [
			...titleRows(telling, m.report_outside_title({}, at)).slice(0, 2),
			{ cells: [text(intro, 'note', { across: WIDTHS.length })] },
			{ cells: [] },
			...(rows.length === 0 ? [] : [{ cells: headers(names) }, ...rows])
		],
		frozen: rows.length === 0 ? null : { rows: HEADER_ROW, columns: 1 },
		table:
			rows.length === 0
				? null
				: {
						name: 'Outside',
						row: HEADER_ROW,
						lastRow: HEADER_ROW + rows.length,
						firstColumn: 1,
						lastColumn: names.length
					},
		print: printOf(telling, name, {
			titleRows: rows.length === 0 ? null : [HEADER_ROW, HEADER_ROW]
		})
	};
}

function endCells(activity: ActivityView, telling: Telling): Cell[] {
	return [
		activity.ended === null ? BLANK : text(endedLabel(activity.ended, telling.locale)),
		activity.inForceUntil === null ? BLANK : day(activity.inForceUntil, telling.dayFormat),
		text(activity.into.join(', '))
	];
}
