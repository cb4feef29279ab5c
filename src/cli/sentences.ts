// Sentences for what the server ring refuses, on a terminal: file:line field: sentence.
import { Refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { inWords } from '#lib/wording/problems.ts';

type Sentence = (params: Record<string, string | number>, options: { locale: Locale }) => string;

/**
 * One problem as a line.
 *
 * @example 'activities-1.yaml:12 deadline.wording: This must be filled in.'
 */
export function problemLine(problem: Problem, locale: Locale): string {
	const { code, file, line, field } = problem;
	const params = inWords(problem.params ?? {}, locale);
	const position = line === undefined ? file : `${file}:${line}`;
	const place = [file === undefined ? undefined : position, field].filter(Boolean).join(' ');
	const text = sentenceOf(code)?.(params, { locale }) ?? [code, ...Object.values(params)].join(' ');
	return place ? `${place}: ${text}` : text;
}

/** Pages name each message, to be sent no others; the command line has all of them at hand. */
function sentenceOf(code: string): Sentence | undefined {
	const sentences = m as unknown as Readonly<Record<string, Sentence>>;
	const key = `problem_${code.replaceAll('-', '_')}`;
	return key in sentences ? sentences[key] : undefined;
}

/** Why something could not be done, one problem a line; an error nobody expected keeps its trace. */
export function failureLines(error: unknown, locale: Locale): string[] {
	if (error instanceof Refusal) {
		return error.problems.map((problem) => problemLine(problem, locale));
	}
	const code = codeOf(error);
	const reason = error instanceof Error ? error.message : String(error);
	if (code.startsWith('SQLITE_BUSY')) return [m.cli_database_busy({}, { locale })];
	if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
		return [m.cli_database_damaged({}, { locale })];
	}
	// The operating system's own refusals name the file; a trace would only hide that.
	if (/^E[A-Z]+$/.test(code) || code.startsWith('SQLITE_')) {
		return [m.cli_system_refuses({ reason }, { locale })];
	}
	const trace = error instanceof Error ? [error.stack ?? ''] : [];
	return [m.cli_unexpected({ reason }, { locale }), ...trace];
}

/** better-sqlite3 and Node put it on the error; drizzle wraps theirs in its own. */
function codeOf(error: unknown): string {
	if (!(error instanceof Error)) return '';
	return 'code' in error ? String(error.code) : codeOf(error.cause);
}
