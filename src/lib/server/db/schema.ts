// The tables. Days are 'YYYY-MM-DD', quarters 'YYYY-Qn', instants ISO 8601 in UTC; all three are text. Amounts are text too.
// Texts live in `texts` by language tag, never in a column per language; derived values are never stored.
import { sql } from 'drizzle-orm';
import {
	blob,
	check,
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex,
	type AnySQLiteColumn
} from 'drizzle-orm/sqlite-core';
import type { FiledReading, IndicatorPassport } from '#lib/domain/indicator.ts';
import type { FiledSpending } from '#lib/domain/money.ts';
import type { RowKind } from '#lib/domain/record.ts';
import type { AmendmentDraft } from '#lib/domain/amendment-draft.ts';

const id = () => integer('id').primaryKey({ autoIncrement: true });
const flag = (name: string) => integer(name, { mode: 'boolean' }).notNull().default(false);

/** Facts about this installation: `demonstration` ('1'), `business_day`. */
export const settings = sqliteTable('settings', {
	name: text('name').primaryKey(),
	value: text('value').notNull()
});

// ── plan: what was promised ─────────────────────────────────────────────────────────────────────────────────────────────

export const strategies = sqliteTable('strategies', {
	id: id(),
	slug: text('slug').notNull().unique(),
	/** Content languages, the strategy's own first: ["sr","en"]. */
	languages: text('languages', { mode: 'json' }).$type<string[]>().notNull(),
	adoptedOn: text('adopted_on'),
	publishedOn: text('published_on'),
	gazette: text('gazette'),
	startsOn: text('starts_on').notNull(),
	endsOn: text('ends_on').notNull(),
	leadBodyId: integer('lead_body_id').references((): AnySQLiteColumn => bodies.id)
});

export const sources = sqliteTable(
	'sources',
	{
		id: id(),
		strategyId: integer('strategy_id')
			.notNull()
			.references(() => strategies.id),
		key: text('key').notNull(),
		title: text('title').notNull(),
		url: text('url'),
		note: text('note')
	},
	(t) => [uniqueIndex('sources_key').on(t.strategyId, t.key)]
);

/** What a text or a field belongs to. */
export type Subject =
	| 'strategy'
	| 'fact'
	| 'step'
	| 'plan'
	| 'window'
	| 'goal'
	| 'measure'
	| 'activity'
	| 'deadline'
	| 'fund'
	| 'amendment'
	| 'change'
	| 'ledger'
	| 'indicator'
	| 'reading';

/** Every content text, by language tag with script. `subject` and `subject_id` name the row it belongs to. */
export const texts = sqliteTable(
	'texts',
	{
		strategyId: integer('strategy_id')
			.notNull()
			.references(() => strategies.id),
		subject: text('subject').$type<Subject>().notNull(),
		subjectId: integer('subject_id').notNull(),
		field: text('field').notNull(),
		lang: text('lang').notNull(),
		text: text('text').notNull()
	},
	(t) => [primaryKey({ columns: [t.strategyId, t.subject, t.subjectId, t.field, t.lang] })]
);

/** Where a field comes from (design rule 8). `field` is 'title.en', 'deadline', 'leads', … */
export const provenances = sqliteTable(
	'provenances',
	{
		strategyId: integer('strategy_id')
			.notNull()
			.references(() => strategies.id),
		subject: text('subject').$type<Subject>().notNull(),
		subjectId: integer('subject_id').notNull(),
		field: text('field').notNull(),
		kind: text('kind', {
			enum: ['quoted', 'paraphrased', 'translated', 'inferred', 'illustrative']
		}).notNull(),
		sourceId: integer('source_id').references(() => sources.id),
		quote: text('quote')
	},
	(t) => [primaryKey({ columns: [t.strategyId, t.subject, t.subjectId, t.field] })]
);

/** Identity facts shown on the strategy's page; label and text in `texts`. */
export const strategyFacts = sqliteTable(
	'strategy_facts',
	{
		id: id(),
		strategyId: integer('strategy_id')
			.notNull()
			.references(() => strategies.id),
		key: text('key').notNull(),
		position: integer('position').notNull()
	},
	(t) => [uniqueIndex('strategy_facts_key').on(t.strategyId, t.key)]
);

/** The strategy's assessment scale, best first. Rules read the role only. */
export const steps = sqliteTable(
	'steps',
	{
		id: id(),
		strategyId: integer('strategy_id')
			.notNull()
			.references(() => strategies.id),
		key: text('key').notNull(),
		role: text('role', { enum: ['full', 'ongoing', 'partial', 'none'] }).notNull(),
		position: integer('position').notNull()
	},
	(t) => [uniqueIndex('steps_key').on(t.strategyId, t.key)]
);

/** Institutions, known across strategies by their key. */
export const bodies = sqliteTable('bodies', {
	id: id(),
	key: text('key').notNull().unique(),
	parentId: integer('parent_id').references((): AnySQLiteColumn => bodies.id),
	email: text('email'),
	/** What a form must name to be allowed to change the body or its names. */
	version: integer('version').notNull().default(1)
});

