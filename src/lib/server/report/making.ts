// When a workbook is made, and what its file says of itself.
import type { QuarterView } from '#lib/domain/quarter-view.ts';
import { dayOf, type Day } from '#lib/domain/quarter.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDay } from '#lib/wording/format.ts';
import { sheetName, type Workbook } from '../workbook/workbook.ts';
import type { PackContents } from './contents.ts';
import type { Telling } from './telling.ts';

export interface Making {
	/** The instant it is made, UTC: `new Date().toISOString()`. The same instant and contents give the same bytes. */
	madeAt: string;
	/** In which the instant is printed; TIME_ZONE unless given. */
	timeZone?: string;
}

/**
 * When a pack is made: what is not frozen, now; what is, on the day the last of it was frozen, whenever that is asked for. So the same records give the same
 * bytes.
 */
export function makingOf({ isDraft, quarters, view }: PackContents, now?: string): Making {
	if (isDraft) return { madeAt: now ?? new Date().toISOString() };
	const days = quarters.map(({ frozen }) => frozen?.frozenOn ?? view.readOn).sort();
	return { madeAt: instantOf(days.at(-1)!) };
}

/** When a list or a table of a quarter is made, which has the same bytes whenever it is asked for of one record. */
export function madeAtOf({ frozen }: Pick<QuarterView, 'frozen'>, now: string): string {
	return frozen ? instantOf(frozen.frozenOn) : now;
}

function instantOf(day: Day): string {
	return `${day}T00:00:00.000Z`;
}

/** Names Excel takes for sheets, each different. */
export function sheetNames(wanted: readonly string[]): string[] {
	return wanted.reduce<string[]>((names, name) => [...names, sheetName(name, names)], []);
}

/** What Excel shows under File, Info. */
export function propertiesOf(
	telling: Telling,
	{ madeAt }: Making,
	title: string
): Workbook['properties'] {
	const { view, at, locale } = telling;
	const strategy = telling.content(view.strategy.shortTitle);
	const state = telling.isDraft
		? m.report_description_draft({ day: telling.day(view.readOn, 'genitive') }, at)
		: telling.frozenWords || `${m.pack_state_frozen({}, at)} ${telling.ground}`;
	const demonstration = view.isDemonstration ? ` ${m.report_footer_demonstration({}, at)}.` : '';
	return {
		title,
		subject: m.report_subject({ plan: telling.content(view.plan.title) }, at),
		creator: m.app_name({}, at),
		description: state + demonstration,
		keywords: `${strategy}, ${telling.mark}`,
		language: locale,
		madeAt
	};
}

/** The instant in the reader's words and the office's time. */
export function madeInWords({ madeAt, timeZone = zone() }: Making, locale: Locale): string {
	const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
	const day = formatDay(dayOf(madeAt, timeZone), locale);
	return `${day}, ${time.format(Date.parse(madeAt))} (${timeZone})`;
}

function zone(): string {
	return process.env.TIME_ZONE || 'Europe/Belgrade';
}
