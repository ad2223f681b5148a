-- What the room shows, in one call, and whether it changed, in one read.

-- The meeting whose room the caller may enter: cabinet, clerk, AI office, and whoever stands in for the cabinet on one of its pilots.
create function private.seen_room(meeting uuid) returns public.meetings
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_me uuid := private.person_id();
	v_meeting public.meetings;
	v_substitute boolean;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select m.* into v_meeting from public.meetings m where m.id = meeting and m.district_id = private.district_id();
	v_substitute := exists (
		select 1 from public.substitutes s join public.docket_items d on d.pilot_id = s.pilot_id and d.meeting_id = v_meeting.id
		where s.person_id = v_me and s.part = 'cabinet' and s.until is null);
	if v_meeting.id is null or (private.is_outside() and not v_substitute) then
		perform private.fail(404, 'no_such_meeting', 'There is no meeting at this address.');
	elsif not v_substitute and not exists (
		select 1 from public.person_roles r where r.person_id = v_me and r.role in ('cabinet', 'clerk', 'admin')) then
		perform private.fail(403, 'not_yours', 'The room is for the cabinet, the clerk and the AI office.');
	end if;
	return v_meeting;
end $$;

create function private.room_version(meeting uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_meeting public.meetings := private.seen_room(meeting);
begin
	return jsonb_build_object('version', coalesce((
		select v.version from private.room_versions v where v.meeting_id = v_meeting.id and v.district_id = v_meeting.district_id), 0));
end $$;

-- Where an item is on its way through its meeting.
create function private.item_state(item public.docket_items) returns text
language sql immutable set search_path = ''
as $$
	select case when item.closed_at is not null then item.closed_how
		when item.voting_closed_at is not null then 'voting closed'
		when item.begun_at is not null then 'open'
		else 'waiting' end
$$;

-- Who sits on an item: each of them with whether they may vote, and if not why; whether they are there and have voted, never what.
create function private.room_members(item public.docket_items, present uuid[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title,
			'kept_out', private.kept_out_why(item.pilot_id, p.id),
			'sponsors', exists (select 1 from public.assignments a
				where a.pilot_id = item.pilot_id and a.person_id = p.id and a.role = 'sponsor' and a.until is null),
			'stands_in', not s.sits, 'present', p.id = any (room_members.present),
			'voted', exists (select 1 from private.votes v where v.docket_item_id = item.id and v.voter_id = p.id)) order by p.name), '[]')
		from public.people p
		cross join lateral (
			select exists (select 1 from public.person_roles r where r.person_id = p.id and r.role = 'cabinet') as sits,
				exists (select 1 from public.substitutes x
					where x.pilot_id = item.pilot_id and x.person_id = p.id and x.part = 'cabinet' and x.until is null) as stands) s
		where p.district_id = item.district_id and p.active and (s.sits or s.stands));
end $$;

-- The votes with their names, once they have any.
create function private.named_votes(item public.docket_items) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('voter', p.name, 'voter_id', p.id, 'choice', v.choice, 'reason', v.reason,
			'sponsors', v.sponsors, 'no_interest', v.no_interest,
			'counted', exists (select 1 from private.counted_votes(item) c where c.voter_id = v.voter_id)) order by p.name), '[]')
		from private.votes v join public.people p on p.id = v.voter_id where v.docket_item_id = item.id);
end $$;