export interface EndedRole {
	bodyId: number;
	activityId: number;
	role: 'lead' | 'partner';
	from: string;
	untilBefore: string | null;
}

/** A body that is no more: from `merged_on` another has its roles (`activity_bodies.taken_from_id`). */
export const bodyMergers = sqliteTable('body_mergers', {
	bodyId: integer('body_id')
		.primaryKey()
		.references(() => bodies.id),
	intoId: integer('into_id')
		.notNull()
		.references(() => bodies.id),
	on: text('merged_on').notNull(),
	/** The act it follows from, by language tag. */
	act: text('act', { mode: 'json' }).$type<Record<string, string>>().notNull(),
	/** The roles it ended, each with what its end was before: what taking it back needs. */
	endedRoles: text('ended_roles', { mode: 'json' }).$type<EndedRole[]>().notNull(),
	recordedAt: text('recorded_at').notNull(),
	recordedBy: integer('recorded_by').references((): AnySQLiteColumn => users.id)
});

export const bodyNames = sqliteTable(
	'body_names',
	{
		id: id(),
		bodyId: integer('body_id')
			.notNull()
			.references(() => bodies.id),
		lang: text('lang').notNull(),
		name: text('name').notNull(),
		short: text('short'),
		isAlias: flag('is_alias'),
		from: text('from_on'),
		until: text('until_on'),
		position: integer('position').notNull(),
		kind: text('provenance', {
			enum: ['quoted', 'paraphrased', 'translated', 'inferred', 'illustrative']
		}).notNull(),
		source: text('source'),
		quote: text('quote')
	},
	(t) => [index('body_names_body').on(t.bodyId)]
);

export const plans = sqliteTable(
	'plans',
	{
		id: id(),
		strategyId: integer('strategy_id')
			.notNull()
			.references(() => strategies.id),
		key: text('key').notNull(),
		adoptedOn: text('adopted_on').notNull(),
		firstQuarter: text('first_quarter').notNull(),
		lastQuarter: text('last_quarter').notNull(),
		/** The rule of its filing windows, in days after a quarter's last day. Its citation in `texts` and `provenances` ('window.due'). */
		windowOpens: integer('window_opens').notNull().default(1),
		windowDue: integer('window_due').notNull().default(15),
		windowCloses: integer('window_closes').notNull().default(31)
	},
	(t) => [uniqueIndex('plans_key').on(t.strategyId, t.key)]
);

/** The filing window of a quarter; both ends are inclusive days. */
export const windows = sqliteTable(
	'windows',
	{
		id: id(),
		planId: integer('plan_id')
			.notNull()
			.references(() => plans.id),
		quarter: text('quarter').notNull(),
		opensOn: text('opens_on').notNull(),
		dueOn: text('due_on').notNull(),
		closesOn: text('closes_on').notNull(),
		version: integer('version').notNull().default(1)
	},
	(t) => [
		uniqueIndex('windows_quarter').on(t.planId, t.quarter),
		check('windows_order', sql`${t.opensOn} <= ${t.dueOn} and ${t.dueOn} <= ${t.closesOn}`)
	]
);

/** A body's own, later closing day of a window, with the reason; only added to, and the newest counts. */
export const windowExtensions = sqliteTable(
	'window_extensions',
	{
		id: id(),
		windowId: integer('window_id')
			.notNull()
			.references(() => windows.id),
		bodyId: integer('body_id')
			.notNull()
			.references(() => bodies.id),
		closesOn: text('closes_on').notNull(),
		/** By language tag. */
		reason: text('reason', { mode: 'json' }).$type<Record<string, string>>().notNull(),
		decidedOn: text('decided_on').notNull(),
		recordedAt: text('recorded_at').notNull(),
		recordedBy: integer('recorded_by').references((): AnySQLiteColumn => users.id)
	},
	(t) => [index('window_extensions_window').on(t.windowId)]
);

export const goals = sqliteTable(
	'goals',
	{
		id: id(),
		strategyId: integer('strategy_id')
			.notNull()
			.references(() => strategies.id),
		key: text('key').notNull(),
		code: text('code').notNull(),
		position: integer('position').notNull()
	},
	(t) => [uniqueIndex('goals_key').on(t.strategyId, t.key)]
);

export const measures = sqliteTable(
	'measures',
	{
		id: id(),
		planId: integer('plan_id')
			.notNull()
			.references(() => plans.id),
		goalId: integer('goal_id')
			.notNull()
			.references(() => goals.id),
		key: text('key').notNull(),
		code: text('code').notNull(),
		position: integer('position').notNull()
	},
	(t) => [uniqueIndex('measures_key').on(t.planId, t.key)]
);

export const amendments = sqliteTable(
	'amendments',
	{
		id: id(),
		planId: integer('plan_id')
			.notNull()
			.references(() => plans.id),
		key: text('key').notNull(),
		adoptedOn: text('adopted_on').notNull(),
		position: integer('position').notNull()
	},
	(t) => [uniqueIndex('amendments_key').on(t.planId, t.key)]
);

