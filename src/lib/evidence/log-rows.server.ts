import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { recompute } from './evidence.server.ts';
import { readWavesAnew } from './waves/waves.server.ts';

type Database = App.Locals['supabase'];

const answersSchema = z.array(
	z.object({
		id: z.string().nullish(),
		state: z.string(),
		field: z.string().optional(),
		reason: z.string().optional()
	})
);

/** Logs results, all or none, and computes the evidence anew. What the database says to each of them; it refuses all where it can't begin. */
export async function logRows(database: Database, pilot: string, rows: Json) {
	const done = await attempt(ask(database.rpc('log_measurements', { pilot, rows })));
	if (!done.ok) return done;
	const answers = answersSchema.parse(done.data);
	if (answers.every(({ state }) => state === 'logged' || state === 'already there')) {
		await recompute(pilot);
		await readWavesAnew(pilot);
	}
	return { ok: true as const, answers };
}
