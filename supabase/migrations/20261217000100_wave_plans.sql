-- Planning how a pilot comes to more sites: waves with their sites, days, training, licences, budget and owner. Each wave starts
-- after the one before it; each site is in one wave. What happened to a wave is kept, whatever becomes of the plan.

create table private.wave_plans (
	pilot_id uuid not null,
	district_id uuid not null references public.districts (id),
	roll_back_on_breach boolean not null default false,
	answered_reading text,
	revision int not null default 1,
	changed_at timestamptz not null default private.now(),
	changed_by uuid,
	primary key (pilot_id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (changed_by, district_id) references public.people (id, district_id)
);
comment on table private.wave_plans is 'What holds for all waves of a pilot.';
comment on column private.wave_plans.roll_back_on_breach is 'Whether waves that run are rolled back by themselves when a guardrail is beyond its limit.';
comment on column private.wave_plans.answered_reading is 'The reading that brought the pilot before the cabinet last: the same one does so once.';
comment on column private.wave_plans.revision is 'Of the waves and their order.';

create table private.wave_events (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	wave_id uuid not null,
	kind text not null check (kind in ('started', 'held', 'released', 'finished', 'rolled back')),
	reason text not null default '' check (length(reason) <= 2000),
	sites text[] not null default '{}',
	reading text,
	at timestamptz not null default private.now(),
	by uuid,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (by, district_id) references public.people (id, district_id)
);
comment on table private.wave_events is 'What happened to a wave, by whom (nobody where it happened by itself) and why. Never changed, and kept where the wave is removed.';
comment on column private.wave_events.sites is 'The names of its sites then: those of a wave that was rolled back may be planned anew.';
comment on column private.wave_events.reading is 'Of a wave that the cabinet let go on although a guardrail held it: for which reading.';

create index on private.wave_plans (district_id);
create index on private.wave_plans (changed_by, district_id);
create index on private.wave_events (pilot_id, district_id);
create index on private.wave_events (wave_id, district_id);
create index on private.wave_events (by, district_id);
create index on private.wave_events (district_id);

create trigger kept before update or delete on private.wave_events
	for each row execute function private.refuse_change();

-- Who plans: the lead of the team among them, since a plan decides nothing.
create function private.require_wave_planner(pilot public.pilots, person uuid, undone text) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	c_planners constant text[] := '{sponsor,lead,admin,evaluator}';
begin
	if not private.parts(pilot.id, person, true) && c_planners then
		perform private.fail(403, 'not_yours', 'Waves are planned by the sponsor, the lead, the evaluator or the AI office. ' || undone);
	elsif not private.parts(pilot.id, person) && c_planners then
		perform private.refuse_kept_out(pilot.id, person, 'somebody else has to plan this. ' || undone);
	elsif pilot.stage <> 'scaling' then
		perform private.fail(409, 'not_now', format('Waves are planned while a pilot is in scaling; this one is in %s. ', pilot.stage) || undone);
	end if;
end $$;

-- A wave that the caller may see, with its pilot locked first.
create function private.locked_wave(wave uuid) returns private.waves
language plpgsql security definer set search_path = ''
as $$
declare
	v_wave private.waves;
begin
	select w.* into v_wave from private.waves w where w.id = wave and w.district_id = private.district_id();
	if not found then
		if private.person_id() is null then
			perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
		end if;
		perform private.fail(404, 'no_such_wave', 'There is no such wave in your district. Nothing was changed.');
	end if;
	perform private.locked_pilot(v_wave.pilot_id);
	select w.* into v_wave from private.waves w where w.id = wave and w.district_id = v_wave.district_id for update;
	if v_wave.id is null then
		perform private.fail(404, 'no_such_wave', 'This wave was removed in the meantime. Nothing was changed.');
	end if;
	return v_wave;
end $$;

-- The plan of a pilot, there from the first wave on, one revision further.
create function private.touch_wave_plan(pilot public.pilots, person uuid) returns void
language sql security definer set search_path = ''
as $$
	insert into private.wave_plans as p (pilot_id, district_id, changed_by) values (pilot.id, pilot.district_id, person)
	on conflict (pilot_id, district_id) do update set revision = p.revision + 1, changed_at = private.now(), changed_by = excluded.changed_by
$$;

create function private.wave_sites_named(wave uuid) returns text[]
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select coalesce(array_agg(s.name order by s.name), '{}') from private.wave_sites x join public.sites s on s.id = x.site_id
		where x.wave_id = wave);
