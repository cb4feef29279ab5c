// What the page of a quarter's life shows: where it stands, what keeps it from being frozen, its revisions, its correction.
import { windowFor, type QuarterState } from '#lib/domain/filing.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import type { QuarterView } from '#lib/domain/quarter-view.ts';
import type { RecordHeader } from '#lib/domain/record.ts';
import type { Problem } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import { publicKeyOf, type PublicKey } from '../access/signing-key.ts';
import { snapshot, type Database } from '../db/database.ts';
import type { PlanFacts } from './facts.ts';
import { inTheWay } from './freezing.ts';
import { frozenRevisions } from './frozen-heads.ts';
import { openCorrection } from './open-correction.ts';
import { readLive } from './quarters.ts';

/** A revision of the quarter, newest first on the page. */
export type RevisionShown = Pick<
	RecordHeader,
	'revision' | 'frozenOn' | 'signedBy' | 'correction'
> & {
	hash: string;
	lines: number;
	/** Number of the newest history entry it was read at. */
	entry: number | null;
};

export interface QuarterPage {
	view: QuarterView;
	state: QuarterState;
	/** The last day anybody may file: the window's, or a later one of a body whose window was extended. */
	lastDay: Day;
	/** Newest first. */
	revisions: RevisionShown[];
	/** What keeps it from being frozen now; empty where nothing does. */
	obstacles: readonly Problem[];
	/** Open on these activities. */
	correction: { reason: Texts; openedOn: Day; codes: string[] } | null;
	key: PublicKey | null;
}

/** @throws {Refusal} as `quarters.read` */
export function read(database: Database, slug: string, quarter: Quarter, today: Day): QuarterPage {
	return snapshot(database, (reader) => {
		let facts: PlanFacts | undefined;
		const view = readLive(database, slug, quarter, {
			today,
			choose: (_, known) => {
				facts = known;
				return [];
			}
		});
		const { register } = facts!;
		const planId = view.plan.id;
		const state = facts!.stateOf(quarter, today);
		const correction = state === 'frozen' ? openCorrection(reader, { planId, quarter }) : null;
		return {
			view,
			state,
			lastDay: view.extensions
				.map(({ bodyId }) => windowFor(view.window, view.extensions, bodyId).closesOn)
				.reduce((last, day) => (day > last ? day : last), view.window.closesOn),
			revisions: frozenRevisions(reader, planId)
				.filter((one) => one.quarter === quarter)
				.map(({ revision, hash, lines, header }) => ({
					...{ revision, hash, lines },
					frozenOn: header.frozenOn,
					signedBy: header.signedBy,
					correction: header.correction,
					entry: header.history?.entries ?? null
				}))
				.toReversed(),
			obstacles: inTheWay(reader, { facts: facts!, quarter, today, correction }),
			correction: correction && {
				reason: correction.reason,
				openedOn: correction.openedOn,
				codes: correction.activityIds.map((id) => register.activities.get(id)!.code)
			},
			key: publicKeyOf(reader)
		};
	});
}
