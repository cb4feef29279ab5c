// Text on its way into XML that we write ourselves.

/** Every part begins with it. */
export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** As content of an element. */
export function inElement(text: string): string {
	return /[&<>]/.test(text)
		? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
		: text;
}

/** As the value of an attribute, whose line ends and tabs a reader would else make spaces of. */
export function inAttribute(text: string): string {
	return inElement(text)
		.replaceAll('"', '&quot;')
		.replaceAll('\n', '&#10;')
		.replaceAll('\t', '&#9;');
}
