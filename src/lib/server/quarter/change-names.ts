// What the keys and codes in changes stand for.
import type { ChangeNames } from '#lib/domain/changes.ts';
import type { ComparedQuarter } from '#lib/domain/quarter-view.ts';

/** As the later quarter calls them, else the earlier. */
export interface NamesInChanges extends ChangeNames {
	goals: readonly Pick<ComparedQuarter['goals'][number], 'code' | 'title'>[];
}

export function namesOf({
	from,
	to
}: {
	from: ComparedQuarter;
	to: ComparedQuarter;
}): NamesInChanges {
	const bodies = [...from.bodies, ...to.bodies];
	const steps = new Map([...from.steps, ...to.steps].map((step) => [step.key, step]));
	const goals = new Map([...to.goals, ...from.goals].map((goal) => [goal.code, goal]));
	return {
		bodies: Object.fromEntries(bodies.map(({ key, name, short }) => [key, { name, short }])),
		steps: [...steps.values()].map(({ key, role, label }) => ({ key, role, label })),
		goals: [...goals.values()].map(({ code, title }) => ({ code, title }))
	};
}
