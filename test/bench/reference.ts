// The questions the pages answer, asked of the same file by hand-written SQL: what somebody in a hurry would write, without the application.
// Nothing is kept in memory between two askings.
import Database from 'better-sqlite3';

export interface Reference {
	/** Activities in force at the quarter, counted by goal and the place of the step that counts; null is "no data". */
	overview(): { goalId: number; step: number | null; activities: number }[];
	/** The first hundred activities in force, each with its leads and its newest accepted filing. */
	activities(): { code: string }[];
	/** Every lead's filing for the quarter, begun or not. */
	board(): { bodyId: number; code: string; state: string | null }[];
	close(): void;
}

const IN_FORCE = `a.plan_id = @plan and a.in_force_from <= @last and (a.in_force_until is null or a.in_force_until > @last)`;
const LEADS = `l.role = 'lead' and l.from_on <= @last and (l.until_on is null or l.until_on > @last)`;

const OVERVIEW = `
with newest as (
	select f.activity_id, f.body_id, f.quarter, s.role, s.position,
		row_number() over (partition by f.activity_id, f.body_id order by f.quarter desc) as nth
	from filings f
	join filing_versions v on v.filing_id = f.id and v.number = f.accepted_version
	join steps s on s.id = v.step_id
	where f.quarter <= @quarter
),
standing as (
	select l.activity_id,
		case when count(*) = count(case when n.role = 'full' or n.quarter = @quarter then 1 end)
			then max(n.position) end as step
	from activity_bodies l
	left join newest n on n.activity_id = l.activity_id and n.body_id = l.body_id and n.nth = 1
	where ${LEADS}
	group by l.activity_id
)
select m.goal_id as goalId, s.step, count(*) as activities
from activities a
join measures m on m.id = a.measure_id
join standing s on s.activity_id = a.id
where ${IN_FORCE}
group by m.goal_id, s.step
order by m.goal_id, s.step`;

const ACTIVITIES = `
with hundred as (
	select a.id, a.code, a.deadline_reading, g.position as goal, m.position as measure, a.position
	from activities a
	join measures m on m.id = a.measure_id
	join goals g on g.id = m.goal_id
	where ${IN_FORCE}
	order by g.position, m.position, a.position
	limit 100
)
select h.code, h.deadline_reading, t.text as title,
	(select json_group_array(l.body_id) from activity_bodies l where l.activity_id = h.id and ${LEADS}) as leads,
	f.quarter, v.step_id, v.completed_on, r.text as result
from hundred h
join texts t on t.strategy_id = @strategy and t.subject = 'activity' and t.subject_id = h.id
	and t.field = 'title' and t.lang = @lang
left join filings f on f.id = (
	select id from filings
	where activity_id = h.id and quarter <= @quarter and accepted_version is not null
	order by quarter desc limit 1
)
left join filing_versions v on v.filing_id = f.id and v.number = f.accepted_version
left join filing_texts r on r.version_id = v.id and r.field = 'result' and r.lang = @lang
order by h.goal, h.measure, h.position`;

const BOARD = `
select l.body_id as bodyId, a.code, f.state, f.version, f.first_submitted_on as firstSubmittedOn
from activities a
join activity_bodies l on l.activity_id = a.id
left join filings f on f.activity_id = a.id and f.body_id = l.body_id and f.quarter = @quarter
where ${IN_FORCE} and ${LEADS}
order by l.body_id, a.position`;

/** Opens a file as the application does, for reading, with its statements prepared. */
export function referenceOver(path: string, quarter: string, last: string): Reference {
	const database = new Database(path, { readonly: true });
	const given = { plan: 1, strategy: 1, quarter, last, lang: 'en' };
	const asking = (sql: string) => {
		const statement = database.prepare(sql);
		const names = new Set([...sql.matchAll(/@(\w+)/g)].map(([, name]) => name));
		const values = Object.fromEntries(Object.entries(given).filter(([name]) => names.has(name)));
		return () => statement.all(values) as never;
	};
	return {
		overview: asking(OVERVIEW),
		activities: asking(ACTIVITIES),
		board: asking(BOARD),
		close: () => database.close()
	};
}
