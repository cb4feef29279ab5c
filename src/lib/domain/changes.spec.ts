import { describe, expect, test } from 'vitest';
import { QUARTER_VIEW } from '../../../test/fixtures/quarter-view.ts';
import { applied } from './applied-changes.ts';
import type { StepRole } from './assessment.ts';
import { changesBetween, type Change } from './changes.ts';
import type { DeadlineReading } from './deadline.ts';
import type { Evidence } from './filing.ts';
import { statesOf } from './quarter-state.ts';
import type { ActivityView, IndicatorView, LedgerView, QuarterView } from './quarter-view.ts';
import type { Day, Quarter } from './quarter.ts';

const Q2 = QUARTER_VIEW;
const first = Q2.activities[0]!;
const [, second] = Q2.activities as [ActivityView, ActivityView];

/** The view a quarter on, or of the quarter told, with some activities otherwise. */
function later(
	changed: Readonly<Record<string, Partial<ActivityView>>>,
	more: Partial<QuarterView> = {}
): QuarterView {
	return {
		...Q2,
		quarter: '2020-Q3',
		activities: Q2.activities.map((one) => ({
			// What was filed for the one quarter is not filed for the next.
			...{ ...one, filings: [] },
			...changed[one.code]
		})),
		...more
	};
}

/** Where one lead stands. */
const at = (role: StepRole | null, quarter: Quarter, completedOn: Day | null = null) => ({
	standing: {
		role,
		completedOn,
		leads: [
			{
				bodyId: 1,
				shown: {
					step: { id: 1 + ['full', 'ongoing', 'partial', 'none'].indexOf(role!), role: role! },
					quarter
				},
				counts: role !== null,
				completedOn
			}
		]
	}
});

const dated = (latest: Day): DeadlineReading => ({ kind: 'dated', earliest: latest, latest });
const move = (kind: LedgerView['kind'], decidedOn: Day, from: Day, to: DeadlineReading) => ({
	kind,
	decidedOn,
	from: dated(from),
	to: { reading: to, wording: { en: 'moved' }, on: null },
	triggeredOn: null,
	act: { en: 'Conclusion' },
	reason: { en: 'late procurement' },
	provenance: []
});

const told = (changes: readonly Change[]) =>
	changes.map(({ kind, severity, activity }) => [kind, activity?.code ?? null, severity]);

describe('assessments', () => {
	test.each([
		['full', 'ongoing', 'assessment-backward', 'serious'],
		['ongoing', 'none', 'assessment-backward', 'serious'],
		['partial', 'ongoing', 'assessment-forward', 'notable'],
		['full', null, 'data-missing', 'notable'],
		[null, 'none', 'data-came', 'notable']
	] as const)('from %s to %s: %s', (from, to, kind, severity) => {
		const before = later({ '1.1.1': at(from, '2020-Q2') }, { quarter: '2020-Q2' });
		const after = later({ '1.1.1': at(to, '2020-Q3') });
		expect(told(changesBetween(before, after))).toEqual([[kind, '1.1.1', severity]]);
	});

	test('another day of completion is told where the step is the same, and with the step where it is not', () => {
		const june = later({ '1.1.1': at('full', '2020-Q2', '2020-06-12') });
		const july = later({ '1.1.1': at('full', '2020-Q2', '2020-07-12') });
		const ongoing = later({ '1.1.1': at('ongoing', '2020-Q2') });
		expect(changesBetween(june, july)).toMatchObject([
			{ kind: 'completed-on', from: '2020-06-12', to: '2020-07-12' }
		]);
		expect(changesBetween(ongoing, july)).toMatchObject([
			{ kind: 'assessment-forward', to: { completedOn: '2020-07-12' } }
		]);
	});

	test('a lead that goes on while the other does not', () => {
		const [police, regulator] = second.standing.leads;
		const leads = [{ ...police!, shown: { ...police!.shown!, step: { id: 1, role: 'full' } } }];
		const after = later({
			'2.1.1': {
				standing: { ...second.standing, leads: [...leads, regulator!] } as ActivityView['standing']
			}
		});
		expect(changesBetween(Q2, after)).toMatchObject([
			{ kind: 'step-of-lead', lead: 'mup', from: 'partial', to: 'full' }
		]);
	});
});

