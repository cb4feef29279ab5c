// The pack as a workbook: what it says (`workbookOf`, pure) and its writing as a file. Everything in it comes from the one `PackContents`.
import { earlyWarningOf } from '#lib/domain/early-warning.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { periodLabel } from '#lib/wording/pack.ts';
import type { Sheet, Workbook } from '../workbook/workbook.ts';
import { workbookFile } from '../workbook/write.ts';
import { activitiesSheet } from './activities.ts';
import { changesSheet } from './changes.ts';
import type { PackContents } from './contents.ts';
import { coursesTable } from './courses.ts';
import { coverSheet } from './cover.ts';
import { indicatorsSheet } from './indicators.ts';
import { LongTexts } from './long-texts.ts';
import { madeInWords, propertiesOf, sheetNames, type Making } from './making.ts';
import { moneyLinesSheet, moneySheet } from './money.ts';
import { notesSheet } from './notes.ts';
import { outsideSheet } from './outside.ts';
import { slipTable } from './single-tables.ts';
import { slipsIn } from '../quarter/slips.ts';
import { summarySheet } from './summary.ts';
import { tableSheet } from './table-sheet.ts';
import { bodiesSheet, goalsSheet } from './tables.ts';
import { Telling } from './telling.ts';
import { trendSheet } from './trend.ts';
import { overridesTable, signRows, w1Table, w2Table } from './warning.ts';
import { verificationSheet } from './verification.ts';

/** A sheet of the pack: what it is called, what it holds, and how it is made once all names are known. */
interface Part {
	name: string;
	about: string;
	sheet(name: string): Sheet | null;
}

/** Everything the pack says, in the reader's language, as sheets. */
export function workbookOf(contents: PackContents, locale: Locale, making: Making): Workbook {
	const telling = new Telling(contents.view, locale, contents);
	const { at } = telling;
	const parts = partsOf(telling, contents, making);
	const [coverName, ...names] = sheetNames([
		m.pack_sheet_cover({}, at),
		...parts.map(({ name }) => name)
	]) as [string, ...string[]];
	const sheets = parts.flatMap(({ about, sheet }, index) => {
		const made = sheet(names[index]!);
		return made ? [{ about, made }] : [];
	});
	const list = sheets.map(({ about, made }) => ({ name: made.name, about }));
	const title = m.report_title({ quarter: periodLabel(contents.period, locale) }, at);
	return {
		properties: propertiesOf(telling, making, title),
		sheets: [
			coverSheet(telling, contents, { name: coverName, sheets: list }),
			...sheets.map(({ made }) => made)
		]
	};
}

/** In their order. What a part says elsewhere (long texts) must have been said by then. */
function partsOf(telling: Telling, contents: PackContents, making: Making): Part[] {
	const { at, locale } = telling;
	const { since, corrected, courses, isDraft } = contents;
	const textsName = m.report_sheet_texts({}, at);
	const activitiesName = m.report_sheet_activities({}, at);
	const warning = earlyWarningOf(contents.view);
	const longTexts = new LongTexts(telling, textsName);
	const madeAt = isDraft ? madeInWords(making, locale) : telling.day(contents.view.readOn);
	const last = since && telling.quarter(since.quarter, 'genitive');
	const revised = corrected && { revision: corrected.of!.revision };
	return [
		{
			name: m.report_sheet_summary({}, at),
			about: m.pack_about_summary({}, at),
			sheet: (name) => summarySheet(telling, name)
		},
		{
			name: m.report_sheet_goals({}, at),
			about: m.report_about_goals({}, at),
			sheet: (name) => goalsSheet(telling, name)
		},
		{
			name: m.pack_chart_sheet_trend({}, at),
			about: m.pack_chart_about_trend({}, at),
			sheet: (name) => trendSheet(telling, contents.trend, name)
		},
		{
			name: m.report_sheet_bodies({}, at),
			about: m.report_about_bodies({}, at),
			sheet: (name) => bodiesSheet(telling, name)
		},
		{
			name: activitiesName,
			about: m.report_about_activities({}, at),
			sheet: (name) => activitiesSheet(telling, { name, textsSheet: textsName, longTexts })
		},
		{
			name: m.pack_sheet_courses({}, at),
			about: m.pack_courses_note({}, at),
			sheet: (name) =>
				courses
					? tableSheet(telling, coursesTable(telling, contents), {
							name,
							table: 'Quarter_by_quarter',
							longTexts
						})
					: null
		},
		{
			name: m.report_sheet_outside({}, at),
			about: m.report_about_outside({}, at),
			sheet: (name) => outsideSheet(telling, name)
		},
		{
			name: m.indicator_list_title({}, at),
			about: m.indicator_report_about({}, at),
			sheet: (name) => indicatorsSheet(telling, name, longTexts)
		},
		{
			name: m.money_title({}, at),
			about: m.money_report_about({}, at),
			sheet: (name) => moneySheet(telling, name)
		},
		{
			name: m.money_sheet_lines({}, at),
			about: m.money_sheet_lines_about({}, at),
			sheet: (name) => moneyLinesSheet(telling, name, longTexts)
		},
		{
			name: m.pack_sheet_w1({}, at),
			about: m.pack_about_w1({}, at),
			sheet: (name) =>
				tableSheet(telling, w1Table(telling, warning), { name, table: 'W1_due', longTexts })
		},
		{
			name: m.pack_sheet_w2({}, at),
			about: m.pack_about_w2({}, at),
			sheet: (name) =>
				tableSheet(telling, w2Table(telling, warning), {
					name,
					table: 'W2_at_risk',
					longTexts,
					below: signRows(telling)
				})
		},
		{
			name: m.pack_sheet_overrides({}, at),
			about: m.pack_about_overrides({}, at),
			sheet: (name) =>
				warning.overrides.length > 0
					? tableSheet(telling, overridesTable(telling, warning), {
							name,
							table: 'Overrides',
							longTexts
						})
					: null
		},
		{
			name: last === null ? '' : m.report_sheet_changes({ quarter: last }, at),
			about: last === null ? '' : m.report_about_changes({ quarter: last }, at),
			sheet: (name) => since && changesSheet(telling, since, { name, table: 'Changes', longTexts })
		},
		{
			name: revised === null ? '' : m.report_sheet_corrected(revised, at),
			about: revised === null ? '' : m.report_about_corrected(revised, at),
			sheet: (name) =>
				corrected && changesSheet(telling, corrected, { name, table: 'Corrected', longTexts })
		},
		{
			name: m.slip_title({}, at),
			about: m.pack_about_slips({}, at),
			sheet: (name) =>
				tableSheet(telling, slipTable(telling, slipsIn(contents.view)), {
					name,
					table: 'Deadline_moves',
					longTexts
				})
		},
		{ name: textsName, about: m.report_about_texts({}, at), sheet: () => longTexts.sheet() },
		{
			name: m.report_sheet_notes({}, at),
			about: m.report_about_notes({}, at),
			sheet: (name) => notesSheet(telling, { name, activities: activitiesName, madeAt })
		},
		{
			name: m.pack_sheet_verification({}, at),
			about: m.pack_about_verification({}, at),
			sheet: (name) => verificationSheet(telling, contents, name)
		}
	];
}

/** The pack as an xlsx file. */
export function reportFile(
	contents: PackContents,
	locale: Locale,
	making: Making
): Promise<Uint8Array<ArrayBuffer>> {
	return workbookFile(workbookOf(contents, locale, making));
}
