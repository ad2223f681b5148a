-- People and places: districts, sites, people and the roles that they hold.

create type public.site_kind as enum ('school', 'department');
create type public.role as enum ('evaluator', 'reviewer', 'cabinet', 'clerk', 'admin');
create type public.specialty as enum ('security', 'privacy', 'instruction', 'accessibility and equity', 'finance');
create type public.decision_rule as enum ('chair after quorum', 'majority');

create table public.districts (
	id uuid primary key default gen_random_uuid(),
	name text not null check (length(trim(name)) between 1 and 120),
	plan text not null default '' check (length(plan) <= 200),
	demonstration boolean not null default false,
	minimum_group int not null default 10 check (minimum_group >= 5),
	subgroups text[] not null default '{}',
	decision_rule public.decision_rule not null default 'chair after quorum',
	quorum int not null default 2 check (quorum >= 1)
);
comment on table public.districts is 'A school district. Everything else belongs to exactly one.';
comment on column public.districts.minimum_group is 'Groups about people with fewer members are withheld from all but the evaluator.';
comment on column public.districts.subgroups is 'The labels that a subgroup of students may carry.';

create table public.sites (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	name text not null check (length(trim(name)) between 1 and 120),
	kind public.site_kind not null,
	primary key (id, district_id),
	unique (district_id, name)
);
comment on table public.sites is 'A school or a department.';

create table public.people (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	user_id uuid unique references auth.users (id) on delete set null,
	email text not null check (length(email) between 3 and 254 and email = lower(email)),
	name text not null check (length(trim(name)) between 1 and 120),
	title text not null default '' check (length(title) <= 120),
	site_id uuid,
	active boolean not null default true,
	primary key (id, district_id),
	unique (email),
	foreign key (site_id, district_id) references public.sites (id, district_id)
);
comment on table public.people is 'A person of a district. One account, one district. Every person is a member; further roles are in person_roles.';

create table public.person_roles (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	person_id uuid not null,
	role public.role not null,
	specialty public.specialty,
	primary key (id, district_id),
	unique nulls not distinct (person_id, role, specialty),
	foreign key (person_id, district_id) references public.people (id, district_id) on delete cascade,
	check ((role = 'reviewer') = (specialty is not null))
);
comment on table public.person_roles is 'A role that a person holds beyond member; a reviewer holds one row for each specialty.';

create index on public.people (district_id, name);
create index on public.people (site_id, district_id);
create index on public.person_roles (person_id, district_id);
create index on public.person_roles (district_id, role);

-- Who is asking. Null for anyone without an active person record, whatever their token says.
create function private.person_id() returns uuid
language sql stable security definer set search_path = ''
as $$ select id from public.people where user_id = (select auth.uid()) and active $$;

create function private.district_id() returns uuid
language sql stable security definer set search_path = ''
as $$ select district_id from public.people where user_id = (select auth.uid()) and active $$;

create function private.has_role(person uuid, wanted public.role) returns boolean
language sql stable security definer set search_path = ''
as $$ select exists (select 1 from public.person_roles r where r.person_id = person and r.role = wanted) $$;

grant execute on function private.person_id, private.district_id, private.has_role to authenticated;

-- A new account meets its person record by address. Without one it stays a stranger.
create function private.meet_person() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	update public.people set user_id = new.id where email = lower(new.email) and user_id is null;
	return new;
end $$;

create trigger meet_person after insert on auth.users
	for each row execute function private.meet_person();

alter table public.districts enable row level security;
alter table public.sites enable row level security;
alter table public.people enable row level security;
alter table public.person_roles enable row level security;

grant select on public.districts, public.sites, public.people, public.person_roles to authenticated;

create policy "People see their own district" on public.districts
	for select to authenticated using (id = (select private.district_id()));
create policy "People see the sites of their district" on public.sites
	for select to authenticated using (district_id = (select private.district_id()));
create policy "People see the people of their district" on public.people
	for select to authenticated using (district_id = (select private.district_id()));
create policy "People see the roles held in their district" on public.person_roles
	for select to authenticated using (district_id = (select private.district_id()));

-- Who I am, what I may be, and where: one round trip for every page. Null for a stranger.
create function public.me() returns jsonb
language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'person', jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email, 'title', p.title, 'site', s.name),
		'district', jsonb_build_object('id', d.id, 'name', d.name, 'demonstration', d.demonstration),
		'roles', coalesce((
			select jsonb_agg(jsonb_build_object('role', r.role, 'specialty', r.specialty) order by r.role, r.specialty)
			from public.person_roles r where r.person_id = p.id), '[]')
	)
	from public.people p
	join public.districts d on d.id = p.district_id
	left join public.sites s on s.id = p.site_id and s.district_id = p.district_id
	where p.id = (select private.person_id())
$$;

grant execute on function public.me to authenticated;
