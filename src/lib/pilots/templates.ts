import { z } from 'zod';
import { designs, goalRoles } from './plan-words.ts';
import { kinds, specialties } from './words.ts';

/** What a template prompts for, by the field of the proposal. */
export const prompted = ['problem', 'who_affected', 'benefit', 'how_we_know'] as const;
export type Prompted = (typeof prompted)[number];

const metricSchema = z.object({
	metric_id: z.string(),
	role: z.enum(goalRoles),
	limit: z.number().nullish(),
	minimum_effect: z.number().nullish(),
	name: z.string(),
	unit: z.string()
});
export type TemplateMetric = z.infer<typeof metricSchema>;

/** One version of a template. */
export const templateSchema = z.object({
	id: z.string(),
	revision: z.number(),
	kind: z.enum(kinds),
	name: z.string(),
	about: z.string(),
	prompts: z.partialRecord(z.enum(prompted), z.string()),
	/** What stands in 'How would we know?' to begin with. */
	starter: z.string(),
	design: z.enum(designs).nullable(),
	cycle_weeks: z.number().nullable(),
	metrics: z.array(metricSchema),
	/** Beside those of the risk tier. */
	reviews: z.array(z.enum(specialties)),
	training: z.array(z.string()),
	made_at: z.string(),
	/** Null for those that the district started with. */
	made_by: z.string().nullable()
});
export type Prompts = z.infer<typeof templateSchema>['prompts'];
export type TemplateVersion = z.infer<typeof templateSchema>;

/** What `rpc/templates` answers. */
export const templatesSchema = z.array(
	templateSchema.extend({
		required: z.boolean(),
		retired_at: z.string().nullable(),
		/** How many drafts began with it, for admins. */
		drafts: z.number().nullable()
	})
);
export type Template = z.infer<typeof templatesSchema>[number];

/** Outcomes for a plan's form, as a template offers them; objectives are the pilot's own. */
export function goalsOffered(template: Pick<TemplateVersion, 'metrics'> | null, objective: string) {
	return (template?.metrics ?? []).map(({ metric_id, role, limit, minimum_effect }) => ({
		metric_id,
		role,
		objective_id: objective,
		guardrail_limit: role === 'guardrail' ? String(limit ?? '') : '',
		minimum_effect: role === 'guardrail' ? '' : String(minimum_effect ?? '')
	}));
}
