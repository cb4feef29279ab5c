import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fallsIn, isDueBy, readDeadline, readWording, sameReading } from './deadline.ts';
import type { DeadlineReading, Rhythm } from './deadline.ts';
import { toLatin } from './script.ts';
import { runs } from '../../../test/generated.ts';

const dated = (earliest: string, latest = earliest): DeadlineReading => ({
	kind: 'dated',
	earliest,
	latest
});
const occurring = (...occurrences: string[]): DeadlineReading => ({
	kind: 'recurring',
	occurrences,
	every: null
});
const each = (every: Rhythm | null): DeadlineReading => ({
	kind: 'recurring',
	occurrences: null,
	every
});
const after = (
	amount: number,
	unit: 'day' | 'month' | 'year',
	trigger: string
): DeadlineReading => ({ kind: 'triggered', amount, unit, trigger });
const continuous: DeadlineReading = { kind: 'continuous' };
const notUnderstood: DeadlineReading = { kind: 'unread', why: 'not-understood' };
const empty: DeadlineReading = { kind: 'unread', why: 'empty' };

describe('a quarter lasts from its first to its last day', () => {
	test.each([
		'IV kvartal 2020.',
		'IV kvartal 2020. godine',
		'IV квартал 2020. године',
		'четврти квартал 2020. године',
		'четвртог квартала 2020.',
		'u četvrtom kvartalu 2020',
		'4. kvartal 2020',
		'4. квартал 2020. год.',
		'4-ti kvartal 2020.',
		'четврто тромесечје 2020.',
		'kvartal IV, 2020.',
		'IV kvartal, 2020. godine',
		'2020. IV kvartal',
		'by IV quarter 2020',
		'by the 4th quarter of 2020',
		'Fourth quarter of 2020',
		'by the end of Q4 2020',
		'no later than the IV quarter 2020',
		'Q4 2020',
		'Q4/2020',
		'4Q 2020',
		'2020-Q4',
		'2020 Q4',
		'до IV квартала 2020. године',
		'do kraja IV kvartala 2020. godine',
		'најкасније до краја IV квартала 2020. године'
	])('%s', (wording) => {
		expect(readWording(wording)).toEqual(dated('2020-10-01', '2020-12-31'));
	});

	test.each([
		['I kvartal 2020', '2020-01-01', '2020-03-31'],
		['i kvartal 2020', '2020-01-01', '2020-03-31'],
		['први квартал 2020', '2020-01-01', '2020-03-31'],
		['II quarter 2020', '2020-04-01', '2020-06-30'],
		['drugi kvartal 2020', '2020-04-01', '2020-06-30'],
		['2nd quarter of 2020', '2020-04-01', '2020-06-30'],
		['III квартал 2019.', '2019-07-01', '2019-09-30'],
		['treći kvartal 2019.', '2019-07-01', '2019-09-30'],
		['third quarter 2019', '2019-07-01', '2019-09-30']
	])('%s', (wording, earliest, latest) => {
		expect(readWording(wording)).toEqual(dated(earliest, latest));
	});
});

