// What the fields of the forms of bodies are called, for a list of what is wrong with them.
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';

export function fieldNames(locale: Locale): Record<string, string> {
	return {
		name: m.bodies_name({}, { locale }),
		short: m.bodies_short({}, { locale }),
		source: m.bodies_name_source({}, { locale }),
		from: m.bodies_rename_from({}, { locale }),
		key: m.bodies_key({}, { locale }),
		parent: m.bodies_parent({}, { locale }),
		email: m.bodies_email({}, { locale }),
		into: m.bodies_merge_into({}, { locale }),
		on: m.bodies_merge_on({}, { locale })
	};
}
