// Every request comes through here: it gets a number, its asker is recognised, entry is granted or refused, the answer is secured and
// logged.
import { randomUUID } from 'node:crypto';
import {
	isRedirect,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { entryTo } from '#lib/server/access/entry.ts';
import { secure } from '#lib/server/access/headers.ts';
import {
	closeInstalledDatabase,
	installationOf,
	installedDatabase
} from '#lib/server/access/installation.ts';
import { isLoopbackOnly } from '#lib/server/access/loopback.ts';
import { recognise } from '#lib/server/access/request.ts';
import { answerUnsigned } from '#lib/server/access/unsigned.ts';
import { isCounting, statementsRun } from '#lib/server/db/statements.ts';
import { factsOf, log } from '#lib/server/log.ts';
import { growSparingly } from '#lib/server/memory.ts';
import { readAhead } from '#lib/server/quarter/read-ahead.ts';
import { turn } from '#lib/server/turns.ts';

const isHttps = () => process.env.ORIGIN?.startsWith('https://') ?? false;

export const init: ServerInit = () => {
	growSparingly();
	const database = installedDatabase();
	const { isDemonstration } = installationOf(database.read, new Date().toISOString());
	if (isDemonstration && !isLoopbackOnly(process.env)) {
		throw new Error(
			'This is a demonstration database: its accounts have public passwords. It is served only where HOST and ORIGIN are loopback, ' +
				'as with HOST=127.0.0.1 ORIGIN=http://localhost:3000. For real work name another DATABASE_PATH and begin with `kvartal init`.'
		);
	}
	void readAhead(database);
	process.on('sveltekit:shutdown', closeInstalledDatabase);
};

export const handle: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	const statementsBefore = statementsRun();
	event.locals.requestId = randomUUID();
	let status = 500;
	try {
		const response = await answer(event, resolve);
		status = response.status;
		secure(response.headers, { isHttps: isHttps() });
		response.headers.set('x-request-id', event.locals.requestId);
		if (isCounting()) {
			// For benchmarks with one request at a time: how many statements, and how long in here.
			const statements = statementsRun() - statementsBefore;
			const took = (performance.now() - began).toFixed(2);
			response.headers.set('server-timing', `sql;desc="${statements}", total;dur=${took}`);
		}
		return response;
	} catch (thrown) {
		if (isRedirect(thrown)) status = thrown.status;
		throw thrown;
	} finally {
		logRequest(event, status, performance.now() - began);
	}
};

async function answer(event: RequestEvent, resolve: Parameters<Handle>[0]['resolve']) {
	// Asked by machines, and also when the database does not answer.
	if (event.route.id === '/healthz') return resolve(event);
	await turn();
	await recognise(event);
	const { locals } = event;
	if (locals.isDemonstration && !isLoopbackOnly(process.env)) {
		return new Response('A demonstration is served to its own machine only.\n', { status: 503 });
	}
	const entry = entryTo(event.route.id, locals.user);
	if (entry === 'sign-in') return answerUnsigned(event, 'session', locals.locale);
	if (entry === 'change-password') return answerUnsigned(event, 'password', locals.locale);
	return resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%kvartal.lang%', locals.locale)
	});
}

function logRequest({ locals, request, route }: RequestEvent, status: number, ms: number): void {
	if (route.id === '/healthz' && status === 200) return;
	log('request', {
		id: locals.requestId,
		method: request.method,
		route: route.id,
		status,
		ms: Math.round(ms),
		user: locals.user?.id ?? null
	});
}

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	const id = event.locals.requestId ?? randomUUID();
	if (status < 500) return { message, id };
	log('error', { id, method: event.request.method, route: event.route.id, ...factsOf(error) });
	return { message: id, id };
};
