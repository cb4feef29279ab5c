// For pages, longer than whose making nobody looks at an empty window; and for work that lets them go first.
import { setTimeout as after } from 'node:timers/promises';

const PATIENCE_MS = 900;

/** What comes of work, or null when it takes so long that a page should rather say that it is under way. The work goes on. */
export async function soon<T>(work: Promise<T>): Promise<T | null> {
	const patience = new AbortController();
	const waiting = after(PATIENCE_MS, null, { signal: patience.signal }).catch(() => null);
	return Promise.race([work, waiting]).finally(() => patience.abort());
}

/** Lets others go first; holds no process that has nothing else to do. */
export function pause(ms = 1): Promise<void> {
	return after(ms, undefined, { ref: false });
}
