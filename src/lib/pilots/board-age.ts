import type { Card } from './pipeline.ts';
import type { Stage } from './stages.ts';

/** How long a pilot has stood in its stage, against what is usual there. */
export type Age = 'fresh' | 'ageing' | 'long';

/**
 * Days in a stage from which a pilot is ageing, and from which it stands there long, while too few have left the stage to
 * say what is usual. Stages in which a pilot may rest (adopted, and those off the path) are not in it.
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

/** Half as long again as is usual is ageing, twice that is long; and a week is never too long. */
export function ageOf({
	stage,
	days,
	typical_days = null
}: Pick<Card, 'stage' | 'days'> & { typical_days?: number | null }): Age {
	const given = patience[stage];
	if (!given) return 'fresh';
	const [ageing, long] =
		typical_days === null ? given : [Math.max(7, typical_days * 1.5), Math.max(14, typical_days * 3)];
	return days < ageing ? 'fresh' : days < long ? 'ageing' : 'long';
}
