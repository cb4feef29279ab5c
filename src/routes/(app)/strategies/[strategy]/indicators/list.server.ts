// The page of a list of indicators that an address asks for: of one verdict or of all, so many at once.
import { INDICATOR_VERDICTS, type IndicatorVerdict } from '#lib/domain/indicator.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { IndicatorList } from '#lib/server/quarter/indicator-lists.ts';

const ROWS_A_PAGE = 100;

/** @throws {Refusal} invalid `unknown-filter` */
export function pageOfList(
	{ goals, counts, rows, withdrawn }: IndicatorList,
	params: URLSearchParams
) {
	const verdict = verdictIn(params.get('verdict') ?? '');
	const chosen = verdict === null ? rows : rows.filter((row) => row.verdict === verdict);
	const pages = Math.max(1, Math.ceil(chosen.length / ROWS_A_PAGE));
	const page = pageIn(params.get('page') ?? '', pages);
	const shown = chosen.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE);
	return {
		groups: goals
			.map((goal) => ({ goal, rows: shown.filter(({ goalId }) => goalId === goal.id) }))
			.filter((group) => group.rows.length > 0),
		counts,
		withdrawn,
		total: rows.length,
		...{ verdict, page, pages }
	};
}

function verdictIn(asked: string): IndicatorVerdict | null {
	if (asked === '') return null;
	const verdict = INDICATOR_VERDICTS.find((one) => one === asked);
	if (!verdict) throw unknown('verdict', asked);
	return verdict;
}

function pageIn(asked: string, pages: number): number {
	if (asked === '') return 1;
	const page = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 0;
	if (page < 1 || page > pages) throw unknown('page', asked);
	return page;
}

function unknown(filter: string, asked: string) {
	return refusal('invalid', 'unknown-filter', { filter, value: asked.slice(0, 100) }, filter);
}
