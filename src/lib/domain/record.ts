// The record of a frozen quarter: everything its view says, one plain row a thing, and beside it what is needed to count again. It is
// complete in itself: whoever has the rows needs no database, no later name of anything and no program of ours.
import { NO_OUTLOOK, standingAt, type Outlook } from './assessment.ts';
import type { Change, ChangesSince } from './changes.ts';
import { slipInDays } from './deadline-ledger.ts';
import type { Override } from './early-warning.ts';
import { EMPTY_CONTENTS, type FilingWindow, type WindowExtension } from './filing.ts';
import { verdictOf, verdictOfAll } from './indicator.ts';
import { plannedFrom, spentFrom, type RateView } from './money.ts';
import { responseOf, type Response } from './owed.ts';
import {
	figuresOf,
	isInForceOn,
	type ActivityAt,
	type Figures,
	type FormulaName
} from './progress.ts';
import { lastDayOf, type Day, type Quarter } from './quarter.ts';
import { isSame } from './quarter-state.ts';
import type {
	ActivityView,
	BodyView,
	ComparableHead,
	ComparedActivity,
	ComparedQuarter,
	FilingView,
	FrozenMark,
	FundView,
	GoalView,
	IndicatorView,
	MeasureView,
	PlanHead,
	QuarterView,
	SourceView,
	StepView,
	StrategyHead,
	WithdrawnIndicator
} from './quarter-view.ts';
import type { Texts } from './text.ts';
import { timelinessOf } from './timeliness.ts';

/** How rows are laid out. A program reads the formats it knows; a record is never rewritten into another. */
export const RECORD_FORMAT = 1;

/** The rules figures are counted by (docs/formulas.md). One more whenever a rule gives another figure from the same facts. */
export const RULES_VERSION = 1;

/** A quarter before the one frozen, as it stood then. */
export interface PastQuarter {
	quarter: Quarter;
	window: FilingWindow;
	figures: Figures;
	response: Response;
	/** The record its figures are of; null where it was not frozen. */
	stoodOn: { revision: number; hash: string } | null;
}

/** What a formula is called and how it is worked out, in every language of the interface. */
export interface FormulaText {
	letter: FormulaName;
	name: Texts;
	definition: Texts;
}

export interface RecordHeader {
	kind: 'header';
	format: number;
	rules: number;
	strategy: StrategyHead;
	plan: PlanHead;
	quarter: Quarter;
	/** All quarters of the plan, as it was in force. */
	quarters: readonly Quarter[];
	revision: number;
	window: FilingWindow;
	extensions: readonly WindowExtension[];
	isDemonstration: boolean;
	/** The business day. */
	frozenOn: Day;
	/** Null is the console. */
	signedBy: FrozenMark['signedBy'];
	/** The newest entry of the history when the quarter was read, and its link. */
	history: FrozenMark['history'];
	/** Why there is a revision after the first. */
	correction: FrozenMark['correction'];
}

/** An activity without its filings, which are rows of their own. */
export type ActivityRow = Omit<ActivityView, 'filings' | 'outlook'> & {
	kind: 'activity';
	/** Not in records from before it was kept. */
	outlook?: Outlook;
	isInForce: boolean;
	/** Belongs to formula D's denominator. */
	isInYearBase: boolean;
	/** Of each lead that owes a filing, the business day it answered on. */
	answered: readonly { bodyId: number; on: Day | null }[];
};

export type RecordRow =
	| RecordHeader
	| ({ kind: 'formula' } & FormulaText)
	| ({ kind: 'source' } & SourceView)
	| ({ kind: 'step' } & StepView)
	| ({ kind: 'goal' } & GoalView)
	| ({ kind: 'measure' } & MeasureView)
	| ({ kind: 'body' } & BodyView)
	| ActivityRow
	| ({ kind: 'filing'; activityId: number } & FilingView)
	| ({ kind: 'indicator' } & IndicatorView)
	| ({ kind: 'withdrawn-indicator' } & WithdrawnIndicator)
	| ({ kind: 'override' } & Override)
	| ({ kind: 'rate' } & RateView)
	| { kind: 'figures'; figures: Figures; response: Response }
	| { kind: 'goal-figures'; goalId: number; figures: Figures; response: Response }
	| { kind: 'body-figures'; bodyId: number; figures: Figures }
	| ({ kind: 'past' } & PastQuarter)
	| ({ kind: 'since' } & Omit<ChangesSince, 'changes'>)
	| { kind: 'change'; change: Change }
	| ({ kind: 'corrected' } & Omit<ChangesSince, 'changes'>)
	| { kind: 'corrected-change'; change: Change };

