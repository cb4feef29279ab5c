// The plausibility checks of a quarter: of what was submitted or accepted, all at once; of other plans only those the reader may see.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FilingContents } from '#lib/domain/filing.ts';
import { CONSOLE, NOBODY } from '#lib/domain/permission.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import { visibleTo } from '#lib/server/access/visible.ts';
import * as filings from '#lib/server/filing/filings.ts';
import { loadFolder } from '#lib/server/plan/load.ts';
import * as plausibility from '#lib/server/quarter/plausibility.ts';
import { contextOf, databaseOfItsOwn, folderOfItsOwn } from './database.ts';
import {
	contents,
	DONE,
	QUARTER,
	RUNNING,
	SLUG,
	smallPlan,
	TODAY,
	type SmallPlan
} from './small-plan.ts';

const LAST: Quarter = '2020-Q2';
const DAY_OF: Record<Quarter, Day> = { [LAST]: '2020-07-05', [QUARTER]: TODAY };

let plan: SmallPlan;
beforeEach(() => {
	plan = smallPlan();
});
afterEach(() => plan.close());

function submitted(activity: string, quarter: Quarter, said: FilingContents) {
	const key = plan.key(activity, { quarter });
	return filings.submit(plan.as('reporter', DAY_OF[quarter]), key, 0, said).version;
}
function accepted(activity: string, quarter: Quarter, said: FilingContents) {
	const version = submitted(activity, quarter, said);
	const key = plan.key(activity, { quarter });
	filings.accept(plan.as('coordinator', DAY_OF[quarter]), key, version);
}
const narrating = (lang: string, text: string): FilingContents => ({
	...RUNNING,
	texts: { ...RUNNING.texts, narrative: { [lang]: text } }
});
const found = () => plausibility.read(plan.database, { slug: SLUG, quarter: QUARTER, visible: [] });
const checks = async () =>
	(await found()).filings.map(({ code, check, state }) => [code, check, state]);

test('a text copied from the quarter before is found, in whichever script, before it is accepted', async () => {
	accepted('1.3', LAST, narrating('sr-Cyrl', 'Обука је  одржана.'));
	submitted('1.3', QUARTER, narrating('sr-Latn', 'Obuka je održana.'));
	expect(await checks()).toEqual([['1.3', 'copied-text', 'submitted']]);
	expect((await found()).looked).toBe(1);
});

test('other words are not, nor is a draft that nobody has sent', async () => {
	accepted('1.3', LAST, narrating('en', 'One training was held.'));
	const draft = narrating('en', 'One training was held.');
	filings.save(plan.as('reporter'), plan.key('1.3'), 0, draft);
	expect(await found()).toMatchObject({ filings: [], looked: 0 });
	const sent = narrating('en', 'Two trainings were held.');
	filings.submit(plan.as('reporter'), plan.key('1.3'), 1, sent);
	expect(await found()).toMatchObject({ filings: [], looked: 1 });
});

test('what was recalled, or returned, is the body’s again', async () => {
	accepted('1.3', LAST, narrating('en', 'The same.'));
	const version = submitted('1.3', QUARTER, narrating('en', 'The same.'));
	expect(await checks()).toHaveLength(1);
	filings.giveBack(plan.as('coordinator'), plan.key('1.3'), version, [
		{ field: null, text: 'Please rewrite.', lang: 'en' }
	]);
	expect(await checks()).toEqual([]);
});

test('a weaker step than accepted before, and a completion after the deadline', async () => {
	accepted('1.3', LAST, RUNNING);
	submitted('1.3', QUARTER, contents({ step: 'partial' }));
	const late = { ...DONE, texts: { ...DONE.texts, reasons: { en: 'It took longer.' } } };
	accepted('1.2', QUARTER, late);
	const { filings: all } = await found();
	expect(all).toMatchObject([
		{ code: '1.2', check: 'completed-late', on: '2020-09-12', days: 74, state: 'accepted' },
		{ code: '1.3', check: 'going-back', from: 'ongoing', since: LAST, to: 'partial' }
	]);
});

test('an accepted filing that is being revised is looked at as it was accepted', async () => {
	accepted('1.3', LAST, narrating('en', 'The same.'));
	accepted('1.3', QUARTER, narrating('en', 'The same.'));
	filings.revise(plan.as('reporter'), plan.key('1.3'), 1, 'a slip');
	filings.save(plan.as('reporter'), plan.key('1.3'), 1, narrating('en', 'Another.'));
	expect(await checks()).toEqual([['1.3', 'copied-text', 'accepted']]);
});

test('no plan, no quarter of it: refused', async () => {
	const read = (quarter: Quarter, slug = SLUG) =>
		plausibility.read(plan.database, { slug, quarter, visible: [] });
	await expect(read('2031-Q1')).rejects.toThrow('no-such-quarter');
	await expect(read(QUARTER, 'nothing')).rejects.toThrow('no_such_strategy');
});

test('the same activity with another deadline or lead in another plan; only of strategies one may see', async () => {
	const database = databaseOfItsOwn();
	const context = contextOf(database);
	const folder = join(folderOfItsOwn(), 'other');
	cpSync('test/fixtures/small', folder, { recursive: true });
	const edit = (file: string, from: string | RegExp, to: string) => {
		const path = join(folder, file);
		const before = readFileSync(path, 'utf8');
		const after = before.replace(from, to);
		if (after === before) throw new Error(`nothing was changed in ${file}`);
		writeFileSync(path, after);
	};
	edit('strategy.yaml', 'slug: small', 'slug: other');
	edit('plan/deadlines.yaml', 'II quarter 2021', 'III quarter 2021');
	edit('plan/amendments.yaml', 'leads: [ministry]', 'leads: [agency]');
	loadFolder(context, 'test/fixtures/small');
	loadFolder(context, folder);
	const read = (actor: typeof CONSOLE) =>
		plausibility.read(database, {
			...{ slug: 'small', quarter: QUARTER },
			visible: visibleTo({ database, actor }).map(({ head }) => head)
		});
	const { plans } = await read(CONSOLE);
	expect(
		plans.map(({ own, other, differs, strategy }) => [own.code, other.code, differs, strategy.slug])
	).toEqual([
		['1.1.4', '1.1.4', ['deadline'], 'other'],
		['1.1.5', '1.1.5', ['leads'], 'other']
	]);
	expect((await read(NOBODY)).plans).toEqual([]);
});
