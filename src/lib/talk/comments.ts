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

/** A comment that opens a thread, with its answers. */
const threadSchema = commentSchema.extend({
	/** What it is about; null for the pilot as a whole. */
	part: z.string().nullable(),
	/** Read by whoever judges the pilot alone. */
	reviewers_only: z.boolean(),
	resolved_at: z.string().nullable(),
	resolved_by: z.string().nullable(),
	may_resolve: z.boolean(),
	replies: z.array(commentSchema)
});
export type Thread = z.infer<typeof threadSchema>;

/** A page of a pilot's threads, oldest first: what `rpc/comments` answers. */
export const discussionSchema = z.object({
	comments: z.array(threadSchema),
	/** Every thread on a part of the pilot, whatever page it stands on. */
	on_parts: z.array(threadSchema),
	/** Whether the reader may mark a comment for reviewers only. */
	may_mark: z.boolean(),
	/** Whether there are some before these. */
	earlier: z.boolean(),
	/** Whether these are the last ones. */
	newest: z.boolean(),
	count: z.number(),
	/** How many comments mention the reader, who has not looked yet. */
	unseen: z.number()
});
export type Discussion = z.infer<typeof discussionSchema>;
/** As a page has it: with an id of this load of the page, for what is written on it. */
export type Talk = Discussion & { draft: string };

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
		),
	part: z.string().max(40).default(''),
	reply_to: z.union([z.literal(''), z.uuid()]).default(''),
	reviewers_only: z.literal('yes').optional(),
	/** Which form of the page it was. */
	about: z.string().max(120).default('comment')
});

export const settleForm = z.object({
	comment: z.uuid('This form is damaged: open the page again.'),
	resolved: z.enum(['yes', 'no']).default('yes')
});

/** The name of a form of the page: what it answers or is about, and where it stands. */
export function formName({ part = '', replyTo = '', place = '' }): string {
	return ['comment', part, replyTo, place].filter(Boolean).join(':');
}

export const peopleSchema = z.array(z.object({ id: z.string(), name: z.string(), title: z.string() }));
export type Mentionable = z.infer<typeof peopleSchema>[number];

export const mentionsSchema = z.array(
	z.object({ pilot: z.string(), title: z.string(), author: z.string(), at: z.string(), count: z.number() })
);
export type Mention = z.infer<typeof mentionsSchema>[number];
