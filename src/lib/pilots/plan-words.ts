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

/** Whether a clear result may end a pilot before its cycle does, as a form sends it. */
export const earlyStops = ['false', 'true'] as const;
export const earlyStopWords: Record<(typeof earlyStops)[number], { label: string; hint: string }> = {
	false: {
		label: 'No, it runs to its end',
		hint: 'Until then there is no verdict. For harm, or past a guardrail, it can be stopped at any time all the same.'
	},
	true: {
		label: 'Yes, for a clear result',
		hint: 'What it costs: who looks often is misled often, so before the end an interval about 1.6 times as wide decides, and it stays the one that decides if you stop.'
	}
};

/** The same in a list of facts. */
export const earlyStopInWords = (may: boolean) =>
	may ? 'For a clear result, by the wider interval' : 'Only for harm, or past a guardrail';

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
