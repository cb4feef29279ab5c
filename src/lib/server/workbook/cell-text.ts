// Text on its way into a cell: what XML and Excel can hold, without a character of meaning lost.

/** The most UTF-16 units a cell holds. Excel calls a file with more of them damaged. */
export const LONGEST_CELL = 32_767;

/**
 * Text that XML 1.0 can carry: control characters (but tab and line end), half surrogates and non-characters are left out, and line ends
 * are all `\n`.
 */
export function cellText(text: string): string {
	// Nearly every text stays as it is, and is only looked through.
	if (!/[\u0000-\u0008\u000B-\u001F\u007F\uD800-\uDFFF\uFFFE\uFFFF]/.test(text)) return text;
	return text
		.replace(/\r\n?/g, '\n')
		.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]|\p{Cs}/gu, '');
}

/** As kept in the file: Excel would read `_x0041_` as the letter A. */
export function escaped(text: string): string {
	return text.includes('_') ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : text;
}

/**
 * Whether a spreadsheet could take the text for a formula when somebody edits the cell. Such a cell is marked "text", as Excel does for a
 * leading apostrophe; its value keeps every character.
 */
export function looksLikeFormula(text: string): boolean {
	return /^[\s\u200B-\u200D\uFEFF]*[=+\-@＝＋－＠]/u.test(text) || /^[\t\n]/.test(text);
}

/**
 * A text in pieces of at most so many characters, parted at a line end, else at a space, else between characters. Joined, they are the text.
 */
export function piecesOf(text: string, most: number): string[] {
	const pieces: string[] = [];
	let rest = text;
	while (rest.length > most) {
		const part = rest.slice(0, most);
		const line = part.lastIndexOf('\n') + 1;
		const word = part.lastIndexOf(' ') + 1;
		let end = line > most / 2 ? line : word > most / 2 ? word : most;
		if (end === most && /[\uD800-\uDBFF]$/.test(part)) end -= 1;
		pieces.push(rest.slice(0, end));
		rest = rest.slice(end);
	}
	return [...pieces, rest];
}
