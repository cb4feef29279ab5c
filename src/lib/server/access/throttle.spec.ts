import { describe, expect, test } from 'vitest';
import { networkOf, SignInThrottle, waitAfter } from './throttle.ts';

const AT = 1_600_000_000_000;
const SECOND = 1000;

function failing(times: number, throttle = new SignInThrottle()) {
	for (let i = 0; i < times; i++) expect(throttle.attempt('ana', '10.0.0.1', AT)).toBeNull();
	return throttle;
}

test('the wait grows from the fifth failure on and stops growing at five minutes', () => {
	expect([0, 4, 5, 6, 7, 8, 10, 11, 12, 60].map(waitAfter)).toEqual([
		0, 0, 5_000, 10_000, 20_000, 40_000, 160_000, 300_000, 300_000, 300_000
	]);
});

test('after five failures the sixth try is told to wait five seconds', () => {
	const throttle = failing(5);
	expect(throttle.attempt('ana', '10.0.0.1', AT)).toBe(5);
	expect(throttle.attempt('ana', '10.0.0.1', AT + 4 * SECOND)).toBe(1);
	expect(throttle.attempt('ana', '10.0.0.1', AT + 5 * SECOND)).toBeNull();
	expect(throttle.attempt('ana', '10.0.0.1', AT + 5 * SECOND)).toBe(10);
});

test('a refused try does not lengthen the wait: it is never a lock', () => {
	const throttle = failing(5);
	for (let i = 0; i < 1000; i++) throttle.attempt('ana', '10.0.0.1', AT + SECOND);
	expect(throttle.attempt('ana', '10.0.0.1', AT + 5 * SECOND)).toBeNull();
});

test('tries at the same moment count before any of them is known to be wrong', () => {
	const throttle = new SignInThrottle();
	const waits = Array.from({ length: 50 }, () => throttle.attempt('ana', '10.0.0.1', AT));
	expect(waits.filter((wait) => wait === null)).toHaveLength(5);
});

test('another account at the same address, and the same account elsewhere, are not slowed', () => {
	const throttle = failing(5);
	expect(throttle.attempt('mila', '10.0.0.1', AT)).toBeNull();
	expect(throttle.attempt('ana', '10.0.0.2', AT)).toBeNull();
});

test('success starts anew', () => {
	const throttle = failing(4);
	throttle.succeeded('ana', '10.0.0.1', AT);
	failing(5, throttle);
});

test('an hour of quiet starts anew', () => {
	const throttle = failing(5);
	expect(throttle.attempt('ana', '10.0.0.1', AT + 3600 * SECOND)).toBeNull();
	expect(throttle.attempt('ana', '10.0.0.1', AT + 3600 * SECOND)).toBeNull();
});

test('an address may fail a hundred times over many accounts, then once every six seconds', () => {
	const throttle = new SignInThrottle();
	for (let i = 0; i < 100; i++) expect(throttle.attempt(`u${i}`, '10.0.0.1', AT)).toBeNull();
	expect(throttle.attempt('u100', '10.0.0.1', AT)).toBe(6);
	expect(throttle.attempt('u100', '10.0.0.1', AT + 6 * SECOND)).toBeNull();
	expect(throttle.attempt('u101', '10.0.0.1', AT + 6 * SECOND)).toBe(6);
	expect(throttle.attempt('u101', '10.0.0.2', AT)).toBeNull();
});

test('a thousand good sign-ins from one address are not slowed', () => {
	const throttle = new SignInThrottle();
	for (let i = 0; i < 1000; i++) {
		expect(throttle.attempt(`u${i}`, '10.0.0.1', AT)).toBeNull();
		throttle.succeeded(`u${i}`, '10.0.0.1', AT);
	}
});

test('what is remembered has a bound', () => {
	const throttle = new SignInThrottle();
	for (let i = 0; i < 60_000; i++) throttle.attempt(`u${i}`, `10.${i >> 16}.${i >> 8}.${i}`, AT);
	expect(throttle.size).toBeLessThanOrEqual(40_000);
});

describe('what stands for an address', () => {
	test.each([
		['10.1.2.3', '10.1.2.3'],
		['::ffff:10.1.2.3', '10.1.2.3'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
		['2001:DB8:1:2:ffff::1', '2001:db8:1:2'],
		['2001:db8::1', '2001:db8:0:0'],
		['::1', '0:0:0:0'],
		['unknown', 'unknown']
	])('%s is %s', (address, network) => {
		expect(networkOf(address)).toBe(network);
	});
});
