import { createClient } from '@supabase/supabase-js';
import type { Database } from './database.types.ts';
import { settings } from './settings.server.ts';

/** The newest migration that this build was made with. */
const expected = Object.keys(import.meta.glob('/supabase/migrations/*.sql'))
	.map((path) => /\/(\d{14})_[^/]*$/.exec(path)?.[1] ?? '')
	.sort()
	.at(-1);

/** Whether the database answers and its schema is the one that this build was made for. */
export async function readiness(): Promise<{ status: 'ok' | 'not ready'; reason?: string; schema?: string }> {
	const { url, publishableKey } = settings();
	const client = createClient<Database>(url, publishableKey, { auth: { persistSession: false } });
	const { data: schema, error } = await client.rpc('schema_version').abortSignal(AbortSignal.timeout(3000));
	if (error) return { status: 'not ready', reason: 'The database does not answer.' };
	if (schema !== expected) {
		return { status: 'not ready', reason: `The schema is ${schema}; this version needs ${expected}.` };
	}
	return { status: 'ok', schema };
}
