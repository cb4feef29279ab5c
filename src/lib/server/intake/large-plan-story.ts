// The life of one generated activity: what was promised, how it moved, and what its leads filed. Plain values by plain rules; the domain's
// own functions say what is owed and what a wording means, so that the rows could have come through the doors.
import type { Step } from '#lib/domain/assessment.ts';
import { readWording, type DeadlineReading } from '#lib/domain/deadline.ts';
import { currentDeadline } from '#lib/domain/deadline-ledger.ts';
import { isDueBy, mayReportNothing, recursIn, type TextField } from '#lib/domain/filing.ts';
import { isOwed } from '#lib/domain/owed.ts';
import {
	addDays,
	compareQuarters,
	daysBetween,
	firstDayOf,
	lastDayOf,
	lastDayOfPeriod,
	quarterNumberOf,
	quartersBetween,
	yearOf,
	type Day,
	type Quarter
} from '#lib/domain/quarter.ts';
import type { Texts } from '#lib/domain/text.ts';
import { activityTitle, evidenceTitle, resultText, sentence } from './large-plan-words.ts';
import type { SeededChoice } from './seeded-choice.ts';

export const ADOPTED_ON: Day = '2017-09-28';
export const FIRST_QUARTER: Quarter = '2017-Q4';
export const LAST_QUARTER: Quarter = '2020-Q4';
/** The demonstration's day: the window of 2020-Q3 is open. */
export const BUSINESS_DAY: Day = '2020-10-05';
/** Twelve quarters have been reported on, the last one in part. */
export const FILED_QUARTERS: readonly Quarter[] = quartersBetween(FIRST_QUARTER, '2020-Q3');
const OPEN_QUARTER = FILED_QUARTERS.at(-1)!;
const DUE_QUARTERS: readonly Quarter[] = quartersBetween('2018-Q1', LAST_QUARTER);

export const AMENDMENTS: readonly { key: string; adoptedOn: Day }[] = [
	{ key: 'amendment-1', adoptedOn: '2018-12-20' },
	{ key: 'amendment-2', adoptedOn: '2019-12-19' }
];

export interface BodyTrait {
	id: number;
	/** Of a hundred filings owed how many it files, by the place of the quarter in FILED_QUARTERS. */
	diligence: readonly number[];
}

/** Two bodies in three file all they owe in a closed quarter; in the open one nobody has yet, and one in ten nothing. */
export function diligenceOf(choice: SeededChoice): number[] {
	return FILED_QUARTERS.map((quarter) => {
		if (quarter === OPEN_QUARTER) return choice.isIn(10) ? 0 : choice.whole(30, 85);
		return choice.isIn(66) ? 100 : choice.isIn(5) ? 0 : choice.whole(75, 97);
	});
}

export type StepIds = Readonly<Record<Step['role'], number>>;

export interface DeadlineStory {
	wording: Texts;
	reading: DeadlineReading;
}

export interface MoveStory {
	kind: 'amendment' | 'extension' | 'resolution';
	/** Which of AMENDMENTS; null for what no amendment did. */
	amendment: number | null;
	decidedOn: Day;
	from: DeadlineReading;
	to: DeadlineStory;
}

export interface VersionStory {
	stepId: number | null;
	completedOn: Day | Quarter | null;
	expectedCompletion: Quarter | null;
	isNothingToReport: boolean;
	savedOn: Day;
	texts: Partial<Record<TextField, Texts>>;
	evidence: { title: string; number: string; on: Day }[];
}

export interface FilingStory {
	bodyId: number;
	quarter: Quarter;
	state: 'draft' | 'submitted' | 'returned' | 'accepted';
	firstSubmittedOn: Day | null;
	submittedOn: Day | null;
	readOn: Day | null;
	decidedOn: Day | null;
	versions: VersionStory[];
	/** Of a return, at the result of a version. */
	note: { version: number; text: Texts; on: Day } | null;
}

export interface ActivityStory {
	title: Texts;
	description: Texts;
	leads: number[];
	partners: number[];
	deadline: DeadlineStory;
	inForceFrom: Day;
	/** Which of AMENDMENTS added it; null for those of the plan as adopted. */
	addedBy: number | null;
	/** Which of AMENDMENTS withdrew it. */
	withdrawnBy: number | null;
	moves: MoveStory[];
	funds: { year: number; source: 'budget' | 'donor'; planned: string | null }[];
	filings: FilingStory[];
}

