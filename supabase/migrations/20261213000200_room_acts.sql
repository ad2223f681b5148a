-- What the chair does in the room, and how members vote there.

-- A docket item for an act in the room, with its pilot and its meeting locked, in this order, as for every act on the docket. Refuses who may not see it.
create function private.locked_item(item uuid, nothing text) returns public.docket_items
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_seen public.docket_items;
	v_item public.docket_items;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select d.* into v_seen from public.docket_items d where d.id = item and d.district_id = private.district_id();
	if not found or (private.is_outside() and v_seen.pilot_id not in (select private.my_pilots())) then
		perform private.fail(404, 'no_such_item', 'There is no such item on the docket. ' || nothing);
	end if;
	perform private.locked_pilot(v_seen.pilot_id);
	perform 1 from public.meetings m where m.id = v_seen.meeting_id for no key update;
	select d.* into v_item from public.docket_items d where d.id = item;
	if v_item.meeting_id is distinct from v_seen.meeting_id then
		perform private.fail(409, 'item_moved', 'This item has gone to another meeting in the meantime. ' || nothing);
	end if;
	return v_item;
end $$;

-- Refuses whoever does not chair an item, and says what holds a chair back who is kept out of its pilot.
create function private.must_chair(item public.docket_items, nothing text) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	if private.chairs(item, v_me) then
		return;
	elsif exists (select 1 from public.meetings m where m.id = item.meeting_id and m.chair_id = v_me) and private.has_role(v_me, 'cabinet') then
		perform private.refuse_kept_out(item.pilot_id, v_me, 'another chair is called for it. ' || nothing);
	end if;
	perform private.fail(403, 'not_yours', 'This is for the chair of the meeting. ' || nothing);
end $$;

-- Refuses what is done in a meeting while it is not in session, or on an item that is closed.
create function private.must_be_in_session(item public.docket_items, nothing text) returns public.meetings
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_meeting public.meetings;
begin
	select m.* into v_meeting from public.meetings m where m.id = item.meeting_id;
	if item.closed_at is not null then
		perform private.fail(409, 'item_closed', format('This item is %s already. %s', item.closed_how, nothing),
			jsonb_build_object('closed_how', item.closed_how, 'at', item.closed_at));
	elsif v_meeting.id is null then
		perform private.fail(409, 'no_meeting', 'This item waits for a meeting to be called. ' || nothing);
	elsif v_meeting.cancelled_at is not null then
		perform private.fail(409, 'not_in_session', 'This meeting is cancelled. ' || nothing);
	elsif v_meeting.opened_at is null then
		perform private.fail(409, 'not_in_session', 'This meeting is not open yet. ' || nothing);
	elsif v_meeting.ended_at is not null then
		perform private.fail(409, 'not_in_session', 'This meeting has ended. ' || nothing);
	end if;
	return v_meeting;
end $$;

-- A reason that an act needs, trimmed.
create function private.reason_for(reason text, sentence text, nothing text) returns text
language plpgsql stable set search_path = ''
as $$
begin
	if trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', format('%s %s', sentence, nothing), '{"field": "reason"}');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. %s', length(reason), nothing), '{"field": "reason"}');
	end if;
	return trim(reason);
end $$;

