import type { Activity, Pilot } from './pilot.ts';
import { isOnThePath, onThePath, stages, stageWords, type Stage } from './stages.ts';

export type PathStep = { label: string; state: 'done' | 'current' | 'ahead' | 'off'; at?: string };
type Walked = Pick<Pilot, 'stage' | 'stage_since'> & {
	activity: readonly Pick<Activity, 'at' | 'verb' | 'facts'>[];
};

const isStage = (word: unknown): word is Stage => (stages as readonly unknown[]).includes(word);

/**
 * The seven stages of the way as this pilot walked them. A pilot off the way stands where it left it; stages that it
 * went back over are ahead of it again.
 */
export function pathOf({ stage, stage_since, activity }: Walked): PathStep[] {
	const moves = activity.filter(({ verb }) => verb === 'moved');
	const left = isOnThePath(stage)
		? stage
		: (moves.map(({ facts }) => facts.from_stage).find((from) => isStage(from) && isOnThePath(from)) ??
			'draft');
	const at = onThePath.indexOf(left as (typeof onThePath)[number]);
	return onThePath.map((one, i) => {
		const entered = one === stage ? stage_since : moves.find(({ facts }) => facts.to_stage === one)?.at;
		const state = i < at ? 'done' : i > at ? 'ahead' : isOnThePath(stage) ? 'current' : 'off';
		return { label: stageWords[one].label, state, at: state === 'ahead' ? undefined : entered };
	});
}
