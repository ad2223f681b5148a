import { z } from 'zod';
import { specialties } from '#lib/pilots/words.ts';
import { findingEvents, findingSeverities, findingStates } from './findings.ts';

const event = z.object({
	id: z.number().int(),
	kind: z.enum(findingEvents),
	body: z.string(),
	link: z.string(),
	severity: z.enum(findingSeverities),
	owner: z.string().nullable(),
	due_on: z.string().nullable(),
	by: z.string(),
	at: z.string()
});

const finding = z.object({
	id: z.string(),
	specialty: z.enum(specialties),
	severity: z.enum(findingSeverities),
	title: z.string(),
	body: z.string(),
	state: z.enum(findingStates),
	owner: z.object({ id: z.string(), name: z.string(), active: z.boolean() }),
	due_on: z.string(),
	raised_by: z.string(),
	raised_at: z.string(),
	overdue: z.boolean(),
	revision: z.number().int(),
	mine: z.boolean(),
	may_answer: z.boolean(),
	may_pass_on: z.boolean(),
	may_extend: z.boolean(),
	may_close: z.boolean(),
	may_regrade: z.boolean(),
	may_reopen: z.boolean(),
	/** who may close it in place of the reader, who owns or answered it; null for everyone else */
	others_close: z.array(z.string()).nullable(),
	events: z.array(event).min(1)
});

const turn = z.object({
	specialty: z.enum(specialties),
	state: z.enum(['asked', 'signed', 'refused']),
	/** whether it can be signed or refused where the pilot is */
	open: z.boolean(),
	asked_at: z.string(),
	reopened_at: z.string().nullable(),
	reopened_why: z.string(),
	assigned: z.string().nullable(),
	/** what was decided before and counts no more, the last first */
	before: z.array(
		z.object({
			state: z.enum(['signed', 'refused']),
			reviewer: z.string(),
			reason: z.string(),
			decided_at: z.string().nullable(),
			cause: z.enum(['tool', 'team', 'recused']),
			why: z.string(),
			ended_at: z.string()
		})
	)
});

/** What `rpc/findings` answers. */
export const findingsSchema = z.object({
	today: z.string(),
	stage: z.string(),
	kept_out: z.boolean(),
	may_raise: z.array(z.enum(specialties)),
	owners: z.array(z.object({ id: z.string(), name: z.string(), part: z.string() })),
	findings: z.array(finding),
	reviews: z.array(turn)
});
