import { z } from 'zod';
import { evidenceInputSchema } from '../input.ts';

const waveSchema = z.object({
	id: z.string(),
	/** Its place among the waves of the pilot, from 1. */
	position: z.number(),
	name: z.string(),
	planned_on: z.string(),
	/** The day on which it began at its sites; null as long as they wait. */
	started_on: z.string().nullable(),
	/** The day on which it was rolled back: what was measured from then on is no result of it. */
	stopped_on: z.string().nullable(),
	licences: z.number().nullable(),
	sites: z.array(z.string())
});

/** What the database's `wave_input` answers. */
export const waveInputSchema = evidenceInputSchema.extend({
	waves: z.array(waveSchema),
	/** The day on which the pilot last came to scaling; null where it never did. */
	scaling_since: z.string().nullable()
});

/** Everything that a reading of the waves is computed from: plan, goals, group summaries, and when each wave began where. */
export type WaveInput = z.infer<typeof waveInputSchema>;
export type Wave = z.infer<typeof waveSchema>;

/** Waves as they began; those that wait come last, in their order. */
export function inOrder(waves: readonly Wave[]): Wave[] {
	const began = ({ started_on }: Wave) => started_on ?? '9999';
	return [...waves].sort((a, b) => began(a).localeCompare(began(b)) || a.position - b.position);
}
