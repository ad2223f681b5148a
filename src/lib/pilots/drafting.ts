/** A pilot while it is written: what is like it, what was sent back, where its writer left off. */
import { z } from 'zod';
import { stages } from './stages.ts';

export const lookAlikeSchema = z.object({
	id: z.string(),
	number: z.number().int(),
	title: z.string(),
	stage: z.enum(stages),
	tool: z.string(),
	/** What it taught, once it is retired. */
	lesson: z.string(),
	lead: z.string().nullable(),
	sites: z.array(z.string()),
	/** 0 to 1. */
	score: z.number(),
	why: z.array(z.enum(['title', 'problem', 'tool'])),
	/** So alike that the proposal says what is different. */
	close: z.boolean(),
	/** What its team says is different. */
	difference: z
		.string()
		.nullish()
		.transform((text) => text ?? null),
	by: z
		.string()
		.nullish()
		.transform((name) => name ?? null),
	at: z
		.string()
		.nullish()
		.transform((at) => at ?? null)
});
export type LookAlike = z.infer<typeof lookAlikeSchema>;
export const lookAlikesSchema = z.array(lookAlikeSchema);

/** What is being typed, to look for pilots like it. */
export const typedSchema = z.object({
	title: z.string().max(1000),
	problem: z.string().max(20_000),
	tool: z.string().max(1000),
	/** The draft itself, once it is saved. */
	pilot: z.uuid().nullable()
});
export type Typed = z.infer<typeof typedSchema>;

const noteSchema = z.object({ part: z.string(), reason: z.string() });
export type ReworkNote = z.infer<typeof noteSchema>;

/** What `rpc/pilot` adds for this part. */
export const draftingShape = {
	look_alikes: lookAlikesSchema,
	/** The step where the reader left off. */
	draft_step: z.string().nullable(),
	revised_at: z.string().nullable(),
	revised_by_name: z.string().nullable(),
	/** Sent back, and not submitted again since. */
	rework_parts: z.array(noteSchema),
	rework_history: z.array(noteSchema.extend({ by: z.string(), at: z.string(), settled_at: z.string() }))
};
