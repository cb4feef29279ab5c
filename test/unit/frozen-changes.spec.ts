// What changed since a quarter was frozen, and between two revisions of it.
import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applied } from '#lib/domain/applied-changes.ts';
import { changesBetween } from '#lib/domain/changes.ts';
import { CONSOLE } from '#lib/domain/permission.ts';
import { statesOf } from '#lib/domain/quarter-state.ts';
import type { ComparableView } from '#lib/domain/quarter-view.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import * as schema from '#lib/server/db/schema.ts';
import * as filings from '#lib/server/filing/filings.ts';
import { change } from '#lib/server/history/change.ts';
import { namesOf } from '#lib/server/quarter/change-names.ts';
import * as changeLists from '#lib/server/quarter/change-lists.ts';
import { between, withLast } from '#lib/server/quarter/changes.ts';
import * as corrections from '#lib/server/quarter/corrections.ts';
import { freeze } from '#lib/server/quarter/freezing.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { comparableAt } from './comparable.ts';
import { DONE, QUARTER, RUNNING, SLUG, smallPlan, TODAY, type SmallPlan } from './small-plan.ts';

const AFTER: Day = '2020-11-10';
const KEY = { strategy: SLUG, quarter: QUARTER };
const GAZETTE = { kind: 'gazette', title: 'Official Gazette 100/2020', on: null } as const;

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
	accepted('1.1', DONE, TODAY);
	accepted('1.3', RUNNING, TODAY);
});
afterEach(() => plan.close());

function accepted(activity: string, said: typeof DONE, day: Day, version = 0) {
	const sent = filings.submit(plan.as('reporter', day), plan.key(activity), version, said);
	filings.accept(plan.as('coordinator', day), plan.key(activity), sent.version);
}

const at = (quarter: string, revision: number | null = null) => ({ quarter, revision });
function told(from: ReturnType<typeof at>, to: ReturnType<typeof at>) {
	const { changes } = between(plan.database, SLUG, { from, to, today: AFTER });
	const filed = from.quarter === to.quarter ? 'all' : 'evidence';
	const viewAt = ({ quarter, revision }: typeof from) =>
		comparableAt(plan.database, SLUG, { quarter, revision, today: AFTER, filed });
	const [before, after] = statesOf(viewAt(from), viewAt(to));
	expect(applied(before, changes)).toEqual(after);
	return changes;
}

/** As a load does that knows of an act only now. */
function recordMove(code: string, decidedOn: Day): void {
	const context = { database: plan.database, actor: CONSOLE, today: AFTER, via: 'load' } as const;
	const dated = (latest: Day) => ({ kind: 'dated', earliest: latest, latest });
	change(context, 'strategy.load', ({ tx, now, authorise, record }) => {
		authorise({});
		const { id } = tx
			.select({ id: schema.activities.id })
			.from(schema.activities)
			.where(and(eq(schema.activities.code, code)))
			.get()!;
		tx.insert(schema.deadlineLedger)
			.values({
				activityId: id,
				key: 'late',
				position: 1,
				kind: 'extension',
				decidedOn,
				fromReading: dated('2020-06-30'),
				toReading: dated('2020-12-31'),
				recordedAt: now
			})
			.run();
		record({ subject: 'strategy', before: null, after: code });
	});
}

test('what of a quarter is compared is what its view says, live or frozen', () => {
	const comparable = (filed: 'evidence' | 'all') =>
		comparableAt(plan.database, SLUG, { quarter: QUARTER, today: AFTER, filed });
	const whole = () => quarters.read(plan.database, SLUG, QUARTER, { today: AFTER });
	expect(whole()).toMatchObject({ ...comparable('all') });
	freeze(plan.as('owner', AFTER), KEY);
	const frozen = comparable('all');
	expect(frozen.frozen!.revision).toBe(1);
	// Rows of a record say more of an activity than its view.
	expect(changesBetween(frozen, whole())).toEqual([]);
	expect(changesBetween(whole(), frozen)).toEqual([]);
	const proved = (view: ComparableView) =>
		view.activities.flatMap(({ filings }) => filings.filter(({ evidence }) => evidence.length > 0));
	expect(proved(frozen).length).toBeGreaterThan(0);
	const evidenceOf = (view: ComparableView) =>
		view.activities.flatMap(({ filings }) => filings.map(({ evidence }) => evidence));
	expect(evidenceOf(comparable('evidence'))).toEqual(
		proved(frozen).map(({ evidence }) => evidence)
	);
	expect(() =>
		between(plan.database, SLUG, { from: at(QUARTER), to: at(QUARTER, 2), today: AFTER })
	).toThrow(refusal('not-found', 'no-such-revision', { quarter: QUARTER, revision: 2 }));
});

