// The first sheet: which pack this is, what it stands on, and where everything is.
import { m } from '#lib/paraglide/messages.js';
import { PROVENANCE_SIGN, windowLabel } from '#lib/wording/labels.ts';
import { periodLabel, periodUse } from '#lib/wording/pack.ts';
import { headers, text } from '../workbook/cells.ts';
import type { Row, Sheet } from '../workbook/workbook.ts';
import type { PackContents } from './contents.ts';
import { printOf } from './frame.ts';
import type { Telling } from './telling.ts';

/** The hash takes three of them. */
export const COVER_WIDTHS = [22, 12, 18, 18, 18, 38, 24];
const COLUMNS = COVER_WIDTHS.length;

/** Of more sheets the list does not fit on the first page. */
const MOST_SHEETS = 15;

/** @param sheets the other sheets, each with what it holds */
export function coverSheet(
	telling: Telling,
	contents: PackContents,
	{ name, sheets }: { name: string; sheets: readonly { name: string; about: string }[] }
): Sheet {
	return {
		name,
		widths: COVER_WIDTHS,
		rows: [
			...headRows(telling, contents),
			...standsOnRows(telling, contents),
			...sheetRows(telling, sheets)
		],
		frozen: null,
		print: printOf(telling, name)
	};
}

/** The state of a pack, in a sentence. */
export function stateWords(telling: Telling, { period, isDraft }: PackContents): string {
	const { at } = telling;
	if (!isDraft) return telling.frozenWords || m.pack_state_frozen({}, at);
	return period.kind === 'quarter' ? m.report_state_draft({}, at) : m.pack_state_draft({}, at);
}

/** What a pack is, name and value. */
export function coverFacts(
	telling: Telling,
	contents: PackContents
): [name: string, value: string][] {
	const { view, at, locale } = telling;
	const { period, quarters } = contents;
	const { window } = view;
	const isOne = period.kind === 'quarter';
	const facts: [name: string, value: string][] = [
		[m.report_head_strategy({}, at), telling.content(view.strategy.title)],
		[m.report_head_plan({}, at), telling.content(view.plan.title)],
		[m.report_head_about_plan({}, at), telling.content(view.plan.note)],
		[
			isOne ? m.report_head_quarter({}, at) : m.pack_head_period({}, at),
			[periodLabel(period, locale), periodUse(period, locale)].filter(Boolean).join('. ')
		],
		[m.report_head_state({}, at), stateWords(telling, contents)],
		[
			isOne ? '' : m.pack_head_stands({}, at),
			m.pack_stands_at({ quarter: telling.quarter(view.quarter, 'genitive') }, at)
		],
		[
			isOne ? m.report_head_window({}, at) : '',
			m.report_window(
				{
					state: windowLabel(quarters.at(-1)!.state, locale),
					opens: telling.day(window.opensOn, 'genitive'),
					due: telling.day(window.dueOn),
					closes: telling.day(window.closesOn, 'genitive')
				},
				at
			)
		],
		[m.report_head_read_on({}, at), telling.day(view.readOn)]
	];
	return facts.filter(([name, value]) => name !== '' && value !== '');
}

function headRows(telling: Telling, contents: PackContents): Row[] {
	const { view, at, locale } = telling;
	const demonstration = m.report_demonstration({ sign: PROVENANCE_SIGN.illustrative }, at);
	return [
		{
			cells: [text(m.report_title({ quarter: periodLabel(contents.period, locale) }, at), 'title')]
		},
		{ cells: [text(telling.content(view.strategy.title), 'subtitle')] },
		{ cells: [] },
		...(view.isDemonstration
			? [{ cells: [text(demonstration, 'notice', { across: COLUMNS })] }, { cells: [] }]
			: []),
		...coverFacts(telling, contents).map(([name, value]) => ({
			cells: [text(name, 'note'), text(value, 'plain', { across: COLUMNS - 1 })]
		})),
		{ cells: [] }
	];
}

/** A quarter a pack tells of, in words: the record it was read from, with its whole hash, or that there is none yet. */
export interface GroundLine {
	quarter: string;
	revision: string;
	frozenOn: string;
	hash: string;
	state: string;
}

/** Every quarter a pack tells of; first the one it is compared with, where that is not in its period. */
export function groundLines(
	telling: Telling,
	{ quarters, upcoming, standsOn, since }: PackContents
): GroundLine[] {
	const { at, locale } = telling;
	const base = standsOn.find(({ quarter }) => quarters.every((one) => one.quarter !== quarter));
	const line = (quarter: string, more: Partial<GroundLine> & { state: string }): GroundLine => ({
		...{ revision: '', frozenOn: '', hash: '' },
		...more,
		quarter: telling.quarter(quarter)
	});
	const state = m.pack_compared_with({}, at);
	const isLiveBase = since !== null && base === undefined && quarters.length > 1;
	const notFrozen = m.pack_not_frozen({}, at);
	return [
		...(base ? [line(base.quarter, { revision: `${base.revision}`, hash: base.hash, state })] : []),
		...(isLiveBase ? [line(since.quarter, { hash: notFrozen, state })] : []),
		...quarters.map(({ quarter, frozen, state }) =>
			line(quarter, {
				...(frozen
					? {
							revision: `${frozen.revision}`,
							frozenOn: frozen.frozenOn === null ? '' : telling.day(frozen.frozenOn),
							hash: frozen.hash
						}
					: { hash: notFrozen }),
				state: windowLabel(state, locale)
			})
		),
		...upcoming.map((quarter) =>
			line(quarter, { hash: m.pack_not_begun({}, at), state: windowLabel('upcoming', locale) })
		)
	];
}

export function standsOnRows(telling: Telling, contents: PackContents): Row[] {
	const { at } = telling;
	return [
		{ cells: [text(m.pack_stands_on({}, at), 'heading')] },
		{
			cells: [
				...headers([
					m.report_head_quarter({}, at),
					m.report_made_revision({}, at),
					m.quarter_frozen_on({}, at)
				]),
				text(m.quarter_hash({}, at), 'header', { across: 3 }),
				...[null, null, text(m.report_head_state({}, at), 'header')]
			]
		},
		...groundLines(telling, contents).map(({ quarter, revision, frozenOn, hash, state }): Row => ({
			cells: [
				text(quarter, 'strong'),
				text(revision),
				text(frozenOn),
				text(hash, 'body', { across: 3 }),
				...[null, null, text(state)]
			]
		})),
		{ cells: [] }
	];
}

function sheetRows({ at }: Telling, sheets: readonly { name: string; about: string }[]): Row[] {
	return [
		{
			cells: [text(m.report_block_sheets({}, at), 'heading')],
			startsPage: sheets.length > MOST_SHEETS
		},
		...sheets.map(({ name, about }) => ({
			cells: [
				text(name, 'plain', { across: 2, link: { sheet: name, row: 1, column: 1 } }),
				null,
				text(about, 'plain', { across: COLUMNS - 2 })
			]
		}))
	];
}
