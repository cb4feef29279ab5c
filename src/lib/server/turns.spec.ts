import { expect, test } from 'vitest';
import { turn } from './turns.ts';

test('turns come in the order of asking, with a look at everything else between two', async () => {
	const seen: string[] = [];
	const begun = ['first', 'second', 'third'].map((name) => turn().then(() => seen.push(name)));
	let isOver = false;
	const beside = () => {
		seen.push('beside');
		if (!isOver) setImmediate(beside);
	};
	setImmediate(beside);
	await Promise.all(begun);
	isOver = true;
	expect(seen.filter((name) => name !== 'beside')).toEqual(['first', 'second', 'third']);
	expect(seen.indexOf('second') - seen.indexOf('first')).toBeGreaterThan(1);
	expect(seen.indexOf('third') - seen.indexOf('second')).toBeGreaterThan(1);
});

test('after a pause there is a turn again', async () => {
	await turn();
	await turn();
});
