// The keys of the board: from one waiting filing to the next, open, accept, return, close. They press what is there to be pressed by hand,
// and never anything while one is typing.

/** What can be asked of the board by a key. */
export type Act = 'next' | 'previous' | 'open' | 'accept' | 'return' | 'close';

/** A filing that has just come into view is not accepted by a key that was still on its way to the one before. */
export const LOOKED_AT_FOR_MS = 600;

const KEYS: Readonly<Record<string, Act>> = {
	j: 'next',
	ArrowDown: 'next',
	k: 'previous',
	ArrowUp: 'previous',
	o: 'open',
	a: 'accept',
	r: 'return',
	Escape: 'close'
};
// The same keys where the Serbian Cyrillic keyboard is on: what is printed on them, not what they write.
const CODES: Readonly<Record<string, Act>> = {
	KeyJ: 'next',
	KeyK: 'previous',
	KeyO: 'open',
	KeyA: 'accept',
	KeyR: 'return'
};

type Pressed = Pick<
	KeyboardEvent,
	'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'isComposing'
>;

/**
 * What a key asks for, or null.
 *
 * @param isTyping the key goes into a field
 * @param isInList the keyboard stands in the list: elsewhere the arrows scroll the page
 */
export function actOf(
	pressed: Pressed,
	{ isTyping, isInList }: { isTyping: boolean; isInList: boolean }
): Act | null {
	const { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat, isComposing } = pressed;
	if (isTyping || isComposing || ctrlKey || metaKey || altKey || shiftKey) return null;
	if (key.startsWith('Arrow') && !isInList) return null;
	const isForeign = key.length === 1 && !/[a-z]/i.test(key);
	const act = KEYS[key] ?? (isForeign ? CODES[code] : undefined) ?? null;
	// Held down, a key moves on; it decides nothing twice.
	return repeat && act !== 'next' && act !== 'previous' ? null : act;
}

/** Whether an element takes what is typed. */
export function takesText(element: Element | null): boolean {
	if (!(element instanceof HTMLElement)) return false;
	if (element.isContentEditable || element.matches('textarea, select')) return true;
	return (
		element instanceof HTMLInputElement &&
		!['checkbox', 'radio', 'button', 'submit'].includes(element.type)
	);
}

/** Which of so many is next, from one of them (-1: from none); the ends are ends. */
export function stepFrom(at: number, count: number, act: 'next' | 'previous'): number {
	if (count === 0) return -1;
	if (at === -1) return act === 'next' ? 0 : count - 1;
	return Math.min(count - 1, Math.max(0, at + (act === 'next' ? 1 : -1)));
}
