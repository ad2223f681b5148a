-- Who comes to a meeting, and who was there: members say before whether they come; in the meeting the clerk or the chair notes
-- who arrives, leaves and comes back, so that the quorum is of those present.

create table private.meeting_answers (
	meeting_id uuid not null,
	person_id uuid not null,
	district_id uuid not null references public.districts (id),
	comes boolean not null,
	reason text not null default '' check (length(reason) <= 500),
	answered_at timestamptz not null default private.now(),
	primary key (meeting_id, person_id, district_id),
	foreign key (meeting_id, district_id) references public.meetings (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id) on delete cascade,
	check (comes or trim(reason) <> '')
);
comment on table private.meeting_answers is 'Whether a member of the cabinet says that they come. Changeable until the meeting ends.';
comment on column private.meeting_answers.reason is 'Why they do not come: for the cabinet, the clerk and the AI office.';
create index on private.meeting_answers (person_id, district_id);
create index on private.meeting_answers (meeting_id, district_id);
create index on private.meeting_answers (district_id);

create table private.attendance (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	meeting_id uuid not null,
	person_id uuid not null,
	what text not null check (what in ('arrived', 'left', 'struck')),
	at timestamptz not null,
	strikes uuid,
	note text not null default '' check (length(note) <= 500),
	noted_at timestamptz not null default private.now(),
	noted_by uuid not null,
	primary key (id, district_id),
	unique (strikes, district_id),
	foreign key (meeting_id, district_id) references public.meetings (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id),
	foreign key (noted_by, district_id) references public.people (id, district_id),
	foreign key (strikes, district_id) references private.attendance (id, district_id) on delete cascade,
	check ((what = 'struck') = (strikes is not null))
);
comment on table private.attendance is 'Who arrived at a meeting and left it, and when. Lines are never changed: a slip is struck by a later line.';
comment on column private.attendance.at is 'When it happened, which may be some minutes before it was noted.';
create index on private.attendance (meeting_id, district_id);
create index on private.attendance (person_id, district_id);
create index on private.attendance (noted_by, district_id);
create index on private.attendance (strikes, district_id);
create index on private.attendance (district_id);
create trigger kept before update or delete on private.attendance
	for each row execute function private.refuse_change();

-- The lines that hold: those that no later line strikes.
create function private.attended(meeting uuid)
returns table (id uuid, person_id uuid, what text, at timestamptz, noted_at timestamptz, noted_by uuid)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select a.id, a.person_id, a.what, a.at, a.noted_at, a.noted_by from private.attendance a
	where a.meeting_id = meeting and a.what <> 'struck' and not exists (select 1 from private.attendance s where s.strikes = a.id);
end $$;

-- Members of the cabinet who are present at a meeting in session; null where nobody takes attendance.
create function private.present_members(meeting uuid) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not exists (
		select 1 from public.meetings m where m.id = meeting and private.meeting_state(m) = 'in session'
			and exists (select 1 from private.attendance a where a.meeting_id = m.id)) then
		return null;
	end if;
	return array(
		select x.person_id from (
			select distinct on (a.person_id) a.person_id, a.what from private.attended(meeting) a order by a.person_id, a.at desc, a.noted_at desc
		) x where x.what = 'arrived' order by x.person_id);
end $$;

