-- Where each part of the cabinet room comes into gates, into a pilot's page, into what waits on somebody, and into what time does. Each
-- seam is a function of its own, which the part that it belongs to defines.

-- An overdue condition of an earlier decision holds what carries the pilot on.
create function private.criterion_conditions(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select jsonb_build_object('met', count(*) filter (where c.due_on < private.today()) = 0, 'open', count(*),
			'overdue', coalesce(jsonb_agg(c.words order by c.due_on) filter (where c.due_on < private.today()), '[]'))
		from private.conditions c where c.pilot_id = pilot.id and c.state in ('open', 'reported'));
end $$;

-- Adopting asks that every condition is closed, overdue or not.
create function private.criterion_conditions_closed(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_facts jsonb := private.criterion_conditions(pilot);
begin
	return v_facts || jsonb_build_object('met', (v_facts ->> 'open')::int = 0);
end $$;

-- The cabinet extends as often as the district says, counted since the launch.
create function private.criterion_extensions(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_most int := (select d.most_extensions from public.districts d where d.id = pilot.district_id);
	v_times int := (
		select count(*) from public.decisions d where d.pilot_id = pilot.id and d.outcome = 'extend'
			and d.decided_at >= coalesce(pilot.launched_at, '-infinity'));
begin
	return jsonb_build_object('met', v_times < v_most, 'times', v_times, 'most', v_most);
end $$;

-- What a pilot's page shows of its decisions and of what came after them.
create function private.decided_of(pilot public.pilots, me uuid, parts text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return jsonb_build_object('docket', private.docket_of(pilot, me, parts), 'decisions', private.decisions_of(pilot, me, parts),
		'conditions', private.decision_conditions(pilot.id), 'waves', private.waves_of(pilot, me, parts),
		'monitoring', private.monitoring_of(pilot, me, parts), 'runbook', private.runbook_of(pilot, me, parts));
end $$;

-- What waits on somebody in adoption and in the cabinet room, in the form of private.home.
create or replace function private.adoption_waiting(me uuid, district uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select x.* from private.reviews_waiting(me, district) x
	union all
	select x.* from private.findings_waiting(me, district) x
	union all
	select x.* from private.tools_waiting(me, district) x
	union all
	select x.* from private.safeguards_waiting(me, district) x
	union all
	select x.* from private.policies_waiting(me, district) x
	union all
	select x.* from private.training_waiting(me, district) x
	union all
	select x.* from private.incidents_waiting(me, district) x
	union all
	select x.* from private.partners_waiting(me, district) x
	union all
	select x.* from private.meetings_waiting(me, district) x
	union all
	select x.* from private.conditions_waiting(me, district) x
	union all
	select x.* from private.contracts_waiting(me, district) x
	union all
	select x.* from private.waves_waiting(me, district) x
	union all
	select x.* from private.monitoring_waiting(me, district) x
	union all
	select x.* from private.runbooks_waiting(me, district) x;
end $$;

-- What time does: each part queues its mails under keys that send them once.
create or replace function private.tick() returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_done jsonb;
begin
	if not pg_try_advisory_xact_lock(hashtext('pilotage.tick')) then
		return jsonb_build_object('busy', true);
	end if;
	-- First what time moves by itself: sleepers wake, and overdue cycles come before the cabinet.
	perform private.wake_due();
	perform private.docket_overdue();
	perform private.close_feedback_due();
	perform private.tick_tools();
	perform private.tick_findings();
	perform private.tick_safeguards();
	perform private.tick_policies();
	perform private.tick_training();
	perform private.tick_incidents();
	perform private.tick_partners();
	perform private.tick_waves();
	perform private.tick_monitoring();
	perform private.tick_conditions();
	perform private.tick_contracts();
	perform private.tick_runbooks();
	perform private.tick_meetings();
	perform private.sweep_kept_forms();
	perform private.sweep_notices();
	v_done := private.tick_reviews() || private.tick_cycles() || jsonb_build_object('triage_waits', private.tick_triage(),
		'vote_waits', private.tick_votes(), 'woken', private.tick_woken(), 'digest', private.tick_digests());
	-- Other mails stay as the memory of who was told what; these say nothing later that the account does not.
	delete from private.mails m where m.kind in ('account', 'digest') and m.created_at < private.now() - interval '30 days'
		and (m.sent_at is not null or m.given_up_at is not null);
	return v_done;
end $$;

create or replace function private.pilot(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[] := private.parts_in_act(pilot, v_me);
	v_why text := private.kept_out_why(pilot, v_me);
	v_several boolean := (select d.one_signs_several from public.districts d where d.id = v_pilot.district_id);
begin
	return private.card(v_pilot) || (to_jsonb(v_pilot) - 'district_id') || private.history_of(v_pilot, v_me, v_parts)
		|| private.proposal_of(v_pilot, v_me, v_parts) || private.drafting_of(v_pilot, v_me, v_parts)
		|| private.joining_of(v_pilot, v_me, v_parts) || private.flow_of(v_pilot, v_me, v_parts)
		|| private.decided_of(v_pilot, v_me, v_parts) || jsonb_build_object(
		'computed_tier', private.computed_tier(v_pilot),
		'my_parts', to_jsonb(v_parts),
		'kept_out', v_why is not null and not 'team' = any (v_parts),
		'kept_out_why', v_why,
		'objectives', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'code', o.code, 'title', o.title) order by o.code), '[]')
			from public.pilot_objectives po join public.objectives o on o.id = po.objective_id where po.pilot_id = pilot),
		'sites', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name), '[]')
			from public.pilot_sites ps join public.sites s on s.id = ps.site_id where ps.pilot_id = pilot),
		'team', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'outside', p.outside, 'role', t.role) order by t.role, p.name), '[]')
			from public.team_members t join public.people p on p.id = t.person_id where t.pilot_id = pilot and t.left_at is null),
		'assignments', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'outside', p.outside, 'role', a.role) order by a.role), '[]')
			from public.assignments a join public.people p on p.id = a.person_id where a.pilot_id = pilot and a.until is null),
		'reviews', (select coalesce(jsonb_agg(jsonb_build_object('specialty', r.specialty, 'state', r.state, 'reason', r.reason,
				'reviewer', p.name, 'decided_at', r.decided_at, 'no_interest', r.no_interest,
				'mine', (r.state = 'asked' or r.reviewer_id = v_me) and r.specialty::text = any (v_parts) and (v_several or not exists (
					select 1 from public.reviews x where x.pilot_id = pilot and x.reviewer_id = v_me and x.specialty <> r.specialty)))
				order by r.specialty), '[]')
			from public.reviews r left join public.people p on p.id = r.reviewer_id where r.pilot_id = pilot),
		'plan', (select to_jsonb(l) - 'district_id' - 'pilot_id' from public.plans l where l.pilot_id = pilot),
		'goals', (select coalesce(jsonb_agg(to_jsonb(g) - 'district_id' - 'pilot_id' || jsonb_build_object(
				'metric', k.name, 'unit', k.unit, 'kind', k.kind, 'better', k.better, 'about', k.about, 'objective', o.code)
				order by g.role, k.name), '[]')
			from public.pilot_goals g join public.metrics k on k.id = g.metric_id join public.objectives o on o.id = g.objective_id
			where g.pilot_id = pilot),
		'gates', private.gates_of(v_pilot, v_me, v_parts),
		'evaluation', (select jsonb_build_object('summary', e.summary, 'recommendation', e.recommendation, 'by', p.name, 'at', e.submitted_at)
			from public.evaluations e join public.people p on p.id = e.evaluator_id where e.pilot_id = pilot order by e.submitted_at desc limit 1),
		'results', (select jsonb_build_object('rows', coalesce(sum(c.live), 0), 'waiting', coalesce(sum(c.waiting), 0))
			from private.result_counts c where c.pilot_id = v_pilot.id),
		-- Its own page reads the log: only how it came to where it is goes along.
		'activity', (select coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'actor', p.name, 'record', a.record, 'verb', a.verb, 'facts', a.facts)), '[]')
			from (select x.* from public.activity x
				where x.pilot_id = v_pilot.id and x.record = 'stage_changes' and x.verb = 'moved' order by x.id desc limit 1) a
			left join public.people p on p.id = a.actor_id));
end $$;
