-- The strategy is edited as a whole and saved as versions, each kept for ever. Objectives that pilots serve retire; they never go.

alter table public.objectives add column retired_on date;
comment on column public.objectives.retired_on is 'From then on it is not offered for new proposals; pilots that serve it keep it.';

-- Codes may be swapped within one version: they are compared once all are written.
alter table public.goals drop constraint goals_district_id_code_key,
	add constraint goals_district_id_code_key unique (district_id, code) deferrable initially immediate;
alter table public.objectives drop constraint objectives_district_id_code_key,
	add constraint objectives_district_id_code_key unique (district_id, code) deferrable initially immediate;

create table public.strategy_versions (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	version int not null check (version >= 1),
	note text not null check (length(note) <= 500),
	published_by uuid,
	published_at timestamptz not null default private.now(),
	content jsonb not null,
	primary key (id, district_id),
	unique (district_id, version),
	foreign key (published_by, district_id) references public.people (id, district_id)
);
comment on table public.strategy_versions is 'The strategy as it was saved each time, whole. Never changed: a later version follows.';

create index on public.strategy_versions (published_by, district_id);

-- The strategy as it stands, as a version keeps it.
create function private.strategy_content(district uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'code', g.code, 'title', g.title, 'intent', g.intent, 'objectives', (
		select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'code', o.code, 'title', o.title, 'intent', o.intent, 'retired_on', o.retired_on)
			order by split_part(o.code, '.', 2)::int), '[]')
		from public.objectives o where o.goal_id = g.id)) order by g.code::int), '[]')
	from public.goals g where g.district_id = district
$$;

insert into public.strategy_versions (district_id, version, note, content)
select d.id, 1, 'The strategy when versions began.', private.strategy_content(d.id) from public.districts d
where exists (select 1 from public.goals g where g.district_id = d.id);

-- Refuses goals and objectives that are not written as a strategy is. The place of each is told: 'goals.0.objectives.1.title'.
create function private.check_strategy(given jsonb) returns void
language plpgsql stable set search_path = ''
as $$
declare
	v_line record;
	v_wrong text;
begin
	if coalesce(jsonb_typeof(given), '') <> 'array' or exists (
		select 1 from jsonb_array_elements(given) g where jsonb_typeof(g.value) <> 'object' or jsonb_typeof(coalesce(g.value -> 'objectives', '[]')) <> 'array') then
		perform private.fail(400, 'not_understood', 'A strategy is a list of goals, each with a list of objectives. Nothing was saved.');
	end if;
	for v_line in
		select 'goals.' || (g.ordinality - 1) as place, g.value as line, 'Goal' as what, '^[0-9]{1,2}$' as form, '3' as example, null as above
		from jsonb_array_elements(given) with ordinality g
		union all
		select 'goals.' || (g.ordinality - 1) || '.objectives.' || (o.ordinality - 1), o.value, 'Objective', '^[0-9]{1,2}\.[0-9]{1,2}$',
			coalesce(g.value ->> 'code', '3') || '.1', g.value ->> 'code'
		from jsonb_array_elements(given) with ordinality g
		cross join lateral jsonb_array_elements(coalesce(g.value -> 'objectives', '[]')) with ordinality o
	loop
		v_wrong := case
			when jsonb_typeof(v_line.line) <> 'object' then 'is not written as one'
			when coalesce(v_line.line ->> 'code', '') !~ v_line.form then format('needs a code such as %s', v_line.example)
			when v_line.above is not null and split_part(v_line.line ->> 'code', '.', 1) <> v_line.above then format('needs a code under its goal, such as %s', v_line.example)
			when trim(coalesce(v_line.line ->> 'title', '')) = '' then 'needs a title'
			when length(v_line.line ->> 'title') > 200 then format('has a title of %s characters; 200 are possible', length(v_line.line ->> 'title'))
			when length(v_line.line ->> 'intent') > 1000 then format('has an intent of %s characters; 1000 are possible', length(v_line.line ->> 'intent')) end;
		if v_wrong is not null then
			perform private.fail(422, 'wrong_line', format('%s %s %s. Nothing was saved.', v_line.what, coalesce(v_line.line ->> 'code', ''), v_wrong),
				jsonb_build_object('place', v_line.place, 'reason', v_wrong));
		end if;
	end loop;
	select x.code into v_wrong from (
		select g.value ->> 'code' as code from jsonb_array_elements(given) g
		union all
		select o.value ->> 'code' from jsonb_array_elements(given) g cross join lateral jsonb_array_elements(coalesce(g.value -> 'objectives', '[]')) o
	) x group by x.code having count(*) > 1 order by 1 limit 1;
	if v_wrong is not null then
		perform private.fail(422, 'code_twice', format('The code %s is there twice. Nothing was saved.', v_wrong));
	elsif exists (
		select 1 from jsonb_array_elements(given) g cross join lateral jsonb_array_elements(jsonb_build_array(g.value) || coalesce(g.value -> 'objectives', '[]')) o
		where o.value ->> 'id' <> '' group by o.value ->> 'id' having count(*) > 1) then
		perform private.fail(400, 'not_understood', 'One goal or objective is there twice. Nothing was saved.');
	end if;
end $$;

-- Saves the strategy as a new version. Goals and objectives are met by their id; new ones have none. Answers the version.
create function private.save_strategy(version int, goals jsonb, note text) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_now int := coalesce((select max(v.version) from public.strategy_versions v where v.district_id = v_district), 0);
	v_before jsonb := private.strategy_content(v_district);
	v_last record;
	v_wrong text;
	v_line record;
	v_goal uuid;
	v_kept uuid[] := '{}';
