import type { Tone } from '#lib/ui/tones.ts';

export const severities = ['minor', 'moderate', 'serious'] as const;
export type Severity = (typeof severities)[number];

export const severityWords: Record<Severity, { label: string; hint: string; tone: Tone }> = {
	minor: {
		label: 'Minor',
		hint: 'Something went wrong, nobody was harmed, and the team can put it right.',
		tone: 'neutral'
	},
	moderate: {
		label: 'Moderate',
		hint: 'Nobody was harmed, but it took time or trust from people, or it could happen again.',
		tone: 'caution'
	},
	serious: {
		label: 'Serious',
		hint: 'Somebody was or could be harmed, or data reached somebody that it should not. The pilot is put on hold at once.',
		tone: 'bad'
	}
};

export const incidentKinds = [
	'wrong or harmful output',
	'bias or unequal treatment',
	'privacy or data leak',
	'security',
	'access or outage',
	'inappropriate content',
	'over-reliance or misuse',
	'accessibility',
	'other'
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export const kindWords: Record<IncidentKind, { label: string; hint: string }> = {
	'wrong or harmful output': {
		label: 'Wrong or harmful output',
		hint: 'It said something false or harmful, or did something that it should not.'
	},
	'bias or unequal treatment': {
		label: 'Bias or unequal treatment',
		hint: 'It served some people worse than others.'
	},
	'privacy or data leak': {
		label: 'Privacy or data leak',
		hint: 'Data reached somebody that it should not, or more was taken than agreed.'
	},
	security: { label: 'Security', hint: 'An account or a system was or could be misused.' },
	'access or outage': {
		label: 'Access or outage',
		hint: 'It could not be used, or the wrong people could use it.'
	},
	'inappropriate content': {
		label: 'Inappropriate content',
		hint: 'It showed what is not fit for those who saw it.'
	},
	'over-reliance or misuse': {
		label: 'Over-reliance or misuse',
		hint: 'It was trusted too far, or used for what it is not for.'
	},
	accessibility: { label: 'Accessibility', hint: 'Somebody could not use it because of a disability.' },
	other: { label: 'Of another kind', hint: 'None of these.' }
};

export const incidentStates = [
	'reported',
	'triaged',
	'in work',
	'closing proposed',
	'closed',
	'joined'
] as const;
export type IncidentState = (typeof incidentStates)[number];

export const stateWords: Record<IncidentState, { label: string; tone: Tone }> = {
	reported: { label: 'Reported', tone: 'caution' },
	triaged: { label: 'Triaged', tone: 'info' },
	'in work': { label: 'In work', tone: 'info' },
	'closing proposed': { label: 'Closing proposed', tone: 'accent' },
	closed: { label: 'Closed', tone: 'good' },
	joined: { label: 'Joined to another report', tone: 'neutral' }
};
