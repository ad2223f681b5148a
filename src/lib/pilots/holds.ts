import { z } from 'zod';
import { incidentKinds, incidentStates, severities, type Severity } from './incident-words.ts';

/** What stops a pilot from being carried on, until it is lifted. */
export const holdSchema = z.object({
	id: z.string(),
	reason: z.string(),
	/** Null for a hold that an incident raised by itself. */
	raised_by: z.string().nullable(),
	/** The role that they raised it in. */
	raised_as: z.enum(['reviewer', 'cabinet', 'admin', 'incident']),
	source: z.enum(['person', 'incident']),
	raised_at: z.string(),
	lifted_by: z.string().nullable(),
	lifted_at: z.string().nullable(),
	lift_reason: z.string().nullable(),
	mine_to_lift: z.boolean()
});
export type Hold = z.infer<typeof holdSchema>;

export { severities, type Severity };

export const incidentSchema = z.object({
	id: z.string(),
	kind: z.enum(incidentKinds),
	/** As it was found to be, which its report may have thought otherwise. */
	severity: z.enum(severities),
	state: z.enum(incidentStates),
	occurred_on: z.string(),
	/** Null for readers who may know that there was one, and not what. */
	what_happened: z.string().nullable(),
	reported_by: z.string().nullable(),
	reported_at: z.string()
});
export type Incident = z.infer<typeof incidentSchema>;

/** What the cabinet let it pass without, and why. */
export const waiverSchema = z.object({
	act: z.string(),
	criterion: z.string(),
	title: z.string().nullable(),
	by: z.string(),
	at: z.string(),
	reason: z.string()
});
export type WaiverKept = z.infer<typeof waiverSchema>;
