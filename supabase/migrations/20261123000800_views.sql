-- What pages ask for, one round trip each. All of it as the caller: row level security decides what is there.

-- Whose move it is. Derived from stage and reviews in private.cards, never typed.
create type public.status as enum ('on the team', 'on the AI office', 'on reviewers', 'on the evaluator', 'on the cabinet', 'closed');

-- What a card says of each of these pilots, all in one go. Whoever calls it decides who sees which.
-- In plpgsql, since that keeps its plan from call to call.
create function private.cards(ids uuid[]) returns table (id uuid, card jsonb)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select p.id, jsonb_build_object(
		'id', p.id, 'title', p.title, 'stage', p.stage, 'stage_since', p.stage_since,
		'days', (select private.today()) - (p.stage_since at time zone 'UTC')::date,
		'status', (case
			when p.stage = 'draft' then 'on the team'
			when p.stage in ('proposed', 'sunset') then 'on the AI office'
			when p.stage = 'vetting' and r.asked then 'on reviewers'
			when p.stage = 'vetting' and r.refused then 'on the team'
			when p.stage = 'vetting' and l.pilot_id is null then 'on the evaluator'
			when p.stage = 'vetting' and (p.decision_question = '' or p.stop_rule = '' or p.budget_once is null
				or p.budget_yearly is null or p.cycle_end is null) then 'on the team'
			when p.stage = 'vetting' and p.risk_tier = 'low' then 'on the AI office'
			when p.stage in ('vetting', 'decision', 'scaling') then 'on the cabinet'
			when p.stage = 'experiment' then 'on the evaluator'
			else 'closed' end)::public.status,
		-- A cycle that ended without an evaluation: no silent continuation.
		'overdue', p.stage = 'experiment' and coalesce(p.cycle_end < (select private.today()), false) and not exists (
			select 1 from public.evaluations e where e.pilot_id = p.id and e.submitted_at >= p.stage_since),
		'risk_tier', p.risk_tier,
		'objectives', coalesce(o.codes, '[]'), 'sites', coalesce(s.names, '[]'))
	from public.pilots p
	left join public.plans l on l.pilot_id = p.id
	left join (
		select x.pilot_id, jsonb_agg(y.code order by y.code) as codes
		from public.pilot_objectives x join public.objectives y on y.id = x.objective_id
		where x.pilot_id = any (ids) group by x.pilot_id) o on o.pilot_id = p.id
	left join (
		select x.pilot_id, jsonb_agg(y.name order by y.name) as names
		from public.pilot_sites x join public.sites y on y.id = x.site_id
		where x.pilot_id = any (ids) group by x.pilot_id) s on s.pilot_id = p.id
	left join (
		select x.pilot_id, bool_or(x.state = 'asked') as asked, bool_or(x.state = 'refused') as refused
		from public.reviews x where x.pilot_id = any (ids) group by x.pilot_id) r on r.pilot_id = p.id
	where p.id = any (ids);
end $$;

create function private.card(pilot public.pilots) returns jsonb
language sql stable security definer set search_path = ''
as $$ select c.card from private.cards(array[pilot.id]) c $$;

