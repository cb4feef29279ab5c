// The command line. Exit status: 0 good, 1 does not hold, 2 wrong use. Answers go to standard output, everything else beside it.
import { parseArgs } from 'node:util';
import { isLocale } from '#lib/server/access/locale.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	DOES_NOT_HOLD,
	GOOD,
	WRONG_USE,
	WrongUse,
	type Call,
	type Command,
	type Values
} from './command.ts';
import { failureLines } from './sentences.ts';

const help: Command = {
	usage: 'help',
	summary: (locale) => m.cli_help_help({}, { locale }),
	run: async ({ say, locale }) => say(await helpText(locale))
};

/** Read when called for: a command that only copies a file need not wait for what makes workbooks. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
	help: async () => help,
	init: async () => (await import('./commands/init.ts')).init,
	demo: async () => (await import('./commands/demo.ts')).demo,
	load: async () => (await import('./commands/load.ts')).load,
	progress: async () => (await import('./commands/progress.ts')).progress,
	changes: async () => (await import('./commands/changes.ts')).changes,
	warning: async () => (await import('./commands/warning.ts')).warning,
	pack: async () => (await import('./commands/pack.ts')).pack,
	freeze: async () => (await import('./commands/freeze.ts')).freeze,
	correct: async () => (await import('./commands/correct.ts')).correct,
	export: async () => (await import('./commands/export.ts')).exportQuarter,
	backup: async () => (await import('./commands/backup.ts')).backup,
	restore: async () => (await import('./commands/restore.ts')).restore,
	verify: async () => (await import('./commands/verify.ts')).verify,
	redact: async () => (await import('./commands/redact.ts')).redact,
	'user add': async () => (await import('./commands/user.ts')).userAdd,
	'user password': async () => (await import('./commands/user.ts')).userPassword,
	'user disable': async () => (await import('./commands/user.ts')).userDisable
};

/** Runs one command and answers the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
	const spoken = languageIn(argv);
	const locale = spoken ?? 'en';
	const [name, rest] = commandIn(argv);
	const command = Object.hasOwn(COMMANDS, name) ? await COMMANDS[name]?.() : undefined;
	try {
		if (!command) {
			if (argv[0] === '--help' || argv[0] === '-h') return say(await helpText(locale), GOOD);
			throw new WrongUse((locale) =>
				name === '' ? m.cli_no_command({}, { locale }) : m.cli_unknown_command({ name }, { locale })
			);
		}
		if (rest.includes('--help')) return say(usageOf(command, locale), GOOD);
		const isWatched = process.stderr.isTTY === true;
		const call = { ...callOf(command, rest), locale, say: print, tell, isWatched };
		return (await command.run(call)) ?? GOOD;
	} catch (error) {
		if (error instanceof WrongUse) {
			tell(error.sentence(locale));
			tell(command ? usageOf(command, locale) : await helpText(locale));
			return WRONG_USE;
		}
		for (const line of failureLines(error, locale)) tell(line);
		return DOES_NOT_HOLD;
	}
}

function say(text: string, status: number): number {
	print(text);
	return status;
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

function tell(line: string): void {
	process.stderr.write(`${line}\n`);
}

/** Read before the rest, so that the sentence about what is wrong with the rest is in the right language. */
function languageIn(argv: readonly string[]): Locale | null {
	const at = argv.findLastIndex((text) => text === '--lang' || text.startsWith('--lang='));
	const value = argv[at]?.includes('=') ? argv[at].slice('--lang='.length) : argv[at + 1];
	return at >= 0 && isLocale(value) ? value : null;
}

/** The command named by the first one or two words, and what follows it. */
function commandIn(argv: readonly string[]): [string, string[]] {
	const two = argv.slice(0, 2).join(' ');
	if (argv.length > 1 && Object.hasOwn(COMMANDS, two)) return [two, argv.slice(2)];
	return [argv[0] === 'user' ? two : (argv[0] ?? ''), argv.slice(1)];
}

function callOf(command: Command, argv: string[]): Pick<Call, 'operands' | 'values'> {
	const { positionals, values, twice } = parsed(command, argv);
	// The last would hold, and somebody who froze another quarter than meant could not take it back.
	if (twice !== undefined) {
		throw new WrongUse((locale) => m.cli_option_twice({ name: `--${twice}` }, { locale }));
	}
	const { operands = [], optional = [], required = [] } = command;
	const missing = operands[positionals.length];
	if (missing !== undefined && !optional.includes(missing)) {
		throw new WrongUse((locale) => m.cli_missing_argument({ name: missing }, { locale }));
	}
	const surplus = positionals[operands.length];
	if (surplus !== undefined) {
		throw new WrongUse((locale) => m.cli_surplus_argument({ name: surplus }, { locale }));
	}
	const absent = required.find((option) => values[option] === undefined);
	if (absent !== undefined) {
		throw new WrongUse((locale) => m.cli_missing_option({ name: `--${absent}` }, { locale }));
	}
	const empty = Object.keys(values).find((option) => values[option] === '');
	if (empty !== undefined) {
		throw new WrongUse((locale) => m.cli_option_needs_value({ name: `--${empty}` }, { locale }));
	}
	if (values.lang !== undefined && !isLocale(values.lang)) {
		throw new WrongUse((locale) => m.cli_unknown_language({ name: `${values.lang}` }, { locale }));
	}
	return { operands: positionals, values };
}

interface Parsed {
	positionals: string[];
	values: Values;
	/** An option that is there more than once. */
	twice: string | undefined;
}

function parsed(command: Command, argv: string[]): Parsed {
	const options = { ...command.options, lang: { type: 'string' } } as const;
	try {
		const { positionals, values, tokens } = parseArgs({
			args: argv,
			options,
			strict: true,
			allowPositionals: true,
			tokens: true
		});
		const names = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
		const twice = names.find((name, index) => names.indexOf(name) < index);
		return { positionals, values: values as Values, twice };
	} catch (error) {
		throw wrongOption(error);
	}
}

/** parseArgs names the option in quotation marks; the rest of its sentence is English and for programmers. */
function wrongOption(error: unknown): unknown {
	if (!(error instanceof TypeError) || !('code' in error)) return error;
	const name = /'(?:-\w, )?(--?[^' ]+)/.exec(error.message)?.[1] ?? '';
	const sentence =
		error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
			? m.cli_unknown_option
			: error.message.includes('does not take')
				? m.cli_option_takes_no_value
				: m.cli_option_needs_value;
	return new WrongUse((locale) => sentence({ name }, { locale }));
}

function usageOf(command: Command, locale: Locale): string {
	return m.cli_usage({ usage: `npm run -s kvartal -- ${command.usage}` }, { locale });
}

async function helpText(locale: Locale): Promise<string> {
	const commands = await Promise.all(Object.values(COMMANDS).map((command) => command()));
	return [
		m.cli_help_title({}, { locale }),
		'',
		...commands.map(({ usage, summary }) => `  ${usage}\n      ${summary(locale)}`),
		'',
		m.cli_help_footer({}, { locale })
	].join('\n');
}
