// Packs a frozen quarter of this installation's and signs it.
import type { Quarter } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import { sign } from '../access/signing-key.ts';
import { snapshot, type Database } from '../db/database.ts';
import { linesOf } from '../quarter/frozen-facts.ts';
import { findRevision } from '../quarter/frozen-heads.ts';
import { zipped } from '../workbook/zip.ts';
import { MANIFEST_FILE, portableFiles, SIGNATURE_FILE } from './portable.ts';

export interface PortableOrder {
	slug: string;
	quarter: Quarter;
	/** The newest when null. */
	revision: number | null;
	locale: Locale;
}

/**
 * The zip of a frozen quarter; of the same revision and language the same bytes.
 *
 * @throws {Refusal} `quarter-not-frozen`, `no-such-revision`
 */
export async function portableOf(
	database: Database,
	{ slug, quarter, revision, locale }: PortableOrder
): Promise<Uint8Array<ArrayBuffer>> {
	const lines = snapshot(database, (read) => {
		const found = findRevision(read, { slug, quarter, revision });
		if (!found) {
			throw revision === null
				? refusal('not-now', 'quarter-not-frozen')
				: refusal('not-found', 'no-such-revision', { revision });
		}
		return linesOf(read, found.id);
	});
	const files = await portableFiles(lines, { locale });
	const { publicKey, signature } = sign(database.read, files.get(MANIFEST_FILE)!);
	const signed = { algorithm: 'Ed25519', publicKey, signature };
	files.set(SIGNATURE_FILE, Buffer.from(`${JSON.stringify(signed, null, '\t')}\n`, 'utf8'));
	return zipped(files);
}
