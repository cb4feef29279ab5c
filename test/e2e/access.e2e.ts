// Access as a browser meets it, against the built server.
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, signIn, startServer, visit, type Server } from './browser.ts';

const DEMONSTRATION_PASSWORD = 'kvartal-demo';
const NEW_PASSWORD = 'три речи за лозинку';

let server: Server;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startServer(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.dispose();
});

/** Posts a form as a browser without scripts does. */
function post(
	path: string,
	body: Record<string, string>,
	{
		cookie,
		origin = server.origin,
		at = server.origin
	}: { cookie?: string; origin?: string | null; at?: string } = {}
) {
	const headers: Record<string, string> = { accept: 'text/html' };
	if (origin !== null) headers.origin = origin;
	if (cookie) headers.cookie = cookie;
	return fetch(at + path, {
		method: 'POST',
		redirect: 'manual',
		headers,
		body: new URLSearchParams(body)
	});
}

function sessionIn(response: Response): string {
	return response.headers.getSetCookie().find((text) => text.includes('session=')) ?? '';
}

async function signedIn(username: string, password = DEMONSTRATION_PASSWORD): Promise<string> {
	const response = await post('/login', { username, password });
	expect(response.status).toBe(303);
	return sessionIn(response).split(';')[0] ?? '';
}

function statusOf(path: string, cookie: string): Promise<number> {
	return fetch(server.origin + path, { redirect: 'manual', headers: { cookie } }).then(
		({ status }) => status
	);
}

describe('signing in', () => {
	test('answers an unknown name and a wrong password with the same page', async () => {
		const pages = await Promise.all(
			['reporter', 'nobody-at-all'].map(async (username) => {
				const response = await post('/login', { username, password: 'wrong' });
				const text = (await response.text())
					.replaceAll(`value="${username}"`, 'value="NAME"')
					.replaceAll(`],username:"${username}"`, '],username:"NAME"');
				return { status: response.status, text };
			})
		);
		expect(pages[0]?.status).toBe(401);
		expect(pages[0]).toEqual(pages[1]);
	});

	test('is slowed after five failures, and says for how long', async () => {
		for (let i = 0; i < 5; i++) {
			expect((await post('/login', { username: 'guessed', password: `${i}` })).status).toBe(401);
		}
		const response = await post('/login', { username: 'guessed', password: '5' });
		expect(response.status).toBe(429);
		expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(
			(await post('/login', { username: 'reviewer', password: DEMONSTRATION_PASSWORD })).status
		).toBe(303);
	});

	test('gives a new session, whatever the browser brought', async () => {
		const planted = 'kvartal_session=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
		const body = { username: 'reviewer', password: DEMONSTRATION_PASSWORD };
		const first = await post('/login', body, { cookie: planted });
		expect(sessionIn(first)).not.toContain(planted);
		expect(await statusOf('/account', planted)).toBe(303);

		const own = sessionIn(first).split(';')[0] ?? '';
		const again = await post('/login', body, { cookie: own });
		expect(sessionIn(again)).not.toContain(own);
		expect(await statusOf('/account', own)).toBe(303);
	});

	test('goes on to a page of this site only', async () => {
		for (const [to, location] of [
			['/account?a=b', '/account?a=b'],
			['//evil.example', '/'],
			['https://evil.example', '/'],
			['/\\evil.example', '/'],
			['/.//evil.example', '/']
		] as const) {
			const response = await post('/login', {
				username: 'reviewer',
				password: DEMONSTRATION_PASSWORD,
				to
			});
			expect(response.headers.get('location')).toBe(location);
		}
	});

	test('leads back to the page that was asked for', async () => {
		const { context, page } = await visit(browser, server);
		await page.goto('/account?x=1');
		expect(new URL(page.url()).pathname).toBe('/login');
		await page.fill('input[name="username"]', 'reviewer');
		await page.fill('input[name="password"]', DEMONSTRATION_PASSWORD);
		await page.press('input[name="password"]', 'Enter');
		await page.waitForURL('**/account?x=1');
		await context.close();
	});
});

