import { expect, test } from 'vitest';
import { changeQueryOf, countsOf, isFound, type ChangeMark } from './change-query.ts';
import { Refusal } from './refusal.ts';

const goals = [{ code: '1' }, { code: '2' }];
const asked = (address: string) => changeQueryOf(new URLSearchParams(address), goals);
const MARKS: ChangeMark[] = [
	{ kind: 'assessment-backward', severity: 'serious', isRecordedLate: false, goal: '1' },
	{ kind: 'deadline-later', severity: 'serious', isRecordedLate: true, goal: '2' },
	{ kind: 'deadline-later', severity: 'serious', isRecordedLate: false, goal: '2' },
	{ kind: 'wording', severity: 'plain', isRecordedLate: false, goal: null }
];
const found = (address: string) => MARKS.filter((mark) => isFound(mark, asked(address))).length;

test('nothing asked is everything', () => {
	expect(asked('')).toEqual({ kind: '', goal: '', page: 1 });
	expect(found('')).toBe(4);
});

test('by kind, by goal, by both, and what was recorded late', () => {
	expect(found('kind=deadline-later')).toBe(2);
	expect(found('goal=2')).toBe(2);
	expect(found('kind=deadline-later&goal=1')).toBe(0);
	expect(found('kind=recorded-late')).toBe(1);
});

test('what is not known is refused, all of it at once', () => {
	try {
		asked('kind=sideways&goal=9&page=0');
		expect.unreachable();
	} catch (refused) {
		expect((refused as Refusal).problems.map(({ field }) => field)).toEqual([
			'page',
			'kind',
			'goal'
		]);
	}
});

test('counted by severity and kind', () => {
	expect(countsOf(MARKS)).toEqual({
		total: 4,
		recordedLate: 1,
		severities: [
			{
				severity: 'serious',
				count: 3,
				kinds: [
					{ kind: 'assessment-backward', count: 1 },
					{ kind: 'deadline-later', count: 2 }
				]
			},
			{ severity: 'notable', count: 0, kinds: [] },
			{ severity: 'plain', count: 1, kinds: [{ kind: 'wording', count: 1 }] }
		]
	});
});
