-- Completions from a course system, up to 10,000 rows: looked at row by row first, then all or nothing. What is said of somebody who is not
-- here yet waits, and is theirs when a person with that address comes in.

create table private.unknown_completions (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	email text not null check (length(email) between 3 and 254 and email = lower(email)),
	name text not null default '' check (length(name) <= 120),
	module_id uuid not null,
	completed_on date not null,
	imported_by uuid not null,
	imported_at timestamptz not null default private.now(),
	taken_by uuid,
	taken_at timestamptz,
	primary key (id, district_id),
	unique (district_id, email, module_id, completed_on),
	foreign key (module_id, district_id) references private.training_modules (id, district_id),
	foreign key (imported_by, district_id) references public.people (id, district_id),
	foreign key (taken_by, district_id) references public.people (id, district_id)
);
comment on table private.unknown_completions is 'Imported for an address that nobody of the district has yet; taken by whoever comes in with it.';

create index on private.unknown_completions (module_id, district_id);
create index on private.unknown_completions (imported_by, district_id);
create index on private.unknown_completions (taken_by, district_id);

create function private.take_unknown_completions() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if not exists (select 1 from private.unknown_completions u
		where u.district_id = new.district_id and u.email = new.email and u.taken_at is null) then
		return null;
	end if;
	with taken as (
		update private.unknown_completions u set taken_by = new.id, taken_at = private.now()
		where u.district_id = new.district_id and u.email = new.email and u.taken_at is null
		returning u.module_id, u.completed_on, u.imported_by
	)
	insert into private.training_completions (district_id, person_id, module_id, completed_on, source, recorded_by)
	select new.district_id, new.id, t.module_id, t.completed_on, 'imported', t.imported_by from taken t
	where not exists (
		select 1 from private.training_completions c
		where c.person_id = new.id and c.module_id = t.module_id and c.completed_on = t.completed_on and c.source <> 'self-reported');
	return null;
end $$;
create trigger takes_completions after insert on public.people for each row execute function private.take_unknown_completions();
create trigger takes_completions_too after update of email on public.people
	for each row when (new.email <> old.email) execute function private.take_unknown_completions();

-- '2026-03-01' as a day; null for what is none, such as 2026-02-30.
create function private.day_of(written text) returns date
language sql immutable security definer set search_path = ''
as $$
	select case when written ~ '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'
		and right(written, 2)::int <= extract(day from (left(written, 7) || '-01')::date + interval '1 month' - interval '1 day')
		then written::date end
$$;

-- What becomes of each row { email, name, module, on }. Rows are counted from 1.
create function private.import_verdicts(district uuid, rows jsonb)
returns table ("row" int, state text, person_id uuid, person text, module_id uuid, module text, email text, name text, completed_on date)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_today date := private.today();
begin
	return query
	with given as materialized (
		select r.place::int as n, lower(trim(coalesce(r.it ->> 'email', ''))) as email, trim(regexp_replace(coalesce(r.it ->> 'name', ''), '\s+', ' ', 'g')) as name,
			lower(trim(regexp_replace(coalesce(r.it ->> 'module', ''), '\s+', ' ', 'g'))) as module, private.day_of(r.it ->> 'on') as day
		from jsonb_array_elements(rows) with ordinality r (it, place)
	), modules as materialized (
		-- A code means one module. A title means the one that is on offer, or else the only retired one.
		select distinct on (k.key) k.key, k.id, k.title from (
			select lower(m.code) as key, m.id, m.title, 0 as rank from private.training_modules m where m.district_id = district
			union all
			select lower(m.title), m.id, m.title, case when m.retired_at is null then 1 else 2 end from private.training_modules m where m.district_id = district) k
		order by k.key, k.rank, k.id
	), by_name as materialized (
		select lower(p.name) as key, min(p.id::text)::uuid as id, min(p.name) as name, count(*) as many
		from public.people p where p.district_id = district and p.active group by lower(p.name)
	), found as materialized (
		select g.*, m.id as m_id, m.title as m_title, coalesce(p.id, case when g.email = '' and b.many = 1 then b.id end) as p_id,
			coalesce(p.name, case when g.email = '' and b.many = 1 then b.name end) as p_name, g.email = '' and b.many > 1 as several
		from given g left join modules m on m.key = g.module
		left join public.people p on p.email = g.email and p.district_id = district
		left join by_name b on g.email = '' and b.key = lower(g.name)
	), judged as (
		select f.*, case
			when f.email = '' and f.name = '' then 'nobody'
			when f.email <> '' and (f.email !~ '^[^@[:space:]]+@[^@[:space:]]+$' or length(f.email) > 254 or length(f.name) > 120) then 'bad address'
			when f.m_id is null then 'unknown module'
			when f.day is null then 'bad date'
			when f.day > v_today then 'future date'
			when f.several then 'several people'
			when f.p_id is null and f.email = '' then 'unknown name'
			when f.p_id is null and exists (select 1 from private.unknown_completions u
				where u.district_id = district and u.email = f.email and u.module_id = f.m_id and u.completed_on = f.day) then 'known'
			when f.p_id is null then 'waits'
			when exists (select 1 from private.training_completions c
				where c.person_id = f.p_id and c.module_id = f.m_id and c.completed_on = f.day and c.source <> 'self-reported') then 'known'
			else 'recorded' end as state
		from found f
	)
	select j.n, case when j.state in ('recorded', 'waits') and row_number() over (
			partition by j.state, coalesce(j.p_id::text, j.email), j.m_id, j.day order by j.n) > 1 then 'known' else j.state end,
		j.p_id, j.p_name, j.m_id, j.m_title, j.email, j.name, j.day
	from judged j order by j.n;
