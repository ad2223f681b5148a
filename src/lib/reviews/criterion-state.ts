/** Where one criterion stands: who signed or waived it, and whether it holds the gate. */
import type { MetCriterion } from '#lib/pilots/pilot.ts';
import { z } from 'zod';

const mark = z.object({ by: z.string().nullable(), at: z.string() });
const signedSchema = mark.extend({
	note: z
		.string()
		.nullish()
		.transform((note) => note ?? '')
});
const waivedSchema = mark.extend({ reason: z.string() });

export type Signed = z.infer<typeof signedSchema>;
export type Waived = z.infer<typeof waivedSchema>;

export type CriterionState = {
	/** 'recommended' is not there, and holds nothing. */
	stands: 'met' | 'waived' | 'open' | 'recommended';
	signed: Signed | null;
	waived: Waived | null;
};

/** No vote of the cabinet stands in for what the law asks. */
export const neverWaived: readonly string[] = ['data_agreement'];

export function stateOf({
	met,
	required,
	facts
}: Pick<MetCriterion, 'met' | 'required' | 'facts'>): CriterionState {
	const signed = signedSchema.safeParse(facts.signed).data ?? null;
	const waived = waivedSchema.safeParse(facts.waived).data ?? null;
	// What was waived and is there after all is met; that it was waived stays to be read.
	const stands = waived && !signed ? 'waived' : met ? 'met' : required ? 'open' : 'recommended';
	return { stands, signed, waived };
}

/** How many of the criteria that hold the gate are met, and how many there are. */
export function countOf(criteria: readonly Pick<MetCriterion, 'met' | 'required'>[]): {
	met: number;
	of: number;
} {
	const required = criteria.filter((one) => one.required);
	return { met: required.filter(({ met }) => met).length, of: required.length };
}
