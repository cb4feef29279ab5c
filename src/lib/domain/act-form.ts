// The act in a form: how it is typed, and what is made of it.
import { fieldOf, taggedTexts, textsOf } from './filing-form.ts';
import type { Problem } from './refusal.ts';

export interface TypedAct {
	decidedOn: string;
	act: Record<string, string>;
	reason: Record<string, string>;
}

export function typedAct(form: FormData, languages: readonly string[]): TypedAct {
	return {
		decidedOn: fieldOf(form, 'decidedOn').trim(),
		act: textsOf(form, 'act', languages),
		reason: textsOf(form, 'reason', languages)
	};
}

export function actOf({ decidedOn, act, reason }: TypedAct) {
	return { decidedOn, act: taggedTexts(act), reason: taggedTexts(reason) };
}

/** Problems at the controls of a form, where texts in several languages are one field each. */
export function atTexts(problems: readonly Problem[], fields: readonly string[]): Problem[] {
	return problems.map((problem) => {
		const [first = ''] = (problem.field ?? '').split('.');
		return fields.includes(first) ? { ...problem, field: first } : problem;
	});
}
