// The table part: a row for each activity, in the layout of reports on public administration reform.
import type { ActivityView } from '#lib/domain/quarter-view.ts';
import { m } from '#lib/paraglide/messages.js';
import { columnName, type ActivityColumn } from '../activities.ts';
import type { PackTelling } from '../pack-telling.ts';
import { headerRow, labelled, paragraph, table, type TableRow, type Xml } from './xml.ts';

/** Twentieths of a point between the margins of a landscape A4 page. */
export const TABLE_WIDTH = 15_137;
const SHARES = [5, 18, 9, 9, 9, 18, 14, 10, 8];
const WIDTHS = SHARES.map((share) => Math.floor((TABLE_WIDTH * share) / 100));

export function activityTable(pack: PackTelling): Xml {
	const { view, at } = pack;
	const rows: TableRow[] = [header(pack)];
	let goal: number | null = null;
	for (const activity of view.activities) {
		if (activity.goalId !== goal) rows.push(across(pack.coded(pack.goal(activity.goalId))));
		goal = activity.goalId;
		rows.push(activityRow(pack, activity));
	}
	if (view.activities.length === 0) rows.push(across(m.document_no_activities({}, at)));
	return table(m.report_sheet_activities({}, at), WIDTHS, rows);
}

function header(pack: PackTelling): TableRow {
	const { at } = pack;
	const names = [
		columnName('code', pack),
		columnName('activity', pack),
		columnName('leads', pack),
		m.document_column_deadline({}, at),
		m.document_table_status({}, at),
		m.document_table_progress({}, at),
		m.document_table_reasons({}, at),
		columnName('next_steps', pack),
		columnName('expected', pack)
	];
	return headerRow(names.map((name) => ({ name })));
}

function across(text: string): TableRow {
	const cell = paragraph(text, { style: 'Cell', keepNext: true, look: { bold: true } });
	return { cells: [[cell]], fill: 'F2F2F2' };
}

function activityRow(pack: PackTelling, activity: ActivityView): TableRow {
	const { at } = pack;
	const said = (column: ActivityColumn) => pack.said(column, activity);
	const { signs } = pack.marks(activity);
	const partners = said('partners');
	const texts: string[][] = [
		[activity.code],
		[`${pack.content(activity.title)}${signs === '' ? '' : ` ${signs}`}`],
		[said('leads'), partners === '' ? '' : m.document_with({ bodies: partners }, at)],
		deadlineOf(pack, activity),
		[
			pack.step(activity.standing.role).text,
			said('timeliness'),
			activity.standing.role === null ? said('shown') : ''
		]
	];
	const cells = [
		...texts.map(plain),
		[...plain([said('narrative')]), ...named(pack, activity, ['result', 'evidence'])],
		named(pack, activity, ['reasons', 'problems', 'escalation']),
		plain([said('next_steps')]),
		plain([said('expected')])
	];
	const length = (['narrative', 'result', 'evidence', 'reasons', 'problems', 'next_steps'] as const)
		.map((column) => said(column).length)
		.reduce((sum, length) => sum + length, 0);
	return { cells, length };
}

function deadlineOf(pack: PackTelling, { current, adopted }: ActivityView): string[] {
	const [first, now] = [pack.deadline(adopted), pack.deadline(current)];
	return first === now ? [now] : [now, m.document_adopted({ deadline: first }, pack.at)];
}

function plain(texts: readonly string[]): Xml[] {
	return texts.filter((text) => text !== '').map((text) => paragraph(text, { style: 'Cell' }));
}

function named(
	pack: PackTelling,
	activity: ActivityView,
	columns: readonly ActivityColumn[]
): Xml[] {
	return columns.flatMap((column) => {
		const said = pack.said(column, activity);
		return said === '' ? [] : [labelled(columnName(column, pack), said, { style: 'Cell' })];
	});
}