-- The board: every stage with its count and its first cards, longest in the stage first.
-- filters: { objective: code, site: id, mine: true, stage: only this one }; unknown ones are ignored.
-- It runs with its owner's rights and names who sees what itself: row level security would ask that for each card anew.
create function private.pipeline(filters jsonb, cards int, after int) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_mine uuid[] := array(select private.my_pilots());
	v_ours uuid[];
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	if filters ->> 'mine' = 'true' then
		v_ours := v_mine || array(
			select a.pilot_id from public.assignments a where a.person_id = v_me and a.until is null);
	end if;
	return (
		with wanted as not materialized (
			select p.id, p.stage, p.stage_since
			from public.pilots p
			where p.district_id = v_district
				and (p.proposed_at is not null or p.id = any (v_mine))
				and (v_ours is null or p.id = any (v_ours))
				and (filters ->> 'stage' is null or p.stage::text = filters ->> 'stage')
				and (filters ->> 'objective' is null or p.id in (
					select po.pilot_id from public.pilot_objectives po join public.objectives o on o.id = po.objective_id
					where o.district_id = v_district and o.code = filters ->> 'objective'))
				and (filters ->> 'site' is null or p.id in (
					select ps.pilot_id from public.pilot_sites ps
					where ps.district_id = v_district and ps.site_id::text = filters ->> 'site'))
		), counts as (
			select w.stage, count(*)::int as pilots from wanted w group by w.stage
		), first as (
			-- Stage by stage, so that an index gives the first ones without sorting them all.
			select s.stage, f.id, f.place from unnest(enum_range(null::public.stage)) s (stage)
			cross join lateral (
				select w.id, row_number() over (order by w.stage_since, w.id) as place from wanted w where w.stage = s.stage
				order by w.stage_since, w.id limit least(greatest(pipeline.cards, 0), 200) offset greatest(after, 0)) f
		), shown as (
			select f.stage, jsonb_agg(c.card order by f.place) as cards
			from first f join private.cards(array(select x.id from first x)) c on c.id = f.id
			group by f.stage
		)
		select jsonb_agg(jsonb_build_object(
			'stage', s.stage, 'count', coalesce(c.pilots, 0), 'cards', coalesce(x.cards, '[]')) order by s.stage)
		from unnest(enum_range(null::public.stage)) s (stage)
		left join counts c on c.stage = s.stage
		left join shown x on x.stage = s.stage
		where filters ->> 'stage' is null or s.stage::text = filters ->> 'stage');
end $$;

create function public.pipeline(filters jsonb default '{}', cards int default 8, after int default 0) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.pipeline(filters, cards, after) $$;

-- What may be chosen as a filter, and in forms.
create function public.choices() returns jsonb
language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'objectives', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'code', o.code, 'title', o.title, 'goal', g.title)
			order by o.code), '[]') from public.objectives o join public.goals g on g.id = o.goal_id),
		'sites', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'kind', s.kind) order by s.kind, s.name), '[]')
			from public.sites s),
		'metrics', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'unit', k.unit, 'kind', k.kind,
			'better', k.better, 'about', k.about, 'meaning', k.meaning) order by k.name), '[]') from public.metrics k))
$$;

