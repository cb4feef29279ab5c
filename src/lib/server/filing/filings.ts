// Filings: what bodies write, submit, take back and are asked to mend, and what a coordinator decides.
// Every function that writes is one change(): it asks who may, whether somebody was faster, and whether it can be done now.
import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import * as v from 'valibot';
import {
	areSame,
	EMPTY_CONTENTS,
	FilingInput,
	filingProblems,
	letterProblems,
	measuredProblems,
	NOTE_FIELDS,
	stateAfter,
	windowState,
	type FilingAct,
	type FilingContents,
	type FilingState
} from '#lib/domain/filing.ts';
import { can, type Verb } from '#lib/domain/permission.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal, type Problem } from '#lib/domain/refusal.ts';
import { isAmong } from '../db/among.ts';
import type { Reader } from '../db/database.ts';
import { escalations, filingNotes, filings, signatures } from '../db/schema.ts';
import { change, together, type Context, type Tx, type Writing } from '../history/change.ts';
import { problemsOf } from '#lib/domain/filing-form.ts';
import { FORWARDED, withForwarded, type Forwarded } from './forwarded.ts';
import { requireUnsealed } from '../quarter/seal.ts';
import { measuredOf, placeOf, type FilingKey, type Place } from './place.ts';
import { addVersion, versionsOf, type Version } from './versions.ts';

export type { FilingKey } from './place.ts';

/** What a coordinator says when returning a filing: at a field, or (null) of the whole of it. */
export interface NoteInput {
	field: string | null;
	text: string;
	/** Tag of the language and script it is written in. */
	lang: string;
}

export interface Note extends NoteInput {
	/** The version it is about. */
	version: number;
	writtenOn: Day;
	writtenBy: number | null;
}

export interface Filing {
	id: number;
	activityId: number;
	bodyId: number;
	quarter: Quarter;
	state: FilingState;
	/** Number of the newest version. */
	version: number;
	revision: number;
	revisionReason: string | null;
	/** The version that counts. */
	acceptedVersion: number | null;
	acceptedOn: Day | null;
	/** What counted before the newest acceptance. */
	previousVersion: number | null;
	previousOn: Day | null;
	firstSubmittedOn: Day | null;
	submittedOn: Day | null;
	submittedBy: number | null;
	/** The version its drafter offered for signature; good while it is the newest. */
	offeredVersion: number | null;
	readOn: Day | null;
	decidedOn: Day | null;
	decidedBy: number | null;
	/** What it escalates, as it was forwarded to the owner; null until it was. */
	forwarded: Forwarded | null;
	/** Every version kept, oldest first. */
	versions: readonly Version[];
	/** The newest version's. */
	contents: FilingContents;
	/** Of all returns, in order. */
	notes: readonly Note[];
}

/** What came of a write. */
export interface Outcome {
	id: number;
	state: FilingState;
	version: number;
	/** Why it was kept as a draft and not submitted; all of it at once. */
	problems: readonly Problem[];
	/** It was already so: nothing was written. */
	isUnchanged: boolean;
}

const LONGEST_NOTE = 4_000;

// ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * The filing a key names, or null while nobody has begun it. Asks nobody's leave: the caller does.
 *
 * @throws {Refusal} not-found, when the key names no place a filing could be.
 */
export function find(read: Reader, key: FilingKey): Filing | null {
	return findAt(read, placeOf(read, key));
}

/** Filings of some activities for some quarters, whoever's they are, or one body's. */
export interface Listed {
	activityIds: readonly number[];
	quarters: readonly Quarter[];
	bodyId?: number;
}

/** The filings that are in any of the lists asked for, in the order they were begun. Five statements, however many lists. */
export function list(read: Reader, ...asked: readonly Listed[]): Filing[] {
	const lists = asked.filter(({ activityIds }) => activityIds.length > 0);
	if (lists.length === 0) return [];
	const rows = read
		.select({ ...FILING, ...FORWARDED })
		.from(filings)
		.leftJoin(escalations, eq(escalations.filingId, filings.id))
		.where(
			or(
				...lists.map(({ activityIds, quarters, bodyId }) =>
					and(
						isAmong(filings.activityId, activityIds),
						inArray(filings.quarter, [...quarters]),
						bodyId === undefined ? undefined : eq(filings.bodyId, bodyId)
					)
				)
			)
		)
		.all();
	// Sorted here: asked for an order, SQLite goes through a whole quarter's filings, which come in it.
	return whole(
		read,
		rows.map(withForwarded).toSorted((a, b) => a.id - b.id)
	);
}

