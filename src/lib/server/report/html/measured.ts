// The sections of what is measured: indicators and money, the workbook's tables row for row.
import { m } from '#lib/paraglide/messages.js';
import { indicatorListTable } from '../indicators.ts';
import { moneyTable } from '../money.ts';
import type { PackTelling } from '../pack-telling.ts';
import { heading, paragraph, type Section } from './section.ts';
import { tableOfCells } from './table-of-cells.ts';

/** Null where the plan has none. */
export function indicators(pack: PackTelling): Section | null {
	const { view } = pack;
	if (view.indicators.length + view.withdrawnIndicators.length === 0) return null;
	const told = indicatorListTable(pack);
	return {
		id: 'indicators',
		title: told.title,
		isWide: true,
		parts: () => tableOfCells(pack, 'indicators-table', told)
	};
}

/** Planned and spent; null where the plan has no lines of money. */
export function money(pack: PackTelling): Section | null {
	if (pack.view.activities.every(({ funds }) => funds.length === 0)) return null;
	return {
		id: 'money',
		title: m.money_title({}, pack.at),
		isWide: true,
		*parts() {
			yield paragraph(m.money_note({}, pack.at));
			for (const name of ['years', 'goals', 'sources', 'bodies'] as const) {
				const told = moneyTable(pack, name);
				yield heading(told.title);
				yield* tableOfCells(pack, `money-${name}`, told);
			}
			const acts = moneyTable(pack, 'acts');
			if (acts.rows.length > 0) {
				yield heading(acts.title);
				yield* tableOfCells(pack, 'money-acts', acts);
			}
		}
	};
}
