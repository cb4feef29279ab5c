// How what is given out is laid out: one more, from the first release on, whenever a record gives another file than before. What was given
// out stays as it was made. The digests in test/unit/portable.spec.ts and pack-html.spec.ts tell when.

/** Of packs, in all formats: a newer one is offered beside what is kept. When it rises, `PORTABLE_LAYOUT` rises too. */
export const PACK_LAYOUT = 1;

/** Of portable quarters, which hold the pack of their quarter and are checked by making them again: raised with `PACK_LAYOUT`, and when their own files change. */
export const PORTABLE_LAYOUT = 1;
