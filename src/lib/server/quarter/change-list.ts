// A comparison as it is kept: each change as bytes, of which a page reads those it shows.
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
import { inParts, type Steps } from '#lib/domain/steps.ts';
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

/** So many changes are packed in one step. */
const IN_A_STEP = 40;

/** A comparison, packed. */
export function* listOf(comparison: Comparison): Steps<ChangeList> {
	const { from, to, changes } = comparison;
	const marks: ChangeMark[] = [];
	const parts: Buffer[] = [];
	const ends: number[] = [];
	let end = 0;
	for (const part of inParts(changes, IN_A_STEP)) {
		yield;
		for (const change of part) {
			const bytes = Buffer.from(JSON.stringify(change));
			parts.push(bytes);
			ends.push((end += bytes.length));
			marks.push(markOf(change));
		}
	}
	yield;
	const head: Head = {
		names: namesOf(comparison),
		marks,
		revisions: { from: from.frozen?.revision ?? null, to: to.frozen?.revision ?? null },
		windowState: to.windowState
	};
	return new ChangeList(head, Buffer.concat(parts), ends);
}

/** Changes in a tenth of the room they take as values; only those of a page are read. */
export class ChangeList {
	readonly #bytes: Buffer;
	/** Where each change's bytes end. */
	readonly #ends: readonly number[];
	readonly #head: Head;
	readonly #counts: ChangeCounts;

	constructor(head: Head, bytes: Buffer, ends: readonly number[]) {
		this.#head = head;
		this.#bytes = bytes;
		this.#ends = ends;
		this.#counts = countsOf(head.marks);
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
		const begin = index === 0 ? 0 : this.#ends[index - 1]!;
		return JSON.parse(this.#bytes.toString('utf8', begin, this.#ends[index])) as Change;
	}
}
