import { z } from 'zod';
import { contractFields } from './contract-fields.ts';

const source = z.object({ by: z.string(), at: z.string() });
const facts = z.record(z.string(), z.unknown());

const said = {
	/** In dollars, over its whole term; 0 where there is none. */
	contract_value: z.number().nullable(),
	board_approved_on: z.string().nullable(),
	board_reference: z.string(),
	/** The last day on which the vendor can be told that it is not renewed. */
	renewal_notice_on: z.string().nullable(),
	payer_next_year: z.string(),
	family_notice_on: z.string().nullable(),
	/** Not told where there are few: then `opt_outs_under` says fewer than how many. */
	opt_outs: z.number().nullish(),
	opt_outs_under: z.number().nullish(),
	accommodations: z.string()
};

/** What `rpc/contract_facts` answers. */
export const contractSchema = z.object({
	...said,
	/** From which value on the board approves. */
	board_threshold: z.number(),
	/** Null while the value is not known. */
	needs_board: z.boolean().nullable(),
	/** Where it was settled for families before launch, and nobody said otherwise since. */
	family_notice_from: source.nullable(),
	accommodations_from: source.nullable(),
	revision: z.number(),
	changed_at: z.string().nullable(),
	changed_by: z.string().nullable(),
	/** Whether students take part, so that families are asked about. */
	students: z.boolean(),
	minimum: z.number(),
	/** Whether the reader is told few as they are. */
	exact: z.boolean(),
	/** The fields that the reader may save. */
	mine: z.array(z.enum(contractFields)),
	/** Whether the pilot is in a stage in which it is said. */
	now: z.boolean(),
	criteria: z.array(z.object({ criterion: z.string(), met: z.boolean(), facts })),
	versions: z.array(
		z.object({
			revision: z.number(),
			by: z.string(),
			at: z.string(),
			changed: z.array(z.enum(contractFields)),
			facts: z.object(said)
		})
	)
});
export type Contract = z.infer<typeof contractSchema>;
export type ContractVersion = Contract['versions'][number];
