import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import * as findings from '#lib/reviews/findings/findings.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { supabase } = event.locals;
	const [pilot, found] = await Promise.all([
		read(supabase, event.params.id),
		findings.list(supabase, event.params.id)
	]);
	return { pilot, found, draft: crypto.randomUUID() };
};

type Do = (database: App.Locals['supabase'], pilot: string, form: FormData) => Promise<Reply>;

async function answer(event: RequestEvent<{ id: string }>, work: Do) {
	const reply = await work(event.locals.supabase, event.params.id, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(
		303,
		`/pilots/${event.params.id}/findings?done=${encodeURIComponent(reply.said)}${reply.place ?? ''}`
	);
}

export const actions: Actions = {
	raiseFinding: (event) => (requirePerson(event), answer(event, findings.raise)),
	answerFinding: (event) => (requirePerson(event), answer(event, findings.answer)),
	passOnFinding: (event) => (requirePerson(event), answer(event, findings.passOn)),
	regradeFinding: (event) => (requirePerson(event), answer(event, findings.regrade)),
	closeFinding: (event) => (requirePerson(event), answer(event, findings.close)),
	reopenFinding: (event) => (requirePerson(event), answer(event, findings.reopen))
};
