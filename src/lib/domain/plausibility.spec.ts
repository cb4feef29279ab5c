import { describe, expect, test } from 'vitest';
import type { DeadlineReading } from './deadline.ts';
import {
	acrossPlans,
	copiedFields,
	filingFindings,
	foldedWhole,
	indicatorFinding,
	type CheckedIndicator,
	type FiledFacts,
	type FilingBackground,
	type Promised
} from './plausibility.ts';

const AT = '2020-Q3';
const dated = (latest: string): DeadlineReading => ({ kind: 'dated', earliest: latest, latest });

describe('a filing', () => {
	const found = (filed: Partial<FiledFacts>, background: Partial<FilingBackground> = {}) =>
		filingFindings(
			{ role: 'ongoing', completedOn: null, evidence: 0, said: {}, ...filed },
			{ deadline: dated('2020-09-30'), before: null, last: null, ...background }
		);

	test('full without evidence is asked about; with evidence, or not full, it is not', () => {
		expect(found({ role: 'full' })).toEqual([{ check: 'full-without-evidence' }]);
		expect(found({ role: 'full', evidence: 1 })).toEqual([]);
		expect(found({ role: 'partial' })).toEqual([]);
		expect(found({ role: null })).toEqual([]);
	});

	test('that says what was said the quarter before, in one language, is asked about', () => {
		const said = { narrative: { sr: 'a', en: 'b' }, problems: { sr: '' }, result: { en: 'c' } };
		const last = { narrative: { sr: 'x', en: 'b' }, problems: { sr: '' }, result: { sr: 'c' } };
		expect(found({ said }, { last })).toEqual([{ check: 'copied-text', fields: ['narrative'] }]);
		expect(found({ said }, { last: null })).toEqual([]);
	});

	test('with a weaker step than the body’s last accepted one is asked about', () => {
		const before = { role: 'ongoing' as const, quarter: '2020-Q1' };
		expect(found({ role: 'none' }, { before })).toEqual([
			{ check: 'going-back', from: 'ongoing', since: '2020-Q1', to: 'none' }
		]);
		expect(found({ role: 'ongoing' }, { before })).toEqual([]);
		expect(found({ role: null }, { before })).toEqual([]);
	});

	test('completed after the deadline is asked about; a quarter means its last day', () => {
		const full = { role: 'full' as const, evidence: 1 };
		const deadline = dated('2020-08-31');
		expect(found({ ...full, completedOn: '2020-Q3' }, { deadline })).toEqual([
			{ check: 'completed-late', on: '2020-Q3', days: 30 }
		]);
		expect(found({ ...full, completedOn: '2020-08-31' }, { deadline })).toEqual([]);
		const never = { kind: 'continuous' } as const;
		expect(found({ ...full, completedOn: '2020-Q3' }, { deadline: never })).toEqual([]);
	});

	test('everything is found at once', () => {
		const before = { role: 'full' as const, quarter: '2020-Q2' };
		const said = { result: { sr: 'исто' } };
		const checks = found(
			{ role: 'full', completedOn: '2020-09-30', said },
			{ deadline: dated('2020-06-30'), before, last: said }
		).map(({ check }) => check);
		expect(checks).toEqual(['full-without-evidence', 'copied-text', 'completed-late']);
	});
});

test('script, case, diacritics and white space make no copy another text', () => {
	expect(foldedWhole('  Обука је\n\n одржана у Чачку. ')).toBe(
		foldedWhole('OBUKA je održana u Cacku.')
	);
	expect(foldedWhole('Обука је одржана.')).not.toBe(foldedWhole('Обука није одржана.'));
	const marks = (text: string) => ({ narrative: { sr: foldedWhole(text) } });
	expect(copiedFields(marks('Ђаци'), marks('Đaci'))).toEqual(['narrative']);
});

describe('an indicator', () => {
	const found = (readings: [string, string][], more: Partial<CheckedIndicator> = {}) =>
		indicatorFinding(
			{
				...{ id: 7, direction: 'up', isCumulative: true, baseline: null, targets: [] },
				readings: readings.map(([on, value]) => ({ on, value })),
				...more
			},
			AT
		);

	test('that went the other way than it should is asked about', () => {
		expect(
			found([
				['2020-03-31', '12'],
				['2020-08-01', '9.5']
			])
		).toEqual({
			...{ check: 'against-direction', indicatorId: 7, value: '9.5', on: '2020-08-01' },
			before: { value: '12', on: '2020-03-31' }
		});
	});

	test('against its baseline where nothing was read before', () => {
		const baseline = { value: '3', on: '2019-12-31' };
		expect(found([['2020-08-01', '4']], { baseline, direction: 'down' })?.before).toEqual(baseline);
		expect(found([['2020-08-01', '4']], { baseline })).toBe(null);
		expect(found([['2020-08-01', '4']])).toBe(null);
	});

	test('that is counted anew each year only against a reading of the same year', () => {
		const december: [string, string] = ['2019-12-31', '163'];
		const anew = { isCumulative: false };
		expect(found([december, ['2020-08-01', '48']], anew)).toBe(null);
		expect(found([december, ['2020-03-31', '50'], ['2020-08-01', '48']], anew)?.before).toEqual({
			value: '50',
			on: '2020-03-31'
		});
	});

	test('only in the quarter it was read in, whatever comes later', () => {
		const readings: [string, string][] = [
			['2020-03-31', '12'],
			['2020-06-30', '9'],
			['2020-10-01', '1']
		];
		expect(found(readings)).toBe(null);
		expect(found([...readings, ['2020-09-30', '9']])).toBe(null);
	});
});

describe('two plans', () => {
	const one: Promised = {
		code: '1.1',
		title: { 'sr-Cyrl': 'Обука судија', en: 'Training of judges' },
		deadline: dated('2020-12-31'),
		leads: [1, 2]
	};
	const differs = (other: Partial<Promised>) =>
		acrossPlans([one], [{ ...one, code: '7', ...other }]).map((found) => found.differs);

	test('that promise the same are coherent; other leads or another deadline are not', () => {
		expect(differs({ leads: [2, 1] })).toEqual([]);
		expect(differs({ leads: [2] })).toEqual([['leads']]);
		expect(differs({ deadline: dated('2021-06-30') })).toEqual([['deadline']]);
		expect(differs({ deadline: { kind: 'continuous' }, leads: [3] })).toEqual([
			['deadline', 'leads']
		]);
	});

	test('call the same by one title in one language, in either script', () => {
		const title = { 'sr-Latn': 'obuka  sudija', en: 'Another' };
		expect(differs({ title, leads: [3] })).toEqual([['leads']]);
		const other = { 'sr-Cyrl': 'Обука тужилаца', en: 'Training of prosecutors' };
		expect(differs({ title: other, leads: [3] })).toEqual([]);
	});

	test('have no other deadline where one of them could not be read', () => {
		const unread: DeadlineReading = { kind: 'unread', why: 'not-understood' };
		expect(differs({ deadline: unread })).toEqual([]);
	});
});
