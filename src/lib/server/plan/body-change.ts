// One change of one body: whoever makes it names the version that was seen, and what was before and after goes into the history.
import { eq } from 'drizzle-orm';
import { refusal } from '#lib/domain/refusal.ts';
import * as schema from '../db/schema.ts';
import { change, type Context, type Writing } from '../history/change.ts';

/** The body to change, and the version the form saw. */
export interface Target {
	key: string;
	version: number;
}

export type BodyRow = typeof schema.bodies.$inferSelect;

/**
 * Changes a body. `work` says what was before and after, or null where nothing is to be written.
 *
 * @throws {Refusal} not-found `no-such-body`; `stale` when somebody was faster.
 */
export function changeBody(
	context: Context,
	{ key, version }: Target,
	work: (body: BodyRow, writing: Writing) => { before: unknown; after: unknown } | null
): void {
	change(context, 'body.manage', (writing) => {
		const { tx, authorise, record, unchanged } = writing;
		authorise({});
		const { bodies } = schema;
		const body = tx.select().from(bodies).where(eq(bodies.key, key)).get();
		if (!body) throw refusal('not-found', 'no-such-body', { key });
		if (body.version !== version) throw refusal('stale', 'changed-meanwhile');
		const done = work(body, writing);
		if (done === null) return unchanged();
		tx.update(bodies)
			.set({ version: version + 1 })
			.where(eq(bodies.id, body.id))
			.run();
		record({ subject: 'body', subjectId: body.id, ...done });
	});
}
