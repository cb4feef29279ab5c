/** Runs work once to warm up and then a number of times, and prints the median and the longest, in milliseconds. */
export async function measure(
	name: string,
	work: () => unknown,
	{ times = 20 }: { times?: number } = {}
): Promise<void> {
	await work();
	const taken: number[] = [];
	for (let i = 0; i < times; i += 1) {
		const began = performance.now();
		await work();
		taken.push(performance.now() - began);
	}
	taken.sort((a, b) => a - b);
	const median = taken[Math.floor(taken.length / 2)] ?? 0;
	const longest = taken.at(-1) ?? 0;
	console.log(`${name.padEnd(44)} ${inMs(median)} median ${inMs(longest)} longest of ${times}`);
}

function inMs(value: number): string {
	return `${value.toFixed(1).padStart(8)} ms`;
}
