import { ask, attempt } from '#lib/db/ask.server.ts';
import { holds, type Me } from '#lib/people/me.ts';
import { refusedAt, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { z } from 'zod';
import { cabinetSchema } from './cabinet.ts';
import { chairs } from './meetings/meetings.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';

type Caller = Pick<App.Locals, 'supabase'>;

/** The cabinet's table: what is due, overdue and decided, and for those who call meetings who may chair one. */
export async function cabinet(caller: Caller, me: Me) {
	const calls = holds(me, 'clerk', 'admin');
	const [table, members] = await Promise.all([
		ask(caller.supabase.rpc('cabinet')).then((answer) => cabinetSchema.parse(answer)),
		calls ? chairs(caller.supabase) : []
	]);
	return {
		...table,
		// Those on the docket already stand there.
		overdue: table.overdue.filter(({ id }) => !table.due.some((item) => item.id === id)),
		calls,
		/** Whether the reader may take a meeting's packet. */
		packets: holds(me, 'cabinet', 'clerk', 'admin'),
		chairs: members,
		today: new Date().toISOString().slice(0, 10)
	};
}

const meetingForm = z.object({
	held_on: z.iso.date('Enter the day of the meeting.'),
	chair: z.uuid('Choose who chairs it.'),
	begins: z.string().optional(),
	minutes: z.coerce.number('Enter whole minutes.').int('Enter whole minutes.').optional(),
	place: z.string().optional()
});

/** What is left empty is not said. */
const said = (form: FormData) =>
	Object.fromEntries(Object.entries(typed(form)).filter(([, value]) => value !== ''));

/** Calls a meeting, and answers its id as the place to go on; what waits without one comes onto it. */
export async function callMeeting({ supabase }: Caller, form: FormData): Promise<Reply> {
	const given = meetingForm.safeParse(said(form));
	if (!given.success) return wrong('meeting', form, formErrors(given.error));
	const { begins, minutes, place, ...needed } = given.data;
	const more = {
		...(begins ? { begins: begins.slice(0, 5) } : {}),
		...(minutes ? { minutes } : {}),
		...(place ? { place } : {})
	};
	const done = await attempt(ask(supabase.rpc('call_meeting', { ...needed, ...more })));
	if (!done.ok) return refusedAt('meeting', form, done);
	return { ok: true, said: 'called', place: String(done.data) };
}
