// How many lines a text takes in a column. Excel and LibreOffice find out for themselves only when somebody looks: a file's rows are as high as
// the file says. So we say it, from the widths of Arial's characters.
import { BODY_FONT, isBold, sizeOf } from './looks.ts';
import type { Look } from './workbook.ts';

/** Excel shows no row higher than this, in points. */
export const HIGHEST_ROW = 409;

type Widths = readonly (readonly [width: number, characters: string])[];

// Advance widths in thousandths of the font's size, of Arial and of Liberation Sans alike.
const REGULAR: Widths = [
	[191, "'"],
	[222, 'ijlј‘’'],
	[260, '|'],
	[278, ' !,./:;I[\\]ft·'],
	[333, '()-`r“”„'],
	[334, '{}'],
	[350, '•'],
	[355, '"'],
	[365, 'г'],
	[389, '*'],
	[400, '°'],
	[438, 'к'],
	[458, 'зт'],
	[469, '^'],
	[500, 'JcksvxyzçćčšžЈсух'],
	[510, 'э'],
	[521, 'чь'],
	[531, 'в'],
	[542, 'Гпя'],
	[552, 'нџ'],
	[556, '#$0123456789?L_abdeghnopqu§«»àäèéñöüđаеорђћ–€'],
	[559, 'ий'],
	[573, 'бц'],
	[583, 'Кдл'],
	[584, '+<=>~'],
	[604, 'З○●'],
	[611, 'FTZßŽТ'],
	[625, 'ъ'],
	[635, 'У'],
	[656, 'БЛЬ'],
	[667, '&ABEKPSVXYŠАВЕРХЧ'],
	[669, 'ж'],
	[677, 'Д'],
	[688, 'м'],
	[719, 'ЏИЙПЭы'],
	[722, 'CDHNRUwĆČĐНСЯ'],
	[740, 'Ц'],
	[750, 'ю'],
	[760, 'Ф'],
	[778, 'GOQО'],
	[792, 'Ъ'],
	[802, 'ш'],
	[812, 'њ'],
	[823, 'фщ'],
	[833, 'MmМ'],
	[854, 'Ћ'],
	[865, 'Ђ'],
	[885, 'Ы'],
	[889, '%'],
	[906, 'љ'],
	[917, 'Ш'],
	[923, 'Ж'],
	[938, 'Щ'],
	[944, 'W'],
	[1000, '—…'],
	[1010, 'ЊЮ'],
	[1015, '@'],
	[1057, 'Љ'],
	[1073, '№']
];
const BOLD: Widths = [
	[238, "'"],
	[278, ' ,./I\\ijl·ј‘’'],
	[280, '|'],
	[333, '!()-:;[]`ft'],
	[350, '•'],
	[389, '*r{}'],
	[400, '°'],
	[417, 'г'],
	[474, '"'],
	[490, 'т'],
	[497, 'з'],
	[500, 'zžк“”„'],
	[552, 'э'],
	[556, '#$0123456789J_aceksvxy§«»àäçèéćčšЈаесух–€'],
	[567, 'Г'],
	[581, 'ч'],
	[583, 'я'],
	[584, '+<=>^~'],
	[604, 'нпџ○●'],
	[610, 'К'],
	[611, '?FLTZbdghnopqußñöüđŽТорђћ'],
	[615, 'вийць'],
	[618, 'б'],
	[622, 'У'],
	[626, 'З'],
	[635, 'дл'],
	[667, 'EPSVXYŠЕРХ'],
	[702, 'Л'],
	[703, 'Ч'],
	[709, 'ж'],
	[711, 'Э'],
	[712, 'Д'],
	[719, 'ЏБИЙПЬЯ'],
	[722, '&ABCDHKNRUĆČĐАВНС'],
	[729, 'ъ'],
	[730, 'Ц'],
	[740, 'м'],
	[778, 'GOQwО'],
	[833, 'MМш'],
	[844, 'щ'],
	[854, 'Фыю'],
	[870, 'Ъ'],
	[875, 'Ћф'],
	[885, 'Ђ'],
	[889, '%m'],
	[904, 'Ж'],
	[906, 'њ'],
	[944, 'W'],
	[969, 'љ'],
	[975, '@'],
	[979, 'Ы'],
	[1000, '—…'],
	[1005, 'Ш'],
	[1019, 'Щ'],
	[1031, 'Ю'],
	[1062, 'Њ'],
	[1094, 'Љ'],
	[1115, '№']
];

