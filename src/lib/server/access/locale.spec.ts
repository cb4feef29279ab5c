import { expect, test } from 'vitest';
import { accepted, localeFor } from './locale.ts';

test.each([
	['sr', 'sr-Cyrl'],
	['sr-RS,sr;q=0.9,en;q=0.8', 'sr-Cyrl'],
	['sr-Latn-RS,en;q=0.8', 'sr-Latn'],
	['de, sr-Latn;q=0.8, en;q=0.5', 'sr-Latn'],
	['en;q=0.5, sr-Latn;q=0.8', 'sr-Latn'],
	['en-GB', 'en'],
	['en;q=0, sr', 'sr-Cyrl'],
	['srn', null],
	['*', null],
	['', null],
	[';;;,q=,=', null]
])('a browser that asks for "%s" gets %s', (header, locale) => {
	expect(accepted(header)).toBe(locale);
});

test('the own choice goes before the cookie, the cookie before the browser', () => {
	const acceptLanguage = 'sr';
	expect(localeFor({ user: 'sr-Latn', cookie: 'en', acceptLanguage })).toBe('sr-Latn');
	expect(localeFor({ user: null, cookie: 'en', acceptLanguage })).toBe('en');
	expect(localeFor({ user: null, cookie: 'xx', acceptLanguage })).toBe('sr-Cyrl');
	expect(localeFor({ user: null, cookie: undefined, acceptLanguage: null })).toBe('en');
});
