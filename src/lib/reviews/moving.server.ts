import { ask } from '#lib/db/ask.server.ts';
import { partsHeld, type Me } from '#lib/people/me.ts';
import * as pilots from '#lib/pilots/pilots.server.ts';
import { stages } from '#lib/pilots/stages.ts';
import { movesSchema, type Moving } from './moving.ts';

type Caller = { params: { id: string }; url: URL; locals: Pick<App.Locals, 'supabase'> };

/** What stands between a pilot and the stage that the address asks for. @throws 404 as `pilots.read`. */
export async function moving({ params, url, locals: { supabase } }: Caller, me: Me): Promise<Moving> {
	const [pilot, moves] = await Promise.all([
		pilots.read(supabase, params.id),
		ask(supabase.from('moves').select('from_stage, to_stage').order('position')).then((rows) =>
			movesSchema.parse(rows)
		)
	]);
	const to = stages.find((stage) => stage === url.searchParams.get('to')) ?? null;
	return { pilot, moves, to, me: { id: me.person.id, roles: partsHeld(me) } };
}
