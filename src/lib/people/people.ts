import { z } from 'zod';

export const states = ['active', 'invited', 'deactivated', 'outside'] as const;
export type State = (typeof states)[number];

const lineSchema = z.object({
	id: z.string(),
	name: z.string(),
	email: z.string(),
	title: z.string(),
	site: z.string().nullable(),
	site_id: z.string().nullable(),
	roles: z.array(z.string()),
	outside: z.boolean(),
	revision: z.number(),
	state: z.enum(['active', 'invited', 'deactivated']),
	/** Until when an invitation can be used, or could; null where none is out. */
	invited_until: z.string().nullable()
});
export type PersonLine = z.infer<typeof lineSchema>;

/** What `rpc/people_office` answers: a page of people, and how many there are in each state. */
export const peopleSchema = z.object({
	page: z.number(),
	after: z.number(),
	total: z.number(),
	counts: z.object({
		all: z.number(),
		active: z.number(),
		invited: z.number(),
		deactivated: z.number(),
		outside: z.number()
	}),
	people: z.array(lineSchema)
});
export type People = z.infer<typeof peopleSchema>;

const seatSchema = z.object({
	seat: z.enum(['lead', 'sponsor', 'evaluator', 'data collector', 'member', 'chair']),
	pilot: z.string().nullable(),
	meeting: z.string().nullable(),
	title: z.string(),
	stage: z.string().nullable(),
	held_on: z.string().nullable(),
	/** Work stops without somebody in it. */
	needs_heir: z.boolean(),
	candidates: z.array(z.object({ id: z.string(), name: z.string(), title: z.string() }))
});
export type Seat = z.infer<typeof seatSchema>;

const eventSchema = z.object({
	at: z.string(),
	actor: z.string().nullable(),
	verb: z.string(),
	facts: z.record(z.string(), z.unknown())
});
export type PersonEvent = z.infer<typeof eventSchema>;

/** What `rpc/person_office` answers. */
export const personSchema = lineSchema.extend({
	last_admin: z.boolean(),
	seats: z.array(seatSchema),
	sites: z.array(z.object({ id: z.string(), name: z.string() })),
	history: z.array(eventSchema)
});
export type Person = z.infer<typeof personSchema>;
