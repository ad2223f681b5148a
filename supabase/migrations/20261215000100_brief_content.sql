-- What a vote is cast on, made from the record: one page about a pilot, in two versions. What everyone in the district may read, and the
-- same with every cell. Nothing of it depends on who asks, so that it can be frozen.

-- The results that stand, as one of the two versions tells them. `subgroups`: those of subgroups alone, of outcomes that are judged.
create function private.brief_rows(pilot uuid, whole boolean, subgroups boolean) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_hidden uuid[] := case when whole then '{}' else array(select private.withheld_now(pilot)) end;
begin
	return (
		with seen as (
			select m.*, s.name as site, m.id = any (v_hidden) as hide,
				not whole and k.kind = 'proportion' and k.about <> 'things' as ends
			from private.live_measurements m
			join public.metrics k on k.id = m.metric_id
			left join public.sites s on s.id = m.site_id
			where m.pilot_id = brief_rows.pilot and (not subgroups or (m.subgroup is not null and exists (
				select 1 from public.pilot_goals g
				where g.pilot_id = m.pilot_id and g.metric_id = m.metric_id and g.role in ('primary', 'key')))))
		select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'metric_id', s.metric_id, 'arm', s.arm, 'phase', s.phase, 'period', s.period,
			'measured_on', s.measured_on, 'site', s.site, 'stratum', s.stratum, 'subgroup', s.subgroup, 'accepted', s.accepted,
			'source', s.source, 'withheld', s.hide,
			'n', case when not s.hide then s.n end, 'mean', case when not s.hide then s.mean end, 'sd', case when not s.hide then s.sd end,
			-- Shares of people at the ends are told as 5 or 95 %, as they are everywhere.
			'events', case when not s.hide then case when not s.ends or s.events is null then s.events
				else least(greatest(s.events, private.nearly_none(s.n)), private.nearly_all(s.n)) end end,
			'exposure', case when not s.hide then s.exposure end, 'value', case when not s.hide then s.value end,
			'clusters', case when not s.hide then s.clusters end, 'cluster_sd', case when not s.hide then s.cluster_sd end,
			'correlation', case when not s.hide then s.correlation end) order by s.id), '[]')
		from seen s);
end $$;

-- Everything that the analysis was computed from, so that a brief can be computed again years later, without the rows of that day.
create function private.brief_input(pilot uuid, whole boolean) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select (i.input - 'rows' - 'fingerprint') || jsonb_build_object(
		'amendments', coalesce(i.input -> 'amendments', '[]'),
		'rows', private.brief_rows(pilot, whole, false),
		'looks', (select coalesce(jsonb_agg(jsonb_build_object('at', l.at) || case when whole then l.complete else l.shown end
				order by l.at, l.id), '[]')
			from (select x.* from private.looks x where x.pilot_id = brief_input.pilot order by x.at desc, x.id limit 200) l))
	from (select private.evidence_input(pilot) as input) i
$$;

-- The kept analysis in one of the two versions, with what it permits; everything null where none was computed yet.
create function private.brief_evidence(pilot uuid, whole boolean) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('analysis', x.analysis, 'computed_at', a.computed_at, 'fingerprint', a.fingerprint,
		'permitted', coalesce(to_jsonb(a.permitted), '[]'), 'glyph', private.glyph_of(x.analysis),
		'subgroups', case when coalesce(a.running, true) then '[]' else private.brief_rows(pilot, whole, true) end)
	from (values (1)) one
	left join private.analyses a on a.pilot_id = pilot
	cross join lateral (select case when whole then a.complete else a.shown end as analysis) x
$$;

-- A count of people that is small is told as few, wherever it stands among what a district asks before it scales.
create function private.few_as_few(facts jsonb, minimum int) returns jsonb
language sql immutable set search_path = ''
as $$
	select coalesce(jsonb_object_agg(f.key, case
		when jsonb_typeof(f.value) = 'number' and f.value::text::numeric > 0 and f.value::text::numeric < minimum then to_jsonb('few'::text)
		else f.value end), '{}')
	from jsonb_each(coalesce(facts, '{}')) f
$$;

