-- Which mails somebody wants: a digest each day, on a weekday of theirs or never, and mails at once or not. And the link
-- that stops a kind of mail, which works for whoever is not signed in.

-- Apart from people, whose rows their colleagues read. Without a row: Mondays, and mails at once.
create table private.mail_choices (
	person_id uuid not null,
	district_id uuid not null references public.districts (id),
	weekday smallint default 1 check (weekday between 1 and 7),
	at_once boolean not null default true,
	primary key (person_id, district_id),
	foreign key (person_id, district_id) references public.people (id, district_id) on delete cascade
);
comment on column private.mail_choices.weekday is 'On which day of the week the digest comes, 1 for Monday; null for Monday to Friday. Whether at all is people.digest.';
create index on private.mail_choices (district_id);

-- What the links that stop mails are signed with. They stop mails and do nothing else.
create table private.stop_secret (
	one boolean primary key default true check (one),
	secret text not null default gen_random_uuid()::text || gen_random_uuid()::text
);
insert into private.stop_secret default values;

alter table private.digests rename column week to day;
comment on column private.digests.day is 'On which day it was last looked at what waits on them.';
comment on table private.digests is 'When it was last looked at what waits on somebody, whether they got a mail or not.';

-- What somebody stops who stops this kind of mail: 'digest', 'at once', or null for what always comes: ways into the
-- account, seats that are somebody's from now on, and incidents.
create function private.stoppable(kind text) returns text
language sql immutable set search_path = ''
as $$
	select case when kind = 'digest' then 'digest'
		when kind in ('notice', 'mention', 'hold_raised', 'hold_lifted', 'waived', 'woken', 'review_waits', 'reviews_overdue',
			'triage_waits', 'cycle_ends', 'overdue', 'vote_waits', 'join_asked', 'join_answered') then 'at once' end
$$;

create function private.stop_token(person uuid, what text) returns text
language sql stable security definer set search_path = ''
as $$
	select case when what is not null and person is not null then replace(person::text, '-', '') || case what when 'digest' then 'd' else 'a' end
		|| left(private.token_hash(s.secret || person::text || what || s.secret), 40) end
	from private.stop_secret s
$$;

-- Whom a link names and what it stops; nothing for one that was not made here.
create function private.read_stop(token text) returns table (person uuid, what text)
language sql stable security definer set search_path = ''
as $$
	select p.id, k.what
	from (select case substr(token, 33, 1) when 'd' then 'digest' when 'a' then 'at once' end as what) k
	join public.people p on p.id = case when token ~ '^[0-9a-f]{32}[da][0-9a-f]{40}$' then left(token, 32)::uuid end
	where private.stop_token(p.id, k.what) = token
$$;

-- What the page of a link shows. It names nobody: links are forwarded.
create function private.stops(token text) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('what', t.what, 'stopped', case t.what when 'digest' then not p.digest
		else not coalesce((select c.at_once from private.mail_choices c where c.person_id = p.id), true) end)
	from private.read_stop(token) t join public.people p on p.id = t.person
$$;

create function public.stops(token text) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.stops(token) $$;

create function private.choose_mails(person public.people, digest boolean, weekday int, at_once boolean) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	update public.people p set digest = choose_mails.digest where p.id = person.id and p.digest <> choose_mails.digest;
	insert into private.mail_choices as c (person_id, district_id, weekday, at_once)
	values (person.id, person.district_id, choose_mails.weekday, choose_mails.at_once)
	on conflict on constraint mail_choices_pkey do update set weekday = excluded.weekday, at_once = excluded.at_once;
	-- What waits to be sent is heeded too.
	update private.mails m set given_up_at = private.now(), facts = '{}', last_error = 'They want no such mails.'
	where m.person_id = person.id and m.sent_at is null and m.given_up_at is null and (m.claimed_until is null or m.claimed_until <= private.now())
		and case private.stoppable(m.kind) when 'digest' then not choose_mails.digest when 'at once' then not choose_mails.at_once else false end;
end $$;

-- Stops the mails that the link came with; said twice, it is done once.
create function private.stop_mails(token text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_what text;
	v_person public.people;
	v_choice private.mail_choices;
begin
	select t.what into v_what from private.read_stop(token) t;
	if v_what is null then
		perform private.fail(404, 'no_such_link', 'This link stops nothing: it is not whole, or not of this district. Nothing was changed.');
	end if;
	select p.* into v_person from private.read_stop(token) t join public.people p on p.id = t.person for no key update of p;
	select c.* into v_choice from private.mail_choices c where c.person_id = v_person.id;
	perform private.choose_mails(v_person, v_person.digest and v_what <> 'digest',
		case when v_choice.person_id is null then 1 else v_choice.weekday end,
		coalesce(v_choice.at_once, true) and v_what <> 'at once');
	return private.stops(token);
end $$;

create function public.stop_mails(token text) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.stop_mails(token) $$;

drop function public.save_own_settings(boolean);
drop function private.save_own_settings(boolean);

-- digest: 'daily', 'weekly' (on the weekday, 1 for Monday) or 'never'. at_once: mails of what waits, as soon as it does.
create function private.save_own_settings(digest text, weekday int, at_once boolean) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_me public.people;
begin
	select p.* into v_me from public.people p where p.id = (select private.person_id()) for no key update;
	if v_me.id is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif digest is null or digest not in ('daily', 'weekly', 'never') or at_once is null then
		perform private.fail(422, 'missing', 'Say how often you want the mail of what waits: daily, weekly or never. Nothing was saved.');
	elsif digest = 'weekly' and coalesce(weekday not between 1 and 7, true) then
		perform private.fail(422, 'no_weekday', 'Choose the day of the week that the mail comes on. Nothing was saved.');
	end if;
	perform private.choose_mails(v_me, digest <> 'never', case digest when 'weekly' then weekday when 'never' then 1 end, at_once);
end $$;

create function public.save_own_settings(digest text, weekday int default 1, at_once boolean default true) returns void
language sql security invoker set search_path = ''
as $$ select private.save_own_settings(digest, weekday, at_once) $$;

-- What the account page shows of oneself beyond `me`.
create function private.own_settings() returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object(
		'digest', case when not p.digest then 'never' when c.person_id is not null and c.weekday is null then 'daily' else 'weekly' end,
		'weekday', coalesce(c.weekday, 1), 'at_once', coalesce(c.at_once, true))
	from public.people p left join private.mail_choices c on c.person_id = p.id and c.district_id = p.district_id
	where p.id = (select private.person_id())
$$;

create or replace function public.own_settings() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.own_settings() $$;

-- Every mail that is queued passes here: what somebody does not want is noted as given up, so that nobody asks again.
create function private.heed_choice() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if new.person_id is null then
		return new;
	elsif new.kind = 'deactivated_seats' then
		-- It lists the seats that somebody takes over: no mail of its own for each of them.
		delete from private.mails m where m.person_id = new.person_id and m.kind = 'notice' and m.sent_at is null
			and m.created_at = new.created_at and m.facts ->> 'verb' in ('appointed', 'joined');
	elsif private.stoppable(new.kind) = 'at once'
		and exists (select 1 from private.mail_choices c where c.person_id = new.person_id and not c.at_once) then
		new.given_up_at := private.now();
		new.facts := '{}';
		new.last_error := 'They want no such mails.';
	end if;
	return new;
end $$;

create trigger heeded before insert on private.mails
	for each row execute function private.heed_choice();

grant execute on function private.stops, private.stop_mails, public.stops, public.stop_mails to anon, authenticated;
grant execute on function private.save_own_settings, public.save_own_settings, private.own_settings to authenticated;
