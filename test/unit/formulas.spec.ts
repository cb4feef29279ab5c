// The small plan of docs/formulas.md, read from its own tables: what the page promises is what the code does.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { StepRole } from '#lib/domain/assessment.ts';
import { readWording } from '#lib/domain/deadline.ts';
import { type LedgerEntry } from '#lib/domain/deadline-ledger.ts';
import type { Fraction } from '#lib/domain/fraction.ts';
import { responseOf, type OwedFiling } from '#lib/domain/owed.ts';
import {
	activityAt,
	figuresOf,
	type ActivityAt,
	type ActivityRecord,
	type Figures
} from '#lib/domain/progress.ts';

const AT = '2020-Q3';
const WINDOW = { dueOn: '2020-10-15', closesOn: '2020-10-31' };
const BODIES = ['W', 'X', 'Y', 'Z'];
const page = readFileSync(new URL('../../docs/formulas.md', import.meta.url), 'utf8');

/** The rows of the table under a heading, by column. */
function table(heading: string): Record<string, string>[] {
	const section = page.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
	const [header = '', , ...rows] = section.split('\n').filter((line) => line.startsWith('|'));
	const cells = (line: string) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim());
	const names = cells(header);
	return rows.map((row) =>
		Object.fromEntries(cells(row).map((cell, index) => [names[index]!, cell]))
	);
}

const bodyId = (name: string) => BODIES.indexOf(name) + 1;
const stepIds: Record<string, number> = { full: 1, ongoing: 2, partial: 3, none: 4 };
const rows = table('Activities');
const filed = table('Accepted filings');
const indicators = table('Indicators');

const records: ActivityRecord[] = rows.map((row, index) => {
	const deadline = readWording(row['adopted deadline']!);
	const ledger: LedgerEntry[] = row.moves
		? [row.moves.split(': ') as [string, string]].map(([decidedOn, wording]) => ({
				kind: 'extension',
				decidedOn,
				from: deadline,
				to: readWording(wording)
			}))
		: [];
	return {
		id: index + 1,
		goalId: Number(row.goal),
		inForceFrom: row.from!,
		inForceUntil: row.until || null,
		leads: row
			.leads!.split(', ')
			.map((name) => ({ bodyId: bodyId(name), from: row.from!, until: null })),
		deadline,
		ledger,
		accepted: filed
			.filter(({ code }) => code === row.code)
			.map((filing) => ({
				bodyId: bodyId(filing.body!),
				quarter: filing.quarter!,
				step:
					filing.step === 'nothing to report'
						? null
						: { id: stepIds[filing.step!]!, role: filing.step as StepRole },
				completedOn: filing.completed || null
			})),
		indicators: indicators
			.filter(({ code }) => code === row.code)
			.map((indicator) => ({
				direction: indicator.direction as 'up' | 'down',
				targets: [{ year: 2020, value: indicator['target 2020']! }],
				readings: indicator.readings!.split(', ').map((reading) => {
					const [on = '', value = ''] = reading.split(': ');
					return { on, value };
				})
			}))
	};
});
const all = records.map((record) => activityAt(record, AT));
const byCode = new Map(rows.map((row, index) => [row.code!, all[index]!]));

function fraction(cell: string): Fraction {
	const match = /^(\d+) \/ (\d+)(?: \((\d+)\))?$/.exec(cell)!;
	return { numerator: +match[1]!, denominator: +match[2]!, noData: +(match[3] ?? 0) };
}

function owedOf(activities: readonly ActivityAt[]): OwedFiling[] {
	return activities
		.filter(({ isOwed }) => isOwed)
		.flatMap((activity) =>
			activity.leads.map((lead) => ({
				bodyId: lead,
				firstSubmittedOn:
					filed.find(
						(filing) =>
							byCode.get(filing.code!) === activity &&
							bodyId(filing.body!) === lead &&
							filing.quarter === AT
					)?.['first submitted'] ?? null
			}))
		);
}

test('the page still has its tables', () => {
	expect(rows).toHaveLength(15);
	expect(filed).toHaveLength(15);
	expect(indicators).toHaveLength(4);
	expect(
		rows.filter((row) => readWording(row['adopted deadline']!).kind === 'unread')
	).toHaveLength(1);
});

describe('each activity at 2020-Q3', () => {
	const expected = table('What each activity is at 2020-Q3');
	test.each(expected)('$code', (row) => {
		const activity = byCode.get(row.code!)!;
		expect({
			step: activity.standing.role ?? 'no data',
			timeliness: activity.timeliness,
			indicator: activity.indicator,
			owed: activity.isOwed ? 'yes' : 'no'
		}).toEqual({
			step: row.step,
			timeliness: row.timeliness,
			indicator: row.indicator,
			owed: row.owed
		});
	});
	test('the population is exactly these', () => {
		const inForce = rows.filter((row) => byCode.get(row.code!)!.isInForce).map(({ code }) => code);
		expect(inForce).toEqual(expected.map(({ code }) => code));
	});
});

describe('the figures', () => {
	const expected = table('The figures');
	const partOf = (of: string): ActivityAt[] => {
		const [kind, name = ''] = of.split(' ');
		if (kind === 'goal') return all.filter(({ goalId }) => goalId === Number(name));
		if (kind === 'body') return all.filter(({ leads }) => leads.includes(bodyId(name)));
		return all;
	};
	test.each(expected)('$of', (row) => {
		const figures: Figures = figuresOf(partOf(row.of!), AT);
		for (const name of ['A', 'B', 'C', 'D'] as const) {
			expect(figures.formulas[name], name).toEqual(fraction(row[name]!));
		}
		const { implemented, indicatorMet, onTime } = figures.threeNumbers;
		expect(implemented).toEqual(fraction(row.B!));
		expect(indicatorMet).toEqual(fraction(row['indicator met']!));
		expect(onTime).toMatchObject(fraction(row['on time']!));
		const response = responseOf(owedOf(partOf(row.of!)), WINDOW);
		const [kind, name = ''] = row.of!.split(' ');
		const printed = fraction(row.response!);
		if (kind === 'body') {
			const own = responseOf(owedOf(all), WINDOW).bodies.find(
				(one) => one.bodyId === bodyId(name)
			)!;
			expect([own.submitted, own.owed]).toEqual([printed.numerator, printed.denominator]);
		} else {
			expect(response.rate).toEqual(printed);
		}
	});
	test('on time by the adopted deadline is 2 of 7, by the due day 1 of 4, three stand outside', () => {
		const figures = figuresOf(all, AT);
		expect(figures.threeNumbers.onTime.byAdopted).toBe(2);
		expect(figures.threeNumbers.onTime.adoptedUnknown).toBe(0);
		expect(figures.outside).toBe(3);
		expect(figures.unread).toBe(1);
		expect(figures.isYearToDate).toBe(true);
		const response = responseOf(owedOf(all), WINDOW);
		expect(response.byDueDay).toBe(1);
		expect(response.silent).toEqual([bodyId('W')]);
	});
	test('the parts of the population add up to it', () => {
		const figures = figuresOf(all, AT);
		const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b);
		expect(sum(figures.assessment)).toBe(12);
		expect(sum(figures.timeliness)).toBe(12);
	});
});
