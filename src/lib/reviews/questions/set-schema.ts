import { z } from 'zod';
import { specialties, tiers } from '#lib/pilots/words.ts';
import { questionSchema } from './review-schema.ts';

/** The questions of a specialty as they stand, with the versions before. */
export const setSchema = z.object({
	specialty: z.enum(specialties),
	version: z.number(),
	questions: z.array(questionSchema),
	versions: z.array(
		z.object({
			version: z.number(),
			at: z.string(),
			/** Null for what came with the district. */
			by: z.string().nullable(),
			note: z.string(),
			questions: z.number()
		})
	)
});
export type QuestionSet = z.infer<typeof setSchema>;

/** What the tables of reviews would ask of a pilot, beside what those in force ask. */
export const previewSchema = z.array(
	z.object({
		/** Null for a made-up one. */
		id: z.string().nullable(),
		title: z.string(),
		tier: z.enum(tiers).nullable(),
		needs: z.array(z.enum(specialties)),
		now: z.array(z.enum(specialties))
	})
);
export type RulesPreview = z.infer<typeof previewSchema>;
