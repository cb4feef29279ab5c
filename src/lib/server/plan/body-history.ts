// One body with all it is and was called, what it belongs to and what belongs to it, and what became of it.
import { asc, eq, inArray, or } from 'drizzle-orm';
import type { Day } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import type { Reader } from '../db/database.ts';
import * as schema from '../db/schema.ts';
import { grouped } from './grouped.ts';
import type { BodyHistory } from './strategies.ts';

export interface BodyMerger {
	/** What took over, or what was taken over. */
	body: BodyHistory;
	on: Day;
	act: Texts;
}

export interface BodyRelations {
	body: BodyHistory;
	parent: BodyHistory | null;
	children: readonly BodyHistory[];
	mergedInto: BodyMerger | null;
	tookOver: readonly BodyMerger[];
}

/**
 * Three statements.
 *
 * @throws {Refusal} not-found `no-such-body`.
 */
export function bodyRelations(read: Reader, key: string): BodyRelations {
	const { bodies, bodyMergers } = schema;
	const all = new Map(
		read
			.select({
				id: bodies.id,
				key: bodies.key,
				parentId: bodies.parentId,
				email: bodies.email
			})
			.from(bodies)
			.orderBy(asc(bodies.id))
			.all()
			.map((row) => [row.id, row])
	);
	const own = [...all.values()].find((row) => row.key === key);
	if (!own) throw refusal('not-found', 'no-such-body', { key });
	const mergers = read
		.select({
			bodyId: bodyMergers.bodyId,
			intoId: bodyMergers.intoId,
			on: bodyMergers.on,
			act: bodyMergers.act
		})
		.from(bodyMergers)
		.where(or(eq(bodyMergers.bodyId, own.id), eq(bodyMergers.intoId, own.id)))
		.orderBy(asc(bodyMergers.on))
		.all();
	const children = [...all.values()].filter(({ parentId }) => parentId === own.id);
	const around = mergers.flatMap(({ bodyId, intoId }) => [bodyId, intoId]);
	const parents = own.parentId === null ? [] : [own.parentId];
	const names = namesOf(read, [own.id, ...parents, ...children.map(({ id }) => id), ...around]);
	const historyOf = (id: number): BodyHistory => {
		const { key, parentId, email } = all.get(id)!;
		const parentKey = parentId === null ? null : all.get(parentId)!.key;
		return { id, key, parentKey, email, names: names.get(id) ?? [] };
	};
	const into = mergers.find(({ bodyId }) => bodyId === own.id);
	return {
		body: historyOf(own.id),
		parent: own.parentId === null ? null : historyOf(own.parentId),
		children: children.map(({ id }) => historyOf(id)),
		mergedInto: into ? { body: historyOf(into.intoId), on: into.on, act: into.act } : null,
		tookOver: mergers
			.filter(({ intoId }) => intoId === own.id)
			.map(({ bodyId, on, act }) => ({ body: historyOf(bodyId), on, act }))
	};
}

const { bodyNames } = schema;

/** What is told of a name a body bears or bore. */
export const NAME_COLUMNS = {
	lang: bodyNames.lang,
	name: bodyNames.name,
	short: bodyNames.short,
	isAlias: bodyNames.isAlias,
	from: bodyNames.from,
	until: bodyNames.until,
	kind: bodyNames.kind,
	source: bodyNames.source,
	quote: bodyNames.quote
};

function namesOf(read: Reader, ids: readonly number[]): Map<number, BodyHistory['names']> {
	const rows = read
		.select({ bodyId: bodyNames.bodyId, ...NAME_COLUMNS })
		.from(bodyNames)
		.where(inArray(bodyNames.bodyId, [...ids]))
		.orderBy(asc(bodyNames.position))
		.all();
	return grouped(rows, ({ bodyId, ...name }) => [bodyId, name]);
}
