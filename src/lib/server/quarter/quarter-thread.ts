// The thread that freezes quarters, one after the other, with connections of its own. What it has read of a plan is there for the next order.
import type { Day } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Database } from '../db/database.ts';
import { KeptThread } from '../kept-thread.ts';
import { factsOf as factsOfError, log } from '../log.ts';
import { MANY } from './facts.ts';
import type { Frozen, FreezingStep, QuarterKey } from './freezing.ts';
import { imageFor, type PlanImage } from './plan-image.ts';

/** A quarter, and who would freeze it on which day. */
interface DrawingOrder extends QuarterKey {
	userId: number;
	today: Day;
}

export interface FreezingOrder extends DrawingOrder {
	/** The number of the revision the owner means to freeze. */
	expected: number;
}

type Work = ({ kind: 'freeze' } & FreezingOrder) | ({ kind: 'draw-ahead' } & DrawingOrder);

/** What the thread is given. */
export type Order = {
	/** The database file. */
	path: string;
	slug: string;
	/** What it begins with of the plan (`plan-image.ts`). */
	image: PlanImage | null;
} & Work;

const MINUTE_MS = 60_000;

const thread = new KeptThread({
	name: 'quarter',
	source: 'quarter/quarter.worker.ts',
	mostMemoryMb: 1024,
	// As long as somebody may read the page before pressing its button.
	keptMs: 10 * MINUTE_MS,
	mostWaiting: 8
});

function ask(
	database: Database,
	slug: string,
	work: Work,
	onProgress?: (progress: unknown) => void
): Promise<Uint8Array<ArrayBuffer>> {
	const image = imageFor(thread, database, slug);
	const order: Order = { path: database.path, slug, image, ...work };
	return thread.run(order, {
		timeoutMs: 2 * MINUTE_MS,
		timeout: () => refusal('not-now', 'freeze-timeout'),
		busy: () => refusal('not-now', 'quarters-busy'),
		onProgress
	});
}

interface DrawingAhead {
	/** The quarter. */
	name: string;
	/** The order, and the history's newest entry then. */
	asked: string;
	/** Told how far it is: who freezes the quarter meanwhile waits for it. */
	onStep: (step: FreezingStep) => void;
}

/** What is drawn ahead, or was last; null once it was taken. */
let ahead: DrawingAhead | null = null;

const nameOf = ({ path }: Database, { strategy, quarter }: QuarterKey) =>
	JSON.stringify([path, strategy, quarter]);

/** @throws {Refusal} as `freeze`; not-now `quarters-busy`, `freeze-timeout` */
export async function freeze(
	database: Database,
	order: FreezingOrder,
	onStep: (step: FreezingStep) => void
): Promise<Frozen> {
	if (ahead?.name === nameOf(database, order)) ahead.onStep = onStep;
	ahead = null;
	const asked: Work = { kind: 'freeze', ...order };
	const bytes = await ask(database, order.strategy, asked, (step) => onStep(step as FreezingStep));
	return JSON.parse(new TextDecoder().decode(bytes)) as Frozen;
}

/**
 * Has the record of a quarter of a large plan laid out before somebody freezes it: for the page from which quarters are frozen. Where that
 * was done, or the thread has something to do, nothing happens. Never fails: what went wrong is logged.
 *
 * @param newest the history's newest entry
 * @param activities how many the plan has
 */
export async function drawAhead(
	database: Database,
	order: DrawingOrder,
	{ newest, activities }: { newest: number; activities: number }
): Promise<void> {
	const asked = JSON.stringify([database.path, order, newest]);
	if (activities < MANY || !thread.isIdle || (thread.isKept && ahead?.asked === asked)) return;
	const drawing: DrawingAhead = { name: nameOf(database, order), asked, onStep: () => {} };
	ahead = drawing;
	const work: Work = { kind: 'draw-ahead', ...order };
	try {
		await ask(database, order.strategy, work, (step) => drawing.onStep(step as FreezingStep));
	} catch (error) {
		log('draw-ahead', factsOfError(error));
	}
}
