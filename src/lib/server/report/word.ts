// A pack as a Word document in the half-yearly report's two parts: narrative and table.
import {
	Document,
	Footer,
	Header,
	InternalHyperlink,
	LineRuleType,
	Packer,
	PageNumber,
	PageOrientation,
	Paragraph,
	Table,
	TableLayoutType,
	TableRow,
	TableCell,
	TabStopType,
	TextRun,
	WidthType,
	type FileChild,
	type ISectionOptions,
	type IStylesOptions
} from 'docx';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { PROVENANCE_SIGN } from '#lib/wording/labels.ts';
import { periodLabel } from '#lib/wording/pack.ts';
import { cellText } from '../workbook/cell-text.ts';
import type { PackContents } from './contents.ts';
import { coverFacts, groundLines, stateWords } from './cover.ts';
import { makingOf } from './making.ts';
import { unmarked } from './marked-telling.ts';
import { marksExplained } from './notes.ts';
import { tableSections } from './pack-tables.ts';
import { PackTelling } from './pack-telling.ts';
import { frozenFacts } from './verification.ts';
import { labelled, paragraph, runs, wordLanguage } from './word/blocks.ts';
import { narrative } from './word/narrative.ts';
import { packed, PLACE } from './word/packing.ts';
import { activityTable, TABLE_WIDTH } from './word/table.ts';
import { sectionOfTables } from './word/table-of-cells.ts';
import { caption, Headings, joined, type Xml } from './word/xml.ts';

/** Twentieths of a point: A4 with margins of 20 mm, and of 15 mm where it lies across. */
const A4 = { width: 11_906, height: 16_838 };
const UPRIGHT_WIDTH = A4.width - 2 * 1_134;

/** The document, the same bytes for the same contents and language everywhere. */
export async function wordOf(
	contents: PackContents,
	locale: Locale
): Promise<Uint8Array<ArrayBuffer>> {
	const pack = new PackTelling(contents, locale);
	const headings = new Headings();
	const told = narrative(pack, headings);
	const table = tablePart(pack, headings);
	const { view, at } = pack;
	const strategy = plain(pack.content(view.strategy.shortTitle));
	const file = new Document({
		title: plain(pack.title),
		subject: plain(pack.content(view.plan.title)),
		creator: m.app_name({}, at),
		lastModifiedBy: m.app_name({}, at),
		description: plain(stateWords(pack, contents)),
		keywords: `${strategy}, ${periodLabel(contents.period, locale)}`,
		styles: stylesFor(locale),
		sections: [
			{
				properties: {
					page: {
						size: A4,
						margin: {
							top: 1_304,
							bottom: 1_247,
							left: 1_134,
							right: 1_134,
							header: 567,
							footer: 567
						}
					}
				},
				...margins(pack, UPRIGHT_WIDTH),
				children: [
					...titlePage(pack),
					...contentsOf(pack, headings),
					...marks(pack),
					new Paragraph(PLACE),
					// The library ends a section in its last paragraph.
					new Paragraph({ style: 'Margin' })
				]
			},
			{
				properties: {
					page: {
						size: { ...A4, orientation: PageOrientation.LANDSCAPE },
						margin: { top: 1_134, bottom: 1_134, left: 850, right: 850, header: 510, footer: 510 }
					}
				},
				...margins(pack, TABLE_WIDTH),
				children: [new Paragraph(PLACE)]
			}
		]
	});
	const bytes = await Packer.toBuffer(file);
	const madeOn = contents.isDraft ? view.readOn : makingOf(contents).madeAt.slice(0, 10);
	return packed(new Uint8Array(bytes), { madeOn, parts: [joined(told), joined(table)] });
}

/** For the file's properties, which the library writes as they are. */
function plain(text: string): string {
	return cellText(unmarked(text));
}

