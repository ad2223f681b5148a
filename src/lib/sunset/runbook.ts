/** The closed sets of a runbook; the keys are the database's own. */
export const stepStates = ['open', 'done', 'skipped'] as const;
export const stepEvents = ['added', 'done', 'undone', 'skipped', 'changed'] as const;
export const evidences = ['link', 'note'] as const;
export const parts = ['lead', 'sponsor', 'admin', 'evaluator', 'clerk'] as const;
export const pers = ['pilot', 'tool', 'data tool', 'contract tool'] as const;
export type Part = (typeof parts)[number];
export type Per = (typeof pers)[number];

type Counted = { state: (typeof stepStates)[number]; required: boolean; overdue: boolean };

/** How far a runbook is. What was left out counts neither as done nor as open. */
export function progressOf(steps: readonly Counted[]) {
	const count = (holds: (step: Counted) => boolean) => steps.filter(holds).length;
	return {
		asked: count(({ state }) => state !== 'skipped'),
		done: count(({ state }) => state === 'done'),
		overdue: count(({ overdue }) => overdue),
		/** Whether what is required is done, so that nothing of the runbook is in the way of closing the pilot. */
		ready: steps.every(({ state, required }) => !required || state === 'done')
	};
}
