// Makes one list of a page as a workbook in a thread of its own, with its own connection: better-sqlite3 and the zip would stop the whole
// server meanwhile.
import { isFound, markOf } from '#lib/domain/change-query.ts';
import { openReader, snapshot, type Database } from '../db/database.ts';
import * as activityLists from '../quarter/activity-lists.ts';
import { between, sinceOf } from '../quarter/changes.ts';
import * as quarters from '../quarter/quarters.ts';
import { changesTitle } from '#lib/wording/changes.ts';
import { doOne } from '../thread-program.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { workbookFile } from '../workbook/write.ts';
import { changesTable } from './changes.ts';
import { listWorkbook } from './list.ts';
import type { Order } from './reports.ts';
import { workbookOfTable } from './single-tables.ts';
import { Telling } from './telling.ts';

function workbookOf(database: Database, order: Order): Workbook {
	const { slug, quarter, today, locale, madeAt } = order;
	if ('changes' in order) {
		const { from, to, query } = order.changes;
		const { view, compared } = snapshot(database, () => ({
			view: quarters.read(database, slug, to.quarter, { ...to, today, choose: () => [] }),
			compared: between(database, slug, { from, to, today })
		}));
		const found = compared.changes.filter((change) => isFound(markOf(change), query));
		const telling = new Telling(view, locale);
		const ends = [compared.from, compared.to].map(({ quarter, frozen }) => ({
			...{ quarter, revision: frozen?.revision ?? null }
		}));
		const table = changesTable(telling, sinceOf(compared), {
			changes: found,
			title: changesTitle(ends[0]!, ends[1]!, locale)
		});
		return workbookOfTable(telling, table, madeAt);
	}
	const { revision, list } = order;
	const params = new URLSearchParams(list);
	const asked = { today, revision, locale, params, isWhole: true };
	return listWorkbook(activityLists.read(database, slug, quarter, asked), locale, { madeAt });
}

await doOne<Order>(async (order) => {
	const database = openReader(order.path);
	try {
		return await workbookFile(workbookOf(database, order));
	} finally {
		database.close();
	}
});
