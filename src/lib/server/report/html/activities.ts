// The sections of single activities: all of them, and what left the plan.
import type { ActivityView } from '#lib/domain/quarter-view.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatQuarterShort, formatSlip } from '#lib/wording/format.ts';
import { endedLabel } from '#lib/wording/labels.ts';
import type { ActivityColumn } from '../activities.ts';
import { columnName } from '../activities.ts';
import type { PackTelling } from '../pack-telling.ts';
import { markup, type Markup, type Value } from './markup.ts';
import { paragraph, table, type Section } from './section.ts';

/** Every activity in force, a row each under its goal and measure: promise, step, and what was filed of the last quarter. */
export function activities(pack: PackTelling): Section {
	const { view, at } = pack;
	return {
		id: 'activities',
		title: m.report_activities_title({}, at),
		isWide: true,
		*parts() {
			yield paragraph(
				m.document_activities_intro({ quarter: pack.quarter(view.quarter, 'genitive') }, at)
			);
			yield* activityTable(pack);
		}
	};
}

function* activityTable(pack: PackTelling): Iterable<Markup> {
	const { view, at } = pack;
	const name = (column: ActivityColumn) => columnName(column, pack);
	const names = [
		name('code'),
		`${name('activity')} · ${name('leads')}`,
		m.document_column_deadline({}, at),
		`${name('assessment')} · ${name('timeliness')}`,
		name('narrative'),
		name('result'),
		name('evidence'),
		`${name('problems')} · ${name('reasons')}`,
		`${name('next_steps')} · ${name('expected')}`
	];
	yield markup`<div class="table-wrap" role="group" tabindex="0" aria-labelledby="activity-caption">
<table id="activity-table" class="activities"><caption id="activity-caption">${m.document_activities_caption({}, at)}</caption>
<colgroup>${names.map(() => markup`<col>`)}</colgroup>
<thead><tr>${names.map((heading) => markup`<th scope="col">${heading}</th>`)}</tr></thead>
`;
	let goal: number | null = null;
	let measure: number | null = null;
	for (const activity of view.activities) {
		if (activity.measureId !== measure || activity.goalId !== goal) {
			yield markup`${measure === null ? null : END}<tbody>
`;
			if (activity.goalId !== goal) {
				yield groupRow('goal', pack.coded(pack.goal(activity.goalId)), names.length);
			}
			yield groupRow('measure', pack.coded(pack.measure(activity.measureId)), names.length);
			goal = activity.goalId;
			measure = activity.measureId;
		}
		yield activityRow(pack, activity);
	}
	yield markup`${measure === null ? null : END}</table></div>
`;
}

const END = markup`</tbody>
`;

function groupRow(kind: 'goal' | 'measure', text: string, across: number): Markup {
	return markup`<tr class="${kind}"><th scope="rowgroup" colspan="${across}">${text}</th></tr>
`;
}

function activityRow(pack: PackTelling, activity: ActivityView): Markup {
	const { at } = pack;
	const { signs } = pack.marks(activity);
	const partners = pack.said('partners', activity);
	const promise = [
		pack.content(activity.title),
		signs === '' ? null : markup` <span class="mark">${signs}</span>`,
		also(pack.said('leads', activity)),
		partners === '' ? null : also(m.document_with({ bodies: partners }, at))
	];
	const step = [
		pack.step(activity.standing.role).text,
		also(pack.said('timeliness', activity)),
		activity.standing.role === null ? also(pack.said('shown', activity)) : null,
		courseOf(pack, activity)
	];
	const cells: Value[] = [
		promise,
		deadlineOf(pack, activity),
		step,
		[said(pack, activity, 'narrative'), also(pack.said('filing', activity))],
		said(pack, activity, 'result'),
		said(pack, activity, 'evidence'),
		named(pack, activity, ['problems', 'reasons', 'escalation']),
		[said(pack, activity, 'next_steps'), named(pack, activity, ['expected'])]
	];
	return markup`<tr><th scope="row" class="code">${activity.code}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>
`;
}

function deadlineOf(pack: PackTelling, { adopted, current, slipDays }: ActivityView): Value {
	const { at, locale } = pack;
	const [first, now] = [pack.deadline(adopted), pack.deadline(current)];
	const slip = formatSlip(slipDays, locale);
	return [
		now,
		first === now ? null : also(m.document_adopted({ deadline: first }, at)),
		slip === null ? null : also(slip)
	];
}

/** The step at the end of each quarter of a longer period. */
function courseOf(pack: PackTelling, { key }: ActivityView): Value {
	const { courses, quarters } = pack.contents;
	const course = courses?.get(key);
	if (!course) return null;
	const steps = course.map((standing, index) => {
		const { quarter } = quarters[index]!;
		const step =
			standing === null ? m.activity_not_in_force({}, pack.at) : pack.step(standing.role).text;
		return markup`<li>${formatQuarterShort(quarter, pack.locale)}: ${step}</li>`;
	});
	return markup`<ul class="course">${steps}</ul>`;
}

function said(pack: PackTelling, activity: ActivityView, column: ActivityColumn): Value {
	const text = pack.said(column, activity);
	return text === '' ? null : markup`<div class="said">${text}</div>`;
}

/** Texts of which each says its name. */
function named(
	pack: PackTelling,
	activity: ActivityView,
	columns: readonly ActivityColumn[]
): Value {
	return columns.map((column) => {
		const said = pack.said(column, activity);
		if (said === '') return null;
		return markup`<div class="said"><b>${columnName(column, pack)}:</b> ${said}</div>`;
	});
}

function also(text: Value): Markup {
	return markup`<span class="also">${text}</span>`;
}

/** What was withdrawn, merged or split: outside every figure. */
export function outside(pack: PackTelling): Section | null {
	const { view, at, locale } = pack;
	if (view.outside.length === 0) return null;
	const name = (column: ActivityColumn) => columnName(column, pack);
	return {
		id: 'outside',
		title: m.report_outside_title({}, at),
		*parts() {
			yield* table({
				id: 'outside-table',
				caption: m.report_outside_intro({}, at),
				columns: [
					{ name: name('code'), look: 'code' },
					{ name: name('activity') },
					{ name: name('leads') },
					{ name: m.report_activity_ended({}, at) },
					{ name: m.report_activity_ended_on({}, at) },
					{ name: m.report_activity_into({}, at) }
				],
				rows: view.outside.map((activity) => ({
					cells: [
						activity.code,
						pack.titleOf(activity),
						pack.shorts(activity.leads),
						activity.ended === null ? '' : endedLabel(activity.ended, locale),
						activity.inForceUntil === null ? '' : pack.day(activity.inForceUntil),
						activity.into.join(', ')
					]
				}))
			});
		}
	};
}