describe('other periods and days', () => {
	test.each([
		['прво полугодиште 2020', '2020-01-01', '2020-06-30'],
		['II polugodište 2019. godine', '2019-07-01', '2019-12-31'],
		['first half of 2020', '2020-01-01', '2020-06-30'],
		['second half-year of 2020', '2020-07-01', '2020-12-31'],
		['druga polovina 2020. godine', '2020-07-01', '2020-12-31'],
		['H1 2020', '2020-01-01', '2020-06-30'],
		['децембар 2020. године', '2020-12-01', '2020-12-31'],
		['decembar 2020', '2020-12-01', '2020-12-31'],
		['do kraja decembra 2020.', '2020-12-01', '2020-12-31'],
		['December 2020', '2020-12-01', '2020-12-31'],
		['by the end of June 2019', '2019-06-01', '2019-06-30'],
		['фебруар 2020', '2020-02-01', '2020-02-29'],
		['februar 2019', '2019-02-01', '2019-02-28'],
		['до краја 2019. године', '2019-01-01', '2019-12-31'],
		['do kraja 2019', '2019-01-01', '2019-12-31'],
		['by the end of 2019', '2019-01-01', '2019-12-31'],
		['end of 2019', '2019-01-01', '2019-12-31'],
		['2020. година', '2020-01-01', '2020-12-31'],
		['2020', '2020-01-01', '2020-12-31'],
		['31.12.2020.', '2020-12-31', '2020-12-31'],
		['31. 12. 2020. године', '2020-12-31', '2020-12-31'],
		['1.3.2020', '2020-03-01', '2020-03-01'],
		['31. децембар 2020. године', '2020-12-31', '2020-12-31'],
		['31. decembra 2020', '2020-12-31', '2020-12-31'],
		['31 December 2020', '2020-12-31', '2020-12-31'],
		['31st of December 2020', '2020-12-31', '2020-12-31'],
		['December 31, 2020', '2020-12-31', '2020-12-31'],
		['2020-12-31', '2020-12-31', '2020-12-31'],
		['до 31. децембра 2020', '2020-12-31', '2020-12-31'],
		['zaključno sa 30.06.2019. godine', '2019-06-30', '2019-06-30'],
		['31/12/2020', '2020-12-31', '2020-12-31']
	])('%s', (wording, earliest, latest) => {
		expect(readWording(wording)).toEqual(dated(earliest, latest));
	});
});

describe('a dash makes a range: one deadline, at its end', () => {
	test.each([
		['II–III квартал 2020.', '2020-04-01', '2020-09-30'],
		['II - III kvartal 2020', '2020-04-01', '2020-09-30'],
		['I–IV quarter 2019', '2019-01-01', '2019-12-31'],
		['Q1-Q2 2020', '2020-01-01', '2020-06-30'],
		['I kvartal 2019 – IV kvartal 2020', '2019-01-01', '2020-12-31'],
		['Q1 2019-Q4 2019', '2019-01-01', '2019-12-31'],
		['2019-Q3 – 2020-Q2', '2019-07-01', '2020-06-30'],
		['2019-2020', '2019-01-01', '2020-12-31'],
		['2019–2020. године', '2019-01-01', '2020-12-31'],
		['од 2019. до 2020. године', '2019-01-01', '2020-12-31'],
		['od I kvartala 2019. do IV kvartala 2020. godine', '2019-01-01', '2020-12-31'],
		['from Q1 2019 to Q4 2020', '2019-01-01', '2020-12-31'],
		['jul 2019 - mart 2020', '2019-07-01', '2020-03-31'],
		['januar–mart 2020', '2020-01-01', '2020-03-31'],
		['1.9.2019. – 30.6.2020.', '2019-09-01', '2020-06-30'],
		['III kvartal 2019 - decembar 2020', '2019-07-01', '2020-12-31']
	])('%s', (wording, earliest, latest) => {
		expect(readWording(wording)).toEqual(dated(earliest, latest));
	});
});

describe('continuous', () => {
	test.each([
		'континуирано',
		'Kontinuirano',
		'KONTINUIRANO.',
		'trajno',
		'стално',
		'continuous',
		'Continuously',
		'continually',
		'Cont.',
		'Kontinuirano, počev od I kvartala 2019. godine',
		'континуирано од 2019. године',
		'Continuously, starting from Q1 2019'
	])('%s', (wording) => {
		expect(readWording(wording)).toEqual(continuous);
	});

	test.each(['kontinuirano do kraja 2020', 'Kontinuirano, IV kvartal 2020', 'ongoing', 'у току'])(
		'%s is not surely so',
		(wording) => {
			expect(readWording(wording)).toEqual(notUnderstood);
		}
	);
});

