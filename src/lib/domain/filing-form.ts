// A filing's contents as a form carries them: read into what was typed, checked once, and shown again as it was typed. Field names are
// stable: step, completedOn, completedOn.day, texts.result.sr, evidence.0.kind, readings.<key>.value, spent.<line>.amount, letter.number, …
import * as v from 'valibot';
import { decimalFrom, typedDecimal } from './decimal.ts';
import {
	EMPTY_CONTENTS,
	FilingInput,
	letterProblems,
	TEXT_FIELDS,
	type Evidence,
	type FilingContents,
	type TextField
} from './filing.ts';
import type { FiledReading } from './indicator.ts';
import { isKnown, type Amount, type FiledSpending } from './money.ts';
import { isDay, isQuarter, quarterOf, type Day } from './quarter.ts';
import type { Problem } from './refusal.ts';
import { scriptOf } from './script.ts';
import type { Locale } from './text.ts';

/** A day, or a quarter where only that is known: two controls, one value. */
export interface TypedPeriod {
	quarter: string;
	day: string;
}

export interface TypedEvidence {
	kind: string;
	title: string;
	number: string;
	url: string;
	on: string;
}

/** A reading of an indicator; the key says which. */
export interface TypedReading {
	indicator: string;
	value: string;
	on: string;
	/** By content language. */
	source: Record<string, string>;
}

/** What was spent of a line: an amount, or why there is none. */
/** An amount, or why there is none. */
export interface TypedAmount {
	amount: string;
	/** '', 'not-available' or 'not-applicable'. */
	none: string;
}

export interface TypedSpending extends TypedAmount {
	line: string;
}

/** Everything as it stands in the controls, right or wrong. */
export interface Typed {
	step: string;
	completedOn: TypedPeriod;
	expectedCompletion: TypedPeriod;
	isNothingToReport: boolean;
	/** By field and content language ('sr', 'en'). */
	texts: Record<TextField, Record<string, string>>;
	evidence: TypedEvidence[];
	readings: TypedReading[];
	spent: TypedSpending[];
	letter: { number: string; on: string };
}

const HIGHEST_ROW = 200;

/** What a form carries, without judging it. Evidence rows that nothing was typed into are left out. */
export function typedIn(form: FormData, languages: readonly string[], today: Day): Typed {
	const line = (name: string) => fieldOf(form, name).replace(/\s+/g, ' ').trim();
	const period = (name: string) => ({ quarter: line(name), day: line(`${name}.day`) });
	return {
		step: line('step'),
		completedOn: period('completedOn'),
		expectedCompletion: period('expectedCompletion'),
		isNothingToReport: line('isNothingToReport') !== '',
		texts: textsBy((field) => textsOf(form, `texts.${field}`, languages)),
		evidence: rowsIn(form)
			.map((row) => ({
				kind: line(`evidence.${row}.kind`) || 'document',
				title: line(`evidence.${row}.title`),
				number: line(`evidence.${row}.number`),
				url: line(`evidence.${row}.url`),
				on: line(`evidence.${row}.on`)
			}))
			.filter(({ title, number, url, on }) => title || number || url || (on && on !== today)),
		readings: namesIn(form, /^readings\.([a-z0-9][a-z0-9-]{0,199})\.value$/)
			.map((indicator) => ({
				indicator,
				value: line(`readings.${indicator}.value`),
				on: line(`readings.${indicator}.on`),
				source: Object.fromEntries(
					languages.map((language) => [language, line(`readings.${indicator}.source.${language}`)])
				)
			}))
			.filter(({ value, source }) => value || Object.values(source).some(Boolean)),
		spent: namesIn(form, /^spent\.([1-9]\d{0,3})\.amount$/)
			.map((number) => ({
				line: number,
				amount: line(`spent.${number}.amount`),
				none: line(`spent.${number}.none`)
			}))
			.filter(({ amount, none }) => amount || none),
		letter: { number: line('letter.number'), on: line('letter.on') }
	};
}

