// Which bodies sign their filings: a contact point drafts, a named officer submits. Asked of each body on each strategy; without it, who drafts
// may submit.
import { and, eq } from 'drizzle-orm';
import { calledOn } from '#lib/domain/body.ts';
import { can, type Actor } from '#lib/domain/permission.ts';
import type { Day } from '#lib/domain/quarter.ts';
import type { BodyView } from '#lib/domain/quarter-view.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import { snapshot, type Database } from '../db/database.ts';
import { rights, signatureRules, users } from '../db/schema.ts';
import { change, type Context } from '../history/change.ts';
import { factsOf } from '../quarter/facts.ts';
import { bodyIdOf, strategyIdOf } from './place.ts';

export interface SignatureRule {
	body: Pick<BodyView, 'id' | 'key' | 'name' | 'short'>;
	isRequired: boolean;
	/** 0 while nothing was ever said. */
	version: number;
	/** What the officers who may sign for it are called, each by language; empty where that is not recorded. */
	officers: readonly Texts[];
}

/**
 * The bodies that lead something in a strategy's plan, with what they ask for.
 *
 * @throws {Refusal} `forbidden` for whoever may not set it.
 */
export function list(
	database: Database,
	{ slug, actor, today }: { slug: string; actor: Actor; today: Day }
): SignatureRule[] {
	return snapshot(database, (read) => {
		const { register } = factsOf(database, read, slug);
		const strategyId = register.strategy.id;
		if (!can(actor, 'signature.require', { strategyId })) {
			throw refusal('forbidden', 'forbidden', { verb: 'signature.require' });
		}
		const known = read
			.select()
			.from(signatureRules)
			.where(eq(signatureRules.strategyId, strategyId))
			.all();
		const officers = read
			.select({ bodyId: rights.bodyId, title: users.functionTitle })
			.from(rights)
			.innerJoin(users, eq(users.id, rights.userId))
			.where(
				and(
					eq(rights.strategyId, strategyId),
					eq(rights.role, 'signatory'),
					eq(users.isDisabled, false)
				)
			)
			.all();
		const leads = new Set(
			[...register.activities.values()].flatMap((activity) =>
				activity.leads.map(({ bodyId }) => bodyId)
			)
		);
		return register.bodies
			.filter(({ id }) => leads.has(id))
			.map(({ id, key, names }) => {
				const rule = known.find(({ bodyId }) => bodyId === id);
				return {
					body: { id, key, ...calledOn(names, today) },
					isRequired: rule?.isRequired ?? false,
					version: rule?.version ?? 0,
					officers: officers.filter(({ bodyId }) => bodyId === id).map(({ title }) => title ?? {})
				};
			});
	});
}

/**
 * Says whether a body's filings are signed. Filings already submitted stay as they are.
 *
 * @param expectedVersion the version that was seen; 0 when nothing was said yet
 * @throws {Refusal} `no-such-strategy`, `no-such-body`; `stale` when somebody was faster.
 */
export function setRequired(
	context: Context,
	{ strategy, body }: { strategy: string; body: string },
	expectedVersion: number,
	isRequired: boolean
): void {
	change(context, 'signature.require', ({ tx, authorise, record, unchanged }) => {
		const strategyId = strategyIdOf(tx, strategy);
		authorise({ strategyId });
		const bodyId = bodyIdOf(tx, body);
		const isThis = and(
			eq(signatureRules.strategyId, strategyId),
			eq(signatureRules.bodyId, bodyId)
		);
		const found = tx.select().from(signatureRules).where(isThis).get();
		if ((found?.isRequired ?? false) === isRequired) return unchanged();
		if ((found?.version ?? 0) !== expectedVersion) throw refusal('stale', 'stale');
		const version = expectedVersion + 1;
		if (found) tx.update(signatureRules).set({ isRequired, version }).where(isThis).run();
		else tx.insert(signatureRules).values({ strategyId, bodyId, isRequired, version }).run();
		record({
			strategyId,
			subject: 'signature-rule',
			subjectId: bodyId,
			before: found ? { isRequired: found.isRequired } : null,
			after: { body, isRequired, version }
		});
	});
}
