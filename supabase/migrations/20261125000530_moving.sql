-- The stage table whole: what a hold stops, who sends back and wakes up, and cycles that ended without an evaluation.

alter table public.moves
	add column held boolean not null default false,
	add column due_parts text[];
comment on column public.moves.held is 'Whether the act carries the pilot on, so that a hold stops it.';
comment on column public.moves.due_parts is 'Whoever else may do it once the wake-up date has come.';

update public.moves set held = true
where act in ('launch', 'adopt') or (act = 'decide' and to_stage in ('scaling', 'experiment'));
update public.moves set parts = '{admin,sponsor,refusing reviewer}' where from_stage = 'proposed' and act = 'rework';
update public.moves set due_parts = '{admin,sponsor}' where act = 'wake';
insert into public.moves (from_stage, to_stage, act, position, parts, through)
values ('experiment', 'decision', 'overdue', 3, '{chair}', 'record_decision');

create index on public.pilots (cycle_end) where stage = 'experiment';
create index on public.pilots (wake_on) where stage = 'shelved';

-- Whoever may do an act has one of these parts in the pilot.
create function private.parts_for(pilot public.pilots, move public.moves) returns text[]
language sql stable security definer set search_path = ''
as $$
	select case when pilot.risk_tier = 'low' then coalesce(move.low_tier_parts, move.parts) else move.parts end
		|| case when pilot.wake_on <= private.today() then coalesce(move.due_parts, '{}') else '{}' end
$$;

-- A cycle that ended without an evaluation: no silent continuation.
create function private.is_overdue(pilot public.pilots) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return pilot.stage = 'experiment' and coalesce(pilot.cycle_end < private.today(), false) and not exists (
		select 1 from public.evaluations e where e.pilot_id = pilot.id and e.submitted_at >= pilot.stage_since);
end $$;

