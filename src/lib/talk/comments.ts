import { z } from 'zod';

export const MOST_CHARACTERS = 4000;

const commentSchema = z.object({
	id: z.string(),
	author: z.string(),
	title: z.string(),
	mine: z.boolean(),
	/** Plain text; empty for what was taken back. */
	body: z.string(),
	at: z.string(),
	taken_back: z.boolean(),
	/** Whom it mentions. */
	names: z.array(z.string()),
	/** Whether it mentions the reader, who has not looked yet. */
	unseen: z.boolean()
});
export type Comment = z.infer<typeof commentSchema>;

/** A page of a pilot's comments, oldest first: what `rpc/comments` answers. */
export const discussionSchema = z.object({
	comments: z.array(commentSchema),
	/** Whether there are some before these. */
	earlier: z.boolean(),
	/** Whether these are the last ones. */
	newest: z.boolean(),
	count: z.number(),
	/** How many comments mention the reader, who has not looked yet. */
	unseen: z.number()
});
export type Discussion = z.infer<typeof discussionSchema>;

export const commentForm = z.object({
	/** Made with the form, so that a form that is sent twice is one comment. */
	id: z.uuid('This form is damaged: open the page again. What you typed is still here.'),
	body: z
		.string()
		.transform((text) => text.replaceAll('\r\n', '\n').trim())
		.pipe(
			z
				.string()
				.min(1, 'Write something first.')
				.max(MOST_CHARACTERS, 'A comment can have 4000 characters: shorten it, or write two.')
		)
});

export const peopleSchema = z.array(z.object({ id: z.string(), name: z.string(), title: z.string() }));
export type Mentionable = z.infer<typeof peopleSchema>[number];

export const mentionsSchema = z.array(
	z.object({ pilot: z.string(), title: z.string(), author: z.string(), at: z.string(), count: z.number() })
);
export type Mention = z.infer<typeof mentionsSchema>[number];
