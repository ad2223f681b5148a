import { z } from 'zod';
import { familyConditions, familyKinds, familyStates } from '#lib/pilots/family-kinds.ts';
import { tiers } from '#lib/pilots/words.ts';

/** A measure as its kind has it: texts, lists of words, counts. What it means stands in family-fields.ts. */
const measureSchema = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));

const earlierSchema = z.object({
	id: z.number(),
	measure: measureSchema,
	amended: z.boolean(),
	reason: z.string(),
	by: z.string(),
	at: z.string()
});

const kindSchema = z.object({
	kind: z.enum(familyKinds),
	asked: z.boolean(),
	condition: z.enum(familyConditions).nullable(),
	/** Whether a link or a date has to show it. */
	evidence: z.boolean(),
	state: z.enum(familyStates),
	/** The id of the last one, which a form shows again to say what it has seen. */
	id: z.number().nullable(),
	measure: measureSchema.nullable(),
	amended: z.boolean().nullable(),
	reason: z.string().nullable(),
	by: z.string().nullable(),
	at: z.string().nullable(),
	earlier: z.array(earlierSchema)
});

const stepSchema = z.object({
	did: z.enum(['added', 'changed', 'done', 'reopened']),
	what: z.string(),
	owner: z.string(),
	due_on: z.string(),
	note: z.string(),
	by: z.string(),
	at: z.string()
});

const mitigationSchema = z.object({
	id: z.string(),
	what: z.string(),
	owner: z.string(),
	owner_id: z.string(),
	owner_active: z.boolean(),
	due_on: z.string(),
	state: z.enum(['open', 'done']),
	evidence: z.string(),
	revision: z.number(),
	overdue: z.boolean(),
	may_finish: z.boolean(),
	may_reopen: z.boolean(),
	may_change: z.boolean(),
	steps: z.array(stepSchema)
});

/** What `rpc/safeguards` answers. */
export const safeguardsSchema = z.object({
	families: z.object({
		applies: z.boolean(),
		may_save: z.boolean(),
		/** After launch: each change is dated and has a reason. */
		amending: z.boolean(),
		tier: z.enum(tiers).nullable(),
		/** Counts of fewer are about single students. */
		minimum: z.number(),
		kinds: z.array(kindSchema)
	}),
	residual: z.object({
		may_save: z.boolean(),
		judgements: z.array(
			z.object({ id: z.number(), level: z.enum(tiers), reason: z.string(), by: z.string(), at: z.string() })
		)
	}),
	mitigations: z.array(mitigationSchema),
	may_add: z.boolean(),
	people: z.array(z.object({ id: z.string(), name: z.string() }))
});

export type Measure = z.infer<typeof measureSchema>;
export type FamilyMeasure = z.infer<typeof kindSchema>;
export type EarlierMeasure = z.infer<typeof earlierSchema>;
export type Mitigation = z.infer<typeof mitigationSchema>;
export type Safeguards = z.infer<typeof safeguardsSchema>;
