import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	compareDecimals,
	decimalBetween,
	decimalFrom,
	DecimalSum,
	divided,
	isDecimal,
	sumOfDecimals,
	typedDecimal
} from './decimal.ts';

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

test.each([
	['1250,5', '1250.5'],
	['1 250.5', '1250.5'],
	['1\u00a0250,5', '1250.5'],
	['1.250,50', '1250.50'],
	['1,250.50', '1250.50'],
	['1.250.000', '1250000'],
	['0,125', '0.125'],
	['007', '7'],
	['0', '0'],
	['\u22123,5', '-3.5'],
	['-0,00', '0.00'],
	['1.250', 'ambiguous'],
	['-12,500', 'ambiguous'],
	['', null],
	['12,', null],
	['1e3', null],
	['1.25.0', null],
	['1,2,3', null],
	['12.34,5', null],
	['NaN', null],
	['1234567890123456', null],
	['0,1234567', null]
])('typed %j is %j', (typed, kept) => {
	expect(decimalFrom(typed)).toBe(kept);
});

test('what is kept is read as it stands, unless it could be read in two ways', () => {
	const value = fc.tuple(
		fc.integer({ min: -999_999, max: 999_999 }),
		fc.integer({ min: 0, max: 99 })
	);
	fc.assert(
		fc.property(value, ([whole, cents]) => {
			const written = `${whole}.${String(cents).padStart(2, '0')}`;
			const read = decimalFrom(written.replace('.', ','))!;
			expect(compareDecimals(read, written)).toBe(0);
			expect(isDecimal(read)).toBe(true);
		})
	);
});

test.each([
	['1200000', '117.5', 0, '10213'],
	['1', '2', 0, '1'],
	['-1', '2', 0, '-1'],
	['1', '3', 4, '0.3333'],
	['2', '3', 2, '0.67'],
	['0', '117.5', 0, '0'],
	['9007199254740993', '1', 0, '9007199254740993']
])('%s divided by %s to %i places is %s', (a, b, places, quotient) => {
	expect(divided(a, b, places)).toBe(quotient);
});

test.each(['12.345', '0.125', '1250', '1234.567', '-3.5', '999.999'])(
	'%s in a form is read as it was kept',
	(value) => {
		for (const point of ['.', ','] as const) {
			expect(compareDecimals(decimalFrom(typedDecimal(value, point))!, value)).toBe(0);
		}
	}
);

test('nothing is divided by zero', () => {
	expect(() => divided('1', '0.00', 2)).toThrow(RangeError);
});

test('a sum that grows is the sum', () => {
	const whole = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }).map(String);
	const parts = fc.tuple(whole, fc.stringMatching(/^\d{1,4}$/)).map((pair) => pair.join('.'));
	fc.assert(
		fc.property(fc.array(fc.oneof(whole, parts), { maxLength: 50 }), (values) => {
			const sum = new DecimalSum();
			for (const value of values) sum.add(value);
			expect(sum.total).toBe(sumOfDecimals(values));
		})
	);
	const wrong = new DecimalSum();
	wrong.add('1e3');
	expect(() => wrong.total).toThrow(RangeError);
});
