// The one digest by which contents of the history, records, packs and portable quarters are known.
import { hash } from 'node:crypto';

/** SHA-256 in hex; of a text in UTF-8. */
export function sha256(of: string | Uint8Array): string {
	return hash('sha256', of);
}
