// The deadline ledger: how a deadline moved, what it is on a day, and what speaks against one more entry.
import {
	dayFrom,
	isSound,
	readDeadline,
	sameReading,
	type DeadlineReading,
	type WrittenDeadline
} from './deadline.ts';
import { daysBetween, isDay, type Day } from './quarter.ts';

/** One entry of a deadline's ledger: what it was read as, what it became, and from when on. */
export interface LedgerEntry {
	kind: 'amendment' | 'extension' | 'resolution' | 'rectification';
	decidedOn: Day;
	from: DeadlineReading;
	to: DeadlineReading;
}

/** Something wrong with a ledger, with the position of the entry it is wrong at, from 0. */
export interface LedgerProblem {
	code:
		| 'first-from-is-not-adopted'
		| 'from-is-not-previous-to'
		| 'decided-before-previous'
		| 'decided-on-is-not-a-day'
		| 'reading-is-not-sound'
		| 'changes-nothing'
		| 'extension-is-not-later'
		| 'resolution-is-not-of-triggered'
		| 'resolution-is-not-dated';
	index: number;
}

/** What may speak against one more entry. */
export type AdditionProblem = LedgerProblem['code'] | 'decided-in-future';

/**
 * The entries of a ledger that say what a deadline is on a day: those decided by then, in order. A rectification says what the wording
 * before it meant all along, so it is among them whenever that wording is, on whatever day it was decided.
 */
export function entriesOn<E extends Pick<LedgerEntry, 'kind' | 'decidedOn'>>(
	ledger: readonly E[],
	on: Day
): E[] {
	const later = ledger.findIndex((entry) => entry.kind !== 'rectification' && entry.decidedOn > on);
	return later === -1 ? [...ledger] : ledger.slice(0, later);
}

/**
 * A deadline as it stands on a day: where the entries of that day ({@link entriesOn}) have brought the adopted one. Until a resolution
 * is decided, a triggered deadline stays triggered.
 */
export function currentDeadline(
	adopted: DeadlineReading,
	ledger: readonly LedgerEntry[],
	on: Day
): DeadlineReading {
	return entriesOn(ledger, on).at(-1)?.to ?? adopted;
}

/**
 * The adopted deadline as it is to be compared with: with the rectifications and resolutions that
 * come before the first move, for neither is a move.
 *
 * @param on leaves out what was resolved after this day; without it all resolutions count
 */
export function adoptedDeadline(
	adopted: DeadlineReading,
	ledger: readonly LedgerEntry[],
	on?: Day
): DeadlineReading {
	const firstMove = ledger.findIndex(isMove);
	const before = firstMove === -1 ? ledger : ledger.slice(0, firstMove);
	return currentDeadline(adopted, before, on ?? '9999-12-31');
}

/** Whether an entry moved the deadline, rather than said what it had been. */
export function isMove(entry: Pick<LedgerEntry, 'kind'>): boolean {
	return entry.kind === 'amendment' || entry.kind === 'extension';
}

/**
 * Days from the end of the adopted deadline to the end of the current one; negative when it was
 * brought forward, null unless both are dated.
 */
export function slipInDays(adopted: DeadlineReading, current: DeadlineReading): number | null {
	if (adopted.kind !== 'dated' || current.kind !== 'dated') return null;
	return daysBetween(adopted.latest, current.latest);
}

/**
 * What is wrong with a ledger. The chain has to hold (the first `from` is the adopted deadline,
 * each `from` the previous `to`), and each entry has to be what its kind says. A rectification may
 * be decided whenever the mistake is found; the others follow one another in time.
 */
