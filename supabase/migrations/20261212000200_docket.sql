-- The docket fills itself: with pilots whose gate is due, and with matters of pilots that go on. It says why each came, empties itself
-- of what has no cause any more, and is put in order by whoever leads the meeting.

-- A matter is of a pilot that goes on: there is nothing to vote on, the chair deals with it.
create function private.is_matter(reason text) returns boolean
language sql immutable set search_path = ''
as $$ select reason in ('condition', 'monitoring', 'asked') $$;

drop function private.docket(public.pilots);
-- Puts a pilot on the docket, for the next meeting where there is one. One that is there already keeps its place and its votes; a
-- matter of it gives way to its decision. Answers whether it came.
create function private.docket(pilot public.pilots, reason text default 'evidence', note text default '') returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
	v_id uuid;
begin
	insert into public.docket_items as d (district_id, pilot_id, meeting_id, reason, note)
	values (pilot.district_id, pilot.id, private.next_meeting(pilot.district_id), docket.reason, docket.note)
	on conflict (pilot_id) where closed_at is null do nothing
	returning d.id into v_id;
	if v_id is null and not private.is_matter(docket.reason) then
		update public.docket_items d set reason = docket.reason,
			opened_at = case when private.is_matter(d.reason) then private.now() else d.opened_at end,
			begun_at = case when private.is_matter(d.reason) then null else d.begun_at end
		where d.pilot_id = pilot.id and d.closed_at is null and d.reason <> docket.reason;
	end if;
	return v_id is not null;
end $$;

-- A pilot that reaches decision comes onto the docket, and with it by which move it came.
create or replace function private.docket_pilot() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_act text := (
		select c.act from public.stage_changes c where c.pilot_id = new.id and c.to_stage = 'decision' order by c.at desc, c.id desc limit 1);
begin
	perform private.docket(new, case v_act when 'stop early' then 'stopped early' when 'review' then 'review' when 'overdue' then 'overdue'
		else 'evidence' end);
	return null;
end $$;

-- Puts every pilot whose cycle ended without an evaluation on the docket. Answers how many came onto it.
create or replace function private.docket_overdue(district uuid default null) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots;
	v_count int := 0;
begin
	for v_pilot in
		select p.* from public.pilots p
		where p.stage = 'experiment' and p.cycle_end < private.today() and (district is null or p.district_id = district)
			and not exists (select 1 from public.docket_items d where d.pilot_id = p.id and d.closed_at is null and not private.is_matter(d.reason))
			and not exists (select 1 from public.evaluations e where e.pilot_id = p.id and e.submitted_at >= p.stage_since)
		order by p.cycle_end limit 1000 for no key update skip locked
	loop
		perform private.docket(v_pilot, 'overdue');
		perform private.note_activity(v_pilot.district_id, v_pilot.id, 'docket_items', null, 'came onto the docket overdue');
		v_count := v_count + 1;
	end loop;
	return v_count;
end $$;

-- Why a pilot that goes on has a matter for the cabinet: 'condition' or 'monitoring'; null where it has none.
create function private.matter_of(pilot public.pilots) returns text
language plpgsql stable security definer set search_path = ''
as $$
begin
	return case
		when pilot.stage in ('scaling', 'adopted', 'experiment') and exists (
			select 1 from private.conditions c
			where c.pilot_id = pilot.id and c.state in ('open', 'reported') and c.due_on < private.today()) then 'condition'
		when pilot.stage = 'adopted' and pilot.next_review <= private.today() then 'monitoring' end;
end $$;

-- Whether an open item of a pilot has lost its cause: the pilot left the stages where it can be decided, or the matter is settled.
create function private.without_cause(item public.docket_items, pilot public.pilots) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return case
		when pilot.stage = 'decision' then false
		when item.reason = 'asked' then pilot.stage not in ('scaling', 'adopted')
		when item.reason = 'overdue' then pilot.stage <> 'experiment'
		when item.reason = 'condition' then pilot.stage not in ('scaling', 'adopted', 'experiment')
			-- What the chair has opened in the meeting, the chair closes there.
			or (item.begun_at is null and not exists (
				select 1 from private.conditions c
				where c.pilot_id = pilot.id and c.state in ('open', 'reported') and c.due_on < private.today()))
		when item.reason = 'monitoring' then pilot.stage <> 'adopted'
			or (item.begun_at is null and coalesce(pilot.next_review > private.today(), true))
		else true end;
end $$;

