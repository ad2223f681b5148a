/** What a pilot carries of its proposal beside the text: answers, template, forecasts, and what stays open until launch. */
import { z } from 'zod';
import { forecastsSchema } from './forecasts.ts';
import { toldTierSchema } from './risk-schema.ts';
import { reversibleHow, reviewedWhen, uses } from './risk.ts';
import { templateSchema } from './templates.ts';

export const proposalOf = z.object({
	uses: z.array(z.enum(uses)).nullable(),
	outputs_reviewed: z.enum(reviewedWhen).nullable(),
	reversible: z.enum(reversibleHow).nullable(),
	biometric: z.boolean().nullable(),
	trained_on_student_data: z.boolean().nullable(),
	/** By the names that the team gives them. */
	tools: z.array(z.string()),
	classes: z.number().nullable(),
	people: z.number().nullable(),
	grades: z.array(z.string()),
	payer: z.string(),
	/** Hours a week. */
	staff_hours: z.number().nullable(),
	staff_who: z.string(),
	partners: z.array(z.string()),
	cycle_start: z.string().nullable(),
	/** How the tier came about, and who set it when. */
	risk: toldTierSchema.extend({
		set: z.object({ by: z.string().nullable(), at: z.string() }).nullable()
	}),
	/** The version that it began with, and which is the newest. */
	template: templateSchema.extend({ newest: z.number(), retired_at: z.string().nullable() }).nullable(),
	forecasts: forecastsSchema,
	/** Who saved the proposal last. */
	revised: z.object({ by: z.string(), mine: z.boolean(), at: z.string() }).nullable()
});
