import { describe, expect, test } from 'vitest';
import {
	addressOf,
	isFiltered,
	NO_QUERY,
	queryOf,
	sortedBy,
	unfiltered,
	without,
	type Known
} from './activity-query.ts';
import { Refusal } from './refusal.ts';

const KNOWN: Known = {
	goals: [{ code: '1' }, { code: 'A, b & c' }],
	measures: [{ code: '1.1' }],
	bodies: [{ key: 'ratel' }]
};
const read = (address: string) => queryOf(new URLSearchParams(address), KNOWN);

function refusedFields(address: string): (string | undefined)[] {
	try {
		read(address);
		return [];
	} catch (refused) {
		return (refused as Refusal).problems.map(({ field }) => field);
	}
}

describe('a question read from an address', () => {
	test('asks for nothing when the address does not, whatever else it says', () => {
		expect(read('')).toEqual(NO_QUERY);
		expect(read('quarter=2020-Q3&q=+&goal=&timeliness=&columns=&page=')).toEqual(NO_QUERY);
	});

	test('has several values in one parameter or in several, in an order of their own', () => {
		const values = ['due-this-quarter', 'overdue'];
		expect(read('timeliness=overdue,due-this-quarter').timeliness).toEqual(values);
		expect(read('timeliness=overdue&timeliness=due-this-quarter').timeliness).toEqual(values);
		expect(read('columns=timeliness&columns=activity').columns).toEqual(['activity', 'timeliness']);
	});

	test('takes a role for a body’s alone', () => {
		expect(read('role=lead').role).toBe('');
		expect(read('role=lead&body=ratel').role).toBe('lead');
	});

	test('is refused where the list does not know it, all of it at once', () => {
		const wrong = 'goal=9&measure=x&body=nobody&role=chief&assessment=good&timeliness=late,soon';
		expect(refusedFields(wrong)).toEqual([
			'body',
			'role',
			'goal',
			'measure',
			'assessment',
			'timeliness'
		]);
		expect(refusedFields('sort=-size&columns=colour&page=0')).toEqual(['columns', 'sort', 'page']);
		expect(refusedFields('page=1.5')).toEqual(['page']);
		expect(refusedFields('sort=--code')).toEqual(['sort']);
		expect(refusedFields('moved=maybe&title_from=heaven')).toEqual(['moved', 'title_from']);
	});
});

describe('the address of a question', () => {
	test.each([
		['', ''],
		['goal=1&quarter=2020-Q1&timeliness=late&timeliness=on-time', 'goal=1&timeliness=on-time,late'],
		[
			'page=1&sort=-slip&columns=activity,leads,deadline,assessment,timeliness,result',
			'sort=-slip'
		],
		['columns=leads,goal&page=3', 'columns=goal,leads&page=3'],
		['goal=A,+b+%26+c', 'goal=A,%20b%20%26%20c'],
		['q=  обука %26 рад ', `q=${encodeURIComponent('обука & рад')}`]
	])('of %j is %j', (asked, address) => {
		expect(addressOf(read(asked))).toBe(address);
		expect(addressOf(read(address))).toBe(address);
	});
});

test('a filter is taken back alone, and the list begins again; a body takes its role along', () => {
	const query = read('body=ratel&role=lead&timeliness=late&page=4&sort=code');
	expect(addressOf(without(query, 'timeliness'))).toBe('body=ratel&role=lead&sort=code');
	expect(addressOf(without(query, 'body'))).toBe('timeliness=late&sort=code');
	expect(addressOf(unfiltered(query))).toBe('sort=code');
	expect([query, unfiltered(query)].map(isFiltered)).toEqual([true, false]);
});

test('a header orders one way, then the other, then as the plan does; slips begin with the longest', () => {
	const orders = (by: 'code' | 'slip') => {
		const first = sortedBy({ ...NO_QUERY, page: 3 }, by);
		const second = sortedBy(first, by);
		return [first, second, sortedBy(second, by)].map(addressOf);
	};
	expect(orders('code')).toEqual(['sort=code', 'sort=-code', '']);
	expect(orders('slip')).toEqual(['sort=-slip', 'sort=slip', '']);
	expect(addressOf(sortedBy(read('sort=-slip'), 'code'))).toBe('sort=code');
});
