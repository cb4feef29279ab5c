// The process that test/unit/freezing-kill.spec.ts kills: freezes one quarter through the same door as an owner, says when it begins and what came of it.
import { writeSync } from 'node:fs';
import { CONSOLE } from '#lib/domain/permission.ts';
import { openDatabase } from '#lib/server/db/database.ts';
import { freeze } from '#lib/server/quarter/freezing.ts';
import { readLive } from '#lib/server/quarter/quarters.ts';

const [path = '', strategy = '', quarter = '', today = ''] = process.argv.slice(2);
const database = openDatabase(path);
// Read before, so that what is killed is the freezing and not the reading of the plan.
readLive(database, strategy, quarter, { today, choose: () => [] });
writeSync(1, 'begins\n');
const { hash } = freeze(
	{ database, actor: CONSOLE, today, via: 'console' },
	{ strategy, quarter },
	{ onStep: ({ step }) => writeSync(1, `${step}\n`) }
);
writeSync(1, `frozen ${hash}\n`);
