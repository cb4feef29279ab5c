import { json, type RequestHandler } from '@sveltejs/kit';
import { installationOf, installedDatabase } from '#lib/server/access/installation.ts';
import { factsOf, log } from '#lib/server/log.ts';

/** For monitors: whether the database answers. */
export const GET: RequestHandler = () => {
	try {
		installationOf(installedDatabase().read, new Date().toISOString());
		return json({ status: 'ok' });
	} catch (failed) {
		log('unhealthy', factsOf(failed));
		return json({ status: 'unavailable' }, { status: 503 });
	}
};