-- Takes a pilot's item off the docket where it has lost its cause.
create function private.clear_docket(pilot uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots;
	v_item public.docket_items;
begin
	select d.* into v_item from public.docket_items d where d.pilot_id = clear_docket.pilot and d.closed_at is null;
	if not found then
		return;
	end if;
	select p.* into v_pilot from public.pilots p where p.id = clear_docket.pilot;
	if private.without_cause(v_item, v_pilot) then
		update public.docket_items d set closed_at = private.now(), closed_how = 'taken off' where d.id = v_item.id and d.closed_at is null;
		perform private.note_activity(v_pilot.district_id, v_pilot.id, 'docket_items', v_item.id, 'left the docket',
			jsonb_build_object('why', v_item.reason, 'held_on', (select m.held_on from public.meetings m where m.id = v_item.meeting_id)));
	end if;
end $$;

create function private.follow_cause() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.clear_docket(case tg_table_name when 'pilots' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(new) ->> 'pilot_id')::uuid end);
	return null;
end $$;

create trigger leaves_docket after update of stage, next_review on public.pilots
	for each row when (new.stage <> 'decision' and (new.stage <> old.stage or new.next_review is distinct from old.next_review))
	execute function private.follow_cause();
create trigger leaves_docket after update of state, due_on on private.conditions
	for each row execute function private.follow_cause();

-- Puts pilots that go on onto the docket, where a condition is overdue or their monitoring review is due, and takes those off that have
-- lost their cause. What the cabinet dealt with comes again when something else is due, or after a month: no silent continuation.
-- Answers how many came.
create function private.docket_matters(district uuid default null) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots;
	v_item record;
	v_reason text;
	v_count int := 0;
begin
	for v_item in
		select d.pilot_id from public.docket_items d join public.pilots p on p.id = d.pilot_id
		where d.closed_at is null and (district is null or d.district_id = district) and private.without_cause(d, p)
		order by d.pilot_id
	loop
		perform 1 from public.pilots p where p.id = v_item.pilot_id for no key update skip locked;
		if found then
			perform private.clear_docket(v_item.pilot_id);
		end if;
	end loop;
	for v_pilot in
		select p.* from public.pilots p
		where p.stage in ('scaling', 'adopted', 'experiment') and (district is null or p.district_id = district)
			and not exists (select 1 from public.docket_items d where d.pilot_id = p.id and d.closed_at is null)
			and ((p.stage = 'adopted' and p.next_review <= private.today()) or exists (
				select 1 from private.conditions c
				where c.pilot_id = p.id and c.state in ('open', 'reported') and c.due_on < private.today()))
		order by p.id limit 1000 for no key update skip locked
	loop
		select x.reason into v_reason from (
			select 'condition' as reason, 1 as rank, max(c.due_on) as due from private.conditions c
			where c.pilot_id = v_pilot.id and c.state in ('open', 'reported') and c.due_on < private.today()
			having count(*) > 0
			union all
			select 'monitoring', 2, v_pilot.next_review where v_pilot.stage = 'adopted' and v_pilot.next_review <= private.today()
		) x
		where not exists (
			select 1 from public.docket_items d
			where d.pilot_id = v_pilot.id and d.reason = x.reason and d.closed_at > private.now() - interval '30 days'
				and (d.closed_at at time zone 'UTC')::date > x.due)
		order by x.rank limit 1;
		if found and private.docket(v_pilot, v_reason) then
			perform private.note_activity(v_pilot.district_id, v_pilot.id, 'docket_items', null, 'came onto the docket',
				jsonb_build_object('why', v_reason));
			v_count := v_count + 1;
		end if;
	end loop;
	return v_count;
end $$;

