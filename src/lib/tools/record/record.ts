/* What can be said of a tool: the closed lists of its record. No schema here, so that a page brings no parser along. */

export const toolStates = ['proposed', 'in review', 'approved', 'restricted', 'blocked', 'retired'] as const;
export type ToolState = (typeof toolStates)[number];

export const dataCategories = [
	'identity',
	'contact',
	'demographics',
	'education records',
	'assessment',
	'behaviour',
	'content made by students',
	'health',
	'location',
	'usage',
	'none'
] as const;
export const dataAbouts = ['students', 'staff', 'families', 'nobody'] as const;
export const signOns = ['unknown', 'district account', 'rostered', 'own account', 'none'] as const;
export const trainings = ['unknown', 'no', 'de-identified', 'yes'] as const;
export const consents = ['unknown', 'not for under 13', 'school consents', 'families consent'] as const;
export const agreementStates = ['current', 'not yet', 'expired', 'ended'] as const;

export const textFields = [
	'name',
	'vendor',
	'model',
	'version',
	'purpose',
	'hosting_region',
	'retention',
	'accessibility',
	'accessibility_link',
	'website'
] as const;
export type TextField = (typeof textFields)[number];
