import { expect, test } from 'vitest';
import { LOOK } from '../../../test/fixtures/chart-look.ts';
import { stackedColumns } from './stacked-columns.ts';
import type { StackedColumns } from './summary.ts';

const summary: StackedColumns = {
	kind: 'stacked-columns',
	columns: ['Q1', 'Q2'],
	marked: { index: 1, label: 'this quarter' },
	parts: [{ name: 'fully', tone: 'full', values: [3, 1] }],
	unit: 'activities'
};

test('the quarter in question is marked by a word and a band, not by colour', () => {
	const { data, plugins } = stackedColumns(summary, LOOK);
	expect(data.labels).toEqual(['Q1', ['Q2', 'this quarter']]);
	expect(plugins?.map(({ id }) => id)).toContain('band');
});

test('without a marked quarter there is no band', () => {
	const { data, plugins } = stackedColumns({ ...summary, marked: null }, LOOK);
	expect(data.labels).toEqual(['Q1', 'Q2']);
	expect(plugins?.map(({ id }) => id)).toEqual(['counts']);
});

test('columns are stacked from nothing', () => {
	const { scales } = stackedColumns(summary, LOOK).options!;
	expect(scales).toMatchObject({ x: { stacked: true }, y: { stacked: true, beginAtZero: true } });
});
