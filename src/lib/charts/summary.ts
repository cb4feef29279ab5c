// What a chart shows, as plain values; sentences and numbers are already the reader's.
import type { StepRole } from '#lib/domain/assessment.ts';
import type { Timeliness } from '#lib/domain/timeliness.ts';

/** What a part says: its colour and pattern are in look.ts. */
export type ChartTone = StepRole | 'no-data' | Timeliness;

/** A part of bars or columns; `values` has one count for each of them. */
export interface Part {
	name: string;
	tone: ChartTone;
	values: readonly number[];
}

/** Bars lying down, each made of parts that add up. */
export interface StackedBars {
	kind: 'stacked-bars';
	/** One a bar, from the top. */
	bars: readonly string[];
	/** From the left. */
	parts: readonly Part[];
	/** What the counts count. */
	unit: string;
}

/** Columns standing, in the order of time, one of them marked. */
export interface StackedColumns {
	kind: 'stacked-columns';
	columns: readonly string[];
	/** Which one the page is about, and what says so under it. */
	marked: { index: number; label: string } | null;
	/** From the bottom. */
	parts: readonly Part[];
	unit: string;
}

/** Bars lying down from a zero line: to the right later, to the left earlier. */
export interface SlipBars {
	kind: 'slip-bars';
	bars: readonly { label: string; days: number }[];
	later: string;
	earlier: string;
	unit: string;
}

/** Readings on their way to the target of each year. Numbers are for drawing; the table has the decimals as they are kept. */
export interface TargetPath {
	kind: 'target-path';
	readings: readonly { on: string; value: number }[];
	targets: readonly { year: number; value: number }[];
	baseline: { on: string; value: number } | null;
	names: { reading: string; target: string; baseline: string };
	unit: string;
	/** Decimals as the reader writes them. */
	isPointDecimal: boolean;
}

export type ChartSummary = StackedBars | StackedColumns | SlipBars | TargetPath;

/** Parts of which there is something: an empty one only lengthens the legend. */
export function present(parts: readonly Part[]): Part[] {
	return parts.filter(({ values }) => values.some((value) => value > 0));
}

/** How high a chart must be, in pixels, to be read at a width: its bars, its axis, and the lines its legend takes. */
export function heightOf(summary: ChartSummary, width: number): number {
	const AXIS = 56;
	const rows = { 'stacked-columns': 260, 'target-path': 220 };
	const bars =
		summary.kind === 'stacked-bars' || summary.kind === 'slip-bars'
			? Math.max(2, summary.bars.length) * (summary.kind === 'slip-bars' ? 24 : 34)
			: rows[summary.kind];
	return bars + AXIS + legendLines(legendOf(summary), width) * 20;
}

function legendOf(summary: ChartSummary): string[] {
	switch (summary.kind) {
		case 'stacked-bars':
		case 'stacked-columns':
			return present(summary.parts).map(({ name }) => name);
		case 'slip-bars':
			return [];
		case 'target-path':
			return Object.values(summary.names);
	}
}

/** About how many lines a legend fills: a box, a gap, and letters of about seven pixels. */
function legendLines(names: readonly string[], width: number): number {
	let lines = names.length === 0 ? 0 : 1;
	let used = 0;
	for (const name of names) {
		const needed = 40 + name.length * 7;
		if (used > 0 && used + needed > width) {
			lines += 1;
			used = 0;
		}
		used += needed;
	}
	return lines;
}
