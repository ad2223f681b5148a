-- What people do with the steps of a runbook, and what the gate to retiring reads there.

-- The step that somebody means, with its pilot locked while it is being sunset.
create function private.locked_step(pilot uuid, step uuid, undone text) returns private.runbook_steps
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_step private.runbook_steps;
begin
	select s.* into v_step from private.runbook_steps s where s.id = step and s.pilot_id = v_pilot.id;
	if v_step.id is null then
		perform private.fail(404, 'no_such_step', 'There is no such step in the runbook of this pilot.');
	elsif v_pilot.stage <> 'sunset' then
		perform private.fail(409, 'not_now', format('The runbook is worked on while a pilot is being sunset; this one is in %s. ', v_pilot.stage) || undone);
	end if;
	return v_step;
end $$;

-- Whether somebody keeps the whole runbook of a pilot: the AI office, and its sponsor.
create function private.keeps_runbook(pilot uuid, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return private.parts(pilot, person) && '{admin,sponsor}';
end $$;

create function private.refuse_no_keeper(pilot uuid, undone text) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	if not private.keeps_runbook(pilot, v_me) then
		if private.parts(pilot, v_me, true) && '{admin,sponsor}' then
			perform private.refuse_kept_out(pilot, v_me, 'somebody else of the AI office has to do this. ' || undone);
		end if;
		perform private.fail(403, 'not_yours', 'The sponsor and the AI office do this. ' || undone);
	end if;
end $$;

-- Whether somebody works on a step: its owner, and who keeps the runbook. Its owner may be of the team: closing is work, and no decision.
create function private.works_on_step(step private.runbook_steps, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return private.keeps_runbook(step.pilot_id, person)
		or (coalesce(step.owner_id = person, false) and coalesce(private.kept_out_why(step.pilot_id, person), '') <> 'recused'
			and not exists (select 1 from public.recusals c where c.pilot_id = step.pilot_id and c.person_id = person));
end $$;

create function private.refuse_no_worker(step private.runbook_steps, undone text) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	if not private.works_on_step(step, v_me) then
		if step.owner_id = v_me or private.parts(step.pilot_id, v_me, true) && '{admin,sponsor}' then
			perform private.refuse_kept_out(step.pilot_id, v_me, 'somebody else has to do this. ' || undone);
		end if;
		perform private.fail(403, 'not_yours', format('This step is %s: they do it, or the sponsor, or the AI office. ',
			coalesce((select p.name from public.people p where p.id = step.owner_id) || '''s', 'nobody''s yet')) || undone);
	end if;
end $$;

-- Two who work on one at once: the second is told, and nothing of theirs is saved.
create function private.same_step(step private.runbook_steps, seen text) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_last record;
begin
	if coalesce(seen, '') <> '' and seen <> step.revision::text then
		select p.name, e.at into v_last from private.runbook_events e left join public.people p on p.id = e.by
		where e.step_id = step.id order by e.id desc limit 1;
		perform private.fail(409, 'changed_meanwhile', format('%s changed this step in the meantime. Nothing of yours was saved.', coalesce(v_last.name, 'Somebody')),
			jsonb_build_object('by', v_last.name, 'at', v_last.at, 'revision', step.revision));
	end if;
end $$;

-- A step is done: on which day, with a note, and a link where it needs one.
create function private.do_step(pilot uuid, step uuid, fields jsonb) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_step private.runbook_steps := private.locked_step(pilot, step, 'Nothing was saved.');
	v_me uuid := private.person_id();
	v_day date;
	v_link text;
	v_note text;
	v_lesson text;
	v_by text;
begin
	perform private.known_fields(fields, '{"seen": {}, "done_on": {}, "note": {"label": "The note", "most": 2000}, "link": {"label": "The link", "most": 500},
		"lesson": {"label": "The lesson", "most": 4000}}');
	perform private.refuse_no_worker(v_step, 'Nothing was saved.');
	if v_step.state <> 'open' then
		v_by := coalesce((select p.name from public.people p where p.id = v_step.closed_by), 'Somebody');
		perform private.fail(409, 'done_already', format(case v_step.state when 'done' then '%s did this step already. Nothing of yours was saved.'
			else '%s left this step out: take that back first. Nothing of yours was saved.' end, v_by),
			jsonb_build_object('by', v_by, 'at', v_step.closed_at));
	end if;
	perform private.same_step(v_step, fields ->> 'seen');
	v_day := private.typed_day(fields ->> 'done_on', 'done_on', 'Give the day on which it was done.');
	v_link := private.check_link(coalesce(fields ->> 'link', ''), 'link');
	v_note := trim(coalesce(fields ->> 'note', ''));
	if v_day is null then
		perform private.fail(422, 'no_day', 'Give the day on which it was done. Nothing was saved.', '{"field": "done_on"}');
	elsif v_day > private.today() then
		perform private.fail(422, 'wrong_date', 'That day is still to come: a step is done once it is. Nothing was saved.', '{"field": "done_on"}');
	elsif v_day < private.today() - 3650 then
		perform private.fail(422, 'wrong_date', 'That day is more than ten years ago. Nothing was saved.', '{"field": "done_on"}');
	elsif 'link' = any (v_step.evidence) and v_link = '' then
		perform private.fail(422, 'no_link', case when v_step.key = 'deletion_certificate' then 'Link to where the certificate is filed. Nothing was saved.'
			else 'This step needs a link to what shows that it is done. Nothing was saved.' end, '{"field": "link"}');
	elsif 'note' = any (v_step.evidence) and v_note = '' then
		perform private.fail(422, 'no_note', case when v_step.key = 'name_replacement' then 'Say what people use from now on, or that nothing is needed. Nothing was saved.'
			else 'This step needs a note that says what was done. Nothing was saved.' end, '{"field": "note"}');
	end if;
	if v_step.key = 'publish_lesson' then
		v_lesson := trim(coalesce(fields ->> 'lesson', (select p.lesson from public.pilots p where p.id = v_step.pilot_id)));
		if v_lesson = '' then
			perform private.fail(422, 'no_lesson', 'Say what the district learnt, for whoever tries next. Nothing was saved.', '{"field": "lesson"}');
		end if;
	end if;
	update private.runbook_steps s set state = 'done', done_on = v_day, note = v_note, link = v_link, closed_by = v_me, closed_at = private.now(),
		revision = s.revision + 1
	where s.id = v_step.id and s.district_id = v_step.district_id returning s.* into v_step;
	perform private.note_step(v_step, 'done', 'did a runbook step', v_note);
	perform private.facts_by_steps(pilot);
	if v_step.key = 'publish_lesson' then
		update public.pilots p set lesson = v_lesson where p.id = v_step.pilot_id and p.lesson <> v_lesson;
	elsif v_step.key = 'thank_team' then
		perform private.thank_team(v_step.pilot_id, v_note);
	end if;
end $$;

create function public.do_step(pilot uuid, step uuid, fields jsonb) returns void
language sql security invoker set search_path = ''
as $$ select private.do_step(pilot, step, fields) $$;

-- A step that was done or left out is open again, with a reason.
create function private.undo_step(pilot uuid, step uuid, fields jsonb) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_step private.runbook_steps := private.locked_step(pilot, step, 'Nothing was saved.');
	v_reason text;
begin
	perform private.known_fields(fields, '{"seen": {}, "reason": {"label": "The reason", "most": 2000}}');
	perform private.refuse_no_worker(v_step, 'Nothing was saved.');
	perform private.same_step(v_step, fields ->> 'seen');
	if v_step.state = 'open' then
		perform private.fail(409, 'not_done', 'This step is open already. Nothing was saved.');
	elsif v_step.key = 'publish_lesson' and v_step.state = 'done' then
		perform private.fail(409, 'lesson_stays', 'The lesson is published: write a better one in its place. Nothing was saved.');
	end if;
	v_reason := private.check_words(fields ->> 'reason', 'reason', 'Say why it is open again.', 'Nothing was saved.', 2000);
	update private.runbook_steps s set state = 'open', done_on = null, note = '', link = '', closed_by = null, closed_at = null, revision = s.revision + 1
	where s.id = v_step.id and s.district_id = v_step.district_id returning s.* into v_step;
	perform private.note_step(v_step, 'undone', 'took back a runbook step', v_reason);
	perform private.facts_by_steps(pilot);
end $$;

create function public.undo_step(pilot uuid, step uuid, fields jsonb) returns void
language sql security invoker set search_path = ''
as $$ select private.undo_step(pilot, step, fields) $$;

-- A step that isn't needed here is left out, with a reason. What the gate requires is only ever waived there, by the cabinet.
create function private.skip_step(pilot uuid, step uuid, fields jsonb) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_step private.runbook_steps := private.locked_step(pilot, step, 'Nothing was saved.');
	v_reason text;
begin
	perform private.known_fields(fields, '{"seen": {}, "reason": {"label": "The reason", "most": 2000}}');
	perform private.refuse_no_worker(v_step, 'Nothing was saved.');
	perform private.same_step(v_step, fields ->> 'seen');
	if v_step.state <> 'open' then
		perform private.fail(409, 'done_already', 'This step is not open any more. Nothing was saved.');
	elsif v_step.required then
		perform private.fail(422, 'required', 'This step is required: do it, or the cabinet waives what the gate asks. Nothing was saved.');
	end if;
	v_reason := private.check_words(fields ->> 'reason', 'reason', 'Say why it is not needed here.', 'Nothing was saved.', 2000);
	update private.runbook_steps s set state = 'skipped', note = v_reason, closed_by = private.person_id(), closed_at = private.now(), revision = s.revision + 1
	where s.id = v_step.id and s.district_id = v_step.district_id returning s.* into v_step;
	perform private.note_step(v_step, 'skipped', 'left out a runbook step', v_reason);
	perform private.facts_by_steps(pilot);
end $$;

create function public.skip_step(pilot uuid, step uuid, fields jsonb) returns void
language sql security invoker set search_path = ''
as $$ select private.skip_step(pilot, step, fields) $$;

-- Owner and day of a form, checked: somebody of the district who sees the pilot, and a day within two years.
create function private.check_step_owner(pilot uuid, person text, undone text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := (select p from public.pilots p where p.id = pilot);
begin
	if coalesce(person, '') !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
		perform private.fail(422, 'wrong_person', 'Choose whose step it is. ' || undone, '{"field": "owner"}');
	end if;
	perform private.check_owner(v_pilot, person::uuid, undone);
	if exists (select 1 from public.recusals c where c.pilot_id = pilot and c.person_id = person::uuid) then
		perform private.fail(422, 'wrong_person', 'They recused themselves from this pilot: choose somebody else. ' || undone, '{"field": "owner"}');
	end if;
	return person::uuid;
end $$;

create function private.check_step_day(given text, before date, undone text) returns date
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_day date := private.typed_day(given, 'due_on', 'Give a day as year, month and day.');
begin
	if v_day is null or (v_day < private.today() and v_day is distinct from before) or v_day > private.today() + 730 then
		perform private.fail(422, 'wrong_date', 'Give a day from today on, within two years. ' || undone, '{"field": "due_on"}');
	end if;
	return v_day;
end $$;

-- Gives a step to somebody else, or another day.
create function private.change_step(pilot uuid, step uuid, fields jsonb) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_step private.runbook_steps := private.locked_step(pilot, step, 'Nothing was saved.');
	v_owner uuid;
	v_day date;
begin
	perform private.known_fields(fields, '{"seen": {}, "owner": {}, "due_on": {}, "reason": {"label": "The reason", "most": 2000}}');
	perform private.refuse_no_keeper(pilot, 'Nothing was saved.');
	perform private.same_step(v_step, fields ->> 'seen');
	if v_step.state <> 'open' then
		perform private.fail(409, 'done_already', 'This step is not open any more. Nothing was saved.');
	end if;
	v_day := private.check_step_day(coalesce(fields ->> 'due_on', v_step.due_on::text), v_step.due_on, 'Nothing was saved.');
	v_owner := private.check_step_owner(pilot, coalesce(fields ->> 'owner', v_step.owner_id::text), 'Nothing was saved.');
	if (v_owner, v_day) is not distinct from (v_step.owner_id, v_step.due_on) then
		return;
	end if;
	update private.runbook_steps s set owner_id = v_owner, due_on = v_day, revision = s.revision + 1
	where s.id = v_step.id and s.district_id = v_step.district_id returning s.* into v_step;
	perform private.note_step(v_step, 'changed', 'changed a runbook step', trim(coalesce(fields ->> 'reason', '')));
end $$;

create function public.change_step(pilot uuid, step uuid, fields jsonb) returns void
language sql security invoker set search_path = ''
as $$ select private.change_step(pilot, step, fields) $$;

-- Adds a step of one's own. Its id comes from the form, so that sending it twice adds it once.
create function private.add_step(pilot uuid, step uuid, fields jsonb) returns uuid
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_title text := trim(coalesce(fields ->> 'title', ''));
	v_step private.runbook_steps;
	v_owner uuid;
	v_day date;
begin
	perform private.known_fields(fields, '{"owner": {}, "due_on": {}, "required": {}, "title": {"label": "The title", "most": 160}, "hint": {"label": "The hint", "most": 1000}}');
	perform private.refuse_no_keeper(pilot, 'Nothing was added.');
	if v_pilot.stage <> 'sunset' then
		perform private.fail(409, 'not_now', format('The runbook is worked on while a pilot is being sunset; this one is in %s. Nothing was added.', v_pilot.stage));
	elsif step is null then
		perform private.fail(400, 'no_step', 'A step has an id. Nothing was added.');
	elsif v_title = '' then
		perform private.fail(422, 'no_title', 'Say in a few words what is to be done. Nothing was added.', '{"field": "title"}');
	end if;
	v_day := private.check_step_day(fields ->> 'due_on', null, 'Nothing was added.');
	v_owner := private.check_step_owner(pilot, fields ->> 'owner', 'Nothing was added.');
	insert into private.runbook_steps as s (id, district_id, pilot_id, key, position, title, hint, required, owner_id, due_on)
	values (step, v_pilot.district_id, pilot, 'own:' || step, (select coalesce(max(x.position), 0) + 1 from private.runbook_steps x where x.pilot_id = v_pilot.id),
		v_title, trim(coalesce(fields ->> 'hint', '')), coalesce(fields ->> 'required' in ('true', 'yes'), false), v_owner, v_day)
	on conflict on constraint runbook_steps_pkey do nothing returning s.* into v_step;
	if v_step.id is null then
		if not exists (select 1 from private.runbook_steps s where s.id = step and s.pilot_id = v_pilot.id and s.title = v_title) then
			perform private.fail(409, 'other_step', 'Another step has this id. Nothing was added.');
		end if;
		return step;
	end if;
	perform private.note_step(v_step, 'added', 'added a runbook step', v_step.hint);
	return step;
end $$;

create function public.add_step(pilot uuid, step uuid, fields jsonb) returns uuid
language sql security invoker set search_path = ''
as $$ select private.add_step(pilot, step, fields) $$;

-- Whether the gate requires a criterion of this pilot by itself: then its steps are counted there, and not for the runbook.
create function private.gate_requires(pilot public.pilots, criterion text) returns boolean
language sql stable security definer set search_path = ''
as $$
	select coalesce((
		select r.required from public.gate_rules r
		where r.district_id = pilot.district_id and r.act = 'retire' and r.criterion = gate_requires.criterion
			and r.valid_from <= pilot.stage_since and (r.valid_until is null or r.valid_until > pilot.stage_since)
			and (r.kind is null or r.kind = pilot.kind) and (r.tier is null or r.tier = pilot.risk_tier)
		order by (r.kind is not null)::int * 2 + (r.tier is not null)::int desc limit 1), false)
$$;

-- What the runbook of a sunset says about one criterion of retiring: its required steps are done. The criterion of the runbook is about
-- all steps that no other criterion asks for.
create function private.criterion_runbook(pilot public.pilots, criterion text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_facts jsonb;
begin
	select jsonb_build_object(
		'met', count(*) filter (where s.required and s.state = 'open') = 0,
		'steps', count(*), 'done', count(*) filter (where s.state = 'done'), 'date', max(s.done_on),
		'overdue', count(*) filter (where s.state = 'open' and s.due_on < private.today()),
		'missing', coalesce(jsonb_agg(s.title || coalesce(': ' || t.name, '') order by s.due_on, s.position) filter (where s.required and s.state = 'open'), '[]'))
	into v_facts
	from private.runbook_steps s left join private.tools t on t.id = s.tool_id
	where s.pilot_id = pilot.id and case criterion_runbook.criterion
		when 'runbook' then private.runbook_criterion(s.key) is null or not private.gate_requires(pilot, private.runbook_criterion(s.key))
		else private.runbook_criterion(s.key) = criterion_runbook.criterion end;
	return v_facts;
end $$;

grant execute on function private.do_step, public.do_step, private.undo_step, public.undo_step, private.skip_step, public.skip_step,
	private.change_step, public.change_step, private.add_step, public.add_step to authenticated;
