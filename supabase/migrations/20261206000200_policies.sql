-- The policies of a district: each written as a draft and published in versions, which those whom it is for acknowledge.

create table private.policies (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	title text not null check (length(trim(title)) between 1 and 160),
	body text not null default '' check (length(body) <= 20000),
	link text not null default '' check (length(link) <= 500),
	roles public.role[] not null default '{}',
	site_kinds public.site_kind[] not null default '{}',
	effective_on date,
	review_on date,
	revision int not null default 1,
	changed_by uuid not null,
	changed_at timestamptz not null default private.now(),
	retired_at timestamptz,
	retired_because text not null default '' check (length(retired_because) <= 500),
	primary key (id, district_id),
	foreign key (changed_by, district_id) references public.people (id, district_id)
);
comment on table private.policies is 'A policy as the AI office writes it now. What holds is its last published version.';
comment on column private.policies.roles is 'For whoever holds one of these; for all staff where it is empty.';
comment on column private.policies.site_kinds is 'For whoever works at one of these; anywhere where it is empty.';

create table private.policy_versions (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	policy_id uuid not null,
	version int not null check (version > 0),
	minor int not null default 0 check (minor >= 0),
	title text not null,
	body text not null,
	link text not null,
	roles public.role[] not null,
	site_kinds public.site_kind[] not null,
	effective_on date not null,
	review_on date,
	reason text not null check (length(reason) <= 500),
	published_by uuid not null,
	published_at timestamptz not null default private.now(),
	primary key (id, district_id),
	unique (policy_id, version, minor),
	foreign key (policy_id, district_id) references private.policies (id, district_id) on delete cascade,
	foreign key (published_by, district_id) references public.people (id, district_id)
);
comment on table private.policy_versions is 'What a policy said from when. A correction counts minor up and keeps acknowledgements; a new version asks again. Never changed.';

create table private.policy_acknowledgements (
	policy_id uuid not null,
	version int not null,
	person_id uuid not null,
	district_id uuid not null references public.districts (id),
	at timestamptz not null default private.now(),
	primary key (policy_id, version, person_id, district_id),
	foreign key (policy_id, district_id) references private.policies (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id) on delete cascade
);
comment on table private.policy_acknowledgements is 'Who said that they have read which version and work by it.';

create table private.policy_exceptions (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	policy_id uuid not null,
	person_id uuid,
	pilot_id uuid,
	reason text not null check (length(trim(reason)) between 1 and 1000),
	until date not null,
	granted_by uuid not null,
	granted_at timestamptz not null default private.now(),
	primary key (id, district_id),
	check ((person_id is null) <> (pilot_id is null)),
	foreign key (policy_id, district_id) references private.policies (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id) on delete cascade,
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (granted_by, district_id) references public.people (id, district_id)
);
comment on table private.policy_exceptions is 'Whom, or which pilot, a policy does not bind through a day. Of several the latest counts. Never changed.';

create table private.policy_tellings (
	policy_id uuid not null,
	version int not null,
	kind text not null check (kind in ('asked', 'reminded')),
	district_id uuid not null references public.districts (id),
	at timestamptz not null default private.now(),
	primary key (policy_id, version, kind, district_id),
	foreign key (policy_id, district_id) references private.policies (id, district_id) on delete cascade
);
comment on table private.policy_tellings is 'That everyone who owed a version was asked by mail, and reminded: once each.';

create index on private.policies (district_id, title);
create index on private.policies (changed_by, district_id);
create index on private.policy_versions (policy_id, district_id);
create index on private.policy_versions (published_by, district_id);
create index on private.policy_versions (district_id);
create index on private.policy_acknowledgements (policy_id, district_id);
create index on private.policy_acknowledgements (person_id, district_id);
create index on private.policy_acknowledgements (district_id);
create index on private.policy_exceptions (policy_id, district_id);
create index on private.policy_exceptions (person_id, district_id);
create index on private.policy_exceptions (pilot_id, district_id);
create index on private.policy_exceptions (granted_by, district_id);
create index on private.policy_exceptions (district_id, until);
create index on private.policy_tellings (policy_id, district_id);
create index on private.policy_tellings (district_id);

create trigger kept before update or delete on private.policy_versions for each row execute function private.refuse_change();
create trigger kept before update or delete on private.policy_acknowledgements for each row execute function private.refuse_change();
create trigger kept before update or delete on private.policy_exceptions for each row execute function private.refuse_change();

-- The version of a policy that holds now.
create function private.policy_now(policy uuid) returns private.policy_versions
language sql stable security definer set search_path = ''
as $$
	select v from private.policy_versions v where v.policy_id = policy order by v.version desc, v.minor desc limit 1
$$;

-- Whom a version is for: staff of the district, by role and by where they work.
create function private.policy_staff(version private.policy_versions) returns setof public.people
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select p.* from public.people p
	where p.district_id = version.district_id and p.active and not p.outside
		and (version.roles = '{}' or exists (select 1 from public.person_roles r where r.person_id = p.id and r.role = any (version.roles)))
		and (version.site_kinds = '{}' or exists (select 1 from public.sites s where s.id = p.site_id and s.kind = any (version.site_kinds)));
end $$;

-- Whether a version is for one person.
create function private.policy_is_for(version private.policy_versions, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return exists (
		select 1 from public.people p
		where p.id = person and p.district_id = version.district_id and p.active and not p.outside
			and (version.roles = '{}' or exists (select 1 from public.person_roles r where r.person_id = p.id and r.role = any (version.roles)))
			and (version.site_kinds = '{}' or exists (select 1 from public.sites s where s.id = p.site_id and s.kind = any (version.site_kinds))));
end $$;

-- Through which day somebody, or a pilot, is excepted from a policy; null where they aren't.
create function private.excepted_until(policy uuid, person uuid, pilot uuid) returns date
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_until date;
begin
	select e.until into v_until from private.policy_exceptions e
	where e.policy_id = policy and (e.person_id = person or e.pilot_id = pilot) order by e.granted_at desc, e.id limit 1;
	return case when v_until >= private.today() then v_until end;
end $$;

-- Whether somebody still owes a version: it is for them, they haven't acknowledged it, and no exception holds.
create function private.owes_policy(version private.policy_versions, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return not exists (
			select 1 from private.policy_acknowledgements a where a.policy_id = version.policy_id and a.version = version.version and a.person_id = person)
		and private.policy_is_for(version, person)
		and private.excepted_until(version.policy_id, person, null) is null;
end $$;
