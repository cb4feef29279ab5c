// The sections about the report itself: how it is read, where its texts come from, and how it is verified.
import { TIMELINESS } from '#lib/domain/timeliness.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	formulaMeaning,
	formulaName,
	PROVENANCE_SIGN,
	provenanceLabel,
	provenanceMeaning,
	timelinessLabel,
	timelinessMeaning
} from '#lib/wording/labels.ts';
import { ACTIVITY_COLUMNS, columnMeaning, columnName, type ActivityColumn } from '../activities.ts';
import { howToRead } from '../notes.ts';
import type { PackTelling } from '../pack-telling.ts';
import { stepMeaning } from '../summary.ts';
import type { ProvenanceKind } from '#lib/domain/quarter-view.ts';
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
			yield facts(
				(Object.entries(PROVENANCE_SIGN) as [ProvenanceKind, string][])
					.filter(([, sign]) => sign !== '')
					.map(([kind, sign]) => [
						`${sign} ${provenanceLabel(kind, locale)}`,
						provenanceMeaning(kind, locale)
					])
			);
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

/** The hashes of what the pack stands on, and how whoever has it can check them. */
export function verification(pack: PackTelling): Section {
	const { at, view, contents } = pack;
	return {
		id: 'verification',
		title: m.document_section_verification({}, at),
		*parts() {
			yield paragraph(pack.state);
			if (contents.standsOn.length === 0) {
				yield paragraph(m.document_stands_on_none({}, at));
			} else {
				yield* standsOn(pack, 'records');
				yield paragraph(m.document_verify({}, at));
			}
			const { frozen } = view;
			const signer = frozen?.signedBy;
			if (!frozen || contents.isDraft) return;
			yield facts([
				[
					m.quarter_signed_by({}, at),
					signer
						? [signer.name, pack.content(signer.function)].filter((part) => part !== '').join(', ')
						: m.quarter_signed_console({}, at)
				],
				...(frozen.history
					? [
							[
								m.report_made_history({}, at),
								`${frozen.history.entries}: ${frozen.history.link}`
							] as const
						]
					: [])
			]);
		}
	};
}

export function* standsOn(pack: PackTelling, id: string): Iterable<Markup> {
	const { contents, at } = pack;
	yield* table({
		id,
		caption: m.document_stands_on({}, at),
		columns: [
			{ name: m.trend_column_quarter({}, at), look: 'short' },
			{ name: m.report_made_revision({}, at), look: 'number' },
			{ name: m.quarter_hash({}, at) }
		],
		rows: contents.standsOn.map(({ quarter, revision, hash }) => ({
			cells: [pack.quarter(quarter), revision, markup`<code>${hash}</code>`]
		}))
	});
}
