-- Whether a pilot may be stopped early for a clear result is part of its plan, and so is what the interval that allows for looking
-- expects.

alter table public.plans
	add column early_stopping boolean not null default false,
	add column effect_spread numeric check (effect_spread > 0 and effect_spread <= 10);
comment on column public.plans.early_stopping is 'Whether a clear result may end the pilot before its cycle does.';
comment on column public.plans.effect_spread is 'How far effects of such pilots lie from zero: their standard deviation, in the planned standard deviations of a metric. Null: the customary one.';

-- Outcome goals keep their ids where their metric stays: an analysis names them.
create or replace function private.write_plan(pilot public.pilots, plan jsonb, goals jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_primary boolean;
begin
	insert into public.plans as l (pilot_id, district_id, design, assignment_unit, analysis_unit, groups_per_arm, people_per_arm,
		icc, pretest_r2, outcome_period, strata, early_stopping, effect_spread)
	select pilot.id, pilot.district_id, r.design, r.assignment_unit, r.analysis_unit, r.groups_per_arm, r.people_per_arm,
		r.icc, r.pretest_r2, r.outcome_period, coalesce(r.strata, '{}'), coalesce(r.early_stopping, false), r.effect_spread
	from jsonb_populate_record(null::public.plans, plan) r
	on conflict (pilot_id, district_id) do update set
		design = excluded.design, assignment_unit = excluded.assignment_unit, analysis_unit = excluded.analysis_unit,
		groups_per_arm = excluded.groups_per_arm, people_per_arm = excluded.people_per_arm, icc = excluded.icc,
		pretest_r2 = excluded.pretest_r2, outcome_period = excluded.outcome_period, strata = excluded.strata,
		early_stopping = excluded.early_stopping, effect_spread = excluded.effect_spread;
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
