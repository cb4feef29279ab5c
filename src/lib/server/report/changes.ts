// What changed since another quarter: a sheet of the quarter's report, and the screen's list as a workbook of its own. The same rows as on screen.
import type { Change, ChangesSince } from '#lib/domain/changes.ts';
import type { Texts } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	changeKindLabel,
	changesTitle,
	plainly,
	severityLabel,
	toldChange,
	type Piece
} from '#lib/wording/changes.ts';
import { BLANK, text } from '../workbook/cells.ts';
import type { Cell, Sheet } from '../workbook/workbook.ts';
import type { Table } from './single-tables.ts';
import type { LongTexts } from './long-texts.ts';
import { tableSheet } from './table-sheet.ts';
import type { Telling } from './telling.ts';

interface Part {
	/** Some of the changes. */
	changes?: readonly Change[];
	title?: string;
}

/** What changed since a quarter, or some of it, as a table. */
export function changesTable(
	telling: Telling,
	since: ChangesSince,
	{ changes = since.changes, title = titleOf(telling, since) }: Part = {}
): Table {
	const { at, locale } = telling;
	const columns: [string, number][] = [
		[m.since_column_severity({}, at), 13],
		[m.activities_column_code({}, at), 9],
		[m.since_column_activity({}, at), 34],
		[m.since_column_what({}, at), 24],
		[m.since_column_late({}, at), 14],
		[m.since_column_before({}, at), 30],
		[m.since_column_after({}, at), 30],
		[m.since_column_why({}, at), 40]
	];
	const { names } = since;
	const content = (texts: Texts) => telling.content(texts);
	const said = (pieces: readonly Piece[]) => plainly(pieces, locale, content);
	return {
		title,
		note: m.since_none_next({}, at),
		columns: columns.map(([name, width]) => ({ header: text(name, 'header'), width })),
		rows: changes.map((change): Cell[] => {
			const told = toldChange(change, names, locale);
			const what = changeKindLabel(change.kind, locale);
			return [
				text(severityLabel(change.severity, locale), 'strong'),
				change.activity ? text(change.activity.code, 'strong') : BLANK,
				change.activity ? text(telling.content(change.activity.title)) : BLANK,
				text(told.of.length === 0 ? what : `${what}: ${said(told.of)}`),
				change.isRecordedLate ? text(m.since_recorded_late({}, at)) : BLANK,
				text(said(told.before)),
				text(said(told.after)),
				text(said(told.why))
			];
		}),
		fixed: 2
	};
}

export function changesSheet(
	telling: Telling,
	since: ChangesSince,
	called: { name: string; table: string; longTexts: LongTexts }
): Sheet {
	return tableSheet(telling, changesTable(telling, since), called);
}

/** Of two quarters only these are said, of two revisions of one which. */
function titleOf({ view, locale }: Telling, { quarter, of }: ChangesSince): string {
	const revisions =
		quarter === view.quarter
			? { from: of?.revision ?? null, to: view.frozen?.revision ?? null }
			: { from: null, to: null };
	return changesTitle(
		{ quarter, revision: revisions.from },
		{ quarter: view.quarter, revision: revisions.to },
		locale
	);
}
