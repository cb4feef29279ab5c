// What of an entry's contents can be read by those who read the history: the values before and after, side by side. What a body writes, its
// evidence and the exchange over it are not theirs to read here, whatever the act.

import type { DeadlineReading } from './deadline.ts';
import type { Texts } from './text.ts';

/** A value in words or numbers; null where there was none. */
export type PlainValue = string | number | boolean | null;

/** A deadline's reading is one value, however many parts it is kept in. */
export type ToldValue = PlainValue | DeadlineReading;

/** What a thing is called: a code, a day or a name; or a name in several languages. */
export type ThingName = string | Texts;

/** One value that an act set, by its place: `reason.en`, `rights.0.role`. */
export interface ToldChange {
	name: string;
	before: ToldValue;
	after: ToldValue;
	/** Where the values are ids or keys of things: what these are called now; null where they are no more. */
	named?: { before: ThingName | null; after: ThingName | null };
}

export interface ToldContents {
	changes: ToldChange[];
	/** There is more that is not shown here. */
	isWithheld: boolean;
}

/** Subjects of which everything is told: what was promised, days, rights, and what the program says of itself. */
const OPEN: ReadonlySet<string> = new Set([
	...['settings', 'strategy', 'source', 'fact', 'step', 'goal', 'plan', 'measure', 'activity'],
	...['roles', 'fund', 'amendment', 'amendment-change', 'amendment-draft', 'ledger'],
	...['indicator', 'target', 'reading', 'planned-amount', 'spending', 'exchange-rate', 'override'],
	...[
		'role',
		'quarter',
		'window-rule',
		'signature-rule',
		'frozen-quarter',
		'correction',
		'pack',
		'text',
		'provenance',
		'body',
		'body-name',
		'window',
		'user',
		'entry',
		'rows'
	],
	...['large-plan', 'large-plan-batch']
]);

/** Of all others, filings first: what was done and where it stands, never what was written. */
const STANDING: ReadonlySet<string> = new Set([
	...['act', 'state', 'version', 'revision', 'acceptedVersion', 'readOn']
]);

/**
 * @param payload `{"before": …, "after": …}` as JSON
 * @example toldContents('filing', '{"before":null,"after":{"act":"save","contents":{…}}}')
 *          //=> { changes: [{ name: 'act', before: null, after: 'save' }], isWithheld: true }
 */
export function toldContents(subject: string, payload: string): ToldContents {
	const { before, after } = contentsOf(subject, payload);
	const values = { before: leavesOf(before), after: leavesOf(after) };
	const all = [...new Set([...values.before.keys(), ...values.after.keys()])];
	const names = OPEN.has(subject) ? all : standing(all, values.after);
	return {
		changes: names.map((name) => ({
			name,
			before: values.before.get(name) ?? null,
			after: values.after.get(name) ?? null
		})),
		isWithheld: !OPEN.has(subject) && all.some((name) => !STANDING.has(name))
	};
}

/** An act on a filing tells before it what it might have changed, and after it what it did. */
function standing(names: readonly string[], after: ReadonlyMap<string, ToldValue>): string[] {
	return names.filter((name) => STANDING.has(name) && (after.size === 0 || after.has(name)));
}

/** Before and after as they are compared: what some kinds of things keep in a way of their own is put side by side first. */
function contentsOf(subject: string, payload: string): { before: unknown; after: unknown } {
	const { before, after } = JSON.parse(payload) as { before: unknown; after: unknown };
	if (subject === 'ledger' && isRecord(after) && 'toReading' in after) {
		const { fromReading, toReading, ...rest } = after;
		const was = isRecord(before) ? before : {};
		return {
			before: { ...was, deadlineReading: fromReading },
			after: { deadlineReading: toReading, ...rest }
		};
	}
	if (subject === 'spending' && isRecord(after)) {
		return {
			before: { lines: amountsByLine(before) },
			after: { ...after, lines: amountsByLine(after.lines) }
		};
	}
	return { before, after };
}

/** @example amountsByLine([{ line: 2, amount: '750' }]) //=> { 2: '750' } */
function amountsByLine(lines: unknown): unknown {
	if (!Array.isArray(lines)) return lines;
	return Object.fromEntries(lines.map(({ line, amount }) => [line, amount]));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const KINDS_OF_READING: readonly unknown[] = [
	...([
		'dated',
		'continuous',
		'recurring',
		'triggered',
		'unread'
	] satisfies DeadlineReading['kind'][])
];

function isReading(path: string, value: object): value is DeadlineReading {
	return (
		path.endsWith('deadlineReading') &&
		KINDS_OF_READING.includes((value as { kind?: unknown }).kind)
	);
}

function leavesOf(value: unknown): Map<string, ToldValue> {
	const leaves = new Map<string, ToldValue>();
	const visit = (one: unknown, path: string): void => {
		if (one === null || one === undefined) {
			if (path !== '') leaves.set(path, null);
		} else if (typeof one === 'object' && !isReading(path, one)) {
			for (const [name, part] of Object.entries(one)) {
				visit(part, path === '' ? name : `${path}.${name}`);
			}
		} else {
			leaves.set(path, one as ToldValue);
		}
	};
	visit(value, '');
	return leaves;
}
