import { redirect } from '@sveltejs/kit';
import { can } from '#lib/domain/permission.ts';
import { isDay } from '#lib/domain/quarter.ts';
import { refusal, type Problem } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { snapshot } from '#lib/server/db/database.ts';
import * as bodies from '#lib/server/plan/bodies.ts';
import * as mergers from '#lib/server/plan/mergers.ts';
import { onForm } from '../../body-form.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

/** Asked with a body and a day (`?into=…&on=…`), shows what a merger would do. */
export const load: PageServerLoad = ({ locals, params, url }) =>
	shown(locals, () => {
		if (!can(locals.actor, 'body.manage')) throw refusal('forbidden', 'forbidden');
		const { today } = locals;
		const into = url.searchParams.get('into');
		const on = url.searchParams.get('on');
		return snapshot(locals.database, (read) => {
			const all = bodies.list(read, today);
			const missing: Problem[] = [];
			if (!all.some(({ key }) => key === into)) missing.push({ code: 'required', field: 'into' });
			if (!isDay(on ?? '')) missing.push({ code: on ? 'not-a-day' : 'required', field: 'on' });
			const isAsked = into !== null || on !== null;
			return {
				body: bodies.page(read, params.body, today),
				bodies: all,
				into: into ?? '',
				on: on ?? '',
				problems: isAsked ? missing : [],
				preview:
					isAsked && missing.length === 0
						? mergers.preview(read, params.body, { into: into!, on: on!, today })
						: null
			};
		});
	});

export const actions: Actions = {
	default: onForm<RequestEvent>('merge', (typed, { locals, params }) => {
		const target = { key: params.body, version: Number(typed('version')) };
		mergers.merge(locals.context, target, {
			into: typed('into'),
			on: typed('on'),
			act: typed('act'),
			lang: typed('lang')
		});
		redirect(303, `/bodies/${params.body}?done=merge`);
	})
};
