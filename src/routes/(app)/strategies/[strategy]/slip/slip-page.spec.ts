import { expect, test } from 'vitest';
import { QUARTER_VIEW as VIEW } from '../../../../../../test/fixtures/quarter-view.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { slipsOf, summaryOf, type Slip } from '#lib/server/quarter/slips.ts';
import { slipPageOf } from './slip-page.ts';

const [one] = slipsOf(VIEW);
const many = Array.from({ length: 230 }, (_, index): Slip => ({
	...one!,
	id: index,
	code: `1.${index}`,
	days: index < 220 ? 500 - index : null
}));
const at = (address: string) =>
	slipPageOf(VIEW, many, summaryOf(many), new URLSearchParams(address));

test('a hundred rows a page, and the longest slips drawn on each', () => {
	expect(at('').slips.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, id) => id));
	expect(at('page=3').slips).toHaveLength(30);
	expect(at('page=3').drawn).toEqual(at('').drawn);
	expect(at('').drawn).toHaveLength(30);
	expect(at('').isDrawnInPart).toBe(true);
});

test('a page that is not there is refused', () => {
	for (const page of ['4', '0', 'x', '-1', '1.5']) {
		expect(() => at(`page=${page}`), page).toThrow(Refusal);
	}
});

test('a plan without moves has one empty page', () => {
	const empty = slipPageOf(VIEW, [], summaryOf([]), new URLSearchParams('page=1'));
	expect(empty).toMatchObject({ slips: [], drawn: [], pages: 1, isDrawnInPart: false });
});
