-- A fingerprint of everything that an analysis reads is told to everybody. Without a secret in it, numbers that are withheld could be
-- guessed and each guess confirmed by computing its fingerprint.
create table private.fingerprint_key (
	one boolean primary key default true check (one),
	key text not null default replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')
);
comment on table private.fingerprint_key is 'What fingerprints are computed with, so that nobody outside the database can. One row; told to nobody.';

insert into private.fingerprint_key default values;

-- Everything that the server's analysis reads, and a fingerprint of it. For the server's own key alone. The plan is read as amended,
-- with what it was beside it.
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

-- Fingerprints without the secret are no longer told: what is kept is computed anew when it is next read.
update private.analyses set fingerprint = 'without key';
