-- Running waves: a wave starts on its day if nothing holds it, by hand or by itself; it is held, released, finished and rolled back with a
-- reason. A guardrail at risk holds the next one by itself; one beyond its limit also brings the pilot before the cabinet.

-- Why a wave can't start now, the first reason that there is: { key, why }. Null where it can.
create function private.wave_block(pilot public.pilots, wave private.waves) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_other private.waves;
	v_found text;
	v_facts jsonb;
begin
	if wave.state = 'running' or wave.started_at is not null then
		return jsonb_build_object('key', 'already_started', 'why', format('This wave has started already, on %s.', (wave.started_at at time zone 'UTC')::date));
	elsif pilot.stage <> 'scaling' then
		return jsonb_build_object('key', 'not_now', 'why', format('The pilot is in %s: waves start while it is in scaling.', pilot.stage));
	elsif wave.state = 'held' then
		return jsonb_build_object('key', 'wave_held', 'why', format('This wave is held: %s', wave.state_reason));
	end if;
	select w.* into v_other from private.waves w
	where w.pilot_id = pilot.id and w.position < wave.position and w.started_at is null and w.state <> 'rolled back' order by w.position limit 1;
	if found then
		return jsonb_build_object('key', 'not_its_turn', 'why', format('“%s” before it has not started yet.', v_other.name));
	elsif wave.starts_on > private.today() then
		return jsonb_build_object('key', 'too_early', 'why', format('It starts on %s, which has not come yet.', wave.starts_on));
	end if;
	select w.* into v_other from private.waves w where w.pilot_id = pilot.id and w.state = 'held' and w.id <> wave.id order by w.position limit 1;
	if found then
		return jsonb_build_object('key', 'wave_held', 'why', format('“%s” is held: settle that first.', v_other.name));
	end if;
	v_found := private.holds_on(pilot.id) -> 0 ->> 'reason';
	if v_found is not null then
		return jsonb_build_object('key', 'on_hold', 'why', format('The pilot is on hold: “%s”', v_found));
	end if;
	v_facts := private.criterion_conditions(pilot);
	if not (v_facts ->> 'met')::boolean then
		return jsonb_build_object('key', 'condition_overdue', 'why', format('A condition of the decision is overdue: “%s”', v_facts -> 'overdue' ->> 0));
	end if;
	v_facts := private.agreements_current(pilot);
	select t ->> 'name' into v_found from jsonb_array_elements(v_facts -> 'tools') t where not (t ->> 'current')::boolean order by 1 limit 1;
	if (v_facts ->> 'needed')::boolean and v_found is not null then
		return jsonb_build_object('key', 'agreement_lapsed', 'why', format('The data-privacy agreement of %s is not current.', v_found));
	end if;
	select p.name into v_found from public.people p where p.id = wave.owner_id and not p.active;
	if found then
		return jsonb_build_object('key', 'owner_left', 'why', format('Its owner %s has left: name somebody else.', v_found));
	end if;
	select s.name into v_found from private.wave_sites x join public.sites s on s.id = x.site_id
	where x.wave_id = wave.id and s.closed_on <= private.today() order by s.name limit 1;
	if found then
		return jsonb_build_object('key', 'site_closed', 'why', format('%s is closed: take it out of this wave.', v_found));
	end if;
	v_found := private.guardrail_block(pilot.id, wave.id);
	if v_found is not null then
		return jsonb_build_object('key', 'guardrail', 'why', v_found);
	end if;
	return null;
end $$;

-- What the latest reading of the guardrails has against a wave; null where nothing, or where the cabinet released it for that reading.
create function private.guardrail_block(pilot uuid, wave uuid) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_read record;
begin
	select r.guardrails, r.fingerprint into v_read from private.wave_readings r where r.pilot_id = guardrail_block.pilot;
	if v_read.guardrails not in ('at risk', 'breached') or v_read.guardrails is null or exists (
		select 1 from private.wave_events e
		where e.wave_id = guardrail_block.wave and e.kind = 'released' and e.reading = v_read.fingerprint) then
		return null;
	end if;
	return case v_read.guardrails when 'breached' then 'A guardrail is beyond its limit in the results of the waves so far.'
		else 'A guardrail may be beyond its limit in the results of the waves so far.' end;
end $$;

