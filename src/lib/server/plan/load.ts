// Loads a strategy's folder into the database: the first time everything, later only what an amendment, a deadline entry, a reading
// or a new fact adds. What is loaded and differs is a promise broken or a slip of the pen; it is said, never overwritten.
import { basename, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq, gt, isNotNull, isNull, like, ne } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { ENDED_BY, pairsOf } from '#lib/domain/amendment.ts';
import { readWritten, sameReading, type DeadlineReading } from '#lib/domain/deadline.ts';
import type { ChangeInput } from '#lib/domain/plan-input.ts';
import { isInForceOn } from '#lib/domain/progress.ts';
import { quartersBetween, type Day } from '#lib/domain/quarter.ts';
import { Refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import { WINDOW_DAYS, windowBy } from '#lib/domain/window-rule.ts';
import * as schema from '../db/schema.ts';
import type { Subject } from '../db/schema.ts';
import { change, type Context, type Tx, type Writing } from '../history/change.ts';
import { plannedColumns } from './amount-columns.ts';
import { checkFolder, provenanceOf, textFields } from './check-folder.ts';
import {
	readFolder,
	type ActivityData,
	type AmendmentData,
	type Placed,
	type PlanFolder,
	type ProvenanceData,
	type StrategyFolder
} from './folder.ts';
import { append, chainOf, entryProblems, type KeptEntry, type NewEntry } from './ledger.ts';

export interface LoadResult {
	slug: string;
	/** Rows added, by kind; empty when nothing changed. */
	added: Record<string, number>;
}

/**
 * Loads a folder, whole or not at all. Loading twice changes nothing.
 *
 * @throws {Refusal} `invalid` with every problem at once: of shape, of reference, and where a loaded promise differs from the folder.
 */
export function loadFolder(context: Context, path: string): LoadResult {
	const folder = readFolder(path);
	const known = context.tx ?? context.database.read;
	const bodies = known.select({ key: schema.bodies.key }).from(schema.bodies).all();
	checkFolder(folder, basename(resolve(path)), {
		knownBodies: new Set(bodies.map(({ key }) => key)),
		today: context.today
	});
	return change(context, 'strategy.load', (writing) => {
		writing.authorise({});
		const loading = new Loading(writing, folder.problemAt, context.actor.userId);
		loading.everything(folder);
		if (loading.problems.length > 0) throw new Refusal('invalid', loading.problems);
		if (Object.keys(loading.added).length === 0) writing.unchanged();
		return { slug: folder.strategy.row.slug, added: loading.added };
	});
}

/**
 * Writes one amendment into a plan that is there, by the very code that loads a folder with it.
 *
 * @throws {Refusal} `invalid` with everything that speaks against it in the plan as it is.
 */
export function writeAmendment(
	writing: Writing,
	at: { strategyId: number; planId: number; recordedBy: number | null },
	amendment: AmendmentData
): void {
	const problemAt: StrategyFolder['problemAt'] = (_, field, code, params) => ({
		code,
		field,
		params
	});
	const loading = new Loading(writing, problemAt, at.recordedBy);
	loading.oneAmendment(at.strategyId, at.planId, amendment);
	if (loading.problems.length > 0) throw new Refusal('invalid', loading.problems);
}

type Row = Record<string, unknown>;

class Loading {
	readonly problems: Problem[] = [];
	readonly added: Record<string, number> = {};
	private readonly tx: Tx;
	private readonly writing: Writing;
	private readonly problemAt: StrategyFolder['problemAt'];
	private strategyId = 0;
	private readonly recordedBy: number | null;
	private readonly bodyIds = new Map<string, number>();
	private readonly sourceIds = new Map<string, number>();
	private readonly goalIds = new Map<string, number>();

	constructor(writing: Writing, problemAt: StrategyFolder['problemAt'], recordedBy: number | null) {
		this.recordedBy = recordedBy;
		this.writing = writing;
		this.tx = writing.tx;
		this.problemAt = problemAt;
	}

	everything(folder: StrategyFolder): void {
		this.bodies(folder);
		this.strategy(folder.strategy);
		for (const plan of folder.plans) this.plan(plan);
	}

	/** One amendment of a plan that is there, as a folder that has it would write it. */
	oneAmendment(strategyId: number, planId: number, row: AmendmentData): void {
		const { activities, amendments, measures } = schema;
		this.strategyId = strategyId;
		this.knownBodies();
		const measureIds = new Map(
			this.tx
				.select({ key: measures.key, id: measures.id })
				.from(measures)
				.where(eq(measures.planId, planId))
				.all()
				.map(({ key, id }) => [key, id])
		);
		const known = this.tx
			.select({ key: activities.key, id: activities.id, position: activities.position })
			.from(activities)
			.where(eq(activities.planId, planId))
			.all();
		const activityIds = new Map(known.map(({ key, id }) => [key, id]));
		const acts = this.tx
			.select({ position: amendments.position })
			.from(amendments)
			.where(eq(amendments.planId, planId))
			.all();
		const place = { row, file: '', path: [], provenance: undefined };
		const id = this.amendment(place, {
			planId,
			index: Math.max(0, ...acts.map(({ position }) => position)),
			firstPosition: 1 + Math.max(0, ...known.map(({ position }) => position)),
			activityIds,
			addActivity: (activity, position, from) => {
				const measureId = measureIds.get(activity.row.measure)!;
				const reading = readWritten(activity.row.deadline);
				const at = { planId, measureId, position, from, reading };
				activityIds.set(activity.row.key, this.activity(activity, at));
			}
		});
		this.ledger({ amendments: [place], entries: [] }, activityIds, new Map([[row.key, id]]));
	}

	private knownBodies(): void {
		const { bodies } = schema;
		for (const { id, key } of this.tx
			.select({ id: bodies.id, key: bodies.key })
			.from(bodies)
			.all()) {
			this.bodyIds.set(key, id);
		}
	}

	private bodies(folder: StrategyFolder): void {
		const { bodies } = schema;
		this.knownBodies();
		for (const place of folder.bodies) {
			const { key, email } = place.row;
			if (this.bodyIds.has(key)) continue;
			const values = { key, email: email ?? null };
			const { id } = this.tx.insert(bodies).values(values).returning({ id: bodies.id }).get();
			this.bodyIds.set(key, id);
			this.note('body', id, values);
		}
		for (const place of folder.bodies) this.bodyDetails(place, folder);
	}

	private bodyDetails(place: StrategyFolder['bodies'][number], folder: StrategyFolder): void {
		const { bodies, bodyNames } = schema;
		const { key, parent, names } = place.row;
		const id = this.bodyIds.get(key)!;
		const known = this.tx.select().from(bodies).where(eq(bodies.id, id)).get()!;
		const parentId = parent ? this.bodyIds.get(parent)! : null;
		// A body that was changed on screen since: the folder only says what was known at first.
		const isChanged = known.version > 1;
		if (parentId !== null && known.parentId === null && !isChanged) {
			this.tx.update(bodies).set({ parentId }).where(eq(bodies.id, id)).run();
			this.note('body', id, { parentId });
		} else if (parentId !== null && known.parentId !== parentId && !isChanged) {
			this.differs(place, 'parent');
		}
		const present = this.tx.select().from(bodyNames).where(eq(bodyNames.bodyId, id)).all();
		for (const [index, name] of names.entries()) {
			const same = present.find((row) => row.lang === name.lang && row.name === name.name);
			if (same) continue;
			const provenance = name.provenance ?? place.provenance!;
			const values = {
				bodyId: id,
				lang: name.lang,
				name: name.name,
				short: name.short ?? null,
				isAlias: name.alias,
				from: name.from ?? null,
				until: name.until ?? null,
				position: index + 1,
				kind: provenance.kind,
				source: sourceTitle(provenance, folder),
				quote: provenance.quote ?? null
			};
			this.tx.insert(bodyNames).values(values).run();
			this.note('body-name', id, values);
		}
	}

	private strategy(place: StrategyFolder['strategy']): void {
		const row = place.row;
		this.strategyId = this.ensure(
			place,
			'strategy',
			schema.strategies,
			{ slug: row.slug },
			{
				languages: row.languages,
				adoptedOn: row.adopted_on,
				publishedOn: row.published_on,
				gazette: row.gazette,
				startsOn: row.period.from,
				endsOn: row.period.until,
				leadBodyId: row.lead ? this.bodyIds.get(row.lead)! : null
			}
		);
		for (const [key, source] of Object.entries(row.sources)) {
			const id = this.ensure(
				place,
				'source',
				schema.sources,
				{ strategyId: this.strategyId, key },
				{
					title: source.title,
					url: source.url ?? null,
					note: source.note ?? null
				}
			);
			this.sourceIds.set(key, id);
		}
		const own = { row: { provenance: row.row_provenance }, provenance: place.provenance };
		this.texts(place, 'strategy', this.strategyId, {
			title: row.title,
			short_title: row.short_title ?? {},
			act: row.act ?? {},
			general_goal: row.general_goal ?? {}
		});
		this.provenance('strategy', this.strategyId, own, [
			...textFields('title', row.title),
			...textFields('act', row.act ?? {}),
			...textFields('general_goal', row.general_goal ?? {})
		]);
		for (const [index, fact] of row.facts.entries()) {
			const at = this.inside(place, 'facts', index, fact);
			const id = this.ensure(at, 'fact', schema.strategyFacts, this.own(fact.key), {
				position: index + 1
			});
			this.texts(at, 'fact', id, { label: fact.label, text: fact.text });
			this.provenance('fact', id, at, textFields('text', fact.text));
		}
		for (const [index, step] of row.scale.entries()) {
			const at = this.inside(place, 'scale', index, step);
			const id = this.ensure(at, 'step', schema.steps, this.own(step.key), {
				role: step.role,
				position: index + 1
			});
			this.texts(at, 'step', id, { label: step.label });
			this.provenance('step', id, at, textFields('label', step.label));
		}
		for (const [index, goal] of row.goals.entries()) {
			const at = this.inside(place, 'goals', index, goal);
			const id = this.ensure(at, 'goal', schema.goals, this.own(goal.key), {
				code: goal.code,
				position: index + 1
			});
			this.goalIds.set(goal.key, id);
			this.texts(at, 'goal', id, { title: goal.title });
			this.provenance('goal', id, at, ['code', ...textFields('title', goal.title)]);
		}
	}

	private plan(folder: PlanFolder): void {
		const place = folder.plan;
		const row = place.row;
		const planId = this.ensure(place, 'plan', schema.plans, this.own(row.key), {
			adoptedOn: row.adopted_on,
			firstQuarter: row.period.from,
			lastQuarter: row.period.until
		});
		this.texts(place, 'plan', planId, {
			title: row.title,
			act: row.act,
			note: row.note
		});
		const own = { row: { provenance: row.row_provenance }, provenance: place.provenance };
		this.provenance('plan', planId, own, [
			...textFields('title', row.title),
			...textFields('act', row.act),
			'adopted_on'
		]);
		this.windowRule(place, planId);
		this.windows(place, planId);

		const measureIds = new Map<string, number>();
		for (const [index, measure] of folder.measures.entries()) {
			const id = this.ensure(
				measure,
				'measure',
				schema.measures,
				{ planId, key: measure.row.key },
				{
					goalId: this.goalIds.get(measure.row.goal)!,
					code: measure.row.code,
					position: index + 1
				}
			);
			measureIds.set(measure.row.key, id);
			this.texts(measure, 'measure', id, { title: measure.row.title });
			this.provenance('measure', id, measure, ['code', ...textFields('title', measure.row.title)]);
		}

		const activityIds = new Map<string, number>();
		const addActivity = (activity: Placed<ActivityData>, position: number, from: Day) => {
			const reading = readWritten(activity.row.deadline);
			const measureId = measureIds.get(activity.row.measure)!;
			const id = this.activity(activity, { planId, measureId, position, from, reading });
			activityIds.set(activity.row.key, id);
		};
		for (const [index, activity] of folder.activities.entries()) {
			addActivity(activity, index + 1, row.adopted_on);
		}
		const amendmentIds = new Map<string, number>();
		for (const [index, amendment] of folder.amendments.entries()) {
			const firstPosition = 1000 * (index + 1);
			const at = { planId, index, firstPosition, activityIds, addActivity };
			const id = this.amendment(amendment, at);
			amendmentIds.set(amendment.row.key, id);
		}
		this.ledger(folder, activityIds, amendmentIds);
		this.indicators(folder, activityIds);
	}

	/** A setting, and no promise: the folder's newest rule makes the windows to come. Those that are there stay as they are. */
	private windowRule(place: PlanFolder['plan'], planId: number): void {
		const { plans, texts, provenances } = schema;
		const { opens, due, closes, citation, provenance } = place.row.filing_window;
		const own = { row: { provenance }, provenance: place.provenance };
		const wanted = {
			days: { windowOpens: opens, windowDue: due, windowCloses: closes },
			citation,
			provenance: provenanceOf(own, WINDOW_DAYS).map(({ field, provenance: from }) => ({
				field: `window.${field}`,
				kind: from.kind,
				sourceId: from.source ? this.sourceIds.get(from.source)! : null,
				quote: from.quote ?? null
			}))
		};
		const ofPlan = { strategyId: this.strategyId, subject: 'plan' as const, subjectId: planId };
		const isCitation = and(
			eq(texts.strategyId, this.strategyId),
			eq(texts.subject, 'plan'),
			eq(texts.subjectId, planId),
			eq(texts.field, 'window_citation')
		);
		const isOfRule = and(
			eq(provenances.strategyId, this.strategyId),
			eq(provenances.subject, 'plan'),
			eq(provenances.subjectId, planId),
			like(provenances.field, 'window.%')
		);
		const said = this.tx.select({ lang: texts.lang, text: texts.text }).from(texts);
		const present = {
			days: this.tx
				.select({
					windowOpens: plans.windowOpens,
					windowDue: plans.windowDue,
					windowCloses: plans.windowCloses
				})
				.from(plans)
				.where(eq(plans.id, planId))
				.get()!,
			citation: Object.fromEntries(
				said
					.where(isCitation)
					.all()
					.map(({ lang, text }) => [lang, text])
			),
			provenance: this.tx
				.select({
					field: provenances.field,
					kind: provenances.kind,
					sourceId: provenances.sourceId,
					quote: provenances.quote
				})
				.from(provenances)
				.where(isOfRule)
				.all()
		};
		if (isDeepStrictEqual(inOneOrder(present), inOneOrder(wanted))) return;
		this.tx.update(plans).set(wanted.days).where(eq(plans.id, planId)).run();
		this.tx.delete(texts).where(isCitation).run();
		for (const [lang, text] of Object.entries(citation)) {
			this.tx
				.insert(texts)
				.values({ ...ofPlan, field: 'window_citation', lang, text })
				.run();
		}
		this.tx.delete(provenances).where(isOfRule).run();
		for (const row of wanted.provenance) {
			this.tx
				.insert(provenances)
				.values({ ...ofPlan, ...row })
				.run();
		}
		this.note('window-rule', planId, wanted, present);
	}

	private windows(place: PlanFolder['plan'], planId: number): void {
		const { windows } = schema;
		const { period, filing_window: usual, windows: exceptions } = place.row;
		for (const quarter of quartersBetween(period.from, period.until)) {
			const present = this.tx
				.select({ id: windows.id })
				.from(windows)
				.where(and(eq(windows.planId, planId), eq(windows.quarter, quarter)))
				.get();
			// A window that is there may have been changed on screen since; the folder only gives its first dates.
			if (present) continue;
			const exception = exceptions.find((window) => window.quarter === quarter);
			const byRule = windowBy(usual, quarter);
			const values = {
				planId,
				quarter,
				opensOn: exception?.opens ?? byRule.opensOn,
				dueOn: exception?.due ?? byRule.dueOn,
				closesOn: exception?.closes ?? byRule.closesOn
			};
			const { id } = this.tx.insert(windows).values(values).returning({ id: windows.id }).get();
			this.note('window', id, values);
			if (exception) this.texts(place, 'window', id, { reason: exception.reason });
		}
	}

	private activity(
		place: Placed<ActivityData>,
		at: { planId: number; measureId: number; position: number; from: Day; reading: DeadlineReading }
	): number {
		const { row } = place;
		const id = this.ensure(
			place,
			'activity',
			schema.activities,
			{ planId: at.planId, key: row.key },
			{
				measureId: at.measureId,
				code: row.code,
				position: at.position,
				inForceFrom: at.from,
				deadlineReading: at.reading,
				deadlineOn: row.deadline.on ?? null
			}
		);
		this.texts(place, 'activity', id, {
			title: row.title,
			description: row.description,
			deadline: row.deadline.wording
		});
		this.provenance('activity', id, place, [
			'code',
			'measure',
			'leads',
			...(row.partners.length > 0 ? ['partners'] : []),
			'deadline',
			...(row.funds.length > 0 ? ['funds'] : []),
			...textFields('title', row.title),
			...textFields('description', row.description)
		]);
		this.roles(place, id, at.from);
		this.funds(place, id);
		return id;
	}

	private roles(place: Placed<ActivityData>, activityId: number, from: Day): void {
		const { activityBodies } = schema;
		const wanted = (['lead', 'partner'] as const).flatMap((role) =>
			place.row[role === 'lead' ? 'leads' : 'partners'].map((key, index) => ({
				activityId,
				bodyId: this.bodyIds.get(key)!,
				role,
				from,
				position: index + 1
			}))
		);
		const present = this.tx
			.select()
			.from(activityBodies)
			.where(eq(activityBodies.activityId, activityId))
			.all();
		if (present.length === 0) {
			this.tx.insert(activityBodies).values(wanted).run();
			this.note('roles', activityId, { roles: wanted });
			return;
		}
		for (const role of ['lead', 'partner'] as const) {
			const now = wanted.filter((row) => row.role === role).map((row) => row.bodyId);
			// What mergers and amendments made since stands with them.
			const then = present
				.filter((row) => row.role === role && row.from === from && row.takenFromId === null)
				.map((row) => row.bodyId);
			if (now.toSorted().join() !== then.toSorted().join()) {
				this.differs(place, role === 'lead' ? 'leads' : 'partners');
			}
		}
	}

	private funds(place: Placed<ActivityData>, activityId: number): void {
		const { funds } = schema;
		const present = this.tx.select().from(funds).where(eq(funds.activityId, activityId)).all();
		for (const [index, fund] of place.row.funds.entries()) {
			const values = {
				activityId,
				year: fund.year,
				source: fund.source,
				programme: fund.programme,
				...plannedColumns(fund.planned),
				position: index + 1
			};
			const same = present.find((row) => row.position === values.position);
			if (same) {
				const isSame = Object.entries(values).every(
					([name, value]) => same[name as keyof typeof values] === value
				);
				if (!isSame) this.differs(place, `funds.${index}`);
				continue;
			}
			const { id } = this.tx.insert(funds).values(values).returning({ id: funds.id }).get();
			this.note('fund', id, values);
			this.texts(place, 'fund', id, { name: fund.name });
		}
	}

	private amendment(
		place: PlanFolder['amendments'][number],
		at: {
			planId: number;
			index: number;
			/** Of the activities it adds. */
			firstPosition: number;
			activityIds: ReadonlyMap<string, number>;
			addActivity: (activity: Placed<ActivityData>, position: number, from: Day) => void;
		}
	): number {
		const { amendments, amendmentChanges, activities } = schema;
		const { row } = place;
		const wasKnown = this.tx
			.select({ id: amendments.id })
			.from(amendments)
			.where(and(eq(amendments.planId, at.planId), eq(amendments.key, row.key)))
			.get();
		const id = this.ensure(
			place,
			'amendment',
			amendments,
			{ planId: at.planId, key: row.key },
			{
				adoptedOn: row.adopted_on,
				position: at.index + 1
			}
		);
		this.texts(place, 'amendment', id, { act: row.act, note: row.note });
		this.provenance('amendment', id, place, textFields('act', row.act));
		if (this.takesCodes(place, at.planId)) return id;
		for (const [index, activity] of row.activities.entries()) {
			const placed = {
				row: activity,
				file: place.file,
				path: [...place.path, 'activities', index],
				provenance: place.provenance
			};
			at.addActivity(placed, at.firstPosition + index, row.adopted_on);
		}
		const ids = (key: string) => at.activityIds.get(key)!;
		const wanted = row.changes.flatMap((entry) =>
			pairsOf(entry).map(([activity, into]) => ({
				entry,
				activityId: ids(activity),
				intoId: into === null ? null : ids(into)
			}))
		);
		if (wasKnown) {
			const present = this.tx
				.select()
				.from(amendmentChanges)
				.where(eq(amendmentChanges.amendmentId, id))
				.orderBy(asc(amendmentChanges.position))
				.all();
			const signs = (rows: { kind: string; activityId: number; intoId: number | null }[]) =>
				rows.map((change) => `${change.kind} ${change.activityId} ${change.intoId}`).join();
			if (
				signs(present) !== signs(wanted.map((change) => ({ ...change, kind: change.entry.kind })))
			) {
				this.differs(place, 'changes');
				return id;
			}
			for (const [index, { entry, activityId }] of wanted.entries()) {
				const changeId = present[index]!.id;
				this.texts(place, 'change', changeId, { reason: entry.reason });
				if (entry.kind === 'change') {
					this.sameChange(place, changeId, entry, activityId, row.adopted_on);
				}
			}
			return id;
		}
		this.standsAgainst(place, at.planId, id, wanted);
		for (const [index, { entry, activityId, intoId }] of wanted.entries()) {
			const values = { amendmentId: id, kind: entry.kind, activityId, intoId, position: index + 1 };
			const made = this.tx
				.insert(amendmentChanges)
				.values(values)
				.returning({ id: amendmentChanges.id })
				.get();
			const ended = ENDED_BY[entry.kind as keyof typeof ENDED_BY];
			if (ended) {
				this.tx
					.update(activities)
					.set({ inForceUntil: row.adopted_on, ended })
					// Once, though a split has a row for each part.
					.where(and(eq(activities.id, activityId), isNull(activities.ended)))
					.run();
			}
			this.note('amendment-change', made.id, values);
			this.texts(place, 'change', made.id, { reason: entry.reason });
			if (entry.kind === 'change') this.changed(place, made.id, entry, activityId, row.adopted_on);
		}
		return id;
	}

	/** Whether a new activity would have the code of one that was added on screen. */
	private takesCodes(place: PlanFolder['amendments'][number], planId: number): boolean {
		const { activities } = schema;
		const known = this.tx
			.select({ key: activities.key, code: activities.code })
			.from(activities)
			.where(eq(activities.planId, planId))
			.all();
		const clashing = place.row.activities.filter((added) =>
			known.some(({ key, code }) => code === added.code && key !== added.key)
		);
		for (const { code } of clashing) {
			this.problems.push(this.problemAt(place, 'activities', 'code-taken', { code }));
		}
		return clashing.length > 0;
	}

	/** A change that was loaded may be told in a further language; it says nothing else than it did. */
	private sameChange(
		place: PlanFolder['amendments'][number],
		changeId: number,
		entry: Extract<ChangeInput, { kind: 'change' }>,
		activityId: number,
		day: Day
	): void {
		const { activityBodies, texts } = schema;
		const ofChange = and(eq(texts.subject, 'change'), eq(texts.subjectId, changeId));
		const worded = this.tx.select({ field: texts.field }).from(texts).where(ofChange).all();
		for (const field of ['title', 'description'] as const) {
			const isWorded = worded.some((text) => text.field === field);
			const wording = entry[field] ?? {};
			if (isWorded !== Object.keys(wording).length > 0) this.differs(place, `changes.${field}`);
			else this.texts(place, 'change', changeId, { [field]: wording });
		}
		for (const role of ['lead', 'partner'] as const) {
			const wanted = role === 'lead' ? entry.leads : entry.partners;
			if (!wanted) continue;
			const held = this.tx
				.select()
				.from(activityBodies)
				.where(and(eq(activityBodies.activityId, activityId), eq(activityBodies.role, role)))
				.all()
				.filter((one) => isInForceOn(one, day))
				// What a body took over when another merged into it was the other's.
				.map(({ bodyId, takenFromId }) => takenFromId ?? bodyId);
			const ids = wanted.map((key) => this.bodyIds.get(key)!);
			if (held.toSorted().join() !== ids.toSorted().join()) {
				this.differs(place, `changes.${role}s`);
			}
		}
	}

	/** What an amendment meets that a folder does not know: acts recorded on screen since. */
	private standsAgainst(
		place: PlanFolder['amendments'][number],
		planId: number,
		amendmentId: number,
		wanted: readonly { entry: ChangeInput; activityId: number; intoId: number | null }[]
	): void {
		const { activities, amendments } = schema;
		const { adopted_on: day } = place.row;
		const later = this.tx
			.select({ id: amendments.id })
			.from(amendments)
			.where(
				and(
					eq(amendments.planId, planId),
					ne(amendments.id, amendmentId),
					gt(amendments.adoptedOn, day)
				)
			)
			.get();
		if (later) {
			const problem = this.problemAt(place, 'adopted_on', 'amendments_out_of_order', { day });
			this.problems.push(problem);
		}
		const ended = this.tx
			.select({ id: activities.id, code: activities.code })
			.from(activities)
			.where(and(eq(activities.planId, planId), isNotNull(activities.ended)))
			.all();
		const meant = new Set(wanted.flatMap(({ activityId, intoId }) => [activityId, intoId]));
		for (const gone of ended.filter(({ id }) => meant.has(id))) {
			const problem = this.problemAt(place, 'changes', 'already_ended', { key: gone.code });
			this.problems.push(problem);
		}
	}

	/** The new wording lies with the change, the activity's own stays as adopted; of roles the old ones end and the new ones begin. */
	private changed(
		place: PlanFolder['amendments'][number],
		changeId: number,
		entry: Extract<ChangeInput, { kind: 'change' }>,
		activityId: number,
		day: Day
	): void {
		const { activityBodies } = schema;
		const { title = {}, description = {} } = entry;
		for (const [field, byLanguage] of Object.entries({ title, description })) {
			for (const [lang, text] of Object.entries(byLanguage)) {
				const of = { strategyId: this.strategyId, subject: 'change' as const };
				const values = { ...of, subjectId: changeId, field, lang, text };
				this.tx.insert(schema.texts).values(values).run();
				this.note('text', changeId, values);
			}
		}
		const fields = [...textFields('title', title), ...textFields('description', description)];
		this.provenance('change', changeId, place, fields);
		for (const role of ['lead', 'partner'] as const) {
			const wanted = role === 'lead' ? entry.leads : entry.partners;
			if (!wanted) continue;
			const bodyIds = wanted.map((key) => this.bodyIds.get(key)!);
			const ofRole = and(eq(activityBodies.activityId, activityId), eq(activityBodies.role, role));
			const all = this.tx.select().from(activityBodies).where(ofRole).all();
			if (all.some(({ from }) => from > day)) {
				this.problems.push(this.problemAt(place, 'changes', 'roles_changed_since', { day }));
				continue;
			}
			const held = all.filter((one) => isInForceOn(one, day));
			for (const { bodyId, from } of held.filter((one) => !bodyIds.includes(one.bodyId))) {
				const isIt = and(eq(activityBodies.bodyId, bodyId), eq(activityBodies.from, from));
				this.tx.update(activityBodies).set({ until: day }).where(and(ofRole, isIt)).run();
				this.note('role', activityId, { activityId, bodyId, role, from, until: day });
			}
			for (const [index, bodyId] of bodyIds.entries()) {
				if (held.some((one) => one.bodyId === bodyId)) continue;
				const values = { activityId, bodyId, role, from: day, position: index + 1 };
				this.tx.insert(activityBodies).values(values).run();
				this.note('role', activityId, values);
			}
		}
	}

	/** Amendments' moves and the folder's own entries, by day, each from what the one before led to. */
	private ledger(
		folder: Pick<PlanFolder, 'amendments' | 'entries'>,
		activityIds: ReadonlyMap<string, number>,
		amendmentIds: ReadonlyMap<string, number>
	): void {
		const moves = folder.amendments.flatMap((place) =>
			place.row.changes.flatMap((entry) =>
				entry.kind === 'move'
					? [
							{
								place: place as Placed<{ provenance?: Record<string, ProvenanceData> | undefined }>,
								key: `${place.row.key}/${entry.activity}`,
								activity: entry.activity,
								kind: 'amendment' as const,
								decidedOn: place.row.adopted_on,
								act: place.row.act as Texts,
								reason: entry.reason as Texts,
								to: entry.to,
								triggeredOn: null,
								amendment: place.row.key as string | null
							}
						]
					: []
			)
		);
		const entries = folder.entries.map((place) => ({
			place: place as Placed<{ provenance?: Record<string, ProvenanceData> | undefined }>,
			key: place.row.key,
			activity: place.row.activity,
			kind: place.row.kind,
			decidedOn: place.row.decided_on,
			act: place.row.act as Texts,
			reason: place.row.reason as Texts,
			to: place.row.to,
			triggeredOn: place.row.triggered_on ?? null,
			amendment: null
		}));
		const inOrder = [...moves, ...entries].sort((a, b) => a.decidedOn.localeCompare(b.decidedOn));
		for (const { place, activity, amendment, ...entry } of inOrder) {
			const activityId = activityIds.get(activity)!;
			const chain = chainOf(this.tx, activityId);
			const known = chain.entries.find(({ key }) => key === entry.key);
			const written = { wording: entry.to.wording, act: entry.act, reason: entry.reason };
			if (known) {
				this.compareEntry(place, known, entry);
				this.texts(place, 'ledger', known.id, written);
				continue;
			}
			const problems = entryProblems(this.tx, chain, entry);
			for (const { code, field = 'to' } of problems) {
				this.problems.push(this.problemAt(place, field, code, { key: entry.key }));
			}
			if (problems.length > 0) continue;
			const amendmentId = amendment === null ? null : amendmentIds.get(amendment)!;
			const at = { strategyId: this.strategyId, activityId, chain, recordedBy: this.recordedBy };
			const id = append(this.writing, at, { ...entry, amendmentId });
			this.added.ledger = (this.added.ledger ?? 0) + 1;
			this.provenance('ledger', id, place, ['to']);
		}
	}

	private compareEntry(
		place: Placed<unknown>,
		known: KeptEntry,
		{ kind, decidedOn, to, triggeredOn }: Omit<NewEntry, 'amendmentId'>
	): void {
		if (known.kind !== kind) this.differs(place, 'kind');
		if (known.decidedOn !== decidedOn) this.differs(place, 'decided_on');
		if (known.triggeredOn !== triggeredOn) this.differs(place, 'triggered_on');
		const isSame = known.toOn === (to.on ?? null) && sameReading(known.to, readWritten(to));
		if (!isSame) this.differs(place, 'to');
	}

	private indicators(folder: PlanFolder, activityIds: Map<string, number>): void {
		const { indicators, indicatorTargets, readings } = schema;
		for (const [index, place] of folder.indicators.entries()) {
			const { row } = place;
			const id = this.ensure(place, 'indicator', indicators, this.own(row.key), {
				activityId: row.activity ? activityIds.get(row.activity)! : null,
				goalId: row.goal ? this.goalIds.get(row.goal)! : null,
				direction: row.direction,
				isCumulative: row.cumulative,
				baselineValue: row.baseline?.value ?? null,
				baselineOn: row.baseline?.on ?? null,
				position: index + 1
			});
			this.texts(place, 'indicator', id, {
				title: row.title,
				unit: row.unit,
				definition: row.definition,
				source: row.source
			});
			this.provenance('indicator', id, place, [
				...textFields('title', row.title),
				...(row.baseline ? ['baseline'] : []),
				...(Object.keys(row.targets).length > 0 ? ['targets'] : [])
			]);
			for (const [year, value] of Object.entries(row.targets)) {
				const present = this.tx
					.select()
					.from(indicatorTargets)
					.where(and(eq(indicatorTargets.indicatorId, id), eq(indicatorTargets.year, Number(year))))
					.get();
				if (!present) {
					this.tx
						.insert(indicatorTargets)
						.values({ indicatorId: id, year: Number(year), value })
						.run();
					this.note('target', id, { year: Number(year), value });
				} else if (present.value !== value) {
					this.differs(place, `targets.${year}`);
				}
			}
			for (const [position, reading] of row.readings.entries()) {
				const at = { ...place, path: [...place.path, 'readings', position], row: reading };
				const made = this.ensure(
					at,
					'reading',
					readings,
					{ indicatorId: id, readOn: reading.on },
					{
						value: reading.value
					}
				);
				this.texts(at, 'reading', made, { source: reading.source });
				this.provenance('reading', made, at, ['value']);
			}
		}
	}

	private own(key: string): { strategyId: number; key: string } {
		return { strategyId: this.strategyId, key };
	}

	private inside<T>(place: Placed<unknown>, list: string, index: number, row: T): Placed<T> {
		return {
			row,
			file: place.file,
			path: [...place.path, list, index],
			provenance: place.provenance
		};
	}

	/** Finds a row by its key or adds it; one that is there and differs is a problem. Returns its id. */
	private ensure(
		place: Placed<unknown>,
		subject: Subject | 'source',
		table: SQLiteTable,
		key: Row,
		values: Row
	): number {
		// One shape for a dozen tables; drizzle's types cannot follow a table held in a variable.
		const anyTable = table as unknown as typeof schema.goals;
		const columns = anyTable as unknown as Record<string, typeof schema.goals.id>;
		const present = this.tx
			.select()
			.from(anyTable)
			.where(
				and(...Object.entries(key).map(([name, value]) => eq(columns[name]!, value as number)))
			)
			.get() as unknown as (Row & { id: number }) | undefined;
		if (present) {
			for (const [name, value] of Object.entries(values)) {
				if (JSON.stringify(present[name]) !== JSON.stringify(value)) this.differs(place, name);
			}
			return present.id;
		}
		const { id } = this.tx
			.insert(anyTable)
			.values({ ...key, ...values } as unknown as typeof schema.goals.$inferInsert)
			.returning({ id: anyTable.id })
			.get();
		this.note(subject, id, { ...key, ...values });
		return id;
	}

	private texts(
		place: Placed<unknown>,
		subject: Subject,
		subjectId: number,
		fields: Record<string, Texts>
	): void {
		const { texts } = schema;
		const present = this.tx
			.select()
			.from(texts)
			.where(
				and(
					eq(texts.strategyId, this.strategyId),
					eq(texts.subject, subject),
					eq(texts.subjectId, subjectId)
				)
			)
			.all();
		for (const [field, byLanguage] of Object.entries(fields)) {
			for (const [lang, text] of Object.entries(byLanguage)) {
				const same = present.find((row) => row.field === field && row.lang === lang);
				const values = { strategyId: this.strategyId, subject, subjectId, field, lang, text };
				if (!same) {
					this.tx.insert(texts).values(values).run();
					this.note('text', subjectId, values);
				} else if (same.text !== text) {
					this.differs(place, `${field}.${lang}`);
				}
			}
		}
	}

	private provenance(
		subject: Subject,
		subjectId: number,
		place: Parameters<typeof provenanceOf>[0],
		fields: readonly string[]
	): void {
		const added = provenanceOf(place, fields).flatMap(({ field, provenance }) => {
			const values = {
				kind: provenance.kind,
				sourceId: provenance.source ? this.sourceIds.get(provenance.source)! : null,
				quote: provenance.quote ?? null
			};
			const { changes } = this.tx
				.insert(schema.provenances)
				.values({ strategyId: this.strategyId, subject, subjectId, field, ...values })
				.onConflictDoNothing()
				.run();
			return changes > 0 ? [[field, values] as const] : [];
		});
		if (added.length > 0) {
			this.note('provenance', subjectId, { of: subject, fields: Object.fromEntries(added) });
		}
	}

	private differs(place: Placed<unknown>, field: string): void {
		this.problems.push(this.problemAt(place, field, 'differs_from_loaded', { field }));
	}

	private note(subject: string, subjectId: number, after: Row, before: Row | null = null): void {
		this.added[subject] = (this.added[subject] ?? 0) + 1;
		this.writing.record({
			strategyId: this.strategyId || null,
			subject,
			subjectId,
			before,
			after
		});
	}
}

function sourceTitle({ source }: ProvenanceData, folder: StrategyFolder): string | null {
	return source ? (folder.strategy.row.sources[source]?.title ?? null) : null;
}

/** Fields in whatever order they were read or written. */
function inOneOrder<T extends { provenance: readonly { field: string }[] }>(rule: T): T {
	return {
		...rule,
		provenance: rule.provenance.toSorted((a, b) => (a.field < b.field ? -1 : 1))
	};
}
