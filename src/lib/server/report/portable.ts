// The portable quarter: a frozen quarter as one zip that proves itself. Everything in it follows from the record's lines and a few words
// on how it was laid out, so that whoever has the file can make all of it again and compare.
import * as v from 'valibot';
import type { DeadlineReading } from '#lib/domain/deadline.ts';
import { readRecord, type QuarterRecord, type RecordRow } from '#lib/domain/record.ts';
import type { Locale, Texts } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { digestsInHex, digestsOf, hashOf } from '../quarter/record-lines.ts';
import { sha256 } from '../sha256.ts';
import { contentsOfRecord } from './contents.ts';
import { PORTABLE_LAYOUT } from './layout.ts';
import { makingOf } from './making.ts';
import { reportFile } from './report.ts';

export const RECORD_FILE = 'quarter.jsonl';
export const MANIFEST_FILE = 'manifest.json';
export const SIGNATURE_FILE = 'signature.json';

const Hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** What the signature is of: which record, and the digest of every other file. */
export const Manifest = v.object({
	layout: v.number(),
	strategy: v.string(),
	quarter: v.string(),
	revision: v.number(),
	/** SHA-256 of the record's lines: of the file quarter.jsonl. */
	hash: Hex,
	/** The language of the report. */
	locale: v.picklist(['en', 'sr-Cyrl', 'sr-Latn']),
	/** The beginning of each line's SHA-256, in order: which one was edited. */
	lines: v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))),
	/** SHA-256 by name. */
	files: v.record(v.string(), Hex)
});
export type Manifest = v.InferOutput<typeof Manifest>;

export const Signature = v.object({
	algorithm: v.literal('Ed25519'),
	publicKey: v.string(),
	signature: v.string()
});

export type Signature = v.InferOutput<typeof Signature>;

/** The one way to write a signature's file: nothing beside it, nothing twice, which two programs would read as two things. */
export function signatureFile({ publicKey, signature }: Omit<Signature, 'algorithm'>): Buffer {
	const signed: Signature = { algorithm: 'Ed25519', publicKey, signature };
	return Buffer.from(`${JSON.stringify(signed, null, '\t')}\n`, 'utf8');
}

/** What beside the record decides what is in the zip. */
export type Laying = Pick<Manifest, 'locale'>;

/** Every file of the zip but the signature, by name, in order; the manifest is the last. */
export async function portableFiles(
	lines: readonly string[],
	laying: Laying
): Promise<Map<string, Uint8Array>> {
	const record = readRecord(lines.map((line) => JSON.parse(line) as RecordRow));
	const hash = hashOf(lines);
	const { strategy, quarter, revision } = record.header;
	const files = new Map<string, Uint8Array>();
	const text = (name: string, content: string) => files.set(name, Buffer.from(content, 'utf8'));
	text('README.txt', readMe());
	text(RECORD_FILE, lines.map((line) => `${line}\n`).join(''));
	text('activities.csv', csv(activityRows(record)));
	text('filings.csv', csv(filingRows(record)));
	text('figures.csv', csv(figureRows(record)));
	const contents = contentsOfRecord(record, hash);
	files.set(
		`report-${laying.locale}.xlsx`,
		await reportFile(contents, laying.locale, makingOf(contents))
	);
	const manifest: Manifest = {
		layout: PORTABLE_LAYOUT,
		strategy: strategy.slug,
		quarter,
		revision,
		hash,
		...laying,
		lines: digestsInHex(digestsOf(lines)),
		files: Object.fromEntries([...files].map(([name, bytes]) => [name, sha256(bytes)]))
	};
	text(MANIFEST_FILE, `${JSON.stringify(manifest, null, '\t')}\n`);
	return files;
}

function readMe(): string {
	const locales: Locale[] = ['en', 'sr-Latn', 'sr-Cyrl'];
	return `${locales.map((locale) => m.portable_readme({}, { locale })).join('\n\n')}\n`;
}

type Value = string | number | boolean | null;

/** RFC 4180 in UTF-8 with a byte order mark, which Excel needs to read Cyrillic; a text that a spreadsheet would take for a formula begins with an apostrophe. */
function csv(rows: readonly (readonly Value[])[]): string {
	const field = (value: Value) => {
		if (typeof value !== 'string') return value === null ? '' : String(value);
		const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
		return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	};
	return `\uFEFF${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`;
}