-- Puts a pilot that goes on onto the docket, since somebody of the office asks for it, with a note that says what for.
create function private.put_on_docket(pilot uuid, note text, meeting uuid) returns uuid
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_item uuid;
begin
	if not private.keeps_meetings(v_me) then
		perform private.fail(403, 'not_yours', 'The clerk or the AI office puts a pilot on the docket. Nothing was saved.');
	elsif v_pilot.stage not in ('scaling', 'adopted') then
		perform private.fail(409, 'not_now', format('This pilot is in %s: only pilots that scale or are adopted are put on the docket by hand. Nothing was saved.',
			v_pilot.stage), '{"field": "pilot"}');
	elsif trim(coalesce(note, '')) = '' then
		perform private.fail(422, 'no_note', 'Say what the cabinet is asked to look at. Nothing was saved.', '{"field": "note"}');
	elsif length(note) > 2000 then
		perform private.fail(422, 'too_long', format('A note can have 2000 characters and this one has %s. Nothing was saved.', length(note)),
			'{"field": "note"}');
	elsif exists (select 1 from public.docket_items d where d.pilot_id = pilot and d.closed_at is null) then
		perform private.fail(409, 'there_already', 'This pilot is on the docket already. Nothing was saved.', '{"field": "pilot"}');
	end if;
	if meeting is not null and private.meeting_state(private.locked_meeting(meeting, null, 'Nothing was saved.')) not in ('called', 'in session') then
		perform private.fail(409, 'over', 'That meeting is over or called off. Nothing was saved.', '{"field": "meeting"}');
	end if;
	perform private.docket(v_pilot, 'asked', trim(note));
	select d.id into v_item from public.docket_items d where d.pilot_id = pilot and d.closed_at is null;
	if meeting is not null then
		update public.docket_items d set meeting_id = meeting where d.id = v_item and d.meeting_id is distinct from meeting;
	end if;
	perform private.note_activity(v_pilot.district_id, pilot, 'docket_items', v_item, 'put on the docket');
	return v_item;
end $$;

create function public.put_on_docket(pilot uuid, note text, meeting uuid default null) returns uuid
language sql security invoker set search_path = ''
as $$ select private.put_on_docket(pilot, note, meeting) $$;

grant execute on function private.put_on_docket, public.put_on_docket to authenticated;

-- An open item of the caller's district, locked; its pilot is locked before it, and its meeting, with one that it is to go to.
create function private.locked_docket_item(item uuid, nothing text, goes_to uuid default null) returns public.docket_items
language plpgsql security definer set search_path = ''
as $$
declare
	v_item public.docket_items;
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select d.* into v_item from public.docket_items d where d.id = item and d.district_id = private.district_id() and not private.is_outside();
	if not found then
		perform private.fail(404, 'no_such_item', 'There is nothing at this place of the docket. ' || nothing);
	elsif not private.keeps_meetings(private.person_id()) then
		perform private.fail(403, 'not_yours', 'The clerk or the AI office keeps the docket. ' || nothing);
	end if;
	perform private.locked_pilot(v_item.pilot_id);
	perform 1 from public.meetings m where m.id in (v_item.meeting_id, goes_to) and m.district_id = v_item.district_id order by m.id for no key update;
	select d.* into v_item from public.docket_items d where d.id = item for no key update;
	if v_item.closed_at is not null then
		perform private.fail(409, 'closed', 'This item is closed already. ' || nothing);
	end if;
	return v_item;
end $$;

