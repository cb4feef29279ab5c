import { SEVERITIES, type Change } from '#lib/domain/changes.ts';
import type { ComparedQuarter } from '#lib/domain/quarter-view.ts';
import { contentIn, type Locale, type Texts } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { namesOf } from '#lib/server/quarter/change-names.ts';
import { between, type Comparison, type Moment } from '#lib/server/quarter/changes.ts';
import { quarterBefore } from '#lib/server/quarter/plan-quarters.ts';
import {
	changeKindLabel,
	changesTitle,
	momentText,
	plainly,
	severityLabel,
	toldChange
} from '#lib/wording/changes.ts';
import { formatNumber } from '#lib/wording/format.ts';
import { textOf, type Command } from '../command.ts';
import { quarterOf, revisionOf, todayIn, withDatabase } from '../session.ts';

/** What changed between two quarters, the same as on screen and in the report. */
export const changes: Command = {
	usage:
		'changes --strategy SLUG --quarter 2020-Q3 [--from 2020-Q2] [--revision N] [--from-revision N] [--json]',
	summary: (locale) => m.cli_help_changes({}, { locale }),
	options: {
		strategy: { type: 'string' },
		quarter: { type: 'string' },
		from: { type: 'string' },
		revision: { type: 'string' },
		'from-revision': { type: 'string' },
		json: { type: 'boolean' }
	},
	required: ['strategy', 'quarter'],
	run: (call) => {
		const to = { quarter: quarterOf(call), revision: revisionOf(call) };
		const named = call.values.from === undefined ? null : quarterOf(call, 'from');
		const revision = revisionOf(call, 'from-revision');
		return withDatabase(call, { mayCreate: false }, (database) => {
			const slug = textOf(call, 'strategy');
			const from = { quarter: named ?? quarterBefore(database, slug, to.quarter), revision };
			// Of a plan of national size it lasts over a second, half of which goes by before anything could be counted.
			if (call.isWatched) call.tell(m.cli_changes_comparing({}, { locale: call.locale }));
			const compared = between(database, slug, { from, to, today: todayIn(database) });
			if (call.values.json) call.say(JSON.stringify(plain(slug, compared), null, '\t'));
			else for (const line of linesOf(compared, call.locale)) call.say(line);
		});
	}
};

export interface PlainChanges {
	strategy: string;
	/** Without a revision: the live quarter. */
	from: Moment;
	to: Moment;
	changes: readonly Change[];
}

function momentOf({ quarter, frozen }: ComparedQuarter): Moment {
	return { quarter, revision: frozen?.revision ?? null };
}

function plain(strategy: string, { from, to, changes }: Comparison): PlainChanges {
	return { strategy, from: momentOf(from), to: momentOf(to), changes };
}

function linesOf(comparison: Comparison, locale: Locale): string[] {
	const { changes: all, to } = comparison;
	const ends = { from: momentOf(comparison.from), to: momentOf(to) };
	if (all.length === 0) {
		const [from, to] = [ends.from, ends.to].map((end) => momentText(end, locale, 'genitive'));
		return [m.cli_changes_none({ from: from!, to: to! }, { locale })];
	}
	const names = namesOf(comparison);
	const content = (texts: Texts) => contentIn(texts, locale, to.strategy.languages)?.text ?? '';
	const lineOf = (change: Change) => {
		const told = toldChange(change, names, locale);
		const said = (pieces: typeof told.of) => plainly(pieces, locale, content);
		const what = [changeKindLabel(change.kind, locale), said(told.of)].filter(Boolean).join(' – ');
		const late = change.isRecordedLate ? ` (${m.since_recorded_late({}, { locale })})` : '';
		const ends = [said(told.before), said(told.after)].filter((end) => end !== '');
		const moved = ends.length === 0 ? '' : `: ${ends.join(' → ')}`;
		const why = said(told.why);
		return [
			`  ${[change.activity?.code, what].filter(Boolean).join('  ')}${late}${moved}`,
			...(why === '' ? [] : [`      ${why}`])
		];
	};
	return [
		changesTitle(ends.from, ends.to, locale),
		...SEVERITIES.flatMap((severity) => {
			const own = all.filter((change) => change.severity === severity);
			if (own.length === 0) return [];
			const heading = `${severityLabel(severity, locale)} (${formatNumber(own.length, locale)})`;
			return ['', heading, ...own.flatMap(lineOf)];
		})
	];
}
