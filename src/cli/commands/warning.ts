import { earlyWarningOf, type EarlyWarning, type WarningRow } from '#lib/domain/early-warning.ts';
import type { QuarterView } from '#lib/domain/quarter-view.ts';
import { contentIn, type Locale, type Texts } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { formatNumber } from '#lib/wording/format.ts';
import {
	effectText,
	nextIn,
	overriderText,
	quarterIn,
	reasonText,
	recommendationText,
	verdictText
} from '#lib/wording/warning.ts';
import { textOf, type Command } from '../command.ts';
import { quarterOf, revisionOf, todayIn, withDatabase } from '../session.ts';

/** The early-warning tables of a quarter, the same as on screen and in the report. */
export const warning: Command = {
	usage: 'warning --strategy SLUG --quarter 2020-Q3 [--revision N] [--json]',
	summary: (locale) => m.cli_help_warning({}, { locale }),
	options: {
		strategy: { type: 'string' },
		quarter: { type: 'string' },
		revision: { type: 'string' },
		json: { type: 'boolean' }
	},
	required: ['strategy', 'quarter'],
	run: (call) => {
		const [quarter, revision] = [quarterOf(call), revisionOf(call)];
		return withDatabase(call, { mayCreate: false }, (database) => {
			const slug = textOf(call, 'strategy');
			const view = quarters.read(database, slug, quarter, {
				...{ today: todayIn(database), revision },
				filed: 'nothing'
			});
			if (call.values.json) call.say(JSON.stringify(plain(view), null, '\t'));
			else for (const line of linesOf(view, call.locale)) call.say(line);
		});
	}
};

/** By codes and keys: a database's own numbers mean nothing outside it. */
function plain(view: QuarterView) {
	const { due, overdue, atRisk, overrides } = earlyWarningOf(view);
	const codeOf = codesIn(view);
	const bodies = new Map(view.bodies.map(({ id, key }) => [id, key]));
	const indicators = new Map(view.indicators.map(({ id, key }) => [id, key]));
	const named = (reasons: WarningRow['reasons']) =>
		reasons.map((reason) => {
			switch (reason.sign) {
				case 'no-data':
					return { sign: reason.sign, leads: reason.leads.map((id) => bodies.get(id)) };
				case 'going-back':
				case 'expected-late': {
					const { bodyId, ...rest } = reason;
					return { ...rest, lead: bodies.get(bodyId) };
				}
				case 'behind-path': {
					const { indicatorId, ...rest } = reason;
					return { ...rest, indicator: indicators.get(indicatorId) };
				}
				default:
					return reason;
			}
		});
	const rows = (some: readonly WarningRow[]) =>
		some.map(({ activityId, reasons, recommendation, override }) => ({
			activity: codeOf.get(activityId),
			...{ reasons: named(reasons), recommendation, isOverridden: override !== null }
		}));
	return {
		strategy: view.strategy.slug,
		quarter: view.quarter,
		revision: view.frozen?.revision ?? null,
		w1: { due: rows(due), overdue: rows(overdue) },
		w2: rows(atRisk),
		overrides: overrides.map(({ activityId, override, effect, reasons }) => ({
			activity: codeOf.get(activityId),
			...{ verdict: override.verdict, note: override.note, decidedOn: override.decidedOn },
			...{ by: override.by, effect, reasons: named(reasons) }
		}))
	};
}

function linesOf(view: QuarterView, locale: Locale): string[] {
	const at = { locale };
	const warning: EarlyWarning = earlyWarningOf(view);
	const { quarter, strategy, bodies, steps, indicators } = view;
	const names = { languages: strategy.languages, bodies, steps, indicators };
	const titleOf = titlesIn(view, locale);
	const table = (title: string, none: string, rows: readonly WarningRow[]) => [
		'',
		`${title} (${formatNumber(rows.length, locale)})`,
		...(rows.length === 0 ? [`  ${none}`] : []),
		...rows.flatMap(({ activityId, reasons, recommendation }) => [
			`  ${titleOf.get(activityId)}`,
			...reasons.map((reason) => `      ${reasonText(reason, names, locale)}`),
			`      → ${recommendationText(recommendation, locale)}`
		])
	];
	const next = nextIn(quarter, locale);
	const w1 = m.warning_w1_title({}, at);
	const dueTitle = m.warning_due_title({ quarter: quarterIn(quarter, locale) }, at);
	const said = (texts: Texts) => contentIn(texts, locale, strategy.languages)?.text ?? '';
	return [
		...table(`${w1}: ${dueTitle}`, m.warning_due_none({}, at), warning.due),
		...table(
			`${w1}: ${m.warning_overdue_title({}, at)}`,
			m.warning_overdue_none({}, at),
			warning.overdue
		),
		...table(m.warning_w2_title({ next }, at), m.warning_w2_none({ next }, at), warning.atRisk),
		'',
		`${m.warning_overrides_title({}, at)} (${formatNumber(warning.overrides.length, locale)})`,
		...(warning.overrides.length === 0 ? [`  ${m.warning_overrides_none({}, at)}`] : []),
		...warning.overrides.flatMap(({ activityId, override, effect }) => [
			`  ${titleOf.get(activityId)}: ${verdictText(override.verdict, locale)} (${overriderText(override, locale)})`,
			`      ${said(override.note)}`,
			`      ${effectText(effect, quarter, locale)}`
		])
	].slice(1);
}

function titlesIn(view: QuarterView, locale: Locale): ReadonlyMap<number, string> {
	const { languages } = view.strategy;
	return new Map(
		[...view.activities, ...view.outside].map(({ id, code, title }) => [
			id,
			`${code}  ${contentIn(title, locale, languages)?.text ?? ''}`
		])
	);
}

function codesIn({ activities, outside }: QuarterView): ReadonlyMap<number, string> {
	return new Map([...activities, ...outside].map(({ id, code }) => [id, code]));
}
