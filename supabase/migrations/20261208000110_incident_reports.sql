-- Reporting an incident: in one pilot, in several, or with a tool that is used outside of pilots. A serious one puts all its pilots on
-- hold at once.

-- Puts each pilot of an incident on hold that it has not held so far, as far as there is something to carry on.
create function private.hold_for_incident(incident uuid, reason text) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots;
	v_hold uuid;
begin
	for v_pilot in
		select p.* from private.incident_pilots l join public.pilots p on p.id = l.pilot_id
		where l.incident_id = incident and p.stage in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'adopted', 'shelved')
			and not exists (
				select 1 from public.holds h join private.incident_details d on d.incident_id = h.incident_id
				where h.pilot_id = p.id and hold_for_incident.incident in (d.incident_id, d.joined_to))
		order by p.id
	loop
		insert into public.holds as h (district_id, pilot_id, reason, raised_as, source, incident_id)
		values (v_pilot.district_id, v_pilot.id, hold_for_incident.reason, 'incident', 'incident', incident) returning h.id into v_hold;
		perform private.note_activity(v_pilot.district_id, v_pilot.id, 'holds', v_hold, 'put on hold', jsonb_build_object('reason', reason));
		perform private.tell(v_pilot, 'hold_raised', v_hold, private.seats(v_pilot.id, '{lead,sponsor,evaluator}'),
			jsonb_build_object('by', null, 'reason', reason));
	end loop;
end $$;

-- Tells reviewers, AI office and the sponsors of its pilots of a serious incident: each of them once.
create function private.tell_of_incident(incident uuid, severity text) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_facts jsonb := jsonb_build_object('incident', incident, 'severity', severity) || coalesce((
		select jsonb_build_object('pilot', p.id, 'title', p.title, 'pilots', (
			select count(*) from private.incident_pilots l where l.incident_id = tell_of_incident.incident))
		from public.incidents i join public.pilots p on p.id = i.pilot_id where i.id = incident), '{}');
begin
	perform private.queue_mail(format('incident:%s:%s', incident, p.id), p.district_id, p.id, p.email, 'incident', v_facts)
	from public.incidents i
	join public.people p on p.district_id = i.district_id and p.active and p.id is distinct from private.person_id()
	where i.id = incident and (
		exists (select 1 from public.person_roles r where r.person_id = p.id and r.role in ('reviewer', 'admin'))
		or exists (
			select 1 from private.incident_pilots l join public.assignments a on a.pilot_id = l.pilot_id
			where l.incident_id = i.id and a.person_id = p.id and a.role = 'sponsor' and a.until is null));
end $$;

-- Refuses days and times that cannot be: in the future, or noticed before it happened.
create function private.check_incident_days(occurred date, occurred_time time, detected date, detected_time time) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	if occurred is null or occurred > private.today() then
		perform private.fail(422, 'no_date', 'Say on which day it happened, today at the latest. Nothing was saved.', '{"field": "occurred_on"}');
	elsif detected > private.today() then
		perform private.fail(422, 'no_date', 'The day on which it was noticed is today at the latest. Nothing was saved.', '{"field": "detected_on"}');
	elsif detected < occurred then
		perform private.fail(422, 'noticed_before', 'It cannot have been noticed before the day on which it happened. Nothing was saved.',
			'{"field": "detected_on"}');
	elsif detected = occurred and detected_time < occurred_time then
		perform private.fail(422, 'noticed_before', 'It cannot have been noticed before the time at which it happened. Nothing was saved.',
			'{"field": "detected_time"}');
	end if;
end $$;

