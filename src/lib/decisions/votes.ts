import { z } from 'zod';
import { voteChoices } from './choices.ts';

/** How many votes each choice has. */
export const tallySchema = z.partialRecord(z.enum(voteChoices), z.number().int());
export type Tally = z.infer<typeof tallySchema>;

/** What `rpc/votes` answers: while the item is open only the caller's own choice is told. */
export const votesSchema = z.array(
	z.object({
		voter: z.string(),
		voter_id: z.string(),
		choice: z.enum(voteChoices).nullable(),
		reason: z.string().nullable(),
		sponsors: z.boolean()
	})
);
export type Vote = z.infer<typeof votesSchema>[number];

/** What the form of a vote sends. */
export const voteForm = z
	.object({
		choice: z.enum(voteChoices, 'Choose how you vote.'),
		reason: z.string().trim().max(2000, 'A reason can have 2,000 characters.').default('')
	})
	.refine(({ choice, reason }) => choice !== 'recuse' || reason !== '', {
		path: ['reason'],
		message: 'To recuse yourself, give the reason.'
	});
