-- Evidence of a pilot with thousands of results, told as fast as that of one with six. Whether an analysis still stands, and which
-- groups are withheld, was worked out of every row each time that somebody looked.

alter table private.analyses add column stamp text, add column withheld uuid[];
comment on column private.analyses.stamp is 'What the analysis stood on, told cheaply: while evidence_stamp says the same, it is current and withheld holds.';
comment on column private.analyses.withheld is 'The live rows that were withheld from most people when it was computed.';

-- Says the same as long as evidence_input does, without reading a row's numbers: results are only ever added, accepted and superseded by
-- others, never changed. It may say something else where nothing of an analysis changed; then it is computed once more.
create function private.evidence_stamp(pilot uuid) returns text
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan set jit = off
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
			(select jsonb_build_array(count(*), count(a.measurement_id)) from private.measurements m
				left join private.acceptances a on a.measurement_id = m.id and a.district_id = m.district_id
				where m.pilot_id = p.id))::text)
		from public.pilots p where p.id = pilot);
end $$;

create function public.evidence_stamp(pilot uuid) returns text
language sql stable security invoker set search_path = ''
as $$ select private.evidence_stamp(pilot) $$;

-- Keeps what the server computed. For the server's own key alone. The stamp is of before the rows were read, so that a result which came
-- in meanwhile makes it old.
drop function public.store_analysis(uuid, text, jsonb, jsonb, text[]);
drop function private.store_analysis(uuid, text, jsonb, jsonb, text[]);

create function private.store_analysis(pilot uuid, fingerprint text, complete jsonb, shown jsonb, permitted text[],
	stamp text, withheld uuid[]) returns void
language sql security definer set search_path = ''
as $$
	insert into private.analyses as a (pilot_id, district_id, fingerprint, complete, shown, permitted, stamp, withheld)
	select p.id, p.district_id, fingerprint, complete, shown, permitted::public.outcome[], stamp, withheld
	from public.pilots p where p.id = pilot
	on conflict (pilot_id, district_id) do update set fingerprint = excluded.fingerprint,
		computed_at = case when (a.fingerprint, a.complete) = (excluded.fingerprint, excluded.complete) then a.computed_at else private.now() end,
		complete = excluded.complete, shown = excluded.shown, permitted = excluded.permitted, stamp = excluded.stamp, withheld = excluded.withheld
$$;

create function public.store_analysis(pilot uuid, fingerprint text, complete jsonb, shown jsonb, permitted text[],
	stamp text default null, withheld uuid[] default null) returns void
language sql security invoker set search_path = ''
as $$ select private.store_analysis(pilot, fingerprint, complete, shown, permitted, stamp, withheld) $$;