end $$;

create function private.note_wave(wave private.waves, verb text, facts jsonb default '{}') returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.note_activity(wave.district_id, wave.pilot_id, 'waves', wave.id, verb,
		jsonb_build_object('name', wave.name, 'person_id', wave.owner_id) || facts);
end $$;

create function private.wave_number(fields jsonb, key text, label text, most numeric) returns numeric
language plpgsql stable set search_path = ''
as $$
declare
	v_number numeric;
begin
	if coalesce(jsonb_typeof(fields -> key), 'null') not in ('number', 'null') then
		perform private.fail(422, 'wrong_number', label || ' is a number. Nothing was saved.', jsonb_build_object('field', key));
	end if;
	v_number := (fields ->> key)::numeric;
	if v_number not between 0 and most then
		perform private.fail(422, 'wrong_number', format('%s is between 0 and %s. Nothing was saved.', label, to_char(most, 'FM999,999,999,999')),
			jsonb_build_object('field', key));
	end if;
	return v_number;
end $$;

create function private.wave_day(fields jsonb, key text, label text) returns date
language plpgsql stable set search_path = ''
as $$
begin
	if coalesce(fields ->> key, '') = '' then
		return null;
	elsif not private.is_day(fields ->> key) then
		perform private.fail(422, 'no_day', label || ' is written like 2026-08-17. Nothing was saved.', jsonb_build_object('field', key));
	end if;
	return (fields ->> key)::date;
end $$;

-- Saves a wave under the id that its form came with: `seen` is 0 for a new one, otherwise the revision that was read. Fields: name,
-- starts_on, ends_on, training_by, owner (a person), sites (ids), licences, budget (dollars a year). What runs keeps its start and
-- its sites; what is over stays as it is. Answers the id.
create function private.save_wave(pilot uuid, wave uuid, fields jsonb, seen int) returns uuid
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_old private.waves;
	v_new private.waves;
	v_sites uuid[];
	v_before private.waves;
	v_after private.waves;
	v_taken record;
	v_last record;
	c_undone constant text := 'Nothing was saved.';
