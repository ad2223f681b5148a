import { formErrors } from '#lib/db/form-errors.ts';
import { valuesIn, type ProposalErrors } from './proposal-form.ts';
import { proposalSchema } from './proposal-schema.ts';
import type { Proposal, ProposalField, ProposalValues } from './proposal.ts';

export type ProposalReading =
	| { ok: true; proposal: Partial<Proposal>; values: ProposalValues }
	| { ok: false; errors: ProposalErrors; values: ProposalValues };

/** Reads the fields of one step. Ticking nothing is an answer; leaving a question open is none, and changes nothing. */
export function readProposal(form: FormData, step: { fields: readonly ProposalField[] }): ProposalReading {
	const values = valuesIn(form, step.fields);
	const parsed = proposalSchema.partial().safeParse(values);
	if (parsed.success) return { ok: true, proposal: parsed.data, values };
	return { ok: false, errors: formErrors(parsed.error), values };
}
