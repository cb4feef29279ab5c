// What all sheets of a report share: title, margins, print set-up.
import { m } from '#lib/paraglide/messages.js';
import { text } from '../workbook/cells.ts';
import type { Print, Row } from '../workbook/workbook.ts';
import type { Telling } from './telling.ts';

/**
 * Title of a sheet, the strategy and quarter (with DRAFT) beneath it, and an empty row.
 *
 * @param column where they begin: right of the columns that repeat on each page, or they would be repeated, cut
 */
export function titleRows(telling: Telling, title: string, column = 1): Row[] {
	const strategy = telling.content(telling.view.strategy.shortTitle);
	const before = Array.from({ length: column - 1 }, () => null);
	return [
		{ cells: [...before, text(title, 'title')] },
		{ cells: [...before, text(`${strategy} · ${telling.mark}`, 'subtitle')] },
		{ cells: [] }
	];
}

/** Stands where a table has no rows. */
export function noneRow({ at }: Telling): Row {
	return { cells: [text(m.document_none({}, at), 'plain')] };
}

/** Print set-up: what repeats on each page, and the margins that say which report a page is from. */
export function printOf(
	telling: Telling,
	sheet: string,
	{
		titleRows: repeated = null,
		titleColumns = 0,
		pagesWide = 1
	}: Partial<Pick<Print, 'titleRows' | 'titleColumns' | 'pagesWide'>> = {}
): Print {
	const { view, at } = telling;
	return {
		titleRows: repeated,
		titleColumns,
		pagesWide,
		header: {
			left: telling.content(view.strategy.shortTitle),
			centre: sheet,
			right: telling.mark
		},
		footer: {
			left: telling.ground,
			centre: view.isDemonstration ? m.report_footer_demonstration({}, at) : '',
			right: m.report_footer_page({ page: '{page}', pages: '{pages}' }, at)
		}
	};
}
