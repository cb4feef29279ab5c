// What a migration does that SQL alone cannot: after its SQL, in the same transaction.
import type { Database as File } from 'better-sqlite3';
import { NO_LINK, type ChainedEntry } from '#lib/domain/history-chain.ts';
import { linkOf } from './history-link.ts';

/** By the migration's name. */
export const STEPS: Readonly<Record<string, (file: File) => void>> = {
	'0005_chained_history': linkWhatIsThere
};

/** Links entries written before there was a chain: from then on they cannot be changed unseen, what was done to them before cannot be told. */
function linkWhatIsThere(file: File): void {
	const entries = file
		.prepare(
			`select seq, recorded_at as recordedAt, on_day as onDay, actor_id as actorId, via, verb, strategy_id as strategyId, quarter, subject,
				subject_id as subjectId, payload_digest as payloadDigest from history order by seq`
		)
		.all() as Omit<ChainedEntry, 'rowsDigest'>[];
	const set = file.prepare('update history set link = ? where seq = ?');
	let previous = NO_LINK;
	for (const entry of entries) {
		previous = linkOf({ ...entry, rowsDigest: null }, previous);
		set.run(previous, entry.seq);
	}
	file.exec(
		`CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is only added to'); END`
	);
}
