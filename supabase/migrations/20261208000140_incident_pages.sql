-- Incidents as their pages show them: all of the district with what they were about, one whole for those who may read it, and what the
-- form of a report offers.

-- An incident as everyone may know it: that there was one, of which kind, how severe and how far it is.
create function private.incident_line(incident uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	return (
		select jsonb_build_object('id', i.id, 'kind', d.kind, 'severity', d.severity, 'state', d.state, 'occurred_on', i.occurred_on,
			'reported_at', i.reported_at, 'closed_at', d.closed_at, 'joined_to', d.joined_to,
			'overdue', d.report_due < private.today() and d.state in ('reported', 'triaged', 'in work')
				and not exists (select 1 from private.incident_reports r where r.incident_id = i.id),
			'pilots', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'title', p.title) order by p.title), '[]')
				from private.incident_pilots l join public.pilots p on p.id = l.pilot_id
				where l.incident_id = i.id and (not private.is_outside() or p.id in (select private.my_pilots()))),
			'tools', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name), '[]')
				from private.incident_tools l join private.tools t on t.id = l.tool_id where l.incident_id = i.id))
		from public.incidents i join private.incident_details d on d.incident_id = i.id where i.id = incident);
end $$;

-- The incidents that filters leave: fifty of them, the newest first, how many there are, and how many there were in each month by tool
-- and by kind. Reports of one event count once.
create function private.incident_list(filters jsonb, page int) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_district uuid := private.district_id();
	v_outside boolean := private.is_outside();
	v_state text := filters ->> 'state';
	v_to date := least(coalesce((filters ->> 'to')::date, private.today()), private.today());
	v_from date := (filters ->> 'from')::date;
	-- Trends are of twelve months unless a period is asked for, and of two years at most.
	v_first date := greatest(date_trunc('month', coalesce(v_from, v_to - interval '11 months'))::date, date_trunc('month', v_to - interval '23 months')::date);
	v_most constant int := 50;
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	return (
		with found as materialized (
			select i.id, i.occurred_on, i.reported_at, d.kind, d.severity, d.state
			from public.incidents i join private.incident_details d on d.incident_id = i.id
			where i.district_id = v_district
				and case v_state when 'open' then d.state not in ('closed', 'joined') when 'joined' then d.state = 'joined'
					else d.state <> 'joined' and d.state = coalesce(v_state, d.state) end
				and d.severity = coalesce(filters ->> 'severity', d.severity) and d.kind = coalesce(filters ->> 'kind', d.kind)
				and i.occurred_on <= v_to and (v_from is null or i.occurred_on >= v_from)
				and (filters ->> 'pilot' is null or exists (
					select 1 from private.incident_pilots l where l.incident_id = i.id and l.pilot_id = (filters ->> 'pilot')::uuid))
				and (filters ->> 'tool' is null or exists (
					select 1 from private.incident_tools l where l.incident_id = i.id and l.tool_id = (filters ->> 'tool')::uuid))
				and (not v_outside or exists (
					select 1 from private.incident_pilots l where l.incident_id = i.id and l.pilot_id in (select private.my_pilots())))
		), months as (
			select m::date as month from generate_series(v_first, date_trunc('month', v_to), interval '1 month') m
		), counted as (
			select f.id, f.kind, f.severity, date_trunc('month', f.occurred_on)::date as month from found f where f.occurred_on >= v_first
		)
		select jsonb_build_object(
			'total', (select count(*) from found),
			'most', v_most,
			'any', exists (select 1 from public.incidents i where i.district_id = v_district),
			'incidents', (select coalesce(jsonb_agg(private.incident_line(f.id) order by f.reported_at desc, f.id), '[]') from (
				select x.id, x.reported_at from found x order by x.reported_at desc, x.id
				limit v_most offset v_most * greatest(least(coalesce(page, 1), 100000) - 1, 0)) f),
			'months', (select jsonb_agg(m.month order by m.month) from months m),
			'severities', (select coalesce(jsonb_agg(jsonb_build_object('month', c.month, 'severity', c.severity, 'count', c.many)), '[]')
				from (select c.month, c.severity, count(*) as many from counted c group by c.month, c.severity) c),
			'kinds', (select coalesce(jsonb_agg(jsonb_build_object('name', c.kind, 'month', c.month, 'count', c.many)), '[]')
				from (select c.kind, c.month, count(*) as many from counted c group by c.kind, c.month) c),
			'tools', (select coalesce(jsonb_agg(jsonb_build_object('id', c.tool_id, 'name', c.name, 'month', c.month, 'count', c.many)), '[]') from (
				select l.tool_id, t.name, c.month, count(*) as many
				from counted c join private.incident_tools l on l.incident_id = c.id join private.tools t on t.id = l.tool_id
				group by l.tool_id, t.name, c.month) c),
			-- What the filters offer: what had an incident.
			'offered', jsonb_build_object(
				'tools', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name), '[]') from private.tools t
					where t.id in (select l.tool_id from private.incident_tools l where l.district_id = v_district)
						and (not v_outside or exists (
							select 1 from private.pilot_tools u where u.tool_id = t.id and u.pilot_id in (select private.my_pilots())))),
				'pilots', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'title', p.title) order by p.title), '[]') from (
					select p.id, p.title from public.pilots p
					where p.id in (select l.pilot_id from private.incident_pilots l where l.district_id = v_district)
						and (not v_outside or p.id in (select private.my_pilots())) order by p.title limit 300) p))));