-- One pilot, whole, for its page. Null where there is none for this caller.
create function private.pilot(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[] := private.parts_in_act(pilot, v_me);
begin
	return private.card(v_pilot) || (to_jsonb(v_pilot) - 'district_id') || jsonb_build_object(
		'computed_tier', private.computed_tier(v_pilot),
		'my_parts', to_jsonb(v_parts),
		'kept_out', private.on_team_since_proposed(pilot, v_me) and not 'team' = any (v_parts),
		'objectives', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'code', o.code, 'title', o.title) order by o.code), '[]')
			from public.pilot_objectives po join public.objectives o on o.id = po.objective_id where po.pilot_id = pilot),
		'sites', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name), '[]')
			from public.pilot_sites ps join public.sites s on s.id = ps.site_id where ps.pilot_id = pilot),
		'team', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'role', t.role) order by t.role, p.name), '[]')
			from public.team_members t join public.people p on p.id = t.person_id where t.pilot_id = pilot and t.left_at is null),
		'assignments', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'role', a.role) order by a.role), '[]')
			from public.assignments a join public.people p on p.id = a.person_id where a.pilot_id = pilot and a.until is null),
		'reviews', (select coalesce(jsonb_agg(jsonb_build_object('specialty', r.specialty, 'state', r.state, 'reason', r.reason,
				'reviewer', p.name, 'decided_at', r.decided_at,
				'mine', not private.on_team_since_proposed(pilot, v_me) and (r.state = 'asked' or r.reviewer_id = v_me) and exists (
					select 1 from public.person_roles x where x.person_id = v_me and x.role = 'reviewer' and x.specialty = r.specialty))
				order by r.specialty), '[]')
			from public.reviews r left join public.people p on p.id = r.reviewer_id where r.pilot_id = pilot),
		'plan', (select to_jsonb(l) - 'district_id' - 'pilot_id' from public.plans l where l.pilot_id = pilot),
		'goals', (select coalesce(jsonb_agg(to_jsonb(g) - 'district_id' - 'pilot_id' || jsonb_build_object(
				'metric', k.name, 'unit', k.unit, 'kind', k.kind, 'better', k.better, 'about', k.about, 'objective', o.code)
				order by g.role, k.name), '[]')
			from public.pilot_goals g join public.metrics k on k.id = g.metric_id join public.objectives o on o.id = g.objective_id
			where g.pilot_id = pilot),
		'gates', (select coalesce(jsonb_agg(jsonb_build_object(
				'act', m.act, 'to_stage', m.to_stage, 'through', m.through, 'asks_note', m.asks_note,
				'parts', case when v_pilot.risk_tier = 'low' then coalesce(m.low_tier_parts, m.parts) else m.parts end,
				'mine', m.through = 'advance_pilot'
					and v_parts && case when v_pilot.risk_tier = 'low' then coalesce(m.low_tier_parts, m.parts) else m.parts end,
				'criteria', (select coalesce(jsonb_agg(to_jsonb(c)), '[]') from private.criteria_of(v_pilot, m.act) c)) order by m.position), '[]')
			from public.moves m where m.from_stage = v_pilot.stage),
		'evaluation', (select jsonb_build_object('summary', e.summary, 'recommendation', e.recommendation, 'by', p.name, 'at', e.submitted_at)
			from public.evaluations e join public.people p on p.id = e.evaluator_id where e.pilot_id = pilot order by e.submitted_at desc limit 1),
		'results', (select jsonb_build_object('rows', count(*), 'waiting', count(*) filter (where not m.accepted))
			from private.live_measurements m where m.pilot_id = pilot),
		'docket', (select jsonb_build_object('id', d.id, 'opened_at', d.opened_at, 'held_on', t.held_on, 'chair', c.name, 'chair_id', c.id,
				'i_chair', c.id = v_me and not private.on_team_since_proposed(pilot, v_me),
				'i_vote', private.has_role(v_me, 'cabinet') and not private.on_team_since_proposed(pilot, v_me),
				'votes', (select count(*) from private.votes v where v.docket_item_id = d.id),
				'quorum', (select x.quorum from public.districts x where x.id = v_pilot.district_id))
			from public.docket_items d left join public.meetings t on t.id = d.meeting_id left join public.people c on c.id = t.chair_id
			where d.pilot_id = pilot and d.closed_at is null),
		'decisions', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'outcome', d.outcome, 'rationale', d.rationale,
				'decided_at', d.decided_at, 'decided_by', p.name, 'tally', d.tally, 'permitted', d.permitted,
				'within_permitted', d.within_permitted, 'with_majority', d.with_majority, 'override_reason', d.override_reason,
				'seconded_by', s.name, 'next_review', d.next_review) order by d.decided_at desc), '[]')
			from public.decisions d join public.people p on p.id = d.decided_by left join public.people s on s.id = d.seconded_by
			where d.pilot_id = pilot),
		'activity', (select coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'actor', p.name, 'record', a.record, 'verb', a.verb, 'facts', a.facts
				|| case when a.facts ? 'person_id' then jsonb_build_object('person', (
					select x.name from public.people x where x.id = (a.facts ->> 'person_id')::uuid)) else '{}' end) order by a.id desc), '[]')
			from (select * from public.activity a where a.pilot_id = v_pilot.id order by a.id desc limit 40) a
			left join public.people p on p.id = a.actor_id));
end $$;

