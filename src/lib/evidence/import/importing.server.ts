import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { has } from '#lib/pilots/parts.ts';
import type { Pilot } from '#lib/pilots/pilot.ts';
import { choices, read } from '#lib/pilots/pilots.server.ts';
import { formatCount } from '#lib/ui/numbers.ts';
import { mayDo, takesResults } from '../evidence-page.server.ts';
import { logRows } from '../log-rows.server.ts';
import { compares } from '../terms.ts';
import type { KeptMapping } from './kept-mapping.ts';
import { MOST_SENT } from './limits.ts';
import { mappingSchema } from './mapping.ts';
import type { ImportSetting, NoImport, NotLogged } from './sent.ts';

type Database = App.Locals['supabase'];

const keptSchema = z.object({ mapping: mappingSchema, by: z.string().nullable(), at: z.string() });

/** How the last file was mapped; null where none was, or where it was kept in a way that is none any more. */
async function keptMapping(database: Database, pilot: string, metric: string): Promise<KeptMapping | null> {
	const kept = keptSchema.safeParse(await ask(database.rpc('kept_mapping', { pilot, metric })));
	return kept.success ? kept.data : null;
}

function whyNot(pilot: Pilot): NoImport | null {
	if (mayDo(pilot).log) return null;
	if (!has(pilot, 'lead', 'data collector', 'evaluator')) return 'not yours';
	return takesResults.includes(pilot.stage) ? 'no goals' : 'stage';
}

async function settingOf(database: Database, pilot: Pilot, metric: string | null): Promise<ImportSetting> {
	const goal = pilot.goals.find(({ metric_id }) => metric_id === metric) ?? pilot.goals[0]!;
	const [{ sites }, [district], kept] = await Promise.all([
		choices(database),
		ask(database.from('districts').select('subgroups, minimum_group')),
		keptMapping(database, pilot.id, goal.metric_id)
	]);
	return {
		goal,
		sites: sites.map(({ id, name }) => ({ id, name })),
		strata: pilot.plan?.strata ?? [],
		subgroups: district?.subgroups ?? [],
		minimum: district?.minimum_group ?? 10,
		period: pilot.plan?.outcome_period ?? '',
		compares: pilot.plan !== null && compares(pilot.plan),
		today: new Date().toISOString().slice(0, 10),
		launched: pilot.launched_at?.slice(0, 10) ?? null,
		kept
	};
}

/** The importer of a pilot; `metric` comes from the address. @throws 404 for a pilot that this caller may not see. */
export async function importPage(database: Database, id: string, metric: string | null) {
	const pilot = await read(database, id);
	const why = whyNot(pilot);
	return { pilot, why, setting: why === null ? await settingOf(database, pilot, metric) : null };
}

const sentSchema = z.object({
	results: z.array(z.record(z.string(), z.unknown())).min(1),
	source: z.string(),
	mapping: mappingSchema.nullable()
});

const nothing = (
	status: number,
	message: string,
	refusals: { id: string; reason: string }[] = []
): NotLogged => ({ ok: false, status, message, refusals });

/**
 * Logs the groups of a file, all or none, and keeps how its columns were mapped. Each group brings its id, so that a file that is sent
 * twice is logged once. What the database refuses comes back at its group.
 */
export async function send(
	database: Database,
	pilot: string,
	form: FormData
): Promise<{ ok: true; said: string } | NotLogged> {
	const given = sentSchema.safeParse(jsonOf(form.get('sent')));
	const metric = z.uuid().safeParse(form.get('metric_id'));
	if (!given.success || !metric.success) {
		return nothing(400, 'This is damaged: choose the file again. Nothing was logged.');
	}
	const { results, source, mapping } = given.data;
	if (results.length > MOST_SENT) {
		return nothing(400, `Only ${MOST_SENT} groups can be sent at once. Nothing was logged.`);
	}
	const rows = results.map((result) => ({ ...result, source, metric_id: metric.data })) as unknown as Json;
	const done = await logRows(database, pilot, rows);
	if (!done.ok) return nothing(done.status, done.message);
	const { answers } = done;
	const refusals = answers.flatMap(({ id, reason }) =>
		reason === undefined ? [] : [{ id: z.string().parse(id), reason }]
	);
	if (refusals.length > 0) return nothing(422, refusedWords(refusals.length, results.length), refusals);
	// The results stand whether or not their mapping can be kept: it only saves work on the next file.
	if (mapping) {
		await attempt(
			ask(database.rpc('keep_mapping', { pilot, metric: metric.data, mapping: mapping as Json }))
		);
	}
	return { ok: true, said: answers.every(({ state }) => state === 'already there') ? 'again' : 'imported' };
}

function refusedWords(refused: number, all: number): string {
	const others = all === refused ? '' : ', and the others wait with them';
	return `${formatCount(refused, 'group')} ${refused === 1 ? 'was' : 'were'} refused${others}. Nothing was logged.`;
}

function jsonOf(given: FormDataEntryValue | null): unknown {
	try {
		return JSON.parse(String(given));
	} catch {
		return null;
	}
}
