// What the first visitor would wait two seconds for in a plan of national size is read when the server has started, before anybody asks.
import { searchAhead } from '#lib/domain/activity-list.ts';
import { snapshot, type Database } from '../db/database.ts';
import { log, factsOf as factsOfError } from '../log.ts';
import { knownStrategies } from '../plan/known-strategies.ts';
import { giveBackMemory } from '../memory.ts';
import { pause } from '../patience.ts';
import { factsOf, MANY, type PlanFacts } from './facts.ts';
import { makeImage } from './plan-image.ts';

/** The page somebody asks for while the server starts comes first. */
const SOON_MS = 300;
const LATER_MS = 5_000;
/** Of so many activities the texts are folded in one go: a few milliseconds. */
const IN_ONE_GO = 100;

/**
 * Reads every plan, one after the other, with room for requests between the steps. What fails here fails again, and is told, when a page
 * asks for it.
 */
export async function readAhead(database: Database): Promise<void> {
	try {
		await pause(SOON_MS);
		const slugs = knownStrategies(database).flatMap(({ head, plans }) =>
			plans.length > 0 ? [head.slug] : []
		);
		let read = 0;
		const large: PlanFacts[] = [];
		for (const slug of slugs) {
			const facts = snapshot(database, (read) => factsOf(database, read, slug));
			for (const quarter of facts.register.quarters) {
				await pause();
				facts.wholePlan(quarter);
			}
			const activities = [...facts.register.activities.values()];
			for (let at = 0; at < activities.length; at += IN_ONE_GO) {
				await pause();
				for (const activity of activities.slice(at, at + IN_ONE_GO)) searchAhead(activity);
			}
			read += activities.length;
			if (activities.length >= MANY) large.push(facts);
		}
		if (read >= MANY) giveBackMemory();
		// Nobody freezes a quarter or makes a pack in a server's first seconds, and others have waited.
		if (large.length > 0) await pause(LATER_MS);
		for (const facts of large) await makeImage(facts);
	} catch (error) {
		log('read-ahead', factsOfError(error));
	}
}
