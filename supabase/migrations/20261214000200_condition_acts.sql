-- Conditions of a decision: their owner reports, somebody else says that they are met or sends them back, the cabinet lifts them.

create table private.condition_events (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	condition_id uuid not null,
	kind text not null check (kind in ('asked', 'reported', 'met', 'sent back', 'lifted', 'changed')),
	words text not null default '' check (length(words) <= 2000),
	link text not null default '' check (length(link) <= 500),
	owner_id uuid not null,
	due_on date not null,
	by uuid not null,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (condition_id, district_id) references private.conditions (id, district_id) on delete cascade,
	foreign key (owner_id, district_id) references public.people (id, district_id),
	foreign key (by, district_id) references public.people (id, district_id)
);
comment on table private.condition_events is 'What was done with a condition, by whom and why, with its owner and day from then on. Appended to, never changed.';

create index on private.condition_events (condition_id, district_id);
create index on private.condition_events (owner_id, district_id);
create index on private.condition_events (by, district_id);
create index on private.condition_events (district_id);

create trigger kept before update or delete on private.condition_events
	for each row execute function private.refuse_change();

alter table private.conditions add column revision int not null default 1;

-- Writes down what was done with a condition: for good in its events, and as a line of the pilot's activity.
create function private.note_condition(condition private.conditions, kind text, verb text, words text, link text default '') returns void
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.condition_events (district_id, condition_id, kind, words, link, owner_id, due_on, by)
	values (condition.district_id, condition.id, note_condition.kind, note_condition.words, note_condition.link, condition.owner_id, condition.due_on,
		private.person_id());
	perform private.note_activity(condition.district_id, condition.pilot_id, 'conditions', condition.id, verb, jsonb_build_object(
		'person_id', condition.owner_id, 'title', left(condition.words, 200), 'due_on', condition.due_on));
end $$;

