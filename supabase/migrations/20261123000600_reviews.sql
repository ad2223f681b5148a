-- Reviews, the stage map, and the gates that hold: what lets a pilot move, and the one function that moves it.

create type public.review_state as enum ('asked', 'signed', 'refused');

create table public.reviews (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	specialty public.specialty not null,
	state public.review_state not null default 'asked',
	reviewer_id uuid,
	reason text not null default '' check (length(reason) <= 2000),
	decided_at timestamptz,
	primary key (id, district_id),
	unique (pilot_id, specialty),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (reviewer_id, district_id) references public.people (id, district_id),
	check ((state = 'asked') = (reviewer_id is null))
);
comment on table public.reviews is 'The review of a specialty that a pilot''s risk tier asks for.';

create table public.review_rules (
	district_id uuid not null references public.districts (id),
	tier public.risk_tier not null,
	specialty public.specialty not null,
	primary key (district_id, tier, specialty)
);
comment on table public.review_rules is 'Which specialties review a pilot of which risk tier.';

create table public.moves (
	from_stage public.stage not null,
	to_stage public.stage not null,
	act text not null,
	position int not null,
	parts text[] not null,
	low_tier_parts text[],
	asks_note boolean not null default false,
	through text not null default 'advance_pilot',
	primary key (from_stage, to_stage, act)
);
comment on table public.moves is 'The stage map: which act takes a pilot from where to where, and who may do it.';
comment on column public.moves.parts is 'Whoever has one of these parts in the pilot may do the act.';
comment on column public.moves.low_tier_parts is 'The same for pilots of low risk, where it differs.';

create table public.criteria (
	act text not null,
	criterion text not null,
	position int not null,
	primary key (act, criterion)
);
comment on table public.criteria is 'What an act waits for. Each criterion ticks itself from data.';

insert into public.moves (from_stage, to_stage, act, position, parts, low_tier_parts, asks_note, through) values
	('draft', 'proposed', 'submit', 1, '{lead}', null, false, 'advance_pilot'),
	('draft', 'withdrawn', 'withdraw', 2, '{lead}', null, true, 'advance_pilot'),
	('proposed', 'vetting', 'triage', 1, '{admin,sponsor}', null, false, 'advance_pilot'),
	('proposed', 'draft', 'rework', 2, '{admin,sponsor}', null, true, 'advance_pilot'),
	('proposed', 'shelved', 'shelve', 3, '{admin,sponsor}', null, true, 'advance_pilot'),
	('proposed', 'declined', 'decline', 4, '{admin,sponsor}', null, true, 'advance_pilot'),
	('proposed', 'withdrawn', 'withdraw', 5, '{lead}', null, true, 'advance_pilot'),
	('vetting', 'experiment', 'launch', 1, '{cabinet}', '{sponsor,admin}', false, 'advance_pilot'),
	('vetting', 'draft', 'rework', 2, '{admin,sponsor,refusing reviewer}', null, true, 'advance_pilot'),
	('vetting', 'shelved', 'shelve', 3, '{admin,sponsor}', null, true, 'advance_pilot'),
	('vetting', 'declined', 'decline', 4, '{admin,sponsor}', null, true, 'advance_pilot'),
	('vetting', 'withdrawn', 'withdraw', 5, '{lead}', null, true, 'advance_pilot'),
	('experiment', 'decision', 'evidence', 1, '{evaluator}', null, false, 'advance_pilot'),
	('experiment', 'decision', 'stop early', 2, '{lead,sponsor,evaluator}', null, true, 'advance_pilot'),
	('decision', 'scaling', 'decide', 1, '{chair}', null, true, 'record_decision'),
	('decision', 'experiment', 'decide', 2, '{chair}', null, true, 'record_decision'),
	('decision', 'shelved', 'decide', 3, '{chair}', null, true, 'record_decision'),
	('decision', 'sunset', 'decide', 4, '{chair}', null, true, 'record_decision'),
	('scaling', 'adopted', 'adopt', 1, '{sponsor}', null, false, 'advance_pilot'),
	('scaling', 'decision', 'review', 2, '{sponsor}', null, true, 'advance_pilot'),
	('adopted', 'decision', 'review', 1, '{sponsor}', null, true, 'advance_pilot'),
	('sunset', 'retired', 'retire', 1, '{admin}', null, false, 'advance_pilot'),
	('shelved', 'proposed', 'wake', 1, '{lead}', null, false, 'advance_pilot');

