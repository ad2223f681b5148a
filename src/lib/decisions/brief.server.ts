import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Analysis } from '#lib/evidence/analysis.ts';
import { read as readEvaluation } from '#lib/evidence/evaluation.server.ts';
import { currentAnalysis } from '#lib/evidence/evidence.server.ts';
import * as feedback from '#lib/evidence/feedback/feedback.server.ts';
import { lastTold } from '#lib/evidence/feedback/standing.ts';
import * as amendments from '#lib/pilots/amendments.server.ts';
import { holds, type Me } from '#lib/people/me.ts';
import type { Pilot } from '#lib/pilots/pilot.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import { refused, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { z } from 'zod';
import { ballotOf } from './ballot.ts';
import { choiceWords } from './choice-words.ts';
import { decidingOf } from './deciding.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { voteForm, votesSchema } from './votes.ts';

type Caller = Pick<App.Locals, 'supabase'>;

const DAY = 86_400_000;

/** All that a vote is cast on, and who has voted. */
export async function brief({ supabase }: Caller, me: Me, id: string) {
	const [pilot, votes, amended, evaluation, educators] = await Promise.all([
		read(supabase, id),
		ask(supabase.rpc('votes', { pilot: id })).then((answer) => votesSchema.parse(answer)),
		amendments.list(supabase, id),
		readEvaluation(supabase, id),
		feedback.list(supabase, id)
	]);
	const deciding = await decidingOf(supabase, id, pilot.docket);
	const last = pilot.docket ? null : (pilot.decisions[0] ?? null);
	const { analysis, permitted } = last
		? await decidedOn(supabase, last)
		: await currentAnalysis(supabase, id);
	const { activity: _, gates: __, ...shown } = pilot;
	return {
		pilot: shown,
		amendments: amended,
		evaluation,
		educators: lastTold(educators),
		analysis,
		permitted,
		votes,
		deciding,
		mine: votes.find(({ voter_id }) => voter_id === me.person.id) ?? null,
		others: votes.filter(({ voter_id }) => voter_id !== me.person.id),
		sponsors: pilot.assignments.some((one) => one.role === 'sponsor' && one.id === me.person.id),
		ballot: ballotOf(pilot, holds(me, 'cabinet')),
		seesNames: holds(me, 'cabinet', 'clerk', 'admin'),
		tomorrow: new Date(Date.now() + DAY).toISOString().slice(0, 10)
	};
}

const snapshotSchema = z.object({
	evidence: z.custom<Analysis>((value) => typeof value === 'object' && value !== null)
});

/** The evidence that a decision saw, as it was. */
async function decidedOn(supabase: Caller['supabase'], { id, permitted }: Pilot['decisions'][number]) {
	const kept = await ask(supabase.from('decisions').select('evidence').eq('id', id).single());
	return { analysis: snapshotSchema.parse(kept).evidence, permitted };
}

/** Casts or changes the caller's vote. */
export async function vote({ supabase }: Caller, pilot: string, form: FormData): Promise<Reply> {
	const given = voteForm.safeParse(typed(form));
	if (!given.success) return wrong('vote', form, formErrors(given.error));
	const done = await attempt(ask(supabase.rpc('cast_vote', { pilot, ...given.data })));
	if (!done.ok) return refused('vote', form, done);
	const { choice } = given.data;
	if (choice === 'recuse') return { ok: true, said: 'You have recused yourself. The reason is recorded.' };
	return { ok: true, said: `Your vote is cast: ${choiceWords[choice].label.toLowerCase()}.` };
}

export { decide } from './deciding.server.ts';