end $$;

create function public.incident_list(filters jsonb default '{}', page int default 1) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.incident_list(filters, page) $$;

-- One incident: for those who may read it all that is known of it, and what the caller may do next.
create function private.incident(incident uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_details private.incident_details := private.seen_incident(incident);
	v_me uuid := private.person_id();
	v_reads boolean := private.reads_report(incident);
	v_handles boolean := private.handles_incident(incident, v_me) = 'yes';
	v_open boolean := v_details.state not in ('closed', 'joined');
	v_works boolean := (v_handles or coalesce(v_details.owner_id = v_me, false)) and v_details.state in ('triaged', 'in work');
	v_out boolean := private.out_of_incident(incident, v_me) is not null;
	v_report public.incidents;
begin
	select i.* into v_report from public.incidents i where i.id = incident;
	return private.incident_line(incident) || jsonb_build_object('reads', v_reads) || case when not v_reads then '{}' else jsonb_build_object(
		'reported_by', (select p.name from public.people p where p.id = v_report.reported_by),
		'reported_severity', v_report.severity,
		'what_happened', v_report.what_happened,
		'done_at_once', v_details.done_at_once,
		'occurred_time', to_char(v_details.occurred_time, 'HH24:MI'),
		'detected_on', v_details.detected_on,
		'detected_time', to_char(v_details.detected_time, 'HH24:MI'),
		'affected', to_jsonb(v_details.affected),
		'how_many', v_details.how_many,
		'owner', (select jsonb_build_object('id', p.id, 'name', p.name) from public.people p where p.id = v_details.owner_id),
		'report_due', v_details.report_due,
		'revision', v_details.revision,
		'closing', case when v_details.state in ('closing proposed', 'closed') then jsonb_build_object('words', v_details.closing_words,
			'by', (select p.name from public.people p where p.id = v_details.closing_by)) end,
		'holds', (select coalesce(jsonb_agg(jsonb_build_object('pilot', p.id, 'title', p.title, 'raised_at', h.raised_at, 'lifted_at', h.lifted_at)
				order by h.raised_at, p.title), '[]')
			from public.holds h join public.pilots p on p.id = h.pilot_id
			where (not private.is_outside() or p.id in (select private.my_pilots()))
				and h.incident_id in (select d.incident_id from private.incident_details d where v_details.incident_id in (d.incident_id, d.joined_to))),
		'joined', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'reported_at', i.reported_at, 'reported_by', p.name) order by i.reported_at), '[]')
			from private.incident_details d join public.incidents i on i.id = d.incident_id join public.people p on p.id = i.reported_by
			where d.joined_to = incident),
		'actions', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'what', a.what, 'owner', p.name, 'due', a.due, 'added_at', a.added_at,
				'done_at', a.done_at, 'done_by', b.name, 'done_note', a.done_note,
				'overdue', a.done_at is null and a.due < private.today(),
				'mine', a.done_at is null and v_open and (a.owner_id = v_me or v_works)) order by a.done_at is not null, a.due, a.added_at), '[]')
			from private.incident_actions a join public.people p on p.id = a.owner_id left join public.people b on b.id = a.done_by
			where a.incident_id = incident),
		'reports', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'words', r.words, 'by', p.name, 'at', r.at) order by r.at desc), '[]')
			from private.incident_reports r join public.people p on p.id = r.by where r.incident_id = incident),
		'events', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'what', e.what, 'facts', e.facts, 'by', p.name, 'at', e.at) order by e.id desc), '[]')
			from private.incident_events e left join public.people p on p.id = e.by where e.incident_id = incident),
		'may', jsonb_build_object(
			'triage', v_handles and v_open and v_details.state <> 'closing proposed',
			'work', v_works,
			'propose', v_works and not v_out,
			'approve', v_handles and v_details.state = 'closing proposed' and v_details.closing_by <> v_me and v_report.reported_by <> v_me,
			'reopen', v_handles and v_details.state = 'closed',
			'join', v_handles and v_open and v_details.state <> 'closing proposed'),
		-- Whom to ask, and which reports could be of the same event: those of the weeks around it.
		'people', case when v_works or (v_handles and v_open) then (
			select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name), '[]') from (
				select p.id, p.name from public.people p where p.district_id = v_details.district_id and p.active and not p.outside order by p.name limit 2000) p) end,
		'alike', case when v_handles and v_open then (
			select coalesce(jsonb_agg(private.incident_line(x.id) order by x.near, x.id), '[]') from (
				select i.id, abs(i.occurred_on - v_report.occurred_on) as near
				from public.incidents i join private.incident_details d on d.incident_id = i.id
				where i.district_id = v_details.district_id and i.id <> incident and d.state not in ('joined', 'closing proposed')
					and i.occurred_on between v_report.occurred_on - 60 and v_report.occurred_on + 60
				order by near, i.id limit 30) x) end) end;
