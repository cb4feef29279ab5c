// The pack as HTML: what it says, that nothing gets into it unescaped, and that it is one file which needs nothing else.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TOKENS } from '#lib/charts/look.ts';
import type { QuarterView } from '#lib/domain/quarter-view.ts';
import type { Locale } from '#lib/domain/text.ts';
import { htmlOf, htmlPieces } from '#lib/server/report/html.ts';
import { STYLE_SOURCE } from '#lib/server/report/html/style.ts';
import { HOSTILE, LONG_TEXT, QUARTER_VIEW } from '../fixtures/quarter-view.ts';
import { contentsOfView, FROZEN_VIEW } from '../fixtures/pack-contents.ts';
import { demonstrationPacks } from './demonstration-packs.ts';

const LOCALES: readonly Locale[] = ['en', 'sr-Cyrl', 'sr-Latn'];

const contents = demonstrationPacks();
const ofView = (view: QuarterView, locale: Locale = 'en') => htmlOf(contentsOfView(view), locale);

/** What stands between tags, with what was escaped put back. */
function textOf(html: string): string {
	return html
		.replace(/<style>[\s\S]*?<\/style>|<[^>]*>/g, ' ')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&')
		.replace(/[ \t]+/g, ' ');
}

describe.each(LOCALES)('of the demonstration, %s', (locale) => {
	test.each(['2020-Q2', '2019-H2', '2020-H1', '2019'])('%s', (period) => {
		const read = contents(period);
		const html = htmlOf(read, locale);
		expect(html).toMatch(new RegExp(`^<!doctype html>\n<html lang="${locale}" `));
		expect(html).not.toMatch(/undefined|NaN|\[object|Infinity/);
		for (const { code } of read.view.activities) {
			expect(html).toContain(`<th scope="row" class="code">${code}</th>`);
		}
		const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
		expect(new Set(ids).size).toBe(ids.length);
		const links = [...html.matchAll(/ (?:href="#|aria-labelledby=")([^"]+)"/g)].flatMap(([, to]) =>
			to!.split(' ')
		);
		expect(links.filter((id) => !ids.includes(id))).toEqual([]);
		const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
		expect(levels.filter((level) => level === 1)).toHaveLength(1);
		expect(levels.every((level, at) => at === 0 || level <= levels[at - 1]! + 1)).toBe(true);
	});

	test('needs no other file and runs nothing', () => {
		const html = htmlOf(contents('2020-Q2'), locale);
		expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\((?!#)| on\w+=| style=/);
		const [, style] = /<style>([\s\S]*?)<\/style>/.exec(html)!;
		const digest = createHash('sha256').update(style!).digest('base64');
		expect(STYLE_SOURCE).toBe(`'sha256-${digest}'`);
	});
});

describe('a half-year', () => {
	test('has a row for each of its quarters, and the step at the end of each', () => {
		const html = htmlOf(contents('2020-H1'), 'en');
		const period = /<table id="period">[\s\S]*?<\/table>/.exec(html)![0];
		expect(period.match(/<tr>/g)).toHaveLength(1 + 2);
		expect(html).toMatch(/<ul class="course"><li>Q1 2020: [^<]+<\/li><li>Q2 2020: [^<]+<\/li>/);
	});

	test('is a draft on every page while a quarter of it is not frozen', () => {
		const html = htmlOf(contents('2020-H1'), 'en');
		expect(html).toMatch(/data-head="[^"]*DRAFT · First half of 2020"/);
		expect(html).toContain('<div class="watermark" aria-hidden="true"><span>DRAFT</span></div>');
	});
});

describe('a frozen quarter', () => {
	const html = ofView(FROZEN_VIEW);

	test('stands under its whole hash, and no page says DRAFT', () => {
		expect(html).toContain(`<code translate="no">${'ab'.repeat(32)}</code>`);
		expect(html).toMatch(/data-foot="[^"]*abababab/);
		expect(html).not.toContain('DRAFT');
		expect(html).not.toContain('class="watermark"');
	});

	test('says who signed it', () => {
		expect(textOf(html)).toContain('Ана Анић, head');
	});

	test('of a correction says what it corrects, and why', () => {
		const correction = {
			reason: { en: 'The act was wrong' },
			activities: ['1.1.1', '2.1.1'],
			of: { revision: 1, hash: 'ef'.repeat(32) }
		};
		const frozen = { ...FROZEN_VIEW.frozen!, correction };
		const text = textOf(ofView({ ...FROZEN_VIEW, frozen }));
		expect(text).toContain('The act was wrong');
		expect(text).toMatch(/1\.1\.1, 2\.1\.1[^<]*revision 1/);
	});
});

describe('figures', () => {
	const text = textOf(ofView(QUARTER_VIEW));

	test('each has its name, numerator, denominator, percentage and "no data"', () => {
		expect(text.replace(/\s+/g, ' ')).toContain(
			'A · Implemented, of all fully implemented / all activities in force on the last day of the quarter 1 5 20% 2'
		);
	});

	test('nothing of nothing is a dash', () => {
		expect(text).toContain('0/0 –');
	});

	test('silent bodies are named', () => {
		expect(text).toContain('Republic Public Prosecution Office');
	});
});

describe('what bodies wrote', () => {
	test('is text, whatever it holds', () => {
		const attack = `<script>alert(1)</script><img src=x onerror=alert(2)>"' onmouseover='alert(3)' &lt;b&gt;`;
		const [first, ...others] = QUARTER_VIEW.activities;
		const html = ofView({
			...QUARTER_VIEW,
			strategy: { ...QUARTER_VIEW.strategy, shortTitle: { en: attack }, title: { en: attack } },
			sources: [{ id: 1, key: 'x', title: attack, url: `javascript:${attack}`, note: attack }],
			activities: [
				{
					...first!,
					title: { en: attack },
					filings: first!.filings.map((filing) => ({
						...filing,
						texts: { ...filing.texts, result: { en: attack } },
						evidence: [
							{ kind: 'link', title: attack, url: 'https://e.org/"><b>', on: '2020-01-01' }
						]
					}))
				},
				...others
			]
		});
		expect(html).not.toMatch(/<script|<img|<b>"|href="javascript/);
		// Outside of what stands in quotation marks.
		expect(html.replace(/="[^"]*"/g, '')).not.toMatch(/<[a-z][^>]* on\w+/);
		expect(textOf(html).split(attack).length).toBeGreaterThan(6);
	});

	test('is shown whole, line by line, without what no document can carry', () => {
		const html = ofView(QUARTER_VIEW, 'sr-Cyrl');
		expect(html).toContain(LONG_TEXT.split('\n').at(-1));
		expect(html).toContain('first line\n  second line, indented\nthird');
		expect(html).toContain('beforeafter');
		expect(html).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFDD0-\uFDD2]/);
		expect(textOf(html)).toContain(HOSTILE.equals);
	});

	test('in another language says so, to readers and to their machines', () => {
		const html = ofView(QUARTER_VIEW);
		expect(html).toContain('<span lang="sr-Latn">[SR] Nabavka opreme</span>');
	});

	test('cannot pretend to be in another language', () => {
		const forged = { en: '\uFDD0fr"><script>\uFDD1a\uFDD2b' };
		const [first, ...others] = QUARTER_VIEW.activities;
		const html = ofView({
			...QUARTER_VIEW,
			activities: [{ ...first!, title: forged }, ...others]
		});
		expect(html).toContain('fr&quot;&gt;&lt;script&gt;ab');
	});
});

test('the same contents give the same text, made whole or piece by piece', () => {
	const read = contents('2020-H1');
	expect([...htmlPieces(read, 'en')].join('')).toBe(htmlOf(read, 'en'));
});

test('dark has the colours of the dark page', () => {
	const css = readFileSync('src/lib/styles/tokens.css', 'utf8');
	const [, dark = ''] = css.split('@media (prefers-color-scheme: dark)');
	const [, style = ''] = /prefers-color-scheme:dark\)\{:root\{([^}]*)/.exec(ofView(QUARTER_VIEW))!;
	for (const token of TOKENS) {
		const colour = new RegExp(`--${token}: (#[0-9a-f]{6});`).exec(dark)![1];
		expect(style).toContain(`--${token}:${colour};`);
	}
});
