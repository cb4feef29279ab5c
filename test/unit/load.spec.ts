// Loading a strategy's folder: the shipped ones, and small ones with something wrong in them.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { count } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { NOBODY } from '#lib/domain/permission.ts';
import { Refusal, type Problem } from '#lib/domain/refusal.ts';
import type { Database } from '#lib/server/db/database.ts';
import { history, texts } from '#lib/server/db/schema.ts';
import * as amendments from '#lib/server/plan/amendments.ts';
import { loadFolder } from '#lib/server/plan/load.ts';
import * as bodies from '#lib/server/plan/bodies.ts';
import * as mergers from '#lib/server/plan/mergers.ts';
import * as quarters from '#lib/server/quarter/quarters.ts';
import * as strategyPage from '#lib/server/quarter/strategy-page.ts';
import { contextOf, databaseOfItsOwn, folderOfItsOwn } from './database.ts';

const SHIPPED = ['data/cybercrime-2019-2023', 'data/information-security-2017-2020'];
const TODAY = { today: '2020-10-05' };

function problemsOf(work: () => unknown): readonly Problem[] {
	try {
		work();
	} catch (error) {
		if (error instanceof Refusal) return error.problems;
		throw error;
	}
	throw new Error('it was not refused');
}

function entriesOf(database: Database): number {
	return database.read.select({ count: count() }).from(history).get()!.count;
}

/** A small but whole folder, with some files' lines replaced. */
function folderWith(changes: Record<string, (text: string) => string> = {}): string {
	const folder = join(folderOfItsOwn(), 'small');
	cpSync('test/fixtures/small', folder, { recursive: true });
	for (const [file, edit] of Object.entries(changes)) {
		const path = join(folder, file);
		const before = readFileSync(path, 'utf8');
		const after = edit(before);
		if (after === before) throw new Error(`nothing was changed in ${file}`);
		writeFileSync(path, after);
	}
	return folder;
}

