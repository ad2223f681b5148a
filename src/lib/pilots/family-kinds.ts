/** What can be settled for students and families before a pilot starts, in the order in which it is shown. */
export const familyKinds = [
	'notice',
	'opt_out',
	'alternative',
	'languages',
	'accommodations',
	'consent',
	'under_13',
	'research_review'
] as const;
export type FamilyKind = (typeof familyKinds)[number];

export const familyLabels: Record<FamilyKind, string> = {
	notice: 'Notice to families',
	opt_out: 'The way to say no',
	alternative: 'The alternative activity',
	languages: 'Languages',
	accommodations: 'Accommodations',
	consent: 'Consent',
	under_13: 'Consent for children under 13',
	research_review: 'Research review'
};

export const familyStates = ['missing', 'no evidence', 'pending', 'refused', 'done'] as const;
export type FamilyState = (typeof familyStates)[number];

export const familyConditions = ['always', 'under 13', 'research'] as const;
export type FamilyCondition = (typeof familyConditions)[number];

export const conditionWords: Record<FamilyCondition, string> = {
	always: 'where students take part',
	'under 13': 'where some are under 13',
	research: 'where chance assigns, or consent is active'
};

export const familyLabel = (kind: string): string =>
	familyLabels[kind as FamilyKind] ?? kind.replaceAll('_', ' ');

/** A list of kinds as the database gives it, in words: 'notice, opt_out'. */
export const familyLabelsOf = (list: string): string[] =>
	list.split(', ').map((kind) => {
		const label = familyLabel(kind);
		return label.charAt(0).toLowerCase() + label.slice(1);
	});
