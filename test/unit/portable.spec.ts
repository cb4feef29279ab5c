// The portable quarter: the same bytes every time, and whatever is altered in it is named.
import ExcelJS from 'exceljs';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QuarterView } from '#lib/domain/quarter-view.ts';
import { recordOf } from '#lib/domain/record.ts';
import { publicKeyOf, sign } from '#lib/server/access/signing-key.ts';
import * as filings from '#lib/server/filing/filings.ts';
import { freeze } from '#lib/server/quarter/freezing.ts';
import { PORTABLE_LAYOUT } from '#lib/server/report/layout.ts';
import { portableFiles, signatureFile } from '#lib/server/report/portable.ts';
import { lineOf } from '#lib/server/quarter/record-lines.ts';
import { checkPortable } from '#lib/server/report/portable-check.ts';
import { portableFileName } from '#lib/server/report/file.ts';
import { portableOf } from '#lib/server/report/portable-zip.ts';
import { sha256 } from '#lib/server/sha256.ts';
import { firstDifference } from '#lib/server/workbook/compare.ts';
import { unzipped } from '#lib/server/workbook/unzip.ts';
import { zipped } from '#lib/server/workbook/zip.ts';
import { QUARTER_VIEW } from '../fixtures/quarter-view.ts';
import { DONE, QUARTER, refusalOf, SLUG, smallPlan, type SmallPlan } from './small-plan.ts';

const ORDER = {
	slug: SLUG,
	quarter: QUARTER,
	revision: null,
	locale: 'en'
} as const;

let plan: SmallPlan;
let bytes: Uint8Array;
let hash: string;
beforeAll(async () => {
	plan = smallPlan();
	const said = { ...DONE, texts: { ...DONE.texts, result: { en: '=1+1, "quoted"' } } };
	const { version } = filings.submit(plan.as('reporter'), plan.key('1.1'), 0, said);
	filings.accept(plan.as('coordinator'), plan.key('1.1'), version);
	({ hash } = freeze(plan.as('owner', '2020-11-10'), { strategy: SLUG, quarter: QUARTER }));
	bytes = await portableOf(plan.database, ORDER);
});
afterAll(() => plan.close());

/** The same zip with one file changed, or without it. */
function altered(name: string, change: (text: string) => string | null): Uint8Array {
	const files = new Map(unzipped(bytes, 1e8));
	const text = change(Buffer.from(files.get(name) ?? []).toString('utf8'));
	if (text === null) files.delete(name);
	else files.set(name, Buffer.from(text, 'utf8'));
	return zipped(files);
}

test('holds, and says whose signature it bears', async () => {
	expect(await checkPortable(bytes)).toMatchObject({
		strategy: SLUG,
		quarter: QUARTER,
		revision: 1,
		hash,
		signedBy: publicKeyOf(plan.database.read)!.fingerprint,
		unjudged: [],
		faults: []
	});
});

test('is the same bytes whenever it is made', async () => {
	const again = await portableOf(plan.database, { ...ORDER, revision: 1 });
	expect(Buffer.from(again).equals(bytes)).toBe(true);
});

test('its CSV files carry no formulas', () => {
	const text = Buffer.from(unzipped(bytes, 1e8).get('filings.csv')!).toString('utf8');
	expect(text).toContain(`"'=1+1, ""quoted"""`);
});

