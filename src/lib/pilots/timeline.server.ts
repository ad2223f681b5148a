import { ask } from '#lib/db/ask.server.ts';
import type { Card } from './pipeline.ts';
import type { Look } from './pipeline-filters.ts';
import { rangeOf } from './timeline-range.ts';
import { timelineSchema } from './timeline-schema.ts';

/** Pilots against the school's year: each with its days, and what of the year is shown. */
export async function timeline(
	{ supabase }: Pick<App.Locals, 'supabase'>,
	cards: readonly Card[],
	{ zoom = 'year', at }: Look
) {
	const ids = cards.map(({ id }) => id);
	const dates = timelineSchema.parse(await ask(supabase.rpc('timeline', { pilots: ids })));
	return {
		// Never more goes to the browser than the page shows.
		rows: cards.map(({ id, number, title, stage, on_hold, overdue }) => ({
			id,
			number,
			title,
			stage,
			on_hold,
			overdue
		})),
		dates,
		zoom,
		range: rangeOf(zoom, at ?? dates.today, dates.terms)
	};
}
export type TimelineView = Awaited<ReturnType<typeof timeline>>;
