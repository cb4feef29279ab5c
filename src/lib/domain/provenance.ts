// Where a field of a row comes from, as its folder says it (data/README.md).
import type { Provenance } from './quarter-view.ts';

/**
 * The provenance of a field: its own ('title.en'), else that of the same language in the other script, else its parent's ('title'), else,
 * when no language was named, that of its first language, else that of the rest of the row ('*').
 *
 * @example provenanceOf([{ field: '*', kind: 'illustrative', … }], 'title.en')?.kind //=> 'illustrative'
 */
export function provenanceOf(provenance: readonly Provenance[], field: string): Provenance | null {
	const [parent = field, tag = ''] = field.split('.');
	const [language = ''] = tag.split('-');
	const at = (wanted: string) => provenance.find((entry) => entry.field === wanted);
	const starting = (start: string) => provenance.find((entry) => entry.field.startsWith(start));
	return (
		at(field) ??
		(language === '' ? undefined : starting(`${parent}.${language}-`)) ??
		at(parent) ??
		(language === '' ? starting(`${parent}.`) : undefined) ??
		at('*') ??
		null
	);
}