-- One step of a wave: its state, its history and its line, all by one way.
create function private.step_wave(wave private.waves, kind text, into_state text, reason text, facts jsonb default '{}', holder text default null) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	update private.waves w set state = into_state, state_reason = coalesce(step_wave.reason, ''), state_since = private.now(), held_by = holder,
		started_at = case when step_wave.kind = 'started' then private.now() else w.started_at end, revision = w.revision + 1
	where w.id = wave.id and w.district_id = wave.district_id;
	insert into private.wave_events (district_id, pilot_id, wave_id, kind, reason, sites, reading, by)
	values (wave.district_id, wave.pilot_id, wave.id, step_wave.kind, coalesce(step_wave.reason, ''), private.wave_sites_named(wave.id),
		-- Only whoever lets go on what a guardrail holds has looked at its reading.
		case when step_wave.kind = 'released' and wave.held_by = 'guardrail' and private.person_id() is not null then (
			select r.fingerprint from private.wave_readings r where r.pilot_id = wave.pilot_id) end, private.person_id());
	perform private.note_wave(wave, case step_wave.kind when 'rolled back' then 'rolled back a wave' else step_wave.kind || ' a wave' end,
		jsonb_strip_nulls(jsonb_build_object('reason', nullif(step_wave.reason, ''))) || facts);
end $$;

-- The caller runs the wave as its owner, or has one of these parts in the pilot and is not kept out of it.
create function private.require_wave_part(wave private.waves, wanted text[], owners boolean, sentence text, undone text) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	-- Its owner may be of the team: running a wave is work, and no decision. Whoever recused themselves does neither.
	if owners and wave.owner_id = v_me and not exists (
		select 1 from public.recusals c where c.pilot_id = wave.pilot_id and c.person_id = v_me) then
		return;
	elsif not private.parts(wave.pilot_id, v_me, true) && wanted and not (owners and wave.owner_id = v_me) then
		perform private.fail(403, 'not_yours', sentence || ' ' || undone);
	end if;
	perform private.refuse_kept_out(wave.pilot_id, v_me, 'somebody else has to do this. ' || undone);
end $$;