/** Contents as they stand in the controls. */
export function typedFrom(contents: FilingContents, languages: readonly string[]): Typed {
	const period = (value: string | null): TypedPeriod =>
		value !== null && isDay(value)
			? { quarter: '', day: value }
			: { quarter: value ?? '', day: '' };
	return {
		step: contents.step ?? '',
		completedOn: period(contents.completedOn),
		expectedCompletion: period(contents.expectedCompletion),
		isNothingToReport: contents.isNothingToReport,
		texts: textsBy((field) =>
			Object.fromEntries(
				languages.map((language) => [language, textIn(contents.texts[field], language)])
			)
		),
		evidence: contents.evidence.map((row) => ({
			kind: row.kind,
			title: row.title,
			number: row.kind === 'document' ? (row.number ?? '') : '',
			url: row.kind === 'link' ? row.url : '',
			on: row.on ?? ''
		})),
		readings: contents.readings.map(({ indicator, value, on, source }) => ({
			...{ indicator, value: typedDecimal(value), on },
			source: Object.fromEntries(languages.map((language) => [language, textIn(source, language)]))
		})),
		spent: contents.spent.map(({ line, amount }) => ({
			line: String(line),
			...typedAmount(amount)
		})),
		letter: { number: contents.letter?.number ?? '', on: contents.letter?.on ?? '' }
	};
}

export type Read =
	{ contents: FilingContents; problems: [] } | { contents: null; problems: Problem[] };

/** The contents that were typed, or everything that is wrong with them, each at its field. */
export function contentsOf(typed: Typed): Read {
	const problems: Problem[] = [];
	const period = ({ quarter, day }: TypedPeriod, field: string) => {
		if (day !== '' && isDay(day) && isQuarter(quarter) && quarterOf(day) !== quarter) {
			problems.push({ code: 'day_not_in_quarter', field });
		}
		return day || quarter || null;
	};
	const { letter } = typed;
	const hasLetter = letter.number !== '' || letter.on !== '';
	if (hasLetter && letter.on === '') {
		problems.push({ code: 'letter_day_missing', field: 'letter.on' });
	}
	const result = v.safeParse(FilingInput, {
		step: typed.step || null,
		completedOn: period(typed.completedOn, 'completedOn'),
		expectedCompletion: period(typed.expectedCompletion, 'expectedCompletion'),
		isNothingToReport: typed.isNothingToReport,
		texts: textsBy((field) => taggedTexts(typed.texts[field])),
		evidence: typed.evidence.map(evidenceOf),
		readings: typed.readings.map((row) => readingOf(row, problems)),
		spent: typed.spent.map((row) => spendingOf(row, problems)),
		letter: hasLetter ? letter : null
	});
	if (result.success && problems.length === 0) return { contents: result.output, problems: [] };
	const found = problemsOf(result.issues ?? []).map((problem) => ({
		...problem,
		field: problem.field
			?.replace(/^(texts\.\w+\.)(\w+)-\w+$/, '$1$2')
			.replace(/^(readings\.)(\d+)/, (_, of, row) => of + typed.readings[Number(row)]!.indicator)
			.replace(/^(readings\..+\.source\.\w+)-\w+$/, '$1')
			.replace(/^(spent\.)(\d+)/, (_, of, row) => of + typed.spent[Number(row)]!.line)
	}));
	const isSaid = ({ code, field }: Problem) => code === 'not_a_day' && field === 'letter.on';
	return {
		contents: null,
		problems: [...problems, ...found.filter((problem) => letter.on !== '' || !isSaid(problem))]
	};
}

/** A form's contents in one step; `typed` is there either way, to be shown again. */
export function contentsFromForm(
	form: FormData,
	languages: readonly string[],
	today: Day
): Read & { typed: Typed } {
	const typed = typedIn(form, languages, today);
	const read = contentsOf(typed);
	const problems = [...read.problems, ...letterProblems(typed.letter, today)];
	return { ...(problems.length > 0 ? { contents: null, problems } : read), typed };
}

/** Contents that say there is nothing to report. */
export const NOTHING_TO_REPORT: FilingContents = { ...EMPTY_CONTENTS, isNothingToReport: true };

/** Problems of a valibot check: the schema's messages are codes, the path is the field. */
export function problemsOf(issues: readonly v.BaseIssue<unknown>[]): Problem[] {
	return issues.map((issue) => {
		const requirement = 'requirement' in issue ? issue.requirement : undefined;
		return {
			code: /^[a-z][a-z_-]*$/.test(issue.message) ? issue.message : 'invalid',
			field: issue.path?.map(({ key }) => String(key)).join('.'),
			params: typeof requirement === 'number' ? { limit: requirement } : undefined
		};
	});
}

/** The tag of a text: of Serbian, by the script most of it was typed in. */
export function tagOf(language: string, text: string): string {
	if (language !== 'sr') return language;
	return scriptOf(text) === 'Latn' ? 'sr-Latn' : 'sr-Cyrl';
}

