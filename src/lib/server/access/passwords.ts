// Passwords: argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane). Only the hash is kept, in users.password_hash.
import { randomBytes, randomInt } from 'node:crypto';
import { hash, verify, type Options } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet, argon2id, second setting. */
export const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

const ARGON2ID: Options = { ...COST, algorithm: 2 };

/** No letters or digits that are mistaken for one another when read aloud or copied by hand. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

// Well formed and made of noise, so no password matches it; checking it costs what checking a real one costs.
const NOBODYS_HASH = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$${noise(16)}$${noise(32)}`;

/** The hash to keep of a password. Slow on purpose: call it before a transaction begins. */
export function hashOf(password: string): Promise<string> {
	return hash(normal(password), ARGON2ID);
}

/**
 * Whether a password belongs to a hash. Without a hash (no such user, or one who cannot sign in) it takes the same time and is false.
 */
export async function isPasswordOf(kept: string | null, password: string): Promise<boolean> {
	const matches = await verify(kept ?? NOBODYS_HASH, normal(password));
	return matches && kept !== null;
}

/**
 * A password to be handed over once and changed at the first sign-in; 99 bits.
 *
 * @example oneTimePassword() //=> 'k7mwq-3xhfd-ztc9u-pe4va'
 */
export function oneTimePassword(): string {
	const letters = Array.from({ length: 20 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
	return (letters.match(/.{5}/g) ?? []).join('-');
}

/** One keyboard writes č as one character, another as two: to the person it is the same password. */
function normal(password: string): string {
	return password.normalize('NFKC');
}

/** For the spec: what a missing hash is compared with. */
export function nobodysHash(): string {
	return NOBODYS_HASH;
}

function noise(bytes: number): string {
	return randomBytes(bytes).toString('base64').replaceAll('=', '');
}
