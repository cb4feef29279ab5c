// The process that test/unit/kill.spec.ts kills: it saves, submits and recalls one filing for ever, through the same doors as a person,
// and prints a line once a write is acknowledged.
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { EMPTY_CONTENTS, type FilingContents } from '#lib/domain/filing.ts';
import { openDatabase } from '#lib/server/db/database.ts';
import * as filings from '#lib/server/filing/filings.ts';
import type { Context } from '#lib/server/history/change.ts';
import { actorOf } from '#lib/server/access/users.ts';

const [path = '', strategy = '', activity = '', body = '', quarter = '', today = '', user = ''] =
	process.argv.slice(2);
const database = openDatabase(path);
const context: Context = {
	database,
	actor: actorOf(database.read, Number(user)),
	today,
	via: 'web'
};
const key = { strategy, activity, body, quarter };

/** Contents that name the version they are saved as, in every part, so that a half-written one shows. */
function contentsOf(version: number): FilingContents {
	const text = (field: string) => ({
		'sr-Cyrl': `${field} ${version} ${'ш'.repeat(2000)}`,
		// Two processes never say the same: saying what is already there is no write.
		en: `${field} ${version} ${process.pid}`
	});
	return {
		...EMPTY_CONTENTS,
		step: 'ongoing',
		texts: {
			narrative: text('narrative'),
			result: text('result'),
			problems: text('problems'),
			reasons: text('reasons'),
			next_steps: text('next_steps'),
			escalation: text('escalation')
		},
		evidence: ['a', 'b', 'c'].map((name) => ({
			kind: 'document' as const,
			title: `${name} ${version}`,
			number: null,
			on: null
		}))
	};
}

// Written at once and not through a stream: what is printed has been acknowledged, and what was acknowledged is printed.
const say = (line: string) => writeSync(1, `${line}\n`);

// The next one starts sooner; a killed process leaves no cache behind by itself.
flushCompileCache();
say('ready');
for (;;) {
	const found = filings.find(database.read, key);
	const version = found?.version ?? 0;
	const contents = contentsOf(version + 1);
	// What another process did meanwhile is not overwritten: that is what versions are for.
	try {
		if (found?.state === 'submitted') {
			filings.recall(context, key, version);
			say(`recalled ${version}`);
			continue;
		}
		const write = version % 3 === 2 ? filings.submit : filings.save;
		const outcome = write(context, key, version, contents);
		say(`${outcome.state} ${outcome.version}`);
	} catch (refused) {
		if (!(refused instanceof Error) || refused.name !== 'Refusal') throw refused;
		say('refused');
	}
}
