import { expect, test } from 'vitest';
import { provenanceOf } from './provenance.ts';
import type { Provenance, ProvenanceKind } from './quarter-view.ts';

const entry = (field: string, kind: ProvenanceKind): Provenance => ({
	field,
	kind,
	source: null,
	quote: null
});

test('a field has its own provenance, else its parent’s, else that of the rest of the row', () => {
	const row = [
		entry('*', 'illustrative'),
		entry('title.en', 'quoted'),
		entry('deadline', 'paraphrased')
	];
	expect(provenanceOf(row, 'title.en')?.kind).toBe('quoted');
	expect(provenanceOf(row, 'title.sr-Cyrl')?.kind).toBe('illustrative');
	expect(provenanceOf(row, 'title')?.kind).toBe('quoted');
	expect(provenanceOf(row, 'deadline.wording')?.kind).toBe('paraphrased');
	expect(provenanceOf(row, 'leads')?.kind).toBe('illustrative');
	expect(provenanceOf([], 'leads')).toBeNull();
});

test('Serbian in either script has one provenance', () => {
	const row = [entry('title.en', 'quoted'), entry('title.sr-Cyrl', 'translated')];
	expect(provenanceOf(row, 'title.sr-Latn')?.kind).toBe('translated');
	expect(provenanceOf(row, 'title.fr')).toBeNull();
});
