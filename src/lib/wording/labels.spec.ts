import { expect, test } from 'vitest';
import { TIMELINESS } from '#lib/domain/timeliness.ts';
import { formulaMeaning, provenanceLabel, PROVENANCE_SIGN, timelinessLabel } from './labels.ts';

test('each value has its own word in each language', () => {
	for (const locale of ['en', 'sr-Cyrl', 'sr-Latn'] as const) {
		const words = TIMELINESS.map((value) => timelinessLabel(value, locale));
		expect(new Set(words).size).toBe(TIMELINESS.length);
	}
	expect(timelinessLabel('overdue', 'sr-Cyrl')).toBe('рок прекорачен');
	expect(formulaMeaning('A', 'en')).toContain('/');
});

test('everything but what is quoted has a sign of its own', () => {
	const signs = Object.entries(PROVENANCE_SIGN);
	expect(signs.filter(([, sign]) => sign === '').map(([kind]) => kind)).toEqual(['quoted']);
	expect(new Set(signs.map(([, sign]) => sign)).size).toBe(signs.length);
	expect(provenanceLabel('illustrative', 'en')).toBe('illustrative');
});
