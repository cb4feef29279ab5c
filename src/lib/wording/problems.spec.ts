import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { KNOWN_CODES, problemSentence, sentencesAt, sentencesBeside } from './problems.ts';

/** Problem codes as the sources write them: in refusal(kind, code), in { code, field }, in the calls that collect problems. */
const WRITTEN = [
	/\brefusal\(\s*'[a-z-]+',\s*'([a-z][a-z_-]*)'/g,
	/\bcode: '([a-z][a-z_-]*)'/g,
	/\bat\(\s*'[a-z_]+',\s*'([a-z][a-z_-]*)'/g,
	/\bsay\([^,]+,[^,]+,\s*'([a-z][a-z_-]*)'/g,
	/\bneed\([^;]*?,\s*'([a-z][a-z_]*)',\s*'\w+'\s*\)/g
];
/** In a valibot schema: the last text of an action. */
const SCHEMA_MESSAGE =
	/\bv\.(?!literal|variant|optional)\w+\([^;]*?'([a-z]+(?:[_-][a-z]+)+)'\s*\)/g;

/** Met on the command line alone. */
const CONSOLE_ONLY = /\/(plan\/(folder|check-folder|load)|intake\/[\w-]+|db\/\w+)\.ts$/;

function codesIn(paths: readonly string[]): string[] {
	const found = new Set<string>();
	for (const path of paths) {
		const source = readFileSync(path, 'utf8');
		const patterns = source.includes("'valibot'") ? [...WRITTEN, SCHEMA_MESSAGE] : WRITTEN;
		for (const pattern of patterns) {
			for (const [, code = ''] of source.matchAll(pattern)) found.add(code.replaceAll('_', '-'));
		}
	}
	return [...found];
}

const SOURCES = ['src/lib/server', 'src/lib/domain'].flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
		.map((path) => join(folder, path))
);

test('every problem code the program uses has its message', () => {
	const used = codesIn(SOURCES);
	expect(used.length).toBeGreaterThan(80);
	expect(used.filter((code) => !(`problem_${code.replaceAll('-', '_')}` in m))).toEqual([]);
});

test('every problem code a page may show has its sentence', () => {
	const used = codesIn(SOURCES.filter((path) => !CONSOLE_ONLY.test(path)));
	expect(used.filter((code) => !KNOWN_CODES.includes(code))).toEqual([]);
});

test('a day among the parameters is written as the reader writes it', () => {
	const problem = { code: 'window-closed', params: { on: '2020-10-20' } };
	expect(problemSentence(problem, 'en')).toContain('closed on 20 October 2020.');
	expect(problemSentence(problem, 'sr-Cyrl')).toContain(
		'закључен је 20. октобра 2020. Координатор'
	);
});

test('a sentence carries the parameters of its problem', () => {
	const problem = { code: 'too-long', params: { limit: 200 } };
	expect(problemSentence(problem, 'en')).toBe('Too long: at most 200 characters.');
	expect(problemSentence(problem, 'sr-Cyrl')).toContain('200');
});

test('an unknown code, a hostile one too, is shown as it is', () => {
	expect(problemSentence({ code: 'constructor' }, 'en')).toContain('constructor');
});

test('problems stand at their field, the others beside', () => {
	const problems = [{ code: 'required', field: 'name' }, { code: 'forbidden' }];
	expect(sentencesAt(problems, 'name', 'en')).toEqual(['This must be filled in.']);
	expect(sentencesBeside(problems, ['name'], 'en')).toEqual(['You may not do this.']);
	expect(sentencesAt(undefined, 'name', 'en')).toEqual([]);
});
