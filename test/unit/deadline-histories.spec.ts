// Whatever happens to a plan, in whatever order: its chains hold, its current deadlines are where they end, and the plan on a day is the one
// that was decided by then. Generated histories, through the functions the pages call, on a database of their own.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayFrom, type DeadlineReading } from '#lib/domain/deadline.ts';
import { currentDeadline, ledgerProblems, slipInDays } from '#lib/domain/deadline-ledger.ts';
import { addDays, daysBetween, type Day } from '#lib/domain/quarter.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Database } from '#lib/server/db/database.ts';
import { activities } from '#lib/server/db/schema.ts';
import { newestEntry } from '#lib/server/history/newest.ts';
import { verifyHistory } from '#lib/server/history/verify.ts';
import * as amendments from '#lib/server/plan/amendments.ts';
import * as ledger from '#lib/server/plan/ledger.ts';
import * as planDay from '#lib/server/quarter/plan-day.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { SLUG, smallPlan, TODAY, type SmallPlan } from './small-plan.ts';

const CODES = ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '2.1', '2.2'];
const WORDINGS = [
	'II quarter 2020',
	'IV quarter 2020',
	'31 March 2021',
	'30.9.2021.',
	'continuously',
	'once a year',
	'3 months from the adoption of the law',
	'when the time comes'
];

