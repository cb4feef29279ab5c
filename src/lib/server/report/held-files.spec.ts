import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { HeldFiles } from './held-files.ts';

const HOUR_MS = 3_600_000;
const heldIn = (held: HeldFiles, names: string) =>
	[...names].filter((name) => held.get(name) !== null).join('');

test('as many as there is room for; the oldest are given up for newer ones', () => {
	const held = new HeldFiles({ mostBytes: 10, forMs: HOUR_MS });
	held.hold('a', new Uint8Array(4));
	held.hold('b', new Uint8Array(6));
	expect(heldIn(held, 'ab')).toBe('ab');
	held.hold('c', new Uint8Array(3));
	expect(heldIn(held, 'abc')).toBe('bc');
	held.hold('d', new Uint8Array(9));
	expect(heldIn(held, 'abcd')).toBe('d');
});

test('one that is larger than all the room is held alone', () => {
	const held = new HeldFiles({ mostBytes: 10, forMs: HOUR_MS });
	held.hold('a', new Uint8Array(4));
	held.hold('b', new Uint8Array(11));
	expect(heldIn(held, 'ab')).toBe('b');
	held.hold('c', new Uint8Array(1));
	expect(heldIn(held, 'abc')).toBe('c');
});

test('none longer than a while', async () => {
	const held = new HeldFiles({ mostBytes: 10, forMs: 20 });
	held.hold('a', new Uint8Array(1));
	expect(heldIn(held, 'a')).toBe('a');
	await after(200);
	expect(heldIn(held, 'a')).toBe('');
});