describe('the shipped folders', () => {
	test('load whole, and loading twice changes nothing', () => {
		const database = databaseOfItsOwn();
		const context = contextOf(database);
		for (const folder of SHIPPED) expect(loadFolder(context, folder).added).not.toEqual({});
		const entries = entriesOf(database);
		for (const folder of SHIPPED) expect(loadFolder(context, folder).added).toEqual({});
		expect(entriesOf(database)).toBe(entries);
	});

	test('load again after bodies were changed on screen: that is the newer word', () => {
		const database = databaseOfItsOwn();
		const context = contextOf(database);
		loadFolder(context, SHIPPED[0]!);
		const seen = (key: string) => ({
			key,
			version: bodies.page(database.read, key, '2020-10-05').version
		});
		const name = { name: 'New name', short: '', kind: 'illustrative', source: '' } as const;
		bodies.rename(context, seen('mtt'), { ...name, lang: 'en', from: '2020-10-26' });
		bodies.setContact(context, seen('ovtk'), { email: '', parent: 'mup' });
		const merger = { into: 'ratel', on: '2020-10-26', act: 'Act', lang: 'en' };
		mergers.merge(context, seen('mtt'), merger);
		const look = () => quarters.read(database, 'cybercrime-2019-2023', '2020-Q4', TODAY);
		const before = look();
		expect(loadFolder(context, SHIPPED[0]!).added).toEqual({});
		expect(look()).toEqual(before);
	});

	test('the cybercrime plan is as large and as varied as it promises', () => {
		const database = databaseOfItsOwn();
		loadFolder(contextOf(database), SHIPPED[0]!);
		const view = quarters.read(database, 'cybercrime-2019-2023', '2020-Q3', TODAY);
		const all = [...view.activities, ...view.outside];
		expect(all.length).toBeGreaterThanOrEqual(36);
		expect(new Set(all.map(({ goalId }) => goalId)).size).toBe(4);
		expect(view.bodies.length).toBeGreaterThanOrEqual(12);
		expect(all.filter(({ leads }) => leads.length > 1).length).toBeGreaterThanOrEqual(3);
		const kinds = new Set(all.map(({ adopted }) => adopted.reading.kind));
		expect([...kinds].sort()).toEqual(['continuous', 'dated', 'recurring', 'triggered', 'unread']);
		expect(new Set(view.outside.map(({ ended }) => ended))).toEqual(
			new Set(['withdrawn', 'merged', 'split'])
		);
		expect(all.some(({ slipDays }) => slipDays !== null && slipDays > 0)).toBe(true);
	});

	test('every text of it has both languages, and every field says where it comes from', () => {
		const database = databaseOfItsOwn();
		loadFolder(contextOf(database), SHIPPED[0]!);
		const rows = database.read.select().from(texts).all();
		const languages = new Map<string, Set<string>>();
		for (const { subject, subjectId, field, lang } of rows) {
			const key = `${subject} ${subjectId} ${field}`;
			languages.set(key, (languages.get(key) ?? new Set()).add(lang));
		}
		const lacking = [...languages].filter(([, set]) => !set.has('en') || !set.has('sr-Cyrl'));
		expect(lacking.map(([key]) => key)).toEqual([]);
		const view = quarters.read(database, 'cybercrime-2019-2023', '2020-Q3', TODAY);
		for (const activity of view.activities) {
			const fields = activity.provenance.map(({ field }) => field);
			expect(fields).toEqual(
				expect.arrayContaining(['title.en', 'title.sr-Cyrl', 'deadline', 'code', 'leads'])
			);
		}
	});

	test('the four goals are worded as the Council of Europe quotes them', () => {
		const database = databaseOfItsOwn();
		loadFolder(contextOf(database), SHIPPED[0]!);
		const { goals } = quarters.read(database, 'cybercrime-2019-2023', '2020-Q3', TODAY);
		expect(goals.map(({ title }) => title.en)).toEqual([
			'Improved and harmonized legislation of the Republic of Serbia with legal norms and standards of the European Union in the field of combating high-tech crime',
			'Improved organizational, personnel, technical and operational capacity of the state authorities competent for suppression of high-tech crime',
			'Improved preventive and proactive approach in the fight against high-tech crime',
			'Improved cooperation at the national, regional and international level'
		]);
		for (const goal of goals) {
			const english = goal.provenance.find(({ field }) => field === 'title.en');
			expect(english?.kind).toBe('quoted');
			expect(english?.quote).toBe(goal.title.en);
		}
	});

	test('a strategy without plan rows is a strategy all the same', () => {
		const database = databaseOfItsOwn();
		for (const folder of SHIPPED) loadFolder(contextOf(database), folder);
		const page = strategyPage.read(database, 'information-security-2017-2020', TODAY);
		expect(page.plans).toEqual([]);
		expect(page.adoptedOn).toBe('2017-05-30');
		expect(page.isInForce).toBe(true);
		expect(page.facts.length).toBeGreaterThan(0);
		expect(
			problemsOf(() =>
				quarters.read(database, 'information-security-2017-2020', '2020-Q3', TODAY)
			).map(({ code }) => code)
		).toEqual(['no_plan']);
	});
});

