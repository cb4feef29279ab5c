// How the forms of an amendment are read: what was typed, and the change it asks for.
import type { DraftEdit, Origin } from '#lib/server/plan/amendments.ts';
import { fieldOf, taggedTexts, textIn } from '#lib/domain/filing-form.ts';
import type { Problem } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';

/** The forms there are, in the order they are offered in. */
const FORMS = ['move', 'change', 'add', 'merge', 'withdraw'] as const;
export type FormKind = (typeof FORMS)[number];

export interface Typed {
	values: Readonly<Record<string, string>>;
	/** Keys of bodies. */
	leads: readonly string[];
	partners: readonly string[];
}

/** What is there now, beside which a form's contents are a change. */
export interface Standing {
	title: Texts;
	description: Texts;
	leads: readonly string[];
	partners: readonly string[];
}

export function formKind(asked: string | null): FormKind | null {
	return FORMS.find((one) => one === asked) ?? null;
}

export function typedIn(form: FormData): Typed {
	const names = new Set([...form.keys()].slice(0, 500));
	const many = (name: string) => form.getAll(name).filter((one) => typeof one === 'string');
	return {
		values: Object.fromEntries([...names].map((name) => [name, fieldOf(form, name).trim()])),
		leads: many('leads'),
		partners: many('partners')
	};
}

export function numberIn({ values }: Typed, name: string): number {
	const text = values[name] ?? '';
	return /^\d{1,9}$/.test(text) ? Number(text) : -1;
}

/** The texts of a field, by the languages it was typed in. */
export function textsIn({ values }: Typed, name: string, languages: readonly string[]): Texts {
	return taggedTexts(
		Object.fromEntries(languages.map((language) => [language, values[`${name}.${language}`] ?? '']))
	);
}

/** A text as the controls of {@link textsIn} start with it. */
export function typedTexts(texts: Texts, name: string, languages: readonly string[]) {
	return Object.fromEntries(
		languages.map((language) => [`${name}.${language}`, textIn(texts, language)])
	);
}

/** @param standing of the activity that is changed */
export function editOf(
	kind: FormKind,
	typed: Typed,
	languages: readonly string[],
	standing: Standing | null
): DraftEdit {
	const { values } = typed;
	const texts = (name: string) => textsIn(typed, name, languages);
	const line = (name: string) => (values[name] ?? '').replace(/\s+/g, ' ');
	const codes = (name: string) =>
		(values[name] ?? '')
			.split('\n')
			.map((code) => code.trim())
			.filter((code) => code !== '');
	const reason = texts('reason');
	const to = {
		wording: texts('wording'),
		on: values.on || null,
		read_as: line('read_as') || null
	};
	switch (kind) {
		case 'move':
			return { kind, activity: line('activity'), to, reason };
		case 'withdraw':
			return { kind, activity: line('activity'), reason };
		case 'merge':
			return { kind, from: codes('from'), into: line('into'), reason };
		case 'change':
			return {
				...{ kind, activity: line('activity'), reason },
				...changed(typed, { title: texts('title'), description: texts('description') }, standing)
			};
		case 'add':
			return {
				...{ kind, reason },
				origin:
					(['merge', 'split'] as const).find((one) => one === values.origin) ?? ('add' as Origin),
				from: values.origin === 'merge' || values.origin === 'split' ? codes('from') : [],
				activity: {
					code: line('code'),
					measure: line('measure'),
					title: texts('title'),
					description: texts('description'),
					leads: typed.leads,
					partners: typed.partners,
					deadline: to
				}
			};
	}
}

/** Only what differs from what is there; the rest stays as it is. */
function changed(
	{ leads, partners }: Typed,
	{ title, description }: { title: Texts; description: Texts },
	standing: Standing | null
) {
	const isSame = (a: Texts, b: Texts) =>
		Object.keys(a).length === Object.keys(b).length &&
		Object.entries(a).every(([lang, text]) => b[lang] === text);
	const areSame = (a: readonly string[], b: readonly string[]) =>
		a.toSorted().join() === b.toSorted().join();
	return {
		...(!isSame(title, standing?.title ?? {}) && { title }),
		...(!isSame(description, standing?.description ?? {}) && { description }),
		...(!areSame(leads, standing?.leads ?? []) && { leads }),
		...(!areSame(partners, standing?.partners ?? []) && { partners })
	};
}

/** Problems at the controls: parts of a field lead to the field. */
export function atControls(problems: readonly Problem[]): Problem[] {
	return problems.map((problem) => {
		const field = (problem.field ?? '')
			.replace(/^(to|deadline|activity)\./, '')
			.replace(/^deadline\./, '')
			.replace(/^(to|deadline)$/, 'wording')
			.replace(/^(wording|act|reason|title|description|leads|partners|from)\..*$/, '$1');
		return { ...problem, field: field || undefined };
	});
}
