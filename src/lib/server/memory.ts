// The process's memory beside what the program holds: V8 grows its heap generously and keeps the pages it once had.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type CollectGarbage = (options: {
	type: 'major';
	execution: 'sync';
	flavor: 'last-resort';
}) => void;

let collect: CollectGarbage | null = null;

/**
 * Gives back to the machine what a reading of a whole plan left behind: several times what is kept of it, which nothing else would free
 * for hours. Takes a tenth of a second, beside the second such a reading takes.
 */
export function giveBackMemory(): void {
	if (!collect) {
		setFlagsFromString('--expose-gc');
		collect = runInNewContext('gc') as CollectGarbage;
	}
	collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/**
 * From here on the heap is swept when it has grown by a third of what is in use, not when it is several times as large: pages are short-lived,
 * and a ministry's server has other things to hold.
 */
export function growSparingly(): void {
	setFlagsFromString('--heap-growing-percent=30');
}
