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
		filter: null,
		print: printOf(telling, name)
	};
}

function headRows(telling: Telling, { period, isDraft, quarters }: PackContents): Row[] {
	const { view, at, locale } = telling;
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
		[
			m.report_head_state({}, at),
			isDraft
				? isOne
					? m.report_state_draft({}, at)
					: m.pack_state_draft({}, at)
				: telling.frozenWords || m.pack_state_frozen({}, at)
		],
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
	const demonstration = m.report_demonstration({ sign: PROVENANCE_SIGN.illustrative }, at);
	return [
		{ cells: [text(m.report_title({ quarter: periodLabel(period, locale) }, at), 'title')] },
		{ cells: [text(telling.content(view.strategy.title), 'subtitle')] },
		{ cells: [] },
		...(view.isDemonstration
			? [{ cells: [text(demonstration, 'notice', { across: COLUMNS })] }, { cells: [] }]
			: []),
		...facts
			.filter(([name, value]) => name !== '' && value !== '')
			.map(([name, value]) => ({
				cells: [text(name, 'note'), text(value, 'plain', { across: COLUMNS - 1 })]
			})),
		{ cells: [] }
	];
}

/** Every quarter it tells of: the record it was read from, with its whole hash, or that there is none yet. */
export function standsOnRows(
	telling: Telling,
	{ quarters, upcoming, standsOn, since }: PackContents
): Row[] {
	const { at, locale } = telling;
	const base = standsOn.find(({ quarter }) => quarters.every((one) => one.quarter !== quarter));
	const row = (
		quarter: string,
		[revision, frozenOn, hash, state]: readonly [string, string, string, string]
	): Row => ({
		cells: [
			text(telling.quarter(quarter), 'strong'),
			text(revision),
			text(frozenOn),
			text(hash, 'body', { across: 3 }),
			...[null, null, text(state)]
		]
	});
	const isLiveBase = since !== null && base === undefined && quarters.length > 1;
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
		...(base
			? [row(base.quarter, [`${base.revision}`, '', base.hash, m.pack_compared_with({}, at)])]
			: []),
		...(isLiveBase
			? [row(since.quarter, ['', '', m.pack_not_frozen({}, at), m.pack_compared_with({}, at)])]
			: []),
		...quarters.map(({ quarter, frozen, state }) =>
			row(
				quarter,
				frozen
					? [
							`${frozen.revision}`,
							frozen.frozenOn === null ? '' : telling.day(frozen.frozenOn),
							frozen.hash,
							windowLabel(state, locale)
						]
					: ['', '', m.pack_not_frozen({}, at), windowLabel(state, locale)]
			)
		),
		...upcoming.map((quarter) =>
			row(quarter, ['', '', m.pack_not_begun({}, at), windowLabel('upcoming', locale)])
		),
		{ cells: [] }
	];
}

function sheetRows({ at }: Telling, sheets: readonly { name: string; about: string }[]): Row[] {
	return [
		{ cells: [text(m.report_block_sheets({}, at), 'heading')] },
		...sheets.map(({ name, about }) => ({
			cells: [
				text(name, 'plain', { across: 2, link: { sheet: name, row: 1, column: 1 } }),
				null,
				text(about, 'plain', { across: COLUMNS - 2 })
			]
		}))
	];
}
