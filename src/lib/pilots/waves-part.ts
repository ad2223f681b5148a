/** What a pilot says of its waves, in a few words: the page of scaling has the rest. */
import { z } from 'zod';

export const waveStates = ['planned', 'running', 'held', 'rolled back', 'done'] as const;

export const wavesPart = z.object({
	list: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			starts_on: z.string(),
			ends_on: z.string(),
			state: z.enum(waveStates),
			sites: z.number().int(),
			/** why it is as it is; empty where nothing is to be said */
			reason: z.string()
		})
	),
	/** What comes next; null where the pilot is not in scaling. */
	next: z.enum(['plan', 'look', 'finish', 'start', 'wait', 'adopt']).nullable()
});
export type WavesPart = z.infer<typeof wavesPart>;
