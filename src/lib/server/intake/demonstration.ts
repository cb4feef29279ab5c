// The demonstration: every strategy folder, with its illustrative accounts and filings told again through the same doors as real ones,
// each on its own day. It lands whole or not at all, and the database says for ever that it is a demonstration.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FilingContents } from '#lib/domain/filing.ts';
import { CONSOLE, isForABody, type Actor, type Right } from '#lib/domain/permission.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { refusal, Refusal, type Problem } from '#lib/domain/refusal.ts';
import { hashOf } from '../access/passwords.ts';
import { makeSigningKey } from '../access/signing-key.ts';
import * as users from '../access/users.ts';
import { isEmpty } from '../db/contents.ts';
import type { Database } from '../db/database.ts';
import { bodies, settings, strategies } from '../db/schema.ts';
import * as filings from '../filing/filings.ts';
import { change, together, type Context, type Tx } from '../history/change.ts';
import {
	readFolder,
	type DemonstrationData,
	type FilingData,
	type Placed,
	type StrategyFolder
} from '../plan/folder.ts';
import { loadFolder, type LoadResult } from '../plan/load.ts';
import { freeze } from '../quarter/freezing.ts';
import { override } from '../quarter/overrides.ts';

/** The password of every demonstration account that can sign in; a demonstration is served on loopback only. */
export const DEMONSTRATION_PASSWORD = 'kvartal-demo';

/** Where the shipped folders lie: data/ beside the program. */
export function shippedData(): string {
	return resolve(process.env.KVARTAL_HOME || '.', 'data');
}

/**
 * Loads the demonstration into an empty database.
 *
 * @throws {Refusal} `database_not_empty`; `no_demonstration`; `invalid` with every problem of the folders, and of every filing that the
 * rules would have refused.
 */
export async function loadDemonstration(
	database: Database,
	data: string = shippedData()
): Promise<LoadResult[]> {
	if (!isEmpty(database)) throw refusal('not-now', 'database_not_empty');
	const paths = readdirSync(data)
		.map((name) => join(data, name))
		.filter((path) => existsSync(join(path, 'strategy.yaml')))
		.sort();
	const folders = paths.map((path) => readFolder(path, { withDemonstration: true }));
	const story = folders.find(({ demonstration }) => demonstration !== null);
	if (!story?.demonstration) throw refusal('not-found', 'no_demonstration', { folder: data });
	const { file, filings: told } = story.demonstration;
	const hashes = await hashesOf(file.row);
	const context: Context = {
		database,
		actor: CONSOLE,
		today: file.row.business_day,
		via: 'load'
	};
	const loaded = together(context, (inner) => {
		const loaded = paths.map((path) => loadFolder(inner, path));
		keepSettings(inner, file.row.business_day);
		addAccounts(inner, story, file.row, hashes);
		const problems = tell(inner, story, file.row, told);
		if (problems.length > 0) throw new Refusal('invalid', problems);
		return loaded;
	});
	overrideTold(context, story, file.row);
	freezeTold(context, story, file.row);
	return loaded;
}

/** What coordinators say against the rule of W2, which looks at what was filed: it is said when all of that is there. */
function overrideTold(
	context: Context,
	story: StrategyFolder,
	{ overrides: told }: DemonstrationData
): void {
	const { database } = context;
	const codes = codesOf(story);
	for (const { quarter, activity, verdict, note, on, by } of told) {
		const actor = users.actorOf(database.read, users.idOf(database.read, by)!);
		const key = { strategy: story.strategy.row.slug, quarter, activity: codes.get(activity)! };
		override({ ...context, actor, today: on }, key, 0, { verdict, note });
	}
}

/** Freezes what the story says was frozen, each by its owner on its day. A demonstration that is cut off here has fewer frozen quarters, and every one whole. */
function freezeTold(context: Context, story: StrategyFolder, { frozen }: DemonstrationData): void {
	const { database } = context;
	for (const { quarter, on, by } of frozen) {
		const actor = users.actorOf(database.read, users.idOf(database.read, by)!);
		freeze({ ...context, actor, today: on }, { strategy: story.strategy.row.slug, quarter });
	}
}

