// The early-warning tables as Excel: the screen's, and the sheets of the quarter's report.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { earlyWarningOf, SIGNS } from '#lib/domain/early-warning.ts';
import { readPeriod } from '#lib/domain/pack-period.ts';
import type { Locale } from '#lib/domain/text.ts';
import * as overrides from '#lib/server/quarter/overrides.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import { slipsIn } from '#lib/server/quarter/slips.ts';
import { contentsOf } from '#lib/server/report/contents.ts';
import { workbookOf } from '#lib/server/report/report.ts';
import { tableOf } from '#lib/server/report/screen-tables.ts';
import { slipTable, type Table } from '#lib/server/report/single-tables.ts';
import { Telling } from '#lib/server/report/telling.ts';
import { overridesTable, w1Table, w2Table } from '#lib/server/report/warning.ts';
import type { Row } from '#lib/server/workbook/workbook.ts';
import { calledFor, signText } from '#lib/wording/warning.ts';
import { QUARTER_VIEW } from '../fixtures/quarter-view.ts';
import { QUARTER, SLUG, smallPlan, TODAY, type SmallPlan } from './small-plan.ts';

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
});
afterEach(() => plan.close());

const takeOff = () =>
	overrides.override(
		plan.as('coordinator'),
		{ strategy: SLUG, quarter: QUARTER, activity: '1.4' },
		0,
		{ verdict: 'not-at-risk', note: { 'sr-Cyrl': 'Набавка је уговорена.' } }
	);
const said = (rows: readonly Row[]) =>
	rows.map(({ cells }) =>
		cells.map((cell) => (cell && 'text' in cell ? cell.text : '')).filter((text) => text !== '')
	);
const tableNamed = (table: string, locale: Locale = 'en') => {
	const order = { slug: SLUG, quarter: QUARTER, today: TODAY, locale, table, activity: null };
	const { sheets } = tableOf(plan.database, { ...order, madeAt: '2026-11-22T00:00:00Z' });
	return said(sheets[0]!.rows);
};

test('W1 has both groups, overdue first, each row with its reasons and what they call for', () => {
	const rows = tableNamed('w1');
	const body = rows.slice(rows.findIndex(([first]) => first === 'Due') + 1);
	expect(body.map(([group, code]) => [group, code])).toEqual([
		['Overdue', '1.2'],
		['Due in Q3 2020', '1.1']
	]);
	expect(body[0]!.at(-2)).toBe(
		'No report counts: police\nThe deadline passed 92 days before the end of the quarter'
	);
	expect(body[0]!.at(-1)).toContain('Ask the lead for a report');
});

test('W2 loses what a coordinator took off, and the overrides say so', () => {
	expect(tableNamed('w2').at(-1)![0]).toBe('1.4');
	takeOff();
	expect(tableNamed('w2').at(-1)).toEqual(['None.']);
	expect(tableNamed('overrides', 'sr-Latn').at(-1)).toEqual([
		...['1.4', '[EN] regulator', '31. decembar 2020.'],
		...['Nijedan prilog se ne računa: regulator', 'nije pod rizikom', 'Nabavka je ugovorena.'],
		...['skida je sa spiska', 'koordinator, 5. oktobar 2020.']
	]);
});

test('where nothing is due next there is no table, and what was judged otherwise is listed all the same', () => {
	takeOff();
	const view = quarters.read(plan.database, SLUG, QUARTER, { today: TODAY });
	const telling = new Telling(view, 'en');
	const warning = earlyWarningOf(view);
	const textsOf = (table: Table) => said(table.rows.map((cells) => ({ cells })));
	expect(textsOf(w1Table(telling, warning)).flat()).toContain('1.2');
	expect(textsOf(w2Table(telling, warning))).toEqual([]);
	expect(textsOf(overridesTable(telling, warning)).flat()).toContain('[SR] Nabavka je ugovorena.');
});

test('the sheet of W2 says beneath its rows what each sign calls for', () => {
	const contents = contentsOf(plan.database, SLUG, readPeriod(QUARTER)!, { today: TODAY });
	const { sheets } = workbookOf(contents, 'en', { madeAt: '2026-11-22T00:00:00Z' });
	const sheet = sheets.find(({ name }) => name === 'W2 at risk')!;
	const rows = said(sheet.rows.slice(sheet.table!.lastRow));
	expect(rows.at(0)).toEqual([]);
	expect(rows.slice(-SIGNS.length)).toEqual(
		SIGNS.map((sign) => [
			signText(sign, { languages: ['en'], steps: contents.view.steps }, 'en'),
			calledFor(sign, 'en')
		])
	);
});

test('what is not quoted bears its sign: wording in the reader’s language, deadline and why it was moved', () => {
	const telling = new Telling(QUARTER_VIEW, 'en');
	const [row] = slipTable(telling, slipsIn(QUARTER_VIEW)).rows;
	const [cells] = said([{ cells: row! }]);
	expect(cells![1]).toBe('Training of officers & prosecutors\u00A0◇');
	expect(cells!.at(-1)).toContain('the procurement was annulled\u00A0◇');
	const [activity] = QUARTER_VIEW.activities;
	expect(telling.titleOf(activity!)).toBe('Amendments to the Criminal Code\u00A0⇄');
	expect(new Telling(QUARTER_VIEW, 'sr-Latn').titleOf(activity!)).toMatch(/\u00A0≈$/);
	const provenance = [{ ...activity!.provenance[0]!, kind: 'quoted' as const }];
	expect(telling.titleOf({ ...activity!, provenance })).toBe('Amendments to the Criminal Code');
});
