// Deadlines: what a wording says. How a deadline moves is in deadline-ledger.ts.
//
// A plan's deadlines are written by many hands, in Serbian of both scripts and in English. The
// reader below knows a closed list of ways to write one. Whatever is not on it is left to a person:
// a deadline read wrongly makes an activity late, or on time, and nobody would see why.
import { addDays, addMonths, isDay, isRealDay, quarterOf } from './quarter.ts';
import type { Day, Quarter } from './quarter.ts';
import { fold, type Texts } from './text.ts';

/** What a deadline's wording says. Nothing is guessed: what is not certain is unread. */
export type DeadlineReading =
	| DatedReading
	| { kind: 'continuous' }
	| {
			kind: 'recurring';
			/** The last days it is known to fall on, in order; null when only the rhythm is known. */
			occurrences: readonly Day[] | null;
			every: Rhythm | null;
	  }
	| {
			kind: 'triggered';
			amount: number;
			unit: 'day' | 'month' | 'year';
			/** What the time runs from, as it was written. */
			trigger: string;
	  }
	| { kind: 'unread'; why: 'empty' | 'not-understood' | 'disagrees' };

/** From the first to the last day of what was written; a single day is both. Due on the last. */
export interface DatedReading {
	kind: 'dated';
	earliest: Day;
	latest: Day;
}

/** How often a recurring deadline comes. */
export type Rhythm = 'month' | 'quarter' | 'half-year' | 'year';

/** A deadline as it is put in: its wording, a day beside it, and for a wording nobody understands, how a person reads it. */
export interface WrittenDeadline {
	/** In the languages of the plan; the first is the one read. */
	wording: Texts;
	on?: Day | null | undefined;
	/** The reading, in words that {@link readWording} understands: '31 December 2020'. */
	read_as?: string | null | undefined;
}

/**
 * What a wording says, in Serbian (Cyrillic or Latin) or English. Case, script, diacritics, the
 * kind of dash, full stops and spaces do not matter.
 *
 * - A period's deadline is its last day, as the plans' own rule has it for quarters (Conclusion
 *   amending the 2013-2018 anti-corruption action plan): "IV kvartal", "by the IV quarter" and "do
 *   kraja IV kvartala" read the same.
 * - A dash joins a range (one deadline, at its end); "and" or commas join separate days, so that
 *   "I и II квартал" falls due twice.
 * - Left unread because two readings are possible: "by 2020" (its beginning or its end), "2019 and
 *   2020" (two years or twice), "4/2020" (April or the fourth quarter), 05/06/2020, biannually.
 *   "Ongoing" and "у току" are unread as well: they tell a state, not a deadline.
 *
 * @example readWording('IV квартал 2020. године')
 * //=> { kind: 'dated', earliest: '2020-10-01', latest: '2020-12-31' }
 * @example readWording('када се стекну услови') //=> { kind: 'unread', why: 'not-understood' }
 */
export function readWording(wording: string): DeadlineReading {
	const text = simplify(wording);
	if (/^[-./]*$/.test(text.replaceAll(' ', ''))) return { kind: 'unread', why: 'empty' };
	return (
		readContinuous(text) ??
		readRhythm(text) ??
		readTriggered(wording) ??
		readPeriods(text) ?? { kind: 'unread', why: 'not-understood' }
	);
}

/**
 * What a wording and a date given beside it say together. The wording is read, and the date has to
 * lie in what was read, otherwise they disagree; the date makes nothing of a wording that is not
 * understood. Only where there is no wording at all does the date speak alone.
 *
 * @example readDeadline('IV kvartal 2020', '2020-06-30') //=> { kind: 'unread', why: 'disagrees' }
 */
export function readDeadline(wording: string, on: Day | null): DeadlineReading {
	const reading = readWording(wording);
	if (on === null) return reading;
	if (!isDay(on)) throw new RangeError(`Not a day (YYYY-MM-DD): "${on}"`);
	switch (reading.kind) {
		case 'unread':
			return reading.why === 'empty' ? { kind: 'dated', earliest: on, latest: on } : reading;
		case 'dated':
			if (reading.earliest <= on && on <= reading.latest) return reading;
			break;
		case 'recurring':
			if (reading.occurrences?.includes(on)) return reading;
			break;
	}
	return { kind: 'unread', why: 'disagrees' };
}

