import { z } from 'zod';
import { stateIt } from '#lib/pilots/interest.ts';
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
		sponsors: z.boolean(),
		/** That they stated to have no interest in the tool or its vendor. */
		no_interest: z.boolean().nullish()
	})
);
export type Vote = z.infer<typeof votesSchema>[number];

/** What the form of a vote sends. */
export const voteForm = z
	.object({
		choice: z.enum(voteChoices, 'Choose how you vote.'),
		reason: z.string().trim().max(2000, 'A reason can have 2,000 characters.').default(''),
		no_interest: z
			.string()
			.optional()
			.transform((word) => word === 'yes')
	})
	.refine(({ choice, reason }) => choice !== 'recuse' || reason !== '', {
		path: ['reason'],
		message: 'To recuse yourself, give the reason.'
	})
	.refine(({ choice, no_interest }) => choice === 'recuse' || no_interest, {
		path: ['no_interest'],
		message: stateIt
	});