-- Who may be noted: the cabinet, and whoever stands in for it on a pilot of the docket.
create function private.may_attend(meeting public.meetings, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return exists (
		select 1 from public.people p where p.id = person and p.district_id = meeting.district_id and p.active
			and (private.has_role(p.id, 'cabinet') or exists (
				select 1 from public.substitutes s join public.docket_items d on d.pilot_id = s.pilot_id and d.meeting_id = meeting.id
				where s.person_id = p.id and s.part = 'cabinet' and s.until is null)));
end $$;

-- A member of the cabinet says whether they come; whoever does not says why.
create function private.answer_meeting(meeting uuid, comes boolean, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_meeting public.meetings := private.seen_meeting(meeting);
begin
	if not private.stays(v_me, v_meeting.district_id) or not private.has_role(v_me, 'cabinet') then
		perform private.fail(403, 'not_yours', 'Members of the cabinet say whether they come. Nothing was saved.');
	elsif comes is null then
		perform private.fail(422, 'no_answer', 'Say whether you come. Nothing was saved.', '{"field": "comes"}');
	elsif not comes and trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'Say in a few words why you do not come. Nothing was saved.', '{"field": "reason"}');
	elsif length(reason) > 500 then
		perform private.fail(422, 'too_long', format('A reason can have 500 characters and this one has %s. Nothing was saved.', length(reason)),
			'{"field": "reason"}');
	end if;
	v_meeting := private.locked_meeting(meeting, null, 'Nothing was saved.');
	if private.meeting_state(v_meeting) not in ('called', 'in session') then
		perform private.fail(409, 'over', 'This meeting is over or called off. Nothing was saved.');
	end if;
	insert into private.meeting_answers as a (meeting_id, person_id, district_id, comes, reason)
	values (meeting, v_me, v_meeting.district_id, answer_meeting.comes, case when answer_meeting.comes then '' else trim(answer_meeting.reason) end)
	on conflict on constraint meeting_answers_pkey do update set comes = excluded.comes, reason = excluded.reason, answered_at = excluded.answered_at;
	perform private.note_activity(v_meeting.district_id, null, 'meetings', meeting, 'said whether they come',
		jsonb_build_object('comes', comes, 'held_on', v_meeting.held_on));
end $$;

create function public.answer_meeting(meeting uuid, comes boolean, reason text default '') returns void
language sql security invoker set search_path = ''
as $$ select private.answer_meeting(meeting, comes, reason) $$;

grant execute on function private.answer_meeting, public.answer_meeting to authenticated;

-- Whether the lines of somebody tell a story: they arrive, leave, come back, each later than the one before.
create function private.attendance_fits(meeting uuid, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select coalesce(bool_and(x.what = case when x.place % 2 = 1 then 'arrived' else 'left' end), true)
		from (
			select a.what, row_number() over (order by a.at, a.noted_at) as place from private.attended(meeting) a where a.person_id = person
		) x);
end $$;

-- Notes that people arrived ('arrived', also whoever comes back) or left ('left'), now or so many minutes ago.
create function private.note_attendance(meeting uuid, people uuid[], what text, minutes_ago int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_meeting public.meetings := private.seen_meeting(meeting);
	v_at timestamptz := private.now() - make_interval(mins => coalesce(minutes_ago, 0));
	v_person record;
begin
	if not private.leads_meeting(v_meeting, v_me) then
		perform private.fail(403, 'not_yours', 'The clerk or the chair takes attendance. Nothing was saved.');
	elsif coalesce(what not in ('arrived', 'left'), true) then
		perform private.fail(422, 'no_such_thing', 'Somebody arrived or left. Nothing was saved.', '{"field": "what"}');
	elsif coalesce(cardinality(people), 0) not between 1 and 100 then
		perform private.fail(422, 'nobody', 'Choose who arrived or left. Nothing was saved.', '{"field": "people"}');
	elsif minutes_ago not between 0 and 600 then
		perform private.fail(422, 'no_time', 'Say how many minutes ago it was: 0 to 600. Nothing was saved.', '{"field": "minutes_ago"}');
	end if;
	v_meeting := private.locked_meeting(meeting, null, 'Nothing was saved.');
	if private.meeting_state(v_meeting) <> 'in session' then
		perform private.fail(409, 'not_open', 'Attendance is taken while the meeting is in session. Nothing was saved.');
	elsif v_at < v_meeting.opened_at - interval '1 hour' then
		perform private.fail(422, 'no_time', 'That is more than an hour before the meeting was opened. Nothing was saved.', '{"field": "minutes_ago"}');
	end if;
	for v_person in select distinct on (i) i as id, p.name from unnest(people) i left join public.people p on p.id = i order by i loop
		if v_person.id is null or not private.may_attend(v_meeting, v_person.id) then
			perform private.fail(422, 'wrong_person', 'Attendance is of the cabinet, and of whoever stands in for it. Nothing was saved.', '{"field": "people"}');
		end if;
		insert into private.attendance (district_id, meeting_id, person_id, what, at, noted_by)
		values (v_meeting.district_id, meeting, v_person.id, note_attendance.what, v_at, v_me);
		if not private.attendance_fits(meeting, v_person.id) then
			perform private.fail(409, 'not_so', format(case what
				when 'arrived' then '%s is noted as present already. Nothing was saved.'
				else '%s is not noted as present at that time. Nothing was saved.' end, v_person.name), '{"field": "people"}');
		end if;
	end loop;
end $$;

create function public.note_attendance(meeting uuid, people uuid[], what text, minutes_ago int default 0) returns void
language sql security invoker set search_path = ''
as $$ select private.note_attendance(meeting, people, what, minutes_ago) $$;

grant execute on function private.note_attendance, public.note_attendance to authenticated;

-- Strikes a line that was a slip. It stays on record as struck.
create function private.strike_attendance(meeting uuid, line uuid, note text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_meeting public.meetings := private.seen_meeting(meeting);
	v_line private.attendance;
begin
	if not private.leads_meeting(v_meeting, v_me) then
		perform private.fail(403, 'not_yours', 'The clerk or the chair takes attendance. Nothing was saved.');
	elsif length(note) > 500 then
		perform private.fail(422, 'too_long', format('A note can have 500 characters and this one has %s. Nothing was saved.', length(note)));
	end if;
	v_meeting := private.locked_meeting(meeting, null, 'Nothing was saved.');
	select a.* into v_line from private.attendance a where a.id = line and a.meeting_id = meeting and a.what <> 'struck';
	if not found then
		perform private.fail(404, 'no_such_line', 'There is no such line of attendance. Nothing was saved.');
	elsif private.meeting_state(v_meeting) <> 'in session' then
		perform private.fail(409, 'not_open', 'Attendance is taken while the meeting is in session; afterwards the minutes say what was otherwise. Nothing was saved.');
	elsif exists (select 1 from private.attendance s where s.strikes = line) then
		return;
	end if;
	insert into private.attendance (district_id, meeting_id, person_id, what, at, strikes, note, noted_by)
	values (v_meeting.district_id, meeting, v_line.person_id, 'struck', v_line.at, line, trim(coalesce(strike_attendance.note, '')), v_me);
	if not private.attendance_fits(meeting, v_line.person_id) then
		perform private.fail(409, 'not_so', 'A later line stands on this one: strike that first. Nothing was saved.');
	end if;
end $$;

create function public.strike_attendance(meeting uuid, line uuid, note text default '') returns void
language sql security invoker set search_path = ''
as $$ select private.strike_attendance(meeting, line, note) $$;

grant execute on function private.strike_attendance, public.strike_attendance to authenticated;
