// What the overview needs, in one unchanging state of the database: the quarter's figures without its activities, the trend, and counts of
// what lies behind its doors.
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { ActivityView, QuarterView } from '#lib/domain/quarter-view.ts';
import type { Database } from '../db/database.ts';
import { warningAt } from './early-warnings.ts';
import type { Candidate } from './facts.ts';
import * as quarters from './quarters.ts';
import { isMoved } from './slips.ts';
import { trendOf, type Trend } from './trend.ts';

/** What is counted of a quarter's activities beside the figures. */
interface Behind {
	moved: number;
	outside: OverviewRead['outside'];
}

export interface OverviewRead {
	/** Without activities: figures, names and window alone. */
	view: QuarterView;
	trend: Trend;
	/** Activities in force whose deadline was moved. */
	moved: number;
	/** Rows of W2. */
	atRisk: number;
	/** What left the plan by the quarter's end, in the plan's order. */
	outside: readonly { code: string; ended: NonNullable<ActivityView['ended']> }[];
}

/** @throws {Refusal} as `quarters.read`. */
export function read(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ today, revision }: { today: Day; revision?: number | null }
): OverviewRead {
	const beside: (Behind & Pick<OverviewRead, 'trend' | 'atRisk'>)[] = [];
	const view = quarters.read(database, slug, quarter, {
		today,
		revision,
		choose(candidates, facts) {
			const atRisk = warningAt(candidates, facts, quarter).atRisk.length;
			beside.push({
				trend: trendOf(facts, quarter, today),
				atRisk,
				...behind(candidates, quarter)
			});
			return [];
		}
	});
	return { view, ...beside[0]! };
}

const counted = new WeakMap<readonly Candidate[], Behind>();

/** Counted once for the same activities: facts.ts gives other ones when anything of them has changed. */
function behind(candidates: readonly Candidate[], quarter: Quarter): Behind {
	let known = counted.get(candidates);
	if (!known) {
		known = {
			moved: candidates.filter((candidate) => isMoved(candidate, quarter)).length,
			outside: candidates
				.filter(({ at }) => at.hasLeft)
				.map(({ promised: { code, ended } }) => ({ code, ended: ended! }))
		};
		counted.set(candidates, known);
	}
	return known;
}