-- The item that the room shows, as this caller may see it. While voting goes on it has who voted, and of quorum no more than that:
-- how many of them are for an outcome would tell of the others.
create function private.room_item(item public.docket_items, me uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots;
	v_parts text[] := private.parts(item.pilot_id, me, true);
	v_office boolean := v_parts && array['cabinet', 'clerk'] or private.has_role(me, 'admin');
	v_named boolean := v_office and coalesce(item.voting_closed_at, item.closed_at) is not null;
	v_voted_on boolean := private.put_to_the_vote(item);
	v_chairs boolean := private.chairs(item, me);
	v_analysis private.analyses;
begin
	select p.* into v_pilot from public.pilots p where p.id = item.pilot_id;
	select a.* into v_analysis from private.analyses a where a.pilot_id = item.pilot_id;
	return jsonb_build_object('id', item.id, 'pilot', v_pilot.id, 'title', v_pilot.title, 'stage', v_pilot.stage,
		'question', v_pilot.decision_question, 'overdue', private.is_overdue(v_pilot),
		'on_hold', exists (select 1 from public.holds h where h.pilot_id = v_pilot.id and h.lifted_at is null),
		'reason', item.reason, 'note', item.note, 'state', private.item_state(item), 'minutes', item.minutes,
		'begun_at', item.begun_at, 'voting_closed_at', item.voting_closed_at, 'closed_at', item.closed_at,
		'voting_closed_by', (select p.name from public.people p where p.id = item.voting_closed_by),
		'voted_on', v_voted_on, 'i_chair', v_chairs, 'i_vote', v_voted_on and 'cabinet' = any (private.parts(item.pilot_id, me)),
		'kept_out_why', private.kept_out_why(item.pilot_id, me),
		'may_put_to_vote', exists (select 1 from public.moves m where m.from_stage = v_pilot.stage and m.act = 'review'),
		'i_sponsor', 'sponsor' = any (v_parts),
		'analysis', case when v_analysis.pilot_id is not null then jsonb_build_object('recommendation', v_analysis.shown -> 'recommendation',
			'outcomes', v_analysis.shown -> 'outcomes', 'early', v_analysis.shown -> 'early') end,
		'permitted', v_analysis.permitted,
		'evaluator_says', (
			select jsonb_build_object('recommendation', e.recommendation, 'by', p.name) from public.evaluations e
			join public.people p on p.id = e.evaluator_id where e.pilot_id = v_pilot.id order by e.submitted_at desc limit 1),
		'brief', (
			select jsonb_build_object('version', b.version, 'frozen_at', b.frozen_at) from private.briefs b
			where b.docket_item_id = item.id and b.district_id = item.district_id order by b.version desc limit 1),
		'members', case when v_office then private.room_members(item, private.present_members(item.meeting_id)) end,
		'cast', (select count(*) from private.votes v where v.docket_item_id = item.id),
		'quorum', case when v_office then private.quorum_told(item) else private.quorum_of(item) - 'votes' - 'why' - 'met' end,
		'mine', (
			select jsonb_build_object('choice', v.choice, 'reason', v.reason, 'sponsors', v.sponsors, 'no_interest', v.no_interest)
			from private.votes v where v.docket_item_id = item.id and v.voter_id = me),
		'votes', case when v_named then private.named_votes(item) end,
		'standing', case when v_named then private.standing_of(item) end,
		-- Which stages ahead are full is for whoever records the decision.
		'full', case when v_chairs and item.closed_at is null then private.flow_of(v_pilot, me, v_parts) -> 'full' else '[]' end,
		'decision', (
			select jsonb_build_object('id', d.id, 'outcome', d.outcome, 'rationale', d.rationale, 'decided_at', d.decided_at, 'by', p.name,
				'tally', d.tally, 'within_permitted', d.within_permitted, 'with_majority', d.with_majority)
			from public.decisions d join public.people p on p.id = d.decided_by where d.docket_item_id = item.id));
end $$;

-- All that the room shows this caller: the docket with its states, and one item of it: the one that is named, or else the one that is
-- open, or the one that was closed last.
create function private.room(meeting uuid, item uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_meeting public.meetings := private.seen_room(meeting);
	v_me uuid := private.person_id();
	v_outside boolean := private.is_outside();
	v_there uuid[] := private.present_members(meeting);
	v_shown public.docket_items;
begin
	select d.* into v_shown from public.docket_items d
	where d.meeting_id = v_meeting.id and (not v_outside or d.pilot_id in (select private.my_pilots()))
	order by d.id is not distinct from room.item desc, d.begun_at is not null and d.closed_at is null desc,
		d.closed_at is null and v_meeting.opened_at is null desc, d.closed_at desc nulls last, d.position nulls last, d.opened_at limit 1;
	return jsonb_build_object(
		'version', (private.room_version(meeting) ->> 'version')::bigint,
		'now', private.now(),
		'me', v_me,
		'meeting', jsonb_build_object('id', v_meeting.id, 'held_on', v_meeting.held_on, 'begins', to_char(v_meeting.begins, 'HH24:MI'),
			'minutes', v_meeting.minutes, 'place', v_meeting.place, 'opened_at', v_meeting.opened_at, 'ended_at', v_meeting.ended_at,
			'cancelled_at', v_meeting.cancelled_at, 'in_session', v_meeting.opened_at is not null and v_meeting.ended_at is null,
			'chair', (select p.name from public.people p where p.id = v_meeting.chair_id), 'i_chair', v_meeting.chair_id = v_me),
		'rule', (select jsonb_build_object('decision_rule', d.decision_rule, 'quorum', d.quorum) from public.districts d where d.id = v_meeting.district_id),
		'present', (select jsonb_agg(p.name order by p.name) from public.people p where p.id = any (v_there)),
		'takes_attendance', v_there is not null,
		'items', (
			select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'title', l.title, 'reason', d.reason, 'minutes', d.minutes,
				'begun_at', d.begun_at, 'closed_at', d.closed_at, 'state', private.item_state(d),
				'outcome', (select x.outcome from public.decisions x where x.docket_item_id = d.id)) order by d.position nulls last, d.opened_at), '[]')
			from public.docket_items d join public.pilots l on l.id = d.pilot_id
			where d.meeting_id = v_meeting.id and (not v_outside or l.id in (select private.my_pilots()))),
		'carried', (
			select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'title', l.title, 'reason', c.reason, 'held_on', t.held_on) order by c.moved_at), '[]')
			from private.docket_moves c join public.docket_items d on d.id = c.docket_item_id join public.pilots l on l.id = d.pilot_id
			left join public.meetings t on t.id = c.to_meeting
			where c.from_meeting = v_meeting.id and c.moved_at >= v_meeting.opened_at and (not v_outside or l.id in (select private.my_pilots()))),
		'item', case when v_shown.id is not null then private.room_item(v_shown, v_me) end);
end $$;

-- The open docket item of a pilot; null where there is none.
create function private.docket_of(pilot public.pilots, me uuid, parts text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (select jsonb_build_object('id', d.id, 'opened_at', d.opened_at, 'reason', d.reason, 'begun_at', d.begun_at,
			'voting_closed_at', d.voting_closed_at, 'meeting', t.id, 'held_on', t.held_on, 'chair', c.name, 'chair_id', c.id,
			'in_session', t.opened_at is not null and t.ended_at is null, 'voted_on', private.put_to_the_vote(d),
			'i_chair', private.chairs(d, me), 'i_vote', 'cabinet' = any (docket_of.parts),
			'votes', (select count(*) from private.votes v where v.docket_item_id = d.id),
			'quorum', (select x.quorum from public.districts x where x.id = docket_of.pilot.district_id))
		from public.docket_items d left join public.meetings t on t.id = d.meeting_id left join public.people c on c.id = t.chair_id
		where d.pilot_id = docket_of.pilot.id and d.closed_at is null);
end $$;

create function public.room(meeting uuid, item uuid default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.room(meeting, item) $$;
create function public.room_version(meeting uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.room_version(meeting) $$;

grant execute on function private.room, public.room, private.room_version, public.room_version to authenticated;
