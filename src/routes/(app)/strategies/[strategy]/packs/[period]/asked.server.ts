// Which pack an address of a period means, and the addresses of that pack.
import { writePeriod } from '#lib/domain/pack-period.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';
import { layoutOf, PACK_FORMATS, periodOf, type PackAsked } from '#lib/server/report/packs.ts';
import { fileQuery } from '../../file-query.ts';

/**
 * @throws {Refusal} not-found `no_such_strategy`, `no-such-format`, `not-a-period`, `no-such-revision`, `no-such-layout`; forbidden
 */
export function askedIn(
	locals: App.Locals,
	params: { strategy: string; period: string; format: string },
	query: URLSearchParams,
	locale: Locale
): PackAsked {
	const { slug } = strategyFor(locals, params.strategy);
	const format = PACK_FORMATS.find((one) => one === params.format);
	if (!format) throw refusal('not-found', 'no-such-format', { format: params.format });
	const period = periodOf(params.period);
	return { slug, period, revision: revisionIn(query), locale, format, layout: layoutOf(query) };
}

/** Where the file is; of a draft that is held, with the making it is held under. */
export function fileAddress(asked: PackAsked, making: string | null = null): string {
	return `${folderOf(asked)}/pack.${asked.format}?${fileQuery({ ...saidBy(asked), making })}`;
}

/** Where it is told how far the making is. The page is about the pack's quarter, like its neighbours. */
export function makingAddress(asked: PackAsked, making: string): string {
	const { format, period } = asked;
	const quarter = period.kind === 'quarter' ? period.quarter : null;
	return `${folderOf(asked)}/making?${fileQuery({ ...saidBy(asked), quarter, format, making })}`;
}

function folderOf({ slug, period }: PackAsked): string {
	return `/strategies/${slug}/packs/${writePeriod(period)}`;
}

function saidBy({ locale, revision, layout }: PackAsked) {
	return { lang: locale, revision, layout };
}
