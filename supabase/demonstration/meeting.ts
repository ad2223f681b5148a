// The meetings of the demonstration: the next one prepared, with its docket in order and who comes; and the last one with its minutes.
import { sectionsOf } from '../../src/lib/decisions/meetings/minutes.ts';
import { minutesSchema } from '../../src/lib/decisions/meetings/meeting-schema.ts';
import type { Director } from './director.ts';

type Row = { id: string; held_on: string; ago: number };

/** Opened, attended, ended and signed, all on its day. */
async function holdLast(director: Director) {
	const [last] = (await director.sql(
		`select m.id, m.held_on::text, ($1::date - m.held_on)::int as ago from public.meetings m
		where m.opened_at is null and m.held_on < $1::date and m.chair_id = $2
			and exists (select 1 from public.docket_items d where d.meeting_id = m.id and d.closed_at is not null)
		order by m.held_on desc limit 1`,
		[director.day(0), await director.person('chair')]
	)) as unknown as Row[];
	if (!last) throw new Error('The demonstration has no meeting that was held.');
	const { id: meeting, ago } = last;
	await director.act('chair', ago, 'open_meeting', { meeting });
	await director.act('clerk', ago, 'note_attendance', {
		meeting,
		people: await Promise.all(['chair', 'cabinet', 'cabinet2', 'cabinet3'].map(director.person)),
		what: 'arrived',
		minutes_ago: 2
	});
	await director.act('chair', ago, 'end_meeting', { meeting });
	const { record, opened_at } = minutesSchema.parse(
		await director.act('clerk', ago - 1, 'read_minutes', { meeting })
	);
	const sections = sectionsOf(record!, opened_at).map((section) =>
		section.key === 'other'
			? { ...section, words: 'The clerk reminds everyone to read the briefs before the next meeting.' }
			: section
	);
	await director.act('clerk', ago - 1, 'save_minutes', { meeting, sections, seen: 0 });
	await director.act('chair', ago - 3, 'sign_minutes', { meeting, seen: 1 });
}

/** When, where, in which order and for how long; some have said whether they come. */
async function prepareNext(director: Director) {
	const [next] = (await director.sql(
		`select m.id, m.held_on::text, 0 as ago from public.meetings m where m.held_on > $1::date and m.chair_id = $2
		order by m.held_on limit 1`,
		[director.day(0), await director.person('chair')]
	)) as unknown as Row[];
	if (!next) throw new Error('The demonstration has no meeting that is to come.');
	const meeting = next.id;
	await director.act('clerk', 0, 'save_meeting', {
		meeting,
		fields: { begins: '13:30', minutes: 60, place: 'Board room, district office' }
	});
	const items = await director.sql(
		'select d.id from public.docket_items d where d.meeting_id = $1 and d.closed_at is null order by d.opened_at, d.id',
		[meeting]
	);
	await director.act('clerk', 0, 'order_docket', {
		meeting,
		items: items.map(({ id }) => String(id)),
		minutes: `{${items.map((_, place) => (place === 0 ? 25 : 15)).join(',')}}`
	});
	await director.act('chair', 0, 'answer_meeting', { meeting, comes: true });
}

/** Stories are played one after another: what was decided on a day was on the docket of that day, whichever was called by then. */
const onTheirDay = (director: Director) =>
	director.sql(`update public.docket_items d set meeting_id = m.id
		from public.decisions c join public.meetings m on m.district_id = c.district_id and m.held_on = c.decided_at::date
		where c.docket_item_id = d.id and d.meeting_id is distinct from m.id`);

export async function holdMeetings(director: Director) {
	await onTheirDay(director);
	await holdLast(director);
	await prepareNext(director);
}