describe('what was altered is named', () => {
	const faultsOf = async (changed: Uint8Array) => (await checkPortable(changed)).faults;

	test('a filing in the record', async () => {
		const changed = altered('quarter.jsonl', (text) => text.replace('2020-09-12', '2020-09-11'));
		const lines = Buffer.from(unzipped(changed, 1e8).get('quarter.jsonl')!).toString().split('\n');
		const line = 1 + lines.findIndex((text) => text.includes('2020-09-11'));
		expect(await faultsOf(changed)).toEqual(
			expect.arrayContaining([{ kind: 'hash-differs' }, { kind: 'line-altered', line }])
		);
	});

	test('a figure in the record', async () => {
		const changed = altered('quarter.jsonl', (text) =>
			text.replace('"population":5', '"population":6')
		);
		expect(await faultsOf(changed)).toEqual(
			expect.arrayContaining([{ kind: 'not-derived', what: 'figures', of: null }])
		);
	});

	test('a line that says the same in another spelling', async () => {
		const changed = altered('quarter.jsonl', (text) => text.replace('{', '{ '));
		expect(await faultsOf(changed)).toEqual(
			expect.arrayContaining([{ kind: 'line-not-canonical', line: 1 }, { kind: 'hash-differs' }])
		);
	});

	test('a table', async () => {
		const changed = altered('figures.csv', (text) => text.replace('plan,A,', 'plan,A,9'));
		expect(await faultsOf(changed)).toEqual([
			{ kind: 'file-altered', file: 'figures.csv' },
			{ kind: 'file-differs', file: 'figures.csv' }
		]);
	});

	test('a cell of the report', async () => {
		const files = new Map(unzipped(bytes, 1e8));
		const report = new Map(unzipped(files.get('report-en.xlsx')!, 1e8));
		const strings = Buffer.from(report.get('xl/sharedStrings.xml')!).toString('utf8');
		report.set('xl/sharedStrings.xml', Buffer.from(strings.replace('police', 'politics')));
		files.set('report-en.xlsx', zipped(report));
		expect(await faultsOf(zipped(files))).toMatchObject([
			{ kind: 'file-altered', file: 'report-en.xlsx' },
			{ kind: 'cell-differs', file: 'report-en.xlsx' }
		]);
	});

	test('how a report that was signed again shows its cells', async () => {
		const files = new Map(unzipped(bytes, 1e8));
		const report = new Map(unzipped(files.get('report-en.xlsx')!, 1e8));
		const styles = Buffer.from(report.get('xl/styles.xml')!).toString('utf8');
		const shown = styles.replace('formatCode="0.0%"', 'formatCode="&quot;94.4%&quot;"');
		expect(shown).not.toBe(styles);
		report.set('xl/styles.xml', Buffer.from(shown));
		files.set('report-en.xlsx', zipped(report));
		const manifest = JSON.parse(Buffer.from(files.get('manifest.json')!).toString()) as {
			files: Record<string, string>;
		};
		manifest.files['report-en.xlsx'] = sha256(files.get('report-en.xlsx')!);
		const text = Buffer.from(JSON.stringify(manifest));
		files.set('manifest.json', text);
		files.set('signature.json', signatureFile(sign(plan.database.read, text)));
		expect(await faultsOf(zipped(files))).toEqual([
			{ kind: 'file-differs', file: 'report-en.xlsx' }
		]);
	});

	test('words beside the signature, another key than is named, a key with something behind it', async () => {
		const signatureIs = (edit: (text: string) => string) =>
			checkPortable(altered('signature.json', edit));
		await expect(
			signatureIs((text) => text.replace('{', '{"signedBy":"Ministry of Interior",'))
		).rejects.toThrow('not-a-portable-quarter');
		await expect(
			signatureIs((text) => text.replace('{', '{"publicKey":"somebody else",'))
		).rejects.toThrow('not-a-portable-quarter');
		const longer = await signatureIs((text) => {
			const said = JSON.parse(text) as { publicKey: string };
			const key = Buffer.concat([Buffer.from(said.publicKey, 'base64'), Buffer.alloc(4)]);
			return `${JSON.stringify({ ...said, publicKey: key.toString('base64') }, null, '\t')}\n`;
		});
		expect(longer).toMatchObject({ signedBy: null, faults: [{ kind: 'signature-wrong' }] });
	});

	test('a file taken out, or put in', async () => {
		expect(await faultsOf(altered('activities.csv', () => null))).toEqual([
			{ kind: 'file-missing', file: 'activities.csv' }
		]);
		expect(await faultsOf(altered('letter.txt', () => 'hello'))).toEqual([
			{ kind: 'file-unknown', file: 'letter.txt' }
		]);
	});

	test('the manifest, so that the signature does not hold', async () => {
		const changed = altered('manifest.json', (text) =>
			text.replace('"revision": 1', '"revision": 2')
		);
		const check = await checkPortable(changed);
		expect(check.signedBy).toBeNull();
		expect(check.faults.map(({ kind }) => kind)).toContain('signature-wrong');
	});

	test('a newer layout is not judged by this program', async () => {
		const changed = altered('manifest.json', (text) =>
			text.replace(`"layout": ${PORTABLE_LAYOUT}`, `"layout": ${PORTABLE_LAYOUT + 1}`)
		);
		expect((await checkPortable(changed)).unjudged).toEqual(['files']);
	});

	test('of another layout, what is not as it was signed', async () => {
		const files = new Map(unzipped(bytes, 1e8));
		const manifest = JSON.parse(Buffer.from(files.get('manifest.json')!).toString()) as object;
		const signedAs = (other: object) => {
			const text = Buffer.from(JSON.stringify({ ...manifest, layout: 99, ...other }));
			return new Map([
				...files,
				['manifest.json', text] as const,
				['signature.json', signatureFile(sign(plan.database.read, text))] as const
			]);
		};
		const older = signedAs({});
		expect(await checkPortable(zipped(older))).toMatchObject({ unjudged: ['files'], faults: [] });
		const edited = new Map([...older, ['activities.csv', Buffer.from('edited')] as const]);
		expect(await faultsOf(zipped(edited))).toEqual([
			{ kind: 'file-altered', file: 'activities.csv' }
		]);
		edited.delete('activities.csv');
		edited.set('letter.txt', Buffer.from('hello'));
		expect(await faultsOf(zipped(edited))).toEqual([
			{ kind: 'file-unknown', file: 'letter.txt' },
			{ kind: 'file-missing', file: 'activities.csv' }
		]);
		expect(await faultsOf(zipped(signedAs({ revision: 2 })))).toEqual([
			{ kind: 'file-differs', file: 'manifest.json' }
		]);
	});
});

