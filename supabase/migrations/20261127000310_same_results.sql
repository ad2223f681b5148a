-- A result that is sent again is answered as already there. Whoever is not told of it is not told that either.

-- Whether somebody knows all numbers of a result: they logged it, or they are told each of them. Only then may they hear that what
-- they send is the same, or guesses could be tried until one is.
create function private.told_whole(result private.measurements, parts text[]) returns boolean
language sql stable security definer set search_path = ''
as $$
	select result.logged_by = private.person_id() or parts && array['evaluator', 'admin'] or (
		not exists (select 1 from private.measurements later where later.supersedes = result.id)
		and result.id not in (select private.withheld(result.pilot_id))
		and not exists (
			select 1 from public.metrics k
			where k.id = result.metric_id and k.kind = 'proportion' and k.about <> 'things'
				and (result.events <= greatest(1, floor(result.n * 0.05)) or result.events >= least(result.n - 1, ceil(result.n * 0.95)))))
$$;

create or replace function private.log_measurements(pilot uuid, given_rows jsonb) returns jsonb
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_parts text[] := private.parts(pilot, private.person_id());
	v_row jsonb;
	v_no jsonb;
	v_content text;
	v_state text;
	v_old private.measurements;
	v_new private.measurements[] := '{}';
	v_one private.measurements;
	v_answers jsonb := '[]';
	v_bad boolean := false;
begin
	if not v_parts && array['lead', 'data collector', 'evaluator'] then
		perform private.fail(403, 'not_yours', 'Results are logged by the pilot''s evaluator, lead or data collector. Nothing was logged.');
	elsif v_pilot.stage not in ('vetting', 'experiment', 'scaling', 'adopted') then
		perform private.fail(409, 'not_now', format('A pilot takes no results while it is in %s. Nothing was logged.', v_pilot.stage));
	elsif jsonb_typeof(given_rows) is distinct from 'array' or jsonb_array_length(given_rows) not between 1 and 500 then
		perform private.fail(400, 'no_rows', 'Send an array of 1 to 500 results. Nothing was logged.');
	end if;
	for v_row in select value from jsonb_array_elements(given_rows) loop
		v_state := 'logged';
		v_no := private.refusal(v_pilot, v_row);
		if v_no is null then
			-- Nulls and the order of keys make no other content.
			v_content := md5(jsonb_strip_nulls(v_row - 'id')::text);
			select m.* into v_old from private.measurements m where m.id = (v_row ->> 'id')::uuid;
			if found then
				if v_old.pilot_id = pilot and v_old.content = v_content and private.told_whole(v_old, v_parts) then
					v_state := 'already there';
				else
					v_state := 'conflict';
					v_no := jsonb_build_object('field', 'id', 'reason', 'Another result has this id already.');
				end if;
			else
				v_one := jsonb_populate_record(null::private.measurements, jsonb_strip_nulls(v_row) || jsonb_build_object(
					'district_id', v_pilot.district_id, 'pilot_id', pilot, 'logged_by', private.person_id(),
					'logged_at', private.now(), 'content', v_content));
				v_one.source := coalesce(v_one.source, '');
				v_one.note := coalesce(v_one.note, '');
				v_one.reason := coalesce(v_one.reason, '');
				if v_one.supersedes is not null then
					perform 1 from private.live_measurements m
					where m.id = v_one.supersedes and m.pilot_id = pilot and m.metric_id = v_one.metric_id;
					if not found then
						v_no := jsonb_build_object('field', 'supersedes', 'reason', 'The result to correct is not there, or was corrected already.');
					elsif not 'evaluator' = any (v_parts) and exists (
						select 1 from private.acceptances a where a.measurement_id = v_one.supersedes) then
						v_no := jsonb_build_object('field', 'supersedes', 'reason', 'The evaluator accepted this result, so the evaluator corrects it.');
					end if;
				end if;
				if v_no is null and (
					exists (
						select 1 from private.live_measurements m
						where m.pilot_id = pilot and m.id is distinct from v_one.supersedes
							and (m.metric_id, m.arm, m.phase, m.period) = (v_one.metric_id, v_one.arm, v_one.phase, v_one.period)
							and (m.site_id, m.stratum, m.subgroup) is not distinct from (v_one.site_id, v_one.stratum, v_one.subgroup))
					or exists (
						select 1 from unnest(v_new) m
						where m.id = v_one.id or m.supersedes = v_one.supersedes
							or ((m.metric_id, m.arm, m.phase, m.period) = (v_one.metric_id, v_one.arm, v_one.phase, v_one.period)
								and (m.site_id, m.stratum, m.subgroup) is not distinct from (v_one.site_id, v_one.stratum, v_one.subgroup))))
				then
					v_no := jsonb_build_object('field', 'period', 'reason', 'There is a result for this group and period already: correct that one instead.');
				end if;
				if v_no is null then
					v_new := v_new || v_one;
				end if;
			end if;
		end if;
		if v_no is not null then
			v_bad := true;
			v_state := case when v_state = 'conflict' then 'conflict' else 'refused' end;
		end if;
		v_answers := v_answers || jsonb_build_array(
			jsonb_build_object('id', v_row -> 'id', 'state', v_state) || coalesce(v_no, '{}'));
	end loop;
	if v_bad then
		return (select jsonb_agg(case when a.value ->> 'state' = 'logged' then a.value || '{"state": "not logged"}' else a.value end order by a.ordinality)
			from jsonb_array_elements(v_answers) with ordinality a);
	end if;
	insert into private.measurements select (m).* from unnest(v_new) m;
	if 'evaluator' = any (v_parts) then
		insert into private.acceptances (measurement_id, district_id, accepted_by)
		select m.id, m.district_id, private.person_id() from unnest(v_new) m;
	end if;
	return v_answers;
end $$;
