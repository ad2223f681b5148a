-- What is done with an incident: looked into and given an owner, worked on, told of in between, and closed by two people of whom
-- neither is on the team of one of its pilots.

-- An incident that the caller may know of; 404 otherwise, so that nothing tells that it exists.
create function private.seen_incident(incident uuid) returns private.incident_details
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_details private.incident_details;
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select d.* into v_details from private.incident_details d where d.incident_id = incident and d.district_id = private.district_id();
	if not found or not private.knows_incident(incident) then
		perform private.fail(404, 'no_such_incident', 'There is no incident at this address.');
	end if;
	return v_details;
end $$;

-- Locks incidents, after their pilots, which they may put on hold.
create function private.lock_incidents(incidents uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.seen_incident(x) from unnest(incidents) x;
	perform 1 from public.pilots p
	where p.id in (select l.pilot_id from private.incident_pilots l where l.incident_id = any (incidents)) order by p.id for update;
	perform 1 from private.incident_details d where d.incident_id = any (incidents) order by d.incident_id for update;
end $$;

-- An incident that something can still be done with, locked; with `seen`, only as the caller saw it.
create function private.open_incident(incident uuid, seen int default null) returns private.incident_details
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_details private.incident_details;
	v_by text;
begin
	perform private.lock_incidents(array[incident]);
	v_details := private.seen_incident(incident);
	if v_details.state = 'joined' then
		perform private.fail(409, 'joined', 'This report was joined to another one of the same event: go on there. Nothing was saved.',
			jsonb_build_object('incident', v_details.joined_to));
	elsif v_details.state = 'closed' then
		perform private.fail(409, 'closed', 'This incident is closed: open it again first, with a reason. Nothing was saved.');
	elsif seen is not null and seen <> v_details.revision then
		select p.name into v_by from private.incident_events e join public.people p on p.id = e.by
		where e.incident_id = incident order by e.id desc limit 1;
		perform private.fail(409, 'changed_meanwhile', format('%s did something with this incident in the meantime. Look at it again; nothing of yours was saved.',
			coalesce(v_by, 'Somebody')), jsonb_build_object('by', v_by, 'revision', v_details.revision));
	end if;
	return v_details;
end $$;

-- Refuses who doesn't handle incidents, or is kept out of this one.
create function private.refuse_unless_handler(incident uuid, rest text) returns void
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_me uuid := private.person_id();
	v_part text := private.handles_incident(incident, v_me);
begin
	if v_part = 'kept out' then
		perform private.refuse_kept_out(private.out_of_incident(incident, v_me), v_me, rest);
	elsif v_part = 'no' then
		perform private.fail(403, 'not_yours', 'The AI office and reviewers who are on the team of none of its pilots do this. Nothing was saved.');
	end if;
end $$;

-- Refuses who neither answers for an incident nor handles it.
create function private.refuse_unless_works(details private.incident_details) returns void
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	if details.owner_id is distinct from private.person_id() then
		if private.handles_incident(details.incident_id, private.person_id()) <> 'yes' then
			perform private.fail(403, 'not_yours', 'Whoever answers for the incident does this, and the AI office and reviewers who are on the team of none of its pilots. Nothing was saved.');
		end if;
	end if;
	if details.state not in ('triaged', 'in work') then
		perform private.fail(409, 'not_now', case details.state when 'reported' then 'Nobody has looked into this incident yet: triage it first. Nothing was saved.'
			else 'Its closing is proposed: approve it, or send it back first. Nothing was saved.' end);
	end if;
end $$;

-- Somebody of the district who can be asked to do something.
create function private.asked_person(person uuid, field text) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not exists (select 1 from public.people p
		where p.id = person and p.district_id = private.district_id() and p.active and not p.outside) then
		perform private.fail(422, 'no_such_person', 'Choose somebody of the district. Nothing was saved.', jsonb_build_object('field', field));
	end if;
	return person;
end $$;

-- Says how severe an incident is, why, and who answers for it; again where more is known. One that turns out serious puts its pilots on
-- hold then; one that turns out less so leaves them on hold until somebody lifts that.
create function private.triage_incident(incident uuid, severity text, reason text, owner uuid, seen int) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_old private.incident_details := private.open_incident(incident, seen);
	v_reason text;
	v_owner uuid;
begin
	perform private.refuse_unless_handler(incident, 'somebody else has to look into this incident. Nothing was saved.');
	if v_old.state = 'closing proposed' then
		perform private.fail(409, 'not_now', 'Its closing is proposed: approve it, or send it back first. Nothing was saved.');
	elsif coalesce(severity not in ('minor', 'moderate', 'serious'), true) then
		perform private.fail(422, 'no_severity', 'An incident is minor, moderate or serious. Nothing was saved.', '{"field": "severity"}');
	end if;
	v_reason := private.incident_words('reason', 'The reason', reason, 2000, 'Say why it is as severe as that.');
	v_owner := private.asked_person(owner, 'owner');
	update private.incident_details d set severity = triage_incident.severity, owner_id = v_owner,
		state = case d.state when 'reported' then 'triaged' else d.state end, revision = d.revision + 1, changed_at = private.now(),
		report_due = case when triage_incident.severity <> 'serious' then null
			when d.severity = 'serious' then d.report_due else private.incident_report_due(d.district_id, private.today()) end
	where d.incident_id = incident;
	perform private.note_incident(incident, 'triaged', jsonb_build_object('severity', severity, 'was', v_old.severity, 'reason', v_reason,
		'owner', (select p.name from public.people p where p.id = v_owner)), 'triaged an incident', jsonb_build_object('severity', severity),
		case when v_owner is distinct from v_old.owner_id then v_owner end);
	if severity = 'serious' and v_old.severity <> 'serious' then
		perform private.hold_for_incident(incident, (select format('An incident of %s turned out to be serious.', to_char(i.occurred_on, 'FMDD FMMonth YYYY'))
			from public.incidents i where i.id = incident));
		perform private.tell_of_incident(incident, severity);
	end if;
end $$;

create function public.triage_incident(incident uuid, severity text, reason text, owner uuid, seen int default null) returns void
language sql security invoker set search_path = ''
as $$ select private.triage_incident(incident, severity, reason, owner, seen) $$;

-- Adds what is to be done. The caller may give the id, so that a repeat adds nothing.
create function private.add_incident_action(incident uuid, what text, owner uuid, due date, id uuid) returns uuid
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_details private.incident_details := private.open_incident(incident);
	v_id uuid := coalesce(id, gen_random_uuid());
	v_what text;
	v_owner uuid;
begin
	perform private.refuse_unless_works(v_details);
	if exists (select 1 from private.incident_actions a where a.id = v_id) then
		if not exists (select 1 from private.incident_actions a where a.id = v_id and a.incident_id = incident and a.what = trim(add_incident_action.what)) then
			perform private.fail(409, 'added_already', 'This was added already, with other words. Nothing was saved.');
		end if;
		return v_id;
	end if;
	v_what := private.incident_words('what', 'What is to be done', what, 1000, 'Say what is to be done.');
	v_owner := private.asked_person(owner, 'action_owner');
	if due is null or due < private.today() then
		perform private.fail(422, 'no_date', 'Say until when it is to be done, today at the earliest. Nothing was saved.', '{"field": "due"}');
	end if;
	insert into private.incident_actions (id, district_id, incident_id, what, owner_id, due, added_by)
	values (v_id, v_details.district_id, incident, v_what, v_owner, add_incident_action.due, private.person_id());
	update private.incident_details d set state = 'in work', revision = d.revision + 1, changed_at = private.now() where d.incident_id = incident;
	perform private.note_incident(incident, 'added an action', jsonb_build_object('what', v_what, 'due', due,
		'owner', (select p.name from public.people p where p.id = v_owner)), 'asked for work on an incident', '{}', v_owner);
	return v_id;
end $$;

create function public.add_incident_action(incident uuid, what text, owner uuid, due date, id uuid default null) returns uuid
language sql security invoker set search_path = ''
as $$ select private.add_incident_action(incident, what, owner, due, id) $$;

-- Says that something is done, by whoever was asked or whoever answers for the incident.
create function private.finish_incident_action(incident uuid, action uuid, note text) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_details private.incident_details := private.open_incident(incident);
	v_me uuid := private.person_id();
	v_action private.incident_actions;
	v_note text;
begin
	select a.* into v_action from private.incident_actions a where a.id = action and a.incident_id = incident;
	if not found or (not private.reads_report(incident)) then
		perform private.fail(404, 'no_such_action', 'There is no such action in this incident. Nothing was saved.');
	elsif v_action.owner_id <> v_me then
		perform private.refuse_unless_works(v_details);
	end if;
	if v_action.done_at is not null then
		perform private.fail(409, 'done_already', 'This is done already. Nothing was saved.');
	end if;
	v_note := private.incident_words('note', 'What came of it', note, 2000, null);
	update private.incident_actions a set done_at = private.now(), done_by = v_me, done_note = v_note where a.id = action;
	update private.incident_details d set revision = d.revision + 1, changed_at = private.now() where d.incident_id = incident;
	perform private.note_incident(incident, 'finished an action', jsonb_build_object('what', v_action.what, 'note', v_note), null);
end $$;

create function public.finish_incident_action(incident uuid, action uuid, note text default '') returns void
language sql security invoker set search_path = ''
as $$ select private.finish_incident_action(incident, action, note) $$;

-- Says what is known so far.
create function private.add_interim_report(incident uuid, words text) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_details private.incident_details := private.open_incident(incident);
	v_words text;
begin
	perform private.refuse_unless_works(v_details);
	v_words := private.incident_words('words', 'The interim report', words, 4000, 'Say what is known so far.');
	insert into private.incident_reports (district_id, incident_id, words, by)
	values (v_details.district_id, incident, v_words, private.person_id());
	update private.incident_details d set state = 'in work', revision = d.revision + 1, changed_at = private.now() where d.incident_id = incident;
	perform private.note_incident(incident, 'reported in between', '{}', 'gave an interim report of an incident');
end $$;

create function public.add_interim_report(incident uuid, words text) returns void
language sql security invoker set search_path = ''
as $$ select private.add_interim_report(incident, words) $$;

-- Proposes to close an incident, with what was found and what is different now.
create function private.propose_closing(incident uuid, words text, seen int) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_details private.incident_details := private.open_incident(incident, seen);
	v_me uuid := private.person_id();
	v_out uuid := private.out_of_incident(incident, v_me);
	v_words text;
	v_open int;
begin
	perform private.refuse_unless_works(v_details);
	if v_out is not null then
		perform private.refuse_kept_out(v_out, v_me, 'somebody else has to propose that this incident is closed. Nothing was saved.');
	end if;
	select count(*) into v_open from private.incident_actions a where a.incident_id = incident and a.done_at is null;
	if v_open > 0 then
		perform private.fail(409, 'actions_open', case v_open when 1 then 'One action is not done yet: finish it first. Nothing was saved.'
			else format('%s actions are not done yet: finish them first. Nothing was saved.', v_open) end, jsonb_build_object('open', v_open));
	elsif v_details.severity = 'serious' and not exists (select 1 from private.incident_reports r where r.incident_id = incident) then
		perform private.fail(409, 'no_interim_report', 'A serious incident needs an interim report before it is closed. Nothing was saved.');
	end if;
	v_words := private.incident_words('closing', 'What was found', words, 4000, 'Say what was found, and what is different now.');
	update private.incident_details d set state = 'closing proposed', closing_by = v_me, closing_words = v_words,
		revision = d.revision + 1, changed_at = private.now()
	where d.incident_id = incident;
	perform private.note_incident(incident, 'proposed to close', jsonb_build_object('words', v_words), 'proposed to close an incident');
end $$;

create function public.propose_closing(incident uuid, words text, seen int default null) returns void
language sql security invoker set search_path = ''
as $$ select private.propose_closing(incident, words, seen) $$;

-- Approves a proposed closing as the second person, or sends it back with a reason.
create function private.answer_closing(incident uuid, approve boolean, words text, seen int) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_details private.incident_details := private.open_incident(incident, seen);
	v_me uuid := private.person_id();
	v_words text;
begin
	perform private.refuse_unless_handler(incident, 'somebody else has to approve that this incident is closed. Nothing was saved.');
	if v_details.state <> 'closing proposed' then
		perform private.fail(409, 'not_now', 'Nobody proposed to close this incident, or it was sent back. Nothing was saved.');
	elsif v_details.closing_by = v_me then
		perform private.fail(403, 'second_person', 'You proposed to close it: a second person approves that. Nothing was saved.');
	elsif exists (select 1 from public.incidents i where i.id = incident and i.reported_by = v_me) then
		perform private.fail(403, 'second_person', 'You reported it: somebody else approves that it is closed. Nothing was saved.');
	end if;
	v_words := private.incident_words('words', 'Your words', words, 2000,
		case when coalesce(approve, false) then null else 'Say what is missing.' end);
	update private.incident_details d set state = case when approve then 'closed' else 'in work' end,
		closed_at = case when approve then private.now() end, revision = d.revision + 1, changed_at = private.now()
	where d.incident_id = incident;
	perform private.note_incident(incident, case when approve then 'closed' else 'sent back the closing' end, jsonb_build_object('words', v_words),
		case when approve then 'closed an incident' else 'sent back the closing of an incident' end);
end $$;

create function public.answer_closing(incident uuid, approve boolean, words text default '', seen int default null) returns void
language sql security invoker set search_path = ''
as $$ select private.answer_closing(incident, approve, words, seen) $$;

create function private.reopen_incident(incident uuid, reason text) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_details private.incident_details;
	v_reason text;
begin
	perform private.lock_incidents(array[incident]);
	v_details := private.seen_incident(incident);
	perform private.refuse_unless_handler(incident, 'somebody else has to open this incident again. Nothing was saved.');
	if v_details.state <> 'closed' then
		perform private.fail(409, 'not_now', 'Only a closed incident is opened again. Nothing was saved.');
	end if;
	v_reason := private.incident_words('reason', 'The reason', reason, 2000, 'Say why it is opened again.');
	update private.incident_details d set state = 'in work', closed_at = null, revision = d.revision + 1, changed_at = private.now()
	where d.incident_id = incident;
	perform private.note_incident(incident, 'opened again', jsonb_build_object('reason', v_reason), 'reopened an incident', '{}', v_details.owner_id);
end $$;

create function public.reopen_incident(incident uuid, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.reopen_incident(incident, reason) $$;

grant execute on function private.triage_incident, private.add_incident_action, private.finish_incident_action, private.add_interim_report,
	private.propose_closing, private.answer_closing, private.reopen_incident to authenticated;
grant execute on function public.triage_incident, public.add_incident_action, public.finish_incident_action, public.add_interim_report,
	public.propose_closing, public.answer_closing, public.reopen_incident to authenticated;
