-- The docket goes out before the meeting, with its briefs: once by itself, and again when it changed and the clerk says so. And meetings
-- in people's own calendars, by a link that works without signing in.

create table private.docket_sendings (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	meeting_id uuid not null,
	fingerprint text not null,
	items int not null,
	sent_at timestamptz not null default private.now(),
	sent_by uuid,
	primary key (id, district_id),
	foreign key (meeting_id, district_id) references public.meetings (id, district_id) on delete cascade,
	foreign key (sent_by, district_id) references public.people (id, district_id)
);
comment on table private.docket_sendings is 'When the docket of a meeting was sent out, by nobody where it went out by itself.';
comment on column private.docket_sendings.fingerprint is 'Of what was sent: the same docket is not sent twice.';
create index on private.docket_sendings (meeting_id, district_id);
create index on private.docket_sendings (sent_by, district_id);
create index on private.docket_sendings (district_id);
create trigger kept before update or delete on private.docket_sendings
	for each row execute function private.refuse_change();

-- What the pre-read says: the meeting, and its open items in order.
create function private.docket_letter(meeting public.meetings) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return private.meeting_facts(meeting) || jsonb_build_object('items', (
		select coalesce(jsonb_agg(jsonb_build_object('pilot', p.id, 'title', p.title, 'reason', d.reason, 'minutes', d.minutes)
			order by d.position nulls last, d.opened_at, d.id), '[]')
		from public.docket_items d join public.pilots p on p.id = d.pilot_id where d.meeting_id = meeting.id and d.closed_at is null));
end $$;

create function private.last_sending(meeting uuid) returns private.docket_sendings
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (select s from private.docket_sendings s where s.meeting_id = meeting order by s.sent_at desc, s.id desc limit 1);
end $$;

-- Mails the docket to the cabinet, the clerks and the chair. Answers how many mails.
create function private.mail_docket(meeting public.meetings, person uuid) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_letter jsonb := private.docket_letter(meeting);
	v_again boolean := exists (select 1 from private.docket_sendings s where s.meeting_id = meeting.id);
	v_id uuid;
	v_told int;
begin
	insert into private.docket_sendings (district_id, meeting_id, fingerprint, items, sent_by)
	values (meeting.district_id, meeting.id, md5(v_letter::text), jsonb_array_length(v_letter -> 'items'), person)
	returning id into v_id;
	update public.meetings m set prepared_at = private.now() where m.id = meeting.id;
	insert into private.mails (key, district_id, person_id, address, kind, facts, expires_at)
	select format('docket:%s:%s', v_id, p.id), p.district_id, p.id, p.email, 'docket', v_letter || jsonb_build_object('again', v_again),
		(meeting.held_on + 1)::timestamp at time zone 'UTC'
	from public.people p
	where p.district_id = meeting.district_id and p.active and (p.id = meeting.chair_id or exists (
		select 1 from public.person_roles r where r.person_id = p.id and r.role in ('cabinet', 'clerk')))
	on conflict on constraint mails_key_key do nothing;
	get diagnostics v_told = row_count;
	return v_told;
end $$;

-- Sends the docket out. Sent before, it goes again only where it changed since and `again` says so. Answers to how many people.
create function private.send_docket(meeting uuid, again boolean) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_meeting public.meetings := private.seen_meeting(meeting);
	v_last private.docket_sendings;
	v_told int;
begin
	if not private.keeps_meetings(v_me) then
		perform private.fail(403, 'not_yours', 'The clerk or the AI office sends the docket. Nothing was sent.');
	end if;
	v_meeting := private.locked_meeting(meeting, null, 'Nothing was sent.');
	v_last := private.last_sending(meeting);
	if private.meeting_state(v_meeting) not in ('called', 'in session') then
		perform private.fail(409, 'over', 'This meeting is over or called off. Nothing was sent.');
	elsif jsonb_array_length(private.docket_letter(v_meeting) -> 'items') = 0 then
		perform private.fail(409, 'empty', 'Nothing is on the docket of this meeting. Nothing was sent.');
	elsif v_last.id is not null and v_last.fingerprint = md5(private.docket_letter(v_meeting)::text) then
		perform private.fail(409, 'unchanged', 'Nothing has changed since the docket was sent. Nothing was sent.');
	elsif v_last.id is not null and not coalesce(again, false) then
		perform private.fail(409, 'sent_already', 'The docket was sent already, and has changed since: say that it is to be sent again. Nothing was sent.',
			'{"field": "again"}');
	end if;
	v_told := private.mail_docket(v_meeting, v_me);
	perform private.note_activity(v_meeting.district_id, null, 'meetings', meeting, 'sent the docket',
		jsonb_build_object('held_on', v_meeting.held_on, 'people', v_told));
	return v_told;
