import { expect, test } from 'vitest';
import { isLoopbackOnly } from './loopback.ts';

test.each([
	['127.0.0.1', 'http://localhost:3000'],
	['localhost', 'http://127.0.0.1:3000'],
	['::1', 'http://[::1]:3000'],
	['127.8.9.10', 'https://LOCALHOST']
])('listening on %s as %s stays on this machine', (HOST, ORIGIN) => {
	expect(isLoopbackOnly({ HOST, ORIGIN })).toBe(true);
});

test.each([
	['0.0.0.0', 'http://localhost:3000'],
	['::', 'http://localhost:3000'],
	['', 'http://localhost:3000'],
	[undefined, 'http://localhost:3000'],
	['10.0.0.5', 'http://localhost:3000'],
	['127.0.0.1.example.org', 'http://localhost:3000'],
	['127.0.0.1', 'https://kvartal.example.org'],
	['127.0.0.1', 'http://localhost.example.org'],
	['127.0.0.1', 'http://localhost@example.org'],
	['127.0.0.1', 'localhost:3000'],
	['127.0.0.1', ''],
	['127.0.0.1', undefined]
])('listening on %s as %s may be reached from elsewhere', (HOST, ORIGIN) => {
	expect(isLoopbackOnly({ HOST, ORIGIN })).toBe(false);
});

test('a socket handed over by somebody else may be reached from elsewhere', () => {
	const here = { HOST: '127.0.0.1', ORIGIN: 'http://localhost:3000' };
	expect(isLoopbackOnly({ ...here, SOCKET_PATH: '/run/kvartal.sock' })).toBe(false);
	expect(isLoopbackOnly({ ...here, LISTEN_FDS: '1' })).toBe(false);
});
