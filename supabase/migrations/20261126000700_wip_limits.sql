-- How many pilots a district lets be in a stage at once: in all, at each site, or with each evaluator.

create type public.wip_scope as enum ('stage', 'site', 'evaluator');
create type public.wip_mode as enum ('warn', 'block');

create table public.wip_limits (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	stage public.stage not null check (stage in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'sunset')),
	per public.wip_scope not null,
	site_id uuid,
	most int not null check (most between 1 and 999),
	mode public.wip_mode not null,
	revision int not null default 1,
	primary key (id, district_id),
	foreign key (site_id, district_id) references public.sites (id, district_id),
	check (site_id is null or per = 'site'),
	check (mode = 'warn' or stage in ('proposed', 'vetting', 'experiment'))
);
comment on table public.wip_limits is 'Work in progress that a district allows. A limit for one site takes the place of the one for each site.';
comment on column public.wip_limits.mode is 'Whether a full stage is only said, or refuses. Stopping, deciding and closing are never refused.';

create unique index on public.wip_limits (district_id, stage, per, site_id) nulls not distinct;
create index on public.wip_limits (site_id, district_id);

-- The limits that are reached without this pilot in a stage, so that it would be one too many there.
create function private.full_limits(pilot public.pilots, wanted public.stage)
returns table (per public.wip_scope, site text, person_id uuid, person text, pilots int, most int, mode public.wip_mode)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select l.per, x.site, x.person_id, x.person, x.pilots, l.most, l.mode
	from public.wip_limits l
	cross join lateral (
		select null::text as site, null::uuid as person_id, null::text as person, (
			select count(*)::int from public.pilots p where p.district_id = pilot.district_id and p.stage = l.stage and p.id <> pilot.id) as pilots
		where l.per = 'stage'
		union all
		select s.name, null, null, (
			select count(*)::int from public.pilot_sites o join public.pilots p on p.id = o.pilot_id
			where o.district_id = pilot.district_id and o.site_id = s.id and p.stage = l.stage and p.id <> pilot.id)
		from public.pilot_sites m join public.sites s on s.id = m.site_id
		where l.per = 'site' and m.pilot_id = pilot.id and (l.site_id = s.id or (l.site_id is null and not exists (
			select 1 from public.wip_limits n where n.district_id = l.district_id and n.stage = l.stage and n.site_id = s.id)))
		union all
		select null, e.id, e.name, (
			select count(*)::int from public.assignments o join public.pilots p on p.id = o.pilot_id
			where o.person_id = e.id and o.role = 'evaluator' and o.until is null and p.stage = l.stage and p.id <> pilot.id)
		from public.assignments m join public.people e on e.id = m.person_id
		where l.per = 'evaluator' and m.pilot_id = pilot.id and m.role = 'evaluator' and m.until is null
	) x
	where l.district_id = pilot.district_id and l.stage = wanted and x.pilots >= l.most
	order by l.mode desc, l.per, x.site, x.person;
end $$;

-- Makes everybody wait who moves a pilot into a stage of the caller's district that refuses when it is full, so that two at
-- once cannot both be the last one in. Limits are locked before pilots, everywhere, and in the order of their ids.
create function private.lock_limits(wanted public.stage) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform 1 from public.wip_limits l
	where l.district_id = private.district_id() and l.stage = wanted and l.mode = 'block' order by l.id for no key update;
end $$;

-- What a limit is, for the line that tells of it.
create function private.limit_facts(limited public.wip_limits) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('stage', limited.stage, 'per', limited.per, 'most', limited.most, 'mode', limited.mode,
		'site', (select s.name from public.sites s where s.id = limited.site_id))
$$;

