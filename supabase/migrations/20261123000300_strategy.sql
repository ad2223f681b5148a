-- The district's strategy: goals and the objectives that serve them.

create table public.goals (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	code text not null check (code ~ '^[0-9]{1,2}$'),
	title text not null check (length(title) between 1 and 200),
	intent text not null default '' check (length(intent) <= 1000),
	primary key (id, district_id),
	unique (district_id, code)
);
comment on table public.goals is 'A goal of the district''s AI strategy, such as 3: Innovate with AI.';

create table public.objectives (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	goal_id uuid not null,
	code text not null check (code ~ '^[0-9]{1,2}\.[0-9]{1,2}$'),
	title text not null check (length(title) between 1 and 200),
	intent text not null default '' check (length(intent) <= 1000),
	primary key (id, district_id),
	unique (district_id, code),
	foreign key (goal_id, district_id) references public.goals (id, district_id)
);
comment on table public.objectives is 'An objective below a goal, such as 3.1. Every pilot names one or more.';

create index on public.objectives (goal_id, district_id);

alter table public.goals enable row level security;
alter table public.objectives enable row level security;

grant select on public.goals, public.objectives to authenticated;

create policy "People see the goals of their district" on public.goals
	for select to authenticated using (district_id = (select private.district_id()));
create policy "People see the objectives of their district" on public.objectives
	for select to authenticated using (district_id = (select private.district_id()));
