// The narrative part: figures in sentences, and what bodies wrote, quoted. Nothing is composed that nobody said.
import type { TextField } from '#lib/domain/filing.ts';
import { isMove } from '#lib/domain/deadline-ledger.ts';
import type { Figures } from '#lib/domain/progress.ts';
import type { ActivityView, FilingView, GoalView } from '#lib/domain/quarter-view.ts';
import { m } from '#lib/paraglide/messages.js';
import { goalsSentence, timelinessSentence } from '#lib/wording/chart-sentences.ts';
import { formatFraction, formatPeriod } from '#lib/wording/format.ts';
import { formulaMeaning, textFieldLabel, timelinessLabel } from '#lib/wording/labels.ts';
import { columnName, evidenceInWords } from '../activities.ts';
import type { PackTelling } from '../pack-telling.ts';
import { formulaTitle } from '../figure-groups.ts';
import { labelled, paragraph, runs, subheading, type Headings, type Xml } from './xml.ts';

export function narrative(pack: PackTelling, headings: Headings): Xml[] {
	const { view, at } = pack;
	const byGoal = Map.groupBy(view.activities, ({ goalId }) => goalId);
	return [
		headings.add(1, m.document_part_narrative({}, at), { pageBreakBefore: true }),
		paragraph(m.document_narrative_how({}, at), { look: { italics: true } }),
		headings.add(2, m.document_narrative_whole({}, at)),
		...whole(pack),
		...view.goalFigures.flatMap(({ goalId, figures }) => {
			const goal = pack.goal(goalId);
			return [
				headings.add(2, pack.coded(goal)),
				...goalText(pack, goal, { figures, activities: byGoal.get(goalId) ?? [] })
			];
		})
	];
}

function whole(pack: PackTelling): Xml[] {
	const { view, contents, at, locale } = pack;
	const goals = view.goalFigures.map(({ goalId, figures }) => ({
		code: pack.goal(goalId).code,
		figures
	}));
	const earlier = contents.quarters.slice(0, -1);
	const { rate, byDueDay, silent } = view.response;
	const { implemented, indicatorMet, onTime } = view.figures.threeNumbers;
	return [
		...earlier.map(({ quarter, figures }) =>
			paragraph(goalsSentence(quarter, figures, [], locale))
		),
		paragraph(goalsSentence(view.quarter, view.figures, goals, locale)),
		paragraph(timelinessSentence(view.quarter, view.figures, goals, locale)),
		...(['A', 'B', 'C', 'D'] as const).map((letter) =>
			figure(pack, formulaTitle(letter, pack), {
				fraction: formatFraction(view.figures.formulas[letter], locale),
				meaning: formulaMeaning(letter, locale)
			})
		),
		figure(pack, m.number_implemented({}, at), {
			fraction: formatFraction(implemented, locale),
			meaning: m.report_number_implemented_meaning({}, at)
		}),
		figure(pack, m.number_indicator_met({}, at), {
			fraction: formatFraction(indicatorMet, locale),
			meaning: m.report_number_indicator_meaning({}, at)
		}),
		figure(pack, m.number_on_time({}, at), {
			fraction: formatFraction(onTime, locale),
			meaning: m.report_number_on_time_meaning({}, at)
		}),
		figure(pack, m.formula_response_name({}, at), {
			fraction: formatFraction(rate, locale),
			meaning: m.formula_response_meaning({}, at)
		}),
		figure(pack, m.report_response_by_due({}, at), {
			fraction: formatFraction({ ...rate, numerator: byDueDay }, locale),
			meaning: m.report_response_by_due_meaning({ day: pack.day(view.window.dueOn) }, at)
		}),
		...(silent.length === 0
			? []
			: [paragraph(m.document_narrative_silent({ bodies: pack.shorts(silent) }, at))])
	];
}

/** A figure never stands without its name and what it counts. */
function figure(
	{ at }: PackTelling,
	name: string,
	{ fraction, meaning }: { fraction: string; meaning: string }
): Xml {
	return paragraph(m.document_narrative_figure({ name, fraction, meaning }, at), {
		style: 'Figure'
	});
}

