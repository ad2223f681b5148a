import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { ask } from '#lib/db/ask.server.ts';
import { cardSchema } from './pipeline.ts';
import type { Filters } from './pipeline-filters.ts';
import { dayAsked, rangeOf, shift, timelineSchema, zoomOf } from './timeline.ts';

/** More than anybody reads at once; the filters lead to fewer. */
const MOST = 150;
const NOBODY = '00000000-0000-0000-0000-000000000000';

const rowsSchema = z.object({ rows: z.array(cardSchema), count: z.number().int(), capped: z.boolean() });

type Caller = Pick<RequestEvent, 'url'> & { locals: Pick<App.Locals, 'supabase'> };

/** The pilots that the filters leave, against the school's year: those whose cycle ends first come first. */
export async function timeline({ url, locals: { supabase } }: Caller, filters: Filters) {
	const at = dayAsked(url.searchParams.get('at'), new Date().toISOString().slice(0, 10));
	// From those whose cycle ended within the year before what is looked at; those without an end come last.
	const after = JSON.stringify([shift(at, -400), NOBODY]);
	const { rows, count, capped } = rowsSchema.parse(
		await ask(supabase.rpc('pipeline_rows', { filters, sort: 'cycle_end', after, most: MOST }))
	);
	const dates = timelineSchema.parse(
		await ask(supabase.rpc('timeline', { pilots: rows.map(({ id }) => id) }))
	);
	const zoom = zoomOf(url.searchParams.get('zoom'));
	const range = rangeOf(zoom, at, dates.terms);
	return {
		rows: rows.map(({ id, number, title, stage, on_hold, overdue }) => ({
			id,
			number,
			title,
			stage,
			on_hold,
			overdue
		})),
		count,
		capped,
		dates,
		zoom,
		range
	};
}
export type TimelineView = Awaited<ReturnType<typeof timeline>>;
