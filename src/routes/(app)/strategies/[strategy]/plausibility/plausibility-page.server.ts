// What the page of plausibility checks is given: every check with its first findings, or one check with a page of them.
import type { RequestEvent } from '@sveltejs/kit';
import { CHECKS, type Check } from '#lib/domain/plausibility.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { visibleTo } from '#lib/server/access/visible.ts';
import * as plausibility from '#lib/server/quarter/plausibility.ts';
import { onBoard, pageOf } from '../board/board-page.server.ts';

type Asked = Pick<RequestEvent<{ strategy: string }>, 'locals' | 'params' | 'url'>;

/** Of each check, while all are shown. */
const FIRST = 20;
const ROWS_A_PAGE = 50;

export async function plausibilityPage(event: Asked, quarter: Quarter | null) {
	const { locals, url } = event;
	const { slug } = onBoard(event);
	if (quarter === null) throw refusal('not-found', 'no_plan', { slug });
	const asked = checkIn(url.searchParams);
	const visible = visibleTo(locals).map(({ head }) => head);
	const found = await plausibility.read(locals.database, { slug, quarter, visible });
	const all = [...found.filings, ...found.indicators, ...found.plans];
	return {
		quarter,
		looked: found.looked,
		names: found.names,
		asked,
		checks: CHECKS.filter((check) => asked === null || check === asked).map((check) => {
			const own = all.filter((finding) => finding.check === check);
			const size = asked === null ? FIRST : ROWS_A_PAGE;
			const pages = Math.max(1, Math.ceil(own.length / size));
			const page = asked === null ? 1 : Math.min(Math.max(1, pageOf(url)), pages);
			const rows = own.slice((page - 1) * size, page * size);
			return { check, total: own.length, page, pages, rows };
		})
	};
}

export type PlausibilityPage = Awaited<ReturnType<typeof plausibilityPage>>;

function checkIn(params: URLSearchParams): Check | null {
	const asked = params.get('check') ?? '';
	const check = CHECKS.find((one) => one === asked) ?? null;
	if (asked === '' || check !== null) return check;
	const value = asked.slice(0, 100);
	throw refusal('invalid', 'unknown-filter', { filter: 'check', value }, 'check');
}
