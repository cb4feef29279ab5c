// Where the charts of a sheet stand, and what is said of them to who does not see them.
import type { Chart } from './workbook.ts';
import { cellText } from './cell-text.ts';
import { inAttribute, XML_HEAD } from './xml.ts';

const SPACES =
	'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
	'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** The drawing of a sheet; its charts are rId1, rId2, … in their order. */
export function drawingPart(charts: readonly Chart[]): string {
	return `${XML_HEAD}<xdr:wsDr ${SPACES}>${charts.map(anchored).join('')}</xdr:wsDr>`;
}

function anchored({ place, title, description }: Chart, index: number): string {
	const { row, lastRow, firstColumn, lastColumn } = place;
	const corner = (column: number, at: number) =>
		`<xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${at}</xdr:row><xdr:rowOff>0</xdr:rowOff>`;
	return (
		`<xdr:twoCellAnchor editAs="oneCell"><xdr:from>${corner(firstColumn - 1, row - 1)}</xdr:from><xdr:to>${corner(lastColumn, lastRow)}</xdr:to>` +
		`<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${index + 2}" name="${inAttribute(cellText(title))}" descr="${inAttribute(cellText(description))}"/>` +
		'<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>' +
		'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">' +
		`<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId${index + 1}"/>` +
		'</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>'
	);
}