describe('what is wrong is said all at once, with file and line, and nothing is written', () => {
	const refused = (changes: Record<string, (text: string) => string>) => {
		const database = databaseOfItsOwn();
		const folder = folderWith(changes);
		const problems = problemsOf(() => loadFolder(contextOf(database), folder));
		expect(entriesOf(database)).toBe(0);
		return problems;
	};

	test('several files, several kinds of mistake', () => {
		const problems = refused({
			'strategy.yaml': (text) => text.replace('adopted_on: 2018-09-15', 'adopted_on: 2018-02-30'),
			'bodies.yaml': (text) => text.replace('lang: en', 'lang: english'),
			'plan/activities-1.yaml': (text) =>
				text.replace('leads: [ministry]', 'leads: []').replace('code: "1.1.2"', 'code: 1.12')
		});
		expect(problems).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ file: 'strategy.yaml', field: 'adopted_on', code: 'not_a_day' }),
				expect.objectContaining({ file: 'bodies.yaml', code: 'not_a_language' }),
				expect.objectContaining({
					file: 'plan/activities-1.yaml',
					field: 'activities[1].leads',
					code: 'lead_missing'
				}),
				expect.objectContaining({
					file: 'plan/activities-1.yaml',
					field: 'activities[2].code',
					code: 'not_text'
				})
			])
		);
		for (const { file, line } of problems) {
			expect(line, file).toBeGreaterThan(1);
		}
	});

	test('the line is the one the mistake is on', () => {
		const [problem] = refused({
			'plan/activities-1.yaml': (text) => text.replace('measure: first', 'measure: frist')
		});
		const lines = readFileSync('test/fixtures/small/plan/activities-1.yaml', 'utf8').split('\n');
		expect(problem).toMatchObject({ code: 'unknown_measure', params: { key: 'frist' } });
		expect(lines[problem!.line! - 1]).toContain('measure: first');
	});

	test.each([
		['strategy.yaml', 'slug: small', 'slug: other', 'slug_is_not_folder'],
		['strategy.yaml', 'role: partial', 'role: none', 'role_not_once'],
		['strategy.yaml', 'source: paper', 'source: papers', 'unknown_source'],
		['strategy.yaml', 'provenance: illustrative', 'provenance: quoted', 'source_missing'],
		['bodies.yaml', 'parent: ministry', 'parent: agency', 'parents_in_circle'],
		['plan/plan.yaml', 'due: 15', 'due: 45', 'window_order'],
		['plan/plan.yaml', 'opens: 1', 'opens: -90', 'window_rule_opens_early'],
		['plan/plan.yaml', 'closes: 31', 'closes: 9000', 'window_rule_closes_late'],
		['plan/activities-1.yaml', 'code: "1.1.2"', 'code: "1.1.1"', 'key_twice'],
		['plan/activities-1.yaml', 'partners: [agency]', 'partners: [ministry]', 'lead_and_partner'],
		['plan/activities-1.yaml', 'key: second', 'kye: second', 'wrong_shape'],
		['plan/amendments.yaml', 'into: joined', 'into: joint', 'not_added_here'],
		['plan/amendments.yaml', 'activity: third', 'activity: first', 'already_ended'],
		['plan/deadlines.yaml', 'activity: fourth', 'activity: fifth', 'unknown_activity'],
		[
			'plan/deadlines.yaml',
			'kind: extension',
			'kind: resolution',
			'resolution-is-not-of-triggered'
		],
		['plan/indicators.yaml', 'value: "4"', 'value: "4,5"', 'not_a_decimal'],
		['plan/measures.yaml', 'goal: only', 'goal: second', 'unknown_goal']
	])('%s: "%s" as "%s" is %s', (file, from, to, code) => {
		expect(refused({ [file]: (text) => text.replace(from, to) }).map((one) => one.code)).toContain(
			code
		);
	});

	test('days of a window that cannot be meant, each on its line', () => {
		const never =
			'windows: [{ quarter: 2020-Q1, opens: 1900-01-01, due: 2020-04-15, closes: 9999-12-31 }]';
		const problems = refused({ 'plan/plan.yaml': (text) => `${text}${never}\n` });
		expect(problems).toMatchObject([
			{ code: 'window_opens_before_quarter', line: 7, params: { on: '2020-01-01' } },
			{ code: 'window_closes_too_late', line: 7, params: { on: '2022-10-05' } }
		]);
	});

	test('a file that is no YAML, one that is missing, one that bites', () => {
		expect(refused({ 'bodies.yaml': () => 'bodies: [unclosed' })).toEqual(
			expect.arrayContaining([expect.objectContaining({ file: 'bodies.yaml', code: 'not_yaml' })])
		);
		expect(
			refused({ 'strategy.yaml': (text) => text.replace('plans: [plan]', 'plans: [plan, plan2]') })
		).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ file: 'plan2/plan.yaml', code: 'file_missing' })
			])
		);
		const laughs = ['bodies: &a0 [x, x, x, x, x, x, x, x, x]'];
		for (let depth = 1; depth < 9; depth += 1) {
			laughs.push(
				`b${depth}: &a${depth} [${Array(9)
					.fill(`*a${depth - 1}`)
					.join(', ')}]`
			);
		}
		expect(refused({ 'bodies.yaml': () => laughs.join('\n') })).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ file: 'bodies.yaml', code: 'too_many_aliases' })
			])
		);
	});

	test('a folder that is not there', () => {
		const database = databaseOfItsOwn();
		expect(problemsOf(() => loadFolder(contextOf(database), 'data/nowhere'))[0]?.code).toBe(
			'no_such_folder'
		);
	});

	test('only the console loads', () => {
		const database = databaseOfItsOwn();
		const context = contextOf(database, { actor: NOBODY });
		expect(problemsOf(() => loadFolder(context, folderWith()))[0]?.code).toBe('forbidden');
	});
});

