-- Findings: what a review found that somebody has to settle. A reviewer raises one, its owner or the team answers, and another person
-- closes it. While a blocking one is not closed, the launch gate holds.

create table private.findings (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	specialty public.specialty not null,
	severity text not null check (severity in ('blocking', 'major', 'minor')),
	title text not null check (length(trim(title)) between 1 and 200),
	body text not null check (length(body) <= 4000),
	owner_id uuid not null,
	due_on date not null,
	state text not null default 'open' check (state in ('open', 'answered', 'closed')),
	raised_by uuid not null,
	raised_at timestamptz not null default private.now(),
	answered_by uuid,
	answered_at timestamptz,
	told_overdue date,
	revision int not null default 1,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (owner_id, district_id) references public.people (id, district_id),
	foreign key (raised_by, district_id) references public.people (id, district_id),
	foreign key (answered_by, district_id) references public.people (id, district_id)
);
comment on table private.findings is 'What a review found, as it stands now. How it came to that is in its events.';
comment on column private.findings.told_overdue is 'The due date after which its owner was last told that it is overdue.';

create table private.finding_events (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	finding_id uuid not null,
	kind text not null check (kind in ('raised', 'answered', 'reassigned', 'regraded', 'closed', 'reopened')),
	body text not null default '' check (length(body) <= 4000),
	link text not null default '' check (length(link) <= 500 and link ~ '^(https?://[^[:space:]]+)?$'),
	severity text not null check (severity in ('blocking', 'major', 'minor')),
	owner_id uuid,
	due_on date,
	by uuid not null,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (finding_id, district_id) references private.findings (id, district_id) on delete cascade,
	foreign key (owner_id, district_id) references public.people (id, district_id),
	foreign key (by, district_id) references public.people (id, district_id)
);
comment on table private.finding_events is 'What was done with a finding, by whom and why. Appended to, never changed.';

create index on private.findings (pilot_id, district_id);
create index on private.findings (owner_id, district_id);
create index on private.findings (raised_by, district_id);
create index on private.findings (answered_by, district_id);
create index on private.findings (district_id, state);
create index on private.findings (due_on) where state = 'open';
create index on private.finding_events (finding_id, district_id);
create index on private.finding_events (owner_id, district_id);
create index on private.finding_events (by, district_id);
create index on private.finding_events (district_id);

create trigger kept before update or delete on private.finding_events
	for each row execute function private.refuse_change();

-- The finding that somebody means, with its pilot locked; 404 where they do not see the pilot, so that nothing tells that it exists.
create function private.locked_finding(finding uuid) returns private.findings
language plpgsql security definer set search_path = ''
as $$
declare
	v_finding private.findings;
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select f.* into v_finding from private.findings f where f.id = finding and f.district_id = private.district_id();
	if v_finding.id is null then
		perform private.fail(404, 'no_such_finding', 'There is no such finding.');
	end if;
	perform private.locked_pilot(v_finding.pilot_id);
	select f.* into v_finding from private.findings f where f.id = finding;
	return v_finding;
end $$;

-- Two who change one at once: the second is told, and nothing of theirs is saved.
create function private.same_finding(finding private.findings, seen int) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_last record;
begin
	if seen is distinct from finding.revision then
		select p.name, e.at into v_last from private.finding_events e join public.people p on p.id = e.by
		where e.finding_id = finding.id order by e.id desc limit 1;
		perform private.fail(409, 'changed_meanwhile', format('%s changed this finding in the meantime. Nothing of yours was saved.', v_last.name),
			jsonb_build_object('by', v_last.name, 'at', v_last.at, 'revision', finding.revision));
	end if;
end $$;

-- A reason or an answer: there, and not too long.
create function private.check_words(words text, field text, missing text, undone text, most int default 4000) returns text
language plpgsql immutable set search_path = ''
as $$
begin
	if trim(coalesce(words, '')) = '' then
		perform private.fail(422, 'no_reason', missing || ' ' || undone, jsonb_build_object('field', field));
	elsif length(words) > most then
		perform private.fail(422, 'too_long', format('This can have %s characters and has %s. ', most, length(words)) || undone, jsonb_build_object('field', field));
	end if;
	return trim(words);
