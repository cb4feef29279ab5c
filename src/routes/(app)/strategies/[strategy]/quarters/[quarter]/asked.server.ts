// Which portable quarter an address means, and the addresses of it.
import { isQuarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import { revisionIn } from '#lib/server/quarter/plan-quarters.ts';
import type { PortableOrder } from '#lib/server/report/portable-order.ts';
import { fileQuery } from '../../file-query.ts';

/** @throws {Refusal} not-found `no_such_strategy`, `not-a-period`, `no-such-revision`; forbidden */
export function askedIn(
	locals: App.Locals,
	{ strategy, quarter }: { strategy: string; quarter: string },
	query: URLSearchParams,
	locale: Locale
): PortableOrder {
	const { slug } = strategyFor(locals, strategy);
	if (!isQuarter(quarter)) throw refusal('not-found', 'not-a-period', { period: quarter });
	return { slug, quarter, revision: revisionIn(query), locale };
}

/** Where the file is; with the making it is held under. */
export function fileAddress(asked: PortableOrder, making: string | null): string {
	return `${folderOf(asked)}/portable.zip?${fileQuery({ ...saidBy(asked), making })}`;
}

/** Where it is told how far the making is. */
export function makingAddress(asked: PortableOrder, making: string): string {
	const { quarter } = asked;
	return `${folderOf(asked)}/making?${fileQuery({ ...saidBy(asked), quarter, making })}`;
}

function folderOf({ slug, quarter }: PortableOrder): string {
	return `/strategies/${slug}/quarters/${encodeURIComponent(quarter)}`;
}

function saidBy({ locale, revision }: PortableOrder) {
	return { lang: locale, revision };
}
