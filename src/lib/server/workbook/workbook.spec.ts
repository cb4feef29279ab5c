import { expect, test } from 'vitest';
import { heightOf, fitsIn, HIGHEST_ROW, linesIn, roomIn } from './measure.ts';
import { columnLetter, sheetName } from './workbook.ts';

test('columns have letters', () => {
	expect([1, 26, 27, 52, 53, 702, 703].map(columnLetter)).toEqual([
		'A',
		'Z',
		'AA',
		'AZ',
		'BA',
		'ZZ',
		'AAA'
	]);
});

test('a sheet’s name is one Excel takes, and different from the others', () => {
	expect(sheetName('By body: A/B [x]?*\\', [])).toBe('By body A B x');
	expect(sheetName("'quoted'", [])).toBe('’quoted’');
	expect(sheetName('History', [])).toBe('History 1');
	expect(sheetName('', [])).toBe('1');
	expect(sheetName('ж'.repeat(40), [])).toHaveLength(31);
	expect(sheetName('Notes', ['notes'])).toBe('Notes (2)');
	expect(sheetName('ж'.repeat(40), [`${'ж'.repeat(30)}…`])).toHaveLength(31);
});

test('a row is as high as its text', () => {
	expect(linesIn('кратко', roomIn([10]), 'body')).toBe(1);
	expect(linesIn('један\nдва\n\nчетири', roomIn([40]), 'body')).toBe(4);
	expect(linesIn('реч '.repeat(100), roomIn([20]), 'body')).toBeGreaterThan(15);
	expect(linesIn('w'.repeat(300), roomIn([20]), 'body')).toBeGreaterThan(15);
	expect(linesIn('текст', 0, 'body')).toBeGreaterThan(0);
	expect(heightOf(1, 'body')).toBe(14);
	expect(fitsIn('ред\n'.repeat(30), 40, 'body')).toBe(true);
	expect(fitsIn('ред\n'.repeat(60), 40, 'body')).toBe(false);
	expect(HIGHEST_ROW).toBe(409);
});
