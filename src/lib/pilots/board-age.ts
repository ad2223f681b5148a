import type { Card } from './pipeline.ts';
import type { Stage } from './stages.ts';

/** How long a pilot has stood in its stage, against what is usual there. */
export type Age = 'fresh' | 'ageing' | 'long';

/**
 * Days in a stage from which a pilot is ageing, and from which it stands there long. Stages in which a pilot may rest
 * (adopted, and those off the path) are not in it.
 */
const patience: Partial<Record<Stage, readonly [ageing: number, long: number]>> = {
	draft: [21, 60],
	proposed: [7, 21],
	vetting: [14, 35],
	experiment: [100, 180],
	decision: [14, 30],
	scaling: [120, 240],
	sunset: [21, 45]
};

export function ageOf({ stage, days }: Pick<Card, 'stage' | 'days'>): Age {
	const limits = patience[stage];
	if (!limits || days < limits[0]) return 'fresh';
	return days < limits[1] ? 'ageing' : 'long';
}
