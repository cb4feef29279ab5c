import { describe, expect, test } from 'vitest';
import { cellText, escaped, looksLikeFormula, piecesOf } from './cell-text.ts';

describe('text for XML', () => {
	test('what XML cannot carry is left out, the rest stays', () => {
		expect(cellText('a\u0000\u0008\u000b\u001f\u007fb')).toBe('ab');
		expect(cellText('tab\tand\r\nline\rend')).toBe('tab\tand\nline\nend');
		expect(cellText('pair 😀, half \ud83d, non-character \uffff')).toBe(
			'pair 😀, half , non-character '
		);
	});

	test('what Excel would decode is escaped', () => {
		expect(escaped('_x0041_ _x41_ _x00e9_')).toBe('_x005F_x0041_ _x41_ _x005F_x00e9_');
	});
});

test.each(['=1', '+1', '-1', '@a', '\t=1', ' =1', '\u200b=1', '\n=1', '＝1'])(
	'%j could be taken for a formula',
	(text) => expect(looksLikeFormula(text)).toBe(true)
);

test.each(['1 = 1', 'a-b', '– dash', '«x»', ''])('%j could not', (text) =>
	expect(looksLikeFormula(text)).toBe(false)
);

describe('pieces', () => {
	test('joined, they are the text', () => {
		const text = 'реч друга трећа\nнови ред '.repeat(40);
		for (const most of [1, 7, 30, 10_000]) {
			const pieces = piecesOf(text, most);
			expect(pieces.join('')).toBe(text);
			expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(most);
		}
	});

	test('they part at a line end, at a space, and never inside a character', () => {
		expect(piecesOf('one two\nthree', 10)).toEqual(['one two\n', 'three']);
		expect(piecesOf('one two three', 9)).toEqual(['one two ', 'three']);
		expect(piecesOf('abc😀def', 4)).toEqual(['abc', '😀de', 'f']);
	});
});