/**
 * What a deadline says as it was put in. A person's reading is taken where there is one: nobody gives one unasked.
 *
 * @example readWritten({ wording: { en: 'once the law is in force' }, read_as: 'Q4 2020' }).kind //=> 'dated'
 */
export function readWritten({ wording, on, read_as }: WrittenDeadline): DeadlineReading {
	if (read_as) return readWording(read_as);
	return readDeadline(Object.values(wording)[0] ?? '', on ?? null);
}

/**
 * The last day of a triggered deadline once its trigger's day is known. "Six months from 15 March" ends on 15 September; a month too
 * short ends the time on its last day.
 *
 * @example dayFrom({ kind: 'triggered', amount: 6, unit: 'month', trigger: '…' }, '2020-03-15') //=> '2020-09-15'
 */
export function dayFrom(
	{ amount, unit }: Extract<DeadlineReading, { kind: 'triggered' }>,
	trigger: Day
): Day {
	if (unit === 'day') return addDays(trigger, amount);
	return addMonths(trigger, unit === 'year' ? amount * 12 : amount);
}

/** Whether two readings say the same. A trigger is the same in either script. */
export function sameReading(a: DeadlineReading, b: DeadlineReading): boolean {
	if (a.kind === 'dated' && b.kind === 'dated') {
		return a.earliest === b.earliest && a.latest === b.latest;
	}
	if (a.kind === 'recurring' && b.kind === 'recurring') {
		return a.every === b.every && String(a.occurrences) === String(b.occurrences);
	}
	if (a.kind === 'triggered' && b.kind === 'triggered') {
		return a.amount === b.amount && a.unit === b.unit && fold(a.trigger) === fold(b.trigger);
	}
	if (a.kind === 'unread' && b.kind === 'unread') return a.why === b.why;
	return a.kind === b.kind;
}

/** Whether a deadline lies in a quarter: a dated one whose last day does. */
export function fallsIn(reading: DeadlineReading, quarter: Quarter): boolean {
	return reading.kind === 'dated' && quarterOf(reading.latest) === quarter;
}

/** Whether a deadline has come by a day: a dated one whose last day is that day or before it. */
export function isDueBy(reading: DeadlineReading, day: Day): boolean {
	return reading.kind === 'dated' && reading.latest <= day;
}

/** Whether a reading can be: its days are days, in order, and time runs forward. */
export function isSound(reading: DeadlineReading): boolean {
	switch (reading.kind) {
		case 'dated':
			return isDay(reading.earliest) && isDay(reading.latest) && reading.earliest <= reading.latest;
		case 'recurring':
			return reading.occurrences?.every(isDay) ?? true;
		case 'triggered':
			return Number.isInteger(reading.amount) && reading.amount > 0;
		default:
			return true;
	}
}

// Reading a wording.

// One spelling for what does not matter: script, case, diacritics, dashes, spaces. A Cyrillic и
// that stands alone is "and", never the numeral I, which a Latin i may be. The mark of a footnote
// is no digit of the number before it.
function simplify(wording: string): string {
	const marked = wording
		.replace(/(?<![\p{L}\p{N}])и(?![\p{L}\p{N}])/giu, '&')
		.replace(/[\u00b2\u00b3\u00b9\u2070-\u2079]/g, '^');
	return fold(marked)
		.replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
		.replace(/[\u2010-\u2015\u2212]/g, '-')
		.replace(/\s+/g, ' ')
		.trim();
}

function wordings(...alternatives: string[]): RegExp {
	return new RegExp(`^(?:${alternatives.join('|')})$`);
}

const CONTINUOUS = wordings(
	'kontinuiran[oaie]?(?: aktivnost| zadatak)?',
	'neprekidno|permanentno',
	'(?:stal|traj)n(?:o|i zadatak|a aktivnost)',
	'continuous(?:ly)?(?: activity)?|continual(?:ly)?|permanent(?:ly)?|cont'
);

// "Continuously, starting from the I quarter of 2019" never falls due either; a last day would.
const STARTING =
	/[.,]? (?:(?:pocev|pocevsi|starting|beginning) )?(?:od|from|in|with|as of) (?<start>.+)$/;

