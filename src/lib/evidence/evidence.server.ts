import { z } from 'zod';
import { ask } from '#lib/db/ask.server.ts';
import { serverClient } from '#lib/db/clients.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { analyse, ANALYSIS_VERSION, shown, type Analysis } from './analysis.ts';
import { evidenceInputSchema } from './input.ts';
import { outcomes, type Outcome } from './terms.ts';
import { measurementSchema } from './measurement-schema.ts';
import type { LoggedRow } from './measurement.ts';

type Database = App.Locals['supabase'];

const keptSchema = z
	.object({
		analysis: z.custom<Analysis>((value) => typeof value === 'object' && value !== null),
		computed_at: z.string(),
		permitted: z.array(z.enum(outcomes)),
		fingerprint: z.string(),
		current: z.boolean()
	})
	.nullable();

/** What is kept of a pilot's evidence, as one caller may see it. */
export type Kept = { analysis: Analysis; computed_at: string; permitted: Outcome[]; fingerprint: string };

async function kept(database: Database, pilot: string) {
	return keptSchema.parse(await ask(database.rpc('analysis', { pilot })));
}

/**
 * Computes a pilot's evidence from the rows of this moment and keeps it: the complete one, what most people may see, and the outcomes
 * that it permits. With the server's own key, so call it only for a pilot that the caller sees.
 */
export async function recompute(pilot: string): Promise<void> {
	const own = serverClient();
	const input = evidenceInputSchema.parse(await ask(own.rpc('evidence_input', { pilot })));
	const complete = analyse(input);
	await ask(
		own.rpc('store_analysis', {
			pilot,
			fingerprint: input.fingerprint,
			complete: complete as unknown as Json,
			shown: shown(complete) as unknown as Json,
			permitted: complete.recommendation.permitted
		})
	);
}

/**
 * The analysis as this caller may see it, computed anew where rows, goals or plan have changed since.
 * @throws Kit's 404 for a pilot that this caller may not see.
 */
export async function currentAnalysis(database: Database, pilot: string): Promise<Kept> {
	const before = await kept(database, pilot);
	if (before?.current && before.analysis.version === ANALYSIS_VERSION) return before;
	await recompute(pilot);
	const after = await kept(database, pilot);
	if (!after) throw new Error('The analysis was stored and is not there.');
	return after;
}

/** A pilot's group summaries as this caller may see them, with the names that their ids stand for. */
export async function loggedRows(database: Database, pilot: string): Promise<LoggedRow[]> {
	const rows = z.array(measurementSchema).parse(await ask(database.rpc('measurements', { pilot })));
	const ids = (column: 'site_id' | 'logged_by') => [
		...new Set(rows.map((row) => row[column]).filter((id) => id !== null))
	];
	const [sites, people] = await Promise.all([
		ask(database.from('sites').select('id, name').in('id', ids('site_id'))),
		ask(database.from('people').select('id, name').in('id', ids('logged_by')))
	]);
	const nameOf = (some: { id: string; name: string }[], id: string | null) =>
		some.find((one) => one.id === id)?.name ?? null;
	return rows.map((row) => ({ ...row, site: nameOf(sites, row.site_id), by: nameOf(people, row.logged_by) }));
}
