-- What evidence an evaluation was written on is compared with today's by its fingerprint, and that is known without reading every
-- result again: as long as nothing came since the analysis was computed, it is the analysis'.

create function private.fingerprint_now(pilot uuid) returns text
language sql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
	select coalesce(
		(select a.fingerprint from private.analyses a where a.pilot_id = pilot and a.stamp = private.evidence_stamp(pilot)),
		private.evidence_input(pilot) ->> 'fingerprint')
$$;

create or replace function private.evaluation(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[] := private.parts(pilot, v_me);
	v_since timestamptz := private.cycle_began(pilot);
	v_standing uuid := (private.standing_evaluation(pilot)).id;
	v_open public.second_evaluators;
	v_state text;
	v_write boolean := 'evaluator' = any (v_parts) and v_pilot.stage = 'experiment';
	v_now boolean := v_pilot.stage in ('experiment', 'decision');
	v_ask boolean := v_now and v_standing is not null and v_parts && array['evaluator', 'sponsor', 'admin'] and not private.is_outside();
	v_fingerprint text;
begin
	select s.* into v_open from public.second_evaluators s
	where s.pilot_id = v_pilot.id and s.until is null and s.asked_at >= v_since;
	if v_open.id is not null then
		v_state := case
			when exists (select 1 from public.second_opinions r where r.evaluation_id = v_standing and r.reviewer_id = v_open.person_id) then 'answered'
			when not v_now or private.second_fault(v_pilot.id, v_open.person_id) is not null then 'lapsed'
			else 'waiting' end;
	end if;
	if exists (
		select 1 from public.evaluations e join private.evaluation_evidence x on x.evaluation_id = e.id where e.pilot_id = v_pilot.id) then
		v_fingerprint := private.fingerprint_now(v_pilot.id);
	end if;
	return jsonb_build_object(
		'versions', (
			select coalesce(jsonb_agg(jsonb_build_object(
				'id', e.id, 'summary', e.summary, 'recommendation', e.recommendation, 'report', e.report,
				'by', p.name, 'submitted_at', e.submitted_at, 'mine', e.evaluator_id = v_me,
				'this_cycle', coalesce(e.submitted_at >= v_since, false), 'counts', e.id is not distinct from v_standing,
				'evidence', case when x.evaluation_id is not null then jsonb_build_object(
					'computed_at', x.computed_at, 'changed', x.fingerprint <> v_fingerprint) end,
				'opinions', (
					select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'verdict', r.verdict, 'remarks', r.remarks,
						'by', q.name, 'at', r.at) order by r.at, r.id), '[]')
					from public.second_opinions r join public.people q on q.id = r.reviewer_id where r.evaluation_id = e.id))
				order by e.submitted_at desc, e.id), '[]')
			from public.evaluations e join public.people p on p.id = e.evaluator_id
			left join private.evaluation_evidence x on x.evaluation_id = e.id
			where e.pilot_id = v_pilot.id),
		'second', case when v_open.id is not null then (
			select jsonb_build_object('person', p.name, 'by', b.name, 'asked_at', v_open.asked_at, 'state', v_state, 'me', p.id = v_me)
			from public.people p join public.people b on b.id = v_open.asked_by where p.id = v_open.person_id) end,
		'draft', case when v_write then (
			select jsonb_build_object('fields', d.fields, 'revision', d.revision, 'saved_at', d.saved_at)
			from private.evaluation_drafts d where d.pilot_id = v_pilot.id and d.person_id = v_me) end,
		'may', jsonb_build_object('write', v_write, 'ask', v_ask,
			'review', coalesce(v_state = 'waiting' and v_open.person_id = v_me and v_standing is not null, false)),
		'candidates', case when v_ask then (
			select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title) order by p.name, p.id), '[]')
			from public.people p
			where p.district_id = v_pilot.district_id and p.active and p.id <> v_me and private.has_role(p.id, 'evaluator')
				and private.second_fault(v_pilot.id, p.id) is null) else '[]' end);
end $$;

create or replace function private.evaluation_evidence(pilot uuid, evaluation uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_frozen private.evaluation_evidence;
	v_complete boolean := private.sees_small_cells(pilot);
	v_withheld boolean;
begin
	if not exists (select 1 from public.evaluations e where e.id = evaluation_evidence.evaluation and e.pilot_id = v_pilot.id) then
		perform private.fail(404, 'no_such_evaluation', 'There is no evaluation at this address.');
	end if;
	select x.* into v_frozen from private.evaluation_evidence x where x.evaluation_id = evaluation_evidence.evaluation;
	if v_frozen.evaluation_id is null then
		return null;
	end if;
	v_withheld := not v_complete and private.frozen_tells(v_frozen, v_pilot);
	return jsonb_build_object(
		'analysis', case when v_withheld then null when v_complete then v_frozen.complete else v_frozen.shown end,
		'withheld', v_withheld,
		'computed_at', v_frozen.computed_at,
		'permitted', v_frozen.permitted,
		'fingerprint', v_frozen.fingerprint,
		'current', v_frozen.fingerprint = private.fingerprint_now(v_pilot.id));
end $$;