function readContinuous(text: string): DeadlineReading | null {
	const start = STARTING.exec(text)?.groups?.start;
	const isFromPeriod = start !== undefined && periodsIn(start)?.join === 'one';
	const plain = (isFromPeriod ? text.replace(STARTING, '') : text).replace(/\.$/, '');
	return CONTINUOUS.test(plain) ? { kind: 'continuous' } : null;
}

const EACH = '(?:a|per|every|each)';
const A_YEAR = '(?:godisnje|u godini|u toku godine)';

const RHYTHMS: readonly (readonly [Rhythm | null, RegExp])[] = [
	[
		'year',
		wordings(
			`(?:(?:jednom|jedanput|jedan put|1 put|1x) )?${A_YEAR}`,
			'svake godine|na godisnjem nivou|annual(?:ly)?|yearly|(?:every|each) year',
			`once (?:${EACH} year|annually|yearly)`
		)
	],
	[
		'half-year',
		wordings(
			`polugodisnje|svakog polugodista|(?:dva puta|dvaput|2 puta|2x) ${A_YEAR}`,
			'(?:na )?svakih (?:sest|6) meseci|every (?:six|6) months|six-monthly',
			'semi-? ?annual(?:ly)?|half-? ?yearly|(?:every|each) half-? ?year',
			`(?:twice|two times) (?:${EACH} year|annually|yearly)`
		)
	],
	[
		'quarter',
		wordings(
			`(?:jednom )?(?:kvartalno|tromesecno)|(?:cetiri puta|4 puta|4x) ${A_YEAR}`,
			'svakog kvartala|svaki kvartal|(?:na )?svaka (?:tri|3) meseca|every (?:three|3) months',
			`quarterly|(?:every|each) quarter|once ${EACH} quarter|four times ${EACH} year`
		)
	],
	[
		'month',
		wordings(
			'(?:jednom )?mesecno|svakog meseca|svaki mesec',
			`monthly|(?:every|each) month|once ${EACH} month`
		)
	],
	[null, wordings('periodicno|periodically')]
];

function readRhythm(text: string): DeadlineReading | null {
	const plain = text.replace(/^(?:najmanje|at least) /, '').replace(/[.]$/, '');
	const found = RHYTHMS.find(([, pattern]) => pattern.test(plain));
	return found === undefined ? null : { kind: 'recurring', occurrences: null, every: found[0] };
}

const AMOUNTS = new Map(
	(
		[
			[1, 'jedan jedna jednu jednog one a'],
			[2, 'dva dve two'],
			[3, 'tri three'],
			[4, 'cetiri four'],
			[5, 'pet five'],
			[6, 'sest six'],
			[7, 'sedam seven'],
			[8, 'osam eight'],
			[9, 'devet nine'],
			[10, 'deset ten'],
			[11, 'jedanaest eleven'],
			[12, 'dvanaest twelve'],
			[15, 'petnaest fifteen'],
			[18, 'osamnaest eighteen'],
			[20, 'dvadeset twenty'],
			[30, 'trideset thirty'],
			[60, 'sezdeset sixty'],
			[90, 'devedeset ninety']
		] as const
	).flatMap(([amount, words]) => words.split(' ').map((word) => [word, amount] as const))
);

const UNITS: readonly (readonly [string, 'day' | 'month' | 'year', number])[] = [
	['(?:kalendarskih |calendar )?(?:dana?|days?)', 'day', 1],
	['nedelj[aeu]|sedmic[aeu]|weeks?', 'day', 7],
	['mesec(?:[ai])?(?: dana)?|months?', 'month', 1],
	['pola godine|half a year', 'month', 6],
	['godin[aeu](?: dana)?|years?', 'year', 1]
];

const TRIGGERED = new RegExp(
	'^(?:(?:najkasnije |at the latest )?' +
		'(?:u roku od|u periodu od|within|najkasnije|(?:no|not) later than) )?' +
		'(?:(?<amount>\\d{1,3}|[a-z]+) (?:\\((?<again>\\d{1,3}|[a-z]+)\\) )?)??' +
		`(?<unit>${UNITS.map(([unit]) => unit).join('|')}) ` +
		'(?:od|po|nakon|posle|from|after|of|following|upon) ' +
		'(?:dana |datuma |(?:the )?(?:date|day) of )?(?<trigger>.+)$'
);