const FILING = {
	id: filings.id,
	activityId: filings.activityId,
	bodyId: filings.bodyId,
	quarter: filings.quarter,
	state: filings.state,
	version: filings.version,
	revision: filings.revision,
	revisionReason: filings.revisionReason,
	acceptedVersion: filings.acceptedVersion,
	acceptedOn: filings.acceptedOn,
	previousVersion: filings.previousVersion,
	previousOn: filings.previousOn,
	firstSubmittedOn: filings.firstSubmittedOn,
	submittedOn: filings.submittedOn,
	submittedBy: filings.submittedBy,
	offeredVersion: filings.offeredVersion,
	readOn: filings.readOn,
	decidedOn: filings.decidedOn,
	decidedBy: filings.decidedBy
};

type Row = Omit<Filing, 'versions' | 'contents' | 'notes'>;

function findAt(read: Reader, { activityId, bodyId, quarter }: Place): Filing | null {
	const row = read
		.select({ ...FILING, ...FORWARDED })
		.from(filings)
		.leftJoin(escalations, eq(escalations.filingId, filings.id))
		.where(
			and(
				eq(filings.activityId, activityId),
				eq(filings.bodyId, bodyId),
				eq(filings.quarter, quarter)
			)
		)
		.get();
	return row ? (whole(read, [withForwarded(row)])[0] ?? null) : null;
}

function whole(read: Reader, rows: readonly Row[]): Filing[] {
	const ids = rows.map((row) => row.id);
	const versions = Map.groupBy(versionsOf(read, ids), (version) => version.filingId);
	const notes = Map.groupBy(notesOf(read, ids), (note) => note.filingId);
	return rows.map((row) => {
		const own = versions.get(row.id) ?? [];
		const newest = own.at(-1);
		if (!newest) throw new Error(`Filing ${row.id} has no version.`);
		return {
			...row,
			versions: own,
			contents: newest.contents,
			notes: (notes.get(row.id) ?? []).map(({ filingId: _, ...note }) => note)
		};
	});
}

/** The notes of all returns of some filings, in order. */
export function notesOf(
	read: Reader,
	filingIds: Iterable<number>
): (Note & { filingId: number })[] {
	const ids = [...filingIds];
	if (ids.length === 0) return [];
	return read
		.select({
			filingId: filingNotes.filingId,
			version: filingNotes.version,
			field: filingNotes.field,
			lang: filingNotes.lang,
			text: filingNotes.text,
			writtenOn: filingNotes.writtenOn,
			writtenBy: filingNotes.writtenBy
		})
		.from(filingNotes)
		.where(isAmong(filingNotes.filingId, ids))
		.orderBy(asc(filingNotes.id))
		.all();
}

// ── a body writes ───────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Keeps contents as a draft, whatever they lack. Saving what the newest version already says writes nothing.
 *
 * @param expectedVersion the version the writer had before them; 0 when there was none
 * @throws {Refusal} `stale` when somebody saved in between; the caller shows both.
 */
export function save(
	context: Context,
	key: FilingKey,
	expectedVersion: number,
	contents: FilingContents
): Outcome {
	return write(context, key, contents, (writing, place, found, input) => {
		const state = found ? nextState('save', found) : 'draft';
		if (found && areSame(found.contents, input)) {
			return isOffered(found) ? takeBack(writing, place, found) : settled(writing, found);
		}
		requireVersion(found, expectedVersion);
		const { id, version } = keep(writing, context, { place, found, input, state });
		writing.record(entryOf(place, id, found, { act: 'save', state, version, contents: input }));
		return { id, state, version, problems: [], isUnchanged: false };
	});
}

/** Saved once more, what was offered for signature is a draft and no more. */
function takeBack(writing: Writing, place: Place, found: Filing): Outcome {
	writing.tx.update(filings).set({ offeredVersion: null }).where(eq(filings.id, found.id)).run();
	const after = { act: 'save' as const, state: found.state, offeredVersion: null };
	writing.record(entryOf(place, found.id, found, after));
	return outcomeOf(found);
}

