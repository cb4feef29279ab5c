// An amendment that is being written: as a folder has it, without its key, and it may still lack what the record demands.
import * as v from 'valibot';
import { ACTIVITY, AMENDMENT, DayText, LEDGER_ENTRY } from './plan-input.ts';

const { act, note, changes } = AMENDMENT;

export const AmendmentHead = v.strictObject({ act, adopted_on: DayText });
export type AmendmentHead = v.InferOutput<typeof AmendmentHead>;

export const NewActivity = v.strictObject(ACTIVITY);
export type NewActivity = v.InferOutput<typeof NewActivity>;

export const AmendmentDraft = v.strictObject({
	...AmendmentHead.entries,
	note,
	changes,
	activities: v.array(NewActivity)
});
export type AmendmentDraft = v.InferOutput<typeof AmendmentDraft>;

export const LedgerInput = v.strictObject(LEDGER_ENTRY);
export type LedgerInput = v.InferOutput<typeof LedgerInput>;
