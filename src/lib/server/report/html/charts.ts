// Charts as drawings within the HTML: no script, patterns beside colours, the colours the document's own so that they follow light and dark.
import { FILLS, type Fill } from '#lib/charts/look.ts';
import {
	present,
	type ChartTone,
	type Part,
	type StackedBars,
	type StackedColumns
} from '#lib/charts/summary.ts';
import type { Locale } from '#lib/domain/text.ts';
import { formatNumber } from '#lib/wording/format.ts';
import { markup, type Markup, type Value } from './markup.ts';

const TONES = Object.keys(FILLS) as ChartTone[];
/** In units of the drawing, of which text is 13 high. */
const WIDTH = 760;
const LABELS = 96;
const BAR = 22;
const STEP = 34;
const PLOT = 210;

export interface Drawing {
	id: string;
	title: string;
	/** What it shows, in sentences with its numbers. */
	sentence: string;
	locale: Locale;
}

/** What the fills of all charts are made of, once for the document. */
export function patterns(): Markup {
	return markup`<svg class="patterns" aria-hidden="true" focusable="false" width="0" height="0">
		<defs>
			${TONES.map(
				(tone) =>
					markup`<pattern id="fill-${tone}" width="8" height="8" patternUnits="userSpaceOnUse">${tileOf(FILLS[tone])}</pattern>`
			)}
		</defs>
	</svg> `;
}

const HATCHES: Readonly<Record<Fill['hatch'], string>> = {
	plain: '',
	slope: 'M-2 2L2 -2M0 8L8 0M6 10L10 6',
	'counter-slope': 'M-2 6L2 10M0 0L8 8M6 -2L10 2',
	cross: 'M0 0L8 8M0 8L8 0',
	dots: 'M2 1.9v.2M6 5.9v.2',
	rows: 'M0 2H8M0 6H8',
	columns: 'M2 0V8M6 0V8'
};

function tileOf({ ground, hatch, lines }: Fill): Markup {
	return markup`<rect width="8" height="8" class="ground-${ground}" /><path
			d="${HATCHES[hatch]}"
			class="lines-${lines}${hatch === 'dots' ? ' dots' : ''}"
		/>`;
}

/** Bars lying down, a count in each part that has room for it. */
export function bars({ bars: labels, parts, unit }: StackedBars, drawing: Drawing): Markup {
	const shown = present(parts);
	const room = WIDTH - LABELS - 24;
	const scale = scaleOf(
		labels.map((_, index) => sumAt(shown, index)),
		room
	);
	const bottom = labels.length * STEP + 6;
	const drawn = markup`${scale.ticks.map((tick) => {
		const x = rounded(LABELS + tick * scale.unit);
		return markup`<line x1="${x}" y1="0" x2="${x}" y2="${bottom}" class="grid" /><text
					x="${x}"
					y="${bottom + 16}"
					text-anchor="middle"
					class="soft">${formatNumber(tick, drawing.locale)}</text>`;
	})}${labels.map((label, index) => {
		const y = index * STEP + (STEP - BAR) / 2;
		let x = LABELS;
		const segments = shown.map(({ tone, values }) => {
			const width = values[index]! * scale.unit;
			const segment = segmentOf(
				{ x, y, width, height: BAR },
				tone,
				formatNumber(values[index]!, drawing.locale)
			);
			x += width;
			return segment;
		});
		return markup`<text x="${LABELS - 8}" y="${y + BAR / 2 + 4}" text-anchor="end">${label}</text>${segments}`;
	})}<text x="${LABELS + room / 2}" y="${bottom + 36}" text-anchor="middle" class="soft">${unit}</text>`;
	return figureOf(drawing, { height: bottom + 44, drawn, parts: shown });
}

