-- Amendments to a locked plan: the plan is changed, and what it was stays beside it, with who, when and why.

create table public.plan_amendments (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	amended_by uuid not null,
	amended_at timestamptz not null default private.now(),
	reason text not null check (length(trim(reason)) between 1 and 2000),
	results int not null,
	was jsonb not null,
	became jsonb not null,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (amended_by, district_id) references public.people (id, district_id)
);
comment on table public.plan_amendments is 'Changes to a plan after launch locked it, kept for ever: the plan with its outcome goals as it was and as it became.';
comment on column public.plan_amendments.results is 'How many results of the period that counts there were by then, in the plan as it was: an amendment before the first is another thing than one after.';
create index on public.plan_amendments (pilot_id, district_id, amended_at);
create index on public.plan_amendments (amended_by, district_id);
create index on public.plan_amendments (district_id);

grant select on public.plan_amendments to authenticated;
alter table public.plan_amendments enable row level security;
create policy "Amendments are seen with their pilot" on public.plan_amendments
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = plan_amendments.pilot_id));

create trigger kept before update or delete on public.plan_amendments
	for each row execute function private.refuse_change();

-- An amendment has a line of its own.
drop trigger activity_planned on public.plans;
create trigger activity_planned after insert on public.plans
	for each row execute function private.record_activity('planned', 'design', 'outcome_period', 'locked_at');
create trigger activity_planned_again after update on public.plans
	for each row when (old.locked_at is null or new.locked_at is null)
	execute function private.record_activity('planned', 'design', 'outcome_period', 'locked_at');

