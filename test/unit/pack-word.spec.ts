// The pack as a Word document, read back from the file.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { QuarterView } from '#lib/domain/quarter-view.ts';
import type { Locale } from '#lib/domain/text.ts';
import { htmlOf } from '#lib/server/report/html.ts';
import { unmarked } from '#lib/server/report/marked-telling.ts';
import { tableSections } from '#lib/server/report/pack-tables.ts';
import { PackTelling } from '#lib/server/report/pack-telling.ts';
import type { Table } from '#lib/server/report/single-tables.ts';
import { wordOf } from '#lib/server/report/word.ts';
import { TABLE_WIDTH } from '#lib/server/report/word/table.ts';
import { unzipped } from '#lib/server/workbook/unzip.ts';
import { HOSTILE, LONG_TEXT, QUARTER_VIEW } from '../fixtures/quarter-view.ts';
import { contentsOfView, FROZEN_VIEW } from '../fixtures/pack-contents.ts';
import { demonstrationPacks } from './demonstration-packs.ts';
import { elements, parseXml, type Element } from './xml.ts';

const LANGUAGES: readonly [Locale, string][] = [
	['en', 'en-GB'],
	['sr-Cyrl', 'sr-Cyrl-RS'],
	['sr-Latn', 'sr-Latn-RS']
];

/** Of every quarter of the demonstration. */
const TABLES = [
	'indicators-table',
	...['years', 'goals', 'sources', 'bodies'].map((name) => `money-${name}`),
	...['w1-table', 'w2-table']
];

const contents = demonstrationPacks();

interface Read {
	/** A file of the zip. */
	part(name: string): string;
	/** Its paragraphs as text, in their order. */
	paragraphs: string[];
}

function read(bytes: Uint8Array): Read {
	const files = unzipped(bytes, 1e8);
	const part = (name: string) => new TextDecoder().decode(files.get(name));
	const paragraphs = [...part('word/document.xml').matchAll(/<w:p>[\s\S]*?<\/w:p>/g)].map(([xml]) =>
		textIn(xml)
	);
	return { part, paragraphs };
}

function textIn(xml: string): string {
	return xml
		.replaceAll('<w:br/>', '\n')
		.replace(/<[^>]*>/g, '')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&');
}

/** Rows of the tables that have a name, as text. */
function tablesIn(xml: string): Map<string, string[][]> {
	const tables = [...elements(parseXml(xml), 'w:tbl')].filter(nameOf);
	return new Map(
		tables.map((table) => [
			nameOf(table)!,
			[...elements(table, 'w:tr')].map((row) =>
				[...elements(row, 'w:tc')].map((cell) => said(cell))
			)
		])
	);
}

function nameOf(table: Element): string | undefined {
	return elements(table, 'w:tblCaption').next().value?.attributes['w:val'];
}

function said(of: Element): string {
	return of.children
		.map((child) =>
			child.name === 'w:br' ? '\n' : child.name === 'w:t' ? child.text : said(child)
		)
		.join('');
}

/** A table of the workbook as text, its names first. */
function rowsOf({ columns, rows }: Table, pack: PackTelling): string[][] {
	return [columns.map(({ header }) => header), ...rows].map((cells) =>
		cells.map((cell) => (cell === null ? '' : unmarked(pack.words(cell))))
	);
}

const wordOfView = async (view: QuarterView, locale: Locale = 'en') =>
	read(await wordOf(contentsOfView(view), locale));

