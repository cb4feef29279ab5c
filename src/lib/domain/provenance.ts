// Where a field of a row comes from, as its folder says it (data/README.md).
import type { Provenance } from './quarter-view.ts';

/**
 * The provenance of a field: its own ('title.en'), else its parent's ('title'), else the first of its languages', else the row's rest ('*').
 *
 * @example provenanceOf([{ field: '*', kind: 'illustrative', … }], 'title.en')?.kind //=> 'illustrative'
 */
export function provenanceOf(provenance: readonly Provenance[], field: string): Provenance | null {
	const [parent = field] = field.split('.');
	const at = (wanted: string) => provenance.find((entry) => entry.field === wanted);
	const below = () => provenance.find((entry) => entry.field.startsWith(`${field}.`));
	return at(field) ?? at(parent) ?? below() ?? at('*') ?? null;
}
