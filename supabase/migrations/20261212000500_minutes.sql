-- Minutes: sections of words, made from the record of the meeting and edited by clerk and chair. Each saving is a version. Signed by
-- the chair they are fixed; whatever is found wrong later is an addendum.

create table private.minutes (
	meeting_id uuid not null,
	district_id uuid not null references public.districts (id),
	revision int not null default 1,
	begun_at timestamptz not null default private.now(),
	signed_at timestamptz,
	signed_by uuid,
	primary key (meeting_id, district_id),
	foreign key (meeting_id, district_id) references public.meetings (id, district_id) on delete cascade,
	foreign key (signed_by, district_id) references public.people (id, district_id),
	check ((signed_at is null) = (signed_by is null))
);
comment on table private.minutes is 'The minutes of a meeting. Its revision is the version that counts; signed, it is never changed.';
create index on private.minutes (signed_by, district_id);
create index on private.minutes (district_id);
create trigger kept before update or delete on private.minutes
	for each row when (old.signed_at is not null) execute function private.refuse_change();

create table private.minutes_versions (
	meeting_id uuid not null,
	district_id uuid not null references public.districts (id),
	version int not null check (version > 0),
	sections jsonb not null,
	saved_at timestamptz not null default private.now(),
	saved_by uuid not null,
	primary key (meeting_id, district_id, version),
	foreign key (meeting_id, district_id) references private.minutes (meeting_id, district_id) on delete cascade,
	foreign key (saved_by, district_id) references public.people (id, district_id)
);
comment on table private.minutes_versions is 'What the minutes said when somebody saved them.';
comment on column private.minutes_versions.sections is
	'[{ key, heading, words, made }]: made is what the record of the meeting said when it was last asked, so that it shows what somebody wrote otherwise.';
create index on private.minutes_versions (saved_by, district_id);
create index on private.minutes_versions (district_id);
create trigger kept before update or delete on private.minutes_versions
	for each row execute function private.refuse_change();

create table private.minutes_addenda (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	meeting_id uuid not null,
	words text not null check (length(trim(words)) between 1 and 4000),
	added_at timestamptz not null default private.now(),
	added_by uuid not null,
	primary key (id, district_id),
	foreign key (meeting_id, district_id) references private.minutes (meeting_id, district_id) on delete cascade,
	foreign key (added_by, district_id) references public.people (id, district_id)
);
comment on table private.minutes_addenda is 'What was found wrong or missing in minutes after they were signed.';
create index on private.minutes_addenda (meeting_id, district_id);
create index on private.minutes_addenda (added_by, district_id);
create index on private.minutes_addenda (district_id);
create trigger kept before update or delete on private.minutes_addenda
	for each row execute function private.refuse_change();

-- What is wrong with the sections of minutes; null where nothing is.
create function private.sections_fault(sections jsonb) returns text
language plpgsql immutable security definer set search_path = ''
as $$
declare
	v_one jsonb;
	v_keys text[] := '{}';
begin
	if coalesce(jsonb_typeof(sections) <> 'array', true) or jsonb_array_length(sections) not between 1 and 200 then
		return 'Minutes have between 1 and 200 sections.';
	end if;
	for v_one in select s from jsonb_array_elements(sections) s loop
		if jsonb_typeof(v_one) <> 'object' or exists (
			select 1 from unnest('{key,heading,words,made}'::text[]) k where coalesce(jsonb_typeof(v_one -> k) <> 'string', true))
			or (select count(*) from jsonb_object_keys(v_one)) <> 4 then
			return 'A section has a key, a heading, words and what it was made from.';
		elsif length(v_one ->> 'key') not between 1 and 80 or v_one ->> 'key' = any (v_keys) then
			return 'A section stands there twice.';
		elsif length(trim(v_one ->> 'heading')) not between 1 and 300 then
			return 'Each section has a heading of at most 300 characters.';
		elsif greatest(length(v_one ->> 'words'), length(v_one ->> 'made')) > 8000 then
			return format('“%s” can have 8000 characters and has %s.', left(v_one ->> 'heading', 80), length(v_one ->> 'words'));
		end if;
		v_keys := v_keys || (v_one ->> 'key');
	end loop;
	return null;
end $$;

