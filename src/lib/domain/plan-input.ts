// What a plan is made and changed of, as it is put in: stated once, for a strategy's folder and for the screens. Messages are codes.
import * as v from 'valibot';
import { isDecimal } from './decimal.ts';
import { AmountInput } from './money.ts';
import { isDay } from './quarter.ts';

const LONGEST_TEXT = 10_000;

/** A machine's name of a row. */
export const Key = v.pipe(v.string('not_text'), v.regex(/^[a-z0-9][a-z0-9-]*$/, 'not_a_key'));
export const Text = v.pipe(
	v.string('not_text'),
	v.trim(),
	v.minLength(1, 'empty'),
	v.maxLength(LONGEST_TEXT, 'too_long')
);
export const DayText = v.pipe(v.string('not_a_day'), v.check(isDay, 'not_a_day'));
export const DecimalText = v.pipe(v.string('not_a_decimal'), v.check(isDecimal, 'not_a_decimal'));
export const Language = v.pipe(
	v.string(),
	v.regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?$/, 'not_a_language')
);
export const Texts = v.record(Language, Text);
const SomeTexts = v.pipe(
	Texts,
	v.check((texts) => Object.keys(texts).length > 0, 'empty')
);

/** A deadline as written; `read_as` where nobody understands the wording. */
const DeadlineInput = v.strictObject({
	wording: SomeTexts,
	on: v.optional(v.nullable(DayText)),
	read_as: v.optional(v.nullable(Text))
});

const Leads = v.pipe(v.array(Key), v.minLength(1, 'lead_missing'));

/** An activity without where its fields come from. */
export const ACTIVITY = {
	key: Key,
	measure: Key,
	code: Text,
	title: Texts,
	description: v.optional(Texts, {}),
	leads: Leads,
	partners: v.optional(v.array(Key), []),
	deadline: DeadlineInput,
	funds: v.optional(
		v.array(
			v.strictObject({
				year: v.pipe(v.number(), v.integer()),
				source: v.picklist(['budget', 'donor']),
				programme: v.optional(v.nullable(Text), null),
				name: v.optional(Texts, {}),
				/** Null is "not available". */
				planned: v.nullable(AmountInput)
			})
		),
		[]
	)
};

const Reason = v.optional(Texts, {});

/** One change of an amendment. What a `change` leaves out stays as it is. */
export const ChangeInput = v.variant('kind', [
	v.strictObject({ kind: v.literal('withdraw'), activity: Key, reason: Reason }),
	v.strictObject({ kind: v.literal('merge'), from: v.array(Key), into: Key, reason: Reason }),
	v.strictObject({ kind: v.literal('split'), from: Key, into: v.array(Key), reason: Reason }),
	v.strictObject({ kind: v.literal('move'), activity: Key, to: DeadlineInput, reason: Reason }),
	v.strictObject({ kind: v.literal('add'), activity: Key, reason: Reason }),
	v.strictObject({
		kind: v.literal('change'),
		activity: Key,
		title: v.optional(SomeTexts),
		description: v.optional(SomeTexts),
		leads: v.optional(Leads),
		partners: v.optional(v.array(Key)),
		reason: Reason
	})
]);
export type ChangeInput = v.InferOutput<typeof ChangeInput>;

/** An amendment without the activities it adds. */
export const AMENDMENT = {
	key: Key,
	act: Texts,
	adopted_on: DayText,
	note: v.optional(Texts, {}),
	changes: v.array(ChangeInput)
};

/** An entry of a deadline ledger; moves of an amendment are the amendment's. */
export const LEDGER_ENTRY = {
	kind: v.picklist(['extension', 'resolution', 'rectification']),
	decided_on: DayText,
	act: v.optional(Texts, {}),
	reason: Reason,
	/** Of a resolution: the day the trigger came. */
	triggered_on: v.optional(v.nullable(DayText)),
	to: DeadlineInput
};