export type RowKind = RecordRow['kind'];

/** What a record holds beside the view. */
export interface Beside {
	formulas: readonly FormulaText[];
	revision: number;
	signedBy: RecordHeader['signedBy'];
	history: RecordHeader['history'];
	correction: RecordHeader['correction'];
	/** By activity id. */
	isInYearBase(activityId: number): boolean;
	/** The business day a lead answered on. */
	answeredOn(activityId: number, bodyId: number): Day | null;
	/** Begun before the quarter, oldest first. */
	past: readonly PastQuarter[];
	/** What changed since the quarter before; null in the plan's first. */
	since: ChangesSince | null;
	/** What a correction changed since the revision before; null in the first. */
	corrected: ChangesSince | null;
}

/**
 * The rows of a quarter's record, in their order.
 *
 * @param view of the whole quarter, read live
 */
export function recordOf(view: QuarterView, beside: Beside): RecordRow[] {
	const activities = [...view.activities, ...view.outside];
	const isInForce = new Set(view.activities.map(({ id }) => id));
	return [
		{
			kind: 'header',
			format: RECORD_FORMAT,
			rules: RULES_VERSION,
			strategy: view.strategy,
			plan: view.plan,
			quarter: view.quarter,
			quarters: view.quarters,
			revision: beside.revision,
			window: view.window,
			extensions: view.extensions,
			isDemonstration: view.isDemonstration,
			frozenOn: view.readOn,
			signedBy: beside.signedBy,
			history: beside.history,
			correction: beside.correction
		},
		...beside.formulas.map((formula) => ({ kind: 'formula' as const, ...formula })),
		...view.sources.map((source) => ({ kind: 'source' as const, ...source })),
		...view.steps.map((step) => ({ kind: 'step' as const, ...step })),
		...view.goals.map((goal) => ({ kind: 'goal' as const, ...goal })),
		...view.measures.map((measure) => ({ kind: 'measure' as const, ...measure })),
		...view.bodies.map((body) => ({ kind: 'body' as const, ...body })),
		...activities.map(({ filings: _, ...activity }) => ({
			kind: 'activity' as const,
			...activity,
			isInForce: isInForce.has(activity.id),
			isInYearBase: beside.isInYearBase(activity.id),
			answered: activity.isOwed
				? activity.leads.map((bodyId) => ({ bodyId, on: beside.answeredOn(activity.id, bodyId) }))
				: []
		})),
		...activities.flatMap(({ id, filings }) =>
			filings.map((filing) => ({ kind: 'filing' as const, activityId: id, ...filing }))
		),
		...view.indicators.map((indicator) => ({ kind: 'indicator' as const, ...indicator })),
		...view.withdrawnIndicators.map((indicator) => ({
			kind: 'withdrawn-indicator' as const,
			...indicator
		})),
		...view.overrides.map((override) => ({ kind: 'override' as const, ...override })),
		...(view.rate ? [{ kind: 'rate' as const, ...view.rate }] : []),
		{ kind: 'figures', figures: view.figures, response: view.response },
		...view.goalFigures.map((goal) => ({ kind: 'goal-figures' as const, ...goal })),
		...view.bodyFigures.map((body) => ({ kind: 'body-figures' as const, ...body })),
		...beside.past.map((past) => ({ kind: 'past' as const, ...past })),
		...changeRows('since', beside.since),
		...changeRows('corrected', beside.corrected)
	];
}

