// Every route, endpoint and form action of the build, tried with every role and with none. What the build has and the table has not, or
// the other way round, fails: whoever adds a route says here who may use it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type Server } from './browser.ts';
import { waysOfTheBuild } from './built-ways.ts';
import { elsewhere, ROLES, ROUTES, type Role } from './route-table.ts';

let server: Server;
const cookies = new Map<Role, string>();

beforeAll(async () => {
	server = await startServer();
	for (const role of ROLES) if (role !== 'none') cookies.set(role, await cookieOf(role));
});
afterAll(() => server?.dispose());

async function cookieOf(username: string): Promise<string> {
	const response = await fetch(`${server.origin}/login`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: server.origin, accept: 'text/html' },
		body: new URLSearchParams({ username, password: 'kvartal-demo' })
	});
	const cookie = response.headers.getSetCookie().find((text) => text.includes('session='));
	if (response.status !== 303 || !cookie) throw new Error(`${username} cannot sign in`);
	return cookie.split(';')[0] ?? '';
}

const ways = waysOfTheBuild();

test('the table names exactly what the build has', () => {
	expect(Object.keys(ROUTES).toSorted()).toEqual(ways.map(({ name }) => name).toSorted());
});

describe('a strategy on which somebody holds no right', () => {
	const ofStrategies = ways.filter(({ name }) => name in ROUTES && name.includes('[strategy]'));

	test.each(ofStrategies)('$name', async ({ name, layouts }) => {
		const path = elsewhere(ROUTES[name]!.path);
		expect((await send(name, path, 'reporter')).status).toBe(403);
		if (layouts !== null) {
			expect(await dataStatus(path, layouts, headersOf('reporter'))).toBe(403);
		}
	});
});

describe.each(ROLES.map((role, index) => ({ role, index })))('$role', ({ role, index }) => {
	// Signing out comes last.
	const known = ways
		.filter(({ name }) => name in ROUTES)
		.toSorted((a, b) => Number(a.name.includes('/logout')) - Number(b.name.includes('/logout')));

	test.each(known)('$name', async ({ name, layouts }) => {
		const { path, statuses } = ROUTES[name]!;
		const expected = statuses[index]!;
		const headers = headersOf(role);
		const response = await send(name, path, role);
		const text = await response.text();
		expect(response.status, wordsOf(text)).toBe(expected);
		if (role === 'none' && expected === 303 && !path.startsWith('/log') && path !== '/language') {
			expect(response.headers.get('location')).toMatch(/^\/login\?to=/);
		}
		// The page's own data, asked for without its layouts: a guard in a layout would not be asked.
		if (layouts !== null && expected !== 303 && expected !== 307) {
			expect(await dataStatus(path, layouts, headers)).toBe(expected);
		}
	});
});

/** What a page says, for whoever reads a failure. */
function wordsOf(page: string): string {
	const main = /<main[\s\S]*<\/main>/.exec(page)?.[0] ?? page;
	return main
		.replaceAll(/<[^>]*>/g, ' ')
		.replaceAll(/\s+/g, ' ')
		.slice(0, 500);
}

function headersOf(role: Role): Record<string, string> {
	const headers: Record<string, string> = { accept: 'text/html', origin: server.origin };
	const cookie = cookies.get(role);
	return cookie ? { ...headers, cookie } : headers;
}

function send(name: string, path: string, role: Role): Promise<Response> {
	const [method = 'GET'] = name.split(' ');
	const { body } = ROUTES[name]!;
	return fetch(server.origin + path, {
		method,
		redirect: 'manual',
		headers: headersOf(role),
		body: method === 'GET' ? undefined : new URLSearchParams({ as: role, ...body?.(role) })
	});
}

async function dataStatus(
	path: string,
	layouts: number,
	headers: Record<string, string>
): Promise<number> {
	const [pathname = '', search = ''] = path.split('?');
	const query = new URLSearchParams(search);
	query.set('x-sveltekit-invalidated', `${'0'.repeat(layouts)}1`);
	const response = await fetch(
		`${server.origin}${pathname.replace(/\/$/, '')}/__data.json?${query}`,
		{ headers: { ...headers, accept: 'application/json' } }
	);
	const answer = (await response.json()) as {
		type: string;
		nodes?: ({ type: string; status?: number } | null)[];
	};
	const leaf = answer.nodes?.at(-1);
	if (leaf?.type === 'error') return leaf.status ?? 500;
	return response.status;
}