-- Puts an item on another meeting that is still to come. Votes cast before go with it.
create function private.put_on_meeting(item uuid, meeting uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_item public.docket_items := private.locked_docket_item(item, 'Nothing was changed.', meeting);
	v_from public.meetings;
	v_to public.meetings := private.seen_meeting(meeting);
begin
	select m.* into v_from from public.meetings m where m.id = v_item.meeting_id;
	if v_item.meeting_id = meeting then
		return;
	elsif v_item.begun_at is not null and private.meeting_state(v_from) = 'in session' then
		perform private.fail(409, 'begun', 'This item is open in the meeting: its chair closes it or carries it over. Nothing was changed.');
	elsif private.meeting_state(v_to) not in ('called', 'in session') then
		perform private.fail(409, 'over', 'That meeting is over or called off: choose another one. Nothing was changed.', '{"field": "meeting"}');
	end if;
	update public.docket_items d set meeting_id = meeting, position = null, begun_at = null, voting_closed_at = null, voting_closed_by = null
	where d.id = item;
	update public.meetings m set revision = m.revision + 1 where m.id in (v_from.id, meeting);
	perform private.note_activity(v_item.district_id, v_item.pilot_id, 'docket_items', item, 'put on another meeting',
		jsonb_build_object('held_on', v_to.held_on));
end $$;

create function public.put_on_meeting(item uuid, meeting uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.put_on_meeting(item, meeting) $$;

grant execute on function private.put_on_meeting, public.put_on_meeting to authenticated;

-- Takes a matter off the docket, with the reason. A decision that is due stays until it is made.
create function private.take_off_docket(item uuid, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_item public.docket_items := private.locked_docket_item(item, 'Nothing was changed.');
begin
	if not private.is_matter(v_item.reason) then
		perform private.fail(409, 'decision_due', 'A decision is due on this pilot, so that it stays on the docket: put it on another meeting instead. Nothing was changed.');
	elsif v_item.begun_at is not null then
		perform private.fail(409, 'begun', 'This item is open in the meeting: its chair closes it. Nothing was changed.');
	elsif trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'Say why it is taken off. Nothing was changed.', '{"field": "reason"}');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was changed.', length(reason)),
			'{"field": "reason"}');
	end if;
	update public.docket_items d set closed_at = private.now(), closed_how = 'taken off', note = trim(take_off_docket.reason) where d.id = item;
	perform private.note_activity(v_item.district_id, v_item.pilot_id, 'docket_items', item, 'taken off the docket',
		jsonb_build_object('reason', trim(reason)));
end $$;

create function public.take_off_docket(item uuid, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.take_off_docket(item, reason) $$;

grant execute on function private.take_off_docket, public.take_off_docket to authenticated;

-- Puts the docket of a meeting in order, and says how long each item is planned to take (minutes[i] for items[i]; null for not said).
-- Items that are not named come after those that are, as they stand. Answers the meeting's new revision.
create function private.order_docket(meeting uuid, items uuid[], seen int, minutes int[]) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_meeting public.meetings := private.seen_meeting(meeting);
	v_revision int;
begin
	if not private.leads_meeting(v_meeting, v_me) then
		perform private.fail(403, 'not_yours', case when v_meeting.chair_id = v_me
			then 'You no longer sit in the cabinet: the clerk names another chair, who orders the docket. Nothing was saved.'
			else 'The chair or the clerk orders the docket. Nothing was saved.' end);
	end if;
	v_meeting := private.locked_meeting(meeting, seen, 'Nothing was saved.');
	if private.meeting_state(v_meeting) not in ('called', 'in session') then
		perform private.fail(409, 'over', 'This meeting is over or called off. Nothing was saved.');
	elsif cardinality(items) > 500 or (select count(*) <> count(distinct i) from unnest(items) i) then
		perform private.fail(422, 'twice', 'An item stands in this order twice. Nothing was saved.');
	elsif exists (
		select 1 from unnest(items) i where not exists (
			select 1 from public.docket_items d where d.id = i and d.meeting_id = meeting and d.closed_at is null)) then
		perform private.fail(409, 'not_here', 'An item of this order is not on the docket of this meeting any more. Nothing was saved.');
	elsif minutes is not null and cardinality(minutes) <> cardinality(items) then
		perform private.fail(422, 'no_minutes', 'The minutes do not fit the items. Nothing was saved.');
	elsif exists (select 1 from unnest(minutes) x where not x between 1 and 240) then
		perform private.fail(422, 'no_minutes', 'An item takes between 1 and 240 minutes. Nothing was saved.',
			(select jsonb_build_object('field', format('minutes:%s', i.id))
				from unnest(items, minutes) i (id, many) where not i.many between 1 and 240 limit 1));
	end if;
	update public.docket_items d set position = o.place,
		minutes = case when order_docket.minutes is null then d.minutes else o.many end
	from (
		select x.id, row_number() over (order by i.place nulls last, x.position nulls last, x.opened_at, x.id) as place,
			case when i.place is null then x.minutes else order_docket.minutes[i.place::int] end as many
		from public.docket_items x left join unnest(items) with ordinality i (id, place) on i.id = x.id
		where x.meeting_id = meeting and x.closed_at is null
	) o where o.id = d.id;
	update public.meetings m set revision = m.revision + 1 where m.id = meeting returning m.revision into v_revision;
	perform private.note_activity(v_meeting.district_id, null, 'meetings', meeting, 'ordered a docket',
		jsonb_build_object('held_on', v_meeting.held_on));
	return v_revision;
end $$;

create function public.order_docket(meeting uuid, items uuid[], seen int default null, minutes int[] default null) returns int
language sql security invoker set search_path = ''
as $$ select private.order_docket(meeting, items, seen, minutes) $$;

grant execute on function private.order_docket, public.order_docket to authenticated;


insert into private.notice_rules (record, verb, act, audience, immediate, mail_to) values
	('docket_items', 'came onto the docket', null, '{team,assignments}', false, null),
	('docket_items', 'put on the docket', null, '{team,assignments}', false, null),
	('docket_items', 'put on another meeting', null, '{team,assignments}', false, null),
	('docket_items', 'taken off the docket', null, '{team,assignments}', false, null),
	('docket_items', 'left the docket', null, '{team,assignments}', false, null);
