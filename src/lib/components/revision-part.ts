interface Frozen {
	revision: number;
	newest: number;
}

/** The revision an address names because it is not the newest; null at the newest, and while the quarter is live. */
export function olderRevision(frozen: Frozen | null | undefined): number | null {
	return frozen && frozen.revision !== frozen.newest ? frozen.revision : null;
}

/** The part of an address that keeps a reader at an older revision of a frozen quarter; empty where there is none. */
export function revisionPart(frozen: Frozen | null | undefined): string {
	const older = olderRevision(frozen);
	return older === null ? '' : `&revision=${older}`;
}
