// Which table of a screen is asked for, read and laid out as a workbook.
import type { Quarter, Day } from '#lib/domain/quarter.ts';
import { refusal } from '#lib/domain/refusal.ts';
import type { Locale } from '#lib/domain/text.ts';
import type { Database } from '../db/database.ts';
import * as earlyWarnings from '../quarter/early-warnings.ts';
import * as money from '../quarter/money.ts';
import * as overview from '../quarter/overview.ts';
import * as quarters from '../quarter/quarters.ts';
import * as slips from '../quarter/slips.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { indicatorListTable } from './indicators.ts';
import { moneyTable, MONEY_TABLES } from './money.ts';
import * as tables from './single-tables.ts';
import { Telling } from './telling.ts';
import * as warning from './warning.ts';

export interface TableOrder {
	slug: string;
	quarter: Quarter;
	/** Of a frozen quarter: the newest when left out. */
	revision?: number | null;
	today: Day;
	locale: Locale;
	/** A name of `TABLES`: 'goals', 'timeliness', 'w1', 'indicator-list', 'money-years', … */
	table: string;
	/** Of indicators: whose; every one of the plan and its goals when left out. */
	activity: string | null;
	/** Of money: only lines of that year. */
	year?: string | null;
	/** The machine clock's instant. */
	madeAt: string;
}

/** @throws {Refusal} as `quarters.read`; not-found `no_such_table`, `no_such_activity`. */
export function tableOf(database: Database, order: TableOrder): Workbook {
	const { table, locale, madeAt } = order;
	const lay = Object.hasOwn(TABLES, table) ? TABLES[table]! : null;
	if (lay === null) throw refusal('not-found', 'no_such_table', { table: table.slice(0, 100) });
	const [telling, laid] = lay(database, order, locale);
	return tables.workbookOfTable(telling, laid, madeAt);
}

type Lay = (database: Database, order: TableOrder, locale: Locale) => [Telling, tables.Table];

const ofOverview =
	(lay: (telling: Telling, read: overview.OverviewRead) => tables.Table): Lay =>
	(database, { slug, quarter, today, revision }, locale) => {
		const read = overview.read(database, slug, quarter, { today, revision });
		const telling = new Telling(read.view, locale);
		return [telling, lay(telling, read)];
	};

const ofWarning =
	(lay: (telling: Telling, tables: warning.WarningTables) => tables.Table): Lay =>
	(database, { slug, quarter, today, revision }, locale) => {
		const asked = { today, revision, params: new URLSearchParams(), rowsAPage: null };
		const read = earlyWarnings.read(database, slug, quarter, asked);
		const telling = new Telling(read.view, locale);
		const told = {
			...{ due: read.due.rows, overdue: read.overdue.rows },
			...{ atRisk: read.atRisk.rows, overrides: read.overrides.rows }
		};
		return [telling, lay(telling, told)];
	};

const TABLES: Readonly<Record<string, Lay>> = {
	goals: ofOverview((telling) => tables.goalsTable(telling)),
	timeliness: ofOverview((telling) => tables.timelinessTable(telling)),
	trend: ofOverview((telling, { trend }) => tables.trendTable(telling, trend)),
	bodies: ofOverview((telling) => tables.bodiesTable(telling)),
	filings: ofOverview((telling, { trend }) => tables.filingsTable(telling, trend)),
	slip(database, { slug, quarter, today, revision }, locale) {
		const read = slips.read(database, slug, quarter, { today, revision });
		const telling = new Telling(read.view, locale);
		return [telling, tables.slipTable(telling, read.slips)];
	},
	w1: ofWarning(warning.w1Table),
	w2: ofWarning(warning.w2Table),
	overrides: ofWarning(warning.overridesTable),
	indicators(database, { slug, quarter, today, revision, activity: code }, locale) {
		if (code !== null) {
			const { view, indicators } = quarters.life(database, slug, code, quarter, {
				today,
				revision
			});
			const telling = new Telling(view, locale);
			return [telling, tables.indicatorsTable(telling, indicators)];
		}
		const view = quarters.read(database, slug, quarter, { today, revision });
		const telling = new Telling(view, locale);
		return [telling, tables.indicatorsTable(telling, view.indicators)];
	},
	'indicator-list'(database, { slug, quarter, today, revision }, locale) {
		const asked = { today, revision, filed: 'nothing' as const };
		const telling = new Telling(quarters.read(database, slug, quarter, asked), locale);
		return [telling, indicatorListTable(telling)];
	},
	...Object.fromEntries(
		MONEY_TABLES.map((table): [string, Lay] => [
			`money-${table}`,
			(database, { slug, quarter, today, revision, year = null }, locale) => {
				const found = money.readLines(database, slug, quarter, { today, revision, year });
				const telling = new Telling(found.view, locale);
				return [telling, moneyTable(telling, table, found.year)];
			}
		])
	)
};
