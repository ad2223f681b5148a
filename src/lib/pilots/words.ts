/** The closed sets of the domain, each with how it is said. The keys are the database's own. */
import type { Tone } from '#lib/ui/tones.ts';

export const statuses = [
	'on the team',
	'on the AI office',
	'on reviewers',
	'on the evaluator',
	'on the cabinet',
	'closed'
] as const;
export type Status = (typeof statuses)[number];

/** Whose move it is, as a sentence of its own. */
export const statusWords: Record<Status, string> = {
	'on the team': 'The team’s move',
	'on the AI office': 'The AI office’s move',
	'on reviewers': 'The reviewers’ move',
	'on the evaluator': 'The evaluator’s move',
	'on the cabinet': 'The cabinet’s move',
	closed: 'Nobody’s move'
};

export const kinds = [
	'student-facing instruction',
	'staff productivity',
	'operations',
	'back office'
] as const;
export type Kind = (typeof kinds)[number];

export const kindWords: Record<Kind, { label: string; hint: string }> = {
	'student-facing instruction': {
		label: 'Student-facing instruction',
		hint: 'Students use it, or it changes what they learn with.'
	},
	'staff productivity': {
		label: 'Staff productivity',
		hint: 'Teachers and other staff do their own work with it: planning, letters, feedback.'
	},
	operations: { label: 'Operations', hint: 'Buses, buildings, meals, attendance.' },
	'back office': { label: 'Back office', hint: 'Finance, people and hiring, records, procurement.' }
};

export const tiers = ['low', 'moderate', 'high'] as const;
export type Tier = (typeof tiers)[number];

export const tierWords: Record<Tier, { label: string; tone: Tone; meaning: string }> = {
	low: {
		label: 'Low risk',
		tone: 'good',
		meaning: 'The fewest reviews; the sponsor or the AI office may launch it.'
	},
	moderate: {
		label: 'Moderate risk',
		tone: 'caution',
		meaning: 'More reviews, with more questions; a member of the cabinet launches it.'
	},
	high: {
		label: 'High risk',
		tone: 'bad',
		meaning: 'The most reviews, with every question; a member of the cabinet launches it.'
	}
};

export const teamRoles = ['lead', 'member', 'data collector'] as const;
export type TeamRole = (typeof teamRoles)[number];
export const teamRoleWords: Record<TeamRole, string> = {
	lead: 'Lead',
	member: 'Member',
	'data collector': 'Data collector'
};

export const assignmentRoles = ['sponsor', 'evaluator', 'reviewer'] as const;
export const assignmentRoleWords: Record<(typeof assignmentRoles)[number], string> = {
	sponsor: 'Sponsor',
	evaluator: 'Evaluator',
	reviewer: 'Reviewer'
};

export const specialties = [
	'security',
	'privacy',
	'instruction',
	'accessibility and equity',
	'finance'
] as const;
export type Specialty = (typeof specialties)[number];

export const outcomes = ['scale', 'extend', 'shelve', 'sunset'] as const;
export type Outcome = (typeof outcomes)[number];
export const outcomeWords: Record<Outcome, { label: string; tone: Tone }> = {
	scale: { label: 'Scale', tone: 'good' },
	extend: { label: 'Extend', tone: 'info' },
	shelve: { label: 'Shelve', tone: 'neutral' },
	sunset: { label: 'Sunset', tone: 'accent' }
};

/** 'privacy' → 'Privacy': for keys that are words already. */
export function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** 'privacy, security and finance'. */
export function listed(items: readonly string[]): string {
	return new Intl.ListFormat('en', { style: 'long', type: 'conjunction' })
		.format(items)
		.replace(/, and /, ' and ');
}

/** 'privacy, security or finance'. */
export function either(items: readonly string[]): string {
	return new Intl.ListFormat('en', { style: 'long', type: 'disjunction' })
		.format(items)
		.replace(/, or /, ' or ');
}
