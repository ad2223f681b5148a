import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as calendar from '#lib/decisions/meetings/calendar.server.ts';
import { changeEmail, changePassword, saveSettings, settingsOf } from '#lib/people/account.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { Reply } from '#lib/people/reply.ts';
import { end, endOthers, list } from '#lib/people/sessions.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const me = requirePerson(event);
	const [settings, sessions, calendarSince] = await Promise.all([
		settingsOf(event),
		list(event),
		calendar.linkOf(event.locals.supabase)
	]);
	return {
		me,
		settings,
		sessions,
		calendarSince,
		now: new Date().toISOString(),
		said: event.url.searchParams.get('said')
	};
};

const answered = (done: Reply) => {
	if (!done.ok) return fail(done.status, done);
	redirect(303, `/account?said=${done.said}`);
};
const formOf = (event: RequestEvent) => event.request.formData();

export const actions: Actions = {
	password: async (event) => answered(await changePassword(event, requirePerson(event), await formOf(event))),
	email: async (event) => answered(await changeEmail(event, requirePerson(event), await formOf(event))),
	settings: async (event) => {
		requirePerson(event);
		return answered(await saveSettings(event, await formOf(event)));
	},
	calendar: async (event) => {
		requirePerson(event);
		const token = await calendar.makeLink(event.locals.supabase);
		return { about: 'calendar' as const, link: `${event.url.origin}/calendar/${token}.ics` };
	},
	endCalendar: async (event) => {
		requirePerson(event);
		await calendar.endLink(event.locals.supabase);
		redirect(303, '/account?said=calendar');
	},
	end: async (event) => {
		requirePerson(event);
		return answered(await end(event, await formOf(event)));
	},
	endOthers: async (event) => {
		requirePerson(event);
		return answered(await endOthers(event));
	}
};
