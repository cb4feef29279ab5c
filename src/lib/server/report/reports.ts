// Has the lists of pages made as workbooks off the server's thread: a few at once, the others in line, none for ever.
import type { ChangeQuery } from '#lib/domain/change-query.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import { log } from '../log.ts';
import type { Moment } from '../quarter/changes.ts';
import { Threads } from '../thread.ts';

interface OfQuarter {
	/** The database file. */
	path: string;
	slug: string;
	quarter: Quarter;
	today: Day;
	locale: Locale;
	/** The machine clock's instant. */
	madeAt: string;
}

/** What to make, in values a thread can be given. */
export type Order = OfQuarter &
	(
		| {
				/** Of a frozen quarter: the newest when left out. */
				revision?: number | null;
				/** The question of a list of activities, as an address has it. */
				list: string;
		  }
		| {
				/** Two quarters, and which of the changes between them. */
				changes: { from: Moment; to: Moment; query: ChangeQuery };
		  }
	);

const TIMEOUT_MS = 60_000;

const threads = new Threads({
	name: 'report',
	source: 'report/report.worker.ts',
	atOnce: 2,
	mostWaiting: 10,
	// A report of a thousand activities takes less than half of this.
	mostMemoryMb: 512,
	busy: () => refusal('not-now', 'report-busy'),
	timeout: () => refusal('not-now', 'report-timeout')
});

/**
 * Makes a report and gives back the finished file.
 *
 * @param signal ends it when whoever asked has gone
 * @throws {Refusal} what reading the quarter refuses; not-now `report-busy` when too many wait, `report-timeout` when it takes too long.
 */
export async function make(
	order: Order,
	{ signal, timeoutMs = TIMEOUT_MS }: { signal?: AbortSignal; timeoutMs?: number } = {}
): Promise<Uint8Array<ArrayBuffer>> {
	const began = performance.now();
	const bytes = await threads.run(order, { signal, timeoutMs });
	log('report', {
		strategy: order.slug,
		quarter: order.quarter,
		locale: order.locale,
		bytes: bytes.byteLength,
		ms: Math.round(performance.now() - began)
	});
	return bytes;
}
