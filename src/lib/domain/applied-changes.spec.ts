// Whatever two states are: the differences between them, put to the first, give the second. Values are few, so that things often coincide.
import fc, { type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/generated.ts';
import { applied } from './applied-changes.ts';
import { STEP_ROLES } from './assessment.ts';
import { CHANGE_KINDS, differencesBetween, type Difference } from './changes.ts';
import type { DeadlineReading } from './deadline.ts';
import type { Evidence } from './filing.ts';
import {
	evidenceSet,
	wordingKey,
	type ActivityState,
	type Entry,
	type IndicatorState,
	type QuarterState,
	type Report
} from './quarter-state.ts';
import type { DeadlineView } from './quarter-view.ts';
import type { Texts } from './text.ts';

const BODIES = ['police', 'regulator', 'ministry'];
const DAYS = ['2019-12-31', '2020-06-30', '2020-09-30'];
const one = <T>(...values: T[]) => fc.constantFrom(...values);
const some = <T>(...values: T[]) => fc.shuffledSubarray(values);
const record = <T>(keys: readonly string[], value: Arbitrary<T>): Arbitrary<Record<string, T>> =>
	fc.dictionary(one(...keys), value, { maxKeys: keys.length, noNullPrototype: true });

const texts: Arbitrary<Texts> = one<Texts>({}, { en: 'a' }, { en: 'b', 'sr-Cyrl': 'б' });
const reading: Arbitrary<DeadlineReading> = one<DeadlineReading>(
	{ kind: 'continuous' },
	{ kind: 'triggered', amount: 6, unit: 'month', trigger: 'entry into force' },
	...DAYS.map((day): DeadlineReading => ({ kind: 'dated', earliest: day, latest: day }))
);
const deadline: Arbitrary<DeadlineView> = fc.record({
	reading,
	wording: texts,
	on: one(null, ...DAYS)
});
const entry: Arbitrary<Entry> = fc.record({
	kind: one<Entry['kind']>('amendment', 'extension', 'resolution', 'rectification'),
	decidedOn: one(...DAYS),
	from: reading,
	to: deadline,
	act: texts,
	reason: texts
});
const evidence: Arbitrary<Evidence> = one<Evidence>(
	{ kind: 'gazette', title: 'Official Gazette 35/2019', on: null },
	{ kind: 'document', title: 'Minutes', number: '01', on: '2020-06-12' },
	{ kind: 'link', title: 'Law', url: 'https://example.org', on: '2020-07-01' }
);
const report: Arbitrary<Report> = fc.record({
	texts: fc.record({
		narrative: texts,
		result: texts,
		problems: fc.constant({}),
		reasons: fc.constant({}),
		next_steps: fc.constant({}),
		escalation: fc.constant({})
	}),
	expectedCompletion: one(null, '2020-Q4'),
	isNothingToReport: fc.boolean()
});
const indicator: Arbitrary<IndicatorState> = fc.record({
	passport: fc.record({
		goal: one(null, '1'),
		title: texts,
		unit: fc.constant({}),
		definition: texts,
		source: fc.constant({}),
		direction: one('up', 'down'),
		isCumulative: fc.boolean(),
		baseline: one(null, { value: '1.5', on: '2018-12-31' })
	}),
	targets: record(['2019', '2020'], one('10', '12.5')),
	readings: record(DAYS, fc.record({ value: one('9', '11'), source: texts }))
});
const indicators = record(['trained', 'seized'], indicator);

const activity: Arbitrary<ActivityState> = fc
	.record({
		code: one('1.1', '1.2'),
		goal: one('1', '2'),
		measure: fc.constant('1.1'),
		title: texts,
		description: texts,
		ended: one<ActivityState['term']['ended']>(null, null, 'withdrawn', 'merged', 'split'),
		from: one(...DAYS),
		until: one(...DAYS),
		into: some('1.3', '1.4'),
		madeFrom: some('1.5'),
		role: one(null, ...STEP_ROLES),
		completedOn: one(null, ...DAYS),
		steps: record(BODIES, one('full', 'partial')),
		deadline: fc.record({ adopted: deadline, current: deadline }),
		ledger: fc.array(entry, { maxLength: 3 }),
		leads: some(...BODIES),
		partners: some(...BODIES),
		evidence: record(BODIES, fc.array(evidence, { minLength: 1, maxLength: 3 })),
		reports: record(BODIES, report),
		indicators
	})
	.map(({ ended, from, until, into, madeFrom, role, completedOn, steps, ...rest }) => ({
		...rest,
		term: { from, until: ended && until, ended, into, madeFrom },
		standing: ended
			? null
			: {
					role,
					completedOn,
					steps: Object.fromEntries(
						Object.entries(steps).filter(([lead]) => rest.leads.includes(lead))
					)
				},
		evidence: Object.fromEntries(
			Object.entries(rest.evidence).map(([lead, items]) => [lead, evidenceSet(items)])
		)
	}));

const state: Arbitrary<QuarterState> = fc.record({
	wordings: record(
		[wordingKey('goal', '1'), wordingKey('body', 'police'), wordingKey('plan', 'plan 2020')],
		fc.record({ title: texts })
	),
	indicators,
	activities: record(['first', 'second', 'third'], activity)
});

/** What every difference is of: told twice, it would be there twice. */
const placeOf = (difference: Difference) => JSON.stringify({ ...difference, deadline: null });

test('the differences between two states, put to the first, give the second', () => {
	const seen = new Set<string>();
	fc.assert(
		fc.property(state, state, (from, to) => {
			const differences = differencesBetween(from, to);
			expect(applied(from, differences)).toEqual(to);
			for (const { kind } of differences) seen.add(kind);
		}),
		// So many that no kind is missed by chance: with 400 the rarest sometimes was.
		{ numRuns: runs(2_500) }
	);
	expect([...CHANGE_KINDS].filter((kind) => !seen.has(kind))).toEqual([]);
});

test('in whatever order they are told', () => {
	const pair = fc.tuple(state, state).chain(([from, to]) =>
		fc.record({
			from: fc.constant(from),
			to: fc.constant(to),
			told: fc.shuffledSubarray(differencesBetween(from, to), {
				minLength: differencesBetween(from, to).length
			})
		})
	);
	fc.assert(
		fc.property(pair, ({ from, to, told }) => {
			expect(applied(from, told)).toEqual(to);
		}),
		{ numRuns: runs(200) }
	);
});

test('each is told once, and a state differs in nothing from itself', () => {
	fc.assert(
		fc.property(state, state, (from, to) => {
			expect(differencesBetween(from, from)).toEqual([]);
			const told = differencesBetween(from, to).map(placeOf);
			expect(new Set(told).size).toBe(told.length);
		}),
		{ numRuns: runs(200) }
	);
});

test('without any one of them the later state is not reached', () => {
	fc.assert(
		fc.property(state, state, (from, to) => {
			const differences = differencesBetween(from, to);
			for (const left of differences) {
				const others = differences.filter((other) => other !== left);
				// A deadline that follows from an entry is told with the entry; without the others its place may not be there.
				if ('entry' in left || left.kind === 'leads') continue;
				expect(applied(from, others)).not.toEqual(to);
			}
		}),
		{ numRuns: runs(50) }
	);
});
