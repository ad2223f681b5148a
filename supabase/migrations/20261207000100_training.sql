-- Training: the modules that a district keeps, which tier somebody needs for what they do, who completed what when, and how that stands.
-- A tier asks for all modules of its own and of those below. A district that wrote no modules asks nothing of anybody.

create table private.training_modules (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	code text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$'),
	title text not null check (length(trim(title)) between 1 and 200),
	link text not null default '' check (link = '' or (link ~ '^https?://[^\s]+$' and length(link) <= 500)),
	minutes int not null check (minutes between 1 and 6000),
	about text not null default '' check (length(about) <= 1000),
	tier int not null check (tier between 1 and 3),
	valid_months int check (valid_months between 1 and 120),
	self_report_counts boolean not null default true,
	retired_at timestamptz,
	revision int not null default 1,
	created_at timestamptz not null default private.now(),
	primary key (id, district_id)
);
comment on table private.training_modules is 'A course or part of one. A retired module is asked of nobody; who completed it keeps that.';
comment on column private.training_modules.valid_months is 'For how long a completion is good; null for ever.';
comment on column private.training_modules.self_report_counts is 'Whether what somebody says of themselves counts before the AI office has confirmed it.';

create table private.training_rules (
	district_id uuid not null references public.districts (id),
	who text not null check (who in ('low', 'moderate', 'high', 'data collector', 'evaluator', 'reviewer', 'cabinet')),
	tier int not null check (tier between 0 and 3),
	revision int not null default 1,
	primary key (district_id, who)
);
comment on table private.training_rules is 'Which tier somebody needs: on the team of a pilot by its risk tier, or by what they do. 0 asks for nothing.';

create table private.training_completions (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	person_id uuid not null,
	module_id uuid not null,
	completed_on date,
	source text not null check (source in ('self-reported', 'imported', 'recorded')),
	evidence text not null default '' check (evidence = '' or (evidence ~ '^https?://[^\s]+$' and length(evidence) <= 500)),
	replaces uuid,
	reason text not null default '' check (length(reason) <= 500),
	recorded_by uuid not null,
	recorded_at timestamptz not null default private.now(),
	primary key (id, district_id),
	-- Whoever has a completion is deactivated and never deleted.
	foreign key (person_id, district_id) references public.people (id, district_id),
	foreign key (module_id, district_id) references private.training_modules (id, district_id),
	foreign key (recorded_by, district_id) references public.people (id, district_id),
	foreign key (replaces, district_id) references private.training_completions (id, district_id),
	unique (replaces, district_id),
	check (completed_on is not null or replaces is not null),
	check (replaces is null or trim(reason) <> '')
);
comment on table private.training_completions is 'Who completed what when. Never changed: a correction replaces it with a reason.';
comment on column private.training_completions.completed_on is 'Null where a correction says that it was never completed.';

create table private.training_current (
	person_id uuid not null,
	module_id uuid not null,
	district_id uuid not null references public.districts (id),
	completion_id uuid not null,
	completed_on date not null,
	expires_on date not null,
	primary key (person_id, module_id, district_id),
	foreign key (person_id, district_id) references public.people (id, district_id) on delete cascade,
	foreign key (module_id, district_id) references private.training_modules (id, district_id) on delete cascade,
	foreign key (completion_id, district_id) references private.training_completions (id, district_id) on delete cascade
);
comment on table private.training_current is 'The latest completion that counts, of each person and module. Follows from the completions.';
comment on column private.training_current.expires_on is 'The last day on which it is good; infinity where it never expires.';

create table private.training_standings (
	person_id uuid not null,
	district_id uuid not null references public.districts (id),
	until_1 date not null,
	until_2 date not null,
	until_3 date not null,
	primary key (person_id, district_id),
	foreign key (person_id, district_id) references public.people (id, district_id) on delete cascade
);
comment on table private.training_standings is
	'Until when somebody has all modules of a tier and those below: -infinity while one is missing, infinity where none expires. Who completed nothing has no row.';

create unique index on private.training_modules (district_id, lower(code));
create unique index on private.training_modules (district_id, lower(title)) where retired_at is null;
create index on private.training_completions (person_id, district_id);
create index on private.training_completions (module_id, district_id);
create index on private.training_completions (recorded_by, district_id);
create index on private.training_completions (district_id, source, recorded_at);
create index on private.training_current (person_id, district_id);
create index on private.training_current (module_id, district_id) include (person_id, expires_on);
create index on private.training_current (completion_id, district_id);
create index on private.training_current (district_id, expires_on);
create index on private.training_standings (district_id);

