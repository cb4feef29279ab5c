// Every message in every language, with the same inputs, all plural forms, and no letter from the wrong alphabet.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inputsOf } from '../../src/cli/prepare.mjs';

type Variants = { declarations?: string[]; selectors?: string[]; match: Record<string, string> }[];
type Message = string | Variants;

const LOCALES = ['en', 'sr-Cyrl', 'sr-Latn'] as const;
type Locale = (typeof LOCALES)[number];

function messagesIn(locale: Locale): Record<string, Message> {
	const { $schema, ...messages } = JSON.parse(readFileSync(`messages/${locale}.json`, 'utf8'));
	expect($schema).toBeTypeOf('string');
	return messages;
}

const messages = Object.fromEntries(
	LOCALES.map((locale) => [locale, messagesIn(locale)])
) as Record<Locale, Record<string, Message>>;

const textsOf = (message: Message): string[] =>
	typeof message === 'string'
		? [message]
		: message.flatMap((variants) => Object.values(variants.match));

const allTexts = (locale: Locale): [string, string][] =>
	Object.entries(messages[locale]).flatMap(([key, message]) =>
		textsOf(message).map((text): [string, string] => [key, text])
	);

/** What a person reads: without placeholders. */
const readable = (text: string) => text.replaceAll(/\{[^}]*\}/g, ' ');

test.each(['sr-Cyrl', 'sr-Latn'] as const)('%s has exactly the messages of en', (locale) => {
	expect(Object.keys(messages[locale])).toEqual(Object.keys(messages.en));
});

test.each(['sr-Cyrl', 'sr-Latn'] as const)('%s names the same inputs as en', (locale) => {
	const inputs = (from: Locale) =>
		Object.fromEntries(
			Object.entries(messages[from]).map(([key, message]) => [key, inputsOf(message)])
		);
	expect(inputs(locale)).toEqual(inputs('en'));
});

test.each(LOCALES)('no message of %s is empty', (locale) => {
	expect(allTexts(locale).filter(([, text]) => text.trim() === '')).toEqual([]);
});

test.each(LOCALES)('%s has every plural form it needs', (locale) => {
	const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
	const lacking = Object.entries(messages[locale]).filter(([, message]) => {
		if (typeof message === 'string') return false;
		return message.some(({ declarations = [], match }) => {
			const plurals = declarations
				.map((declaration) => /^local (\w+) = \w+: plural$/.exec(declaration)?.[1])
				.filter((name) => name !== undefined);
			return plurals.some((name) =>
				categories.some(
					(category) =>
						!Object.keys(match).some((on) => new RegExp(`\\b${name}=(${category}|\\*)`).test(on))
				)
			);
		});
	});
	expect(lacking.map(([key]) => key)).toEqual([]);
});

test('no word mixes Cyrillic with Latin letters that look like it', () => {
	const mixed = (['en', 'sr-Cyrl', 'sr-Latn'] as const).flatMap((locale) =>
		allTexts(locale).flatMap(([key, text]) =>
			readable(text)
				.split(/[^\p{L}]+/u)
				.filter((word) => /\p{Script=Cyrillic}/u.test(word) && /\p{Script=Latin}/u.test(word))
				.map((word) => `${locale} ${key}: ${word}`)
		)
	);
	expect(mixed).toEqual([]);
});

test('sr-Cyrl has no single Latin letter standing for a Cyrillic word', () => {
	// и, у, о, с, а, к stand alone in Serbian; their Latin doubles would pass unseen.
	const doubles = allTexts('sr-Cyrl').filter(([, text]) =>
		/(?<![\p{L}\p{N}(„.-])[aocky](?![\p{L}\p{N}.)“-])/u.test(readable(text))
	);
	expect(doubles).toEqual([]);
});

test('Cyrillic letters of sr-Cyrl are Serbian ones', () => {
	const foreign = allTexts('sr-Cyrl').filter(([, text]) =>
		/[^абвгдђежзијклљмнњопрстћуфхцчџш\P{Script=Cyrillic}]/iu.test(text)
	);
	expect(foreign).toEqual([]);
});

test.each(['en', 'sr-Latn'] as const)('%s has no Cyrillic', (locale) => {
	const cyrillic = allTexts(locale).filter(([, text]) => /\p{Script=Cyrillic}/u.test(text));
	expect(cyrillic).toEqual([]);
});