/** The kinds of the rows that say what changed: first since when, then each change. */
export const CHANGE_ROWS = {
	since: ['since', 'change'],
	corrected: ['corrected', 'corrected-change']
} as const satisfies Record<string, readonly [head: RowKind, change: RowKind]>;

function changeRows(which: keyof typeof CHANGE_ROWS, said: ChangesSince | null): RecordRow[] {
	if (!said) return [];
	const { changes, ...about } = said;
	const [head, one] = CHANGE_ROWS[which];
	return [{ kind: head, ...about }, ...changes.map((change) => ({ kind: one, change }))];
}

/** A record read: its rows by kind, each without the word for its kind. */
export interface QuarterRecord {
	header: RecordHeader;
	formulas: readonly FormulaText[];
	sources: readonly SourceView[];
	steps: readonly StepView[];
	goals: readonly GoalView[];
	measures: readonly MeasureView[];
	bodies: readonly BodyView[];
	activities: readonly ActivityRow[];
	/** By activity id. */
	filings: ReadonlyMap<number, readonly FilingView[]>;
	indicators: readonly IndicatorView[];
	withdrawnIndicators: readonly WithdrawnIndicator[];
	overrides: readonly Override[];
	rate: RateView | null;
	figures: Figures;
	response: Response;
	goalFigures: QuarterView['goalFigures'];
	bodyFigures: QuarterView['bodyFigures'];
	past: readonly PastQuarter[];
	since: ChangesSince | null;
	/** Null also in records from before it was kept. */
	corrected: ChangesSince | null;
}

type Plain<K extends RowKind> = Omit<Extract<RecordRow, { kind: K }>, 'kind'>;

/**
 * Puts rows together again.
 *
 * @throws RangeError when rows that every record has are missing
 */
export function readRecord(rows: Iterable<RecordRow>): QuarterRecord {
	const of = rowsByKind(rows);
	const plain = <K extends RowKind>(kind: K): Plain<K>[] =>
		of(kind).map(({ kind: _, ...row }) => row as Plain<K>);
	const [header] = of('header');
	const [whole] = of('figures');
	if (!header || !whole) throw new RangeError('A record has a header and figures');
	const filings = new Map<number, FilingView[]>();
	for (const { activityId, ...filing } of plain('filing')) {
		const own = filings.get(activityId);
		if (own) own.push(filing);
		else filings.set(activityId, [filing]);
	}
	return {
		header,
		formulas: plain('formula'),
		sources: plain('source'),
		steps: plain('step'),
		goals: plain('goal'),
		measures: plain('measure'),
		bodies: plain('body'),
		activities: of('activity').map((row) => ({ ...row, funds: row.funds.map(fundIn) })),
		filings,
		overrides: plain('override'),
		indicators: plain('indicator').map(indicatorIn),
		withdrawnIndicators: plain('withdrawn-indicator'),
		rate: plain('rate')[0] ?? null,
		figures: whole.figures,
		response: whole.response,
		goalFigures: plain('goal-figures'),
		bodyFigures: plain('body-figures'),
		past: plain('past'),
		since: changesIn('since', [...of('since'), ...of('change')]),
		corrected: changesIn('corrected', [...of('corrected'), ...of('corrected-change')])
	};
}

/** A line of money as rows have it that may be from before anybody said what was spent, or acts said what was planned. */
function fundIn(
	fund: Partial<FundView> & Pick<FundView, 'year' | 'source' | 'name'>,
	index: number
) {
	const planned = fund.planned ?? ('not-available' as const);
	return {
		...fund,
		line: fund.line ?? index + 1,
		programme: fund.programme ?? null,
		planned,
		adopted: fund.adopted ?? planned,
		added: fund.added ?? null,
		acts: fund.acts ?? [],
		spent: fund.spent ?? null
	};
}

/** An indicator as rows have it that may be from before filings gave readings and acts changed passports. */
function indicatorIn(indicator: IndicatorView): IndicatorView {
	const { added = null, acts = [] } = indicator as Partial<IndicatorView>;
	const readings = indicator.readings.map((reading) => ({
		...reading,
		by: (reading as Partial<typeof reading>).by ?? null
	}));
	return { ...indicator, added, acts, readings };
}

