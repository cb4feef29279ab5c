// What the buttons of "What I owe" do. A form that could not be kept comes back as it was typed, with everything that is wrong.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import {
	contentsFromForm,
	contentsOf,
	NOTHING_TO_REPORT,
	typedFrom,
	typedIn,
	type Typed
} from '#lib/domain/filing-form.ts';
import { saysSomething, type FilingContents, type FilingState } from '#lib/domain/filing.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { Refusal, refusal, STATUS_OF, type Problem } from '#lib/domain/refusal.ts';
import { formOf, numberOf, textOf } from '#lib/server/access/form.ts';
import { owedBy } from '#lib/server/filing/owed.ts';
import * as filings from '#lib/server/filing/filings.ts';
import { deskOf, type Desk } from './owed-page.server.ts';

/** What the page gets back as `form`. */
export interface Answer {
	problems: readonly Problem[];
	/** The activity's code; missing where the answer is about the whole page. */
	about?: string;
	typed?: Typed;
	/** The version the form now stands on. */
	version?: number;
	/** Kept as a draft, though not submitted. */
	isKept?: boolean;
	/** One more empty row for evidence. */
	hasNewRow?: boolean;
	/** What somebody else saved meanwhile. */
	theirs?: Theirs | null;
	/** The letter an officer signs under, as it was typed, and what was chosen to be signed. */
	signing?: { number: string; on: string; chosen: readonly string[] };
}

export interface Theirs {
	state: FilingState;
	version: number;
	/** Null where the reader may not see it. */
	typed: Typed | null;
	savedOn: Day;
	savedBy: string | null;
}

export type Event = RequestEvent<{ strategy: string }>;

interface Sent {
	event: Event;
	desk: Desk;
	form: FormData;
	about: string;
	key: filings.FilingKey;
	version: number;
	typed: Typed;
}

type Write = (
	context: Event['locals']['context'],
	key: filings.FilingKey,
	version: number,
	contents: FilingContents
) => filings.Outcome;

/** Save and submit: the contents of the form. */
export async function writeForm(event: Event, done: string, write: Write) {
	return onForm(event, done, (sent) => {
		const { locals } = sent.event;
		const languages = sent.desk.view.strategy.languages;
		const { contents, problems } = contentsFromForm(sent.form, languages, locals.today);
		if (!contents) throw new Refusal('invalid', problems);
		return write(locals.context, sent.key, sent.version, contents);
	});
}

/** "Nothing to report": one click. A coordinator's letter stays; what was typed is not thrown away for it, a step alone is. */
export function reportNothing(event: Event) {
	return onForm(event, 'nothing', ({ desk, key, version, typed }) => {
		const { contents, problems } = contentsOf(typed);
		if (!contents) throw new Refusal('invalid', problems);
		if (saysSomething({ ...contents, step: null })) {
			const code = 'nothing_to_report_though_something';
			throw refusal('invalid', code, {}, 'isNothingToReport');
		}
		const nothing = { ...NOTHING_TO_REPORT, letter: contents.letter };
		const send = desk.isForSignature ? filings.offer : filings.submit;
		return send(event.locals.context, key, version, nothing);
	});
}

/** One more row for evidence, for browsers without scripts: everything typed comes back with it. */
export async function addRow(event: Event): Promise<Answer> {
	const { about, typed, version } = await read(event);
	return { problems: [], about, typed, version, hasNewRow: true };
}

/** Recall. Asked for from a form with something typed in it, it comes back with that. */
export async function recall(event: Event) {
	const sent = await read(event);
	return answered(sent, () => {
		const { version } = filings.recall(event.locals.context, sent.key, sent.version);
		if (!isFiling(sent.form)) back(sent, 'recalled');
		return { problems: [], about: sent.about, typed: sent.typed, version } satisfies Answer;
	});
}

export async function revise(event: Event) {
	const sent = await read(event);
	return answered(sent, () => {
		const reason = textOf(sent.form, 'reason');
		filings.revise(event.locals.context, sent.key, sent.version, reason);
		back(sent, 'revised');
	});
}

/** Submits all that were ready when the page was shown, or offers them for signature. */
export async function sendReady(event: Event) {
	const sent = await read(event);
	const ready = seenIn(sent.form, 'ready');
	const { isForSignature } = sent.desk;
	return answered(sent, () => {
		const send = isForSignature ? filings.offerAllReady : filings.submitAllReady;
		send(event.locals.context, sent.key, ready);
		back(sent, isForSignature ? 'offered-all' : 'all', String(ready.length));
	});
}

