// The structured log: one line of JSON an event, to standard output. No passwords, cookies, form contents, query strings or names.

export type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes one event. */
export function log(event: string, facts: Facts = {}): void {
	process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...facts })}\n`);
}

/** What may be logged of an error: a failed query is named without its parameters, which hold what people typed. */
export function factsOf(error: unknown): Facts {
	if (!(error instanceof Error)) return { error: typeof error };
	const cause = error.cause instanceof Error ? error.cause : null;
	if ('params' in error && 'query' in error) {
		return {
			error: cause?.message ?? error.name,
			query: String(error.query),
			stack: placesOf(cause ?? error)
		};
	}
	return {
		error: `${error.name}: ${error.message}`.slice(0, 500),
		cause: cause?.message.slice(0, 500),
		stack: placesOf(error)
	};
}

/** The places of a stack, without the message above them. */
function placesOf(error: Error): string {
	return (error.stack ?? '')
		.split('\n')
		.filter((line) => line.startsWith('    at '))
		.slice(0, 12)
		.map((line) => line.trim())
		.join(' < ');
}
