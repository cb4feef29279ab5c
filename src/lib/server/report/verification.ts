// What proves a pack: the records it stands on, its figures counted again from its own rows, and how anybody can check both.
import { STEP_ROLES } from '#lib/domain/assessment.ts';
import { RULES_VERSION } from '#lib/domain/record.ts';
import { TIMELINESS } from '#lib/domain/timeliness.ts';
import { m } from '#lib/paraglide/messages.js';
import { timelinessLabel } from '#lib/wording/labels.ts';
import { integer, text } from '../workbook/cells.ts';
import type { Row, Sheet } from '../workbook/workbook.ts';
import type { PackContents } from './contents.ts';
import { COVER_WIDTHS, standsOnRows } from './cover.ts';
import { printOf, titleRows } from './frame.ts';
import type { Telling } from './telling.ts';

/** Something counted twice: as the summary says, and from the rows of the sheet of activities. */
export interface Recount {
	what: string;
	said: number;
	counted: number;
}

export function verificationSheet(telling: Telling, contents: PackContents, name: string): Sheet {
	const { at, view } = telling;
	const rules = view.frozen?.rules ?? RULES_VERSION;
	return {
		name,
		widths: COVER_WIDTHS,
		rows: [
			...titleRows(telling, m.pack_verification_title({}, at)),
			...standsOnRows(telling, contents),
			...frozenFacts(telling, contents).map(([name, value]) => pair(name, value)),
			pair(m.pack_rules({}, at), String(rules)),
			pair(m.pack_layout({}, at), String(contents.layout)),
			{ cells: [] },
			...recountRows(telling),
			{ cells: [text(m.pack_verify_how({}, at), 'heading')] },
			sentence(contents.isDraft ? m.pack_verify_draft({}, at) : m.pack_verify_text({}, at)),
			...contents.standsOn.map(({ quarter, revision }) =>
				sentence(
					`kvartal verify --strategy ${view.strategy.slug} --quarter ${quarter} --revision ${revision}`
				)
			)
		],
		frozen: { rows: 2, columns: 0 },
		print: printOf(telling, name)
	};
}

/** Who signed the record of a frozen quarter, where the history then stood, and what it corrects; nothing of a longer period. */
export function frozenFacts(
	telling: Telling,
	{ period }: PackContents
): [name: string, value: string][] {
	const { at, view } = telling;
	if (period.kind !== 'quarter' || !view.frozen) return [];
	const { signedBy, history, correction } = view.frozen;
	const signer = signedBy && [signedBy.name, telling.content(signedBy.function)];
	const facts: [string, string][] = [
		[
			m.quarter_signed_by({}, at),
			signer?.filter((part) => part !== '').join(', ') ?? m.quarter_signed_console({}, at)
		]
	];
	if (history) facts.push([m.report_made_history({}, at), `${history.entries}: ${history.link}`]);
	if (correction) {
		const codes = correction.activities.join(', ');
		const of = m.quarter_correction_of({ codes, revision: correction.of.revision }, at);
		facts.push(
			[m.quarter_correction_reason({}, at), telling.content(correction.reason)],
			[m.report_made_corrects({}, at), of]
		);
	}
	return facts;
}

/** The figures of the summary, each beside what the rows of this very pack come to. */
export function recounted(telling: Telling): Recount[] {
	const { at, locale, view } = telling;
	const { activities, outside, figures } = view;
	const steps = STEP_ROLES.filter((role) => view.steps.some((step) => step.role === role));
	const row = (what: string, said: number, counted: number): Recount => ({ what, said, counted });
	return [
		row(m.report_population({}, at), figures.population, activities.length),
		row(m.report_outside({}, at), figures.outside, outside.length),
		...[...steps, null].map((role) =>
			row(
				telling.step(role).text,
				figures.assessment[role ?? 'noData'],
				activities.filter(({ standing }) => standing.role === role).length
			)
		),
		...TIMELINESS.map((value) =>
			row(
				timelinessLabel(value, locale),
				figures.timeliness[value],
				activities.filter(({ timeliness }) => timeliness === value).length
			)
		)
	];
}

function recountRows(telling: Telling): Row[] {
	const { at } = telling;
	const right = (name: string) => text(name, 'header', { align: 'right' });
	return [
		{ cells: [text(m.pack_recounted({}, at), 'heading')] },
		{
			cells: [
				text(m.pack_recount_what({}, at), 'header', { across: 2 }),
				null,
				right(m.pack_recount_said({}, at)),
				right(m.pack_recount_counted({}, at)),
				text(m.pack_recount_agrees({}, at), 'header')
			]
		},
		...recounted(telling).map(({ what, said, counted }): Row => ({
			cells: [
				text(what, 'body', { across: 2 }),
				null,
				integer(said),
				integer(counted),
				text(
					said === counted ? `✓ ${m.pack_recount_yes({}, at)}` : `✗ ${m.pack_recount_no({}, at)}`
				)
			]
		})),
		{ cells: [] }
	];
}

function pair(term: string, meaning: string): Row {
	return {
		cells: [text(term, 'strong', { across: 2 }), null, text(meaning, 'body', { across: 5 })]
	};
}

function sentence(said: string): Row {
	return { cells: [text(said, 'plain', { across: COVER_WIDTHS.length })] };
}
