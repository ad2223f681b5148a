-- Seats with history: naming sponsor and evaluator, joining and leaving the team, passing on the lead.

-- Whether somebody has judged a pilot, or is named to: they cannot join its team any more.
create or replace function private.judges(pilot uuid, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return exists (select 1 from public.assignments a where a.pilot_id = pilot and a.person_id = person and a.until is null)
		or exists (select 1 from public.substitutes s where s.pilot_id = pilot and s.person_id = person and s.until is null)
		or exists (select 1 from public.reviews r where r.pilot_id = pilot and r.reviewer_id = person)
		or exists (select 1 from public.evaluations e where e.pilot_id = pilot and e.evaluator_id = person)
		or exists (select 1 from public.waivers w where w.pilot_id = pilot and w.person_id = person)
		or exists (select 1 from public.holds h where h.pilot_id = pilot and h.lifted_by = person)
		or exists (
			select 1 from public.signatures s where s.pilot_id = pilot and s.person_id = person and not exists (
				-- What the team itself signs judges nothing.
				select 1 from public.team_members t where t.pilot_id = pilot and t.person_id = person
					and t.joined_at <= s.at and (t.left_at is null or t.left_at >= s.at)))
		or exists (select 1 from public.stage_changes c where c.pilot_id = pilot and c.actor_id = person
			and c.act not in ('submit', 'withdraw', 'stop early', 'wake'))
		or exists (
			select 1 from public.docket_items d
			left join private.votes v on v.docket_item_id = d.id and v.voter_id = person
			left join public.meetings m on m.id = d.meeting_id and m.chair_id = person
			where d.pilot_id = pilot and (v.voter_id is not null or m.id is not null));
end $$;

-- Names the sponsor or the evaluator of a pilot; whoever held the seat is released.
create or replace function private.appoint(pilot uuid, person uuid, role public.assignment_role) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_mine text[] := private.parts(pilot, v_me);
	v_needed public.role := case role when 'sponsor' then 'cabinet' when 'evaluator' then 'evaluator' end;
	v_person public.people;
begin
	if private.stays(person, v_pilot.district_id) then
		select p.* into v_person from public.people p where p.id = person and p.district_id = v_pilot.district_id;
	end if;
	if role = 'reviewer' then
		perform private.fail(400, 'no_such_seat', 'Reviews are signed by whoever holds the specialty; nobody is appointed to them.');
	elsif not (v_mine && array['admin', 'sponsor'] or (role = 'sponsor' and 'cabinet' = any (v_mine) and person = v_me)) then
		perform private.fail(403, 'not_yours', format('The AI office names the %s. Nothing was changed.', role));
	elsif role = 'evaluator' and person = v_me and not private.has_role(v_me, 'admin') then
		-- Who stands in for the AI office sees no small cells, and would by taking this seat.
		perform private.fail(403, 'not_yours', 'Only the AI office itself can take this seat. Nothing was changed.');
	elsif v_person.id is null or not (private.has_role(person, v_needed)
		or (role = 'evaluator' and v_person.outside and 'admin' = any (v_mine))) then
		perform private.fail(422, 'wrong_person', format('The %s must hold the role of %s in this district. Nothing was changed.', role, v_needed));
	elsif private.kept_out(pilot, person) then
		perform private.fail(403, 'separation_of_duties', format(case private.kept_out_why(pilot, person)
			when 'team' then 'Whoever is or was on a pilot''s team cannot be its %s. Nothing was changed.'
			else 'They recused themselves from this pilot, so they cannot be its %s. Nothing was changed.' end, role));
	end if;
	perform private.end_substitute(pilot, role::text, person);
	update public.assignments a set until = private.now()
	where a.pilot_id = pilot and a.role = appoint.role and a.until is null and a.person_id <> person;
	insert into public.assignments (pilot_id, person_id, district_id, role)
	select pilot, person, v_pilot.district_id, role
	where not exists (select 1 from public.assignments a
		where a.pilot_id = pilot and a.role = appoint.role and a.until is null);
end $$;

-- Adds somebody to the team, lets them leave it, or passes the lead on to them; the old lead stays as a member.
create or replace function private.seat(pilot uuid, person uuid, role public.team_role) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
begin
	if not 'lead' = any (private.parts(pilot, v_me)) then
		perform private.fail(403, 'not_yours', 'The lead decides who is on the team. Nothing was changed.');
	elsif role is not null and (not private.stays(person, v_pilot.district_id) or (role = 'lead' and exists (
		select 1 from public.people p where p.id = person and p.outside))) then
		perform private.fail(422, 'wrong_person', 'That person is not in this district. Nothing was changed.');
	elsif person = v_me then
		perform private.fail(400, 'no_such_seat', 'You are the lead: pass that on to somebody else first. Nothing was changed.');
	elsif role is not null and private.judges(pilot, person) then
		perform private.fail(403, 'separation_of_duties', 'Whoever sponsors, evaluates, reviews or decides on a pilot cannot join its team. Nothing was changed.');
	end if;
	update public.team_members t set left_at = private.now()
	where t.pilot_id = pilot and t.left_at is null and (t.person_id = person or (seat.role = 'lead' and t.person_id = v_me));
	if role is not null then
		insert into public.team_members (pilot_id, person_id, district_id, role)
		values (pilot, person, v_pilot.district_id, role);
	end if;
	if role = 'lead' then
		insert into public.team_members (pilot_id, person_id, district_id, role)
		values (pilot, v_me, v_pilot.district_id, 'member');
		perform private.note_activity(v_pilot.district_id, pilot, 'team_members', null, 'passed on the lead',
			jsonb_build_object('person_id', person));
	end if;
end $$;

-- The caller leaves the team. What the team may not do, they may not do after it either.
create function private.leave_team(pilot uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_parts text[] := private.parts(pilot, private.person_id());
begin
	if 'lead' = any (v_parts) then
		perform private.fail(409, 'pass_on_first', 'You lead this pilot: pass the lead on to somebody else first. Nothing was changed.');
	elsif not 'team' = any (v_parts) then
		perform private.fail(403, 'not_yours', 'You are not on this pilot''s team. Nothing was changed.');
	end if;
	update public.team_members t set left_at = private.now()
	where t.pilot_id = v_pilot.id and t.person_id = private.person_id() and t.left_at is null;
end $$;

create function public.leave_team(pilot uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.leave_team(pilot) $$;

grant execute on function private.leave_team, public.leave_team to authenticated;
