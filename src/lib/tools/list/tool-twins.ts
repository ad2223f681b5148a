import { z } from 'zod';
import { toolLineSchema } from './tool-list.ts';

const agreementSchema = z.object({
	id: z.string(),
	version: z.string(),
	signed_on: z.string(),
	expires_on: z.string().nullable()
});

const twinSchema = toolLineSchema.extend({ agreements: z.array(agreementSchema) });
export type Twin = z.infer<typeof twinSchema>;

/** What `rpc/tool_twins` answers: pairs of tools that may be the same, the most alike first. */
export const twinsSchema = z.object({
	total: z.number(),
	after: z.number(),
	page: z.number(),
	pairs: z.array(z.object({ one: twinSchema, other: twinSchema, score: z.number() }))
});
export type Twins = z.infer<typeof twinsSchema>;