// Further deadlines in what should be the trigger: "…, but not later than the IV quarter".
const ANOTHER = new RegExp(
	'\\b(?:najkasnije|later than|latest|kontinuirano|continuously|continually)\\b|' +
		'\\b(?:godisnje|mesecno|annually|monthly)\\b|kvartal|quarter|;|' +
		'\\d+ (?:dan|mesec|godin|day|month|year)'
);

// "Six months from the entry into force of the law".
function readTriggered(wording: string): DeadlineReading | null {
	const words = wording.normalize('NFC').trim().split(/\s+/);
	const text = words.map((word) => simplify(word).replaceAll(' ', '') || '-').join(' ');
	const groups = TRIGGERED.exec(text)?.groups;
	if (groups === undefined) return null;
	const { amount, again, unit = '', trigger: folded = '' } = groups;
	const found = UNITS.find(([pattern]) => wordings(pattern).test(unit));
	const count = amount === undefined ? impliedAmount(unit) : amountOf(amount);
	if (found === undefined || count === null) return null;
	if (again !== undefined && amountOf(again) !== count) return null;
	// A trigger is an event in words; a date in its place is a deadline written some other way.
	if (!/[a-z]{2}/.test(folded) || ANOTHER.test(folded) || periodsIn(folded) !== null) return null;

	const wordsBefore = text.slice(0, text.length - folded.length).split(' ').length - 1;
	const trigger = words
		.slice(wordsBefore)
		.join(' ')
		.replace(/[.,]+$/, '');
	return { kind: 'triggered', amount: count * found[2], unit: found[1], trigger };
}

function amountOf(text: string): number | null {
	const amount = AMOUNTS.get(text) ?? Number(text);
	return Number.isInteger(amount) && amount > 0 ? amount : null;
}

// "Mesec dana od", "godinu dana od", "pola godine od": one of them.
function impliedAmount(unit: string): number | null {
	return /^(?:mesec dana|godinu dana|pola godine|half a year)$/.test(unit) ? 1 : null;
}

// A period is read from tokens. Letters name them, so that the shapes below can be read:
// N number, R Roman number, Q the word quarter, H the word half, q and h one with its number
// ("Q4"), M month, Y year, D a whole date.
type Token =
	| { is: 'N' | 'R' | 'Q' | 'H' | 'q' | 'h' | 'M' | 'Y'; value: number }
	| { is: 'D'; day: Day }
	| { is: 'by' | 'until' | 'end' | 'from' | 'dash' | 'and' | 'comma' | 'i' };

type Unit = 'day' | 'month' | 'quarter' | 'half' | 'year';

// What one element says; the year, and of a bare number also the unit, may come from the next.
interface Element {
	unit: Unit | null;
	number: number;
	month: number | null;
	year: number | null;
	isBy: boolean;
	isEnd: boolean;
}

type Period = { unit: Unit; earliest: Day; latest: Day };

type Periods = { join: 'one' | 'range' | 'list'; periods: Period[] };

function readPeriods(text: string): DeadlineReading | null {
	const found = periodsIn(text);
	if (found === null) return null;
	const { join, periods } = found;
	const first = periods[0];
	const last = periods.at(-1);
	if (first === undefined || last === undefined) return null;
	if (join !== 'list') return { kind: 'dated', earliest: first.earliest, latest: last.latest };
	// "2019. и 2020. година": twice, or all through both?
	if (periods.some(({ unit }) => unit !== first.unit || unit === 'year')) return null;
	return { kind: 'recurring', occurrences: periods.map(({ latest }) => latest), every: null };
}

// "i" is the numeral and the word for "and"; all ways to take it are tried, and one may work.
function periodsIn(text: string): Periods | null {
	const tokens = tokensOf(text);
	if (tokens === null) return null;
	const unclear = tokens.flatMap((token, index) => (token.is === 'i' ? [index] : []));
	if (unclear.length > 6) return null;
	const found: Periods[] = [];
	for (let choice = 0; choice < 2 ** unclear.length; choice += 1) {
		const chosen = [...tokens];
		for (const [bit, index] of unclear.entries()) {
			chosen[index] = choice & (1 << bit) ? { is: 'and' } : { is: 'R', value: 1 };
		}
		const periods = periodsOf(chosen);
		if (periods !== null) found.push(periods);
	}
	return found.length === 1 ? (found[0] ?? null) : null;
}

