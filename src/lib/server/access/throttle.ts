// Slows the guessing of passwords, per account and address together; an address alone has a generous limit, because a whole ministry
// sits behind one. Never a lock: whoever waits as long as told may try again, and nobody can shut out another from elsewhere.
// In memory, of bounded size; a restart forgets. The machine clock is handed in, in milliseconds.

/** Failures in a row before the first wait. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;
/** A pair that has been quiet this long starts anew. */
const FORGOTTEN_AFTER_MS = 3_600_000;

/** An address may fail this often at once, and once more every six seconds. */
const ADDRESS_ALLOWANCE = 100;
const ADDRESS_REFILL_MS = 6_000;

const MOST_ENTRIES = 20_000;

/**
 * How long to wait after the nth failure in a row, in milliseconds.
 *
 * @example waitAfter(4) //=> 0
 * @example waitAfter(6) //=> 10000
 */
export function waitAfter(failures: number): number {
	if (failures < FREE_FAILURES) return 0;
	return Math.min(FIRST_WAIT_MS * 2 ** (failures - FREE_FAILURES), LONGEST_WAIT_MS);
}

/**
 * What stands for an address: an IPv4 address itself, the /64 of an IPv6 one, since a household gets a whole /64.
 *
 * @example networkOf('2001:db8:1:2:3:4:5:6') //=> '2001:db8:1:2'
 * @example networkOf('::ffff:10.1.2.3') //=> '10.1.2.3'
 */
export function networkOf(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
	if (mapped?.[1]) return mapped[1];
	if (!address.includes(':')) return address.slice(0, 64);
	const [head = '', tail] = address.toLowerCase().slice(0, 64).split('::');
	const start = head === '' ? [] : head.split(':');
	const end = tail ? tail.split(':') : [];
	const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - start.length - end.length));
	return [...start, ...gap.fill('0'), ...end].slice(0, 4).join(':');
}

export class SignInThrottle {
	#pairs = new Map<string, { failures: number; at: number }>();
	#addresses = new Map<string, { spent: number; at: number }>();

	/**
	 * Asks to try a sign-in. Null: go ahead, and the try counts as a failure until `succeeded` says otherwise, so that a thousand
	 * tries at the same moment are a thousand tries. A number: the seconds to wait; the refused try itself does not count.
	 */
	attempt(username: string, address: string, now: number): number | null {
		const network = networkOf(address);
		const key = pairOf(username, network);
		const pair = this.#pairs.get(key);
		const failures = pair && now - pair.at < FORGOTTEN_AFTER_MS ? pair.failures : 0;
		const spent = this.#spentBy(network, now);
		const wait = Math.max(
			pair ? pair.at + waitAfter(failures) - now : 0,
			(spent + 1 - ADDRESS_ALLOWANCE) * ADDRESS_REFILL_MS
		);
		if (wait > 0) return Math.ceil(wait / 1000);
		keep(this.#pairs, key, { failures: failures + 1, at: now });
		keep(this.#addresses, network, { spent: spent + 1, at: now });
		return null;
	}

	/** The try was right: the pair starts anew and the address gets its try back. */
	succeeded(username: string, address: string, now: number): void {
		const network = networkOf(address);
		this.#pairs.delete(pairOf(username, network));
		keep(this.#addresses, network, {
			spent: Math.max(0, this.#spentBy(network, now) - 1),
			at: now
		});
	}

	/** How much is remembered. */
	get size(): number {
		return this.#pairs.size + this.#addresses.size;
	}

	#spentBy(network: string, now: number): number {
		const entry = this.#addresses.get(network);
		if (!entry) return 0;
		return Math.max(0, entry.spent - (now - entry.at) / ADDRESS_REFILL_MS);
	}
}

function pairOf(username: string, network: string): string {
	return `${username.slice(0, 64)} ${network}`;
}

/** Maps keep the order of insertion, so the first entry is the one longest untouched. */
function keep<T>(entries: Map<string, T>, key: string, value: T): void {
	entries.delete(key);
	entries.set(key, value);
	if (entries.size > MOST_ENTRIES) {
		const oldest = entries.keys().next();
		if (!oldest.done) entries.delete(oldest.value);
	}
}
