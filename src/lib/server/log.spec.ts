import { expect, test } from 'vitest';
import { factsOf } from './log.ts';

test('a failed query is logged without what was typed', () => {
	const failed = Object.assign(new Error('Failed query: insert …\nparams: tajna lozinka'), {
		query: 'insert into users (name) values (?)',
		params: ['tajna lozinka'],
		cause: new Error('UNIQUE constraint failed: users.username')
	});
	const line = JSON.stringify(factsOf(failed));
	expect(line).not.toContain('tajna');
	expect(line).toContain('UNIQUE constraint failed');
	expect(line).toContain('insert into users');
});

test('a thrown text is not logged', () => {
	expect(factsOf('tajna')).toEqual({ error: 'string' });
});
