// Cells in the fewest words, for those who fill sheets.
import type { Decimal } from '#lib/domain/decimal.ts';
import type {
	AmountCell,
	Cell,
	DayCell,
	Look,
	NumberCell,
	ShareCell,
	TextCell,
	Tone
} from './workbook.ts';

/** What a cell may have beside its value. */
export type Extra = Partial<Pick<TextCell, 'tone' | 'across' | 'align' | 'link'>>;

export function text(content: string, look: Look = 'body', extra: Extra = {}): TextCell {
	return { kind: 'text', text: content, look, ...extra };
}

export function integer(value: number, look: Look = 'body', tone?: Tone): NumberCell {
	return tone === undefined
		? { kind: 'integer', value, look }
		: { kind: 'integer', value, look, tone };
}

export function decimal(value: Decimal, look: Look = 'body'): AmountCell {
	return { kind: 'amount', value, look };
}

export function share(
	{ numerator, denominator }: { numerator: number; denominator: number },
	look: Look = 'body'
): ShareCell {
	return { kind: 'share', numerator, denominator, look };
}

export function day(value: string, format: string, look: Look = 'body'): DayCell {
	return { kind: 'day', day: value, format, look };
}

/** Cells of one look for a table's header. */
export function headers(names: readonly string[]): Cell[] {
	return names.map((name) => text(name, 'header'));
}

/** A cell of a table with nothing in it: the grid goes on. */
export const BLANK: TextCell = { kind: 'text', text: '', look: 'body' };
