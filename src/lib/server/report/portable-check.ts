// Checks a portable quarter without a database: the hash over its lines, the figures in them, and every other file, made again from them.
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { Refusal, refusal } from '#lib/domain/refusal.ts';
import { fingerprintOf, isSignedBy } from '../access/signing-key.ts';
import { checkLines, type LineFault } from '../quarter/record-check.ts';
import { firstAltered, hashOf } from '../quarter/record-lines.ts';
import { sha256 } from '../sha256.ts';
import { firstDifference } from '../workbook/compare.ts';
import { unzipped } from '../workbook/unzip.ts';
import { PORTABLE_LAYOUT } from './layout.ts';
import {
	Manifest,
	MANIFEST_FILE,
	portableFiles,
	RECORD_FILE,
	Signature,
	SIGNATURE_FILE,
	signatureFile
} from './portable.ts';

/** More than the record of a national plan with its report takes, unpacked. */
const MOST_BYTES = 400_000_000;

/** Something in the file that is not as it was signed, or does not follow from the record. */
export type PortableFault =
	| { kind: 'file-missing' | 'file-unknown' | 'file-altered' | 'file-differs'; file: string }
	| LineFault
	/** `line` from 1: what stands there is not what was signed. */
	| { kind: 'line-altered'; line: number }
	| { kind: 'hash-differs' }
	| { kind: 'cell-differs'; file: string; sheet: string; cell: string }
	| { kind: 'signature-wrong' };

export interface PortableCheck {
	strategy: string;
	quarter: string;
	revision: number;
	/** SHA-256 of the lines as they are. */
	hash: string;
	lines: number;
	/** Fingerprint of the key it is signed with; null where the signature does not hold. */
	signedBy: string | null;
	/** What this program cannot judge, being another version: figures by other rules, files laid out otherwise. */
	unjudged: ('figures' | 'files')[];
	faults: PortableFault[];
}

/**
 * Checks the bytes of a portable quarter.
 *
 * @throws {Refusal} invalid `zip-unreadable`, `zip-too-large`; `not-a-portable-quarter` where its parts are not there or cannot be read
 */
export async function checkPortable(bytes: Uint8Array): Promise<PortableCheck> {
	const files = unzipped(bytes, MOST_BYTES);
	const manifestBytes = required(files.get(MANIFEST_FILE));
	const manifest = parsed(Manifest, manifestBytes);
	const signatureBytes = required(files.get(SIGNATURE_FILE));
	const signed = parsed(Signature, signatureBytes);
	if (!signatureFile(signed).equals(signatureBytes)) {
		throw refusal('invalid', 'not-a-portable-quarter');
	}
	const { publicKey, signature } = signed;
	const isSigned = isSignedBy(publicKey, manifestBytes, signature);
	const lines = linesIn(required(files.get(RECORD_FILE)));
	const hash = hashOf(lines);
	const faults: PortableFault[] = [];
	if (!isSigned) faults.push({ kind: 'signature-wrong' });
	if (hash !== manifest.hash) {
		faults.push({ kind: 'hash-differs' });
		const line = firstAltered(lines, manifest.lines);
		if (line !== null) faults.push({ kind: 'line-altered', line });
	}
	try {
		const checked = checkLines(lines);
		faults.push(...checked.faults);
		const unjudged: PortableCheck['unjudged'] = checked.areFiguresJudged ? [] : ['figures'];
		faults.push(...unlikeManifest(files, manifest));
		if (manifest.layout === PORTABLE_LAYOUT)
			faults.push(...(await unlikeRecord(files, lines, manifest)));
		else unjudged.push('files');
		const { strategy, quarter, revision } = checked.header;
		const isOfRecord =
			manifest.strategy === strategy.slug &&
			manifest.quarter === quarter &&
			manifest.revision === revision;
		if (!isOfRecord && unjudged.includes('files'))
			faults.push({ kind: 'file-differs', file: MANIFEST_FILE });
		const signedBy = isSigned ? fingerprintOf(publicKey) : null;
		const about = { strategy: strategy.slug, quarter, revision, hash, lines: lines.length };
		return { ...about, signedBy, unjudged, faults };
	} catch (failed) {
		if (failed instanceof Refusal) throw failed;
		// Rows that are of no record fail in any way there is.
		throw refusal('invalid', 'not-a-portable-quarter');
	}
}