create function public.pilot(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.pilot(pilot) $$;

-- Goals and objectives, each with how many pilots are in which stage.
create function public.strategy() returns jsonb
language sql stable security invoker set search_path = ''
as $$
	with placed as (
		select po.objective_id, p.stage, count(*)::int as pilots
		from public.pilots p join public.pilot_objectives po on po.pilot_id = p.id
		where p.district_id = (select private.district_id()) group by po.objective_id, p.stage
	)
	select coalesce(jsonb_agg(jsonb_build_object('code', g.code, 'title', g.title, 'intent', g.intent, 'objectives', (
		select coalesce(jsonb_agg(jsonb_build_object('code', o.code, 'title', o.title, 'intent', o.intent, 'stages', (
			select coalesce(jsonb_object_agg(x.stage, x.pilots), '{}') from placed x where x.objective_id = o.id)) order by o.code), '[]')
		from public.objectives o where o.goal_id = g.id)) order by g.code), '[]')
	from public.goals g
$$;

-- The cabinet's table: meetings, what is due, and what was decided.
create function private.cabinet() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	return jsonb_build_object(
		'rule', (select jsonb_build_object('decision_rule', d.decision_rule, 'quorum', d.quorum) from public.districts d where d.id = v_district),
		'meetings', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'held_on', m.held_on, 'chair', p.name) order by m.held_on), '[]')
			from public.meetings m join public.people p on p.id = m.chair_id where m.district_id = v_district and m.held_on >= private.today()),
		'due', (select coalesce(jsonb_agg(private.card(l) || jsonb_build_object('held_on', m.held_on, 'chair', c.name,
				'question', l.decision_question,
				'recommendation', a.shown -> 'recommendation', 'permitted', a.permitted,
				'evaluator_says', (select e.recommendation from public.evaluations e where e.pilot_id = l.id order by e.submitted_at desc limit 1),
				'votes', (select count(*) from private.votes v where v.docket_item_id = d.id),
				'my_vote', (select v.choice from private.votes v where v.docket_item_id = d.id and v.voter_id = v_me),
				'i_vote', private.has_role(v_me, 'cabinet') and not private.on_team_since_proposed(l.id, v_me),
				'i_chair', c.id = v_me) order by m.held_on nulls last, d.opened_at), '[]')
			from public.docket_items d join public.pilots l on l.id = d.pilot_id
			left join private.analyses a on a.pilot_id = l.id
			left join public.meetings m on m.id = d.meeting_id left join public.people c on c.id = m.chair_id
			where d.district_id = v_district and d.closed_at is null),
		'overdue', (select coalesce(jsonb_agg(c.card || jsonb_build_object('cycle_end', l.cycle_end) order by l.cycle_end), '[]')
			from private.cards(array(
				select x.id from public.pilots x
				where x.district_id = v_district and x.stage = 'experiment' and x.cycle_end < private.today())) c
			join public.pilots l on l.id = c.id where (c.card ->> 'overdue')::boolean),
		'decided', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'pilot', l.id, 'title', l.title, 'outcome', d.outcome,
				'decided_at', d.decided_at, 'decided_by', p.name, 'tally', d.tally, 'rationale', d.rationale, 'within_permitted', d.within_permitted,
				'with_majority', d.with_majority, 'override_reason', d.override_reason, 'next_review', d.next_review) order by d.decided_at desc), '[]')
			from (select * from public.decisions d where d.district_id = v_district order by d.decided_at desc limit 100) d
			join public.pilots l on l.id = d.pilot_id join public.people p on p.id = d.decided_by));
end $$;

create function public.cabinet() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.cabinet() $$;

-- What waits on the caller, and the pilots that are theirs: the first of each, with how many there are.
create function private.home() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_today date := private.today();
	v_admin boolean := private.has_role(v_me, 'admin');
	v_cabinet boolean := private.has_role(v_me, 'cabinet');
	v_sponsored uuid[] := array(
		select a.pilot_id from public.assignments a where a.person_id = v_me and a.role = 'sponsor' and a.until is null);
	-- Pilots whose team the caller is on, or was since they were proposed: others act on those.
	v_kept_out uuid[] := array(
		select t.pilot_id from public.team_members t join public.pilots l on l.id = t.pilot_id
		where t.person_id = v_me and (t.left_at is null or t.left_at >= l.proposed_at));
	v_most constant int := 30;
