export const designs = ['randomized', 'matched comparison', 'before and after', 'monitoring only'] as const;
export type Design = (typeof designs)[number];

export const designWords: Record<Design, { label: string; hint: string }> = {
	randomized: {
		label: 'Randomized',
		hint: 'Chance decides who is in the pilot and who is in the comparison. The strongest answer.'
	},
	'matched comparison': {
		label: 'Matched comparison',
		hint: 'A similar group without the pilot, chosen before the start.'
	},
	'before and after': {
		label: 'Before and after',
		hint: 'The same group before and after, without a comparison. Other causes cannot be ruled out.'
	},
	'monitoring only': {
		label: 'Monitoring only',
		hint: 'Figures are watched, and nothing is claimed about cause. For operations with little at stake.'
	}
};

export const units = ['student', 'class', 'school', 'staff', 'thing'] as const;
export type Unit = (typeof units)[number];
export const unitWords: Record<Unit, string> = {
	student: 'Student',
	class: 'Class',
	school: 'School',
	staff: 'Member of staff',
	thing: 'Thing, such as a bus or a letter'
};

export const goalRoles = ['primary', 'key', 'secondary', 'guardrail'] as const;
export type GoalRole = (typeof goalRoles)[number];
export const goalRoleWords: Record<GoalRole, { label: string; hint: string }> = {
	primary: { label: 'Primary', hint: 'The one figure that the decision rests on. Exactly one.' },
	key: { label: 'Key', hint: 'Counts beside the primary one. At most two.' },
	secondary: { label: 'Secondary', hint: 'Good to know; decides nothing.' },
	guardrail: { label: 'Guardrail', hint: 'Must not get worse than its limit.' }
};