insert into public.criteria (act, criterion, position) values
	('submit', 'problem', 1), ('submit', 'who_affected', 2), ('submit', 'benefit', 3), ('submit', 'objective', 4),
	('submit', 'site', 5), ('submit', 'how_we_know', 6),
	('triage', 'sponsor', 1), ('triage', 'risk_tier', 2),
	('launch', 'reviews', 1), ('launch', 'evaluator', 2), ('launch', 'plan', 3), ('launch', 'primary_outcome', 4),
	('launch', 'decision_question', 5), ('launch', 'stop_rule', 6), ('launch', 'budget', 7), ('launch', 'cycle_end', 8),
	('evidence', 'evaluation', 1), ('evidence', 'outcome_rows', 2), ('evidence', 'guardrails', 3), ('evidence', 'cycle_over', 4),
	('adopt', 'operating_owner', 1), ('adopt', 'operating_budget', 2), ('adopt', 'next_review', 3),
	('retire', 'people_told', 1), ('retire', 'access_revoked', 2), ('retire', 'lesson', 3);

create index on public.reviews (pilot_id, district_id);
create index on public.reviews (reviewer_id, district_id);
create index on public.reviews (district_id, state);

alter table public.reviews enable row level security;
alter table public.review_rules enable row level security;
alter table public.moves enable row level security;
alter table public.criteria enable row level security;

grant select on public.reviews, public.review_rules, public.moves, public.criteria to authenticated;

create policy "Reviews are seen with their pilot" on public.reviews
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = reviews.pilot_id));
create policy "People see their district's table of reviews" on public.review_rules
	for select to authenticated using (district_id = (select private.district_id()));
create policy "Everyone signed in sees the stage map" on public.moves for select to authenticated using (true);
create policy "Everyone signed in sees what gates ask" on public.criteria for select to authenticated using (true);

create trigger activity_asked after insert on public.reviews
	for each row execute function private.record_activity('asked', 'specialty');
create trigger activity_decided after update of state on public.reviews
	for each row when (new.state <> 'asked') execute function private.record_activity('reviewed', 'specialty', 'state', 'reason');

-- The tier that the structured answers lead to; null while one is missing.
create function private.computed_tier(pilot public.pilots) returns public.risk_tier
language sql immutable set search_path = ''
as $$
	select case
		when pilot.students_take_part is null or pilot.under_13 is null or pilot.personal_data is null
			or pilot.decides_about_people is null then null
		when pilot.decides_about_people or (pilot.under_13 and pilot.personal_data) then 'high'
		when pilot.students_take_part or pilot.personal_data then 'moderate'
		else 'low' end::public.risk_tier
$$;

-- Each criterion of an act, met or not, with the facts that say why. A criterion without data is not met.
create function private.criteria_of(pilot public.pilots, wanted text)
returns table (criterion text, met boolean, facts jsonb)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_plan public.plans;
	v_goal public.pilot_goals;
	v_since timestamptz := pilot.stage_since;
begin
	select l.* into v_plan from public.plans l where l.pilot_id = pilot.id;
	select g.* into v_goal from public.pilot_goals g where g.pilot_id = pilot.id and g.role = 'primary';
	return query
	select c.criterion, coalesce((f.fact ->> 'met')::boolean, false), f.fact - 'met'
	from public.criteria c
	cross join lateral (
		select case c.criterion
			when 'problem' then jsonb_build_object('met', trim(pilot.problem) <> '')
			when 'who_affected' then jsonb_build_object('met', trim(pilot.who_affected) <> '')
			when 'benefit' then jsonb_build_object('met', trim(pilot.benefit) <> '')
			when 'how_we_know' then jsonb_build_object('met', trim(pilot.how_we_know) <> '')
			when 'objective' then (
				select jsonb_build_object('met', count(*) > 0, 'count', count(*)) from public.pilot_objectives o where o.pilot_id = pilot.id)
			when 'site' then (
				select jsonb_build_object('met', count(*) > 0, 'count', count(*)) from public.pilot_sites s where s.pilot_id = pilot.id)
			when 'sponsor' then (
				select jsonb_build_object('met', count(*) = 1, 'name', min(p.name)) from public.assignments a
				join public.people p on p.id = a.person_id and p.active
				where a.pilot_id = pilot.id and a.role = 'sponsor' and a.until is null)
			when 'evaluator' then (
				select jsonb_build_object('met', count(*) = 1, 'name', min(p.name)) from public.assignments a
				join public.people p on p.id = a.person_id and p.active
				where a.pilot_id = pilot.id and a.role = 'evaluator' and a.until is null)
			when 'risk_tier' then jsonb_build_object('met', pilot.risk_tier is not null, 'tier', pilot.risk_tier,
				'computed', private.computed_tier(pilot), 'reason', pilot.risk_reason)
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
			when 'people_told' then jsonb_build_object('met', pilot.people_told_on <= private.today(), 'date', pilot.people_told_on)
			when 'access_revoked' then jsonb_build_object('met', pilot.access_revoked_on <= private.today(), 'date', pilot.access_revoked_on)
			when 'lesson' then jsonb_build_object('met', trim(pilot.lesson) <> '')
		end as fact
	) f
	where c.act = wanted
	order by c.position;
