-- What the way to a gate asks beside the proposal, as before; but once a pilot is monitored, the day of its next review moves with its
-- monitoring alone: else a review that is due could be put off by typing another day.
create or replace function private.save_facts(pilot uuid, facts jsonb) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_parts text[] := private.parts(pilot, private.person_id());
	v_key text;
	v_rule record;
	v_new public.pilots;
	v_led public.risk_tier;
begin
	if coalesce(facts, '{}') = '{}' then
		return;
	elsif jsonb_typeof(facts) <> 'object' then
		perform private.fail(400, 'unknown_field', 'Facts are an object with named fields. Nothing was saved.');
	end if;
	for v_key in select k from jsonb_object_keys(facts) k loop
		select r.* into v_rule from (values
			('risk_tier', '{admin,sponsor}'::text[], '{proposed,vetting}'::public.stage[]),
			('risk_reason', '{admin,sponsor}', '{proposed,vetting}'),
			('decision_question', '{lead,evaluator,sponsor,admin}', '{draft,proposed,vetting}'),
			('stop_rule', '{lead,evaluator,sponsor,admin}', '{draft,proposed,vetting}'),
			('budget_once', '{lead,sponsor,admin}', '{draft,proposed,vetting}'),
			('budget_yearly', '{lead,sponsor,admin}', '{draft,proposed,vetting}'),
			('cycle_end', '{lead,evaluator,sponsor,admin}', '{draft,proposed,vetting}'),
			('cycle_start', '{lead,evaluator,sponsor,admin}', '{draft,proposed,vetting}'),
			('payer', '{team,evaluator,sponsor,admin}', '{draft,proposed,vetting}'),
			('classes', '{team,evaluator,sponsor,admin}', '{draft,proposed,vetting}'),
			('people', '{team,evaluator,sponsor,admin}', '{draft,proposed,vetting}'),
			('grades', '{team,evaluator,sponsor,admin}', '{draft,proposed,vetting}'),
			('staff_hours', '{team,evaluator,sponsor,admin}', '{draft,proposed,vetting}'),
			('staff_who', '{team,evaluator,sponsor,admin}', '{draft,proposed,vetting}'),
			('partners', '{team,evaluator,sponsor,admin}', '{draft,proposed,vetting}'),
			('tools', '{team,evaluator,sponsor,admin}', '{draft,proposed,vetting}'),
			('students_take_part', '{lead,sponsor,admin}', '{proposed}'),
			('under_13', '{lead,sponsor,admin}', '{proposed}'),
			('personal_data', '{lead,sponsor,admin}', '{proposed}'),
			('decides_about_people', '{lead,sponsor,admin}', '{proposed}'),
			('uses', '{lead,sponsor,admin}', '{proposed}'),
			('outputs_reviewed', '{lead,sponsor,admin}', '{proposed}'),
			('reversible', '{lead,sponsor,admin}', '{proposed}'),
			('biometric', '{lead,sponsor,admin}', '{proposed}'),
			('trained_on_student_data', '{lead,sponsor,admin}', '{proposed}'),
			('wake_on', '{admin,sponsor}', '{proposed,vetting,shelved}'),
			('operating_owner', '{sponsor,admin}', '{scaling,adopted}'),
			('operating_budget', '{sponsor,admin}', '{scaling,adopted}'),
			('next_review', '{sponsor,admin}', '{scaling,adopted}'),
			('people_told_on', '{admin,sponsor}', '{sunset}'),
			('access_revoked_on', '{admin,sponsor}', '{sunset}'),
			('lesson', '{lead,admin,sponsor}', '{sunset}')
		) r (field, parts, stages) where r.field = v_key;
		if not found then
			perform private.fail(400, 'unknown_field', format('There is no field %s. Nothing was saved.', v_key));
		elsif not v_parts && v_rule.parts then
			perform private.fail(403, 'not_yours', format('%s is not yours to fill in. Nothing was saved.', initcap(replace(v_key, '_', ' '))));
		elsif not v_pilot.stage = any (v_rule.stages) then
			perform private.fail(409, 'not_now', format('%s cannot be changed while the pilot is in %s. Nothing was saved.',
				initcap(replace(v_key, '_', ' ')), v_pilot.stage));
		elsif v_key = 'next_review' and (v_pilot.stage = 'adopted'
			or exists (select 1 from private.monitoring_cycles c where c.pilot_id = v_pilot.id)) then
			perform private.fail(409, 'monitored', 'The day of its next review follows from how often it is monitored: choose that, or do the review that is due. Nothing was saved.',
				'{"field": "next_review"}');
		elsif v_rule.stages = '{proposed}' and to_jsonb(v_pilot) -> v_key is distinct from 'null' and to_jsonb(v_pilot) -> v_key <> facts -> v_key then
			perform private.fail(409, 'frozen', format('%s was answered when the proposal was submitted: send it back to change that. Nothing was saved.',
				initcap(replace(v_key, '_', ' '))));
		end if;
	end loop;
	if facts ? 'tools' then
		facts := facts || jsonb_build_object('tools', coalesce(private.named_list(facts -> 'tools', 'Tools', 5), '{}'));
	end if;
	if facts ? 'partners' then
		facts := facts || jsonb_build_object('partners', coalesce(private.named_list(facts -> 'partners', 'Partners', 10), '{}'));
	end if;
	v_new := jsonb_populate_record(v_pilot, facts);
	if v_new.cycle_start > v_new.cycle_end and facts ?| '{cycle_start,cycle_end}' then
		perform private.fail(422, 'wrong_order', 'The cycle ends before it begins. Nothing was saved.');
	end if;
	-- A tier that was confirmed on fewer answers is confirmed no more, unless it is confirmed with them.
	v_led := private.computed_tier(v_new);
	if v_led is distinct from private.computed_tier(v_pilot) and not facts ? 'risk_tier' then
		v_new.risk_tier := null;
		v_new.risk_reason := '';
	end if;
	if v_pilot.stage = 'vetting' and v_new.risk_tier is distinct from v_pilot.risk_tier then
		perform private.fail(409, 'not_now', 'The reviews follow from the risk tier: send the proposal back to change it. Nothing was saved.');
	elsif (facts ? 'risk_tier' or facts ? 'risk_reason') and v_new.risk_tier is distinct from v_led
		and trim(coalesce(case when v_new.risk_tier is distinct from v_pilot.risk_tier then facts ->> 'risk_reason'
			else v_new.risk_reason end, '')) = '' then
		if cardinality(v_new.uses) > 0 and v_new.risk_tier <> 'high' then
			perform private.fail(422, 'presumed_high', format('Its use is presumed to be high-impact (%s): a lower tier needs a written reason. Nothing was saved.',
				array_to_string(v_new.uses, ', ')), jsonb_build_object('uses', v_new.uses));
		end if;
		perform private.fail(422, 'no_reason', 'Another tier than the answers lead to needs a written reason. Nothing was saved.');
	end if;
	update public.pilots p set
		risk_tier = v_new.risk_tier, risk_reason = coalesce(v_new.risk_reason, ''),
		decision_question = coalesce(v_new.decision_question, ''), stop_rule = coalesce(v_new.stop_rule, ''),
		budget_once = v_new.budget_once, budget_yearly = v_new.budget_yearly, cycle_end = v_new.cycle_end, wake_on = v_new.wake_on,
		operating_owner = coalesce(v_new.operating_owner, ''), operating_budget = coalesce(v_new.operating_budget, ''),
		next_review = v_new.next_review, people_told_on = v_new.people_told_on, access_revoked_on = v_new.access_revoked_on,
		lesson = coalesce(v_new.lesson, ''), cycle_start = v_new.cycle_start, payer = coalesce(v_new.payer, ''), classes = v_new.classes,
		people = v_new.people, grades = coalesce(v_new.grades, '{}'), staff_hours = v_new.staff_hours, staff_who = coalesce(v_new.staff_who, ''),
		partners = v_new.partners, tools = v_new.tools, tool = case when facts ? 'tools' then coalesce(v_new.tools[1], '') else p.tool end,
		students_take_part = v_new.students_take_part, under_13 = v_new.under_13, personal_data = v_new.personal_data,
		decides_about_people = v_new.decides_about_people, uses = v_new.uses, outputs_reviewed = v_new.outputs_reviewed,
		reversible = v_new.reversible, biometric = v_new.biometric, trained_on_student_data = v_new.trained_on_student_data
	where p.id = v_pilot.id;
	insert into public.activity (district_id, pilot_id, actor_id, record, record_id, verb, facts)
	values (v_pilot.district_id, pilot, private.person_id(), 'pilots', pilot, 'filled in',
		jsonb_build_object('fields', (select jsonb_agg(k order by k) from jsonb_object_keys(facts) k)));
	if v_new.risk_tier is not null and (v_new.risk_tier, v_new.risk_reason) is distinct from (v_pilot.risk_tier, v_pilot.risk_reason) then
		perform private.note_activity(v_pilot.district_id, pilot, 'pilots', pilot, 'set the tier',
			jsonb_build_object('tier', v_new.risk_tier, 'led', v_led, 'uses', to_jsonb(v_new.uses), 'reason', coalesce(v_new.risk_reason, '')));
	end if;
end $$;
