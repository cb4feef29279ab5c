// Serbian is written in Cyrillic and in Latin. From Cyrillic to Latin every letter has one answer.
// The way back has exceptions: Latin "nj" is mostly њ and sometimes нј, and foreign names,
// addresses and Roman numerals stay Latin inside a Cyrillic text. The exceptions are listed here.

/** A script, by its ISO 15924 code. */
export type Script = 'Cyrl' | 'Latn';

const LATIN_OF = new Map(
	Object.entries({
		а: 'a',
		б: 'b',
		в: 'v',
		г: 'g',
		д: 'd',
		ђ: 'đ',
		е: 'e',
		ж: 'ž',
		з: 'z',
		и: 'i',
		ј: 'j',
		к: 'k',
		л: 'l',
		љ: 'lj',
		м: 'm',
		н: 'n',
		њ: 'nj',
		о: 'o',
		п: 'p',
		р: 'r',
		с: 's',
		т: 't',
		ћ: 'ć',
		у: 'u',
		ф: 'f',
		х: 'h',
		ц: 'c',
		ч: 'č',
		џ: 'dž',
		ш: 'š',
		// Vowels with a tone mark, where Unicode has the pair as one character.
		ѐ: 'è',
		ѝ: 'ì',
		ӣ: 'ī',
		ӯ: 'ū'
	})
);

const CYRILLIC_OF = new Map([
	...[...LATIN_OF].slice(0, 30).map(([cyrillic, latin]) => [latin, cyrillic] as const),
	// The digraphs as one character, from old code pages.
	['ǉ', 'љ'] as const,
	['ǌ', 'њ'] as const,
	['ǆ', 'џ'] as const
]);

/**
 * Stems in which n and j, l and j, or d and ž are two letters; the hyphen stands between them. They
 * are looked for at the start of a word, also after "ne", "naj" and "naj-ne". No ordinary word with
 * l and j apart is known; names can be added the same way.
 */
const SPLIT_STEMS = [
	'an-jon',
	'autoin-jek',
	'dekon-jug',
	'biokon-jug',
	'in-jaric',
	'in-jekc',
	'in-jekt',
	'in-jicir',
	'in-junk',
	'in-jurij',
	'izvan-jezič',
	'kon-jekt',
	'kon-jug',
	'kon-junk',
	'pan-jelin',
	'pan-jugoslov',
	'tan-jug',
	'van-jezič',
	'van-jugoslov',
	'feld-žandarm',
	'nad-žanj',
	'nad-ždrel',
	'nad-žel',
	'nad-žeo',
	'nad-žet',
	'nad-živ',
	'nad-žinj',
	'nad-žnj',
	'nad-žrec',
	'nad-žup',
	'od-žal',
	'od-žar',
	'od-žel',
	'od-žive',
	'od-življ',
	'od-žubor',
	'od-žvak',
	'od-žval',
	'od-žvać',
	'pod-žanr',
	'pod-že',
	'pod-žig',
	'pod-žil',
	'pod-žiz',
	'pod-žnj',
	'pod-župan',
	'pred-želud',
	'pred-život'
].map((stem) => ({ letters: stem.replace('-', ''), split: stem.indexOf('-') }));

/**
 * Acronyms that stay Latin in a Cyrillic text, spelt exactly so. Those that Serbian writes in its
 * own letters are not here and are converted: ЕУ, МУП, РАТЕЛ, НАТО, ОЕБС, УНИЦЕФ, ИНТЕРПОЛ, ИТ.
 * Here are technical names and those whose letters, taken one by one, make a wrong word (GRECO
 * would become ГРЕЦО).
 */
