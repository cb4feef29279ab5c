// Who may do what. One question, asked by every page and every write: can(actor, verb, thing).

export type RoleName = 'reporter' | 'signatory' | 'coordinator' | 'owner' | 'reviewer';

export const ROLE_NAMES = [
	'reporter',
	'signatory',
	'coordinator',
	'owner',
	'reviewer'
] as const satisfies readonly RoleName[];

/** Held for one body: who writes for it, and the officer who signs for it where it asks for that. */
export function isForABody(role: RoleName): boolean {
	return role === 'reporter' || role === 'signatory';
}

/** A right a person holds on one strategy; reporters and signatories hold it for one body, and never for that body's children. */
export interface Right {
	role: RoleName;
	strategyId: number;
	bodyId: number | null;
}

/** Who acts. `userId` null is nobody signed in, or the console. */
export interface Actor {
	userId: number | null;
	/** The command line without `--as`: whoever can read the database file. */
	isConsole: boolean;
	isAdministrator: boolean;
	rights: readonly Right[];
}

export const NOBODY: Actor = {
	userId: null,
	isConsole: false,
	isAdministrator: false,
	rights: []
};

export const CONSOLE: Actor = { userId: null, isConsole: true, isAdministrator: true, rights: [] };

export type Verb =
	/** Figures, activities, accepted filings, reports of a strategy. */
	| 'strategy.view'
	/** Keep a pack as it was first given out. */
	| 'pack.keep'
	/** Note that one has read a quarter, to be shown what changed since. */
	| 'quarter.mark-read'
	/** Load or amend a strategy from its folder. */
	| 'strategy.load'
	/** Who has filed and who has not, with drafts and notes. */
	| 'board.view'
	/** A body's drafts, returns and notes. */
	| 'filing.exchange'
	/** Save, submit, recall, revise for one's own body. */
	| 'filing.write'
	/** Submit what was offered for signature, for a body that signs its filings. */
	| 'filing.sign'
	/** The same as `filing.write` for a body that wrote a letter. */
	| 'filing.write-on-behalf'
	/** Open a submitted filing for decision; from then on it cannot be recalled. */
	| 'filing.open'
	/** Hand what a body escalated on to the owner. */
	| 'escalation.forward'
	/** Answer what was handed on. */
	| 'escalation.answer'
	/** Accept or return, and take an acceptance back. */
	| 'filing.decide'
	| 'window.change'
	/** Give one body a later closing day. */
	| 'window.extend'
	/** Freeze a closed quarter, or its correction. */
	| 'quarter.freeze'
	/** Open a correction of a frozen quarter, or withdraw it. */
	| 'quarter.correct'
	/** Make the installation's signing key. */
	| 'key.make'
	/** Close an open quarter before its day. */
	| 'window.close'
	/** Say whether a body's filings are signed by a named officer of it. */
	| 'signature.require'
	/** Open the quarter after the last one, for what is unfinished. */
	| 'quarter.open'
	/** Say of an activity that it is at risk, or not, whatever the rule of W2 says; or take that back. */
	| 'warning.override'
	/** Enter readings of indicators, and change or add their passports by an act. */
	| 'indicator.enter'
	/** Enter what was spent, and exchange rates. */
	| 'money.enter'
	/** Add lines of planned money, and say a planned amount anew, by an act. */
	| 'money.plan'
	/** Enter into an activity's deadline ledger. */
	| 'deadline.move'
	/** Draft an amendment of the plan and record it. */
	| 'plan.amend'
	| 'user.manage'
	/** Bodies: names over time, contacts, mergers. */
	| 'body.manage'
	/** What was done, by whom: a strategy's, or (without one) all of it. */
	| 'history.view'
	/** Take an entry's contents out of the history. */
	| 'history.redact'
	/** One's own password and language. */
	| 'account.change';

/** What a verb is done to; only what the verb asks about has to be there. */
export interface Thing {
	strategyId?: number;
	bodyId?: number;
	/** Who submitted the filing to be decided. */
	submittedBy?: number | null;
	/** Whose account. */
	userId?: number;
}

/**
 * Whether an actor may do a verb to a thing (design rule 11). Nobody accepts what they submitted; a body never implies its children;
 * only the administrator is installation-wide, and administering gives no right to file or to decide.
 *
 * @example can(reporterOf(ratel), 'filing.write', { strategyId: 1, bodyId: ratel }) //=> true
 */
export function can(actor: Actor, verb: Verb, thing: Thing = {}): boolean {
	if (actor.isConsole) return verb !== 'account.change' && verb !== 'quarter.mark-read';
	if (actor.userId === null) return false;
	const holds = (role: RoleName) =>
		thing.strategyId !== undefined &&
		actor.rights.some((right) => right.role === role && right.strategyId === thing.strategyId);
	const holdsForBody = (role: RoleName) =>
		thing.strategyId !== undefined &&
		thing.bodyId !== undefined &&
		actor.rights.some(
			(right) =>
				right.role === role &&
				right.strategyId === thing.strategyId &&
				right.bodyId === thing.bodyId
		);
	switch (verb) {
		case 'strategy.view':
		case 'pack.keep':
			return actor.isAdministrator || ROLE_NAMES.some(holds);
		case 'strategy.load':
			return false;
		case 'quarter.mark-read':
			return holds('reviewer');
		case 'board.view':
			return holds('coordinator') || holds('owner');
		case 'filing.exchange':
			return (
				holdsForBody('reporter') ||
				holdsForBody('signatory') ||
				holds('coordinator') ||
				holds('owner')
			);
		case 'filing.write':
			return holdsForBody('reporter');
		case 'filing.sign':
			return holdsForBody('signatory');
		case 'signature.require':
			return actor.isAdministrator || holds('coordinator');
		case 'filing.write-on-behalf':
		case 'filing.open':
		case 'escalation.forward':
		case 'window.change':
		case 'window.extend':
		case 'window.close':
		case 'quarter.open':
		case 'warning.override':
		case 'indicator.enter':
		case 'money.enter':
		case 'money.plan':
		case 'deadline.move':
		case 'plan.amend':
			return holds('coordinator');
		case 'escalation.answer':
			return holds('owner');
		case 'filing.decide':
			return holds('coordinator') && thing.submittedBy !== actor.userId;
		case 'quarter.freeze':
		case 'quarter.correct':
			return holds('owner');
		case 'history.view':
			return actor.isAdministrator || holds('owner');
		case 'key.make':
		case 'user.manage':
		case 'body.manage':
		case 'history.redact':
			return actor.isAdministrator;
		case 'account.change':
			return thing.userId === actor.userId;
	}
}
