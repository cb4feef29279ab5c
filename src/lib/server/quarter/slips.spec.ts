import { expect, test } from 'vitest';
import { QUARTER_VIEW as VIEW } from '../../../../test/fixtures/quarter-view.ts';
import type { ActivityView, LedgerView } from '#lib/domain/quarter-view.ts';
import { slipsOf, summaryOf } from './slips.ts';

const moved = VIEW.activities.find(({ code }) => code === '2.1.1')!;
const activity = (code: string, slipDays: number | null, ledger = moved.ledger): ActivityView => ({
	...moved,
	code,
	slipDays,
	ledger
});
const resolved: LedgerView = { ...moved.ledger[0]!, kind: 'resolution' };

test('only what was moved is listed, with its moves and not its resolutions', () => {
	const slips = slipsOf({
		activities: [
			activity('1', 10, [resolved]),
			activity('2', 20, [resolved, moved.ledger[0]!]),
			activity('3', 0, [])
		]
	});
	expect(slips.map(({ code, moves }) => [code, moves.map(({ kind }) => kind)])).toEqual([
		['2', ['extension']]
	]);
});

test('the longest comes first, what was brought forward after it, what cannot be measured last', () => {
	const slips = slipsOf({
		activities: [
			activity('a', null),
			activity('b', -30),
			activity('c', 90),
			activity('d', null),
			activity('e', 365)
		]
	});
	expect(slips.map(({ code }) => code)).toEqual(['e', 'c', 'b', 'a', 'd']);
	expect(summaryOf(slips)).toEqual({
		moved: 5,
		longest: { code: 'e', days: 365 },
		median: 90,
		unmeasured: 2
	});
});

test('of an even count the median is the lower of the two in the middle', () => {
	const slips = [400, 300, 200, 100].map((days) => ({ code: String(days), days }));
	expect(summaryOf(slips).median).toBe(200);
	expect(summaryOf([]).median).toBeNull();
});