describe('activities', () => {
	const left = (ended: ActivityView['ended'], until: Day) =>
		later(
			{},
			{
				activities: Q2.activities.slice(1),
				outside: [
					...Q2.outside,
					{ ...first, ended, inForceUntil: until, into: ended === 'withdrawn' ? [] : ['2.1.1'] }
				]
			}
		);

	test.each([
		['withdrawn', 'activity-withdrawn', 'serious'],
		['merged', 'activity-merged', 'notable'],
		['split', 'activity-split', 'notable']
	] as const)('%s: told once, and nothing of where it stood', (ended, kind, severity) => {
		expect(told(changesBetween(Q2, left(ended, '2020-08-01')))).toEqual([
			[kind, '1.1.1', severity]
		]);
	});

	test('a new one is told once, with all that is in it', () => {
		const before = { ...Q2, activities: Q2.activities.slice(1) };
		const since = later({ '1.1.1': { inForceFrom: '2020-08-01' } });
		expect(changesBetween(before, since)).toMatchObject([
			{ kind: 'activity-new', severity: 'notable', state: { code: '1.1.1', leads: ['mup'] } }
		]);
	});

	test('that it is going to be withdrawn is no change yet', () => {
		expect(changesBetween(Q2, later({ '1.1.1': { inForceUntil: '2020-12-01' } }))).toEqual([]);
	});
});

describe('deadlines', () => {
	const moved = (...entries: LedgerView[]) =>
		later({
			'1.1.1': {
				ledger: entries,
				current: entries.at(-1)?.to ?? first.current
			}
		});

	test.each([
		['extension', dated('2020-12-31'), 'deadline-later', 'serious'],
		['amendment', dated('2020-06-15'), 'deadline-earlier', 'notable'],
		['amendment', { kind: 'continuous' }, 'deadline-replaced', 'serious'],
		['resolution', dated('2020-12-31'), 'deadline-fixed', 'notable'],
		['rectification', dated('2020-12-31'), 'deadline-corrected', 'notable']
	] as const)('%s to %o: %s', (kind, to, expected, severity) => {
		const after = moved(move(kind, '2020-08-01', '2020-06-30', to));
		expect(told(changesBetween(Q2, after))).toEqual([[expected, '1.1.1', severity]]);
	});

	test('each of two moves is told, and each once', () => {
		const one = move('extension', '2020-07-05', '2020-06-30', dated('2020-09-30'));
		const two = move('extension', '2020-09-05', '2020-09-30', dated('2020-12-31'));
		const changes = changesBetween(Q2, moved(one, two));
		expect(told(changes)).toEqual([
			['deadline-later', '1.1.1', 'serious'],
			['deadline-later', '1.1.1', 'serious']
		]);
		expect(
			told(changesBetween(moved(one), { ...moved(one, two), quarter: '2020-Q4' }))
		).toHaveLength(1);
	});

	test('decided by the last day of a quarter that did not know of it: recorded late', () => {
		const late = move('rectification', '2020-06-30', '2020-06-30', dated('2020-07-01'));
		const inTime = move('rectification', '2020-07-01', '2020-06-30', dated('2020-07-01'));
		expect(changesBetween(Q2, moved(late))).toMatchObject([
			{ isRecordedLate: true, severity: 'serious' }
		]);
		expect(changesBetween(Q2, moved(inTime))).toMatchObject([
			{ isRecordedLate: false, severity: 'notable' }
		]);
		const [undone] = changesBetween(moved(late), Q2);
		expect(undone).toMatchObject({ kind: 'deadline-undone', isRecordedLate: false });
	});

	test('a deadline that reads otherwise without an entry is serious, other words are plain', () => {
		const { current } = first;
		const read = later({ '1.1.1': { current: { ...current, reading: dated('2020-12-31') } } });
		const said = later({ '1.1.1': { current: { ...current, wording: { en: 'by summer' } } } });
		expect(told(changesBetween(Q2, read))).toEqual([['deadline-restated', '1.1.1', 'serious']]);
		expect(told(changesBetween(Q2, said))).toEqual([['deadline-restated', '1.1.1', 'plain']]);
	});
});

describe('bodies', () => {
	test('a lead that takes over brings its step along: one change', () => {
		const after = later({
			'1.1.1': {
				leads: [3],
				standing: { ...first.standing, leads: [{ ...first.standing.leads[0]!, bodyId: 3 }] }
			}
		});
		expect(changesBetween(Q2, after)).toMatchObject([
			{ kind: 'leads', from: ['mup'], steps: { [Q2.bodies[2]!.key]: 'full' } }
		]);
	});

	test('a body renamed is told once, however many activities it leads', () => {
		const [mup, ...others] = Q2.bodies;
		const bodies = [{ ...mup!, name: { en: 'Ministry of Order' } }, ...others];
		expect(told(changesBetween(Q2, later({}, { bodies })))).toEqual([['wording', null, 'plain']]);
	});
});