-- Saves the minutes of a meeting as a new version. `seen` is the version that was edited; 0 for the first. Answers the new version.
create function private.save_minutes(meeting uuid, sections jsonb, seen int) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_meeting public.meetings := private.seen_meeting(meeting);
	v_minutes private.minutes;
	v_fault text;
begin
	if not private.leads_meeting(v_meeting, v_me) then
		perform private.fail(403, 'not_yours', 'The clerk or the chair writes the minutes. Nothing was saved.');
	end if;
	v_meeting := private.locked_meeting(meeting, null, 'Nothing was saved.');
	select i.* into v_minutes from private.minutes i where i.meeting_id = meeting;
	v_fault := private.sections_fault(sections);
	if v_minutes.signed_at is not null then
		perform private.fail(409, 'signed', 'These minutes are signed, and stay as they are: write an addendum. Nothing was saved.');
	elsif v_meeting.cancelled_at is not null or v_meeting.held_on > private.today() then
		perform private.fail(409, 'not_now', 'Minutes are of a meeting that is or was in session. Nothing was saved.');
	elsif v_fault is not null then
		perform private.fail(422, 'no_sections', v_fault || ' Nothing was saved.');
	elsif seen is distinct from coalesce(v_minutes.revision, 0) then
		perform private.fail(409, 'stale', 'Somebody saved these minutes since you opened the page: look at them as they are now. Nothing was saved.');
	end if;
	if v_minutes.meeting_id is null then
		insert into private.minutes (meeting_id, district_id) values (meeting, v_meeting.district_id);
	else
		update private.minutes i set revision = i.revision + 1 where i.meeting_id = meeting;
	end if;
	insert into private.minutes_versions (meeting_id, district_id, version, sections, saved_by)
	values (meeting, v_meeting.district_id, seen + 1, save_minutes.sections, v_me);
	perform private.note_activity(v_meeting.district_id, null, 'meetings', meeting, 'wrote the minutes', jsonb_build_object('held_on', v_meeting.held_on));
	return seen + 1;
end $$;

create function public.save_minutes(meeting uuid, sections jsonb, seen int) returns int
language sql security invoker set search_path = ''
as $$ select private.save_minutes(meeting, sections, seen) $$;

grant execute on function private.save_minutes, public.save_minutes to authenticated;

