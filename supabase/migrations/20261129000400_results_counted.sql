-- How many results a pilot has is counted as they come: its pages ask at each view, and a large pilot has ten thousand. Results are
-- never changed and never taken away, so the counts follow from what is added.

create table private.result_counts (
	pilot_id uuid not null,
	district_id uuid not null,
	logged int not null default 0,
	live int not null default 0,
	accepted int not null default 0,
	waiting int not null default 0,
	primary key (pilot_id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade
);
comment on table private.result_counts is 'Of each pilot with results: how many were ever logged and accepted, how many stand, and how many of these wait to be accepted.';

create function private.add_to_counts(pilot uuid, district uuid, logged int, live int, accepted int, waiting int) returns void
language sql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
	insert into private.result_counts as c (pilot_id, district_id, logged, live, accepted, waiting)
	values (pilot, district, logged, live, accepted, waiting)
	on conflict (pilot_id, district_id) do update set logged = c.logged + excluded.logged, live = c.live + excluded.live,
		accepted = c.accepted + excluded.accepted, waiting = c.waiting + excluded.waiting
$$;

-- A correction stands in the place of the row that it corrects, which waits no longer.
create function private.count_logged() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.add_to_counts(n.pilot_id, n.district_id, count(*)::int, count(*) filter (where n.supersedes is null)::int, 0,
		count(*) filter (where n.supersedes is null or a.measurement_id is not null)::int)
	from logged n left join private.acceptances a on a.measurement_id = n.supersedes and a.district_id = n.district_id
	group by n.pilot_id, n.district_id;
	return null;
end $$;

create trigger counted after insert on private.measurements
	referencing new table as logged
	for each statement execute function private.count_logged();

create function private.count_accepted() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.add_to_counts(m.pilot_id, m.district_id, 0, 0, count(*)::int, -count(*) filter (where later.id is null)::int)
	from taken t
	join private.measurements m on m.id = t.measurement_id and m.district_id = t.district_id
	left join private.measurements later on later.supersedes = m.id and later.district_id = m.district_id
	group by m.pilot_id, m.district_id;
	return null;
end $$;

create trigger counted after insert on private.acceptances
	referencing new table as taken
	for each statement execute function private.count_accepted();

insert into private.result_counts (pilot_id, district_id, logged, live, accepted, waiting)
select m.pilot_id, m.district_id, count(*), count(*) filter (where later.id is null), count(a.measurement_id),
	count(*) filter (where later.id is null and a.measurement_id is null)
from private.measurements m
left join private.acceptances a on a.measurement_id = m.id and a.district_id = m.district_id
left join private.measurements later on later.supersedes = m.id and later.district_id = m.district_id
group by m.pilot_id, m.district_id;

create or replace function private.evidence_stamp(pilot uuid) returns text
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	return (
		select md5(jsonb_build_array(p.launched_at, p.cycle_end, private.is_running(p), private.stopped_early(p), (select to_jsonb(d) from public.districts d where d.id = p.district_id),
			(select to_jsonb(l) from public.plans l where l.pilot_id = p.id),
			(select jsonb_agg(jsonb_build_array(to_jsonb(g), to_jsonb(k), o.code) order by g.id)
				from public.pilot_goals g join public.metrics k on k.id = g.metric_id join public.objectives o on o.id = g.objective_id
				where g.pilot_id = p.id),
			(select jsonb_agg(jsonb_build_array(s.id, s.name) order by s.id) from public.sites s where s.district_id = p.district_id),
			(select jsonb_build_array(count(*), max(a.amended_at)) from public.plan_amendments a where a.pilot_id = p.id),
			(select jsonb_build_array(c.logged, c.accepted) from private.result_counts c where c.pilot_id = p.id))::text)
		from public.pilots p where p.id = pilot);
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
		|| private.joining_of(v_pilot, v_me, v_parts) || private.flow_of(v_pilot, v_me, v_parts) || jsonb_build_object(
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
		'docket', (select jsonb_build_object('id', d.id, 'opened_at', d.opened_at, 'held_on', t.held_on, 'chair', c.name, 'chair_id', c.id,
				'i_chair', private.chairs(d, v_me), 'i_vote', 'cabinet' = any (v_parts),
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
		-- Its own page reads the log: only how it came to where it is goes along.
		'activity', (select coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'actor', p.name, 'record', a.record, 'verb', a.verb, 'facts', a.facts)), '[]')
			from (select x.* from public.activity x
				where x.pilot_id = v_pilot.id and x.record = 'stage_changes' and x.verb = 'moved' order by x.id desc limit 1) a
			left join public.people p on p.id = a.actor_id));
end $$;
