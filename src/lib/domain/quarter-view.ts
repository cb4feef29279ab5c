// What one quarter of a plan says: the one shape that screen, workbook, command line, comparison and API take.
import type { Act } from './act.ts';
import type { Outlook, Standing, StepRole } from './assessment.ts';
import type { Override } from './early-warning.ts';
import type { DeadlineReading } from './deadline.ts';
import type { Evidence, FilingWindow, TextField, WindowExtension, WindowState } from './filing.ts';
import type { IndicatorVerdict, ReadBy } from './indicator.ts';
import type { Amount, PlannedAct, RateView, Spent } from './money.ts';
import type { Response } from './owed.ts';
import type { Figures } from './progress.ts';
import type { Day, Quarter } from './quarter.ts';
import type { Texts } from './text.ts';
import type { Timeliness } from './timeliness.ts';

export type ProvenanceKind = 'quoted' | 'paraphrased' | 'translated' | 'inferred' | 'illustrative';

/** Where one field comes from. */
export interface Provenance {
	/** 'title.en', 'deadline', 'leads', … */
	field: string;
	kind: ProvenanceKind;
	/** Index key into `QuarterView.sources`; null for illustrative. */
	source: number | null;
	quote: string | null;
}

export interface SourceView {
	id: number;
	key: string;
	title: string;
	url: string | null;
	note: string | null;
}

export interface StrategyHead {
	id: number;
	slug: string;
	title: Texts;
	shortTitle: Texts;
	/** Content languages, the strategy's own first: ['sr', 'en']. */
	languages: readonly string[];
}

export interface PlanHead {
	id: number;
	key: string;
	title: Texts;
	act: Texts;
	note: Texts;
	adoptedOn: Day;
	firstQuarter: Quarter;
	lastQuarter: Quarter;
}

export interface StepView {
	id: number;
	key: string;
	role: StepRole;
	label: Texts;
}

export interface GoalView {
	id: number;
	key: string;
	code: string;
	title: Texts;
	provenance: readonly Provenance[];
}

export interface MeasureView {
	id: number;
	goalId: number;
	code: string;
	title: Texts;
	provenance: readonly Provenance[];
}

export interface BodyView {
	id: number;
	key: string;
	parentId: number | null;
	/** Names in force on the quarter's last day. */
	name: Texts;
	/** The short name where there is one, else the name. */
	short: Texts;
	email: string | null;
}

export interface DeadlineView {
	reading: DeadlineReading;
	/** As written; of a move, the new wording. */
	wording: Texts;
	/** A day printed beside the wording. */
	on: Day | null;
}

export interface LedgerView {
	kind: 'amendment' | 'extension' | 'resolution' | 'rectification';
	decidedOn: Day;
	from: DeadlineReading;
	to: DeadlineView;
	/** Of a resolution: the day its trigger came, where it was said. */
	triggeredOn: Day | null;
	act: Texts;
	reason: Texts;
	provenance: readonly Provenance[];
}

/** An accepted filing, as everyone who may see the plan sees it. */
export interface FilingView {
	bodyId: number;
	quarter: Quarter;
	revision: number;
	stepId: number | null;
	completedOn: Day | Quarter | null;
	expectedCompletion: Day | Quarter | null;
	isNothingToReport: boolean;
	texts: Readonly<Record<TextField, Texts>>;
	evidence: readonly Evidence[];
	acceptedOn: Day;
	/** Submitted first after the due day. */
	isLate: boolean;
}

export interface IndicatorView {
	id: number;
	key: string;
	activityId: number | null;
	goalId: number | null;
	title: Texts;
	unit: Texts;
	definition: Texts;
	source: Texts;
	direction: 'up' | 'down';
	isCumulative: boolean;
	baseline: { value: string; on: Day } | null;
	targets: readonly { year: number; value: string }[];
	/** Dated by the quarter's last day, oldest first. */
	readings: readonly ReadingView[];
	/** The act that added it; null: it came with the plan. */
	added: Act | null;
	/** Acts by the quarter's last day that changed its passport, oldest first. */
	acts: readonly Act[];
	verdict: IndicatorVerdict;
	provenance: readonly Provenance[];
}

/** An indicator that an act withdrew by the quarter's last day, as it stood then; no figure counts it. */
export type WithdrawnIndicator = Omit<IndicatorView, 'verdict'> & { withdrawn: Act };

export interface ReadingView {
	on: Day;
	value: string;
	source: Texts;
	provenance: readonly Provenance[];
	/** Whose accepted filing gave it; null: a folder or a coordinator. */
	by: ReadBy | null;
}

/** A line of planned money: one source in one year. */
export interface FundView {
	/** Its number among the activity's, from 1; filings name it by that. */
	line: number;
	year: number;
	source: 'budget' | 'donor';
	/** Of the budget: its programme's code. */
	programme: string | null;
	name: Texts;
	/** Thousand RSD; as acts had it by the quarter's last day. */
	planned: Amount;
	/** As adopted, or as the act that added the line said. */
	adopted: Amount;
	/** The act that added the line; null: it came with the plan. */
	added: Act | null;
	/** Acts by the quarter's last day that said the amount anew, oldest first. */
	acts: readonly PlannedAct[];
	/** Null: its year has not begun by the quarter's end. */
	spent: Spent | null;
}