/** Accounts that can sign in, for `npm start` to print. */
export function signInAccounts({ accounts }: DemonstrationData): string[] {
	return accounts.filter((account) => account.can_sign_in).map(({ username }) => username);
}

async function hashesOf(demonstration: DemonstrationData): Promise<Map<string, string>> {
	const hashes = await Promise.all(
		signInAccounts(demonstration).map(
			async (username) => [username, await hashOf(DEMONSTRATION_PASSWORD)] as const
		)
	);
	return new Map(hashes);
}

function keepSettings(context: Context, businessDay: Day): void {
	const values = [
		{ name: 'demonstration', value: '1' },
		{ name: 'business_day', value: businessDay }
	];
	change(context, 'strategy.load', ({ tx, authorise, record }) => {
		authorise({});
		tx.insert(settings).values(values).run();
		const key = makeSigningKey(tx);
		record({ subject: 'settings', before: null, after: { values, key } });
	});
}

/** Reporters report for their body on the story's strategy; the others hold their role on every strategy loaded. */
function addAccounts(
	context: Context,
	story: StrategyFolder,
	{ accounts }: DemonstrationData,
	hashes: ReadonlyMap<string, string>
): void {
	const tx = context.tx as Tx;
	const known = tx.select({ id: strategies.id, slug: strategies.slug }).from(strategies).all();
	const told = known.find(({ slug }) => slug === story.strategy.row.slug)!;
	const bodyIds = bodyIdsOf(tx);
	for (const account of accounts) {
		const rights = account.roles.flatMap(({ role, body }): Right[] => {
			if (role === 'administrator') return [];
			if (isForABody(role)) {
				return [{ role, strategyId: told.id, bodyId: bodyIds.get(body!)! }];
			}
			return known.map(({ id }) => ({ role, strategyId: id, bodyId: null }));
		});
		users.addUserWithHash(context, {
			username: account.username,
			name: account.name,
			functionTitle: account.function,
			isAdministrator: account.roles.some(({ role }) => role === 'administrator'),
			rights,
			passwordHash: hashes.get(account.username) ?? null,
			mustChangePassword: false
		});
	}
}

function bodyIdsOf(tx: Tx): Map<string, number> {
	const rows = tx.select({ id: bodies.id, key: bodies.key }).from(bodies).all();
	return new Map(rows.map(({ id, key }) => [key, id]));
}

type Version = FilingData['versions'][number];

interface Event {
	day: Day;
	by: string;
	filing: Placed<FilingData>;
	index: number;
	act(context: Context, key: filings.FilingKey): readonly Problem[];
}

/** Does everything the filings tell, in the order of its days, through the doors a person would use. */
function tell(
	context: Context,
	story: StrategyFolder,
	demonstration: DemonstrationData,
	told: readonly Placed<FilingData>[]
): Problem[] {
	const problems: Problem[] = [];
	const codes = codesOf(story);
	const actors = actorsOf(context.tx as Tx, demonstration);
	const events = told
		.flatMap((filing) => eventsOf(filing, demonstration))
		.sort((a, b) => a.day.localeCompare(b.day));
	const broken = new Set<Placed<FilingData>>();
	for (const event of events) {
		const { filing, index } = event;
		if (broken.has(filing)) continue;
		const say = (problem: Problem) => {
			broken.add(filing);
			const { quarter, activity, body } = filing.row;
			problems.push({
				...story.problemAt(filing, `versions.${index}`, problem.code, problem.params),
				field: `${activity} ${body} ${quarter} ${problem.field ?? ''}`.trim()
			});
		};
		const actor = actors.get(event.by);
		if (!actor) {
			say({ code: 'unknown_account', params: { username: event.by } });
			continue;
		}
		const key: filings.FilingKey = {
			strategy: story.strategy.row.slug,
			activity: codes.get(filing.row.activity)!,
			body: filing.row.body,
			quarter: filing.row.quarter
		};
		try {
			event.act({ ...context, actor, today: event.day }, key).forEach(say);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			error.problems.forEach(say);
		}
	}
	return problems;
}

