// A native chart as DrawingML (ECMA-376, part 1, 21.2): Excel and LibreOffice draw it from cells; the values they had when it was made are in
// it as well, for programs that only show. The order of elements is the standard's.
import { FILLS, PAPER, type Hatch } from '#lib/charts/look.ts';
import { cellText } from './cell-text.ts';
import {
	columnLetter,
	type Cell,
	type Chart,
	type Series,
	type Sheet,
	type Span
} from './workbook.ts';
import { inElement, XML_HEAD } from './xml.ts';

const SPACES =
	'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
	'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

const PATTERNS: Readonly<Record<Exclude<Hatch, 'plain'>, string>> = {
	slope: 'wdUpDiag',
	'counter-slope': 'wdDnDiag',
	dots: 'dotGrid',
	cross: 'diagCross',
	rows: 'horz',
	columns: 'vert'
};
const MARKERS = ['circle', 'square', 'diamond', 'triangle', 'x', 'star', 'plus', 'dash'];
const DASHES = [
	'solid',
	'dash',
	'sysDot',
	'dashDot',
	'lgDash',
	'sysDash',
	'lgDashDot',
	'sysDashDot'
];

const CATEGORY_AXIS = 1;
const VALUE_AXIS = 2;
const FORMATS = { count: '#,##0', percent: '0%' } as const;

/** @param sheet whose cells it draws */
export function chartPart(chart: Chart, sheet: Sheet): string {
	const { kind } = chart;
	const series = chart.series.map((one, index) => seriesXml(chart, one, index, sheet)).join('');
	const axes = `<c:axId val="${CATEGORY_AXIS}"/><c:axId val="${VALUE_AXIS}"/>`;
	const isStacked = kind === 'stacked-bars' || kind === 'stacked-columns';
	const isLying = kind === 'stacked-bars' || kind === 'bars';
	const plot =
		kind === 'lines'
			? `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series}<c:marker val="1"/>${axes}</c:lineChart>`
			: `<c:barChart><c:barDir val="${isLying ? 'bar' : 'col'}"/><c:grouping val="${isStacked ? 'stacked' : 'clustered'}"/>` +
				`<c:varyColors val="0"/>${series}<c:gapWidth val="60"/>${isStacked ? '<c:overlap val="100"/>' : ''}${axes}</c:barChart>`;
	return (
		`${XML_HEAD}<c:chartSpace ${SPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>` +
		`${titleXml(chart.title, 1200, true)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${plot}` +
		`${categoryAxis(isLying)}${valueAxis(chart, isLying)}</c:plotArea>` +
		`<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${textXml(900, 'ink')}</c:legend>` +
		'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>' +
		`<c:spPr>${solid(PAPER.surface)}<a:ln w="6350">${solid(PAPER.line)}</a:ln></c:spPr>${textXml(900, 'ink')}</c:chartSpace>`
	);
}

function seriesXml(
	chart: Chart,
	{ name, values, tone }: Series,
	index: number,
	sheet: Sheet
): string {
	const of = {
		row: name.row,
		lastRow: name.row,
		firstColumn: name.column,
		lastColumn: name.column
	};
	const head = `<c:idx val="${index}"/><c:order val="${index}"/><c:tx>${textsXml(of, sheet)}</c:tx>`;
	const data = `<c:cat>${textsXml(chart.categories, sheet)}</c:cat><c:val>${numbersXml(values, sheet)}</c:val>`;
	const { ground, hatch, lines } = FILLS[tone];
	if (chart.kind === 'lines') {
		// What is pale as a filled bar would not be seen as a line.
		const colour = solid(PAPER[ground === 'sunken' ? lines : ground]);
		return (
			`<c:ser>${head}<c:spPr><a:ln w="28575" cap="rnd">${colour}<a:prstDash val="${DASHES[index % DASHES.length]}"/><a:round/></a:ln></c:spPr>` +
			`<c:marker><c:symbol val="${MARKERS[index % MARKERS.length]}"/><c:size val="8"/><c:spPr>${colour}<a:ln w="9525">${colour}</a:ln></c:spPr></c:marker>` +
			`${data}<c:smooth val="0"/></c:ser>`
		);
	}
	const fill =
		hatch === 'plain'
			? solid(PAPER[ground])
			: `<a:pattFill prst="${PATTERNS[hatch]}"><a:fgClr>${rgb(PAPER[lines])}</a:fgClr><a:bgClr>${rgb(PAPER[ground])}</a:bgClr></a:pattFill>`;
	const place = chart.kind === 'bars' ? 'outEnd' : 'ctr';
	// A count of nothing is not written: it would stand on its neighbour.
	const labels =
		`<c:dLbls><c:numFmt formatCode="${chart.format === 'percent' ? '0%;;' : '#,##0;;'}" sourceLinked="0"/>` +
		`<c:spPr>${solid(PAPER.surface)}<a:ln><a:noFill/></a:ln></c:spPr>${textXml(800, 'ink')}<c:dLblPos val="${place}"/>` +
		'<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>';
	return (
		`<c:ser>${head}<c:spPr>${fill}<a:ln w="6350">${solid(PAPER['line-strong'])}</a:ln></c:spPr>` +
		`<c:invertIfNegative val="0"/>${labels}${data}</c:ser>`
	);
}