export interface ActivityView {
	id: number;
	key: string;
	code: string;
	goalId: number;
	measureId: number;
	title: Texts;
	description: Texts;
	leads: readonly number[];
	partners: readonly number[];
	inForceFrom: Day;
	inForceUntil: Day | null;
	/** How it left the plan; null while in force at Q. */
	ended: 'withdrawn' | 'merged' | 'split' | null;
	/** What it was merged into, or its parts. */
	into: readonly string[];
	/** Codes of what it was made from. */
	madeFrom: readonly string[];
	adopted: DeadlineView;
	/** The deadline on the quarter's last day. */
	current: DeadlineView;
	/** Entries decided by the quarter's last day, in order. */
	ledger: readonly LedgerView[];
	/** Current minus adopted, in days; null unless both are dates. */
	slipDays: number | null;
	timeliness: Timeliness;
	standing: Standing;
	outlook: Outlook;
	indicator: IndicatorVerdict;
	isOwed: boolean;
	/** Accepted for this quarter, one a lead; empty when nothing was filed this quarter. */
	filings: readonly FilingView[];
	funds: readonly FundView[];
	provenance: readonly Provenance[];
}

/** That a quarter is frozen: as which revision, under which hash, and by whom. */
export interface FrozenMark {
	/** 1, and one more for every correction. */
	revision: number;
	/** SHA-256, in hex, of the record's lines. */
	hash: string;
	/** The business day. */
	frozenOn: Day;
	/** Who signed, and in what function; null is the console. */
	signedBy: { name: string; function: Texts } | null;
	/** The newest entry of the history when the quarter was read, and its link; null where there was none. */
	history: { entries: number; link: string } | null;
	/** What made a revision after the first necessary, which activities (by code) it was about, and what it corrects. */
	correction: {
		reason: Texts;
		activities: readonly string[];
		of: { revision: number; hash: string };
	} | null;
	/** The rules its figures were counted by. */
	rules: number;
}

/**
 * An activity as far as it is compared with itself in another quarter. Between two quarters that is the evidence of what was filed, and
 * filings without any may be missing; within one it is all of every filing.
 */
export type ComparableActivity = Omit<
	ActivityView,
	'slipDays' | 'timeliness' | 'outlook' | 'indicator' | 'isOwed' | 'funds' | 'provenance'
>;

/** An activity of a quarter that is compared: one that is in force there, or one that has left the plan. */
export interface ComparedActivity {
	isInForce: boolean;
	activity: ComparableActivity;
}

/** What names a quarter that is compared, and whatever changed of it. */
export type ComparedQuarter = Pick<
	QuarterView,
	'strategy' | 'quarter' | 'frozen' | 'windowState' | 'steps' | 'goals' | 'bodies'
>;

/** What of a quarter is compared beside its activities: nothing that follows from other values. */
export type ComparableHead = ComparedQuarter &
	Pick<QuarterView, 'plan' | 'measures' | 'indicators' | 'withdrawnIndicators'>;

/** A quarter to be compared, as a whole. */
export type ComparableView = ComparableHead &
	Record<'activities' | 'outside', readonly ComparableActivity[]>;

/** A quarter to be compared, its activities a few at a time: a plan of national size is not held in memory for it. To be gone through once. */
export type ComparableQuarter = ComparableHead & {
	parts: Iterable<readonly ComparedActivity[]>;
};

export interface QuarterView {
	strategy: StrategyHead;
	plan: PlanHead;
	quarter: Quarter;
	/** All quarters of the plan, in order. */
	quarters: readonly Quarter[];
	window: FilingWindow;
	windowState: WindowState;
	/** Bodies that may file until a later day, at most one of each. */
	extensions: readonly WindowExtension[];
	/** Null while it is live: a DRAFT until it is frozen. */
	frozen: FrozenMark | null;
	/** The business day it was read on. */
	readOn: Day;
	isDemonstration: boolean;
	steps: readonly StepView[];
	goals: readonly GoalView[];
	measures: readonly MeasureView[];
	/** Every body of the plan, by its official name's order in the folder. */
	bodies: readonly BodyView[];
	/** In force on the quarter's last day, in the plan's order. */
	activities: readonly ActivityView[];
	/** Left the plan by the quarter's last day. */
	outside: readonly ActivityView[];
	indicators: readonly IndicatorView[];
	withdrawnIndicators: readonly WithdrawnIndicator[];
	/** What a coordinator said of W2 against the rule, of any activity of the plan. */
	overrides: readonly Override[];
	/** The newest rate by the quarter's last day, and by the day it was read on; null: no amount is shown in euros. */
	rate: RateView | null;
	sources: readonly SourceView[];
	figures: Figures;
	goalFigures: readonly { goalId: number; figures: Figures; response: Response }[];
	/** Per lead body; a shared activity counts for each, so the rows do not add up. */
	bodyFigures: readonly { bodyId: number; figures: Figures }[];
	response: Response;
}
