import { z } from 'zod';
import { stages } from '#lib/pilots/stages.ts';
import { specialties, tiers } from '#lib/pilots/words.ts';

const specialty = z.enum(specialties);
const person = z.object({ id: z.string(), name: z.string() });

/** What `rpc/review_load` answers. */
export const loadSchema = z.object({
	today: z.string(),
	remind_after_days: z.number().int(),
	admin: z.boolean(),
	/** the specialties that the reader reviews */
	mine: z.array(specialty),
	me: z.string(),
	in_all: z.number().int(),
	page: z.number().int(),
	from: z.number().int(),
	waiting: z.number().int(),
	overdue: z.number().int(),
	my_open: z.number().int(),
	reviews: z.array(
		z.object({
			pilot: z.string(),
			title: z.string(),
			specialty,
			stage: z.enum(stages),
			risk: z.enum(tiers).nullable(),
			since: z.string(),
			reopened: z.boolean(),
			why: z.string(),
			due: z.string(),
			overdue: z.boolean(),
			tools: z.array(z.string()),
			assigned_to: z.string().nullable(),
			assigned: z.string().nullable(),
			may_sign: z.boolean(),
			may_assign: z.boolean(),
			/** reviewers of the specialty whom nothing keeps out of the pilot */
			could: z.array(person),
			/** nobody may sign it, and nobody stands in */
			nobody: z.boolean(),
			substitute: z.string().nullable()
		})
	),
	reviewers: z.array(
		person.extend({
			specialties: z.array(specialty),
			open: z.number().int(),
			overdue: z.number().int(),
			/** in the last thirty days */
			signed: z.number().int(),
			/** over the last year; null where none was decided */
			median_days: z.number().nullable()
		})
	),
	/** specialties that nobody active holds, with how many reviews wait for that */
	missing: z.array(z.object({ specialty, reviews: z.number().int() }))
});

/** What `rpc/review_touches` answers. */
export const touchesSchema = z.array(z.object({ field: z.string(), specialties: z.array(specialty) }));