/** Amendments being written, one row each; the row goes when the amendment is recorded or given up. */
export const amendmentDrafts = sqliteTable('amendment_drafts', {
	id: id(),
	planId: integer('plan_id')
		.notNull()
		.references(() => plans.id),
	/** What a form must name to be allowed to change it. */
	version: integer('version').notNull().default(1),
	/** As `domain/amendment-draft.ts` has it. */
	contents: text('contents', { mode: 'json' }).$type<AmendmentDraft>().notNull(),
	startedOn: text('started_on').notNull(),
	startedBy: integer('started_by').references((): AnySQLiteColumn => users.id)
});

/** An activity is in force on a day d when in_force_from <= d and (in_force_until is null or d < in_force_until). */
export const activities = sqliteTable(
	'activities',
	{
		id: id(),
		planId: integer('plan_id')
			.notNull()
			.references(() => plans.id),
		measureId: integer('measure_id')
			.notNull()
			.references(() => measures.id),
		key: text('key').notNull(),
		code: text('code').notNull(),
		position: integer('position').notNull(),
		inForceFrom: text('in_force_from').notNull(),
		inForceUntil: text('in_force_until'),
		/** How it left the plan; null while it is in force. */
		ended: text('ended', { enum: ['withdrawn', 'merged', 'split'] }),
		/** The adopted deadline as read from its wording (the wording itself is in `texts`, subject 'activity', field 'deadline'). */
		deadlineReading: text('deadline_reading', { mode: 'json' }).$type<unknown>().notNull(),
		/** A day printed beside the adopted wording, if any. */
		deadlineOn: text('deadline_on')
	},
	(t) => [
		uniqueIndex('activities_key').on(t.planId, t.key),
		uniqueIndex('activities_code').on(t.planId, t.code),
		index('activities_measure').on(t.measureId)
	]
);

/**
 * What an amendment did; merges and splits have one row per pair. Reason in `texts` (subject 'change'), and of a change the new title and
 * description, whole: the activity's own stay as adopted.
 */
export const amendmentChanges = sqliteTable(
	'amendment_changes',
	{
		id: id(),
		amendmentId: integer('amendment_id')
			.notNull()
			.references(() => amendments.id),
		kind: text('kind', { enum: ['add', 'move', 'change', 'merge', 'split', 'withdraw'] }).notNull(),
		activityId: integer('activity_id')
			.notNull()
			.references(() => activities.id),
		/** Of a merger what it was merged into, of a split the part. */
		intoId: integer('into_id').references((): AnySQLiteColumn => activities.id),
		position: integer('position').notNull()
	},
	(t) => [index('amendment_changes_amendment').on(t.amendmentId)]
);

/** Leads and partners, in force like activities: from_on <= d and (until_on is null or d < until_on). */
export const activityBodies = sqliteTable(
	'activity_bodies',
	{
		activityId: integer('activity_id')
			.notNull()
			.references(() => activities.id),
		bodyId: integer('body_id')
			.notNull()
			.references(() => bodies.id),
		role: text('role', { enum: ['lead', 'partner'] }).notNull(),
		from: text('from_on').notNull(),
		until: text('until_on'),
		position: integer('position').notNull(),
		/** The merged body whose role this was until `from`; its filings then speak for this one. */
		takenFromId: integer('taken_from_id').references(() => bodies.id)
	},
	(t) => [
		primaryKey({ columns: [t.activityId, t.bodyId, t.role, t.from] }),
		index('activity_bodies_body').on(t.bodyId)
	]
);

/** The deadline ledger: only added to. Wording, act and reason in `texts` (subject 'ledger'). */
export const deadlineLedger = sqliteTable(
	'deadline_ledger',
	{
		id: id(),
		activityId: integer('activity_id')
			.notNull()
			.references(() => activities.id),
		/** The folder's key; for an amendment's move 'amendment-key/activity-key'. */
		key: text('key').notNull(),
		position: integer('position').notNull(),
		kind: text('kind', {
			enum: ['amendment', 'extension', 'resolution', 'rectification']
		}).notNull(),
		decidedOn: text('decided_on').notNull(),
		fromReading: text('from_reading', { mode: 'json' }).$type<unknown>().notNull(),
		toReading: text('to_reading', { mode: 'json' }).$type<unknown>().notNull(),
		toOn: text('to_on'),
		/** Of a resolution: the day its trigger came. */
		triggeredOn: text('triggered_on'),
		amendmentId: integer('amendment_id').references(() => amendments.id),
		recordedAt: text('recorded_at').notNull(),
		recordedBy: integer('recorded_by').references((): AnySQLiteColumn => users.id)
	},
	(t) => [
		uniqueIndex('deadline_ledger_position').on(t.activityId, t.position),
		uniqueIndex('deadline_ledger_key').on(t.activityId, t.key)
	]
);

/**
 * Planned money in thousand RSD, as text: a line an activity, year and source. Names of donors and programmes in `texts` (subject 'fund'). No
 * amount is "not available", or "not applicable" where that was said; a trigger refuses both at once. The amount stays as it was first said:
 * what acts say anew is in `fund_changes`. What was spent is said by filings, and in `spendings`.
 */