end $$;

create function public.send_docket(meeting uuid, again boolean default false) returns int
language sql security invoker set search_path = ''
as $$ select private.send_docket(meeting, again) $$;

grant execute on function private.send_docket, public.send_docket to authenticated;

create table private.calendar_links (
	person_id uuid not null,
	district_id uuid not null references public.districts (id),
	token_hash text not null unique,
	made_at timestamptz not null default private.now(),
	primary key (person_id, district_id),
	foreign key (person_id, district_id) references public.people (id, district_id) on delete cascade
);
comment on table private.calendar_links is 'The link by which somebody''s calendar reads the meetings, as a hash: it is shown once, when it is made.';
create index on private.calendar_links (district_id);

-- Makes the link of the caller's calendar, in the place of an earlier one. Answers its token, which nobody can read again.
create function private.make_calendar_link() returns text
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif private.is_outside() then
		perform private.fail(403, 'not_yours', 'Meetings of the cabinet are for the people of the district. Nothing was saved.');
	end if;
	insert into private.calendar_links as c (person_id, district_id, token_hash) values (v_me, private.district_id(), private.token_hash(v_token))
	on conflict on constraint calendar_links_pkey do update set token_hash = excluded.token_hash, made_at = excluded.made_at;
	return v_token;
end $$;

create function public.make_calendar_link() returns text
language sql security invoker set search_path = ''
as $$ select private.make_calendar_link() $$;

-- Ends the link: calendars that read it find nothing any more.
create function private.end_calendar_link() returns void
language plpgsql security definer set search_path = ''
as $$
begin
	delete from private.calendar_links c where c.person_id = private.person_id();
end $$;

create function public.end_calendar_link() returns void
language sql security invoker set search_path = ''
as $$ select private.end_calendar_link() $$;

-- Since when the caller's calendar has a link; null where it has none.
create function private.calendar_link() returns timestamptz
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (select c.made_at from private.calendar_links c where c.person_id = private.person_id());
end $$;

create function public.calendar_link() returns timestamptz
language sql stable security invoker set search_path = ''
as $$ select private.calendar_link() $$;

grant execute on function private.make_calendar_link, public.make_calendar_link, private.end_calendar_link, public.end_calendar_link,
	private.calendar_link, public.calendar_link to authenticated;

-- The meetings of whoever a token was made for, those of the last two months and all that come; with titles of the docket for members
-- of the cabinet. Null for a token of nobody, or of somebody who is no longer active.
create function private.calendar_feed(token text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_person public.people;
	v_cabinet boolean;
begin
	select p.* into v_person from private.calendar_links c join public.people p on p.id = c.person_id and p.active and not p.outside
	where c.token_hash = private.token_hash(coalesce(token, ''));
	if not found then
		return null;
	end if;
	v_cabinet := private.has_role(v_person.id, 'cabinet');
	return jsonb_build_object('district', (select d.name from public.districts d where d.id = v_person.district_id), 'meetings', (
		select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'held_on', m.held_on, 'begins', to_char(m.begins, 'HH24:MI'), 'minutes', m.minutes,
			'place', m.place, 'revision', m.revision, 'cancelled', m.cancelled_at is not null, 'chair', p.name,
			'items', case when v_cabinet then (
				select coalesce(jsonb_agg(l.title order by d.position nulls last, d.opened_at, d.id), '[]')
				from public.docket_items d join public.pilots l on l.id = d.pilot_id
				where d.meeting_id = m.id and (d.closed_at is null or m.ended_at is not null)) else '[]' end) order by m.held_on, m.id), '[]')
		from public.meetings m join public.people p on p.id = m.chair_id
		where m.district_id = v_person.district_id and m.held_on >= private.today() - 60));
end $$;

create function public.calendar_feed(token text) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.calendar_feed(token) $$;

grant execute on function private.calendar_feed, public.calendar_feed to anon, authenticated;