-- A decision asks for something: { number, words, owner, due_on, evidence_asked }, checked before.
create function private.ask_condition(pilot public.pilots, decision uuid, asked jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_row private.conditions;
begin
	insert into private.conditions (district_id, pilot_id, decision_id, number, words, owner_id, due_on, evidence_asked)
	values (pilot.district_id, pilot.id, decision, (asked ->> 'number')::int, asked ->> 'words', (asked ->> 'owner')::uuid,
		(asked ->> 'due_on')::date, asked ->> 'evidence_asked')
	returning * into v_row;
	perform private.note_condition(v_row, 'asked', 'asked for a condition', '');
end $$;

-- The condition that somebody means, with its pilot locked; 404 where they do not see the pilot. `seen` is the revision that they saw:
-- of two who change one at once the second is told, and nothing of theirs is saved.
create function private.locked_condition(condition uuid, seen int) returns private.conditions
language plpgsql security definer set search_path = ''
as $$
declare
	v_row private.conditions;
	v_last record;
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select c.* into v_row from private.conditions c where c.id = condition and c.district_id = private.district_id();
	if v_row.id is null then
		perform private.fail(404, 'no_such_condition', 'There is no such condition.');
	end if;
	perform private.locked_pilot(v_row.pilot_id);
	if not private.stays(private.person_id(), v_row.district_id) then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district any more: ask the AI office. Nothing was saved.');
	end if;
	select c.* into v_row from private.conditions c where c.id = condition;
	if seen <> v_row.revision then
		select p.name, e.at into v_last from private.condition_events e join public.people p on p.id = e.by
		where e.condition_id = condition order by e.id desc limit 1;
		perform private.fail(409, 'changed_meanwhile', format('%s changed this condition in the meantime. Nothing of yours was saved.', v_last.name),
			jsonb_build_object('by', v_last.name, 'at', v_last.at, 'revision', v_row.revision));
	end if;
	return v_row;
end $$;

create function private.refuse_closed_condition(condition private.conditions) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	if condition.state in ('met', 'lifted') then
		perform private.fail(409, 'not_now', format('This condition is %s already. Nothing was saved.', condition.state));
	end if;
end $$;

-- Refuses whoever is of none of these parts in the pilot, or is kept out of it, or has to settle the condition themselves.
create function private.refuse_no_judge(condition private.conditions, wanted text[], sentence text) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	if not private.parts(condition.pilot_id, v_me, true) && wanted then
		perform private.fail(403, 'not_yours', sentence || ' Nothing was saved.');
	end if;
	perform private.refuse_kept_out(condition.pilot_id, v_me, 'somebody else has to do this. Nothing was saved.');
	if v_me in (condition.owner_id, condition.reported_by) then
		perform private.fail(403, 'own_condition', case when v_me = condition.owner_id then 'You own this condition, so' else 'You reported on this condition, so' end
			|| ' somebody else has to do this. Nothing was saved.');
	end if;
end $$;

-- Its owner says what was done; where they cannot, the pilot's lead does.
create function private.report_condition(condition uuid, report text, link text, seen int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_row private.conditions := private.locked_condition(condition, seen);
	v_me uuid := private.person_id();
	v_link text := trim(coalesce(link, ''));
begin
	if v_me <> v_row.owner_id and not 'lead' = any (private.parts(v_row.pilot_id, v_me)) then
		perform private.fail(403, 'not_yours', 'A condition is reported on by its owner, or by the pilot''s lead in their place. Nothing was saved.');
	end if;
	perform private.refuse_closed_condition(v_row);
	report := private.check_words(report, 'report', 'Say what was done.', 'Nothing was saved.', 2000);
	if v_link <> '' and (length(v_link) > 500 or v_link !~ '^https?://[^[:space:]]+$') then
		perform private.fail(422, 'wrong_link', 'A link begins with https:// and has at most 500 characters. Nothing was saved.', '{"field": "link"}');
	end if;
	update private.conditions c set state = 'reported', report = report_condition.report, link = v_link, reported_at = private.now(), reported_by = v_me,
		revision = c.revision + 1
	where c.id = v_row.id and c.district_id = v_row.district_id returning c.* into v_row;
	perform private.note_condition(v_row, 'reported', 'reported on a condition', report, v_link);
end $$;

create function public.report_condition(condition uuid, report text, link text default '', seen int default null) returns void
language sql security invoker set search_path = ''
as $$ select private.report_condition(condition, report, link, seen) $$;

-- Somebody else says that a condition is met, or sends it back: a member of the cabinet, the clerk or the AI office.
create function private.close_condition(condition uuid, met boolean, note text, seen int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_row private.conditions := private.locked_condition(condition, seen);
begin
	perform private.refuse_no_judge(v_row, '{cabinet,clerk,admin}', 'A condition is confirmed by a member of the cabinet, the clerk or the AI office.');
	perform private.refuse_closed_condition(v_row);
	if v_row.state <> 'reported' then
		perform private.fail(409, 'not_reported', 'Nobody has reported on this condition yet. Nothing was saved.');
	elsif met is null then
		perform private.fail(422, 'no_answer', 'Say whether the condition is met. Nothing was saved.', '{"field": "met"}');
	elsif not met then
		note := private.check_words(note, 'note', 'Say what is still missing.', 'Nothing was saved.', 2000);
	elsif length(note) > 2000 then
		perform private.fail(422, 'too_long', format('A note can have 2000 characters and this one has %s. Nothing was saved.', length(note)), '{"field": "note"}');
	end if;
	update private.conditions c set state = case when met then 'met' else 'open' end, revision = c.revision + 1,
		closed_at = case when met then private.now() end, closed_by = case when met then private.person_id() end,
		close_note = case when met then trim(coalesce(note, '')) else '' end
	where c.id = v_row.id and c.district_id = v_row.district_id returning c.* into v_row;
	perform private.note_condition(v_row, case when met then 'met' else 'sent back' end,
		case when met then 'confirmed a condition' else 'sent back a condition' end, trim(coalesce(note, '')));
end $$;

create function public.close_condition(condition uuid, met boolean, note text default '', seen int default null) returns void
language sql security invoker set search_path = ''
as $$ select private.close_condition(condition, met, note, seen) $$;

-- The cabinet asks for it no longer, and says why.
create function private.lift_condition(condition uuid, reason text, seen int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_row private.conditions := private.locked_condition(condition, seen);
begin
	perform private.refuse_no_judge(v_row, '{cabinet}', 'Only a member of the cabinet lifts a condition.');
	perform private.refuse_closed_condition(v_row);
	reason := private.check_words(reason, 'reason', 'Say why it is asked for no longer: the reason stays with it.', 'Nothing was saved.', 2000);
	update private.conditions c set state = 'lifted', closed_at = private.now(), closed_by = private.person_id(), close_note = reason,
		revision = c.revision + 1
	where c.id = v_row.id and c.district_id = v_row.district_id returning c.* into v_row;
	perform private.note_condition(v_row, 'lifted', 'lifted a condition', reason);
end $$;

create function public.lift_condition(condition uuid, reason text, seen int default null) returns void
language sql security invoker set search_path = ''
as $$ select private.lift_condition(condition, reason, seen) $$;

-- Another owner or another day, with the reason; what it was stays in its events. Null leaves either as it is.
create function private.change_condition(condition uuid, owner uuid, due_on date, reason text, seen int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_row private.conditions := private.locked_condition(condition, seen);
	v_owner uuid := coalesce(owner, v_row.owner_id);
	v_due date := coalesce(change_condition.due_on, v_row.due_on);
begin
	-- Who has to settle something may ask for more time, and does not take it.
	perform private.refuse_no_judge(v_row, '{cabinet,clerk,admin}', 'The owner or the day of a condition is changed by a member of the cabinet, the clerk or the AI office.');
	perform private.refuse_closed_condition(v_row);
	if (v_owner, v_due) = (v_row.owner_id, v_row.due_on) then
		perform private.fail(422, 'nothing_changed', 'This is its owner and its day already. Nothing was saved.', '{"field": "due_on"}');
	elsif v_owner <> v_row.owner_id and (not coalesce(private.stays(v_owner, v_row.district_id), false)
		or (select p.outside from public.people p where p.id = v_owner)) then
		perform private.fail(422, 'wrong_person', 'The owner must be an active person of this district. Nothing was saved.', '{"field": "owner"}');
	elsif v_due <> v_row.due_on and (v_due < private.today() or v_due > private.today() + 3660) then
		perform private.fail(422, 'wrong_date', 'A condition is due today or later, within ten years. Nothing was saved.', '{"field": "due_on"}');
	end if;
	reason := private.check_words(reason, 'reason', 'Say why it is changed: the reason stays with it.', 'Nothing was saved.', 2000);
	update private.conditions c set owner_id = v_owner, due_on = v_due, revision = c.revision + 1
	where c.id = v_row.id and c.district_id = v_row.district_id returning c.* into v_row;
	perform private.note_condition(v_row, 'changed', 'changed a condition', reason);
end $$;

create function public.change_condition(condition uuid, owner uuid default null, due_on date default null, reason text default '', seen int default null) returns void
language sql security invoker set search_path = ''
as $$ select private.change_condition(condition, owner, due_on, reason, seen) $$;

grant execute on function private.report_condition, private.close_condition, private.lift_condition, private.change_condition to authenticated;
grant execute on function public.report_condition, public.close_condition, public.lift_condition, public.change_condition to authenticated;

-- The letter of the decision tells owners at once.
insert into private.notice_rules (record, verb, act, audience, immediate, mail_to) values
	('conditions', 'asked for a condition', null, '{person}', false, null),
	('conditions', 'reported on a condition', null, '{sponsor,clerk,lead}', false, null),
	('conditions', 'confirmed a condition', null, '{person,lead}', false, null),
	('conditions', 'sent back a condition', null, '{person,lead}', true, '{person}'),
	('conditions', 'lifted a condition', null, '{person,lead,sponsor}', false, null),
	('conditions', 'changed a condition', null, '{person,lead}', true, '{person}');
