/** The part of an address that keeps a reader at an older revision of a frozen quarter; empty at the newest, and while it is live. */
export function revisionPart(
	frozen: { revision: number; newest: number } | null | undefined
): string {
	return frozen && frozen.revision !== frozen.newest ? `&revision=${frozen.revision}` : '';
}
