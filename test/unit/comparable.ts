// A quarter to be compared, read as a whole.
import type { ComparableView } from '#lib/domain/quarter-view.ts';
import { atOnce } from '#lib/domain/steps.ts';
import { snapshot, type Database } from '#lib/server/db/database.ts';
import { readComparable, type AskedToCompare } from '#lib/server/quarter/quarters.ts';

export function comparableAt(
	database: Database,
	slug: string,
	asked: AskedToCompare
): ComparableView {
	return snapshot(database, (read) => {
		const { parts, ...head } = atOnce(readComparable(database, read, slug, asked));
		const all = [...parts].flat();
		const activitiesOf = (isInForce: boolean) =>
			all.filter((one) => one.isInForce === isInForce).map(({ activity }) => activity);
		return { ...head, activities: activitiesOf(true), outside: activitiesOf(false) };
	});
}
