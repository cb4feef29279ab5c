import { describe, expect, test } from 'vitest';
import { compareDecimals, decimalBetween, isDecimal, sumOfDecimals } from './decimal.ts';

test.each(['0', '12', '-3', '0.10', '-0.5', '12345678901234567890.1'])(
	'%s is a decimal',
	(text) => {
		expect(isDecimal(text)).toBe(true);
	}
);

test.each(['', '.5', '5.', '1,5', '1e3', '+1', 'NaN', ' 1', '1 000'])('"%s" is not', (text) => {
	expect(isDecimal(text)).toBe(false);
});

test.each([
	['0.1', '0.10', 0],
	['0.1', '0.09', 1],
	['-1', '-2', 1],
	['-0.5', '0', -1],
	['9007199254740993', '9007199254740992', 1],
	['10', '9', 1]
])('%s against %s: %d', (a, b, expected) => {
	expect(compareDecimals(a, b)).toBe(expected);
});

test.each([
	[['0.1', '0.2'], '0.3'],
	[['1', '-1.50'], '-0.50'],
	[['-0.05', '0.05'], '0.00'],
	[[], '0'],
	[['1200', '300.5'], '1500.5']
])('the sum of %o is %s', (values, expected) => {
	expect(sumOfDecimals(values)).toBe(expected);
});

describe('between two decimals', () => {
	test.each([
		['0', '100', 1, 3, '33.33'],
		['0', '100', 2, 3, '66.67'],
		['0', '-100', 2, 3, '-66.67'],
		['-1', '1', 1, 2, '0'],
		['0', '0.01', 1, 2, '0.005'],
		['10', '5', 1, 4, '8.75'],
		['7', '9', 0, 5, '7'],
		['7', '9', 5, 5, '9'],
		['99999999999999999999', '99999999999999999999.5', 1, 2, '99999999999999999999.25']
	])('%s to %s, %i of %i parts: %s', (from, to, part, whole, expected) => {
		expect(decimalBetween(from, to, part, whole)).toBe(expected);
	});
});