function activityRows(record: QuarterRecord): Value[][] {
	const { languages } = record.header.strategy;
	const keys = new Map(record.bodies.map(({ id, key }) => [id, key]));
	const goals = new Map(record.goals.map(({ id, code }) => [id, code]));
	const measures = new Map(record.measures.map(({ id, code }) => [id, code]));
	const tags = tagsOf(languages);
	return [
		[
			...['code', 'goal', 'measure', 'in_force', 'ended', 'leads', 'partners'],
			...['adopted', 'current', 'slip_days', 'timeliness', 'role', 'completed_on', 'indicator'],
			...tags.map((tag) => `title_${tag}`)
		],
		...record.activities.map((row): Value[] => [
			row.code,
			goals.get(row.goalId) ?? null,
			measures.get(row.measureId) ?? null,
			row.isInForce,
			row.ended,
			row.leads.map((id) => keys.get(id)).join(' '),
			row.partners.map((id) => keys.get(id)).join(' '),
			dayOf(row.adopted.reading),
			dayOf(row.current.reading),
			row.slipDays,
			row.timeliness,
			row.standing.role ?? 'no-data',
			row.standing.completedOn,
			row.indicator,
			...tags.map((tag) => row.title[tag] ?? null)
		])
	];
}

/** Content is kept by language and script. */
function tagsOf(languages: readonly string[]): string[] {
	return languages.flatMap((tag) => (tag === 'sr' ? ['sr-Cyrl', 'sr-Latn'] : [tag]));
}

function dayOf(reading: DeadlineReading): string {
	return reading.kind === 'dated' ? reading.latest : reading.kind;
}

function filingRows(record: QuarterRecord): Value[][] {
	const keys = new Map(record.bodies.map(({ id, key }) => [id, key]));
	const steps = new Map(record.steps.map(({ id, key }) => [id, key]));
	const tags = tagsOf(record.header.strategy.languages);
	const fields = ['narrative', 'result', 'problems', 'reasons', 'next_steps'] as const;
	return [
		[
			...['activity', 'body', 'revision', 'step', 'completed_on', 'expected_completion'],
			...['nothing_to_report', 'accepted_on', 'late', 'evidence'],
			...fields.flatMap((field) => tags.map((tag) => `${field}_${tag}`))
		],
		...record.activities.flatMap(({ id, code }) =>
			(record.filings.get(id) ?? []).map((filing): Value[] => [
				code,
				keys.get(filing.bodyId) ?? null,
				filing.revision,
				filing.stepId === null ? null : (steps.get(filing.stepId) ?? null),
				filing.completedOn,
				filing.expectedCompletion,
				filing.isNothingToReport,
				filing.acceptedOn,
				filing.isLate,
				filing.evidence.map((one) => (one.kind === 'link' ? one.url : one.title)).join('; '),
				...fields.flatMap((field) => tags.map((tag) => (filing.texts[field] as Texts)[tag] ?? null))
			])
		)
	];
}

function figureRows(record: QuarterRecord): Value[][] {
	const rows: Value[][] = [['of', 'figure', 'numerator', 'denominator', 'no_data']];
	const add = (of: string, { formulas, threeNumbers }: QuarterRecord['figures']) => {
		const named = {
			...formulas,
			implemented: threeNumbers.implemented,
			indicator_met: threeNumbers.indicatorMet,
			on_time: threeNumbers.onTime
		};
		for (const [name, { numerator, denominator, noData }] of Object.entries(named)) {
			rows.push([of, name, numerator, denominator, noData]);
		}
	};
	const addResponse = (of: string, { rate }: QuarterRecord['response']) =>
		rows.push([of, 'response_rate', rate.numerator, rate.denominator, rate.noData]);
	add('plan', record.figures);
	addResponse('plan', record.response);
	for (const { goalId, figures, response } of record.goalFigures) {
		const of = `goal ${record.goals.find(({ id }) => id === goalId)!.code}`;
		add(of, figures);
		addResponse(of, response);
	}
	for (const { bodyId, figures } of record.bodyFigures) {
		add(`body ${record.bodies.find(({ id }) => id === bodyId)!.key}`, figures);
	}
	return rows;
}
