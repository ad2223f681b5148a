-- Meetings: called, changed, moved, called off, opened and ended. What waits on a docket goes with its meeting, or on to the next one.

alter table public.meetings
	add column opened_by uuid,
	add column ended_by uuid,
	add foreign key (opened_by, district_id) references public.people (id, district_id),
	add foreign key (ended_by, district_id) references public.people (id, district_id);
comment on column public.meetings.ended_by is 'Null where nobody ended it on its day: then it ended by itself.';
create index on public.meetings (opened_by, district_id);
create index on public.meetings (ended_by, district_id);

-- One that was called off leaves its day to another.
alter table public.meetings drop constraint meetings_district_id_held_on_key;
create unique index one_meeting_a_day on public.meetings (district_id, held_on) where cancelled_at is null;

create table private.docket_moves (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	docket_item_id uuid not null,
	from_meeting uuid not null,
	to_meeting uuid,
	reason text not null default '' check (length(reason) <= 2000),
	moved_at timestamptz not null default private.now(),
	moved_by uuid,
	primary key (id, district_id),
	foreign key (docket_item_id, district_id) references public.docket_items (id, district_id) on delete cascade,
	foreign key (from_meeting, district_id) references public.meetings (id, district_id),
	foreign key (to_meeting, district_id) references public.meetings (id, district_id),
	foreign key (moved_by, district_id) references public.people (id, district_id)
);
comment on table private.docket_moves is 'From which meeting an item went to which: what the minutes call carried over. Written by a trigger, whoever moved it; who carries it over in the meeting says why.';
create index on private.docket_moves (docket_item_id, district_id);
create index on private.docket_moves (from_meeting, district_id);
create index on private.docket_moves (to_meeting, district_id);
create index on private.docket_moves (moved_by, district_id);
create index on private.docket_moves (district_id);
create trigger kept before update or delete on private.docket_moves
	for each row execute function private.refuse_change();

create function private.note_docket_move() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.docket_moves (district_id, docket_item_id, from_meeting, to_meeting, reason, moved_by)
	values (new.district_id, new.id, old.meeting_id, new.meeting_id, coalesce(current_setting('pilotage.carried_since', true), ''), private.person_id());
	return null;
end $$;

create trigger moved after update of meeting_id on public.docket_items
	for each row when (old.meeting_id is not null and new.meeting_id is distinct from old.meeting_id)
	execute function private.note_docket_move();

create function private.day_in_words(day date) returns text
language sql immutable set search_path = ''
as $$ select to_char(day, 'FMDD Mon YYYY') $$;

-- The latest day that is over nowhere in America, where a day ends by ten in the morning UTC at the latest.
create function private.day_still_going() returns date
language plpgsql stable set search_path = ''
as $$
begin
	return ((private.now() - interval '12 hours') at time zone 'UTC')::date;
end $$;

create function private.meeting_state(meeting public.meetings) returns text
language plpgsql stable security definer set search_path = ''
as $$
begin
	return case
		when meeting.cancelled_at is not null then 'cancelled'
		when meeting.ended_at is not null then 'ended'
		when meeting.opened_at is not null then 'in session'
		when meeting.held_on < private.day_still_going() then 'past'
		else 'called' end;
end $$;

