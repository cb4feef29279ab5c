import { expect, test } from 'vitest';
import { linkText, NO_LINK, type ChainedEntry } from './history-chain.ts';

const entry: ChainedEntry = {
	seq: 1,
	recordedAt: '2020-10-05T08:30:00.000Z',
	onDay: '2020-10-05',
	actorId: null,
	via: 'console',
	verb: 'strategy.load',
	strategyId: 1,
	quarter: null,
	subject: 'strategy',
	subjectId: 1,
	payloadDigest: 'ab'.repeat(32),
	rowsDigest: null
};

// Links that were written once must be the same for ever.
test('the text of a link: the link before, then the values in their order', () => {
	expect(linkText(entry, NO_LINK)).toBe(
		`["${'0'.repeat(64)}",1,"2020-10-05T08:30:00.000Z","2020-10-05",null,"console","strategy.load",1,null,"strategy",1,"${'ab'.repeat(32)}"]`
	);
});

test('an entry that notes its rows ends with their digest', () => {
	const rowsDigest = 'ef'.repeat(32);
	expect(linkText({ ...entry, rowsDigest }, NO_LINK)).toBe(
		linkText(entry, NO_LINK).replace(/]$/, `,"${rowsDigest}"]`)
	);
});

test('no two entries have the same text', () => {
	const texts = [
		linkText(entry, NO_LINK),
		linkText(entry, 'cd'.repeat(32)),
		...(Object.keys(entry) as (keyof ChainedEntry)[]).map((name) =>
			linkText({ ...entry, [name]: typeof entry[name] === 'number' ? 7 : 'other' }, NO_LINK)
		)
	];
	expect(new Set(texts).size).toBe(2 + Object.keys(entry).length);
});