-- The chair signs the minutes of a meeting that is over, in the version that they saw.
create function private.sign_minutes(meeting uuid, seen int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_meeting public.meetings := private.seen_meeting(meeting);
	v_minutes private.minutes;
begin
	if v_meeting.chair_id <> v_me then
		perform private.fail(403, 'not_yours', 'The chair of the meeting signs its minutes. Nothing was signed.');
	elsif not private.stays(v_me, v_meeting.district_id) or not private.has_role(v_me, 'cabinet') then
		perform private.fail(403, 'not_yours', 'You no longer sit in the cabinet: the clerk names another chair, who signs. Nothing was signed.');
	end if;
	v_meeting := private.locked_meeting(meeting, null, 'Nothing was signed.');
	select i.* into v_minutes from private.minutes i where i.meeting_id = meeting;
	if v_minutes.meeting_id is null then
		perform private.fail(409, 'no_minutes', 'There are no minutes of this meeting yet. Nothing was signed.');
	elsif v_minutes.signed_at is not null then
		perform private.fail(409, 'signed', format('%s signed these minutes already. Nothing was signed.',
			(select p.name from public.people p where p.id = v_minutes.signed_by)));
	elsif private.meeting_state(v_meeting) not in ('ended', 'past') then
		perform private.fail(409, 'not_over', 'Minutes are signed once the meeting has ended. Nothing was signed.');
	elsif v_minutes.revision is distinct from seen then
		perform private.fail(409, 'stale', 'Somebody saved these minutes since you opened the page: read them as they are now, then sign. Nothing was signed.');
	end if;
	update private.minutes i set signed_at = private.now(), signed_by = v_me where i.meeting_id = meeting;
	perform private.note_activity(v_meeting.district_id, null, 'meetings', meeting, 'signed the minutes', jsonb_build_object('held_on', v_meeting.held_on));
end $$;

create function public.sign_minutes(meeting uuid, seen int) returns void
language sql security invoker set search_path = ''
as $$ select private.sign_minutes(meeting, seen) $$;

grant execute on function private.sign_minutes, public.sign_minutes to authenticated;

-- Adds to minutes that are signed what was found wrong or missing in them.
create function private.add_to_minutes(meeting uuid, words text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_meeting public.meetings := private.seen_meeting(meeting);
begin
	if not private.leads_meeting(v_meeting, v_me) then
		perform private.fail(403, 'not_yours', 'The clerk or the chair adds to the minutes. Nothing was saved.');
	elsif trim(coalesce(words, '')) = '' then
		perform private.fail(422, 'no_words', 'Say what was wrong or missing. Nothing was saved.', '{"field": "words"}');
	elsif length(words) > 4000 then
		perform private.fail(422, 'too_long', format('An addendum can have 4000 characters and this one has %s. Nothing was saved.', length(words)),
			'{"field": "words"}');
	end if;
	v_meeting := private.locked_meeting(meeting, null, 'Nothing was saved.');
	if not exists (select 1 from private.minutes i where i.meeting_id = meeting and i.signed_at is not null) then
		perform private.fail(409, 'not_signed', 'These minutes are not signed yet: change them instead. Nothing was saved.');
	end if;
	insert into private.minutes_addenda (district_id, meeting_id, words, added_by)
	values (v_meeting.district_id, meeting, trim(add_to_minutes.words), v_me);
	perform private.note_activity(v_meeting.district_id, null, 'meetings', meeting, 'added to the minutes', jsonb_build_object('held_on', v_meeting.held_on));
end $$;

create function public.add_to_minutes(meeting uuid, words text) returns void
language sql security invoker set search_path = ''
as $$ select private.add_to_minutes(meeting, words) $$;

grant execute on function private.add_to_minutes, public.add_to_minutes to authenticated;

-- Who of the cabinet is kept out of a pilot, and why: 'team' or 'recused'.
create function private.kept_out_members(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('name', x.name, 'why', x.why) order by x.name), '[]')
		from (
			select p.name, private.kept_out_why(pilot, p.id) as why from public.people p
			where p.active and p.id in (select r.person_id from public.person_roles r join public.pilots l on l.id = pilot and l.district_id = r.district_id
				where r.role = 'cabinet')
		) x where x.why is not null);
end $$;

-- What the record of a meeting says, for its minutes: who was there, and what became of each item.
create function private.meeting_record(meeting public.meetings) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return jsonb_build_object(
		'attendance', (
			select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'what', a.what, 'at', a.at) order by a.at, a.noted_at), '[]')
			from private.attended(meeting.id) a join public.people p on p.id = a.person_id),
		'excused', (
			select coalesce(jsonb_agg(p.name order by p.name), '[]') from private.meeting_answers a join public.people p on p.id = a.person_id
			where a.meeting_id = meeting.id and not a.comes),
		'items', (
			select coalesce(jsonb_agg(x.item order by x.place nulls last, x.at), '[]') from (
				select d.position as place, d.closed_at as at, jsonb_build_object('id', d.id, 'title', l.title, 'reason', d.reason,
					'closed_how', d.closed_how, 'note', d.note, 'kept_out', private.kept_out_members(l.id), 'carried_to', null, 'carried', false,
					'outcome', c.outcome, 'rationale', c.rationale, 'tally', c.tally, 'different', c.different, 'next_review', c.next_review,
					'within_permitted', c.within_permitted, 'with_majority', c.with_majority, 'override_reason', c.override_reason,
					'conditions', (
						select coalesce(jsonb_agg(jsonb_build_object('words', k.words, 'owner', o.name, 'due_on', k.due_on) order by k.number), '[]')
						from private.conditions k join public.people o on o.id = k.owner_id where k.decision_id = c.id)) as item
				from public.docket_items d join public.pilots l on l.id = d.pilot_id
				left join public.decisions c on c.docket_item_id = d.id
				where d.meeting_id = meeting.id and d.closed_at is not null and d.closed_at >= coalesce(meeting.opened_at, '-infinity')
				union all
				select null, v.moved_at, jsonb_build_object('id', d.id, 'title', l.title, 'reason', d.reason, 'closed_how', null, 'note', v.reason,
					'kept_out', '[]'::jsonb, 'carried_to', t.held_on, 'carried', true)
				from private.docket_moves v join public.docket_items d on d.id = v.docket_item_id join public.pilots l on l.id = d.pilot_id
				left join public.meetings t on t.id = v.to_meeting
				where v.from_meeting = meeting.id and v.moved_at >= meeting.opened_at and d.meeting_id is distinct from meeting.id
					and d.opened_at <= v.moved_at and (d.closed_at is null or d.closed_at > v.moved_at)
					and not exists (
						select 1 from private.docket_moves n where n.docket_item_id = v.docket_item_id and n.from_meeting = meeting.id and n.moved_at > v.moved_at)
			) x));