export const funds = sqliteTable(
	'funds',
	{
		id: id(),
		activityId: integer('activity_id')
			.notNull()
			.references(() => activities.id),
		year: integer('year').notNull(),
		source: text('source', { enum: ['budget', 'donor'] }).notNull(),
		planned: text('planned'),
		position: integer('position').notNull(),
		/** Of the budget: its programme's code, as it is printed. */
		programme: text('programme'),
		isNotApplicable: flag('is_not_applicable'),
		/** The day of the act that added it; null: it came with the plan. Act and reason in `texts`. */
		addedOn: text('added_on')
	},
	(t) => [index('funds_activity').on(t.activityId)]
);

/** A planned amount said anew by an act. Only added to: an amount stands until the next act's day. */
export const fundChanges = sqliteTable(
	'fund_changes',
	{
		id: id(),
		fundId: integer('fund_id')
			.notNull()
			.references(() => funds.id),
		position: integer('position').notNull(),
		decidedOn: text('decided_on').notNull(),
		state: text('state', { enum: ['amount', 'not-available', 'not-applicable'] }).notNull(),
		/** Thousand RSD. */
		amount: text('amount'),
		/** By language tag. */
		act: text('act', { mode: 'json' }).$type<Record<string, string>>().notNull(),
		reason: text('reason', { mode: 'json' }).$type<Record<string, string>>().notNull(),
		recordedAt: text('recorded_at').notNull(),
		recordedBy: integer('recorded_by').references((): AnySQLiteColumn => users.id)
	},
	(t) => [
		uniqueIndex('fund_changes_position').on(t.fundId, t.position),
		check('fund_changes_amount', sql`(${t.state} = 'amount') = (${t.amount} is not null)`)
	]
);

/** What a coordinator says was spent of a line from the start of its year to a quarter's end. Only added to; the newest of a quarter counts. */
export const spendings = sqliteTable(
	'spendings',
	{
		id: id(),
		fundId: integer('fund_id')
			.notNull()
			.references(() => funds.id),
		quarter: text('quarter').notNull(),
		state: text('state', { enum: ['amount', 'not-available', 'not-applicable'] }).notNull(),
		/** Thousand RSD. */
		amount: text('amount'),
		/** By language tag. */
		source: text('source', { mode: 'json' }).$type<Record<string, string>>().notNull(),
		saidOn: text('said_on').notNull(),
		recordedAt: text('recorded_at').notNull(),
		recordedBy: integer('recorded_by').references((): AnySQLiteColumn => users.id)
	},
	(t) => [
		index('spendings_fund').on(t.fundId),
		check('spendings_amount', sql`(${t.state} = 'amount') = (${t.amount} is not null)`)
	]
);

/** Dinars for one euro on a day, with where that is from. Only added to; the newest of a day counts. */
export const exchangeRates = sqliteTable(
	'exchange_rates',
	{
		id: id(),
		strategyId: integer('strategy_id')
			.notNull()
			.references(() => strategies.id),
		on: text('rate_on').notNull(),
		rsdPerEur: text('rsd_per_eur').notNull(),
		/** By language tag. */
		source: text('source', { mode: 'json' }).$type<Record<string, string>>().notNull(),
		isIllustrative: flag('is_illustrative'),
		recordedAt: text('recorded_at').notNull(),
		recordedBy: integer('recorded_by').references((): AnySQLiteColumn => users.id)
	},
	(t) => [index('exchange_rates_day').on(t.strategyId, t.on)]
);

export const indicators = sqliteTable(
	'indicators',
	{
		id: id(),
		strategyId: integer('strategy_id')
			.notNull()
			.references(() => strategies.id),
		key: text('key').notNull(),
		/** An indicator belongs to an activity or to a goal. */
		activityId: integer('activity_id').references(() => activities.id),
		goalId: integer('goal_id').references(() => goals.id),
		direction: text('direction', { enum: ['up', 'down'] }).notNull(),
		isCumulative: flag('is_cumulative'),
		baselineValue: text('baseline_value'),
		baselineOn: text('baseline_on'),
		position: integer('position').notNull(),
		/** The day of the act that added it; null: it came with the plan. Act and reason in `texts`. */
		addedOn: text('added_on')
	},
	(t) => [
		uniqueIndex('indicators_key').on(t.strategyId, t.key),
		check('indicators_owner', sql`(${t.activityId} is null) <> (${t.goalId} is null)`)
	]
);

export const indicatorTargets = sqliteTable(
	'indicator_targets',
	{
		indicatorId: integer('indicator_id')
			.notNull()
			.references(() => indicators.id),
		year: integer('year').notNull(),
		value: text('value').notNull()
	},
	(t) => [primaryKey({ columns: [t.indicatorId, t.year] })]
);

/** A passport said anew by an act, whole; the indicator's own stays as adopted. Only added to, one after the other. */
export const indicatorChanges = sqliteTable(
	'indicator_changes',
	{
		id: id(),
		indicatorId: integer('indicator_id')
			.notNull()
			.references(() => indicators.id),
		position: integer('position').notNull(),
		decidedOn: text('decided_on').notNull(),
		passport: text('passport', { mode: 'json' }).$type<IndicatorPassport>().notNull(),
		/** By language tag. */
		act: text('act', { mode: 'json' }).$type<Record<string, string>>().notNull(),
		reason: text('reason', { mode: 'json' }).$type<Record<string, string>>().notNull(),
		recordedAt: text('recorded_at').notNull(),
		recordedBy: integer('recorded_by').references((): AnySQLiteColumn => users.id)
	},
	(t) => [uniqueIndex('indicator_changes_position').on(t.indicatorId, t.position)]
);