/** Tells an activity's life; the same choices tell the same life. */
export function storyOf(
	choice: SeededChoice,
	{ bodies, steps }: { bodies: readonly BodyTrait[]; steps: StepIds }
): ActivityStory {
	const involved = choice.some(bodies, 1 + Number(choice.isIn(25)) + choice.whole(0, 3));
	const leadCount = involved.length > 1 && choice.isIn(30) ? 2 : 1;
	const leads = involved.slice(0, leadCount);
	const addedBy = choice.isIn(3) ? choice.whole(0, AMENDMENTS.length - 1) : null;
	const withdrawnBy = addedBy === null && choice.isIn(2) ? choice.whole(0, 1) : null;
	const inForceFrom = addedBy === null ? ADOPTED_ON : AMENDMENTS[addedBy]!.adoptedOn;
	const deadline = deadlineStory(choice, inForceFrom);
	const moves = movesOf(choice, deadline, inForceFrom);
	const promise = {
		title: activityTitle(choice),
		description: choice.isIn(50) ? resultText(choice) : {},
		leads: leads.map(({ id }) => id),
		partners: involved.slice(leadCount, leadCount + 3).map(({ id }) => id),
		deadline,
		inForceFrom,
		addedBy,
		withdrawnBy,
		moves,
		funds: fundsOf(choice)
	};
	return { ...promise, filings: filingsOf(choice, promise, leads, steps) };
}

// ── the promise ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const ROMAN = ['I', 'II', 'III', 'IV'];

function datedIn(choice: SeededChoice, quarter: Quarter): DeadlineStory {
	const [year, number] = [yearOf(quarter), quarterNumberOf(quarter)];
	if (number === 4 && choice.isIn(15)) {
		return read({ 'sr-Cyrl': `децембар ${year}. године`, en: `December ${year}` });
	}
	const numeral = ROMAN[number - 1]!;
	return read({
		'sr-Cyrl': `${numeral} квартал ${year}. године`,
		en: `${numeral} quarter ${year}`
	});
}

function deadlineStory(choice: SeededChoice, inForceFrom: Day): DeadlineStory {
	const kind = choice.weighted({
		dated: 70,
		continuous: 13,
		recurring: 9,
		triggered: 4,
		unread: 4
	});
	const ahead = DUE_QUARTERS.filter((quarter) => firstDayOf(quarter) > inForceFrom);
	switch (kind) {
		case 'dated':
			return datedIn(choice, choice.one(ahead));
		case 'continuous':
			return read({ 'sr-Cyrl': 'континуирано', en: 'continuous' });
		case 'recurring':
			return choice.isIn(50)
				? read({ 'sr-Cyrl': 'једном годишње', en: 'annually' })
				: read({ 'sr-Cyrl': 'I и III квартал 2020. године', en: 'I and III quarter 2020' });
		case 'triggered':
			return read({
				'sr-Cyrl': '6 месеци од дана ступања на снагу закона',
				en: '6 months from the entry into force of the law'
			});
		case 'unread':
			return read({
				'sr-Cyrl': 'у складу са динамиком преговора',
				en: 'in line with the pace of negotiations'
			});
	}
}

const readings = new Map<string, DeadlineReading>();

function read(wording: Texts): DeadlineStory {
	const words = wording['sr-Cyrl']!;
	const reading = readings.get(words) ?? readWording(words);
	readings.set(words, reading);
	return { wording, reading };
}