-- Saves a limit; a new one without an id. Answers its id.
create function private.save_wip_limit(wip_limit uuid, revision int, fields jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_district public.districts := private.locked_office();
	v_old public.wip_limits;
	v_new public.wip_limits;
begin
	perform private.known_fields(fields, '{"stage": {}, "per": {}, "site_id": {}, "most": {}, "mode": {}}');
	if wip_limit is not null then
		select l.* into v_old from public.wip_limits l where l.id = wip_limit and l.district_id = v_district.id;
		if not found then
			perform private.fail(404, 'not_there', 'That limit is not there any more. Nothing was saved.');
		end if;
		perform private.same_revision(revision, v_old.revision, 'wip_limits', wip_limit);
	end if;
	v_new := v_old;
	v_new.most := case when fields ? 'most' then private.read_whole(fields -> 'most', 'How many pilots at most', 1, 999) else v_old.most end;
	if not coalesce(coalesce(fields ->> 'stage', v_old.stage::text) in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'sunset'), false) then
		perform private.fail(422, 'no_stage', 'Limits are for stages in which there is work: proposed, vetting, experiment, decision, scaling and sunset. Nothing was saved.');
	elsif not coalesce(coalesce(fields ->> 'per', v_old.per::text) = any (enum_range(null::public.wip_scope)::text[]), false) then
		perform private.fail(422, 'no_scope', 'A limit is for the stage, for each site or for each evaluator. Nothing was saved.');
	elsif not coalesce(coalesce(fields ->> 'mode', v_old.mode::text) = any (enum_range(null::public.wip_mode)::text[]), false) then
		perform private.fail(422, 'no_mode', 'A limit warns or blocks. Nothing was saved.');
	elsif v_new.most is null then
		perform private.fail(422, 'out_of_range', 'How many pilots at most is a whole number from 1 to 999. Nothing was saved.');
	end if;
	v_new.stage := coalesce(fields ->> 'stage', v_old.stage::text)::public.stage;
	v_new.per := coalesce(fields ->> 'per', v_old.per::text)::public.wip_scope;
	v_new.mode := coalesce(fields ->> 'mode', v_old.mode::text)::public.wip_mode;
	v_new.site_id := case when fields ? 'site_id' then nullif(fields ->> 'site_id', '')::uuid else v_old.site_id end;
	if v_new.mode = 'block' and v_new.stage in ('decision', 'scaling', 'sunset') then
		perform private.fail(422, 'never_blocked', format('Nothing keeps a pilot from being stopped, decided on or closed, so a limit for %s can only warn. Nothing was saved.', v_new.stage));
	elsif v_new.site_id is not null and v_new.per <> 'site' then
		perform private.fail(422, 'no_scope', 'Only a limit for sites names one. Nothing was saved.');
	elsif v_new.site_id is not null and not exists (
		select 1 from public.sites s where s.id = v_new.site_id and s.district_id = v_district.id) then
		perform private.fail(422, 'no_such_site', 'There is no such site in your district. Nothing was saved.');
	elsif exists (
		select 1 from public.wip_limits l where l.district_id = v_district.id and l.stage = v_new.stage and l.per = v_new.per
			and l.site_id is not distinct from v_new.site_id and l.id is distinct from wip_limit) then
		perform private.fail(409, 'already_there', 'There is a limit like this already: change that one. Nothing was saved.');
	end if;
	if wip_limit is null then
		insert into public.wip_limits as l (district_id, stage, per, site_id, most, mode)
		values (v_district.id, v_new.stage, v_new.per, v_new.site_id, v_new.most, v_new.mode) returning l.* into v_new;
		perform private.note_activity(v_district.id, null, 'wip_limits', v_new.id, 'set a limit', private.limit_facts(v_new));
	else
		update public.wip_limits l set stage = v_new.stage, per = v_new.per, site_id = v_new.site_id, most = v_new.most, mode = v_new.mode,
			revision = l.revision + 1
		where l.id = wip_limit;
		perform private.note_activity(v_district.id, null, 'wip_limits', wip_limit, 'changed a limit',
			private.limit_facts(v_new) || jsonb_build_object('before', private.limit_facts(v_old)));
	end if;
	return v_new.id;
end $$;

create function public.save_wip_limit(wip_limit uuid, revision int, fields jsonb) returns uuid
language sql security invoker set search_path = ''
as $$ select private.save_wip_limit(wip_limit, revision, fields) $$;

-- Takes a limit away; what it was stays in activity.
create function private.remove_wip_limit(wip_limit uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_district public.districts := private.locked_office();
	v_gone public.wip_limits;
	v_facts jsonb;
begin
	delete from public.wip_limits l where l.id = wip_limit and l.district_id = v_district.id returning l.* into v_gone;
	if v_gone.id is null then
		perform private.fail(404, 'not_there', 'That limit is not there any more.');
	end if;
	v_facts := private.limit_facts(v_gone);
	perform private.note_activity(v_district.id, null, 'wip_limits', wip_limit, 'removed a limit', v_facts);
end $$;

create function public.remove_wip_limit(wip_limit uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.remove_wip_limit(wip_limit) $$;

grant execute on function private.save_wip_limit, public.save_wip_limit, private.remove_wip_limit, public.remove_wip_limit to authenticated;

alter table public.wip_limits enable row level security;
grant select on public.wip_limits to authenticated;
create policy "People see the limits of their district, those from outside do not" on public.wip_limits
	for select to authenticated using (
		district_id = (select private.district_id()) and not (select private.is_outside()));
