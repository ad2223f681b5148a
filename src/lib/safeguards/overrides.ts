import { z } from 'zod';
import { stages } from '#lib/pilots/stages.ts';
import { tiers } from '#lib/pilots/words.ts';
import { residuals, ways, type OverrideFilters } from './override-filters.ts';

const rowSchema = z.object({
	id: z.number(),
	pilot: z.string(),
	title: z.string(),
	stage: z.enum(stages),
	tier: z.enum(tiers),
	/** What the answers led to then; nothing where not all were answered. */
	led: z.enum(tiers).nullable(),
	uses: z.array(z.string()),
	reason: z.string(),
	at: z.string(),
	by: z.string().nullable(),
	residual: z.enum(tiers).nullable(),
	residual_reason: z.string().nullable()
});
export type Override = z.infer<typeof rowSchema>;

/** What `rpc/risk_overrides` answers. */
export const overridesSchema = z.object({
	rows: z.array(rowSchema),
	/** How many there are with the filters, and in all. */
	found: z.number(),
	in_all: z.number(),
	/** After which id the next page begins. */
	next: z.number().nullable()
});
export type Overrides = z.infer<typeof overridesSchema>;

/** The filters of an address; what is none of them is left out. */
export function filtersIn(params: URLSearchParams): OverrideFilters {
	const one = <T extends string>(name: string, known: readonly T[]): T | undefined =>
		known.find((value) => value === params.get(name));
	const before = params.get('before') ?? '';
	const filters = {
		way: one('way', ways),
		stage: one('stage', stages),
		residual: one('residual', residuals),
		before: /^\d{1,15}$/.test(before) ? before : undefined
	};
	return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}