/** About 12 in a hundred activities are moved, some of them twice; a third of the triggers have been resolved. */
function movesOf(choice: SeededChoice, adopted: DeadlineStory, inForceFrom: Day): MoveStory[] {
	if (adopted.reading.kind === 'triggered' && choice.isIn(33)) {
		const to = datedIn(choice, choice.one(DUE_QUARTERS.slice(6)));
		const decidedOn = dayBetween(choice, '2019-01-10', '2019-06-20');
		const entry = { kind: 'resolution' as const, amendment: null, decidedOn };
		return [{ ...entry, from: adopted.reading, to }];
	}
	const moves: MoveStory[] = [];
	let from = adopted.reading;
	let last = inForceFrom;
	for (let percent = 20; from.kind === 'dated' && choice.isIn(percent); percent = 25) {
		const due: Day = from.latest;
		const later = DUE_QUARTERS.filter((quarter) => lastDayOf(quarter) > due);
		const to = later.length > 0 ? datedIn(choice, choice.one(later.slice(0, 4))) : null;
		const amendment = AMENDMENTS.findIndex(
			({ adoptedOn }) => adoptedOn > last && addDays(adoptedOn, -90) < due
		);
		const byAmendment = amendment >= 0 && choice.isIn(45);
		const decidedOn = byAmendment
			? AMENDMENTS[amendment]!.adoptedOn
			: addDays(due, choice.whole(-60, 20));
		if (!to || decidedOn <= last || decidedOn > BUSINESS_DAY) break;
		moves.push({
			kind: byAmendment ? 'amendment' : 'extension',
			amendment: byAmendment ? amendment : null,
			decidedOn,
			from,
			to
		});
		from = to.reading;
		last = decidedOn;
	}
	return moves;
}

function fundsOf(choice: SeededChoice): ActivityStory['funds'] {
	if (!choice.isIn(35)) return [];
	return Array.from({ length: choice.whole(1, 3) }, () => ({
		year: choice.whole(2018, 2020),
		source: choice.isIn(70) ? ('budget' as const) : ('donor' as const),
		planned: choice.isIn(90) ? String(choice.whole(1, 400) * 50) : null
	}));
}

// ── the filings ─────────────────────────────────────────────────────────────────────────────────────────────────────────

type Promise = Omit<ActivityStory, 'filings'>;

function filingsOf(
	choice: SeededChoice,
	promise: Promise,
	leads: readonly BodyTrait[],
	steps: StepIds
): FilingStory[] {
	const { deadline, moves, inForceFrom: from } = promise;
	const ledger = moves.map(({ to, ...entry }) => ({ ...entry, to: to.reading }));
	const until = promise.withdrawnBy === null ? null : AMENDMENTS[promise.withdrawnBy]!.adoptedOn;
	const completions = completionsOf(choice, promise, leads.length);
	const isFull = leads.map(() => false);
	const filings: FilingStory[] = [];
	for (const [index, quarter] of FILED_QUARTERS.entries()) {
		const lastDay = lastDayOf(quarter);
		const isInForce = from <= lastDay && (until === null || lastDay < until);
		if (!isInForce) continue;
		const reading = currentDeadline(deadline.reading, ledger, lastDay);
		const owed = isOwed({ isInForce, wasFull: isFull.every(Boolean), deadline: reading }, quarter);
		for (const [position, body] of leads.entries()) {
			const percent = body.diligence[index]!;
			const files = choice.isIn(owed ? percent : Math.min(percent, 2));
			if (!files) continue;
			const role = isFull[position] || index >= completions[position]! ? 'full' : stepOf(choice);
			const filing = filingStory(choice, { body, quarter, role, reading, steps });
			filings.push(filing);
			if (filing.state === 'accepted' && filing.versions.at(-1)!.stepId === steps.full) {
				isFull[position] = true;
			}
		}
	}
	return filings;
}

/** By lead, the place in FILED_QUARTERS of the quarter it completes in; Infinity for those that do not. */
function completionsOf(choice: SeededChoice, promise: Promise, leads: number): number[] {
	const last = promise.moves.at(-1)?.to.reading ?? promise.deadline.reading;
	const due =
		last.kind === 'dated'
			? FILED_QUARTERS.findIndex((quarter) => lastDayOf(quarter) >= last.latest)
			: choice.whole(6, 60);
	const isWell = choice.isIn(78);
	return Array.from({ length: leads }, () => {
		if (!isWell || due < 0) return Infinity;
		return Math.max(1, due + Number(choice.weighted({ '-1': 12, '0': 58, '1': 18, '2': 12 })));
	});
}

function stepOf(choice: SeededChoice): 'ongoing' | 'partial' | 'none' {
	return choice.weighted({ ongoing: 50, partial: 34, none: 16 });
}

interface Occasion {
	body: BodyTrait;
	quarter: Quarter;
	role: Step['role'];
	reading: DeadlineReading;
	steps: StepIds;
}

