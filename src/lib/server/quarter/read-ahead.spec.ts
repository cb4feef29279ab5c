import { expect, test, vi } from 'vitest';
import { snapshot } from '../db/database.ts';
import { databaseOfItsOwn } from '../../../../test/unit/database.ts';
import { loadLargePlan } from '../intake/large-plan.ts';
import * as facts from './facts.ts';
import * as overview from './overview.ts';
import { readAhead } from './read-ahead.ts';

test('after it, a page finds the plan and the figures of every quarter known', async () => {
	const database = databaseOfItsOwn();
	await loadLargePlan(database, { activities: 40 });
	await readAhead(database);
	const known = snapshot(database, (read) => facts.factsOf(database, read, 'pulse'));
	// Judging every activity is what takes long: the trend needs it of no quarter but the one in question.
	const judged = vi.spyOn(known as unknown as { judge: (quarter: string) => unknown }, 'judge');
	const { trend } = overview.read(database, 'pulse', '2020-Q3', { today: '2020-10-05' });
	expect(trend.quarters.length).toBeGreaterThan(5);
	expect(judged.mock.calls).toEqual([['2020-Q3']]);
});

test('a database that cannot be read keeps no server from starting', async () => {
	const told = vi.spyOn(console, 'log').mockImplementation(() => {});
	const database = databaseOfItsOwn();
	database.close();
	await expect(readAhead(database)).resolves.toBeUndefined();
	told.mockRestore();
});
