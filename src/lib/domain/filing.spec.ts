import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import type { DeadlineReading } from './deadline.ts';
import {
	answeredOn,
	areSame,
	EMPTY_CONTENTS,
	measuredProblems,
	FilingInput,
	filingProblems,
	letterProblems,
	LONGEST_TEXT,
	mayReportNothing,
	stateAfter,
	windowFor,
	windowState,
	type FilingAct,
	type FilingContents,
	type FilingState
} from './filing.ts';

const Q = '2020-Q3';
const dated = (latest: string): DeadlineReading => ({ kind: 'dated', earliest: latest, latest });
const DUE = dated('2020-09-30');
const OVERDUE = dated('2020-06-30');
const NEXT = dated('2020-12-31');
const CONTINUOUS: DeadlineReading = { kind: 'continuous' };
const recurring = (...occurrences: string[]): DeadlineReading => ({
	kind: 'recurring',
	occurrences,
	every: null
});
const UNREAD: DeadlineReading = { kind: 'unread', why: 'not-understood' };
const PROOF: FilingContents['evidence'] = [
	{ kind: 'gazette', title: 'Сл. гласник РС 35/2019', on: null }
];

function said(changed: Partial<FilingContents>): FilingContents {
	return { ...EMPTY_CONTENTS, ...changed };
}

function texts(changed: Partial<FilingContents['texts']>): FilingContents['texts'] {
	return { ...EMPTY_CONTENTS.texts, ...changed };
}

/** Codes with their fields, in the order they are found. */
function problems(
	contents: FilingContents,
	deadline: DeadlineReading,
	role: 'full' | 'ongoing' | 'partial' | 'none' | null
): string[] {
	return filingProblems(contents, { at: Q, deadline, role }).map(
		({ code, field }) => `${code} @${field}`
	);
}

describe('from hand to hand', () => {
	const STATES: FilingState[] = ['draft', 'submitted', 'returned', 'accepted'];
	const table: Record<FilingAct, (FilingState | null)[]> = {
		//         draft        submitted    returned     accepted
		save: ['draft', null, 'returned', null],
		submit: ['submitted', null, 'submitted', null],
		recall: [null, 'draft', null, null],
		accept: [null, 'accepted', null, null],
		return: [null, 'returned', null, null],
		revise: [null, null, null, 'draft'],
		undo: [null, null, null, 'submitted']
	};
	for (const [act, expected] of Object.entries(table)) {
		test(act, () => {
			expect(STATES.map((state) => stateAfter(act as FilingAct, state))).toEqual(expected);
		});
	}
});