end $$;

-- Who may close a finding, but for who owns or answered it: those who may review its specialty here, and the AI office.
create function private.closers(pilot uuid, district uuid, specialty public.specialty) returns setof uuid
language sql stable security definer set search_path = ''
as $$
	select x.id from (
		select r.person_id as id from public.person_roles r join public.people p on p.id = r.person_id and p.active
		where r.district_id = closers.district and (r.role = 'admin' or (r.role = 'reviewer' and r.specialty = closers.specialty))
		union
		select s.person_id from public.substitutes s join public.people p on p.id = s.person_id and p.active
		where s.pilot_id = closers.pilot and s.until is null and s.part in (closers.specialty::text, 'admin')) x
	where not private.kept_out(closers.pilot, x.id)
$$;

-- Refuses whoever may not close, reopen or grade a finding, and names who may.
create function private.refuse_no_closer(finding private.findings, undone text) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_parts text[] := array[finding.specialty::text, 'admin'];
	v_who text[];
begin
	if not private.parts(finding.pilot_id, v_me, true) && v_parts then
		perform private.fail(403, 'not_yours', format('This is for a reviewer for %s, or the AI office. ', finding.specialty) || undone);
	end if;
	perform private.refuse_kept_out(finding.pilot_id, v_me, 'somebody else has to do this. ' || undone);
	if v_me in (finding.owner_id, finding.answered_by) then
		v_who := array(
			select p.name from private.closers(finding.pilot_id, finding.district_id, finding.specialty) c join public.people p on p.id = c
			where c <> finding.owner_id and c is distinct from finding.answered_by order by p.name);
		perform private.fail(403, 'own_finding', case when v_me = finding.owner_id then 'You own this finding, so ' else 'You answered this finding, so ' end
			|| case when v_who = '{}' then 'somebody else has to do this, and nobody else can yet: the AI office appoints a reviewer. '
				else 'somebody else has to do this: ' || array_to_string(v_who[1:5], ', ') || '. ' end || undone,
			jsonb_build_object('who', v_who));
	end if;
end $$;

