// The links of the history's chain (domain/history-chain.ts says what they are made of).
import { hash } from 'node:crypto';
import { linkText, type ChainedEntry } from '#lib/domain/history-chain.ts';

/** SHA-256 of a text in UTF-8, in hex. */
export function sha256(text: string): string {
	return hash('sha256', text);
}

/** The link of an entry that follows another. */
export function linkOf(entry: ChainedEntry, previous: string): string {
	return sha256(linkText(entry, previous));
}
