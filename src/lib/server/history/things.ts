// What things are called that entries of the history name by an id or a key: one statement for each kind there is, whatever the page.
import { and, eq, inArray } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { ThingName } from '#lib/domain/history-contents.ts';
import type { ThingKind } from '#lib/domain/history-things.ts';
import type { Texts } from '#lib/domain/text.ts';
import type { Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';

/** A thing that is named: by an id, or by a key within a strategy. */
export interface Named {
	kind: ThingKind;
	strategyId: number | null;
	value: string | number;
}

export type NameOf = (named: Named) => ThingName | null;

interface Found {
	value: string | number;
	strategyId?: number | null;
	name: ThingName;
}

interface Asked {
	/** Ids, or keys. */
	ids: number[];
	keys: string[];
	/** Of the entries. */
	strategies: number[];
}

/** Bodies are known across strategies; every other key is its strategy's own. */
const HAS_OWN_KEYS: ReadonlySet<ThingKind> = new Set<ThingKind>([
	...(['activity-key', 'measure-key', 'indicator-key'] as const)
]);

/**
 * The names of things; null for those that are no more.
 *
 * @param bodyNames names of bodies by id, as they are called on the business day
 */
export function namesOf(
	read: Reader,
	named: readonly Named[],
	bodyNames: (ids: readonly number[]) => ReadonlyMap<number, Texts>
): NameOf {
	const placeOf = ({ kind, strategyId, value }: Named) =>
		HAS_OWN_KEYS.has(kind) ? `${kind} ${strategyId} ${value}` : `${kind} ${value}`;
	const names = new Map<string, ThingName>();
	for (const [kind, asked] of Map.groupBy(named, (one) => one.kind)) {
		const values = [...new Set(asked.map(({ value }) => value))];
		const found = find(read, kind, {
			ids: values.filter((value) => typeof value === 'number'),
			keys: values.filter((value) => typeof value === 'string'),
			strategies: [...new Set(asked.flatMap(({ strategyId }) => strategyId ?? []))]
		});
		for (const { value, strategyId = null, name } of found) {
			names.set(placeOf({ kind, strategyId, value }), name);
		}
	}
	return (one) => names.get(placeOf(one)) ?? null;

	function find(read: Reader, kind: ThingKind, asked: Asked): Found[] {
		if (kind !== 'body' && kind !== 'body-key') return FINDERS[kind](read, asked);
		const { bodies } = schema;
		const rows =
			kind === 'body'
				? asked.ids.map((id) => ({ id, value: id }))
				: read
						.select({ id: bodies.id, value: bodies.key })
						.from(bodies)
						.where(inArray(bodies.key, asked.keys))
						.all();
		const called = bodyNames(rows.map(({ id }) => id));
		return rows.flatMap(({ id, value }) => {
			const name = called.get(id);
			return name ? [{ value, name }] : [];
		});
	}
}

type Finder = (read: Reader, asked: Asked) => Found[];

const FINDERS: Readonly<Record<Exclude<ThingKind, 'body' | 'body-key'>, Finder>> = {
	strategy: titled('strategy', 'title'),
	plan: titled('plan', 'title'),
	indicator: titled('indicator', 'title'),
	step: titled('step', 'title'),
	fact: titled('fact', 'label'),
	amendment: titled('amendment', 'act'),
	goal: (read, { ids }) => coded(read, schema.goals, ids),
	measure: (read, { ids }) => coded(read, schema.measures, ids),
	activity: (read, { ids }) => coded(read, schema.activities, ids),
	source: (read, { ids }) => {
		const { id, title } = schema.sources;
		const rows = read.select({ value: id, name: title }).from(schema.sources);
		return rows.where(inArray(id, ids)).all();
	},
	user: (read, { ids }) => {
		const { id, name } = schema.users;
		return read.select({ value: id, name }).from(schema.users).where(inArray(id, ids)).all();
	},
	window: (read, { ids }) => {
		const { id, quarter } = schema.windows;
		const rows = read.select({ value: id, name: quarter }).from(schema.windows);
		return rows.where(inArray(id, ids)).all();
	},
	ledger: (read, { ids }) => ofActivities(read, schema.deadlineLedger, ids),
	fund: (read, { ids }) => ofActivities(read, schema.funds, ids),
	'amendment-change': (read, { ids }) => ofActivities(read, schema.amendmentChanges, ids),
	reading: (read, { ids, strategies }) => {
		const { readings, texts } = schema;
		const rows = read
			.select({ value: readings.id, lang: texts.lang, text: texts.text })
			.from(readings)
			.innerJoin(
				texts,
				and(
					inArray(texts.strategyId, strategies),
					eq(texts.subject, 'indicator'),
					eq(texts.subjectId, readings.indicatorId),
					eq(texts.field, 'title')
				)
			)
			.where(inArray(readings.id, ids))
			.all();
		return byLanguage(rows);
	},
	'activity-key': keyed(schema.activities),
	'measure-key': keyed(schema.measures),
	'indicator-key': (read, { keys, strategies }) => {
		const { indicators, texts } = schema;
		const rows = read
			.select({
				value: indicators.key,
				strategyId: indicators.strategyId,
				lang: texts.lang,
				text: texts.text
			})
			.from(indicators)
			.innerJoin(
				texts,
				and(
					eq(texts.strategyId, indicators.strategyId),
					eq(texts.subject, 'indicator'),
					eq(texts.subjectId, indicators.id),
					eq(texts.field, 'title')
				)
			)
			.where(and(inArray(indicators.strategyId, strategies), inArray(indicators.key, keys)))
			.all();
		return byLanguage(rows);
	}
};

/** Things that are called what a text of theirs says. */
function titled(subject: schema.Subject, field: string): Finder {
	return (read, { ids, strategies }) => {
		const { texts } = schema;
		const rows = read
			.select({ value: texts.subjectId, lang: texts.lang, text: texts.text })
			.from(texts)
			.where(
				and(
					inArray(texts.strategyId, subject === 'strategy' ? ids : strategies),
					eq(texts.subject, subject),
					inArray(texts.subjectId, ids),
					eq(texts.field, field)
				)
			)
			.all();
		return byLanguage(rows);
	};
}

interface Said {
	value: string | number;
	strategyId?: number;
	lang: string;
	text: string;
}

function byLanguage(rows: readonly Said[]): Found[] {
	return [...Map.groupBy(rows, ({ value, strategyId }) => `${strategyId} ${value}`).values()].map(
		(said) => ({
			value: said[0]!.value,
			strategyId: said[0]!.strategyId ?? null,
			name: Object.fromEntries(said.map(({ lang, text }) => [lang, text]))
		})
	);
}

type Coded = typeof schema.goals | typeof schema.measures | typeof schema.activities;

function coded(read: Reader, table: Coded, ids: readonly number[]): Found[] {
	const { id, code } = table as { id: SQLiteColumn; code: SQLiteColumn };
	return read
		.select({ value: id, name: code })
		.from(table)
		.where(inArray(id, [...ids]))
		.all() as Found[];
}

/** Things of a plan that are called by their code, asked for by their key. */
function keyed(table: typeof schema.activities | typeof schema.measures): Finder {
	return (read, { keys, strategies }) => {
		const { plans } = schema;
		const { key, code, planId } = table as Record<'key' | 'code' | 'planId', SQLiteColumn>;
		return read
			.select({ value: key, strategyId: plans.strategyId, name: code })
			.from(table)
			.innerJoin(plans, eq(plans.id, planId))
			.where(and(inArray(plans.strategyId, strategies), inArray(key, keys)))
			.all() as Found[];
	};
}

type OfActivity =
	typeof schema.deadlineLedger | typeof schema.funds | typeof schema.amendmentChanges;

function ofActivities(read: Reader, table: OfActivity, ids: readonly number[]): Found[] {
	const { activities } = schema;
	const { id, activityId } = table as { id: SQLiteColumn; activityId: SQLiteColumn };
	return read
		.select({ value: id, name: activities.code })
		.from(table)
		.innerJoin(activities, eq(activities.id, activityId))
		.where(inArray(id, [...ids]))
		.all() as Found[];
}
