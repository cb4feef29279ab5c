// The kept versions of filings: written once, only added to, read in one go for many filings.
import { asc, eq } from 'drizzle-orm';
import {
	EMPTY_CONTENTS,
	TEXT_FIELDS,
	type Evidence,
	type FilingContents,
	type TextField
} from '#lib/domain/filing.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { isAmong } from '../db/among.ts';
import type { Reader } from '../db/database.ts';
import { evidence, filingTexts, filingVersions, steps } from '../db/schema.ts';
import type { Tx } from '../history/change.ts';

export interface Version {
	id: number;
	filingId: number;
	number: number;
	contents: FilingContents;
	savedAt: string;
	savedOn: Day;
	savedBy: number | null;
}

/** All versions of some filings, by filing and number: three queries, however many there are. */
export function versionsOf(read: Reader, filingIds: readonly number[]): Version[] {
	if (filingIds.length === 0) return [];
	const rows = read
		.select({
			id: filingVersions.id,
			filingId: filingVersions.filingId,
			number: filingVersions.number,
			step: steps.key,
			completedOn: filingVersions.completedOn,
			expectedCompletion: filingVersions.expectedCompletion,
			isNothingToReport: filingVersions.isNothingToReport,
			letterNumber: filingVersions.letterNumber,
			letterOn: filingVersions.letterOn,
			readings: filingVersions.readings,
			spent: filingVersions.spent,
			savedAt: filingVersions.savedAt,
			savedOn: filingVersions.savedOn,
			savedBy: filingVersions.savedBy
		})
		.from(filingVersions)
		.leftJoin(steps, eq(steps.id, filingVersions.stepId))
		.where(isAmong(filingVersions.filingId, filingIds))
		.orderBy(asc(filingVersions.filingId), asc(filingVersions.number))
		.all();
	const ids = rows.map((row) => row.id);
	const texts = textsOf(read, ids);
	const proofs = evidenceOf(read, ids);
	return rows.map(({ id, filingId, number, savedAt, savedOn, savedBy, ...row }) => ({
		id,
		filingId,
		number,
		savedAt,
		savedOn,
		savedBy,
		contents: {
			step: row.step,
			completedOn: row.completedOn,
			expectedCompletion: row.expectedCompletion,
			isNothingToReport: row.isNothingToReport,
			texts: texts.get(id) ?? EMPTY_CONTENTS.texts,
			evidence: proofs.get(id) ?? [],
			readings: [...(row.readings ?? [])],
			spent: [...(row.spent ?? [])],
			letter:
				row.letterNumber === null ? null : { number: row.letterNumber, on: row.letterOn ?? '' }
		}
	}));
}

/** Adds a version. The step is named by id; texts that are empty are not kept. */
export function addVersion(tx: Tx, version: Omit<Version, 'id'> & { stepId: number | null }): void {
	const { contents } = version;
	const { id } = tx
		.insert(filingVersions)
		.values({
			filingId: version.filingId,
			number: version.number,
			stepId: version.stepId,
			completedOn: contents.completedOn,
			expectedCompletion: contents.expectedCompletion,
			isNothingToReport: contents.isNothingToReport,
			letterNumber: contents.letter?.number ?? null,
			letterOn: contents.letter?.on ?? null,
			readings: contents.readings.length > 0 ? contents.readings : null,
			spent: contents.spent.length > 0 ? contents.spent : null,
			savedAt: version.savedAt,
			savedOn: version.savedOn,
			savedBy: version.savedBy
		})
		.returning({ id: filingVersions.id })
		.get();
	const texts = TEXT_FIELDS.flatMap((field) =>
		Object.entries(contents.texts[field])
			.filter(([, text]) => text.trim() !== '')
			.map(([lang, text]) => ({ versionId: id, field, lang, text }))
	);
	if (texts.length > 0) tx.insert(filingTexts).values(texts).run();
	const proofs = contents.evidence.map((row, position) => ({
		versionId: id,
		position,
		kind: row.kind,
		title: row.title,
		number: row.kind === 'document' ? row.number : null,
		on: row.on,
		url: row.kind === 'link' ? row.url : null
	}));
	if (proofs.length > 0) tx.insert(evidence).values(proofs).run();
}

type FieldTexts = FilingContents['texts'];

function textsOf(read: Reader, versionIds: number[]): Map<number, FieldTexts> {
	const byVersion = new Map<number, Record<TextField, Record<string, string>>>();
	if (versionIds.length === 0) return byVersion;
	const rows = read
		.select({
			versionId: filingTexts.versionId,
			field: filingTexts.field,
			lang: filingTexts.lang,
			text: filingTexts.text
		})
		.from(filingTexts)
		.where(isAmong(filingTexts.versionId, versionIds))
		.orderBy(asc(filingTexts.lang))
		.all();
	for (const { versionId, field, lang, text } of rows) {
		let fields = byVersion.get(versionId);
		if (!fields) {
			fields = structuredClone(EMPTY_CONTENTS.texts) as Record<TextField, Record<string, string>>;
			byVersion.set(versionId, fields);
		}
		fields[field][lang] = text;
	}
	return byVersion;
}

function evidenceOf(read: Reader, versionIds: number[]): Map<number, Evidence[]> {
	const byVersion = new Map<number, Evidence[]>();
	if (versionIds.length === 0) return byVersion;
	const rows = read
		.select({
			versionId: evidence.versionId,
			kind: evidence.kind,
			title: evidence.title,
			number: evidence.number,
			on: evidence.on,
			url: evidence.url
		})
		.from(evidence)
		.where(isAmong(evidence.versionId, versionIds))
		.orderBy(asc(evidence.versionId), asc(evidence.position))
		.all();
	for (const { versionId, ...row } of rows) {
		const list = byVersion.get(versionId) ?? [];
		list.push(asEvidence(row));
		byVersion.set(versionId, list);
	}
	return byVersion;
}

function asEvidence(row: {
	kind: Evidence['kind'];
	title: string;
	number: string | null;
	on: Day | null;
	url: string | null;
}): Evidence {
	const { title, on } = row;
	switch (row.kind) {
		case 'document':
			return { kind: 'document', title, number: row.number, on };
		case 'link':
			return { kind: 'link', title, url: row.url ?? '', on: on ?? '' };
		case 'gazette':
			return { kind: 'gazette', title, on };
	}
}
