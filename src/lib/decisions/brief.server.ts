import { ask, attempt } from '#lib/db/ask.server.ts';
import { currentAnalysis } from '#lib/evidence/evidence.server.ts';
import { holds, type Me } from '#lib/people/me.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import { refused, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { ballotOf } from './ballot.ts';
import { drawn, read as readBrief } from './brief/briefs.server.ts';
import { cabinetSchema } from './cabinet.ts';
import { choiceWords } from './choice-words.ts';
import { decidingOf } from './deciding.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { nextBrief, type NextBrief } from './next-brief.ts';
import { voteForm, votesSchema } from './votes.ts';

type Caller = Pick<App.Locals, 'supabase'>;

const DAY = 86_400_000;

/** All that a vote is cast on, and who has voted. */
export async function brief({ supabase }: Caller, me: Me, id: string) {
	const [pilot, votes, told] = await Promise.all([
		read(supabase, id),
		ask(supabase.rpc('votes', { pilot: id })).then((answer) => votesSchema.parse(answer)),
		readBrief(supabase, id, null)
	]);
	const deciding = await decidingOf(supabase, id, pilot.docket);
	// A decision is recorded on the evidence of its moment, also where the brief was frozen before.
	const { permitted } =
		pilot.docket && told.state === 'frozen' ? await currentAnalysis(supabase, id) : told.content.evidence;
	const { activity: _, gates: __, ...shown } = pilot;
	return {
		pilot: shown,
		brief: drawn(told),
		meeting: told.docket,
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

/** What else waits for the vote of whoever has just voted. */
export async function next({ supabase }: Caller, voted: string): Promise<NextBrief> {
	const { due } = cabinetSchema.parse(await ask(supabase.rpc('cabinet')));
	return nextBrief(due, voted);
}

export { decide } from './deciding.server.ts';
