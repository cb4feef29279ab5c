// Reads a strategy's folder (format: data/README.md) and says everything that is wrong with it at once, with file and line.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { OVERRIDE_VERDICTS } from '#lib/domain/early-warning.ts';
import { ROLE_NAMES } from '#lib/domain/permission.ts';
import {
	ACTIVITY,
	AMENDMENT,
	DayText,
	DecimalText,
	Key,
	Language,
	LEDGER_ENTRY,
	Text,
	Texts
} from '#lib/domain/plan-input.ts';
import { isDay, isQuarter } from '#lib/domain/quarter.ts';
import { refusal, Refusal, type Problem } from '#lib/domain/refusal.ts';

const QuarterText = v.pipe(v.string('not_a_quarter'), v.check(isQuarter, 'not_a_quarter'));
const Period = v.pipe(
	v.string('not_a_day_or_quarter'),
	v.check((text) => isDay(text) || isQuarter(text), 'not_a_day_or_quarter')
);
const Url = v.pipe(
	v.string(),
	v.check((text) => /^https?:\/\//.test(text) && URL.canParse(text), 'not_a_link')
);

const Kind = v.picklist(
	['quoted', 'paraphrased', 'translated', 'inferred', 'illustrative'],
	'not_a_provenance'
);
const ProvenanceEntry = v.pipe(
	v.union([Kind, v.strictObject({ kind: Kind, source: v.optional(Key), quote: v.optional(Text) })]),
	v.transform((entry) => (typeof entry === 'string' ? { kind: entry } : entry)),
	v.check(({ kind, ...rest }) => kind === 'illustrative' || 'source' in rest, 'source_missing'),
	v.check(({ kind, ...rest }) => kind !== 'quoted' || 'quote' in rest, 'quote_missing')
);
export interface ProvenanceData {
	kind: v.InferOutput<typeof Kind>;
	source?: string | undefined;
	quote?: string | undefined;
}
const RowProvenance = v.optional(
	v.union([
		v.pipe(
			Kind,
			v.transform((kind) => ({ '*': { kind } as ProvenanceData }))
		),
		v.record(v.string(), ProvenanceEntry as unknown as v.GenericSchema<unknown, ProvenanceData>)
	])
);
const FileProvenance = v.optional(
	ProvenanceEntry as unknown as v.GenericSchema<unknown, ProvenanceData>
);

const StrategyFile = v.strictObject({
	provenance: FileProvenance,
	slug: Key,
	title: Texts,
	short_title: v.optional(Texts),
	adopted_on: v.nullable(DayText),
	published_on: v.nullable(DayText),
	gazette: v.nullable(Text),
	act: v.optional(Texts),
	period: v.strictObject({ from: DayText, until: DayText }),
	lead: v.nullable(Key),
	languages: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/))), v.minLength(1)),
	general_goal: v.optional(v.nullable(Texts)),
	sources: v.optional(
		v.record(
			Key,
			v.strictObject({
				title: Text,
				url: v.optional(v.nullable(Url)),
				note: v.optional(v.nullable(Text))
			})
		),
		{}
	),
	facts: v.optional(
		v.array(v.strictObject({ key: Key, label: Texts, text: Texts, provenance: RowProvenance })),
		[]
	),
	scale: v.optional(
		v.array(
			v.strictObject({
				key: Key,
				role: v.picklist(['full', 'ongoing', 'partial', 'none']),
				label: Texts,
				provenance: RowProvenance
			})
		),
		[]
	),
	goals: v.optional(
		v.array(v.strictObject({ key: Key, code: Text, title: Texts, provenance: RowProvenance })),
		[]
	),
	plans: v.optional(v.array(Key), []),
	row_provenance: RowProvenance
});

const NameRow = v.strictObject({
	lang: Language,
	name: Text,
	short: v.optional(v.nullable(Text)),
	alias: v.optional(v.boolean(), false),
	from: v.optional(v.nullable(DayText)),
	until: v.optional(v.nullable(DayText)),
	provenance: v.optional(ProvenanceEntry as unknown as v.GenericSchema<unknown, ProvenanceData>)
});
const BodiesFile = v.strictObject({
	provenance: FileProvenance,
	bodies: v.array(
		v.strictObject({
			key: Key,
			parent: v.optional(v.nullable(Key)),
			email: v.optional(v.nullable(v.pipe(v.string(), v.email('not_an_email')))),
			names: v.optional(v.array(NameRow), [])
		})
	)
});

