// The thread that makes what is given out whole, packs and portable quarters, one after the other. What it has read of a plan is there for
// the next pack: people take a quarter in several formats and languages.
import { writePeriod } from '#lib/domain/pack-period.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Database } from '../db/database.ts';
import { KeptThread } from '../kept-thread.ts';
import { log } from '../log.ts';
import { imageFor, type PlanImage } from '../quarter/plan-image.ts';
import type { MakingStep } from './makings.ts';
import type { PackAsked } from './packs.ts';
import type { PortableOrder } from './portable-order.ts';

type Wanted =
	| ({
			kind: 'pack';
			userId: number;
			today: Day;
			/** The machine clock's instant. */
			now: string;
	  } & PackAsked)
	| ({ kind: 'portable' } & PortableOrder);

/** What the thread is given. */
export type Order = {
	/** The database file. */
	path: string;
	/** What it begins with of the plan (`plan-image.ts`). */
	image: PlanImage | null;
} & Wanted;

const thread = new KeptThread({
	name: 'pack',
	source: 'report/pack.worker.ts',
	// The plan, and a Word document of all of it; or the record, its rows, and every file made of them.
	mostMemoryMb: 1024,
	// As in the threads of reports (thread.ts).
	mostYoungMb: 24,
	keptMs: 60_000,
	mostWaiting: 10
});

/**
 * @param onStep told how far it is
 * @throws {Refusal} as `makePack` or `portableOf`; not-now `report-busy`, `report-timeout`
 */
export async function make(
	database: Database,
	wanted: Wanted,
	onStep?: (step: MakingStep) => void
): Promise<Uint8Array<ArrayBuffer>> {
	const began = performance.now();
	const image = imageFor(thread, database, wanted.slug);
	const order: Order = { path: database.path, image, ...wanted };
	const bytes = await thread.run(order, {
		timeoutMs: 120_000,
		busy: () => refusal('not-now', 'report-busy'),
		timeout: () => refusal('not-now', 'report-timeout'),
		onProgress: (step) => onStep?.(step as MakingStep)
	});
	log(wanted.kind, {
		strategy: wanted.slug,
		...(wanted.kind === 'pack'
			? { period: writePeriod(wanted.period), format: wanted.format }
			: { quarter: wanted.quarter }),
		locale: wanted.locale,
		bytes: bytes.byteLength,
		ms: Math.round(performance.now() - began)
	});
	return bytes;
}