create trigger kept before update or delete on private.training_completions
	for each row execute function private.refuse_change();

create function private.first_training_rules() returns table (who text, tier int)
language sql immutable set search_path = ''
as $$ values ('low', 1), ('moderate', 2), ('high', 3), ('data collector', 2), ('evaluator', 2), ('reviewer', 2), ('cabinet', 1) $$;

create function private.furnish_training() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.training_rules (district_id, who, tier) select new.id, r.who, r.tier from private.first_training_rules() r;
	return null;
end $$;

create trigger furnish_training after insert on public.districts
	for each row execute function private.furnish_training();
insert into private.training_rules (district_id, who, tier)
select d.id, r.who, r.tier from public.districts d cross join private.first_training_rules() r;

-- Until when each of these people (null: all of the district) has each tier.
create function private.settle_standings(district uuid, people uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	delete from private.training_standings s
	where s.district_id = district and (people is null or s.person_id = any (people));
	insert into private.training_standings (person_id, district_id, until_1, until_2, until_3)
	select w.person_id, district,
		coalesce(min(coalesce(c.expires_on, '-infinity')) filter (where m.tier = 1), 'infinity'),
		coalesce(min(coalesce(c.expires_on, '-infinity')) filter (where m.tier <= 2), 'infinity'),
		coalesce(min(coalesce(c.expires_on, '-infinity')), 'infinity')
	from (
		select distinct x.person_id from private.training_current x
		where x.district_id = district and (people is null or x.person_id = any (people))) w
	cross join private.training_modules m
	left join private.training_current c on c.person_id = w.person_id and c.module_id = m.id and c.district_id = district
	where m.district_id = district and m.retired_at is null
	group by w.person_id;
end $$;

-- Which completion counts of these people (null: all) and modules (null: all), and for how long.
create function private.settle_training(district uuid, people uuid[], modules uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	delete from private.training_current c
	where c.district_id = district and (people is null or c.person_id = any (people)) and (modules is null or c.module_id = any (modules));
	insert into private.training_current (person_id, module_id, district_id, completion_id, completed_on, expires_on)
	select distinct on (c.person_id, c.module_id) c.person_id, c.module_id, district, c.id, c.completed_on,
		case when m.valid_months is null then 'infinity' else (c.completed_on + make_interval(months => m.valid_months))::date end
	from private.training_completions c
	join private.training_modules m on m.id = c.module_id and m.district_id = district
	where c.district_id = district and c.completed_on is not null
		and (people is null or c.person_id = any (people)) and (modules is null or c.module_id = any (modules))
		and (c.source <> 'self-reported' or m.self_report_counts)
		and not exists (select 1 from private.training_completions r where r.replaces = c.id and r.district_id = district)
	order by c.person_id, c.module_id, c.completed_on desc, c.recorded_at, c.id;
	perform private.settle_standings(district, people);
end $$;

create function private.completions_came() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.settle_training(x.district_id, x.people, x.modules) from (
		select n.district_id, array_agg(distinct n.person_id) as people, array_agg(distinct n.module_id) as modules
		from came n group by n.district_id) x;
	return null;
end $$;
create trigger settled after insert on private.training_completions
	referencing new table as came for each statement execute function private.completions_came();

-- What makes anybody of a district need a tier: being on the team of a pilot that is alive, or what they do. `pilot` is the pilot that asks.
create function private.training_needs(district uuid) returns table (person_id uuid, who text, tier int, pilot_id uuid)
language plpgsql stable security definer set search_path = ''
as $$
declare
	-- By who needs it: what a join would look up for each of some thousand people.
	v_rules jsonb := (select jsonb_object_agg(r.who, r.tier) from private.training_rules r where r.district_id = training_needs.district);
	v_low constant int := v_rules -> 'low';
	v_moderate constant int := v_rules -> 'moderate';
	v_high constant int := v_rules -> 'high';
	v_collector constant int := v_rules -> 'data collector';
	v_evaluator constant int := v_rules -> 'evaluator';
begin
	return query
	select t.person_id, l.risk_tier::text, l.asks, l.id
	from (
		select p.id, p.risk_tier, case p.risk_tier when 'low' then v_low when 'moderate' then v_moderate else v_high end as asks
		from public.pilots p
		where p.district_id = training_needs.district and p.risk_tier is not null
			and p.stage in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'adopted')) l
	join public.team_members t on t.pilot_id = l.id and t.district_id = training_needs.district and t.left_at is null
	where l.asks > 0
	union all
	select t.person_id, 'data collector', v_collector, l.id
	from public.team_members t
	join public.pilots l on l.id = t.pilot_id and l.stage in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'adopted')
	where t.district_id = training_needs.district and t.left_at is null and t.role = 'data collector' and v_collector > 0
	union all
	select distinct x.person_id, r.who, r.tier, null::uuid
	from public.person_roles x join private.training_rules r on r.district_id = training_needs.district and r.tier > 0 and r.who = x.role::text
	where x.district_id = training_needs.district
	union all
	-- Appointed without the role, as somebody from outside is.
	select a.person_id, 'evaluator', v_evaluator, l.id
	from public.assignments a join public.pilots l on l.id = a.pilot_id
	where a.district_id = training_needs.district and a.role = 'evaluator' and a.until is null and v_evaluator > 0
		and l.stage in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'adopted')
		and not exists (select 1 from public.person_roles x where x.person_id = a.person_id and x.role = 'evaluator');
