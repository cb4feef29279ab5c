import { expect, test } from 'vitest';
import { kindAt, kindOf } from './history-things.ts';

test('a value is known by its name, or by its place in one kind of thing', () => {
	expect(kindAt('ledger', 'activityId')).toBe('activity');
	expect(kindAt('user', 'rights.0.bodyId')).toBe('body');
	expect(kindAt('correction', 'activities.12')).toBe('activity');
	expect(kindAt('large-plan', 'activities')).toBeNull();
	expect(kindAt('amendment-draft', 'changes.2.leads.0')).toBe('body-key');
	expect(kindAt('ledger', 'toString')).toBeNull();
});

test('of a text, what it is of is named', () => {
	expect(kindAt('text', 'subjectId', 'ledger')).toBe('ledger');
	expect(kindOf('text', 'change')).toBe('amendment-change');
	expect(kindOf('text', null)).toBeNull();
	expect(kindOf('window', 'activity')).toBe('window');
	expect(kindOf('constructor')).toBeNull();
});
