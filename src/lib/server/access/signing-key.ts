// The installation's own key, with which it signs what leaves the house (Ed25519). Made once, kept among the settings, so that a back-up
// keeps it too; its private half is in no history entry and on no page.
import {
	createHash,
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	sign as signWith,
	verify as verifyWith
} from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { settings } from '../db/schema.ts';
import { change, type Context, type Tx } from '../history/change.ts';

/** The setting that holds the private key (PKCS #8, PEM). Never to be shown, logged or entered into the history. */
export const SIGNING_KEY = 'signing_key';

/** A public key as it is shown and handed on. */
export interface PublicKey {
	/** SubjectPublicKeyInfo, DER in base64. */
	key: string;
	/** SHA-256 of the DER, in hex: what two people compare by telephone. */
	fingerprint: string;
}

/** Makes the key of a new installation, and says its public half. */
export function make(context: Context): PublicKey {
	return change(context, 'key.make', ({ tx, authorise, record, unchanged }) => {
		authorise({});
		const made = makeSigningKey(tx);
		if (made) record({ subject: 'settings', before: null, after: { key: made } });
		else unchanged();
		return made ?? publicKeyOf(tx)!;
	});
}

/** Makes the key where there is none yet, as part of another change; null where there is one. */
export function makeSigningKey(tx: Tx): PublicKey | null {
	if (privateKeyOf(tx) !== null) return null;
	const { privateKey } = generateKeyPairSync('ed25519');
	const value = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
	tx.insert(settings).values({ name: SIGNING_KEY, value }).run();
	return publicKeyFrom(value);
}

/** The public half; null in an installation from before there were keys that has frozen nothing since. */
export function publicKeyOf(read: Reader): PublicKey | null {
	const own = privateKeyOf(read);
	return own === null ? null : publicKeyFrom(own);
}

/**
 * Signs bytes.
 *
 * @throws Error where there is no key
 */
export function sign(read: Reader, bytes: Uint8Array): { publicKey: string; signature: string } {
	const own = privateKeyOf(read);
	if (own === null) throw new Error('This installation has no signing key.');
	const signature = signWith(null, bytes, createPrivateKey(own)).toString('base64');
	return { publicKey: publicKeyFrom(own).key, signature };
}

/**
 * Whether a signature (base64) of bytes was made with the private half of a key (as in {@link PublicKey}); false for what is no key, and for one
 * that is written otherwise than we do: it would have another fingerprint.
 */
export function isSignedBy(key: string, bytes: Uint8Array, signature: string): boolean {
	try {
		const der = Buffer.from(key, 'base64');
		const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
		if (publicKey.asymmetricKeyType !== 'ed25519') return false;
		if (publicKey.export({ format: 'der', type: 'spki' }).toString('base64') !== key) return false;
		return verifyWith(null, bytes, publicKey, Buffer.from(signature, 'base64'));
	} catch {
		return false;
	}
}

/** SHA-256, in hex, of a public key's DER given in base64. */
export function fingerprintOf(key: string): string {
	return createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
}

function privateKeyOf(read: Reader): string | null {
	const row = read
		.select({ value: settings.value })
		.from(settings)
		.where(eq(settings.name, SIGNING_KEY))
		.get();
	return row?.value ?? null;
}

function publicKeyFrom(pem: string): PublicKey {
	const der = createPublicKey(createPrivateKey(pem)).export({ format: 'der', type: 'spki' });
	const key = der.toString('base64');
	return { key, fingerprint: fingerprintOf(key) };
}