/**
 * Submits contents. When they lack something they are kept as a draft and every problem is returned. Submitting twice what was submitted is
 * one submission.
 *
 * @param expectedVersion the version the writer had before them; 0 when there was none
 * @throws {Refusal} `needs-signature` where the body's filings are signed: there they are offered, and an officer submits them.
 */
export function submit(
	context: Context,
	key: FilingKey,
	expectedVersion: number,
	contents: FilingContents
): Outcome {
	return write(context, key, contents, (writing, place, found, input) => {
		if (place.needsSignature && !input.letter) throw refusal('not-now', 'needs-signature');
		const isSame = found !== null && areSame(found.contents, input);
		const isIn = found?.state === 'submitted' || found?.state === 'accepted';
		if (found && isSame && isIn) return settled(writing, found);
		const submitted = found ? nextState('submit', found) : 'submitted';
		if (!isSame) requireVersion(found, expectedVersion);
		const problems = lackingIn(input, place);
		const hasProblems = problems.length > 0;
		if (found && isSame && hasProblems) return { ...settled(writing, found), problems };
		const state = hasProblems ? (found?.state ?? 'draft') : submitted;
		const { id, version } = keep(writing, context, { place, found, input, state });
		if (!hasProblems) {
			writing.tx
				.update(filings)
				.set({
					firstSubmittedOn: found?.firstSubmittedOn ?? context.today,
					submittedOn: context.today,
					submittedBy: context.actor.userId,
					readOn: null,
					offeredVersion: null
				})
				.where(eq(filings.id, id))
				.run();
		}
		const act = hasProblems ? 'save' : 'submit';
		writing.record(entryOf(place, id, found, { act, state, version, contents: input }));
		return { id, state, version, problems, isUnchanged: false };
	});
}

/**
 * Offers contents to the body's officer for signature. They stay a draft; saved again they are offered no more. When they lack something they
 * are kept and every problem is returned.
 *
 * @param expectedVersion the version the writer had before them; 0 when there was none
 * @throws {Refusal} `no-signature-needed` where the body's filings are submitted by who drafts them.
 */
export function offer(
	context: Context,
	key: FilingKey,
	expectedVersion: number,
	contents: FilingContents
): Outcome {
	return write(context, key, contents, (writing, place, found, input) => {
		if (!place.needsSignature || input.letter) throw refusal('not-now', 'no-signature-needed');
		const state = found ? nextState('save', found) : 'draft';
		const isSame = found !== null && areSame(found.contents, input);
		if (found && isSame && isOffered(found)) return settled(writing, found);
		if (!isSame) requireVersion(found, expectedVersion);
		const problems = lackingIn(input, place);
		const hasProblems = problems.length > 0;
		if (found && isSame && hasProblems) return { ...settled(writing, found), problems };
		const { id, version } = keep(writing, context, { place, found, input, state });
		if (!hasProblems) {
			const isThis = eq(filings.id, id);
			writing.tx.update(filings).set({ offeredVersion: version }).where(isThis).run();
		}
		const act = hasProblems ? 'save' : 'offer';
		writing.record(entryOf(place, id, found, { act, state, version, contents: input }));
		return { id, state, version, problems, isUnchanged: false };
	});
}

/**
 * Offers for signature, all or none, those of a body's drafts that lack nothing.
 *
 * @param seen what the sender had before them, each with its version
 */
export function offerAllReady(
	context: Context,
	key: Omit<FilingKey, 'activity'>,
	seen: readonly Seen[]
): Outcome[] {
	return allReady(context, key, seen, offer);
}

/**
 * Submits, all or none, what was offered to the officer who signs, under one letter of the body.
 *
 * @param seen what the officer had before them, each with its version
 * @param letter number and day of the body's own letter; not to be confused with that a coordinator files on
 * @throws {Refusal} `invalid` for the letter; `nothing-chosen`; for any of them `already-signed` under another letter,
 * `not-offered`, `no-signature-needed`, `stale`.
 */
export function sign(
	context: Context,
	key: Omit<FilingKey, 'activity'>,
	seen: readonly Seen[],
	letter: { number: string; on: string }
): Outcome[] {
	const input = checkedLetter(letter, context.today);
	if (seen.length === 0) throw refusal('invalid', 'nothing-chosen');
	return allOrNone(context, seen, (inner, { activity, version }) =>
		signOne(inner, { ...key, activity }, version, input)
	);
}

