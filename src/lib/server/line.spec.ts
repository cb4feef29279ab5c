import { expect, test } from 'vitest';
import { Line } from './line.ts';

const busy = () => new Error('busy');

test('work is done one after the other, in the order of asking, whatever becomes of what was before', async () => {
	const line = new Line(5);
	const seen: string[] = [];
	const work = (name: string) => async () => {
		seen.push(`${name} begins`);
		await new Promise((resolve) => setTimeout(resolve, 1));
		seen.push(`${name} ends`);
		if (name === 'second') throw new Error('second failed');
		return name;
	};
	const asked = ['first', 'second', 'third'].map((name) => line.join(work(name), busy));
	expect(line.length).toBe(3);
	const answered = await Promise.allSettled(asked);
	expect(answered.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
	expect(seen).toEqual(
		['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`])
	);
	expect(line.length).toBe(0);
});

test('when too many wait the next is turned away, and there is room again when one is done', async () => {
	const line = new Line(1);
	let finish = () => {};
	const first = line.join(() => new Promise<void>((resolve) => (finish = resolve)), busy);
	const second = line.join(async () => 'second', busy);
	await expect(line.join(async () => 'third', busy)).rejects.toThrow('busy');
	finish();
	await first;
	expect(await second).toBe('second');
	expect(await line.join(async () => 'fourth', busy)).toBe('fourth');
});
