// Packs as the web has them made: once for all who ask for the same, told of while they are made and afterwards, drafts held for a while.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPeriod } from '#lib/domain/pack-period.ts';
import { CONSOLE } from '#lib/domain/permission.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import * as users from '#lib/server/access/users.ts';
import * as filings from '#lib/server/filing/filings.ts';
import { freeze } from '#lib/server/quarter/freezing.ts';
import * as packMakings from '#lib/server/report/pack-makings.ts';
import { portableOf } from '#lib/server/report/portable-zip.ts';
import * as portables from '#lib/server/report/portables.ts';
import { allKept, byHash, PACK_FORMATS, type PackAsked } from '#lib/server/report/packs.ts';
import { tamper } from './tamper.ts';
import { DONE, QUARTER, SLUG, smallPlan, type SmallPlan, type Who } from './small-plan.ts';

const AFTER: Day = '2020-11-10';

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
});
afterEach(() => plan.close());

const asked = (period = QUARTER, more: Partial<PackAsked> = {}): PackAsked => ({
	...{ slug: SLUG, period: readPeriod(period)!, revision: null, locale: 'en', format: 'xlsx' },
	...{ layout: null, ...more }
});
const ask = (of = asked(), { as = 'reviewer' as Who, making = null as string | null } = {}) =>
	packMakings.ask(plan.database, of, {
		...{ userId: plan.as(as).actor.userId!, today: AFTER, making }
	});
const told = (making: string | null, of = asked()) => packMakings.told(plan.database, of, making);

async function codesOf(work: Promise<unknown>): Promise<string[]> {
	const refused: unknown = await work.catch((error: unknown) => error);
	if (!(refused instanceof Refusal)) throw refused;
	return refused.problems.map(({ code }) => code);
}

test('a pack of frozen quarters is made once for all who ask, and served as kept from then on', async () => {
	freeze(plan.as('owner', AFTER), { strategy: SLUG, quarter: QUARTER });
	const one = ask();
	const other = ask(asked(), { as: 'owner' });
	expect(other.making).toBe(one.making);
	expect(told(one.making)).toMatchObject({ kind: 'under-way', at: null, before: 0 });
	expect(await one.bytes).toEqual(await other.bytes);
	expect(told(one.making)).toEqual({ kind: 'made', isKept: true });
	const [kept, ...more] = allKept(plan.database.read, SLUG);
	expect(more).toEqual([]);
	const again = ask();
	expect(again.making).toBe(null);
	expect(await again.bytes).toEqual(byHash(plan.database.read, SLUG, kept!.hash).bytes);
});

test('a draft is shared until something is written, and held for whoever waited even then', async () => {
	const one = ask();
	const first = await one.bytes;
	expect(told(one.making)).toEqual({ kind: 'made', isKept: false });
	expect(ask().making).toBe(one.making);
	filings.submit(plan.as('reporter'), plan.key('1.1'), 0, DONE);
	const other = ask();
	expect(other.making).not.toBe(one.making);
	await other.bytes;
	const held = ask(asked(), { making: one.making });
	expect(held.making).toBe(one.making);
	expect(await held.bytes).toBe(first);
	expect(allKept(plan.database.read, SLUG)).toEqual([]);
});

test('who asks after something was written waits for no draft that was begun before', async () => {
	const one = ask();
	filings.submit(plan.as('reporter'), plan.key('1.1'), 0, DONE);
	const other = ask();
	expect(other.making).not.toBe(one.making);
	await Promise.all([one.bytes, other.bytes]);
});

test('a making is told of to those who ask for its pack, in its language and format, and to nobody else', async () => {
	const { making, bytes } = ask();
	for (const of of [asked('2020-Q2'), asked(QUARTER, { locale: 'sr-Cyrl' }), asked('2020')]) {
		expect(told(making, of)).toBe(null);
	}
	expect(told(null)).toBe(null);
	expect(told('12345678')).toBe(null);
	const first = await bytes;
	const other = ask(asked('2020-Q2'), { making });
	expect(other.making).not.toBe(making);
	expect(await other.bytes).not.toEqual(first);
});

