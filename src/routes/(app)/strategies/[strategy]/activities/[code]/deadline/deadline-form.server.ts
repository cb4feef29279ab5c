// How the form of the deadline ledger is read: what was typed, and the entry it makes.
import type { LedgerInput } from '#lib/domain/amendment-draft.ts';
import { dayFrom, type DeadlineReading } from '#lib/domain/deadline.ts';
import { type rectifiableBy } from '#lib/domain/deadline-ledger.ts';
import { fieldOf, taggedTexts } from '#lib/domain/filing-form.ts';
import { isDay } from '#lib/domain/quarter.ts';
import { refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';

export const KINDS = ['extension', 'resolution', 'rectification'] as const;
export type EntryKind = (typeof KINDS)[number];

export interface Typed {
	wording: Record<string, string>;
	on: string;
	readAs: string;
	isLeftUnread: boolean;
	triggeredOn: string;
	decidedOn: string;
	act: Record<string, string>;
	reason: Record<string, string>;
	/** How many entries the form saw. */
	seen: number;
	/** The reading that was shown to be agreed to. */
	shown: string;
}

/** @throws {Refusal} invalid `unknown-filter` */
export function kindIn(params: URLSearchParams): EntryKind {
	const asked = params.get('kind') ?? 'extension';
	const kind = KINDS.find((one) => one === asked);
	const value = asked.slice(0, 100);
	if (!kind) throw refusal('invalid', 'unknown-filter', { filter: 'kind', value }, 'kind');
	return kind;
}

export function typedIn(form: FormData, languages: readonly string[]): Typed {
	const line = (name: string) => fieldOf(form, name).replace(/\s+/g, ' ').trim();
	const texts = (name: string) =>
		Object.fromEntries(
			languages.map((language) => [language, fieldOf(form, `${name}.${language}`).trim()])
		);
	return {
		wording: texts('wording'),
		on: line('on'),
		readAs: line('read_as'),
		isLeftUnread: line('left_unread') !== '',
		triggeredOn: line('triggered_on'),
		decidedOn: line('decided_on'),
		act: texts('act'),
		reason: texts('reason'),
		seen: /^\d{1,6}$/.test(line('seen')) ? Number(line('seen')) : -1,
		shown: line('shown')
	};
}

/** What an entry is made for: the deadline as it is, what its wording says, and by what its reading can be corrected. */
export interface Standing {
	reading: DeadlineReading;
	wording: Texts;
	plain: DeadlineReading;
	rectifiable: ReturnType<typeof rectifiableBy>;
}

/**
 * The entry a form makes, as it would stand in a folder. What is no move keeps the wording: a resolution works out its day, as does a
 * rectification of one; any other rectification is given its reading.
 */
export function entryOf(kind: EntryKind, typed: Typed, now: Standing): LedgerInput {
	const common = {
		kind,
		decided_on: typed.decidedOn,
		act: taggedTexts(typed.act),
		reason: taggedTexts(typed.reason)
	};
	if (kind === 'extension') {
		const to = {
			wording: taggedTexts(typed.wording),
			on: typed.on || null,
			read_as: typed.readAs || null
		};
		return { ...common, to };
	}
	if (kind === 'rectification' && now.rectifiable !== 'trigger') {
		return { ...common, to: { ...keeping(now.wording, typed.readAs), read_as: typed.readAs } };
	}
	const trigger = typed.triggeredOn;
	const runs = kind === 'resolution' ? now.reading : now.plain;
	const day = runs.kind === 'triggered' && isDay(trigger) ? dayFrom(runs, trigger) : '';
	return {
		...common,
		triggered_on: trigger || null,
		to: { ...keeping(now.wording, day || '–'), read_as: day || null }
	};
}

/** A deadline that was never worded is worded by its reading. */
function keeping(wording: Texts, reading: string): { wording: Texts } {
	return { wording: Object.keys(wording).length > 0 ? wording : { en: reading } };
}

/** Problems of an entry at the controls of its form. */
export function atControls(kind: EntryKind, problems: readonly Problem[]): Problem[] {
	const to = { extension: 'wording', resolution: 'triggered_on', rectification: 'read_as' }[kind];
	return problems.map((problem) => {
		const field = (problem.field ?? '')
			.replace(/^to$/, to)
			.replace(/^to\./, '')
			.replace(/^(wording|act|reason)\..*$/, '$1');
		return { ...problem, field: field || undefined };
	});
}
