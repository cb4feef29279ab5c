// A kept pack by the SHA-256 it is cited by.
import { strategyFor } from '#lib/server/access/visible.ts';
import { download } from '#lib/server/report/download.ts';
import { packAnswer } from '#lib/server/report/file.ts';
import { byHash } from '#lib/server/report/packs.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params }) =>
	download({ lang: null, reader: locals.locale }, async () => {
		const { slug } = strategyFor(locals, params.strategy);
		return packAnswer({ slug, ...byHash(locals.database.read, slug, params.hash) });
	});