-- Opens an item in its meeting: what its vote is cast on is frozen. One item is open at a time.
create function private.open_item(item uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_item public.docket_items := private.locked_item(item, 'Nothing was opened.');
	v_me uuid := private.person_id();
	v_meeting public.meetings;
	v_other text;
	v_quorum jsonb;
	v_brief uuid;
begin
	perform private.must_chair(v_item, 'Nothing was opened.');
	v_meeting := private.must_be_in_session(v_item, 'Nothing was opened.');
	if v_item.begun_at is not null then
		perform private.fail(409, 'open_already', 'This item is open already. Nothing was changed.', jsonb_build_object('at', v_item.begun_at));
	end if;
	select l.title into v_other from public.docket_items d join public.pilots l on l.id = d.pilot_id
	where d.meeting_id = v_meeting.id and d.begun_at is not null and d.closed_at is null;
	if found then
		perform private.fail(409, 'one_at_a_time', format('“%s” is open: decide it or carry it over first. Nothing was opened.', v_other));
	end if;
	v_quorum := private.quorum_of(v_item);
	if (v_quorum ->> 'present')::int < (v_quorum ->> 'quorum')::int then
		perform private.fail(409, 'no_quorum', (v_quorum ->> 'why') || ' Nothing was opened.', v_quorum - 'votes' - 'why');
	end if;
	if private.put_to_the_vote(v_item) then
		v_brief := private.freeze_brief(item, v_me);
	end if;
	update public.docket_items d set begun_at = private.now() where d.id = item;
	perform private.note_activity(v_item.district_id, v_item.pilot_id, 'docket_items', item, 'opened the item');
	return jsonb_build_object('item', item, 'brief', v_brief);
end $$;

-- Ends voting on the open item: nobody votes any more, and votes have names for cabinet, clerk and AI office.
create function private.close_voting(item uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_item public.docket_items := private.locked_item(item, 'Nothing was closed.');
begin
	perform private.must_chair(v_item, 'Nothing was closed.');
	if v_item.voting_closed_at is not null and v_item.closed_at is null then
		perform private.fail(409, 'voting_closed', format('%s has closed the voting on this item already. Nothing was changed.', coalesce(
			(select p.name from public.people p where p.id = v_item.voting_closed_by), 'Somebody')), jsonb_build_object('at', v_item.voting_closed_at));
	end if;
	perform private.must_be_in_session(v_item, 'Nothing was closed.');
	if not private.put_to_the_vote(v_item) then
		perform private.fail(409, 'not_now', 'This matter is not put to the vote. Nothing was closed.');
	elsif v_item.begun_at is null then
		perform private.fail(409, 'not_open', 'This item is not open yet. Nothing was closed.');
	end if;
	perform private.refuse_no_quorum(v_item, 'Voting stays open.');
	update public.docket_items d set voting_closed_at = private.now(), voting_closed_by = private.person_id() where d.id = item;
	perform private.note_activity(v_item.district_id, v_item.pilot_id, 'docket_items', item, 'closed the voting');
end $$;

-- After a tie, or once the quorum is lost: votes are secret again, and can be changed.
create function private.reopen_voting(item uuid, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_item public.docket_items := private.locked_item(item, 'Nothing was reopened.');
	v_reason text;
begin
	perform private.must_chair(v_item, 'Nothing was reopened.');
	perform private.must_be_in_session(v_item, 'Nothing was reopened.');
	if v_item.voting_closed_at is null then
		perform private.fail(409, 'voting_open', 'Voting on this item is open. Nothing was changed.');
	elsif (private.quorum_of(v_item) ->> 'met')::boolean and not (private.standing_of(v_item) ->> 'tie')::boolean then
		perform private.fail(409, 'vote_stands', 'This vote stands: voting is opened again after a tie, or when the quorum is lost. Nothing was reopened.');
	end if;
	v_reason := private.reason_for(reason, 'Say why voting is opened again.', 'Nothing was reopened.');
	update public.docket_items d set voting_closed_at = null, voting_closed_by = null where d.id = item;
	perform private.note_activity(v_item.district_id, v_item.pilot_id, 'docket_items', item, 'reopened the voting', jsonb_build_object('reason', v_reason));
end $$;

-- Leaves an item to the next meeting that is called, or to wait for one. Votes on it stay. Answers that meeting's id, or null.
create function private.carry_over(item uuid, reason text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_item public.docket_items := private.locked_item(item, 'Nothing was carried over.');
	v_from public.meetings;
	v_next public.meetings;
	v_reason text;
begin
	perform private.must_chair(v_item, 'Nothing was carried over.');
	v_from := private.must_be_in_session(v_item, 'Nothing was carried over.');
	v_reason := private.reason_for(reason, 'Say why the item is carried over.', 'Nothing was carried over.');
	select m.* into v_next from public.meetings m where m.id = private.next_called(v_item.district_id, v_from.held_on);
	-- The line that tells of it says why.
	perform set_config('pilotage.carried_since', v_reason, true);
	update public.docket_items d set meeting_id = v_next.id, position = null where d.id = item;
	perform set_config('pilotage.carried_since', '', true);
	perform private.note_activity(v_item.district_id, v_item.pilot_id, 'docket_items', item, 'carried the item over',
		jsonb_strip_nulls(jsonb_build_object('reason', v_reason, 'held_on', v_next.held_on)));
	return v_next.id;
end $$;

-- Closes a matter that needs no vote, with what was said of it.
create function private.settle_matter(item uuid, note text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_item public.docket_items := private.locked_item(item, 'Nothing was closed.');
	v_note text;
begin
	perform private.must_chair(v_item, 'Nothing was closed.');
	perform private.must_be_in_session(v_item, 'Nothing was closed.');
	if private.put_to_the_vote(v_item) then
		perform private.fail(409, 'needs_vote', 'This item is decided by a vote. Nothing was closed.');
	elsif v_item.begun_at is null then
		perform private.fail(409, 'not_open', 'This item is not open yet. Nothing was closed.');
	end if;
	v_note := private.reason_for(note, 'Say how it was dealt with.', 'Nothing was closed.');
	update public.docket_items d set closed_at = private.now(), closed_how = 'dealt with', note = v_note where d.id = item;
	perform private.note_activity(v_item.district_id, v_item.pilot_id, 'docket_items', item, 'dealt with the matter', jsonb_build_object('note', v_note));
end $$;

-- A matter of a pilot that goes on becomes a question of how it goes on: it goes back to the cabinet's decision.
create function private.put_to_vote(item uuid, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_item public.docket_items := private.locked_item(item, 'Nothing was put to the vote.');
	v_pilot public.pilots;
	v_move public.moves;
	v_reason text;
begin
	perform private.must_chair(v_item, 'Nothing was put to the vote.');
	perform private.must_be_in_session(v_item, 'Nothing was put to the vote.');
	select p.* into v_pilot from public.pilots p where p.id = v_item.pilot_id;
	select m.* into v_move from public.moves m where m.from_stage = v_pilot.stage and m.act = 'review';
	if private.put_to_the_vote(v_item) then
		perform private.fail(409, 'voted_on', 'This item is put to the vote already. Nothing was changed.');
	elsif v_move.act is null then
		perform private.fail(409, 'not_now', format('A pilot in %s comes to a decision through its own gate. Nothing was put to the vote.', v_pilot.stage));
	end if;
	v_reason := private.reason_for(reason, 'Say why the cabinet decides on this pilot again.', 'Nothing was put to the vote.');
	perform private.move_pilot(v_pilot, v_move, v_reason);
	if v_item.begun_at is not null then
		-- It is on the table, and stays there, however the pilot came onto the docket by this move.
		update public.docket_items d set begun_at = v_item.begun_at where d.id = item and d.begun_at is null;
		perform private.freeze_brief(item, private.person_id());
	end if;
	perform private.note_activity(v_item.district_id, v_item.pilot_id, 'docket_items', item, 'put the matter to the vote');
end $$;

-- As before; not once voting is closed, and not on a matter that is not put to the vote.
create or replace function private.cast_vote(pilot uuid, choice public.vote_choice, reason text, no_interest boolean) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_item public.docket_items;
	v_again boolean;
begin
	-- Whoever is being deactivated at this moment votes before it or not at all.
	if not private.stays(v_me, v_pilot.district_id) then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district any more: ask the AI office. Nothing was cast.');
	end if;
	if not 'cabinet' = any (private.parts(pilot, v_me, true)) then
		perform private.fail(403, 'not_yours', 'Only members of the cabinet vote. Nothing was cast.');
	end if;
	perform private.refuse_kept_out(pilot, v_me, 'you have no vote on it. Nothing was cast.');
	if choice is null then
		perform private.fail(422, 'no_choice', 'Choose an outcome, abstain, or recuse yourself. Nothing was cast.', '{"field": "choice"}');
	elsif choice = 'recuse' and trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'To recuse yourself, give the reason. Nothing was cast.');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was cast.', length(reason)));
	elsif not coalesce(no_interest, false) and choice is distinct from 'recuse' then
		perform private.fail(409, 'recuse_instead', 'Whoever has an interest recuses themselves instead of voting. Nothing was cast.');
	end if;
	select d.* into v_item from public.docket_items d where d.pilot_id = pilot and d.closed_at is null;
	if v_item.id is null then
		perform private.fail(409, 'not_now', format('Nothing is put to the vote while the pilot is in %s.', v_pilot.stage));
	elsif not private.put_to_the_vote(v_item) then
		perform private.fail(409, 'not_now', 'This matter is on the docket, and is not put to the vote. Nothing was cast.');
	elsif v_item.voting_closed_at is not null then
		perform private.fail(409, 'voting_closed', format('%s closed the voting before yours came. Nothing was cast.', coalesce(
			(select p.name from public.people p where p.id = v_item.voting_closed_by), 'The chair')), jsonb_build_object('at', v_item.voting_closed_at));
	end if;
	v_again := exists (select 1 from private.votes v where v.docket_item_id = v_item.id and v.voter_id = v_me);
	insert into private.votes as v (docket_item_id, district_id, voter_id, choice, reason, sponsors, no_interest)
	values (v_item.id, v_pilot.district_id, v_me, choice, coalesce(reason, ''), 'sponsor' = any (private.parts(pilot, v_me)), choice <> 'recuse')
	on conflict (docket_item_id, voter_id, district_id) do update set
		choice = excluded.choice, reason = excluded.reason, sponsors = excluded.sponsors, no_interest = excluded.no_interest,
		cast_at = private.now();
	insert into public.activity (district_id, pilot_id, actor_id, record, record_id, verb)
	values (v_pilot.district_id, pilot, v_me, 'votes', v_item.id, case when v_again then 'changed their vote' else 'voted' end);
end $$;

-- Votes on a pilot's latest docket item as the caller may see them: their own and who has voted while voting is open;
-- afterwards names for cabinet, clerk and admin. Everyone has the tally on the decision.
create or replace function private.votes(pilot uuid)
returns table (voter text, voter_id uuid, choice public.vote_choice, reason text, sponsors boolean, no_interest boolean)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_item public.docket_items;
	v_named boolean;
	v_office boolean := private.parts(pilot, v_me, true) && array['cabinet', 'clerk']
		or private.has_role(v_me, 'admin');
begin
	select d.* into v_item from public.docket_items d where d.pilot_id = v_pilot.id order by d.opened_at desc limit 1;
	v_named := coalesce(v_item.voting_closed_at, v_item.closed_at) is not null;
	return query
	select p.name, p.id,
		case when v.voter_id = v_me or v_named then v.choice end,
		case when v.voter_id = v_me or v_named then v.reason end,
		v.sponsors,
		-- Whoever recused themselves stated nothing, which is as secret as the vote.
		case when v.voter_id = v_me or v_named then v.no_interest end
	from private.votes v join public.people p on p.id = v.voter_id
	where v.docket_item_id = v_item.id and (v_office or v.voter_id = v_me)
	order by p.name;
end $$;

-- As before; a vote that has its name stays as it was cast, and does not count any more.
create or replace function private.recuse(pilot uuid, reason text) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_id uuid;
begin
	if exists (select 1 from public.team_members t where t.pilot_id = pilot and t.person_id = v_me and t.left_at is null) then
		perform private.fail(409, 'on_team', 'You are on this pilot''s team, and so kept out of its gates already. Nothing was changed.');
	elsif trim(coalesce(recuse.reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'To recuse yourself, give the reason. Nothing was changed.');
	elsif length(recuse.reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was changed.', length(recuse.reason)));
	end if;
	insert into public.recusals as r (district_id, pilot_id, person_id, reason)
	values (v_pilot.district_id, pilot, v_me, recuse.reason)
	on conflict on constraint recusals_pilot_id_person_id_key do nothing returning r.id into v_id;
	if v_id is null then
		return;
	end if;
	update public.assignments a set until = private.now() where a.pilot_id = pilot and a.person_id = v_me and a.until is null;
	update public.substitutes s set until = private.now() where s.pilot_id = pilot and s.person_id = v_me and s.until is null;
	update private.votes v set choice = 'recuse', reason = recuse.reason, no_interest = false, cast_at = private.now()
	from public.docket_items d
	where d.id = v.docket_item_id and d.pilot_id = pilot and d.closed_at is null and d.voting_closed_at is null and v.voter_id = v_me;
	perform private.note_activity(v_pilot.district_id, pilot, 'recusals', v_id, 'recused', jsonb_build_object('reason', recuse.reason));
end $$;

create function public.open_item(item uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.open_item(item) $$;
create function public.close_voting(item uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.close_voting(item) $$;
create function public.reopen_voting(item uuid, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.reopen_voting(item, reason) $$;
create function public.carry_over(item uuid, reason text) returns uuid
language sql security invoker set search_path = ''
as $$ select private.carry_over(item, reason) $$;
create function public.settle_matter(item uuid, note text) returns void
language sql security invoker set search_path = ''
as $$ select private.settle_matter(item, note) $$;
create function public.put_to_vote(item uuid, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.put_to_vote(item, reason) $$;

grant execute on function private.open_item, public.open_item, private.close_voting, public.close_voting, private.reopen_voting,
	public.reopen_voting, private.carry_over, public.carry_over, private.settle_matter, public.settle_matter, private.put_to_vote,
	public.put_to_vote to authenticated;