/** Columns standing, those of the period on a band. */
export function columns(
	{ columns: labels, parts, unit }: StackedColumns,
	drawing: Drawing & { isMarked: (index: number) => boolean }
): Markup {
	const shown = present(parts);
	const left = 48;
	const step = (WIDTH - left - 8) / Math.max(1, labels.length);
	const width = Math.min(48, step * 0.7);
	const scale = scaleOf(
		labels.map((_, index) => sumAt(shown, index)),
		PLOT
	);
	const isSlanted = step < 72;
	const drawn = markup`${labels.map((_, index) =>
		drawing.isMarked(index)
			? markup`<rect
						x="${rounded(left + index * step)}"
						y="4"
						width="${rounded(step)}"
						height="${PLOT + 8}"
						class="band"
					/>`
			: null
	)}${scale.ticks.map((tick) => {
		const y = rounded(PLOT + 8 - tick * scale.unit);
		return markup`<line x1="${left}" y1="${y}" x2="${WIDTH - 8}" y2="${y}" class="grid" /><text
					x="${left - 6}"
					y="${y + 4}"
					text-anchor="end"
					class="soft">${formatNumber(tick, drawing.locale)}</text>`;
	})}${labels.map((label, index) => {
		const middle = rounded(left + (index + 0.5) * step);
		let y = PLOT + 8;
		const segments = shown.map(({ tone, values }) => {
			const height = values[index]! * scale.unit;
			y -= height;
			return segmentOf(
				{ x: middle - width / 2, y, width, height },
				tone,
				formatNumber(values[index]!, drawing.locale)
			);
		});
		const text = isSlanted
			? markup`<text transform="translate(${middle + 4} ${PLOT + 24}) rotate(-35)" text-anchor="end">${label}</text>`
			: markup`<text x="${middle}" y="${PLOT + 26}" text-anchor="middle">${label}</text>`;
		return markup`${segments}${text}`;
	})}<text transform="translate(12 ${PLOT / 2 + 8}) rotate(-90)" text-anchor="middle" class="soft">${unit}</text>`;
	return figureOf(drawing, { height: PLOT + (isSlanted ? 72 : 40), drawn, parts: shown });
}

function figureOf(
	{ id, title, sentence }: Drawing,
	{ height, drawn, parts }: { height: number; drawn: Value; parts: readonly Part[] }
): Markup {
	return markup`<figure>
		<div class="chart" role="group" tabindex="0" aria-labelledby="${id}-title">
			<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-caption">
				<title id="${id}-title">${title}</title>
				${drawn}
			</svg>
		</div>
		<ul class="legend">
			${parts.map(
				({ name, tone }) =>
					markup`<li>
						<svg width="22" height="14" aria-hidden="true" focusable="false">
							<rect width="22" height="14" fill="url(#fill-${tone})" class="part" />
						</svg>
						${name}
					</li>`
			)}
		</ul>
		<figcaption id="${id}-caption">${sentence}</figcaption>
	</figure> `;
}

function segmentOf(
	{ x, y, width, height }: { x: number; y: number; width: number; height: number },
	tone: ChartTone,
	count: string
): Value {
	if (width === 0 || height === 0) return null;
	const hasRoom = width >= 8 * count.length + 8 && height >= 14;
	return markup`<rect
			x="${rounded(x)}"
			y="${rounded(y)}"
			width="${rounded(width)}"
			height="${rounded(height)}"
			fill="url(#fill-${tone})"
			class="part"
		/>${
			hasRoom
				? markup`<text
						x="${rounded(x + width / 2)}"
						y="${rounded(y + height / 2 + 4.5)}"
						text-anchor="middle"
						class="count">${count}</text>`
				: null
		}`;
}

function sumAt(parts: readonly Part[], index: number): number {
	return parts.reduce((sum, { values }) => sum + values[index]!, 0);
}

/** Round ticks from nothing to the largest, and how long one counted thing is. */
function scaleOf(sums: readonly number[], room: number): { ticks: number[]; unit: number } {
	const most = Math.max(1, ...sums);
	const power = 10 ** Math.floor(Math.log10(most / 6));
	const step = Math.max(1, [1, 2, 5, 10].find((times) => most / (times * power) <= 6)! * power);
	const count = Math.ceil(most / step);
	const ticks = Array.from({ length: count + 1 }, (_, index) => index * step);
	return { ticks, unit: room / (count * step) };
}

function rounded(value: number): number {
	return Math.round(value * 100) / 100;
}
