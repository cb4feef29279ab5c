import { expect, test, vi } from 'vitest';
import type { Steps } from '#lib/domain/steps.ts';
import { inTurns, turn } from './turns.ts';

vi.mock(import('./memory.ts'), async (actual) => ({
	...(await actual()),
	giveBackIfSparing: vi.fn<() => void>()
}));

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

/** Steps that keep the thread busy for so long each. */
function* busy(steps: number, ms: number, onStep = () => {}): Steps<number> {
	for (let step = 0; step < steps; step += 1) {
		const until = performance.now() + ms;
		while (performance.now() < until);
		onStep();
		yield;
	}
	return steps;
}

test('long work is done in turns: requests are begun between its steps, and it gets on while they keep coming', async () => {
	let done = 0;
	const work = inTurns(busy(60, 1, () => (done += 1)));
	let isOver = false;
	void work.finally(() => (isOver = true));
	const seen = new Set<number>();
	let most = 0;
	for (let last = 0; !isOver; last = done) {
		await turn();
		seen.add(done);
		most = Math.max(most, done - last);
	}
	expect(await work).toBe(60);
	expect(seen.size).toBeGreaterThan(10);
	expect(most).toBeLessThan(30);
});

test('work that fails says so to who asked for it', async () => {
	function* failing(): Steps<void> {
		yield;
		throw new Error('half way');
	}
	await expect(inTurns(failing())).rejects.toThrow('half way');
});

test('what long work left behind is given back once nobody asks, and after half a minute in any case', async () => {
	vi.resetModules();
	const { inTurns, turn } = await import('./turns.ts');
	const { giveBackIfSparing } = await import('./memory.ts');
	const givenBack = vi.mocked(giveBackIfSparing);
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
	try {
		givenBack.mockClear();
		await inTurns(busy(3, 0));
		await turn();
		vi.advanceTimersByTime(1_000);
		expect(givenBack).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1_000);
		expect(givenBack).toHaveBeenCalledTimes(1);
		vi.advanceTimersByTime(60_000);
		expect(givenBack).toHaveBeenCalledTimes(1);

		await inTurns(busy(3, 0));
		for (let second = 1; second <= 29; second += 1) {
			await turn();
			vi.advanceTimersByTime(1_000);
		}
		expect(givenBack).toHaveBeenCalledTimes(1);
		await turn();
		vi.advanceTimersByTime(1_000);
		expect(givenBack).toHaveBeenCalledTimes(2);
	} finally {
		vi.useRealTimers();
	}
});