type Letter = NonNullable<FilingContents['letter']>;

function signOne(context: Context, key: FilingKey, seen: number, letter: Letter): Outcome {
	return change(context, 'filing.sign', (writing) => {
		const place = placeOf(writing.tx, key);
		writing.authorise(place);
		requireReportable(place);
		requireOpenWindow(place, context.today);
		if (!place.needsSignature) throw refusal('not-now', 'no-signature-needed');
		const found = required(findAt(writing.tx, place));
		const by = context.actor.userId;
		const standing = found.version === seen ? signatureOn(writing.tx, found) : null;
		if (standing) {
			const isSame = standing.number === letter.number && standing.on === letter.on;
			if (isSame && standing.by === by) return settled(writing, found);
			const { number, on } = standing;
			throw refusal('not-now', 'already-signed', { activity: place.activityCode, number, on });
		}
		const state = nextState('submit', found);
		requireVersion(found, seen);
		if (!isOffered(found)) throw refusal('not-now', 'not-offered');
		const problems = lackingIn(found.contents, place);
		if (problems.length > 0) throw new Refusal('invalid', problems);
		const signedOn = context.today;
		writing.tx
			.update(filings)
			.set({
				state,
				firstSubmittedOn: found.firstSubmittedOn ?? signedOn,
				submittedOn: signedOn,
				submittedBy: by,
				offeredVersion: null,
				readOn: null
			})
			.where(eq(filings.id, found.id))
			.run();
		writing.tx
			.insert(signatures)
			.values({
				...{ filingId: found.id, version: found.version, signedOn, signedBy: by },
				...{ letterNumber: letter.number, letterOn: letter.on }
			})
			.run();
		const after = { act: 'submit' as const, state, signature: letter };
		writing.record(entryOf(place, found.id, found, after));
		return { ...outcomeOf(found), state };
	});
}

/** The letter under which what stands there was signed and submitted; null where it waits for its body, or nobody signed it. */
function signatureOn(tx: Tx, { id, version, state }: Filing) {
	if (state !== 'submitted' && state !== 'accepted') return null;
	const { filingId, letterNumber: number, letterOn: on, signedBy: by } = signatures;
	const found = tx
		.select({ number, on, by })
		.from(signatures)
		.where(and(eq(filingId, id), eq(signatures.version, version)))
		.orderBy(desc(signatures.id))
		.get();
	return found ?? null;
}

/** Whether what stands there now waits for the officer's signature. */
export function isOffered({
	state,
	version,
	offeredVersion
}: Pick<Filing, 'state' | 'version' | 'offeredVersion'>): boolean {
	return (state === 'draft' || state === 'returned') && offeredVersion === version;
}

/**
 * Takes a submitted filing back to be changed, until a coordinator has opened it.
 *
 * @throws {Refusal} `filing-is-read` once it was opened.
 */
export function recall(context: Context, key: FilingKey, expectedVersion: number): Outcome {
	return rewrite(context, key, (writing, place, found) => {
		if (found.state === 'draft' && found.submittedOn !== null) return settled(writing, found);
		const state = nextState('recall', found);
		requireVersion(found, expectedVersion);
		if (found.readOn !== null) throw refusal('not-now', 'filing-is-read', { on: found.readOn });
		writing.tx.update(filings).set({ state }).where(eq(filings.id, found.id)).run();
		writing.record(entryOf(place, found.id, found, { act: 'recall', state }));
		return { ...outcomeOf(found), state };
	});
}

/**
 * Begins a new revision of an accepted filing. What was accepted keeps counting until the revision is accepted.
 *
 * @param reason why it has to change; kept with the revision
 */
export function revise(
	context: Context,
	key: FilingKey,
	expectedVersion: number,
	reason: string
): Outcome {
	const why = reason.trim();
	if (why === '') throw refusal('invalid', 'revision_reason_missing', {}, 'reason');
	if (why.length > LONGEST_NOTE) {
		throw refusal('invalid', 'too_long', { limit: LONGEST_NOTE }, 'reason');
	}
	return rewrite(context, key, (writing, place, found) => {
		const isBegun = found.state === 'draft' && found.revisionReason === why;
		if (isBegun) return settled(writing, found);
		const state = nextState('revise', found);
		requireVersion(found, expectedVersion);
		const revision = found.revision + 1;
		writing.tx
			.update(filings)
			.set({ state, revision, revisionReason: why })
			.where(eq(filings.id, found.id))
			.run();
		writing.record(
			entryOf(place, found.id, found, { act: 'revise', state, revision, reason: why })
		);
		return { ...outcomeOf(found), state };
	});
}

