import { compares, type Plan } from '#lib/evidence/input.ts';
import { detectableEffect } from '#lib/evidence/recommendation.ts';
import { isShare } from '#lib/pilots/goal-words.ts';
import type { Goal, Pilot } from '#lib/pilots/pilot.ts';

/** What a plan can ever tell, before the first result. */
export type Foresight = {
	/** 'no comparison': it can see a change and not its cause. 'unknown': sizes or spread are missing. */
	tells: 'enough' | 'may miss' | 'no comparison' | 'unknown';
	goal: Pick<Goal, 'metric' | 'unit' | 'kind' | 'minimum_effect'> | null;
	/** In the metric's own unit, at 80 % power. */
	detectable: number | null;
};

/** The spread of a share follows from the share; of anything else somebody has to know it. */
function spreadOf(goal: Goal): number | null {
	const share = goal.target;
	return isShare(goal) && share !== null && share > 0 && share < 1 ? Math.sqrt(share * (1 - share)) : null;
}

export function foresee({ plan, goals }: Pick<Pilot, 'plan' | 'goals'>): Foresight | null {
	if (!plan) return null;
	const goal = goals.find(({ role }) => role === 'primary') ?? null;
	if (!goal) return null;
	if (!compares(plan as Plan)) return { tells: 'no comparison', goal, detectable: null };
	// Without a planned correlation, students are as alike in a group as they are in achievement: the careful side.
	const domain = goal.about === 'students' ? ('achievement' as const) : ('other' as const);
	const { metric: name, unit, kind, better, about } = goal;
	const metric = { id: goal.metric_id, name, meaning: '', unit, kind, better, about, domain };
	const detectable = detectableEffect(plan, { ...goal, metric }, spreadOf(goal));
	if (detectable === null || goal.minimum_effect === null) return { tells: 'unknown', goal, detectable };
	return { tells: detectable <= goal.minimum_effect ? 'enough' : 'may miss', goal, detectable };
}
