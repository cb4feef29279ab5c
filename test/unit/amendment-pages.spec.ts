// What the pages of an amendment say of it: what it does to the plan, and what stands against it, in people's words and not in keys.
import { beforeEach, expect, test } from 'vitest';
import { CONSOLE } from '#lib/domain/permission.ts';
import type { Problem } from '#lib/domain/refusal.ts';
import type { Texts } from '#lib/domain/text.ts';
import type { Database } from '#lib/server/db/database.ts';
import * as amendments from '#lib/server/plan/amendments.ts';
import { loadFolder } from '#lib/server/plan/load.ts';
import {
	editOf,
	typedIn
} from '../../src/routes/(app)/strategies/[strategy]/amendments/amendment-form.server.ts';
import { draftPage } from '../../src/routes/(app)/strategies/[strategy]/amendments/draft-page.server.ts';
import { actions } from '../../src/routes/(app)/strategies/[strategy]/amendments/[draft]/preview/+page.server.ts';
import { contextOf, databaseOfItsOwn } from './database.ts';

const TODAY = '2020-10-05';
const WITHDRAWN = { kind: 'withdraw', activity: '1.1.4', reason: { en: 'No need' } } as const;

let database: Database;
beforeEach(() => {
	database = databaseOfItsOwn();
	loadFolder(contextOf(database), 'test/fixtures/small');
});

const locals = () => ({
	...{ database, actor: CONSOLE, today: TODAY, locale: 'en' },
	context: contextOf(database)
});

function drafted(...edits: amendments.DraftEdit[]): string {
	const head = { act: { en: 'Autumn act' }, adopted_on: '2020-09-24' };
	const draft = amendments.start(contextOf(database), 'small', head);
	for (const [index, edit] of edits.entries()) {
		amendments.add(contextOf(database), { strategy: 'small', draft, version: index + 1 }, edit);
	}
	return String(draft);
}

/** Records a draft as its preview does; what the page gets back, or null when it is recorded. */
async function recorded(draft: string): Promise<readonly Problem[] | null> {
	const request = new Request('http://localhost/', {
		method: 'POST',
		body: new URLSearchParams({ version: '2' })
	});
	const event = { locals: locals(), params: { strategy: 'small', draft }, request };
	try {
		const answer = await actions.default!(event as never);
		return (answer as unknown as { data: { problems: Problem[] } }).data.problems;
	} catch (redirected) {
		if ((redirected as { status?: number }).status !== 303) throw redirected;
		return null;
	}
}

test('who records second is told of the activity by its code', async () => {
	const [first, second] = [drafted(WITHDRAWN), drafted(WITHDRAWN)];
	expect(await recorded(first)).toBe(null);
	expect(await recorded(second)).toEqual([
		{ code: 'already_ended', field: 'changes.0', params: { key: '1.1.4' } }
	]);
});

test('a draft that somebody else gave up or recorded is still said to be gone', async () => {
	const draft = drafted(WITHDRAWN);
	expect(await recorded(draft)).toBe(null);
	expect(await recorded(draft)).toMatchObject([{ code: 'no-such-draft' }]);
});

test('a wording that was emptied in one language is shown as changed', async () => {
	const change = (title: Texts) =>
		({ kind: 'change', activity: '1.1.4', title, reason: { en: 'Clearer' } }) as const;
	expect(await recorded(drafted(change({ 'sr-Cyrl': 'Четврта ствар', en: 'The fourth' })))).toBe(
		null
	);
	const page = draftPage(locals() as never, {
		strategy: 'small',
		draft: drafted(change({ 'sr-Cyrl': 'Четврта ствар' }))
	});
	expect(page.changes[0]).toMatchObject({
		texts: [{ field: 'title.en', before: { en: 'The fourth' }, after: {} }]
	});
});

test('a description that was emptied is said, and not left as it was unseen', () => {
	const form = new FormData();
	form.set('activity', '1.1.4');
	form.set('title.en', 'The fourth thing');
	const standing = { leads: [], partners: [], title: { en: 'The fourth thing' } };
	const read = (description: Texts) =>
		editOf('change', typedIn(form), ['sr', 'en'], { ...standing, description });
	expect(read({ en: 'At length' })).toMatchObject({ description: {} });
	expect(read({})).not.toHaveProperty('description');
});