const MONTHS = [
	/^(?:januar[aeu]?|january|jan)$/,
	/^(?:februar[aeu]?|february|feb)$/,
	/^(?:mart[aeu]?|march|mar)$/,
	/^(?:april[aeu]?|apr)$/,
	/^(?:maj[aeu]?|may)$/,
	/^(?:jun[aeiu]?|june)$/,
	/^(?:jul[aeiu]?|july)$/,
	/^(?:avgust[aeu]?|august|avg|aug)$/,
	/^(?:septemb(?:ar|r[aeu])|september|sept?)$/,
	/^(?:oktob(?:ar|r[aeu])|october|okt|oct)$/,
	/^(?:novemb(?:ar|r[aeu])|november|nov)$/,
	/^(?:decemb(?:ar|r[aeu])|december|dec)$/
];

const WORDS: readonly (readonly [RegExp, Token | null])[] = [
	[/^(?:godin[aeiu]|god|g|year|of|the|u|in|during|tokom|toku|sa)$/, null],
	[/^i$/, { is: 'i' }],
	[/^ii$/, { is: 'R', value: 2 }],
	[/^iii$/, { is: 'R', value: 3 }],
	[/^iv$/, { is: 'R', value: 4 }],
	[/^(?:prv(?:[aeiou]|og|om)|first)$/, { is: 'N', value: 1 }],
	[/^(?:drug(?:[aeiou]|og|om)|second)$/, { is: 'N', value: 2 }],
	[/^(?:trec(?:[aeiu]|eg|em)|third)$/, { is: 'N', value: 3 }],
	[/^(?:cetvrt(?:[aeiou]|og|om)|fourth)$/, { is: 'N', value: 4 }],
	[/^(?:kvartal(?:[aeiu]|om)?|tromesecj(?:[aeu]|em)|kv|quarters?|qtr|q)$/, { is: 'Q', value: 0 }],
	[/^(?:polugodist[aeu]|polugodj[aeu]|polovin[aeiu]|half|halves)$/, { is: 'H', value: 0 }],
	[/^(?:do|until|till)$/, { is: 'until' }],
	[/^(?:by|najkasnije|zakljucno)$/, { is: 'by' }],
	[/^(?:kraj|kraja|krajem|end)$/, { is: 'end' }],
	[/^(?:od|from)$/, { is: 'from' }],
	[/^to$/, { is: 'dash' }],
	[/^and$/, { is: 'and' }]
];

