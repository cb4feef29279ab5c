// The quarter's report: what it says (`workbookOf`, pure) and its writing as a file. Everything in it comes from the one view of the quarter.
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import type { ChangesSince } from '#lib/domain/changes.ts';
import type { QuarterView } from '#lib/domain/quarter-view.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Workbook } from '../workbook/workbook.ts';
import { writeWorkbook } from '../workbook/write.ts';
import { activitiesSheet } from './activities.ts';
import { changesSheet } from './changes.ts';
import { LongTexts } from './long-texts.ts';
import { madeInWords, propertiesOf, sheetNames, type Making } from './making.ts';
import { notesSheet } from './notes.ts';
import { outsideSheet } from './outside.ts';
import { summarySheet } from './summary.ts';
import { bodiesSheet, goalsSheet } from './tables.ts';
import { Telling } from './telling.ts';
import { w1Sheet, w2Sheet } from './warning.ts';

export interface ReportMaking extends Making {
	/** What changed since the quarter before; none in the plan's first. */
	since?: ChangesSince | null;
}

/** Everything the report says, in the reader's language, as sheets. */
export function workbookOf(view: QuarterView, locale: Locale, making: ReportMaking): Workbook {
	const { since = null } = making;
	const telling = new Telling(view, locale);
	const { at } = telling;
	const last = since && telling.quarter(since.quarter, 'genitive');
	const names = sheetNames([
		m.report_sheet_summary({}, at),
		m.report_sheet_goals({}, at),
		m.report_sheet_activities({}, at),
		m.report_sheet_bodies({}, at),
		m.report_sheet_outside({}, at),
		m.report_sheet_texts({}, at),
		m.report_sheet_notes({}, at),
		last === null ? '' : m.report_sheet_changes({ quarter: last }, at)
	]);
	const [summary, goals, activities, bodies, outside, texts, notes, changes] = names as [
		string,
		string,
		string,
		string,
		string,
		string,
		string,
		string
	];
	const longTexts = new LongTexts(telling, texts);
	const others = [
		{ about: m.report_about_goals({}, at), sheet: goalsSheet(telling, goals) },
		{
			about: m.report_about_activities({}, at),
			sheet: activitiesSheet(telling, { name: activities, textsSheet: texts, longTexts })
		},
		{ about: m.report_about_bodies({}, at), sheet: bodiesSheet(telling, bodies) },
		{ about: m.report_about_outside({}, at), sheet: outsideSheet(telling, outside) },
		{
			about: last === null ? '' : m.report_about_changes({ quarter: last }, at),
			sheet: since && changesSheet(telling, since, changes)
		},
		{ about: m.warning_report_about_w1({}, at), sheet: w1Sheet(telling, 'W1') },
		{ about: m.warning_report_about_w2({}, at), sheet: w2Sheet(telling, 'W2') },
		{ about: m.report_about_texts({}, at), sheet: longTexts.sheet() },
		{
			about: m.report_about_notes({}, at),
			sheet: notesSheet(telling, { name: notes, activities, madeAt: madeInWords(making, locale) })
		}
	].filter((other): other is typeof other & { sheet: object } => other.sheet !== null);
	const list = others.map(({ about, sheet }) => ({ name: sheet!.name, about }));
	return {
		properties: propertiesOf(telling, making, m.report_title({ quarter: telling.quarter() }, at)),
		sheets: [summarySheet(telling, summary, list), ...others.map(({ sheet }) => sheet!)]
	};
}

/**
 * Writes the report of a quarter to a stream, or to a new file at a path; ends the stream.
 *
 * @example await writeReport(quarters.read(database, slug, quarter, { today }), 'en', '/tmp/q.xlsx', { madeAt: new Date().toISOString() })
 */
export async function writeReport(
	view: QuarterView,
	locale: Locale,
	target: Writable | string,
	making: ReportMaking
): Promise<void> {
	const workbook = workbookOf(view, locale, making);
	await writeWorkbook(workbook, typeof target === 'string' ? createWriteStream(target) : target);
}
