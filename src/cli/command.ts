// What a command is, and what every command is given.
import type { ParseArgsConfig } from 'node:util';
import { resolve } from 'node:path';
import type { Locale } from '#lib/domain/text.ts';

export type Values = Readonly<Record<string, string | boolean | undefined>>;

/** One call of a command, its arguments checked against what the command takes. */
export interface Call {
	/** The arguments after the command, as many as it names. */
	operands: readonly string[];
	values: Values;
	/** In which language to answer. */
	locale: Locale;
	/** Prints a line of the answer. */
	say(line: string): void;
	/** Prints a line about what is being done, beside the answer. */
	tell(line: string): void;
	/** Whether somebody watches what is told: standard error is a terminal. */
	isWatched: boolean;
}

export interface Command {
	/** Its arguments as help shows them: `backup FILE [--force]`. */
	usage: string;
	summary(locale: Locale): string;
	/** Names of the arguments. */
	operands?: readonly string[];
	/** Those of them that may be left out, at the end. */
	optional?: readonly string[];
	options?: NonNullable<ParseArgsConfig['options']>;
	/** Options that must be given. */
	required?: readonly string[];
	/** Answers the exit status when it is not 0. */
	run(call: Call): void | number | Promise<void | number>;
}

/** The exit statuses. */
export const GOOD = 0;
export const DOES_NOT_HOLD = 1;
export const WRONG_USE = 2;

/** The command was called wrongly: a sentence, then its usage, status 2. */
export class WrongUse extends Error {
	readonly sentence: (locale: Locale) => string;

	constructor(sentence: (locale: Locale) => string) {
		super(sentence('en'));
		this.sentence = sentence;
	}
}

/** The text of an option that is required or known to be there. */
export function textOf({ values }: Call, option: string): string {
	const value = values[option];
	if (typeof value !== 'string') throw new Error(`--${option} is not there`);
	return value;
}

/** A path as typed: npm runs scripts in the program's folder, and remembers where it was called. */
export function pathOf(typed: string, env: NodeJS.ProcessEnv = process.env): string {
	const base = env.npm_lifecycle_event === 'kvartal' ? env.INIT_CWD : undefined;
	return resolve(base ?? '.', typed);
}
