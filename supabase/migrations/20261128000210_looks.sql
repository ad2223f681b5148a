-- Looking early: while a pilot runs, an interval that stays valid however often it is looked at stands for the fixed one, and each look
-- is on record. Whoever is told the analysis of a running pilot has looked: there is no other way to it.

-- A cycle is over on its last day: from then on its evaluation may be handed in, and rests on the fixed interval.
create function private.is_running(pilot public.pilots) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return pilot.stage = 'experiment' and coalesce(pilot.cycle_end > private.today(), true);
end $$;

create table private.looks (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	at timestamptz not null default private.now(),
	fingerprint text not null,
	complete jsonb not null,
	shown jsonb not null,
	primary key (id, district_id),
	unique (pilot_id, district_id, fingerprint),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade
);
comment on table private.looks is 'What the judged outcomes of a running pilot showed when somebody first looked at results that had changed. Taken from the kept analysis; never changed.';
comment on column private.looks.shown is 'The same for whoever sees no small groups.';

create table private.lookers (
	look_id uuid not null,
	district_id uuid not null references public.districts (id),
	person_id uuid not null,
	at timestamptz not null default private.now(),
	primary key (look_id, district_id, person_id),
	foreign key (look_id, district_id) references private.looks (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id)
);
comment on table private.lookers is 'Who looked, each of them once for the same results.';

create index on private.looks (pilot_id, district_id, at);
create index on private.looks (district_id);
create index on private.lookers (person_id, district_id);
create index on private.lookers (district_id);

create trigger kept before update or delete on private.looks
	for each row execute function private.refuse_change();
create trigger kept before update or delete on private.lookers
	for each row execute function private.refuse_change();

-- Stopped before its cycle was over, by people who could know how it went: then the interval that allows for looking decides.
create function private.stopped_early(pilot public.pilots) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	if pilot.stage in ('draft', 'proposed', 'vetting', 'experiment') or not exists (
		select 1 from private.looks l where l.pilot_id = pilot.id) then
		return false;
	end if;
	return coalesce((
		select (c.at at time zone 'UTC')::date < pilot.cycle_end from public.stage_changes c
		where c.pilot_id = pilot.id and c.from_stage = 'experiment' order by c.at desc limit 1), false);
end $$;

