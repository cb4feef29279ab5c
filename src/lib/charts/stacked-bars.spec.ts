import { expect, test } from 'vitest';
import { linesOf, stackedBars, type ChartLook } from './stacked-bars.ts';

const look: ChartLook = {
	ink: '#111',
	inkSoft: '#444',
	line: '#ccc',
	surface: '#fff',
	font: 'sans-serif',
	fills: { full: 'a', ongoing: 'b', partial: 'c', none: 'd', 'no-data': 'e' },
	isStill: true
};

test('each part is one stacked set with its own fill, in the order given', () => {
	const configuration = stackedBars(
		{
			bars: ['1', '2'],
			parts: [
				{ name: 'fully', tone: 'full', values: [3, 1] },
				{ name: 'no data', tone: 'no-data', values: [0, 2] }
			],
			unit: 'activities'
		},
		look
	);
	expect(configuration.data.datasets.map(({ label, data }) => [label, data])).toEqual([
		['fully', [3, 1]],
		['no data', [0, 2]]
	]);
	expect(configuration.data.datasets.map(({ backgroundColor }) => backgroundColor)).toEqual([
		'a',
		'e'
	]);
	expect(configuration.options?.animation).toBe(false);
});

test('a long label is broken between words and never grows beyond its lines', () => {
	expect(linesOf('1 Improved and harmonized legislation', 26)).toEqual([
		'1 Improved and harmonized',
		'legislation'
	]);
	expect(linesOf('a b c d', 1, 2)).toEqual(['a', 'b …']);
	expect(linesOf('short')).toEqual(['short']);
});