begin
	perform private.require_wave_planner(v_pilot, v_me, c_undone);
	if wave is null then
		perform private.fail(400, 'no_wave', 'A wave has an id. ' || c_undone);
	end if;
	perform private.known_fields(fields, '{"name": {"label": "The name", "most": 120}, "starts_on": {}, "ends_on": {}, "training_by": {},
		"licences": {}, "budget": {}, "owner": {}, "sites": {}}');
	select w.* into v_old from private.waves w where w.id = wave and w.district_id = v_pilot.district_id for update;
	if v_old.id is not null and v_old.pilot_id <> pilot then
		perform private.fail(409, 'other_wave', 'Another wave has this id. ' || c_undone);
	elsif v_old.id is null and coalesce(seen, 0) <> 0 then
		perform private.fail(404, 'no_such_wave', 'This wave was removed in the meantime. ' || c_undone);
	elsif v_old.id is not null and seen = 0 and v_old.revision = 1 and v_old.planned_by = v_me
		and (v_old.name, v_old.starts_on::text) is not distinct from (trim(fields ->> 'name'), fields ->> 'starts_on') then
		-- Sent twice, saved once.
		return wave;
	elsif v_old.id is not null and v_old.revision is distinct from seen then
		select p.name, a.at into v_last from public.activity a left join public.people p on p.id = a.actor_id
		where a.record_id = wave and a.record = 'waves' order by a.id desc limit 1;
		perform private.fail(409, 'changed_meanwhile', format('%s changed this wave in the meantime. Nothing of yours was saved.', coalesce(v_last.name, 'Somebody')),
			jsonb_build_object('by', v_last.name, 'at', v_last.at, 'revision', v_old.revision));
	elsif v_old.state in ('done', 'rolled back') then
		perform private.fail(409, 'wave_over', format('This wave is %s: it stays as it is. ', v_old.state) || c_undone);
	end if;

	v_new := v_old;
	v_new.name := trim(regexp_replace(coalesce(fields ->> 'name', ''), '\s+', ' ', 'g'));
	v_new.starts_on := private.wave_day(fields, 'starts_on', 'The first day');
	v_new.ends_on := private.wave_day(fields, 'ends_on', 'The last day');
	v_new.training_by := private.wave_day(fields, 'training_by', 'The day of training');
	v_new.licences := round(private.wave_number(fields, 'licences', 'The count of licences', 1000000));
	v_new.budget := private.wave_number(fields, 'budget', 'The budget', 1000000000);
	begin
		v_new.owner_id := nullif(fields ->> 'owner', '')::uuid;
		v_sites := array(select distinct x::uuid from jsonb_array_elements_text(
			case when jsonb_typeof(fields -> 'sites') = 'array' then fields -> 'sites' else '[]' end) x order by 1);
	exception when invalid_text_representation then
		perform private.fail(422, 'wrong_value', 'The owner or a site is none. ' || c_undone, '{"field": "sites"}');
	end;

	if v_new.name = '' then
		perform private.fail(422, 'no_name', 'Give the wave a name. ' || c_undone, '{"field": "name"}');
	elsif v_new.starts_on is null then
		perform private.fail(422, 'no_day', 'Say on which day it starts. ' || c_undone, '{"field": "starts_on"}');
	elsif v_new.ends_on is null then
		perform private.fail(422, 'no_day', 'Say on which day it ends. ' || c_undone, '{"field": "ends_on"}');
	elsif v_new.ends_on < v_new.starts_on then
		perform private.fail(422, 'wrong_date', format('It ends on %s, before it starts on %s. ', v_new.ends_on, v_new.starts_on) || c_undone, '{"field": "ends_on"}');
	elsif v_new.ends_on > private.today() + 1826 then
		perform private.fail(422, 'wrong_date', 'A wave ends within five years. ' || c_undone, '{"field": "ends_on"}');
	elsif v_new.training_by > v_new.starts_on then
		perform private.fail(422, 'wrong_date', format('People are to be trained by %s, after it starts on %s. ', v_new.training_by, v_new.starts_on) || c_undone, '{"field": "training_by"}');
	elsif v_old.started_at is not null and (v_new.starts_on, v_sites) is distinct from
		(v_old.starts_on, array(select x.site_id from private.wave_sites x where x.wave_id = wave order by 1)) then
		perform private.fail(409, 'wave_started', 'This wave has started: its first day and its sites stay as they are. ' || c_undone, '{"field": "starts_on"}');
	elsif v_new.starts_on < private.today() and v_new.starts_on is distinct from v_old.starts_on then
		perform private.fail(422, 'wrong_date', format('It starts today or later, not on %s. ', v_new.starts_on) || c_undone, '{"field": "starts_on"}');
	elsif cardinality(v_sites) = 0 then
		perform private.fail(422, 'no_site', 'Choose at least one site. ' || c_undone, '{"field": "sites"}');
	elsif (select count(*) from public.sites s where s.id = any (v_sites) and s.district_id = v_pilot.district_id) < cardinality(v_sites) then
		perform private.fail(422, 'wrong_site', 'One of these sites is not of your district. ' || c_undone, '{"field": "sites"}');
	end if;
	select s.name as site, w.name into v_taken from private.wave_sites x
	join private.waves w on w.id = x.wave_id and w.state <> 'rolled back' join public.sites s on s.id = x.site_id
	where x.pilot_id = pilot and x.site_id = any (v_sites) and x.wave_id <> wave order by s.name limit 1;
	if found then
		perform private.fail(409, 'site_taken', format('%s is in the wave “%s” already, and each site is in one. ', v_taken.site, v_taken.name) || c_undone,
			'{"field": "sites"}');
	end if;
	select s.name as site, s.closed_on into v_taken from public.sites s
	where s.id = any (v_sites) and s.closed_on <= v_new.starts_on and v_old.started_at is null order by s.name limit 1;
	if found then
		perform private.fail(422, 'site_closed', format('%s closes on %s, before this wave starts. ', v_taken.site, v_taken.closed_on) || c_undone, '{"field": "sites"}');
	end if;
	if not coalesce(private.stays(v_new.owner_id, v_pilot.district_id), false)
		or not (select private.sees(v_pilot, p.id, p.outside) from public.people p where p.id = v_new.owner_id) then
		perform private.fail(422, 'wrong_person', 'Its owner is somebody who is active in the district. ' || c_undone, '{"field": "owner"}');
	end if;

	if v_new.owner_id is distinct from v_old.owner_id and exists (
		select 1 from public.recusals c where c.pilot_id = v_pilot.id and c.person_id = v_new.owner_id) then
		perform private.fail(422, 'wrong_person', 'They recused themselves from this pilot: choose somebody else. ' || c_undone, '{"field": "owner"}');
	end if;

	-- A new one comes after those that are there.
	v_new.position := coalesce(v_old.position, (select coalesce(max(w.position), 0) + 1 from private.waves w where w.pilot_id = pilot));
	select w.* into v_before from private.waves w
	where w.pilot_id = pilot and w.position < v_new.position and w.state <> 'rolled back' order by w.position desc limit 1;
	select w.* into v_after from private.waves w
	where w.pilot_id = pilot and w.position > v_new.position and w.state <> 'rolled back' order by w.position limit 1;
	if v_new.starts_on <= v_before.starts_on then
		perform private.fail(422, 'too_early', format('It would start on %s, and “%s”, on which it depends, starts on %s: choose a later day. ',
			v_new.starts_on, v_before.name, v_before.starts_on) || c_undone, jsonb_build_object('field', 'starts_on', 'starts_on', v_new.starts_on,
			'before', v_before.starts_on));
	elsif v_new.starts_on >= v_after.starts_on then
		perform private.fail(422, 'too_late', format('It would start on %s, and “%s”, which depends on it, starts on %s: choose an earlier day. ',
			v_new.starts_on, v_after.name, v_after.starts_on) || c_undone, jsonb_build_object('field', 'starts_on', 'starts_on', v_new.starts_on,
			'after', v_after.starts_on));
	end if;

	insert into private.waves as w (id, district_id, pilot_id, position, name, starts_on, ends_on, training_by, licences, budget, owner_id, planned_by)
	values (wave, v_pilot.district_id, pilot, v_new.position, v_new.name, v_new.starts_on, v_new.ends_on, v_new.training_by, v_new.licences,
		v_new.budget, v_new.owner_id, v_me)
	on conflict (id, district_id) do update set name = excluded.name, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
		training_by = excluded.training_by, licences = excluded.licences, budget = excluded.budget, owner_id = excluded.owner_id,
		revision = w.revision + 1
	returning w.* into v_new;
	delete from private.wave_sites x where x.wave_id = wave and not x.site_id = any (v_sites);
	-- A site of a wave that was rolled back is planned anew: that wave keeps in its history which sites it had.
	insert into private.wave_sites as x (wave_id, site_id, pilot_id, district_id) select wave, s, pilot, v_pilot.district_id from unnest(v_sites) s
	on conflict (pilot_id, site_id, district_id) do update set wave_id = excluded.wave_id;
	perform private.touch_wave_plan(v_pilot, v_me);
	perform private.note_wave(v_new, case when v_old.id is null then 'planned a wave' else 'changed a wave' end,
		jsonb_build_object('starts_on', v_new.starts_on, 'sites', cardinality(v_sites))
			|| case when v_old.id is null or v_old.owner_id = v_new.owner_id then '{}' else jsonb_build_object('passed_on', true) end);
	return wave;
