// Requests take turns: one is begun, and whatever is ready to be sent or heard has its moment before the next. A page is made in one go; begun
// all at once, ten pages would all be made before the first of them is sent as a whole. Between two of them what pages left behind is swept away.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Steps } from '#lib/domain/steps.ts';
import { giveBackIfSparing, sweepAfterPages } from './memory.ts';

const waiting: (() => void)[] = [];
let begun = 0;

/** Resolves when it is this request's turn, in the order of asking. Nobody has to give a turn back. */
export function turn(): Promise<void> {
	return new Promise((resolve) => {
		waiting.push(resolve);
		if (waiting.length === 1) setImmediate(next);
	});
}

function next(): void {
	begun += 1;
	// What waits for the turn goes on after this function.
	waiting.shift()!();
	// An immediate asked for by another comes after the next look for what is to be read and written.
	if (waiting.length > 0) setImmediate(next);
	if (works === 0) sweepAfterPages();
}

/** So long a request may have to wait for other work. */
const TURN_MS = 1.5;

/** Whoever has been answered and asks on does so within this time. */
const ASKING_ON_MS = 0.7;

/** So long work waits for requests that keep coming. */
const MOST_WAITING_MS = 6;

/** Who asks for work and then whether it is done is not worth being swept for. */
const FEW = 3;

/** How many there are that are done in turns: more is in use in the middle of one than between two pages. */
let works = 0;

/** Does long work here, a little of it in a turn, and while nobody waits. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
	works += 1;
	const first = begun;
	try {
		let seen = begun;
		let quietSince = -Infinity;
		let last = performance.now();
		for (;;) {
			await nextTurn();
			const began = performance.now();
			if (seen !== begun || waiting.length > 0) quietSince = began;
			seen = begun;
			if (began - quietSince < ASKING_ON_MS && began - last < MOST_WAITING_MS) continue;
			do {
				const { done, value } = steps.next();
				if (done) return value;
				last = performance.now();
			} while (last - began < TURN_MS);
			// Little of what a turn allocated is in use after it: swept later, more would be, and all at once.
			if (begun - first > FEW) sweepAfterPages();
		}
	} finally {
		works -= 1;
		giveBackWhenQuiet();
	}
}

/** So long nobody has asked for a page when there is time to give back. */
const QUIET_MS = 1_000;
/** So many times it is put off because somebody has asked for a page. */
const MOST_PUT_OFF = 30;

let givingBack: NodeJS.Timeout | null = null;

/** Long work leaves more behind than a server has otherwise, and giving it back takes a tenth of a second in which nobody should wait. */
function giveBackWhenQuiet(): void {
	let seen = begun;
	let putOff = 0;
	givingBack ??= setInterval(() => {
		const isQuiet = works === 0 && begun === seen;
		seen = begun;
		if (!isQuiet && (putOff += 1) < MOST_PUT_OFF) return;
		clearInterval(givingBack!);
		givingBack = null;
		giveBackIfSparing();
	}, QUIET_MS).unref();
}
