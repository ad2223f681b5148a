-- What a metric can be, held: results beyond its bounds are refused, and so are goals that a metric of its kind cannot have.

-- Why a result lies beyond what its metric can be, as { field, reason }; null where it does not. A standard deviation is largest where half
-- of the values lie at each end of the scale (Popoviciu's inequality, with n - 1); half a percent more may come of rounding.
create function private.out_of_bounds(metric public.metrics, given jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
	v_field text;
	v_value numeric;
	v_groups numeric;
	v_most numeric;
begin
	if metric.lowest is null and metric.highest is null then
		return null;
	end if;
	foreach v_field in array array['mean', 'value'] loop
		v_value := (given ->> v_field)::numeric;
		if v_value < metric.lowest then
			return jsonb_build_object('field', v_field, 'reason', format('“%s” is never below %s %s.',
				metric.name, trim_scale(metric.lowest), metric.unit));
		elsif v_value > metric.highest then
			return jsonb_build_object('field', v_field, 'reason', format('“%s” is never above %s %s.',
				metric.name, trim_scale(metric.highest), metric.unit));
		end if;
	end loop;
	foreach v_field in array array['sd', 'cluster_sd'] loop
		v_groups := (given ->> case v_field when 'sd' then 'n' else 'clusters' end)::numeric;
		continue when coalesce(v_groups, 0) < 2 or metric.lowest is null or metric.highest is null;
		v_most := (metric.highest - metric.lowest) / 2 * sqrt(v_groups / (v_groups - 1));
		if (given ->> v_field)::numeric > v_most * 1.005 then
			return jsonb_build_object('field', v_field, 'reason', format(
				'On a scale from %s to %s a standard deviation of %s values is at most %s.',
				trim_scale(metric.lowest), trim_scale(metric.highest), v_groups, trim_scale(round(v_most, 2))));
		end if;
	end loop;
	return null;
end $$;

-- Why a result cannot be logged, as before; and now also where it lies beyond what its metric can be.
create or replace function private.refusal(pilot public.pilots, given jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_label constant text := '^[[:alnum:]][[:alnum:] ./–-]{0,39}$';
	v_metric public.metrics;
	v_field text;
	v_needed text[];
	v_n numeric;
begin
	if jsonb_typeof(given) is distinct from 'object' then
		return jsonb_build_object('field', 'id', 'reason', 'A result is an object with named fields.');
	end if;
	select k into v_field from jsonb_object_keys(given) k
	where k not in ('id', 'metric_id', 'arm', 'phase', 'period', 'measured_on', 'site_id', 'stratum', 'subgroup', 'n', 'mean', 'sd',
		'events', 'exposure', 'value', 'clusters', 'cluster_sd', 'correlation', 'source', 'note', 'supersedes', 'reason')
	limit 1;
	if v_field is not null then
		return jsonb_build_object('field', v_field, 'reason', 'A result has no such field.');
	end if;
	foreach v_field in array array['id', 'metric_id', 'site_id', 'supersedes'] loop
		if given ->> v_field !~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then
			return jsonb_build_object('field', v_field, 'reason', 'This must be an id.');
		end if;
	end loop;
	if given ->> 'id' is null then
		return jsonb_build_object('field', 'id', 'reason', 'Each result needs an id made by whoever logs it.');
	end if;
	select k.* into v_metric from public.metrics k join public.pilot_goals g on g.metric_id = k.id
	where g.pilot_id = pilot.id and k.id = (given ->> 'metric_id')::uuid;
	if not found then
		return jsonb_build_object('field', 'metric_id', 'reason', 'This metric is none of the pilot''s outcome goals.');
	end if;
	if coalesce(given ->> 'arm' not in ('pilot', 'comparison'), true) then
		return jsonb_build_object('field', 'arm', 'reason', 'The arm is pilot or comparison.');
	elsif coalesce(given ->> 'phase' not in ('baseline', 'outcome'), true) then
		return jsonb_build_object('field', 'phase', 'reason', 'The phase is baseline or outcome.');
	elsif coalesce(given ->> 'period' !~ v_label, true) then
		return jsonb_build_object('field', 'period', 'reason', 'The period is a short label, such as Spring 2026.');
	elsif given ->> 'stratum' !~ v_label then
		return jsonb_build_object('field', 'stratum', 'reason', 'A stratum is a short label, such as Grade 4.');
	elsif given ->> 'stratum' is not null and v_metric.about = 'students' and not exists (
		select 1 from public.plans l where l.pilot_id = pilot.id and given ->> 'stratum' = any (l.strata)) then
		return jsonb_build_object('field', 'stratum', 'reason', 'This stratum is not in the measurement plan.');
	elsif given ->> 'subgroup' is not null and not exists (
		select 1 from public.districts d where d.id = pilot.district_id and given ->> 'subgroup' = any (d.subgroups)) then
		return jsonb_build_object('field', 'subgroup', 'reason', 'This subgroup is not in the district''s list.');
	elsif given ->> 'site_id' is not null and not exists (
		select 1 from public.sites s where s.id = (given ->> 'site_id')::uuid and s.district_id = pilot.district_id) then
		return jsonb_build_object('field', 'site_id', 'reason', 'This site is not in the district.');
	elsif not private.is_day(given ->> 'measured_on') then
		return jsonb_build_object('field', 'measured_on', 'reason', 'The date must be a day, as 2026-03-31.');
	elsif (given ->> 'measured_on')::date > private.today() then
		return jsonb_build_object('field', 'measured_on', 'reason', 'The date is in the future.');
	elsif length(given ->> 'source') > 200 or length(given ->> 'note') > 500 or length(given ->> 'reason') > 500 then
		return jsonb_build_object('field', 'note', 'reason', 'A note can have 500 characters, a source 200.');
	end if;
	foreach v_field in array array['n', 'mean', 'sd', 'events', 'exposure', 'value', 'clusters', 'cluster_sd', 'correlation'] loop
		if jsonb_typeof(given -> v_field) not in ('number', 'null') then
			return jsonb_build_object('field', v_field, 'reason', 'This must be a number.');
		elsif abs((given ->> v_field)::numeric) > 1e15 then
			return jsonb_build_object('field', v_field, 'reason', 'This number is too large to be a result.');
		elsif v_field in ('n', 'events', 'clusters') and (given ->> v_field)::numeric <> trunc((given ->> v_field)::numeric) then
			return jsonb_build_object('field', v_field, 'reason', 'This must be a whole number.');
		elsif v_field in ('n', 'events', 'clusters') and (given ->> v_field)::numeric > 2000000000 then
			return jsonb_build_object('field', v_field, 'reason', 'This number is too large to be a count.');
		end if;
	end loop;
	v_needed := case v_metric.kind
		when 'mean' then array['n', 'mean', 'sd'] when 'proportion' then array['n', 'events']
		when 'count' then array['events', 'exposure'] else array['value'] end;
	foreach v_field in array array['n', 'mean', 'sd', 'events', 'exposure', 'value'] loop
		if v_field = any (v_needed) and given ->> v_field is null then
			return jsonb_build_object('field', v_field, 'reason', format('A %s needs this number.', v_metric.kind));
		elsif not v_field = any (v_needed) and v_field <> 'n' and given ->> v_field is not null then
			return jsonb_build_object('field', v_field, 'reason', format('A %s has no such number.', v_metric.kind));
		end if;
	end loop;
	v_n := (given ->> 'n')::numeric;
	if v_n < 1 then
		return jsonb_build_object('field', 'n', 'reason', 'The group must have at least 1 member.');
	elsif v_metric.about = 'students' and coalesce(v_n, 0) < 5 then
		return jsonb_build_object('field', 'n', 'reason', 'Groups under 5 students are never stored.');
	elsif (given ->> 'sd')::numeric < 0 then
		return jsonb_build_object('field', 'sd', 'reason', 'A standard deviation cannot be negative.');
	elsif (given ->> 'events')::numeric < 0 then
		return jsonb_build_object('field', 'events', 'reason', 'Events cannot be negative.');
	elsif v_metric.kind = 'proportion' and (given ->> 'events')::numeric > v_n then
		return jsonb_build_object('field', 'events', 'reason', 'There cannot be more events than members of the group.');
	elsif (given ->> 'exposure')::numeric <= 0 then
		return jsonb_build_object('field', 'exposure', 'reason', 'Exposure must be more than 0.');
	elsif (given ->> 'clusters')::numeric < 1 or (given ->> 'clusters')::numeric > v_n then
		return jsonb_build_object('field', 'clusters', 'reason', 'Clusters are at least 1 and at most the group''s members.');
	elsif (given ->> 'cluster_sd')::numeric < 0 then
		return jsonb_build_object('field', 'cluster_sd', 'reason', 'A standard deviation cannot be negative.');
	elsif abs((given ->> 'correlation')::numeric) > 1 then
		return jsonb_build_object('field', 'correlation', 'reason', 'A correlation lies between −1 and 1.');
	elsif given ->> 'supersedes' is not null and trim(coalesce(given ->> 'reason', '')) = '' then
		return jsonb_build_object('field', 'reason', 'reason', 'A correction needs a reason.');
	end if;
	return private.out_of_bounds(v_metric, given);
end $$;

-- Refuses an outcome goal that its metric cannot have; `now` is the same goal as it stands, whose figures stay allowed.
-- The refusal names metric and field, so that a form can show it where it is mended.
create function private.check_goal(metric public.metrics, goal jsonb, now jsonb, undone text) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_name constant text := format('“%s”', metric.name);
	v_unit constant text := metric.unit;
	-- A guardrail of a mean or a share is a change, of a count or a total a level.
	v_level constant text[] := case when metric.kind in ('count', 'total') then array['target', 'guardrail_limit'] else array['target'] end;
	v_field text;
	v_value numeric;
	v_wrong text;
begin
	if now is null and metric.superseded_at is not null then
		v_wrong := format('%s has a newer version: choose that one.', v_name);
		v_field := 'metric_id';
	elsif now is null and metric.retired_at is not null then
		v_wrong := format('%s is retired and no longer offered: choose another metric.', v_name);
		v_field := 'metric_id';
	elsif metric.kind = 'total' and goal ->> 'role' in ('primary', 'key') and goal ->> 'target' is null
		and (now is null or now ->> 'target' is not null or now ->> 'role' <> goal ->> 'role') then
		v_wrong := format('%s is a total, which is judged by its target alone: set one.', v_name);
		v_field := 'target';
	end if;
	if v_wrong is not null then
		perform private.fail(422, 'metric_unfit', v_wrong || ' ' || undone, jsonb_build_object('metric_id', metric.id, 'field', v_field));
	end if;
	foreach v_field in array array['target', 'minimum_effect', 'planned_sd', 'guardrail_limit', 'margin'] loop
		v_value := (goal ->> v_field)::numeric;
		continue when v_value is null or v_value is not distinct from (now ->> v_field)::numeric;
		v_wrong := case
			when v_value = 'NaN' or abs(v_value) > 1e15 then format('This is no figure that %s could have.', v_name)
			when v_field = 'planned_sd' and metric.kind <> 'mean' then
				format('%s is a %s, whose spread follows from its figures: leave the spread empty.', v_name, metric.kind)
			when v_field = 'margin' and metric.kind = 'total' then
				format('%s is a total, and there is no interval that a margin could be held against: leave it empty.', v_name)
			when metric.kind = 'proportion' and v_field = 'target' and v_value not between 0 and 1 then
				format('%s is a share from 0 to 1: write 64 %% as 0.64.', v_name)
			when metric.kind = 'proportion' and v_field <> 'planned_sd' and abs(v_value) > 1 then
				format('A change of %s is a share too: write 5 %% as 0.05.', v_name)
			when metric.kind = 'count' and v_field = any (v_level) and v_value < 0 then format('%s is a count, and never below 0.', v_name)
			when v_field = any (v_level) and v_value < metric.lowest then
				format('%s is never below %s %s.', v_name, trim_scale(metric.lowest), v_unit)
			when v_field = any (v_level) and v_value > metric.highest then
				format('%s is never above %s %s.', v_name, trim_scale(metric.highest), v_unit)
			when v_field = 'planned_sd' and v_value > (metric.highest - metric.lowest) / 2 * 1.005 then
				format('%s lies between %s and %s, so that its spread is at most %s.', v_name, trim_scale(metric.lowest),
					trim_scale(metric.highest), trim_scale((metric.highest - metric.lowest) / 2))
			when not v_field = any (v_level) and abs(v_value) > metric.highest - metric.lowest then
				format('%s lies between %s and %s, and cannot change by more than that.', v_name, trim_scale(metric.lowest),
					trim_scale(metric.highest))
			end;
		if v_wrong is not null then
			perform private.fail(422, 'metric_unfit', v_wrong || ' ' || undone, jsonb_build_object('metric_id', metric.id, 'field', v_field));
		end if;
	end loop;
end $$;

-- What is wrong with a plan, whoever saves it and when, as before; and now also what its metrics say. `undone` says what did not happen.
create or replace function private.check_plan(pilot uuid, plan jsonb, goals jsonb, undone text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_one record;
begin
	-- Whoever changes one of these metrics meanwhile waits until the plan stands, or the plan until it is changed.
	perform 1 from public.metrics k where k.id in (select (g.value ->> 'metric_id')::uuid from jsonb_array_elements(goals) g)
	order by k.id for key share;
	if exists (
		select 1 from jsonb_array_elements_text(coalesce(nullif(plan -> 'strata', 'null'), '[]')) s
		where s.value !~ '^[[:alnum:]][[:alnum:] ./–-]{0,39}$') then
		perform private.fail(422, 'no_label', 'A stratum is a short label, such as Grade 4. ' || undone);
	elsif (select count(*) from jsonb_array_elements(goals) g where g.value ->> 'role' = 'primary') > 1 then
		perform private.fail(422, 'one_primary', 'A pilot has exactly one primary outcome. ' || undone);
	elsif (select count(*) from jsonb_array_elements(goals) g where g.value ->> 'role' = 'key') > 2 then
		perform private.fail(422, 'two_key', 'A pilot has at most two key outcomes. ' || undone);
	elsif (select count(g.value ->> 'metric_id') > count(distinct g.value ->> 'metric_id') from jsonb_array_elements(goals) g) then
		perform private.fail(422, 'twice', 'Each metric is in the plan once. ' || undone);
	elsif exists (
		select 1 from private.measurements m where m.pilot_id = pilot and m.metric_id not in (
			select (g.value ->> 'metric_id')::uuid from jsonb_array_elements(goals) g)) then
		perform private.fail(422, 'has_results', 'An outcome that has results already cannot be dropped. ' || undone);
	elsif exists (
		select 1 from jsonb_array_elements(goals) g where (g.value ->> 'objective_id')::uuid not in (
			select o.objective_id from public.pilot_objectives o where o.pilot_id = check_plan.pilot)) then
		perform private.fail(422, 'other_objective', 'An outcome goal serves one of the pilot''s own objectives. ' || undone);
	end if;
	for v_one in
		select k.id, g.value as goal, k as metric, to_jsonb(x) as now
		from jsonb_array_elements(goals) with ordinality g (value, place)
		join public.metrics k on k.id = (g.value ->> 'metric_id')::uuid
		join public.pilots p on p.id = check_plan.pilot and p.district_id = k.district_id
		left join public.pilot_goals x on x.pilot_id = p.id and x.metric_id = k.id
		order by g.place
	loop
		perform private.check_goal(v_one.metric, v_one.goal, v_one.now, undone);
	end loop;
end $$;
