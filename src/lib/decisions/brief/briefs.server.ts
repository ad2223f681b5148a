import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { ask } from '#lib/db/ask.server.ts';
import { ANALYSIS_VERSION } from '#lib/evidence/analysis.ts';
import { recompute } from '#lib/evidence/evidence.server.ts';
import { outcomes } from '#lib/evidence/terms.ts';
import { reasons } from '../meetings/meeting-words.ts';
import { briefSchema, toldSchema, type Brief, type Told } from './brief-schema.ts';
import { sheetOf } from './sheet.ts';

type Database = App.Locals['supabase'];

/** Somebody may log between computing and reading. */
const TIMES = 3;

/** What is frozen or decided stays as it was; what is made from the record stands on the analysis of this version and moment. */
const stands = ({ state, current, content }: Brief) =>
	state !== 'live' || (current && content.evidence.analysis?.version === ANALYSIS_VERSION);

const notNow = (message: string): never => error(503, { message, key: 'not_now', facts: {} });

/**
 * The brief of a pilot as this caller may see it: the version that is asked for, or the one that is decided on. One made from the record
 * has its analysis computed anew where results, goals or plan have changed since.
 * @throws Kit's 404 for a pilot or a version that they don't see; 409 for a draft; 503 where results are logged faster than they can be judged.
 */
export async function read(
	database: Database,
	pilot: string,
	version: string | null,
	input = false
): Promise<Told> {
	if (version !== null && !z.uuid().safeParse(version).success)
		error(404, { message: 'There is no brief at this address.', key: 'no_such_brief', facts: {} });
	for (let time = 0; time <= TIMES; time += 1) {
		const told = toldSchema.parse(
			await ask(database.rpc('brief', { pilot, input, ...(version && { brief: version }) }))
		);
		if (stands(told)) return told;
		await recompute(pilot);
	}
	return notNow('Results are being logged at this moment. Open the page again in a minute.');
}

const headOf = ({ content: { pilot }, ...told }: Brief) => ({
	pilot: {
		id: pilot.id,
		number: pilot.number,
		title: pilot.title,
		stage: pilot.stage,
		overdue: pilot.overdue
	},
	state: told.state,
	version: told.version,
	frozenAt: told.frozen_at,
	frozenBy: told.frozen_by,
	fingerprint: told.fingerprint,
	everything: told.everything,
	withheld: told.withheld
});

/** A brief as its sheet shows it. */
export function drawn(told: Brief) {
	const { evidence, risks } = told.content;
	return {
		head: { ...headOf(told), held: risks.holds.length > 0 },
		glyph: evidence.glyph,
		permitted: evidence.analysis ? evidence.permitted : [],
		computedAt: evidence.computed_at,
		sheet: sheetOf(told)
	};
}
export type Drawn = ReturnType<typeof drawn>;

/** The page of a brief. */
export async function page(
	{ supabase }: Pick<App.Locals, 'supabase'>,
	pilot: string,
	version: string | null
) {
	const told = await read(supabase, pilot, version);
	return { brief: drawn(told), id: told.id, docket: told.docket, versions: told.versions };
}

const packetSchema = z.object({
	meeting: z.object({
		id: z.string(),
		held_on: z.string(),
		begins: z.string(),
		minutes: z.number(),
		place: z.string(),
		chair: z.string().nullable(),
		cancelled: z.boolean(),
		district: z.string()
	}),
	items: z.array(
		z.object({
			id: z.string(),
			reason: z.enum(reasons),
			minutes: z.number().nullable(),
			closed_how: z.string().nullable(),
			note: z.string(),
			pilot: z.string(),
			title: z.string(),
			number: z.number(),
			outcome: z.enum(outcomes).nullable(),
			/** Null where an item was taken off before there was one. */
			brief: briefSchema.nullable()
		})
	),
	stale: z.array(z.string())
});

/**
 * Everything that a meeting decides on: its docket in order and the brief of each item.
 * @throws Kit's 404 for a meeting that isn't the district's, 403 for whoever sees single briefs only, 503 as `read`.
 */
export async function packet({ supabase }: Pick<App.Locals, 'supabase'>, meeting: string) {
	for (let time = 0; time <= TIMES; time += 1) {
		const {
			stale,
			meeting: about,
			items
		} = packetSchema.parse(await ask(supabase.rpc('packet', { meeting })));
		const old = new Set([
			...stale,
			...items.flatMap(({ pilot, brief }) => (brief && !stands(brief) ? [pilot] : []))
		]);
		if (old.size === 0)
			return {
				meeting: about,
				items: items.map(({ brief, ...item }) => ({ ...item, brief: brief && drawn(brief) }))
			};
		for (const pilot of old) await recompute(pilot);
	}
	return notNow('Results are being logged at this moment. Open the packet again in a minute.');
}