describe('what a filing has to say before it is submitted', () => {
	test('an assessment', () => {
		expect(problems(EMPTY_CONTENTS, CONTINUOUS, null)).toEqual(['assessment_missing @step']);
	});

	test('full: when it was completed, and evidence', () => {
		expect(problems(said({ step: 'full' }), DUE, 'full')).toEqual([
			'completed_on_missing @completedOn',
			'evidence_missing @evidence'
		]);
		const whole = said({ step: 'full', completedOn: '2020-Q3', evidence: PROOF });
		expect(problems(whole, DUE, 'full')).toEqual([]);
		expect(problems(whole, CONTINUOUS, 'full')).toEqual([]);
	});

	test('full, but late: reasons', () => {
		const late = said({ step: 'full', completedOn: '2020-07-01', evidence: PROOF });
		expect(problems(late, OVERDUE, 'full')).toEqual(['reasons_missing_late @reasons']);
		const onTheDay = { ...late, completedOn: '2020-06-30' };
		expect(problems(onTheDay, OVERDUE, 'full')).toEqual([]);
		// The quarter of the deadline is its last day, which is the deadline.
		expect(problems({ ...late, completedOn: '2020-Q2' }, OVERDUE, 'full')).toEqual([]);
		expect(
			problems(
				{ ...late, texts: texts({ reasons: { en: 'Procurement was annulled.' } }) },
				OVERDUE,
				'full'
			)
		).toEqual([]);
	});

	test('full is never completed after the quarter', () => {
		const early = said({ step: 'full', completedOn: '2020-10-01', evidence: PROOF });
		expect(problems(early, NEXT, 'full')).toEqual(['completed_after_quarter @completedOn']);
		expect(problems({ ...early, completedOn: '2020-Q4' }, NEXT, 'full')).toEqual([
			'completed_after_quarter @completedOn'
		]);
		expect(problems({ ...early, completedOn: '2020-09-30' }, NEXT, 'full')).toEqual([]);
	});

	test('not full though due: reasons and expected completion, and problems unless ongoing', () => {
		for (const deadline of [DUE, OVERDUE]) {
			expect(problems(said({ step: 'ongoing' }), deadline, 'ongoing')).toEqual([
				'reasons_missing @reasons',
				'expected_completion_missing @expectedCompletion'
			]);
			for (const role of ['partial', 'none'] as const) {
				expect(problems(said({ step: role }), deadline, role)).toEqual([
					'reasons_missing @reasons',
					'expected_completion_missing @expectedCompletion',
					'problems_missing @problems'
				]);
			}
		}
		const whole = said({
			step: 'none',
			expectedCompletion: '2020-Q4',
			texts: texts({ reasons: { 'sr-Cyrl': 'Разлог' }, problems: { 'sr-Latn': 'Problem' } })
		});
		expect(problems(whole, DUE, 'none')).toEqual([]);
	});

	test('nothing more where nothing is due', () => {
		for (const deadline of [NEXT, CONTINUOUS, UNREAD, recurring('2020-12-31')]) {
			for (const role of ['ongoing', 'partial', 'none'] as const) {
				expect(problems(said({ step: role }), deadline, role)).toEqual([]);
			}
		}
	});

	test('a recurring date in the quarter asks for problems when partial or none', () => {
		const deadline = recurring('2020-03-31', '2020-09-30');
		expect(problems(said({ step: 'partial' }), deadline, 'partial')).toEqual([
			'problems_missing @problems'
		]);
		expect(problems(said({ step: 'ongoing' }), deadline, 'ongoing')).toEqual([]);
	});

	test('a blank text is no text', () => {
		const blank = said({
			step: 'ongoing',
			expectedCompletion: '2020-Q4',
			texts: texts({ reasons: { 'sr-Cyrl': '  \n ' } })
		});
		expect(problems(blank, DUE, 'ongoing')).toEqual(['reasons_missing @reasons']);
	});

	test('completion expected in the quarter or before it is past', () => {
		const past = said({
			step: 'ongoing',
			expectedCompletion: '2020-Q3',
			texts: texts({ reasons: { en: 'x' } })
		});
		expect(problems(past, DUE, 'ongoing')).toEqual([
			'expected_completion_past @expectedCompletion'
		]);
		expect(problems({ ...past, expectedCompletion: '2020-10-01' }, DUE, 'ongoing')).toEqual([]);
	});

	test('a completion beside a step that is not full', () => {
		expect(problems(said({ step: 'partial', completedOn: '2020-09-01' }), NEXT, 'partial')).toEqual(
			['completed_though_not_full @completedOn']
		);
	});
});

describe('nothing to report', () => {
	const nothing = said({ isNothingToReport: true });

	test('only where nothing is due', () => {
		expect(problems(nothing, NEXT, null)).toEqual([]);
		expect(problems(nothing, CONTINUOUS, null)).toEqual([]);
		expect(problems(nothing, UNREAD, null)).toEqual([]);
		expect(problems(nothing, DUE, null)).toEqual([
			'nothing_to_report_though_due @isNothingToReport'
		]);
		expect(mayReportNothing(recurring('2020-07-01'), Q)).toBe(false);
		expect(mayReportNothing(recurring('2020-06-30', '2020-10-01'), Q)).toBe(true);
		expect(mayReportNothing({ kind: 'recurring', occurrences: null, every: 'year' }, Q)).toBe(true);
	});

	test('does not go with something', () => {
		expect(problems({ ...nothing, step: 'ongoing' }, CONTINUOUS, 'ongoing')).toEqual([
			'nothing_to_report_though_something @isNothingToReport'
		]);
	});
});

test('two contents are the same whatever the order of languages, and blank texts', () => {
	const a = said({ texts: texts({ result: { en: 'b', 'sr-Cyrl': 'а' } }) });
	const b = said({ texts: texts({ result: { 'sr-Cyrl': 'а', en: 'b', 'sr-Latn': ' ' } }) });
	expect(areSame(a, b)).toBe(true);
	expect(areSame(a, said({ texts: texts({ narrative: { en: 'b', 'sr-Cyrl': 'а' } }) }))).toBe(
		false
	);
	expect(areSame(a, { ...a, letter: { number: '1', on: '2020-10-01' } })).toBe(false);
	expect(areSame(said({ evidence: PROOF }), said({ evidence: [...PROOF, ...PROOF] }))).toBe(false);
});

test('a filing has answered from its first submission, unless it was recalled and left so', () => {
	const on = '2020-10-03';
	const filing = (state: FilingState, acceptedVersion: number | null) => ({
		state,
		acceptedVersion,
		firstSubmittedOn: on
	});
	expect(answeredOn(filing('submitted', null))).toBe(on);
	expect(answeredOn(filing('returned', null))).toBe(on);
	expect(answeredOn(filing('accepted', 1))).toBe(on);
	expect(answeredOn(filing('draft', 1))).toBe(on); // a revision in the making
	expect(answeredOn(filing('draft', null))).toBe(null);
});

