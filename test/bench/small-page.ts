// What a small page takes beside something that keeps the server busy, and alone.
import type { Client } from './client.ts';
import { median, ms, percentile, promise, table, times } from './figures.ts';

const ADDRESS = '/strategies';

/** So many until V8 has optimised what they run through. */
const WARM_UPS = 1_000;

/** Of 300, the 99th percentile is the third longest, and anything between 2.5 and 7 ms in a row of runs that have 6 ms of 6,000. */
const TIMES = 5_000;

export class SmallPage {
	readonly #client: Client;
	readonly #alone: number[] = [];
	readonly #meanwhile: number[] = [];

	private constructor(client: Client) {
		this.#client = client;
	}

	/** Measured alone, after V8 has compiled it. */
	static async alone(client: Client): Promise<SmallPage> {
		const page = new SmallPage(client);
		for (let warmUp = 0; warmUp < WARM_UPS; warmUp += 1) await client.page(ADDRESS);
		for (let time = 0; time < TIMES; time += 1) {
			page.#alone.push((await client.page(ADDRESS)).ms);
		}
		return page;
	}

	/** Asks for it over and over until the work is done. */
	async during<T>(work: Promise<T>): Promise<T> {
		let isDone = false;
		const ended = work.finally(() => (isDone = true));
		while (!isDone) this.#meanwhile.push((await this.#client.page(ADDRESS)).ms);
		return ended;
	}

	/** @param what others did meanwhile: 'packs are made' */
	tell(what: string, aim = ''): void {
		const [quiet, busy] = [percentile(this.#alone, 99), percentile(this.#meanwhile, 99)];
		const row = (name: string, taken: number[], p99: number) => [
			...[name, ms(median(taken)), ms(p99), String(taken.length)]
		];
		table(
			['a small page', 'p50', 'p99', 'times'],
			[row('alone', this.#alone, quiet), row(`while ${what}`, this.#meanwhile, busy)]
		);
		promise({
			measure: `a small page while ${what}: p99 against its own alone`,
			value: `${times(busy, quiet)} (${ms(busy)} / ${ms(quiet)})`,
			must: '3 x',
			aim
		});
	}
}