/** The tag of a text typed by who reads in a locale: Cyrillic is Serbian everywhere, Latin is English to who reads English. */
export function tagIn(locale: Locale, text: string): string {
	const tag = tagOf('sr', text);
	return tag === 'sr-Latn' && locale === 'en' ? 'en' : tag;
}

/** What was typed by language, under the tags it is kept by; what was left empty is left out. */
export function taggedTexts(texts: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(texts)
			.filter(([, text]) => text !== '')
			.map(([language, text]) => [tagOf(language, text), text])
	);
}

/** A text in several languages, typed under `name.language` each. */
export function textsOf(
	form: FormData,
	name: string,
	languages: readonly string[]
): Record<string, string> {
	return Object.fromEntries(
		languages.map((language) => [language, fieldOf(form, `${name}.${language}`).trim()])
	);
}

/** A text as it is typed: Serbian in whichever script it was. */
export function textIn(texts: Readonly<Record<string, string>>, language: string): string {
	if (language !== 'sr') return texts[language] ?? '';
	return texts['sr-Cyrl'] ?? texts['sr-Latn'] ?? '';
}

function textsBy<T>(of: (field: TextField) => T): Record<TextField, T> {
	return Object.fromEntries(TEXT_FIELDS.map((field) => [field, of(field)])) as Record<TextField, T>;
}

/** Only what its kind has; the controls of another kind may hold leftovers. */
function evidenceOf({ kind, title, number, url, on }: TypedEvidence): Evidence {
	if (kind === 'link') return { kind, title, url, on };
	if (kind === 'gazette') return { kind, title, on: on || null };
	return { kind: kind as 'document', title, number: number || null, on: on || null };
}

/** A number that cannot be read is said, and stands in for one that can: nothing is kept then. */
const UNREAD = '0';

function numberOf(
	typed: string,
	field: string,
	problems: Problem[],
	{ isAmount = false }: { isAmount?: boolean } = {}
): string {
	const value = decimalFrom(typed);
	if (value === 'ambiguous') problems.push({ code: 'number_ambiguous', field });
	else if (value === null) problems.push({ code: 'not_a_number', field });
	else if (isAmount && value.startsWith('-')) problems.push({ code: 'not_an_amount', field });
	else return value;
	return UNREAD;
}

function readingOf(
	{ indicator, value, on, source }: TypedReading,
	problems: Problem[]
): FiledReading {
	const field = `readings.${indicator}.value`;
	if (value === '') problems.push({ code: 'indicator_value_missing', field });
	return {
		...{ indicator, on },
		value: value === '' ? UNREAD : numberOf(value, field, problems),
		source: taggedTexts(source)
	};
}

function spendingOf(typed: TypedSpending, problems: Problem[]): FiledSpending {
	const amount = amountOf(typed, `spent.${typed.line}.amount`, problems);
	return { line: Number(typed.line), amount };
}

/** An amount as it was typed, or why there is none; what is wrong with it is added to the problems, at its field. */
export function amountOf(
	{ amount, none }: TypedAmount,
	field: string,
	problems: Problem[]
): FiledSpending['amount'] {
	if (none !== '' && amount !== '') problems.push({ code: 'money_amount_and_none', field });
	return none === '' ? numberOf(amount, field, problems, { isAmount: true }) : none;
}

/** As it stands in the controls. */
export function typedAmount(amount: Amount, point?: '.' | ','): TypedAmount {
	return isKnown(amount)
		? { amount: typedDecimal(amount, point), none: '' }
		: { amount: '', none: amount };
}

/** What a form's fields are about, each once, in the form's order. */
function namesIn(form: FormData, pattern: RegExp): string[] {
	const names = [...form.keys()].flatMap((name) => pattern.exec(name)?.[1] ?? []);
	return [...new Set(names)].slice(0, HIGHEST_ROW);
}

function rowsIn(form: FormData): number[] {
	const rows = new Set<number>();
	for (const name of form.keys()) {
		const row = /^evidence\.(\d{1,3})\./.exec(name)?.[1];
		if (row !== undefined && Number(row) <= HIGHEST_ROW) rows.add(Number(row));
	}
	return [...rows].sort((a, b) => a - b);
}

/** A field of several lines. */
// Browsers send line ends as CR LF; control characters other than tab and line feed have no place in a text and none in a workbook.
export function fieldOf(form: FormData, name: string): string {
	const value = form.get(name);
	if (typeof value !== 'string') return '';
	return value.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}
