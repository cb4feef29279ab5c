// What the buttons of the board do. A form that could not be kept comes back as it was typed, with everything that is wrong.
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Quarter } from '#lib/domain/quarter.ts';
import { Refusal, refusal, STATUS_OF, type Problem } from '#lib/domain/refusal.ts';
import { formOf, numberOf, textOf } from '#lib/server/access/form.ts';
import { nextAfter } from '#lib/server/filing/board.ts';
import * as closing from '#lib/server/filing/closing.ts';
import * as extensions from '#lib/server/filing/extensions.ts';
import * as filings from '#lib/server/filing/filings.ts';
import * as windows from '#lib/server/filing/windows.ts';
import { closingIn, reasonIn, windowIn, writtenIn } from '../window-form.server.ts';
import { onBoard } from './board-page.server.ts';

export type Event = RequestEvent<{ strategy: string }>;

/** A note of a return, as it was typed. */
export interface TypedNote {
	field: string;
	note: string;
}

/** What the page gets back as `form`. */
export interface Answer {
	problems: readonly Problem[];
	/** Which of the page's forms it is about. */
	about: 'return' | 'decide' | 'many' | 'window' | 'close' | 'extend';
	typed: Readonly<Record<string, string>>;
	/** The rows of a return. */
	notes: readonly TypedNote[];
}

/** Opens a filing for decision. */
export function open(event: Event) {
	return onForm(event, 'decide', (form, quarter) => {
		const key = keyOf(event, form, quarter);
		filings.open(event.locals.context, key);
		back(event, quarter, { open: key });
	});
}

/** Accepts the open filing, and opens the next one that waits. */
export function accept(event: Event) {
	return onForm(event, 'decide', (form, quarter) => {
		const key = keyOf(event, form, quarter);
		filings.accept(event.locals.context, key, numberOf(form, 'version') ?? 0);
		next(event, 'accepted', key);
	});
}

/** Takes an acceptance back, and opens that filing again. */
export function undo(event: Event) {
	return onForm(event, 'decide', (form, quarter) => {
		const key = keyOf(event, form, quarter);
		filings.undo(event.locals.context, key, numberOf(form, 'version') ?? 0);
		back(event, quarter, { open: key, done: 'undone', on: key });
	});
}

/** Returns the open filing with its notes, and opens the next one that waits. */
export function giveBack(event: Event) {
	return onForm(event, 'return', (form, quarter) => {
		const key = keyOf(event, form, quarter);
		const notes = notesIn(form).map(({ field, note }) => ({
			field: field || null,
			text: note,
			lang: writtenIn(note, event.locals.locale)
		}));
		filings.giveBack(event.locals.context, key, numberOf(form, 'version') ?? 0, notes);
		next(event, 'returned', key);
	});
}

/** One more note: everything typed comes back with it. Writes nothing. */
export function addNote(event: Event) {
	return onForm(event, 'return', (form) => {
		const notes = [...notesIn(form), { field: '', note: '' }];
		return { problems: [], about: 'return', typed: {}, notes } satisfies Answer;
	});
}

export function acceptMany(event: Event) {
	return onForm(event, 'many', (form, quarter) => {
		const chosen = form.getAll('chosen').flatMap((item) => {
			const [, body, version, activity] = /^(\S+) (\d{1,9}) (.+)$/.exec(String(item)) ?? [];
			if (!body || !activity) return [];
			const key = { strategy: event.params.strategy, quarter, body, activity };
			return [{ key, version: Number(version) }];
		});
		if (chosen.length === 0) throw refusal('invalid', 'nothing-chosen');
		filings.acceptMany(event.locals.context, chosen);
		back(event, quarter, { done: 'many' });
	});
}

export function changeWindow(event: Event) {
	return onForm(event, 'window', (form, quarter) => {
		const key = { strategy: event.params.strategy, quarter };
		windows.change(event.locals.context, key, ...windowIn(form, event.locals.locale));
		back(event, quarter, { done: 'window' });
	});
}

/** Closes the quarter before its day. */
export function closeEarly(event: Event) {
	return onForm(event, 'close', (form, quarter) => {
		const key = { strategy: event.params.strategy, quarter };
		closing.closeEarly(event.locals.context, key, ...closingIn(form, event.locals.locale));
		back(event, quarter, { done: 'closed' });
	});
}

/** Gives one body a later closing day. */
export function extendWindow(event: Event) {
	return onForm(event, 'extend', (form, quarter) => {
		const key = { strategy: event.params.strategy, quarter };
		extensions.extend(event.locals.context, key, {
			body: textOf(form, 'body'),
			closesOn: textOf(form, 'closesOn'),
			...reasonIn(form, event.locals.locale)
		});
		back(event, quarter, { done: 'extended' });
	});
}

async function onForm<T>(
	event: Event,
	about: Answer['about'],
	work: (form: FormData, quarter: Quarter) => T
) {
	const form = await formOf(event.request);
	onBoard(event);
	try {
		return work(form, event.url.searchParams.get('quarter') ?? '');
	} catch (refused) {
		if (!(refused instanceof Refusal)) throw refused;
		const typed = Object.fromEntries(
			[...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
		);
		const { problems, kind } = refused;
		const notes = notesIn(form);
		return fail(STATUS_OF[kind], { problems, about, typed, notes } satisfies Answer);
	}
}

/** The rows of a return: as many notes as there are fields for them. */
function notesIn(form: FormData): TypedNote[] {
	const fields = form.getAll('field');
	return form.getAll('note').map((note, index) => ({
		field: String(fields[index] ?? ''),
		note: typeof note === 'string' ? note.trim() : ''
	}));
}

function keyOf({ params }: Event, form: FormData, quarter: Quarter): filings.FilingKey {
	return {
		strategy: params.strategy,
		activity: textOf(form, 'activity'),
		body: textOf(form, 'body'),
		quarter
	};
}

/** Opens the next filing that waits; with none left, the board. */
function next(event: Event, done: string, decided: filings.FilingKey): never {
	const { database, today, actor, context } = event.locals;
	const { strategy, quarter } = decided;
	const found = nextAfter(database, { slug: strategy, quarter, today, actor }, decided);
	if (found) filings.open(context, { strategy, quarter, ...found });
	back(event, quarter, { done, on: decided, open: found });
}

type Named = Pick<filings.FilingKey, 'activity' | 'body'> | null;

/** Back to the page, which says what was done to what: a reload does it no second time. */
function back(
	{ url }: Event,
	quarter: Quarter,
	{ done, on = null, open: key = null }: { done?: string; on?: Named; open?: Named }
): never {
	const params = new URLSearchParams({ quarter });
	const page = url.searchParams.get('page');
	if (page) params.set('page', page);
	if (key) {
		params.set('open', String(key.activity));
		params.set('body', String(key.body));
	}
	if (done) params.set('done', done);
	if (on) {
		params.set('on', String(on.activity));
		params.set('of', String(on.body));
	}
	redirect(303, `${url.pathname}?${params}${key ? '#opened' : ''}`);
}
