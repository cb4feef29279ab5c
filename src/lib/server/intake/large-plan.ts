// A generated plan of national size, to measure Kvartal with: `kvartal demo --scale pulse`. Everything in it is illustrative and says so.
// Ukraine's national tracker, whose size it has, holds 7,500 activities. The same number of activities gives the same rows, always.
import { CONSOLE } from '#lib/domain/permission.ts';
import { divided } from '#lib/domain/decimal.ts';
import {
	lastDayOf,
	quarterNumberOf,
	quartersBetween,
	yearOf,
	type Day
} from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import { windowBy } from '#lib/domain/window-rule.ts';
import { hashOf } from '../access/passwords.ts';
import * as users from '../access/users.ts';
import { isEmpty } from '../db/contents.ts';
import type { Database } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import type { Subject } from '../db/schema.ts';
import { change, together, type Context, type Writing } from '../history/change.ts';
import { DEMONSTRATION_PASSWORD } from './demonstration.ts';
import {
	ADOPTED_ON,
	AMENDMENTS,
	BUSINESS_DAY,
	diligenceOf,
	FIRST_QUARTER,
	LAST_QUARTER,
	storyOf,
	type ActivityStory,
	type BodyTrait,
	type FilingStory,
	type StepIds
} from './large-plan-story.ts';
import * as words from './large-plan-words.ts';
import { RowsInBulk } from './rows-in-bulk.ts';
import { SeededChoice } from './seeded-choice.ts';

export const LARGE_PLAN_SLUG = 'pulse';
export const NATIONAL_SIZE = 7_500;
export const LARGEST_SIZE = 50_000;

const MOST_BODIES = 70;
/** A small plan is not spread so thin that most bodies lead nothing. */
const ACTIVITIES_A_BODY = 10;
const GOAL_COUNT = 8;
const ACTIVITIES_A_MEASURE = 25;
/** Eight activities in a hundred have an indicator: 600 of 7,500. */
const INDICATORS_A_HUNDRED = 8;
/** Activities to one change, which leaves one history entry. */
const BATCH = 500;
const STRATEGY_ID = 1;
const PLAN_ID = 1;
const WINDOW_RULE = { opens: 1, due: 15, closes: 31 };

export interface LargePlan {
	slug: string;
	activities: number;
	filings: number;
	rows: number;
}

/**
 * Writes the plan, its bodies, twelve quarters of filings and the demonstration's accounts into an empty database, whole or not at all. Rows
 * are written in bulk, 500 activities to a change; the history has one entry for each, with counts in place of values.
 *
 * @param told is called after each batch with how many activities are written
 * @throws {Refusal} `database_not_empty`
 */
export async function loadLargePlan(
	database: Database,
	{
		activities = NATIONAL_SIZE,
		told = () => {}
	}: { activities?: number; told?: (written: number) => void } = {}
): Promise<LargePlan> {
	if (!isEmpty(database)) throw refusal('not-now', 'database_not_empty');
	const passwordHash = await hashOf(DEMONSTRATION_PASSWORD);
	const context: Context = { database, actor: CONSOLE, today: BUSINESS_DAY, via: 'load' };
	return together(context, (inner) => {
		const writing = new LargePlanWriting(inner, new SeededChoice(activities));
		writing.frame(activities);
		writing.accounts(passwordHash);
		for (let first = 0; first < activities; first += BATCH) {
			const next = Math.min(first + BATCH, activities);
			writing.batch(first, next);
			told(next);
		}
		const { filings, rows } = writing;
		return { slug: LARGE_PLAN_SLUG, activities, filings, rows };
	});
}

/** Ids are counted here, from 1: the tables are empty, and nothing has to be asked back row by row. */
class LargePlanWriting {
	filings = 0;
	rows = 0;
	private readonly context: Context;
	private readonly choice: SeededChoice;
	private readonly bulk: RowsInBulk;
	private readonly lastIds: Record<string, number> = {};
	private readonly bodies: BodyTrait[] = [];
	private steps: StepIds = { full: 1, ongoing: 2, partial: 3, none: 4 };
	/** Who submits for a body, by body id. */
	private readonly authors = new Map<number, number>();
	/** By activity. */
	private readonly measured = new Map<number, { key: string; baseline: number; yearly: number }>();
	private readonly funds = new Map<number, ActivityStory['funds']>();
	private coordinatorId = 0;