/**
 * Submits, all or none, those of a body's drafts that lack nothing. A returned filing that nobody has touched since is not among them.
 *
 * @param seen what the sender had before them: the drafts offered, each with its version
 */
export function submitAllReady(
	context: Context,
	key: Omit<FilingKey, 'activity'>,
	seen: readonly Seen[]
): Outcome[] {
	return allReady(context, key, seen, submit);
}

/** A filing somebody had before them. */
interface Seen {
	activity: number | string;
	version: number;
}

function allReady(
	context: Context,
	{ strategy, body, quarter }: Omit<FilingKey, 'activity'>,
	seen: readonly Seen[],
	send: typeof submit
): Outcome[] {
	return allOrNone(context, seen, (inner, { activity, version }) => {
		const key = { strategy, activity, body, quarter };
		const place = placeOf(inner.tx as Tx, key);
		const found = findAt(inner.tx as Tx, place);
		if (!found) throw refusal('stale', 'stale');
		requireVersion(found, version);
		const isOwn = can(context.actor, 'filing.write', place);
		const contents = isOwn ? { ...found.contents, letter: null } : found.contents;
		const outcome = send(inner, key, version, contents);
		if (outcome.problems.length > 0) throw new Refusal('invalid', outcome.problems);
		return outcome;
	});
}

/** Whether a filing waits for its body and lacks nothing; a returned one only once it was changed. */
export function isReady(filing: Filing, problems: readonly Problem[]): boolean {
	if (problems.length > 0) return false;
	if (filing.state === 'draft') return true;
	return filing.state === 'returned' && filing.version > (filing.notes.at(-1)?.version ?? 0);
}

// ── a coordinator decides ───────────────────────────────────────────────────────────────────────────────────────────────

/** Opens a submitted filing for decision: from now on it cannot be recalled. */
export function open(context: Context, key: FilingKey): Filing {
	return change(context, 'filing.open', (writing) => {
		const place = placeOf(writing.tx, key);
		writing.authorise(place);
		const found = required(findAt(writing.tx, place));
		if (found.state !== 'submitted' || found.readOn !== null) {
			writing.unchanged();
			return found;
		}
		const readOn = context.today;
		writing.tx.update(filings).set({ readOn }).where(eq(filings.id, found.id)).run();
		writing.record(entryOf(place, found.id, found, { act: 'open', readOn }));
		return { ...found, readOn };
	});
}

/** Accepts a submitted filing, whenever: from now on this version counts for the quarter it reports on. */
export function accept(context: Context, key: FilingKey, expectedVersion: number): Outcome {
	return decide(context, key, (writing, place, found) => {
		const isDone = found.state === 'accepted' && found.version === expectedVersion;
		if (isDone && found.decidedBy === context.actor.userId) return settled(writing, found);
		const state = nextState('accept', found);
		requireVersion(found, expectedVersion);
		writing.tx
			.update(filings)
			.set({
				state,
				acceptedVersion: found.version,
				acceptedOn: context.today,
				previousVersion: found.acceptedVersion,
				previousOn: found.acceptedOn,
				readOn: found.readOn ?? context.today,
				decidedOn: context.today,
				decidedBy: context.actor.userId
			})
			.where(eq(filings.id, found.id))
			.run();
		const after = { act: 'accept' as const, state, acceptedVersion: found.version };
		writing.record(entryOf(place, found.id, found, after));
		return { ...outcomeOf(found), state };
	});
}

/**
 * Takes an acceptance back, while the body's window is open and no later revision has begun: what counted before counts again, and the
 * filing waits for a decision.
 *
 * @throws {Refusal} `undo-window-closed`; `filing-is-draft` once a revision has begun.
 */