end $$;

-- The minutes of a meeting. Signed, they are the district's to read; until then the cabinet's, the clerk's and the AI office's. Who
-- leads the meeting gets its record along, to make them from; and the office who voted otherwise, which the minutes do not say.
create function private.read_minutes(meeting uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_meeting public.meetings := private.seen_meeting(meeting);
	v_minutes private.minutes;
	v_office boolean := private.has_role(v_me, 'cabinet') or private.keeps_meetings(v_me);
	v_leads boolean := private.leads_meeting(v_meeting, v_me);
	v_state text := private.meeting_state(v_meeting);
begin
	select i.* into v_minutes from private.minutes i where i.meeting_id = meeting;
	if v_minutes.signed_at is null and not v_office then
		perform private.fail(403, 'not_signed', 'Until they are signed, minutes are for the cabinet, the clerk and the AI office.');
	end if;
	return private.meeting_facts(v_meeting) || jsonb_build_object(
		'state', v_state, 'opened_at', v_meeting.opened_at, 'ended_at', v_meeting.ended_at,
		'district', (select d.name from public.districts d where d.id = v_meeting.district_id),
		'revision', coalesce(v_minutes.revision, 0),
		'signed', case when v_minutes.signed_at is not null then jsonb_build_object('at', v_minutes.signed_at,
			'by', (select p.name from public.people p where p.id = v_minutes.signed_by)) end,
		'sections', (select s.sections from private.minutes_versions s where s.meeting_id = meeting and s.version = v_minutes.revision),
		'versions', case when v_office then (
			select coalesce(jsonb_agg(jsonb_build_object('version', s.version, 'at', s.saved_at, 'by', p.name, 'sections', s.sections) order by s.version desc), '[]')
			from (select * from private.minutes_versions x where x.meeting_id = read_minutes.meeting order by x.version desc limit 30) s
			join public.people p on p.id = s.saved_by) else '[]' end,
		'addenda', (
			select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'words', a.words, 'at', a.added_at, 'by', p.name) order by a.added_at), '[]')
			from private.minutes_addenda a join public.people p on p.id = a.added_by where a.meeting_id = read_minutes.meeting),
		'record', case when v_leads and v_minutes.signed_at is null then private.meeting_record(v_meeting) end,
		'dissent', case when v_office then (
			select coalesce(jsonb_agg(jsonb_build_object('item', d.id, 'title', l.title, 'name', p.name, 'choice', v.choice, 'outcome', c.outcome,
				'reason', v.reason) order by l.title, p.name), '[]')
			from public.docket_items d join public.decisions c on c.docket_item_id = d.id join public.pilots l on l.id = d.pilot_id
			join private.votes v on v.docket_item_id = d.id and v.choice::text not in (c.outcome::text, 'abstain', 'recuse')
			join public.people p on p.id = v.voter_id
			where d.meeting_id = read_minutes.meeting and d.closed_at is not null) else '[]' end,
		'may', jsonb_build_object('write', v_leads and v_minutes.signed_at is null and v_state <> 'cancelled' and v_meeting.held_on <= private.today(),
			'sign', v_meeting.chair_id = v_me and private.has_role(v_me, 'cabinet') and v_minutes.meeting_id is not null
				and v_minutes.signed_at is null and v_state in ('ended', 'past'),
			'add', v_leads and v_minutes.signed_at is not null));
end $$;

create function public.read_minutes(meeting uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.read_minutes(meeting) $$;

grant execute on function private.read_minutes, public.read_minutes to authenticated;

insert into private.notice_rules (record, verb, act, audience, immediate, mail_to) values
	('meetings', 'signed the minutes', null, '{cabinet,clerk}', false, null),
	('meetings', 'added to the minutes', null, '{cabinet,clerk}', false, null);