export function ledgerProblems(
	adopted: DeadlineReading,
	ledger: readonly LedgerEntry[]
): LedgerProblem[] {
	const problems: LedgerProblem[] = [];
	let previous = adopted;
	let decidedLast = '';
	for (const [index, entry] of ledger.entries()) {
		const { kind, decidedOn, from, to } = entry;
		const report = (code: LedgerProblem['code']) => problems.push({ code, index });

		if (!sameReading(from, previous)) {
			report(index === 0 ? 'first-from-is-not-adopted' : 'from-is-not-previous-to');
		}
		if (!isDay(decidedOn)) report('decided-on-is-not-a-day');
		else if (kind !== 'rectification') {
			if (decidedOn < decidedLast) report('decided-before-previous');
			decidedLast = decidedOn;
		}
		if (!isSound(from) || !isSound(to)) report('reading-is-not-sound');
		if (sameReading(from, to)) report('changes-nothing');
		else if (kind === 'extension' && (slipInDays(from, to) ?? 1) <= 0) {
			report('extension-is-not-later');
		}
		if (kind === 'resolution' && from.kind !== 'triggered')
			report('resolution-is-not-of-triggered');
		if (kind === 'resolution' && to.kind !== 'dated') report('resolution-is-not-dated');
		previous = to;
	}
	return problems;
}

/**
 * What speaks against adding an entry to a ledger: what its chain and its kind demand. It stands at the end, so it was decided no earlier
 * than the one before, a rectification too: what it corrects was there already.
 *
 * @param today nothing is recorded before it was decided; left out where entries are checked that are there
 */
export function additionProblems(
	adopted: DeadlineReading,
	ledger: readonly LedgerEntry[],
	entry: LedgerEntry,
	today?: Day
): AdditionProblem[] {
	const index = ledger.length;
	const problems: AdditionProblem[] = ledgerProblems(adopted, [...ledger, entry])
		.filter((problem) => problem.index === index)
		.map(({ code }) => code);
	const last = ledger.at(-1)?.decidedOn ?? '';
	if (entry.decidedOn < last && !problems.includes('decided-before-previous')) {
		problems.push('decided-before-previous');
	}
	if (today !== undefined && entry.decidedOn > today) problems.push('decided-in-future');
	return problems;
}

/**
 * By what a deadline's reading can be corrected: by a person's reading where nobody understands the wording, or it was not read as it
 * says; by the right day of the trigger where a triggered one was resolved; by nothing where it is read as it says. What a wording
 * clearly says is the promise, and only a move changes that.
 *
 * @param promised the wording that promises: the adopted one, or that of the last move
 */
export function rectifiableBy(
	promised: WrittenDeadline,
	current: DeadlineReading
): 'reading' | 'trigger' | null {
	const plain = plainReading(promised);
	if (plain.kind === 'unread') return 'reading';
	if (plain.kind === 'triggered' && current.kind === 'dated') return 'trigger';
	return sameReading(plain, current) ? null : 'reading';
}

/** What a wording says without anybody's help: in the first of its languages that is understood. */
export function plainReading({ wording, on }: WrittenDeadline): DeadlineReading {
	const readings = Object.values(wording).map((said) => readDeadline(said, on ?? null));
	const found = readings.find(({ kind }) => kind !== 'unread') ?? readings[0];
	return found ?? readDeadline('', on ?? null);
}

/**
 * What speaks against a rectification of a wording, but for what its chain demands.
 *
 * @param promised as of {@link rectifiableBy}
 * @param triggeredOn the day the trigger came, where a resolution is corrected
 */
export function rectificationProblems(
	promised: WrittenDeadline,
	{ from, to }: Pick<LedgerEntry, 'from' | 'to'>,
	triggeredOn: Day | null
): ('reading-is-clear' | 'trigger-day-missing' | 'resolution-disagrees')[] {
	const plain = plainReading(promised);
	if (plain.kind === 'unread' || sameReading(plain, to)) return [];
	if (plain.kind !== 'triggered' || from.kind !== 'dated') return ['reading-is-clear'];
	if (triggeredOn === null) return ['trigger-day-missing'];
	const day = dayFrom(plain, triggeredOn);
	const follows = sameReading(to, { kind: 'dated', earliest: day, latest: day });
	return follows ? [] : ['resolution-disagrees'];
}