test('a window is open on both its ends', () => {
	const window = { opensOn: '2020-10-01', dueOn: '2020-10-15', closesOn: '2020-10-31' };
	expect(windowState(window, '2020-09-30')).toBe('upcoming');
	expect(windowState(window, '2020-10-01')).toBe('open');
	expect(windowState(window, '2020-10-31')).toBe('open');
	expect(windowState(window, '2020-11-01')).toBe('closed');
});

test('a window is open longer for a body it was extended for, unless the window itself is later', () => {
	const window = { opensOn: '2020-10-01', dueOn: '2020-10-15', closesOn: '2020-10-31' };
	const extensions = [
		{ bodyId: 1, closesOn: '2020-11-10' },
		{ bodyId: 2, closesOn: '2020-10-20' }
	];
	const closes = [1, 2, 3].map((bodyId) => windowFor(window, extensions, bodyId).closesOn);
	expect(closes).toEqual(['2020-11-10', '2020-10-31', '2020-10-31']);
});

describe('input', () => {
	const codes = (input: unknown) => {
		const result = v.safeParse(FilingInput, input);
		return (result.issues ?? []).map(
			({ message, path }) => `${message} @${path?.map(({ key }) => key).join('.')}`
		);
	};

	test('all that is wrong is said at once', () => {
		expect(
			codes({
				...EMPTY_CONTENTS,
				completedOn: '2020-02-30',
				expectedCompletion: '2020-Q5',
				texts: texts({ result: { en: 'x'.repeat(LONGEST_TEXT + 1) } }),
				evidence: [
					{ kind: 'link', title: ' ', url: 'javascript:alert(1)', on: '2020-10-01' },
					{ kind: 'document', title: 'x', number: null, on: '1.1.2020' }
				],
				letter: { number: ' ', on: '2020-10-01' }
			})
		).toEqual([
			'not_a_day_or_quarter @completedOn',
			'not_a_day_or_quarter @expectedCompletion',
			'too_long @texts.result.en',
			'evidence_title_missing @evidence.0.title',
			'not_a_link @evidence.0.url',
			'not_a_day @evidence.1.on',
			'letter_number_missing @letter.number'
		]);
	});

	test('one field is not written in two scripts', () => {
		expect(
			codes({ ...EMPTY_CONTENTS, texts: texts({ result: { 'sr-Cyrl': 'а', 'sr-Latn': 'a' } }) })
		).toEqual(['text_in_two_scripts @texts.result']);
	});

	test('empty contents are a draft', () => {
		expect(codes(EMPTY_CONTENTS)).toEqual([]);
	});
});

test('a letter is of a day up to today', () => {
	const codesOn = (on: string) =>
		letterProblems({ number: '1', on }, '2020-10-05').map(({ code, field }) => `${code} @${field}`);
	expect(codesOn('2020-10-05')).toEqual([]);
	expect(codesOn('2020-10-06')).toEqual(['letter_in_future @letter.on']);
	// What is no day at all is said elsewhere.
	expect(codesOn('x')).toEqual([]);
	expect(letterProblems(null, '2020-10-05')).toEqual([]);
});

test('readings are of the activity’s indicators and of a day by the quarter’s end, money of its lines and of its year or the last', () => {
	const measured = {
		indicators: ['trained'],
		lines: [
			{ line: 1, year: 2020 },
			{ line: 2, year: 2019 },
			{ line: 3, year: 2018 },
			{ line: 4, year: 2021 }
		]
	};
	const reading = (indicator: string, on: string) => ({ indicator, on, value: '1', source: {} });
	const spent = [1, 2, 3, 4, 5].map((line) => ({ line, amount: '1' }));
	const told = (said: Parameters<typeof measuredProblems>[0]) =>
		measuredProblems(said, measured, '2020-Q3').map(({ code, field }) => `${code} @${field}`);
	expect(told({ readings: [reading('trained', '2020-09-30')], spent: spent.slice(0, 2) })).toEqual(
		[]
	);
	const readings = [
		reading('trained', '2020-10-01'),
		reading('trained', '2020-09-30'),
		reading('another', '2020-09-30')
	];
	expect(told({ readings, spent: [...spent, { line: 1, amount: '2' }] })).toEqual([
		'indicator_read_after_quarter @readings.trained.on',
		'indicator_not_of_activity @readings.trained.value',
		'indicator_not_of_activity @readings.another.value',
		'money_line_of_other_year @spent.3.amount',
		'money_line_of_other_year @spent.4.amount',
		'money_line_not_of_activity @spent.5.amount',
		'money_line_not_of_activity @spent.1.amount'
	]);
});
