// A pack's contents told to one reader: what its HTML and its Word document both say, in the workbook's words.
import type { ActivityView } from '#lib/domain/quarter-view.ts';
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDecimal, formatNumber, formatPercent } from '#lib/wording/format.ts';
import { periodLabel } from '#lib/wording/pack.ts';
import type { Cell } from '../workbook/workbook.ts';
import { cellOf, type ActivityColumn } from './activities.ts';
import type { PackContents } from './contents.ts';
import { MarkedTelling } from './marked-telling.ts';

const TITLES = {
	quarter: m.document_title_quarter,
	half: m.document_title_half,
	year: m.document_title_year
};

export class PackTelling extends MarkedTelling {
	readonly contents: PackContents;

	constructor(contents: PackContents, locale: Locale) {
		super(contents.view, locale, contents);
		this.contents = contents;
	}

	get title(): string {
		const { period } = this.contents;
		if (period.kind === 'final') return m.document_title_final({}, this.at);
		return TITLES[period.kind]({ period: periodLabel(period, this.locale) }, this.at);
	}

	/** On what the pack stands, and that it is a draft or a demonstration: at the foot of every page. */
	get foot(): string {
		return [
			this.isDraft ? m.report_draft({}, this.at) : '',
			this.ground,
			this.view.isDemonstration ? m.report_footer_demonstration({}, this.at) : ''
		]
			.filter((part) => part !== '')
			.join(' · ');
	}

	/** One column of the report's sheet of activities, in words. */
	said(column: ActivityColumn, activity: ActivityView): string {
		return this.words(cellOf(column, activity, this));
	}

	/** A cell of the workbook, in words. */
	words(cell: Cell): string {
		switch (cell.kind) {
			case 'text':
				return cell.text;
			case 'day':
				return this.day(cell.day);
			case 'integer':
				return this.number(cell.value);
			case 'amount':
				return formatDecimal(cell.value, this.locale);
			case 'share':
				return formatPercent(cell, this.locale);
		}
	}

	number(value: number): string {
		return formatNumber(value, this.locale);
	}
}
