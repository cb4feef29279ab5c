import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file is there whole or not at all, and one that is replaced stays until the new one is whole. */
export async function wholeFile(
	file: string,
	write: (partial: string) => Promise<void>
): Promise<void> {
	const partial = `${file}.${process.pid}.partial`;
	mkdirSync(dirname(file), { recursive: true });
	try {
		await write(partial);
		renameSync(partial, file);
	} finally {
		rmSync(partial, { force: true });
	}
}
