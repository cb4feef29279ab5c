// Requests take turns: one is begun, and whatever is ready to be sent or heard has its moment before the next. A page is made in one go; begun
// all at once, ten pages would all be made before the first of them is sent as a whole. Between two of them what pages left behind is swept away.
import { sweepAfterPages } from './memory.ts';

const waiting: (() => void)[] = [];

/** Resolves when it is this request's turn, in the order of asking. Nobody has to give a turn back. */
export function turn(): Promise<void> {
	return new Promise((resolve) => {
		waiting.push(resolve);
		if (waiting.length === 1) setImmediate(next);
	});
}

function next(): void {
	// What waits for the turn goes on after this function.
	waiting.shift()!();
	// An immediate asked for by another comes after the next look for what is to be read and written.
	if (waiting.length > 0) setImmediate(next);
	sweepAfterPages();
}
