-- The analysis reads the plan as amended, and what it was: beside the plan, only where there is something to say,
-- so that analyses of plans that nobody amended still stand.
create or replace function private.evidence_input(pilot uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
	with input as (
		select jsonb_build_object(
			'pilot', jsonb_build_object('id', p.id, 'launched_at', p.launched_at, 'cycle_end', p.cycle_end,
				'minimum_group', (select d.minimum_group from public.districts d where d.id = p.district_id)),
			'plan', (select to_jsonb(l) - 'district_id' from public.plans l where l.pilot_id = p.id),
			'goals', coalesce((
				select jsonb_agg(to_jsonb(g) - 'district_id' || jsonb_build_object('metric', to_jsonb(k) - 'district_id',
					'objective', o.code) order by g.role, k.name)
				from public.pilot_goals g join public.metrics k on k.id = g.metric_id join public.objectives o on o.id = g.objective_id
				where g.pilot_id = p.id), '[]'),
			'rows', coalesce((
				select jsonb_agg(jsonb_build_object(
					'id', m.id, 'metric_id', m.metric_id, 'arm', m.arm, 'phase', m.phase, 'period', m.period, 'site', s.name,
					'stratum', m.stratum, 'subgroup', m.subgroup, 'n', m.n, 'mean', m.mean, 'sd', m.sd, 'events', m.events,
					'exposure', m.exposure, 'value', m.value, 'clusters', m.clusters, 'cluster_sd', m.cluster_sd,
					'correlation', m.correlation, 'accepted', m.accepted, 'measured_on', m.measured_on,
					'withheld', m.id in (select private.withheld(p.id))) order by m.id)
				from private.live_measurements m left join public.sites s on s.id = m.site_id
				where m.pilot_id = p.id), '[]')
		) || coalesce((
			-- A pilot that came back was planned afresh: what was amended before it was locked again is history.
			select jsonb_build_object('amendments', jsonb_agg(jsonb_build_object(
				'at', a.amended_at, 'reason', a.reason, 'results', a.results, 'was', a.was, 'became', a.became) order by a.amended_at))
			from public.plan_amendments a join public.plans l on l.pilot_id = a.pilot_id
			where a.pilot_id = p.id and a.amended_at >= l.locked_at having count(*) > 0), '{}') as value
		from public.pilots p where p.id = pilot
	)
	select value || jsonb_build_object('fingerprint', md5(value::text)) from input
$$;
