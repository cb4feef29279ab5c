// Which configuration a summary takes. Pure.
import type { ChartConfiguration } from 'chart.js';
import type { ChartLook } from './look.ts';
import { slipBars } from './slip-bars.ts';
import { stackedBars } from './stacked-bars.ts';
import { stackedColumns } from './stacked-columns.ts';
import type { ChartSummary } from './summary.ts';
import { targetPath } from './target-path.ts';

export function configurationOf(summary: ChartSummary, look: ChartLook): ChartConfiguration {
	switch (summary.kind) {
		case 'stacked-bars':
			return stackedBars(summary, look) as ChartConfiguration;
		case 'stacked-columns':
			return stackedColumns(summary, look) as ChartConfiguration;
		case 'slip-bars':
			return slipBars(summary, look) as ChartConfiguration;
		case 'target-path':
			return targetPath(summary, look) as ChartConfiguration;
	}
}
