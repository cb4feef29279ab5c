// Reads XML strictly enough to find what a spreadsheet would refuse: elements that do not close, attributes twice or unquoted, bare characters.

export interface Element {
	name: string;
	attributes: Readonly<Record<string, string>>;
	children: Element[];
	text: string;
}

/** @throws Error where it is not well-formed. */
export function parseXml(xml: string): Element {
	const body = xml.replace(/^<\?xml [^?]*\?>\s*/, '');
	const root: Element = { name: '', attributes: {}, children: [], text: '' };
	const open = [root];
	let at = 0;
	for (const { 0: tag, 1: closing, 2: name, 3: attributes, 4: empty, index } of body.matchAll(
		/<(\/)?([A-Za-z][\w.:-]*)((?:\s+[\w.:-]+="[^"<]*")*)\s*(\/)?>/g
	)) {
		open.at(-1)!.text += unescaped(body.slice(at, index));
		at = index + tag.length;
		if (closing) {
			const ended = open.pop()!;
			if (ended.name !== name) throw new Error(`</${name}> closes <${ended.name}>`);
			continue;
		}
		const element = { name: name!, attributes: attributesIn(attributes!), children: [], text: '' };
		open.at(-1)!.children.push(element);
		if (!empty) open.push(element);
	}
	if (unescaped(body.slice(at)).trim() !== '')
		throw new Error(`Text after the end: ${body.slice(at)}`);
	if (open.length !== 1 || root.children.length !== 1)
		throw new Error('It does not end where it began');
	return root.children[0]!;
}

/** Every element of a name, at any depth. */
export function* elements(of: Element, name: string): Generator<Element> {
	for (const child of of.children) {
		if (child.name === name) yield child;
		yield* elements(child, name);
	}
}

function attributesIn(text: string): Record<string, string> {
	const found: Record<string, string> = {};
	for (const [, name, value] of text.matchAll(/([\w.:-]+)="([^"]*)"/g)) {
		if (Object.hasOwn(found, name!)) throw new Error(`${name} twice`);
		found[name!] = unescaped(value!);
	}
	return found;
}

function unescaped(text: string): string {
	if (/[<\u0000-\u0008\u000b\u000c\u000e-\u001f]|&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(text)) {
		throw new Error(`Not text: ${text.slice(0, 80)}`);
	}
	return text
		.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&');
}
