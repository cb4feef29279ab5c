// The groups of the page, in its order: what hurts most comes first.
import type { OwedGroup } from '#lib/server/filing/owed.ts';
import { m, type Messages } from '#lib/paraglide/messages.js';

export const OWED_GROUPS: readonly { group: OwedGroup; title: Messages['owed_group_due'] }[] = [
	{ group: 'overdue', title: m.owed_group_overdue },
	{ group: 'due', title: m.owed_group_due },
	{ group: 'running', title: m.owed_group_running },
	{ group: 'next', title: m.owed_group_next },
	{ group: 'other', title: m.owed_group_other }
];
