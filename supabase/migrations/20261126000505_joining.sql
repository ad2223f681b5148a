-- Opening and closing seats; asking to join, answering, withdrawing. The pilot is locked first, always, so that of two
-- who accept the same seat one comes second and is told so.

-- Opens a seat. The client may make the id: sent twice, it is one seat.
create function private.open_seat(pilot uuid, role public.team_role, wanted text, hours_a_week numeric, id uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_wanted text := private.trimmed(open_seat.wanted);
	v_id uuid := coalesce(open_seat.id, gen_random_uuid());
	v_most constant int := 10;
begin
	if not 'lead' = any (private.parts(pilot, v_me)) then
		perform private.fail(403, 'not_yours', 'The lead opens seats on the team. Nothing was changed.');
	elsif exists (select 1 from public.open_seats s where s.id = v_id and s.pilot_id = open_seat.pilot) then
		return v_id;
	elsif exists (select 1 from public.open_seats s where s.id = v_id) then
		perform private.fail(409, 'taken', 'This form was made for something else. Nothing was changed: open the page again.');
	elsif v_pilot.stage in ('retired', 'declined', 'withdrawn') then
		perform private.fail(409, 'over', 'This pilot is over, so that nobody joins its team any more. Nothing was changed.');
	elsif coalesce(role, 'lead') = 'lead' then
		perform private.fail(400, 'no_such_seat', 'An open seat is for a member or for a data collector. Nothing was changed.');
	elsif v_wanted = '' then
		perform private.fail(422, 'no_text', 'Say what is asked of whoever takes the seat. Nothing was changed.');
	elsif length(v_wanted) > 300 then
		perform private.fail(422, 'too_long', format('What is asked for can have 300 characters and has %s. Nothing was changed.', length(v_wanted)));
	elsif hours_a_week is not null and not (round(hours_a_week, 1) > 0 and hours_a_week <= 40) then
		perform private.fail(422, 'wrong_hours', 'Hours a week are more than 0 and at most 40. Nothing was changed.');
	elsif (select count(*) from public.open_seats s where s.pilot_id = open_seat.pilot and s.closed_at is null) >= v_most then
		perform private.fail(409, 'too_many', format('A pilot has at most %s open seats: close one first. Nothing was changed.', v_most));
	end if;
	insert into public.open_seats (id, district_id, pilot_id, role, wanted, hours_a_week, opened_by)
	values (v_id, v_pilot.district_id, pilot, role, v_wanted, round(open_seat.hours_a_week, 1), v_me);
	return v_id;
end $$;

-- Closes a seat that nobody is looked for any more. Whoever asked for it still waits for an answer.
create function private.close_seat(pilot uuid, seat uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
begin
	if not 'lead' = any (private.parts(pilot, private.person_id())) then
		perform private.fail(403, 'not_yours', 'The lead closes seats of the team. Nothing was changed.');
	elsif not exists (select 1 from public.open_seats s where s.id = seat and s.pilot_id = v_pilot.id) then
		perform private.fail(404, 'no_such_seat', 'There is no such seat on this pilot. Nothing was changed.');
	end if;
	update public.open_seats s set closed_at = private.now()
	where s.id = close_seat.seat and s.pilot_id = v_pilot.id and s.closed_at is null;
end $$;

-- Asks to join a team: for one of its open seats, or for any. One request at a time for each person and pilot.
create function private.ask_to_join(pilot uuid, seat uuid, note text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_note text := private.trimmed(ask_to_join.note);
	v_there public.join_requests;
	v_seat public.open_seats;
	v_id uuid;
begin
	perform private.stays(v_me, v_pilot.district_id);
	perform private.refuse_join(v_pilot, v_me, true);
	if length(v_note) > 1000 then
		perform private.fail(422, 'too_long', format('A note can have 1000 characters and has %s. Nothing was changed.', length(v_note)));
	end if;
	select r.* into v_there from public.join_requests r
	where r.pilot_id = ask_to_join.pilot and r.person_id = v_me and r.answered_at is null;
	if found then
		if v_there.seat_id is not distinct from ask_to_join.seat and v_there.note = v_note then
			return v_there.id;
		end if;
		perform private.fail(409, 'asked_already', 'You have asked to join this team already: withdraw that first. Nothing was changed.');
	end if;
	if seat is not null then
		select s.* into v_seat from public.open_seats s where s.id = ask_to_join.seat and s.pilot_id = v_pilot.id;
		if v_seat.id is null then
			perform private.fail(404, 'no_such_seat', 'There is no such seat on this pilot. Nothing was changed.');
		elsif v_seat.closed_at is not null then
			perform private.fail(409, 'seat_closed', 'That seat was closed meanwhile. You can still ask to join the team. Nothing was changed.');
		end if;
	end if;
	if not private.spend_attempt('joining', v_me::text, 20, 3600) then
		perform private.fail(429, 'too_many', 'You asked to join 20 times within an hour: wait a little. Nothing was changed.', '{"most": 20}');
	end if;
	insert into public.join_requests as r (district_id, pilot_id, seat_id, person_id, note)
	values (v_pilot.district_id, pilot, seat, v_me, v_note) returning r.id into v_id;
	perform private.note_activity(v_pilot.district_id, pilot, 'join_requests', v_id, 'asked to join');
	perform private.queue_mail('join_asked:' || v_id, p.district_id, p.id, p.email, 'join_asked', jsonb_build_object(
		'pilot', pilot, 'title', v_pilot.title, 'by', (select m.name from public.people m where m.id = v_me),
		'wanted', v_seat.wanted, 'note', v_note))
	from public.team_members t join public.people p on p.id = t.person_id and p.active
	where t.pilot_id = ask_to_join.pilot and t.role = 'lead' and t.left_at is null;
	return v_id;
end $$;

-- The request that the caller means, with its pilot locked; 404 for what is not theirs to see.
create function private.locked_request(request uuid) returns public.join_requests
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_request public.join_requests;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select r.* into v_request from public.join_requests r
	where r.id = request and r.district_id = private.district_id()
		and (r.person_id = v_me or exists (select 1 from public.team_members t
			where t.pilot_id = r.pilot_id and t.person_id = v_me and t.left_at is null));
	if not found then
		perform private.fail(404, 'no_such_request', 'There is no such request to join.');
	end if;
	perform private.locked_pilot(v_request.pilot_id);
	-- As it is now that nobody else answers it.
	select r.* into v_request from public.join_requests r where r.id = request and r.district_id = v_request.district_id for update;
	return v_request;
end $$;

-- The lead takes somebody in, or says no. Whoever asked for a seat that is closed by now is taken in without it only where
-- the lead says so.
create function private.answer_join(request uuid, accept boolean, note text, without_seat boolean) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_request public.join_requests := private.locked_request(request);
	v_pilot public.pilots := private.seen_pilot(v_request.pilot_id);
	v_me uuid := private.person_id();
	v_note text := private.trimmed(answer_join.note);
	v_answer text := case when accept then 'accepted' else 'declined' end;
	v_seat public.open_seats;
begin
	if not 'lead' = any (private.parts(v_pilot.id, v_me)) then
		perform private.fail(403, 'not_yours', 'The lead answers requests to join the team. Nothing was changed.');
	elsif accept is null then
		perform private.fail(400, 'no_answer', 'Say whether they join. Nothing was changed.');
	elsif v_request.answer = v_answer then
		return;
	elsif v_request.answer is not null then
		perform private.fail(409, 'answered', case v_request.answer when 'withdrawn' then 'They withdrew their request meanwhile. Nothing was changed.'
			else 'This request was answered meanwhile. Nothing was changed.' end, jsonb_build_object('answer', v_request.answer));
	elsif length(v_note) > 1000 then
		perform private.fail(422, 'too_long', format('A note can have 1000 characters and has %s. Nothing was changed.', length(v_note)));
	end if;
	if accept then
		-- They stay who they are until this is done.
		perform private.stays(v_request.person_id, v_pilot.district_id);
		perform private.refuse_join(v_pilot, v_request.person_id, false);
		select s.* into v_seat from public.open_seats s where s.id = v_request.seat_id and s.district_id = v_request.district_id;
		if v_seat.closed_at is not null and not coalesce(without_seat, false) then
			perform private.fail(409, 'seat_closed', 'The seat that they asked for is closed or taken by now. Accept them without it, or decline. Nothing was changed.');
		end if;
		insert into public.team_members (pilot_id, person_id, district_id, role)
		values (v_pilot.id, v_request.person_id, v_pilot.district_id, case when v_seat.closed_at is null then coalesce(v_seat.role, 'member') else 'member' end);
		update public.open_seats s set closed_at = private.now(), filled_by = v_request.person_id
		where s.id = v_seat.id and s.closed_at is null;
	end if;
	update public.join_requests r set answer = v_answer, answer_note = v_note, answered_at = private.now(), answered_by = v_me
	where r.id = v_request.id and r.district_id = v_request.district_id;
	-- How it was answered is theirs; whoever joined has a line of their own.
	perform private.note_activity(v_pilot.district_id, v_pilot.id, 'join_requests', v_request.id, 'answered',
		jsonb_build_object('person_id', v_request.person_id));
	perform private.queue_mail('join_answered:' || v_request.id, p.district_id, p.id, p.email, 'join_answered', jsonb_build_object(
		'pilot', v_pilot.id, 'title', v_pilot.title, 'by', (select m.name from public.people m where m.id = v_me),
		'accepted', accept, 'note', v_note))
	from public.people p where p.id = v_request.person_id and p.active;
end $$;

-- Whoever asked asks no more.
create function private.withdraw_join(request uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_request public.join_requests := private.locked_request(request);
	v_me uuid := private.person_id();
begin
	if v_request.person_id <> v_me then
		perform private.fail(403, 'not_yours', 'Only whoever asked withdraws a request. Nothing was changed.');
	elsif v_request.answer = 'withdrawn' then
		return;
	elsif v_request.answer is not null then
		perform private.fail(409, 'answered', 'Your request was answered meanwhile. Nothing was changed.', jsonb_build_object('answer', v_request.answer));
	end if;
	update public.join_requests r set answer = 'withdrawn', answered_at = private.now(), answered_by = v_me
	where r.id = v_request.id and r.district_id = v_request.district_id;
	update private.mails m set given_up_at = private.now(), facts = '{}', last_error = 'The request was withdrawn.'
	where m.key = 'join_asked:' || v_request.id and m.sent_at is null and m.given_up_at is null;
	perform private.note_activity(v_request.district_id, v_request.pilot_id, 'join_requests', v_request.id, 'withdrew a request');
end $$;

create function public.open_seat(pilot uuid, role public.team_role, wanted text, hours_a_week numeric default null, id uuid default null) returns uuid
language sql security invoker set search_path = ''
as $$ select private.open_seat(pilot, role, wanted, hours_a_week, id) $$;
create function public.close_seat(pilot uuid, seat uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.close_seat(pilot, seat) $$;
create function public.ask_to_join(pilot uuid, seat uuid default null, note text default '') returns uuid
language sql security invoker set search_path = ''
as $$ select private.ask_to_join(pilot, seat, note) $$;
create function public.answer_join(request uuid, accept boolean, note text default '', without_seat boolean default false) returns void
language sql security invoker set search_path = ''
as $$ select private.answer_join(request, accept, note, without_seat) $$;
create function public.withdraw_join(request uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.withdraw_join(request) $$;

grant execute on function private.open_seat, private.close_seat, private.ask_to_join, private.answer_join, private.withdraw_join,
	public.open_seat, public.close_seat, public.ask_to_join, public.answer_join, public.withdraw_join to authenticated;
