import { expect, test } from 'vitest';
import { entryTo } from './entry.ts';

const signedIn = { mustChangePassword: false };
const withOneTimePassword = { mustChangePassword: true };

test.each(['/login', '/logout', '/language', '/healthz', null])('%s is open to all', (route) => {
	expect(entryTo(route, null)).toBe('enter');
	expect(entryTo(route, withOneTimePassword)).toBe('enter');
});

test.each(['/', '/(app)', '/(app)/users', '/strategies/[strategy]/report.xlsx', '/added-later'])(
	'%s is for people who are signed in',
	(route) => {
		expect(entryTo(route, null)).toBe('sign-in');
		expect(entryTo(route, signedIn)).toBe('enter');
		expect(entryTo(route, withOneTimePassword)).toBe('change-password');
	}
);

test('with a one-time password there is the own account', () => {
	expect(entryTo('/(app)/account', withOneTimePassword)).toBe('enter');
	expect(entryTo('/(app)/account', null)).toBe('sign-in');
});
