// A view told to one reader: its texts, names, days and marks in the reader's language.
import { STEP_ROLES, type StepRole } from '#lib/domain/assessment.ts';
import type {
	ActivityView,
	BodyView,
	DeadlineView,
	GoalView,
	LedgerView,
	MeasureView,
	Provenance,
	ProvenanceKind,
	QuarterView,
	StepView
} from '#lib/domain/quarter-view.ts';
import { provenanceOf } from '#lib/domain/provenance.ts';
import type { Day, Quarter } from '#lib/domain/quarter.ts';
import { contentIn, type Locale, type Texts } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { deadlineText } from '#lib/wording/changes.ts';
import { formatDay, formatQuarter, type Case } from '#lib/wording/format.ts';
import { ledgerLabel, PROVENANCE_SIGN } from '#lib/wording/labels.ts';
import { periodLabel } from '#lib/wording/pack.ts';
import type { Tone } from '../workbook/workbook.ts';
import type { PackContents } from './contents.ts';

/** A circle filled as far as the work is; the screens draw the same. */
export const SHAPES: Readonly<Record<StepRole | 'noData', string>> = {
	full: '●',
	ongoing: '◕',
	partial: '◑',
	none: '○',
	noData: '◌'
};

/** What of a pack is printed on each of its pages. */
export type Scope = Pick<PackContents, 'period' | 'isDraft' | 'standsOn'>;

/** Shape and word of a step, with its fill. */
export interface Word {
	text: string;
	tone: Tone;
}

interface Marks {
	signs: string;
	fields: string;
}

export class Telling {
	readonly view: QuarterView;
	readonly locale: Locale;
	/** What every message takes. */
	readonly at: { locale: Locale };
	readonly #scope: Scope;
	readonly #bodies: ReadonlyMap<number, BodyView>;
	readonly #goals: ReadonlyMap<number, GoalView>;
	readonly #measures: ReadonlyMap<number, MeasureView>;
	readonly #marks = new WeakMap<ActivityView, Marks>();

	/** @param scope of a pack; unless given, that of the one quarter */
	constructor(view: QuarterView, locale: Locale, scope: Scope = scopeOf(view)) {
		this.view = view;
		this.#scope = scope;
		this.locale = locale;
		this.at = { locale };
		this.#bodies = byId(view.bodies);
		this.#goals = byId(view.goals);
		this.#measures = byId(view.measures);
	}

	/** A content text; one in another language begins with its tag. '' where there is none. */
	content(texts: Texts): string {
		const content = contentIn(texts, this.locale, this.view.strategy.languages);
		if (content === null) return '';
		return content.isFallback ? `${fallbackTag(content.lang)} ${content.text}` : content.text;
	}

