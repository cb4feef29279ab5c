// How an address answers with a workbook or a zip: the file, or with its right status the sentences of what was refused. An endpoint has no error
// page of its own, and these addresses are cited.
import { refusal, Refusal, STATUS_OF } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import { isLocale } from '#lib/server/access/locale.ts';
import { soon } from '#lib/server/patience.ts';
import { problemSentence } from '#lib/wording/problems.ts';
import { XLSX_TYPE, type Download } from './file.ts';
import type { Ordered } from './makings.ts';

/**
 * Answers with what `make` makes, in the language the address names, else the reader's.
 *
 * @param lang as written in the address; what is no language of Kvartal is refused (400)
 */
export async function download(
	{ lang, reader }: { lang: string | null; reader: Locale },
	make: (locale: Locale) => Promise<Download>
): Promise<Response> {
	try {
		const locale = lang ?? reader;
		if (!isLocale(locale)) throw refusal('invalid', 'report-language', { lang: locale }, 'lang');
		const { fileName, bytes, type = XLSX_TYPE, policy } = await make(locale);
		const manner = policy === undefined ? 'attachment' : 'inline';
		return new Response(bytes, {
			headers: {
				'content-type': type,
				'content-length': String(bytes.byteLength),
				'content-disposition': `${manner}; filename="${fileName}"`,
				'cache-control': 'private, no-store',
				...(policy === undefined ? {} : { 'content-security-policy': policy })
			}
		});
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const sentences = refused.problems.map((problem) => problemSentence(problem, reader));
		return new Response(`${sentences.join('\n')}\n`, {
			status: STATUS_OF[refused.kind],
			headers: { 'content-type': 'text/plain; charset=utf-8' }
		});
	}
}

/**
 * A file when it is made. Null for who reads pages when that takes longer than somebody looks at an empty window, or goes wrong: the page of
 * the making tells of it. A program gets the file, however long it takes.
 */
export async function whenMade(
	request: Request,
	{ making, bytes }: Ordered
): Promise<Uint8Array<ArrayBuffer> | null> {
	const readsPages = request.headers.get('accept')?.includes('text/html') ?? false;
	if (making === null || !readsPages) return bytes;
	return soon(bytes).catch(() => null);
}
