import { expect, test } from 'vitest';
import {
	historyAddress,
	historyQueryIn,
	NO_HISTORY_QUERY,
	subjectsAlike
} from './history-query.ts';
import { Refusal } from './refusal.ts';

const asked = (address: string) => historyQueryIn(new URLSearchParams(address));

test('an address that asks for nothing, or with empty fields, is the whole history', () => {
	expect(asked('')).toEqual(NO_HISTORY_QUERY);
	expect(asked('who=&act=&from=&quarter=2020-Q3')).toEqual(NO_HISTORY_QUERY);
});

test('what it asks for comes back as the same address', () => {
	const address =
		'who=3&act=filing.write-on-behalf&subject=filing&activity=1.2.3&of=2020-Q3&from=2020-10-01&until=2020-10-05&before=120';
	expect(historyAddress(asked(address), { before: 120 })).toBe(address);
	expect(asked('who=console').who).toBe('console');
});

test('another filter begins at the newest entry again', () => {
	expect(historyAddress(asked('who=3&before=120'), { of: '2020-Q2' })).toBe('who=3&of=2020-Q2');
	expect(historyAddress(asked('who=3&before=120'), { who: '' })).toBe('');
});

test('everything it does not know is refused at once, by name', () => {
	const hostile =
		'who=me&act=DROP TABLE&subject=<b>&activity=%00&of=2020-Q5&from=2020-02-30&until=today&before=0&after=1e9';
	try {
		asked(hostile);
		expect.unreachable();
	} catch (refused) {
		expect((refused as Refusal).problems.map(({ field }) => field)).toEqual([
			...['who', 'act', 'subject', 'activity', 'of', 'from', 'until', 'before', 'after']
		]);
	}
});

test('kinds of things that are one are asked for together, whichever is named', () => {
	expect(subjectsAlike('role')).toEqual(['roles', 'role']);
	expect(subjectsAlike('roles')).toEqual(['roles', 'role']);
	expect(subjectsAlike('window')).toEqual(['window']);
	expect(subjectsAlike('')).toEqual(['']);
});
