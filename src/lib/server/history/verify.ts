// Reads the whole history and says whether it is what was written, entry after entry; then whether the tables hold what its entries wrote,
// row by row; and whether the triggers that protect both still stand.
import {
	NO_LINK,
	type ChainedEntry,
	type ChainFault,
	type RowFault
} from '#lib/domain/history-chain.ts';
import { snapshot, type Database } from '../db/database.ts';
import { lastNumberGiven } from '../db/history-entry.ts';
import { linkOf } from '../db/history-link.ts';
import { sha256 } from '../sha256.ts';
import { faultyTrigger, type FaultyTrigger } from '../db/protection.ts';
import { ReplayedRows } from '../db/replayed-rows.ts';
import { filingOfRow, type FilingNamed } from './filing-of-row.ts';

export interface Verified {
	/** Entries that are as they were written, from the first on. */
	entries: number;
	/** The link of the last of them: who keeps it, with the number of entries, can ask later whether the history still begins like this. Null where there are none. */
	head: string | null;
	/** Entries whose contents were redacted, each by an entry that says so. */
	redacted: number;
	/** The first that is not, and why; null where all are. Rows and triggers are looked at only then. */
	fault: { seq: number; kind: ChainFault } | null;
	/** The entry from which on rows are noted; null where there is none. What was done to rows before it cannot be told. */
	rowsFrom: number | null;
	/** Rows that were compared. */
	rows: number;
	/** The first row that is not what the history says; null where all are. */
	row: { table: string; key: unknown[]; kind: RowFault; filing: FilingNamed | null } | null;
	/** The first trigger that is not as the program made it; null where all are. */
	trigger: FaultyTrigger | null;
}

/** An entry's number and its link, as somebody wrote them down. */
export interface KeptLink {
	seq: number;
	link: string;
}

/** How far the checking has come. */
export type Told = (what: 'entries' | 'rows', count: number) => void;

/** An entry as it lies in the file, with what lies beside it. */
interface KeptEntry extends ChainedEntry {
	link: string;
	payload: string | null;
	rows: string | null;
}

const ENTRIES_TOLD = 1_000;

/** Whether nothing at all was found. */
export function holds({ fault, row, trigger }: Verified): boolean {
	return fault === null && row === null && trigger === null;
}

/**
 * Checks every entry's number, its link and the digests of its contents and rows, and compares the tables with the rows, in one unchanging
 * state of the database; writers are not held up. What was cut off the end is missed as long as SQLite remembers the last number it gave.
 * What this cannot tell is said in docs/security.md.
 *
 * @param kept an entry and its link as they were told before, which must still be so
 */
export function verifyHistory(
	database: Database,
	kept: KeptLink | null = null,
	told: Told = () => {}
): Verified {
	return snapshot(database, (read) => {
		const checking = new Checking(database, kept);
		const mustBe = Math.max(lastNumberGiven(read), kept?.seq ?? 0);
		const fault = checking.entries(mustBe, told);
		const verified = { ...checking.soFar(), fault, rows: 0, row: null, trigger: null };
		return fault ? verified : { ...verified, ...checking.rows(told) };
	});
}

class Checking {
	private last = { seq: 0, link: NO_LINK };
	private redacted = 0;
	private rowsFrom: number | null = null;
	private readonly replayed = new ReplayedRows();
	private readonly file: Database['read']['$client'];
	private readonly database: Database;
	private readonly kept: KeptLink | null;

	constructor(database: Database, kept: KeptLink | null) {
		this.database = database;
		this.file = database.read.$client;
		this.kept = kept;
	}

	soFar(): Pick<Verified, 'entries' | 'head' | 'redacted' | 'rowsFrom'> {
		const { seq, link } = this.last;
		const { redacted, rowsFrom } = this;
		return { entries: seq, head: seq > 0 ? link : null, redacted, rowsFrom };
	}

	/** The first entry that is not as it was written, of as many as there must be. */
	entries(mustBe: number, told: Told): Verified['fault'] {
		const redactions = new Set(
			this.file
				.prepare(
					`select subject_id from history where subject = 'entry' and verb = 'history.redact'`
				)
				.pluck()
				.all()
		);
		const entries = this.file.prepare(IN_ORDER).iterate() as IterableIterator<KeptEntry>;
		for (const entry of entries) {
			const expected = this.last.seq + 1;
			if (entry.seq < expected) return { seq: entry.seq, kind: 'put-in' };
			if (entry.seq > expected) return { seq: expected, kind: 'missing' };
			const kind = this.faultOf(entry, redactions.has(expected));
			if (kind) return { seq: expected, kind };
			if (entry.payload === null) this.redacted += 1;
			if (entry.rows !== null) {
				this.rowsFrom ??= expected;
				this.replayed.take(entry.rows);
			}
			this.last = { seq: entry.seq, link: entry.link };
			if (expected % ENTRIES_TOLD === 0) told('entries', expected);
		}
		return mustBe > this.last.seq ? { seq: this.last.seq + 1, kind: 'missing' } : null;
	}

	private faultOf(entry: KeptEntry, isRedacted: boolean): ChainFault | null {
		if (entry.link !== linkOf(entry, this.last.link)) return 'altered';
		if (entry.payload === null && !isRedacted) return 'contents-missing';
		if (entry.payload !== null && sha256(entry.payload) !== entry.payloadDigest) {
			return 'contents-altered';
		}
		if (entry.rows === null && entry.rowsDigest !== null) return 'rows-missing';
		if (entry.rows !== null && sha256(entry.rows) !== entry.rowsDigest) return 'rows-altered';
		const isKept = this.kept?.seq !== entry.seq || this.kept.link === entry.link;
		return isKept ? null : 'rewritten';
	}

	/** The first row that is not as its last entry left it, and the first trigger that does not stand. */
	rows(told: Told): Pick<Verified, 'rows' | 'row' | 'trigger'> {
		let rows = 0;
		const faulty = this.replayed.faultyRows(this.file, (count) => {
			rows = count;
			told('rows', count);
		});
		const first = faulty.next().value;
		const trigger = faultyTrigger(this.file);
		if (!first) return { rows, row: null, trigger };
		// The rest of the reading is let go, or the snapshot could not end.
		faulty.return(undefined);
		const { table, kind } = first;
		const key = JSON.parse(first.key) as unknown[];
		const filing = filingOfRow(this.database.read, table, key);
		return { rows, row: { table, key, kind, filing }, trigger };
	}
}

const IN_ORDER = `
	select h.seq, recorded_at as recordedAt, on_day as onDay, actor_id as actorId, via, verb, strategy_id as strategyId, quarter, subject,
		subject_id as subjectId, payload_digest as payloadDigest, rows_digest as rowsDigest, link, p.payload, r.rows
	from history h left join history_payloads p on p.seq = h.seq left join history_rows r on r.seq = h.seq
	order by h.seq`;
