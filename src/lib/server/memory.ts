// The process's memory beside what the program holds: V8 grows its heap generously and keeps the pages it once had.
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type CollectGarbage = (options: {
	type: 'major' | 'minor';
	execution: 'sync';
	flavor?: 'last-resort';
}) => void;

let collector: CollectGarbage | null = null;

function collect(options: Parameters<CollectGarbage>[0]): void {
	if (!collector) {
		setFlagsFromString('--expose-gc');
		collector = runInNewContext('gc') as CollectGarbage;
	}
	collector(options);
}

let isSparing = false;

/**
 * Gives back to the machine what a reading of a whole plan left behind: several times what is kept of it, which nothing else would free
 * for hours. Takes a tenth of a second, beside the second such a reading takes.
 */
export function giveBackMemory(): void {
	collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/** The same where {@link growSparingly} was asked for: a command ends soon, and a thread gives back when it has answered. */
export function giveBackIfSparing(): void {
	if (isSparing) giveBackMemory();
}

/**
 * From here on the heap is swept when it has grown by a third of what is in use, not when it is several times as large: pages are short-lived,
 * and a ministry's server has other things to hold.
 */
export function growSparingly(): void {
	isSparing = true;
	setFlagsFromString('--heap-growing-percent=30');
}

/** How many works there are for which the heap may grow as V8 would have it. */
let growing = 0;

/**
 * Waits for a work that reads a whole plan, here or in a thread: swept at every third it grows by, it would take a third longer. V8 asks this of the whole
 * process, so it holds for its other threads meanwhile.
 */
export async function growFreelyFor<T>(work: Promise<T>): Promise<T> {
	if (!isSparing) return work;
	growing += 1;
	setFlagsFromString('--heap-growing-percent=0');
	try {
		return await work;
	} finally {
		growing -= 1;
		if (growing === 0) growSparingly();
	}
}

/** About a page's worth: what is swept so soon is not copied, and V8 keeps no room for three pages. */
const MUCH_BYTES = 3e6;

/**
 * To be called between two requests: next to nothing of what pages allocated is in use then, and is thrown away in no time. When the room
 * runs out in the middle of a page, all of the page is copied, and soon counts as lasting.
 */
export function sweepAfterPages(): void {
	const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
	if (young && young.space_used_size > MUCH_BYTES) collect({ type: 'minor', execution: 'sync' });
}
