import { ask, attempt } from '#lib/db/ask.server.ts';
import { holds, type Me } from '#lib/people/me.ts';
import { refused, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { formatDate } from '#lib/ui/dates.ts';
import { z } from 'zod';
import { cabinetSchema } from './cabinet.ts';
import { isOverride } from './docket.ts';
import { formErrors } from '#lib/db/form-errors.ts';

type Caller = Pick<App.Locals, 'supabase'>;

/** The cabinet's table: what is due, overdue and decided, and for those who call meetings who may chair one. */
export async function cabinet(caller: Caller, me: Me, show: string | null) {
	const calls = holds(me, 'clerk', 'admin');
	const [table, chairs] = await Promise.all([
		ask(caller.supabase.rpc('cabinet')).then((answer) => cabinetSchema.parse(answer)),
		calls ? members(caller) : []
	]);
	const overrides = table.decided.filter(isOverride);
	return {
		...table,
		// Those on the docket already stand there.
		overdue: table.overdue.filter(({ id }) => !table.due.some((item) => item.id === id)),
		decided: show === 'overrides' ? overrides : table.decided,
		counts: { decided: table.decided.length, overrides: overrides.length },
		show: show === 'overrides' ? ('overrides' as const) : ('all' as const),
		calls,
		/** Whether the reader may take a meeting's packet. */
		packets: holds(me, 'cabinet', 'clerk', 'admin'),
		chairs,
		today: new Date().toISOString().slice(0, 10)
	};
}

/** Everyone who sits in the cabinet. */
async function members({ supabase }: Caller) {
	const seats = await ask(supabase.from('person_roles').select('person_id').eq('role', 'cabinet'));
	const ids = seats.map(({ person_id }) => person_id);
	return ask(
		supabase.from('people').select('id, name, title').in('id', ids).eq('active', true).order('name')
	);
}

const meetingForm = z.object({
	held_on: z.iso.date('Enter the day of the meeting.'),
	chair: z.uuid('Choose who chairs it.')
});

/** Calls a meeting; what waits without one comes onto it. */
export async function callMeeting({ supabase }: Caller, form: FormData): Promise<Reply> {
	const given = meetingForm.safeParse(typed(form));
	if (!given.success) return wrong('meeting', form, formErrors(given.error));
	const done = await attempt(ask(supabase.rpc('call_meeting', given.data)));
	if (!done.ok) return refused('meeting', form, done);
	return { ok: true, said: `The meeting of ${formatDate(given.data.held_on)} is called.` };
}