-- What speaks about a pilot's risks: tier and what is left of it, safeguards, tools, reviews, waivers, findings, incidents, holds,
-- principles and training. Of an incident its kind, severity and state: the report has readers of its own.
create function private.brief_risks(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	return jsonb_build_object(
		'tier', pilot.risk_tier, 'tier_reason', pilot.risk_reason, 'computed_tier', private.computed_tier(pilot),
		'residual', (
			select jsonb_build_object('level', r.level, 'reason', r.reason, 'by', p.name, 'at', r.at)
			from private.residual_risks r join public.people p on p.id = r.person_id
			where r.pilot_id = pilot.id order by r.id desc limit 1),
		'mitigations', (
			select coalesce(jsonb_agg(jsonb_build_object('what', m.what, 'owner', p.name, 'due_on', m.due_on, 'state', m.state,
				'overdue', m.state = 'open' and m.due_on < private.today()) order by m.state desc, m.due_on, m.id), '[]')
			from private.mitigations m join public.people p on p.id = m.owner_id where m.pilot_id = pilot.id),
		'families', private.criterion_families(pilot) || jsonb_build_object('applies', pilot.students_take_part is not false),
		'tools', private.criterion_tools(pilot) -> 'tools',
		'agreements', private.agreements_current(pilot),
		'reviews', (
			select coalesce(jsonb_agg(jsonb_build_object('specialty', r.specialty, 'state', r.state, 'reason', r.reason,
				'reviewer', p.name, 'decided_at', r.decided_at) order by r.specialty), '[]')
			from public.reviews r left join public.people p on p.id = r.reviewer_id where r.pilot_id = pilot.id),
		'waivers', (
			select coalesce(jsonb_agg(jsonb_build_object('act', w.act, 'criterion', w.criterion, 'by', p.name, 'at', w.at, 'reason', w.reason,
				'title', (select g.title from public.gate_rules g where g.district_id = w.district_id and g.act = w.act
					and g.criterion = w.criterion order by g.valid_from desc limit 1)) order by w.at desc), '[]')
			from public.waivers w join public.people p on p.id = w.person_id where w.pilot_id = pilot.id),
		'findings', (
			select jsonb_build_object('closed', count(*) filter (where f.state = 'closed'),
				'open', coalesce(jsonb_agg(jsonb_build_object('severity', f.severity, 'specialty', f.specialty, 'title', f.title, 'state', f.state,
					'owner', p.name, 'due_on', f.due_on) order by array_position(array['blocking', 'major', 'minor'], f.severity), f.due_on, f.id)
					filter (where f.state <> 'closed'), '[]'))
			from private.findings f join public.people p on p.id = f.owner_id where f.pilot_id = pilot.id),
		'incidents', (
			select coalesce(jsonb_agg(jsonb_build_object('kind', d.kind, 'severity', d.severity, 'state', d.state, 'occurred_on', i.occurred_on)
				order by i.reported_at desc), '[]')
			from private.incident_pilots l join public.incidents i on i.id = l.incident_id join private.incident_details d on d.incident_id = i.id
			where l.pilot_id = pilot.id
				and not exists (select 1 from private.incident_pilots k where k.incident_id = d.joined_to and k.pilot_id = pilot.id)),
		'holds', (
			select coalesce(jsonb_agg(jsonb_build_object('reason', h.reason, 'by', p.name, 'at', h.raised_at) order by h.raised_at desc), '[]')
			from public.holds h left join public.people p on p.id = h.raised_by where h.pilot_id = pilot.id and h.lifted_at is null),
		'principles', (private.criterion_principles(pilot) - 'missing') || jsonb_build_object('concerns', (
			select coalesce(jsonb_agg(jsonb_build_object('code', x.code, 'title', x.title, 'mark', x.mark) order by x.position, x.code), '[]') from (
				select distinct on (k.answer_id, k.marked_by) p.code, p.position, (private.principle_now(p.id)).title as title, k.mark
				from private.principle_marks k join private.principles p on p.id = k.principle_id
				where k.pilot_id = pilot.id and k.answer_id in (select b.id from private.principle_answers_of(pilot.id) b)
				order by k.answer_id, k.marked_by, k.id desc) x
			where x.mark <> 'convincing')),
		'training', private.criterion_training(pilot));
end $$;

-- The evaluation that stands, with second opinions and whom one waits for; null where none was handed in this cycle.
create function private.brief_evaluation(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_evaluation public.evaluations := private.standing_evaluation(pilot);
begin
	if v_evaluation.id is null then
		return null;
	end if;
	return (
		select jsonb_build_object('summary', v_evaluation.summary, 'recommendation', v_evaluation.recommendation,
			'report', v_evaluation.report, 'by', p.name, 'at', v_evaluation.submitted_at,
			'opinions', (
				select coalesce(jsonb_agg(jsonb_build_object('verdict', o.verdict, 'remarks', o.remarks, 'by', q.name, 'at', o.at) order by o.at, o.id), '[]')
				from public.second_opinions o join public.people q on q.id = o.reviewer_id where o.evaluation_id = v_evaluation.id),
			'asked', (
				select coalesce(jsonb_agg(q.name order by s.asked_at), '[]')
				from public.second_evaluators s join public.people q on q.id = s.person_id
				where s.pilot_id = brief_evaluation.pilot and s.until is null and s.asked_at >= private.cycle_began(brief_evaluation.pilot)
					and not exists (select 1 from public.second_opinions o where o.evaluation_id = v_evaluation.id and o.reviewer_id = s.person_id)))
		from public.people p where p.id = v_evaluation.evaluator_id);
end $$;

create function private.brief_of(pilot uuid, whole boolean) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := (select p from public.pilots p where p.id = brief_of.pilot);
	v_minimum int := (select d.minimum_group from public.districts d where d.id = v_pilot.district_id);
begin
	return jsonb_build_object(
		'pilot', jsonb_build_object('id', v_pilot.id, 'number', v_pilot.number, 'title', v_pilot.title, 'kind', v_pilot.kind,
			'stage', v_pilot.stage, 'problem', v_pilot.problem, 'question', v_pilot.decision_question, 'stop_rule', v_pilot.stop_rule,
			'launched_at', v_pilot.launched_at, 'cycle_end', v_pilot.cycle_end, 'overdue', private.is_overdue(v_pilot),
			'classes', v_pilot.classes, 'people', v_pilot.people, 'budget_once', v_pilot.budget_once, 'budget_yearly', v_pilot.budget_yearly,
			'payer', v_pilot.payer, 'next_review', v_pilot.next_review),
		'objectives', (select coalesce(jsonb_agg(jsonb_build_object('code', o.code, 'title', o.title) order by o.code), '[]')
			from public.pilot_objectives po join public.objectives o on o.id = po.objective_id where po.pilot_id = v_pilot.id),
		'sites', (select coalesce(jsonb_agg(s.name order by s.name), '[]')
			from public.pilot_sites ps join public.sites s on s.id = ps.site_id where ps.pilot_id = v_pilot.id),
		'team', (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'role', t.role) order by t.role, p.name), '[]')
			from public.team_members t join public.people p on p.id = t.person_id where t.pilot_id = v_pilot.id and t.left_at is null),
		'assignments', (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'role', a.role) order by a.role, p.name), '[]')
			from public.assignments a join public.people p on p.id = a.person_id where a.pilot_id = v_pilot.id and a.until is null),
		'plan', (select to_jsonb(l) - 'district_id' - 'pilot_id' from public.plans l where l.pilot_id = v_pilot.id),
		'amendments', (select coalesce(jsonb_agg(jsonb_build_object('at', a.amended_at, 'by', p.name, 'reason', a.reason, 'results', a.results)
				order by a.amended_at desc), '[]')
			from public.plan_amendments a join public.people p on p.id = a.amended_by where a.pilot_id = v_pilot.id),
		'evidence', private.brief_evidence(v_pilot.id, whole),
		'forecasts', private.forecasts_of(v_pilot) -> 'rows',
		'educators', (
			select f.told - 'id' - 'me' - 'may_close' - 'at_least' || jsonb_build_object('results', (f.told -> 'results') - 'sites')
			from (select private.feedback_round(r, null, null, false) as told, r.opened_at
				from private.feedback_rounds r where r.pilot_id = v_pilot.id) f
			where jsonb_typeof(f.told -> 'results') = 'object' order by f.opened_at desc limit 1),
		'evaluation', private.brief_evaluation(v_pilot.id),
		'risks', private.brief_risks(v_pilot),
		'conditions', private.decision_conditions(v_pilot.id),
		'decisions', (select coalesce(jsonb_agg(jsonb_build_object('outcome', d.outcome, 'rationale', d.rationale, 'at', d.decided_at, 'by', p.name,
				'tally', d.tally, 'within_permitted', d.within_permitted, 'different', d.different) order by d.decided_at desc), '[]')
			from public.decisions d join public.people p on p.id = d.decided_by where d.pilot_id = v_pilot.id),
		'contract', case when whole then private.contract_facts_of(v_pilot.id) else (
			select c || jsonb_build_object('opt_outs', private.few_as_few(jsonb_build_object('n', c -> 'opt_outs'), v_minimum) -> 'n')
			from (select private.contract_facts_of(v_pilot.id) as c) x where jsonb_typeof(c) = 'object') end,
		'scaling', private.scaling_would_take(v_pilot.id),
		'sunset', private.sunset_would_take(v_pilot.id),
		'criteria', (select coalesce(jsonb_agg(jsonb_build_object('act', g.act, 'criterion', g.criterion, 'met', g.met, 'required', g.required,
				'title', g.title, 'facts', case when whole or g.criterion <> 'opt_outs' then g.facts else private.few_as_few(g.facts, v_minimum) end)
				order by g.act desc, g.place), '[]')
			from private.gate_criteria(v_pilot, array['scale', 'extend']) g));
end $$;
