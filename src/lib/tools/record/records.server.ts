import { ask, attempt, type Attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { refusedAt, typed, wrong, type Refused } from '#lib/ui/reply.ts';
import { agreementFormSchema, proposedToolSchema, reading, readTool } from './record-form.ts';
import { pilotToolsSchema, toolSchema, type PilotTools, type Tool } from './record-schema.ts';
import { toolTyped, type ToolField, type ToolValues } from './record-values.ts';

type Database = App.Locals['supabase'];

/** A tool's whole record. @throws 404 for what is none of the district's. */
export async function read(database: Database, id: string): Promise<Tool> {
	return toolSchema.parse(await ask(database.rpc('tool', { tool: id })));
}

/** The tools of a pilot, and those whose agreement ran out. */
export async function ofPilot(database: Database, pilot: string): Promise<PilotTools> {
	return pilotToolsSchema.parse(await ask(database.rpc('pilot_tools', { pilot })));
}

export type NotSaved = {
	ok: false;
	status: number;
	message: string;
	/** For a program: 'name_taken', 'changed_meanwhile'. */
	key: string;
	errors: Partial<Record<ToolField, string>>;
	values: ToolValues;
	/** The tool that has the name already. */
	tool?: string;
};
export type SavedTool = { ok: true; id: string; did: string; reopened: number } | NotSaved;

/** Saves a record; without an id it is a new tool. What is refused comes back with everything that was typed. */
export async function save(database: Database, id: string | null, form: FormData): Promise<SavedTool> {
	const values = toolTyped(form);
	const given = readTool(values);
	if (!given.ok) return { ok: false, status: 400, message: '', key: 'wrong', errors: given.errors, values };
	const { reason, ...fields } = given.value;
	const tool = id ? { ...fields, reason, id, revision: Number(form.get('revision')) || null } : fields;
	const done = await attempt(ask(database.rpc('save_tool', { tool: tool as Json })));
	return done.ok
		? { ok: true, ...(done.data as { id: string; did: string; reopened: number }) }
		: notSaved(done, values);
}

/** Somebody would like to use a tool. */
export async function propose(database: Database, form: FormData): Promise<SavedTool> {
	const values = toolTyped(form);
	const { name, vendor, purpose } = values;
	const given = reading(proposedToolSchema, { name, vendor, purpose });
	if (!given.ok) return { ok: false, status: 400, message: '', key: 'wrong', errors: given.errors, values };
	const done = await attempt(ask(database.rpc('propose_tool', { tool: given.value })));
	if (!done.ok) return notSaved(done, values);
	return { ok: true, id: (done.data as { id: string }).id, did: 'proposed', reopened: 0 };
}

function notSaved(done: Extract<Attempt<unknown>, { ok: false }>, values: ToolValues): NotSaved {
	const { status, message, key, facts } = done;
	const field = facts.field as ToolField | undefined;
	const tool = key === 'name_taken' ? { tool: String(facts.tool) } : {};
	const said = field ? { message: '', errors: { [field]: message } } : { message, errors: {} };
	return { ok: false, status, key, values, ...tool, ...said };
}

export type Done = { ok: true; said: string; reopened?: number } | Refused;

/** Says whether a tool may be used. */
export async function setState(database: Database, tool: string, form: FormData): Promise<Done> {
	const { state = '', reason = '', revision = '' } = typed(form);
	if (state === '') return wrong('state', form, { state: 'Choose what it becomes.' });
	const said = { tool, state, reason, revision: Number(revision) };
	const done = await attempt(ask(database.rpc('set_tool_state', said)));
	return done.ok ? { ok: true, said: 'state' } : refusedAt('state', form, done);
}

/** Records an agreement that was signed. The form's own id makes a second press harmless. */
export async function recordAgreement(database: Database, tool: string, form: FormData): Promise<Done> {
	const { id, ...values } = typed(form);
	const given = reading(agreementFormSchema, { ...values, general_offer: values.general_offer === 'yes' });
	if (!given.ok) return wrong('agreement', form, given.errors);
	const agreement = { ...given.value, ...(id ? { id } : {}) };
	const done = await attempt(ask(database.rpc('record_agreement', { tool, agreement })));
	if (!done.ok) return refusedAt('agreement', form, done);
	return { ok: true, said: 'recorded', reopened: (done.data as { reopened: number }).reopened };
}

/** Ends an agreement before its time. */
export async function endAgreement(database: Database, tool: string, form: FormData): Promise<Done> {
	const { agreement = '', ended_on = '', reason = '' } = typed(form);
	const about = `end ${agreement}`;
	const errors: Record<string, string> = {};
	if (!/^\d{4}-\d\d-\d\d$/.test(ended_on)) errors.ended_on = 'Choose the last day on which it counts.';
	if (reason.trim() === '') errors.reason = 'Say why it ends: the reason stays with it.';
	if (Object.keys(errors).length > 0) return wrong(about, form, errors);
	const done = await attempt(ask(database.rpc('end_agreement', { tool, agreement, ended_on, reason })));
	return done.ok ? { ok: true, said: 'ended' } : refusedAt(about, form, done);
}
