// What an amendment does to the activities of a plan.

/** Each with one row an activity; of a merger one for what ends and of a split one for each part. In the order they are counted in. */
export const CHANGE_KINDS = ['add', 'move', 'merge', 'split', 'withdraw'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
