import { z } from 'zod';
import { assignmentRoles, teamRoles } from './words.ts';

/** Whoever was on the team before, and when. */
export const formerMemberSchema = z.object({
	name: z.string(),
	role: z.enum(teamRoles),
	joined_at: z.string(),
	left_at: z.string()
});

/** Whoever sponsored or evaluated it before, and when. */
export const formerAssigneeSchema = z.object({
	name: z.string(),
	role: z.enum(assignmentRoles),
	since: z.string(),
	until: z.string()
});

/** Whoever stepped away from every part in it, for good. */
export const recusalSchema = z.object({ name: z.string(), reason: z.string(), at: z.string() });

/** Whoever stands in for a part that nobody else could take. */
export const substituteSchema = z.object({
	part: z.string(),
	name: z.string(),
	reason: z.string(),
	appointed_by: z.string().nullable(),
	since: z.string()
});
export type Substitute = z.infer<typeof substituteSchema>;
