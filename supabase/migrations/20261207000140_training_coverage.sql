-- How trained the district is, by site and by what people do, for the AI office, the cabinet and reviewers; names only for the AI office.

-- Who needs training with until when they have it: of one module, of a tier and those below, or of what each of them needs.
create function private.training_cover(district uuid, module uuid, tier int)
returns table (person_id uuid, who text, asks int, until date)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_tiers int[] := array(select distinct m.tier from private.training_modules m where m.district_id = training_cover.district and m.retired_at is null);
	-- Who completed nothing at all has a tier only where it has no modules.
	v_none date[] := array(select case when exists (select 1 from unnest(v_tiers) x where x <= n) then '-infinity'::date else 'infinity' end from generate_series(1, 3) n);
	v_least int := coalesce(training_cover.tier, (select m.tier from private.training_modules m where m.id = module and m.district_id = training_cover.district), 1);
begin
	if module is not null then
		return query
		select n.person_id, n.who, max(n.tier), coalesce(max(c.expires_on), '-infinity')
		from private.training_needs(training_cover.district) n
		left join private.training_current c on c.module_id = training_cover.module and c.person_id = n.person_id and c.district_id = training_cover.district
		where n.tier >= v_least group by n.person_id, n.who;
	else
		return query
		select n.person_id, n.who, max(n.tier), min(case coalesce(training_cover.tier, n.tier)
			when 1 then coalesce(s.until_1, v_none[1]) when 2 then coalesce(s.until_2, v_none[2]) else coalesce(s.until_3, v_none[3]) end)
		from private.training_needs(training_cover.district) n
		left join private.training_standings s on s.person_id = n.person_id and s.district_id = training_cover.district
		where n.tier >= v_least group by n.person_id, n.who;
	end if;
end $$;

-- People who need it, have it today, have it and lose it within sixty days, and lack it: in all, by site, and by what they need it for.
create function private.training_coverage(module uuid default null, tier int default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_today date := private.today();
	v_answer jsonb;
begin
	if v_me is null or not private.reads_coverage(v_me) then
		perform private.fail(403, 'not_yours', 'How trained the district is, is for the AI office, the cabinet and reviewers. Nothing is shown.');
	elsif training_coverage.tier not between 1 and 3 then
		perform private.fail(422, 'wrong_tier', 'There are tiers 1, 2 and 3. Nothing is shown.');
	elsif module is not null and not exists (
		select 1 from private.training_modules m where m.id = module and m.district_id = v_district and m.retired_at is null) then
		perform private.fail(404, 'no_such_module', 'There is no such module in your district. Nothing is shown.');
	end if;
	with cover as materialized (
		select c.person_id, c.who, c.until, p.site_id
		from private.training_cover(v_district, module, training_coverage.tier) c
		join public.people p on p.id = c.person_id and p.district_id = v_district and p.active
	), person as materialized (
		select c.person_id, c.site_id, min(c.until) as until from cover c group by c.person_id, c.site_id
	), site as (
		select p.site_id, count(*) as needed, count(*) filter (where p.until >= v_today) as current,
			count(*) filter (where p.until between v_today and v_today + 60) as expiring, count(*) filter (where p.until < v_today) as missing
		from person p group by p.site_id
	), part as (
		select c.who, count(*) as needed, count(*) filter (where c.until >= v_today) as current,
			count(*) filter (where c.until between v_today and v_today + 60) as expiring, count(*) filter (where c.until < v_today) as missing
		from cover c group by c.who
	)
	select jsonb_build_object(
		'all', (select jsonb_build_object('needed', coalesce(sum(s.needed), 0), 'current', coalesce(sum(s.current), 0),
			'expiring', coalesce(sum(s.expiring), 0), 'missing', coalesce(sum(s.missing), 0)) from site s),
		'sites', (select coalesce(jsonb_agg(to_jsonb(s) - 'site_id' || jsonb_build_object('id', x.id, 'name', x.name) order by x.name nulls last), '[]')
			from site s left join public.sites x on x.id = s.site_id and x.district_id = v_district),
		'parts', (select coalesce(jsonb_agg(to_jsonb(c) || jsonb_build_object('tier', r.tier)
			order by array_position('{low,moderate,high,data collector,evaluator,reviewer,cabinet}'::text[], c.who)), '[]')
			from part c join private.training_rules r on r.district_id = v_district and r.who = c.who),
		'modules', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'code', m.code, 'title', m.title, 'tier', m.tier) order by m.tier, m.code), '[]')
			from private.training_modules m where m.district_id = v_district and m.retired_at is null),
		'today', v_today, 'names', private.has_role(v_me, 'admin'))
	into v_answer;
	return v_answer;
end $$;

create function public.training_coverage(module uuid default null, tier int default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.training_coverage(module, tier) $$;

-- The names behind a figure, for the AI office: { module, tier, site (an id, or "none"), who, standing: missing | expiring | current }.
create function private.training_people(filters jsonb, skip int default 0) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_district uuid;
	v_today date := private.today();
	v_module uuid;
	v_answer jsonb;
begin
	perform private.require_admin('Nothing is shown.');
	v_district := private.district_id();
	perform private.known_fields(coalesce(filters, '{}'), '{"module": {}, "tier": {}, "site": {}, "who": {}, "standing": {}}');
	v_module := (filters ->> 'module')::uuid;
	with person as materialized (
		select p.id, p.name, p.title, p.site_id, max(c.asks) as tier, min(c.until) as until
		from private.training_cover(v_district, v_module, (filters ->> 'tier')::int) c
		join public.people p on p.id = c.person_id and p.district_id = v_district and p.active
		where (filters ->> 'who' is null or c.who = filters ->> 'who')
			and (filters ->> 'site' is null or coalesce(p.site_id::text, 'none') = filters ->> 'site')
		group by p.id, p.name, p.title, p.site_id
	), wanted as materialized (
		select p.* from person p
		where case filters ->> 'standing' when 'missing' then p.until < v_today when 'current' then p.until >= v_today
			when 'expiring' then p.until between v_today and v_today + 60 else true end
	), page as (
		select w.* from wanted w order by w.name, w.id offset greatest(coalesce(skip, 0), 0) limit 50
	)
	select jsonb_build_object('in_all', (select count(*) from wanted), 'people', (
		select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'title', w.title, 'site', s.name,
			'until', case when isfinite(w.until) then w.until end,
			'standing', case when w.until < v_today then 'missing' when w.until <= v_today + 60 then 'expiring' else 'current' end,
			'lacks', case when w.until <= v_today + 60 then (
				select coalesce(jsonb_agg(jsonb_build_object('title', m.title, 'until', c.expires_on) order by m.tier, m.code), '[]')
				from private.training_modules m
				left join private.training_current c on c.module_id = m.id and c.person_id = w.id
				where m.district_id = v_district and m.retired_at is null and (v_module is null or m.id = v_module)
					and m.tier <= coalesce((filters ->> 'tier')::int, w.tier)
					and (c.expires_on is null or c.expires_on <= v_today + 60)) else '[]' end) order by w.name, w.id), '[]')
		from page w left join public.sites s on s.id = w.site_id and s.district_id = v_district))
	into v_answer;
	return v_answer;
end $$;

create function public.training_people(filters jsonb, skip int default 0) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.training_people(filters, skip) $$;

grant execute on function private.training_coverage, public.training_coverage, private.training_people, public.training_people to authenticated;
