// What the page of early warning gives to whom: the record of a frozen quarter, and while a correction is open what it would become.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Day } from '#lib/domain/quarter.ts';
import * as corrections from '#lib/server/quarter/corrections.ts';
import { freeze } from '#lib/server/quarter/freezing.ts';
import * as overrides from '#lib/server/quarter/overrides.ts';
import { warningPage } from '../../src/routes/(app)/strategies/[strategy]/warning/warning-page.server.ts';
import { QUARTER, SLUG, smallPlan, TODAY, type SmallPlan, type Who } from './small-plan.ts';

const AFTER: Day = '2020-11-10';
const KEY = { strategy: SLUG, quarter: QUARTER };
const AT = { ...KEY, activity: '1.4' };
const TAKEN_OFF = { verdict: 'not-at-risk', note: { en: 'Contracted.' } };

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
});
afterEach(() => plan.close());

function shown(who: Who, address = '', today: Day = AFTER) {
	const { database, actor } = plan.as(who);
	const url = new URL(`http://localhost/warning?quarter=${QUARTER}${address}`);
	const event = {
		locals: { database, actor, today, locale: 'en' },
		...{ params: { strategy: SLUG }, url }
	};
	const page = warningPage(event as never, QUARTER);
	const codes = page.atRisk.rows.map(({ activity }) => activity.code);
	const { mayOverride, correcting, opened, overrides } = page;
	return { codes, mayOverride, correcting, opened, overrides: overrides.total };
}

test('a coordinator is given the row to be overridden, with the version to be named; others are not', () => {
	expect(shown('coordinator', '&override=1.4', TODAY)).toMatchObject({
		mayOverride: true,
		opened: { activity: { code: '1.4' }, version: 0, override: null }
	});
	overrides.override(plan.as('coordinator'), AT, 0, TAKEN_OFF);
	overrides.takeBack(plan.as('coordinator'), AT, 1);
	expect(shown('coordinator', '&override=1.4', TODAY).opened).toMatchObject({ version: 2 });
	expect(shown('coordinator', '&override=1.1', TODAY).opened).toBe(null);
	expect(shown('reviewer', '&override=1.4', TODAY)).toMatchObject({
		...{ mayOverride: false, opened: null, codes: ['1.4'] }
	});
});

test('of a frozen quarter nothing can be overridden; of one under correction what it names', () => {
	freeze(plan.as('owner', AFTER), KEY);
	expect(shown('coordinator', '&override=1.4')).toMatchObject({
		...{ mayOverride: false, correcting: null, codes: ['1.4'] }
	});
	const correction = { activities: ['1.4'], reason: 'x', lang: 'en' };
	corrections.open(plan.as('owner', AFTER), KEY, correction);
	overrides.override(plan.as('coordinator', AFTER), AT, 0, TAKEN_OFF);
	expect(shown('coordinator')).toMatchObject({
		...{ mayOverride: true, correcting: ['1.4'], codes: [], overrides: 1 }
	});
	for (const [who, address] of [
		['reviewer', ''],
		['owner', ''],
		['coordinator', '&revision=1']
	] as const) {
		expect(shown(who, address)).toMatchObject({
			...{ mayOverride: false, correcting: null, codes: ['1.4'], overrides: 0 }
		});
	}
});
