// Long work in steps, each of a few milliseconds: a server lets others go first between them, whoever has nothing else to do does them at once.

/** Work that can be left after each step and taken up again. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does it all now. */
export function atOnce<T>(steps: Steps<T>): T {
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}

/** A list in parts, in order; what is done with one of them is a step. */
export function inParts<T>(all: readonly T[], most: number): T[][] {
	const count = Math.ceil(all.length / most);
	return Array.from({ length: count }, (_, index) => all.slice(index * most, (index + 1) * most));
}
