import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
	actLabel,
	formatInstant,
	KNOWN_ACTS,
	KNOWN_SUBJECTS,
	subjectLabel,
	valueLabel,
	valueText
} from './history.ts';

/** What sources name in some place of theirs: `subject: 'filing'`. */
function namedIn(files: readonly string[], pattern: RegExp): string[] {
	const found = files.flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name]) => name!)
	);
	return [...new Set(found)].toSorted();
}

const SERVER = readdirSync('src/lib/server', { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
	.map((name) => `src/lib/server/${name}`);

test('every act that is asked for has a word', () => {
	const asked = namedIn(SERVER, /change(?:At|Account)?\(\w+, '([a-z.-]+)'/g);
	expect(asked.length).toBeGreaterThan(8);
	expect(asked.filter((verb) => !KNOWN_ACTS.includes(verb))).toEqual([]);
});

test('every kind of thing it is done to has one, too', () => {
	const told = [
		...namedIn(SERVER, /\brecord\(\{[^}]*?subject: '([a-z-]+)'/g),
		...namedIn(SERVER, /\bnote\(\s*'([a-z-]+)'/g)
	];
	expect(told.length).toBeGreaterThan(10);
	expect(told.filter((subject) => !KNOWN_SUBJECTS.includes(subject))).toEqual([]);
});

test('a code without a word stays the code, also one that is a name of every object', () => {
	expect(actLabel('window.change', 'sr-Cyrl')).toBe('Померање рокова за доставу');
	expect(actLabel('toString', 'en')).toBe('toString');
	expect(subjectLabel('letter', 'en')).toBe('letter');
});

test('values are told in words, by their place', () => {
	expect(valueLabel('reason.sr-Cyrl', 'en')).toBe('reason (sr-Cyrl)');
	expect(valueText('closesOn', '2020-10-31', 'sr-Latn')).toBe('31. oktobar 2020.');
	expect(valueText('isDisabled', true, 'sr-Cyrl')).toBe('да');
	expect(valueText('act', 'return', 'en')).toBe('returned');
	expect(valueText('act', 'constructor', 'en')).toBe('constructor');
	expect(valueText('version', 3, 'en')).toBe('3');
	expect(valueText('version', null, 'en')).toBe('–');
});

test('an instant is told in the office’s time, whose day may be the next', () => {
	expect(formatInstant('2020-10-05T22:30:00.000Z', 'Europe/Belgrade', 'en')).toBe(
		'6 October 2020, 00:30'
	);
	expect(formatInstant('2020-12-05T08:30:00.000Z', 'Europe/Belgrade', 'sr-Cyrl')).toBe(
		'5. децембар 2020., 09:30'
	);
});