-- The ids that a field of a report names.
create function private.ids_of(report jsonb, field text, label text) returns uuid[]
language plpgsql immutable security definer set search_path = ''
as $$
begin
	if jsonb_typeof(report -> field) is distinct from 'array' then
		return '{}';
	elsif jsonb_array_length(report -> field) > 20 then
		perform private.fail(422, 'too_many', format('A report names 20 %s at most. Nothing was saved.', label), jsonb_build_object('field', field));
	elsif exists (select 1 from jsonb_array_elements_text(report -> field) x where x !~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$') then
		perform private.fail(422, 'not_understood', format('Choose %s of the list. Nothing was saved.', label), jsonb_build_object('field', field));
	end if;
	return array(
		select x.id from (select x::uuid as id, min(place) as place
			from jsonb_array_elements_text(report -> field) with ordinality u (x, place) group by x::uuid) x order by x.place);
end $$;

-- Files a report. With the id of one that the caller filed before, it is that one, and nothing is filed twice.
create function private.file_incident(report jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_pilots uuid[];
	v_tools uuid[];
	v_pilot public.pilots;
	v_one uuid;
	v_id uuid := coalesce((report ->> 'id')::uuid, gen_random_uuid());
	v_severity text := report ->> 'severity';
	v_affected text[];
	v_what text;
	v_at_once text;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	v_pilots := private.ids_of(report, 'pilots', 'pilots');
	foreach v_one in array array(select x from unnest(v_pilots) x order by x) loop
		v_pilot := private.locked_pilot(v_one);
		if v_pilot.stage in ('draft', 'proposed', 'declined', 'withdrawn') then
			perform private.fail(409, 'not_now', format('Incidents are reported from vetting on; “%s” is in %s. Nothing was saved.', v_pilot.title, v_pilot.stage),
				'{"field": "pilots"}');
		end if;
	end loop;
	if v_pilots = '{}' and private.is_outside() then
		perform private.fail(403, 'not_yours', 'Say in which of your pilots it happened: other incidents are reported by the district''s own people. Nothing was saved.',
			'{"field": "pilots"}');
	end if;
	if exists (select 1 from public.incidents i where i.id = v_id) then
		if not exists (select 1 from public.incidents i where i.id = v_id and i.reported_by = v_me
			and i.what_happened = trim(coalesce(report ->> 'what_happened', ''))) then
			perform private.fail(409, 'filed_already', 'This report was filed already, with other words. Nothing was saved.');
		end if;
		return v_id;
	end if;
	v_tools := array(
		select distinct coalesce(t.merged_into, t.id) from private.tools t
		where t.district_id = v_district and t.id = any (private.ids_of(report, 'tools', 'tools')));
	v_affected := array(
		select distinct x from jsonb_array_elements_text(
			case jsonb_typeof(report -> 'affected') when 'array' then report -> 'affected' else '[]' end) x);
	if coalesce(v_severity not in ('minor', 'moderate', 'serious'), true) then
		perform private.fail(422, 'no_severity', 'An incident is minor, moderate or serious. Nothing was saved.', '{"field": "severity"}');
	elsif coalesce(report ->> 'kind' not in ('wrong or harmful output', 'bias or unequal treatment', 'privacy or data leak', 'security',
		'access or outage', 'inappropriate content', 'over-reliance or misuse', 'accessibility', 'other'), true) then
		perform private.fail(422, 'no_kind', 'Choose what kind of incident it is. Nothing was saved.', '{"field": "kind"}');
	elsif not v_affected <@ '{students,staff,families,others}' then
		perform private.fail(422, 'not_understood', 'Students, staff, families or others were affected. Nothing was saved.', '{"field": "affected"}');
	elsif coalesce(report ->> 'how_many', 'not known') not in ('nobody', '1 to 5', '6 to 25', '26 to 100', 'over 100', 'not known') then
		perform private.fail(422, 'not_understood', 'Choose about how many people were affected. Nothing was saved.', '{"field": "how_many"}');
	elsif cardinality(v_tools) < cardinality(private.ids_of(report, 'tools', 'tools')) and exists (
		select 1 from unnest(private.ids_of(report, 'tools', 'tools')) x
		where not exists (select 1 from private.tools t where t.id = x and t.district_id = v_district)) then
		perform private.fail(422, 'no_such_tool', 'Choose tools of the registry. Nothing was saved.', '{"field": "tools"}');
	end if;
	perform private.check_incident_days((report ->> 'occurred_on')::date, (report ->> 'occurred_time')::time,
		(report ->> 'detected_on')::date, (report ->> 'detected_time')::time);
	v_what := private.incident_words('what_happened', 'What happened', report ->> 'what_happened', 4000, 'Say what happened.');
	v_at_once := private.incident_words('done_at_once', 'What was done at once', report ->> 'done_at_once', 4000, null);
	if not private.spend_attempt('incidents', v_me::text, 20, 3600) then
		-- A serious one stops pilots and mails all who must know: nobody does that without end.
		perform private.fail(429, 'too_many', 'You reported 20 incidents within an hour: tell the AI office in person, or wait a little. Nothing was saved.',
			'{"most": 20}');
	end if;
	insert into public.incidents (id, district_id, pilot_id, reported_by, severity, occurred_on, what_happened)
	values (v_id, v_district, v_pilots[1], v_me, v_severity, (report ->> 'occurred_on')::date, v_what)
	on conflict do nothing;
	if not found then
		-- The same report was on its way twice, and the other came first.
		perform private.fail(409, 'filed_already', 'This report was filed a moment ago. Nothing was saved twice.');
	end if;
	insert into private.incident_details (incident_id, district_id, kind, occurred_time, detected_on, detected_time, affected, how_many, done_at_once,
		severity, report_due)
	values (v_id, v_district, report ->> 'kind', (report ->> 'occurred_time')::time, (report ->> 'detected_on')::date,
		(report ->> 'detected_time')::time, v_affected, coalesce(report ->> 'how_many', 'not known'), v_at_once, v_severity,
		case v_severity when 'serious' then private.incident_report_due(v_district, private.today()) end);
	insert into private.incident_pilots (incident_id, pilot_id, district_id) select v_id, x, v_district from unnest(v_pilots) x;
	insert into private.incident_tools (incident_id, tool_id, district_id) select v_id, x, v_district from unnest(v_tools) x;
	perform private.note_incident(v_id, 'reported', jsonb_build_object('severity', v_severity), 'reported an incident',
		jsonb_build_object('severity', v_severity));
	if v_severity = 'serious' then
		-- Everyone sees the hold, so it says nothing of what happened.
		perform private.hold_for_incident(v_id, format('A serious incident of %s was reported.',
			to_char((report ->> 'occurred_on')::date, 'FMDD FMMonth YYYY')));
		perform private.tell_of_incident(v_id, v_severity);
	end if;
	return v_id;
end $$;

create function public.file_incident(report jsonb) returns uuid
language sql security invoker set search_path = ''
as $$ select private.file_incident(report) $$;

-- Reports an incident of one pilot in short, as it is reported from the pilot's own page.
create or replace function private.report_incident(pilot uuid, severity text, occurred_on date, what_happened text) returns uuid
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	-- A call without a pilot means none that could be seen, not an incident outside of pilots.
	perform private.seen_pilot(pilot);
	return private.file_incident(jsonb_build_object('pilots', jsonb_build_array(pilot), 'kind', 'other', 'severity', severity,
		'occurred_on', occurred_on, 'what_happened', what_happened));
end $$;

grant execute on function private.file_incident, public.file_incident to authenticated;
