// Corrections: the one way into a frozen quarter. The owner opens it on named activities with a reason; it ends in the next revision
// (freezing.ts) or is withdrawn, and then everything is as it was.
import { and, eq, inArray } from 'drizzle-orm';
import type { Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Reader } from '../db/database.ts';
import { isAmong } from '../db/among.ts';
import * as schema from '../db/schema.ts';
import type { FilingBefore } from '../db/schema.ts';
import { change, type Context, type Tx } from '../history/change.ts';
import type { QuarterKey } from './freezing.ts';
import { openCorrection } from './open-correction.ts';
import { overridesNow, putBack } from './overrides.ts';

export interface CorrectionInput {
	/** Codes of the activities to be corrected. */
	activities: readonly string[];
	reason: string;
	/** Tag of the language and script the reason is written in. */
	lang: string;
}

const LONGEST_REASON = 2_000;

/**
 * Opens a frozen quarter again for some activities: their bodies may revise what they filed for it, and a coordinator decides.
 *
 * @throws {Refusal} `invalid` with every problem at its field; `quarter-not-frozen`, `correction-open`.
 */
export function open(context: Context, key: QuarterKey, input: CorrectionInput): { id: number } {
	return change(context, 'quarter.correct', ({ tx, now, authorise, record, unchanged }) => {
		const place = placeOf(tx, key);
		authorise({ strategyId: place.strategyId });
		const { planId, quarter } = place;
		const frozen = newestOf(tx, place);
		if (!frozen) throw refusal('not-now', 'quarter-not-frozen', { quarter });
		const known = openCorrection(tx, place);
		const { ids, problems } = checked(tx, place, input);
		if (known) {
			const isSame =
				known.reason[input.lang] === input.reason.trim() &&
				ids.length === known.activityIds.length &&
				ids.every((id) => known.activityIds.includes(id));
			if (!isSame) throw refusal('not-now', 'correction-open', { quarter });
			unchanged();
			return { id: known.id };
		}
		if (problems.length > 0) throw new Refusal('invalid', problems);
		const values = {
			frozenId: frozen.id,
			planId,
			quarter,
			reason: { [input.lang]: input.reason.trim() },
			activityIds: ids,
			before: filingsNow(tx, quarter, ids),
			overridesBefore: overridesNow(tx, quarter, ids),
			openedOn: context.today
		};
		const { id } = tx
			.insert(schema.corrections)
			.values({ ...values, recordedAt: now, recordedBy: context.actor.userId })
			.returning({ id: schema.corrections.id })
			.get();
		const { reason, openedOn } = values;
		record({
			strategyId: place.strategyId,
			quarter,
			subject: 'correction',
			subjectId: id,
			before: null,
			after: { act: 'open', revision: frozen.revision, activities: ids, reason, openedOn }
		});
		return { id };
	});
}

/**
 * Withdraws the open correction: every filing on its activities, and every override of W2, is again what it was when it was opened. What was written meanwhile stays
 * among its versions.
 *
 * @throws {Refusal} `no-correction-open`
 */
export function withdraw(context: Context, key: QuarterKey): void {
	change(context, 'quarter.correct', ({ tx, authorise, record }) => {
		const place = placeOf(tx, key);
		authorise({ strategyId: place.strategyId });
		const found = openCorrection(tx, place);
		if (!found) throw refusal('not-now', 'no-correction-open', { quarter: key.quarter });
		const { strategyId } = place;
		const { quarter } = key;
		const before = new Map(found.before.map((filing) => [filing.id, filing]));
		for (const now of filingsNow(tx, quarter, found.activityIds)) {
			const was = before.get(now.id) ?? unsubmitted(now);
			if (JSON.stringify(was) === JSON.stringify(now)) continue;
			const { id, ...values } = was;
			tx.update(schema.filings).set(values).where(eq(schema.filings.id, id)).run();
			record({
				strategyId,
				quarter,
				subject: 'filing',
				subjectId: id,
				before: now,
				after: { act: 'withdraw', ...values }
			});
		}
		for (const now of overridesNow(tx, quarter, found.activityIds)) {
			const was = found.overridesBefore?.find(({ id }) => id === now.id);
			const back = putBack(tx, now, was);
			if (back) record({ strategyId, quarter, subject: 'override', subjectId: now.id, ...back });
		}
		tx.update(schema.corrections)
			.set({ endedOn: context.today, outcome: 'withdrawn' })
			.where(eq(schema.corrections.id, found.id))
			.run();
		record({
			strategyId,
			quarter,
			subject: 'correction',
			subjectId: found.id,
			before: { outcome: null },
			after: { act: 'withdraw', outcome: 'withdrawn' }
		});
	});
}

