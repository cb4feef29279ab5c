// Names of a filing's fields as problems and notes call them.
import { TEXT_FIELDS, type TextField } from '#lib/domain/filing.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { textFieldLabel } from '#lib/wording/labels.ts';

/** @example fieldLabel('completedOn', 'en') //=> 'Completed on' */
export function fieldLabel(field: string, locale: Locale): string {
	if (TEXT_FIELDS.includes(field as TextField)) return textFieldLabel(field as TextField, locale);
	switch (field) {
		case 'step':
			return m.filing_field_step({}, { locale });
		case 'completedOn':
			return m.filing_field_completed_on({}, { locale });
		case 'expectedCompletion':
			return m.filing_field_expected_completion({}, { locale });
		case 'evidence':
			return m.filing_field_evidence({}, { locale });
		default:
			return m.filing_field_whole({}, { locale });
	}
}