describe('a loaded promise', () => {
	const loaded = () => {
		const database = databaseOfItsOwn();
		const folder = folderWith();
		loadFolder(contextOf(database), folder);
		return { database, folder };
	};
	const edit = (folder: string, file: string, from: string, to: string) => {
		const path = join(folder, file);
		const text = readFileSync(path, 'utf8');
		expect(text).toContain(from);
		writeFileSync(path, text.replace(from, to));
	};

	test.each([
		['plan/activities-1.yaml', 'en: The first thing', 'en: Another thing', 'title.en'],
		['plan/activities-1.yaml', 'en: IV quarter 2020', 'en: IV quarter 2021', 'deadline.en'],
		['plan/activities-1.yaml', 'leads: [ministry, agency]', 'leads: [agency]', 'leads'],
		['plan/activities-1.yaml', 'code: "1.1.2"', 'code: "1.1.9"', 'code'],
		['plan/deadlines.yaml', 'en: II quarter 2021', 'en: III quarter 2021', 'wording.en'],
		[
			'plan/amendments.yaml',
			'kind: merge, from: [first, second]',
			'kind: merge, from: [second, first]',
			'changes'
		]
	])('%s: "%s" cannot become "%s"', (file, from, to, field) => {
		const { database, folder } = loaded();
		edit(folder, file, from, to);
		const problems = problemsOf(() => loadFolder(contextOf(database), folder));
		expect(problems).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ file, code: 'differs_from_loaded', field })
			])
		);
	});

	test.each([
		['reason: { en: It grew }', 'reason: { en: It shrank }', 'reason.en'],
		['title: { en: A larger thing }', 'title: { en: A smaller thing }', 'title.en'],
		['title: { en: A larger thing }', 'description: { en: More }', 'changes.title'],
		['leads: [agency]', 'leads: [ministry]', 'changes.leads']
	])('of what an amendment changed, "%s" cannot become "%s"', (from, to, field) => {
		const database = databaseOfItsOwn();
		const file = 'plan/amendments.yaml';
		const change =
			'{ kind: change, activity: fourth, title: { en: A larger thing }, leads: [agency], reason: { en: It grew } }';
		const withdraw = '- { kind: withdraw, activity: third }';
		const folder = folderWith({
			[file]: (text) => text.replace(withdraw, `${withdraw}\n      - ${change}`)
		});
		loadFolder(contextOf(database), folder);
		expect(loadFolder(contextOf(database), folder).added).toEqual({});
		edit(folder, file, from, to);
		const problems = problemsOf(() => loadFolder(contextOf(database), folder));
		expect(problems).toContainEqual(
			expect.objectContaining({ file, code: 'differs_from_loaded', field })
		);
	});

	test('a row that is missing from the folder stays', () => {
		const { database, folder } = loaded();
		edit(folder, 'plan/indicators.yaml', '  - key: fewer', '  - key: renamed');
		loadFolder(contextOf(database), folder);
		const view = quarters.read(database, 'small', '2020-Q3', TODAY);
		expect(view.indicators.map(({ key }) => key).sort()).toEqual(['fewer', 'more', 'renamed']);
	});

	test('changes by a new amendment, which adds to what is there', () => {
		const { database, folder } = loaded();
		const path = join(folder, 'plan/amendments.yaml');
		writeFileSync(
			path,
			`${readFileSync(path, 'utf8')}
  - key: later
    act: { en: Later act, sr-Cyrl: Каснији акт }
    adopted_on: 2020-08-01
    changes:
      - { kind: move, activity: fourth, to: { wording: { en: IV quarter 2021 } } }
`
		);
		const before = quarters.read(database, 'small', '2020-Q3', TODAY);
		expect(loadFolder(contextOf(database), folder).added).toMatchObject({
			amendment: 1,
			ledger: 1
		});
		const after = quarters.read(database, 'small', '2020-Q3', TODAY);
		const fourth = (view: typeof before) => view.activities.find(({ key }) => key === 'fourth')!;
		expect(fourth(before).current.reading).toMatchObject({ latest: '2021-06-30' });
		expect(fourth(after).current.reading).toMatchObject({ latest: '2021-12-31' });
		expect(fourth(after).adopted.reading).toEqual(fourth(before).adopted.reading);
		expect(quarters.read(database, 'small', '2020-Q2', TODAY).activities).toEqual(
			quarters.read(database, 'small', '2020-Q2', TODAY).activities
		);
		expect(
			quarters
				.read(database, 'small', '2020-Q2', TODAY)
				.activities.find(({ key }) => key === 'fourth')!.current.reading
		).toMatchObject({ latest: '2021-06-30' });
	});

	test('changes wording and leads by an amendment, and keeps what was before', () => {
		const { database, folder } = loaded();
		const path = join(folder, 'plan/amendments.yaml');
		const text = readFileSync(path, 'utf8');
		writeFileSync(
			path,
			`${text}
  - key: later
    act: { en: Later act, sr-Cyrl: Каснији акт }
    adopted_on: 2020-08-01
    changes:
      - { kind: change, activity: fourth, title: { en: Reworded }, leads: [ministry] }
      - { kind: move, activity: fourth, to: { wording: { en: once it can be }, read_as: IV quarter 2021 } }
      - { kind: merge, from: [joined], into: fourth }
`
		);
		loadFolder(contextOf(database), folder);
		const entries = entriesOf(database);
		expect(loadFolder(contextOf(database), folder).added).toEqual({});
		expect(entriesOf(database)).toBe(entries);
		const fourth = (quarter: string) => {
			const { activities, bodies: all } = quarters.read(database, 'small', quarter, TODAY);
			const { title, leads, current, madeFrom } = activities.find(({ key }) => key === 'fourth')!;
			const keys = leads.map((id) => all.find((body) => body.id === id)!.key);
			return [title.en, keys, current.reading, madeFrom];
		};
		expect(fourth('2020-Q2')).toEqual([
			'The fourth thing',
			['agency'],
			{ kind: 'dated', earliest: '2021-04-01', latest: '2021-06-30' },
			[]
		]);
		expect(fourth('2020-Q3')).toEqual([
			'Reworded',
			['ministry'],
			{ kind: 'dated', earliest: '2021-10-01', latest: '2021-12-31' },
			['1.1.5']
		]);
	});

	test('an amendment from before one that is recorded, or of what has left, is refused', () => {
		const { database, folder } = loaded();
		const context = contextOf(database);
		const draft = amendments.start(context, 'small', {
			act: { en: 'On screen' },
			adopted_on: '2020-09-01'
		});
		const target = (version: number) => ({ strategy: 'small', draft, version });
		const reason = { en: 'Because' };
		amendments.add(context, target(1), { kind: 'withdraw', activity: '1.1.4', reason });
		amendments.record(context, target(2));
		const path = join(folder, 'plan/amendments.yaml');
		writeFileSync(
			path,
			`${readFileSync(path, 'utf8')}
  - key: later
    act: { en: Later act }
    adopted_on: 2020-08-01
    changes: [{ kind: withdraw, activity: fourth }]
`
		);
		const problems = problemsOf(() => loadFolder(contextOf(database), folder));
		expect(problems.map(({ code }) => code)).toEqual(['amendments_out_of_order', 'already_ended']);
	});

	test('an entry that would have to stand before a loaded one is refused', () => {
		const { database, folder } = loaded();
		const path = join(folder, 'plan/deadlines.yaml');
		writeFileSync(
			path,
			`${readFileSync(path, 'utf8')}
  - key: earlier
    activity: fourth
    kind: extension
    decided_on: 2020-01-10
    to: { wording: { en: I quarter 2021 } }
`
		);
		const problems = problemsOf(() => loadFolder(contextOf(database), folder));
		expect(problems.map(({ code }) => code)).toContain('decided-before-previous');
	});
});