begin
	if v_me is null then
		return null;
	end if;
	return (
		with waiting as (
			select 'sign a review' as what, l.id, l.title, l.stage_since as since, r.specialty::text as detail
			from public.reviews r join public.pilots l on l.id = r.pilot_id
			join public.person_roles x on x.person_id = v_me and x.role = 'reviewer' and x.specialty = r.specialty
			where r.district_id = v_district and r.state = 'asked' and l.stage = 'vetting' and l.id <> all (v_kept_out)
			union all
			select case when v.voter_id is null then 'vote' else 'record the decision' end, l.id, l.title, d.opened_at, null
			from public.docket_items d join public.pilots l on l.id = d.pilot_id
			left join public.meetings m on m.id = d.meeting_id
			left join private.votes v on v.docket_item_id = d.id and v.voter_id = v_me
			where d.district_id = v_district and d.closed_at is null and v_cabinet and l.id <> all (v_kept_out)
				and (v.voter_id is null or (m.chair_id = v_me and m.held_on <= v_today))
			union all
			select case when l.cycle_end <= v_today then 'submit the evaluation' else 'log results' end, l.id, l.title, l.stage_since, null
			from public.assignments a join public.pilots l on l.id = a.pilot_id
			where a.person_id = v_me and a.role = 'evaluator' and a.until is null and l.stage = 'experiment'
			union all
			select 'triage', l.id, l.title, l.stage_since, null from public.pilots l
			where l.district_id = v_district and l.stage = 'proposed' and (v_admin or l.id = any (v_sponsored)) and l.id <> all (v_kept_out)
			union all
			select 'finish the proposal', l.id, l.title, l.stage_since, null
			from public.team_members t join public.pilots l on l.id = t.pilot_id
			where t.person_id = v_me and t.role = 'lead' and t.left_at is null and l.stage = 'draft'
			union all
			select 'launch', l.id, l.title, l.stage_since, null from public.pilots l
			where l.district_id = v_district and l.stage = 'vetting' and l.cycle_end >= v_today and l.id <> all (v_kept_out)
				and case when l.risk_tier = 'low' then v_admin or l.id = any (v_sponsored) else v_cabinet end
				and not exists (select 1 from public.reviews r where r.pilot_id = l.id and r.state <> 'signed')
				and not exists (select 1 from private.criteria_of(l, 'launch') c where not c.met)
			union all
			select 'adopt', l.id, l.title, l.stage_since, null from public.pilots l
			where l.id = any (v_sponsored) and l.stage = 'scaling' and l.id <> all (v_kept_out)
			union all
			select 'close the runbook', l.id, l.title, l.stage_since, null from public.pilots l
			where l.district_id = v_district and l.stage = 'sunset' and v_admin and l.id <> all (v_kept_out)
		), mine as (
			select l.id, l.stage_since from public.pilots l
			where l.id in (select t.pilot_id from public.team_members t where t.person_id = v_me and t.left_at is null
				union select a.pilot_id from public.assignments a where a.person_id = v_me and a.until is null)
		)
		select jsonb_build_object(
			'waiting', (select coalesce(jsonb_agg(jsonb_build_object('what', w.what, 'pilot', w.id, 'title', w.title, 'since', w.since,
				'detail', w.detail) order by w.since), '[]') from (select * from waiting order by since limit v_most) w),
			'waiting_in_all', (select count(*) from waiting),
			'mine', (select coalesce(jsonb_agg(c.card order by c.card ->> 'stage_since' desc), '[]')
				from private.cards(array(select m.id from mine m order by m.stage_since desc limit v_most)) c),
			'mine_in_all', (select count(*) from mine),
			'flow', (select coalesce(jsonb_object_agg(x.stage, x.pilots), '{}') from (
				select l.stage, count(*)::int as pilots from public.pilots l
				where l.district_id = v_district and l.proposed_at is not null group by l.stage) x)));
end $$;

create function public.home() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.home() $$;

-- Whether the database answers and which migration it is at: for readiness checks, without a sign-in.
create function private.schema_version() returns text
language sql stable security definer set search_path = ''
as $$ select max(m.version) from supabase_migrations.schema_migrations m $$;

create function public.schema_version() returns text
language sql stable security invoker set search_path = ''
as $$ select private.schema_version() $$;

grant execute on function private.pipeline, private.pilot, private.cabinet, private.home to authenticated;
grant execute on function public.pipeline, public.choices, public.pilot, public.strategy, public.cabinet, public.home to authenticated;
grant usage on schema private to anon;
grant execute on function private.schema_version, public.schema_version to anon, authenticated, service_role;
