import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import { reviewPath, specialtyOf } from '#lib/pilots/review-path.ts';
import type { Specialty } from '#lib/pilots/words.ts';
import * as findings from '#lib/reviews/findings/findings.server.ts';
import * as questions from '#lib/reviews/questions/questions.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import type { Actions, PageServerLoad } from './$types';

function specialtyIn({ specialty }: { specialty: string }): Specialty {
	return specialtyOf(specialty) ?? error(404, 'There is no such review.');
}

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { supabase } = event.locals;
	const specialty = specialtyIn(event.params);
	const [pilot, review, found] = await Promise.all([
		read(supabase, event.params.id),
		questions.read(supabase, event.params.id, specialty),
		findings.list(supabase, event.params.id)
	]);
	return { pilot, specialty, review, found, now: new Date().toISOString() };
};

type Do = (
	database: App.Locals['supabase'],
	pilot: string,
	specialty: Specialty,
	form: FormData
) => Promise<Reply>;

async function answer(event: RequestEvent<{ id: string; specialty: string }>, work: Do) {
	const specialty = specialtyIn(event.params);
	const reply = await work(event.locals.supabase, event.params.id, specialty, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, `${reviewPath(event.params.id, specialty)}?done=${reply.said}`);
}

export const actions: Actions = {
	save: (event) => (requirePerson(event), answer(event, questions.save)),
	sign: (event) => (requirePerson(event), answer(event, questions.sign))
};
