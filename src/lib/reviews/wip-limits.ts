import { z } from 'zod';
import { wipModes, wipScopes } from '#lib/pilots/flow.ts';

/** The stages in which there is work to limit; only the first three can be closed to others. */
export const limitedStages = ['proposed', 'vetting', 'experiment', 'decision', 'scaling', 'sunset'] as const;
export const blockable: readonly string[] = ['proposed', 'vetting', 'experiment'];

export const wipLimitSchema = z.object({
	id: z.string(),
	stage: z.enum(limitedStages),
	per: z.enum(wipScopes),
	site_id: z.string().nullable(),
	most: z.number().int(),
	mode: z.enum(wipModes),
	revision: z.number().int()
});
export type WipLimit = z.infer<typeof wipLimitSchema>;

const MOST = 'Enter a whole number from 1 to 999.';

/** What the form says, as the database takes it. */
export const wipLimitForm = z
	.object({
		stage: z.enum(limitedStages, 'Choose a stage.'),
		per: z.enum(wipScopes, 'Say what the limit is for.'),
		site_id: z.union([z.literal(''), z.uuid('Choose a site.')]).default(''),
		most: z
			.string()
			.trim()
			.regex(/^\d{1,3}$/, MOST)
			.transform(Number)
			.refine((most) => most >= 1, MOST),
		mode: z.enum(wipModes, 'Say what happens when it is full.')
	})
	// A site that was chosen before the limit became one of another kind means nothing.
	.transform(({ site_id, ...limit }) => ({
		...limit,
		site_id: limit.per === 'site' && site_id ? site_id : null
	}))
	.refine(({ mode, stage }) => mode === 'warn' || blockable.includes(stage), {
		path: ['mode'],
		error: 'Nothing keeps a pilot from being stopped, decided on or closed: here a limit can only warn.'
	});

export const scopeWords = {
	stage: { label: 'Whole stage', of: 'in all' },
	site: { label: 'Site', of: 'at each site' },
	evaluator: { label: 'Evaluator', of: 'for each evaluator' }
} as const;

export const modeWords = {
	warn: { label: 'Warn', hint: 'Whoever moves a pilot there is told, and may.' },
	block: { label: 'Block', hint: 'No pilot is moved there until another has left.' }
} as const;
