-- Deciding under the whole of the rules: overdue cycles on the docket, statements of interest, holds, voters who left.

-- A pilot keeps its place on the docket, if it has one already.
create or replace function private.docket_pilot() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.docket(new);
	return null;
end $$;

-- Puts a pilot on the docket, for the next meeting where there is one, unless it is there already.
create function private.docket(pilot public.pilots) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
	v_id uuid;
begin
	insert into public.docket_items as d (district_id, pilot_id, meeting_id)
	values (pilot.district_id, pilot.id, (
		select m.id from public.meetings m where m.district_id = pilot.district_id and m.held_on >= private.today()
		order by m.held_on limit 1))
	on conflict (pilot_id) where closed_at is null do nothing
	returning d.id into v_id;
	return v_id is not null;
end $$;

-- Puts every pilot whose cycle ended without an evaluation on the docket. Answers how many came onto it.
create function private.docket_overdue(district uuid default null) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots;
	v_count int := 0;
begin
	for v_pilot in
		select p.* from public.pilots p
		where p.stage = 'experiment' and p.cycle_end < private.today() and (district is null or p.district_id = district)
			and not exists (select 1 from public.docket_items d where d.pilot_id = p.id and d.closed_at is null)
			and not exists (select 1 from public.evaluations e where e.pilot_id = p.id and e.submitted_at >= p.stage_since)
		order by p.cycle_end limit 1000 for no key update skip locked
	loop
		if private.docket(v_pilot) then
			perform private.note_activity(v_pilot.district_id, v_pilot.id, 'docket_items', null, 'came onto the docket overdue');
			v_count := v_count + 1;
		end if;
	end loop;
	return v_count;
end $$;

create or replace function private.call_meeting(held_on date, chair uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_id uuid;
begin
	if v_me is null or not (private.has_role(v_me, 'clerk') or private.has_role(v_me, 'admin')) then
		perform private.fail(403, 'not_yours', 'The clerk or the AI office calls meetings. Nothing was saved.');
	elsif held_on is null or held_on < private.today() then
		perform private.fail(422, 'past', 'A meeting is called for today or a later day. Nothing was saved.');
	elsif not private.stays(chair, v_district) or not private.has_role(chair, 'cabinet') then
		perform private.fail(422, 'wrong_person', 'The chair must be a member of the cabinet. Nothing was saved.');
	end if;
	insert into public.meetings as m (district_id, held_on, chair_id) values (v_district, held_on, chair)
	on conflict on constraint meetings_district_id_held_on_key do update set chair_id = excluded.chair_id
	returning m.id into v_id;
	perform private.docket_overdue(v_district);
	update public.docket_items d set meeting_id = v_id
	where d.district_id = v_district and d.closed_at is null and (d.meeting_id is null or exists (
		select 1 from public.meetings m where m.id = d.meeting_id and m.held_on < private.today()));
	return v_id;
end $$;

drop function public.cast_vote(uuid, public.vote_choice, text);
drop function private.cast_vote(uuid, public.vote_choice, text);
create function private.cast_vote(pilot uuid, choice public.vote_choice, reason text, no_interest boolean) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_item uuid;
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
	if choice = 'recuse' and trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'To recuse yourself, give the reason. Nothing was cast.');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was cast.', length(reason)));
	elsif not coalesce(no_interest, false) and choice is distinct from 'recuse' then
		perform private.fail(409, 'recuse_instead', 'Whoever has an interest recuses themselves instead of voting. Nothing was cast.');
	end if;
	select d.id into v_item from public.docket_items d where d.pilot_id = pilot and d.closed_at is null;
	if v_item is null then
		perform private.fail(409, 'not_now', format('Nothing is put to the vote while the pilot is in %s.', v_pilot.stage));
	end if;
	v_again := exists (select 1 from private.votes v where v.docket_item_id = v_item and v.voter_id = v_me);
	insert into private.votes as v (docket_item_id, district_id, voter_id, choice, reason, sponsors, no_interest)
	values (v_item, v_pilot.district_id, v_me, choice, coalesce(reason, ''), 'sponsor' = any (private.parts(pilot, v_me)), choice <> 'recuse')
	on conflict (docket_item_id, voter_id, district_id) do update set
		choice = excluded.choice, reason = excluded.reason, sponsors = excluded.sponsors, no_interest = excluded.no_interest,
		cast_at = private.now();
	insert into public.activity (district_id, pilot_id, actor_id, record, record_id, verb)
	values (v_pilot.district_id, pilot, v_me, 'votes', v_item, case when v_again then 'changed their vote' else 'voted' end);
end $$;

