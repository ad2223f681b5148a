-- A pilot's page tells all incidents that touched it, each as it stands now.

-- Who was, recused themselves or stands in, and what holds the pilot: the history beside its present people.
create or replace function private.history_of(pilot public.pilots, me uuid, parts text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_roles text[] := private.parts(pilot.id, me, true);
begin
	return jsonb_build_object(
		'holds', (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'reason', h.reason, 'raised_by', p.name, 'raised_as', h.raised_as,
				'source', h.source, 'raised_at', h.raised_at, 'lifted_by', l.name, 'lifted_at', h.lifted_at, 'lift_reason', h.lift_reason,
				'mine_to_lift', h.lifted_at is null and private.may_lift(history_of.parts, h.raised_as)) order by h.raised_at desc), '[]')
			from public.holds h left join public.people p on p.id = h.raised_by left join public.people l on l.id = h.lifted_by
			where h.pilot_id = pilot.id),
		'may_hold', v_roles && array['reviewer', 'admin', 'cabinet']
			and pilot.stage in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'adopted'),
		'incidents', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'kind', d.kind, 'severity', d.severity, 'state', d.state,
				'occurred_on', i.occurred_on, 'what_happened', case when private.reads_report(i.id) then i.what_happened end,
				'reported_by', p.name, 'reported_at', i.reported_at) order by i.reported_at desc), '[]')
			from private.incident_pilots l join public.incidents i on i.id = l.incident_id join private.incident_details d on d.incident_id = i.id
			join public.people p on p.id = i.reported_by
			where l.pilot_id = pilot.id
				-- A report that was joined to another of this pilot is told with that one.
				and not exists (select 1 from private.incident_pilots k where k.incident_id = d.joined_to and k.pilot_id = pilot.id)),
		-- Those of gates that it passed long ago, too: a waiver stays to be read.
		'waivers', (select coalesce(jsonb_agg(jsonb_build_object('act', w.act, 'criterion', w.criterion, 'by', p.name, 'at', w.at,
				'reason', w.reason, 'title', (select g.title from public.gate_rules g
					where g.district_id = w.district_id and g.act = w.act and g.criterion = w.criterion order by g.valid_from desc limit 1)) order by w.at desc), '[]')
			from public.waivers w join public.people p on p.id = w.person_id where w.pilot_id = pilot.id),
		'recusals', (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'reason', r.reason, 'at', r.at) order by r.at), '[]')
			from public.recusals r join public.people p on p.id = r.person_id where r.pilot_id = pilot.id),
		'i_recused', exists (select 1 from public.recusals r where r.pilot_id = pilot.id and r.person_id = me),
		'former_team', (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'role', t.role, 'joined_at', t.joined_at,
				'left_at', t.left_at) order by t.left_at desc, p.name), '[]')
			from public.team_members t join public.people p on p.id = t.person_id where t.pilot_id = pilot.id and t.left_at is not null),
		'former_assignments', (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'role', a.role, 'since', a.since,
				'until', a.until) order by a.until desc, p.name), '[]')
			from public.assignments a join public.people p on p.id = a.person_id where a.pilot_id = pilot.id and a.until is not null),
		'substitutes', (select coalesce(jsonb_agg(jsonb_build_object('part', s.part, 'name', p.name, 'reason', s.reason,
				'appointed_by', b.name, 'since', s.since) order by s.since), '[]')
			from public.substitutes s join public.people p on p.id = s.person_id join public.people b on b.id = s.appointed_by
			where s.pilot_id = pilot.id and s.until is null),
		'nobody_for', case when private.has_role(me, 'admin') then to_jsonb(private.nobody_for(pilot)) else '[]' end);
end $$;
