// Readings of a whole plan say the same thousands of times, and SQLite gives every row its own copy: what is kept of them is kept once.

/** Equal strings become one. For strings of which there are few: days, quarters, states, wordings of deadlines. */
export function sharesStrings(): <T extends string | null>(text: T) => T {
	const known = new Map<string, string>();
	return <T extends string | null>(text: T): T => {
		if (text === null) return text;
		const one = known.get(text);
		if (one !== undefined) return one as T;
		known.set(text, text);
		return text;
	};
}

/**
 * Equal values become one; they must not be changed afterwards.
 *
 * @param signOf what two of them have in common exactly when they are equal
 */
export function sharesBy<T>(signOf: (value: T) => string): (value: T) => T {
	const known = new Map<string, T>();
	return (value) => {
		const sign = signOf(value);
		const one = known.get(sign);
		if (one !== undefined) return one;
		known.set(sign, value);
		return value;
	};
}
