/** The criteria that somebody signs: what they are called, and what whoever signs states. */
export const signedWords: Record<string, { label: string; states: string }> = {
	waves: { label: 'The waves', states: 'All planned waves of sites are under way or done.' },
	guardrails_held: {
		label: 'The guardrails held',
		states: 'No guardrail was crossed while it was brought to more sites.'
	},
	conditions: {
		label: 'Conditions of the decision',
		states: 'Every condition that the cabinet set is closed.'
	}
};
