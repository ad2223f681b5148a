import { z } from 'zod';
import type { Analysis } from '#lib/evidence/analysis.ts';
import { incidentSchema } from '#lib/pilots/holds.ts';
import { answerStates, reviewVerdicts } from './monitoring.ts';

const questionSchema = z.object({ key: z.string(), words: z.string(), help: z.string().default('') });
export type Question = z.infer<typeof questionSchema>;

const guardrails = z.enum(['held', 'open', 'at risk', 'breached']);
const agreementSchema = z.object({
	needed: z.boolean(),
	named: z.boolean(),
	tools: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			expires_on: z.string().nullable(),
			current: z.boolean(),
			state: z.string()
		})
	)
});
export type Agreement = z.infer<typeof agreementSchema>;

/** What happened between two reviews: incidents without their words, and which fields of its tools changed. */
const cameSchema = z.object({
	incidents: z.array(
		incidentSchema.pick({ id: true, kind: true, severity: true, state: true, occurred_on: true })
	),
	tools: z.array(z.object({ id: z.string(), name: z.string(), fields: z.array(z.string()), at: z.string() }))
});
export type Came = z.infer<typeof cameSchema>;

const reviewSchema = z.object({
	id: z.string(),
	due_on: z.string(),
	verdict: z.enum(reviewVerdicts),
	words: z.string(),
	answers: z.array(
		z.object({ key: z.string(), question: z.string(), state: z.enum(answerStates), note: z.string() })
	),
	facts: cameSchema.extend({ agreement: agreementSchema, guardrails: guardrails.nullable() }),
	next_due: z.string(),
	done_by: z.string(),
	done_at: z.string()
});
export type MonitoringReview = z.infer<typeof reviewSchema>;

/** What `rpc/monitoring` answers. */
export const monitoringSchema = z.object({
	every: z.number().nullable(),
	/** Rises with each choice and each review. */
	revision: z.number(),
	chosen_at: z.string().nullable(),
	chosen_by: z.string().nullable(),
	next_review: z.string().nullable(),
	adopted_on: z.string().nullable(),
	may: z.object({ choose: z.boolean(), review: z.boolean(), now: z.boolean() }),
	questions: z.array(questionSchema),
	since: z.string().nullable(),
	came: cameSchema.nullable(),
	agreement: agreementSchema,
	cost: z.object({ yearly: z.number().nullable(), line: z.string(), owner: z.string() }),
	/** The evidence as it stood when the cabinet last decided to scale, as everyone may see it. */
	decided: z
		.object({
			at: z.string(),
			evidence: z.custom<Partial<Analysis>>((value) => typeof value === 'object').nullable()
		})
		.nullable(),
	reviews: z.array(reviewSchema)
});
export type Monitoring = z.infer<typeof monitoringSchema>;

/** What `rpc/monitoring_questions` answers. */
export const questionsSchema = z.object({
	version: z.number(),
	questions: z.array(questionSchema),
	versions: z.array(
		z.object({
			version: z.number(),
			made_at: z.string(),
			/** Null for what every district begins with. */
			made_by: z.string().nullable(),
			questions: z.array(questionSchema),
			reviews: z.number()
		})
	)
});
export type QuestionsPage = z.infer<typeof questionsSchema>;
