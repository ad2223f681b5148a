-- What gates ask of the cabinet's decisions and of what comes after them. To scale and to extend ask criteria of their own, as acts
-- of the gate at decision; what was signed for adopting and retiring ticks itself now, from waves, conditions and the runbook.

insert into public.criteria (act, criterion, position, how, required_at_first) values
	('scale', 'data_agreement', 1, 'automatic', true), ('scale', 'tools', 2, 'automatic', true), ('scale', 'findings', 3, 'automatic', true),
	('scale', 'budget', 4, 'automatic', true), ('scale', 'conditions', 5, 'automatic', true), ('scale', 'contract', 6, 'automatic', true),
	('scale', 'payer', 7, 'automatic', true), ('scale', 'family_notice', 8, 'automatic', true), ('scale', 'opt_outs', 9, 'automatic', true),
	('scale', 'accommodations', 10, 'automatic', true),
	('extend', 'data_agreement', 1, 'automatic', true), ('extend', 'tools', 2, 'automatic', true), ('extend', 'findings', 3, 'automatic', true),
	('extend', 'budget', 4, 'automatic', true), ('extend', 'conditions', 5, 'automatic', true), ('extend', 'extensions', 6, 'automatic', true),
	('adopt', 'monitoring', 7, 'automatic', true), ('adopt', 'data_agreement', 8, 'automatic', true),
	('retire', 'families_told', 8, 'automatic', true), ('retire', 'runbook', 9, 'automatic', true);
update public.criteria set how = 'automatic', signers = '{}'
where (act, criterion) in (('adopt', 'waves'), ('adopt', 'guardrails_held'), ('adopt', 'conditions'), ('retire', 'work_exported'),
	('retire', 'deletion_certificate'), ('retire', 'contract_ended'), ('retire', 'replacement'));
update public.criteria set waivable = false where criterion = 'data_agreement';

-- Whoever stands at a gate already keeps what it asked.
insert into public.gate_rules (district_id, act, criterion, signed_by, required, position)
select d.id, c.act, c.criterion, c.signers, c.required_at_first, c.position
from public.districts d join public.criteria c on c.act in ('scale', 'extend')
	or (c.act, c.criterion) in (('adopt', 'monitoring'), ('adopt', 'data_agreement'), ('retire', 'families_told'), ('retire', 'runbook'));
update public.gate_rules r set signed_by = '{}'
from public.criteria c where c.act = r.act and c.criterion = r.criterion and c.act in ('adopt', 'retire') and c.how = 'automatic' and r.title is null;

-- The criteria of some acts for a pilot, by the rules that were in force when it entered its stage: each met or not,
-- with the facts that say why. What does not apply to the pilot is left out; a criterion without data is not met.
create or replace function private.gate_criteria(pilot public.pilots, acts text[])
returns table (act text, criterion text, met boolean, facts jsonb, required boolean, how text, signed_by text[], title text,
	waivable boolean, signer uuid, place int)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_plan public.plans;
	v_goal public.pilot_goals;
	v_signed jsonb;
	v_waived jsonb;
	v_since timestamptz := pilot.stage_since;
