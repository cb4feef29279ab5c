// What was forwarded to the owner of a filing's escalation, read along with the filing.
import type { Day } from '#lib/domain/quarter.ts';
import type { Texts } from '#lib/domain/text.ts';
import { escalations } from '../db/schema.ts';

/** An escalation on its way to the owner and back. */
export interface Forwarded {
	/** The version of the filing that says it. */
	filingVersion: number;
	on: Day;
	/** The coordinator's own; for the owner, and not for the body. */
	note: Texts;
	answer: { on: Day; text: Texts } | null;
	version: number;
}

/** Columns of what was forwarded, for a filing left-joined with its escalation. */
export const FORWARDED = {
	forwardedVersion: escalations.filingVersion,
	forwardedOn: escalations.forwardedOn,
	forwardedNote: escalations.note,
	answeredOn: escalations.answeredOn,
	answer: escalations.answer,
	escalationVersion: escalations.version
};

interface ForwardedColumns {
	forwardedVersion: number | null;
	forwardedOn: Day | null;
	forwardedNote: Texts | null;
	answeredOn: Day | null;
	answer: Texts | null;
	escalationVersion: number | null;
}

/** A row with what was forwarded put together. */
export function withForwarded<T extends ForwardedColumns>({
	forwardedVersion,
	forwardedOn: on,
	forwardedNote: note,
	answeredOn,
	answer,
	escalationVersion,
	...row
}: T) {
	const isForwarded = forwardedVersion !== null && on !== null && note !== null;
	const forwarded: Forwarded | null = isForwarded
		? {
				...{ filingVersion: forwardedVersion, on, note, version: escalationVersion ?? 0 },
				answer: answer !== null && answeredOn !== null ? { on: answeredOn, text: answer } : null
			}
		: null;
	return { ...row, forwarded };
}