/** A filing that was begun in the correction: a draft that nobody ever submitted. */
function unsubmitted(filing: FilingBefore): FilingBefore {
	return {
		...filing,
		state: 'draft',
		acceptedVersion: null,
		acceptedOn: null,
		previousVersion: null,
		previousOn: null,
		offeredVersion: null,
		firstSubmittedOn: null,
		submittedOn: null,
		submittedBy: null,
		readOn: null,
		decidedOn: null,
		decidedBy: null
	};
}

/** The plan a strategy's quarter belongs to. */
function placeOf(read: Reader, { strategy, quarter }: QuarterKey) {
	const { plans, strategies, windows } = schema;
	const row = read
		.select({ strategyId: plans.strategyId, planId: plans.id })
		.from(windows)
		.innerJoin(plans, eq(plans.id, windows.planId))
		.innerJoin(strategies, eq(strategies.id, plans.strategyId))
		.where(and(eq(strategies.slug, strategy), eq(windows.quarter, quarter)))
		.get();
	if (!row) throw refusal('not-found', 'no-such-quarter');
	return { ...row, quarter };
}

function newestOf(read: Reader, { planId, quarter }: { planId: number; quarter: Quarter }) {
	const { frozenQuarters } = schema;
	return read
		.select({ id: frozenQuarters.id, revision: frozenQuarters.revision })
		.from(frozenQuarters)
		.where(and(eq(frozenQuarters.planId, planId), eq(frozenQuarters.quarter, quarter)))
		.all()
		.toSorted((a, b) => b.revision - a.revision)[0];
}

function checked(
	read: Reader,
	{ planId }: { planId: number },
	{ activities: codes, reason }: CorrectionInput
): { ids: number[]; problems: Problem[] } {
	const { activities } = schema;
	const problems: Problem[] = [];
	const wanted = [...new Set(codes.map((code) => code.trim()).filter((code) => code !== ''))];
	if (wanted.length === 0)
		problems.push({ code: 'correction-activities-missing', field: 'activities' });
	const found =
		wanted.length === 0
			? []
			: read
					.select({ id: activities.id, code: activities.code })
					.from(activities)
					.where(and(eq(activities.planId, planId), inArray(activities.code, wanted)))
					.all();
	for (const code of wanted) {
		if (found.some((one) => one.code === code)) continue;
		problems.push({ code: 'correction-no-such-activity', field: 'activities', params: { code } });
	}
	if (reason.trim() === '') problems.push({ code: 'correction-reason-missing', field: 'reason' });
	if (reason.length > LONGEST_REASON) {
		problems.push({ code: 'too_long', field: 'reason', params: { limit: LONGEST_REASON } });
	}
	return { ids: found.map(({ id }) => id).toSorted((a, b) => a - b), problems };
}

function filingsNow(tx: Tx, quarter: Quarter, activityIds: readonly number[]): FilingBefore[] {
	const { filings } = schema;
	return tx
		.select({
			id: filings.id,
			state: filings.state,
			revision: filings.revision,
			revisionReason: filings.revisionReason,
			acceptedVersion: filings.acceptedVersion,
			acceptedOn: filings.acceptedOn,
			previousVersion: filings.previousVersion,
			previousOn: filings.previousOn,
			offeredVersion: filings.offeredVersion,
			firstSubmittedOn: filings.firstSubmittedOn,
			submittedOn: filings.submittedOn,
			submittedBy: filings.submittedBy,
			readOn: filings.readOn,
			decidedOn: filings.decidedOn,
			decidedBy: filings.decidedBy
		})
		.from(filings)
		.where(and(eq(filings.quarter, quarter), isAmong(filings.activityId, activityIds)))
		.all();
}
