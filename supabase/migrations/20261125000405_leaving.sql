-- Leaving and coming back: a deactivated person never blocks a step, so their seats pass on in the same moment.

-- Seats that somebody holds where work goes on: in pilots that are not over, and at the head of meetings that are not over.
-- Drafts that nobody else has seen are theirs alone, and not told.
create function private.seats_held(person uuid)
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
	where m.chair_id = person and (m.held_on >= private.today() or exists (
		select 1 from public.docket_items d where d.meeting_id = m.id and d.closed_at is null))
$$;

-- Why somebody cannot take over a seat; null where they can.
create function private.heir_fault(seat text, pilot uuid, meeting uuid, leaver uuid, heir uuid) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_heir public.people;
	v_needed public.role := case seat when 'evaluator' then 'evaluator' when 'lead' then null else 'cabinet' end;
begin
	select p.* into v_heir from public.people p
	where p.id = heir and p.id <> leaver and p.active and not p.outside and p.district_id = private.district_id();
	if not found then
		return 'whoever takes over must be an active person of this district';
	elsif v_needed is not null and not private.has_role(heir, v_needed) then
		return format('%s does not hold the role of %s', v_heir.name, v_needed);
	elsif seat in ('sponsor', 'evaluator') and private.kept_out(pilot, heir) then
		return format('%s is or was on its team, or recused themselves', v_heir.name);
	elsif seat = 'chair' and exists (
		select 1 from public.docket_items d where d.meeting_id = meeting and d.closed_at is null and private.kept_out(d.pilot_id, heir)) then
		return format('%s is kept out of a pilot on its docket', v_heir.name);
	elsif seat = 'lead' and private.judges(pilot, heir) then
		return format('%s sponsors, evaluates, reviews or decides on it', v_heir.name);
	end if;
	return null;
end $$;

-- The seats of a person, each with who could take it over. For a lead that is the rest of the team; others may be named.
create function private.seats_of(person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	perform private.require_admin('Nothing is shown.');
	perform private.person_of_mine(person);
	return (
		select coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object('candidates', (
			select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title) order by p.name), '[]')
			from public.people p
			where p.district_id = private.district_id() and p.active and s.seat in ('lead', 'sponsor', 'evaluator', 'chair')
				and case s.seat
					when 'lead' then p.id in (select t.person_id from public.team_members t where t.pilot_id = s.pilot and t.left_at is null)
					when 'evaluator' then private.has_role(p.id, 'evaluator')
					else private.has_role(p.id, 'cabinet') end
				and private.heir_fault(s.seat, s.pilot, s.meeting, seats_of.person, p.id) is null))
			order by not s.needs_heir, s.held_on, s.title), '[]')
		from private.seats_held(seats_of.person) s);
end $$;