	constructor(context: Context, choice: SeededChoice) {
		this.context = context;
		this.choice = choice;
		this.bulk = new RowsInBulk(context.tx!);
	}

	/** What is there before any activity: settings, bodies, strategy, scale, goals, plan, windows, amendments. */
	frame(activities: number): void {
		this.inOneChange('large-plan', { slug: LARGE_PLAN_SLUG, activities }, () => {
			this.bulk.add(schema.settings, { name: 'demonstration', value: '1' });
			this.bulk.add(schema.settings, { name: 'business_day', value: BUSINESS_DAY });
			const bodies = Math.min(MOST_BODIES, Math.ceil(activities / ACTIVITIES_A_BODY));
			for (let index = 0; index < bodies; index += 1) this.body(index);
			this.strategy(activities);
			this.plan();
			for (let index = 0; index < GOAL_COUNT; index += 1) this.goal(index);
			const measures = Math.ceil(activities / ACTIVITIES_A_MEASURE);
			for (let index = 0; index < measures; index += 1) this.measure(index, measures);
		});
	}

	/** The demonstration's accounts, and one author for each other body, who cannot sign in. */
	accounts(passwordHash: string): void {
		const add = (
			username: string,
			name: string,
			hash: string | null,
			right: {
				role: 'owner' | 'coordinator' | 'reporter' | 'reviewer';
				bodyId: number | null;
			} | null
		) =>
			users.addUserWithHash(this.context, {
				username,
				name: `${name} (illustrative)`,
				functionTitle: {},
				isAdministrator: right === null,
				rights: right ? [{ ...right, strategyId: STRATEGY_ID }] : [],
				passwordHash: hash,
				mustChangePassword: false
			});
		add('admin', 'Administrator', passwordHash, null);
		add('owner', 'Owner', passwordHash, { role: 'owner', bodyId: null });
		this.coordinatorId = add('coordinator', 'Coordinator', passwordHash, {
			role: 'coordinator',
			bodyId: null
		});
		add('reviewer', 'Reviewer', passwordHash, { role: 'reviewer', bodyId: null });
		for (const { id } of this.bodies) {
			const { short } = words.bodyName(id - 1);
			const [username, hash] =
				id === 1 ? ['reporter', passwordHash] : [`contact-${String(id).padStart(2, '0')}`, null];
			const right = { role: 'reporter' as const, bodyId: id };
			this.authors.set(id, add(username, `Contact person, ${short.en}`, hash, right));
		}
	}

	/** Activities by their place in the plan, from `first` up to, but not including, `next`. */
	batch(first: number, next: number): void {
		const told = { firstActivity: first + 1, lastActivity: next };
		this.inOneChange('large-plan-batch', told, () => {
			for (let index = first; index < next; index += 1) this.activity(index);
		});
	}

	private inOneChange(subject: string, facts: object, work: () => void): void {
		change(this.context, 'strategy.load', ({ authorise, record }: Writing) => {
			authorise({});
			const filingsBefore = this.filings;
			work();
			const rows = this.bulk.write();
			this.rows += rows;
			const after = {
				...facts,
				...{ rows, filings: this.filings - filingsBefore },
				note: 'generated for measurement and written in bulk: counts stand here in place of values'
			};
			record({ strategyId: STRATEGY_ID, subject, before: null, after });
		});
	}

	private idIn(table: string): number {
		const id = (this.lastIds[table] ?? 0) + 1;
		this.lastIds[table] = id;
		return id;
	}