-- A plan with its outcome goals, in the words that it has now: metrics may be renamed later.
create function private.whole_plan(pilot uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object(
		'plan', (select to_jsonb(l) - 'district_id' - 'pilot_id' - 'locked_at' from public.plans l where l.pilot_id = pilot),
		'goals', (select coalesce(jsonb_agg(to_jsonb(g) - 'id' - 'district_id' - 'pilot_id' || jsonb_build_object(
				'metric', k.name, 'unit', k.unit, 'kind', k.kind, 'better', k.better, 'about', k.about, 'objective', o.code)
				order by g.role, k.name, k.id), '[]')
			from public.pilot_goals g join public.metrics k on k.id = g.metric_id join public.objectives o on o.id = g.objective_id
			where g.pilot_id = pilot))
$$;

-- What is wrong with a plan, whoever saves it and when; `undone` says what did not happen.
create function private.check_plan(pilot uuid, plan jsonb, goals jsonb, undone text) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
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
end $$;

-- Outcome goals keep their ids where their metric stays: an analysis names them.
create function private.write_plan(pilot public.pilots, plan jsonb, goals jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_primary boolean;
begin
	insert into public.plans as l (pilot_id, district_id, design, assignment_unit, analysis_unit, groups_per_arm, people_per_arm,
		icc, pretest_r2, outcome_period, strata)
	select pilot.id, pilot.district_id, r.design, r.assignment_unit, r.analysis_unit, r.groups_per_arm, r.people_per_arm,
		r.icc, r.pretest_r2, r.outcome_period, coalesce(r.strata, '{}')
	from jsonb_populate_record(null::public.plans, plan) r
	on conflict (pilot_id, district_id) do update set
		design = excluded.design, assignment_unit = excluded.assignment_unit, analysis_unit = excluded.analysis_unit,
		groups_per_arm = excluded.groups_per_arm, people_per_arm = excluded.people_per_arm, icc = excluded.icc,
		pretest_r2 = excluded.pretest_r2, outcome_period = excluded.outcome_period, strata = excluded.strata;
	if goals is null then
		return;
	end if;
	delete from public.pilot_goals g where g.pilot_id = pilot.id and g.metric_id not in (
		select r.metric_id from jsonb_populate_recordset(null::public.pilot_goals, goals) r where r.metric_id is not null);
	-- The one that is to be primary comes last, since there is never more than one.
	foreach v_primary in array array[false, true] loop
		update public.pilot_goals g set
			objective_id = r.objective_id, role = r.role, target = r.target, minimum_effect = r.minimum_effect,
			planned_sd = r.planned_sd, guardrail_limit = r.guardrail_limit, margin = r.margin
		from jsonb_populate_recordset(null::public.pilot_goals, goals) r
		where g.pilot_id = pilot.id and g.metric_id = r.metric_id and (r.role is not distinct from 'primary') = v_primary;
	end loop;
	insert into public.pilot_goals (district_id, pilot_id, objective_id, metric_id, role, target, minimum_effect, planned_sd,
		guardrail_limit, margin)
	select pilot.district_id, pilot.id, r.objective_id, r.metric_id, r.role, r.target, r.minimum_effect, r.planned_sd,
		r.guardrail_limit, r.margin
	from jsonb_populate_recordset(null::public.pilot_goals, goals) r
	where not exists (select 1 from public.pilot_goals g where g.pilot_id = pilot.id and g.metric_id = r.metric_id);
end $$;

create or replace function private.save_plan(pilot uuid, plan jsonb, goals jsonb) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
begin
	if not private.parts(pilot, private.person_id()) && array['lead', 'evaluator'] then
		perform private.fail(403, 'not_yours', 'The lead and the evaluator plan the measurement. Nothing was saved.');
	elsif v_pilot.stage not in ('draft', 'proposed', 'vetting') then
		perform private.fail(409, 'locked', 'The plan is locked since launch: its evaluator can amend it with a reason. Nothing was saved.');
	end if;
	perform private.check_plan(pilot, plan, goals, 'Nothing was saved.');
	perform private.write_plan(v_pilot, plan, goals);
end $$;

-- Changes a locked plan while its pilot runs: the whole plan, and its outcome goals where they are given.
-- Answers the amendment's id.
create function private.amend_plan(pilot uuid, plan jsonb, goals jsonb, reason text) returns uuid
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_goals jsonb := nullif(goals, 'null');
	v_was jsonb;
	v_became jsonb;
	v_results int;
	v_reason text := btrim(coalesce(reason, ''), E' \t\r\n');
	v_id uuid := gen_random_uuid();
begin
	if not 'evaluator' = any (private.parts(pilot, private.person_id())) then
		perform private.fail(403, 'not_yours', 'The pilot''s evaluator amends its plan. Nothing was amended.');
	elsif v_pilot.stage in ('draft', 'proposed', 'vetting') then
		perform private.fail(409, 'not_locked', 'The plan is not locked yet, so that it can be changed as it is. Nothing was amended.');
	elsif v_pilot.stage <> 'experiment' then
		perform private.fail(409, 'not_now', format('The plan of a pilot in %s stands as it is: only that of a running one can be amended. Nothing was amended.',
			v_pilot.stage));
	elsif v_reason = '' then
		perform private.fail(422, 'no_reason', 'An amendment needs a reason, which stays with the plan. Nothing was amended.');
	elsif length(v_reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was amended.', length(v_reason)));
	elsif plan is null or jsonb_typeof(plan) <> 'object' then
		perform private.fail(422, 'no_plan', 'An amendment states the whole plan as it is to be. Nothing was amended.');
	end if;
	v_was := private.whole_plan(pilot);
	perform private.check_plan(pilot, plan, coalesce(v_goals, v_was -> 'goals'), 'Nothing was amended.');
	if jsonb_path_exists(v_was, '$.goals[*] ? (@.role == "primary")')
		and not jsonb_path_exists(coalesce(v_goals, v_was -> 'goals'), '$[*] ? (@.role == "primary")') then
		perform private.fail(422, 'one_primary', 'The primary outcome can be another one, and not none. Nothing was amended.');
	end if;
	select count(*) into v_results from private.live_measurements m
	where m.pilot_id = v_pilot.id and m.phase = 'outcome' and m.period = v_was #>> '{plan,outcome_period}';
	perform private.write_plan(v_pilot, plan, v_goals);
	v_became := private.whole_plan(pilot);
	if v_was = v_became then
		perform private.fail(422, 'nothing_changed', 'This is the plan as it stands. Nothing was amended.');
	end if;
	insert into public.plan_amendments (id, district_id, pilot_id, amended_by, reason, results, was, became)
	values (v_id, v_pilot.district_id, v_pilot.id, private.person_id(), v_reason, v_results, v_was, v_became);
	perform private.note_activity(v_pilot.district_id, v_pilot.id, 'plans', v_id, 'amended', jsonb_build_object('reason', v_reason));
	return v_id;
end $$;

create function public.amend_plan(pilot uuid, plan jsonb, goals jsonb default null, reason text default null) returns uuid
language sql security invoker set search_path = ''
as $$ select private.amend_plan(pilot, plan, goals, reason) $$;

grant execute on function private.amend_plan, public.amend_plan to authenticated;
