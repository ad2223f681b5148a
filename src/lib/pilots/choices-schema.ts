import { z } from 'zod';

const objectiveSchema = z.object({ id: z.string(), code: z.string(), title: z.string(), goal: z.string() });
const siteSchema = z.object({ id: z.string(), name: z.string(), kind: z.enum(['school', 'department']) });

/** What forms offer: what `rpc/choices` answers. */
export const choicesSchema = z.object({
	objectives: z.array(objectiveSchema),
	/** No longer offered: pilots that serve them keep them. */
	retired_objectives: z.array(objectiveSchema).default([]),
	sites: z.array(siteSchema),
	/** No longer offered: pilots that run there keep them. */
	closed_sites: z.array(siteSchema).default([]),
	metrics: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			unit: z.string(),
			kind: z.enum(['mean', 'proportion', 'count', 'total']),
			better: z.enum(['higher', 'lower']),
			about: z.enum(['students', 'staff survey', 'things']),
			meaning: z.string()
		})
	)
});
export type Choices = z.infer<typeof choicesSchema>;
export type Metric = Choices['metrics'][number];