function eventsOf(filing: Placed<FilingData>, demonstration: DemonstrationData): Event[] {
	const { body, versions } = filing.row;
	const reporter = usernameOf(demonstration, (one) => one.role === 'reporter' && one.body === body);
	const coordinator = usernameOf(demonstration, (one) => one.role === 'coordinator');
	// Every save and submission adds one version, so a version's number is its place in the story.
	return versions.flatMap((version, index): Event[] => {
		const wasAccepted = index > 0 && versions[index - 1]!.accepted !== undefined;
		const author = version.by ?? reporter;
		const at = (day: Day, by: string, act: Event['act']): Event => ({
			day,
			by,
			filing,
			index,
			act
		});
		const day = version.submitted ?? version.saved!;
		const revision: Event[] = wasAccepted
			? [
					at(day, author, (context, key) => {
						filings.revise(context, key, index, version.revision_reason ?? '');
						return [];
					})
				]
			: [];
		const written = at(day, author, (context, key) => {
			const write = version.submitted ? filings.submit : filings.save;
			return write(context, key, index, contentsOf(version)).problems;
		});
		const { returned, accepted } = version;
		const decided: Event[] = [];
		if (returned) {
			decided.push(
				at(returned.on, returned.by ?? coordinator, (context, key) => {
					filings.giveBack(context, key, index + 1, notesOf(returned.notes));
					return [];
				})
			);
		}
		if (accepted) {
			decided.push(
				at(accepted.on, accepted.by ?? coordinator, (context, key) => {
					filings.accept(context, key, index + 1);
					return [];
				})
			);
		}
		return [...revision, written, ...decided];
	});
}

function usernameOf(
	{ accounts }: DemonstrationData,
	holds: (role: DemonstrationData['accounts'][number]['roles'][number]) => boolean
): string {
	return accounts.find(({ roles }) => roles.some(holds))?.username ?? '';
}

function contentsOf(version: Version): FilingContents {
	return {
		step: version.assessment ?? null,
		completedOn: version.completed_on ?? null,
		expectedCompletion: version.expected_completion ?? null,
		isNothingToReport: version.nothing_to_report,
		texts: {
			narrative: version.narrative,
			result: version.result,
			problems: version.problems,
			reasons: version.reasons,
			next_steps: version.next_steps,
			escalation: version.escalation
		},
		evidence: version.evidence.map((proof) => {
			switch (proof.kind) {
				case 'document':
					return {
						kind: proof.kind,
						title: proof.title,
						number: proof.number ?? null,
						on: proof.dated_on ?? null
					};
				case 'link':
					return { kind: proof.kind, title: proof.title, url: proof.url, on: proof.retrieved_on };
				case 'gazette':
					return { kind: proof.kind, title: proof.title, on: proof.dated_on ?? null };
			}
		}),
		letter: version.letter ?? null
	};
}

/** A note is written in one language; the demonstration keeps the first. */
function notesOf(
	notes: NonNullable<Version['returned']>['notes']
): { field: string | null; text: string; lang: string }[] {
	return notes.map(({ field, text }) => {
		const [lang = 'en', words = ''] = Object.entries(text)[0] ?? [];
		return { field, lang, text: words };
	});
}

function codesOf(story: StrategyFolder): Map<string, string> {
	return new Map(
		story.plans.flatMap((plan) =>
			[
				...plan.activities.map(({ row }) => row),
				...plan.amendments.flatMap(({ row }) => row.activities)
			].map(({ key, code }) => [key, code] as const)
		)
	);
}

function actorsOf(tx: Tx, { accounts }: DemonstrationData): Map<string, Actor> {
	return new Map(
		accounts.map(({ username }) => [username, users.actorOf(tx, users.idOf(tx, username)!)])
	);
}
