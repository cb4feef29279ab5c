// Portable quarters as people on the web have them: made for all who ask for the same. The same revision and language give the same bytes.
import { snapshot, type Database } from '../db/database.ts';
import * as makings from './makings.ts';
import * as packThread from './pack-thread.ts';
import { revisionOf, type PortableOrder } from './portable-order.ts';

function nameOf({ slug, quarter, revision, locale }: PortableOrder): string {
	return JSON.stringify(['portable', slug, quarter, revision, locale]);
}

/**
 * @param making the one the address names, where it names one
 * @throws {Refusal} as `revisionOf`; `bytes` as `packThread.make`
 */
export function ask(
	database: Database,
	asked: PortableOrder,
	making: string | null
): makings.Ordered {
	const name = nameOf(asked);
	const named = makings.named(database, name, making);
	if (named) return named;
	const { revision, hash } = snapshot(database, (read) => revisionOf(read, asked));
	const order = { ...asked, revision };
	return makings.shared(database, {
		name,
		from: hash,
		isKept: false,
		make: (_, onStep) => packThread.make(database, { kind: 'portable', ...order }, onStep)
	});
}

/** How far the making of a portable quarter is, or how it ended. */
export function told(
	database: Database,
	asked: PortableOrder,
	making: string | null
): makings.Told | null {
	return makings.told(database, nameOf(asked), making);
}