create or replace function private.move_pilot(pilot public.pilots, move public.moves, note text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	insert into public.stage_changes (pilot_id, district_id, act, from_stage, to_stage, actor_id, note, criteria)
	select pilot.id, pilot.district_id, move.act, move.from_stage, move.to_stage, private.person_id(), coalesce(note, ''),
		coalesce((
			select jsonb_agg(jsonb_strip_nulls(to_jsonb(c) - 'act' - 'signer' - 'place' - 'waivable') order by c.place, c.criterion)
			from private.gate_criteria(pilot, array[move.act]) c), '[]');
	update public.pilots p set
		stage = move.to_stage,
		stage_since = private.now(),
		proposed_at = case when move.act = 'submit' then coalesce(p.proposed_at, private.now()) else p.proposed_at end,
		launched_at = case when move.act = 'launch' then private.now() else p.launched_at end
	where p.id = pilot.id;
	if move.act = 'triage' then
		-- A pilot that comes back after rework is reviewed afresh.
		delete from public.reviews r where r.pilot_id = pilot.id;
		insert into public.reviews (district_id, pilot_id, specialty)
		select pilot.district_id, pilot.id, r.specialty from public.review_rules r
		where r.district_id = pilot.district_id and r.tier = pilot.risk_tier;
	elsif move.act = 'launch' then
		update public.plans l set locked_at = private.now() where l.pilot_id = pilot.id;
	elsif move.act = 'wake' then
		-- It is planned afresh, and locked again when it is launched again.
		update public.plans l set locked_at = null where l.pilot_id = pilot.id and l.locked_at is not null;
	end if;
end $$;

create or replace function private.advance_pilot(pilot uuid, from_stage public.stage, to_stage public.stage, note text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[] := private.parts_in_act(pilot, v_me);
	v_move public.moves;
	v_chosen public.moves;
	v_last record;
	v_unmet jsonb;
begin
	if v_pilot.stage is distinct from from_stage then
		select p.name, c.at into v_last from public.stage_changes c left join public.people p on p.id = c.actor_id
		where c.pilot_id = v_pilot.id order by c.at desc limit 1;
		perform private.fail(409, 'stage_moved', format('%s moved this pilot to %s in the meantime. Nothing of yours was changed.',
			coalesce(v_last.name, 'Somebody'), v_pilot.stage),
			jsonb_build_object('stage', v_pilot.stage, 'by', v_last.name, 'at', v_last.at));
	end if;
	if length(note) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. The pilot was not moved.', length(note)));
	end if;
	-- Two acts may lead to the same stage (evidence, stopping early): the first that the caller may do and whose
	-- criteria are met is done; where none is, the last one's refusal is told.
	for v_move in
		select m.* from public.moves m
		where m.from_stage = v_pilot.stage and m.to_stage = advance_pilot.to_stage and m.through = 'advance_pilot' order by m.position
	loop
		v_chosen := v_move;
		continue when not v_parts && private.parts_for(v_pilot, v_move);
		if v_move.held then
			perform private.refuse_on_hold(pilot, 'The pilot was not moved.');
		end if;
		select jsonb_agg(c.criterion order by c.place, c.criterion) into v_unmet
		from private.gate_criteria(v_pilot, array[v_move.act]) c where c.required and not c.met;
		continue when v_unmet is not null and v_move.act = 'evidence' and trim(coalesce(note, '')) <> '';
		if v_unmet is not null then
			perform private.fail(422, 'gate_not_met', format('The %s gate still waits for: %s. The pilot was not moved.', v_move.act, (
				select string_agg(coalesce(c.title, replace(c.criterion, '_', ' ')), ', ' order by c.place, c.criterion)
				from private.gate_criteria(v_pilot, array[v_move.act]) c where c.required and not c.met)),
				jsonb_build_object('act', v_move.act, 'unmet', v_unmet));
		elsif v_move.asks_note and trim(coalesce(note, '')) = '' then
			perform private.fail(422, 'no_reason', format('The act “%s” needs a reason. The pilot was not moved.', v_move.act));
		end if;
		perform private.move_pilot(v_pilot, v_move, note);
		return jsonb_build_object('pilot', pilot, 'act', v_move.act, 'stage', v_move.to_stage);
	end loop;
	if v_chosen.act is null then
		if exists (select 1 from public.moves m where m.from_stage = v_pilot.stage and m.to_stage = advance_pilot.to_stage) then
			perform private.fail(403, 'through_decision', 'Only a recorded decision of the cabinet moves this pilot on.');
		end if;
		perform private.fail(400, 'no_such_move', format('No pilot goes from %s to %s.', from_stage, to_stage));
	elsif private.parts_in_act(pilot, v_me, true) && (v_chosen.parts || coalesce(v_chosen.low_tier_parts, '{}') || private.parts_for(v_pilot, v_chosen)) then
		perform private.refuse_kept_out(pilot, v_me, 'somebody else has to do this. The pilot was not moved.');
	end if;
	perform private.fail(403, 'not_yours', format('To %s this pilot is not yours to do. The pilot was not moved.', v_chosen.act),
		jsonb_build_object('act', v_chosen.act, 'parts', private.parts_for(v_pilot, v_chosen)));
	return null;
end $$;

-- Wakes every pilot whose wake-up date has come, as nobody's act. Answers how many.
create function private.wake_due() returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots;
	v_move public.moves;
	v_count int := 0;
begin
	select m.* into v_move from public.moves m where m.act = 'wake';
	for v_pilot in
		select p.* from public.pilots p where p.stage = 'shelved' and p.wake_on <= private.today() order by p.wake_on limit 100 for update skip locked
	loop
		perform private.move_pilot(v_pilot, v_move, 'Its wake-up date came.');
		v_count := v_count + 1;
	end loop;
	return v_count;
end $$;

-- Signs or refuses the review of a specialty, stating that one has no interest in the pilot.
drop function public.sign_review(uuid, public.specialty, public.review_state, text);
drop function private.sign_review(uuid, public.specialty, public.review_state, text);
create function private.sign_review(pilot uuid, specialty public.specialty, verdict public.review_state, reason text, no_interest boolean) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
begin
	if coalesce(not specialty::text = any (private.parts(pilot, v_me, true)), true) then
		perform private.fail(403, 'not_yours', format('Only a reviewer for %s signs this review. Nothing was signed.', specialty));
	end if;
	perform private.refuse_kept_out(pilot, v_me, 'somebody else has to review it. Nothing was signed.');
	if v_pilot.stage <> 'vetting' then
		perform private.fail(409, 'not_now', format('Reviews are signed while a pilot is in vetting; this one is in %s. Nothing was signed.', v_pilot.stage));
	elsif verdict is null or verdict = 'asked' then
		perform private.fail(400, 'no_verdict', 'A review is signed or refused.');
	elsif not coalesce(no_interest, false) then
		perform private.fail(409, 'recuse_instead', 'Whoever has an interest recuses themselves, and somebody else signs. Nothing was signed.');
	elsif verdict = 'refused' and trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'Refusing a review needs a reason. Nothing was signed.');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was signed.', length(reason)));
	elsif not (select d.one_signs_several from public.districts d where d.id = v_pilot.district_id) and exists (
		select 1 from public.reviews r where r.pilot_id = pilot and r.reviewer_id = v_me and r.specialty <> sign_review.specialty) then
		perform private.fail(409, 'signed_another', 'You decided another review of this pilot, and in this district one person decides one. Nothing was signed.');
	end if;
	update public.reviews r set state = verdict, reviewer_id = v_me, reason = coalesce(sign_review.reason, ''), decided_at = private.now(),
		no_interest = true
	where r.pilot_id = pilot and r.specialty = sign_review.specialty and (r.state = 'asked' or r.reviewer_id = v_me);
	if not found then
		perform private.fail(409, 'not_asked', 'This review is not asked for, or a colleague decided it already. Nothing was signed.');
	end if;
end $$;

create function public.sign_review(pilot uuid, specialty public.specialty, verdict public.review_state, reason text default '',
	no_interest boolean default true) returns void
language sql security invoker set search_path = ''
as $$ select private.sign_review(pilot, specialty, verdict, reason, no_interest) $$;

grant execute on function private.sign_review, public.sign_review to authenticated;
