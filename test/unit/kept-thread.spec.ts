// A thread that is kept: its line is not endless, it tells how far it is, and an order that takes too long ends it for that order alone.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refusal, Refusal } from '#lib/domain/refusal.ts';
import { KeptThread } from '#lib/server/kept-thread.ts';
import { folderOfItsOwn } from './database.ts';

/** Answers with what it was told to say, after so many milliseconds, and how many orders it had before. */
const PROGRAM = `
	import { parentPort } from 'node:worker_threads';
	let before = 0;
	parentPort.on('message', async ({ ms }) => {
		parentPort.postMessage({ kind: 'progress', progress: before });
		await new Promise((done) => setTimeout(done, ms));
		parentPort.postMessage({ kind: 'made', bytes: new Uint8Array([before++]) });
	});`;

function thread({ mostWaiting }: { mostWaiting: number }): KeptThread {
	const source = join(folderOfItsOwn(), 'program.mjs');
	writeFileSync(source, PROGRAM);
	// From the folder of the module that starts it.
	const up = '../'.repeat(30).slice(0, -1);
	return new KeptThread({
		name: 'test',
		source: up + source,
		mostMemoryMb: 64,
		keptMs: 5_000,
		mostWaiting
	});
}

const asking = (timeoutMs = 10_000) => ({
	timeoutMs,
	timeout: () => refusal('not-now', 'too-long'),
	busy: () => refusal('not-now', 'too-many')
});

const codeOf = (refused: unknown) =>
	refused instanceof Refusal ? refused.problems[0]!.code : String(refused);

test('orders are done one after the other by the same thread, which tells how far it is', async () => {
	const kept = thread({ mostWaiting: 2 });
	const heard: unknown[] = [];
	const onProgress = (progress: unknown) => heard.push(progress);
	const orders = [20, 0, 0].map((ms) => kept.run({ ms }, { ...asking(), onProgress }));
	expect(kept.isIdle).toBe(false);
	expect((await Promise.all(orders)).map(([before]) => before)).toEqual([0, 1, 2]);
	expect(heard).toEqual([0, 1, 2]);
	expect(kept).toMatchObject({ isIdle: true, isKept: true });
});

test('who would be one too many in the line is told so, and nobody else is', async () => {
	const kept = thread({ mostWaiting: 1 });
	const orders = [0, 0, 0, 0].map((ms) => kept.run({ ms }, asking()).then(() => 'done', codeOf));
	expect(await Promise.all(orders)).toEqual(['done', 'done', 'too-many', 'too-many']);
	expect((await kept.run({ ms: 0 }, asking()))[0]).toBe(2);
});

test('an order that takes too long is given up; the next is done by a new thread', async () => {
	const kept = thread({ mostWaiting: 1 });
	const slow = kept.run({ ms: 60_000 }, asking(300)).catch(codeOf);
	const next = kept.run({ ms: 0 }, asking());
	expect(await slow).toBe('too-long');
	expect((await next)[0]).toBe(0);
});