test('a second folder may name a body the first has named, without its names', () => {
	const database = databaseOfItsOwn();
	loadFolder(contextOf(database), folderWith());
	const folder = join(folderOfItsOwn(), 'other');
	mkdirSync(folder);
	writeFileSync(
		join(folder, 'strategy.yaml'),
		[
			'provenance: illustrative',
			'slug: other',
			'title: { en: Other }',
			'adopted_on: null',
			'published_on: null',
			'gazette: null',
			'period: { from: 2021-01-01, until: 2022-12-31 }',
			'lead: ministry',
			'languages: [en]'
		].join('\n')
	);
	writeFileSync(join(folder, 'bodies.yaml'), 'bodies:\n  - key: ministry\n');
	expect(loadFolder(contextOf(database), folder).added).toEqual({
		strategy: 1,
		text: 1,
		provenance: 1
	});
});

describe('the rule of filing windows', () => {
	const ruleIn = (database: Database, slug = 'small') =>
		strategyPage.read(database, slug, TODAY).plans[0]!.windowRule;

	test('is kept with where each day comes from', () => {
		const database = databaseOfItsOwn();
		loadFolder(contextOf(database), SHIPPED[0]!);
		const slug = 'cybercrime-2019-2023';
		const { days, provenance } = ruleIn(database, slug);
		const { sources } = strategyPage.read(database, slug, TODAY);
		expect(days).toEqual({ opens: 1, due: 15, closes: 31 });
		const from = Object.fromEntries(
			provenance.map(({ field, kind, source }) => [
				field,
				[kind, sources.find(({ id }) => id === source)?.key ?? null]
			])
		);
		expect(from).toEqual({
			'window.opens': ['illustrative', null],
			'window.due': ['paraphrased', 'quarterly-practice'],
			'window.closes': ['illustrative', null]
		});
	});

	test('is a setting: another one is taken, once, and the windows that are there stay', () => {
		const database = databaseOfItsOwn();
		const context = contextOf(database);
		loadFolder(context, folderWith());
		const windowIn = () => quarters.read(database, 'small', '2020-Q3', TODAY).window;
		const before = windowIn();
		const changed = folderWith({
			'plan/plan.yaml': (text) => text.replace('due: 15, closes: 31', 'due: 10, closes: 20')
		});
		expect(loadFolder(context, changed).added).toEqual({ 'window-rule': 1 });
		expect(ruleIn(database).days).toEqual({ opens: 1, due: 10, closes: 20 });
		expect(windowIn()).toEqual(before);
		expect(loadFolder(context, changed).added).toEqual({});
	});

	test('names a source the folder has', () => {
		const folder = folderWith({
			'plan/plan.yaml': (text) =>
				text.replace(
					'closes: 31 }',
					'closes: 31, provenance: { due: { kind: inferred, source: hearsay } } }'
				)
		});
		const problems = problemsOf(() => loadFolder(contextOf(databaseOfItsOwn()), folder));
		expect(problems).toMatchObject([{ code: 'unknown_source', field: 'provenance.due', line: 6 }]);
	});
});
