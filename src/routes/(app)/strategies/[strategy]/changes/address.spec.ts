import { expect, test } from 'vitest';
import { chosenAddress, momentName } from './address.ts';

const addressOf = (query: string) => chosenAddress(new URLSearchParams(query));

test('what a form chose becomes the address that is cited', () => {
	expect(addressOf('from=2019-Q4&to=2020-Q1')).toBe('?from=2019-Q4&quarter=2020-Q1');
	expect(addressOf('from=2020-Q1-R1&to=2020-Q1-R2&kind=deadline-later&goal=')).toBe(
		'?from=2020-Q1&fromRevision=1&quarter=2020-Q1&revision=2&kind=deadline-later'
	);
	expect(momentName({ quarter: '2020-Q1', revision: 2 })).toBe('2020-Q1-R2');
});

test('an address that is cited already stays as it is', () => {
	expect(addressOf('from=2019-Q4&quarter=2020-Q1')).toBe(null);
	expect(addressOf('')).toBe(null);
});

test('what no form has ever offered is handed on, and refused where it is read', () => {
	expect(addressOf('to=x&from=2020-Q1-Rx')).toBe('?from=2020-Q1&fromRevision=x&quarter=x');
	expect(addressOf('to=')).toBe('?');
});