-- Everything that the server's analysis reads, and a fingerprint of it. For the server's own key alone. The plan is read as amended,
-- with what it was beside it. That a pilot runs no longer changes the fingerprint, so that its analysis is computed anew. Of a metric it
-- is what its numbers mean: who owns it, where it comes from and how often are corrected without any analysis becoming stale.
create or replace function private.evidence_input(pilot uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
	with input as (
		select jsonb_build_object(
			'pilot', jsonb_build_object('id', p.id, 'launched_at', p.launched_at, 'cycle_end', p.cycle_end,
				'running', private.is_running(p), 'stopped_early', private.stopped_early(p),
				'minimum_group', (select d.minimum_group from public.districts d where d.id = p.district_id)),
			'plan', (select to_jsonb(l) - 'district_id' from public.plans l where l.pilot_id = p.id),
			'goals', coalesce((
				select jsonb_agg(to_jsonb(g) - 'district_id' || jsonb_build_object('metric', jsonb_build_object('id', k.id, 'name', k.name,
					'meaning', k.meaning, 'unit', k.unit, 'kind', k.kind, 'better', k.better, 'about', k.about, 'domain', k.domain,
					'measures', k.measures, 'version', k.version), 'objective', o.code) order by g.role, k.name)
				from public.pilot_goals g join public.metrics k on k.id = g.metric_id join public.objectives o on o.id = g.objective_id
				where g.pilot_id = p.id), '[]'),
			'rows', coalesce((
				select jsonb_agg(jsonb_build_object(
					'id', m.id, 'metric_id', m.metric_id, 'arm', m.arm, 'phase', m.phase, 'period', m.period, 'site', s.name,
					'stratum', m.stratum, 'subgroup', m.subgroup, 'n', m.n, 'mean', m.mean, 'sd', m.sd, 'events', m.events,
					'exposure', m.exposure, 'value', m.value, 'clusters', m.clusters, 'cluster_sd', m.cluster_sd,
					'correlation', m.correlation, 'accepted', m.accepted, 'measured_on', m.measured_on,
					'withheld', m.id = any (h.ids)) order by m.id)
				from private.live_measurements m left join public.sites s on s.id = m.site_id
				where m.pilot_id = p.id), '[]')
		) || coalesce((
			-- A pilot that came back was planned afresh: what was amended before it was locked again is history.
			select jsonb_build_object('amendments', jsonb_agg(jsonb_build_object(
				'at', a.amended_at, 'reason', a.reason, 'results', a.results, 'was', a.was, 'became', a.became) order by a.amended_at))
			from public.plan_amendments a join public.plans l on l.pilot_id = a.pilot_id
			where a.pilot_id = p.id and a.amended_at >= l.locked_at having count(*) > 0), '{}') as value
		from public.pilots p
		cross join lateral (select coalesce(array_agg(w.id), '{}') as ids from private.withheld(p.id) w (id)) h
		where p.id = pilot
	)
	select value || jsonb_build_object('fingerprint', private.hash_of(k.key || value::text)) from input cross join private.fingerprint_key k
$$;

-- What a look at this analysis tells of the judged outcomes; null where the pilot does not run or nothing can be told yet.
create function private.look_of(analysis jsonb) returns jsonb
language sql immutable security definer set search_path = ''
as $$
	select jsonb_build_object('period', analysis -> 'period', 'results', sum((o.value #>> '{rows,counted}')::int),
		'outcomes', jsonb_agg(jsonb_build_object('goal', o.value #> '{goal,id}') || (o.value -> 'look') order by o.ordinality))
	from jsonb_array_elements(case when analysis #>> '{early,running}' = 'true' then analysis -> 'outcomes' else '[]' end)
		with ordinality o
	where o.value ? 'look' having count(*) > 0
$$;

-- Puts on record that somebody looked. Results that show the same figures are one look, however often and by whomever.
create function private.note_look(kept private.analyses, person uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_complete jsonb := private.look_of(kept.complete);
	v_look uuid;
begin
	if person is null or v_complete is null then
		return;
	end if;
	select l.id into v_look from private.looks l where l.pilot_id = kept.pilot_id and l.fingerprint = kept.fingerprint;
	if not found then
		select l.id into v_look from (
			select x.* from private.looks x where x.pilot_id = kept.pilot_id order by x.at desc, x.id limit 1) l
		where l.complete = v_complete;
	end if;
	if v_look is null then
		insert into private.looks as l (district_id, pilot_id, fingerprint, complete, shown)
		values (kept.district_id, kept.pilot_id, kept.fingerprint, v_complete, private.look_of(kept.shown))
		on conflict (pilot_id, district_id, fingerprint) do nothing
		returning l.id into v_look;
		if v_look is null then
			-- Somebody else looked at the same moment.
			select l.id into v_look from private.looks l where l.pilot_id = kept.pilot_id and l.fingerprint = kept.fingerprint;
		end if;
	end if;
	insert into private.lookers (look_id, district_id, person_id) values (v_look, kept.district_id, person) on conflict do nothing;
end $$;

-- To be told of a running pilot's analysis is to look, which is put on record (see the pace of evidence, which replaces the function).
create or replace function public.analysis(pilot uuid) returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.analysis(pilot) $$;

alter table private.analyses
	add column running boolean not null generated always as (coalesce(complete #>> '{early,running}' = 'true', false)) stored;
comment on column private.analyses.running is 'Computed while the pilot ran: with intervals that allow for looking.';
create index on private.analyses (pilot_id) where running;

-- Every look at a pilot while it ran, the oldest first, as this caller may see it. Names are for those who answer for the pilot.
create function private.looks(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_whole boolean := private.sees_small_cells(pilot);
	v_named boolean := private.parts(pilot, private.person_id()) && array['lead', 'evaluator', 'sponsor', 'admin'];
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('at', l.at, 'people', n.people, 'names', case when v_named then n.names end)
			|| case when v_whole then l.complete else l.shown end order by l.at, l.id), '[]')
		from (select x.* from private.looks x where x.pilot_id = v_pilot.id order by x.at desc, x.id limit 200) l
		cross join lateral (
			select count(*) as people, jsonb_agg(p.name order by k.at, p.name) as names
			from private.lookers k join public.people p on p.id = k.person_id where k.look_id = l.id) n);
end $$;

create function public.looks(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.looks(pilot) $$;

grant execute on function private.looks, public.looks to authenticated;

-- Pilots whose kept analysis is of a time when they ran and do no longer, or the other way round. For the server's own key alone.
create function private.outlived_analyses(most int) returns setof uuid
language sql stable security definer set search_path = ''
as $$
	select a.pilot_id from private.analyses a join public.pilots p on p.id = a.pilot_id
	where (a.running or p.stage = 'experiment')
		and a.running <> (p.stage = 'experiment' and coalesce(p.cycle_end > (select private.today()), true))
	limit least(most, 100)
$$;

create function public.outlived_analyses(most int default 20) returns setof uuid
language sql stable security invoker set search_path = ''
as $$ select private.outlived_analyses(most) $$;

grant execute on function private.outlived_analyses, public.outlived_analyses to service_role;

-- What the primary outcome shows, as everybody in the district may see it: what is withheld stays null. Of a total there is no effect,
-- only its level against the target. Of a running pilot the board tells the verdict and no effect: that would be a look of everybody.
create or replace function private.glyph_of(shown jsonb) returns jsonb
language sql immutable security definer set search_path = ''
as $$
	select jsonb_build_object(
		'of', case when x.o -> 'effect' ->> 'method' is null and x.o -> 'target' ->> 'level' is not null then 'level' else 'effect' end,
		'estimate', case when x.o -> 'effect' ->> 'method' is null then x.o -> 'target' -> 'level' when x.told then x.o -> 'effect' -> 'estimate' end,
		'low', case when x.told then x.o -> 'effect' -> 'low' end, 'high', case when x.told then x.o -> 'effect' -> 'high' end,
		-- An effect is held against the least that matters, in the direction that is better.
		'target', case when x.o -> 'effect' ->> 'method' is null then x.o -> 'target' -> 'target'
			when not x.told then null
			when x.o -> 'goal' ->> 'better' = 'lower' then to_jsonb(-(x.o -> 'goal' ->> 'minimumEffect')::numeric)
			else x.o -> 'goal' -> 'minimumEffect' end,
		'better', x.o -> 'goal' -> 'better', 'unit', x.o -> 'goal' -> 'unit', 'kind', x.o -> 'goal' -> 'kind',
		'verdict', x.o -> 'verdict' -> 'verdict',
		'guardrails', (
			select case when bool_or(g.v = 'breached') then 'failed' when bool_and(coalesce(g.v, '') = 'safe') then 'held' else 'open' end
			from (select e -> 'verdict' ->> 'verdict' as v from jsonb_array_elements(glyph_of.shown -> 'outcomes') e where e -> 'goal' ->> 'role' = 'guardrail') g
			having count(*) > 0))
	from (select e as o, coalesce(shown #>> '{early,running}' <> 'true', true) as told
		from jsonb_array_elements(case jsonb_typeof(shown -> 'outcomes') when 'array' then shown -> 'outcomes' else '[]' end) e
		where e -> 'goal' ->> 'role' = 'primary' limit 1) x
$$;

-- Every forecast of a pilot, the latest first, and what came of each: for an effect what the results show to everyone, once the pilot
-- runs no longer.
create or replace function private.forecasts_of(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return jsonb_build_object(
		'rows', (select coalesce(jsonb_agg(jsonb_build_object('about', f.about, 'metric_id', f.metric_id, 'metric', k.name, 'unit', k.unit,
				'amount', f.amount, 'words', f.words, 'actual', f.actual, 'by', p.name, 'at', f.made_at) order by f.made_at desc, f.id), '[]')
			from private.forecasts f join public.people p on p.id = f.made_by left join public.metrics k on k.id = f.metric_id
			where f.pilot_id = pilot.id),
		'measured', (select coalesce(jsonb_agg(jsonb_build_object('metric_id', o.value -> 'goal' ->> 'metricId', 'metric', o.value -> 'goal' ->> 'name',
				'unit', o.value -> 'goal' ->> 'unit', 'estimate', o.value -> 'effect' -> 'estimate', 'low', o.value -> 'effect' -> 'low',
				'high', o.value -> 'effect' -> 'high', 'at', a.computed_at)), '[]')
			from private.analyses a cross join jsonb_array_elements(case when jsonb_typeof(a.shown -> 'outcomes') = 'array' then a.shown -> 'outcomes' else '[]' end) o
			where a.pilot_id = pilot.id and not a.running and o.value -> 'goal' ->> 'role' in ('primary', 'key')
				and jsonb_typeof(o.value -> 'effect') = 'object' and jsonb_typeof(o.value -> 'effect' -> 'estimate') = 'number'));
end $$;
