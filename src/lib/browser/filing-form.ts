// The form of one filing (owed/FilingForm.svelte) while it is being written: keeps what is typed, brings it back, says what is missing with
// every key, and sends it only when the server can be reached. Everything typed stays.
import {
	contentsOf,
	typedIn,
	type Typed,
	type TypedEvidence,
	type TypedPeriod
} from '#lib/domain/filing-form.ts';
import { filingProblems, type FilingCircumstances } from '#lib/domain/filing.ts';
import type { Day } from '#lib/domain/quarter.ts';
import { focusOn } from './arrival.ts';
import { evidenceRows } from './evidence-rows.ts';
import { keptDraft } from './kept-draft.ts';

/** What the server tells of the form, in `data-filing`. */
export interface FilingDetails {
	/** As draft-name.ts names it. */
	draft: string;
	languages: readonly string[];
	today: Day;
	at: FilingCircumstances['at'];
	deadline: FilingCircumstances['deadline'];
	/** The role of each step, by its key. */
	roles: Readonly<Record<string, FilingCircumstances['role']>>;
	/** The form comes back from the server as it was sent: nothing is brought over it. */
	isAnswer: boolean;
}

/** A line that is half dead answers nothing at all. */
const LONGEST_WAIT_MS = 15_000;

export function start(element: HTMLElement): void {
	const form = element as HTMLFormElement;
	const told = JSON.parse(form.dataset.filing ?? '{}') as FilingDetails;
	const draft = keptDraft(told.draft);
	const version = form.elements.namedItem('version') as HTMLInputElement;
	const typed = () => typedIn(new FormData(form), told.languages, told.today);
	const rows = evidenceRows(form, changed);
	const saved = typed();
	const savedVersion = version.value;

	function changed() {
		const now = typed();
		showMissing(form, now, told);
		draft.keep({ typed: now, version: Number(version.value) });
	}

	const found = told.isAnswer ? null : draft.find(saved);
	if (found) {
		fill(found.typed);
		version.value = String(found.version);
		showMissing(form, found.typed, told);
		sayRestored();
	}
	form.addEventListener('input', changed);
	for (const button of form.querySelectorAll<HTMLElement>('[data-take]')) {
		button.addEventListener('click', () => takeLast(form, button));
	}
	sendsWhenReachable(form);
	form.dataset.ready = 'true';

	function fill(now: Typed) {
		set('step', now.step);
		period('completedOn', now.completedOn);
		period('expectedCompletion', now.expectedCompletion);
		for (const [field, texts] of Object.entries(now.texts)) {
			for (const [language, text] of Object.entries(texts)) set(`texts.${field}.${language}`, text);
		}
		set('letter.number', now.letter.number);
		set('letter.on', now.letter.on);
		rows.show(now.evidence.length);
		now.evidence.forEach((row, index) => {
			for (const part of Object.keys(row) as (keyof TypedEvidence)[]) {
				set(`evidence.${index}.${part}`, row[part]);
			}
		});
		// What was kept before there were readings and money knows nothing of them.
		for (const { indicator, value, on, source } of now.readings ?? []) {
			set(`readings.${indicator}.value`, value);
			set(`readings.${indicator}.on`, on);
			for (const [language, text] of Object.entries(source)) {
				set(`readings.${indicator}.source.${language}`, text);
			}
		}
		for (const { line, amount, none } of now.spent ?? []) {
			set(`spent.${line}.amount`, amount);
			set(`spent.${line}.none`, none);
		}
	}

	function period(name: string, { quarter, day }: TypedPeriod) {
		set(name, quarter);
		set(`${name}.day`, day);
	}

	function set(name: string, value: string) {
		const control = form.elements.namedItem(name) as HTMLInputElement | RadioNodeList | null;
		if (!control) return;
		// A choice that was not made is none of the choices.
		if (control instanceof RadioNodeList && value === '') {
			for (const one of control) (one as HTMLInputElement).checked = false;
		}
		control.value = value;
		const folded = control instanceof HTMLElement ? control.closest('details') : null;
		if (folded && value !== '') folded.open = true;
	}

	function sayRestored() {
		const notice = form.querySelector<HTMLElement>('[data-restored]')!;
		notice.hidden = false;
		notice.querySelector('button')!.addEventListener('click', () => {
			draft.forget();
			fill(saved);
			version.value = savedVersion;
			showMissing(form, saved, told);
			notice.hidden = true;
			form.querySelector<HTMLElement>('input:not([type="hidden"])')?.focus();
		});
	}
}

/** Shows the names of the fields that something is missing at, each of which is on the page. */
function showMissing(form: HTMLFormElement, now: Typed, { at, deadline, roles }: FilingDetails) {
	const { contents } = contentsOf(now);
	const list = form.querySelector<HTMLElement>('[data-missing]');
	if (!contents || !list) return;
	const problems = filingProblems(contents, { at, deadline, role: roles[now.step] ?? null });
	const fields = new Set(problems.map(({ field }) => field));
	list.hidden = false;
	list.querySelector<HTMLElement>('[data-none]')!.hidden = fields.size > 0;
	list.querySelector<HTMLElement>('[data-some]')!.hidden = fields.size === 0;
	for (const one of list.querySelectorAll<HTMLElement>('[data-field]')) {
		one.hidden = !fields.has(one.dataset.field);
	}
}

/** Puts last quarter's text into its field, as if it had been typed. */
function takeLast(form: HTMLFormElement, button: HTMLElement) {
	const control = form.elements.namedItem(button.dataset.take ?? '');
	const text = button.parentElement?.querySelector('.said')?.textContent ?? '';
	if (!(control instanceof HTMLTextAreaElement)) return;
	control.value = text;
	control.dispatchEvent(new Event('input', { bubbles: true }));
	control.focus();
}

/** A form that leaves for a server nobody reaches is replaced by the browser's page of errors: so it asks first whether there is one. */
function sendsWhenReachable(form: HTMLFormElement) {
	const lost = form.querySelector<HTMLElement>('[data-lost]');
	const sending = form.querySelector<HTMLElement>('[data-sending]');
	let state: 'here' | 'asking' | 'leaving' = 'here';
	addEventListener('pageshow', () => (state = 'here'));
	form.addEventListener('submit', (event) => {
		if (state === 'leaving') return;
		event.preventDefault();
		if (state === 'asking') return;
		state = 'asking';
		const { submitter } = event;
		if (lost) lost.hidden = true;
		if (sending) sending.hidden = false;
		fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(LONGEST_WAIT_MS) })
			.then(() => {
				state = 'leaving';
				form.requestSubmit(submitter);
			})
			.catch(() => {
				state = 'here';
				if (sending) sending.hidden = true;
				if (!lost) return;
				lost.hidden = false;
				focusOn(lost);
				lost.scrollIntoView({ block: 'nearest' });
			});
	});
}