/** What rows say of what changed since the quarter, or the revision, before; other rows do not matter. */
export function changesIn(
	which: keyof typeof CHANGE_ROWS,
	rows: readonly RecordRow[]
): ChangesSince | null {
	const [head, one] = CHANGE_ROWS[which];
	const found = rows.find((row): row is RecordRow & { kind: typeof head } => row.kind === head);
	if (!found) return null;
	const { kind: _, ...about } = found;
	return {
		...about,
		changes: rows.flatMap((row) => (row.kind === one ? [row.change] : []))
	};
}

/** What was frozen with it, under the hash of its lines. */
export function markOf({ header }: Pick<QuarterRecord, 'header'>, hash: string): FrozenMark {
	const { revision, frozenOn, signedBy, history, correction, rules } = header;
	return { revision, hash, frozenOn, signedBy, history, correction, rules };
}

/**
 * The view a record holds: what was read when it was frozen, and nothing that has happened since.
 *
 * @param chosen ids of the activities to view; all when null
 * @param filings by activity id, of the chosen activities
 */
export function viewOfRecord(
	record: QuarterRecord,
	{
		hash,
		chosen = null,
		filings = record.filings
	}: {
		hash: string;
		chosen?: ReadonlySet<number> | null;
		filings?: ReadonlyMap<number, readonly FilingView[]>;
	}
): QuarterView {
	const { header } = record;
	const wanted = chosen ? record.activities.filter(({ id }) => chosen.has(id)) : record.activities;
	const isChosen = ({ activityId }: Pick<IndicatorView, 'activityId'>) =>
		!chosen || activityId === null || chosen.has(activityId);
	const viewOf = ({
		kind: _,
		isInForce: __,
		isInYearBase: ___,
		answered: ____,
		outlook = NO_OUTLOOK,
		...activity
	}: ActivityRow): ActivityView => ({
		...activity,
		outlook,
		filings: filings.get(activity.id) ?? []
	});
	return {
		strategy: header.strategy,
		plan: header.plan,
		quarter: header.quarter,
		quarters: header.quarters,
		window: header.window,
		windowState: 'closed',
		extensions: header.extensions,
		frozen: markOf(record, hash),
		readOn: header.frozenOn,
		isDemonstration: header.isDemonstration,
		steps: record.steps,
		goals: record.goals,
		measures: record.measures,
		bodies: record.bodies,
		activities: wanted.filter(({ isInForce }) => isInForce).map(viewOf),
		outside: wanted.filter(({ isInForce }) => !isInForce).map(viewOf),
		indicators: record.indicators.filter(isChosen),
		withdrawnIndicators: record.withdrawnIndicators.filter(isChosen),
		overrides: record.overrides,
		rate: record.rate,
		sources: record.sources,
		figures: record.figures,
		goalFigures: record.goalFigures,
		bodyFigures: record.bodyFigures,
		response: record.response
	};
}

/** Which rows of a record say what names its quarter. */
export const NAMING_ROWS: readonly RowKind[] = ['header', 'step', 'goal', 'body'];

/** Which rows of a record say what of it is compared, beside its activities and their filings. */
export const COMPARABLE_ROWS: readonly RowKind[] = [
	...NAMING_ROWS,
	...(['measure', 'indicator', 'withdrawn-indicator'] as const)
];

/** What names a frozen quarter. */
export function namedInRows(rows: readonly RecordRow[], hash: string): ComparedQuarter {
	const of = rowsByKind(rows);
	const [header] = of('header');
	return {
		strategy: header!.strategy,
		quarter: header!.quarter,
		frozen: markOf({ header: header! }, hash),
		windowState: 'closed',
		steps: of('step'),
		goals: of('goal'),
		bodies: of('body')
	};
}

/** What of a frozen quarter is compared with another, beside its activities. */
export function comparableInRows(rows: readonly RecordRow[], hash: string): ComparableHead {
	const of = rowsByKind(rows);
	const [header] = of('header');
	return {
		...namedInRows(rows, hash),
		plan: header!.plan,
		measures: of('measure'),
		indicators: of('indicator').map(indicatorIn),
		withdrawnIndicators: of('withdrawn-indicator')
	};
}

