import { z } from 'zod';
import { outcomes } from './terms.ts';

/** The evaluator's own words and recommendation on a cycle. */
export const evaluationSchema = z.object({
	summary: z
		.string()
		.trim()
		.min(1, 'Say in a few sentences what the results mean.')
		.max(4000, 'The summary can have 4,000 characters. Shorten it.'),
	recommendation: z.enum(outcomes, 'Choose what you recommend.')
});
