import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as people from '#lib/people/people.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const me = requireRole(event, 'admin');
	const person = await people.read(event.locals, event.params.id);
	return { person, oneself: person.id === me.person.id, now: new Date().toISOString() };
};

const back = (event: RequestEvent<{ id: string }>, said: string) =>
	redirect(303, `/admin/people/${event.params.id}?done=${said}`);

type Act = typeof people.reactivate;

async function act(event: RequestEvent<{ id: string }>, work: Act) {
	const reply = await work(event.locals, event.params.id);
	return reply.ok ? back(event, reply.said) : fail(reply.status, { act: reply.message });
}

export const actions: Actions = {
	save: async (event) => {
		requireRole(event, 'admin');
		const reply = await people.save(event.locals, event.params.id, await event.request.formData());
		return reply.ok ? back(event, reply.said) : fail(reply.status, { person: reply });
	},
	deactivate: async (event) => {
		requireRole(event, 'admin');
		const reply = await people.deactivate(event.locals, event.params.id, await event.request.formData());
		return reply.ok ? back(event, reply.said) : fail(reply.status, { leaving: reply });
	},
	reactivate: (event) => (requireRole(event, 'admin'), act(event, people.reactivate)),
	again: (event) => (requireRole(event, 'admin'), act(event, people.inviteAgain)),
	withdraw: async (event) => {
		requireRole(event, 'admin');
		const reply = await people.withdraw(event.locals, event.params.id);
		if (!reply.ok) return fail(reply.status, { act: reply.message });
		redirect(303, `/admin/people?done=${reply.said}`);
	}
};
