import { offThePath, onThePath, type Stage } from '#lib/pilots/stages.ts';
import type { Goal, Objective } from './strategy.ts';

/** Stages in which something is done for an objective: proposed and further, and not off the path. */
const underWay = onThePath.filter((stage) => stage !== 'draft');

function sum({ stages }: Objective, among: readonly Stage[]): number {
	return among.reduce((total, stage) => total + (stages[stage] ?? 0), 0);
}

/** Pilots of an objective that are on the path, those that left it, and whether any is under way. */
export function reach(objective: Objective): { on: number; off: number; gap: boolean } {
	return {
		on: sum(objective, onThePath),
		off: sum(objective, offThePath),
		gap: !objective.retired_on && sum(objective, underWay) === 0
	};
}

/** Objectives that no pilot serves now. */
export function gaps(goals: readonly Goal[]): Objective[] {
	return goals.flatMap(({ objectives }) => objectives.filter((objective) => reach(objective).gap));
}

/** How dark a count of a matrix is drawn: 0 for none, 1 to 3 by its share of the largest. */
export function weight(count: number, largest: number): 0 | 1 | 2 | 3 {
	if (count === 0) return 0;
	const share = count / Math.max(largest, 4);
	return share > 2 / 3 ? 3 : share > 1 / 3 ? 2 : 1;
}

/** The largest count of a cell on the path. */
export function largestCell(goals: readonly Goal[]): number {
	const counts = goals.flatMap(({ objectives }) =>
		objectives.flatMap(({ stages }) => onThePath.map((stage) => stages[stage] ?? 0))
	);
	return Math.max(0, ...counts);
}
