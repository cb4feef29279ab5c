// The links of the history's chain (domain/history-chain.ts says what they are made of).
import { linkText, type ChainedEntry } from '#lib/domain/history-chain.ts';
import { sha256 } from '../sha256.ts';

/** The link of an entry that follows another. */
export function linkOf(entry: ChainedEntry, previous: string): string {
	return sha256(linkText(entry, previous));
}
