// How the form of a passport is read: what was typed, and the act with its passport that it makes.
import { decimalFrom, typedDecimal } from './decimal.ts';
import { fieldOf, taggedTexts, textIn, textsOf } from './filing-form.ts';
import type { IndicatorPassport } from './indicator.ts';
import type { IndicatorInput } from './measured-input.ts';
import type { Problem } from './refusal.ts';
import { actOf, atTexts, typedAct, type TypedAct } from './act-form.ts';

/** Stands in for a number that cannot be read. */
const UNREAD = '0';

/** Rows for targets beyond those there are. */
const SPARE_ROWS = 3;

export interface TypedPassport extends TypedAct {
	title: Record<string, string>;
	unit: Record<string, string>;
	definition: Record<string, string>;
	source: Record<string, string>;
	direction: string;
	isCumulative: boolean;
	baseline: { value: string; on: string };
	targets: { year: string; value: string }[];
	/** How many acts the form saw; null: what stands now is to be seen first. */
	seen: number | null;
}

export function typedIn(form: FormData, languages: readonly string[]): TypedPassport {
	const line = (name: string) => fieldOf(form, name).replace(/\s+/g, ' ').trim();
	const texts = (name: string) => textsOf(form, name, languages);
	const rows = [...form.keys()].filter((name) => /^targets\.\d{1,2}\.year$/.test(name)).length;
	return {
		...{ title: texts('title'), unit: texts('unit'), definition: texts('definition') },
		...{ source: texts('source'), ...typedAct(form, languages) },
		direction: line('direction'),
		isCumulative: line('cumulative') !== '',
		baseline: { value: line('baseline.value'), on: line('baseline.on') },
		targets: Array.from({ length: rows }, (_, row) => ({
			year: line(`targets.${row}.year`),
			value: line(`targets.${row}.value`)
		})),
		seen: /^\d{1,6}$/.test(line('seen')) ? Number(line('seen')) : null
	};
}

/** A passport as it stands in the controls. */
export function typedFrom(
	passport: IndicatorPassport | null,
	languages: readonly string[],
	{ seen, isPointDecimal }: { seen: number; isPointDecimal: boolean }
): TypedPassport {
	const texts = (of: 'title' | 'unit' | 'definition' | 'source') =>
		Object.fromEntries(
			languages.map((language) => [language, textIn(passport?.[of] ?? {}, language)])
		);
	const none = Object.fromEntries(languages.map((language) => [language, '']));
	const value = (kept: string) =>
		kept === '' ? '' : typedDecimal(kept, isPointDecimal ? '.' : ',');
	const targets = passport?.targets ?? [];
	return {
		...{ title: texts('title'), unit: texts('unit') },
		...{ definition: texts('definition'), source: texts('source') },
		direction: passport?.direction ?? 'up',
		isCumulative: passport?.isCumulative ?? false,
		baseline: { value: value(passport?.baseline?.value ?? ''), on: passport?.baseline?.on ?? '' },
		targets: targets.map((target) => ({ year: String(target.year), value: value(target.value) })),
		...{ decidedOn: '', act: none, reason: none, seen }
	};
}

/** With empty rows for more targets. */
export function withSpareRows(typed: TypedPassport): TypedPassport {
	const filled = typed.targets.filter(({ year, value }) => year || value);
	const spare = Array.from({ length: SPARE_ROWS }, () => ({ year: '', value: '' }));
	return { ...typed, targets: [...filled, ...spare] };
}

/** The act with its passport, and what could not be read, for which something else stands in. */
export function entryOf(typed: TypedPassport): { entry: IndicatorInput; unread: Problem[] } {
	const problems: Problem[] = [];
	const number = (text: string, field: string) => {
		const value = decimalFrom(text);
		if (value === 'ambiguous') problems.push({ code: 'number_ambiguous', field });
		else if (value === null) problems.push({ code: 'not_a_number', field });
		else return value;
		return UNREAD;
	};
	const { baseline } = typed;
	const passport = {
		title: taggedTexts(typed.title),
		unit: taggedTexts(typed.unit),
		definition: taggedTexts(typed.definition),
		source: taggedTexts(typed.source),
		direction: typed.direction as 'up',
		isCumulative: typed.isCumulative,
		baseline:
			baseline.value || baseline.on
				? { value: number(baseline.value, 'baseline.value'), on: baseline.on }
				: null,
		targets: typed.targets
			.flatMap(({ year, value }, row) =>
				year || value
					? [{ year: Number(year || NaN), value: number(value, `targets.${row}.value`) }]
					: []
			)
			.sort((a, b) => a.year - b.year)
	};
	return { entry: { ...actOf(typed), passport }, unread: problems };
}

/** Problems of an entry at the controls of its form. */
export function atControls(problems: readonly Problem[]): Problem[] {
	const fields = problems.map((problem) => {
		const field = problem.field
			?.replace(/^passport\./, '')
			.replace(/^targets\.\d+\.year$/, 'targets');
		return { ...problem, field };
	});
	return atTexts(fields, ['title', 'unit', 'definition', 'source', 'act', 'reason']);
}