/** What of a frozen quarter's activities is compared with those of another, in the record's order: of filings their evidence. */
export function comparedInRows(rows: readonly RecordRow[]): ComparedActivity[] {
	const of = rowsByKind(rows);
	const { texts } = EMPTY_CONTENTS;
	const withEvidence = of('filing').filter(({ evidence }) => evidence.length > 0);
	const filings = Map.groupBy(withEvidence, ({ activityId }) => activityId);
	return of('activity').map((row) => ({
		isInForce: row.isInForce,
		activity: {
			id: row.id,
			key: row.key,
			code: row.code,
			goalId: row.goalId,
			measureId: row.measureId,
			title: row.title,
			description: row.description,
			leads: row.leads,
			partners: row.partners,
			inForceFrom: row.inForceFrom,
			inForceUntil: row.inForceUntil,
			ended: row.ended,
			into: row.into,
			madeFrom: row.madeFrom,
			adopted: row.adopted,
			current: row.current,
			ledger: row.ledger,
			standing: row.standing,
			filings: (filings.get(row.id) ?? []).map(({ kind: _, activityId: __, ...filing }) => ({
				...filing,
				texts
			}))
		}
	}));
}

function rowsByKind(rows: Iterable<RecordRow>) {
	const byKind = Map.groupBy(rows, ({ kind }) => kind);
	return <K extends RowKind>(kind: K) =>
		(byKind.get(kind) ?? []) as Extract<RecordRow, { kind: K }>[];
}

/** What the figures need of a recorded activity. */
export function factsOfRow(row: ActivityRow): ActivityAt {
	return {
		id: row.id,
		goalId: row.goalId,
		leads: row.leads,
		isInForce: row.isInForce,
		hasLeft: !row.isInForce,
		standing: row.standing,
		outlook: row.outlook ?? NO_OUTLOOK,
		adopted: row.adopted.reading,
		current: row.current.reading,
		timeliness: row.timeliness,
		indicator: row.indicator,
		isOwed: row.isOwed,
		isInYearBase: row.isInYearBase
	};
}

/** Something in a record that does not follow from the rest of it. */
export interface RecordFault {
	/** What was worked out again. */
	what:
		| 'standing'
		| 'filing'
		| 'deadline'
		| 'ledger'
		| 'slip'
		| 'timeliness'
		| 'indicator'
		| 'planned'
		| 'spent'
		| 'figures'
		| 'response'
		| 'goal-figures'
		| 'body-figures';
	/** The row: an activity's code, a goal's code, a body's key; null for the plan as a whole. */
	of: string | null;
}

/**
 * Works out again everything in a record that follows from the rest, by this program's rules: steps from the leads' filings, deadlines
 * from the ledger, timeliness, slips, indicators, money spent, and every figure.
 *
 * @throws RangeError for a record of other rules (`header.rules`), which this program cannot judge
 */
export function faultsOf(record: QuarterRecord): RecordFault[] {
	const { header } = record;
	if (header.rules !== RULES_VERSION) throw new RangeError(`Rules ${header.rules}`);
	const indicators = Map.groupBy(record.indicators, ({ activityId }) => activityId);
	const faults = record.activities.flatMap((row) =>
		activityFaults(row, {
			quarter: header.quarter,
			filings: record.filings.get(row.id) ?? [],
			indicators: indicators.get(row.id) ?? []
		}).map((what) => ({ what, of: row.code }))
	);
	return [...faults, ...figureFaults(record)];
}

