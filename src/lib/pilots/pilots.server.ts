import { isId } from '#lib/db/ids.ts';
import { error } from '@sveltejs/kit';
import { ask } from '#lib/db/ask.server.ts';
import { choicesSchema, type Choices } from './choices-schema.ts';
import { pilotSchema, type Pilot } from './pilot.ts';
import { riskTableSchema, type RiskTable } from './risk-schema.ts';
import { templatesSchema, type Template } from './templates.ts';

type Database = App.Locals['supabase'];

/** One pilot, whole, with its last move. @throws 404 for one that does not exist or that this caller may not see. */
export async function read(database: Database, id: string): Promise<Pilot> {
	if (!isId(id))
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
