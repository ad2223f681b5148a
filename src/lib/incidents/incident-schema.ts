import { z } from 'zod';
import { incidentKinds, incidentStates, severities } from '#lib/pilots/incident-words.ts';
import { affectedGroups, howMany } from './report-words.ts';

const named = z.object({ id: z.string(), title: z.string() });
const tool = z.object({ id: z.string(), name: z.string() });

/** An incident as everyone may know it. */
export const incidentLineSchema = z.object({
	id: z.string(),
	kind: z.enum(incidentKinds),
	severity: z.enum(severities),
	state: z.enum(incidentStates),
	occurred_on: z.string(),
	reported_at: z.string(),
	closed_at: z.string().nullable(),
	joined_to: z.string().nullable(),
	/** Its interim report is late. */
	overdue: z.boolean().nullable(),
	pilots: z.array(named),
	tools: z.array(tool)
});
export type IncidentLine = z.infer<typeof incidentLineSchema>;

const monthly = z.object({ name: z.string(), month: z.string(), count: z.number().int() });

/** What `rpc/incident_list` answers. */
export const incidentListSchema = z.object({
	total: z.number().int(),
	most: z.number().int(),
	/** Whether the district has any at all. */
	any: z.boolean(),
	incidents: z.array(incidentLineSchema),
	months: z.array(z.string()),
	severities: z.array(z.object({ month: z.string(), severity: z.enum(severities), count: z.number().int() })),
	kinds: z.array(monthly),
	tools: z.array(monthly.extend({ id: z.string() })),
	offered: z.object({ tools: z.array(tool), pilots: z.array(named) })
});
export type IncidentList = z.infer<typeof incidentListSchema>;

const action = z.object({
	id: z.string(),
	what: z.string(),
	owner: z.string(),
	due: z.string(),
	added_at: z.string(),
	done_at: z.string().nullable(),
	done_by: z.string().nullable(),
	done_note: z.string(),
	overdue: z.boolean(),
	mine: z.boolean()
});
export type IncidentAction = z.infer<typeof action>;

const event = z.object({
	id: z.number(),
	what: z.string(),
	facts: z.record(z.string(), z.unknown()),
	by: z.string().nullable(),
	at: z.string()
});
export type IncidentEvent = z.infer<typeof event>;

const told = incidentLineSchema.extend({
	reads: z.literal(true),
	reported_by: z.string(),
	reported_severity: z.enum(severities),
	what_happened: z.string(),
	done_at_once: z.string(),
	occurred_time: z.string().nullable(),
	detected_on: z.string().nullable(),
	detected_time: z.string().nullable(),
	affected: z.array(z.enum(affectedGroups)),
	how_many: z.enum(howMany),
	owner: z.object({ id: z.string(), name: z.string() }).nullable(),
	report_due: z.string().nullable(),
	revision: z.number().int(),
	closing: z.object({ words: z.string(), by: z.string() }).nullable(),
	holds: z.array(
		z.object({
			pilot: z.string(),
			title: z.string(),
			raised_at: z.string(),
			lifted_at: z.string().nullable()
		})
	),
	joined: z.array(z.object({ id: z.string(), reported_at: z.string(), reported_by: z.string() })),
	actions: z.array(action),
	reports: z.array(z.object({ id: z.string(), words: z.string(), by: z.string(), at: z.string() })),
	events: z.array(event),
	may: z.object({
		triage: z.boolean(),
		work: z.boolean(),
		propose: z.boolean(),
		approve: z.boolean(),
		reopen: z.boolean(),
		join: z.boolean()
	}),
	people: z.array(z.object({ id: z.string(), name: z.string() })).nullable(),
	alike: z.array(incidentLineSchema).nullable()
});
/** An incident for those who may read it. */
export type ToldIncident = z.infer<typeof told>;

/** What `rpc/incident` answers: all of it, or that there was one. */
export const incidentSchema = z.discriminatedUnion('reads', [
	told,
	incidentLineSchema.extend({ reads: z.literal(false) })
]);

/** What the form of a report offers. */
export const choicesSchema = z.object({
	today: z.string(),
	outside: z.boolean(),
	pilots: z.array(named.extend({ mine: z.boolean() })),
	tools: z.array(tool.extend({ pilots: z.array(z.string()) }))
});
export type Choices = z.infer<typeof choicesSchema>;