-- Who prepares meetings.
create function private.keeps_meetings(person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return private.has_role(person, 'clerk') or private.has_role(person, 'admin');
end $$;

-- Whether somebody leads a meeting: its chair while they sit in the cabinet, and whoever prepares meetings.
create function private.leads_meeting(meeting public.meetings, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return private.keeps_meetings(person) or (meeting.chair_id = person and private.has_role(person, 'cabinet'));
end $$;

-- The meeting that the caller means, if it is of their district; 404 otherwise, and for people from outside.
create function private.seen_meeting(meeting uuid) returns public.meetings
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_meeting public.meetings;
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select m.* into v_meeting from public.meetings m
	where m.id = meeting and m.district_id = private.district_id() and not private.is_outside();
	if not found then
		perform private.fail(404, 'no_such_meeting', 'There is no meeting at this address.');
	end if;
	return v_meeting;
end $$;

-- The same, locked until the transaction ends. Meetings are locked after people, so that two acts never wait for each other.
-- `seen` is the revision that the caller looked at: whoever acts on an older page looks again first.
create function private.locked_meeting(meeting uuid, seen int, nothing text) returns public.meetings
language plpgsql security definer set search_path = ''
as $$
declare
	v_meeting public.meetings;
begin
	perform private.seen_meeting(meeting);
	select m.* into v_meeting from public.meetings m where m.id = meeting for no key update;
	if seen is not null and v_meeting.revision <> seen then
		perform private.fail(409, 'stale', 'Somebody changed this meeting since you opened the page: look at it as it is now. ' || nothing);
	end if;
	return v_meeting;
end $$;

-- The first meeting that an item can come onto; null where none is called.
create function private.next_meeting(district uuid, but uuid default null) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select m.id from public.meetings m
		where m.district_id = district and m.id is distinct from but and private.meeting_state(m) in ('called', 'in session')
		order by m.held_on limit 1);
end $$;

-- The next one that has not begun: what waits comes onto that one, and not back onto the one that is in session and left it.
create function private.next_called(district uuid, after date default '-infinity') returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select m.id from public.meetings m where m.district_id = district and m.held_on > after and private.meeting_state(m) = 'called'
		order by m.held_on limit 1);
end $$;

