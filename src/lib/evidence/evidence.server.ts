import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { ask } from '#lib/db/ask.server.ts';
import { serverClient } from '#lib/db/clients.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { analyse, ANALYSIS_VERSION, shown, type Analysis } from './analysis.ts';
import { evidenceInputSchema } from './input.ts';
import { lookSchema, type LookedAt } from './looks-schema.ts';
import { outcomes, type Outcome } from './terms.ts';
import { loggedSchema } from './measurement-schema.ts';
import type { LoggedRow } from './measurement.ts';

type Database = App.Locals['supabase'];

const keptSchema = z
	.object({
		/** Null where it is out of date and the pilot ran by then: that is told to nobody. */
		analysis: z.custom<Analysis>((value) => typeof value === 'object').nullable(),
		computed_at: z.string(),
		permitted: z.array(z.enum(outcomes)),
		fingerprint: z.string(),
		/** Whether this caller sees small groups. */
		everything: z.boolean(),
		current: z.boolean(),
		/** It was told without reading every row. */
		quick: z.boolean()
	})
	.nullable();

/** What is kept of a pilot's evidence, as one caller may see it. */
export type Kept = {
	analysis: Analysis;
	computed_at: string;
	permitted: Outcome[];
	fingerprint: string;
	everything: boolean;
};

/** Somebody may log between computing and reading. */
const TIMES = 3;

async function kept(database: Database, pilot: string) {
	return keptSchema.parse(await ask(database.rpc('analysis', { pilot })));
}

/**
 * Computes a pilot's evidence from the rows of this moment and keeps it: the complete one, what most people may see, and the outcomes
 * that it permits. With the server's own key, so call it only for a pilot that the caller sees.
 */
export async function recompute(pilot: string): Promise<void> {
	const own = serverClient();
	// Before the rows are read: what comes in meanwhile makes it old.
	const stamp = await ask(own.rpc('evidence_stamp', { pilot }));
	const input = evidenceInputSchema.parse(await ask(own.rpc('evidence_input', { pilot })));
	const complete = analyse(input);
	await ask(
		own.rpc('store_analysis', {
			pilot,
			fingerprint: input.fingerprint,
			complete: complete as unknown as Json,
			shown: shown(complete) as unknown as Json,
			permitted: complete.recommendation.permitted,
			stamp,
			withheld: input.rows.filter(({ withheld }) => withheld).map(({ id }) => id)
		})
	);
}

/**
 * The analysis as this caller may see it, computed anew where rows, goals or plan have changed since. While the pilot runs, the database
 * puts on record that they looked.
 * @throws Kit's 404 for a pilot that this caller may not see; 503 where results are logged faster than they can be judged.
 */
export async function currentAnalysis(database: Database, pilot: string): Promise<Kept> {
	const before = await kept(database, pilot);
	if (before?.current && before.quick && before.analysis?.version === ANALYSIS_VERSION) return told(before);
	for (let time = 0; time < TIMES; time += 1) {
		await recompute(pilot);
		const after = await kept(database, pilot);
		if (!after) throw new Error('The analysis was stored and is not there.');
		if (after.analysis) return told(after);
	}
	error(503, {
		message: 'Results are being logged at this moment. Open the page again in a minute.',
		key: 'not_now',
		facts: {}
	});
}

/** Every look at a pilot while it ran, the oldest first, as this caller may see it. */
export async function looksAt(database: Database, pilot: string): Promise<LookedAt[]> {
	return z.array(lookSchema).parse(await ask(database.rpc('looks', { pilot })));
}

function told({ analysis, ...rest }: NonNullable<Awaited<ReturnType<typeof kept>>>): Kept {
	if (!analysis) throw new Error('An analysis that is current is told.');
	return { ...rest, analysis };
}

/** How many rows the API gives at once. */
const AT_ONCE = 1000;

/** A pilot's group summaries as this caller may see them, with the names that their ids stand for; of some metrics or of all. */
export async function loggedRows(
	database: Database,
	pilot: string,
	metrics?: readonly string[]
): Promise<LoggedRow[]> {
	const rows: LoggedRow[] = [];
	for (;;) {
		const asked = database.rpc('measurements_of', { pilot, ...(metrics && { metrics: [...metrics] }) });
		const some = await ask(asked.range(rows.length, rows.length + AT_ONCE - 1));
		rows.push(...z.array(loggedSchema).parse(some));
		if (some.length < AT_ONCE) return rows;
	}
}

/** Those rows of a pilot that are such: one of them, or the ones that the evaluator has not accepted. */
export async function rowsWhere(
	database: Database,
	pilot: string,
	such: { id: string } | { accepted: boolean }
): Promise<LoggedRow[]> {
	const rows = await ask(database.rpc('measurements_of', { pilot }).match(such).limit(AT_ONCE));
	return z.array(loggedSchema).parse(rows);
}
