import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [lightPart = '', darkPart = ''] = css.split('@media (prefers-color-scheme: dark)');

function tokensIn(part: string): Map<string, string> {
	return new Map(
		[...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [
			name,
			value
		])
	);
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
function contrast(a: string, b: string): number {
	const luminance = (colour: string) =>
		[1, 3, 5]
			.map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
			.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
			.reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index]!, 0);
	const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (high + 0.05) / (low + 0.05);
}

const SURFACES = ['paper', 'surface', 'sunken'];
const TEXTS = ['ink', 'ink-soft', 'accent', 'full', 'ongoing', 'partial', 'none', 'no-data'];

describe.each([
	['light', tokensIn(lightPart)],
	['dark', new Map([...tokensIn(lightPart), ...tokensIn(darkPart)])]
])('%s', (_, tokens) => {
	const between = (a: string, b: string) => contrast(tokens.get(a)!, tokens.get(b)!);

	test('text can be read on every surface', () => {
		const faint = TEXTS.flatMap((text) =>
			SURFACES.filter((surface) => between(text, surface) < 4.5).map((on) => `${text} on ${on}`)
		);
		const pairs = [
			['on-accent', 'accent'],
			['on-accent', 'accent-hover'],
			['on-band', 'band'],
			['on-band-soft', 'band'],
			['on-demonstration', 'demonstration']
		] as const;
		faint.push(...pairs.filter(([a, b]) => between(a, b) < 4.5).map(([a, b]) => `${a} on ${b}`));
		expect(faint).toEqual([]);
	});

	test('edges of controls and the focus ring are seen', () => {
		const faint = ['line-strong', 'focus'].flatMap((line) =>
			SURFACES.filter((surface) => between(line, surface) < 3).map((on) => `${line} on ${on}`)
		);
		expect(faint).toEqual([]);
	});
});