const LATIN_ACRONYMS = [
	...['3G', '4G', '5G', 'AI', 'API', 'CD', 'CERT', 'CSIRT', 'CSV', 'CVE', 'DDoS', 'DNS', 'DOC'],
	...['DVD', 'DoS', 'EC3', 'ECTEG', 'EUR', 'FTP', 'GDPR', 'GRECO', 'HTML', 'HTTP', 'HTTPS', 'ICT'],
	...['ID', 'IEC', 'IMEI', 'IP', 'IPv4', 'IPv6', 'ISO', 'ISP', 'IoT', 'J-CAT', 'MISP', 'NIS2'],
	...['OSINT', 'PDF', 'SIEM', 'SOC', 'SQL', 'SRB-CERT', 'SSL', 'T-CY', 'TCP', 'TLS', 'UDP', 'URI'],
	...['URL', 'USB', 'USD', 'VPN', 'VoIP', 'eID', 'eIDAS', 'iOS']
];

/** Names and words that stay Latin, in any case and with a Serbian ending ("Facebooka"). */
const LATIN_NAMES = [
	...['apple', 'bitcoin', 'blockchain', 'bluetooth', 'chat', 'chrome', 'cisco', 'cloud', 'e-mail'],
	...['email', 'eurojust', 'facebook', 'github', 'googl', 'grooming', 'hacking', 'hash', 'icloud'],
	...['iphone', 'iproceeds', 'microsoft', 'office', 'offline', 'online', 'oracle', 'outlook'],
	...['paypal', 'phishing', 'skimming', 'smartphone', 'smishing', 'spoofing', 'tiktok', 'twinning'],
	...['viber', 'wi-fi', 'council of europe', 'microsoft office']
];

const TOP_DOMAINS = 'rs|com|org|net|eu|int|gov|edu|mil|info|biz|io|me|ba|hr|mk|si|de|at|fr|uk|ch';

const EXTENSIONS =
	'pdf|docx?|xlsx?|xlsm|pptx?|csv|tsv|txt|rtf|odt|ods|odp|zip|7z|rar|json|xml|ya?ml|html?|' +
	'jpe?g|png|gif|svg|tiff?|eml|msg|p7[ms]';

// Web addresses, e-mail addresses and file names. A full stop or bracket that ends an address
// belongs to the sentence around it.
const ADDRESSES = (() => {
	const rest = '[^\\s<>"„“”«»]*[^\\s<>"„“”«».,;:!?)\\]}\'’]';
	const anyCase = `(?:${EXTENSIONS}|${EXTENSIONS.toUpperCase()})`;
	return [
		`(?<![A-Za-z0-9+.-])(?:[A-Za-z][A-Za-z0-9+.-]*://|www\\.|mailto:)${rest}`,
		'(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+',
		'(?<![\\p{L}\\p{N}@._-])(?:[A-Za-z0-9-]+\\.)+' +
			`(?:${TOP_DOMAINS})(?![\\p{L}\\p{N}_-])(?:/${rest})?`,
		`(?<=[„"“«])[^„"“”«»\\n]{1,120}\\.${anyCase}(?=[”“"»])`,
		`(?<![\\p{L}\\p{N}_.:~\\\\/-])[\\p{L}\\p{N}_.:~\\\\/-]*\\.${anyCase}(?![\\p{L}\\p{N}])`
	];
})();

/** Settings of {@link toCyrillic}. */
export interface ToCyrillicOptions {
	/** Further names that stay Latin, such as those of a strategy's own projects. */
	names?: readonly string[];
}

const CYRILLIC = /\p{Script=Cyrillic}/u;

/**
 * Serbian Cyrillic to Latin. Total: no letter of the Serbian Cyrillic alphabet is left.
 *
 * Љ, Њ and Џ become LJ, NJ and DŽ in a word of capitals, Lj, Nj and Dž otherwise. The result is in
 * Unicode's composed form (NFC).
 *
 * @example toLatin('Љубљана, ЉУБЉАНА') //=> 'Ljubljana, LJUBLJANA'
 */
