// The list of activities as a workbook: the rows of all its pages, the columns that were chosen, and what it was chosen by.
import { addressOf, type Column } from '#lib/domain/activity-query.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { columnLabel, filtersInWords } from '#lib/wording/activity-list.ts';
import type { ActivityList } from '../quarter/activity-lists.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { activitiesSheet, type ActivityColumn } from './activities.ts';
import { LongTexts } from './long-texts.ts';
import { madeAtOf, madeInWords, propertiesOf, sheetNames, type Making } from './making.ts';
import { notesSheet } from './notes.ts';
import { outsideSheet } from './outside.ts';
import { Telling } from './telling.ts';

/** What stands in Excel for a column of the page. */
const IN_EXCEL: Readonly<Record<Column, readonly ActivityColumn[]>> = {
	activity: ['activity'],
	goal: ['goal'],
	measure: ['measure'],
	leads: ['leads'],
	partners: ['partners'],
	deadline: ['adopted_wording', 'adopted_day', 'current_wording', 'current_day'],
	kind: ['deadline_kind'],
	slip: ['slip'],
	assessment: ['assessment', 'shown'],
	timeliness: ['timeliness'],
	completed: ['completed_on'],
	indicator: ['indicator'],
	result: ['narrative', 'result'],
	expected: ['expected']
};

/** The marks come along: what is not quoted shows it in Excel too. */
function columnsOf(chosen: readonly Column[]): ActivityColumn[] {
	return ['code', ...chosen.flatMap((column) => IN_EXCEL[column]), 'marks', 'marked', 'in_full'];
}

/** Everything the list says, in the reader's language, as sheets; `list` is the whole of it, not a page. */
export function listWorkbook(list: ActivityList, locale: Locale, making: Making): Workbook {
	const telling = new Telling(list.view, locale);
	const { at } = telling;
	const [activities, outside, texts, notes] = sheetNames([
		m.report_sheet_activities({}, at),
		m.report_sheet_outside({}, at),
		m.report_sheet_texts({}, at),
		m.report_sheet_notes({}, at)
	]) as [string, string, string, string];
	const longTexts = new LongTexts(telling, texts);
	const columns = columnsOf(list.query.columns);
	const title = m.report_list_title(
		{ quarter: telling.quarter(list.view.quarter, 'genitive') },
		at
	);
	const sheet = activitiesSheet(telling, {
		name: activities,
		textsSheet: texts,
		longTexts,
		activities: list.rows.filter(({ ended }) => ended === null),
		columns,
		title,
		about: aboutOf(list, telling)
	});
	const { frozen, readOn } = list.view;
	const madeAt = frozen ? telling.day(readOn) : madeInWords(making, locale);
	const made = { ...making, madeAt: madeAtOf(list.view, making.madeAt) };
	return {
		properties: propertiesOf(telling, made, title),
		sheets: [
			sheet,
			...(list.outside > 0 ? [outsideSheet(telling, outside)] : []),
			longTexts.sheet(),
			notesSheet(telling, { name: notes, activities, madeAt, columns })
		].filter((one) => one !== null)
	};
}

/** What the rows were chosen by, their order, and where the same list is read. */
function aboutOf({ query, view, matching }: ActivityList, telling: Telling): string[] {
	const { at, locale } = telling;
	const { bodies, steps, strategy, quarter } = view;
	const words = { bodies, steps, languages: strategy.languages };
	const filters = filtersInWords(query, words, locale).map(({ label, value }) =>
		m.report_list_filter({ filter: label, value }, at)
	);
	const count = m.activities_count(
		{
			n: view.figures.population,
			count: String(view.figures.population),
			quarter: telling.quarter(quarter, 'genitive')
		},
		at
	);
	const shown = m.activities_shown({ n: matching, count: String(matching) }, at);
	const asked = addressOf({ ...query, page: 1 });
	const path = `/strategies/${strategy.slug}/activities?quarter=${quarter}`;
	return [
		// A Serbian date ends in a full stop already.
		filters.length > 0 ? `${count}; ${shown}.` : `${count.replace(/\.$/, '')}.`,
		filters.length > 0
			? m.report_list_filters({ filters: filters.join('; ') }, at)
			: m.report_list_all({}, at),
		...(query.sort
			? [
					m.report_list_sorted(
						{
							column: columnLabel(query.sort.by, telling.quarter(), locale),
							direction: query.sort.isDescending
								? m.activities_sorted_down({}, at)
								: m.activities_sorted_up({}, at)
						},
						at
					)
				]
			: []),
		m.report_list_address({ address: asked === '' ? path : `${path}&${asked}` }, at)
	];
}
