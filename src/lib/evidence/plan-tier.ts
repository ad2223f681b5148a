import type { Goal, Plan } from './input.ts';
import { compares } from './terms.ts';
import { bothReadings, essaRules, type Tier } from './tiers.ts';

/** What lowers the tier that a plan could support, to which one, and what it knows for the repair. */
export type Lowering =
	| { key: 'no primary outcome'; to: Tier }
	| { key: 'no comparison'; to: Tier }
	| { key: 'one group'; to: Tier; unit: Plan['assignment_unit'] }
	| { key: 'size unknown'; to: Tier }
	| { key: 'small sample'; to: Tier; students: number; missing: number }
	| { key: 'one district'; to: Tier }
	| { key: 'one school'; to: Tier }
	| { key: 'nothing before'; to: Tier }
	| { key: 'not by chance'; to: Tier };

/** The tier that a plan could support: never what it is. Null where it is about no student's outcome. */
export type TierReach = {
	tier: Tier | null;
	/** The same where schools of one district count as sites. */
	bySchools: Tier | null;
	/** The lowest first; what lowers neither reading isn't here. */
	lowered: Lowering[];
};

type Asked = {
	plan: Pick<
		Plan,
		'design' | 'assignment_unit' | 'analysis_unit' | 'groups_per_arm' | 'people_per_arm' | 'pretest_r2'
	>;
	/** The primary outcome; null without one. */
	primary: { about: Goal['metric']['about'] } | null;
	/** How many sites the pilot is at. */
	sites: number;
};

const isGroup = (unit: Plan['assignment_unit']) => unit === 'class' || unit === 'school';

function ofSize({ plan }: Asked): Lowering[] {
	const { groups_per_arm: groups, people_per_arm: people } = plan;
	if (isGroup(plan.assignment_unit) && groups !== null && 2 * groups >= essaRules.groups) return [];
	const students = plan.analysis_unit === 'student' && people !== null ? 2 * people : null;
	if (students === null) return [{ key: 'size unknown', to: 3 }];
	if (students >= essaRules.students) return [];
	return [{ key: 'small sample', to: 3, students, missing: essaRules.students - students }];
}

function found(asked: Asked): Lowering[] {
	const { plan, primary, sites } = asked;
	const lowered: Lowering[] = [];
	if (!primary) lowered.push({ key: 'no primary outcome', to: 4 });
	if (!compares(plan)) lowered.push({ key: 'no comparison', to: 4 });
	if (compares(plan) && isGroup(plan.assignment_unit) && plan.groups_per_arm === 1) {
		lowered.push({ key: 'one group', to: 4, unit: plan.assignment_unit });
	}
	lowered.push(...ofSize(asked));
	if (sites < essaRules.sites) lowered.push({ key: 'one school', to: 3 });
	lowered.push({ key: 'one district', to: 3 });
	if (plan.design === 'matched comparison') {
		// Who matched has to show that the groups were alike; whoever drew lots doesn't.
		if (plan.pretest_r2 === null) lowered.push({ key: 'nothing before', to: 3 });
		lowered.push({ key: 'not by chance', to: 2 });
	}
	return lowered;
}

/**
 * The tier of the Every Student Succeeds Act that a plan could still support, if its effect turns out significant and positive, nothing
 * overrides it and few are lost. Tier 1 is for randomized designs, 2 for matched ones that show baseline equivalence, 3 for a comparison
 * that is too small or at too few sites, 4 for a rationale with a study under way.
 */
export function reachableTier(asked: Asked): TierReach {
	if (asked.primary && asked.primary.about !== 'students')
		return { tier: null, bySchools: null, lowered: [] };
	return bothReadings(found(asked));
}