-- Whether somebody can be given a finding: active, and sees the pilot.
create function private.check_owner(pilot public.pilots, person uuid, undone text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if not coalesce(private.stays(person, pilot.district_id), false)
		or not (select private.sees(pilot, p.id, p.outside) from public.people p where p.id = person) then
		perform private.fail(422, 'wrong_person', 'Choose somebody of the district who sees this pilot. ' || undone, jsonb_build_object('field', 'owner'));
	end if;
end $$;

-- Writes down what was done with a finding: for good in its events, and as a line of the pilot's activity.
create function private.note_finding(finding private.findings, kind text, verb text, words text, link text default '') returns void
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.finding_events (district_id, finding_id, kind, body, link, severity, owner_id, due_on, by)
	values (finding.district_id, finding.id, note_finding.kind, words, note_finding.link, finding.severity, finding.owner_id, finding.due_on, private.person_id());
	perform private.note_activity(finding.district_id, finding.pilot_id, 'findings', finding.id, verb, jsonb_build_object(
		'person_id', finding.owner_id, 'specialty', finding.specialty, 'severity', finding.severity, 'title', finding.title));
end $$;

-- Raises a finding. The id comes from whoever raises it, so that sending it twice raises it once.
create function private.raise_finding(pilot uuid, finding uuid, fields jsonb) returns uuid
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_specialty public.specialty;
	v_title text := trim(coalesce(fields ->> 'title', ''));
	v_body text := trim(coalesce(fields ->> 'body', ''));
	v_owner uuid;
	v_due date;
	v_row private.findings;
	c_undone constant text := 'Nothing was raised.';
begin
	if finding is null or coalesce(jsonb_typeof(fields), '') <> 'object' then
		perform private.fail(400, 'no_finding', 'A finding has an id and fields. ' || c_undone);
	elsif not coalesce(fields ->> 'specialty' = any (enum_range(null::public.specialty)::text[]), false) then
		perform private.fail(422, 'no_specialty', 'Choose what it is about. ' || c_undone, '{"field": "specialty"}');
	end if;
	v_specialty := (fields ->> 'specialty')::public.specialty;
	if not v_specialty::text = any (private.parts(pilot, v_me, true)) then
		perform private.fail(403, 'not_yours', format('Only a reviewer for %s raises such a finding. ', v_specialty) || c_undone);
	end if;
	perform private.refuse_kept_out(pilot, v_me, 'somebody else has to raise this. ' || c_undone);
	if v_pilot.stage not in ('vetting', 'experiment', 'decision', 'scaling', 'adopted') then
		perform private.fail(409, 'not_now', format('Findings are raised from vetting on, while a pilot goes on; this one is in %s. ', v_pilot.stage) || c_undone);
	elsif v_title = '' then
		perform private.fail(422, 'no_title', 'Say in one line what was found. ' || c_undone, '{"field": "title"}');
	elsif length(v_title) > 200 then
		perform private.fail(422, 'too_long', format('A title can have 200 characters and this one has %s. ', length(v_title)) || c_undone, '{"field": "title"}');
	elsif not coalesce(fields ->> 'severity' in ('blocking', 'major', 'minor'), false) then
		perform private.fail(422, 'no_severity', 'Choose how much it weighs. ' || c_undone, '{"field": "severity"}');
	end if;
	perform private.check_words(v_body, 'body', 'Say what was found, and what would settle it.', c_undone);
	begin
		v_due := (fields ->> 'due_on')::date;
		v_owner := (fields ->> 'owner')::uuid;
	exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow then
		perform private.fail(422, 'wrong_value', 'The due date or the owner is none. ' || c_undone, '{"field": "due_on"}');
	end;
	if v_due is null or v_due < private.today() or v_due > private.today() + 730 then
		perform private.fail(422, 'wrong_date', 'Give a day from today on, within two years. ' || c_undone, '{"field": "due_on"}');
	end if;
	perform private.check_owner(v_pilot, v_owner, c_undone);
	insert into private.findings as f (id, district_id, pilot_id, specialty, severity, title, body, owner_id, due_on, raised_by)
	values (finding, v_pilot.district_id, pilot, v_specialty, fields ->> 'severity', v_title, v_body, v_owner, v_due, v_me)
	on conflict on constraint findings_pkey do nothing returning f.* into v_row;
	if v_row.id is null then
		select f.* into v_row from private.findings f where f.id = finding and f.district_id = v_pilot.district_id;
		if (v_row.pilot_id, v_row.raised_by, v_row.title, v_row.body) is distinct from (pilot, v_me, v_title, v_body) then
			perform private.fail(409, 'other_finding', 'Another finding has this id. ' || c_undone);
		end if;
		return finding;
	end if;
	perform private.note_finding(v_row, 'raised', 'raised a finding', v_body);
	return finding;
end $$;

create function public.raise_finding(pilot uuid, finding uuid, fields jsonb) returns uuid
language sql security invoker set search_path = ''
as $$ select private.raise_finding(pilot, finding, fields) $$;

-- Says what was done about a finding. Its owner and the team may, before the launch and after it.
create function private.answer_finding(finding uuid, seen int, answer text, link text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_row private.findings := private.locked_finding(finding);
	v_me uuid := private.person_id();
	v_link text := trim(coalesce(link, ''));
	c_undone constant text := 'Nothing was saved.';
begin
	if v_me <> v_row.owner_id and not 'team' = any (private.parts(v_row.pilot_id, v_me)) then
		perform private.fail(403, 'not_yours', 'A finding is answered by its owner or the team. ' || c_undone);
	elsif v_row.state = 'closed' then
		perform private.fail(409, 'not_now', 'This finding is closed. Whoever reviews the specialty can open it again. ' || c_undone);
	end if;
	perform private.same_finding(v_row, seen);
	answer := private.check_words(answer, 'answer', 'Say what was done.', c_undone);
	if v_link <> '' and (length(v_link) > 500 or v_link !~ '^https?://[^[:space:]]+$') then
		perform private.fail(422, 'wrong_link', 'A link begins with https:// and has at most 500 characters. ' || c_undone, '{"field": "link"}');
	end if;
	update private.findings f set state = 'answered', answered_by = v_me, answered_at = private.now(), revision = f.revision + 1
	where f.id = v_row.id and f.district_id = v_row.district_id returning f.* into v_row;
	perform private.note_finding(v_row, 'answered', 'answered a finding', answer, v_link);
end $$;

create function public.answer_finding(finding uuid, seen int, answer text, link text default '') returns void
language sql security invoker set search_path = ''
as $$ select private.answer_finding(finding, seen, answer, link) $$;

-- Gives a finding to somebody else, or another day: by its owner, the lead, or who may review the specialty, or the AI office.
create function private.reassign_finding(finding uuid, seen int, person uuid, due_on date, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_row private.findings := private.locked_finding(finding);
	v_me uuid := private.person_id();
	v_pilot public.pilots := private.seen_pilot(v_row.pilot_id);
	v_due date := coalesce(reassign_finding.due_on, v_row.due_on);
	c_undone constant text := 'Nothing was changed.';
begin
	if v_me <> v_row.owner_id and not private.parts(v_row.pilot_id, v_me) && array['lead', 'admin', v_row.specialty::text] then
		if private.parts(v_row.pilot_id, v_me, true) && array['admin', v_row.specialty::text] then
			perform private.refuse_kept_out(v_row.pilot_id, v_me, 'somebody else has to do this. ' || c_undone);
		end if;
		perform private.fail(403, 'not_yours', 'A finding is passed on by its owner, the lead, its reviewers or the AI office. ' || c_undone);
	elsif v_row.state = 'closed' then
		perform private.fail(409, 'not_now', 'This finding is closed. ' || c_undone);
	end if;
	perform private.same_finding(v_row, seen);
	-- Who has to settle something may ask for more time, and does not take it.
	if v_due > v_row.due_on and not private.parts(v_row.pilot_id, v_me) && array['admin', v_row.specialty::text] then
		perform private.fail(403, 'not_yours', format('More time is given by a reviewer for %s, or the AI office. ', v_row.specialty) || c_undone, '{"field": "due_on"}');
	elsif v_due <> v_row.due_on and (v_due < private.today() or v_due > private.today() + 730) then
		perform private.fail(422, 'wrong_date', 'Give a day from today on, within two years. ' || c_undone, '{"field": "due_on"}');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. ', length(reason)) || c_undone, '{"field": "reason"}');
	end if;
	perform private.check_owner(v_pilot, person, c_undone);
	if (person, v_due) is not distinct from (v_row.owner_id, v_row.due_on) then
		return;
	end if;
	update private.findings f set owner_id = person, due_on = v_due, revision = f.revision + 1
	where f.id = v_row.id and f.district_id = v_row.district_id returning f.* into v_row;
	perform private.note_finding(v_row, 'reassigned', 'passed on a finding', trim(coalesce(reason, '')));
end $$;

create function public.reassign_finding(finding uuid, seen int, person uuid, due_on date default null, reason text default '') returns void
language sql security invoker set search_path = ''
as $$ select private.reassign_finding(finding, seen, person, due_on, reason) $$;

-- Weighs a finding anew, with the reason.
create function private.regrade_finding(finding uuid, seen int, severity text, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_row private.findings := private.locked_finding(finding);
	c_undone constant text := 'Nothing was changed.';
begin
	perform private.refuse_no_closer(v_row, c_undone);
	if v_row.state = 'closed' then
		perform private.fail(409, 'not_now', 'This finding is closed. ' || c_undone);
	end if;
	perform private.same_finding(v_row, seen);
	if not coalesce(regrade_finding.severity in ('blocking', 'major', 'minor'), false) then
		perform private.fail(422, 'no_severity', 'Choose how much it weighs. ' || c_undone, '{"field": "severity"}');
	elsif regrade_finding.severity = v_row.severity then
		perform private.fail(409, 'same_severity', format('This finding is %s already. ', v_row.severity) || c_undone, '{"field": "severity"}');
	end if;
	reason := private.check_words(reason, 'reason', 'Say why it weighs more or less than before: the reason stays with it.', c_undone, 2000);
	update private.findings f set severity = regrade_finding.severity, revision = f.revision + 1
	where f.id = v_row.id and f.district_id = v_row.district_id returning f.* into v_row;
	perform private.note_finding(v_row, 'regraded', 'weighed a finding anew', reason);
end $$;

create function public.regrade_finding(finding uuid, seen int, severity text, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.regrade_finding(finding, seen, severity, reason) $$;

-- Closes a finding: never whoever owns or answered it, nor anyone who is or was on the team.
create function private.close_finding(finding uuid, seen int, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_row private.findings := private.locked_finding(finding);
	c_undone constant text := 'Nothing was closed.';
begin
	perform private.refuse_no_closer(v_row, c_undone);
	if v_row.state = 'closed' then
		perform private.fail(409, 'not_now', 'This finding is closed already. ' || c_undone);
	end if;
	perform private.same_finding(v_row, seen);
	reason := private.check_words(reason, 'reason', 'Say why it is settled.', c_undone, 2000);
	update private.findings f set state = 'closed', revision = f.revision + 1
	where f.id = v_row.id and f.district_id = v_row.district_id returning f.* into v_row;
	perform private.note_finding(v_row, 'closed', 'closed a finding', reason);
end $$;

create function public.close_finding(finding uuid, seen int, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.close_finding(finding, seen, reason) $$;

-- Opens a finding again whose answer does not settle it, or that was closed.
create function private.reopen_finding(finding uuid, seen int, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_row private.findings := private.locked_finding(finding);
	c_undone constant text := 'Nothing was changed.';
begin
	perform private.refuse_no_closer(v_row, c_undone);
	if v_row.state = 'open' then
		perform private.fail(409, 'not_now', 'This finding is open already. ' || c_undone);
	end if;
	perform private.same_finding(v_row, seen);
	reason := private.check_words(reason, 'reason', 'Say what is still to be done.', c_undone, 2000);
	update private.findings f set state = 'open', answered_by = null, answered_at = null, told_overdue = null,
		due_on = greatest(f.due_on, private.today()), revision = f.revision + 1
	where f.id = v_row.id and f.district_id = v_row.district_id returning f.* into v_row;
	perform private.note_finding(v_row, 'reopened', 'opened a finding again', reason);
end $$;

create function public.reopen_finding(finding uuid, seen int, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.reopen_finding(finding, seen, reason) $$;

grant execute on function private.raise_finding, private.answer_finding, private.reassign_finding, private.regrade_finding,
	private.close_finding, private.reopen_finding to authenticated;
grant execute on function public.raise_finding, public.answer_finding, public.reassign_finding, public.regrade_finding,
	public.close_finding, public.reopen_finding to authenticated;

insert into private.notice_rules (record, verb, act, audience, immediate, mail_to) values
	('findings', 'raised a finding', null, '{person,lead}', true, '{person}'),
	('findings', 'answered a finding', null, '{person,reviewers}', false, null),
	('findings', 'passed on a finding', null, '{person,lead}', true, '{person}'),
	('findings', 'weighed a finding anew', null, '{person,lead}', false, null),
	('findings', 'closed a finding', null, '{person,lead}', false, null),
	('findings', 'opened a finding again', null, '{person,lead}', true, '{person}');

-- Until a review finds something, there is nothing in the way.
create function private.criterion_findings(pilot public.pilots) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object(
		'met', count(*) filter (where f.severity = 'blocking') = 0,
		'blocking', coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'title', f.title, 'answered', f.state = 'answered')
			order by f.due_on, f.id) filter (where f.severity = 'blocking'), '[]'),
		'major', count(*) filter (where f.severity = 'major'),
		'minor', count(*) filter (where f.severity = 'minor'))
	from private.findings f where f.pilot_id = pilot.id and f.state <> 'closed'
$$;

insert into public.criteria (act, criterion, position, how, required_at_first) values ('launch', 'findings', 16, 'automatic', true);

-- Whoever stands at a gate already keeps what it asked.
insert into public.gate_rules (district_id, act, criterion, signed_by, required, position)
select d.id, c.act, c.criterion, c.signers, c.required_at_first, c.position
from public.districts d join public.criteria c on (c.act, c.criterion) = ('launch', 'findings');