export function toLatin(text: string): string {
	if (!CYRILLIC.test(text)) return text.normalize('NFC');
	return text
		.normalize('NFC')
		.replace(/[\p{L}\p{M}]+/gu, (word) => {
			if (!CYRILLIC.test(word)) return word;
			const isCapitals = isAllCapitals(word);
			return [...word].map((letter) => latinOf(letter, isCapitals)).join('');
		})
		.normalize('NFC');
}

/**
 * Serbian Latin to Cyrillic. These stay as they are: web and e-mail addresses, file names with
 * their extension (inside quotation marks also with spaces), Roman numerals, listed acronyms and
 * names, and words with a letter that Serbian does not have (q, w, x, y, ü).
 *
 * "dj" is not taken for đ: дјела is a word, and which one was meant cannot be seen. The result is
 * in Unicode's composed form (NFC).
 *
 * @example toCyrillic('IV kvartal, www.mup.gov.rs') //=> 'IV квартал, www.mup.gov.rs'
 */
export function toCyrillic(text: string, { names = [] }: ToCyrillicOptions = {}): string {
	const latin = text.normalize('NFC');
	const kept = keptSpans(names);
	let cyrillic = '';
	let at = 0;
	for (const match of latin.matchAll(kept)) {
		cyrillic += convertWords(latin, at, match.index) + match[0];
		at = match.index + match[0].length;
	}
	return (cyrillic + convertWords(latin, at, latin.length)).normalize('NFC');
}

/**
 * The script most letters of a text are in; Cyrillic when they are as many, for Latin names stand
 * in Cyrillic texts and not the other way round; null when there are no letters of either.
 *
 * @example scriptOf('Директива 2013/40/EU') //=> 'Cyrl'
 */
export function scriptOf(text: string): Script | null {
	const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
	const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
	if (cyrillic === 0 && latin === 0) return null;
	return cyrillic >= latin ? 'Cyrl' : 'Latn';
}

function isAllCapitals(word: string): boolean {
	const letters = word.match(/\p{L}/gu) ?? [];
	return letters.length > 1 && letters.every((letter) => /\p{Lu}/u.test(letter));
}

function latinOf(letter: string, isCapitals: boolean): string {
	const small = letter.toLowerCase();
	const latin = LATIN_OF.get(small);
	if (latin === undefined) return letter;
	if (letter === small) return latin;
	return isCapitals ? latin.toUpperCase() : latin[0]?.toUpperCase() + latin.slice(1);
}

const listedSpans = keptSpansOf([]);

function keptSpans(names: readonly string[]): RegExp {
	return names.length === 0 ? listedSpans : keptSpansOf(names);
}

function keptSpansOf(names: readonly string[]): RegExp {
	const escape = (name: string) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
	// Every name in either case of every letter: the rest of the pattern minds its case.
	const anyCase = (name: string) =>
		[...name]
			.map((letter) =>
				/\p{L}/u.test(letter) ? `[${letter.toLowerCase()}${letter.toUpperCase()}]` : escape(letter)
			)
			.join('');
	const longestFirst = (list: readonly string[]) => [...list].sort((a, b) => b.length - a.length);
	const words = longestFirst(LATIN_NAMES).map((name) => `${anyCase(name)}\\p{L}{0,4}`);
	const exact = longestFirst([...names, ...LATIN_ACRONYMS])
		.filter((name) => name !== '')
		.map((name) => escape(name.normalize('NFC')));
	const listed = `(?<![\\p{L}\\p{N}])(?:${[...exact, ...words].join('|')})(?![\\p{L}\\p{N}])`;
	return new RegExp([...ADDRESSES, listed].join('|'), 'gu');
}

// How much of the text around a word is looked at, in characters.
const NEAR = 60;

function convertWords(text: string, from: number, to: number): string {
	return text.slice(from, to).replace(/[\p{L}\p{M}\p{N}_]+/gu, (word, offset: number) => {
		const start = from + offset;
		const end = start + word.length;
		const before = text.slice(Math.max(0, start - NEAR), start);
		const isKept = isRomanNumeral(word, before, text.slice(end, end + NEAR));
		return isKept ? word : cyrillicOf(word);
	});
}