/** Submits what the officer chose, under one letter. */
export async function sign(event: Event) {
	const sent = await read(event);
	const chosen = seenIn(sent.form, 'chosen');
	const letter = {
		number: textOf(sent.form, 'letter.number'),
		on: textOf(sent.form, 'letter.on')
	};
	try {
		filings.sign(event.locals.context, sent.key, chosen, letter);
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const signing = { ...letter, chosen: chosen.map(({ activity }) => activity) };
		const { problems, kind } = refused;
		return fail(STATUS_OF[kind], { problems, signing } satisfies Answer);
	}
	back(sent, 'signed', String(chosen.length));
}

/** Filings as a form names them: the activity's code and the version that was seen. */
function seenIn(form: FormData, name: string): { activity: string; version: number }[] {
	return form.getAll(name).flatMap((item) => {
		const [, activity, version] = /^(.+) (\d{1,9})$/.exec(String(item)) ?? [];
		return activity ? [{ activity, version: Number(version) }] : [];
	});
}

async function onForm(event: Event, done: string, work: (sent: Sent) => filings.Outcome) {
	const sent = await read(event);
	return answered(sent, () => {
		const { problems, version } = work(sent);
		if (problems.length === 0) back(sent, done === 'nothing' ? sentWord(sent) : done);
		const { about, typed } = sent;
		return fail(400, { problems, about, typed, version, isKept: true } satisfies Answer);
	});
}

/** What became of a filing that was sent on its way. */
function sentWord({ desk }: Sent): string {
	return desk.isForSignature ? 'offered' : 'submitted';
}

async function read(event: Event): Promise<Sent> {
	const form = await formOf(event.request);
	const desk = deskOf(event, event.url.searchParams.get('quarter') ?? '');
	const about = textOf(form, 'activity');
	const { strategy, quarter } = desk.view;
	return {
		...{ event, desk, form, about },
		key: { strategy: strategy.slug, activity: about, body: desk.body?.key ?? '', quarter },
		version: numberOf(form, 'version') ?? 0,
		typed: typedIn(form, strategy.languages, event.locals.today)
	};
}

/** Whether it is the whole filing that was sent, and not one button; a list is always sent, a choice only once it is made. */
function isFiling(form: FormData): boolean {
	return form.has('completedOn');
}

function answered<T>(sent: Sent, work: () => T) {
	try {
		return work();
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const { about, typed, version } = sent;
		const theirs = isConflict(refused) ? theirsOf(sent) : null;
		return fail(STATUS_OF[refused.kind], {
			problems: refused.problems,
			about: about === '' ? undefined : about,
			typed: isFiling(sent.form) ? typed : undefined,
			version: theirs?.version ?? version,
			theirs
		} satisfies Answer);
	}
}

/** Whether somebody else wrote the filing meanwhile. That a window closed, or a signature is asked for by now, is nobody's version. */
function isConflict({ kind, problems }: Refusal): boolean {
	return kind === 'stale' || problems.some(({ code }) => /^filing-is-(?!read$)/.test(code));
}

/** What stands there now, for whoever may see it. */
function theirsOf({ desk, about, event }: Sent): Theirs | null {
	const { view, body, isOwn } = desk;
	if (!body) return null;
	const rows = owedBy(event.locals.database, view, { bodyId: body.id, isOwn, opened: about });
	const filing = rows.find(({ activity }) => activity.code === about)?.filing;
	if (!filing) return null;
	const { state, version, contents, savedOn, savedBy } = filing;
	const typed = contents && typedFrom(contents, view.strategy.languages);
	return { state, version, typed, savedOn, savedBy };
}

/** Back to the page, which says what was done: a reload does it no second time. */
function back({ event, desk, about }: Sent, done: string, count?: string): never {
	const params = new URLSearchParams({ quarter: desk.view.quarter, body: desk.body?.key ?? '' });
	const isOfOne = count === undefined;
	if (isOfOne && done !== 'submitted' && done !== 'offered') params.set('open', about);
	params.set('done', done);
	params.set('on', count ?? about);
	redirect(303, `${event.url.pathname}?${params}${isOfOne ? `#row-${about}` : ''}`);
}