	private texts(subject: Subject, subjectId: number, fields: Record<string, Texts>): string[] {
		const written: string[] = [];
		for (const [field, byLanguage] of Object.entries(fields)) {
			for (const [lang, text] of Object.entries(byLanguage)) {
				const of = { strategyId: STRATEGY_ID, subject, subjectId };
				this.bulk.add(schema.texts, { ...of, field, lang, text });
				written.push(`${field}.${lang}`);
			}
		}
		return written;
	}

	private illustrative(subject: Subject, subjectId: number, fields: readonly string[]): void {
		const of = { strategyId: STRATEGY_ID, subject, subjectId };
		for (const field of fields) {
			const provenance = { kind: 'illustrative' as const, sourceId: null, quote: null };
			this.bulk.add(schema.provenances, { ...of, field, ...provenance });
		}
	}

	// ── the frame ─────────────────────────────────────────────────────────────────────────────────────────────────────────

	private body(index: number): void {
		const id = this.idIn('bodies');
		this.bodies.push({ id, diligence: diligenceOf(this.choice) });
		const { name, short } = words.bodyName(index);
		this.bulk.add(schema.bodies, {
			id,
			key: `body-${String(id).padStart(2, '0')}`,
			parentId: null,
			email: null,
			version: 1
		});
		for (const [position, lang] of Object.keys(name).entries()) {
			this.bulk.add(schema.bodyNames, {
				id: this.idIn('bodyNames'),
				bodyId: id,
				lang,
				name: name[lang]!,
				short: short[lang]!,
				isAlias: false,
				from: null,
				until: null,
				position: position + 1,
				kind: 'illustrative',
				source: null,
				quote: null
			});
		}
	}

	private strategy(activities: number): void {
		this.bulk.add(schema.strategies, {
			id: STRATEGY_ID,
			slug: LARGE_PLAN_SLUG,
			languages: ['sr', 'en'],
			adoptedOn: null,
			publishedOn: null,
			gazette: null,
			startsOn: '2017-10-01',
			endsOn: '2020-12-31',
			leadBodyId: 1
		});
		const fields = this.texts('strategy', STRATEGY_ID, {
			title: {
				'sr-Cyrl': `Пулс: план генерисан за мерење (активности: ${activities})`,
				en: `Pulse: a plan generated for measurement (activities: ${activities})`
			},
			short_title: { 'sr-Cyrl': 'Пулс (генерисано)', en: 'Pulse (generated)' }
		});
		this.illustrative('strategy', STRATEGY_ID, fields);
		const labels: Record<keyof StepIds, Texts> = {
			full: { 'sr-Cyrl': 'у потпуности реализовано', en: 'fully implemented' },
			ongoing: { 'sr-Cyrl': 'успешно се реализује', en: 'being successfully implemented' },
			partial: { 'sr-Cyrl': 'делимично реализовано', en: 'partially implemented' },
			none: { 'sr-Cyrl': 'није реализовано', en: 'not implemented' }
		};
		for (const role of ['full', 'ongoing', 'partial', 'none'] as const) {
			const id = this.steps[role];
			this.bulk.add(schema.steps, { id, strategyId: STRATEGY_ID, key: role, role, position: id });
			this.illustrative('step', id, this.texts('step', id, { label: labels[role] }));
		}
	}

	private plan(): void {
		this.bulk.add(schema.plans, {
			id: PLAN_ID,
			strategyId: STRATEGY_ID,
			key: 'plan',
			adoptedOn: ADOPTED_ON,
			firstQuarter: FIRST_QUARTER,
			lastQuarter: LAST_QUARTER,
			windowOpens: WINDOW_RULE.opens,
			windowDue: WINDOW_RULE.due,
			windowCloses: WINDOW_RULE.closes
		});
		const fields = this.texts('plan', PLAN_ID, {
			title: { 'sr-Cyrl': 'План генерисан за мерење', en: 'Plan generated for measurement' },
			note: {
				'sr-Cyrl': 'Ниједан ред није стваран: све је генерисано ради мерења брзине програма.',
				en: 'No row is real: all of it was generated to measure how fast the program is.'
			}
		});
		this.illustrative('plan', PLAN_ID, fields);
		for (const quarter of quartersBetween(FIRST_QUARTER, LAST_QUARTER)) {
			this.bulk.add(schema.windows, {
				id: this.idIn('windows'),
				planId: PLAN_ID,
				quarter,
				...windowBy(WINDOW_RULE, quarter),
				version: 1
			});
		}
		for (const { key, adoptedOn } of AMENDMENTS) {
			const id = this.idIn('amendments');
			this.bulk.add(schema.amendments, { id, planId: PLAN_ID, key, adoptedOn, position: id });
			const act = {
				'sr-Cyrl': `Измена и допуна плана, број ${id} (генерисано)`,
				en: `Amendment to the plan, number ${id} (generated)`
			};
			this.illustrative('amendment', id, this.texts('amendment', id, { act }));
		}
	}

