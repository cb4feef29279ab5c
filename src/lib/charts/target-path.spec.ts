import { expect, test } from 'vitest';
import { LOOK } from '../../../test/fixtures/chart-look.ts';
import type { TargetPath } from './summary.ts';
import { targetPath } from './target-path.ts';

const summary: TargetPath = {
	kind: 'target-path',
	readings: [{ on: '2020-06-30', value: 12.5 }],
	targets: [
		{ year: 2019, value: 10 },
		{ year: 2020, value: 20 }
	],
	baseline: { on: '2018-12-31', value: 5 },
	names: { reading: 'reading', target: 'target', baseline: 'baseline' },
	unit: '%',
	isPointDecimal: false
};

test('targets are steps that last their year, readings and baseline stand on their days', () => {
	const { data } = targetPath(summary, LOOK);
	const [readings, targets, baseline] = data.datasets.map(({ data }) => data);
	expect(targets).toEqual([
		{ x: 365, y: 10 },
		{ x: 730, y: 10 },
		{ x: 730, y: 20 },
		{ x: 1096, y: 20 }
	]);
	expect(readings).toEqual([{ x: 730 + 181, y: 12.5 }]);
	expect(baseline).toEqual([{ x: 364, y: 5 }]);
});

test('the three are told apart by shape, not by colour alone', () => {
	const { datasets } = targetPath(summary, LOOK).data;
	expect(new Set(datasets.map(({ pointStyle }) => pointStyle)).size).toBe(3);
});

test('the axis is marked where years begin', () => {
	const { x } = targetPath(summary, LOOK).options!.scales!;
	const axis = { ticks: [] as { value: number }[] };
	x!.afterBuildTicks!(axis as never);
	expect(axis.ticks.map(({ value }) => value)).toEqual([0, 365, 730, 1096]);
	const { callback } = x!.ticks as unknown as { callback: (value: number) => string };
	expect(axis.ticks.map(({ value }) => callback(value))).toEqual(['2018', '2019', '2020', '2021']);
});

test('without anything but readings it is still a chart', () => {
	const bare = { ...summary, targets: [], baseline: null };
	expect(targetPath(bare, LOOK).data.datasets[0]!.data).toHaveLength(1);
	expect(() => targetPath({ ...bare, readings: [] }, LOOK)).not.toThrow();
});