describe('recurring', () => {
	test.each<[string, Rhythm | null]>([
		['једном годишње', 'year'],
		['godišnje', 'year'],
		['сваке године', 'year'],
		['Najmanje jednom godišnje', 'year'],
		['annually', 'year'],
		['once a year', 'year'],
		['every year', 'year'],
		['semi-annually', 'half-year'],
		['два пута годишње', 'half-year'],
		['полугодишње', 'half-year'],
		['svakih šest meseci', 'half-year'],
		['twice a year', 'half-year'],
		['quarterly', 'quarter'],
		['квартално', 'quarter'],
		['tromesečno', 'quarter'],
		['every quarter', 'quarter'],
		['monthly', 'month'],
		['месечно', 'month'],
		['periodično', null]
	])('%s: every %s', (wording, every) => {
		expect(readWording(wording)).toEqual(each(every));
	});

	test.each([
		['I и III квартал 2020.', ['2020-03-31', '2020-09-30']],
		['I i III kvartal 2019', ['2019-03-31', '2019-09-30']],
		['I I III KVARTAL 2019', ['2019-03-31', '2019-09-30']],
		['I и II квартал 2020.', ['2020-03-31', '2020-06-30']],
		['I, II i IV kvartal 2020', ['2020-03-31', '2020-06-30', '2020-12-31']],
		['Q1, Q2, Q3 and Q4 2020', ['2020-03-31', '2020-06-30', '2020-09-30', '2020-12-31']],
		['30.06.2019. и 31.12.2019.', ['2019-06-30', '2019-12-31']],
		['30. jun i 31. decembar 2020. godine', ['2020-06-30', '2020-12-31']],
		['II quarter 2019 and II quarter 2020', ['2019-06-30', '2020-06-30']],
		['by Q2 2019 and by Q2 2020', ['2019-06-30', '2020-06-30']],
		['jun i decembar 2020', ['2020-06-30', '2020-12-31']],
		['прво и друго полугодиште 2019.', ['2019-06-30', '2019-12-31']]
	])('%s', (wording, occurrences) => {
		expect(readWording(wording)).toEqual(occurring(...occurrences));
	});
});

describe('triggered', () => {
	test.each<[string, number, 'day' | 'month' | 'year', string]>([
		['6 месеци од ступања на снагу закона', 6, 'month', 'ступања на снагу закона'],
		['шест месеци од дана ступања на снагу', 6, 'month', 'ступања на снагу'],
		['6 (šest) meseci od dana stupanja na snagu', 6, 'month', 'stupanja na snagu'],
		['U roku od 6 meseci od usvajanja Zakona.', 6, 'month', 'usvajanja Zakona'],
		['6 months from entry into force of the law', 6, 'month', 'entry into force of the law'],
		['within 6 months of adoption of the Law', 6, 'month', 'adoption of the Law'],
		['twelve months after the date of signing', 12, 'month', 'signing'],
		['90 дана од доношења Одлуке', 90, 'day', 'доношења Одлуке'],
		['тридесет дана од усвајања', 30, 'day', 'усвајања'],
		['two weeks after adoption', 14, 'day', 'adoption'],
		['годину дана од усвајања', 1, 'year', 'усвајања'],
		['dve godine od početka projekta', 2, 'year', 'početka projekta'],
		['mesec dana po usvajanju', 1, 'month', 'usvajanju'],
		['pola godine nakon usvajanja', 6, 'month', 'usvajanja'],
		['one year from adoption', 1, 'year', 'adoption']
	])('%s', (wording, amount, unit, trigger) => {
		expect(readWording(wording)).toEqual(after(amount, unit, trigger));
	});

	test.each([
		'6 meseci',
		'po stupanju na snagu zakona',
		'30 radnih dana od usvajanja',
		'3-6 meseci od usvajanja',
		'6 (pet) meseci od usvajanja',
		'0 meseci od usvajanja',
		'6 meseci od stupanja na snagu, a najkasnije do IV kvartala 2020',
		'6 meseci od usvajanja i 12 meseci od primene',
		'6 months of 2020',
		'6 meseci od 1. januara 2020'
	])('%s is for a person', (wording) => {
		expect(readWording(wording)).toEqual(notUnderstood);
	});
});

