// What the report's file is called and is. Apart from its making, so that the server's own thread never loads what makes workbooks.
import type { Locale } from '#lib/domain/text.ts';
import { STYLE_SOURCE } from './html/style.ts';
import type { PackFormat } from './packs.ts';

export interface Download {
	fileName: string;
	bytes: Uint8Array<ArrayBuffer>;
	/** Media type; a workbook's unless told. */
	type?: string;
	/** Of what is read where it is opened instead of being saved: its content policy. */
	policy?: string;
}

/** The media type of an xlsx file. */
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** @example fileName({ slug: 'cybercrime-2019-2023', quarter: '2020-Q2', locale: 'sr-Cyrl' }) //=> 'kvartal-cybercrime-2019-2023-2020-Q2-sr-Cyrl.xlsx' */
export function fileName({
	slug,
	quarter,
	locale
}: {
	slug: string;
	quarter: string;
	locale: Locale;
}): string {
	return `kvartal-${slug}-${quarter}-${locale}.xlsx`.replace(/[^A-Za-z0-9.-]/g, '_');
}

/** @example tableFileName({ slug: 'cybercrime-2019-2023', quarter: '2020-Q2', table: 'trend', locale: 'en' }) //=> 'kvartal-cybercrime-2019-2023-2020-Q2-trend-en.xlsx' */
export function tableFileName({
	slug,
	quarter,
	table,
	locale
}: {
	slug: string;
	quarter: string;
	table: string;
	locale: Locale;
}): string {
	return fileName({ slug, quarter: `${quarter}-${table}`, locale });
}

/** A pack as an address answers with it. */
export function packAnswer({
	slug,
	period,
	locale,
	format,
	bytes
}: {
	slug: string;
	period: string;
	locale: Locale;
	format: PackFormat;
	bytes: Uint8Array<ArrayBuffer>;
}): Download {
	return {
		fileName: packFileName({ slug, period, locale, format }),
		bytes,
		type: TYPES[format],
		...(format === 'html' ? { policy: DOCUMENT_POLICY } : {})
	};
}

const TYPES: Readonly<Record<PackFormat, string>> = {
	xlsx: XLSX_TYPE,
	html: 'text/html; charset=utf-8',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
};

/** A page of its own: nothing is loaded, nothing runs, and of styles there is the one it brings. */
const DOCUMENT_POLICY =
	`default-src 'none'; style-src ${STYLE_SOURCE}; ` +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** @example packFileName({ slug: 'cybercrime-2019-2023', period: '2020-H1', locale: 'sr-Cyrl', format: 'xlsx' }) //=> 'kvartal-cybercrime-2019-2023-2020-H1-sr-Cyrl.xlsx' */
export function packFileName({
	slug,
	period,
	locale,
	format
}: {
	slug: string;
	period: string;
	locale: Locale;
	format: PackFormat;
}): string {
	return `kvartal-${slug}-${period}-${locale}.${format}`.replace(/[^A-Za-z0-9.-]/g, '_');
}

/** The media type of a zip. */
export const ZIP_TYPE = 'application/zip';

/** @example portableFileName({ slug: 'cybercrime-2019-2023', quarter: '2020-Q2', revision: 1 }) //=> 'kvartal-cybercrime-2019-2023-2020-Q2-r1.zip' */
export function portableFileName({
	slug,
	quarter,
	revision
}: {
	slug: string;
	quarter: string;
	/** The newest when null. */
	revision: number | null;
}): string {
	const of = revision === null ? '' : `-r${revision}`;
	return `kvartal-${slug}-${quarter}${of}.zip`.replace(/[^A-Za-z0-9.-]/g, '_');
}