function goalText(
	pack: PackTelling,
	goal: GoalView,
	{ figures, activities }: { figures: Figures; activities: readonly ActivityView[] }
): Xml[] {
	const { view, at, locale } = pack;
	if (activities.length === 0) return [paragraph(m.document_no_activities({}, at))];
	const { code } = goal;
	const of = (letter: 'A' | 'B') =>
		figure(pack, formulaTitle(letter, pack), {
			fraction: formatFraction(figures.formulas[letter], locale),
			meaning: formulaMeaning(letter, locale)
		});
	return [
		paragraph(goalsSentence(view.quarter, figures, [], locale)),
		paragraph(timelinessSentence(view.quarter, figures, [{ code, figures }], locale)),
		of('A'),
		of('B'),
		...part(
			m.document_narrative_done({}, at),
			activities.map((activity) => done(pack, activity)),
			m.document_nothing_filed({ quarter: pack.quarter() }, at)
		),
		...part(
			m.document_narrative_slipped({}, at),
			activities.map((activity) => slipped(pack, activity)),
			m.document_nothing_slipped({}, at)
		),
		...part(
			m.document_narrative_next({}, at),
			activities.map((activity) => next(pack, activity)),
			m.document_nothing_next({}, at)
		)
	];
}

/** A heading with what there is to say under it, or that there is nothing. */
function part(title: string, entries: readonly Xml[][], nothing: string): Xml[] {
	const said = entries.flat();
	return [subheading(title), ...(said.length > 0 ? said : [paragraph(nothing)])];
}

/** What was filed of an activity for the quarter: step, what was done, result, evidence. */
function done(pack: PackTelling, activity: ActivityView): Xml[] {
	if (activity.filings.length === 0) return [];
	const { at } = pack;
	const lines = activity.filings.flatMap((filing) => [
		...quoted(pack, activity, filing, ['narrative', 'result']),
		...(filing.isNothingToReport
			? [
					by(
						pack,
						activity,
						filing,
						m.filing_field_narrative({}, at),
						m.filing_nothing_to_report({}, at)
					)
				]
			: []),
		...filing.evidence.map((piece) =>
			by(pack, activity, filing, columnName('evidence', pack), evidenceInWords(piece, pack))
		)
	]);
	return [named(pack, activity, pack.step(activity.standing.role).text), ...lines];
}

/** Why an activity is past its deadline, or what stands in its way: only where it is, was moved, or its bodies say so. */
function slipped(pack: PackTelling, activity: ActivityView): Xml[] {
	const { at, locale } = pack;
	const { timeliness, current, adopted, ledger, filings } = activity;
	const moves = ledger.filter(isMove);
	const isPast = ['overdue', 'due-this-quarter', 'late'].includes(timeliness);
	const lines = filings.flatMap((filing) =>
		quoted(pack, activity, filing, ['reasons', 'problems', 'escalation'])
	);
	if (!isPast && moves.length === 0 && lines.length === 0) return [];
	const deadline = m.document_narrative_deadline({ deadline: pack.deadline(current) }, at);
	return [
		named(pack, activity, `${timelinessLabel(timeliness, locale)}; ${deadline}`),
		...(moves.length === 0
			? []
			: [
					paragraph(
						m.document_moved(
							{ n: moves.length, from: pack.deadline(adopted), to: pack.deadline(current) },
							at
						),
						{ style: 'Quoted' }
					),
					...moves.map((move) => paragraph(pack.move(move), { style: 'Quoted' }))
				]),
		...lines
	];
}

function next(pack: PackTelling, activity: ActivityView): Xml[] {
	const { locale } = pack;
	const lines = activity.filings.flatMap((filing) => [
		...quoted(pack, activity, filing, ['next_steps']),
		...(filing.expectedCompletion === null
			? []
			: [
					by(
						pack,
						activity,
						filing,
						columnName('expected', pack),
						formatPeriod(filing.expectedCompletion, locale)
					)
				])
	]);
	return lines.length === 0 ? [] : [named(pack, activity, ''), ...lines];
}

/** The activity that what follows is about: code, wording, leads. */
function named(pack: PackTelling, activity: ActivityView, about: string): Xml {
	const { signs } = pack.marks(activity);
	const leads = [pack.shorts(activity.leads), about].filter((text) => text !== '').join('; ');
	return paragraph(
		[
			runs(`${activity.code} ${pack.content(activity.title)}`, { bold: true }),
			runs(`${signs === '' ? '' : ` ${signs}`} (${leads})`)
		],
		{ style: 'Activity', keepNext: true }
	);
}

function quoted(
	pack: PackTelling,
	activity: ActivityView,
	filing: FilingView,
	fields: readonly TextField[]
): Xml[] {
	return fields.flatMap((field) => {
		const text = pack.content(filing.texts[field]);
		if (text === '') return [];
		const label = textFieldLabel(field, pack.locale);
		return [by(pack, activity, filing, label, m.document_quoted({ text }, pack.at))];
	});
}

/** A line of a filing; with several leads it says whose. */
function by(
	pack: PackTelling,
	activity: ActivityView,
	filing: FilingView,
	label: string,
	text: string
): Xml {
	const whose = activity.leads.length > 1 ? `${label} (${pack.short(filing.bodyId)})` : label;
	return labelled(whose, text, { style: 'Quoted' });
}
