import { ask } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import type { OverrideFilters } from './override-filters.ts';
import { overridesSchema, type Override, type Overrides } from './overrides.ts';

type Database = App.Locals['supabase'];

/** A page of the ledger. @throws 403 for whoever is not of the cabinet, the AI office or the clerk. */
export async function list(database: Database, filters: OverrideFilters): Promise<Overrides> {
	return overridesSchema.parse(await ask(database.rpc('risk_overrides', { filters: filters as Json })));
}

/** All that the filters find, for a file. */
export async function all(database: Database, filters: OverrideFilters): Promise<Override[]> {
	const rows: Override[] = [];
	let page = await list(database, { ...filters, before: undefined });
	rows.push(...page.rows);
	while (page.next !== null && rows.length < 10_000) {
		page = await list(database, { ...filters, before: String(page.next) });
		rows.push(...page.rows);
	}
	return rows;
}
