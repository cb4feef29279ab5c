// What pages are given, asked for as the framework asks: the layouts around a page, then the page. Without a server and without HTML.
import type { Actor } from '#lib/domain/permission.ts';
import * as users from '#lib/server/access/users.ts';
import type { Database } from '#lib/server/db/database.ts';
import { load as loadApp } from '../src/routes/(app)/+layout.server.ts';
import { load as loadStrategy } from '../src/routes/(app)/strategies/[strategy]/+layout.server.ts';

export type Load = (event: never) => unknown;

/** A page of the generated plan, and who asks for it. */
export interface AskedPage {
	address: string;
	load: Load;
	actor: Actor;
}

export function actorNamed({ read }: Database, username: string): Actor {
	return users.actorOf(read, users.idOf(read, username)!);
}

/** Runs the loads of a page; answers the page's own data. */
export async function dataOf(
	database: Database,
	{ address, load, actor }: AskedPage
): Promise<unknown> {
	const url = new URL(address, 'http://localhost:3000');
	const today = '2020-10-05';
	const part = url.pathname.split('/')[4];
	const event = {
		url,
		params: {
			strategy: 'pulse',
			code: part,
			body: part,
			goal: part,
			measure: part,
			indicator: part,
			period: part,
			quarter: part
		},
		locals: {
			...{ database, actor, today, locale: 'en' },
			context: { database, actor, today, via: 'web' }
		},
		depends: () => {}
	};
	await (loadApp as Load)(event as never);
	const data = await (loadStrategy as Load)(event as never);
	return load({ ...event, parent: async () => data } as never);
}
