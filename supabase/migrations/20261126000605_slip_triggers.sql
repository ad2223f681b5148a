-- Whatever a slip is derived from brings it up to date, once for each statement.

create function private.reslip_pilots() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.reslip(array(select c.id from changed c));
	return null;
end $$;

create function private.reslip_parts() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.reslip(array(select distinct c.pilot_id from changed c));
	return null;
end $$;

-- Names that slips carry: of people, sites and objectives.
create function private.reslip_renamed() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.reslip(case tg_table_name
		when 'people' then array(
			select distinct a.pilot_id from changed c join before b on b.id = c.id join public.assignments a on a.person_id = c.id and a.until is null
			where to_jsonb(c) ->> 'name' is distinct from to_jsonb(b) ->> 'name')
		when 'sites' then array(
			select x.pilot_id from changed c join before b on b.id = c.id join public.pilot_sites x on x.site_id = c.id
			where to_jsonb(c) ->> 'name' is distinct from to_jsonb(b) ->> 'name')
		else array(
			select x.pilot_id from changed c join before b on b.id = c.id join public.pilot_objectives x on x.objective_id = c.id
			where to_jsonb(c) ->> 'code' is distinct from to_jsonb(b) ->> 'code') end);
	return null;
end $$;

create trigger slip_added after insert on public.pilots referencing new table as changed
	for each statement execute function private.reslip_pilots();
create trigger slip_changed after update on public.pilots referencing new table as changed
	for each statement execute function private.reslip_pilots();

do $$
declare
	v_table text;
begin
	foreach v_table in array array['public.pilot_objectives', 'public.pilot_sites', 'public.team_members', 'public.assignments', 'public.holds',
		'public.reviews', 'public.plans', 'public.evaluations', 'public.substitutes', 'private.analyses'] loop
		execute format('create trigger slip_added after insert on %s referencing new table as changed
			for each statement execute function private.reslip_parts()', v_table);
		execute format('create trigger slip_changed after update on %s referencing new table as changed
			for each statement execute function private.reslip_parts()', v_table);
		execute format('create trigger slip_removed after delete on %s referencing old table as changed
			for each statement execute function private.reslip_parts()', v_table);
	end loop;
	foreach v_table in array array['public.people', 'public.sites', 'public.objectives'] loop
		execute format('create trigger slip_renamed after update on %s referencing old table as before new table as changed
			for each statement execute function private.reslip_renamed()', v_table);
	end loop;
end $$;

-- How many pilots, and how much money, stand in each stage under each tag; the empty tag is all of them. Appended to and
-- never updated, so that moves do not wait for one another, and summed on reading; folded from time to time.
create table private.slip_sums (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	stage public.stage not null,
	tag text not null,
	pilots int not null,
	on_hold int not null,
	once numeric not null,
	yearly numeric not null,
	primary key (id, district_id)
);
comment on table private.slip_sums is 'Counts of slips that the district sees, as sums of changes.';
create index on private.slip_sums (district_id, tag, stage) include (pilots, on_hold, once, yearly);

create function private.fold_sums() returns void
language sql security definer set search_path = ''
as $$
	with gone as (
		delete from private.slip_sums x where x.id in (select y.id from private.slip_sums y for update skip locked) returning x.*
	)
	insert into private.slip_sums (district_id, stage, tag, pilots, on_hold, once, yearly)
	select g.district_id, g.stage, g.tag, sum(g.pilots), sum(g.on_hold), sum(g.once), sum(g.yearly) from gone g
	group by g.district_id, g.stage, g.tag
	having sum(g.pilots) <> 0 or sum(g.on_hold) <> 0 or sum(g.once) <> 0 or sum(g.yearly) <> 0
$$;

create function private.slips_summed() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_in private.slips[];
	v_out private.slips[];
	v_last bigint;
	v_many int;
begin
	if tg_op <> 'DELETE' then
		v_in := array(select c from changed c);
	end if;
	if tg_op <> 'INSERT' then
		v_out := array(select b from before b);
	end if;
	with deltas as (
		select 1 as sign, c.* from unnest(v_in) c
		union all
		select -1, b.* from unnest(v_out) b
	), made as (
		insert into private.slip_sums (district_id, stage, tag, pilots, on_hold, once, yearly)
		select d.district_id, d.stage, t.tag, sum(d.sign), sum(d.sign * d.on_hold::int), sum(d.sign * coalesce(d.budget_once, 0)),
			sum(d.sign * coalesce(d.budget_yearly, 0))
		from deltas d cross join lateral unnest(array_append(d.tags, '')) t (tag) where d.seen
		group by d.district_id, d.stage, t.tag
		having sum(d.sign) <> 0 or sum(d.sign * d.on_hold::int) <> 0 or sum(d.sign * coalesce(d.budget_once, 0)) <> 0
			or sum(d.sign * coalesce(d.budget_yearly, 0)) <> 0
		returning id
	)
	select max(m.id), count(*) into v_last, v_many from made m;
	-- One in so many folds them all, so that reading never sums more than some thousands.
	if v_last % 4096 < v_many then
		perform private.fold_sums();
	end if;
	return null;
end $$;

create trigger summed_in after insert on private.slips referencing new table as changed
	for each statement execute function private.slips_summed();
create trigger summed_over after update on private.slips referencing old table as before new table as changed
	for each statement execute function private.slips_summed();
create trigger summed_out after delete on private.slips referencing old table as before
	for each statement execute function private.slips_summed();

select private.reslip(array(select p.id from public.pilots p));
