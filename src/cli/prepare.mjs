// Brings what is generated up to date: Serbian Latin messages from the Cyrillic ones, and the compiled messages.
// npm runs it as `prepare` at the end of `npm ci`; there it never fails an install that has no need of it.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isNodeTooOld, nodeSentence } from './node-version.mjs';

/** @typedef {string | { declarations?: string[], selectors?: string[], match: Record<string, string> }[]} Message */

export const HOME = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const OUTDIR = join(HOME, 'src/lib/paraglide');
const STAMP = join(OUTDIR, 'stamp.txt');

/**
 * Brings generated files up to date; does nothing when they are.
 *
 * @param {(line: string) => void} log
 */
export async function prepare(log = console.log) {
	if (!existsSync(join(HOME, '.svelte-kit/tsconfig.json'))) syncTypes();
	await writeLatin();
	const stamp = stampOfInputs();
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
	log('Compiling messages …');
	const { compile } = await import('@inlang/paraglide-js');
	const before = process.cwd();
	process.chdir(HOME); // the project's settings name the plugin relative to it
	try {
		await compile({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			// Every call names its locale, so nothing has to be found in a cookie, an address or a request.
			strategy: ['baseLocale'],
			disableAsyncLocalStorage: true,
			emitGitIgnore: false,
			emitPrettierIgnore: false,
			emitReadme: false
		});
	} finally {
		process.chdir(before);
	}
	const messages = readMessages('en');
	const missing = Object.keys(messages).filter(
		(key) => !existsSync(join(OUTDIR, 'messages', `${key}.js`))
	);
	if (missing.length > 0) throw new Error(`Messages were not compiled: ${missing.join(', ')}`);
	writeFileSync(join(OUTDIR, 'messages.d.ts'), declarationsOf(messages));
	writeFileSync(STAMP, stamp);
}

/** Types of routes, and the settings that tsconfig.json extends; without them not even a spec can be read. */
export function syncTypes() {
	const script = join(HOME, 'node_modules/@sveltejs/kit/svelte-kit.js');
	const { status, stderr } = spawnSync(process.execPath, [script, 'sync'], {
		cwd: HOME,
		encoding: 'utf8'
	});
	if (status !== 0) throw new Error(`svelte-kit sync failed:\n${stderr}`);
}

/** Everything the compiled messages depend on. */
function stampOfInputs() {
	const hash = createHash('sha256');
	for (const path of [
		'messages/en.json',
		'messages/sr-Cyrl.json',
		'messages/sr-Latn.json',
		'project.inlang/settings.json',
		'src/cli/prepare.mjs'
	]) {
		hash.update(path).update(readFileSync(join(HOME, path)));
	}
	return hash.digest('hex');
}

/**
 * @param {string} locale
 * @returns {Record<string, Message>}
 */
function readMessages(locale) {
	const { $schema, ...messages } = JSON.parse(
		readFileSync(join(HOME, `messages/${locale}.json`), 'utf8')
	);
	return messages;
}

async function writeLatin() {
	const script = pathToFileURL(join(HOME, 'src/lib/domain/script.ts')).href;
	/** @type {{ toLatin: (text: string) => string }} */
	const { toLatin } = await import(script);
	const path = join(HOME, 'messages/sr-Latn.json');
	const latin = latinOf(readMessages('sr-Cyrl'), toLatin);
	const content = JSON.stringify(
		{ $schema: 'https://inlang.com/schema/inlang-message-format', ...latin },
		null,
		'\t'
	);
	if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, content);
}

/**
 * Messages in the other script; placeholders, declarations and selectors stay as they are.
 *
 * @param {Record<string, Message>} messages
 * @param {(text: string) => string} toLatin
 * @returns {Record<string, Message>}
 */
export function latinOf(messages, toLatin) {
	/** @param {string} text */
	const convert = (text) =>
		text
			.split(/(\{[^}]*\})/)
			.map((part) => (part.startsWith('{') ? part : toLatin(part)))
			.join('');
	/** @param {Message} message */
	const convertMessage = (message) =>
		typeof message === 'string'
			? convert(message)
			: message.map((variants) => ({
					...variants,
					match: Object.fromEntries(
						Object.entries(variants.match).map(([on, text]) => [on, convert(text)])
					)
				}));
	return Object.fromEntries(
		Object.entries(messages).map(([key, message]) => [key, convertMessage(message)])
	);
}

/**
 * Names of the inputs a message takes, sorted.
 *
 * @param {Message} message
 * @returns {string[]}
 */
export function inputsOf(message) {
	const declared = new Set();
	const locals = new Set();
	const texts = [];
	if (typeof message === 'string') texts.push(message);
	else {
		for (const { declarations = [], match } of message) {
			for (const declaration of declarations) {
				const [kind, name] = declaration.split(/[\s=:]+/);
				(kind === 'input' ? declared : locals).add(name);
			}
			texts.push(...Object.values(match));
		}
	}
	for (const text of texts) {
		for (const [, name] of text.matchAll(/\{(\w+)\}/g)) if (!locals.has(name)) declared.add(name);
	}
	return [...declared].sort();
}

/**
 * Types of the compiled messages. Ours and not the compiler's: the locale is asked for, and the checkers read one file.
 *
 * @param {Record<string, Message>} messages
 */
function declarationsOf(messages) {
	const lines = Object.entries(messages).map(([key, message]) => {
		const inputs = inputsOf(message);
		const type = inputs.length
			? `{ ${inputs.map((name) => `${name}: string | number`).join('; ')} }`
			: 'Record<string, never>';
		return `\t${key}: (inputs: ${type}, options: Options) => string;`;
	});
	return [
		'// Generated by src/cli/prepare.mjs; edit messages/*.json instead.',
		`export interface Options {\n\tlocale: 'en' | 'sr-Cyrl' | 'sr-Latn';\n}`,
		`export interface Messages {\n${lines.join('\n')}\n}`,
		'export declare const m: Messages;',
		''
	].join('\n');
}

async function main() {
	const isInstall = process.env.npm_lifecycle_event === 'prepare';
	if (isNodeTooOld()) {
		console.error(nodeSentence());
		process.exitCode = isInstall ? 0 : 2;
		return;
	}
	try {
		import.meta.resolve('@inlang/paraglide-js');
	} catch {
		console.error(
			'Messages are not compiled: development packages are not installed. A built Kvartal does not need them; `npm ci` brings them.'
		);
		process.exitCode = isInstall ? 0 : 2;
		return;
	}
	await prepare();
}

if (process.argv[1] && pathToFileURL(process.argv[1]).href === import.meta.url) await main();
