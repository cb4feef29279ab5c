// What the overview needs, in one unchanging state of the database: the quarter's figures without its activities, the trend, and counts of
// what lies behind its doors.
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { ActivityView, QuarterView } from '#lib/domain/quarter-view.ts';
import type { Database } from '../db/database.ts';
import * as quarters from './quarters.ts';
import { isMoved } from './slips.ts';
import { trendOf, type Trend } from './trend.ts';

export interface OverviewRead {
	/** Without activities: figures, names and window alone. */
	view: QuarterView;
	trend: Trend;
	/** Activities in force whose deadline was moved. */
	moved: number;
	/** What left the plan by the quarter's end, in the plan's order. */
	outside: readonly { code: string; ended: NonNullable<ActivityView['ended']> }[];
}

/** @throws {Refusal} as `quarters.read`. */
export function read(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ today }: { today: Day }
): OverviewRead {
	const beside: Pick<OverviewRead, 'trend' | 'moved' | 'outside'>[] = [];
	const view = quarters.read(database, slug, quarter, {
		today,
		choose(candidates, facts) {
			beside.push({
				trend: trendOf(facts, quarter, today),
				moved: candidates.filter((candidate) => isMoved(candidate, quarter)).length,
				outside: candidates
					.filter(({ at }) => at.hasLeft)
					.map(({ promised: { code, ended } }) => ({ code, ended: ended! }))
			});
			return [];
		}
	});
	return { view, ...beside[0]! };
}