end $$;

-- Looks at a list of completions (dry_run), or takes it: all of it, or where a row is not right nothing. What is known already, also from
-- an import before, is not recorded twice. Answers the verdict on each row, and how many there are of each.
create function private.import_completions(rows jsonb, dry_run boolean) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_me uuid := private.person_id();
	v_verdicts jsonb;
	v_counts jsonb;
	v_wrong int;
begin
	if coalesce(jsonb_typeof(rows), '') <> 'array' or jsonb_array_length(rows) not between 1 and 10000 then
		perform private.fail(422, 'rows', 'A list has between 1 and 10,000 rows. Nothing was saved.');
	end if;
	select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('row', v.row, 'state', v.state, 'person', v.person, 'module', v.module,
		'person_id', v.person_id, 'module_id', v.module_id, 'email', v.email, 'name', v.name, 'on', v.completed_on)) order by v.row), '[]')
	into v_verdicts from private.import_verdicts(v_district, rows) v;
	select jsonb_object_agg(x.state, x.many), coalesce(sum(x.many) filter (where x.state not in ('recorded', 'known', 'waits')), 0)
	into v_counts, v_wrong
	from (select v ->> 'state' as state, count(*) as many from jsonb_array_elements(v_verdicts) v group by 1) x;
	if not dry_run then
		if v_wrong > 0 then
			perform private.fail(409, 'changed_meanwhile', format('%s of the rows can not be recorded any more, since something has changed. Nothing was saved: look at the list again.', v_wrong));
		end if;
		insert into private.training_completions (district_id, person_id, module_id, completed_on, source, recorded_by)
		select v_district, v.person_id, v.module_id, v."on", 'imported', v_me
		from jsonb_to_recordset(v_verdicts) v (state text, person_id uuid, module_id uuid, "on" date) where v.state = 'recorded';
		insert into private.unknown_completions (district_id, email, name, module_id, completed_on, imported_by)
		select v_district, v.email, v.name, v.module_id, v."on", v_me
		from jsonb_to_recordset(v_verdicts) v (state text, email text, name text, module_id uuid, "on" date) where v.state = 'waits'
		on conflict (district_id, email, module_id, completed_on) do nothing;
		if v_counts ?| array['recorded', 'waits'] then
			perform private.note_activity(v_district, null, 'training_completions', v_district, 'imported',
				jsonb_build_object('rows', coalesce((v_counts ->> 'recorded')::int, 0), 'waits', coalesce((v_counts ->> 'waits')::int, 0)));
		end if;
	end if;
	return jsonb_build_object('counts', v_counts, 'rows', (
		select jsonb_agg(v - 'person_id' - 'module_id' - 'email' - 'name' - 'on' order by (v ->> 'row')::int) from jsonb_array_elements(v_verdicts) v));
end $$;

create function public.import_completions(rows jsonb, dry_run boolean) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.import_completions(rows, dry_run) $$;

grant execute on function private.import_completions, public.import_completions to authenticated;
