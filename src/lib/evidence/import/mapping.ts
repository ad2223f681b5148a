import { z } from 'zod';

const column = z.string().nullable();
const keys = z.array(z.string());

/**
 * What each column of a file is, by name, as plain JSON, so that it can be kept for the next file with the same headers.
 * Labels are kept by their keys (`labelKey`), in which all spellings are one.
 */
export const mappingSchema = z.object({
	outcome: z.string(),
	kind: z.enum(['mean', 'proportion', 'count', 'total']),
	/** Of a proportion: which values are an event, and which are none. */
	events: keys,
	others: keys,
	/** Of a count: over how much it was counted. Without, each row counts once. */
	exposure: column,
	/** The same measure of the same people from before. */
	pretest: column,
	/** Without a column every row is of the pilot. */
	arm: z.object({ column, pilot: keys, comparison: keys }),
	/** Where rows from before and after stand under each other. Without a column every row is an outcome. */
	phase: z.object({ column, baseline: keys, outcome: keys }),
	/** Without a column all rows are of the period `name`; a pretest, and rows from before, are of `pretest`. */
	period: z.object({ column, name: z.string(), pretest: z.string() }),
	/** Label keys of the file, to the ids of the district's sites. */
	site: z.object({ column, ids: z.record(z.string(), z.string()) }),
	/** Label keys of the file, to the plan's names of strata. */
	stratum: z.object({ column, names: z.record(z.string(), z.string()) }),
	cluster: column,
	/** Label keys of the file, to the district's names of subgroups; others are not counted as subgroups. */
	subgroup: z.object({ column, names: z.record(z.string(), z.string()) }),
	/** Signs for a missing value beyond the usual, such as -999. */
	missing: keys,
	/** How columns write their numbers, where that was corrected. */
	styles: z.record(
		z.string(),
		z.object({ decimal: z.enum(['.', ',']), percent: z.enum(['as written', 'as share']) })
	)
});
export type Mapping = z.infer<typeof mappingSchema>;