export function undo(context: Context, key: FilingKey, expectedVersion: number): Outcome {
	return decide(context, key, (writing, place, found) => {
		const isDone = found.state === 'submitted' && found.version === expectedVersion;
		if (isDone && found.decidedBy === context.actor.userId) return settled(writing, found);
		const state = nextState('undo', found);
		requireVersion(found, expectedVersion);
		if (!mayAnswer(place, context.today)) {
			throw refusal('not-now', 'undo-window-closed', { on: place.window.closesOn });
		}
		const { previousVersion, previousOn } = found;
		writing.tx
			.update(filings)
			.set({
				state,
				acceptedVersion: previousVersion,
				acceptedOn: previousOn,
				previousVersion: null,
				previousOn: null,
				decidedOn: context.today,
				decidedBy: context.actor.userId
			})
			.where(eq(filings.id, found.id))
			.run();
		const after = { act: 'undo' as const, state, acceptedVersion: previousVersion };
		writing.record(entryOf(place, found.id, found, after));
		return { ...outcomeOf(found), state };
	});
}

/**
 * Returns a submitted filing to its body with notes, each at a field or at the whole.
 *
 * @throws {Refusal} `note_missing`; `window-closed-extend-first`, since the body could not answer.
 */
export function giveBack(
	context: Context,
	key: FilingKey,
	expectedVersion: number,
	notes: readonly NoteInput[]
): Outcome {
	const said = checkedNotes(notes);
	return decide(context, key, (writing, place, found) => {
		if (isSaidAlready(found, said, context)) return settled(writing, found);
		const state = nextState('return', found);
		requireVersion(found, expectedVersion);
		if (!mayAnswer(place, context.today)) {
			throw refusal('not-now', 'window-closed-extend-first', { on: place.window.closesOn });
		}
		writing.tx
			.update(filings)
			.set({
				state,
				readOn: found.readOn ?? context.today,
				decidedOn: context.today,
				decidedBy: context.actor.userId
			})
			.where(eq(filings.id, found.id))
			.run();
		writing.tx
			.insert(filingNotes)
			.values(
				said.map((note) => ({
					...note,
					filingId: found.id,
					version: found.version,
					writtenOn: context.today,
					writtenBy: context.actor.userId
				}))
			)
			.run();
		writing.record(entryOf(place, found.id, found, { act: 'return', state, notes: said }));
		return { ...outcomeOf(found), state };
	});
}

/** The same return, sent twice. */
function isSaidAlready(found: Filing, said: readonly NoteInput[], { actor }: Context): boolean {
	if (found.state !== 'returned') return false;
	const last = found.notes.slice(-said.length);
	return said.every(
		(note, index) =>
			last[index]?.writtenBy === actor.userId &&
			last[index].version === found.version &&
			last[index].field === note.field &&
			last[index].text === note.text
	);
}

/** Accepts several, all or none; every one that cannot be is named. */
export function acceptMany(
	context: Context,
	chosen: readonly { key: FilingKey; version: number }[]
): Outcome[] {
	return allOrNone(
		context,
		chosen.map(({ key, version }) => ({ ...key, version })),
		(inner, { version, ...key }) => accept(inner, key, version)
	);
}

// ── what they share ─────────────────────────────────────────────────────────────────────────────────────────────────────

function write(
	context: Context,
	key: FilingKey,
	contents: FilingContents,
	work: (writing: Writing, place: Place, found: Filing | null, input: FilingContents) => Outcome
): Outcome {
	const input = checked(contents, context.today);
	const verb = input.letter ? 'filing.write-on-behalf' : 'filing.write';
	return change(context, verb, (writing) => {
		const place = placeOf(writing.tx, key);
		if (!input.letter) requireLetterOf(context, place);
		writing.authorise(place);
		requireReportable(place);
		if (input.step !== null && !place.steps.some((step) => step.key === input.step)) {
			throw refusal('invalid', 'no-such-step', {}, 'step');
		}
		requireMeasurable(writing.tx, place, input);
		requireOpenWindow(place, context.today);
		return work(writing, place, findAt(writing.tx, place), input);
	});
}

/** A body's acts that bring no contents. A coordinator does them where the newest version came on a letter. */
function rewrite(
	context: Context,
	key: FilingKey,
	work: (writing: Writing, place: Place, found: Filing) => Outcome
): Outcome {
	return together(context, (inner) => {
		const place = placeOf(inner.tx as Tx, key);
		const found = findAt(inner.tx as Tx, place);
		const verb = verbFor(context, place, found);
		return change(inner, verb, (writing) => {
			writing.authorise(place);
			requireOpenWindow(place, context.today);
			return work(writing, place, required(found));
		});
	});
}