-- What waits without a meeting, or for one that is over or called off, comes onto the next one. Whatever was begun there begins
-- anew: the vote is open again, and the brief is frozen afresh.
create function private.rehome_docket(district uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_next uuid := private.next_called(district);
begin
	update public.docket_items d set meeting_id = v_next, position = null, begun_at = null, voting_closed_at = null, voting_closed_by = null
	where d.district_id = district and d.closed_at is null and d.meeting_id is distinct from v_next and (d.meeting_id is null or exists (
		select 1 from public.meetings m where m.id = d.meeting_id and private.meeting_state(m) in ('cancelled', 'ended', 'past')));
end $$;

create function private.begins_fault(begins text) returns boolean
language sql immutable set search_path = ''
as $$ select begins !~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' $$;

create function private.refuse_chair(chair uuid, district uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if not coalesce(private.stays(chair, district), false) or not private.has_role(chair, 'cabinet') then
		perform private.fail(422, 'wrong_person', 'The chair must be a member of the cabinet. Nothing was saved.', '{"field": "chair"}');
	end if;
end $$;

drop function public.call_meeting(date, uuid);
drop function private.call_meeting(date, uuid);

-- Calls a meeting with its chair; what waits without a meeting, or for one that is over, comes onto the next one. Called again
-- for the same day it is the same meeting, with this chair.
create function private.call_meeting(held_on date, chair uuid, begins text, minutes int, place text) returns uuid
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_meeting public.meetings;
begin
	if v_me is null or not private.keeps_meetings(v_me) then
		perform private.fail(403, 'not_yours', 'The clerk or the AI office calls meetings. Nothing was saved.');
	elsif held_on is null or held_on < private.today() then
		perform private.fail(422, 'past', 'A meeting is called for today or a later day. Nothing was saved.', '{"field": "held_on"}');
	elsif held_on > private.today() + 1830 then
		perform private.fail(422, 'too_far', 'A meeting is called for one of the next five years. Nothing was saved.', '{"field": "held_on"}');
	elsif private.begins_fault(begins) then
		perform private.fail(422, 'no_time', 'Enter the time as hours and minutes, such as 09:30. Nothing was saved.', '{"field": "begins"}');
	elsif not minutes between 5 and 600 then
		perform private.fail(422, 'no_length', 'A meeting takes between 5 minutes and 10 hours. Nothing was saved.', '{"field": "minutes"}');
	elsif length(place) > 200 then
		perform private.fail(422, 'too_long', format('A place can have 200 characters and this one has %s. Nothing was saved.', length(place)),
			'{"field": "place"}');
	end if;
	perform private.refuse_chair(chair, v_district);
	insert into public.meetings as m (district_id, held_on, chair_id, begins, minutes, place)
	values (v_district, call_meeting.held_on, chair, coalesce(call_meeting.begins, '09:00')::time, coalesce(call_meeting.minutes, 60),
		trim(coalesce(call_meeting.place, '')))
	on conflict (district_id, held_on) where cancelled_at is null do nothing
	returning m.* into v_meeting;
	if v_meeting.id is null then
		select m.* into v_meeting from public.meetings m
		where m.district_id = v_district and m.held_on = call_meeting.held_on and m.cancelled_at is null for no key update;
		if v_meeting.ended_at is not null then
			perform private.fail(409, 'ended', format('The meeting of %s is over: call one for a later day. Nothing was saved.',
				private.day_in_words(held_on)), '{"field": "held_on"}');
		end if;
		-- Whoever calls it again changes it, by the rules of changing: one that is in session keeps its time.
		perform private.save_meeting(v_meeting.id, jsonb_strip_nulls(jsonb_build_object('chair', chair, 'begins', call_meeting.begins,
			'minutes', call_meeting.minutes, 'place', call_meeting.place)), null);
	end if;
	perform private.docket_overdue(v_district);
	perform private.docket_matters(v_district);
	perform private.rehome_docket(v_district);
	return v_meeting.id;
end $$;

create function public.call_meeting(held_on date, chair uuid, begins text default null, minutes int default null, place text default null) returns uuid
language sql security invoker set search_path = ''
as $$ select private.call_meeting(held_on, chair, begins, minutes, place) $$;

grant execute on function private.call_meeting, public.call_meeting to authenticated;

-- Whom a meeting concerns: cabinet, clerks, and the leads of the pilots on its docket.
create function private.told_of_meeting(meeting public.meetings) returns setof public.people
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select p.* from public.people p
	where p.district_id = meeting.district_id and p.active and p.id is distinct from private.person_id() and (
		exists (select 1 from public.person_roles r where r.person_id = p.id and r.role in ('cabinet', 'clerk'))
		or p.id = meeting.chair_id
		or exists (
			select 1 from public.docket_items d
			join public.team_members t on t.pilot_id = d.pilot_id and t.role = 'lead' and t.left_at is null and t.person_id = p.id
			where d.meeting_id = meeting.id and d.closed_at is null));
end $$;

-- What a mail about a meeting says of it.
create function private.meeting_facts(meeting public.meetings) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return jsonb_build_object('meeting', meeting.id, 'held_on', meeting.held_on, 'begins', to_char(meeting.begins, 'HH24:MI'),
		'minutes', meeting.minutes, 'place', meeting.place,
		'chair', (select p.name from public.people p where p.id = meeting.chair_id));
end $$;

-- Changes a meeting: its day, time, length, place and chair; those that are not named stay. Docket, votes cast before it and answers
-- go with it to another day or time, and those whom it concerns get one mail. A meeting in session keeps its day and time; one that
-- is over can still have another chair, who signs its minutes. Answers its new revision.
create function private.save_meeting(meeting uuid, fields jsonb, seen int) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_before public.meetings := private.seen_meeting(meeting);
	v_after public.meetings;
	v_state text;
	v_unknown text;
	v_moves boolean;
	v_changes boolean;
begin
	if not private.keeps_meetings(v_me) then
		perform private.fail(403, 'not_yours', 'The clerk or the AI office changes meetings. Nothing was saved.');
	elsif coalesce(jsonb_typeof(fields), '') <> 'object' then
		perform private.fail(400, 'unknown_field', 'What is to be saved is an object with named fields. Nothing was saved.');
	end if;
	select k into v_unknown from jsonb_object_keys(fields) k where k not in ('held_on', 'begins', 'minutes', 'place', 'chair');
	if v_unknown is not null then
		perform private.fail(400, 'unknown_field', format('A meeting has no field %s. Nothing was saved.', left(v_unknown, 60)));
	elsif fields ? 'held_on' and not coalesce(private.is_day(fields ->> 'held_on'), false) then
		perform private.fail(422, 'no_day', 'Enter the day of the meeting, such as 2026-12-18. Nothing was saved.', '{"field": "held_on"}');
	elsif fields ? 'begins' and coalesce(private.begins_fault(fields ->> 'begins'), true) then
		perform private.fail(422, 'no_time', 'Enter the time as hours and minutes, such as 09:30. Nothing was saved.', '{"field": "begins"}');
	elsif fields ? 'minutes' and (coalesce(fields ->> 'minutes', '') !~ '^[0-9]{1,3}$' or not (fields ->> 'minutes')::int between 5 and 600) then
		perform private.fail(422, 'no_length', 'A meeting takes between 5 minutes and 10 hours. Nothing was saved.', '{"field": "minutes"}');
	elsif jsonb_typeof(fields -> 'place') not in ('string', 'null') then
		perform private.fail(422, 'not_text', 'The place is text. Nothing was saved.', '{"field": "place"}');
	elsif length(fields ->> 'place') > 200 then
		perform private.fail(422, 'too_long', format('A place can have 200 characters and this one has %s. Nothing was saved.',
			length(fields ->> 'place')), '{"field": "place"}');
	elsif fields ? 'chair' then
		-- Whoever chairs already may have left since: then nothing changes about that here.
		if fields ->> 'chair' is distinct from v_before.chair_id::text then
			perform private.refuse_chair(case when fields ->> 'chair' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (fields ->> 'chair')::uuid end,
				v_before.district_id);
		end if;
	end if;
	v_before := private.locked_meeting(meeting, seen, 'Nothing was saved.');
	v_after := v_before;
	v_after.held_on := coalesce((fields ->> 'held_on')::date, v_before.held_on);
	v_after.begins := coalesce((fields ->> 'begins')::time, v_before.begins);
	v_after.minutes := coalesce((fields ->> 'minutes')::int, v_before.minutes);
	v_after.place := trim(coalesce(fields ->> 'place', v_before.place));
	v_after.chair_id := coalesce((fields ->> 'chair')::uuid, v_before.chair_id);
	v_state := private.meeting_state(v_before);
	v_moves := (v_after.held_on, v_after.begins) <> (v_before.held_on, v_before.begins);
	v_changes := v_moves or (v_after.minutes, v_after.place) <> (v_before.minutes, v_before.place);
	if not v_changes and v_after.chair_id = v_before.chair_id then
		return v_before.revision;
	elsif v_state = 'cancelled' then
		perform private.fail(409, 'cancelled', 'This meeting is called off: call another one. Nothing was saved.');
	elsif v_state = 'ended' and v_changes then
		perform private.fail(409, 'ended', 'This meeting is over, so that its day, time, length and place stay as they were. Nothing was saved.');
	elsif v_state = 'in session' and v_moves then
		perform private.fail(409, 'in_session', 'This meeting is in session, so that it can''t be moved. Nothing was saved.', '{"field": "held_on"}');
	elsif v_moves and v_after.held_on < private.today() then
		perform private.fail(422, 'past', 'A meeting is moved to today or a later day. Nothing was saved.', '{"field": "held_on"}');
	elsif v_moves and v_after.held_on > private.today() + 1830 then
		perform private.fail(422, 'too_far', 'A meeting is held within the next five years. Nothing was saved.', '{"field": "held_on"}');
	elsif exists (select 1 from private.minutes i where i.meeting_id = meeting and i.signed_at is not null) then
		perform private.fail(409, 'signed', format('The minutes of this meeting are signed, so that its %s. Nothing was saved.',
			case when v_changes then 'day, time, length and place stay as they were' else 'chair stays' end),
			jsonb_build_object('field', case when v_changes then 'held_on' else 'chair' end));
	elsif exists (
		select 1 from public.meetings o where o.district_id = v_before.district_id and o.held_on = v_after.held_on and o.id <> meeting
			and o.cancelled_at is null) then
		perform private.fail(409, 'taken', format('Another meeting is called for %s already: choose another day. Nothing was saved.',
			private.day_in_words(v_after.held_on)), '{"field": "held_on"}');
	end if;
	begin
		update public.meetings m set held_on = v_after.held_on, begins = v_after.begins, minutes = v_after.minutes, place = v_after.place,
			chair_id = v_after.chair_id, revision = m.revision + 1
		where m.id = meeting returning m.* into v_after;
	exception when unique_violation then
		perform private.fail(409, 'taken', format('Another meeting is called for %s already: choose another day. Nothing was saved.',
			private.day_in_words(v_after.held_on)), '{"field": "held_on"}');
	end;
	if v_after.chair_id <> v_before.chair_id then
		perform private.note_activity(v_after.district_id, null, 'meetings', meeting, 'named another chair',
			jsonb_build_object('person_id', v_after.chair_id, 'from', v_before.chair_id, 'held_on', v_after.held_on));
	end if;
	if v_moves then
		perform private.note_activity(v_after.district_id, null, 'meetings', meeting, 'moved a meeting',
			jsonb_build_object('held_on', v_after.held_on, 'from', v_before.held_on));
		perform private.queue_mail(format('meeting_moved:%s:%s:%s', meeting, v_after.revision, p.id), p.district_id, p.id, p.email, 'meeting_moved',
			private.meeting_facts(v_after) || jsonb_build_object('from', v_before.held_on), (v_after.held_on + 1)::timestamp at time zone 'UTC')
		from private.told_of_meeting(v_after) p;
	elsif v_changes then
		perform private.note_activity(v_after.district_id, null, 'meetings', meeting, 'changed a meeting',
			jsonb_build_object('held_on', v_after.held_on));
	end if;
	-- Moved behind another one, it may no longer be the next for what waits.
	perform private.rehome_docket(v_after.district_id);
	return v_after.revision;
end $$;

create function public.save_meeting(meeting uuid, fields jsonb, seen int default null) returns int
language sql security invoker set search_path = ''
as $$ select private.save_meeting(meeting, fields, seen) $$;

grant execute on function private.save_meeting, public.save_meeting to authenticated;

-- Calls a meeting off, with the reason. What is on its docket goes to the next meeting, or waits for one.
create function private.cancel_meeting(meeting uuid, reason text, seen int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_meeting public.meetings := private.seen_meeting(meeting);
begin
	if not private.keeps_meetings(v_me) then
		perform private.fail(403, 'not_yours', 'The clerk or the AI office calls a meeting off. Nothing was saved.');
	elsif trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'Say why the meeting is called off. Nothing was saved.', '{"field": "reason"}');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was saved.', length(reason)),
			'{"field": "reason"}');
	end if;
	v_meeting := private.locked_meeting(meeting, seen, 'Nothing was saved.');
	case private.meeting_state(v_meeting)
		when 'cancelled' then
			perform private.fail(409, 'cancelled', 'This meeting is called off already. Nothing was saved.');
		when 'in session' then
			perform private.fail(409, 'in_session', 'This meeting is in session, so that it can''t be called off: end it instead. Nothing was saved.');
		when 'ended' then
			perform private.fail(409, 'ended', 'This meeting is over, so that it can''t be called off. Nothing was saved.');
		else
			-- Nobody opened it, and what it decided all the same is written down and signed.
			if exists (select 1 from private.minutes i where i.meeting_id = meeting and i.signed_at is not null) then
				perform private.fail(409, 'signed', 'The minutes of this meeting are signed, so that it can''t be called off. Nothing was saved.');
			end if;
	end case;
	-- Told before its docket goes elsewhere: leads of its pilots, too.
	perform private.queue_mail(format('meeting_cancelled:%s:%s', meeting, p.id), p.district_id, p.id, p.email, 'meeting_cancelled',
		private.meeting_facts(v_meeting) || jsonb_build_object('reason', trim(reason)), (v_meeting.held_on + 1)::timestamp at time zone 'UTC')
	from private.told_of_meeting(v_meeting) p;
	update public.meetings m set cancelled_at = private.now(), cancel_reason = trim(reason), revision = m.revision + 1 where m.id = meeting;
	perform private.note_activity(v_meeting.district_id, null, 'meetings', meeting, 'called off a meeting',
		jsonb_build_object('held_on', v_meeting.held_on));
	perform private.rehome_docket(v_meeting.district_id);
end $$;

create function public.cancel_meeting(meeting uuid, reason text, seen int default null) returns void
language sql security invoker set search_path = ''
as $$ select private.cancel_meeting(meeting, reason, seen) $$;

grant execute on function private.cancel_meeting, public.cancel_meeting to authenticated;

-- Opens a meeting, on its day only. Where two do at once, the second is told who did.
create function private.open_meeting(meeting uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_meeting public.meetings := private.seen_meeting(meeting);
begin
	if not private.leads_meeting(v_meeting, v_me) then
		perform private.fail(403, 'not_yours', 'The chair or the clerk opens the meeting. Nothing was changed.');
	end if;
	v_meeting := private.locked_meeting(meeting, null, 'Nothing was changed.');
	if v_meeting.cancelled_at is not null then
		perform private.fail(409, 'cancelled', 'This meeting is called off. Nothing was changed.');
	elsif v_meeting.ended_at is not null then
		perform private.fail(409, 'ended', 'This meeting is over. Nothing was changed.');
	elsif v_meeting.opened_at is not null then
		perform private.fail(409, 'opened', format('%s opened this meeting already, so that it is in session. Nothing was changed.',
			coalesce((select p.name from public.people p where p.id = v_meeting.opened_by), 'Somebody')));
	elsif v_meeting.held_on not between private.day_still_going() and private.today() then
		perform private.fail(409, 'not_today', format('This meeting is for %s: it can be opened on that day, or moved. Nothing was changed.',
			private.day_in_words(v_meeting.held_on)));
	end if;
	update public.meetings m set opened_at = private.now(), opened_by = v_me, revision = m.revision + 1 where m.id = meeting;
	perform private.note_activity(v_meeting.district_id, null, 'meetings', meeting, 'opened a meeting',
		jsonb_build_object('held_on', v_meeting.held_on));
end $$;

create function public.open_meeting(meeting uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.open_meeting(meeting) $$;

grant execute on function private.open_meeting, public.open_meeting to authenticated;

-- What ending does, by somebody or, the day after, by itself.
create function private.close_meeting(meeting public.meetings, person uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	update public.meetings m set ended_at = private.now(), ended_by = person, revision = m.revision + 1 where m.id = meeting.id;
	perform private.note_activity(meeting.district_id, null, 'meetings', meeting.id, 'ended a meeting',
		jsonb_build_object('held_on', meeting.held_on));
	perform private.rehome_docket(meeting.district_id);
end $$;

-- Ends a meeting in session. What is not closed goes to the next one, or waits for it.
create function private.end_meeting(meeting uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_meeting public.meetings := private.seen_meeting(meeting);
begin
	if not private.leads_meeting(v_meeting, v_me) then
		perform private.fail(403, 'not_yours', 'The chair or the clerk ends the meeting. Nothing was changed.');
	end if;
	v_meeting := private.locked_meeting(meeting, null, 'Nothing was changed.');
	if v_meeting.ended_at is not null then
		perform private.fail(409, 'ended', format('%s ended this meeting already. Nothing was changed.',
			coalesce((select p.name from public.people p where p.id = v_meeting.ended_by), 'Its day')));
	elsif v_meeting.opened_at is null then
		perform private.fail(409, 'not_open', 'This meeting is not in session. Nothing was changed.');
	end if;
	perform private.close_meeting(v_meeting, v_me);
end $$;

create function public.end_meeting(meeting uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.end_meeting(meeting) $$;

grant execute on function private.end_meeting, public.end_meeting to authenticated;

-- As before: a meeting that is over or called off needs no heir.
create or replace function private.seats_held(person uuid)
returns table (seat text, pilot uuid, meeting uuid, title text, stage public.stage, held_on date, needs_heir boolean)
language sql stable security definer set search_path = ''
as $$
	select s.seat, s.pilot, null::uuid, l.title, l.stage, null::date, s.seat = 'lead'
	from (
		select t.role::text, t.pilot_id from public.team_members t where t.person_id = person and t.left_at is null
		union all
		select a.role::text, a.pilot_id from public.assignments a
		where a.person_id = person and a.until is null and a.role in ('sponsor', 'evaluator')
	) s (seat, pilot) join public.pilots l on l.id = s.pilot
	where l.proposed_at is not null and l.stage not in ('retired', 'declined', 'withdrawn')
	union all
	select 'chair', null, m.id, 'Meeting of the cabinet', null, m.held_on, true
	from public.meetings m
	where m.chair_id = person and m.cancelled_at is null and m.ended_at is null and (m.held_on >= private.today() or exists (
		select 1 from public.docket_items d where d.meeting_id = m.id and d.closed_at is null))
$$;

insert into private.notice_rules (record, verb, act, audience, immediate, mail_to) values
	-- These have mails of their own.
	('meetings', 'moved a meeting', null, '{cabinet,clerk}', false, null),
	('meetings', 'called off a meeting', null, '{cabinet,clerk}', false, null),
	('meetings', 'changed a meeting', null, '{cabinet,clerk}', false, null),
	('meetings', 'named another chair', null, '{person,clerk}', false, null);
