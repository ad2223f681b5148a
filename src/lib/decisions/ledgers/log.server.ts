import { ask } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import type { LogFilters } from './log-filters.ts';
import { logSchema, type DecisionLog, type LoggedDecision } from './log-schema.ts';

type Database = App.Locals['supabase'];

/** A page of the decision log. @throws 403 for people from outside the district. */
export async function list(database: Database, filters: LogFilters & { per?: string }): Promise<DecisionLog> {
	return logSchema.parse(await ask(database.rpc('decision_log', { filters: filters as Json })));
}

const MOST = 10_000;

/** All that the filters find, for a file: at most ten thousand. */
export async function all(database: Database, filters: LogFilters): Promise<LoggedDecision[]> {
	const rows: LoggedDecision[] = [];
	for (let page = 1; rows.length < MOST; page += 1) {
		const next = await list(database, { ...filters, page: String(page), per: '200' });
		rows.push(...next.rows);
		if (next.rows.length < next.per) break;
	}
	return rows;
}
