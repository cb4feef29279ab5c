// Packs as they are given out: kept ones as they were made, others made off the server's thread. A pack of frozen records alone is kept
// when it is first made, and is the same for ever.
import { and, asc, desc, eq } from 'drizzle-orm';
import { readPeriod, writePeriod, type PackPeriod } from '#lib/domain/pack-period.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import { snapshot, type Database, type Reader } from '../db/database.ts';
import { packFiles, packs, plans, strategies } from '../db/schema.ts';
import { change, type Context } from '../history/change.ts';
import { factsOf } from '../quarter/facts.ts';
import { sha256 } from '../sha256.ts';
import { groundOf, type Ground, type StandsOn } from './ground.ts';
import { PACK_LAYOUT } from './layout.ts';

export const PACK_FORMATS = ['xlsx', 'html', 'docx'] as const;
export type PackFormat = (typeof PACK_FORMATS)[number];

/** Which pack is asked for. */
export interface PackAsked {
	slug: string;
	period: PackPeriod;
	/** Of a pack of one quarter; the newest when null. */
	revision: number | null;
	locale: Locale;
	format: PackFormat;
	/** Of a kept pack: the first it was kept in when null. */
	layout: number | null;
}

/** A pack and, where it is kept, what it is known by. */
export interface Pack {
	bytes: Uint8Array<ArrayBuffer>;
	/** SHA-256, in hex. */
	hash: string;
	isKept: boolean;
}

/** What is known of a kept pack without its bytes. */
export interface KeptPack {
	period: string;
	locale: Locale;
	format: PackFormat;
	layout: number;
	standsOn: readonly StandsOn[];
	hash: string;
	size: number;
	keptOn: Day;
}

/**
 * What a period is, as an address writes it.
 *
 * @throws {Refusal} not-found `not-a-period`
 */
export function periodOf(text: string): PackPeriod {
	const period = readPeriod(text);
	if (!period) throw refusal('not-found', 'not-a-period', { period: text.slice(0, 100) });
	return period;
}

/**
 * The layout an address names; null: the first it was kept in.
 *
 * @throws {Refusal} not-found `no-such-layout` for what is no number
 */
export function layoutOf(params: URLSearchParams): number | null {
	const layout = params.get('layout') ?? '';
	if (layout === '') return null;
	if (/^[1-9]\d{0,3}$/.test(layout)) return Number(layout);
	throw refusal('not-found', 'no-such-layout', {
		layout: layout.slice(0, 20),
		newest: PACK_LAYOUT
	});
}

/** What is asked for: the kept pack, or what one that has to be made stands on. */
export interface Found {
	there: Pack | null;
	ground: Ground;
	/** The history's newest entry: what is not frozen is the same as long as this is. */
	newest: number;
}

/**
 * Looks for the kept pack that is asked for. A few statements.
 *
 * @throws {Refusal} as `groundOf`; not-found `no-such-layout`
 */
export function find(database: Database, asked: PackAsked, today: Day): Found {
	return snapshot(database, (read) => {
		const facts = factsOf(database, read, asked.slug);
		const ground = groundOf(read, facts, { ...asked, today });
		return { there: keptOn(read, asked, ground), ground, newest: facts.newest };
	});
}

/**
 * The kept pack that stands on this ground.
 *
 * @throws {Refusal} not-found `no-such-layout` where it would have to be made in another than the newest
 */
export function keptOn(read: Reader, asked: PackAsked, ground: Ground): Pack | null {
	const { layout } = asked;
	const there = ground.isDraft ? null : keptIn(read, asked, ground, layout);
	if (!there && layout !== null && layout !== PACK_LAYOUT) {
		throw refusal('not-found', 'no-such-layout', { layout, newest: PACK_LAYOUT });
	}
	return there;
}

/** @param layout the first it was kept in when null */
function keptIn(
	read: Reader,
	{ period, locale, format }: PackAsked,
	{ planId, standsOn }: Ground,
	layout: number | null
): Pack | null {
	const found = read
		.select({ hash: packs.hash, bytes: packFiles.bytes })
		.from(packs)
		.innerJoin(packFiles, eq(packFiles.packId, packs.id))
		.where(
			and(
				eq(packs.planId, planId),
				eq(packs.period, writePeriod(period)),
				eq(packs.locale, locale),
				eq(packs.format, format),
				eq(packs.standsOn, [...standsOn]),
				layout === null ? undefined : eq(packs.layout, layout)
			)
		)
		.orderBy(asc(packs.layout))
		.limit(1)
		.get();
	return found ? { bytes: new Uint8Array(found.bytes), hash: found.hash, isKept: true } : null;
}

interface Made {
	ground: Ground;
	strategyId: number;
	layout: number;
	bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Keeps a pack that was just made; where somebody was quicker, theirs is given.
 *
 * @throws {Refusal} forbidden
 */
export function keep(
	context: Context,
	asked: PackAsked,
	{ ground, strategyId, layout, bytes }: Made
): Pack {
	return change(context, 'pack.keep', ({ tx, now, authorise, record, unchanged }) => {
		authorise({ strategyId });
		const there = keptIn(tx, asked, ground, layout);
		if (there) {
			unchanged();
			return there;
		}
		const hash = sha256(bytes);
		const values = {
			planId: ground.planId,
			period: writePeriod(asked.period),
			locale: asked.locale,
			format: asked.format,
			layout,
			standsOn: [...ground.standsOn],
			hash,
			size: bytes.byteLength,
			keptOn: context.today,
			recordedAt: now,
			recordedBy: context.actor.userId
		};
		const { id } = tx.insert(packs).values(values).returning({ id: packs.id }).get();
		tx.insert(packFiles)
			.values({ packId: id, bytes: Buffer.from(bytes) })
			.run();
		const { period, locale, format, standsOn, size } = values;
		record({
			strategyId,
			subject: 'pack',
			subjectId: id,
			before: null,
			after: { period, locale, format, layout, standsOn, hash, size }
		});
		return { bytes, hash, isKept: true };
	});
}

const KEPT = {
	period: packs.period,
	locale: packs.locale,
	format: packs.format,
	layout: packs.layout,
	standsOn: packs.standsOn,
	hash: packs.hash,
	size: packs.size,
	keptOn: packs.keptOn
};

/** Every kept pack of a strategy, newest first. One statement. */
export function allKept(read: Reader, slug: string): KeptPack[] {
	return read
		.select(KEPT)
		.from(packs)
		.innerJoin(plans, eq(plans.id, packs.planId))
		.innerJoin(strategies, eq(strategies.id, plans.strategyId))
		.where(eq(strategies.slug, slug))
		.orderBy(desc(packs.id))
		.all();
}

/**
 * A kept pack by the SHA-256 it is cited by; the first, where several are the same file. One statement.
 *
 * @throws {Refusal} not-found `no-such-pack`
 */
export function byHash(
	read: Reader,
	slug: string,
	hash: string
): KeptPack & { bytes: Uint8Array<ArrayBuffer> } {
	const found = read
		.select({ ...KEPT, bytes: packFiles.bytes })
		.from(packs)
		.innerJoin(packFiles, eq(packFiles.packId, packs.id))
		.innerJoin(plans, eq(plans.id, packs.planId))
		.innerJoin(strategies, eq(strategies.id, plans.strategyId))
		.where(and(eq(strategies.slug, slug), eq(packs.hash, hash)))
		.orderBy(asc(packs.id))
		.limit(1)
		.get();
	if (!found) throw refusal('not-found', 'no-such-pack', { hash: hash.slice(0, 64) });
	return { ...found, bytes: new Uint8Array(found.bytes) };
}
