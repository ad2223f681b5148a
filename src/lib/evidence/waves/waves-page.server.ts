import { read } from '#lib/pilots/pilots.server.ts';
import { mayDo } from '../evidence-page.server.ts';
import { wavesView } from './waves-view.ts';
import { currentReading } from './waves.server.ts';

/**
 * The evidence of a pilot's waves; `waves` is null of one that never scaled.
 * @throws 404 for a pilot that this caller may not see.
 */
export async function wavesPage(database: App.Locals['supabase'], id: string) {
	const pilot = await read(database, id);
	const kept = await currentReading(database, id);
	return {
		// What a gate asks and who reviews is on other pages.
		pilot: { ...pilot, gates: [], reviews: [], activity: [] },
		logs: mayDo(pilot).log,
		waves: kept && {
			view: wavesView(kept.reading),
			guardrails: kept.reading.guardrails,
			computed: kept.computed_at,
			everything: kept.everything
		}
	};
}
