import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import * as scaling from '#lib/scaling/scaling.server.ts';
import { manyAsked } from '#lib/scaling/suggested.ts';
import type { Reply } from '#lib/ui/reply.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { person } = requirePerson(event);
	const { supabase } = event.locals;
	const { id } = event.params;
	const [pilot, waves] = await Promise.all([read(supabase, id), scaling.read(supabase, id)]);
	const many = manyAsked(event.url.searchParams.get('waves'));
	return { pilot, scaling: waves, draft: crypto.randomUUID(), many, me: person.id };
};

type Do = (database: App.Locals['supabase'], pilot: string, form: FormData) => Promise<Reply>;

async function answer(event: RequestEvent<{ id: string }>, work: Do) {
	const reply = await work(event.locals.supabase, event.params.id, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(
		303,
		`/pilots/${event.params.id}/scaling?done=${encodeURIComponent(reply.said)}${reply.place ?? ''}`
	);
}

export const actions: Actions = {
	save: (event) => (requirePerson(event), answer(event, scaling.save)),
	suggest: (event) => (requirePerson(event), answer(event, scaling.planSuggested)),
	remove: (event) => (requirePerson(event), answer(event, scaling.remove)),
	order: (event) => (requirePerson(event), answer(event, scaling.order)),
	start: (event) => (requirePerson(event), answer(event, scaling.start)),
	finish: (event) => (requirePerson(event), answer(event, scaling.finish)),
	hold: (event) => (requirePerson(event), answer(event, scaling.hold)),
	release: (event) => (requirePerson(event), answer(event, scaling.release)),
	rollBack: (event) => (requirePerson(event), answer(event, scaling.rollBack)),
	choose: (event) => (requirePerson(event), answer(event, scaling.choose))
};