end $$;

create function public.incident(incident uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.incident(incident) $$;

-- What the form of a report offers: pilots that the caller may report on, their own first, and tools with the pilots that use them.
create function private.incident_choices(pilots uuid[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_outside boolean := private.is_outside();
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	return (
		with mine as materialized (
			select t.pilot_id from public.team_members t where t.person_id = v_me and t.left_at is null
			union select a.pilot_id from public.assignments a where a.person_id = v_me and a.until is null
			union select s.pilot_id from public.substitutes s where s.person_id = v_me and s.until is null
		), open as materialized (
			select p.id, p.title, p.id in (select m.pilot_id from mine m) as mine
			from public.pilots p
			where p.district_id = v_district and p.proposed_at is not null
				and p.stage in ('vetting', 'experiment', 'decision', 'scaling', 'adopted', 'sunset', 'shelved', 'retired')
				and (not v_outside or p.id in (select m.pilot_id from mine m))
			order by (p.id = any (coalesce(incident_choices.pilots, '{}'))) desc, p.id in (select m.pilot_id from mine m) desc,
				p.stage = 'retired', p.stage_since desc limit 200
		)
		select jsonb_build_object(
			'today', private.today(),
			'outside', v_outside,
			'pilots', (select coalesce(jsonb_agg(to_jsonb(o) order by o.mine desc, o.title), '[]') from open o),
			'tools', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'pilots', t.pilots) order by t.name), '[]') from (
				select t.id, t.name, array(select l.pilot_id from private.pilot_tools l where l.tool_id = t.id and l.unlinked_at is null
					and l.pilot_id in (select o.id from open o)) as pilots
				from private.tools t
				where t.district_id = v_district and t.merged_into is null and (not v_outside or exists (
					select 1 from private.pilot_tools l where l.tool_id = t.id and l.pilot_id in (select m.pilot_id from mine m)))
				order by t.state = 'retired', t.name limit 400) t)));
end $$;

create function public.incident_choices(pilots uuid[] default '{}') returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.incident_choices(pilots) $$;

grant execute on function private.incident_list, private.incident, private.incident_choices to authenticated;
grant execute on function public.incident_list, public.incident, public.incident_choices to authenticated;