function titlePage(pack: PackTelling): FileChild[] {
	const { view, contents, at } = pack;
	const draft = `${m.report_draft({}, at)}. ${m.document_draft_notice({}, at)}`;
	const demonstration = m.report_demonstration({ sign: PROVENANCE_SIGN.illustrative }, at);
	return [
		paragraph(pack.content(view.strategy.title), { style: 'Strategy' }),
		paragraph(pack.title, { style: 'Title' }),
		...(contents.isDraft ? [paragraph(draft, { style: 'Notice', look: { bold: true } })] : []),
		...(view.isDemonstration ? [paragraph(demonstration, { style: 'Notice' })] : []),
		...coverFacts(pack, contents).map(([name, value]) => labelled(name, value)),
		...ground(pack),
		...frozenFacts(pack, contents).map(([name, value]) => labelled(name, value)),
		paragraph(contents.isDraft ? m.pack_verify_draft({}, at) : m.pack_verify_text({}, at)),
		...contents.standsOn.map(({ quarter, revision }) =>
			paragraph(
				`kvartal verify --strategy ${view.strategy.slug} --quarter ${quarter} --revision ${revision}`,
				{ style: 'Quoted' }
			)
		)
	];
}

function ground(pack: PackTelling): FileChild[] {
	const { contents, at } = pack;
	const widths = [1_700, 900, 1_600, UPRIGHT_WIDTH - 6_000, 1_800];
	const row = (texts: readonly string[], isHeader = false) =>
		new TableRow({
			tableHeader: isHeader,
			cantSplit: true,
			children: texts.map(
				(text, index) =>
					new TableCell({
						width: { size: widths[index]!, type: WidthType.DXA },
						children: [paragraph(text, { style: 'Cell', look: { bold: isHeader } })]
					})
			)
		});
	return [
		paragraph(m.pack_stands_on({}, at), { keepNext: true, look: { bold: true } }),
		new Table({
			width: { size: UPRIGHT_WIDTH, type: WidthType.DXA },
			columnWidths: widths,
			layout: TableLayoutType.FIXED,
			margins: { top: 40, bottom: 40, left: 70, right: 70 },
			rows: [
				row(
					[
						m.report_head_quarter({}, at),
						m.report_made_revision({}, at),
						m.quarter_frozen_on({}, at),
						m.quarter_hash({}, at),
						m.report_head_state({}, at)
					],
					true
				),
				...groundLines(pack, contents).map(({ quarter, revision, frozenOn, hash, state }) =>
					row([quarter, revision, frozenOn, hash, state])
				)
			]
		}),
		paragraph('')
	];
}

/** Links to the headings, written out: a field would ask whoever opens the document to update it. */
function contentsOf({ at }: PackTelling, headings: Headings): Paragraph[] {
	return [
		paragraph(m.document_contents({}, at), { style: 'ContentsTitle' }),
		...headings.all.map(
			({ level, text, anchor }) =>
				new Paragraph({
					style: level === 1 ? 'TOC1' : 'TOC2',
					children: [new InternalHyperlink({ anchor, children: runs(text) })]
				})
		)
	];
}

function marks(pack: PackTelling): Paragraph[] {
	return [
		paragraph(m.report_notes_marks({}, pack.at), { style: 'MarksTitle' }),
		...marksExplained(pack).map(([mark, meaning]) => labelled(mark, meaning))
	];
}

function tablePart(pack: PackTelling, headings: Headings): Xml[] {
	const { view, at } = pack;
	const quarter = pack.quarter(view.quarter, 'genitive');
	return [
		headings.add(1, m.document_part_table({}, at)),
		headings.add(2, m.report_sheet_activities({}, at)),
		caption(m.document_table_caption({ quarter }, at)),
		activityTable(pack),
		...tableSections(pack).flatMap((section) => sectionOfTables(pack, section, headings))
	];
}

