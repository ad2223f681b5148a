import { ask, attempt } from '#lib/db/ask.server.ts';
import { isStage } from '#lib/pilots/stages.ts';
import { refused, wrong, type Reply } from '#lib/ui/reply.ts';
import { readParts } from './sending-back.ts';

type Database = App.Locals['supabase'];

/** Sends a proposal back to its team, with the parts that are meant. Sent twice, the second one finds it done. */
export async function sendBack(
	database: Database,
	me: string,
	pilot: string,
	form: FormData
): Promise<Reply> {
	const about = 'advance:rework';
	const from_stage = form.get('from_stage');
	if (!isStage(from_stage)) return wrong(about, form, { note: 'This form is damaged: open the page again.' });
	const { note, parts, errors } = readParts(form);
	if (Object.keys(errors).length > 0) return wrong(about, form, errors);
	const done = await attempt(ask(database.rpc('send_back', { pilot, from_stage, note, parts })));
	if (done.ok) return { ok: true, said: 'rework' };
	const before = done.key === 'stage_moved' && done.facts.stage === 'draft' && done.facts.by === me;
	return before ? { ok: true, said: 'rework' } : refused(about, form, done);
}