describe('the session', () => {
	test('is a cookie no script reads and no other site sends', async () => {
		const cookie = sessionIn(
			await post('/login', { username: 'reviewer', password: DEMONSTRATION_PASSWORD })
		);
		expect(cookie).toMatch(/^kvartal_session=[a-z0-9]{40}; /);
		expect(cookie).toContain('; HttpOnly');
		expect(cookie).toContain('; SameSite=Lax');
		expect(cookie).toContain('; Path=/');
		expect(cookie).not.toContain('Secure');
		expect(cookie).not.toContain('Domain');
	});

	test('is not in the database, only its hash', async () => {
		const id = (await signedIn('reviewer')).split('=')[1] ?? '';
		const kept = ['', '-wal']
			.map((end) => readFileSync(server.databasePath + end, 'latin1'))
			.join('');
		expect(id).toHaveLength(40);
		expect(kept).not.toContain(id);
	});

	test('ends on signing out', async () => {
		const cookie = await signedIn('reviewer');
		expect(await statusOf('/account', cookie)).toBe(200);
		const response = await post('/logout', {}, { cookie });
		expect(response.headers.get('location')).toBe('/login');
		expect(sessionIn(response)).toMatch(/^kvartal_session=; .*Expires=Thu, 01 Jan 1970/);
		expect(await statusOf('/account', cookie)).toBe(303);
	});

	test('is Secure, under a name no neighbour can set, when ORIGIN is https', async () => {
		const { port } = new URL(server.origin);
		const secure = await startServer({
			databasePath: server.databasePath,
			env: { ORIGIN: `https://localhost:${port}` }
		});
		const response = await post(
			'/login',
			{ username: 'reviewer', password: DEMONSTRATION_PASSWORD },
			{ at: secure.origin, origin: `https://localhost:${port}` }
		);
		await secure.stop();
		expect(sessionIn(response)).toMatch(/^__Host-kvartal_session=.*; Secure/);
		expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000');
	});
});

describe('another site', () => {
	test.each(['https://evil.example', 'null', null])(
		'posting from %s is refused',
		async (origin) => {
			const cookie = await signedIn('admin');
			for (const path of ['/login', '/logout', '/language', '/users/new', '/users/1?/disable']) {
				expect((await post(path, { locale: 'en' }, { cookie, origin })).status).toBe(403);
			}
			expect(await statusOf('/account', cookie)).toBe(200);
		}
	);

	test('cannot frame a page, nor guess what it is from its type', async () => {
		const { headers } = await fetch(`${server.origin}/login`);
		expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
		expect(headers.get('content-security-policy')).toMatch(/script-src 'self';/);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toBe('same-origin');
		expect(headers.get('cache-control')).toBe('no-store');
	});
});

test('an account is opened, must change its password, gets rights, and is shut: then its session is over', async () => {
	const admin = await visit(browser, server);
	await signIn(admin.page, 'admin');
	await admin.page.goto('/users/new');
	await admin.page.fill('input[name="username"]', 'Mila.Jović');
	await admin.page.fill('input[name="name"]', 'Мила Јовић');
	await admin.page.click('main form button');
	await admin.page.waitForSelector('.field .problem');
	expect(await admin.page.inputValue('input[name="name"]')).toBe('Мила Јовић');
	await admin.page.fill('input[name="username"]', 'Mila.Jovic');
	await admin.page.click('main form button');
	const given = await admin.page.innerText('#one-time-password');

	const mila = await visit(browser, server);
	await signIn(mila.page, 'mila.jovic', given);
	await mila.page.waitForURL('**/account');
	await mila.page.goto('/strategies');
	expect(new URL(mila.page.url()).pathname).toBe('/account');
	await mila.page.fill('input[name="current_password"]', given);
	await mila.page.fill('input[name="new_password"]', 'кратка');
	await mila.page.fill('input[name="repeat_password"]', 'другачија');
	await mila.page.click('form[action="?/password"] button');
	await mila.page.waitForSelector('.field .problem');
	expect(await mila.page.locator('.field .problem').count()).toBe(2);
	await mila.page.fill('input[name="current_password"]', given);
	await mila.page.fill('input[name="new_password"]', NEW_PASSWORD);
	await mila.page.fill('input[name="repeat_password"]', NEW_PASSWORD);
	await mila.page.click('form[action="?/password"] button');
	await mila.page.waitForSelector('[data-tone="good"]');
	await mila.page.goto('/strategies');
	expect(new URL(mila.page.url()).pathname).toBe('/strategies');

	await admin.page.click('[data-tone="good"] a');
	await admin.page.waitForURL(/\/users\/\d+$/);
	await admin.page.selectOption('select[name="role"]', 'reporter');
	await admin.page.click('form[action="?/grant"] button');
	await admin.page.waitForSelector('.field .problem');
	await admin.page.selectOption('select[name="bodyId"]', { index: 1 });
	await admin.page.click('form[action="?/grant"] button');
	await admin.page.waitForSelector('form[action="?/revoke"]');
	await admin.page.click('form[action="?/revoke"] button');
	await admin.page.waitForSelector('form[action="?/revoke"]', { state: 'detached' });

	await admin.page.click('form[action="?/disable"] button');
	await admin.page.waitForSelector('form[action="?/enable"]');
	await mila.page.goto('/strategies');
	expect(new URL(mila.page.url()).pathname).toBe('/login');
	expect((await post('/login', { username: 'mila.jovic', password: NEW_PASSWORD })).status).toBe(
		401
	);
	await admin.context.close();
	await mila.context.close();
});

