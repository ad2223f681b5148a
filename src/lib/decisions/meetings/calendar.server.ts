import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { ask } from '#lib/db/ask.server.ts';
import type { Limit } from '#lib/people/attempts.ts';
import { giveBack, network, spend } from '#lib/people/attempts.server.ts';
import { calendarOf, type CalendarMeeting } from './ics.ts';
import { read } from './meetings.server.ts';

const feedSchema = z
	.object({
		district: z.string(),
		meetings: z.array(
			z.object({
				id: z.string(),
				held_on: z.string(),
				begins: z.string(),
				minutes: z.number().int(),
				place: z.string(),
				revision: z.number().int(),
				cancelled: z.boolean(),
				chair: z.string(),
				items: z.array(z.string())
			})
		)
	})
	.nullable();

/** Only links that open nothing count: a whole school's calendars may ask from one network. */
const byNetwork: Limit = { kind: 'calendar network', most: 60, seconds: 15 * 60 };

function answer(event: RequestEvent, meetings: CalendarMeeting[], name: string, file: string): Response {
	return new Response(calendarOf(meetings, { origin: event.url.origin, name, now: new Date() }), {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': `inline; filename="${file}"`,
			'cache-control': 'private, no-store',
			'x-robots-tag': 'noindex'
		}
	});
}

const nothing = (status: number, words: string) =>
	new Response(`${words}\n`, {
		status,
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'cache-control': 'no-store',
			'x-robots-tag': 'noindex'
		}
	});

/** Somebody's meetings, for whoever has the link: signed in or not. */
export async function feed(event: RequestEvent, token: string): Promise<Response> {
	const attempt = [byNetwork, network(event)] as const;
	const tooMany = await spend(event, attempt);
	if (tooMany) return nothing(429, tooMany);
	const found = feedSchema.parse(await ask(event.locals.supabase.rpc('calendar_feed', { token })));
	if (!found) return nothing(404, 'There is no calendar at this address.');
	await giveBack(attempt);
	return answer(event, found.meetings, `Cabinet meetings, ${found.district}`, 'cabinet.ics');
}

/** One meeting, for a calendar; its docket is for the cabinet and the office. */
export async function one(event: RequestEvent, id: string): Promise<Response> {
	const meeting = await read(event.locals.supabase, id);
	const entry = {
		...meeting,
		chair: meeting.chair.name,
		cancelled: meeting.state === 'cancelled',
		items: meeting.may.office ? meeting.items.map(({ title }) => title) : []
	};
	return answer(event, [entry], 'Cabinet meeting', `cabinet-${meeting.held_on}.ics`);
}

type Database = App.Locals['supabase'];

/** Since when the caller's calendar has a link. */
export const linkOf = async (database: Database): Promise<string | null> =>
	(await ask(database.rpc('calendar_link'))) ?? null;

/** Makes a new link, in the place of an earlier one. Answers its token: it is shown once. */
export const makeLink = (database: Database) => ask(database.rpc('make_calendar_link')).then(String);

export const endLink = (database: Database) => ask(database.rpc('end_calendar_link'));
