import { describe, expect, test } from 'vitest';
import { actOf, stepFrom } from './shortcuts.ts';

const pressed = (key: string, more = {}) => ({
	...{ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
	...{ repeat: false, isComposing: false },
	...more
});
const here = { isTyping: false, isInList: true };

describe('a key', () => {
	test.each([
		['j', 'next'],
		['ArrowDown', 'next'],
		['k', 'previous'],
		['ArrowUp', 'previous'],
		['o', 'open'],
		['a', 'accept'],
		['r', 'return'],
		['Escape', 'close'],
		['x', null],
		['Enter', null]
	])('%s asks for %s', (key, act) => {
		expect(actOf(pressed(key), here)).toBe(act);
	});

	test('asks for the same under the Serbian Cyrillic keyboard', () => {
		expect(actOf(pressed('а', { code: 'KeyA' }), here)).toBe('accept');
		expect(actOf(pressed('ј', { code: 'KeyJ' }), here)).toBe('next');
		// A Latin layout that has another letter there means that letter.
		expect(actOf(pressed('q', { code: 'KeyA' }), here)).toBe(null);
	});

	test('asks for nothing while one is typing, nor together with another key', () => {
		for (const key of ['a', 'r', 'j', 'Escape']) {
			expect(actOf(pressed(key), { ...here, isTyping: true })).toBe(null);
			expect(actOf(pressed(key, { ctrlKey: true }), here)).toBe(null);
			expect(actOf(pressed(key, { metaKey: true }), here)).toBe(null);
		}
	});

	test('held down moves on, and decides nothing', () => {
		expect(actOf(pressed('j', { repeat: true }), here)).toBe('next');
		expect(actOf(pressed('a', { repeat: true }), here)).toBe(null);
	});

	test('arrows scroll where the keyboard is not in the list', () => {
		expect(actOf(pressed('ArrowDown'), { ...here, isInList: false })).toBe(null);
		expect(actOf(pressed('j'), { ...here, isInList: false })).toBe('next');
	});
});

test('the ends of the list are its ends', () => {
	expect(stepFrom(-1, 3, 'next')).toBe(0);
	expect(stepFrom(-1, 3, 'previous')).toBe(2);
	expect(stepFrom(2, 3, 'next')).toBe(2);
	expect(stepFrom(0, 3, 'previous')).toBe(0);
	expect(stepFrom(-1, 0, 'next')).toBe(-1);
});