create function public.seats_of(person uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.seats_of(person) $$;

-- Ends one seat and gives it to its heir, if there is one.
create function private.pass_on(seat text, pilot uuid, meeting uuid, leaver public.people, heir uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if seat = 'chair' then
		update public.meetings m set chair_id = heir where m.id = meeting;
		perform private.note_activity(leaver.district_id, null, 'meetings', meeting, 'passed on',
			jsonb_build_object('person_id', heir, 'from', leaver.id, 'role', 'chair'));
	elsif seat in ('sponsor', 'evaluator') then
		update public.assignments a set until = private.now()
		where a.pilot_id = pilot and a.person_id = leaver.id and a.until is null and a.role::text = seat;
		if heir is not null then
			insert into public.assignments (pilot_id, person_id, district_id, role)
			values (pilot, heir, leaver.district_id, seat::public.assignment_role);
		end if;
	else
		update public.team_members t set left_at = private.now()
		where t.pilot_id = pilot and t.left_at is null and (t.person_id = leaver.id or (seat = 'lead' and t.person_id = heir));
		if seat = 'lead' then
			insert into public.team_members (pilot_id, person_id, district_id, role) values (pilot, heir, leaver.district_id, 'lead');
		end if;
	end if;
end $$;

-- Drafts that only their team sees: the longest member leads on; without one the draft waits for its lead.
create function private.pass_on_drafts(leaver public.people) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_seat record;
	v_heir uuid;
begin
	for v_seat in
		select t.pilot_id, t.role from public.team_members t join public.pilots l on l.id = t.pilot_id
		where t.person_id = leaver.id and t.left_at is null and l.proposed_at is null and l.stage = 'draft'
	loop
		select t.person_id into v_heir from public.team_members t join public.people p on p.id = t.person_id
		where t.pilot_id = v_seat.pilot_id and t.left_at is null and t.person_id <> leaver.id and p.active and not p.outside
		order by t.joined_at, t.id limit 1;
		if v_seat.role <> 'lead' or v_heir is not null then
			perform private.pass_on(v_seat.role::text, v_seat.pilot_id, null, leaver, v_heir);
		end if;
	end loop;
end $$;

-- The pilots that somebody has a seat in.
create function private.pilots_of(person uuid) returns setof uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select t.pilot_id from public.team_members t where t.person_id = person and t.left_at is null
	union select a.pilot_id from public.assignments a where a.person_id = person and a.until is null
	union select s.pilot_id from public.substitutes s where s.person_id = person and s.until is null;
end $$;

-- Lets somebody go: their seats pass on, their sessions end, and they count nowhere any more. All of it or nothing.
-- heirs: [{ seat, pilot or meeting, heir }]; a lead and a chair need one, a sponsor's or evaluator's seat may stay empty.
create function private.deactivate_person(person uuid, heirs jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_district public.districts := private.locked_office();
	v_person public.people := private.person_of_mine(person);
	v_seat record;
	v_heir uuid;
	v_why text;
	v_wrong jsonb := '[]';
	v_passed jsonb := '[]';
	v_pilots uuid[];
begin
	if not v_person.active then
		perform private.fail(409, 'not_active', format('%s is deactivated already.', v_person.name));
	elsif private.is_last_admin(person) then
		perform private.fail(409, 'last_admin', 'A district keeps at least one admin who can sign in: name another one first. Nothing was changed.');
	elsif coalesce(jsonb_typeof(heirs), 'null') not in ('array', 'null') or exists (
		select 1 from jsonb_array_elements(case when jsonb_typeof(heirs) = 'array' then heirs else '[]' end) h where jsonb_typeof(h.value) <> 'object') then
		perform private.fail(400, 'not_understood', 'Heirs are a list of seats, each with who takes it over. Nothing was changed.');
	end if;
	v_pilots := array(select private.pilots_of(person));
	perform 1 from public.pilots l where l.id = any (v_pilots) order by l.id for update;
	v_person := private.locked_person(person);
	if exists (select 1 from private.pilots_of(person) l where l <> all (v_pilots)) then
		perform private.fail(409, 'changed_meanwhile', format('The seats of %s have changed: look at them again. Nothing was changed.', v_person.name));
	end if;
	for v_seat in
		select s.*, h.heir, h.named from private.seats_held(person) s
		left join lateral (
			select nullif(x.value ->> 'heir', '')::uuid as heir, true as named
			from jsonb_array_elements(case when jsonb_typeof(heirs) = 'array' then heirs else '[]' end) x
			where x.value ->> 'seat' = s.seat and coalesce(x.value ->> 'pilot', x.value ->> 'meeting') = coalesce(s.pilot, s.meeting)::text limit 1) h on true
		order by s.seat <> 'lead', s.title
	loop
		v_heir := case when v_seat.seat in ('lead', 'sponsor', 'evaluator', 'chair') then v_seat.heir end;
		v_why := case
			when v_heir is null and v_seat.needs_heir then format('name who takes over as %s', v_seat.seat)
			when v_heir is not null then private.heir_fault(v_seat.seat, v_seat.pilot, v_seat.meeting, person, v_heir) end;
		if v_why is not null then
			v_wrong := v_wrong || jsonb_build_object('seat', v_seat.seat, 'pilot', v_seat.pilot, 'meeting', v_seat.meeting, 'reason', v_why,
				'title', v_seat.title || coalesce(' on ' || v_seat.held_on, ''), 'missing', v_heir is null);
			continue;
		end if;
		perform private.pass_on(v_seat.seat, v_seat.pilot, v_seat.meeting, v_person, v_heir);
		if v_heir is not null then
			v_passed := v_passed || jsonb_build_object('heir', v_heir, 'seat', v_seat.seat, 'pilot', v_seat.pilot, 'meeting', v_seat.meeting,
				'title', v_seat.title, 'held_on', v_seat.held_on);
		end if;
	end loop;
	if v_wrong <> '[]' then
		perform private.fail(422, case when (v_wrong -> 0 ->> 'missing')::boolean then 'no_heir' else 'wrong_heir' end,
			format('“%s”: %s. Nothing was changed.', v_wrong -> 0 ->> 'title', v_wrong -> 0 ->> 'reason'), jsonb_build_object('wrong', v_wrong));
	elsif exists (
		select 1 from jsonb_array_elements(case when jsonb_typeof(heirs) = 'array' then heirs else '[]' end) h where nullif(h.value ->> 'heir', '') is not null and not exists (
			select 1 from jsonb_array_elements(v_passed) p where p.value ->> 'seat' = h.value ->> 'seat'
				and coalesce(p.value ->> 'pilot', p.value ->> 'meeting') = coalesce(h.value ->> 'pilot', h.value ->> 'meeting'))) then
		perform private.fail(409, 'changed_meanwhile', format('The seats of %s have changed: look at them again. Nothing was changed.', v_person.name));
	end if;
	perform private.pass_on_drafts(v_person);
	update public.substitutes s set until = private.now() where s.person_id = person and s.until is null;
	update public.people p set active = false, revision = p.revision + 1 where p.id = person;
	update public.invitations i set withdrawn_at = private.now()
	where i.person_id = person and i.accepted_at is null and i.withdrawn_at is null;
	delete from auth.sessions s where s.user_id = v_person.user_id;
	perform private.note_activity(v_district.id, null, 'people', person, 'deactivated', jsonb_build_object('person_id', person));
	perform private.queue_mail(format('deactivated_seats:%s:%s:%s', person, v_person.revision, p.id), v_district.id, p.id, p.email, 'deactivated_seats',
		jsonb_build_object('person', v_person.name, 'by', (select x.name from public.people x where x.id = private.person_id()), 'seats', h.seats))
	from (select (x.value ->> 'heir')::uuid as heir, jsonb_agg(x.value - 'heir') as seats from jsonb_array_elements(v_passed) x group by 1) h
	join public.people p on p.id = h.heir;
end $$;

create function public.deactivate_person(person uuid, heirs jsonb default '[]') returns void
language sql security invoker set search_path = ''
as $$ select private.deactivate_person(person, heirs) $$;

-- Lets somebody back in, with the roles that they held. Seats that passed on stay where they are.
create function private.reactivate_person(person uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_district public.districts := private.locked_office();
	v_person public.people := private.person_of_mine(person);
begin
	if v_person.active then
		perform private.fail(409, 'active', format('%s is active already.', v_person.name));
	end if;
	update public.people p set active = true, revision = p.revision + 1 where p.id = person;
	perform private.note_activity(v_district.id, null, 'people', person, 'reactivated', jsonb_build_object('person_id', person));
end $$;

create function public.reactivate_person(person uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.reactivate_person(person) $$;

-- As before, except that whoever holds seats is deactivated with heirs instead, so that no seat is left with somebody who never comes.
create or replace function private.withdraw_invitation(person uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_person public.people := private.invitee(person, 'No invitation was withdrawn.');
begin
	if exists (select 1 from private.seats_held(person)) then
		perform private.fail(409, 'holds_seats', format('%s holds seats already: deactivate them, so that the seats pass on. No invitation was withdrawn.', v_person.name));
	end if;
	update public.invitations i set withdrawn_at = private.now()
	where i.person_id = person and i.accepted_at is null and i.withdrawn_at is null;
	delete from private.mails m where m.person_id = person and m.kind = 'invitation' and m.sent_at is null;
	perform private.note_activity(v_person.district_id, null, 'people', person, 'withdrew invitation');
	begin
		update private.mails m set person_id = null where m.person_id = person;
		delete from public.people p where p.id = person;
	exception when foreign_key_violation then
		update public.people p set active = false, revision = p.revision + 1 where p.id = person;
	end;
end $$;

grant execute on function private.seats_of, private.deactivate_person, private.reactivate_person to authenticated;
grant execute on function public.seats_of, public.deactivate_person, public.reactivate_person to authenticated;