end $$;

create function public.save_wave(pilot uuid, wave uuid, fields jsonb, seen int) returns uuid
language sql security invoker set search_path = ''
as $$ select private.save_wave(pilot, wave, fields, seen) $$;

-- Saves several new waves, all of them or none: each with its id and fields as `save_wave` takes them. `seen` is the revision of the plan.
create function private.plan_waves(pilot uuid, waves jsonb, seen int) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_revision int := coalesce((select p.revision from private.wave_plans p where p.pilot_id = plan_waves.pilot), 0);
	v_one jsonb;
	c_undone constant text := 'Nothing was saved.';
begin
	perform private.require_wave_planner(v_pilot, private.person_id(), c_undone);
	if v_revision is distinct from seen then
		perform private.fail(409, 'changed_meanwhile', 'Somebody changed the waves in the meantime. ' || c_undone, jsonb_build_object('revision', v_revision));
	elsif coalesce(jsonb_typeof(waves), '') <> 'array' or jsonb_array_length(waves) not between 1 and 20 then
		perform private.fail(422, 'no_waves', 'Plan between 1 and 20 waves at once. ' || c_undone);
	end if;
	for v_one in select w.value from jsonb_array_elements(waves) w loop
		begin
			perform private.save_wave(pilot, (v_one ->> 'id')::uuid, v_one -> 'fields', 0);
		exception when invalid_text_representation then
			perform private.fail(400, 'no_wave', 'A wave has an id. ' || c_undone);
		end;
	end loop;
