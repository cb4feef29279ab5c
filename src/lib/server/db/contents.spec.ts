import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isEmpty } from './contents.ts';
import { openDatabase, writerOf } from './database.ts';
import { users } from './schema.ts';

test('a new database is empty until somebody has an account', () => {
	const folder = mkdtempSync(join(tmpdir(), 'kvartal-'));
	const database = openDatabase(join(folder, 'kvartal.db'));
	expect(isEmpty(database)).toBe(true);
	writerOf(database)
		.orm.insert(users)
		.values({ username: 'admin', name: 'Admin', createdAt: '2026-01-01T00:00:00Z' })
		.run();
	expect(isEmpty(database)).toBe(false);
	database.close();
	rmSync(folder, { recursive: true });
});