describe('indicators', () => {
	const indicator: IndicatorView = {
		id: 1,
		key: 'trained',
		activityId: first.id,
		goalId: null,
		title: { en: 'Officers trained' },
		unit: {},
		definition: {},
		source: {},
		direction: 'up',
		isCumulative: false,
		baseline: null,
		targets: [{ year: 2020, value: '100' }],
		readings: [{ on: '2020-06-01', value: '40', source: {}, provenance: [], by: null }],
		verdict: 'not-met',
		added: null,
		acts: [],
		provenance: []
	};
	const having = (view: QuarterView, changed: Partial<IndicatorView> = {}) => ({
		...view,
		indicators: [{ ...indicator, ...changed }]
	});
	const since = (changed: Partial<IndicatorView>) =>
		changesBetween(having(Q2), having(later({}), changed));

	test.each([
		['up', '90', 'serious'],
		['up', '110.5', 'notable'],
		['down', '90', 'notable'],
		['down', '110.5', 'serious']
	] as const)(
		'of a target where %s is better, %s in place of 100: %s',
		(direction, value, severity) => {
			const changes = changesBetween(
				having(Q2, { direction }),
				having(later({}), { direction, targets: [{ year: 2020, value }] })
			);
			expect(told(changes)).toEqual([['target', '1.1.1', severity]]);
		}
	);

	test('a target taken away is eased', () => {
		expect(since({ targets: [] })).toMatchObject([
			{ kind: 'target', to: null, severity: 'serious' }
		]);
	});

	test('a new reading, and one of a day the earlier quarter should have known', () => {
		const [old] = indicator.readings;
		const reading = (on: Day) => ({ on, value: '60', source: {}, provenance: [], by: null });
		expect(since({ readings: [old!, reading('2020-08-01')] })).toMatchObject([
			{ kind: 'reading-new', isRecordedLate: false, severity: 'notable' }
		]);
		expect(since({ readings: [old!, reading('2020-06-30')] })).toMatchObject([
			{ kind: 'reading-new', isRecordedLate: true, severity: 'serious' }
		]);
		expect(since({ readings: [{ ...old!, value: '41' }] })).toMatchObject([
			{ kind: 'reading-changed', from: { value: '40' }, to: { value: '41' } }
		]);
	});
});

describe('evidence and reports', () => {
	const [filing] = first.filings;
	const [minutes, link] = filing!.evidence;
	const filed = (evidence: readonly Evidence[], quarter: Quarter) => ({
		filings: [{ ...filing!, quarter, evidence }]
	});

	test('between two quarters it is added to: what the earlier one named still stands', () => {
		expect(changesBetween(Q2, later({}))).toEqual([]);
		const gazette = { kind: 'gazette' as const, title: 'Official Gazette 61/2020', on: null };
		const after = later({ '1.1.1': filed([minutes!, gazette], '2020-Q3') });
		expect(changesBetween(Q2, after)).toMatchObject([
			{ kind: 'evidence-added', lead: 'mup', items: [gazette], severity: 'plain' }
		]);
	});

	test('between two revisions of a quarter it may be gone, and a report put right', () => {
		const revised = {
			...Q2,
			activities: Q2.activities.map((one) =>
				one === first
					? {
							...one,
							filings: [
								{
									...filing!,
									evidence: [link!],
									texts: { ...filing!.texts, result: { en: 'put right' } }
								}
							]
						}
					: one
			)
		};
		expect(told(changesBetween(Q2, revised))).toEqual([
			['evidence-gone', '1.1.1', 'serious'],
			['report', '1.1.1', 'plain']
		]);
	});
});

test('gravest first, then backward moves, then in the plan’s order; and all of it leads from the one to the other', () => {
	const after = later(
		{
			'1.1.1': { ...at('partial', '2020-Q3'), title: { en: 'Amendments, reworded' } },
			'2.1.1': { leads: [1], partners: [3] },
			'2.2.1': {
				ledger: [move('extension', '2020-08-01', '2020-03-31', dated('2020-12-31'))]
			},
			'2.2.2': at('none', '2020-Q3')
		},
		{ quarter: '2020-Q4' }
	);
	const changes = changesBetween(Q2, after);
	expect(told(changes)).toEqual([
		['assessment-backward', '1.1.1', 'serious'],
		['assessment-backward', '2.2.2', 'serious'],
		['deadline-later', '2.2.1', 'serious'],
		['leads', '2.1.1', 'notable'],
		['partners', '2.1.1', 'plain'],
		['activity-restated', '1.1.1', 'plain']
	]);
	const [from, to] = statesOf(Q2, after);
	expect(applied(from, changes)).toEqual(to);
});
