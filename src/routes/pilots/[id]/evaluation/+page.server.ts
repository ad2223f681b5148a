import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { evaluationPage } from '#lib/evidence/evaluation-page.server.ts';
import { keepDraft, submit } from '#lib/evidence/evaluation.server.ts';
import { askNobody, askSecond, review } from '#lib/evidence/second-opinions.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { person } = requirePerson(event);
	const page = await evaluationPage(event.locals.supabase, event.params.id, event.url.searchParams);
	return { ...page, person: person.id };
};

type Act = (database: App.Locals['supabase'], pilot: string, form: FormData) => Promise<Reply>;

/** Does it, and goes back to the page, which says so; refused, the form comes back. */
const done = (act: Act) => async (event: RequestEvent<{ id: string }>) => {
	requirePerson(event);
	const { id } = event.params;
	const reply = await act(event.locals.supabase, id, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, `/pilots/${id}/evaluation?done=${reply.said}${reply.said === 'draft' ? '&write=1' : ''}`);
};

export const actions: Actions = {
	submit: done(submit),
	draft: done(keepDraft),
	ask: done(askSecond),
	withdraw: done(askNobody),
	review: done(review)
};