end $$;

-- The same for one person.
create function private.training_needs_of(person uuid, district uuid) returns table (who text, tier int, pilot_id uuid)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select r.who, r.tier, l.id
	from public.team_members t
	join public.pilots l on l.id = t.pilot_id and l.stage in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'adopted')
	join private.training_rules r on r.district_id = training_needs_of.district and r.tier > 0
		and (r.who = l.risk_tier::text or (r.who = 'data collector' and t.role = 'data collector'))
	where t.person_id = training_needs_of.person and t.left_at is null
	union all
	select distinct r.who, r.tier, null::uuid
	from public.person_roles x join private.training_rules r on r.district_id = training_needs_of.district and r.tier > 0 and r.who = x.role::text
	where x.person_id = training_needs_of.person
	union all
	select r.who, r.tier, l.id
	from public.assignments a
	join public.pilots l on l.id = a.pilot_id and l.stage in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'adopted')
	join private.training_rules r on r.district_id = training_needs_of.district and r.tier > 0 and r.who = 'evaluator'
	where a.person_id = training_needs_of.person and a.role = 'evaluator' and a.until is null
		and not exists (select 1 from public.person_roles x where x.person_id = a.person_id and x.role = 'evaluator');
end $$;

-- At launch: everyone who is on the team now, and active, has what its risk tier asks, today.
create function private.criterion_training(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_today date := private.today();
	v_facts jsonb;
begin
	with rules as (
		select r.who, r.tier from private.training_rules r where r.district_id = pilot.district_id
	), team as (
		select p.id, p.name,
			-- An unconfirmed risk tier asks for what the highest would.
			greatest((select r.tier from rules r where r.who = coalesce(pilot.risk_tier::text, 'high')),
				case when t.role = 'data collector' then (select r.tier from rules r where r.who = 'data collector') end) as tier
		from public.team_members t join public.people p on p.id = t.person_id and p.active
		where t.pilot_id = pilot.id and t.left_at is null
	), asked as (
		select w.id, w.name, w.tier, m.title, m.tier as module_tier, m.code, c.expires_on
		from team w
		join private.training_modules m on m.district_id = pilot.district_id and m.retired_at is null and m.tier <= w.tier
		left join private.training_current c on c.person_id = w.id and c.module_id = m.id
	), lacking as (
		select a.name, jsonb_agg(a.title order by a.module_tier, a.code) as modules
		from asked a where a.expires_on is null or a.expires_on < v_today group by a.id, a.name
	)
	select jsonb_build_object(
		'met', not exists (select 1 from lacking),
		'tier', (select max(w.tier) from team w),
		'people', (select count(*) from team),
		'modules', (select count(distinct a.code) from asked a),
		'lacking', (select coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'modules', l.modules) order by l.name), '[]') from lacking l))
	into v_facts;
	return v_facts;
end $$;

update public.criteria set how = 'automatic', signers = '{}' where act = 'launch' and criterion = 'training';
update public.gate_rules set signed_by = '{}' where act = 'launch' and criterion = 'training' and title is null;
