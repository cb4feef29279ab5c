// Figures as Markdown, on standard output, and kept for the one table at the end of `npm run bench`.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder } from './national.ts';

/** A figure somebody promised something of. */
export interface Figure {
	measure: string;
	value: string;
	must: string;
	aim: string;
}

/** Keeps a figure for the table at the end (run.mjs prints it). */
export function promise(figure: Figure): void {
	appendFileSync(join(benchFolder(), 'figures.jsonl'), `${JSON.stringify(figure)}\n`);
}

/** Prints a table. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): void {
	console.log(`| ${heads.join(' | ')} |`);
	console.log(`| ${heads.map((_, index) => (index === 0 ? '---' : '---:')).join(' | ')} |`);
	for (const row of rows) console.log(`| ${row.join(' | ')} |`);
	console.log('');
}

/** The value below which so many in a hundred lie. */
export function percentile(values: readonly number[], percent: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

export const median = (values: readonly number[]): number => percentile(values, 50);

/** Milliseconds with as many digits as mean something. */
export function ms(value: number): string {
	return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ms`;
}

/** How many times one is the other. */
export function times(value: number, reference: number): string {
	return `${(value / reference).toFixed(2)} x`;
}

export function kilobytes(bytes: number): string {
	return `${(bytes / 1000).toFixed(1)} kB`;
}

/** Repeats work until there are enough timings or the time is up; at least three times. */
export async function timings(
	work: () => Promise<number> | number,
	{ most, seconds }: { most: number; seconds: number }
): Promise<number[]> {
	const until = performance.now() + seconds * 1000;
	const taken: number[] = [];
	while (taken.length < most && (taken.length < 3 || performance.now() < until)) {
		taken.push(await work());
	}
	return taken;
}

/** Times one piece of work. */
export async function timed(work: () => unknown): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}