const PlanFile = v.strictObject({
	provenance: FileProvenance,
	key: Key,
	title: Texts,
	adopted_on: DayText,
	act: v.optional(Texts, {}),
	period: v.strictObject({ from: QuarterText, until: QuarterText }),
	note: v.optional(Texts, {}),
	filing_window: v.strictObject({
		opens: v.pipe(v.number(), v.integer()),
		due: v.pipe(v.number(), v.integer()),
		closes: v.pipe(v.number(), v.integer()),
		citation: v.optional(Texts, {}),
		provenance: RowProvenance
	}),
	windows: v.optional(
		v.array(
			v.strictObject({
				quarter: QuarterText,
				opens: DayText,
				due: DayText,
				closes: DayText,
				reason: v.optional(Texts, {}),
				provenance: RowProvenance
			})
		),
		[]
	),
	row_provenance: RowProvenance
});

const MeasuresFile = v.strictObject({
	provenance: FileProvenance,
	measures: v.array(
		v.strictObject({ key: Key, goal: Key, code: Text, title: Texts, provenance: RowProvenance })
	)
});

const ActivityRow = v.strictObject({ ...ACTIVITY, provenance: RowProvenance });
const ActivitiesFile = v.strictObject({
	provenance: FileProvenance,
	activities: v.array(ActivityRow)
});

const AmendmentsFile = v.strictObject({
	provenance: FileProvenance,
	amendments: v.array(
		v.strictObject({
			...AMENDMENT,
			provenance: RowProvenance,
			activities: v.optional(v.array(ActivityRow), [])
		})
	)
});

const DeadlinesFile = v.strictObject({
	provenance: FileProvenance,
	entries: v.array(
		v.strictObject({ ...LEDGER_ENTRY, key: Key, activity: Key, provenance: RowProvenance })
	)
});

const IndicatorsFile = v.strictObject({
	provenance: FileProvenance,
	indicators: v.array(
		v.pipe(
			v.strictObject({
				key: Key,
				activity: v.optional(Key),
				goal: v.optional(Key),
				title: Texts,
				unit: Texts,
				definition: v.optional(Texts, {}),
				source: v.optional(Texts, {}),
				direction: v.picklist(['up', 'down']),
				cumulative: v.optional(v.boolean(), false),
				baseline: v.optional(v.nullable(v.strictObject({ value: DecimalText, on: DayText }))),
				targets: v.optional(
					v.record(v.pipe(v.string(), v.regex(/^\d{4}$/, 'not_a_year')), DecimalText),
					{}
				),
				readings: v.optional(
					v.array(
						v.strictObject({
							on: DayText,
							value: DecimalText,
							source: v.optional(Texts, {}),
							provenance: RowProvenance
						})
					),
					[]
				),
				provenance: RowProvenance
			}),
			v.check(
				({ activity, goal }) => (activity === undefined) !== (goal === undefined),
				'one_owner'
			)
		)
	)
});

const Notes = v.array(v.strictObject({ field: v.nullable(v.string()), text: Texts }));
const Evidence = v.variant('kind', [
	v.strictObject({
		kind: v.literal('document'),
		title: Text,
		number: v.optional(v.nullable(Text)),
		dated_on: v.optional(v.nullable(DayText))
	}),
	v.strictObject({ kind: v.literal('link'), title: Text, url: Url, retrieved_on: DayText }),
	v.strictObject({
		kind: v.literal('gazette'),
		title: Text,
		dated_on: v.optional(v.nullable(DayText))
	})
]);
const VersionRow = v.strictObject({
	by: v.optional(Key),
	saved: v.optional(DayText),
	submitted: v.optional(DayText),
	assessment: v.optional(v.nullable(Key)),
	nothing_to_report: v.optional(v.boolean(), false),
	completed_on: v.optional(v.nullable(Period)),
	expected_completion: v.optional(v.nullable(Period)),
	narrative: v.optional(Texts, {}),
	result: v.optional(Texts, {}),
	problems: v.optional(Texts, {}),
	reasons: v.optional(Texts, {}),
	next_steps: v.optional(Texts, {}),
	escalation: v.optional(Texts, {}),
	evidence: v.optional(v.array(Evidence), []),
	letter: v.optional(v.nullable(v.strictObject({ number: Text, on: DayText }))),
	revision_reason: v.optional(Text),
	returned: v.optional(v.strictObject({ on: DayText, by: v.optional(Key), notes: Notes })),
	accepted: v.optional(v.strictObject({ on: DayText, by: v.optional(Key) }))
});
const FilingsFile = v.strictObject({
	provenance: FileProvenance,
	filings: v.array(
		v.strictObject({
			activity: Key,
			body: Key,
			quarter: QuarterText,
			versions: v.pipe(v.array(VersionRow), v.minLength(1, 'empty'))
		})
	)
});
const DemonstrationFile = v.strictObject({
	provenance: FileProvenance,
	business_day: DayText,
	/** Quarters that are frozen when the demonstration begins: in order, by whom, and on which day. */
	frozen: v.optional(v.array(v.strictObject({ quarter: QuarterText, on: DayText, by: Key })), []),
	/** What a coordinator said of W2 against the rule, each on its day. */
	overrides: v.optional(
		v.array(
			v.strictObject({
				quarter: QuarterText,
				/** Key of the activity. */
				activity: Key,
				verdict: v.picklist(OVERRIDE_VERDICTS),
				note: Texts,
				on: DayText,
				by: Key
			})
		),
		[]
	),
	accounts: v.array(
		v.strictObject({
			username: Key,
			name: Text,
			function: v.optional(Texts, {}),
			can_sign_in: v.optional(v.boolean(), true),
			roles: v.array(
				v.strictObject({
					role: v.picklist(['administrator', ...ROLE_NAMES]),
					body: v.optional(Key)
				})
			)
		})
	)
});

