/** Roles as people write and read them, and as the database answers them: 'cabinet', 'reviewer: privacy'. */
import { roles, type Role } from './me.ts';

export const specialties = [
	'security',
	'privacy',
	'instruction',
	'accessibility and equity',
	'finance'
] as const;

/** Every role that somebody can be given. */
export const givenRoles: readonly string[] = [
	...roles.filter((role) => role !== 'reviewer'),
	...specialties.map((specialty) => `reviewer: ${specialty}`)
];

/** What a list of people can be filtered by: whoever holds no role is a member. */
export const filterRoles = ['member', ...roles] as const;
export type FilterRole = (typeof filterRoles)[number];

const hints: Record<Exclude<Role, 'reviewer'>, string> = {
	evaluator: 'Plans the measurement, accepts results, submits the evaluation',
	cabinet: 'Sponsors, launches and votes; chairs meetings',
	clerk: 'Docket, attendance and minutes; no vote',
	admin: 'The AI office: people, sites, strategy, gates and settings'
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Checkboxes for the roles that are not of a specialty. */
export const officeRoles = Object.entries(hints).map(([value, hint]) => ({
	value,
	label: capital(value),
	hint
}));

/** Checkboxes for a reviewer's specialties. */
export const reviewerRoles = specialties.map((specialty) => ({
	value: `reviewer: ${specialty}`,
	label: capital(specialty)
}));

/** 'Cabinet', 'Reviewer: privacy'; 'Reviewer: all specialties' for whoever holds each of them. */
export function rolesInBrief(held: readonly string[]): string[] {
	const reviews = held.filter((role) => role.startsWith('reviewer: '));
	const others = held.filter((role) => !role.startsWith('reviewer: ')).map(capital);
	if (reviews.length === 0) return others;
	const brief =
		reviews.length === specialties.length
			? 'Reviewer: all specialties'
			: `Reviewer: ${reviews.map((role) => role.slice('reviewer: '.length)).join(', ')}`;
	return [...others, brief];
}
