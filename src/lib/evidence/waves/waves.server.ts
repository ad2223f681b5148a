import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { ask } from '#lib/db/ask.server.ts';
import { serverClient } from '#lib/db/clients.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { readWaves } from './shown-reading.ts';
import { waveInputSchema } from './wave-input.ts';
import { READING_VERSION, type WaveReading } from './wave-reading.ts';

type Database = App.Locals['supabase'];

const keptSchema = z
	.object({
		reading: z.custom<WaveReading>((value) => typeof value === 'object' && value !== null),
		guardrails: z.enum(['held', 'open', 'at risk', 'breached']),
		computed_at: z.string(),
		/** Whether this caller sees small groups. */
		everything: z.boolean(),
		current: z.boolean()
	})
	.nullable();

/** What is kept of the waves' results, as one caller may see it. */
export type KeptReading = { reading: WaveReading; computed_at: string; everything: boolean };

/** Somebody may log between computing and reading. */
const TIMES = 3;

/**
 * Reads a pilot's waves from the results of this moment and keeps what they say: whole, and as most people may see it. Does nothing while
 * the pilot neither scales nor is adopted. With the server's own key, so call it only for a pilot that the caller sees.
 */
export async function readWavesAnew(pilot: string): Promise<void> {
	const own = serverClient();
	const given = await ask(own.rpc('wave_input', { pilot }));
	if (given === null) return;
	const input = waveInputSchema.parse(given);
	const { complete, shown } = readWaves(input);
	await ask(
		own.rpc('store_wave_reading', {
			pilot,
			fingerprint: input.fingerprint,
			guardrails: complete.guardrails,
			complete: complete as unknown as Json,
			shown: shown as unknown as Json
		})
	);
}

/**
 * The reading as this caller may see it, computed anew where results, waves or goals have changed since. Null of a pilot that never scaled.
 * @throws Kit's 404 for a pilot that this caller may not see; 503 where results are logged faster than they can be read.
 */
export async function currentReading(database: Database, pilot: string): Promise<KeptReading | null> {
	for (let time = 0; time < TIMES; time += 1) {
		const kept = keptSchema.parse(await ask(database.rpc('wave_reading', { pilot })));
		if (kept?.current && kept.reading.version === READING_VERSION) return kept;
		if (time > 0 && kept === null) return null;
		await readWavesAnew(pilot);
	}
	const last = keptSchema.parse(await ask(database.rpc('wave_reading', { pilot })));
	if (last === null) return null;
	// Of a pilot that left scaling the reading stays as it was.
	if (last.reading.version === READING_VERSION) return last;
	error(503, {
		message: 'Results are being logged at this moment. Open the page again in a minute.',
		key: 'not_now',
		facts: {}
	});
}
