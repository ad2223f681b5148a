-- Incidents in what waits on somebody and in what time does: nobody looked into one, its interim report is late.

create function private.incidents_waiting(me uuid, district uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_handles boolean := exists (select 1 from public.person_roles r where r.person_id = me and r.role in ('admin', 'reviewer'));
begin
	return query
	with open as materialized (
		select d.*, i.reported_at, i.reported_by, p.title
		from private.incident_details d join public.incidents i on i.id = d.incident_id left join public.pilots p on p.id = i.pilot_id
		where d.district_id = incidents_waiting.district and d.state not in ('closed', 'joined')
	)
	select 'triage an incident'::text, o.incident_id, coalesce(o.title, ''), o.reported_at, (o.reported_at at time zone 'UTC')::date + 2, o.kind
	from open o where v_handles and o.state = 'reported' and private.handles_incident(o.incident_id, incidents_waiting.me) = 'yes'
	union all
	select 'approve closing an incident', o.incident_id, coalesce(o.title, ''), o.changed_at, null, o.kind
	from open o where v_handles and o.state = 'closing proposed' and incidents_waiting.me not in (o.closing_by, o.reported_by)
		and private.handles_incident(o.incident_id, incidents_waiting.me) = 'yes'
	union all
	select 'act on an incident', o.incident_id, coalesce(o.title, ''), o.changed_at,
		least(case when not exists (select 1 from private.incident_reports r where r.incident_id = o.incident_id)
				and o.owner_id = incidents_waiting.me then o.report_due end,
			(select min(a.due) from private.incident_actions a
				where a.incident_id = o.incident_id and a.done_at is null and a.owner_id = incidents_waiting.me)), o.kind
	from open o where o.state in ('triaged', 'in work') and (o.owner_id = incidents_waiting.me or exists (
		select 1 from private.incident_actions a
		where a.incident_id = o.incident_id and a.done_at is null and a.owner_id = incidents_waiting.me));
end $$;

-- Mails once that nobody looked into an incident for two days, to the AI office; and that an interim report is late, to the owner, too.
create function private.tick_incidents() returns void
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.mails (key, district_id, person_id, address, kind, facts)
	select format('incident_waits:%s:%s:%s', u.late, u.incident_id, u.person), u.district_id, u.person, u.email, 'incident_waits', jsonb_strip_nulls(
		jsonb_build_object('incident', u.incident_id, 'late', u.late, 'severity', u.severity, 'since', u.since, 'title', (
			select l.title from public.incidents i join public.pilots l on l.id = i.pilot_id where i.id = u.incident_id)))
	from (
		select x.*, p.id as person, p.email from (
			select d.incident_id, d.district_id, d.owner_id, d.severity, 'triage' as late, i.reported_at::date as since
			from private.incident_details d join public.incidents i on i.id = d.incident_id
			where d.state = 'reported' and i.reported_at <= private.now() - interval '2 days'
			union all
			select d.incident_id, d.district_id, d.owner_id, d.severity, 'interim report', d.report_due
			from private.incident_details d
			where d.state in ('reported', 'triaged', 'in work') and d.report_due < private.today()
				and not exists (select 1 from private.incident_reports r where r.incident_id = d.incident_id)
		) x
		join public.people p on p.district_id = x.district_id and p.active and (p.id = x.owner_id or (
			exists (select 1 from public.person_roles r where r.person_id = p.id and r.role = 'admin')
			and private.out_of_incident(x.incident_id, p.id) is null))
	) u
	where not exists (
		select 1 from private.mails m where m.key = format('incident_waits:%s:%s:%s', u.late, u.incident_id, u.person))
	on conflict on constraint mails_key_key do nothing;
end $$;

insert into private.notice_rules (record, verb, act, audience, immediate, mail_to) values
	('incidents', 'triaged an incident', null, '{person,lead}', false, null),
	('incidents', 'asked for work on an incident', null, '{person}', false, null),
	('incidents', 'gave an interim report of an incident', null, '{lead,assignments,admins}', false, null),
	('incidents', 'proposed to close an incident', null, '{admins}', false, null),
	('incidents', 'closed an incident', null, '{lead,assignments}', false, null),
	('incidents', 'sent back the closing of an incident', null, '{admins}', false, null),
	('incidents', 'reopened an incident', null, '{person,lead,assignments}', false, null),
	('incidents', 'joined two reports of an incident', null, '{lead}', false, null);
