import { randomUUID } from 'node:crypto';
import type { Actor } from './actors.ts';
import type { District } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn, type Stage } from './pilots.ts';

export type Reason = 'evidence' | 'condition' | 'monitoring' | 'asked';

/** A meeting of today that this chair opened. Today has one meeting: earlier ones are moved out of its way. */
export async function inSession(district: District, chair: Actor = district.people.chair): Promise<string> {
	await asOwner(
		`update public.meetings set held_on = held_on - 400 - (
			select count(*)::int from public.meetings where district_id = $1) where district_id = $1 and held_on = $2::date`,
		district.id,
		day(0)
	);
	const meeting: string = await must(district.people.clerk, 'call_meeting', {
		held_on: day(0),
		chair: chair.id
	});
	await asOwner('update public.meetings set opened_at = private.now() where id = $1', meeting);
	return meeting;
}

/** Puts a pilot on the docket of a meeting, for this reason; answers the item. */
export async function docketed(
	district: District,
	meeting: string | null,
	pilot: string,
	reason: Reason = 'evidence'
): Promise<string> {
	const item = randomUUID();
	const rows = await asOwner<{ id: string }>(
		`insert into public.docket_items as d (id, district_id, pilot_id, meeting_id, reason) values ($1, $2, $3, $4, $5)
		on conflict (pilot_id) where closed_at is null do update set meeting_id = excluded.meeting_id, reason = excluded.reason
		returning id`,
		item,
		district.id,
		pilot,
		meeting,
		reason
	);
	return rows[0]!.id;
}

/** A pilot on the docket of this meeting. */
export async function itemIn(
	district: District,
	meeting: string,
	stage: Stage = 'decision',
	reason: Reason = 'evidence'
) {
	const pilot = await pilotIn(district, stage);
	return { pilot, item: await docketed(district, meeting, pilot, reason) };
}

/** While the work is done, these are the members who are present at a meeting; afterwards attendance is taken as before. */
export async function whilePresent(
	meeting: string,
	work: (are: (...people: Actor[]) => Promise<unknown>) => Promise<unknown>
) {
	const [before] = await asOwner<{ definition: string }>(
		`select pg_get_functiondef('private.present_members(uuid)'::regprocedure) as definition`
	);
	const are = (...people: Actor[]) =>
		asOwner(`create or replace function private.present_members(meeting uuid) returns uuid[]
			language sql stable security definer set search_path = ''
			as $$ select case when meeting = '${meeting}' then array[${people.map(({ id }) => `'${id}'`).join()}]::uuid[] end $$`);
	try {
		await work(are);
	} finally {
		await asOwner(before!.definition);
	}
}
