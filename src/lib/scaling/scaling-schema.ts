import { z } from 'zod';
import { stages } from '#lib/pilots/stages.ts';
import { waveStates } from '#lib/pilots/waves-part.ts';

const site = z.object({ id: z.string(), name: z.string() });

const event = z.object({
	id: z.string(),
	kind: z.enum(['started', 'held', 'released', 'finished', 'rolled back']),
	reason: z.string(),
	/** the names of its sites then */
	sites: z.array(z.string()),
	at: z.string(),
	/** null for what happened by itself */
	by: z.string().nullable()
});

const wave = z.object({
	id: z.string(),
	name: z.string(),
	position: z.number().int(),
	starts_on: z.string(),
	ends_on: z.string(),
	training_by: z.string().nullable(),
	licences: z.number().int().nullable(),
	/** dollars a year */
	budget: z.number().nullable(),
	state: z.enum(waveStates),
	reason: z.string(),
	/** null where what a start asks for was not there on its day */
	held_by: z.enum(['guardrail', 'person']).nullable(),
	since: z.string(),
	started_at: z.string().nullable(),
	revision: z.number().int(),
	owner: z.object({ id: z.string(), name: z.string(), active: z.boolean() }),
	sites: z.array(
		site.extend({
			/** whether the pilot was tried there */
			tried: z.boolean(),
			/** its people, and how many have the training that the pilot asks; null where there are fewer than two */
			people: z.number().int().nullable(),
			trained: z.number().int().nullable()
		})
	),
	events: z.array(event),
	/** why it can't start now, the first reason that there is */
	block: z.object({ key: z.string(), why: z.string() }).nullable(),
	may_edit: z.boolean(),
	may_remove: z.boolean(),
	may_start: z.boolean(),
	may_finish: z.boolean(),
	may_hold: z.boolean(),
	may_release: z.boolean(),
	may_roll_back: z.boolean()
});

/** What `rpc/scaling` answers. */
export const scalingSchema = z.object({
	today: z.string(),
	stage: z.enum(stages),
	may_plan: z.boolean(),
	may_choose: z.boolean(),
	roll_back_on_breach: z.boolean(),
	/** of the plan; 0 before the first wave */
	revision: z.number().int(),
	/** what the pilot was to cost a year */
	yearly: z.number().nullable(),
	people: z.number().int().nullable(),
	guardrails: z.enum(['held', 'open', 'at risk', 'breached']).nullable(),
	tried: z.array(site),
	waves: z.array(wave),
	/** where it may still come to: of the kinds of sites that it was tried at */
	left: z.array(site),
	/** all open sites, for whoever plans */
	sites: z.array(site.extend({ kind: z.enum(['school', 'department']) })),
	owners: z.array(z.object({ id: z.string(), name: z.string(), title: z.string() })),
	terms: z.array(z.object({ name: z.string(), starts_on: z.string(), ends_on: z.string() }))
});
