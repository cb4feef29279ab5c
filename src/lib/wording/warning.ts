// The words of the early-warning tables, shared by page, workbook and command line.
import type { StepRole } from '#lib/domain/assessment.ts';
import {
	RECOMMENDATIONS,
	type Override,
	type OverrideEffect,
	type OverrideVerdict,
	type Reason,
	type Recommendation,
	type Sign
} from '#lib/domain/early-warning.ts';
import { nextQuarter, type Quarter } from '#lib/domain/quarter.ts';
import { contentIn, type Locale, type Texts } from '#lib/domain/text.ts';
import { m, type Options } from '#lib/paraglide/messages.js';
import {
	formatDay,
	formatDayCount,
	formatDecimal,
	formatList,
	formatPeriod,
	formatQuarter,
	NOTHING
} from './format.ts';

/** What reasons name, as a view has it. */
export interface WarningNames {
	/** Content languages of the strategy. */
	languages: readonly string[];
	bodies: readonly { id: number; short: Texts }[];
	steps: readonly { role: StepRole; label: Texts }[];
	indicators: readonly { id: number; title: Texts }[];
}

/** @example reasonText({ sign: 'overdue', days: 92 }, names, 'en') //=> 'The deadline passed 92 days before the end of the quarter' */
export function reasonText(reason: Reason, names: WarningNames, locale: Locale): string {
	const at = { locale };
	const said = (texts: Texts | undefined) =>
		(texts && contentIn(texts, locale, names.languages)?.text) ?? NOTHING;
	const body = (id: number) => said(names.bodies.find((one) => one.id === id)?.short);
	const step = (role: StepRole) => said(names.steps.find((one) => one.role === role)?.label);
	switch (reason.sign) {
		case 'no-data':
			return m.warning_reason_no_data({ bodies: formatList(reason.leads.map(body), locale) }, at);
		case 'going-back': {
			const since = formatQuarter(reason.since, locale);
			const [from, to] = [step(reason.from), step(reason.to)];
			return m.warning_reason_going_back({ body: body(reason.bodyId), from, since, to }, at);
		}
		case 'none':
		case 'partial':
			return m.warning_reason_step({ step: step(reason.sign) }, at);
		case 'expected-late': {
			const on = formatPeriod(reason.on, locale);
			return m.warning_reason_expected_late({ body: body(reason.bodyId), on }, at);
		}
		case 'behind-path': {
			const title = names.indicators.find(({ id }) => id === reason.indicatorId)?.title;
			const [value, path] = [reason.value, reason.path].map((one) => formatDecimal(one, locale));
			const on = formatDay(reason.on, locale);
			return m.warning_reason_behind_path(
				{ indicator: said(title), value: value!, on, path: path! },
				at
			);
		}
		case 'overdue':
			return m.warning_reason_overdue({ days: formatDayCount(reason.days, locale) }, at);
		case 'due':
			return m.warning_reason_due({}, at);
	}
}

/** A sign of the rule as it is printed beside the tables. */
export function signText(
	sign: Sign,
	{ languages, steps }: Pick<WarningNames, 'languages' | 'steps'>,
	locale: Locale
): string {
	const at = { locale };
	const step = (role: StepRole) => {
		const label = steps.find((one) => one.role === role)?.label ?? {};
		return contentIn(label, locale, languages)?.text ?? NOTHING;
	};
	switch (sign) {
		case 'no-data':
			return m.warning_sign_no_data({}, at);
		case 'going-back':
			return m.warning_sign_going_back({}, at);
		case 'none':
		case 'partial':
			return m.warning_sign_none({ step: step(sign) }, at);
		case 'expected-late':
			return m.warning_sign_expected_late({}, at);
		case 'behind-path':
			return m.warning_sign_behind_path({}, at);
		case 'overdue':
			return m.warning_sign_overdue({}, at);
		case 'due':
			return m.warning_sign_due({}, at);
	}
}

type Message = (inputs: Record<string, never>, options: Options) => string;

const RECOMMENDED: Readonly<Record<Recommendation, Message>> = {
	'ask-for-report': m.warning_recommend_ask_for_report,
	'explain-setback': m.warning_recommend_explain_setback,
	'begin-with-plan': m.warning_recommend_begin_with_plan,
	'agree-remaining-steps': m.warning_recommend_agree_remaining_steps,
	'settle-deadline': m.warning_recommend_settle_deadline,
	'review-indicator': m.warning_recommend_review_indicator,
	'confirm-completion': m.warning_recommend_confirm_completion,
	'follow-note': m.warning_recommend_follow_note
};

/** What a row calls for; empty where there is nothing to warn of. */
export function recommendationText(recommendation: Recommendation | null, locale: Locale): string {
	return recommendation === null ? '' : RECOMMENDED[recommendation]({}, { locale });
}

/** What a sign calls for. */
export function calledFor(sign: Sign, locale: Locale): string {
	return recommendationText(RECOMMENDATIONS[sign], locale);
}

export function verdictText(verdict: OverrideVerdict, locale: Locale): string {
	return verdict === 'at-risk'
		? m.warning_verdict_at_risk({}, { locale })
		: m.warning_verdict_not_at_risk({}, { locale });
}

/** What an override of a quarter does to W2. */
export function effectText(effect: OverrideEffect, quarter: Quarter, locale: Locale): string {
	const at = { locale };
	switch (effect) {
		case 'added':
			return m.warning_effect_added({}, at);
		case 'removed':
			return m.warning_effect_removed({}, at);
		case 'agrees':
			return m.warning_effect_agrees({}, at);
		case 'moot':
			return m.warning_effect_moot({ next: nextIn(quarter, locale) }, at);
	}
}

/** Who decided it, in what role, and when. */
export function overriderText({ by, decidedOn }: Override, locale: Locale): string {
	const day = formatDay(decidedOn, locale);
	return by === 'coordinator'
		? m.warning_by_coordinator({ day }, { locale })
		: m.warning_by_console({ day }, { locale });
}

/** The quarter after one, as titles and rules of W2 name it. */
export function nextIn(quarter: Quarter, locale: Locale): string {
	return formatQuarter(nextQuarter(quarter), locale, 'locative');
}

/** A quarter as titles and rules of W1 name it. */
export function quarterIn(quarter: Quarter, locale: Locale): string {
	return formatQuarter(quarter, locale, 'locative');
}
