// Choices that look like chance and are the same on every machine and every day.

/** A stream of choices from a seed (mulberry32: small, quick, good enough for rows nobody gambles on). */
export class SeededChoice {
	private state: number;

	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	/** A number from 0 up to, but not including, 1. */
	fraction(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number, both ends included. */
	whole(from: number, to: number): number {
		return from + Math.floor(this.fraction() * (to - from + 1));
	}

	/** True so many times in a hundred. */
	isIn(percent: number): boolean {
		return this.fraction() * 100 < percent;
	}

	one<T>(list: readonly T[]): T {
		return list[Math.floor(this.fraction() * list.length)]!;
	}

	/** Some of a list, each at most once, in the order they were drawn. */
	some<T>(list: readonly T[], count: number): T[] {
		const left = [...list];
		return Array.from(
			{ length: Math.min(count, left.length) },
			() => left.splice(Math.floor(this.fraction() * left.length), 1)[0]!
		);
	}

	/** One of the names, as often as its weight says. */
	weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
		const entries = Object.entries(weights) as [K, number][];
		let left = this.fraction() * entries.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [name, weight] of entries) {
			left -= weight;
			if (left < 0) return name;
		}
		return entries.at(-1)![0];
	}
}
