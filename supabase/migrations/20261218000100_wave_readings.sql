-- What the results of the waves say, as the server computes it from group summaries and from when each wave began. Nobody but the
-- server's own key writes it, and what small groups would give away is withheld as it is in the analysis of a pilot.

-- When a pilot last came to scaling: its results since then are those of the waves. Null where it never did.
create function private.scaling_since(pilot uuid) returns timestamptz
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	return (select max(c.at) from public.stage_changes c where c.pilot_id = scaling_since.pilot and c.to_stage = 'scaling');
end $$;

-- The waves as a reading takes them: when each began at its sites, and from when on it was rolled back. What holds a wave is left out,
-- since a reading may itself hold one.
create function private.waves_read(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'position', w.position, 'name', w.name, 'planned_on', w.starts_on,
			'started_on', (w.started_at at time zone 'UTC')::date,
			'stopped_on', case when w.state = 'rolled back' then (w.state_since at time zone 'UTC')::date end,
			-- A site of a wave that was rolled back may be in a later one by now, and what it showed in the first is of that.
			'licences', w.licences, 'sites', to_jsonb(coalesce(case when w.state = 'rolled back' then (
				select e.sites from private.wave_events e where e.wave_id = w.id and e.kind = 'rolled back' order by e.at desc, e.id limit 1)
				end, private.wave_sites_named(w.id)))) order by w.position, w.id), '[]')
		from private.waves w where w.pilot_id = waves_read.pilot);
end $$;

-- Says the same as long as wave_input does, without reading a row's numbers.
create function private.wave_stamp(pilot uuid) returns text
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	return md5(jsonb_build_array(private.evidence_stamp(pilot), private.waves_read(pilot), private.scaling_since(pilot))::text);
end $$;

-- Everything that a reading of the waves is computed from; null while the pilot neither scales nor is adopted. For the server's own key alone.
create function private.wave_input(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	-- Before the rows are read: a result that comes in meanwhile makes it old.
	v_stamp text := private.wave_stamp(pilot);
begin
	if not exists (select 1 from public.pilots p where p.id = wave_input.pilot and p.stage in ('scaling', 'adopted')) then
		return null;
	end if;
	return private.evidence_input(pilot) || jsonb_build_object('waves', private.waves_read(pilot), 'fingerprint', v_stamp,
		'scaling_since', (private.scaling_since(pilot) at time zone 'UTC')::date);
end $$;

create function public.wave_input(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.wave_input(pilot) $$;

-- Keeps what the server computed, while the pilot scales or is adopted. For the server's own key alone. An adopted pilot of which a
-- guardrail is breached comes before the cabinet by itself.
create function private.store_wave_reading(pilot uuid, fingerprint text, guardrails text, complete jsonb, shown jsonb) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots;
	v_was text;
begin
	select p.* into v_pilot from public.pilots p
	where p.id = store_wave_reading.pilot and p.stage in ('scaling', 'adopted') for no key update;
	if not found then
		return;
	end if;
	select r.guardrails into v_was from private.wave_readings r where r.pilot_id = v_pilot.id;
	insert into private.wave_readings as r (pilot_id, district_id, fingerprint, guardrails, complete, shown)
	values (v_pilot.id, v_pilot.district_id, store_wave_reading.fingerprint, store_wave_reading.guardrails, store_wave_reading.complete, store_wave_reading.shown)
	on conflict on constraint wave_readings_pkey do update set fingerprint = excluded.fingerprint, guardrails = excluded.guardrails,
		computed_at = case when r.complete = excluded.complete then r.computed_at else private.now() end,
		complete = excluded.complete, shown = excluded.shown;
	if store_wave_reading.guardrails = 'breached' and v_was is distinct from 'breached' then
		perform private.note_activity(v_pilot.district_id, v_pilot.id, 'wave_readings', v_pilot.id, 'found a guardrail breached');
		if v_pilot.stage = 'adopted' then
			perform private.back_to_decision(v_pilot, 'A guardrail is beyond its limit.');
		end if;
	end if;
end $$;

create function public.store_wave_reading(pilot uuid, fingerprint text, guardrails text, complete jsonb, shown jsonb) returns void
language sql security invoker set search_path = ''
as $$ select private.store_wave_reading(pilot, fingerprint, guardrails, complete, shown) $$;

-- Brings a pilot that scales or is adopted before the cabinet by itself, with its reason. The caller has locked it.
create function private.back_to_decision(pilot public.pilots, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.move_pilot(pilot, m, reason) from public.moves m
	where m.from_stage = pilot.stage and m.to_stage = 'decision' and m.act = 'review';
end $$;

-- The reading as this caller may see it, and whether it still stands on the results of today. Null where there is none yet.
create function private.wave_reading(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_everything boolean := private.sees_small_cells(pilot);
begin
	return (
		select jsonb_build_object('reading', case when v_everything then r.complete else r.shown end, 'guardrails', r.guardrails,
			'computed_at', r.computed_at, 'everything', v_everything, 'current', r.fingerprint = private.wave_stamp(v_pilot.id))
		from private.wave_readings r where r.pilot_id = v_pilot.id);
end $$;

create function public.wave_reading(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.wave_reading(pilot) $$;

-- Pilots that scale or are adopted, and have no reading of what is there now. For the server's own key alone.
create function private.outdated_wave_readings(most int) returns setof uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select p.id from public.pilots p left join private.wave_readings r on r.pilot_id = p.id
	where p.stage in ('scaling', 'adopted') and (r.pilot_id is null or r.fingerprint <> private.wave_stamp(p.id))
	order by r.computed_at nulls first, p.id limit least(outdated_wave_readings.most, 100);
end $$;

create function public.outdated_wave_readings(most int default 20) returns setof uuid
language sql stable security invoker set search_path = ''
as $$ select private.outdated_wave_readings(most) $$;

-- Adopting asks that every guardrail held, by results of since it scaled and none that came later.
create function private.criterion_guardrails_held(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_guardrails int := (select count(*) from public.pilot_goals g where g.pilot_id = pilot.id and g.role = 'guardrail');
	v_read private.wave_readings;
	v_current boolean := false;
begin
	if v_guardrails > 0 then
		select r.* into v_read from private.wave_readings r where r.pilot_id = pilot.id;
		v_current := coalesce(v_read.fingerprint = private.wave_stamp(pilot.id), false);
	end if;
	return jsonb_build_object('met', v_guardrails = 0 or (v_current and v_read.guardrails = 'held'), 'guardrails', v_guardrails,
		'read', v_read.guardrails, 'current', v_current);
end $$;

insert into private.notice_rules (record, verb, act, audience, immediate, mail_to) values
	('wave_readings', 'found a guardrail breached', null, '{team,assignments,admins}', true, '{assignments,admins}');

grant execute on function private.wave_input, public.wave_input, private.store_wave_reading, public.store_wave_reading,
	private.outdated_wave_readings, public.outdated_wave_readings to service_role;
grant execute on function private.wave_reading, public.wave_reading to authenticated;