end $$;

create function public.plan_waves(pilot uuid, waves jsonb, seen int) returns void
language sql security invoker set search_path = ''
as $$ select private.plan_waves(pilot, waves, seen) $$;

-- Takes a wave that has not started off the plan.
create function private.remove_wave(wave uuid, seen int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_wave private.waves := private.locked_wave(wave);
	v_pilot public.pilots := private.seen_pilot(v_wave.pilot_id);
	c_undone constant text := 'Nothing was removed.';
begin
	perform private.require_wave_planner(v_pilot, private.person_id(), c_undone);
	if v_wave.state <> 'planned' then
		perform private.fail(409, 'not_planned', format('Only a wave that is planned is removed; this one is %s. ', v_wave.state) || c_undone);
	elsif v_wave.revision is distinct from seen then
		perform private.fail(409, 'changed_meanwhile', 'Somebody changed this wave in the meantime. ' || c_undone, jsonb_build_object('revision', v_wave.revision));
	end if;
	delete from private.waves w where w.id = wave and w.district_id = v_wave.district_id;
	perform private.touch_wave_plan(v_pilot, private.person_id());
	perform private.note_wave(v_wave, 'removed a wave');
end $$;

create function public.remove_wave(wave uuid, seen int) returns void
language sql security invoker set search_path = ''
as $$ select private.remove_wave(wave, seen) $$;

-- Puts the waves that have not started into another order: days stay where they are in the plan, and each wave takes those of its new
-- place, so that none ever starts before the one that it depends on. `waves` are all of those, the first one first; `seen` is the
-- revision of the plan that was read.
create function private.order_waves(pilot uuid, waves uuid[], seen int) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_open uuid[];
	v_revision int := (select p.revision from private.wave_plans p where p.pilot_id = order_waves.pilot);
	c_undone constant text := 'Nothing was changed.';
begin
	perform private.require_wave_planner(v_pilot, v_me, c_undone);
	if v_revision is distinct from seen then
		perform private.fail(409, 'changed_meanwhile', 'Somebody changed the waves in the meantime. ' || c_undone, jsonb_build_object('revision', v_revision));
	end if;
	v_open := array(select w.id from private.waves w
		where w.pilot_id = order_waves.pilot and w.started_at is null and w.state in ('planned', 'held') order by w.position);
	if array(select x from unnest(waves) x order by 1) is distinct from array(select x from unnest(v_open) x order by 1) then
		perform private.fail(422, 'not_these', 'The order names each wave that has not started, once. ' || c_undone);
	elsif exists (select 1 from private.waves w where w.id = any (v_open) and w.state = 'held') then
		perform private.fail(409, 'wave_held', 'A wave is held: settle that before the order is changed. ' || c_undone);
	end if;
	with slots as (
		select w.position, w.starts_on, w.ends_on, w.training_by, row_number() over (order by w.position) as place
		from private.waves w where w.id = any (v_open)
	)
	update private.waves w set position = s.position, starts_on = s.starts_on, ends_on = s.ends_on, training_by = s.training_by, revision = w.revision + 1
	from unnest(waves) with ordinality x (id, place) join slots s on s.place = x.place
	where w.id = x.id and w.district_id = v_pilot.district_id and w.position <> s.position;
	perform private.touch_wave_plan(v_pilot, v_me);
	perform private.note_activity(v_pilot.district_id, pilot, 'waves', null, 'ordered the waves');
end $$;

create function public.order_waves(pilot uuid, waves uuid[], seen int) returns void
language sql security invoker set search_path = ''
as $$ select private.order_waves(pilot, waves, seen) $$;

-- Whether a guardrail beyond its limit rolls back what runs, by itself.
create function private.choose_on_breach(pilot uuid, roll_back boolean, seen int) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_plan private.wave_plans;
	c_undone constant text := 'Nothing was saved.';
begin
	if not private.parts(pilot, v_me, true) && '{sponsor,admin}' then
		perform private.fail(403, 'not_yours', 'The sponsor or the AI office chooses this. ' || c_undone);
	end if;
	perform private.refuse_kept_out(pilot, v_me, 'somebody else has to choose this. ' || c_undone);
	select p.* into v_plan from private.wave_plans p where p.pilot_id = choose_on_breach.pilot for update;
	if v_pilot.stage <> 'scaling' then
		perform private.fail(409, 'not_now', format('This is chosen while a pilot is in scaling; this one is in %s. ', v_pilot.stage) || c_undone);
	elsif roll_back is null then
		perform private.fail(422, 'no_choice', 'Choose what happens. ' || c_undone, '{"field": "roll_back"}');
	elsif coalesce(v_plan.revision, 0) is distinct from seen then
		perform private.fail(409, 'changed_meanwhile', 'Somebody changed the waves in the meantime. ' || c_undone, jsonb_build_object('revision', v_plan.revision));
	elsif coalesce(v_plan.roll_back_on_breach, false) = roll_back then
		return;
	end if;
	perform private.touch_wave_plan(v_pilot, v_me);
	update private.wave_plans p set roll_back_on_breach = roll_back where p.pilot_id = choose_on_breach.pilot;
	perform private.note_activity(v_pilot.district_id, pilot, 'waves', null, 'chose what a breach does', jsonb_build_object('roll_back', roll_back));
end $$;

create function public.choose_on_breach(pilot uuid, roll_back boolean, seen int) returns void
language sql security invoker set search_path = ''
as $$ select private.choose_on_breach(pilot, roll_back, seen) $$;

grant execute on function private.save_wave, private.plan_waves, private.remove_wave, private.order_waves, private.choose_on_breach to authenticated;
grant execute on function public.save_wave, public.plan_waves, public.remove_wave, public.order_waves, public.choose_on_breach to authenticated;
