// Decimals as they are written, compared without floats.

/** A decimal number written with digits, an optional minus and a decimal point: '-12.50'. */
export type Decimal = string;

const WRITTEN = /^-?\d+(\.\d+)?$/;

/** Whether a text is a decimal number as Kvartal keeps it. */
export function isDecimal(text: string): boolean {
	return WRITTEN.test(text);
}

/**
 * Negative, zero or positive as a is less than, equal to or more than b; exact at any length.
 *
 * @example compareDecimals('0.10', '0.1') //=> 0
 */
export function compareDecimals(a: Decimal, b: Decimal): number {
	const places = Math.max(placesOf(a), placesOf(b));
	const difference = scaled(a, places) - scaled(b, places);
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The sum of decimals, written with as many places as the most precise of them. */
export function sumOfDecimals(values: readonly Decimal[]): Decimal {
	const places = Math.max(0, ...values.map(placesOf));
	const total = values.reduce((sum, value) => sum + scaled(value, places), 0n);
	const digits = (total < 0n ? -total : total).toString().padStart(places + 1, '0');
	const whole = digits.slice(0, digits.length - places);
	const fraction = places > 0 ? `.${digits.slice(digits.length - places)}` : '';
	return `${total < 0n ? '-' : ''}${whole}${fraction}`;
}

/**
 * The decimal so many parts of the way from one to another, rounded half away from zero to two places more than the most precise of them
 * has; noughts at the end of a fraction are left out.
 *
 * @example decimalBetween('75', '100', 274, 366) //=> '93.72'
 */
export function decimalBetween(from: Decimal, to: Decimal, part: number, whole: number): Decimal {
	const places = Math.max(placesOf(from), placesOf(to)) + 2;
	const [start, end] = [scaled(from, places), scaled(to, places)];
	const exact = start * BigInt(whole) + (end - start) * BigInt(part);
	const half = exact < 0n ? -BigInt(whole) : BigInt(whole);
	const rounded = (2n * exact + half) / (2n * BigInt(whole));
	const digits = (rounded < 0n ? -rounded : rounded).toString().padStart(places + 1, '0');
	const fraction = digits.slice(-places).replace(/0+$/, '');
	const number = digits.slice(0, -places) + (fraction === '' ? '' : `.${fraction}`);
	return rounded < 0n ? `-${number}` : number;
}

function placesOf(value: Decimal): number {
	if (!isDecimal(value)) throw new RangeError(`'${value}' is not a decimal`);
	return value.split('.')[1]?.length ?? 0;
}

function scaled(value: Decimal, places: number): bigint {
	const [whole = '0', fraction = ''] = value.split('.');
	return BigInt(whole + fraction.padEnd(places, '0'));
}
