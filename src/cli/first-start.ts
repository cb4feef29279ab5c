// Readies the database for `npm start` and `npm run dev`: creates and migrates it, and fills an empty one with the demonstration.
// Refuses to go on where a demonstration could be reached from elsewhere. Tells its parent the lines about the accounts.
import { m } from '#lib/paraglide/messages.js';
import { DEMONSTRATION_PASSWORD } from '#lib/server/access/demonstration.ts';
import { installationOf } from '#lib/server/access/installation.ts';
import { isLoopbackOnly } from '#lib/server/access/loopback.ts';
import { isEmpty } from '#lib/server/db/contents.ts';
import { databasePath, openDatabase } from '#lib/server/db/database.ts';
import { loadDemonstration } from '#lib/server/intake/demonstration.ts';
import { DOES_NOT_HOLD } from './command.ts';
import { failureLines } from './sentences.ts';
import { Unready } from './serving.mjs';

const english = { locale: 'en' } as const;

/** Those a visitor signs in with; the demonstration's other accounts only wrote its story. */
const USERNAMES = 'admin, owner, coordinator, reporter, signatory, reviewer';

async function ready(): Promise<string[]> {
	const path = databasePath();
	console.log(m.cli_database({ path }, english));
	const database = openDatabase(path, { log: console.log });
	try {
		const { HOST: host = '', ORIGIN: origin = '' } = process.env;
		const requireLoopback = () => {
			if (!isLoopbackOnly(process.env)) {
				throw new Unready(m.cli_demo_not_here({ host, origin }, english));
			}
		};
		const installation = () => installationOf(database.read, new Date().toISOString());
		if (isEmpty(database)) {
			requireLoopback();
			console.log(m.cli_demo_loading({}, english));
			await loadDemonstration(database);
		}
		if (!installation().isDemonstration) return [];
		requireLoopback();
		return [
			m.cli_demo_accounts({ usernames: USERNAMES, password: DEMONSTRATION_PASSWORD }, english)
		];
	} finally {
		database.close();
	}
}

try {
	const lines = await ready();
	if (process.send) process.send(lines);
	else for (const line of lines) console.log(line);
} catch (error) {
	const lines = error instanceof Unready ? [error.message] : failureLines(error, 'en');
	for (const line of lines) console.error(line);
	process.exitCode = DOES_NOT_HOLD;
}
if (process.send) process.disconnect();
