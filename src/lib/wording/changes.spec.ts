import { expect, test } from 'vitest';
import { CHANGE_KINDS, SEVERITIES, type Change } from '#lib/domain/changes.ts';
import type { Texts } from '#lib/domain/text.ts';
import {
	changeKindLabel,
	changesTitle,
	comparedText,
	plainly,
	severityLabel,
	toldChange
} from './changes.ts';

test.each([
	['2019-Q4', null, null, 'From the end of Q4 2019 to the end of Q1 2020'],
	['2019-Q4', 1, 2, 'From the end of Q4 2019 (revision 1) to the end of Q1 2020 (revision 2)'],
	['2020-Q1', 1, 2, 'Q1 2020 from revision 1 to revision 2']
])('%s in revision %s compared with revision %s: %s', (quarter, from, to, expected) => {
	const ends = [
		{ quarter, revision: from },
		{ quarter: '2020-Q1', revision: to }
	] as const;
	expect(comparedText(...ends, 'en')).toBe(expected);
	expect(changesTitle(...ends, 'en')).toContain(expected.replace(/^From|^Q1 2020 from/, 'from'));
});

const NAMES = {
	bodies: { mup: { name: { en: 'Ministry of Interior' }, short: { en: 'MoI' } } },
	steps: [
		{ key: 'full', role: 'full', label: { en: 'fully implemented' } },
		{ key: 'none', role: 'none', label: { en: 'not implemented' } }
	] as const
};
const activity = { key: 'a', code: '1.1', goal: '1', title: { en: 'Training' } };
const about = { activity, severity: 'serious', isRecordedLate: false } as const;

function told(change: object): string {
	const { of, before, after, why } = toldChange(
		{ ...about, ...change } as unknown as Change,
		NAMES,
		'en'
	);
	const content = (texts: Texts) => texts.en ?? '';
	return [of, before, after, why].map((pieces) => plainly(pieces, 'en', content)).join(' | ');
}

const standing = (role: string | null, completedOn: string | null = null) => ({
	...{ role, completedOn, steps: {} }
});
const dated = (latest: string) => ({ kind: 'dated', earliest: latest, latest });

test.each([
	[
		'from a step to another',
		{ kind: 'assessment-forward', from: standing(null), to: standing('full', '2020-06-12') },
		' | no data | fully implemented · completed 12 June 2020 | '
	],
	[
		'a lead’s own step',
		{ kind: 'step-of-lead', lead: 'mup', from: 'full', to: null },
		'MoI | fully implemented | no data | '
	],
	[
		'a move, with when and why',
		{
			kind: 'deadline-later',
			place: 0,
			deadline: null,
			entry: {
				kind: 'extension',
				decidedOn: '2020-05-08',
				from: dated('2020-06-30'),
				to: { reading: dated('2020-12-31'), wording: {}, on: null },
				act: { en: 'Decision' },
				reason: { en: 'epidemic' }
			}
		},
		' | 30 June 2020 | 31 December 2020 | 8 May 2020, extension · epidemic · Decision'
	],
	[
		'an activity merged',
		{
			kind: 'activity-merged',
			from: { from: '2019-01-01', until: null, ended: null, into: [], madeFrom: [] },
			to: { from: '2019-01-01', until: '2020-03-05', ended: 'merged', into: ['1.2'], madeFrom: [] }
		},
		' | in the plan from 1 January 2019 | merged into 1.2, from 5 March 2020 | '
	],
	[
		'a target',
		{
			kind: 'target',
			indicator: { key: 'i', title: { en: 'Officers trained' }, goal: null },
			...{ year: '2020', direction: 'up', from: '1200.5', to: null }
		},
		'Officers trained · target for 2020 | 1,200.5 | none | '
	],
	[
		'a body nobody named',
		{ kind: 'leads', from: ['mup'], to: ['unknown'], steps: {} },
		' | MoI | unknown | '
	],
	[
		'a report put right, field by field',
		{
			kind: 'report',
			lead: 'mup',
			from: {
				texts: { result: { en: 'old' } },
				expectedCompletion: null,
				isNothingToReport: false
			},
			to: { texts: { result: { en: 'new' } }, expectedCompletion: null, isNothingToReport: false }
		},
		'MoI · Result | old | new | '
	],
	[
		'a report that says otherwise when it will be done',
		{
			kind: 'report',
			lead: 'mup',
			from: { texts: {}, expectedCompletion: '2020-Q4', isNothingToReport: false },
			to: { texts: {}, expectedCompletion: null, isNothingToReport: true }
		},
		'MoI · Expected completion | Q4 2020 | nothing to report · – | '
	],
	[
		'a goal reworded',
		{
			...{ kind: 'wording', of: 'goal', key: '2', activity: null },
			...{ from: { title: { en: 'Old goal' } }, to: { title: { en: 'New goal' } } }
		},
		'goal 2 | Old goal | New goal | '
	]
])('%s', (_, change, said) => {
	expect(told(change)).toBe(said);
});

test.each(['en', 'sr-Cyrl', 'sr-Latn'] as const)(
	'each kind and weight has a word of its own in %s',
	(locale) => {
		const kinds = CHANGE_KINDS.map((kind) => changeKindLabel(kind, locale));
		const weights = SEVERITIES.map((severity) => severityLabel(severity, locale));
		expect(new Set([...kinds, ...weights]).size).toBe(CHANGE_KINDS.length + SEVERITIES.length);
	}
);
