// Which values of the history's entries are ids or keys of things, and of what kind: people read a thing's name or code in their place.

/** What can be named. A `-key` is asked for by its key, all others by their id. */
export type ThingKind =
	| 'strategy'
	| 'plan'
	| 'goal'
	| 'measure'
	| 'measure-key'
	| 'activity'
	| 'activity-key'
	| 'body'
	| 'body-key'
	| 'amendment'
	| 'amendment-change'
	| 'ledger'
	| 'fund'
	| 'indicator'
	| 'indicator-key'
	| 'reading'
	| 'window'
	| 'source'
	| 'step'
	| 'fact'
	| 'user';

const BY_FIELD: Readonly<Record<string, ThingKind>> = {
	strategyId: 'strategy',
	planId: 'plan',
	goalId: 'goal',
	measureId: 'measure',
	activityId: 'activity',
	intoId: 'activity',
	bodyId: 'body',
	parentId: 'body',
	leadBodyId: 'body',
	mergedInto: 'body',
	takenFromId: 'body',
	amendmentId: 'amendment',
	indicatorId: 'indicator',
	sourceId: 'source',
	handedOverTo: 'user',
	tookOverFrom: 'user'
};

/** By subject, where a name alone does not say it. Items of a list are `[]`. */
const BY_PLACE: Readonly<Record<string, Readonly<Record<string, ThingKind>>>> = {
	correction: { 'activities.[]': 'activity' },
	window: { 'ended.[]': 'body' },
	'signature-rule': { body: 'body-key' },
	reading: { indicator: 'indicator-key' },
	'amendment-draft': {
		...{ 'change.activity': 'activity-key', 'changes.[].activity': 'activity-key' },
		...{ 'change.from': 'activity-key', 'changes.[].from': 'activity-key' },
		...{ 'change.from.[]': 'activity-key', 'changes.[].from.[]': 'activity-key' },
		...{ 'change.into': 'activity-key', 'changes.[].into': 'activity-key' },
		...{ 'change.into.[]': 'activity-key', 'changes.[].into.[]': 'activity-key' },
		...{ 'change.leads.[]': 'body-key', 'changes.[].leads.[]': 'body-key' },
		...{ 'change.partners.[]': 'body-key', 'changes.[].partners.[]': 'body-key' },
		...{ 'activity.leads.[]': 'body-key', 'activities.[].leads.[]': 'body-key' },
		...{ 'activity.partners.[]': 'body-key', 'activities.[].partners.[]': 'body-key' },
		...{ 'activity.measure': 'measure-key', 'activities.[].measure': 'measure-key' }
	}
};

/** The thing an entry is about, by its subject; of all others the id is told. */
const BY_SUBJECT: Readonly<Record<string, ThingKind>> = {
	...{ strategy: 'strategy', plan: 'plan', goal: 'goal', measure: 'measure' },
	...{ activity: 'activity', role: 'activity', roles: 'activity' },
	...{ 'planned-amount': 'activity', spending: 'activity' },
	...{ amendment: 'amendment', 'amendment-change': 'amendment-change', ledger: 'ledger' },
	...{ fund: 'fund', indicator: 'indicator', target: 'indicator', reading: 'reading' },
	...{ source: 'source', step: 'step', fact: 'fact', 'signature-rule': 'body' },
	...{ window: 'window', quarter: 'window' }
};

/** What texts and origins call their subject, where entries call it otherwise. */
const OF_TEXTS: Readonly<Record<string, ThingKind>> = { change: 'amendment-change' };

/**
 * The kind of thing that a value names, or null where it names none.
 *
 * @param of the subject of the text or origin that the entry tells of
 * @example kindAt('ledger', 'activityId') //=> 'activity'
 * @example kindAt('correction', 'activities.0') //=> 'activity'
 */
export function kindAt(subject: string, name: string, of: unknown = null): ThingKind | null {
	if (subject === 'text' && name === 'subjectId') return kindOf(subject, of);
	const place = name.replace(/(^|\.)\d+(?=\.|$)/g, '$1[]');
	const own = BY_PLACE[subject];
	if (own && Object.hasOwn(own, place)) return own[place]!;
	const field = place.slice(place.lastIndexOf('.') + 1);
	return Object.hasOwn(BY_FIELD, field) ? BY_FIELD[field]! : null;
}

/** The kind of thing that an entry is about, of a text or an origin what that belongs to. */
export function kindOf(subject: string, of: unknown = null): ThingKind | null {
	const asked = subject === 'text' || subject === 'provenance' ? of : subject;
	if (typeof asked !== 'string') return null;
	if (Object.hasOwn(OF_TEXTS, asked)) return OF_TEXTS[asked]!;
	return Object.hasOwn(BY_SUBJECT, asked) ? BY_SUBJECT[asked]! : null;
}
