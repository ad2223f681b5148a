import type { Arms } from './cells.ts';
import { groupsIn, peopleIn } from './clustering.ts';
import type { Goal, Plan } from './input.ts';
import { compares, type Arm } from './terms.ts';

/** How many there are in an arm, of how many that were planned. */
export type Sample = { arm: Arm; of: 'groups' | 'people'; seen: number; planned: number };

/** Whose number a plan states: a survey of staff isn't short of students. */
function countsSame(plan: Plan, { metric }: Goal): boolean {
	const about = {
		student: 'students',
		class: 'students',
		school: 'students',
		staff: 'staff survey',
		thing: 'things'
	};
	return about[plan.analysis_unit] === metric.about;
}

/** What was measured of a goal against what was planned, for each arm that the design has. */
export function samplesOf(plan: Plan, goal: Goal, arms: Arms): Sample[] {
	const wanted: Arm[] = compares(plan) ? ['pilot', 'comparison'] : ['pilot'];
	if (!countsSame(plan, goal)) return [];
	return wanted.flatMap((arm) => {
		const { outcome } = arms[arm];
		const both = [
			{ arm, of: 'groups' as const, seen: groupsIn(plan, goal, outcome), planned: plan.groups_per_arm },
			{ arm, of: 'people' as const, seen: peopleIn(plan, goal, outcome), planned: plan.people_per_arm }
		];
		return both.filter((one): one is Sample => one.seen !== null && one.planned !== null);
	});
}

/** So few that nothing is judged: less than a tenth of what was planned. */
export function scarce(samples: Sample[]): Sample[] {
	return samples.filter(({ seen, planned }) => seen < planned / 10);
}

/** Fewer than nine tenths of what was planned: some loss is in every plan. */
export function short(samples: Sample[]): Sample[] {
	return samples.filter(({ seen, planned }) => seen < 0.9 * planned);
}
