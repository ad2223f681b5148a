import { z } from 'zod';

/** What forms offer: what `rpc/choices` answers. */
export const choicesSchema = z.object({
	objectives: z.array(z.object({ id: z.string(), code: z.string(), title: z.string(), goal: z.string() })),
	sites: z.array(z.object({ id: z.string(), name: z.string(), kind: z.enum(['school', 'department']) })),
	metrics: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			unit: z.string(),
			kind: z.enum(['mean', 'proportion', 'count', 'total']),
			better: z.enum(['higher', 'lower']),
			about: z.enum(['students', 'staff survey', 'things']),
			meaning: z.string()
		})
	)
});
export type Choices = z.infer<typeof choicesSchema>;
export type Metric = Choices['metrics'][number];

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