describe('left to a person', () => {
	test.each([
		['a day that is not in the calendar', '31.02.2020.'],
		['a day that is not in the calendar', '2020-02-31'],
		['a day that is not in the calendar', '31. novembar 2020'],
		['a fifth quarter', '5. kvartal 2020'],
		['a fifth quarter', 'Q5 2020'],
		['a third half', '3. polugodište 2020'],
		['no year', 'IV kvartal'],
		['no year', '31. decembar'],
		['no number', 'kvartal 2020'],
		['its beginning or its end', 'by 2020'],
		['its beginning or its end', 'до 2020. године'],
		['earlier than its beginning', 'before Q4 2020'],
		['twice or throughout', '2019. и 2020. година'],
		['a month or a quarter', 'IV/2020'],
		['a month or a quarter', '4/2020'],
		['a day or a month first', '05/06/2020'],
		['twice a year or every two', 'biannually'],
		['a range or a list', 'I/II kvartal 2020'],
		['backwards', 'III–II kvartal 2020'],
		['backwards', 'IV i I kvartal 2020'],
		['backwards', '2020-2019'],
		['no end', 'od I kvartala 2020'],
		['no end', 'I kvartal 2019 -'],
		['two kinds at once', 'II kvartal 2019 i decembar 2020'],
		['two kinds at once', 'I–II kvartal 2019 i I kvartal 2020'],
		['something between the two', 'i ii kvartal 2020'],
		['a Cyrillic и is no numeral', 'и квартал 2020'],
		['a day is not Roman', 'II mart 2020'],
		['one or the other', 'III ili IV kvartal 2020'],
		['a condition', 'IV kvartal 2020, ukoliko se obezbede sredstva'],
		['vague', 'sredinom 2020. godine'],
		['vague', 'mid-2020'],
		['vague', 'po potrebi'],
		['the mark of a footnote', '6¹ meseci od usvajanja'],
		['the mark of a footnote', 'IV kvartal 2020.²'],
		['no deadline', '?'],
		['no deadline', 'TBD'],
		['too many ways', 'i i i i i i i i kvartal 2020']
	])('%s: %s', (_, wording) => {
		expect(readWording(wording)).toEqual(notUnderstood);
	});

	test.each(['', '  ', '\u00a0', '-', '–', '/', '...', '\ufeff'])('nothing: %j', (wording) => {
		expect(readWording(wording)).toEqual(empty);
	});
});

describe('what does not matter', () => {
	const wordings = [
		'IV квартал 2020. године',
		'до краја III квартала 2019. године',
		'I и III квартал 2020.',
		'II–III квартал 2020.',
		'31. децембар 2020. године',
		'континуирано',
		'два пута годишње'
	];

	test('script, case, spaces and dashes', () => {
		const variant = fc.record({
			wording: fc.constantFrom(...wordings),
			script: fc.constantFrom((text: string) => text, toLatin),
			letters: fc.constantFrom(
				(text: string) => text,
				(text: string) => text.toUpperCase()
			),
			space: fc.constantFrom(' ', '  ', '\u00a0', '\n', ' \u200b'),
			dash: fc.constantFrom('-', '–', '—', ' - ', ' – ', '\u2011')
		});
		fc.assert(
			fc.property(variant, ({ wording, script, letters, space, dash }) => {
				const written = letters(script(wording)).replaceAll(' ', space).replace('–', dash);
				expect(readWording(` ${written} `)).toEqual(readWording(wording));
			})
		);
	});

	test('typing without diacritics', () => {
		expect(readWording('cetvrti kvartal 2020')).toEqual(dated('2020-10-01', '2020-12-31'));
	});

	test('no text is too odd to be refused', () => {
		const parts = [
			...[
				'I',
				'i',
				'и',
				'IV',
				'4.',
				'2020',
				'31',
				'kvartal',
				'quarter',
				'do',
				'kraja',
				'by',
				'from'
			],
			...['-', ',', 'decembar', 'H1', 'Q4', 'meseci', 'od', '(', '31.12.2020', 'constructor', '—']
		];
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 9 }), (words) => {
				const reading = readWording(words.join(' '));
				if (reading.kind === 'dated') expect(reading.earliest <= reading.latest).toBe(true);
			}),
			{ numRuns: runs(1000) }
		);
	});
});

