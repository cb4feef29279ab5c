import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STEP_ROLES } from '#lib/domain/assessment.ts';
import { TIMELINESS } from '#lib/domain/timeliness.ts';
import { FILLS, PAPER, TOKENS } from './look.ts';
import { heightOf } from './summary.ts';

test('paper has the colours of the light page', () => {
	const css = readFileSync('src/lib/styles/tokens.css', 'utf8');
	const [light = ''] = css.split('@media (prefers-color-scheme: dark)');
	const tokens = Object.fromEntries(
		TOKENS.map((token) => [token, new RegExp(`--${token}: (#[0-9a-f]{6});`).exec(light)?.[1]])
	);
	expect(PAPER).toEqual(tokens);
});

test.each([
	['assessment', [...STEP_ROLES, 'no-data' as const]],
	['timeliness', TIMELINESS]
])('no two parts of %s look the same without colour', (_, tones) => {
	const patterns = tones.map((tone) => {
		const { hatch, lines } = FILLS[tone];
		return `${hatch} ${lines}`;
	});
	expect(new Set(patterns).size).toBe(tones.length);
});

test('a chart is as high as its bars need, higher where its legend takes more lines', () => {
	const summary = (bars: number) => ({
		kind: 'stacked-bars' as const,
		bars: Array.from({ length: bars }, String),
		parts: [
			{ name: 'being successfully implemented', tone: 'ongoing' as const, values: [1] },
			{ name: 'partially implemented', tone: 'partial' as const, values: [1] }
		],
		unit: ''
	});
	expect(heightOf(summary(8), 800) - heightOf(summary(4), 800)).toBe(4 * 34);
	expect(heightOf(summary(4), 300)).toBeGreaterThan(heightOf(summary(4), 800));
});