	body(id: number): BodyView {
		return known(this.#bodies, id, 'body');
	}

	short(bodyId: number): string {
		return this.content(this.body(bodyId).short);
	}

	shorts(bodyIds: readonly number[]): string {
		return bodyIds.map((id) => this.short(id)).join(', ');
	}

	goal(id: number): GoalView {
		return known(this.#goals, id, 'goal');
	}

	measure(id: number): MeasureView {
		return known(this.#measures, id, 'measure');
	}

	/** What a field says, with the sign of where it comes from; what is quoted needs none. */
	sourced(said: string, provenance: readonly Provenance[], field: string): string {
		const kind = provenanceOf(provenance, field)?.kind;
		// A sign does not begin a line.
		return [said, kind ? PROVENANCE_SIGN[kind] : ''].filter((part) => part !== '').join('\u00A0');
	}

	titleOf({ title, provenance }: Pick<ActivityView, 'title' | 'provenance'>): string {
		return this.sourced(this.content(title), provenance, `title.${this.locale}`);
	}

	deadline(deadline: DeadlineView): string {
		return deadlineText(deadline, this.locale, (texts) => this.content(texts));
	}

	/** When a deadline was moved, how and why. */
	move({ kind, decidedOn, reason, act, provenance }: LedgerView): string {
		const why = this.sourced(this.content(reason), provenance, `reason.${this.locale}`);
		const said = [why, this.content(act)].filter((text) => text !== '');
		const when = `${this.day(decidedOn)}, ${ledgerLabel(kind, this.locale)}`;
		return said.length === 0 ? when : `${when}: ${said.join(' · ')}`;
	}

	/** Code and wording, as plans print them together. */
	coded({ code, title }: { code: string; title: Texts }): string {
		return `${code} ${this.content(title)}`.trim();
	}

	quarter(quarter: Quarter = this.view.quarter, grammaticalCase: Case = 'nominative'): string {
		return formatQuarter(quarter, this.locale, grammaticalCase);
	}

	day(day: Day, grammaticalCase: Case = 'nominative'): string {
		return formatDay(day, this.locale, grammaticalCase);
	}

	/** How Excel writes a day for this reader. */
	get dayFormat(): string {
		return this.locale === 'en' ? '[$-809]d mmm yyyy' : 'd"."m"."yyyy"."';
	}

	/** The strategy's own word for a role; `null` is "no data". */
	step(role: StepRole | null): Word {
		if (role === null) {
			return {
				text: `${SHAPES.noData} ${m.assessment_no_data({}, this.at)}`,
				tone: 'noData'
			};
		}
		const step = this.view.steps.find((candidate) => candidate.role === role);
		return { text: `${SHAPES[role]} ${step ? this.content(step.label) : role}`, tone: role };
	}

	/** Word of a step by its id, without its shape. */
	stepName(stepId: number): string {
		const step = this.view.steps.find(({ id }) => id === stepId);
		return step ? this.content(step.label) : '';
	}

	/** Steps from best to worst, then "no data". */
	get scale(): readonly (StepRole | null)[] {
		return [
			...STEP_ROLES.filter((role) => this.view.steps.some((step: StepView) => step.role === role)),
			null
		];
	}

	get isDraft(): boolean {
		return this.#scope.isDraft;
	}

	/** "DRAFT · III квартал 2020."; the period alone once all of it is frozen. */
	get mark(): string {
		const { period, isDraft } = this.#scope;
		const label = periodLabel(period, this.locale);
		return isDraft ? `${m.report_draft({}, this.at)} · ${label}` : label;
	}

	/** What a page stands on, for its margin: revision and beginning of the hash of each record, or the day it was read. */
	get ground(): string {
		const { period, isDraft, standsOn } = this.#scope;
		const [only] = standsOn;
		if (isDraft || !only) {
			return m.report_footer_read_on({ day: this.day(this.view.readOn, 'genitive') }, this.at);
		}
		if (period.kind === 'quarter') {
			return m.report_footer_frozen(
				{ revision: only.revision, hash: only.hash.slice(0, 16) },
				this.at
			);
		}
		const records = standsOn.map(
			({ quarter, revision, hash }) => `${quarter}/${revision} ${hash.slice(0, 8)}`
		);
		return `SHA-256 ${records.join(' · ')}`;
	}

	/** That the quarter is frozen, as which revision and under which hash; empty while it is live, and of a longer period. */
	get frozenWords(): string {
		const { frozen } = this.view;
		if (!frozen || this.#scope.period.kind !== 'quarter') return '';
		const { revision, hash, frozenOn } = frozen;
		const on = this.day(frozenOn, 'genitive');
		return m.report_state_frozen({ revision, hash, on }, this.at);
	}

	/** Signs of an activity's row and, by sign, the fields that carry it. */
	marks(activity: ActivityView): Marks {
		const known = this.#marks.get(activity) ?? this.#marksOf(activity);
		this.#marks.set(activity, known);
		return known;
	}

	#marksOf(activity: ActivityView): Marks {
		const fieldsOf = new Map<ProvenanceKind, string[]>();
		const add = (kind: ProvenanceKind, field: string) => {
			const fields = fieldsOf.get(kind) ?? [];
			if (!fields.includes(field)) fields.push(field);
			fieldsOf.set(kind, fields);
		};
		const rows: [readonly Provenance[], string | null][] = [
			[activity.provenance, null],
			[this.measure(activity.measureId).provenance, m.report_field_measure({}, this.at)],
			[this.goal(activity.goalId).provenance, m.report_field_goal({}, this.at)]
		];
		for (const [provenance, only] of rows) {
			for (const { field, kind } of provenance) {
				if (!this.#isRead(field) || (only !== null && !/^(title|\*)/.test(field))) continue;
				add(kind, only ?? this.#fieldName(field));
			}
		}
		if (this.view.isDemonstration && activity.filings.length > 0) {
			add('illustrative', m.report_field_filing({}, this.at));
		}
		const marked = [...fieldsOf].filter(([kind]) => PROVENANCE_SIGN[kind] !== '');
		return {
			signs: marked.map(([kind]) => PROVENANCE_SIGN[kind]).join(' '),
			fields: marked
				.map(([kind, fields]) => `${PROVENANCE_SIGN[kind]} ${fields.join(', ')}`)
				.join('\n')
		};
	}

	// Of a text's languages only the reader's own counts: the others are not in this report.
	#isRead(field: string): boolean {
		const tag = field.split('.')[1];
		if (tag === undefined) return true;
		return tag.slice(0, 2) === this.locale.slice(0, 2);
	}

	#fieldName(field: string): string {
		const name = field.split('.')[0]!;
		if (name === '*') return m.report_field_rest({}, this.at);
		if (!Object.hasOwn(FIELD_NAMES, name)) return name;
		return FIELD_NAMES[name as keyof typeof FIELD_NAMES]({}, this.at);
	}
}

function scopeOf({ quarter, frozen }: QuarterView): Scope {
	return {
		period: { kind: 'quarter', quarter },
		isDraft: frozen === null,
		standsOn: frozen ? [{ quarter, revision: frozen.revision, hash: frozen.hash }] : []
	};
}

const FIELD_NAMES = {
	title: m.report_field_title,
	description: m.report_field_description,
	code: m.report_field_code,
	leads: m.report_field_leads,
	partners: m.report_field_partners,
	deadline: m.report_field_deadline,
	funds: m.report_field_funds,
	measure: m.report_field_measure,
	goal: m.report_field_goal,
	baseline: m.report_field_baseline,
	targets: m.report_field_targets
};

/** What stands before a text shown in another language than the reader's. */
export function fallbackTag(lang: string): string {
	return `[${lang.slice(0, 2).toUpperCase()}]`;
}

function byId<T extends { id: number }>(things: readonly T[]): Map<number, T> {
	return new Map(things.map((thing) => [thing.id, thing]));
}

function known<T>(things: ReadonlyMap<number, T>, id: number, kind: string): T {
	const thing = things.get(id);
	if (thing === undefined) throw new Error(`The view names ${kind} ${id} and does not hold it`);
	return thing;
}
