import { z } from 'zod';

const day = z.iso.date();
export const spanSchema = z.object({ name: z.string(), starts_on: day, ends_on: day });

/** What `rpc/timeline` answers. */
export const timelineSchema = z.object({
	today: day,
	pilots: z.array(
		z.object({
			id: z.string(),
			launched_on: day.nullable(),
			/** As planned. */
			cycle_start: day.nullable(),
			cycle_end: day.nullable(),
			next_review: day.nullable(),
			wake_on: day.nullable(),
			/** At which the cabinet decides on it. */
			meeting: day.nullable()
		})
	),
	terms: z.array(spanSchema),
	days_off: z.array(spanSchema),
	meetings: z.array(day)
});
