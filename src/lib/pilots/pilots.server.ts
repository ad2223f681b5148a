import { error } from '@sveltejs/kit';
import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { choicesSchema, type Choices } from './choices.ts';
import { pilotSchema, type Pilot } from './pilot.ts';
import { riskTableSchema, type RiskTable } from './risk.ts';
import { templatesSchema, type Template } from './templates.ts';
import { readProposal, type ProposalErrors } from './proposal-form.ts';
import { stepOf, type ProposalValues } from './proposal.ts';

type Database = App.Locals['supabase'];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One pilot, whole, with its last move. @throws 404 for one that does not exist or that this caller may not see. */
export async function read(database: Database, id: string): Promise<Pilot> {
	if (!UUID.test(id))
		error(404, { message: 'There is no pilot at this address.', key: 'no_such_pilot', facts: {} });
	return pilotSchema.parse(await ask(database.rpc('pilot', { pilot: id })));
}

/** What forms about a pilot offer. */
export async function choices(database: Database): Promise<Choices> {
	return choicesSchema.parse(await ask(database.rpc('choices')));
}

/** The table that the risk tier follows from. */
export async function riskTable(database: Database): Promise<RiskTable> {
	return riskTableSchema.parse(await ask(database.rpc('risk_table')));
}

/** The templates that a proposal may begin with; an admin is told the retired ones too. */
export async function templates(database: Database): Promise<Template[]> {
	return templatesSchema.parse(await ask(database.rpc('templates')));
}

export type Saved =
	| { ok: true; id: string }
	| { ok: false; status: number; message: string; errors: ProposalErrors; values: ProposalValues };

/**
 * Saves one step of a proposal. The id may be new: sent twice it is still one draft, since whoever made it leads it.
 */
export async function saveDraft(database: Database, id: string, form: FormData): Promise<Saved> {
	const reading = readProposal(form, stepOf(form.get('step')));
	const { values } = reading;
	if (!reading.ok) return { ok: false, status: 400, message: '', errors: reading.errors, values };
	if (!UUID.test(id)) {
		const message = 'This form is damaged: open it again. What you typed is still here.';
		return { ok: false, status: 400, message, errors: {}, values };
	}
	const proposal = { ...reading.proposal, ...seen(form) };
	const saving = database.rpc('save_proposal', { pilot: id, proposal: proposal as Json });
	const done = await attempt(ask(saving));
	if (!done.ok) return { ok: false, status: done.status, message: done.message, errors: {}, values };
	return { ok: true, id: done.data };
}

/** Which saving of the draft this form was made from, and the template that it begins with or takes over. */
function seen(form: FormData): { revision?: number; template?: string } {
	const [revision, template] = [form.get('revision'), form.get('template')];
	return {
		...(revision && Number.isSafeInteger(Number(revision)) ? { revision: Number(revision) } : {}),
		...(typeof template === 'string' && UUID.test(template) ? { template } : {})
	};
}