/** Every file against the signed manifest, whichever version of the program laid them out. */
function unlikeManifest(
	files: ReadonlyMap<string, Uint8Array>,
	manifest: Manifest
): PortableFault[] {
	const faults: PortableFault[] = [];
	for (const [file, found] of files) {
		if (file === MANIFEST_FILE || file === SIGNATURE_FILE) continue;
		if (!Object.hasOwn(manifest.files, file)) faults.push({ kind: 'file-unknown', file });
		else if (sha256(found) !== manifest.files[file]) faults.push({ kind: 'file-altered', file });
	}
	for (const file of Object.keys(manifest.files)) {
		if (!files.has(file)) faults.push({ kind: 'file-missing', file });
	}
	return faults;
}

/**
 * Every file that is there, or should be, against what is made again from the lines, byte for byte: a workbook shows what its styles, charts and
 * hidden rows make of its cells. Of one whose bytes differ the cell that was edited is named, if it was one.
 */
async function unlikeRecord(
	files: ReadonlyMap<string, Uint8Array>,
	lines: readonly string[],
	manifest: Manifest
): Promise<PortableFault[]> {
	const again = await portableFiles(lines, { locale: manifest.locale });
	const faults: PortableFault[] = [];
	for (const file of Object.keys(manifest.files)) {
		if (files.has(file) && !again.has(file)) faults.push({ kind: 'file-unknown', file });
	}
	for (const [file, expected] of again) {
		if (file === MANIFEST_FILE) continue;
		const found = files.get(file);
		const isSigned = found !== undefined && sha256(found) === manifest.files[file];
		const fault = found ? await differenceIn(file, expected, { found, isSigned }) : null;
		if (!found && !Object.hasOwn(manifest.files, file)) faults.push({ kind: 'file-missing', file });
		else if (fault) faults.push(fault);
	}
	const derived = parsed(Manifest, again.get(MANIFEST_FILE)!);
	const isSame = isDeepStrictEqual({ ...derived, files: {} }, { ...manifest, files: {} });
	if (!isSame) faults.push({ kind: 'file-differs', file: MANIFEST_FILE });
	return faults;
}

/** @param other.isSigned whether it is the file that was signed: one that is not was named for that */
async function differenceIn(
	file: string,
	expected: Uint8Array,
	{ found, isSigned }: { found: Uint8Array; isSigned: boolean }
): Promise<PortableFault | null> {
	if (Buffer.from(expected).equals(found)) return null;
	if (!file.endsWith('.xlsx')) return { kind: 'file-differs', file };
	const cell = await firstDifference(expected, found);
	if (cell === 'unreadable') return { kind: 'file-differs', file };
	if (cell) return { kind: 'cell-differs', file, ...cell };
	return isSigned ? { kind: 'file-differs', file } : null;
}

function required(bytes: Uint8Array | undefined): Uint8Array {
	if (!bytes) throw refusal('invalid', 'not-a-portable-quarter');
	return bytes;
}

function parsed<S extends v.GenericSchema>(schema: S, bytes: Uint8Array): v.InferOutput<S> {
	try {
		return v.parse(schema, JSON.parse(Buffer.from(bytes).toString('utf8')));
	} catch {
		throw refusal('invalid', 'not-a-portable-quarter');
	}
}

function linesIn(bytes: Uint8Array): string[] {
	const lines = Buffer.from(bytes).toString('utf8').split('\n');
	if (lines.pop() !== '') throw refusal('invalid', 'not-a-portable-quarter');
	return lines;
}
