// The address reports had before there were packs: it was cited.
import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ params, url }) => {
	const { strategy, quarter } = params;
	const parts = [strategy, 'packs', quarter].map(encodeURIComponent);
	redirect(308, `/strategies/${parts.join('/')}/pack.xlsx${url.search}`);
};
