// What the page of moved deadlines shows: a page of the table, and the longest slips for the chart.
import { provenanceOf } from '#lib/domain/provenance.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import { summaryOf, type Slip, type SlipsRead } from '#lib/server/quarter/slips.ts';

const ROWS_A_PAGE = 50;
/** A chart of more bars than this says less. */
const MOST_DRAWN = 30;

/** @throws {Refusal} invalid `unknown-filter` where the address asks for a page there cannot be */
export function slipPageOf(
	{ view, slips, corrected }: SlipsRead,
	params: URLSearchParams,
	locale: Locale
) {
	const pages = Math.max(1, Math.ceil(slips.length / ROWS_A_PAGE));
	const page = pageOf(params.get('page') ?? '', pages);
	const measured = slips.flatMap(({ code, days }) => (days === null ? [] : [{ code, days }]));
	return {
		summary: summaryOf(slips),
		population: view.figures.population,
		/** A page of them, longest first; those that cannot be measured come last. */
		slips: slips
			.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE)
			.map((slip) => rowOf(slip, locale)),
		corrected: corrected.map(({ entry: { decidedOn, from, to, reason, act }, ...rest }) => ({
			...{ ...rest, decidedOn, from, to, reason, act }
		})),
		page,
		pages,
		drawn: measured.slice(0, MOST_DRAWN),
		isDrawnInPart: measured.length > MOST_DRAWN,
		bodies: view.bodies.map(({ id, key, name, short }) => ({ id, key, name, short }))
	};
}

export type SlipRow = ReturnType<typeof rowOf>;

/** Of where things come from only the sign is shown here. */
function rowOf(
	{ id, code, title, leads, adopted, current, moves, days, provenance }: Slip,
	locale: Locale
) {
	return {
		...{ id, code, title, leads, adopted, current, days },
		titleKind: provenanceOf(provenance, `title.${locale}`)?.kind,
		deadlineKind: provenanceOf(provenance, 'deadline')?.kind,
		moves: moves.map(({ kind, decidedOn, reason, act, provenance }) => ({
			...{ kind, decidedOn, reason, act },
			reasonKind: provenanceOf(provenance, `reason.${locale}`)?.kind
		}))
	};
}

function pageOf(asked: string, pages: number): number {
	if (asked === '') return 1;
	const page = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 0;
	if (page >= 1 && page <= pages) return page;
	const value = asked.slice(0, 100);
	throw new Refusal('invalid', [
		{ code: 'unknown-filter', field: 'page', params: { filter: 'page', value } }
	]);
}