describe('a wording with a date beside it', () => {
	test.each([
		['IV kvartal 2020', '2020-12-31', dated('2020-10-01', '2020-12-31')],
		['IV kvartal 2020', '2020-10-01', dated('2020-10-01', '2020-12-31')],
		['31.12.2020.', '2020-12-31', dated('2020-12-31')],
		['I и III квартал 2020.', '2020-09-30', occurring('2020-03-31', '2020-09-30')],
		['', '2020-12-31', dated('2020-12-31')],
		['IV kvartal 2020', null, dated('2020-10-01', '2020-12-31')],
		['', null, empty]
	])('%j and %j agree', (wording, on, reading) => {
		expect(readDeadline(wording, on)).toEqual(reading);
	});

	test.each([
		['IV kvartal 2020', '2020-09-30'],
		['IV kvartal 2020', '2021-01-01'],
		['31.12.2020.', '2020-12-30'],
		['I и III квартал 2020.', '2020-06-30'],
		['kontinuirano', '2020-12-31'],
		['annually', '2020-12-31'],
		['6 meseci od usvajanja', '2020-12-31']
	])('%j and %j disagree', (wording, on) => {
		expect(readDeadline(wording, on)).toEqual({ kind: 'unread', why: 'disagrees' });
	});

	test('a date makes nothing of a wording that is not understood', () => {
		expect(readDeadline('po potrebi', '2020-12-31')).toEqual(notUnderstood);
	});

	test('a date that is none is refused', () => {
		expect(() => readDeadline('IV kvartal 2020', '2020-02-31')).toThrow(RangeError);
	});
});

const q2 = dated('2020-04-01', '2020-06-30');
const q3 = dated('2020-07-01', '2020-09-30');
const law = after(6, 'month', 'stupanja na snagu zakona');

describe('the same reading', () => {
	const readings = [
		q2,
		q3,
		continuous,
		each('year'),
		each(null),
		occurring('2020-06-30', '2020-12-31'),
		law,
		after(7, 'month', 'stupanja na snagu zakona'),
		notUnderstood,
		empty
	];

	test('is one that says the same, and no other', () => {
		for (const [i, a] of readings.entries()) {
			for (const [j, b] of readings.entries()) {
				expect(sameReading(a, structuredClone(b))).toBe(i === j);
			}
		}
	});

	test('is independent of the script of its trigger', () => {
		expect(sameReading(law, after(6, 'month', 'ступања на снагу закона'))).toBe(true);
	});
});

describe('due', () => {
	test('a dated deadline lies in the quarter of its last day', () => {
		expect(fallsIn(dated('2020-07-01', '2020-12-31'), '2020-Q4')).toBe(true);
		expect(fallsIn(dated('2020-07-01', '2020-12-31'), '2020-Q3')).toBe(false);
	});

	test('a dated deadline has come on its last day', () => {
		expect(isDueBy(q3, '2020-09-29')).toBe(false);
		expect(isDueBy(q3, '2020-09-30')).toBe(true);
		expect(isDueBy(q3, '2020-10-01')).toBe(true);
	});

	test('no other deadline does', () => {
		for (const reading of [continuous, each('year'), occurring('2020-06-30'), law, empty]) {
			expect(fallsIn(reading, '2020-Q2')).toBe(false);
			expect(isDueBy(reading, '2030-01-01')).toBe(false);
		}
	});
});
