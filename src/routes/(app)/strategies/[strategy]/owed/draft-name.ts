// The name under which a browser keeps what is being typed into a filing (browser/kept-draft.ts).
import type { Quarter } from '#lib/domain/quarter.ts';

interface OfPage {
	user: { id: number } | null;
	strategy: { slug: string };
	quarter: Quarter | null;
	body: { key: string } | null;
}

/** Under the person's id: a colleague at the same machine is not shown it. */
export function draftName({ user, strategy, quarter, body }: OfPage, code: string): string {
	return [user?.id, strategy.slug, quarter, body?.key, code].join(' ');
}
