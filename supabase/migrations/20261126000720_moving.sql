-- Moving a pilot, with the limits of work in progress, and counted.

create or replace function private.move_pilot(pilot public.pilots, move public.moves, note text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_full record;
begin
	-- Whoever moved it was warned; or it moved by a decision or a date, which no limit stops. A line says so either way.
	for v_full in select f.* from private.full_limits(pilot, move.to_stage) f loop
		perform private.note_activity(pilot.district_id, pilot.id, 'wip_limits', null, 'went over a limit', jsonb_strip_nulls(jsonb_build_object(
			'stage', move.to_stage, 'per', v_full.per, 'site', v_full.site, 'person_id', v_full.person_id,
			'count', v_full.pilots + 1, 'most', v_full.most)));
	end loop;
	perform private.count_move(pilot, move);
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
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[];
	v_move public.moves;
	v_chosen public.moves;
	v_last record;
	v_unmet jsonb;
	v_full record;
begin
	-- Limits before pilots: whoever comes second counts the first.
	perform private.lock_limits(to_stage);
	v_pilot := private.locked_pilot(pilot);
	v_parts := private.parts_in_act(pilot, v_me);
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
		select f.* into v_full from private.full_limits(v_pilot, v_move.to_stage) f where f.mode = 'block' limit 1;
		if v_full.most is not null then
			perform private.fail(409, 'wip_limit', format('%s is full%s: %s of the %s that may be there at once. The pilot was not moved.',
				initcap(v_move.to_stage::text), coalesce(' at ' || v_full.site, ' for ' || v_full.person || ' as evaluator', ''), v_full.pilots, v_full.most),
				jsonb_strip_nulls(jsonb_build_object('stage', v_move.to_stage, 'per', v_full.per, 'name', coalesce(v_full.site, v_full.person),
					'count', v_full.pilots, 'most', v_full.most)));
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