begin
	if version is distinct from v_now then
		select p.name, v.published_at into v_last from public.strategy_versions v left join public.people p on p.id = v.published_by
		where v.district_id = v_district and v.version = v_now;
		perform private.fail(409, 'changed_meanwhile', format('%s saved version %s of the strategy in the meantime. Nothing of yours was saved.',
			coalesce(v_last.name, 'Somebody'), v_now), jsonb_build_object('by', v_last.name, 'at', v_last.published_at, 'version', v_now));
	elsif trim(coalesce(note, '')) = '' then
		perform private.fail(422, 'no_note', 'Say in a few words what changes and why. Nothing was saved.');
	elsif length(note) > 500 then
		perform private.fail(422, 'too_long', format('The note can have 500 characters and has %s. Nothing was saved.', length(note)));
	end if;
	perform private.check_strategy(goals);
	if v_now = 0 and v_before <> '[]' then
		v_now := 1;
		insert into public.strategy_versions (district_id, version, note, content) values (v_district, 1, 'The strategy when versions began.', v_before);
	end if;
	set constraints public.goals_district_id_code_key, public.objectives_district_id_code_key deferred;

	-- What is left out goes, unless something refers to it.
	for v_line in
		select o.id, o.code from public.objectives o where o.district_id = v_district and o.id::text not in (
			select coalesce(x.value ->> 'id', '') from jsonb_array_elements(goals) g cross join lateral jsonb_array_elements(coalesce(g.value -> 'objectives', '[]')) x)
	loop
		if exists (select 1 from public.pilot_objectives p where p.objective_id = v_line.id)
			or exists (select 1 from public.pilot_goals p where p.objective_id = v_line.id) then
			perform private.fail(422, 'has_pilots', format('Objective %s has pilots: retire it instead of removing it. Nothing was saved.', v_line.code));
		end if;
		delete from public.objectives o where o.id = v_line.id;
	end loop;
	for v_line in select g.value as line, g.value -> 'objectives' as objectives from jsonb_array_elements(goals) g loop
		v_goal := private.save_strategy_line('goals', v_district, null, v_line.line);
		v_kept := v_kept || v_goal;
		perform private.save_strategy_line('objectives', v_district, v_goal, o.value)
		from jsonb_array_elements(coalesce(v_line.objectives, '[]')) o;
	end loop;
	delete from public.goals g where g.district_id = v_district and g.id <> all (v_kept);
	set constraints public.goals_district_id_code_key, public.objectives_district_id_code_key immediate;

	if private.strategy_content(v_district) = v_before then
		perform private.fail(422, 'nothing_changed', 'This is the strategy as it stands already. Nothing was saved.');
	end if;
	insert into public.strategy_versions (district_id, version, note, published_by, content)
	values (v_district, v_now + 1, trim(note), private.person_id(), private.strategy_content(v_district));
	perform private.note_activity(v_district, null, 'strategy_versions', null, 'published', jsonb_build_object('version', v_now + 1, 'note', trim(note)));
	return v_now + 1;
end $$;

-- Writes one goal, or with a goal above it one objective. Answers its id.
create function private.save_strategy_line(kind text, district uuid, goal uuid, line jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_id uuid := nullif(line ->> 'id', '')::uuid;
	v_retired boolean := coalesce((line ->> 'retired')::boolean, line ->> 'retired_on' is not null);
begin
	if v_id is not null and not exists (
		select 1 from public.goals g where kind = 'goals' and g.id = v_id and g.district_id = district
		union all select 1 from public.objectives o where kind = 'objectives' and o.id = v_id and o.district_id = district) then
		perform private.fail(422, 'not_there', format('%s is not in the strategy any more. Nothing was saved.', line ->> 'code'));
	elsif kind = 'goals' and v_id is null then
		insert into public.goals (district_id, code, title, intent)
		values (district, line ->> 'code', trim(line ->> 'title'), trim(coalesce(line ->> 'intent', ''))) returning id into v_id;
	elsif kind = 'goals' then
		update public.goals g set code = line ->> 'code', title = trim(line ->> 'title'), intent = trim(coalesce(line ->> 'intent', '')) where g.id = v_id;
	elsif v_id is null then
		insert into public.objectives (district_id, goal_id, code, title, intent, retired_on)
		values (district, goal, line ->> 'code', trim(line ->> 'title'), trim(coalesce(line ->> 'intent', '')), case when v_retired then private.today() end)
		returning id into v_id;
	else
		update public.objectives o set goal_id = goal, code = line ->> 'code', title = trim(line ->> 'title'), intent = trim(coalesce(line ->> 'intent', '')),
			retired_on = case when v_retired then coalesce(o.retired_on, private.today()) end
		where o.id = v_id;
	end if;
	return v_id;
end $$;

create function public.save_strategy(version int, goals jsonb, note text) returns int
language sql security invoker set search_path = ''
as $$ select private.save_strategy(version, goals, note) $$;

grant execute on function private.save_strategy, public.save_strategy to authenticated;

alter table public.strategy_versions enable row level security;
grant select on public.strategy_versions to authenticated;
create policy "People see the versions of their district's strategy, those from outside do not" on public.strategy_versions
	for select to authenticated using (
		district_id = (select private.district_id()) and not (select private.is_outside()));

create trigger kept before update or delete on public.strategy_versions
	for each row execute function private.refuse_change();
