// What the server does for a page, without HTML and network, beside a hand-written query that answers the same question. Both in this
// process, taking turns. The server may keep things in memory between two askings; the query may not.
import { openDatabase } from '#lib/server/db/database.ts';
import { boardOf } from '#lib/server/filing/board.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { lastDayOf } from '#lib/domain/quarter.ts';
import { load as loadOverview } from '../../src/routes/(app)/strategies/[strategy]/+page.server.ts';
import { load as loadActivities } from '../../src/routes/(app)/strategies/[strategy]/activities/+page.server.ts';
import { load as loadBoard } from '../../src/routes/(app)/strategies/[strategy]/board/+page.server.ts';
import { actorNamed, dataOf, type Load } from '../page-loads.ts';
import { median, ms, percentile, promise, table, timed, times, timings } from './figures.ts';
import { NATIONAL, PAGES, planOf, QUARTER } from './national.ts';
import { referenceOver } from './reference.ts';

const path = planOf(NATIONAL);
const database = openDatabase(path);
const reference = referenceOver(path, QUARTER, lastDayOf(QUARTER));
const actor = actorNamed(database, 'coordinator');
const loads: Record<keyof typeof PAGES, Load> = {
	overview: loadOverview,
	activities: loadActivities,
	board: loadBoard
};

const first = await timed(() => quarters.read(database, 'pulse', QUARTER, { today: '2020-10-05' }));
checkThatTheyAgree();

const rows: string[][] = [];
for (const name of Object.keys(PAGES) as (keyof typeof PAGES)[]) {
	const page = { address: PAGES[name], load: loads[name], actor };
	const asked: number[] = [];
	const own: number[] = [];
	for (let warmUp = 0; warmUp < 3; warmUp += 1) await dataOf(database, page);
	await timings(
		async () => {
			asked.push(await timed(() => reference[name]()));
			own.push(await timed(() => dataOf(database, page)));
			return 0;
		},
		{ most: 100, seconds: 6 }
	);
	const ratio = times(median(own), median(asked));
	rows.push([
		name,
		...[ratio, ms(median(own)), ms(percentile(own, 99)), ms(median(asked)), String(own.length)]
	]);
	promise({
		measure: `${name}: server time against the reference query`,
		value: `${ratio} (${ms(median(own))} / ${ms(median(asked))})`,
		must: '2 x',
		aim: '1.5 x'
	});
}
table(['page', 'ratio', 'server p50', 'server p99', 'query p50', 'times'], rows);
console.log(`The first reading of the plan in this process took ${ms(first)}.\n`);
reference.close();
database.close();

/** A quick answer to another question is no answer. */
function checkThatTheyAgree(): void {
	const view = quarters.read(database, 'pulse', QUARTER, { today: '2020-10-05' });
	const roleAt = (step: number | null) => view.steps[(step ?? 0) - 1]?.role ?? 'noData';
	const byGoal = Object.fromEntries(
		view.goalFigures.map(({ goalId, figures }) => [goalId, { ...figures.assessment }])
	);
	const counted = Object.fromEntries(
		view.goals.map(({ id }) => [id, { full: 0, ongoing: 0, partial: 0, none: 0, noData: 0 }])
	);
	for (const { goalId, step, activities } of reference.overview()) {
		counted[goalId]![roleAt(step)] += activities;
	}
	mustBeSame('overview', byGoal, counted);

	const codes = view.activities.slice(0, 100).map(({ code }) => code);
	mustBeSame(
		'activities',
		codes,
		reference.activities().map(({ code }) => code)
	);

	const { counts } = boardOf(database, {
		...{ slug: 'pulse', quarter: QUARTER, today: '2020-10-05', actor }
	});
	const states = Object.groupBy(reference.board(), ({ state }) => state ?? 'none');
	const begun = ['draft', 'submitted', 'returned', 'accepted'] as const;
	mustBeSame(
		'board',
		begun.map((state) => counts[state]),
		begun.map((state) => states[state]?.length ?? 0)
	);
}

function mustBeSame(what: string, own: unknown, asked: unknown): void {
	const [one, other] = [canonical(own), canonical(asked)];
	if (one !== other) throw new Error(`${what}: the server says ${one}, the query ${other}`);
}

function canonical(value: unknown): string {
	return JSON.stringify(value, (_, inner) =>
		inner && typeof inner === 'object' && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner
	);
}
