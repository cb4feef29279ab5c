// Packs a frozen quarter of this installation's and signs it.
import { sign } from '../access/signing-key.ts';
import { snapshot, type Database } from '../db/database.ts';
import { linesOf } from '../quarter/frozen-facts.ts';
import { zipped } from '../workbook/zip.ts';
import type { MakingStep } from './makings.ts';
import { revisionOf, type PortableOrder } from './portable-order.ts';
import { MANIFEST_FILE, portableFiles, SIGNATURE_FILE, signatureFile } from './portable.ts';

/**
 * The zip of a frozen quarter; of the same revision and language the same bytes.
 *
 * @param onStep told how far it is
 * @throws {Refusal} as `revisionOf`
 */
export async function portableOf(
	database: Database,
	order: PortableOrder,
	onStep?: (step: MakingStep) => void
): Promise<Uint8Array<ArrayBuffer>> {
	onStep?.('reading');
	const lines = snapshot(database, (read) => linesOf(read, revisionOf(read, order).id));
	onStep?.('laying-out');
	const files = await portableFiles(lines, { locale: order.locale });
	const signed = sign(database.read, files.get(MANIFEST_FILE)!);
	files.set(SIGNATURE_FILE, signatureFile(signed));
	return zipped(files);
}