/** An indicator withdrawn by an act: from that day on it is no more, once and for all. Only added to. */
export const indicatorWithdrawals = sqliteTable('indicator_withdrawals', {
	indicatorId: integer('indicator_id')
		.primaryKey()
		.references(() => indicators.id),
	decidedOn: text('decided_on').notNull(),
	/** By language tag. */
	act: text('act', { mode: 'json' }).$type<Record<string, string>>().notNull(),
	reason: text('reason', { mode: 'json' }).$type<Record<string, string>>().notNull(),
	recordedAt: text('recorded_at').notNull(),
	recordedBy: integer('recorded_by').references((): AnySQLiteColumn => users.id)
});

/** Readings a folder brings or a coordinator enters. Those of accepted filings are in their versions. */
export const readings = sqliteTable(
	'readings',
	{
		id: id(),
		indicatorId: integer('indicator_id')
			.notNull()
			.references(() => indicators.id),
		readOn: text('read_on').notNull(),
		value: text('value').notNull(),
		/** What a form must name to be allowed to correct it. */
		version: integer('version').notNull().default(1)
	},
	(t) => [uniqueIndex('readings_day').on(t.indicatorId, t.readOn)]
);

// ── filing: what bodies say ─────────────────────────────────────────────────────────────────────────────────────────────

/** One lead body's report on one activity for one quarter. Its contents are in its versions. */
export const filings = sqliteTable(
	'filings',
	{
		id: id(),
		activityId: integer('activity_id')
			.notNull()
			.references(() => activities.id),
		bodyId: integer('body_id')
			.notNull()
			.references(() => bodies.id),
		quarter: text('quarter').notNull(),
		state: text('state', { enum: ['draft', 'submitted', 'returned', 'accepted'] }).notNull(),
		/** The number of the newest version; what a form must name to be allowed to save. */
		version: integer('version').notNull(),
		/** 1, and one more for every revision of an accepted filing. */
		revision: integer('revision').notNull().default(1),
		revisionReason: text('revision_reason'),
		/** The version that counts; set by acceptance and kept while a later revision is being written. */
		acceptedVersion: integer('accepted_version'),
		/** The business day that version was accepted. */
		acceptedOn: text('accepted_on'),
		/** What counted before the newest acceptance, should it be undone; null where nothing did. */
		previousVersion: integer('previous_version'),
		previousOn: text('previous_on'),
		/** Business day of the first submission: late is judged by it. */
		firstSubmittedOn: text('first_submitted_on'),
		submittedOn: text('submitted_on'),
		submittedBy: integer('submitted_by').references((): AnySQLiteColumn => users.id),
		/** The version its drafter offered for signature; good while it is the newest. */
		offeredVersion: integer('offered_version'),
		/** Set when a coordinator opens it; from then on it cannot be recalled. */
		readOn: text('read_on'),
		decidedOn: text('decided_on'),
		decidedBy: integer('decided_by').references((): AnySQLiteColumn => users.id)
	},
	(t) => [
		uniqueIndex('filings_triple').on(t.activityId, t.quarter, t.bodyId),
		index('filings_quarter').on(t.quarter)
	]
);

/** Whether a body's filings on a strategy are signed by a named officer of it. No row: they are not. */
export const signatureRules = sqliteTable(
	'signature_rules',
	{
		strategyId: integer('strategy_id')
			.notNull()
			.references(() => strategies.id),
		bodyId: integer('body_id')
			.notNull()
			.references(() => bodies.id),
		isRequired: flag('is_required'),
		version: integer('version').notNull().default(1)
	},
	(t) => [primaryKey({ columns: [t.strategyId, t.bodyId] })]
);

/** An officer's signature under one version of a filing: the body's own letter. Only added to; the newest of a version counts. */
export const signatures = sqliteTable(
	'signatures',
	{
		id: id(),
		filingId: integer('filing_id')
			.notNull()
			.references(() => filings.id),
		version: integer('version').notNull(),
		letterNumber: text('letter_number').notNull(),
		letterOn: text('letter_on').notNull(),
		signedOn: text('signed_on').notNull(),
		signedBy: integer('signed_by').references((): AnySQLiteColumn => users.id)
	},
	(t) => [index('signatures_filing').on(t.filingId)]
);