function filingStory(choice: SeededChoice, occasion: Occasion): FilingStory {
	const { body, quarter } = occasion;
	const isOpen = quarter === OPEN_QUARTER;
	const state = isOpen
		? choice.weighted({ draft: 30, submitted: 36, returned: 6, accepted: 28 })
		: choice.weighted({ draft: 0.8, submitted: 1.2, returned: 1, accepted: 97 });
	const opens = addDays(lastDayOf(quarter), 1);
	const isLate = !isOpen && choice.isIn(7);
	const submittedOn = isOpen
		? dayBetween(choice, opens, BUSINESS_DAY)
		: addDays(opens, isLate ? choice.whole(15, 30) : choice.whole(2, 14));
	const decided = addDays(submittedOn, choice.whole(0, 9));
	const decidedOn = decided > BUSINESS_DAY ? BUSINESS_DAY : decided;
	const first = versionStory(choice, occasion, submittedOn);
	// A few were returned once and came back better.
	const isSecond =
		state === 'accepted' && !first.isNothingToReport && submittedOn < decidedOn && choice.isIn(8);
	const versions = isSecond
		? [
				first,
				{ ...first, savedOn: decidedOn, texts: { ...first.texts, result: resultText(choice) } }
			]
		: [first];
	const isReturned = state === 'returned' || isSecond;
	return {
		bodyId: body.id,
		quarter,
		state,
		firstSubmittedOn: state === 'draft' ? null : submittedOn,
		submittedOn: state === 'draft' ? null : versions.at(-1)!.savedOn,
		readOn: state === 'returned' || state === 'accepted' ? decidedOn : null,
		decidedOn: state === 'returned' || state === 'accepted' ? decidedOn : null,
		versions,
		note: isReturned ? { version: 1, text: sentence(choice, 'notes'), on: decidedOn } : null
	};
}

function versionStory(choice: SeededChoice, occasion: Occasion, savedOn: Day): VersionStory {
	const { quarter, role, reading, steps } = occasion;
	const nothing = { completedOn: null, expectedCompletion: null, texts: {}, evidence: [] };
	if (role !== 'full' && mayReportNothing(reading, quarter) && choice.isIn(10)) {
		return { ...nothing, stepId: null, isNothingToReport: true, savedOn };
	}
	const isFull = role === 'full';
	const isPast = isDueBy(reading, quarter);
	const hasTrouble = role === 'partial' || role === 'none';
	const completedOn = isFull
		? choice.isIn(60)
			? quarter
			: dayBetween(choice, firstDayOf(quarter), lastDayOf(quarter))
		: null;
	const isLate =
		completedOn !== null &&
		reading.kind === 'dated' &&
		lastDayOfPeriod(completedOn) > reading.latest;
	const texts: VersionStory['texts'] = { result: inLanguages(choice, resultText(choice)) };
	if (choice.isIn(25)) texts.narrative = inLanguages(choice, resultText(choice));
	if (hasTrouble && (isPast || recursIn(reading, quarter))) {
		texts.problems = inLanguages(choice, sentence(choice, 'problems'));
	}
	if ((isPast && !isFull) || isLate) {
		texts.reasons = inLanguages(choice, sentence(choice, 'reasons'));
	}
	if (!isFull && choice.isIn(60)) {
		texts.next_steps = inLanguages(choice, sentence(choice, 'next_steps'));
	}
	const ahead = DUE_QUARTERS.filter((one) => compareQuarters(one, quarter) > 0);
	return {
		stepId: steps[role],
		completedOn,
		expectedCompletion: isPast && !isFull ? choice.one(ahead.slice(0, 3)) : null,
		isNothingToReport: false,
		savedOn,
		texts,
		evidence:
			isFull || choice.isIn(30)
				? Array.from({ length: choice.whole(1, 2) }, () => ({
						title: evidenceTitle(choice),
						number: `${choice.whole(10, 400)}-${choice.whole(1, 99)}/${yearOf(quarter)}`,
						on: dayBetween(choice, firstDayOf(quarter), lastDayOf(quarter))
					}))
				: []
	};
}

/** Two filings in three come in both languages. */
function inLanguages(choice: SeededChoice, texts: Texts): Texts {
	return choice.isIn(66) ? texts : { 'sr-Cyrl': texts['sr-Cyrl']! };
}

function dayBetween(choice: SeededChoice, first: Day, last: Day): Day {
	return addDays(first, choice.whole(0, daysBetween(first, last)));
}
