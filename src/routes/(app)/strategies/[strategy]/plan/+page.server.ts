import { isDay } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import { shown } from '#lib/server/access/answer.ts';
import { strategyFor } from '#lib/server/access/visible.ts';
import * as planDay from '#lib/server/quarter/plan-day.ts';
import type { PageServerLoad } from './$types.js';

/** The plan as in force on the day of the address (`?on=2020-05-01`), or today. */
export const load: PageServerLoad = ({ locals, params, url }) =>
	shown(locals, () => {
		const { database, today } = locals;
		const { slug } = strategyFor(locals, params.strategy);
		const day = url.searchParams.get('on') || today;
		if (!isDay(day)) {
			const value = day.slice(0, 100);
			throw refusal('invalid', 'unknown-filter', { filter: 'on', value }, 'on');
		}
		const page = url.searchParams.get('page') ?? '1';
		return planDay.read(database, slug, { day, page: /^\d{1,6}$/.test(page) ? Number(page) : 0 });
	});