test('what is no portable quarter is refused', async () => {
	await expect(checkPortable(Buffer.from('hello'))).rejects.toThrow('zip-unreadable');
	await expect(checkPortable(zipped(new Map([['a', Buffer.from('b')]])))).rejects.toThrow(
		'not-a-portable-quarter'
	);
	await expect(checkPortable(altered('quarter.jsonl', () => 'null\n'))).rejects.toThrow(
		'not-a-portable-quarter'
	);
});

test('a zip that would unpack too large is refused before it is', () => {
	const bomb = zipped(new Map([['zeros', new Uint8Array(50_000_000)]]));
	expect(bomb.byteLength).toBeLessThan(1_000_000);
	expect(refusalOf(() => unzipped(bomb, 10_000_000)).codes).toEqual(['zip-too-large']);
});

test('the same workbook has no first difference', async () => {
	const report = unzipped(bytes, 1e8).get('report-en.xlsx')!;
	expect(await firstDifference(report, report)).toBeNull();
});

test('a workbook that another program saved again has none either, one with another number has', async () => {
	const saved = async (value: number) => {
		const workbook = new ExcelJS.Workbook();
		workbook.addWorksheet('Figures').getCell('F6').value = value;
		return new Uint8Array(await workbook.xlsx.writeBuffer());
	};
	const ours = await saved(11 / 18);
	// As LibreOffice Calc 7.4 writes it.
	expect(await firstDifference(ours, await saved(0.611111111111111))).toBeNull();
	expect(await firstDifference(ours, await saved(0.61111111111112))).toEqual({
		...{ sheet: 'Figures', cell: 'F6' }
	});
});

test('its name is safe in a header', () => {
	expect(portableFileName({ slug: 'a"b', quarter: QUARTER, revision: 2 })).toBe(
		'kvartal-a_b-2020-Q3-r2.zip'
	);
});

test('the same record is laid out as ever: whoever changes that raises PORTABLE_LAYOUT, and puts the new digest here', async () => {
	// What SQLite gives back has no halves of surrogate pairs.
	const view = JSON.parse(
		JSON.stringify(QUARTER_VIEW, (_, value: unknown) =>
			typeof value === 'string' ? value.toWellFormed() : value
		)
	) as QuarterView;
	const rows = recordOf(view, {
		formulas: [],
		revision: 1,
		signedBy: null,
		history: null,
		correction: null,
		isInYearBase: () => false,
		answeredOn: () => null,
		past: [],
		since: null,
		corrected: null
	});
	const digests = await Promise.all(
		(['en', 'sr-Cyrl', 'sr-Latn'] as const).map(async (locale) => {
			const laying = { locale };
			const files = await portableFiles(rows.map(lineOf), laying);
			const hash = createHash('sha256');
			for (const [name, bytes] of files) hash.update(name).update(bytes);
			return hash.digest('hex').slice(0, 16);
		})
	);
	expect({ layout: PORTABLE_LAYOUT, digests }).toEqual({
		layout: 1,
		digests: ['8d170d0add6ea2b1', 'f57e988dd3a2bdcf', 'dfc209886285637b']
	});
});
