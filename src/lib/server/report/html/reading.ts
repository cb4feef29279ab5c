// The sections about the report itself: how it is read, where its texts come from, and how it is verified.
import { RULES_VERSION } from '#lib/domain/record.ts';
import { TIMELINESS } from '#lib/domain/timeliness.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	formulaMeaning,
	formulaName,
	timelinessLabel,
	timelinessMeaning
} from '#lib/wording/labels.ts';
import { ACTIVITY_COLUMNS, columnMeaning, columnName, type ActivityColumn } from '../activities.ts';
import { groundLines } from '../cover.ts';
import { howToRead, marksExplained } from '../notes.ts';
import type { PackTelling } from '../pack-telling.ts';
import { stepMeaning } from '../summary.ts';
import { frozenFacts, recounted } from '../verification.ts';
import { markup, type Markup, type Value } from './markup.ts';
import { facts, heading, paragraph, table, type Section } from './section.ts';

/** Columns of the workbook that the table of activities does not have by themselves. */
const NOT_HERE: ReadonlySet<ActivityColumn> = new Set([
	'adopted_day',
	'current_day',
	'marked',
	'in_full'
]);

export function reading(pack: PackTelling): Section {
	const { at, locale, scale } = pack;
	return {
		id: 'reading',
		title: m.report_notes_how({}, at),
		*parts() {
			yield markup`<ul>
${howToRead(pack).map((sentence) => markup`<li>${sentence}</li>\n`)}</ul>
`;
			yield heading(m.report_notes_marks({}, at));
			yield facts(marksExplained(pack));
			yield heading(m.report_notes_assessment({}, at));
			yield facts(scale.map((role) => [pack.step(role).text, stepMeaning(role, pack)]));
			yield heading(m.report_notes_timeliness({}, at));
			yield facts(
				TIMELINESS.map((value) => [
					timelinessLabel(value, locale),
					timelinessMeaning(value, locale)
				])
			);
			yield heading(m.report_notes_formulas({}, at));
			yield facts([
				...(['A', 'B', 'C', 'D'] as const).map((letter): [string, string] => [
					`${letter} · ${formulaName(letter, locale)}`,
					formulaMeaning(letter, locale)
				]),
				[m.formula_response_name({}, at), m.formula_response_meaning({}, at)],
				[m.number_indicator_met({}, at), m.report_number_indicator_meaning({}, at)],
				[m.number_on_time({}, at), m.report_number_on_time_meaning({}, at)],
				[m.report_number_by_adopted({}, at), m.report_number_by_adopted_meaning({}, at)]
			]);
			yield heading(m.document_fields({}, at));
			yield facts(
				ACTIVITY_COLUMNS.filter((column) => !NOT_HERE.has(column)).map((column) => [
					columnName(column, pack),
					columnMeaning(column, pack)
				])
			);
			yield* sources(pack);
		}
	};
}

function* sources({ view, at }: PackTelling): Iterable<Markup> {
	yield heading(m.report_notes_sources({}, at));
	if (view.sources.length === 0) {
		yield paragraph(m.report_sources_none({}, at));
		return;
	}
	const link = (url: string): Value =>
		/^https?:\/\//.test(url) ? markup`<a href="${url}">${url}</a>` : url;
	const items = view.sources.map(
		({ title, url, note }) =>
			markup`<li>${title}${url === null ? null : markup`, ${link(url)}`}${note === null ? null : `: ${note}`}</li>
`
	);
	yield markup`<ul>
${items}</ul>
`;
}

/** The records the pack stands on, its figures counted again from its own rows, and how anybody can check both. */
export function verification(pack: PackTelling): Section {
	const { at, view, contents } = pack;
	return {
		id: 'verification',
		title: m.pack_verification_title({}, at),
		*parts() {
			yield* ground(pack, 'records');
			yield facts([
				...frozenFacts(pack, contents),
				[m.pack_rules({}, at), view.frozen?.rules ?? RULES_VERSION],
				[m.pack_layout({}, at), contents.layout]
			]);
			yield* table({
				id: 'recount',
				caption: m.pack_recounted({}, at),
				columns: [
					{ name: m.pack_recount_what({}, at) },
					{ name: m.pack_recount_said({}, at), look: 'number' },
					{ name: m.pack_recount_counted({}, at), look: 'number' },
					{ name: m.pack_recount_agrees({}, at) }
				],
				rows: recounted(pack).map(({ what, said, counted }) => ({
					cells: [
						what,
						pack.number(said),
						pack.number(counted),
						said === counted ? `✓ ${m.pack_recount_yes({}, at)}` : `✗ ${m.pack_recount_no({}, at)}`
					]
				}))
			});
			yield heading(m.pack_verify_how({}, at));
			yield paragraph(contents.isDraft ? m.pack_verify_draft({}, at) : m.pack_verify_text({}, at));
			for (const { quarter, revision } of contents.standsOn) {
				yield markup`<p><code translate="no">kvartal verify --strategy ${view.strategy.slug} --quarter ${quarter} --revision ${revision}</code></p>
`;
			}
		}
	};
}

/** Every quarter the pack tells of, and under which hash its record stands. */
export function* ground(pack: PackTelling, id: string): Iterable<Markup> {
	const { contents, at } = pack;
	yield* table({
		id,
		caption: m.pack_stands_on({}, at),
		columns: [
			{ name: m.report_head_quarter({}, at), look: 'short' },
			{ name: m.report_made_revision({}, at), look: 'number' },
			{ name: m.quarter_frozen_on({}, at), look: 'short' },
			{ name: m.quarter_hash({}, at) },
			{ name: m.report_head_state({}, at) }
		],
		rows: groundLines(pack, contents).map(({ quarter, revision, frozenOn, hash, state }) => ({
			cells: [quarter, revision, frozenOn, markup`<code translate="no">${hash}</code>`, state]
		}))
	});
}