export type StrategyData = v.InferOutput<typeof StrategyFile>;
export type BodyData = v.InferOutput<typeof BodiesFile>['bodies'][number];
export type PlanData = v.InferOutput<typeof PlanFile>;
export type MeasureData = v.InferOutput<typeof MeasuresFile>['measures'][number];
export type ActivityData = v.InferOutput<typeof ActivityRow>;
export type AmendmentData = v.InferOutput<typeof AmendmentsFile>['amendments'][number];
export type LedgerData = v.InferOutput<typeof DeadlinesFile>['entries'][number];
export type IndicatorData = v.InferOutput<typeof IndicatorsFile>['indicators'][number];
export type FilingData = v.InferOutput<typeof FilingsFile>['filings'][number];
export type DemonstrationData = v.InferOutput<typeof DemonstrationFile>;

/** A row with the place it stands at, for problems that show only beside other rows. */
export interface Placed<T> {
	row: T;
	file: string;
	path: readonly (string | number)[];
	/** The file's default provenance. */
	provenance: ProvenanceData | undefined;
}

export interface PlanFolder {
	plan: Placed<PlanData>;
	measures: Placed<MeasureData>[];
	activities: Placed<ActivityData>[];
	amendments: Placed<AmendmentData>[];
	entries: Placed<LedgerData>[];
	indicators: Placed<IndicatorData>[];
}

export interface StrategyFolder {
	strategy: Placed<StrategyData>;
	bodies: Placed<BodyData>[];
	plans: PlanFolder[];
	demonstration: { file: Placed<DemonstrationData>; filings: Placed<FilingData>[] } | null;
	/** Says what is wrong at a row's field. */
	problemAt(
		place: Placed<unknown>,
		field: string,
		code: string,
		params?: Problem['params']
	): Problem;
}

const LARGEST_FILE = 5_000_000;

/**
 * Reads and checks the shape of every file of a folder.
 *
 * @throws {Refusal} `invalid` with every problem of shape at once.
 */
export function readFolder(
	folder: string,
	{ withDemonstration = false }: { withDemonstration?: boolean } = {}
): StrategyFolder {
	if (!existsSync(folder) || !statSync(folder).isDirectory()) {
		throw refusal('not-found', 'no_such_folder', { folder });
	}
	const reader = new FolderReader(folder);
	const strategy = reader.file('strategy.yaml', StrategyFile);
	const bodies = reader.rows('bodies.yaml', BodiesFile, 'bodies');
	const planNames = strategy?.row.plans ?? reader.planNames();
	const plans = planNames.map((name) => readPlan(reader, name));
	const demonstration = withDemonstration ? readDemonstration(reader) : null;
	if (reader.problems.length > 0 || strategy === null)
		throw new Refusal('invalid', reader.problems);
	return {
		strategy,
		bodies,
		plans: plans as PlanFolder[],
		demonstration,
		problemAt: (place, field, code, params) =>
			reader.problem(place.file, [...place.path, ...field.split('.')], code, params, field)
	};
}

function readPlan(reader: FolderReader, name: string) {
	return {
		plan: reader.file(`${name}/plan.yaml`, PlanFile),
		measures: reader.rows(`${name}/measures.yaml`, MeasuresFile, 'measures'),
		activities: reader
			.names(name, /^activities-.*\.yaml$/)
			.flatMap((file) => reader.rows(file, ActivitiesFile, 'activities')),
		amendments: reader.optionalRows(`${name}/amendments.yaml`, AmendmentsFile, 'amendments'),
		entries: reader.optionalRows(`${name}/deadlines.yaml`, DeadlinesFile, 'entries'),
		indicators: reader.optionalRows(`${name}/indicators.yaml`, IndicatorsFile, 'indicators')
	};
}