const DATES: readonly (readonly [RegExp, (...parts: number[]) => Day | null])[] = [
	[/^(\d{4})-(\d{2})-(\d{2})(?!\d)/, (year, month, day) => dayAt(year, month, day)],
	[/^(\d{1,2}) ?\. ?(\d{1,2}) ?\. ?(\d{4})(?!\d)/, (day, month, year) => dayAt(year, month, day)],
	// With strokes the month may come first; only one of the two may be a date.
	[
		/^(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/,
		(a, b, year) => {
			const readings = new Set([dayAt(year, b, a), dayAt(year, a, b)]);
			readings.delete(null);
			return readings.size === 1 ? ([...readings][0] ?? null) : null;
		}
	]
];

// The tokens of a text, or null when something in it is not known.
function tokensOf(text: string): Token[] | null {
	let rest = text
		.replace(/\b(?:no|not) later than\b/g, 'by')
		.replace(/\bend-(?=\d)/g, 'end ')
		.replace(/\bhalf-year\b/g, 'half');
	const tokens: Token[] = [];
	while (rest !== '') {
		const taken = takeDate(rest) ?? takeNumber(rest, tokens.at(-1)) ?? takeWord(rest);
		if (taken === null) return null;
		const hasContent = /^[NRQHqhMYDi]$/.test(tokens.at(-1)?.is ?? '');
		for (const token of taken.tokens) {
			// "II do IV kvartala": up to. At the start of an element "do" is "by".
			if (token.is === 'until') tokens.push({ is: hasContent ? 'dash' : 'by' });
			else tokens.push(token);
		}
		rest = rest.slice(taken.length);
	}
	return tokens;
}

type Taken = { tokens: Token[]; length: number };

function takeDate(rest: string): Taken | null {
	for (const [pattern, read] of DATES) {
		const match = pattern.exec(rest);
		if (match === null) continue;
		const day = read(...match.slice(1).map(Number));
		if (day !== null) return { tokens: [{ is: 'D', day }], length: match[0].length };
	}
	return null;
}

function takeNumber(rest: string, previous: Token | undefined): Taken | null {
	// "2020-Q4", unless the year ends a quarter: "Q1 2019-Q4 2019".
	const yearFirst = /^(\d{4})[-/]?q([1-4])(?![a-z\d])/.exec(rest);
	if (yearFirst !== null && !['q', 'Q', 'N', 'R', 'i'].includes(previous?.is ?? '')) {
		return quarterTaken(yearFirst, yearFirst[2], yearFirst[1]);
	}
	const quarterFirst = /^q([1-4])[-/](\d{4})(?!\d)/.exec(rest);
	if (quarterFirst !== null) return quarterTaken(quarterFirst, quarterFirst[1], quarterFirst[2]);
	const quarter = /^(?:q([1-4])|([1-4])q)(?![a-z\d])/.exec(rest);
	if (quarter !== null) return quarterTaken(quarter, quarter[1] ?? quarter[2]);
	const half = /^h([12])(?![a-z\d])/.exec(rest);
	if (half !== null) {
		return { tokens: [{ is: 'h', value: Number(half[1]) }], length: half[0].length };
	}
	const year = /^(?:19|20|21)\d{2}(?!\d)/.exec(rest);
	if (year !== null) return { tokens: [{ is: 'Y', value: Number(year[0]) }], length: 4 };
	const number = /^(\d{1,2})(?:st|nd|rd|th|-(?:i|a|e|o|og|om|ti|to|tog|tom))?(?![a-z\d])/.exec(
		rest
	);
	if (number === null) return null;
	return { tokens: [{ is: 'N', value: Number(number[1]) }], length: number[0].length };
}

function quarterTaken(match: RegExpExecArray, number?: string, year?: string): Taken {
	const tokens: Token[] = [{ is: 'q', value: Number(number) }];
	if (year !== undefined) tokens.push({ is: 'Y', value: Number(year) });
	return { tokens, length: match[0].length };
}

function takeWord(rest: string): Taken | null {
	const sign = /^[ .]+|^[-,&]/.exec(rest)?.[0];
	if (sign !== undefined) {
		const is = ({ '-': 'dash', ',': 'comma', '&': 'and' } as const)[sign];
		return { tokens: is === undefined ? [] : [{ is }], length: sign.length };
	}
	const word = /^[a-z]+/.exec(rest)?.[0];
	if (word === undefined) return null;
	const month = MONTHS.findIndex((pattern) => pattern.test(word));
	if (month !== -1) return { tokens: [{ is: 'M', value: month + 1 }], length: word.length };
	const token = WORDS.find(([pattern]) => pattern.test(word))?.[1];
	if (token === undefined) return null;
	return { tokens: token === null ? [] : [token], length: word.length };
}

function periodsOf(tokens: readonly Token[]): Periods | null {
	const hasFrom = tokens[0]?.is === 'from';
	const { parts, joins } = split(hasFrom ? tokens.slice(1) : tokens);
	const isRange = joins.length === 1 && joins[0] === 'dash';
	if ((joins.includes('dash') || hasFrom) && !isRange) return null;

	const periods: Period[] = [];
	let next: Element | null = null;
	for (const part of [...parts].reverse()) {
		const element = completed(elementOf(part), next);
		const period = element === null ? null : periodOf(element);
		if (period === null) return null;
		const later = periods[0];
		if (later !== undefined && period.latest >= later.earliest) return null;
		if (later !== undefined && isRange && element?.isEnd) return null;
		periods.unshift(period);
		next = element;
	}
	return { join: isRange ? 'range' : joins.length === 0 ? 'one' : 'list', periods };
}

// The elements and what stands between them. A comma before a year joins nothing when the element
// has none yet: "December 31, 2020".
function split(tokens: readonly Token[]): { parts: Token[][]; joins: string[] } {
	const parts: Token[][] = [[]];
	const joins: string[] = [];
	for (const [index, token] of tokens.entries()) {
		const part = parts.at(-1) ?? [];
		if (token.is !== 'dash' && token.is !== 'and' && token.is !== 'comma') {
			part.push(token);
			continue;
		}
		const hasYear = part.some(({ is }) => is === 'Y' || is === 'D');
		if (token.is === 'comma' && tokens[index + 1]?.is === 'Y' && !hasYear) continue;
		joins.push(token.is);
		parts.push([]);
	}
	return { parts, joins };
}

// The shapes of an element, and where its unit's number, its month and its year stand in them.
const SHAPES: Readonly<Record<string, { unit: Unit | null; at: number; month?: number }>> = {
	N: { unit: null, at: 0 },
	NQ: { unit: 'quarter', at: 0 },
	QN: { unit: 'quarter', at: 1 },
	q: { unit: 'quarter', at: 0 },
	NH: { unit: 'half', at: 0 },
	HN: { unit: 'half', at: 1 },
	h: { unit: 'half', at: 0 },
	M: { unit: 'month', at: 0 },
	NM: { unit: 'day', at: 0, month: 1 },
	MN: { unit: 'day', at: 1, month: 0 }
};

function elementOf(tokens: readonly Token[]): Element | null {
	const start = tokens.findIndex(({ is }) => is !== 'by' && is !== 'end');
	const content = start === -1 ? [] : tokens.slice(start);
	const flags = tokens.slice(0, tokens.length - content.length).map(({ is }) => is);
	const isEnd = flags.at(-1) === 'end';
	const isBy = flags.includes('by');
	if (flags.slice(0, -1).includes('end')) return null;

	const [only] = content;
	if (only?.is === 'D' && content.length === 1 && !isEnd) {
		const [year, month, day] = only.day.split('-').map(Number);
		if (year === undefined || month === undefined || day === undefined) return null;
		return { unit: 'day', number: day, month, year, isBy, isEnd };
	}
	const years = content.filter(({ is }) => is === 'Y');
	const isYearOutside = content[0]?.is === 'Y' || content.at(-1)?.is === 'Y';
	if (years.length > 1 || (years.length === 1 && !isYearOutside)) return null;
	const year = valueOf(years[0]);
	const inner = content.filter(({ is }) => is !== 'Y');
	if (inner.length === 0) {
		return year === null ? null : { unit: 'year', number: year, month: null, year, isBy, isEnd };
	}
	// A day of a month is not written in Roman numbers.
	const letters = inner.map(({ is }) => is).join('');
	const name = letters.includes('M') ? letters : letters.replace('R', 'N');
	const shape = Object.hasOwn(SHAPES, name) ? SHAPES[name] : undefined;
	if (shape === undefined || (shape.unit === null && (year !== null || isEnd))) return null;
	const number = valueOf(inner[shape.at]);
	if (number === null) return null;
	const month = shape.month === undefined ? null : valueOf(inner[shape.month]);
	return { unit: shape.unit, number, month, year, isBy, isEnd };
}

function valueOf(token: Token | undefined): number | null {
	return token !== undefined && 'value' in token ? token.value : null;
}

// "II–III kvartal 2020": what an element leaves out stands in the next.
function completed(element: Element | null, next: Element | null): Element | null {
	if (element === null) return null;
	const year = element.year ?? next?.year ?? null;
	if (year === null) return null;
	if (element.unit !== null) return { ...element, year };
	if (next?.unit !== 'quarter' && next?.unit !== 'half') return null;
	return { ...element, unit: next.unit, year };
}

function periodOf({ unit, number, month, year, isBy, isEnd }: Element): Period | null {
	if (year === null) return null;
	switch (unit) {
		case 'quarter':
			return monthsOf('quarter', year, number * 3 - 2, 3);
		case 'half':
			return monthsOf('half', year, number * 6 - 5, 6);
		case 'month':
			return monthsOf('month', year, number, 1);
		case 'year':
			return isBy && !isEnd ? null : monthsOf('year', year, 1, 12);
		case 'day': {
			const day = isEnd ? null : dayAt(year, month ?? 0, number);
			return day === null ? null : { unit: 'day', earliest: day, latest: day };
		}
		default:
			return null;
	}
}

function monthsOf(unit: Unit, year: number, month: number, count: number): Period | null {
	const earliest = dayAt(year, month, 1);
	if (earliest === null || month + count > 13) return null;
	return { unit, earliest, latest: addDays(addMonths(earliest, count), -1) };
}

function dayAt(year = 0, month = 0, day = 0): Day | null {
	if (!isRealDay(year, month, day)) return null;
	const pad = (value: number) => String(value).padStart(2, '0');
	return `${year}-${pad(month)}-${pad(day)}`;
}
