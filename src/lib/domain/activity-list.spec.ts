// Seven activities by hand, at 2020-Q3.
import { describe, expect, test } from 'vitest';
import { found, pageAt, placesOf, type Asking, type Listed } from './activity-list.ts';
import { queryOf } from './activity-query.ts';
import type { StepRole } from './assessment.ts';
import type { DeadlineReading } from './deadline.ts';
import type { ProvenanceKind } from './quarter-view.ts';
import { collatorFor, type Locale } from './text.ts';
import type { Timeliness } from './timeliness.ts';

const by = (latest: string): DeadlineReading => ({ kind: 'dated', earliest: latest, latest });
const quoted = (kind: ProvenanceKind) => ({ field: 'deadline', kind, source: null, quote: null });

interface Made {
	code: string;
	title: string;
	goal?: number;
	lead?: number;
	partner?: number;
	role?: StepRole | null;
	timeliness?: Timeliness;
	adopted?: DeadlineReading;
	current?: DeadlineReading;
	movedOn?: string;
	from?: ProvenanceKind;
	left?: boolean;
}

const MADE: Made[] = [
	{
		code: '1.1',
		title: 'Обука тужилаца',
		role: 'full',
		timeliness: 'on-time',
		adopted: by('2020-03-31')
	},
	{
		code: '1.10',
		title: 'Ђачка радионица',
		role: null,
		timeliness: 'overdue',
		adopted: by('2019-12-31'),
		current: by('2020-06-30'),
		movedOn: '2020-09-30',
		from: 'inferred'
	},
	{
		code: '1.2',
		title: 'Цео регистар',
		lead: 2,
		partner: 1,
		role: 'partial',
		timeliness: 'not-yet-due',
		adopted: by('2020-09-30'),
		current: by('2020-12-31'),
		movedOn: '2020-10-01'
	},
	{
		code: '2.1',
		title: 'Чување доказа',
		goal: 2,
		lead: 2,
		role: 'ongoing',
		timeliness: 'continuous',
		adopted: { kind: 'continuous' }
	},
	{
		code: '2.2',
		title: 'Ћирилични образац',
		goal: 2,
		lead: 2,
		role: 'none',
		timeliness: 'unread',
		adopted: { kind: 'unread', why: 'empty' }
	},
	{
		code: '2.3',
		title: 'Кампања',
		goal: 2,
		lead: 2,
		partner: 3,
		role: 'none',
		timeliness: 'overdue',
		adopted: by('2020-06-30')
	},
	{
		code: '2.4',
		title: 'Стара обавеза',
		goal: 2,
		role: null,
		timeliness: 'overdue',
		adopted: by('2020-03-31'),
		left: true
	}
];

const ALL: Listed[] = MADE.map((one, id) => ({
	at: {
		id,
		goalId: one.goal ?? 1,
		leads: [one.lead ?? 1],
		isInForce: !one.left,
		hasLeft: one.left ?? false,
		standing: { role: one.role ?? null, completedOn: null, leads: [] },
		adopted: one.adopted!,
		current: one.current ?? one.adopted!,
		timeliness: one.timeliness!
	},
	promised: {
		code: one.code,
		measureId: one.goal ?? 1,
		title: { 'sr-Cyrl': one.title },
		// Body 3 was a partner until the quarter's last day, and is none on it.
		partners: one.partner
			? [
					{
						bodyId: one.partner,
						from: '2019-01-01',
						until: one.partner === 3 ? '2020-09-30' : null
					}
				]
			: [],
		ledger: one.movedOn ? [{ kind: 'extension', decidedOn: one.movedOn }] : [],
		provenance: [quoted(one.from ?? 'quoted')],
		description: {}
	}
}));

function asking(locale: Locale): Asking {
	const texts = { code: (id: number) => MADE[id]!.code, activity: (id: number) => MADE[id]!.title };
	const compare = collatorFor(locale).compare;
	const things = MADE.map((_, id) => ({ id }));
	return {
		quarter: '2020-Q3',
		locale,
		goals: [1, 2].map((id) => ({ id, code: `${id}` })),
		measures: [1, 2].map((id) => ({ id, code: `${id}.0` })),
		bodies: [1, 2, 3].map((id) => ({ id, key: `body-${id}` })),
		placeOf: (key, id) => placesOf(things, (one) => texts[key](one.id), compare).get(id)!
	};
}

