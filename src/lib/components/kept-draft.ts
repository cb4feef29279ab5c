// What is being typed, kept in this browser until it is saved: a lost connection, an expired session or a closed window costs nothing.
// Under the person's id, so that a colleague at the same machine is not shown it; and gone when the person signs out.
import type { Typed } from '#lib/domain/filing-form.ts';

export interface Kept {
	typed: Typed;
	/** The version it was begun on. */
	version: number;
}

export interface KeptDraft {
	keep(draft: Kept): void;
	/** What was typed and not saved; null when it says what is saved anyhow. */
	find(saved: Typed): Kept | null;
	forget(): void;
}

const PREFIX = 'kvartal-draft ';

/** The draft of one filing by one person. Where the browser keeps nothing (private windows, full storage), neither does this. */
export function keptDraft(of: readonly (string | number | null | undefined)[]): KeptDraft {
	const name = `${PREFIX}${of.join(' ')}`;
	return {
		keep(draft) {
			attempt(() => localStorage.setItem(name, JSON.stringify(draft)));
		},
		find(saved) {
			const found = attempt(() => JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null);
			if (!found || !isWhole(found)) return null;
			return JSON.stringify(found.typed) === JSON.stringify(saved) ? null : found;
		},
		forget() {
			attempt(() => localStorage.removeItem(name));
		}
	};
}

/** Forgets what anybody typed here: for signing out, which an expired session is not. */
export function forgetAllDrafts(): void {
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

function attempt<T>(work: () => T): T | null {
	try {
		return work();
	} catch {
		return null;
	}
}
