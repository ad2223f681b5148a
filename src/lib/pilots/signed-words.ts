/** The criteria that somebody signs: what they are called, and what whoever signs states. */
export const signedWords: Record<string, { label: string; states: string }> = {
	waves: { label: 'The waves', states: 'All planned waves of sites are under way or done.' },
	conditions: {
		label: 'Conditions of the decision',
		states: 'Every condition that the cabinet set is closed.'
	},
	work_exported: {
		label: 'Work is exported',
		states: 'Whoever used it has their work out of it, in a form that they can go on with.'
	},
	deletion_certificate: {
		label: 'The deletion certificate',
		states: 'The vendor certified in writing that the district’s data is deleted.'
	},
	contract_ended: {
		label: 'The contract is ended',
		states: 'The contract and its payments are ended, and nothing renews by itself.'
	},
	replacement: {
		label: 'What comes instead',
		states: 'Whoever used it knows what to use from now on, if anything.'
	}
};
