import type { Pilot } from '#lib/pilots/pilot.ts';

/** What stays open until launch and is filled in beside the proposal, in the order in which a team thinks of it. */
export const openUntilLaunch = [
	'numbers',
	'resources',
	'budget',
	'tools_named',
	'cycle_end',
	'decision_question',
	'stop_rule'
] as const;
export type OpenItem = (typeof openUntilLaunch)[number];

type Facts = Pick<
	Pilot,
	| 'stage'
	| 'gates'
	| 'classes'
	| 'people'
	| 'payer'
	| 'staff_hours'
	| 'budget_once'
	| 'budget_yearly'
	| 'tools'
	| 'cycle_end'
	| 'decision_question'
	| 'stop_rule'
>;

const isThere: Record<OpenItem, (pilot: Facts) => boolean> = {
	numbers: (pilot) => pilot.classes !== null && pilot.people !== null,
	resources: (pilot) => pilot.payer.trim() !== '' && pilot.staff_hours !== null,
	budget: (pilot) => pilot.budget_once !== null && pilot.budget_yearly !== null,
	tools_named: (pilot) => pilot.tools.length > 0,
	cycle_end: (pilot) => pilot.cycle_end !== null,
	decision_question: (pilot) => pilot.decision_question.trim() !== '',
	stop_rule: (pilot) => pilot.stop_rule.trim() !== ''
};

/**
 * What is still open until launch, and what is there. Nothing of it holds the proposal up, and what the next gate asks for
 * itself stands there; after launch there is nothing more to say.
 */
export function stillOpen(pilot: Facts): { item: OpenItem; there: boolean }[] {
	if (!['draft', 'proposed', 'vetting'].includes(pilot.stage)) return [];
	const asked = new Set(pilot.gates.flatMap(({ criteria }) => criteria.map(({ criterion }) => criterion)));
	return openUntilLaunch
		.filter((item) => !asked.has(item))
		.map((item) => ({ item, there: isThere[item](pilot) }));
}