test('of two records that follow each other the later one is believed, and says what comparing them says', () => {
	const [before, after] = ['2020-Q2', QUARTER];
	for (const quarter of [before, after]) freeze(plan.as('owner', AFTER), { ...KEY, quarter });
	const recorded = between(plan.database, SLUG, { from: at(before), to: at(after), today: AFTER });
	const viewOf = (quarter: string) =>
		comparableAt(plan.database, SLUG, { quarter, today: AFTER, filed: 'evidence' });
	const views = { from: viewOf(before), to: viewOf(after) };
	expect(recorded.changes).toEqual(changesBetween(views.from, views.to));
	expect(recorded.changes.length).toBeGreaterThan(0);
	expect(namesOf(recorded)).toEqual(namesOf(views));
	for (const side of ['from', 'to'] as const) {
		expect(recorded[side].frozen).toEqual(views[side].frozen);
		expect('parts' in recorded[side]).toBe(false);
	}
	// What it says of another record is not asked of it.
	const within = between(plan.database, SLUG, { from: at(after), to: at(after), today: AFTER });
	expect(within.changes).toEqual([]);
	expect('parts' in within.to).toBe(true);
});

test('a record made and nothing done since: nothing is different from what was live', () => {
	freeze(plan.as('owner', AFTER), KEY);
	expect(told(at(QUARTER, 1), at(QUARTER))).toEqual([]);
});

test('an act decided before a quarter was frozen, and recorded after: recorded late, told once', () => {
	freeze(plan.as('owner', AFTER), { ...KEY, quarter: '2020-Q2' });
	recordMove('1.2', '2020-06-20');
	const changes = told(at('2020-Q2'), at(QUARTER)).filter(
		({ activity }) => activity?.code === '1.2'
	);
	expect(changes).toMatchObject([
		{ kind: 'deadline-later', isRecordedLate: true, severity: 'serious' }
	]);
});

test('an act decided in time is a move like any other', () => {
	freeze(plan.as('owner', AFTER), { ...KEY, quarter: '2020-Q2' });
	recordMove('1.2', '2020-07-20');
	const changes = told(at('2020-Q2'), at(QUARTER)).filter(
		({ activity }) => activity?.code === '1.2'
	);
	expect(changes).toMatchObject([{ kind: 'deadline-later', isRecordedLate: false }]);
});

test('between two revisions of a quarter, what was corrected; each revision on its own', async () => {
	freeze(plan.as('owner', AFTER), KEY);
	corrections.open(plan.as('owner', AFTER), KEY, {
		activities: ['1.1'],
		reason: 'The date was wrong.',
		lang: 'en'
	});
	filings.revise(plan.as('reporter', AFTER), plan.key('1.1'), 1, 'The date was wrong.');
	accepted('1.1', { ...DONE, completedOn: '2020-09-30', evidence: [GAZETTE] }, AFTER, 1);
	freeze(plan.as('owner', '2020-11-12'), KEY);
	const kinds = told(at(QUARTER, 1), at(QUARTER, 2)).map(({ kind }) => kind);
	expect(kinds).toEqual(
		expect.arrayContaining(['completed-on', 'evidence-gone', 'evidence-added'])
	);
	expect(told(at(QUARTER, 2), at(QUARTER))).toEqual([]);
	const asked = { from: at(QUARTER, 1), to: at(QUARTER), today: AFTER };
	const list = await changeLists.read(plan.database, SLUG, asked);
	expect(list.revisions).toEqual({ from: 1, to: 2 });
	// The record says it itself, and what it says is what comparing the two says.
	const { corrected, since } = withLast(plan.database, SLUG, { quarter: QUARTER, today: AFTER });
	expect(corrected).toMatchObject({ quarter: QUARTER, of: { revision: 1 } });
	expect(since!.quarter).toBe('2020-Q2');
	const viewOf = (revision: number) =>
		comparableAt(plan.database, SLUG, { quarter: QUARTER, revision, today: AFTER, filed: 'all' });
	expect(corrected!.changes).toEqual(changesBetween(viewOf(1), viewOf(2)));
	expect(corrected!.changes.length).toBeGreaterThan(0);
	const first = { quarter: QUARTER, revision: 1, today: AFTER };
	expect(withLast(plan.database, SLUG, first).corrected).toBe(null);
});
