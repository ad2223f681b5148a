import { z } from 'zod';
import { agreementStates, toolStates } from './tool-filters.ts';

/** A tool as lists show it, by `rpc/tools` and `rpc/tool_twins`. */
export const toolLineSchema = z.object({
	id: z.string(),
	name: z.string(),
	/** earlier names and other spellings */
	formerly: z.array(z.string()),
	vendor: z.string(),
	model: z.string(),
	website: z.string(),
	purpose: z.string(),
	state: z.enum(toolStates),
	generative: z.boolean().nullable(),
	about: z.array(z.string()),
	agreement: z.enum(agreementStates),
	/** the last day of the agreement; null where it never ends, or there is none */
	until: z.string().nullable(),
	/** that name it now and are not over */
	pilots: z.number(),
	changed_at: z.string()
});
export type ToolLine = z.infer<typeof toolLineSchema>;

export const toolListSchema = z.object({
	tools: z.array(toolLineSchema),
	/** how many fit all other filters, by state */
	counts: z.partialRecord(z.enum(toolStates), z.number()),
	total: z.number(),
	after: z.number(),
	page: z.number(),
	/** whether the registry has any tool at all */
	any: z.boolean()
});
export type ToolList = z.infer<typeof toolListSchema>;
