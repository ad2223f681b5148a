/** Everything that somebody proposed or is on the team of, sorted by what it asks of them. */
import { z } from 'zod';
import { stages } from './stages.ts';
import { outcomes, statuses, teamRoles } from './words.ts';

export const mySchema = z.object({
	id: z.string(),
	number: z.number().int(),
	title: z.string(),
	stage: z.enum(stages),
	stage_since: z.string(),
	status: z.enum(statuses),
	overdue: z.boolean(),
	role: z.enum(teamRoles),
	wake_on: z.string().nullable(),
	lesson: z.string(),
	saved_at: z.string(),
	draft_step: z.string().nullable(),
	/** Criteria of the submit gate that a draft does not meet yet. */
	missing: z.array(z.string()),
	/** How it came to where it is; null before its first move. */
	last: z.object({ act: z.string(), by: z.string().nullable(), at: z.string(), note: z.string() }).nullable(),
	/** How many parts it was sent back for. */
	rework_parts: z.number(),
	/** Of the last decision. */
	outcome: z.enum(outcomes).nullable()
});
export type Mine = z.infer<typeof mySchema>;

/** How many things the submit gate asks of a draft. */
export const ASKED = 7;

export const groups = ['sent back', 'drafts', 'judged', 'running', 'resting', 'ended'] as const;
export type Group = (typeof groups)[number];

export function groupOf({ stage, last }: Pick<Mine, 'stage' | 'last'>): Group {
	switch (stage) {
		case 'draft':
			return last?.act === 'rework' ? 'sent back' : 'drafts';
		case 'proposed':
		case 'vetting':
			return 'judged';
		case 'shelved':
			return 'resting';
		case 'experiment':
		case 'decision':
		case 'scaling':
		case 'adopted':
			return 'running';
		default:
			return 'ended';
	}
}

/** In the order of what they ask of their team; groups without any are left out. */
export function grouped(mine: readonly Mine[]): { group: Group; pilots: Mine[] }[] {
	return groups
		.map((group) => ({ group, pilots: mine.filter((one) => groupOf(one) === group) }))
		.filter(({ pilots }) => pilots.length > 0);
}

/** What a draft has of what it needs: 5 of 7. */
export function progress({ missing }: Pick<Mine, 'missing'>): { has: number; of: number } {
	return { has: Math.max(0, ASKED - missing.length), of: ASKED };
}
