import { expect, test } from 'vitest';
import { toLatin } from '#lib/domain/script.ts';
import { isNodeTooOld, nodeSentence } from './node-version.mjs';
import { inputsOf, latinOf } from './prepare.mjs';

const days = (one: string, few: string, other: string) => [
	{
		declarations: ['input n', 'local c = n: plural'],
		selectors: ['c'],
		match: { 'c=one': one, 'c=few': few, 'c=other': other }
	}
];

test('Serbian Latin comes from Cyrillic; placeholders, selectors and names stay', () => {
	const cyrillic = {
		hello: 'Здраво, {име_n}! Љубав, {q}',
		days: days('{n} дан', '{n} дана', '{n} дана')
	};
	expect(latinOf(cyrillic, toLatin)).toEqual({
		hello: 'Zdravo, {име_n}! Ljubav, {q}',
		days: days('{n} dan', '{n} dana', '{n} dana')
	});
});

test('the inputs of a message are those it declares or names, without its own locals', () => {
	expect(inputsOf('No inputs')).toEqual([]);
	expect(inputsOf('{b} of {a} and {b}')).toEqual(['a', 'b']);
	expect(inputsOf(days('{n} day in {place}', '', '{c}'))).toEqual(['n', 'place']);
});

test.each(['20.20.2', '22.18.0', '23.11.1'])(
	'Node %s is too old, and a sentence says so',
	(version) => {
		expect(isNodeTooOld(version)).toBe(true);
		expect(nodeSentence(version)).toContain(`this is Node ${version}`);
	}
);

test.each(['24.0.0', '24.21.0', '26.1.0'])('Node %s is new enough', (version) => {
	expect(isNodeTooOld(version)).toBe(false);
});
