// Counts the statements that are run, for tests and benchmarks. Only where KVARTAL_COUNT_STATEMENTS=1 was set when a database was opened:
// SQLite then writes each statement out, which takes time.
let run = 0;

export function isCounting(env: NodeJS.ProcessEnv = process.env): boolean {
	return env.KVARTAL_COUNT_STATEMENTS === '1';
}

/** Takes note of one statement; what begins and ends transactions asks the database nothing. */
export function countStatement(sql: unknown): void {
	if (!/^\s*(begin|commit|end|rollback|savepoint|release)\b/i.test(String(sql))) run += 1;
}

/** How many were run in this process so far, by all connections. */
export function statementsRun(): number {
	return run;
}
