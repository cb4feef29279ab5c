// The sections of early warning: the workbook's sheets, row for row.
import { earlyWarningOf } from '#lib/domain/early-warning.ts';
import type { PackTelling } from '../pack-telling.ts';
import { overridesTable, w1Table, w2Table } from '../warning.ts';
import { heading, type Section } from './section.ts';
import { tableOfCells } from './table-of-cells.ts';

/** W1: what fell due and is not done. */
export function due(pack: PackTelling): Section {
	const told = w1Table(pack, earlyWarningOf(pack.view));
	return {
		id: 'w1',
		title: told.title,
		isWide: true,
		parts: () => tableOfCells(pack, 'w1-table', told)
	};
}

/** W2: what falls due next and is at risk, and what was judged otherwise than the rule does. */
export function atRisk(pack: PackTelling): Section {
	const warning = earlyWarningOf(pack.view);
	const told = w2Table(pack, warning);
	return {
		id: 'w2',
		title: told.title,
		isWide: true,
		*parts() {
			yield* tableOfCells(pack, 'w2-table', told);
			if (warning.overrides.length === 0) return;
			const otherwise = overridesTable(pack, warning);
			yield heading(otherwise.title);
			yield* tableOfCells(pack, 'overrides', otherwise);
		}
	};
}
