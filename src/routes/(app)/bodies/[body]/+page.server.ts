import { can } from '#lib/domain/permission.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { snapshot } from '#lib/server/db/database.ts';
import * as bodies from '#lib/server/plan/bodies.ts';
import * as mergers from '#lib/server/plan/mergers.ts';
import { nameIn, onForm } from '../body-form.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
	shown(locals, () => {
		if (!can(locals.actor, 'body.manage')) throw refusal('forbidden', 'forbidden');
		return snapshot(locals.database, (read) => ({
			body: bodies.page(read, params.body, locals.today),
			bodies: bodies.list(read, locals.today),
			languages: bodies.languagesOf(read),
			done: url.searchParams.get('done')
		}));
	});

type Typed = (name: string) => string;

/** The body of this page, and the version the form saw. */
const seen = (typed: Typed, { params }: RequestEvent) => ({
	key: params.body,
	version: Number(typed('version'))
});

export const actions: Actions = {
	name: onForm<RequestEvent>('name', (typed, event) =>
		bodies.rename(event.locals.context, seen(typed, event), {
			...nameIn(typed),
			from: typed('from')
		})
	),
	alias: onForm<RequestEvent>('alias', (typed, event) =>
		bodies.addAlias(event.locals.context, seen(typed, event), nameIn(typed))
	),
	contact: onForm<RequestEvent>('contact', (typed, event) =>
		bodies.setContact(event.locals.context, seen(typed, event), {
			email: typed('email'),
			parent: typed('parent')
		})
	),
	back: onForm<RequestEvent>('back', (typed, event) =>
		mergers.takeBack(event.locals.context, seen(typed, event))
	)
};
