import { expect, test } from 'vitest';
import { sameSitePath } from './same-site.ts';

test.each([
	['/', '/'],
	['/strategies/x?quarter=2020-Q3&a=%2F%2F', '/strategies/x?quarter=2020-Q3&a=%2F%2F'],
	['/a#b', '/a#b'],
	['/претрага?q=ћ', '/%D0%BF%D1%80%D0%B5%D1%82%D1%80%D0%B0%D0%B3%D0%B0?q=%D1%9B'],
	['/a/../b', '/b']
])('%s is kept as %s', (to, path) => {
	expect(sameSitePath(to)).toBe(path);
});

test.each([
	'//evil.example',
	'///evil.example',
	'/\\evil.example',
	'\\\\evil.example',
	'/\t/evil.example',
	'/\n/evil.example',
	' //evil.example',
	'https://evil.example/',
	'javascript:alert(1)',
	'/.//evil.example',
	'/a/..//evil.example',
	'/%2e//evil.example',
	'evil.example',
	'',
	null,
	undefined,
	7,
	`/${'a'.repeat(3000)}`
])('%s leads nowhere but home', (to) => {
	expect(sameSitePath(to)).toBe('/');
});