function categoryAxis(isLying: boolean): string {
	return (
		`<c:catAx><c:axId val="${CATEGORY_AXIS}"/><c:scaling><c:orientation val="${isLying ? 'maxMin' : 'minMax'}"/></c:scaling>` +
		`<c:delete val="0"/><c:axPos val="${isLying ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/>` +
		`<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${lineXml('line-strong')}${textXml(900, 'ink')}` +
		`<c:crossAx val="${VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>`
	);
}

function valueAxis({ unit, format = 'count' }: Chart, isLying: boolean): string {
	return (
		`<c:valAx><c:axId val="${VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>` +
		`<c:axPos val="${isLying ? 'b' : 'l'}"/><c:majorGridlines>${lineXml('line')}</c:majorGridlines>${titleXml(unit, 900, false)}` +
		`<c:numFmt formatCode="${FORMATS[format]}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>` +
		// The first bar is the uppermost; the numbers stay below.
		`${lineXml('line')}${textXml(900, 'ink-soft')}<c:crossAx val="${CATEGORY_AXIS}"/><c:crosses val="${isLying ? 'max' : 'autoZero'}"/>` +
		'<c:crossBetween val="between"/></c:valAx>'
	);
}

function titleXml(title: string, size: number, isBold: boolean): string {
	const properties = `sz="${size}" b="${isBold ? 1 : 0}"`;
	return (
		`<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr ${properties}/></a:pPr><a:r><a:rPr ${properties}>` +
		`${solid(PAPER[isBold ? 'ink' : 'ink-soft'])}${FONT}</a:rPr><a:t>${inElement(cellText(title))}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`
	);
}

const FONT = '<a:latin typeface="Arial"/><a:cs typeface="Arial"/>';

function textXml(size: number, colour: 'ink' | 'ink-soft'): string {
	return (
		`<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}" b="0">${solid(PAPER[colour])}${FONT}</a:defRPr></a:pPr>` +
		'<a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
	);
}

function lineXml(colour: 'line' | 'line-strong'): string {
	return `<c:spPr><a:ln w="6350">${solid(PAPER[colour])}</a:ln></c:spPr>`;
}

function solid(colour: string): string {
	return `<a:solidFill>${rgb(colour)}</a:solidFill>`;
}

function rgb(colour: string): string {
	return `<a:srgbClr val="${colour.slice(1).toUpperCase()}"/>`;
}

function textsXml(span: Span, sheet: Sheet): string {
	return `<c:strRef>${formulaXml(span, sheet)}<c:strCache>${pointsXml(cellsOf(span, sheet).map(textOf))}</c:strCache></c:strRef>`;
}

function numbersXml(span: Span, sheet: Sheet): string {
	const points = pointsXml(cellsOf(span, sheet).map(numberOf));
	return `<c:numRef>${formulaXml(span, sheet)}<c:numCache><c:formatCode>General</c:formatCode>${points}</c:numCache></c:numRef>`;
}

function pointsXml(values: readonly (string | number | null)[]): string {
	const points = values.map((value, index) =>
		value === null ? '' : `<c:pt idx="${index}"><c:v>${inElement(String(value))}</c:v></c:pt>`
	);
	return `<c:ptCount val="${values.length}"/>${points.join('')}`;
}

function formulaXml({ row, lastRow, firstColumn, lastColumn }: Span, { name }: Sheet): string {
	const place = (column: number, at: number) => `$${columnLetter(column)}$${at}`;
	const first = place(firstColumn, row);
	const last = place(lastColumn, lastRow);
	const cells = first === last ? first : `${first}:${last}`;
	return `<c:f>${inElement(`'${name.replaceAll("'", "''")}'!${cells}`)}</c:f>`;
}

function cellsOf(
	{ row, lastRow, firstColumn, lastColumn }: Span,
	{ rows }: Sheet
): (Cell | null)[] {
	return rows
		.slice(row - 1, lastRow)
		.flatMap(({ cells }) =>
			Array.from(
				{ length: lastColumn - firstColumn + 1 },
				(_, index) => cells[firstColumn - 1 + index] ?? null
			)
		);
}

function textOf(cell: Cell | null): string | null {
	if (cell?.kind === 'text') return cellText(cell.text);
	return cell?.kind === 'integer' ? String(cell.value) : null;
}

function numberOf(cell: Cell | null): number | null {
	if (cell?.kind === 'integer') return cell.value;
	return cell?.kind === 'share' && cell.denominator > 0 ? cell.numerator / cell.denominator : null;
}