test('who comes too late in the line is told so there, and nobody else is', async () => {
	const all = ['2020-Q1', '2020-Q2', QUARTER, '2020-H1', '2020'].flatMap((period) =>
		PACK_FORMATS.map((format) => asked(period, { format }))
	);
	const makings = all.map((of) => ({ of, ...ask(of) }));
	expect(told(makings[3]!.making, makings[3]!.of)).toMatchObject({ before: 3 });
	const codes = await Promise.all(
		makings.map(({ bytes }) =>
			bytes.then(
				() => 'made',
				async () => (await codesOf(bytes))[0]
			)
		)
	);
	const line = codes.indexOf('report-busy');
	expect(line).toBeGreaterThan(5);
	expect(new Set(codes.slice(0, line))).toEqual(new Set(['made']));
	expect(new Set(codes.slice(line))).toEqual(new Set(['report-busy']));
	const { making, of } = makings.at(-1)!;
	expect(told(making, of)).toMatchObject({
		...{ kind: 'failed', problems: [{ code: 'report-busy' }] }
	});
	// Which is over when the line is.
	await ask(of).bytes;
});

test("that the first who asked lost the right is nobody else's: who waits asks again, and gets it", async () => {
	freeze(plan.as('owner', AFTER), { strategy: SLUG, quarter: QUARTER });
	const one = ask();
	const other = ask(asked(), { as: 'owner' });
	const { id: userId, version } = users.find(
		plan.database.read,
		plan.as('reviewer').actor.userId!
	)!;
	users.disableUser({ ...plan.as('owner'), actor: CONSOLE }, { userId, version });
	expect(await codesOf(other.bytes)).toEqual(['making-asker-gone']);
	expect(told(one.making)).toMatchObject({ problems: [{ code: 'making-asker-gone' }] });
	expect(allKept(plan.database.read, SLUG)).toEqual([]);
	await ask(asked(), { as: 'owner' }).bytes;
	expect(allKept(plan.database.read, SLUG)).toHaveLength(1);
});

test('a making that an error ends is told of, and the thread it ended holds up nobody', async () => {
	freeze(plan.as('owner', AFTER), { strategy: SLUG, quarter: QUARTER });
	tamper(plan.path, `update frozen_lines set line = 'nonsense' where kind = 'activity'`);
	const { making, bytes } = ask();
	await expect(bytes).rejects.toThrow();
	expect(told(making)).toMatchObject({ kind: 'failed', problems: [{ code: 'making-failed' }] });
	const live = asked('2020-Q2');
	const other = ask(live);
	await other.bytes;
	expect(told(other.making, live)).toEqual({ kind: 'made', isKept: false });
});

test('a portable quarter is made once for all who ask, and held for whoever waited', async () => {
	const of = { slug: SLUG, quarter: QUARTER, revision: null, locale: 'en' as const };
	expect(() => portables.ask(plan.database, of, null)).toThrow('portable-not-frozen');
	freeze(plan.as('owner', AFTER), { strategy: SLUG, quarter: QUARTER });
	const [one, other] = [null, null].map((making) => portables.ask(plan.database, of, making));
	expect(other!.making).toBe(one!.making);
	const bytes = await one!.bytes;
	expect(bytes).toEqual(await portableOf(plan.database, of));
	expect(portables.told(plan.database, of, one!.making)).toEqual({ kind: 'made', isKept: false });
	expect(await portables.ask(plan.database, of, one!.making).bytes).toBe(bytes);
	expect(() => portables.ask(plan.database, { ...of, revision: 2 }, null)).toThrow(
		'no-such-revision'
	);
});

test('what cannot be asked for is refused before anything is begun', () => {
	expect(() => ask(asked('2031-Q1'))).toThrow('no-such-period');
	expect(() => ask(asked(QUARTER, { revision: 4 }))).toThrow('no-such-revision');
	expect(() => ask(asked(QUARTER, { layout: 400 }))).toThrow('no-such-layout');
});