function readDemonstration(reader: FolderReader): StrategyFolder['demonstration'] {
	if (!reader.has('demonstration/demonstration.yaml')) return null;
	const file = reader.file('demonstration/demonstration.yaml', DemonstrationFile);
	const filings = reader
		.names('demonstration', /^filings-.*\.yaml$/)
		.flatMap((name) => reader.rows(name, FilingsFile, 'filings'));
	return file === null ? null : { file, filings };
}

class FolderReader {
	readonly problems: Problem[] = [];
	private readonly folder: string;
	private readonly documents = new Map<string, { document: Document; lines: LineCounter }>();

	constructor(folder: string) {
		this.folder = folder;
	}

	has(name: string): boolean {
		return existsSync(join(this.folder, name));
	}

	/** What looks like a plan, for when strategy.yaml cannot be asked: its problems are said in the same breath. */
	planNames(): string[] {
		return readdirSync(this.folder)
			.filter((name) => this.has(`${name}/plan.yaml`))
			.sort();
	}

	names(subfolder: string, pattern: RegExp): string[] {
		const path = join(this.folder, subfolder);
		if (!existsSync(path)) return [];
		return readdirSync(path)
			.filter((name) => pattern.test(name))
			.sort()
			.map((name) => `${subfolder}/${name}`);
	}

	file<S extends v.GenericSchema>(name: string, schema: S): Placed<v.InferOutput<S>> | null {
		if (!this.has(name)) {
			this.problems.push({ code: 'file_missing', file: name });
			return null;
		}
		const path = join(this.folder, name);
		if (statSync(path).size > LARGEST_FILE) {
			this.problems.push({ code: 'file_too_large', file: name });
			return null;
		}
		const lines = new LineCounter();
		const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
		this.documents.set(name, { document, lines });
		for (const error of document.errors) {
			const line = lines.linePos(error.pos[0]).line;
			this.problems.push({ code: 'not_yaml', file: name, line, params: { reason: error.code } });
		}
		if (document.errors.length > 0) return null;
		const values = valuesOf(document);
		if (values === null) {
			this.problems.push({ code: 'too_many_aliases', file: name });
			return null;
		}
		const result = v.safeParse(schema, values);
		if (!result.success) {
			for (const issue of result.issues) {
				const keys = (issue.path ?? []).map((step) => step.key as string | number);
				this.problems.push(
					this.problem(name, keys, codeOf(issue), { received: issue.received.slice(0, 80) })
				);
			}
			return null;
		}
		const { provenance } = result.output as { provenance?: ProvenanceData };
		return { row: result.output as v.InferOutput<S>, file: name, path: [], provenance };
	}

	rows<S extends v.GenericSchema, K extends keyof v.InferOutput<S> & string>(
		name: string,
		schema: S,
		list: K
	): Placed<v.InferOutput<S>[K] extends (infer Row)[] ? Row : never>[] {
		type Row = v.InferOutput<S>[K] extends (infer R)[] ? R : never;
		const file = this.file(name, schema);
		if (file === null) return [];
		return (file.row[list] as Row[]).map((row, index) => ({
			row,
			file: name,
			path: [list, index],
			provenance: file.provenance
		}));
	}

	optionalRows: FolderReader['rows'] = (name, schema, list) =>
		this.has(name) ? this.rows(name, schema, list) : [];

	/** A problem at a place of a file, with the line of the nearest node that is there. */
	problem(
		file: string,
		path: readonly (string | number)[],
		code: string,
		params?: Problem['params'],
		field?: string
	): Problem {
		return { code, file, line: this.lineOf(file, path), field: field ?? fieldName(path), params };
	}

	private lineOf(file: string, path: readonly (string | number)[]): number {
		const source = this.documents.get(file);
		if (!source) return 1;
		for (let length = path.length; length > 0; length -= 1) {
			const parent = source.document.getIn(path.slice(0, length - 1), true);
			const key = path[length - 1];
			const pair = isMap(parent)
				? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key))
				: undefined;
			const node = pair?.key ?? source.document.getIn(path.slice(0, length), true);
			const range = (node as { range?: [number, number, number] } | undefined)?.range;
			if (range) return source.lines.linePos(range[0]).line;
		}
		return 1;
	}
}

/** Null for a document whose aliases multiply beyond the library's bound ("a billion laughs"). */
function valuesOf(document: Document): unknown {
	try {
		return document.toJS();
	} catch (error) {
		if (error instanceof ReferenceError) return null;
		throw error;
	}
}

/** Our own messages are codes; the library's own sentences become `wrong_shape`. */
function codeOf(issue: v.BaseIssue<unknown>): string {
	return /^[a-z_]+$/.test(issue.message) ? issue.message : 'wrong_shape';
}

function fieldName(path: readonly (string | number)[]): string {
	return path.reduce<string>(
		(name, step) =>
			typeof step === 'number' ? `${name}[${step + 1}]` : name ? `${name}.${step}` : step,
		''
	);
}