-- Starts a wave on its day or later: by its owner, the sponsor or the AI office.
create function private.start_wave(wave uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_wave private.waves := private.locked_wave(wave);
	v_pilot public.pilots := private.seen_pilot(v_wave.pilot_id);
	v_block jsonb;
	c_undone constant text := 'The wave was not started.';
begin
	perform private.require_wave_part(v_wave, '{sponsor,admin}', true, 'A wave is started by its owner, the sponsor or the AI office.', c_undone);
	v_block := private.wave_block(v_pilot, v_wave);
	if v_block is not null then
		perform private.fail(409, v_block ->> 'key', (v_block ->> 'why') || ' ' || c_undone);
	end if;
	perform private.step_wave(v_wave, 'started', 'running', '');
end $$;

create function public.start_wave(wave uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.start_wave(wave) $$;

-- Holds a wave with a reason: one that is planned does not start, one that runs stands still.
create function private.hold_wave(wave uuid, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_wave private.waves := private.locked_wave(wave);
	v_reason text;
	c_undone constant text := 'The wave was not held.';
begin
	perform private.require_wave_part(v_wave, '{cabinet,sponsor,reviewer,admin}', false,
		'A wave is held by the cabinet, the sponsor, a reviewer or the AI office.', c_undone);
	v_reason := private.check_words(hold_wave.reason, 'reason', 'Say why it is held, and what would settle it.', c_undone, 2000);
	if v_wave.held_by = 'person' then
		perform private.fail(409, 'wave_held', 'Somebody holds this wave already. Nothing was changed.');
	elsif v_wave.state not in ('planned', 'running', 'held') then
		perform private.fail(409, 'not_now', format('This wave is %s: there is nothing to hold. ', v_wave.state) || c_undone);
	end if;
	perform private.step_wave(v_wave, 'held', 'held', v_reason, holder => 'person');
end $$;

create function public.hold_wave(wave uuid, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.hold_wave(wave, reason) $$;

-- Lets a wave go on that was held. What a guardrail holds only the cabinet lets go on, and only for the reading that was there.
create function private.release_wave(wave uuid, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_wave private.waves := private.locked_wave(wave);
	v_reason text;
	c_undone constant text := 'The wave is still held.';
begin
	if v_wave.held_by = 'guardrail' then
		perform private.require_wave_part(v_wave, '{cabinet}', false,
			'A guardrail holds this wave: it goes on by itself once the guardrail holds, or a member of the cabinet lets it go on.', c_undone);
	else
		perform private.require_wave_part(v_wave, '{cabinet,sponsor,reviewer,admin}', v_wave.held_by is null,
			'A wave is let go on by the cabinet, the sponsor, a reviewer or the AI office.', c_undone);
	end if;
	v_reason := private.check_words(release_wave.reason, 'reason', 'Say what has settled it.', c_undone, 2000);
	if v_wave.state <> 'held' then
		perform private.fail(409, 'not_held', format('This wave is %s: nothing holds it. Nothing was changed.', v_wave.state));
	end if;
	perform private.step_wave(v_wave, 'released', case when v_wave.started_at is null then 'planned' else 'running' end, v_reason,
		case when v_wave.held_by = 'guardrail' then '{"guardrail": true}' else '{}' end::jsonb);
end $$;

create function public.release_wave(wave uuid, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.release_wave(wave, reason) $$;

-- Says that a wave is done, from its last day on.
create function private.finish_wave(wave uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_wave private.waves := private.locked_wave(wave);
	v_pilot public.pilots := private.seen_pilot(v_wave.pilot_id);
	c_undone constant text := 'The wave was not finished.';
begin
	perform private.require_wave_part(v_wave, '{sponsor,admin}', true, 'A wave is finished by its owner, the sponsor or the AI office.', c_undone);
	if v_wave.state <> 'running' then
		perform private.fail(409, 'not_running', format('Only a wave that runs is finished; this one is %s. ', v_wave.state) || c_undone);
	elsif v_pilot.stage <> 'scaling' then
		perform private.fail(409, 'not_now', format('The pilot is in %s: waves are finished while it is in scaling. ', v_pilot.stage) || c_undone);
	elsif v_wave.ends_on > private.today() then
		perform private.fail(409, 'too_early', format('It ends on %s, which has not come yet. ', v_wave.ends_on) || c_undone);
	end if;
	perform private.step_wave(v_wave, 'finished', 'done', '');
end $$;

create function public.finish_wave(wave uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.finish_wave(wave) $$;

-- Takes the sites of a wave back to how they worked before it.
create function private.roll_back_wave(wave uuid, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_wave private.waves := private.locked_wave(wave);
	v_pilot public.pilots := private.seen_pilot(v_wave.pilot_id);
	v_reason text;
	c_undone constant text := 'Nothing was rolled back.';
begin
	perform private.require_wave_part(v_wave, '{cabinet,sponsor,admin}', false, 'A wave is rolled back by the cabinet, the sponsor or the AI office.', c_undone);
	v_reason := private.check_words(roll_back_wave.reason, 'reason', 'Say why its sites go back, and what they work with from now on.', c_undone, 2000);
	if v_wave.started_at is null or v_wave.state = 'rolled back' then
		perform private.fail(409, 'not_started', format('Only a wave that has started is rolled back; this one is %s. ', v_wave.state) || c_undone);
	elsif v_pilot.stage not in ('scaling', 'decision') then
		perform private.fail(409, 'not_now', format('Waves are rolled back while a pilot is scaling or before the cabinet; this one is in %s. ', v_pilot.stage) || c_undone);
	end if;
	perform private.step_wave(v_wave, 'rolled back', 'rolled back', v_reason, jsonb_build_object('sites', cardinality(private.wave_sites_named(wave))));
end $$;

create function public.roll_back_wave(wave uuid, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.roll_back_wave(wave, reason) $$;

-- What the latest reading of the guardrails does by itself: holds the next wave, lets it go on again, rolls back what runs where that was
-- chosen, and brings the pilot before the cabinet. The same reading again does nothing more.
create function private.apply_guardrails(pilot uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots;
	v_read private.wave_readings;
	v_plan private.wave_plans;
	v_wave private.waves;
	v_move public.moves;
	v_why text;
	c_breach constant text := 'A guardrail is beyond its limit in the results of the waves.';
begin
	select p.* into v_pilot from public.pilots p where p.id = apply_guardrails.pilot for update;
	select r.* into v_read from private.wave_readings r where r.pilot_id = apply_guardrails.pilot;
	select p.* into v_plan from private.wave_plans p where p.pilot_id = apply_guardrails.pilot;
	if v_read.pilot_id is null or v_read.guardrails = 'open' or v_pilot.stage not in ('scaling', 'adopted', 'decision') then
		return;
	elsif v_read.guardrails = 'held' then
		for v_wave in
			select w.* from private.waves w where w.pilot_id = v_pilot.id and w.state = 'held' and w.held_by = 'guardrail' order by w.position for update
		loop
			perform private.step_wave(v_wave, 'released', case when v_wave.started_at is null then 'planned' else 'running' end,
				'The guardrails hold again.', '{"guardrail": true}');
		end loop;
		return;
	end if;

	if v_pilot.stage = 'scaling' then
		-- The next one is the first that has not started; where it is held already, those behind it wait for it anyway.
		select w.* into v_wave from private.waves w
		where w.pilot_id = v_pilot.id and w.started_at is null and w.state in ('planned', 'held') order by w.position limit 1 for update;
		v_why := private.guardrail_block(v_pilot.id, v_wave.id);
		if v_wave.state = 'planned' and v_why is not null then
			perform private.step_wave(v_wave, 'held', 'held', v_why, '{"guardrail": true}', 'guardrail');
		end if;
	end if;
	if v_read.guardrails <> 'breached' or v_plan.answered_reading is not distinct from v_read.fingerprint then
		return;
	end if;
	insert into private.wave_plans as p (pilot_id, district_id, answered_reading) values (v_pilot.id, v_pilot.district_id, v_read.fingerprint)
	on conflict (pilot_id, district_id) do update set answered_reading = excluded.answered_reading;
	if v_plan.roll_back_on_breach and v_pilot.stage in ('scaling', 'decision') then
		for v_wave in
			select w.* from private.waves w
			where w.pilot_id = v_pilot.id and w.started_at is not null and w.state in ('running', 'held') order by w.position desc for update
		loop
			perform private.step_wave(v_wave, 'rolled back', 'rolled back', c_breach,
				jsonb_build_object('guardrail', true, 'sites', cardinality(private.wave_sites_named(v_wave.id))));
		end loop;
	end if;
	select m.* into v_move from public.moves m where m.act = 'review' and m.from_stage = v_pilot.stage;
	if found then
		perform private.move_pilot(v_pilot, v_move, c_breach);
	end if;
end $$;

create function private.guardrails_read() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.apply_guardrails(new.pilot_id);
	return null;
end $$;

create trigger guardrails_read after insert or update on private.wave_readings
	for each row execute function private.guardrails_read();

-- Waves whose day has come start by themselves, or are held with the reason; and what readings ask for is done.
create function private.tick_waves() returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots;
	v_wave private.waves;
	v_block jsonb;
begin
	for v_pilot in
		select p.* from public.pilots p
		where p.stage = 'scaling' and p.id in (
				select r.pilot_id from private.wave_readings r where r.guardrails in ('at risk', 'breached', 'held') and exists (
					select 1 from private.waves w where w.pilot_id = r.pilot_id and w.state in ('planned', 'held')))
		order by p.id limit 200 for update skip locked
	loop
		perform private.apply_guardrails(v_pilot.id);
	end loop;
	for v_pilot in
		select p.* from public.pilots p
		where p.stage = 'scaling' and p.id in (select w.pilot_id from private.waves w where w.state = 'planned' and w.starts_on <= private.today())
		order by p.id limit 200 for update skip locked
	loop
		-- Those behind the first one wait for it.
		select w.* into v_wave from private.waves w
		where w.pilot_id = v_pilot.id and w.started_at is null and w.state in ('planned', 'held') order by w.position limit 1 for update;
		continue when v_wave.state <> 'planned' or v_wave.starts_on > private.today();
		v_block := private.wave_block(v_pilot, v_wave);
		if v_block is null then
			perform private.step_wave(v_wave, 'started', 'running', '', '{"by_itself": true}');
		else
			perform private.step_wave(v_wave, 'held', 'held', v_block ->> 'why', '{"by_itself": true}');
		end if;
	end loop;
end $$;

insert into private.notice_rules (record, verb, act, audience, immediate, mail_to) values
	('waves', 'planned a wave', null, '{person,lead,sponsor,evaluator}', false, null),
	('waves', 'changed a wave', null, '{person,lead,sponsor,evaluator}', false, null),
	('waves', 'removed a wave', null, '{person,lead,sponsor,evaluator}', false, null),
	('waves', 'started a wave', null, '{person,lead,sponsor,evaluator}', false, null),
	('waves', 'held a wave', null, '{person,lead,sponsor,evaluator}', true, null),
	('waves', 'released a wave', null, '{person,lead,sponsor,evaluator}', false, null),
	('waves', 'finished a wave', null, '{person,lead,sponsor,evaluator}', false, null),
	('waves', 'rolled back a wave', null, '{person,lead,sponsor,evaluator}', true, null);

grant execute on function private.start_wave, private.hold_wave, private.release_wave, private.finish_wave, private.roll_back_wave to authenticated;
grant execute on function public.start_wave, public.hold_wave, public.release_wave, public.finish_wave, public.roll_back_wave to authenticated;