end $$;

-- The parts that somebody has in an act: those in the pilot, and being the reviewer who refused.
create function private.parts_in_act(pilot uuid, person uuid, despite_team boolean default false) returns text[]
language sql stable security definer set search_path = ''
as $$
	select private.parts(pilot, person, despite_team) || case when exists (
		select 1 from public.reviews r where r.pilot_id = pilot and r.reviewer_id = person and r.state = 'refused')
		then array['refusing reviewer'] else '{}' end
$$;

-- The criteria of a pilot's next gates, as keys with facts; words are the page's.
create function private.gate(pilot uuid) returns table (act text, to_stage public.stage, criterion text, met boolean, facts jsonb)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
begin
	return query
	select m.act, m.to_stage, c.criterion, c.met, c.facts
	from public.moves m cross join lateral private.criteria_of(v_pilot, m.act) c
	where m.from_stage = v_pilot.stage
	order by m.position;
end $$;

create function public.gate(pilot uuid) returns table (act text, to_stage public.stage, criterion text, met boolean, facts jsonb)
language sql stable security invoker set search_path = ''
as $$ select * from private.gate(pilot) $$;

-- Carries a pilot over, once everything else said yes. What each act brings with it stands here and nowhere else.
create function private.move_pilot(pilot public.pilots, move public.moves, note text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	insert into public.stage_changes (pilot_id, district_id, act, from_stage, to_stage, actor_id, note, criteria)
	select pilot.id, pilot.district_id, move.act, move.from_stage, move.to_stage, private.person_id(), coalesce(note, ''),
		coalesce((select jsonb_agg(to_jsonb(c)) from private.criteria_of(pilot, move.act) c), '[]');
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

-- Moves a pilot along the map. The caller names the stage that they saw, so that a stale page moves nothing.
create function private.advance_pilot(pilot uuid, from_stage public.stage, to_stage public.stage, note text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_move public.moves;
	v_chosen public.moves;
	v_last record;
	v_unmet jsonb;
begin
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
		where m.from_stage = v_pilot.stage and m.to_stage = advance_pilot.to_stage order by m.position
	loop
		v_chosen := v_move;
		if v_move.through <> 'advance_pilot' then
			perform private.fail(403, 'through_decision', 'Only a recorded decision of the cabinet moves this pilot on.');
		end if;
		continue when not private.parts_in_act(pilot, v_me) && (case
			when v_pilot.risk_tier = 'low' then coalesce(v_move.low_tier_parts, v_move.parts) else v_move.parts end);
		select jsonb_agg(c.criterion) into v_unmet from private.criteria_of(v_pilot, v_move.act) c where not c.met;
		continue when v_unmet is not null and v_move.act = 'evidence' and trim(coalesce(note, '')) <> '';
		if v_unmet is not null then
			perform private.fail(422, 'gate_not_met', format('The %s gate still waits for: %s. The pilot was not moved.', v_move.act,
				replace((select string_agg(u.value, ', ') from jsonb_array_elements_text(v_unmet) u), '_', ' ')),
				jsonb_build_object('act', v_move.act, 'unmet', v_unmet));
		elsif v_move.asks_note and trim(coalesce(note, '')) = '' then
			perform private.fail(422, 'no_reason', format('The act “%s” needs a reason. The pilot was not moved.', v_move.act));
		end if;
		perform private.move_pilot(v_pilot, v_move, note);
		return jsonb_build_object('pilot', pilot, 'act', v_move.act, 'stage', v_move.to_stage);
	end loop;
	if v_chosen.act is null then
		perform private.fail(400, 'no_such_move', format('No pilot goes from %s to %s.', from_stage, to_stage));
	elsif private.parts_in_act(pilot, v_me, true) && (v_chosen.parts || coalesce(v_chosen.low_tier_parts, '{}'))
		and private.on_team_since_proposed(pilot, v_me) then
		perform private.fail(403, 'separation_of_duties', 'You are or were on this pilot''s team, so somebody else has to do this. The pilot was not moved.');
	end if;
	perform private.fail(403, 'not_yours', format('To %s this pilot is not yours to do. The pilot was not moved.', v_chosen.act),
		jsonb_build_object('act', v_chosen.act, 'parts', v_chosen.parts));
	return null;
end $$;

create function public.advance_pilot(pilot uuid, from_stage public.stage, to_stage public.stage, note text default '') returns jsonb
language sql security invoker set search_path = ''
as $$ select private.advance_pilot(pilot, from_stage, to_stage, note) $$;

-- What the way to a gate asks beside the proposal: risk tier, launch and closing facts. Each key has its own people.
create function private.save_facts(pilot uuid, facts jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_parts text[] := private.parts(pilot, private.person_id());
	v_key text;
	v_rule record;
	v_new public.pilots;
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
		end if;
	end loop;
	v_new := jsonb_populate_record(v_pilot, facts);
	if v_pilot.stage = 'vetting' and v_new.risk_tier is distinct from v_pilot.risk_tier then
		perform private.fail(409, 'not_now', 'The reviews follow from the risk tier: send the proposal back to change it. Nothing was saved.');
	elsif (facts ? 'risk_tier' or facts ? 'risk_reason') and v_new.risk_tier is distinct from private.computed_tier(v_pilot)
		and trim(coalesce(case when v_new.risk_tier is distinct from v_pilot.risk_tier then facts ->> 'risk_reason'
			else v_new.risk_reason end, '')) = '' then
		perform private.fail(422, 'no_reason', 'Another tier than the answers lead to needs a written reason. Nothing was saved.');
	end if;
	update public.pilots p set
		risk_tier = v_new.risk_tier, risk_reason = coalesce(v_new.risk_reason, ''),
		decision_question = coalesce(v_new.decision_question, ''), stop_rule = coalesce(v_new.stop_rule, ''),
		budget_once = v_new.budget_once, budget_yearly = v_new.budget_yearly, cycle_end = v_new.cycle_end, wake_on = v_new.wake_on,
		operating_owner = coalesce(v_new.operating_owner, ''), operating_budget = coalesce(v_new.operating_budget, ''),
		next_review = v_new.next_review, people_told_on = v_new.people_told_on, access_revoked_on = v_new.access_revoked_on,
		lesson = coalesce(v_new.lesson, '')
	where p.id = v_pilot.id;
	insert into public.activity (district_id, pilot_id, actor_id, record, record_id, verb, facts)
	values (v_pilot.district_id, pilot, private.person_id(), 'pilots', pilot, 'filled in',
		jsonb_build_object('fields', (select jsonb_agg(k order by k) from jsonb_object_keys(facts) k)));
end $$;

create function public.save_facts(pilot uuid, facts jsonb) returns void
language sql security invoker set search_path = ''
as $$ select private.save_facts(pilot, facts) $$;

-- Signs or refuses the review of a specialty that the caller holds.
create function private.sign_review(pilot uuid, specialty public.specialty, verdict public.review_state, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
begin
	if not exists (select 1 from public.person_roles r where r.person_id = v_me and r.role = 'reviewer' and r.specialty = sign_review.specialty) then
		perform private.fail(403, 'not_yours', format('Only a reviewer for %s signs this review. Nothing was signed.', specialty));
	elsif private.on_team_since_proposed(pilot, v_me) then
		perform private.fail(403, 'separation_of_duties', 'You are or were on this pilot''s team, so somebody else has to review it. Nothing was signed.');
	elsif v_pilot.stage <> 'vetting' then
		perform private.fail(409, 'not_now', format('Reviews are signed while a pilot is in vetting; this one is in %s. Nothing was signed.', v_pilot.stage));
	elsif verdict = 'asked' then
		perform private.fail(400, 'no_verdict', 'A review is signed or refused.');
	elsif verdict = 'refused' and trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'Refusing a review needs a reason. Nothing was signed.');
	end if;
	update public.reviews r set state = verdict, reviewer_id = v_me, reason = coalesce(sign_review.reason, ''), decided_at = private.now()
	where r.pilot_id = pilot and r.specialty = sign_review.specialty and (r.state = 'asked' or r.reviewer_id = v_me);
	if not found then
		perform private.fail(409, 'not_asked', 'This review is not asked for, or a colleague decided it already. Nothing was signed.');
	end if;
end $$;

create function public.sign_review(pilot uuid, specialty public.specialty, verdict public.review_state, reason text default '') returns void
language sql security invoker set search_path = ''
as $$ select private.sign_review(pilot, specialty, verdict, reason) $$;

grant execute on function private.gate, private.advance_pilot, private.save_facts, private.sign_review to authenticated;
grant execute on function public.gate, public.advance_pilot, public.save_facts, public.sign_review to authenticated;