/** Who writes for the body, or the officer who signs for it; else a coordinator, where the newest version came on a letter. */
function verbFor({ actor }: Context, place: Place, found: Filing | null): Verb {
	if (can(actor, 'filing.write', place)) return 'filing.write';
	if (can(actor, 'filing.sign', place)) return 'filing.sign';
	return found?.contents.letter ? 'filing.write-on-behalf' : 'filing.write';
}

function decide(
	context: Context,
	key: FilingKey,
	work: (writing: Writing, place: Place, found: Filing) => Outcome
): Outcome {
	return change(context, 'filing.decide', (writing) => {
		const place = placeOf(writing.tx, key);
		const found = findAt(writing.tx, place);
		const submittedBy = found?.submittedBy ?? null;
		if (isOwnSubmission(context, place, submittedBy)) throw refusal('forbidden', 'own-submission');
		writing.authorise({ ...place, submittedBy });
		requireUnsealed(place.seal, place.quarter);
		return work(writing, place, required(found));
	});
}

/** One who might decide, had they not submitted it themselves; said apart, so that they know to ask a colleague. */
function isOwnSubmission({ actor }: Context, place: Place, submittedBy: number | null): boolean {
	return (
		submittedBy !== null &&
		submittedBy === actor.userId &&
		can(actor, 'filing.decide', { strategyId: place.strategyId, submittedBy: null })
	);
}

function allOrNone<T extends { activity: number | string }>(
	context: Context,
	items: readonly T[],
	work: (inner: Context, item: T) => Outcome
): Outcome[] {
	return together(context, (inner) => {
		const outcomes: Outcome[] = [];
		const problems: Problem[] = [];
		let kind: Refusal['kind'] | null = null;
		for (const item of items) {
			try {
				outcomes.push(work(inner, item));
			} catch (refused) {
				if (!(refused instanceof Refusal)) throw refused;
				kind ??= refused.kind;
				const activity = String(item.activity);
				problems.push(
					...refused.problems.map((problem) => ({
						...problem,
						params: { ...problem.params, activity }
					}))
				);
			}
		}
		if (kind) throw new Refusal(kind, problems);
		return outcomes;
	});
}

function keep(
	{ tx, now }: Writing,
	context: Context,
	draft: { place: Place; found: Filing | null; input: FilingContents; state: FilingState }
): { id: number; version: number } {
	const { place, found, input, state } = draft;
	const isNew = found === null || !areSame(found.contents, input);
	const version = (found?.version ?? 0) + (isNew ? 1 : 0);
	const id = found
		? found.id
		: tx
				.insert(filings)
				.values({
					activityId: place.activityId,
					bodyId: place.bodyId,
					quarter: place.quarter,
					state,
					version
				})
				.returning({ id: filings.id })
				.get().id;
	if (found) tx.update(filings).set({ state, version }).where(eq(filings.id, id)).run();
	if (isNew) {
		addVersion(tx, {
			filingId: id,
			number: version,
			contents: input,
			stepId: place.steps.find((step) => step.key === input.step)?.id ?? null,
			savedAt: now,
			savedOn: context.today,
			savedBy: context.actor.userId
		});
	}
	return { id, version };
}

function entryOf(
	place: Place,
	id: number,
	found: Filing | null,
	after: { act: FilingAct | 'open' | 'offer' } & Record<string, unknown>
) {
	const before = found && {
		state: found.state,
		version: found.version,
		revision: found.revision,
		...('acceptedVersion' in after ? { acceptedVersion: found.acceptedVersion } : {}),
		...('contents' in after ? { contents: found.contents } : {})
	};
	return {
		strategyId: place.strategyId,
		quarter: place.quarter,
		subject: 'filing',
		subjectId: id,
		before,
		after: { version: found?.version, ...after }
	};
}

function outcomeOf({ id, state, version }: Filing): Outcome {
	return { id, state, version, problems: [], isUnchanged: false };
}

function settled(writing: Writing, found: Filing): Outcome {
	writing.unchanged();
	return { ...outcomeOf(found), isUnchanged: true };
}

function required(found: Filing | null): Filing {
	if (!found) throw refusal('not-found', 'no-such-filing');
	return found;
}

function nextState(act: FilingAct, { state }: Filing): FilingState {
	const next = stateAfter(act, state);
	if (!next) throw refusal('not-now', `filing-is-${state}`);
	return next;
}

