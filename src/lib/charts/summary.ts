// What a chart shows, as plain values; sentences and numbers are already the reader's.

/** The colour and pattern of a part; the names of the custom properties in tokens.css. */
export type ChartTone = 'full' | 'ongoing' | 'partial' | 'none' | 'no-data';

/** Bars lying down, each made of parts that add up. */
export interface StackedBars {
	/** One a bar, from the top. */
	bars: readonly string[];
	/** From the left. `values` has one count a bar. */
	parts: readonly { name: string; tone: ChartTone; values: readonly number[] }[];
	/** What the counts count. */
	unit: string;
}

export type ChartSummary = StackedBars;
