// What is being typed, kept in this browser until it is saved: a lost connection, an expired session or a closed window costs nothing.
// Under the person's id, so that a colleague at the same machine is not shown it; and gone when the person signs out.
import type { Typed } from '#lib/domain/filing-form.ts';
import { attempt } from './browser.ts';

export interface Kept {
	typed: Typed;
	/** The version it was begun on. */
	version: number;
}

export interface KeptDraft {
	keep(draft: Kept): void;
	/** What was typed and not saved; null when it says what is saved anyhow. */
	find(saved: Typed): Kept | null;
	/** @param before only what was begun on an earlier version: what was typed since is not saved */
	forget(before?: number): void;
}

const PREFIX = 'kvartal-draft ';

/**
 * The draft of one filing by one person. Where the browser keeps nothing (private windows, full storage), neither does this.
 *
 * @param of as draft-name.ts names it
 */
export function keptDraft(of: string): KeptDraft {
	const name = PREFIX + of;
	return {
		keep(draft) {
			attempt(() => localStorage.setItem(name, JSON.stringify(draft)));
		},
		find(saved) {
			const found = read(name);
			if (!found || JSON.stringify(found.typed) !== JSON.stringify(saved)) return found;
			attempt(() => localStorage.removeItem(name));
			return null;
		},
		forget(before = Infinity) {
			const found = read(name);
			if (!found || found.version < before) attempt(() => localStorage.removeItem(name));
		}
	};
}

function read(name: string): Kept | null {
	const found = attempt(() => JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null);
	return found && isWhole(found) ? found : null;
}

/**
 * Forgets where the page says so: what the page shows as saved (`data-forget-now`, as the version `data-saved-as`), what a link gives up (`data-forget`), and all that
 * anybody typed here when somebody signs out, which an expired session is not.
 */
export function forgetsWhereTold(): void {
	// Loaded again, come back to or in another language, the page says the same once more.
	for (const told of document.querySelectorAll<HTMLElement>('[data-forget-now]')) {
		keptDraft(told.dataset.forgetNow ?? '').forget(Number(told.dataset.savedAs));
	}
	for (const link of document.querySelectorAll<HTMLElement>('[data-forget]')) {
		link.addEventListener('click', () => keptDraft(link.dataset.forget ?? '').forget());
	}
	for (const form of document.querySelectorAll('form[action="/logout"]')) {
		form.addEventListener('submit', forgetAllDrafts);
	}
}

function forgetAllDrafts(): void {
	attempt(() => {
		const names = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at));
		for (const name of names) if (name?.startsWith(PREFIX)) localStorage.removeItem(name);
	});
}

/** A draft an older program kept may lack what this one expects. */
function isWhole({ typed, version }: Kept): boolean {
	return (
		typeof version === 'number' &&
		typeof typed?.step === 'string' &&
		typeof typed.completedOn?.day === 'string' &&
		typeof typed.expectedCompletion?.day === 'string' &&
		typeof typed.texts?.narrative === 'object' &&
		typeof typed.letter?.number === 'string' &&
		Array.isArray(typed.evidence)
	);
}
