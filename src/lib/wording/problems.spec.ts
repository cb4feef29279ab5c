import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KNOWN_CODES, problemSentence, sentencesAt, sentencesBeside } from './problems.ts';

/** Problem codes as the sources write them: in refusal(kind, code), in a valibot message, in { code, field }. */
const WRITTEN = [
	/\brefusal\(\s*'[a-z-]+',\s*'([a-z][a-z_-]*)'/g,
	/\bcode: '([a-z][a-z_-]*)'/g,
	/\bat\(\s*'[a-z_]+',\s*'([a-z][a-z_-]*)'/g
];

function sourcesIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
		.map((path) => readFileSync(join(folder, path), 'utf8'));
}

test('every problem code the program uses has its sentence', () => {
	const used = new Set<string>();
	for (const source of [...sourcesIn('src/lib/server'), ...sourcesIn('src/lib/domain')]) {
		for (const pattern of WRITTEN) {
			for (const [, code = ''] of source.matchAll(pattern)) used.add(code.replaceAll('_', '-'));
		}
	}
	expect(used.size).toBeGreaterThan(20);
	expect([...used].filter((code) => !KNOWN_CODES.includes(code))).toEqual([]);
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