/** What a body escalated, as a coordinator forwarded it to the owner, and what the owner answered; texts by language tag. */
export const escalations = sqliteTable('escalations', {
	filingId: integer('filing_id')
		.primaryKey()
		.references(() => filings.id),
	/** The version of the filing that was forwarded. */
	filingVersion: integer('filing_version').notNull(),
	note: text('note', { mode: 'json' }).$type<Record<string, string>>().notNull(),
	forwardedOn: text('forwarded_on').notNull(),
	forwardedBy: integer('forwarded_by').references((): AnySQLiteColumn => users.id),
	answer: text('answer', { mode: 'json' }).$type<Record<string, string>>(),
	answeredOn: text('answered_on'),
	answeredBy: integer('answered_by').references((): AnySQLiteColumn => users.id),
	/** What a form must name to be allowed to change it. */
	version: integer('version').notNull()
});

/** Every saved state of a filing's contents; texts in `filing_texts`, evidence in `evidence`. Only added to. */
export const filingVersions = sqliteTable(
	'filing_versions',
	{
		id: id(),
		filingId: integer('filing_id')
			.notNull()
			.references(() => filings.id),
		number: integer('number').notNull(),
		stepId: integer('step_id').references(() => steps.id),
		/** A day or a quarter. */
		completedOn: text('completed_on'),
		expectedCompletion: text('expected_completion'),
		isNothingToReport: flag('is_nothing_to_report'),
		/** The letter a coordinator files on, when filing on a body's behalf. */
		letterNumber: text('letter_number'),
		letterOn: text('letter_on'),
		/** Readings of the activity's indicators, and what was spent of its funds; null where nothing is said of them. */
		readings: text('readings', { mode: 'json' }).$type<readonly FiledReading[]>(),
		spent: text('spent', { mode: 'json' }).$type<readonly FiledSpending[]>(),
		savedAt: text('saved_at').notNull(),
		savedOn: text('saved_on').notNull(),
		savedBy: integer('saved_by').references((): AnySQLiteColumn => users.id)
	},
	(t) => [uniqueIndex('filing_versions_number').on(t.filingId, t.number)]
);

export const filingTexts = sqliteTable(
	'filing_texts',
	{
		versionId: integer('version_id')
			.notNull()
			.references(() => filingVersions.id),
		field: text('field', {
			enum: ['narrative', 'result', 'problems', 'reasons', 'next_steps', 'escalation']
		}).notNull(),
		lang: text('lang').notNull(),
		text: text('text').notNull()
	},
	(t) => [primaryKey({ columns: [t.versionId, t.field, t.lang] })]
);

/** What stands behind a filing's version. */
export const evidence = sqliteTable(
	'evidence',
	{
		versionId: integer('version_id')
			.notNull()
			.references(() => filingVersions.id),
		position: integer('position').notNull(),
		kind: text('kind', { enum: ['document', 'link', 'gazette'] }).notNull(),
		title: text('title').notNull(),
		/** A document's number. */
		number: text('number'),
		/** The day of a document or gazette; for a link, the day it was retrieved. */
		on: text('dated_on'),
		url: text('url')
	},
	(t) => [primaryKey({ columns: [t.versionId, t.position] })]
);

/** The exchange with a body: notes of a return, each at a field (or at the whole filing). Reviewers never see it. */
export const filingNotes = sqliteTable(
	'filing_notes',
	{
		id: id(),
		filingId: integer('filing_id')
			.notNull()
			.references(() => filings.id),
		/** The version the note is about. */
		version: integer('version').notNull(),
		field: text('field'),
		lang: text('lang').notNull(),
		text: text('text').notNull(),
		writtenOn: text('written_on').notNull(),
		writtenBy: integer('written_by').references((): AnySQLiteColumn => users.id)
	},
	(t) => [index('filing_notes_filing').on(t.filingId)]
);

// ── quarter: what was frozen ────────────────────────────────────────────────────────────────────────────────────────────

/** A frozen quarter, one row a revision; what it says is in its lines. Only added to: triggers refuse anything else. */
export const frozenQuarters = sqliteTable(
	'frozen_quarters',
	{
		id: id(),
		planId: integer('plan_id')
			.notNull()
			.references(() => plans.id),
		quarter: text('quarter').notNull(),
		revision: integer('revision').notNull(),
		/** SHA-256, in hex, of its lines in order, each with a line feed at its end. */
		hash: text('hash').notNull(),
		/** How many there are; no more can be added. */
		lines: integer('lines').notNull(),
		frozenOn: text('frozen_on').notNull(),
		recordedAt: text('recorded_at').notNull(),
		recordedBy: integer('recorded_by').references((): AnySQLiteColumn => users.id)
	},
	(t) => [uniqueIndex('frozen_quarters_revision').on(t.planId, t.quarter, t.revision)]
);

/** A record's rows as canonical JSON (RFC 8785), in order. */
export const frozenLines = sqliteTable(
	'frozen_lines',
	{
		frozenId: integer('frozen_id')
			.notNull()
			.references(() => frozenQuarters.id),
		/** From 1. */
		number: integer('number').notNull(),
		kind: text('kind').$type<RowKind>().notNull(),
		/** Of an activity or its filings: the activity. */
		activityId: integer('activity_id'),
		line: text('line').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.frozenId, t.number] }),
		index('frozen_lines_activity').on(t.activityId, t.kind)
	]
);

/**
 * What of a record's activities is compared with another quarter's (`comparedInRows`), so many to a row: it follows from the record's lines,
 * and is read in a third of the time. Records older than this table have none. Whoever changes what is compared empties it in a migration.
 */
