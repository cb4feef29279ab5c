// What a form of several languages started with or came back with.

/**
 * The values of one field, by language.
 *
 * @example inLanguages({ 'act.sr': 'Закључак', 'act.en': '' }, 'act') //=> { sr: 'Закључак', en: '' }
 */
export function inLanguages(
	values: Readonly<Record<string, string>>,
	name: string
): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values)
			.filter(([key]) => key.startsWith(`${name}.`))
			.map(([key, value]) => [key.slice(name.length + 1), value])
	);
}
