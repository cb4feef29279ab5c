import { expect, test } from 'vitest';
import type { DeadlineReading } from '#lib/domain/deadline.ts';
import type { LedgerView } from '#lib/domain/quarter-view.ts';
import { addDays } from '#lib/domain/quarter.ts';
import type { Candidate } from './facts.ts';
import { correctedOf, slipsOf, summaryOf } from './slips.ts';

const QUARTER = '2020-Q2';
const dated = (day: string): DeadlineReading => ({ kind: 'dated', earliest: day, latest: day });
const ADOPTED = '2019-09-30';

function move(more: Partial<LedgerView> = {}): LedgerView {
	return {
		kind: 'extension',
		decidedOn: '2020-06-20',
		from: dated(ADOPTED),
		to: { reading: dated('2020-12-31'), wording: { en: 'IV quarter 2020' }, on: null },
		act: {},
		triggeredOn: null,
		reason: { en: 'annulled' },
		provenance: [],
		...more
	};
}

/** An activity with a slip of so many days; null where the current deadline is not a date. */
function candidate(
	code: string,
	days: number | null,
	{ ledger = [move()], isInForce = true }: { ledger?: LedgerView[]; isInForce?: boolean } = {}
): Candidate {
	const current: DeadlineReading =
		days === null ? { kind: 'continuous' } : dated(addDays(ADOPTED, days));
	return {
		at: { isInForce, leads: [1], adopted: dated(ADOPTED), current },
		promised: {
			...{ id: 1, code, title: {}, goalId: 1, provenance: [], ledger },
			deadline: { reading: dated(ADOPTED), wording: { en: 'III quarter 2019' }, on: null }
		}
	} as unknown as Candidate;
}

test('only what was moved by the quarter’s end is listed, with its moves and not its resolutions', () => {
	const resolution = move({ kind: 'resolution' });
	const later = move({ decidedOn: '2020-07-01' });
	const slips = slipsOf(
		[
			candidate('1', 10, { ledger: [resolution] }),
			candidate('2', 20, { ledger: [resolution, move(), later] }),
			candidate('3', 0, { ledger: [] }),
			candidate('4', 0, { ledger: [later] }),
			candidate('5', 50, { isInForce: false })
		],
		QUARTER
	);
	expect(slips.map(({ code, moves }) => [code, moves.map(({ kind }) => kind)])).toEqual([
		['2', ['extension']]
	]);
	expect(slips[0]!.adopted.wording).toEqual({ en: 'III quarter 2019' });
	expect(slips[0]!.current.wording).toEqual({ en: 'IV quarter 2020' });
});

test('a reading that was corrected is told beside the moves, on whatever day that was; one first given is not', () => {
	const corrected = move({ kind: 'rectification', decidedOn: '2020-09-01' });
	const given = move({ kind: 'rectification', from: { kind: 'unread', why: 'not-understood' } });
	const candidates = [
		candidate('1', 0, { ledger: [corrected] }),
		candidate('2', 0, { ledger: [given] }),
		candidate('3', 0, { ledger: [move({ decidedOn: '2020-08-01' }), corrected] }),
		candidate('4', 0, { ledger: [corrected], isInForce: false })
	];
	expect(correctedOf(candidates, QUARTER)).toMatchObject([{ code: '1', days: 458 }]);
	expect(slipsOf(candidates, QUARTER)).toEqual([]);
});

test('the longest comes first, what was brought forward after it, what cannot be measured last', () => {
	const slips = slipsOf(
		[
			candidate('a', null),
			candidate('b', -30),
			candidate('c', 90),
			candidate('d', null),
			candidate('e', 365)
		],
		QUARTER
	);
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