function codes(address: string, locale: Locale = 'sr-Cyrl'): string {
	const known = asking(locale);
	const { inForce, outside } = found(ALL, queryOf(new URLSearchParams(address), known), known);
	const said = [inForce, outside].map((some) =>
		some.map(({ promised }) => promised.code).join(' ')
	);
	return said.join(' | ');
}

describe('what a question finds', () => {
	test.each([
		['', '1.1 1.10 1.2 2.1 2.2 2.3 | 2.4'],
		['goal=1', '1.1 1.10 1.2 | '],
		['measure=2.0', '2.1 2.2 2.3 | 2.4'],
		['body=body-1', '1.1 1.10 1.2 | 2.4'],
		['body=body-1&role=lead', '1.1 1.10 | 2.4'],
		['body=body-1&role=partner', '1.2 | '],
		['body=body-3', ' | '],
		['deadline=continuous,unread', '2.1 2.2 | '],
		['deadline_from=inferred', '1.10 | '],
		['q=OBUKA', '1.1 | '],
		['q=обука', '1.1 | '],
		['q=djacka', '1.10 | '],
		['q=1.1', '1.1 1.10 | '],
		['q=chuvanje', ' | '],
		['goal=2&q=доказа+чув', '2.1 | ']
	])('%j: %s', (address, expected) => expect(codes(address)).toBe(expected));

	test('what left the plan is neither assessed nor late', () => {
		expect(codes('assessment=no-data')).toBe('1.10 | ');
		expect(codes('assessment=none,full')).toBe('1.1 2.2 2.3 | ');
		expect(codes('timeliness=overdue')).toBe('1.10 2.3 | ');
	});

	test('a deadline has moved when that was decided by the quarter’s last day', () => {
		expect(codes('moved=yes')).toBe('1.10 | ');
		expect(codes('moved=no')).toBe('1.1 1.2 2.1 2.2 2.3 | 2.4');
	});
});

describe('its order', () => {
	test.each([
		['sort=code', '1.1 1.2 1.10 2.1 2.2 2.3 | 2.4'],
		['sort=-code', '2.3 2.2 2.1 1.10 1.2 1.1 | 2.4'],
		// Ђ К О Ћ Ц Ч
		['sort=activity', '1.10 2.3 1.1 2.2 1.2 2.1 | 2.4'],
		// Those without a date stay at the end, whichever way; equal ones in the plan's order.
		['sort=deadline', '1.1 1.10 2.3 1.2 2.1 2.2 | 2.4'],
		['sort=-deadline', '1.2 1.10 2.3 1.1 2.1 2.2 | 2.4'],
		['sort=assessment', '1.1 2.1 1.2 2.2 2.3 1.10 | 2.4'],
		['sort=-assessment', '2.2 2.3 1.2 2.1 1.1 1.10 | 2.4'],
		['sort=timeliness', '1.1 1.10 2.3 1.2 2.1 2.2 | 2.4'],
		// 182 days, 92, none; no slip without two dates.
		['sort=-slip', '1.10 1.2 1.1 2.3 2.1 2.2 | 2.4'],
		['sort=slip&goal=1', '1.1 1.2 1.10 | ']
	])('%j: %s', (address, expected) => expect(codes(address)).toBe(expected));
});

test('equal texts share a place', () => {
	const places = placesOf(
		['b', 'a', 'B', 'c'].map((text, id) => ({ id, text })),
		({ text }) => text,
		(a, b) => a.localeCompare(b, 'en', { sensitivity: 'base' })
	);
	expect([...places].sort(([a], [b]) => a - b).map(([, place]) => place)).toEqual([1, 0, 1, 3]);
});

describe('a page', () => {
	const letters = [...'abcdefg'];
	test.each([
		[1, { pages: 3, begin: 0, rows: ['a', 'b', 'c'], total: 7 }],
		[3, { pages: 3, begin: 6, rows: ['g'], total: 7 }],
		[4, { pages: 3, begin: 9, rows: [], total: 7 }]
	])('%i has its rows, and totals do not mind it', (page, expected) => {
		expect(pageAt(letters, page, 3)).toEqual({ page, ...expected });
	});
	test('of nothing is one, and empty', () => {
		expect(pageAt([], 1, 3)).toEqual({ page: 1, pages: 1, begin: 0, rows: [], total: 0 });
	});
});
