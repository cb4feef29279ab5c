// Of a pack of several quarters: how each activity stood at the end of each.
import { m } from '#lib/paraglide/messages.js';
import { formatQuarterShort } from '#lib/wording/format.ts';
import { BLANK, text } from '../workbook/cells.ts';
import type { Cell } from '../workbook/workbook.ts';
import type { PackContents } from './contents.ts';
import type { Table } from './single-tables.ts';
import type { Telling } from './telling.ts';

/** A row for each activity in force at the end of the period; those that left the plan before stand on their own sheet. */
export function coursesTable(
	telling: Telling,
	{ quarters, courses }: Pick<PackContents, 'quarters' | 'courses'>
): Table {
	const { at, locale, view } = telling;
	const named = (name: string, width: number) => ({ header: text(name, 'header'), width });
	const none = quarters.map(() => null);
	return {
		title: m.pack_courses_title({}, at),
		note: m.pack_courses_note({}, at),
		columns: [
			named(m.activities_column_code({}, at), 9),
			named(m.activities_column_activity({}, at), 44),
			named(m.activities_column_leads({}, at), 18),
			named(m.slip_column_current({}, at), 18),
			...quarters.map(({ quarter }) => named(formatQuarterShort(quarter, locale), 22))
		],
		rows: view.activities.map((activity) => [
			text(activity.code, 'strong'),
			text(telling.titleOf(activity)),
			text(telling.shorts(activity.leads)),
			text(telling.deadline(activity.current)),
			...(courses?.get(activity.key) ?? none).map((standing): Cell => {
				if (standing === null) return BLANK;
				const { text: word, tone } = telling.step(standing.role);
				return text(word, 'body', { tone });
			})
		]),
		fixed: 1
	};
}