const code = fc.constantFrom(...CODES);
const wording = fc.constantFrom(...WORDINGS);
/** Days after the last act; some before it. */
const later = fc.integer({ min: -10, max: 45 });
/** Entries a form saw too few, or none. */
const behind = fc.constantFrom(0, 0, 0, 1);
const change = fc.oneof(
	fc.record({ kind: fc.constant('move' as const), code, wording }),
	fc.record({ kind: fc.constant('withdraw' as const), code }),
	fc.record({ kind: fc.constant('change' as const), code, title: fc.constantFrom('A', 'B') }),
	fc.record({ kind: fc.constant('add' as const), code, wording }),
	fc.record({ kind: fc.constant('merge' as const), code, into: code })
);
const act = fc.oneof(
	fc.record({ kind: fc.constant('extension' as const), code, wording, later, behind }),
	fc.record({ kind: fc.constant('rectification' as const), code, wording, later, behind }),
	fc.record({ kind: fc.constant('resolution' as const), code, later, behind, since: later }),
	fc.record({
		kind: fc.constant('amendment' as const),
		later,
		changes: fc.array(change, { minLength: 1, maxLength: 3 })
	})
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

const SAID = { en: 'x' };

function idOf(database: Database, asked: string): number | null {
	const rows = database.read
		.select({ id: activities.id, code: activities.code })
		.from(activities)
		.all();
	return rows.find((row) => row.code === asked)?.id ?? null;
}

/** Does what is asked, as a form would. */
function perform(plan: SmallPlan, one: Act, day: Day): void {
	const context = plan.as('coordinator');
	if (one.kind === 'amendment') {
		const draft = amendments.start(context, SLUG, { act: SAID, adopted_on: day });
		const seen = () => ({
			...{ strategy: SLUG, draft },
			version: amendments.draftOf(plan.database.read, SLUG, draft).version
		});
		for (const asked of one.changes) amendments.add(context, seen(), editOf(asked));
		amendments.record(context, seen());
		return;
	}
	const id = idOf(plan.database, one.code);
	const chain = id === null ? null : ledger.chainOf(plan.database.read, id);
	const seen = Math.max(0, (chain?.entries.length ?? 0) - one.behind);
	const now: DeadlineReading = chain ? ledger.endOf(chain) : { kind: 'continuous' };
	const common = { kind: one.kind, decided_on: day, act: SAID, reason: SAID };
	const target = { strategy: SLUG, activity: one.code, seen };
	if (one.kind === 'resolution') {
		const triggered_on = addDays(day, -Math.abs(one.since));
		const read_as = now.kind === 'triggered' ? dayFrom(now, triggered_on) : day;
		const to = { wording: { en: 'from then' }, read_as };
		ledger.enter(context, target, { ...common, triggered_on, to });
	} else if (one.kind === 'extension') {
		ledger.enter(context, target, { ...common, to: { wording: { en: one.wording } } });
	} else {
		ledger.enter(context, target, {
			...common,
			to: { wording: { en: 'as written' }, read_as: one.wording }
		});
	}
}

function editOf(
	asked: Extract<Act, { kind: 'amendment' }>['changes'][number]
): amendments.DraftEdit {
	const reason = SAID;
	switch (asked.kind) {
		case 'move':
			return { kind: 'move', activity: asked.code, to: { wording: { en: asked.wording } }, reason };
		case 'withdraw':
			return { kind: 'withdraw', activity: asked.code, reason };
		case 'change':
			return { kind: 'change', activity: asked.code, title: { en: asked.title }, reason };
		case 'merge':
			return { kind: 'merge', from: [asked.code], into: asked.into, reason };
		case 'add':
			return {
				...{ kind: 'add', origin: 'add', from: [], reason },
				activity: {
					...{ code: asked.code, measure: 'measure', title: { en: 'New' }, description: {} },
					...{ leads: ['police'], partners: [] },
					deadline: { wording: { en: asked.wording } }
				}
			};
	}
}

/** Everything a day of the plan says. */
function planOn(database: Database, day: Day) {
	return planDay
		.read(database, SLUG, { day, page: 1 })
		.groups.flatMap(({ rows }) => rows)
		.map(({ code, title, leads, deadline }) => ({ code, title, leads, reading: deadline.reading }));
}

function chainsHold(database: Database): void {
	for (const asked of CODES) {
		const id = idOf(database, asked);
		if (id === null) continue;
		const { adopted, entries } = ledger.chainOf(database.read, id);
		expect(ledgerProblems(adopted, entries)).toEqual([]);
		for (const [index, { from }] of entries.entries()) {
			expect(from).toEqual(index === 0 ? adopted : entries[index - 1]!.to);
		}
		expect(currentDeadline(adopted, entries, TODAY)).toEqual(entries.at(-1)?.to ?? adopted);
	}
}

test('in every history the chains hold, what is past stays past, and what is refused leaves nothing', () => {
	const counts = { kept: 0, refused: 0 };
	fc.assert(
		fc.property(fc.array(act, { minLength: 4, maxLength: 14 }), (acts) => {
			const plan = smallPlan();
			const { database } = plan;
			try {
				let last = '2020-03-01';
				for (const one of acts) {
					const day = addDays(last, one.later);
					const eve = addDays(day, -1);
					const before = { seq: newestEntry(database.read), eve: planOn(database, eve) };
					try {
						perform(plan, one, day);
						counts.kept += 1;
						if (day > last) last = day;
						expect(day <= TODAY).toBe(true);
					} catch (refused) {
						if (!(refused instanceof Refusal)) throw refused;
						counts.refused += 1;
						// An amendment refused at the end leaves its draft, and nothing else.
						if (one.kind !== 'amendment') expect(newestEntry(database.read)).toBe(before.seq);
					}
					// A rectification says what was meant all along; nothing else reaches back.
					if (one.kind !== 'rectification') expect(planOn(database, eve)).toEqual(before.eve);
					chainsHold(database);
				}
				expect(planOn(database, TODAY).map(({ reading }) => reading)).toEqual(
					endsOf(database, TODAY)
				);
				slipsAreMeasured(database);
				expect(verifyHistory(database).fault).toBe(null);
			} finally {
				plan.close();
			}
		}),
		{ numRuns: 30 }
	);
	// The generator is worth something only when much of it goes through, and much does not.
	expect(counts.kept).toBeGreaterThan(40);
	expect(counts.refused).toBeGreaterThan(40);
});

/** Where the chains of those in force end. */
function endsOf(database: Database, day: Day): DeadlineReading[] {
	return planOn(database, day).map(({ code }) =>
		ledger.endOf(ledger.chainOf(database.read, idOf(database, code)!))
	);
}

/** Between two dates a slip is their distance; otherwise there is none. */
function slipsAreMeasured(database: Database): void {
	const { activities: views } = quarters.read(database, SLUG, '2020-Q3', { today: TODAY });
	for (const { adopted, current, slipDays } of views) {
		const [from, to] = [adopted.reading, current.reading];
		expect(slipDays).toBe(slipInDays(from, to));
		if (from.kind === 'dated' && to.kind === 'dated') {
			expect(slipDays).toBe(daysBetween(from.latest, to.latest));
		} else expect(slipDays).toBe(null);
	}
}