export const comparedActivities = sqliteTable(
	'compared_activities',
	{
		frozenId: integer('frozen_id')
			.notNull()
			.references(() => frozenQuarters.id),
		/** From 1. */
		number: integer('number').notNull(),
		/** A JSON array in UTF-8, packed with zstd; of the first records that have them, not packed. */
		activities: blob('activities', { mode: 'buffer' }).notNull()
	},
	(t) => [primaryKey({ columns: [t.frozenId, t.number] })]
);

/** Which line of a record was edited: the first eight bytes of each line's SHA-256, one after the other. Records older than this table have none. */
export const lineDigests = sqliteTable('line_digests', {
	frozenId: integer('frozen_id')
		.primaryKey()
		.references(() => frozenQuarters.id),
	digests: blob('digests', { mode: 'buffer' }).notNull()
});

/** A frozen quarter opened again for some activities; ends in a new revision or is withdrawn. */
export const corrections = sqliteTable(
	'corrections',
	{
		id: id(),
		frozenId: integer('frozen_id')
			.notNull()
			.references(() => frozenQuarters.id),
		planId: integer('plan_id')
			.notNull()
			.references(() => plans.id),
		quarter: text('quarter').notNull(),
		/** By language tag. */
		reason: text('reason', { mode: 'json' }).$type<Record<string, string>>().notNull(),
		activityIds: text('activity_ids', { mode: 'json' }).$type<number[]>().notNull(),
		/** The filings on them as they stood when it was opened: what withdrawing puts back. */
		before: text('before', { mode: 'json' }).$type<FilingBefore[]>().notNull(),
		/** The overrides of W2 on them as they stood, likewise; null in corrections from before there were any. */
		overridesBefore: text('overrides_before', { mode: 'json' }).$type<OverrideBefore[]>(),
		openedOn: text('opened_on').notNull(),
		recordedAt: text('recorded_at').notNull(),
		recordedBy: integer('recorded_by').references((): AnySQLiteColumn => users.id),
		endedOn: text('ended_on'),
		outcome: text('outcome', { enum: ['frozen', 'withdrawn'] })
	},
	(t) => [
		uniqueIndex('corrections_open')
			.on(t.planId, t.quarter)
			.where(sql`${t.outcome} is null`)
	]
);

/** A pack that was given out of frozen records alone: what it is, and what it stands on. Only added to: triggers refuse anything else. */
export const packs = sqliteTable(
	'packs',
	{
		id: id(),
		planId: integer('plan_id')
			.notNull()
			.references(() => plans.id),
		/** As addresses write it: '2020-Q3', '2020-H1', '2020', 'final'. */
		period: text('period').notNull(),
		locale: text('locale', { enum: ['en', 'sr-Cyrl', 'sr-Latn'] }).notNull(),
		format: text('format', { enum: ['xlsx', 'html', 'docx'] }).notNull(),
		layout: integer('layout').notNull(),
		/** The records, oldest first. */
		standsOn: text('stands_on', { mode: 'json' })
			.$type<{ quarter: string; revision: number; hash: string }[]>()
			.notNull(),
		/** SHA-256, in hex, of its bytes. */
		hash: text('hash').notNull(),
		size: integer('size').notNull(),
		keptOn: text('kept_on').notNull(),
		recordedAt: text('recorded_at').notNull(),
		recordedBy: integer('recorded_by').references((): AnySQLiteColumn => users.id)
	},
	(t) => [
		uniqueIndex('packs_one').on(t.planId, t.period, t.locale, t.format, t.layout, t.standsOn),
		index('packs_hash').on(t.hash)
	]
);

/** A pack's bytes, as they were given out. */
export const packFiles = sqliteTable('pack_files', {
	packId: integer('pack_id')
		.primaryKey()
		.references(() => packs.id),
	bytes: blob('bytes', { mode: 'buffer' }).notNull()
});

/** What of a filing changes when it goes from hand to hand; its contents are in its versions. */
export type FilingBefore = Pick<
	typeof filings.$inferSelect,
	| 'id'
	| 'state'
	| 'revision'
	| 'revisionReason'
	| 'acceptedVersion'
	| 'acceptedOn'
	| 'previousVersion'
	| 'previousOn'
	| 'offeredVersion'
	| 'firstSubmittedOn'
	| 'submittedOn'
	| 'submittedBy'
	| 'readOn'
	| 'decidedOn'
	| 'decidedBy'
>;

/** What a coordinator says of W2 against the rule, one row an activity and quarter; `verdict` is null once it was taken back. */
export const warningOverrides = sqliteTable(
	'warning_overrides',
	{
		id: id(),
		activityId: integer('activity_id')
			.notNull()
			.references(() => activities.id),
		quarter: text('quarter').notNull(),
		verdict: text('verdict', { enum: ['at-risk', 'not-at-risk'] }),
		/** By language tag. */
		note: text('note', { mode: 'json' }).$type<Record<string, string>>().notNull(),
		decidedOn: text('decided_on').notNull(),
		/** Null is the console. */
		decidedBy: integer('decided_by').references((): AnySQLiteColumn => users.id),
		/** What a form must name to be allowed to change it. */
		version: integer('version').notNull()
	},
	(t) => [uniqueIndex('warning_overrides_key').on(t.activityId, t.quarter)]
);