function activityFaults(
	row: ActivityRow,
	{
		quarter,
		filings,
		indicators
	}: { quarter: Quarter; filings: readonly FilingView[]; indicators: readonly IndicatorView[] }
): RecordFault['what'][] {
	const faults: RecordFault['what'][] = [];
	const check = (isRight: boolean, what: RecordFault['what']) => {
		if (!isRight) faults.push(what);
	};
	const accepted = row.standing.leads.flatMap(({ bodyId, shown, completedOn }) =>
		shown ? [{ bodyId, quarter: shown.quarter, step: shown.step, completedOn }] : []
	);
	check(isSame(standingAt(row.leads, accepted, quarter), row.standing), 'standing');
	check(
		filings.every(({ bodyId, stepId, quarter: from }) => {
			const lead = row.standing.leads.find((one) => one.bodyId === bodyId);
			if (!lead || stepId === null) return true;
			return lead.shown?.quarter === from && lead.shown.step.id === stepId;
		}) && isOutlookOf(filings, row),
		'filing'
	);
	const chain = row.ledger.map(({ from, to }) => ({ from, to: to.reading }));
	check(
		chain.every(({ from }, index) => index === 0 || isSame(from, chain[index - 1]!.to)),
		'ledger'
	);
	const current = chain.at(-1)?.to ?? row.adopted.reading;
	check(isSame(current, row.current.reading), 'deadline');
	check(slipInDays(row.adopted.reading, row.current.reading) === row.slipDays, 'slip');
	const schedule = { deadline: row.current.reading, doneOn: row.standing.completedOn };
	check(timelinessOf(schedule, quarter) === row.timeliness, 'timeliness');
	check(
		verdictOfAll(indicators, quarter) === row.indicator &&
			indicators.every((one) => verdictOf(one, quarter) === one.verdict),
		'indicator'
	);
	check(
		row.funds.every((fund) => plannedFrom(fund) === fund.planned),
		'planned'
	);
	check(
		row.funds.every(
			({ spent }) => spent === null || isSame(spentFrom(spent.said, row.leads.length), spent)
		),
		'spent'
	);
	const span = { from: row.inForceFrom, until: row.inForceUntil };
	check(row.isInForce === isInForceOn(span, lastDayOf(quarter)), 'figures');
	return faults;
}

/** Whether the outlook says when leads expect to be done as their filings say it. */
function isOutlookOf(filings: readonly FilingView[], { outlook, leads }: ActivityRow): boolean {
	if (!outlook) return true;
	return leads.every((bodyId) => {
		const filed = filings.find((filing) => filing.bodyId === bodyId);
		const expected = outlook.expected.find((one) => one.bodyId === bodyId);
		return expected === undefined || expected.on === filed?.expectedCompletion;
	});
}

function figureFaults(record: QuarterRecord): RecordFault[] {
	const { quarter, window, extensions } = record.header;
	const faults: RecordFault[] = [];
	const check = (isRight: boolean, what: RecordFault['what'], of: string | null) => {
		if (!isRight) faults.push({ what, of });
	};
	const figures = (some: readonly ActivityRow[]) => figuresOf(some.map(factsOfRow), quarter);
	const response = (some: readonly ActivityRow[]) =>
		responseOf(
			some.flatMap(({ answered }) =>
				answered.map(({ bodyId, on }) => ({ bodyId, firstSubmittedOn: on }))
			),
			{ ...window, extensions }
		);
	const all = record.activities;
	check(isSame(figures(all), record.figures), 'figures', null);
	check(isSame(response(all), record.response), 'response', null);
	for (const goal of record.goalFigures) {
		const own = all.filter(({ goalId }) => goalId === goal.goalId);
		const code = record.goals.find(({ id }) => id === goal.goalId)?.code ?? null;
		check(isSame(figures(own), goal.figures), 'goal-figures', code);
		check(isSame(response(own), goal.response), 'response', code);
	}
	for (const body of record.bodyFigures) {
		const own = all.filter(
			({ leads, isInForce, isInYearBase }) =>
				leads.includes(body.bodyId) && (isInForce || isInYearBase)
		);
		const key = record.bodies.find(({ id }) => id === body.bodyId)?.key ?? null;
		check(isSame(figures(own), body.figures), 'body-figures', key);
	}
	return faults;
}

/** The activity a row is found by; null for one that is of none. */
export function activityIdOf(row: RecordRow): number | null {
	if (row.kind === 'activity') return row.id;
	return row.kind === 'filing' ? row.activityId : null;
}