function cyrillicOf(word: string): string {
	const splits = splitsIn(word.toLowerCase());
	let cyrillic = '';
	for (let at = 0; at < word.length; at += 1) {
		const pair = word.slice(at, at + 2);
		const letter = CYRILLIC_OF.get(pair.toLowerCase());
		// "nJ" is a small letter and a capital, not one letter.
		const isOneLetter =
			letter !== undefined && !splits.has(at + 1) && !/^\p{Ll}\p{Lu}$/u.test(pair);
		const found = isOneLetter ? letter : CYRILLIC_OF.get(word.charAt(at).toLowerCase());
		if (found === undefined) {
			if (/\p{Script=Latin}/u.test(word.charAt(at))) return word;
			cyrillic += word.charAt(at);
			continue;
		}
		const isSmall = word.charAt(at) === word.charAt(at).toLowerCase();
		cyrillic += isSmall ? found : found.toUpperCase();
		if (isOneLetter) at += 1;
	}
	return cyrillic;
}

// The places in a word where a pair of letters is not one letter.
function splitsIn(word: string): Set<number> {
	const splits = new Set<number>();
	const prefix = /^(?:naj)?(?:ne)?/.exec(word)?.[0].length ?? 0;
	for (const start of new Set([0, prefix])) {
		for (const { letters, split } of SPLIT_STEMS) {
			if (word.startsWith(letters, start)) splits.add(start + split);
		}
	}
	return splits;
}

// Numerals with an X stay Latin as words that Serbian cannot spell. L and LI are left out: "LI" is
// a word ("DA LI").
const ROMAN = /^(?:I{1,3}|IV|VI{0,3}|L(?:I{2,3}|IV|VI{0,3}))$/;

// What is counted with Roman numerals, before or after them.
const COUNTED = new RegExp(
	'^(?:kvartal|tromeseč|polugodi|polovin|glav|poglavlj|faz|stepen|razred|grup|kategorij|odelj|' +
		'tom|knjig|prilog|aneks|nivo|ciklus|krug|stub|zon|klas|sednic|deo$|del[aou]m?$)',
	'i'
);

/**
 * Whether a word of a Latin text is a Roman numeral. "I" is one as well as the word for "and", and
 * "I." and "V." may be a person's initial, so these look at what is around them.
 */
function isRomanNumeral(word: string, before: string, after: string): boolean {
	if (!ROMAN.test(word)) return false;
	if (word !== 'I' && word !== 'V') return true;
	const previous = /([\p{L}\p{N}]+)[\s.,]*$/u.exec(before)?.[1] ?? '';
	const next = /^[\s.]*([\p{L}\p{N}]+)/u.exec(after)?.[1] ?? '';
	if (/[IVX]\s+$/.test(before)) return false; // no two numerals follow one another
	const isLineStart = /(?:^|\n)[\s„"“«(–—-]*$/u.test(before);
	if (/^\s*(?:[-–—/,]|i|ili|do)\s*[IVX]+(?![\p{L}\p{N}])/u.test(after)) return true;
	if (/(?<![\p{L}\p{N}])[IVX]+\s*(?:[-–—/,]|\s(?:i|ili|do)\s)\s*$/u.test(before)) return true;
	if (COUNTED.test(next)) return true;
	const isAmongCapitals = isAllCapitals(previous) && isAllCapitals(next);
	if (COUNTED.test(previous) && !isAmongCapitals) return true;
	if (/^\.\s*\p{Lu}\p{Ll}/u.test(after)) return isLineStart; // a heading, or an initial
	if (word === 'V') return true;
	if (isAmongCapitals && !isLineStart) return false;
	const isSentenceStart = isLineStart || /[.!?:;…]\s+$/u.test(before);
	return !(isSentenceStart && /^\s+\p{L}/u.test(after) && !isAllCapitals(next));
}