	private goal(index: number): void {
		const id = this.idIn('goals');
		const code = String(id);
		this.bulk.add(schema.goals, {
			id,
			strategyId: STRATEGY_ID,
			key: `goal-${id}`,
			code,
			position: id
		});
		this.illustrative('goal', id, [
			'code',
			...this.texts('goal', id, { title: words.goalTitle(index) })
		]);
	}

	private measure(index: number, count: number): void {
		const id = this.idIn('measures');
		const goal = Math.floor((index * GOAL_COUNT) / count);
		const firstOfGoal = Math.ceil((goal * count) / GOAL_COUNT);
		const goalId = goal + 1;
		const code = `${goalId}.${index - firstOfGoal + 1}`;
		this.measureCodes.push(code);
		this.bulk.add(schema.measures, {
			id,
			planId: PLAN_ID,
			goalId,
			key: `measure-${id}`,
			code,
			position: id
		});
		this.illustrative('measure', id, [
			'code',
			...this.texts('measure', id, { title: words.measureTitle(this.choice) })
		]);
	}

	private readonly measureCodes: string[] = [];

	// ── an activity ───────────────────────────────────────────────────────────────────────────────────────────────────────

	private activity(index: number): void {
		const story = storyOf(this.choice, { bodies: this.bodies, steps: this.steps });
		const id = this.idIn('activities');
		const measure = Math.floor(index / ACTIVITIES_A_MEASURE);
		const withdrawn = story.withdrawnBy === null ? null : AMENDMENTS[story.withdrawnBy]!;
		this.bulk.add(schema.activities, {
			id,
			planId: PLAN_ID,
			measureId: measure + 1,
			key: `activity-${id}`,
			code: `${this.measureCodes[measure]}.${(index % ACTIVITIES_A_MEASURE) + 1}`,
			position: id,
			inForceFrom: story.inForceFrom,
			inForceUntil: withdrawn?.adoptedOn ?? null,
			ended: withdrawn ? 'withdrawn' : null,
			deadlineReading: story.deadline.reading,
			deadlineOn: null
		});
		const { title, description, deadline, leads, partners, funds } = story;
		const fields = this.texts('activity', id, { title, description });
		this.texts('activity', id, { deadline: deadline.wording });
		this.illustrative('activity', id, [
			...['code', 'measure', 'leads', 'deadline'],
			...(partners.length > 0 ? ['partners'] : []),
			...(funds.length > 0 ? ['funds'] : []),
			...fields
		]);
		for (const [role, ids] of [['lead', leads] as const, ['partner', partners] as const]) {
			for (const [position, bodyId] of ids.entries()) {
				const span = { from: story.inForceFrom, until: null, takenFromId: null };
				const place = { activityId: id, bodyId, role, position: position + 1 };
				this.bulk.add(schema.activityBodies, { ...place, ...span });
			}
		}
		for (const [position, fund] of funds.entries()) {
			const fundId = this.idIn('funds');
			this.bulk.add(schema.funds, {
				...{ id: fundId, activityId: id, ...fund, position: position + 1, addedOn: null },
				...{ programme: null, isNotApplicable: false }
			});
			if (fund.source === 'donor') {
				const name = {
					'sr-Cyrl': 'Донаторски програм (генерисано)',
					en: 'Donor programme (generated)'
				};
				this.texts('fund', fundId, { name });
			}
		}
		this.amendmentsAndMoves(id, story);
		if ((index * INDICATORS_A_HUNDRED) % 100 < INDICATORS_A_HUNDRED) this.indicator(id);
		if (funds.length > 0) this.funds.set(id, funds);
		for (const filing of story.filings) this.filing(id, filing);
	}

