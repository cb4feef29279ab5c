// What of an entry's contents can be read by those who read the history: the values before and after, side by side. What a body writes, its
// evidence and the exchange over it are not theirs to read here, whatever the act.

/** A value in words or numbers; null where there was none. */
export type PlainValue = string | number | boolean | null;

/** One value that an act set, by its place: `reason.en`, `rights.0.role`. */
export interface ToldChange {
	name: string;
	before: PlainValue;
	after: PlainValue;
}

export interface ToldContents {
	changes: ToldChange[];
	/** There is more that is not shown here. */
	isWithheld: boolean;
}

/** Subjects of which everything is told: what was promised, days, rights, and what the program says of itself. */
const OPEN: ReadonlySet<string> = new Set([
	...['settings', 'strategy', 'source', 'fact', 'step', 'goal', 'plan', 'measure', 'activity'],
	...['roles', 'fund', 'amendment', 'amendment-change', 'ledger', 'indicator', 'target', 'reading'],
	...['planned-amount', 'spending', 'exchange-rate'],
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
	const { before, after } = JSON.parse(payload) as { before: unknown; after: unknown };
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
function standing(names: readonly string[], after: ReadonlyMap<string, PlainValue>): string[] {
	return names.filter((name) => STANDING.has(name) && (after.size === 0 || after.has(name)));
}

function leavesOf(value: unknown): Map<string, PlainValue> {
	const leaves = new Map<string, PlainValue>();
	const visit = (one: unknown, path: string): void => {
		if (one === null || one === undefined) {
			if (path !== '') leaves.set(path, null);
		} else if (typeof one === 'object') {
			for (const [name, part] of Object.entries(one)) {
				visit(part, path === '' ? name : `${path}.${name}`);
			}
		} else {
			leaves.set(path, one as PlainValue);
		}
	};
	visit(value, '');
	return leaves;
}