describe.each(LANGUAGES)('of the demonstration, %s', (locale, language) => {
	test.each(['2020-Q2', '2019-H2', '2020-H1'])('%s', async (period) => {
		const asked = contents(period);
		const { part, paragraphs } = read(await wordOf(asked, locale));
		const said = new Set(paragraphs);
		expect(asked.view.activities.filter(({ code }) => !said.has(code))).toEqual([]);
		expect(paragraphs.join('\n')).not.toMatch(/undefined|NaN|\[object|Infinity/);
		expect(part('word/styles.xml')).toContain(`<w:lang w:val="${language}"`);
		const sides = [...part('word/document.xml').matchAll(/<w:pgSz [^>]*>/g)].map(([size]) =>
			size.includes('w:orient="landscape"')
		);
		expect(sides).toEqual([false, true]);
		const goals = asked.view.goalFigures.length;
		const headings = part('word/document.xml').match(/<w:pStyle w:val="Heading2"\/>/g);
		// The whole plan and its goals; then activities, indicators, money, W1, W2, moved deadlines and changes.
		expect(headings).toHaveLength(1 + goals + 7);
		const told = tableSections(new PackTelling(asked, locale)).flatMap(({ tables }) => tables);
		expect(told.map(({ id }) => id)).toEqual(expect.arrayContaining(TABLES));
		const tables = tablesIn(part('word/document.xml'));
		for (const { told: wanted } of told.filter(({ told }) => told.rows.length > 0)) {
			expect(tables.get(wanted.title)).toEqual(rowsOf(wanted, new PackTelling(asked, locale)));
		}
	});
});

test('W2 says whose judgement it is, and that a demonstration made it up', async () => {
	const { part } = read(await wordOf(contents('2020-Q3'), 'en'));
	const [, row] = tablesIn(part('word/document.xml')).get('Overrides of W2')!;
	expect(row![0]).toBe('2.3.1');
	expect(row!.at(-3)).toMatch(/◇$/);
	expect(row!.at(-1)).toBe('the coordinator, 5 October 2020');
});

test('a plan without indicators and money has no tables of them; an empty table says so', async () => {
	const signs = 'The signs, the gravest first, and what each of them calls for';
	const { part, paragraphs } = await wordOfView({ ...QUARTER_VIEW, activities: [] });
	expect([...tablesIn(part('word/document.xml')).keys()]).toEqual(['Activities', signs]);
	expect(paragraphs.filter((text) => text === 'None.')).toHaveLength(2);
});

test.each(['en', 'sr-Cyrl'] as const)('tables fill the page, %s', async (locale) => {
	const { part } = read(await wordOf(contents('2020-Q3'), locale));
	const tables = [...elements(parseXml(part('word/document.xml')), 'w:tbl')].filter(nameOf);
	for (const table of tables) {
		const widths = [...elements(table, 'w:gridCol')].map(({ attributes }) => +attributes['w:w']!);
		const whole = widths.reduce((sum, width) => sum + width, 0);
		expect(TABLE_WIDTH - whole).toBeLessThan(20);
		expect(whole).toBeLessThanOrEqual(TABLE_WIDTH);
	}
});

describe('a draft', () => {
	test('says so at the head and the foot of every page and on the first', async () => {
		const { part, paragraphs } = read(await wordOf(contents('2020-H1'), 'en'));
		for (const number of [1, 2]) {
			expect(textIn(part(`word/header${number}.xml`))).toContain('DRAFT · First half of 2020');
			expect(textIn(part(`word/footer${number}.xml`))).toContain('DRAFT');
			expect(part(`word/footer${number}.xml`)).toContain('NUMPAGES');
		}
		expect(paragraphs.findIndex((text) => text.startsWith('DRAFT. '))).toBeLessThan(4);
	});
});

test('what it stands on is a table of as many names as columns', async () => {
	const { part } = read(await wordOf(contents('2019-H2'), 'en'));
	const [ground = ''] = /<w:tbl>[\s\S]*?<\/w:tbl>/.exec(part('word/document.xml'))!;
	const rows = [...ground.matchAll(/<w:tr>[\s\S]*?<\/w:tr>/g)];
	expect(rows.map(([row]) => row.match(/<w:tc>/g)!.length)).toEqual([5, 5, 5, 5]);
});

test('a frozen quarter stands under its hash, and no page says DRAFT', async () => {
	const { part, paragraphs } = await wordOfView(FROZEN_VIEW);
	expect(paragraphs).toContain(FROZEN_VIEW.frozen!.hash);
	expect(paragraphs).toContain('Signed by: Ана Анић, head');
	expect(textIn(part('word/footer1.xml'))).toContain('abababab');
	expect(paragraphs.join('\n')).not.toContain('DRAFT');
	expect(part('docProps/core.xml')).toContain('2020-08-10T00:00:00Z</dcterms:created>');
});

describe('the narrative', () => {
	test('quotes what bodies wrote, whose it is where there are several leads', async () => {
		const { paragraphs } = await wordOfView(QUARTER_VIEW);
		expect(paragraphs).toContain(`Result: “${HOSTILE.plus}”`);
		expect(paragraphs).toContain(`Reasons for delay: “${HOSTILE.at}”`);
		expect(paragraphs.some((text) => text.startsWith('What was done (MoI): “'))).toBe(true);
	});

	test('names a figure, what it counts and what is not known', async () => {
		const { paragraphs } = await wordOfView(QUARTER_VIEW);
		expect(paragraphs).toContain(
			'A · Implemented, of all: 1/5 (20%), 2 without data. Counted: fully implemented / all activities in force on the last day of the quarter.'
		);
		expect(paragraphs).toContain('Nothing was filed by: RPPO.');
	});

	test('says why a deadline moved', async () => {
		const { paragraphs } = await wordOfView(QUARTER_VIEW);
		expect(paragraphs).toContain('Deadline moved once: adopted Q3 2019, now Q4 2020');
		expect(paragraphs).toContain(
			'20 June 2020, extension: the procurement was annulled\u00A0◇ · Conclusion'
		);
	});

	test('says of a goal nobody filed on that nothing was filed', async () => {
		const activities = QUARTER_VIEW.activities.map((activity) => ({
			...activity,
			filings: [],
			ledger: [],
			timeliness: 'not-yet-due' as const
		}));
		const { paragraphs } = await wordOfView({ ...QUARTER_VIEW, activities });
		const nothing = 'Nothing was filed and accepted on the activities of this goal for Q2 2020.';
		expect(paragraphs.filter((text) => text === nothing)).toHaveLength(2);
		expect(paragraphs.filter((text) => text === 'No next steps were filed.')).toHaveLength(2);
	});
});

test('the contents lead to headings that are there', async () => {
	const { part } = read(await wordOf(contents('2020-Q2'), 'sr-Cyrl'));
	const xml = part('word/document.xml');
	const links = [...xml.matchAll(/w:anchor="([^"]+)"/g)].map(([, anchor]) => anchor);
	const marks = [...xml.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(
		([, name]) => name
	);
	expect(links).toHaveLength(2 + (1 + 4) + 7);
	expect(marks).toEqual(links);
});

test('the heads of tables are repeated, and a row with long texts may break', async () => {
	const { part } = await wordOfView(QUARTER_VIEW, 'sr-Cyrl');
	const rows = [...part('word/document.xml').matchAll(/<w:tr>[\s\S]*?<\/w:tr>/g)].map(
		([xml]) => xml
	);
	expect(rows.filter((row) => row.includes('<w:tblHeader/>'))).toHaveLength(5);
	const long = rows.filter((row) => !row.includes('<w:cantSplit/>'));
	expect(long).toHaveLength(1);
	expect(long[0]).toContain('Пасус 120');
});

test('texts are whole, and without what no document can carry', async () => {
	const { part, paragraphs } = await wordOfView(QUARTER_VIEW, 'sr-Cyrl');
	expect(paragraphs.filter((text) => text.includes(LONG_TEXT))).toHaveLength(2);
	expect(part('word/document.xml')).not.toMatch(
		/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFDD0-\uFDD2]/
	);
});

test('a title no document can carry leaves every part well-formed', async () => {
	const title = { en: 'A\u0001 & <B>\uD800 "\uFFFE' };
	const view = {
		...QUARTER_VIEW,
		strategy: { ...QUARTER_VIEW.strategy, title, shortTitle: title },
		plan: { ...QUARTER_VIEW.plan, title }
	};
	const files = unzipped(await wordOf(contentsOfView(view), 'en'), 1e8);
	for (const [name, bytes] of files) {
		const xml = new TextDecoder().decode(bytes);
		expect(() => parseXml(xml), name).not.toThrow();
		expect(xml, name).not.toMatch(/[\uFFFD\uFFFE]/);
	}
	expect(new TextDecoder().decode(files.get('docProps/core.xml'))).toContain('A &amp; &lt;B&gt;');
});

test('a text in another language is marked as being in it', async () => {
	const { part } = await wordOfView(QUARTER_VIEW);
	expect(part('word/document.xml')).toMatch(
		/<w:lang w:val="sr-Latn-RS"\/><\/w:rPr><w:t[^>]*>\[SR\] Nabavka opreme/
	);
});

describe('the same contents give the same bytes', () => {
	const hash = (made: string | Uint8Array) => createHash('sha256').update(made).digest('hex');

	test('a second time', async () => {
		const asked = contents('2020-H1');
		const first = await wordOf(asked, 'sr-Cyrl');
		await wordOf(contents('2020-Q2'), 'en');
		expect(hash(await wordOf(asked, 'sr-Cyrl'))).toBe(hash(first));
	});

	test.each(['Pacific/Auckland', 'America/Los_Angeles'])(
		'in another process, in %s',
		async (zone) => {
			const asked = contentsOfView(QUARTER_VIEW);
			const env = { ...process.env, TZ: zone, TIME_ZONE: zone };
			const script = join(import.meta.dirname, 'document-hash.ts');
			expect(execFileSync(process.execPath, [script], { env, encoding: 'utf8' })).toBe(
				`${hash(await wordOf(asked, 'en'))} ${hash(htmlOf(asked, 'en'))}`
			);
		}
	);
});
