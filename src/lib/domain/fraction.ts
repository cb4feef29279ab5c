/** Numerator and denominator are counts; `noData` is how many of the denominator nothing is known about. */
export interface Fraction {
	numerator: number;
	denominator: number;
	noData: number;
}
