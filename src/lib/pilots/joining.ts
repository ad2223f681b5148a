import { z } from 'zod';
import { teamRoles } from './words.ts';

/** Why the reader cannot join a team, or somebody whom they would take in. */
export const joinFaults = ['over', 'gone', 'outside', 'team', 'recused', 'judges'] as const;
export type JoinFault = (typeof joinFaults)[number];

export const openSeatSchema = z.object({
	id: z.string(),
	role: z.enum(teamRoles),
	/** What is asked of whoever takes it. */
	wanted: z.string(),
	hours_a_week: z.number().nullable(),
	opened_at: z.string()
});
export type OpenSeat = z.infer<typeof openSeatSchema>;

const joinRequestSchema = z.object({
	id: z.string(),
	note: z.string(),
	at: z.string(),
	person: z.object({ id: z.string(), name: z.string(), title: z.string(), site: z.string().nullable() }),
	/** What the seat asks that they ask for; null for the team as such. */
	seat: z.string().nullable(),
	seat_role: z.enum(teamRoles).nullable(),
	/** Closed, or taken by somebody else, since they asked. */
	seat_closed: z.boolean().nullable(),
	fault: z.enum(joinFaults).nullable()
});
export type JoinRequest = z.infer<typeof joinRequestSchema>;

const partnerContactSchema = z.object({
	id: z.string(),
	name: z.string(),
	organisation: z.string(),
	/** Of whom the record is, where they are known for another reason. */
	person: z.string().nullable(),
	/** Null where there is none, and for readers whom it is not shown to. */
	email: z.string().nullable()
});
export type PartnerContact = z.infer<typeof partnerContactSchema>;

/** What `rpc/pilot` answers about joining its team, and about whom it talks to outside the district. */
export const joiningShape = {
	open_seats: z.array(openSeatSchema),
	join_fault: z.enum(joinFaults).nullable(),
	/** The roles that the reader would give up in this pilot by joining. */
	joining_costs: z.array(z.string()),
	my_request: z
		.object({ id: z.string(), seat: z.string().nullable(), note: z.string(), at: z.string() })
		.nullable(),
	/** Told to the team alone. */
	join_requests: z.array(joinRequestSchema),
	keeps_partners: z.boolean(),
	partner_contacts: z.array(partnerContactSchema)
};
