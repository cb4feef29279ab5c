// Which changes of an amendment the address asks for. Of a long one they are read a kind at a time.
import { CHANGE_KINDS } from '#lib/domain/amendment.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { ChangesAsked } from '#lib/server/quarter/strategy-page.ts';

/**
 * @example changesAsked(new URLSearchParams('plan=action-plan&amendment=first&kind=move')) // its deadlines moved, first page
 * @throws {Refusal} invalid `unknown-filter`
 */
export function changesAsked(params: URLSearchParams): ChangesAsked | null {
	const amendment = params.get('amendment');
	if (amendment === null) return null;
	const asked = params.get('kind') ?? '';
	const kind = CHANGE_KINDS.find((one) => one === asked);
	if (!kind) {
		const value = asked.slice(0, 100);
		throw refusal('invalid', 'unknown-filter', { filter: 'kind', value }, 'kind');
	}
	const page = params.get('page') ?? '1';
	return {
		plan: params.get('plan') ?? '',
		amendment,
		kind,
		page: /^\d{1,6}$/.test(page) ? Number(page) : 0
	};
}

/** The address of the same page with some changes of an amendment, or, with null, with none. */
export function withChanges(url: URL, asked: ChangesAsked): string {
	const params = new URLSearchParams(url.searchParams);
	for (const [name, value] of Object.entries(asked)) params.set(name, String(value));
	if (asked.page === 1) params.delete('page');
	return `?${params}#${idOf(asked)}`;
}

/** Of an amendment's heading. */
export function idOf({ plan, amendment }: Pick<ChangesAsked, 'plan' | 'amendment'>): string {
	return `amendment-${plan}-${amendment}`;
}