export type OverrideBefore = typeof warningOverrides.$inferSelect;

// ── access: who may ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** The only table with personal data. */
export const users = sqliteTable('users', {
	id: id(),
	username: text('username').notNull().unique(),
	name: text('name').notNull(),
	/** The function a person signs in, as text by language tag. */
	functionTitle: text('function_title', { mode: 'json' }).$type<Record<string, string>>(),
	/** argon2id; null for an account that cannot sign in. */
	passwordHash: text('password_hash'),
	mustChangePassword: flag('must_change_password'),
	isAdministrator: flag('is_administrator'),
	isDisabled: flag('is_disabled'),
	locale: text('locale', { enum: ['en', 'sr-Cyrl', 'sr-Latn'] }),
	version: integer('version').notNull().default(1),
	createdAt: text('created_at').notNull()
});

/** Rights per strategy; body_id for reporters and signatories only. */
export const rights = sqliteTable(
	'rights',
	{
		id: id(),
		userId: integer('user_id')
			.notNull()
			.references(() => users.id),
		strategyId: integer('strategy_id')
			.notNull()
			.references(() => strategies.id),
		role: text('role', {
			enum: ['reporter', 'signatory', 'coordinator', 'owner', 'reviewer']
		}).notNull(),
		bodyId: integer('body_id').references(() => bodies.id)
	},
	(t) => [
		uniqueIndex('rights_body_one')
			.on(t.userId, t.strategyId, t.role, t.bodyId)
			.where(sql`${t.bodyId} is not null`),
		uniqueIndex('rights_one')
			.on(t.userId, t.strategyId, t.role)
			.where(sql`${t.bodyId} is null`),
		check('rights_body', sql`(${t.role} in ('reporter', 'signatory')) = (${t.bodyId} is not null)`)
	]
);

/** The quarters a person says to have read; 0 stands for a quarter read before it was frozen. */
export const readMarks = sqliteTable(
	'read_marks',
	{
		userId: integer('user_id')
			.notNull()
			.references(() => users.id),
		strategyId: integer('strategy_id')
			.notNull()
			.references(() => strategies.id),
		quarter: text('quarter').notNull(),
		revision: integer('revision').notNull(),
		/** The business day, and the machine clock's instant. */
		readOn: text('read_on').notNull(),
		readAt: text('read_at').notNull()
	},
	(t) => [primaryKey({ columns: [t.userId, t.strategyId, t.quarter] })]
);

/** Sessions, by the SHA-256 of the session's id; the id itself is only in the cookie. */
export const sessions = sqliteTable(
	'sessions',
	{
		idHash: text('id_hash').primaryKey(),
		userId: integer('user_id')
			.notNull()
			.references(() => users.id),
		/** Seconds since 1970. */
		expiresAt: integer('expires_at').notNull()
	},
	(t) => [index('sessions_user').on(t.userId)]
);

// ── history: what was done ──────────────────────────────────────────────────────────────────────────────────────────────

/** One entry a write, only added to. No personal data: user ids only; before and after lie beside it, under their digest. */
export const history = sqliteTable(
	'history',
	{
		seq: integer('seq').primaryKey({ autoIncrement: true }),
		recordedAt: text('recorded_at').notNull(),
		/** The business day of the act. */
		onDay: text('on_day').notNull(),
		/** null is the console. */
		actorId: integer('actor_id').references(() => users.id),
		via: text('via', { enum: ['web', 'console', 'load', 'migration'] }).notNull(),
		verb: text('verb').notNull(),
		strategyId: integer('strategy_id').references(() => strategies.id),
		quarter: text('quarter'),
		subject: text('subject').notNull(),
		subjectId: integer('subject_id'),
		/** SHA-256, in hex, of the payload. */
		payloadDigest: text('payload_digest').notNull(),
		/** SHA-256, in hex, of the rows it wrote (`history_rows`); null in entries from before rows were noted. */
		rowsDigest: text('rows_digest'),
		/** SHA-256, in hex, of this entry and the link of the one before (domain/history-chain.ts). */
		link: text('link').notNull().default('')
	},
	(t) => [
		index('history_strategy').on(t.strategyId, t.seq),
		index('history_actor').on(t.actorId, t.seq),
		index('history_subject').on(t.subject, t.subjectId)
	]
);

/** {"before": …, "after": …} as JSON; may be redacted by a logged act, which takes the row away; the digest stays. */
export const historyPayloads = sqliteTable('history_payloads', {
	seq: integer('seq')
		.primaryKey()
		.references(() => history.seq),
	payload: text('payload').notNull()
});

/** {"table": {"[key]": "digest of the row after" | null}} as JSON (db/noted-rows.ts). Never redacted: there is nothing in it to read. */
export const historyRows = sqliteTable('history_rows', {
	seq: integer('seq')
		.primaryKey()
		.references(() => history.seq),
	rows: text('rows').notNull()
});
