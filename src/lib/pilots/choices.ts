import type { Choices, Metric } from './choices-schema.ts';

export type { Choices, Metric };

/** Objectives under their goals: 'Goal 3: Innovate with AI' › 3.1, 3.2, 3.3. */
export function byGoal(objectives: Choices['objectives']) {
	const goals = new Map<string, { number: string; title: string; objectives: Choices['objectives'] }>();
	for (const objective of objectives) {
		const number = objective.code.split('.')[0] ?? '';
		const goal = goals.get(number) ?? { number, title: objective.goal, objectives: [] };
		goal.objectives.push(objective);
		goals.set(number, goal);
	}
	return [...goals.values()];
}

/** What is offered, with what is chosen already although it is offered no more. */
export function withChosen<One extends { id: string }>(
	offered: readonly One[],
	over: readonly One[],
	chosen: readonly string[]
): One[] {
	return [...offered, ...over.filter(({ id }) => chosen.includes(id))];
}
