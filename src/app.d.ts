import type { Actor, Right } from '#lib/domain/permission.ts';
import type { Day } from '#lib/domain/quarter.ts';
import type { StrategyHead } from '#lib/domain/quarter-view.ts';
import type { Locale } from '#lib/domain/text.ts';
import type { SignedInUser } from '#lib/server/access/users.ts';
import type { Database } from '#lib/server/db/database.ts';
import type { Context } from '#lib/server/history/change.ts';

declare global {
	namespace App {
		interface Error {
			/** For a refusal its first code. */
			message: string;
			/** The number of the event, also in the log. */
			id?: string;
			/** What was refused, in the reader's language. */
			sentences?: readonly string[];
		}
		interface Locals {
			requestId: string;
			database: Database;
			/** The business day, read once a request. */
			today: Day;
			isDemonstration: boolean;
			locale: Locale;
			/** Null: nobody is signed in. */
			user: SignedInUser | null;
			actor: Actor;
			sessionId: string | null;
			/** What change() asks for. */
			context: Context;
		}
		/** What the root layout gives to every page, and the strategy's layout to its own. */
		interface PageData {
			locale: Locale;
			user: { id: number; name: string; username: string } | null;
			rights: readonly Right[];
			today: Day;
			isDemonstration: boolean;
			strategy?: StrategyHead;
			/** The quarter's record that the address means; null or missing while it is live. */
			frozen?: { revision: number; hash: string; newest: number } | null;
			/** Whether the page is read from that record. */
			isRecord?: boolean;
		}
	}
}

export {};
