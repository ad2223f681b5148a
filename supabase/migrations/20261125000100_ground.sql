-- What several domains stand on from here: living sessions, people from outside, one queue for mail, one line of activity.

alter table public.districts
	add column email_domains text[] not null default '{}',
	add column one_signs_several boolean not null default false,
	add column remind_after_days int not null default 7 check (remind_after_days between 1 and 90),
	add column escalate_after_days int not null default 14 check (escalate_after_days between 1 and 180),
	add column revision int not null default 1;
comment on column public.districts.email_domains is 'Where its staff have their mail, such as district.org; empty for anywhere. Others come in as outside people.';
comment on column public.districts.one_signs_several is 'Whether one person may sign several specialties of the same pilot, as small districts must.';
comment on column public.districts.revision is 'Counts changes of the settings, so that two admins do not overwrite each other unseen.';

-- The demonstration's one reviewer signs for all specialties.
update public.districts set one_signs_several = true where demonstration;

alter table public.people
	add column outside boolean not null default false,
	add column digest boolean not null default true,
	add column revision int not null default 1;
comment on column public.people.outside is 'Not of the district: sees the pilots that they are appointed to, and nothing else.';
comment on column public.people.digest is 'Whether they get the weekly mail of what waits on them.';

alter table public.sites
	add column closed_on date,
	add column revision int not null default 1;
comment on column public.sites.closed_on is 'From then on no pilot starts there. A site with pilots is closed, never deleted.';

-- A session that was ended is over at once, although its token could be read for up to an hour more.
create function private.session_lives() returns boolean
language sql stable security definer set search_path = ''
as $$
	select s.given is null or exists (select 1 from auth.sessions a where a.id = s.given and a.user_id = (select auth.uid()))
	from (select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'session_id')::uuid as given) s
$$;

create or replace function private.person_id() returns uuid
language sql stable security definer set search_path = ''
as $$
	select p.id from public.people p
	where p.user_id = (select auth.uid()) and p.active and (select private.session_lives())
$$;

create or replace function private.district_id() returns uuid
language sql stable security definer set search_path = ''
as $$
	select p.district_id from public.people p
	where p.user_id = (select auth.uid()) and p.active and (select private.session_lives())
$$;

-- Whether the caller comes from outside: they see the pilots that they have a seat in.
create function private.is_outside() returns boolean
language sql stable security definer set search_path = ''
as $$ select coalesce((select p.outside from public.people p where p.id = private.person_id()), false) $$;

-- The caller, if they are an admin; refuses everyone else. What was to be done is said in the refusal.
create function private.require_admin(nothing text default 'Nothing was saved.') returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif not private.has_role(v_me, 'admin') then
		perform private.fail(403, 'not_yours', 'This is for the AI office. ' || nothing);
	end if;
	return v_me;
end $$;

-- Whether somebody is an active person of a district, who stays so until the transaction ends: whoever lets them go, or
-- takes a role from them, waits. Pilots are locked before people, everywhere, so that two acts never wait for each other.
create function private.stays(person uuid, district uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
	perform 1 from public.people p where p.id = person and p.district_id = district and p.active for share;
	return found;
end $$;

-- One line of activity for what a function did; facts hold no value that somebody may not see.
create function private.note_activity(district uuid, pilot uuid, record text, record_id uuid, verb text, facts jsonb default '{}')
returns void
language sql security definer set search_path = ''
as $$
	insert into public.activity (district_id, pilot_id, actor_id, record, record_id, verb, facts)
	values (district, pilot, private.person_id(), record, record_id, verb, facts)
$$;

-- What is not of a pilot (people, settings, sites) is for the AI office, and for whoever did it.
drop policy "Activity is seen with its pilot" on public.activity;
create policy "Activity is seen with its pilot, that of the office by its admins" on public.activity
	for select to authenticated using (
		district_id = (select private.district_id())
		and case when pilot_id is null
			then actor_id = (select private.person_id()) or (select private.has_role(private.person_id(), 'admin'))
			else exists (select 1 from public.pilots p where p.id = activity.pilot_id) end);

-- Mails that wait, with what they say as facts: the words are the sender's. The key makes each of them one mail.
create table private.mails (
	id uuid primary key default gen_random_uuid(),
	key text not null unique,
	district_id uuid references public.districts (id),
	person_id uuid,
	address text not null check (length(address) between 3 and 254),
	kind text not null,
	facts jsonb not null default '{}',
	created_at timestamptz not null default private.now(),
	next_at timestamptz not null default private.now(),
	expires_at timestamptz,
	attempts int not null default 0,
	claimed_until timestamptz,
	sent_at timestamptz,
	given_up_at timestamptz,
	last_error text not null default '',
	foreign key (person_id, district_id) references public.people (id, district_id)
);
comment on table private.mails is 'The queue of mails: each is claimed by one worker at a time, retried with growing pauses, and sent once.';
comment on column private.mails.facts is 'What it says. Emptied once it is sent or given up, since a mail may carry a link that lets somebody in.';
create index on private.mails (next_at) where sent_at is null and given_up_at is null;
create index on private.mails (person_id, district_id);
create index on private.mails (district_id);

-- Queues a mail once: a second call with the same key changes nothing.
create function private.queue_mail(key text, district uuid, person uuid, address text, kind text, facts jsonb default '{}',
	expires timestamptz default null) returns void
language sql security definer set search_path = ''
as $$
	insert into private.mails (key, district_id, person_id, address, kind, facts, expires_at)
	values (key, district, person, address, kind, facts, expires)
	on conflict on constraint mails_key_key do nothing
$$;

grant execute on function private.is_outside to authenticated;
