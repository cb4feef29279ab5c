import type { Response } from '#lib/domain/owed.ts';
import type { Fraction } from '#lib/domain/fraction.ts';
import type { Figures, FormulaName } from '#lib/domain/progress.ts';
import type { QuarterView } from '#lib/domain/quarter-view.ts';
import { contentIn, type Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { formatFraction, formatQuarter, NOTHING } from '#lib/wording/format.ts';
import { formulaName } from '#lib/wording/labels.ts';
import { textOf, type Command } from '../command.ts';
import { quarterOf, revisionOf, todayIn, withDatabase } from '../session.ts';

const FORMULAS: readonly FormulaName[] = ['A', 'B', 'C', 'D'];

/** The figures of a quarter, the same as on screen and in the workbook. */
export const progress: Command = {
	usage: 'progress --strategy SLUG --quarter 2020-Q3 [--revision N] [--json]',
	summary: (locale) => m.cli_help_progress({}, { locale }),
	options: {
		strategy: { type: 'string' },
		quarter: { type: 'string' },
		revision: { type: 'string' },
		json: { type: 'boolean' }
	},
	required: ['strategy', 'quarter'],
	run: (call) => {
		const quarter = quarterOf(call);
		return withDatabase(call, { mayCreate: false }, (database) => {
			const today = todayIn(database);
			const view = quarters.read(database, textOf(call, 'strategy'), quarter, {
				today,
				revision: revisionOf(call)
			});
			if (call.values.json) call.say(JSON.stringify(figuresIn(view), null, '\t'));
			else for (const line of tableOf(view, call.locale)) call.say(line);
		});
	}
};

/** What is counted of one set of activities. */
interface Counted {
	formulas: Figures['formulas'];
	responseRate: Fraction;
	threeNumbers: Figures['threeNumbers'];
}

export interface ProgressFigures extends Counted {
	strategy: string;
	quarter: string;
	/** A live quarter may still change; a frozen one does not. */
	isFrozen: boolean;
	/** Of a frozen quarter: which revision, and the SHA-256 of its record. */
	revision: number | null;
	hash: string | null;
	/** D counts the year to date until its last quarter. */
	isYearToDate: boolean;
	goals: Record<string, Counted>;
	bodies: Record<string, Counted>;
}

function figuresIn(view: QuarterView): ProgressFigures {
	const { strategy, quarter, frozen, figures, response } = view;
	const codeOf = new Map(view.goals.map(({ id, code }) => [id, code]));
	const keyOf = new Map(view.bodies.map(({ id, key }) => [id, key]));
	return {
		strategy: strategy.slug,
		quarter,
		isFrozen: frozen !== null,
		revision: frozen?.revision ?? null,
		hash: frozen?.hash ?? null,
		isYearToDate: figures.isYearToDate,
		...counted(figures, response.rate),
		goals: Object.fromEntries(
			view.goalFigures.map((row) => [
				codeOf.get(row.goalId),
				counted(row.figures, row.response.rate)
			])
		),
		bodies: Object.fromEntries(
			view.bodyFigures.map(({ bodyId, figures }) => [
				keyOf.get(bodyId),
				counted(figures, responseOfBody(response, bodyId))
			])
		)
	};
}

function counted({ formulas, threeNumbers }: Figures, responseRate: Fraction): Counted {
	return { formulas, responseRate, threeNumbers };
}

/** For one body the rate counts filings, not bodies. */
function responseOfBody({ bodies }: Response, bodyId: number): Fraction {
	const { submitted, owed } = bodies.find((row) => row.bodyId === bodyId) ?? {
		submitted: 0,
		owed: 0
	};
	return { numerator: submitted, denominator: owed, noData: owed - submitted };
}

function tableOf(view: QuarterView, locale: Locale): string[] {
	const figures = figuresIn(view);
	const title = contentIn(view.strategy.title, locale, view.strategy.languages);
	const body = new Map(view.bodies.map(({ key, short }) => [key, short]));
	const nameOf = (key: string) =>
		contentIn(body.get(key) ?? {}, locale, view.strategy.languages)?.text ?? key;
	return [
		title?.text ?? view.strategy.slug,
		formatQuarter(view.quarter, locale),
		'',
		...aligned(
			figureRows(figures, locale).map(([name, fraction]) => [
				name,
				formatFraction(fraction, locale)
			])
		),
		'',
		...aligned([
			['', ...FORMULAS, m.formula_response_name({}, { locale })],
			...Object.entries(figures.goals).map(([code, row]) => [
				m.cli_goal({ code }, { locale }),
				...shares(row)
			]),
			...Object.entries(figures.bodies).map(([key, row]) => [nameOf(key), ...shares(row)])
		]),
		'',
		m.report_bodies_do_not_add_up({}, { locale })
	];
}

function figureRows(figures: ProgressFigures, locale: Locale): [string, Fraction][] {
	const toDate = figures.isYearToDate ? `, ${m.formula_year_to_date({}, { locale })}` : '';
	const { implemented, indicatorMet, onTime } = figures.threeNumbers;
	return [
		...FORMULAS.map((name): [string, Fraction] => [
			`${name}  ${formulaName(name, locale)}${name === 'D' ? toDate : ''}`,
			figures.formulas[name]
		]),
		[m.formula_response_name({}, { locale }), figures.responseRate],
		[m.number_implemented({}, { locale }), implemented],
		[m.number_indicator_met({}, { locale }), indicatorMet],
		[m.number_on_time({}, { locale }), onTime]
	];
}

function shares({ formulas, responseRate }: Counted): string[] {
	return [...FORMULAS.map((name) => formulas[name]), responseRate].map(
		({ numerator, denominator }) => (denominator === 0 ? NOTHING : `${numerator}/${denominator}`)
	);
}

/** Columns as wide as their widest cell. */
function aligned(rows: string[][]): string[] {
	const widths = rows.reduce<number[]>(
		(widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
		[]
	);
	return rows.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('   ')
			.trimEnd()
	);
}