	private amendmentsAndMoves(activityId: number, story: ActivityStory): void {
		const changed = (kind: 'add' | 'withdraw' | 'move', amendment: number) => {
			const changeId = this.idIn('amendmentChanges');
			this.bulk.add(schema.amendmentChanges, {
				id: changeId,
				amendmentId: amendment + 1,
				kind,
				activityId,
				intoId: null,
				position: changeId
			});
			this.texts('change', changeId, { reason: words.sentence(this.choice, 'reasons') });
		};
		if (story.addedBy !== null) changed('add', story.addedBy);
		if (story.withdrawnBy !== null) changed('withdraw', story.withdrawnBy);
		for (const [index, move] of story.moves.entries()) {
			const amendment = move.amendment === null ? null : AMENDMENTS[move.amendment]!;
			if (move.amendment !== null) changed('move', move.amendment);
			const id = this.idIn('deadlineLedger');
			this.bulk.add(schema.deadlineLedger, {
				id,
				activityId,
				key: amendment ? `${amendment.key}/activity-${activityId}` : `entry-${index + 1}`,
				position: index + 1,
				kind: move.kind,
				decidedOn: move.decidedOn,
				fromReading: move.from,
				toReading: move.to.reading,
				toOn: null,
				triggeredOn: null,
				amendmentId: move.amendment === null ? null : move.amendment + 1,
				recordedAt: instantOn(move.decidedOn),
				recordedBy: null
			});
			const act = {
				'sr-Cyrl': `Закључак од ${move.decidedOn} (генерисано)`,
				en: `Conclusion of ${move.decidedOn} (generated)`
			};
			const reason = words.sentence(this.choice, 'reasons');
			const fields = this.texts('ledger', id, { wording: move.to.wording, act, reason });
			this.illustrative('ledger', id, ['to', ...fields]);
		}
	}

	private indicator(activityId: number): void {
		const { choice } = this;
		const id = this.idIn('indicators');
		const baseline = choice.whole(5, 60);
		const yearly = choice.whole(5, 25);
		this.bulk.add(schema.indicators, {
			id,
			strategyId: STRATEGY_ID,
			key: `indicator-${id}`,
			activityId,
			goalId: null,
			direction: 'up',
			isCumulative: false,
			baselineValue: String(baseline),
			baselineOn: '2017-12-31',
			position: id,
			addedOn: null
		});
		this.measured.set(activityId, { key: `indicator-${id}`, baseline, yearly });
		const fields = this.texts('indicator', id, {
			title: words.measureTitle(choice),
			unit: { 'sr-Cyrl': 'број', en: 'number' },
			definition: words.resultText(choice),
			source: { 'sr-Cyrl': 'Евиденција носиоца', en: 'Records of the lead' }
		});
		this.illustrative('indicator', id, ['baseline', 'targets', ...fields]);
		for (const [index, year] of [2018, 2019, 2020].entries()) {
			const value = String(baseline + yearly * (index + 1));
			this.bulk.add(schema.indicatorTargets, { indicatorId: id, year, value });
		}
		// One in six is not measured at all.
		if (choice.isIn(16)) return;
		let value = baseline;
		for (const quarter of quartersBetween('2018-Q2', '2020-Q3').filter((_, n) => n % 2 === 0)) {
			value += choice.whole(0, yearly);
			const readingId = this.idIn('readings');
			const reading = { id: readingId, indicatorId: id, readOn: lastDayOf(quarter) };
			this.bulk.add(schema.readings, { ...reading, value: String(value), version: 1 });
			this.illustrative('reading', readingId, ['value']);
		}
	}

