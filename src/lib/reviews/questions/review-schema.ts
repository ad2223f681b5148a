import { z } from 'zod';
import { specialties, tiers } from '#lib/pilots/words.ts';

export const answers = ['yes', 'no', 'not applicable'] as const;
export type Answer = (typeof answers)[number];

/** One question as its set has it. */
export const questionSchema = z.object({
	key: z.string(),
	text: z.string(),
	why: z.string(),
	kind: z.enum(['choice', 'text']),
	/** From which tier on it is asked. */
	from: z.enum(tiers),
	required: z.boolean(),
	/** Which answer is a concern. */
	concern: z.enum(['yes', 'no']).nullable(),
	/** Answers that need a note, or a link to evidence. */
	note_on: z.array(z.enum(answers)),
	link_on: z.array(z.enum(answers))
});
export type Question = z.infer<typeof questionSchema>;

/** What was answered to the same question before, of the same tool. */
const offerSchema = z.object({
	id: z.number().transform(String),
	answer: z.string(),
	note: z.string(),
	link: z.string(),
	by: z.string().nullable(),
	at: z.string(),
	/** Older than a year. */
	old: z.boolean(),
	/** Older than the tool's last change. */
	outdated: z.boolean(),
	tool: z.string().nullable(),
	pilot: z.string(),
	title: z.string(),
	/** Given to an earlier round of this very review. */
	same_pilot: z.boolean()
});
export type Offer = z.infer<typeof offerSchema>;

/** A question of a review with its answer. */
export const askedSchema = questionSchema.extend({
	/** As it was typed; empty while it is open. */
	answer: z.string(),
	note: z.string(),
	link: z.string(),
	by: z.string().nullable(),
	at: z.string().nullable(),
	/** Taken over from an earlier pilot with the same tool. */
	taken: z.boolean(),
	/** What it still needs before the review is signed. */
	missing: z.enum(['answer', 'note', 'link']).nullable(),
	is_concern: z.boolean(),
	offer: offerSchema.nullable()
});
export type Asked = z.infer<typeof askedSchema>;

/** One line of the list of a pilot's reviews. */
export const reviewLineSchema = z.object({
	specialty: z.enum(specialties),
	state: z.enum(['asked', 'signed', 'refused']),
	reason: z.string(),
	decided_at: z.string().nullable(),
	no_interest: z.boolean().nullable(),
	asked_at: z.string().nullable(),
	/** Decided before, and opened again. */
	asked_again: z.boolean(),
	/** Of its questions; null where there were none when it was asked. */
	version: z.number().nullable(),
	reviewer: z.string().nullable(),
	questions: z.number(),
	answered: z.number(),
	missing: z.number(),
	concerns: z.number(),
	/** Whether the reader may answer and sign it now. */
	mine: z.boolean()
});
export type ReviewLine = z.infer<typeof reviewLineSchema>;

const toolSchema = z.object({
	name: z.string(),
	vendor: z.string(),
	state: z.string(),
	sign_on: z.string(),
	trained_on_student_data: z.string(),
	under_13_consent: z.string(),
	retention: z.string(),
	hosting_region: z.string(),
	accessibility: z.string(),
	generative: z.boolean().nullable(),
	agreement: z
		.object({
			signed_on: z.string(),
			expires_on: z.string().nullable(),
			breach_notice_hours: z.number().nullable(),
			deletion_days: z.number().nullable()
		})
		.nullable()
});
export type ReviewedTool = z.infer<typeof toolSchema>;

/** One review, whole: what `rpc/pilot_review` answers. */
export const reviewSchema = reviewLineSchema.extend({
	/** When the last answer was given: a form that is older is refused. */
	seen: z.string().nullable(),
	asked: z.array(askedSchema),
	tools: z.array(toolSchema)
});
export type WholeReview = z.infer<typeof reviewSchema>;