begin
	if acts && array['launch', 'evidence'] then
		select l.* into v_plan from public.plans l where l.pilot_id = pilot.id;
		select g.* into v_goal from public.pilot_goals g where g.pilot_id = pilot.id and g.role = 'primary';
	end if;
	select jsonb_object_agg(s.act || ' ' || s.criterion, jsonb_build_object('by', p.name, 'id', p.id, 'at', s.at, 'note', s.note) order by s.at)
	into v_signed from public.signatures s join public.people p on p.id = s.person_id
	where s.pilot_id = pilot.id and s.withdrawn_at is null and s.at >= v_since;
	select jsonb_object_agg(w.act || ' ' || w.criterion, jsonb_build_object('by', p.name, 'at', w.at, 'reason', w.reason) order by w.at)
	into v_waived from public.waivers w join public.people p on p.id = w.person_id
	where w.pilot_id = pilot.id and w.at >= v_since;
	return query
	with fitting as (
		select distinct on (r.act, r.criterion) r.act, r.criterion, r.required, r.signed_by, r.title, r.position,
			case when r.title is not null then 'signed' else k.how end as how, coalesce(k.waivable, true) as waivable
		from public.gate_rules r left join public.criteria k on k.act = r.act and k.criterion = r.criterion
		where r.district_id = pilot.district_id and r.act = any (acts)
			and r.valid_from <= v_since and (r.valid_until is null or r.valid_until > v_since)
			and (r.kind is null or r.kind = pilot.kind) and (r.tier is null or r.tier = pilot.risk_tier)
			-- An unanswered question about students asks for what a yes would.
			and (r.criterion <> 'families' or pilot.students_take_part is not false)
			and (r.criterion <> 'template' or private.needs_template(pilot))
			and (r.criterion <> 'data_agreement' or (pilot.students_take_part is not false and pilot.personal_data is not false))
			and (r.criterion not in ('family_notice', 'opt_outs', 'accommodations') or pilot.students_take_part is not false)
		order by r.act, r.criterion, (r.kind is not null)::int * 2 + (r.tier is not null)::int desc
	)
	select c.act, c.criterion, coalesce((f.fact ->> 'met')::boolean, false) or s.signed is not null or coalesce((l.alike ->> 'met')::boolean, false)
			or w.waived is not null,
		coalesce(l.alike - 'met', '{}') || coalesce(f.fact - 'met', '{}') || case when s.signed is null then '{}' else jsonb_build_object('signed', s.signed - 'id') end
			|| case when w.waived is null then '{}' else jsonb_build_object('waived', w.waived) end,
		c.required, h.how, case when h.how = 'signed' then c.signed_by end, c.title, c.waivable, (s.signed ->> 'id')::uuid, c.position
	from fitting c
	-- Signed for by hand before its data ticked it: whoever stood at the gate then keeps that.
	cross join lateral (select v_signed -> (c.act || ' ' || c.criterion) as signed) s
	cross join lateral (select v_waived -> (c.act || ' ' || c.criterion) as waived) w
	cross join lateral (select case when c.criterion in ('lookalikes', 'duplicates') then private.criterion_lookalikes(pilot) end as alike) l
	-- Where an answer about a look-alike is missing at triage, whoever triages signs for it; otherwise nobody has to.
	cross join lateral (
		select case when c.criterion = 'duplicates' and (l.alike ->> 'met')::boolean and s.signed is null then 'automatic' else c.how end as how) h
	cross join lateral (
		select case when c.how = 'signed' then '{}'::jsonb else case c.criterion
			when 'problem' then jsonb_build_object('met', trim(pilot.problem) <> '')
			when 'who_affected' then jsonb_build_object('met', trim(pilot.who_affected) <> '')
			when 'benefit' then jsonb_build_object('met', trim(pilot.benefit) <> '')
			when 'how_we_know' then jsonb_build_object('met', trim(pilot.how_we_know) <> '')
			when 'objective' then (
				select jsonb_build_object('met', count(*) > 0, 'count', count(*)) from public.pilot_objectives o where o.pilot_id = pilot.id)
			when 'site' then (
				select jsonb_build_object('met', count(*) > 0, 'count', count(*)) from public.pilot_sites x where x.pilot_id = pilot.id)
			when 'sponsor' then (
				select jsonb_build_object('met', count(*) = 1, 'name', min(p.name)) from public.assignments a
				join public.people p on p.id = a.person_id and p.active
				where a.pilot_id = pilot.id and a.role = 'sponsor' and a.until is null)
			when 'evaluator' then (
				select jsonb_build_object('met', count(*) = 1, 'name', min(p.name)) from public.assignments a
				join public.people p on p.id = a.person_id and p.active
				where a.pilot_id = pilot.id and a.role = 'evaluator' and a.until is null)
			when 'risk_tier' then private.criterion_risk_tier(pilot)
			when 'template' then private.criterion_template(pilot)
			when 'numbers' then jsonb_build_object('met', pilot.classes is not null and pilot.people is not null,
				'classes', pilot.classes, 'people', pilot.people)
			when 'resources' then jsonb_build_object('met', trim(pilot.payer) <> '' and pilot.staff_hours is not null,
				'payer', pilot.payer, 'hours', pilot.staff_hours, 'who', pilot.staff_who)
			when 'forecast' then private.criterion_forecast(pilot)
			when 'tools' then private.criterion_tools(pilot)
			when 'data_agreement' then private.criterion_data_agreement(pilot)
			when 'families' then private.criterion_families(pilot)
			when 'training' then private.criterion_training(pilot)
			when 'principles' then private.criterion_principles(pilot)
			when 'findings' then private.criterion_findings(pilot)
			when 'residual_risk' then private.criterion_residual_risk(pilot)
			when 'policies' then private.criterion_policies(pilot)
			when 'wake_date' then jsonb_build_object('met', pilot.wake_on > private.today(), 'date', pilot.wake_on)
			when 'reviews' then (
				select jsonb_build_object('met', count(*) > 0 and bool_and(r.state = 'signed'),
					'signed', coalesce(jsonb_agg(r.specialty order by r.specialty) filter (where r.state = 'signed'), '[]'),
					'missing', coalesce(jsonb_agg(r.specialty order by r.specialty) filter (where r.state = 'asked'), '[]'),
					'refused', coalesce(jsonb_agg(r.specialty order by r.specialty) filter (where r.state = 'refused'), '[]'))
				from public.reviews r where r.pilot_id = pilot.id)
			when 'plan' then jsonb_build_object(
				'met', v_plan.pilot_id is not null and (v_plan.design = 'monitoring only'
					or (v_plan.groups_per_arm is not null and v_plan.people_per_arm is not null)),
				'design', v_plan.design, 'outcome_period', v_plan.outcome_period)
			when 'primary_outcome' then jsonb_build_object(
				'met', v_goal.id is not null and (v_goal.minimum_effect is not null or v_goal.target is not null),
				'target', v_goal.target, 'minimum_effect', v_goal.minimum_effect)
			when 'decision_question' then jsonb_build_object('met', trim(pilot.decision_question) <> '')
			when 'stop_rule' then jsonb_build_object('met', trim(pilot.stop_rule) <> '')
			when 'budget' then jsonb_build_object('met', pilot.budget_once is not null and pilot.budget_yearly is not null,
				'once', pilot.budget_once, 'yearly', pilot.budget_yearly)
			when 'cycle_end' then jsonb_build_object('met', pilot.cycle_end >= private.today(), 'date', pilot.cycle_end)
			when 'evaluation' then (
				select jsonb_build_object('met', count(*) > 0, 'submitted_at', max(e.submitted_at))
				from public.evaluations e where e.pilot_id = pilot.id and e.submitted_at >= v_since)
			when 'outcome_rows' then (
				select jsonb_build_object('met', count(*) > 0, 'period', v_plan.outcome_period, 'rows', count(*))
				from private.live_measurements m
				where m.pilot_id = pilot.id and m.metric_id = v_goal.metric_id and m.phase = 'outcome' and m.arm = 'pilot'
					and m.period = v_plan.outcome_period and m.accepted)
			when 'guardrails' then (
				select jsonb_build_object('met', count(*) filter (where not a.answered) = 0, 'guardrails', count(*),
					'missing', coalesce(jsonb_agg(k.name order by k.name) filter (where not a.answered), '[]'))
				from public.pilot_goals g join public.metrics k on k.id = g.metric_id
				cross join lateral (select exists (
					select 1 from private.live_measurements m where m.pilot_id = pilot.id and m.metric_id = g.metric_id
						and m.phase = 'outcome' and m.accepted) as answered) a
				where g.pilot_id = pilot.id and g.role = 'guardrail')
			when 'cycle_over' then jsonb_build_object('met', pilot.cycle_end <= private.today(), 'date', pilot.cycle_end)
			when 'operating_owner' then jsonb_build_object('met', trim(pilot.operating_owner) <> '', 'name', pilot.operating_owner)
			when 'operating_budget' then jsonb_build_object('met', trim(pilot.operating_budget) <> '', 'line', pilot.operating_budget)
			when 'next_review' then jsonb_build_object('met', pilot.next_review > private.today(), 'date', pilot.next_review)
			when 'conditions' then case c.act when 'adopt' then private.criterion_conditions_closed(pilot) else private.criterion_conditions(pilot) end
			when 'contract' then private.criterion_contract(pilot, c.criterion)
			when 'payer' then private.criterion_contract(pilot, c.criterion)
			when 'family_notice' then private.criterion_contract(pilot, c.criterion)
			when 'opt_outs' then private.criterion_contract(pilot, c.criterion)
			when 'accommodations' then private.criterion_contract(pilot, c.criterion)
			when 'extensions' then private.criterion_extensions(pilot)
			when 'waves' then private.criterion_waves(pilot)
			when 'guardrails_held' then private.criterion_guardrails_held(pilot)
			when 'monitoring' then private.criterion_monitoring(pilot)
			when 'lesson' then jsonb_build_object('met', trim(pilot.lesson) <> '')
			else case when c.act = 'retire' then private.criterion_runbook(pilot, c.criterion) end
		end end as fact
	) f
	order by c.act, c.position, c.criterion;
end $$;