	/** What a version says of its activity's indicator and money; made of numbers at hand, so that the story stays as it was. */
	private measuredIn(
		activityId: number,
		{ quarter, bodyId }: FilingStory,
		{ isNothingToReport }: { isNothingToReport: boolean }
	): Pick<typeof schema.filingVersions.$inferInsert, 'readings' | 'spent'> & object {
		if (isNothingToReport) return { readings: null, spent: null };
		const indicator = this.measured.get(activityId);
		const past = quarterNumberOf(quarter) + 4 * (yearOf(quarter) - 2018);
		// In every other quarter the reading was entered by a coordinator.
		const readings =
			indicator && past % 2 === 1
				? [
						{
							indicator: indicator.key,
							on: lastDayOf(quarter),
							value: String(indicator.baseline + Math.floor((indicator.yearly * past) / 4)),
							source: {}
						}
					]
				: [];
		const spent = (this.funds.get(activityId) ?? []).flatMap(({ year, planned }, index) => {
			if (year !== yearOf(quarter)) return [];
			const share = quarterNumberOf(quarter) * (60 + ((activityId + bodyId) % 50));
			const isUnknown = planned === null || (activityId + index) % 9 === 0;
			const amount = isUnknown
				? ('not-available' as const)
				: divided(String(Number(planned) * share), '400', 0);
			return [{ line: index + 1, amount }];
		});
		return {
			readings: readings.length > 0 ? readings : null,
			spent: spent.length > 0 ? spent : null
		};
	}

	private filing(activityId: number, story: FilingStory): void {
		this.filings += 1;
		const id = this.idIn('filings');
		const author = this.authors.get(story.bodyId)!;
		const { state, versions, note } = story;
		this.bulk.add(schema.filings, {
			id,
			activityId,
			bodyId: story.bodyId,
			quarter: story.quarter,
			state,
			version: versions.length,
			revision: 1,
			revisionReason: null,
			acceptedVersion: state === 'accepted' ? versions.length : null,
			acceptedOn: state === 'accepted' ? story.decidedOn : null,
			previousVersion: null,
			previousOn: null,
			firstSubmittedOn: story.firstSubmittedOn,
			submittedOn: story.submittedOn,
			submittedBy: story.submittedOn === null ? null : author,
			readOn: story.readOn,
			decidedOn: story.decidedOn,
			decidedBy: story.decidedOn === null ? null : this.coordinatorId,
			offeredVersion: null
		});
		for (const [index, version] of versions.entries()) {
			const versionId = this.idIn('filingVersions');
			this.bulk.add(schema.filingVersions, {
				id: versionId,
				filingId: id,
				number: index + 1,
				stepId: version.stepId,
				completedOn: version.completedOn,
				expectedCompletion: version.expectedCompletion,
				isNothingToReport: version.isNothingToReport,
				letterNumber: null,
				letterOn: null,
				readings: null,
				spent: null,
				...this.measuredIn(activityId, story, version),
				savedAt: instantOn(version.savedOn),
				savedOn: version.savedOn,
				savedBy: author
			});
			for (const [field, byLanguage] of Object.entries(version.texts)) {
				for (const [lang, text] of Object.entries(byLanguage)) {
					const of = field as keyof typeof version.texts;
					this.bulk.add(schema.filingTexts, { versionId, field: of, lang, text });
				}
			}
			for (const [position, { title, number, on }] of version.evidence.entries()) {
				const proof = { versionId, position, kind: 'document' as const, title, number, on };
				this.bulk.add(schema.evidence, { ...proof, url: null });
			}
		}
		if (note) {
			this.bulk.add(schema.filingNotes, {
				id: this.idIn('filingNotes'),
				filingId: id,
				version: note.version,
				field: 'result',
				lang: 'sr-Cyrl',
				text: note.text['sr-Cyrl']!,
				writtenOn: note.on,
				writtenBy: this.coordinatorId
			});
		}
	}
}

/** Ten in the morning in Belgrade in winter. */
function instantOn(day: Day): string {
	return `${day}T09:00:00.000Z`;
}
