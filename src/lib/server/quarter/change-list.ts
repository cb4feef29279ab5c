// A comparison as bytes, a line a change, so that it crosses from thread to thread at once and a page reads only the changes it shows.
import {
	countsOf,
	isFound,
	markOf,
	type ChangeCounts,
	type ChangeMark,
	type ChangeQuery
} from '#lib/domain/change-query.ts';
import type { Change } from '#lib/domain/changes.ts';
import type { WindowState } from '#lib/domain/filing.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { namesOf, type NamesInChanges } from './change-names.ts';
import type { Comparison } from './changes.ts';

/** What of a list of changes is known without reading them. */
interface Head {
	names: NamesInChanges;
	marks: readonly ChangeMark[];
	/** Of the records they were read from; null where a quarter is live. */
	revisions: { from: number | null; to: number | null };
	/** The later quarter's: while it is open, bodies are still filing. */
	windowState: WindowState;
}

export interface ChangePage {
	changes: readonly Change[];
	/** Of all changes. */
	counts: ChangeCounts;
	/** How many the query finds. */
	matching: number;
	page: number;
	pages: number;
}

/** A comparison as bytes: a line for what is known of all changes, and one for each. */
export function packed(comparison: Comparison): Uint8Array<ArrayBuffer> {
	const { from, to, changes } = comparison;
	const head: Head = {
		names: namesOf(comparison),
		marks: changes.map(markOf),
		revisions: { from: from.frozen?.revision ?? null, to: to.frozen?.revision ?? null },
		windowState: to.windowState
	};
	return new TextEncoder().encode([head, ...changes].map((one) => JSON.stringify(one)).join('\n'));
}

/** Changes as they were packed; only those of a page are read. */
export class ChangeList {
	readonly #bytes: Buffer;
	/** Where each change's line begins, and where the last one ends. */
	readonly #begins: number[] = [];
	readonly #head: Head;
	readonly #counts: ChangeCounts;

	constructor(bytes: Uint8Array<ArrayBuffer>) {
		this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		for (let at = this.#bytes.indexOf(10); at !== -1; at = this.#bytes.indexOf(10, at + 1)) {
			this.#begins.push(at + 1);
		}
		const end = this.#begins[0] === undefined ? this.#bytes.length : this.#begins[0] - 1;
		this.#head = JSON.parse(this.#bytes.toString('utf8', 0, end)) as Head;
		this.#begins.push(this.#bytes.length + 1);
		this.#counts = countsOf(this.#head.marks);
	}

	get names(): NamesInChanges {
		return this.#head.names;
	}

	get revisions(): Head['revisions'] {
		return this.#head.revisions;
	}

	get windowState(): WindowState {
		return this.#head.windowState;
	}

	get counts(): ChangeCounts {
		return this.#counts;
	}

	/** @throws {Refusal} invalid `unknown-filter` where there is no such page */
	page(query: ChangeQuery, rowsAPage: number): ChangePage {
		const found = [...this.#head.marks.keys()].filter((index) =>
			isFound(this.#head.marks[index]!, query)
		);
		const pages = Math.max(1, Math.ceil(found.length / rowsAPage));
		const { page } = query;
		if (page > pages) {
			throw refusal('invalid', 'unknown-filter', { filter: 'page', value: page }, 'page');
		}
		return {
			changes: found.slice((page - 1) * rowsAPage, page * rowsAPage).map((at) => this.#read(at)),
			counts: this.#counts,
			matching: found.length,
			page,
			pages
		};
	}

	#read(index: number): Change {
		const [begin, next] = [this.#begins[index]!, this.#begins[index + 1]!];
		return JSON.parse(this.#bytes.toString('utf8', begin, next - 1)) as Change;
	}
}
