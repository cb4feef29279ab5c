// The words of the plausibility checks.
import type { StepRole } from '#lib/domain/assessment.ts';
import type { Check, FilingFinding } from '#lib/domain/plausibility.ts';
import { previousQuarter, type Quarter } from '#lib/domain/quarter.ts';
import { contentIn, type Locale, type Texts } from '#lib/domain/text.ts';
import { m, type Options } from '#lib/paraglide/messages.js';
import type { Findings, PlanFinding, ReadFinding } from '#lib/server/quarter/plausibility.ts';
import {
	formatDay,
	formatDayCount,
	formatDeadline,
	formatDecimal,
	formatPeriod,
	formatQuarter,
	NOTHING
} from './format.ts';
import { textFieldLabel } from './labels.ts';

type Message = (inputs: Record<string, never>, options: Options) => string;

const TITLES: Readonly<Record<Check, { title: Message; hint: Message }>> = {
	'full-without-evidence': {
		title: m.warning_check_full_without_evidence,
		hint: m.warning_check_full_without_evidence_hint
	},
	'copied-text': { title: m.warning_check_copied_text, hint: m.warning_check_copied_text_hint },
	'going-back': { title: m.warning_check_going_back, hint: m.warning_check_going_back_hint },
	'completed-late': {
		title: m.warning_check_completed_late,
		hint: m.warning_check_completed_late_hint
	},
	'against-direction': {
		title: m.warning_check_against_direction,
		hint: m.warning_check_against_direction_hint
	},
	'across-plans': { title: m.warning_check_across_plans, hint: m.warning_check_across_plans_hint }
};

export function checkTitle(check: Check, locale: Locale): string {
	return TITLES[check].title({}, { locale });
}

/** What a check looks for. */
export function checkMeaning(check: Check, locale: Locale): string {
	return TITLES[check].hint({}, { locale });
}

interface Names extends Pick<Findings['names'], 'languages' | 'bodies' | 'steps'> {
	/** The quarter that is checked. */
	quarter: Quarter;
}

/** What was found, in the reader's words. */
export function findingText(
	finding: FilingFinding | ReadFinding | PlanFinding,
	names: Names,
	locale: Locale
): string {
	const at = { locale };
	const said = (texts: Texts | undefined, languages = names.languages) =>
		(texts && contentIn(texts, locale, languages)?.text) ?? NOTHING;
	const step = (role: StepRole) => said(names.steps.find((one) => one.role === role)?.label);
	switch (finding.check) {
		case 'full-without-evidence':
			return m.warning_found_full_without_evidence({}, at);
		case 'copied-text': {
			const quarter = formatQuarter(previousQuarter(names.quarter), locale, 'locative');
			const fields = finding.fields.map((field) => textFieldLabel(field, locale)).join(', ');
			return m.warning_found_copied_text({ quarter, fields }, at);
		}
		case 'going-back': {
			const since = formatQuarter(finding.since, locale);
			const [from, to] = [step(finding.from), step(finding.to)];
			return m.warning_found_going_back({ from, since, to }, at);
		}
		case 'completed-late': {
			const on = formatPeriod(finding.on, locale);
			return m.warning_found_completed_late({ on, days: formatDayCount(finding.days, locale) }, at);
		}
		case 'against-direction': {
			const { value, on, before } = finding;
			return m.warning_found_against_direction(
				{
					indicator: said(finding.indicator),
					...{ value: formatDecimal(value, locale), on: formatDay(on, locale) },
					before: formatDecimal(before.value, locale),
					earlier: formatDay(before.on, locale)
				},
				at
			);
		}
		case 'across-plans': {
			const { own, other, differs, strategy, otherLeads } = finding;
			const title = said(strategy.shortTitle, strategy.languages);
			const place = m.warning_found_across_plans({ strategy: title, code: other.code }, at);
			const theirs = otherLeads.map((short) => said(short, strategy.languages)).join(', ');
			const ours = own.leads
				.map((id) => said(names.bodies.find((body) => body.id === id)?.short))
				.join(', ');
			const parts = differs.map((part) =>
				part === 'leads'
					? m.warning_found_leads({ theirs, ours }, at)
					: m.warning_found_deadline(
							{
								theirs: formatDeadline(other.deadline, locale),
								ours: formatDeadline(own.deadline, locale)
							},
							at
						)
			);
			return `${place}: ${parts.join('; ')}`;
		}
	}
}
