// What the report's file is called and is. Apart from its making, so that the server's own thread never loads what makes workbooks.
import type { Locale } from '#lib/domain/text.ts';

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
