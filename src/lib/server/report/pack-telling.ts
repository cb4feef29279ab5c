// A pack's contents told to one reader: what its HTML and its Word document both say, in the workbook's words.
import { isMove } from '#lib/domain/deadline.ts';
import type { PackPeriod } from '#lib/domain/pack-period.ts';
import type { ActivityView, DeadlineView, LedgerView } from '#lib/domain/quarter-view.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { deadlineText } from '#lib/wording/changes.ts';
import { formatNumber } from '#lib/wording/format.ts';
import { ledgerLabel } from '#lib/wording/labels.ts';
import { cellOf, type ActivityColumn } from './activities.ts';
import type { PackContents } from './contents.ts';
import { MarkedTelling } from './marked-telling.ts';

/** An activity in force whose deadline was moved. */
export interface Moved {
	activity: ActivityView;
	moves: readonly LedgerView[];
}

export class PackTelling extends MarkedTelling {
	readonly contents: PackContents;

	constructor(contents: PackContents, locale: Locale) {
		super(contents.view, locale);
		this.contents = contents;
	}

	get title(): string {
		return TITLES[this.contents.period.kind]({ period: this.period }, this.at);
	}

	/** What the pack is about. */
	get period(): string {
		return this.#period(this.contents.period);
	}

	/** Period and, until all of it is frozen, DRAFT: at the head of every page. */
	get mark(): string {
		return this.contents.isDraft ? `${m.report_draft({}, this.at)} · ${this.period}` : this.period;
	}

	/** Under which hash the pack stands, or that it is a draft of a day: at the foot of every page. */
	get foot(): string {
		const { view, contents, at } = this;
		const demonstration = view.isDemonstration ? [m.report_footer_demonstration({}, at)] : [];
		const { frozen } = view;
		if (contents.isDraft || !frozen) {
			const read = m.report_footer_read_on({ day: this.day(view.readOn, 'genitive') }, at);
			return [m.report_draft({}, at), read, ...demonstration].join(' · ');
		}
		const { revision, hash } = frozen;
		return [
			m.report_footer_frozen({ revision, hash: hash.slice(0, 16) }, at),
			...demonstration
		].join(' · ');
	}

	/** What the pack stands on, in a sentence. */
	get state(): string {
		const { contents, view, at } = this;
		if (contents.isDraft) {
			return contents.period.kind === 'quarter'
				? m.report_state_draft({}, at)
				: m.document_state_draft({}, at);
		}
		return contents.period.kind === 'quarter' && view.frozen
			? this.frozenWords
			: m.document_state_frozen({}, at);
	}

	/** What stands on the title page: name and value. */
	get facts(): [name: string, value: string][] {
		const { view, contents, at } = this;
		const facts: [string, string][] = [
			[m.report_head_strategy({}, at), this.content(view.strategy.title)],
			[m.report_head_plan({}, at), this.content(view.plan.title)],
			[m.report_head_about_plan({}, at), this.content(view.plan.note)],
			[m.document_head_period({}, at), this.period],
			[
				m.document_head_until({}, at),
				contents.period.kind === 'quarter' ? '' : this.quarter(view.quarter)
			],
			[m.report_head_state({}, at), this.state],
			[
				m.document_head_upcoming({}, at),
				contents.upcoming.map((quarter) => this.quarter(quarter)).join(', ')
			],
			[m.report_head_read_on({}, at), this.day(view.readOn)]
		];
		return facts.filter(([, value]) => value !== '');
	}

	/** One column of the report's sheet of activities, in words. */
	said(column: ActivityColumn, activity: ActivityView): string {
		const cell = cellOf(column, activity, this);
		switch (cell.kind) {
			case 'text':
				return cell.text;
			case 'day':
				return this.day(cell.day);
			case 'integer':
				return this.number(cell.value);
			case 'share':
				throw new RangeError(`An activity has no share: ${column}`);
		}
	}

	number(value: number): string {
		return formatNumber(value, this.locale);
	}

	deadline(deadline: DeadlineView): string {
		return deadlineText(deadline, this.locale, (texts) => this.content(texts));
	}

	/** When a deadline was moved, how and why. */
	move({ kind, decidedOn, reason, act }: LedgerView): string {
		const said = [this.content(reason), this.content(act)].filter((text) => text !== '');
		const when = `${this.day(decidedOn)}, ${ledgerLabel(kind, this.locale)}`;
		return said.length === 0 ? when : `${when}: ${said.join(' · ')}`;
	}

	/** Moved deadlines, longest slip first; what cannot be measured last. */
	get moved(): Moved[] {
		return this.view.activities
			.map((activity) => ({ activity, moves: activity.ledger.filter(isMove) }))
			.filter(({ moves }) => moves.length > 0)
			.sort((a, b) => slipOf(b) - slipOf(a));
	}

	#period(period: PackPeriod): string {
		const { at, view } = this;
		switch (period.kind) {
			case 'quarter':
				return this.quarter(period.quarter);
			case 'half':
				return period.half === 1
					? m.document_period_half_first({ year: String(period.year) }, at)
					: m.document_period_half_second({ year: String(period.year) }, at);
			case 'year':
				return m.document_period_year({ year: String(period.year) }, at);
			case 'final':
				return m.document_period_final(
					{
						first: this.quarter(view.plan.firstQuarter),
						last: this.quarter(view.plan.lastQuarter)
					},
					at
				);
		}
	}
}

const TITLES = {
	quarter: m.document_title_quarter,
	half: m.document_title_half,
	year: m.document_title_year,
	final: m.document_title_final
};

/** Finite, so that two that cannot be measured compare. */
function slipOf({ activity }: Moved): number {
	return activity.slipDays ?? -Number.MAX_SAFE_INTEGER;
}