/** Says nothing of what was saved in between: who may see it asks for it. */
function requireVersion(found: Filing | null, expected: number): void {
	if ((found?.version ?? 0) !== expected) throw refusal('stale', 'stale');
}

/** Readings and money are of the activity: a draft that names others could not be shown again. */
function requireMeasurable(
	read: Reader,
	{ activityId, quarter }: Place,
	input: FilingContents
): void {
	if (input.readings.length === 0 && input.spent.length === 0) return;
	const problems = measuredProblems(input, measuredOf(read, activityId, quarter), quarter);
	if (problems.length > 0) throw new Refusal('invalid', problems);
}

function requireReportable(place: Place): void {
	const params = { activity: place.activityCode };
	if (!place.isInForce) throw refusal('not-now', 'not-in-force', params);
	if (!place.isLead) throw refusal('not-now', 'not-a-lead', params);
}

function requireOpenWindow({ window, seal, quarter }: Place, today: Day): void {
	requireUnsealed(seal, quarter);
	if (seal === 'correcting') return;
	const state = windowState(window, today);
	if (state === 'upcoming') throw refusal('not-now', 'window-upcoming', { on: window.opensOn });
	if (state === 'closed') throw refusal('not-now', 'window-closed', { on: window.closesOn });
}

/** Whether the body may write, now that it is its turn. */
function mayAnswer({ window, seal }: Place, today: Day): boolean {
	return seal === 'correcting' || windowState(window, today) === 'open';
}

/** What keeps contents from being submitted at a place. */
function lackingIn(contents: FilingContents, { quarter, deadline, steps }: Place): Problem[] {
	const role = steps.find((step) => step.key === contents.step)?.role ?? null;
	return filingProblems(contents, { at: quarter, deadline, role });
}

/** A coordinator who has no right to file for the body does so on its letter, and names it. */
function requireLetterOf({ actor }: Context, place: Place): void {
	if (can(actor, 'filing.write', place)) return;
	if (!can(actor, 'filing.write-on-behalf', place)) return;
	throw new Refusal('invalid', [
		{ code: 'letter_number_missing', field: 'letter.number' },
		{ code: 'letter_day_missing', field: 'letter.on' }
	]);
}

function checked(contents: FilingContents, today: Day): FilingContents {
	const result = v.safeParse(FilingInput, contents);
	const problems = [...problemsOf(result.issues ?? []), ...letterProblems(contents.letter, today)];
	if (!result.success || problems.length > 0) throw new Refusal('invalid', problems);
	return result.output;
}

/** The letter an officer submits under; what is missing stands at its fields. */
function checkedLetter(letter: { number: string; on: string }, today: Day): Letter {
	const problems: Problem[] = [];
	if (letter.number.trim() === '') {
		problems.push({ code: 'signature_number_missing', field: 'letter.number' });
	}
	if (letter.on === '') problems.push({ code: 'signature_day_missing', field: 'letter.on' });
	problems.push(...letterProblems(letter, today));
	if (problems.length > 0) throw new Refusal('invalid', problems);
	const { number, on } = letter;
	return checked({ ...EMPTY_CONTENTS, letter: { number, on } }, today).letter!;
}

// As folders and workbooks write them.
const FIELD_ALIASES: Readonly<Record<string, string>> = {
	assessment: 'step',
	completed_on: 'completedOn',
	expected_completion: 'expectedCompletion'
};

function checkedNotes(notes: readonly NoteInput[]): NoteInput[] {
	const problems: Problem[] = [];
	const said = notes
		.map((note) => ({
			field: note.field === null ? null : (FIELD_ALIASES[note.field] ?? note.field),
			text: note.text.trim(),
			lang: note.lang
		}))
		.filter(({ text }) => text !== '');
	if (said.length === 0) problems.push({ code: 'note_missing', field: 'note' });
	for (const { field, text } of said) {
		if (field !== null && !NOTE_FIELDS.includes(field)) {
			problems.push({ code: 'no-such-field', field: 'field' });
		}
		if (text.length > LONGEST_NOTE) {
			problems.push({ code: 'too_long', field: 'note', params: { limit: LONGEST_NOTE } });
		}
	}
	if (problems.length > 0) throw new Refusal('invalid', problems);
	return said;
}
