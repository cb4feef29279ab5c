import { expect, test } from 'vitest';
import { atControls, entryOf, typedFrom, typedIn, withSpareRows } from './passport-form.ts';
import type { IndicatorPassport } from './indicator.ts';

const PASSPORT: IndicatorPassport = {
	...{ title: { 'sr-Cyrl': 'Обучени' }, unit: { en: 'officers' }, definition: {}, source: {} },
	direction: 'down',
	isCumulative: true,
	baseline: { value: '12.5', on: '2018-12-31' },
	targets: [
		{ year: 2019, value: '1250' },
		{ year: 2020, value: '1.250' }
	]
};

test('what stands in the controls gives the same passport again', () => {
	for (const isPointDecimal of [true, false]) {
		const typed = typedFrom(PASSPORT, ['sr', 'en'], { seen: 2, isPointDecimal });
		const { entry, unread } = entryOf(withSpareRows(typed));
		expect(unread).toEqual([]);
		expect(entry.passport).toEqual({
			...PASSPORT,
			targets: [PASSPORT.targets[0], { year: 2020, value: '1.2500' }]
		});
	}
});

test('numbers that cannot be read are named at their controls, all of them', () => {
	const form = new FormData();
	for (const [name, value] of Object.entries({
		...{ 'targets.0.year': '2020', 'targets.0.value': '1.250', 'targets.1.year': '' },
		...{ 'targets.1.value': 'ten', 'baseline.value': '?', 'baseline.on': '2018-12-31' }
	})) {
		form.set(name, value);
	}
	const { unread } = entryOf(typedIn(form, ['sr']));
	expect(unread).toEqual([
		{ code: 'not_a_number', field: 'baseline.value' },
		{ code: 'number_ambiguous', field: 'targets.0.value' },
		{ code: 'not_a_number', field: 'targets.1.value' }
	]);
});

test('problems of texts and years stand at the one control there is', () => {
	const fields = atControls([
		{ code: 'too_long', field: 'passport.title.sr-Cyrl' },
		{ code: 'year_invalid', field: 'passport.targets.3.year' },
		{ code: 'act-missing', field: 'act' }
	]).map(({ field }) => field);
	expect(fields).toEqual(['title', 'targets', 'act']);
});