const UNKNOWN = 1000;
const LINE_END = 0x0a;

// What a character does to a line, beside its width in the lower bits; nothing is 0.
const WIDTH = 0x0fff;
const KIND = 0xf000;
const SPACE = 0x1000;
/** A line may break after it. */
const AFTER = 0x2000;
const END = 0x4000;
const KNOWN = { regular: byCharacter(REGULAR), bold: byCharacter(BOLD) };

/** Points of text that fit columns; their widths count digits of the body font, seven pixels each, beside a little air. */
export function roomIn(widths: readonly number[]): number {
	const pixels = widths.reduce((total, width) => total + Math.trunc(width * 7 + 5), 0);
	return (pixels - 6) * 0.75;
}

/** Lines a text takes in so many points, in a look's font. Screens round characters up, so a line is taken to hold a little less than it could. */
export function linesIn(text: string, room: number, look: Look): number {
	const known = isBold(look) ? KNOWN.bold : KNOWN.regular;
	// In thousandths of the font's size, as the widths are.
	const available = Math.max(UNKNOWN, (room * 980) / sizeOf(look));
	let lines = 1;
	let line = 0;
	let word = 0;
	// One step further than the text is long, to end its last word. Nothing is made on the way: it goes over every character of a report.
	for (let index = 0; index <= text.length; index += 1) {
		const code = index < text.length ? text.charCodeAt(index) : LINE_END;
		const about = code < known.length ? known[code]! : UNKNOWN;
		const kind = about & KIND;
		const width = about & WIDTH;
		if (kind === 0) {
			word += width;
			continue;
		}
		// A line breaks after a space, a hyphen or a slash, and inside a word that is longer than a line.
		if (kind === AFTER) word += width;
		if (line > 0 && line + word > available) {
			lines += 1;
			line = 0;
		}
		if (word > available) {
			const more = Math.ceil(word / available) - 1;
			lines += more;
			line = word - more * available;
		} else {
			line += kind === SPACE ? word + width : word;
		}
		word = 0;
		if (kind === END && index < text.length) {
			lines += 1;
			line = 0;
		}
	}
	return lines;
}

/** Height of so many lines, in points, as Excel spaces them: 12 points for a font of 9. LibreOffice takes a little less. */
export function heightOf(lines: number, look: Look): number {
	return Math.ceil(lines * sizeOf(look) * 1.33 + 2);
}

/** Whether a text is seen and printed whole in a column. */
export function fitsIn(text: string, width: number, look: Look): boolean {
	return heightOf(linesIn(text, roomIn([width]), look), look) <= HIGHEST_ROW;
}

/** The height of a row with nothing in it. */
export const EMPTY_ROW = Math.ceil(BODY_FONT.size * 1.28);

/** By UTF-16 unit, width and kind; the second half of a pair counts nothing. */
function byCharacter(widths: Widths): Uint16Array {
	const known = new Uint16Array(0xe000).fill(UNKNOWN).fill(0, 0xdc00);
	for (const [width, characters] of widths) {
		for (const character of characters) known[character.charCodeAt(0)] = width;
	}
	for (let code = 0; code < known.length; code += 1) {
		if (/\s/.test(String.fromCharCode(code))) known[code]! |= SPACE;
	}
	for (const character of '-/') known[character.charCodeAt(0)]! |= AFTER;
	known[LINE_END] = END;
	return known;
}