describe('a session that ends while somebody writes loses nothing', () => {
	const HOSTILE = `први ред\n"други" <script>alert(1)</script> & 'трећи'`;

	test.each([
		{ way: 'with scripts', javaScriptEnabled: true },
		{ way: 'without scripts', javaScriptEnabled: false }
	])('$way: what was typed comes back, and can be sent again', async ({ way, ...options }) => {
		const { context, page } = await visit(browser, server, options);
		const name = `${HOSTILE.replace('\n', ' ')} ${way}`;
		await signIn(page, 'admin');
		await page.goto('/users/new');
		await page.fill('input[name="username"]', way.replace(' ', '.'));
		await page.fill('input[name="name"]', name);
		await context.clearCookies();
		await page.click('main form button');
		await page.waitForSelector('form[action="/users/new"] input[type="hidden"]', {
			state: 'attached'
		});

		const elsewhere = await context.newPage();
		await signIn(elsewhere, 'admin');
		await page.click('form[action="/users/new"] button');
		await page.waitForSelector('#one-time-password');
		await page.goto('/users');
		expect(await page.innerText('main')).toContain(name);
		await context.close();
	});

	test('lines stay lines, and markup stays text', async () => {
		const response = await post('/users/new', { name: HOSTILE, new_password: 'tajna' });
		const text = await response.text();
		expect(response.status).toBe(401);
		expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(text).not.toContain('<script');
		expect(text).not.toContain('tajna');
		const { context, page } = await visit(browser, server);
		await page.setContent(text);
		expect(await page.locator('input[name="name"]').getAttribute('value')).toBe(HOSTILE);
		await context.close();
	});
});

describe('bad input', () => {
	test('a form that is no form is answered with 400, one too large with 413', async () => {
		const cookie = await signedIn('admin');
		const send = (body: string, type: string) =>
			fetch(`${server.origin}/users/new`, {
				method: 'POST',
				headers: { cookie, origin: server.origin, accept: 'text/html', 'content-type': type },
				body
			}).then(({ status }) => status);
		expect(await send('garbage', 'multipart/form-data; boundary=x')).toBe(400);
		expect(await send(`name=${'a'.repeat(600_000)}`, 'application/x-www-form-urlencoded')).toBe(
			413
		);
	});

	test.each([
		['/users/999999', 404],
		['/users/abc', 404],
		['/nowhere', 404],
		['/users/%E0%A4%A', 400]
	])('%s is answered with %i and a page in the reader’s language', async (path, status) => {
		const cookie = `${await signedIn('admin')}; kvartal_locale=sr-Cyrl`;
		const response = await fetch(server.origin + path, { headers: { cookie } });
		expect(response.status).toBe(status);
		expect(await response.text()).toContain('<html lang="sr-Cyrl">');
	});

	test('a language that does not exist changes nothing', async () => {
		const response = await post('/language', { locale: 'xx' });
		expect(response.status).toBe(400);
		expect(response.headers.getSetCookie()).toEqual([]);
	});
});

test('changing the language keeps the page, without scripts too, and is remembered', async () => {
	const { context, page } = await visit(browser, server, { javaScriptEnabled: false });
	await signIn(page, 'owner');
	await page.goto('/account?x=1');
	for (const locale of ['sr-Cyrl', 'sr-Latn', 'en']) {
		await page.click(`form[action="/language"] button[value="${locale}"] >> nth=0`);
		expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/account?x=1');
		expect(await page.getAttribute('html', 'lang')).toBe(locale);
	}
	await context.close();
});

test('a demonstration is not served where others could reach it', async () => {
	const reachable: Record<string, string>[] = [
		{ HOST: '0.0.0.0' },
		{ ORIGIN: 'https://kvartal.example.org' }
	];
	for (const env of reachable) {
		await expect(startServer({ databasePath: server.databasePath, env })).rejects.toThrow(
			/demonstration/
		);
	}
});

test('the log tells what was done, and no secrets', async () => {
	const cookie = await signedIn('reviewer');
	await fetch(`${server.origin}/account?secret=words`, { headers: { cookie } });
	const log = server.log();
	expect(log).toMatch(/"event":"request".*"route":"\/\(app\)\/account","status":200/);
	for (const secret of [
		DEMONSTRATION_PASSWORD,
		NEW_PASSWORD,
		'secret=words',
		cookie.split('=')[1] ?? ''
	]) {
		expect(log.includes(`"${secret}`) || log.includes(`=${secret}`)).toBe(false);
	}
});
