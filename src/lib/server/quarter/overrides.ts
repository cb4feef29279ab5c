// Overrides of W2: a coordinator says of one activity and quarter that it is at risk although no sign says so, or is not although one does.
// Always with a note, listed for everybody, and part of the record once the quarter is frozen.
import { and, eq } from 'drizzle-orm';
import { isDueNext, riskReasons, OVERRIDE_VERDICTS } from '#lib/domain/early-warning.ts';
import { hasText } from '#lib/domain/filing.ts';
import type { Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import { isAmong } from '../db/among.ts';
import { snapshot, type Reader } from '../db/database.ts';
import { warningOverrides, type OverrideBefore } from '../db/schema.ts';
import { change, type Context, type Tx } from '../history/change.ts';
import { watchedOf } from './early-warnings.ts';
import { factsOf, type LiveCandidate } from './facts.ts';
import { requireUnsealed, sealOf } from './seal.ts';

export interface OverrideKey {
	strategy: string;
	quarter: Quarter;
	/** Code. */
	activity: string;
}

export interface OverrideInput {
	/** 'at-risk' or 'not-at-risk'. */
	verdict: string;
	/** Why, by language tag; at least in one language. */
	note: Texts;
}

const LONGEST_NOTE = 2_000;

/**
 * Overrides the rule of W2, or rewrites the note of an override.
 *
 * @param expectedVersion the version the coordinator had before them; 0 where there was none
 * @throws {Refusal} `invalid` with every problem at its field; not-now `override-not-due-next`, `override-agrees`, `sealed-quarter`; `stale`.
 */
export function override(
	context: Context,
	key: OverrideKey,
	expectedVersion: number,
	{ verdict: asked, note }: OverrideInput
): void {
	change(context, 'warning.override', ({ tx, authorise, record, unchanged }) => {
		const { strategyId, planId, candidate } = placeOf(context, key);
		authorise({ strategyId });
		const activityId = candidate.at.id;
		const { quarter } = key;
		const found = rowOf(tx, activityId, quarter);
		const verdict = OVERRIDE_VERDICTS.find((one) => one === asked);
		const said = Object.fromEntries(
			Object.entries(note).flatMap(([lang, text]) => (text.trim() ? [[lang, text.trim()]] : []))
		);
		const isSame = found?.verdict === verdict && areSame(found?.note ?? {}, said);
		if (found && isSame) return unchanged();
		requireUnsealed(sealOf(tx, { planId, quarter, activityId }), quarter);
		const problems = problemsWith(verdict, said);
		if (problems.length > 0) throw new Refusal('invalid', problems);
		if ((found?.version ?? 0) !== expectedVersion) throw refusal('stale', 'stale');
		const watched = watchedOf(candidate);
		if (!candidate.at.isInForce || !isDueNext(watched, quarter)) {
			throw refusal('not-now', 'override-not-due-next', { code: key.activity });
		}
		const isAtRisk = riskReasons(watched, quarter).length > 0;
		if (isAtRisk === (verdict === 'at-risk')) {
			throw refusal('not-now', 'override-agrees', { code: key.activity });
		}
		const values = {
			...{ verdict: verdict!, note: said },
			decidedOn: context.today,
			decidedBy: context.actor.userId,
			version: expectedVersion + 1
		};
		const id = found
			? rewritten(tx, found.id, values)
			: tx
					.insert(warningOverrides)
					.values({ activityId, quarter, ...values })
					.returning({ id: warningOverrides.id })
					.get().id;
		record({
			...{ strategyId, quarter, subject: 'override', subjectId: id },
			before: found && told(found),
			after: { activity: key.activity, ...told(values) }
		});
	});
}

/**
 * Takes an override back: the rule alone speaks again.
 *
 * @throws {Refusal} not-found `no-override`; not-now `sealed-quarter`; `stale`.
 */
export function takeBack(context: Context, key: OverrideKey, expectedVersion: number): void {
	change(context, 'warning.override', ({ tx, authorise, record, unchanged }) => {
		const { strategyId, planId, candidate } = placeOf(context, key);
		authorise({ strategyId });
		const activityId = candidate.at.id;
		const { quarter } = key;
		const found = rowOf(tx, activityId, quarter);
		if (!found) throw refusal('not-found', 'no-override', { code: key.activity });
		// Sent twice, or by two: what was asked is so already.
		if (found.verdict === null) return unchanged();
		requireUnsealed(sealOf(tx, { planId, quarter, activityId }), quarter);
		if (found.version !== expectedVersion) throw refusal('stale', 'stale');
		rewritten(tx, found.id, {
			verdict: null,
			decidedOn: context.today,
			decidedBy: context.actor.userId,
			version: found.version + 1
		});
		record({
			...{ strategyId, quarter, subject: 'override', subjectId: found.id },
			before: told(found),
			after: { activity: key.activity, verdict: null, version: found.version + 1 }
		});
	});
}

/** What a form must name to override an activity at a quarter; 0 where nobody has yet. One statement. */
export function versionOf(read: Reader, activityId: number, quarter: Quarter): number {
	return rowOf(read, activityId, quarter)?.version ?? 0;
}

/** The overrides of some activities at a quarter as they stand, for a correction to put back. One statement. */
export function overridesNow(
	tx: Tx,
	quarter: Quarter,
	activityIds: readonly number[]
): OverrideBefore[] {
	return tx
		.select()
		.from(warningOverrides)
		.where(
			and(eq(warningOverrides.quarter, quarter), isAmong(warningOverrides.activityId, activityIds))
		)
		.all();
}

/** What has to be written so that overrides are again what they were; one made meanwhile is taken back. */
export function putBack(
	tx: Tx,
	now: OverrideBefore,
	was: OverrideBefore | undefined
): { before: unknown; after: unknown } | null {
	const { verdict, note, decidedOn, decidedBy } = was ?? { ...now, verdict: null };
	if (now.verdict === verdict && areSame(now.note, note)) return null;
	const values = { verdict, note, decidedOn, decidedBy, version: now.version + 1 };
	rewritten(tx, now.id, values);
	return { before: told(now), after: { act: 'withdraw', ...told(values) } };
}

/** Where the activity stands, by what is committed: nobody else writes meanwhile. */
function placeOf(
	{ database }: Context,
	{ strategy, quarter, activity: code }: OverrideKey
): { strategyId: number; planId: number; candidate: LiveCandidate } {
	const facts = snapshot(database, (read) => factsOf(database, read, strategy));
	const { register } = facts;
	if (!register.plan || !register.quarters.includes(quarter)) {
		throw refusal('not-found', 'no-such-quarter');
	}
	const candidate = facts.at(quarter).find(({ promised }) => promised.code === code);
	if (!candidate) throw refusal('not-found', 'no-such-activity', { code });
	return { strategyId: register.strategy.id, planId: register.plan.id, candidate };
}

function rowOf(read: Reader, activityId: number, quarter: Quarter): OverrideBefore | null {
	const own = and(
		eq(warningOverrides.activityId, activityId),
		eq(warningOverrides.quarter, quarter)
	);
	return read.select().from(warningOverrides).where(own).get() ?? null;
}

function rewritten(
	tx: Tx,
	id: number,
	values: Partial<Omit<OverrideBefore, 'id' | 'activityId' | 'quarter'>>
): number {
	tx.update(warningOverrides).set(values).where(eq(warningOverrides.id, id)).run();
	return id;
}

function told({ verdict, note, version }: Pick<OverrideBefore, 'verdict' | 'note' | 'version'>) {
	return { verdict, note, version };
}

function problemsWith(verdict: string | undefined, note: Texts): Problem[] {
	const problems: Problem[] = [];
	if (verdict === undefined) problems.push({ code: 'invalid', field: 'verdict' });
	if (!hasText(note)) problems.push({ code: 'override-note-missing', field: 'note' });
	if (Object.values(note).some((text) => text.length > LONGEST_NOTE)) {
		problems.push({ code: 'too_long', field: 'note', params: { limit: LONGEST_NOTE } });
	}
	return problems;
}

function areSame(a: Texts, b: Texts): boolean {
	const sorted = (texts: Texts) => JSON.stringify(Object.entries(texts).sort());
	return sorted(a) === sorted(b);
}
