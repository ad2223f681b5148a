import { formatNumber } from '#lib/ui/numbers.ts';
import type { Plan } from './input.ts';

/** What is assigned and counted, in the plural. */
export const unitsInWords: Record<Plan['assignment_unit'], string> = {
	student: 'students',
	class: 'classes',
	school: 'schools',
	staff: 'members of staff',
	thing: 'things'
};

type Planned = Pick<Plan, 'assignment_unit' | 'analysis_unit' | 'groups_per_arm' | 'people_per_arm'>;

/** How many the plan wants in each arm: '130 students in 6 classes', '96 classes'; null where it doesn't say. */
export function plannedInWords(plan: Planned): string | null {
	const {
		assignment_unit: assigned,
		analysis_unit: counted,
		groups_per_arm: groups,
		people_per_arm: people
	} = plan;
	if (people === null) return null;
	const many = `${formatNumber(people)} ${unitsInWords[counted]}`;
	const whole = (assigned === 'class' || assigned === 'school') && assigned !== counted && groups !== null;
	return whole ? `${many} in ${formatNumber(groups)} ${unitsInWords[assigned]}` : many;
}