/** Head and foot of every page. */
function margins(pack: PackTelling, width: number): Pick<ISectionOptions, 'headers' | 'footers'> {
	const { view, contents } = pack;
	const strategy = pack.content(view.strategy.shortTitle);
	const tabStops = [{ type: TabStopType.RIGHT, position: width }];
	return {
		headers: {
			default: new Header({
				children: [
					paragraph(
						[
							...runs(strategy),
							new TextRun({ text: '\t' }),
							...runs(pack.mark, { bold: contents.isDraft })
						],
						{ style: 'Margin', tabStops }
					)
				]
			})
		},
		footers: {
			default: new Footer({
				children: [
					paragraph(
						[
							...runs(pack.foot),
							new TextRun({ children: ['\t', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })
						],
						{ style: 'Margin', tabStops }
					)
				]
			})
		}
	};
}

/** Times New Roman of twelve points with lines 1.15 apart, as Serbian forms ask for. */
function stylesFor(locale: Locale): IStylesOptions {
	const title = { bold: true, color: '000000' };
	const own = (
		id: string,
		name: string,
		run: object,
		format: object
	): NonNullable<IStylesOptions['paragraphStyles']>[number] => ({
		id,
		name,
		basedOn: 'Normal',
		quickFormat: true,
		run,
		paragraph: format
	});
	return {
		default: {
			document: {
				run: {
					font: 'Times New Roman',
					size: 24,
					language: { value: wordLanguage(locale), eastAsia: 'en-GB' }
				},
				paragraph: { spacing: { line: 276, lineRule: LineRuleType.AUTO, after: 120 } }
			},
			title: {
				run: { ...title, size: 40, font: 'Times New Roman' },
				paragraph: { spacing: { before: 120, after: 360 } }
			},
			heading1: {
				run: { ...title, size: 32, font: 'Times New Roman' },
				paragraph: { spacing: { before: 240, after: 160 }, keepNext: true }
			},
			heading2: {
				run: { ...title, size: 27, font: 'Times New Roman' },
				paragraph: { spacing: { before: 320, after: 140 }, keepNext: true }
			},
			heading3: {
				run: { ...title, size: 24, font: 'Times New Roman' },
				paragraph: { spacing: { before: 200, after: 100 }, keepNext: true }
			}
		},
		paragraphStyles: [
			own('Strategy', 'Strategy', { size: 28 }, { spacing: { before: 1_200, after: 240 } }),
			own(
				'Notice',
				'Notice',
				{},
				{
					border: {
						left: { style: 'single', size: 24, space: 8, color: '8A5A00' }
					},
					indent: { left: 170 },
					spacing: { after: 200 }
				}
			),
			own(
				'ContentsTitle',
				'Contents title',
				{ ...title, size: 27 },
				{ pageBreakBefore: true, spacing: { after: 160 } }
			),
			own(
				'MarksTitle',
				'Marks title',
				{ ...title, size: 24 },
				{ spacing: { before: 480, after: 120 } }
			),
			own('TOC1', 'toc 1', { bold: true }, { spacing: { before: 120, after: 60 } }),
			own('TOC2', 'toc 2', {}, { indent: { left: 340 }, spacing: { after: 60 } }),
			own('Figure', 'Figure', {}, { indent: { left: 340 }, spacing: { after: 60 } }),
			own('Activity', 'Activity', {}, { spacing: { before: 120, after: 40 } }),
			own(
				'Caption',
				'caption',
				{ size: 21, italics: true },
				{ spacing: { after: 80 }, keepNext: true }
			),
			own('Quoted', 'Quoted', { size: 22 }, { indent: { left: 340 }, spacing: { after: 40 } }),
			own(
				'Cell',
				'Cell',
				{ size: 17 },
				{ spacing: { line: 240, lineRule: LineRuleType.AUTO, after: 20 } }
			),
			own(
				'Margin',
				'Margin',
				{ size: 17 },
				{ spacing: { line: 240, lineRule: LineRuleType.AUTO, after: 0 } }
			)
		]
	};
}
