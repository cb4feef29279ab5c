// The early-warning tables: sheets of the quarter's report, and the screen's tables as workbooks of their own. The same rows as on screen.
import {
	SIGNS,
	type EarlyWarning,
	type Override,
	type OverrideRow,
	type WarningRow
} from '#lib/domain/early-warning.ts';
import type { ActivityView } from '#lib/domain/quarter-view.ts';
import { m } from '#lib/paraglide/messages.js';
import { PROVENANCE_SIGN } from '#lib/wording/labels.ts';
import {
	calledFor,
	effectText,
	nextIn,
	overriderText,
	quarterIn,
	reasonText,
	recommendationText,
	signText,
	verdictText
} from '#lib/wording/warning.ts';
import { BLANK, text } from '../workbook/cells.ts';
import type { Cell, Row } from '../workbook/workbook.ts';
import type { Table } from './single-tables.ts';
import type { Telling } from './telling.ts';

/** Tables without what filters them, of all their pages. */
export type WarningTables = Pick<EarlyWarning, 'due' | 'overdue' | 'atRisk' | 'overrides'>;

/** W1: both groups in one table, overdue first, so that it can be filtered by group. */
export function w1Table(telling: Telling, { due, overdue }: WarningTables): Table {
	const { at, locale, view } = telling;
	const activities = byId(telling);
	const dueIn = m.warning_due_title({ quarter: quarterIn(view.quarter, locale) }, at);
	const groups: [string, readonly WarningRow[]][] = [
		[m.warning_overdue_title({}, at), overdue],
		[dueIn, due]
	];
	return {
		title: m.warning_w1_title({}, at),
		note: m.warning_w1_rule({ quarter: quarterIn(view.quarter, locale) }, at),
		columns: [named(m.warning_column_group({}, at), 14), ...warningColumns(telling)],
		rows: groups.flatMap(([group, rows]) =>
			rows.map((row) => [
				text(group),
				...warningCells(telling, activities.get(row.activityId)!, row)
			])
		),
		fixed: 2
	};
}

export function w2Table(telling: Telling, { atRisk }: WarningTables): Table {
	const { at, locale, view } = telling;
	const activities = byId(telling);
	const [quarter, next] = [quarterIn(view.quarter, locale), nextIn(view.quarter, locale)];
	return {
		title: m.warning_w2_title({ next }, at),
		note: m.warning_w2_rule({ quarter, next }, at),
		columns: [...warningColumns(telling), named(m.warning_column_note({}, at), 30)],
		rows: atRisk.map((row) => [
			...warningCells(telling, activities.get(row.activityId)!, row),
			row.override ? text(noteOf(telling, row.override)) : BLANK
		]),
		fixed: 1
	};
}

/** What makes an activity at risk, and what each sign calls for. */
export function signsTable(telling: Telling): Table {
	const { at, locale } = telling;
	return {
		title: m.warning_signs_title({}, at),
		note: m.warning_signs_caption({}, at),
		columns: [
			named(m.warning_sign({}, at), 90),
			named(m.warning_column_recommendation({}, at), 60)
		],
		rows: SIGNS.map((sign) => [
			text(signText(sign, namesOf(telling), locale)),
			text(calledFor(sign, locale))
		]),
		fixed: 1
	};
}

/** The same beneath the sheet of W2, across its columns. */
export function signRows(telling: Telling): Row[] {
	const { title, note, columns, rows } = signsTable(telling);
	const across = ([first, second]: readonly (Cell | null)[]): Row => ({
		cells: [{ ...first!, across: 4 }, null, null, null, { ...second!, across: 3 }]
	});
	return [
		{ cells: [] },
		{ cells: [text(title, 'heading')] },
		{ cells: [text(note ?? '', 'note', { across: 7 })] },
		across(columns.map(({ header }) => header)),
		...rows.map(across)
	];
}

export function overridesTable(telling: Telling, { overrides }: WarningTables): Table {
	const { at, locale, view } = telling;
	const activities = byId(telling);
	const names = namesOf(telling);
	return {
		title: m.warning_overrides_title({}, at),
		note: m.warning_overrides_rule({ next: nextIn(view.quarter, locale) }, at),
		columns: [
			...activityColumns(telling),
			named(m.warning_column_rule({}, at), 32),
			named(m.warning_actions({}, at), 14),
			named(m.warning_column_note({}, at), 34),
			named(m.warning_column_effect({}, at), 18),
			named(m.warning_column_by({}, at), 18)
		],
		rows: overrides.map(({ activityId, override, effect, reasons }: OverrideRow) => [
			...activityCells(telling, activities.get(activityId)!),
			text(
				reasons.length === 0
					? m.warning_rule_not_at_risk({}, at)
					: reasons.map((reason) => reasonText(reason, names, locale)).join('\n')
			),
			text(verdictText(override.verdict, locale)),
			text(noteOf(telling, override)),
			text(effectText(effect, view.quarter, locale)),
			text(overriderText(override, locale))
		]),
		fixed: 1
	};
}

function activityColumns({ at }: Telling): Table['columns'] {
	return [
		named(m.activities_column_code({}, at), 9),
		named(m.activities_column_activity({}, at), 36),
		named(m.activities_column_leads({}, at), 14),
		named(m.activities_column_deadline({}, at), 16)
	];
}

function activityCells(telling: Telling, activity: ActivityView): Cell[] {
	const { code, leads, current, provenance } = activity;
	return [
		text(code, 'strong'),
		text(telling.titleOf(activity)),
		text(telling.shorts(leads)),
		text(telling.sourced(telling.deadline(current), provenance, 'deadline'))
	];
}

function warningColumns(telling: Telling): Table['columns'] {
	const { at } = telling;
	return [
		...activityColumns(telling),
		named(m.activities_column_assessment({}, at), 17),
		named(m.warning_column_reasons({}, at), 38),
		named(m.warning_column_recommendation({}, at), 32)
	];
}

function warningCells(telling: Telling, activity: ActivityView, row: WarningRow): Cell[] {
	const { locale } = telling;
	const names = namesOf(telling);
	const step = telling.step(activity.standing.role);
	return [
		...activityCells(telling, activity),
		text(step.text, 'body', { tone: step.tone }),
		text(row.reasons.map((reason) => reasonText(reason, names, locale)).join('\n')),
		text(recommendationText(row.recommendation, locale))
	];
}

/** In a demonstration it is made up like everything that was filed, and says so. */
function noteOf(telling: Telling, { note }: Override): string {
	return [
		telling.content(note),
		...(telling.view.isDemonstration ? [PROVENANCE_SIGN.illustrative] : [])
	].join(' ');
}

function namesOf({ view: { strategy, bodies, steps, indicators } }: Telling) {
	return { languages: strategy.languages, bodies, steps, indicators };
}

/** An override may be of an activity that has left the plan since. */
function byId({ view }: Telling): ReadonlyMap<number, ActivityView> {
	return new Map([...view.activities, ...view.outside].map((one) => [one.id, one]));
}

function named(name: string, width: number): Table['columns'][number] {
	return { header: text(name, 'header'), width };
}
