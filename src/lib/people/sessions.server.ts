import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { deviceInWords } from './device-words.ts';
import { refused, type Reply } from './reply.ts';

const sessionsSchema = z.array(
	z.object({
		id: z.string(),
		created_at: z.string(),
		last_used: z.string(),
		user_agent: z.string(),
		current: z.boolean()
	})
);

/** Notes with which browser somebody signed in. Signing in does not fail over it. */
export async function noteDevice({ locals, request }: RequestEvent): Promise<void> {
	const agent = request.headers.get('user-agent') ?? '';
	if (agent) await locals.supabase.rpc('note_device', { agent });
}

/** One's own sessions, this one first. */
export async function list({ locals }: RequestEvent) {
	const sessions = sessionsSchema.parse(await ask(locals.supabase.rpc('my_sessions')));
	return sessions.map(({ user_agent, ...session }) => ({ ...session, device: deviceInWords(user_agent) }));
}

/** Ends one of one's own sessions, at once. */
export async function end({ locals }: RequestEvent, form: FormData): Promise<Reply> {
	const session = String(form.get('session') ?? '');
	const done = await attempt(ask(locals.supabase.rpc('end_session', { session })));
	return done.ok ? { ok: true, said: 'session' } : refused('sessions', done.status, done.message);
}

/** Ends all of them but this one. */
export async function endOthers({ locals }: RequestEvent): Promise<Reply> {
	const done = await attempt(ask(locals.supabase.rpc('end_other_sessions')));
	return done.ok ? { ok: true, said: 'sessions' } : refused('sessions', done.status, done.message);
}