-- The kept analysis as this caller may see it, and whether it still stands on the rows of today. `quick`: told by its stamp. While the
-- pilot runs, to be told it is to look; one that is out of date is then not told at all.
create or replace function private.analysis(pilot uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_everything boolean := private.sees_small_cells(pilot);
	v_kept private.analyses;
	v_quick boolean;
	v_current boolean;
begin
	select a.* into v_kept from private.analyses a where a.pilot_id = v_pilot.id;
	if not found then
		return null;
	end if;
	v_quick := coalesce(v_kept.stamp = private.evidence_stamp(v_pilot.id), false);
	v_current := v_quick or v_kept.fingerprint = private.evidence_input(v_pilot.id) ->> 'fingerprint';
	if v_current and v_kept.running then
		perform private.note_look(v_kept, private.person_id());
	end if;
	return jsonb_build_object(
		'analysis', case when v_kept.running and not v_current then null when v_everything then v_kept.complete else v_kept.shown end,
		'computed_at', v_kept.computed_at,
		'permitted', v_kept.permitted,
		'fingerprint', v_kept.fingerprint,
		'everything', v_everything,
		'quick', v_quick,
		'current', v_current);
end $$;

-- The rows that are withheld now: as they were told when the analysis was computed, where nothing came since.
create function private.withheld_now(pilot uuid) returns setof uuid
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_known uuid[] := (
		select a.withheld from private.analyses a
		where a.pilot_id = withheld_now.pilot and a.stamp = private.evidence_stamp(withheld_now.pilot));
begin
	if v_known is null then
		return query select private.withheld(pilot);
	else
		return query select unnest(v_known);
	end if;
end $$;

-- A pilot's results as this caller may see them, of all metrics or of some, with the names of sites and people: small cells without
-- their numbers, old values of a corrected row for those who see small cells only; others see that it was corrected, by whom, when and why.
create function private.measurements_of(pilot uuid, metrics uuid[])
returns table (
	id uuid, metric_id uuid, arm public.arm, phase public.phase, period text, measured_on date, site_id uuid, stratum text,
	subgroup text, n int, mean double precision, sd double precision, events int, exposure double precision,
	value double precision, clusters int, cluster_sd double precision, correlation double precision, source text, note text,
	logged_by uuid, logged_at timestamptz, accepted boolean, withheld boolean, supersedes uuid, reason text, superseded_by uuid,
	site text, by text)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_all boolean := private.sees_small_cells(pilot);
	v_hidden uuid[] := case when v_all then '{}' else array(select private.withheld_now(v_pilot.id)) end;
begin
	return query
	with seen as (
		select m.*, a.measurement_id is not null as is_accepted, later.id as later_id,
			not v_all and (later.id is not null or m.id = any (v_hidden)) as hide,
			-- Shares of people at the ends are told as 5 or 95 %: more would say of everyone in the group what they did.
			not v_all and k.kind = 'proportion' and k.about <> 'things' as ends
		from private.measurements m
		join public.metrics k on k.id = m.metric_id
		left join private.acceptances a on a.measurement_id = m.id
		left join private.measurements later on later.supersedes = m.id
		where m.pilot_id = v_pilot.id and (metrics is null or m.metric_id = any (metrics)))
	select s.id, s.metric_id, s.arm, s.phase, s.period, s.measured_on, s.site_id, s.stratum, s.subgroup,
		case when not s.hide then s.n end, case when not s.hide then s.mean end, case when not s.hide then s.sd end,
		case when not s.hide then case
			when not s.ends or s.events is null then s.events
			else least(greatest(s.events, 1, floor(s.n * 0.05)::int), s.n - 1, ceil(s.n * 0.95)::int) end end,
		case when not s.hide then s.exposure end, case when not s.hide then s.value end,
		case when not s.hide then s.clusters end, case when not s.hide then s.cluster_sd end,
		case when not s.hide then s.correlation end, s.source, case when s.hide then '' else s.note end,
		s.logged_by, s.logged_at, s.is_accepted, s.hide, s.supersedes, s.reason, s.later_id, t.name, p.name
	from seen s
	left join public.sites t on t.id = s.site_id
	left join public.people p on p.id = s.logged_by
	order by s.metric_id, s.phase, s.period, s.arm, s.stratum, s.site_id, s.subgroup, s.logged_at;
end $$;

create function public.measurements_of(pilot uuid, metrics uuid[] default null)
returns table (
	id uuid, metric_id uuid, arm public.arm, phase public.phase, period text, measured_on date, site_id uuid, stratum text,
	subgroup text, n int, mean double precision, sd double precision, events int, exposure double precision,
	value double precision, clusters int, cluster_sd double precision, correlation double precision, source text, note text,
	logged_by uuid, logged_at timestamptz, accepted boolean, withheld boolean, supersedes uuid, reason text, superseded_by uuid,
	site text, by text)
language sql stable security invoker set search_path = ''
as $$ select * from private.measurements_of(pilot, metrics) $$;

create or replace function private.measurements(pilot uuid)
returns table (
	id uuid, metric_id uuid, arm public.arm, phase public.phase, period text, measured_on date, site_id uuid, stratum text,
	subgroup text, n int, mean double precision, sd double precision, events int, exposure double precision,
	value double precision, clusters int, cluster_sd double precision, correlation double precision, source text, note text,
	logged_by uuid, logged_at timestamptz, accepted boolean, withheld boolean, supersedes uuid, reason text, superseded_by uuid)
language sql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
	select m.id, m.metric_id, m.arm, m.phase, m.period, m.measured_on, m.site_id, m.stratum, m.subgroup, m.n, m.mean, m.sd, m.events,
		m.exposure, m.value, m.clusters, m.cluster_sd, m.correlation, m.source, m.note, m.logged_by, m.logged_at, m.accepted, m.withheld,
		m.supersedes, m.reason, m.superseded_by
	from private.measurements_of(pilot, null) m
$$;

grant execute on function private.measurements_of, public.measurements_of to authenticated;
grant execute on function private.evidence_stamp, private.store_analysis, public.evidence_stamp, public.store_analysis to service_role;
