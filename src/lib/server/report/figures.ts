// A plan's, goal's or body's figures in cells: a percentage never stands without its numerator, denominator and "no data".
import type { Fraction } from '#lib/domain/fraction.ts';
import { m } from '#lib/paraglide/messages.js';
import { integer, share, text } from '../workbook/cells.ts';
import type { Cell, Look, TextCell } from '../workbook/workbook.ts';
import type { Telling } from './telling.ts';

/** Numerator, denominator, percentage, no data. */
export function fractionCells(fraction: Fraction, look: Look = 'body'): Cell[] {
	return [
		integer(fraction.numerator, look),
		integer(fraction.denominator, look),
		share(fraction, look),
		integer(fraction.noData, look)
	];
}

/** Headers of {@link fractionCells}. */
export function fractionHeaders({ at }: Telling): TextCell[] {
	return [
		m.report_column_numerator({}, at),
		m.report_column_denominator({}, at),
		m.report_column_percent({}, at),
		m.report_column_no_data({}, at)
	].map((name) => text(name, 'header', { align: 'right' }));
}
