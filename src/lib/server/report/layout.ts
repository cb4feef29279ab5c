/** How packs are laid out. One more, from the first release on, whenever a record gives another file: what is kept stays as it was made. */
export const PACK_LAYOUT = 1;
