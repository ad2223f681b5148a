import { z } from 'zod';
import { stages } from '#lib/pilots/stages.ts';

/** What `rpc/find` answers. */
export const foundSchema = z.object({
	pilots: z.array(
		z.object({ id: z.string(), number: z.number().int(), title: z.string(), stage: z.enum(stages) })
	),
	people: z.array(z.object({ id: z.string(), name: z.string(), title: z.string() }))
});
export type Found = z.infer<typeof foundSchema>;
