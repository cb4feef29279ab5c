// Decimals as they are written, compared without floats.

/** A decimal number written with digits, an optional minus and a decimal point: '-12.50'. */
export type Decimal = string;

const WRITTEN = /^-?\d+(\.\d+)?$/;

/** Whether a text is a decimal number as Kvartal keeps it. */
export function isDecimal(text: string): boolean {
	return WRITTEN.test(text);
}

/** Longest decimal a person may type, in digits before and after the point. */
const MOST_DIGITS = { whole: 15, fraction: 6 };

/**
 * A decimal as a person types it, with a comma or a point: '1250,5', '1 250.5', '1.250,50'. Null where it is none; 'ambiguous' for '1.250',
 * which is one and a quarter to some and twelve hundred and fifty to others.
 *
 * @example decimalFrom('1.250,50') //=> '1250.50'
 */
export function decimalFrom(typed: string): Decimal | 'ambiguous' | null {
	const text = typed.replace(/[\s\u00a0\u202f]/g, '').replace(/^[\u2212\u2013]/, '-');
	if (/^-?[1-9]\d{0,2}[.,]\d{3}$/.test(text)) return 'ambiguous';
	const grouped = /^-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(text)
		? text.replaceAll('.', '')
		: /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(text)
			? text.replaceAll(',', '')
			: text;
	const written = grouped.replace(',', '.');
	if (!isDecimal(written)) return null;
	const [whole = '', fraction = ''] = written.replace('-', '').split('.');
	const plain = whole.replace(/^0+(?=\d)/, '');
	if (plain.length > MOST_DIGITS.whole || fraction.length > MOST_DIGITS.fraction) return null;
	const isZero = /^0*$/.test(plain + fraction);
	return `${written.startsWith('-') && !isZero ? '-' : ''}${plain}${fraction && `.${fraction}`}`;
}

/**
 * A decimal as it stands in a form, so that it can be read from there again.
 *
 * @example typedDecimal('12.345', ',') //=> '12,3450'
 */
export function typedDecimal(value: Decimal, point: '.' | ',' = '.'): string {
	const shown = decimalFrom(value) === 'ambiguous' ? `${value}0` : value;
	return shown.replace('.', point);
}

/**
 * A decimal divided by another, rounded half away from zero to so many places.
 *
 * @throws RangeError when dividing by zero
 * @example divided('1200000', '117.5', 0) //=> '10213'
 */
export function divided(a: Decimal, b: Decimal, places: number): Decimal {
	const most = Math.max(placesOf(a), placesOf(b));
	const [over, under] = [scaled(a, most) * 10n ** BigInt(places), scaled(b, most)];
	if (under === 0n) throw new RangeError(`'${a}' cannot be divided by zero`);
	const isNegative = over < 0n !== under < 0n;
	const [top, bottom] = [over < 0n ? -over : over, under < 0n ? -under : under];
	const rounded = (2n * top + bottom) / (2n * bottom);
	return writtenOf(isNegative ? -rounded : rounded, places);
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
	return writtenOf(
		values.reduce((sum, value) => sum + scaled(value, places), 0n),
		places
	);
}

/** Below this a number and whatever is added to it stay whole numbers that a float holds exactly. */
const SAFE = 2 ** 52;

/** A sum that grows: short whole numbers are added as numbers, which is exact as long as they are safe, all others as decimals. */
export class DecimalSum {
	#whole = 0;
	readonly #others: Decimal[] = [];

	/** @throws RangeError for what is no decimal */
	add(value: Decimal): void {
		const whole = value.length <= 12 ? Number(value) : NaN;
		if (!Number.isInteger(whole) || !isDecimal(value) || value.includes('.')) {
			this.#others.push(value);
		} else {
			if (Math.abs(this.#whole) > SAFE) {
				this.#others.push(String(this.#whole));
				this.#whole = 0;
			}
			this.#whole += whole;
		}
	}

	get total(): Decimal {
		return sumOfDecimals([String(this.#whole), ...this.#others]);
	}
}

/** So many units of the last place, written out. */
function writtenOf(units: bigint, places: number): Decimal {
	const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
	const whole = digits.slice(0, digits.length - places);
	const fraction = places > 0 ? `.${digits.slice(digits.length - places)}` : '';
	return `${units < 0n ? '-' : ''}${whole}${fraction}`;
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