create function public.cast_vote(pilot uuid, choice public.vote_choice, reason text default '', no_interest boolean default true) returns void
language sql security invoker set search_path = ''
as $$ select private.cast_vote(pilot, choice, reason, no_interest) $$;

-- The votes on a docket item that count: of those who may still cast one.
create function private.counted_votes(item public.docket_items) returns table (voter_id uuid, choice public.vote_choice)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select v.voter_id, v.choice from private.votes v join public.people p on p.id = v.voter_id and p.active
	where v.docket_item_id = item.id
		and ('cabinet' = any (private.parts(item.pilot_id, v.voter_id)) or (v.choice = 'recuse' and private.has_role(v.voter_id, 'cabinet')));
end $$;

-- Whether somebody records the decision: the meeting's chair; where that one cannot, whoever stands in for the cabinet.
create function private.chairs(item public.docket_items, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_chair uuid := (
		select m.chair_id from public.meetings m join public.people p on p.id = m.chair_id and p.active where m.id = item.meeting_id);
begin
	if v_chair is not null and 'cabinet' = any (private.parts(item.pilot_id, v_chair)) then
		return v_chair = person;
	end if;
	return exists (select 1 from public.substitutes s
		where s.pilot_id = item.pilot_id and s.person_id = person and s.part = 'cabinet' and s.until is null);
end $$;

create or replace function private.record_decision(pilot uuid, outcome public.outcome, rationale text, override_reason text, second uuid,
	next_review date, cycle_end date, wake_on date) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_item public.docket_items;
	v_district public.districts;
	v_analysis private.analyses;
	v_tally jsonb;
	v_votes int;
	v_most int;
	v_leaders public.outcome[];
	v_permitted boolean;
	v_move public.moves;
	v_id uuid;
begin
	select d.* into v_item from public.docket_items d where d.pilot_id = pilot and d.closed_at is null;
	if not found then
		perform private.fail(409, 'not_now', format('This pilot waits for no decision; it is in %s. Nothing was recorded.', v_pilot.stage));
	elsif not private.chairs(v_item, v_me) then
		if exists (select 1 from public.meetings m where m.id = v_item.meeting_id and m.chair_id = v_me) and private.has_role(v_me, 'cabinet') then
			perform private.refuse_kept_out(pilot, v_me, 'another chair is called for it. Nothing was recorded.');
		end if;
		perform private.fail(403, 'not_yours', 'The chair of the meeting records its decisions. Nothing was recorded.');
	elsif v_pilot.stage <> 'decision' and not private.is_overdue(v_pilot) then
		perform private.fail(409, 'not_now', format('This pilot is in %s: its evaluator hands it to the cabinet first. Nothing was recorded.', v_pilot.stage));
	elsif trim(coalesce(rationale, '')) = '' then
		perform private.fail(422, 'no_reason', 'A decision needs its rationale in words. Nothing was recorded.');
	elsif length(rationale) > 4000 then
		perform private.fail(422, 'too_long', format('The rationale can have 4000 characters and has %s. Nothing was recorded.', length(rationale)));
	elsif length(override_reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was recorded.', length(override_reason)));
	elsif outcome = 'extend' and coalesce(cycle_end <= private.today(), true) then
		perform private.fail(422, 'no_date', 'To extend, name the day in the future when the next cycle ends. Nothing was recorded.');
	elsif outcome = 'shelve' and coalesce(wake_on <= private.today(), true) then
		perform private.fail(422, 'no_date', 'To shelve, name the day in the future when the pilot wakes up. Nothing was recorded.');
	elsif outcome in ('scale', 'extend') and (v_pilot.budget_once is null or v_pilot.budget_yearly is null) then
		perform private.fail(422, 'no_budget', format('To %s needs a budget on record, and this pilot has none. Nothing was recorded.', outcome));
	end if;
	select m.* into v_move from public.moves m where m.from_stage = 'decision' and m.act = 'decide' and m.to_stage = case outcome
		when 'scale' then 'scaling' when 'extend' then 'experiment' when 'shelve' then 'shelved' else 'sunset' end::public.stage;
	if v_move.held then
		perform private.refuse_on_hold(pilot, 'Nothing was recorded.');
	end if;
	select d.* into v_district from public.districts d where d.id = v_pilot.district_id;
	select a.* into v_analysis from private.analyses a where a.pilot_id = pilot;
	if v_analysis.pilot_id is null or v_analysis.fingerprint <> private.evidence_input(pilot) ->> 'fingerprint' then
		perform private.fail(409, 'evidence_stale', 'The evidence is not computed on the latest results yet: open the evidence page, then decide. Nothing was recorded.');
	end if;

	select coalesce(jsonb_object_agg(v.choice, v.votes), '{}'), coalesce(sum(v.votes) filter (where v.choice not in ('abstain', 'recuse')), 0),
		max(v.votes) filter (where v.choice not in ('abstain', 'recuse'))
	into v_tally, v_votes, v_most
	from (select v.choice, count(*)::int as votes from private.counted_votes(v_item) v group by v.choice) v;
	if v_votes < v_district.quorum then
		perform private.fail(409, 'no_quorum', format('The quorum is %s votes and %s are cast. Nothing was recorded.', v_district.quorum, v_votes));
	end if;
	select array_agg(t.key::public.outcome) into v_leaders from jsonb_each_text(v_tally) t
	where t.key not in ('abstain', 'recuse') and t.value::int = v_most;
	if array_length(v_leaders, 1) > 1 then
		perform private.fail(409, 'tie', 'The vote is tied, and a tie decides nothing. Nothing was recorded.');
	elsif v_district.decision_rule = 'majority' and outcome <> v_leaders[1] then
		perform private.fail(422, 'against_majority', format('The majority is for %s. Nothing was recorded.', v_leaders[1]));
	end if;
	v_permitted := outcome = any (v_analysis.permitted);
	if (not v_permitted or outcome <> v_leaders[1]) and trim(coalesce(override_reason, '')) = '' then
		perform private.fail(422, 'no_reason', format('%s departs from %s: a written reason for that is needed. Nothing was recorded.', initcap(outcome::text),
			case when v_permitted then 'the majority' else 'what the evidence permits' end));
	elsif not v_permitted and not exists (
		select 1 from private.counted_votes(v_item) v where v.voter_id = second and v.voter_id <> v_me and v.choice::text = outcome::text) then
		perform private.fail(422, 'no_second', format('To %s against the evidence, a second member of the cabinet who voted for it must stand with the chair. Nothing was recorded.', outcome));
	end if;

	if v_pilot.stage = 'experiment' then
		-- Its cycle ended without an evaluation: it is decided on what there is.
		perform private.move_pilot(v_pilot, (select m from public.moves m where m.act = 'overdue'), '');
		select p.* into v_pilot from public.pilots p where p.id = pilot;
	end if;
	insert into public.decisions (district_id, pilot_id, docket_item_id, outcome, rationale, decided_by, decision_rule, tally, permitted,
		within_permitted, with_majority, override_reason, seconded_by, evidence, next_review)
	values (v_pilot.district_id, pilot, v_item.id, outcome, rationale, v_me, v_district.decision_rule, v_tally, v_analysis.permitted,
		v_permitted, outcome = v_leaders[1], coalesce(override_reason, ''), case when not v_permitted then second end, v_analysis.shown,
		record_decision.next_review)
	returning id into v_id;
	insert into private.decision_evidence (decision_id, district_id, complete, fingerprint)
	values (v_id, v_pilot.district_id, v_analysis.complete, v_analysis.fingerprint);
	update public.docket_items d set closed_at = private.now() where d.id = v_item.id;
	update public.pilots p set cycle_end = coalesce(record_decision.cycle_end, p.cycle_end), wake_on = coalesce(record_decision.wake_on, p.wake_on),
		next_review = coalesce(record_decision.next_review, p.next_review)
	where p.id = pilot;
	-- The decision has it whole.
	perform private.move_pilot(v_pilot, v_move, case when length(rationale) > 2000 then left(rationale, 1999) || '…' else rationale end);
	return v_id;
end $$;

-- Votes on a pilot's latest docket item as the caller may see them: their own and who has voted while it is open;
-- afterwards names for cabinet, clerk and admin. Everyone has the tally on the decision.
create or replace function private.votes(pilot uuid) returns table (voter text, voter_id uuid, choice public.vote_choice, reason text, sponsors boolean)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_item public.docket_items;
	v_office boolean := private.parts(pilot, v_me, true) && array['cabinet', 'clerk']
		or private.has_role(v_me, 'admin');
begin
	select d.* into v_item from public.docket_items d where d.pilot_id = v_pilot.id order by d.opened_at desc limit 1;
	return query
	select p.name, p.id,
		case when v.voter_id = v_me or v_item.closed_at is not null then v.choice end,
		case when v.voter_id = v_me or v_item.closed_at is not null then v.reason end,
		v.sponsors
	from private.votes v join public.people p on p.id = v.voter_id
	where v.docket_item_id = v_item.id and (v_office or v.voter_id = v_me)
	order by p.name;
end $$;

grant execute on function private.cast_vote, public.cast_vote to authenticated;
