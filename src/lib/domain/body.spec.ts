import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import {
	AliasInput,
	calledNow,
	calledOn,
	circleWith,
	ContactInput,
	NameInput,
	renaming,
	type BodyName
} from './body.ts';

const name = (id: number, more: Partial<BodyName>): BodyName => ({
	...{ id, lang: 'en', name: `Name ${id}`, short: null, isAlias: false, from: null, until: null },
	...more
});

const OLD = name(1, { name: 'Ministry of Trade', short: 'MT', until: '2020-10-25' });
const NEW = name(2, { name: 'Ministry of Information', from: '2020-10-26' });
const ALIAS = name(3, { name: 'The Ministry', isAlias: true });

describe('what a body is called', () => {
	test('is the name of the day; both its ends are inclusive', () => {
		expect(calledOn([OLD, NEW], '2020-10-25')).toEqual({
			name: { en: 'Ministry of Trade' },
			short: { en: 'MT' }
		});
		expect(calledOn([OLD, NEW], '2020-10-26')).toEqual({
			name: { en: 'Ministry of Information' },
			short: { en: 'Ministry of Information' }
		});
	});

	test('is never an alias', () => {
		expect(calledOn([ALIAS], '2020-10-26').name).toEqual({});
	});

	test('is today the last it had, or the first it will have', () => {
		expect(calledNow([OLD], '2021-01-01').name).toEqual({ en: 'Ministry of Trade' });
		expect(calledNow([NEW], '2020-01-01').name).toEqual({ en: 'Ministry of Information' });
		expect(calledNow([OLD, NEW], '2020-10-01').name).toEqual({ en: 'Ministry of Trade' });
	});
});

test('a name typed in the other script replaces the one that ended', () => {
	const names = [
		name(1, { lang: 'sr-Cyrl', name: 'Министарство трговине', until: '2020-10-25' }),
		name(2, { lang: 'sr-Latn', name: 'Ministarstvo informisanja', from: '2020-10-26' })
	];
	expect(calledNow(names, '2020-11-01').name).toEqual({ 'sr-Latn': 'Ministarstvo informisanja' });
	expect(calledNow(names, '2020-10-01').name).toEqual({ 'sr-Cyrl': 'Министарство трговине' });
});

describe('a new name', () => {
	test('ends the one that holds, the day before', () => {
		expect(renaming([name(1, {})], { lang: 'en', from: '2020-10-26' })).toEqual({
			ended: [{ id: 1, until: '2020-10-25' }],
			replaced: [],
			until: null
		});
	});

	test('recorded late holds until the next one begins', () => {
		expect(renaming([OLD, NEW], { lang: 'en', from: '2020-03-01' })).toEqual({
			ended: [{ id: 1, until: '2020-02-29' }],
			replaced: [],
			until: '2020-10-25'
		});
	});

	test('from the very day of another replaces it; that one is kept as an alias', () => {
		expect(renaming([OLD, NEW], { lang: 'en', from: '2020-10-26' })).toEqual({
			ended: [],
			replaced: [2],
			until: null
		});
	});

	test('leaves aliases and other languages alone; the two scripts of Serbian are one', () => {
		const names = [ALIAS, name(4, { lang: 'sr-Cyrl' })];
		expect(renaming(names, { lang: 'en', from: '2020-10-26' }).ended).toEqual([]);
		expect(renaming(names, { lang: 'sr-Latn', from: '2020-10-26' }).ended).toEqual([
			{ id: 4, until: '2020-10-25' }
		]);
	});
});

describe('a parent', () => {
	const parents = new Map([
		[1, null],
		[2, 1],
		[3, 2]
	]);

	test('may be anything that is not beneath', () => {
		expect(circleWith(parents, { bodyId: 3, parentId: 1 })).toBeNull();
	});

	test('closes no circle, of however many', () => {
		expect(circleWith(parents, { bodyId: 1, parentId: 1 })).toEqual([1, 1]);
		expect(circleWith(parents, { bodyId: 1, parentId: 3 })).toEqual([1, 3, 2, 1]);
	});

	test('a circle among others does not hold the question up', () => {
		const already = new Map([
			[1, 2],
			[2, 1]
		]);
		expect(circleWith(already, { bodyId: 3, parentId: 1 })).toBeNull();
	});
});

describe('what is put in', () => {
	const codesOf = (schema: v.GenericSchema, input: unknown) =>
		(v.safeParse(schema, input).issues ?? []).map(
			(issue) => `${issue.path?.map(({ key }) => String(key)).join('.')}: ${issue.message}`
		);

	test('says everything that is wrong with a name at once', () => {
		expect(
			codesOf(NameInput, { lang: '', name: ' ', short: '', kind: 'quoted', source: '', from: '31' })
		).toEqual([
			'lang: unknown-language',
			'name: required',
			'from: not-a-day',
			'source: quoted-without-source'
		]);
	});

	test('a name that is not quoted may have no source', () => {
		const input = { lang: 'sr', name: 'Канцеларија', short: '', kind: 'inferred', source: '' };
		expect(v.parse(AliasInput, input)).toMatchObject({ short: null, source: null });
	});

	test('an address looks like one', () => {
		expect(codesOf(ContactInput, { email: 'mup.gov.rs', parent: '' })).toEqual([
			'email: not-an-email'
		]);
		expect(v.parse(ContactInput, { email: '', parent: '' })).toEqual({ email: null, parent: null });
	});
});
