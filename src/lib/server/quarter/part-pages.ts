// What a page about a part of a plan shows: a goal, a measure, a body. The first of its activities, and the figures of all of them.
import type { QuarterState } from '#lib/domain/filing.ts';
import { figuresOf, isInForceOn, type Figures } from '#lib/domain/progress.ts';
import { lastDayOf, type Day, type Quarter } from '#lib/domain/quarter.ts';
import type {
	ActivityView,
	GoalView,
	IndicatorView,
	MeasureView,
	QuarterView,
	WithdrawnIndicator
} from '#lib/domain/quarter-view.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { snapshot, type Database } from '../db/database.ts';
import { bodyRelations, type BodyRelations } from '../plan/body-history.ts';
import type { Candidate, QuarterFacts } from './facts.ts';
import * as quarters from './quarters.ts';

/** The list has the others. */
export const ROWS_A_PART = 30;

interface AskedPart {
	today: Day;
	/** Of a frozen quarter: the newest when left out. */
	revision?: number | null;
}

/** Activities of a part: the first of them, and how many there are. */
export interface Rows {
	rows: readonly ActivityView[];
	total: number;
}

interface PartPage {
	/** Views the activities of the rows only; its figures are of the whole plan. */
	view: QuarterView;
	figures: Figures;
	/** In force at the quarter, in the plan's order, then those that left. */
	activities: Rows;
}

export interface GoalPage extends PartPage {
	goal: GoalView;
	measures: readonly { measure: MeasureView; figures: Figures }[];
	/** The goal's own, not those of its activities. */
	indicators: readonly IndicatorView[];
	withdrawnIndicators: readonly WithdrawnIndicator[];
}

export interface MeasurePage extends PartPage {
	measure: MeasureView;
	goal: GoalView;
}

/** @throws {Refusal} what reading the quarter refuses, and not-found `no-such-goal`. */
export function goal(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ code, ...asked }: AskedPart & { code: string }
): GoalPage {
	let figures: Map<number, Figures> | undefined;
	const { view, activities, own } = part(database, slug, quarter, asked, (all, facts) => {
		const found = facts.register.goals.find((one) => one.code === code);
		if (!found) throw refusal('not-found', 'no-such-goal', { code });
		const ofGoal = all.filter(({ at }) => at.goalId === found.id);
		const measures = facts.register.measures.filter(({ goalId }) => goalId === found.id);
		figures = new Map(
			measures.map(({ id }) => [
				id,
				figuresAmong(
					ofGoal.filter(({ promised }) => promised.measureId === id),
					quarter
				)
			])
		);
		return ofGoal;
	});
	const goal = view.goals.find((one) => one.code === code)!;
	const isOwn = ({ goalId, activityId }: Pick<IndicatorView, 'goalId' | 'activityId'>) =>
		goalId === goal.id && activityId === null;
	return {
		view,
		activities,
		goal,
		figures: figuresAmong(own, quarter),
		measures: view.measures.flatMap((measure) => {
			const ofMeasure = figures!.get(measure.id);
			return ofMeasure ? [{ measure, figures: ofMeasure }] : [];
		}),
		indicators: view.indicators.filter(isOwn),
		withdrawnIndicators: view.withdrawnIndicators.filter(isOwn)
	};
}

/** @throws {Refusal} what reading the quarter refuses, and not-found `no-such-measure`. */
export function measure(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ code, ...asked }: AskedPart & { code: string }
): MeasurePage {
	const { view, activities, own } = part(database, slug, quarter, asked, (all, facts) => {
		const found = facts.register.measures.find((one) => one.code === code);
		if (!found) throw refusal('not-found', 'no-such-measure', { code });
		return all.filter(({ promised }) => promised.measureId === found.id);
	});
	const measure = view.measures.find((one) => one.code === code)!;
	const goal = view.goals.find(({ id }) => id === measure.goalId)!;
	return { view, activities, measure, goal, figures: figuresAmong(own, quarter) };
}

/** How a body answered for a quarter. */
export interface Answered {
	quarter: Quarter;
	state: QuarterState;
	owed: number;
	submitted: number;
	byDueDay: number;
}

export interface BodyPage extends BodyRelations {
	view: QuarterView;
	/** Of the activities it leads. */
	figures: Figures;
	leads: Rows;
	partners: Rows;
	/** Quarters begun, newest first. */
	answered: readonly Answered[];
}

/** @throws {Refusal} what reading the quarter refuses, and not-found `no-such-body`. */
export function body(
	database: Database,
	slug: string,
	quarter: Quarter,
	{ key, ...asked }: AskedPart & { key: string }
): BodyPage {
	const relations = snapshot(database, (read) => bodyRelations(read, key));
	const { id } = relations.body;
	let answered: Answered[] = [];
	let led: Candidate[] = [];
	let helped: Candidate[] = [];
	const view = quarters.read(database, slug, quarter, {
		...asked,
		choose: (all, facts) => {
			answered = answeredBy(id, facts, quarter, asked.today);
			led = all.filter(({ at }) => at.leads.includes(id));
			helped = all.filter(
				({ at, promised }) => at.isInForce && isPartner(promised.partners, id, quarter)
			);
			return [...firstOf(inForceOf(led)), ...firstOf(helped)].map(({ at }) => at.id);
		}
	});
	return {
		...relations,
		view,
		figures: figuresAmong(led, quarter),
		leads: rowsOf(inForceOf(led), view),
		partners: rowsOf(helped, view),
		answered
	};
}

function part(
	database: Database,
	slug: string,
	quarter: Quarter,
	asked: AskedPart,
	ofPart: (all: readonly Candidate[], facts: QuarterFacts) => Candidate[]
): { view: QuarterView; activities: Rows; own: Candidate[] } {
	let own: Candidate[] = [];
	let shown: Candidate[] = [];
	const view = quarters.read(database, slug, quarter, {
		...asked,
		choose: (all, facts) => {
			own = ofPart(all, facts);
			shown = [...inForceOf(own), ...own.filter(({ at }) => at.hasLeft)];
			return firstOf(shown).map(({ at }) => at.id);
		}
	});
	return { view, activities: rowsOf(shown, view), own };
}

function inForceOf(some: readonly Candidate[]): Candidate[] {
	return some.filter(({ at }) => at.isInForce);
}

function firstOf(some: readonly Candidate[]): Candidate[] {
	return some.slice(0, ROWS_A_PART);
}

function rowsOf(some: readonly Candidate[], view: QuarterView): Rows {
	const viewOf = new Map([...view.activities, ...view.outside].map((one) => [one.id, one]));
	return { rows: firstOf(some).map(({ at }) => viewOf.get(at.id)!), total: some.length };
}

function figuresAmong(some: readonly Candidate[], quarter: Quarter): Figures {
	return figuresOf(
		some.map(({ at }) => at),
		quarter
	);
}

function isPartner(
	partners: Candidate['promised']['partners'],
	bodyId: number,
	quarter: Quarter
): boolean {
	return partners.some((one) => one.bodyId === bodyId && isInForceOn(one, lastDayOf(quarter)));
}

function answeredBy(bodyId: number, facts: QuarterFacts, at: Quarter, today: Day): Answered[] {
	return facts
		.begun(at, today)
		.map((quarter) => {
			const own = facts.wholePlan(quarter).response.bodies.find((one) => one.bodyId === bodyId);
			return {
				quarter,
				state: facts.stateOf(quarter, today),
				owed: own?.owed ?? 0,
				submitted: own?.submitted ?? 0,
				byDueDay: own?.byDueDay ?? 0
			};
		})
		.toReversed();
}
