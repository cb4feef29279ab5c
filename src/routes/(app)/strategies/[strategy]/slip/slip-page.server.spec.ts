import { expect, test } from 'vitest';
import { QUARTER_VIEW as VIEW } from '../../../../../../test/fixtures/quarter-view.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Slip } from '#lib/server/quarter/slips.ts';
import { slipPageOf } from './slip-page.server.ts';

const one = VIEW.activities.find(({ code }) => code === '2.1.1')!;
const slips = Array.from({ length: 230 }, (_, index): Slip => ({
	...one,
	id: index,
	code: `1.${index}`,
	moves: one.ledger,
	days: index < 220 ? 500 - index : null
}));
const at = (address: string) =>
	slipPageOf({ view: VIEW, slips, corrected: [] }, new URLSearchParams(address), 'en');

test('fifty rows a page, and the longest slips drawn on each', () => {
	expect(at('').slips.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, id) => id));
	expect(at('page=5').slips).toHaveLength(30);
	expect(at('page=5').drawn).toEqual(at('').drawn);
	expect(at('').drawn).toHaveLength(30);
	expect(at('').isDrawnInPart).toBe(true);
});

test('a page that is not there is refused', () => {
	for (const page of ['6', '0', 'x', '-1', '1.5']) {
		expect(() => at(`page=${page}`), page).toThrow(Refusal);
	}
});

test('a plan without moves has one empty page', () => {
	const empty = slipPageOf(
		{ view: VIEW, slips: [], corrected: [] },
		new URLSearchParams('page=1'),
		'en'
	);
	expect(empty).toMatchObject({ slips: [], drawn: [], pages: 1, isDrawnInPart: false });
});
