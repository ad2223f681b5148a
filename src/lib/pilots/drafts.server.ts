import { isId } from '#lib/db/ids.ts';
import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { z } from 'zod';
import { lookAlikesSchema, type LookAlike, type Typed } from './drafting.ts';
import { asValues, mergeDraft, readSeen, withChoices } from './draft-merge.ts';
import type { ProposalErrors } from './proposal-form.ts';
import { readProposal } from './proposal-reading.ts';
import { stepOf, type Proposal, type ProposalField, type ProposalValues } from './proposal.ts';

type Database = App.Locals['supabase'];

/** How often somebody else may save in the same moment before a person is asked. */
const TRIES = 3;

const savedSchema = z.object({ id: z.string(), revision: z.number().int(), at: z.string() });
const elsewhereSchema = z.object({
	revision: z.number().int(),
	by: z.string().nullable(),
	mine: z.boolean().nullish(),
	at: z.string().nullable(),
	saved: z.record(z.string(), z.unknown())
});

/** The same draft, written twice: what each says where they differ. */
export type Conflict = {
	/** To be named next time: the choice is made against this version. */
	revision: number;
	by: string | null;
	/** On another page or device of the same person. */
	own: boolean;
	at: string | null;
	/** The whole step as it is saved. */
	saved: ProposalValues;
	fields: { field: ProposalField; mine: string | string[]; saved: string | string[] }[];
};

export type DraftSaved =
	| { ok: true; id: string; revision: number; at: string; stay: boolean }
	| {
			ok: false;
			status: number;
			message: string;
			errors: ProposalErrors;
			values: ProposalValues;
			conflict: Conflict | null;
	  };

/**
 * Saves one step of a proposal, by itself while somebody types or with its button. Where it was saved elsewhere since the
 * writer opened it, what only one of both changed is taken from that one; for the rest the form comes back with both.
 * The id may be new: sent twice it is still one draft, since whoever made it leads it.
 */
export async function save(database: Database, id: string, form: FormData): Promise<DraftSaved> {
	const step = stepOf(form.get('step'));
	const reading = readProposal(withChoices(form, step.fields), step);
	const { values } = reading;
	const no = (status: number, message: string, errors: ProposalErrors = {}) =>
		({ ok: false, status, message, errors, values, conflict: null }) as const;
	if (!reading.ok) return no(400, '', reading.errors);
	if (!isId(id)) return no(400, 'This form is damaged: open it again. What you typed is still here.');

	const seen = readSeen(form.get('seen'));
	const template = String(form.get('template') ?? '');
	let proposal: Partial<Proposal> & { template?: string } = {
		...reading.proposal,
		...(isId(template) ? { template } : {})
	};
	let revision = /^\d{1,9}$/.test(String(form.get('revision'))) ? Number(form.get('revision')) : undefined;
	for (let tries = 1; ; tries++) {
		const args = { pilot: id, proposal: { ...proposal, revision } as Json, step: step.key };
		const done = await attempt(ask(database.rpc('save_draft', args)));
		if (done.ok) return { ok: true, ...savedSchema.parse(done.data), stay: form.has('keep') };
		if (done.key !== 'edited_elsewhere') return no(done.status, done.message);
		const elsewhere = elsewhereSchema.parse(done.facts);
		const saved = asValues(elsewhere.saved);
		const merged = mergeDraft(step.fields, seen, values, saved);
		if (merged.conflicts.length === 0 && tries < TRIES) {
			proposal = Object.fromEntries(
				Object.entries(reading.proposal).filter(([field]) => field in merged.values)
			);
			revision = elsewhere.revision;
			continue;
		}
		const { by, at, mine } = elsewhere;
		return {
			...no(409, done.message),
			// What only the other one changed is taken over already.
			values: { ...values, ...within(step.fields, saved), ...merged.values },
			conflict: {
				revision: elsewhere.revision,
				by,
				own: mine ?? false,
				at,
				saved: within(step.fields, saved),
				fields: merged.conflicts.map((field) => ({
					field,
					mine: values[field] ?? '',
					saved: saved[field] ?? ''
				}))
			}
		};
	}
}

function within(fields: readonly ProposalField[], values: ProposalValues): ProposalValues {
	return Object.fromEntries(fields.map((field) => [field, values[field] ?? '']));
}

/** Pilots like what somebody types. */
export async function lookAlikes(database: Database, typed: Typed): Promise<LookAlike[]> {
	const { title, problem, tool, pilot } = typed;
	const args = { query: title, problem, tool, ...(pilot ? { pilot } : {}) };
	return lookAlikesSchema.parse(await ask(database.rpc('look_alikes', args)));
}
