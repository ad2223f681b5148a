import { z } from 'zod';

/** What a pilot's page tells of its monitoring. */
export const monitoringBriefSchema = z.object({
	/** Months between two reviews. */
	every: z.number().nullable(),
	next_review: z.string().nullable(),
	may_choose: z.boolean(),
	/** Null while no day is set. */
	may_review: z.boolean().nullable(),
	done: z.number(),
	last: z
		.object({
			verdict: z.enum(['fine', 'watch', 'fails']),
			due_on: z.string(),
			done_at: z.string(),
			done_by: z.string()
		})
		.nullable(),
	/** Of the results since it scales; null where nobody read them yet. */
	guardrails: z.enum(['held', 'open', 'at risk', 'breached']).nullable()
});
export type MonitoringBrief = z.infer<typeof monitoringBriefSchema>;
