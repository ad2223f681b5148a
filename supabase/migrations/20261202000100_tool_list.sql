-- The list of the tools registry: found by any name, spelling, vendor or model, filtered, sorted and paged.

create index on private.tool_names using gin (key extensions.gin_trgm_ops) with (fastupdate = off);
create index on private.tool_names using gin (lower(name) extensions.gin_trgm_ops) with (fastupdate = off);
-- In the order in which the list is read first, and as it counts states; without those that turned out to be another spelling.
create index tools_by_name on private.tools (district_id, lower(name), id) where merged_into is null;
create index tools_by_state on private.tools (district_id, state) where merged_into is null;
create index on private.tools using gin (lower(vendor || ' ' || model) extensions.gin_trgm_ops) with (fastupdate = off);

-- How the agreements of tools stand: one that is current wins, and of several the one that lasts longest. `until` is empty where it never ends.
-- Of all tools of the district where none are named.
create function private.tool_standing(district uuid, ids uuid[]) returns table (tool_id uuid, standing text, until date)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_today date := private.today();
begin
	-- least() takes no notice of what is empty.
	return query
	select s.tool_id,
		case when s.lasts > v_today + 60 then 'current' when s.lasts is not null then 'expiring' when s.over is not null then 'expired' else 'none' end,
		case when s.lasts is not null then nullif(s.lasts, 'infinity') else s.over end
	from (
		select a.tool_id, max(a.ends) filter (where a.signed_on <= v_today and a.ends >= v_today) as lasts, max(a.ends) filter (where a.ends < v_today) as over
		from (
			select g.tool_id, g.signed_on, coalesce(least(g.expires_on, g.ended_on), 'infinity') as ends from private.tool_agreements g
			where ids is null and g.district_id = tool_standing.district
			union all
			select g.tool_id, g.signed_on, coalesce(least(g.expires_on, g.ended_on), 'infinity') from private.tool_agreements g
			where ids is not null and g.district_id = tool_standing.district and g.tool_id = any (ids)) a
		group by a.tool_id) s;
end $$;

-- How many pilots name a tool now, those left out that are over. Of all tools of the district where none are named.
create function private.tool_uses(district uuid, ids uuid[]) returns table (tool_id uuid, pilots int)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	if ids is null then
		-- Those that are over are fewer than all, and the index of stages has them.
		return query
		select l.tool_id, count(*)::int from private.pilot_tools l
		where l.district_id = tool_uses.district and l.unlinked_at is null and l.pilot_id not in (
			select p.id from public.pilots p where p.district_id = tool_uses.district and p.stage in ('retired', 'declined', 'withdrawn'))
		group by l.tool_id;
	else
		return query
		select l.tool_id, count(*)::int from private.pilot_tools l join public.pilots p on p.id = l.pilot_id
		where l.district_id = tool_uses.district and l.tool_id = any (ids) and l.unlinked_at is null
			and p.stage not in ('retired', 'declined', 'withdrawn')
		group by l.tool_id;
	end if;
end $$;

-- Tools as lists show them, in the order in which they are named; in brief, what one does is cut to a line or two.
create function private.tool_lines(district uuid, ids uuid[], brief boolean) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'vendor', t.vendor, 'model', t.model, 'website', t.website,
			'purpose', case when brief and length(t.purpose) > 160 then rtrim(left(t.purpose, 159)) || '…' else t.purpose end,
			'state', t.state, 'generative', t.generative, 'about', t.about, 'changed_at', t.changed_at,
			'formerly', array(select n.name from private.tool_names n where n.tool_id = t.id and n.district_id = t.district_id
				and n.name <> t.name and n.key <> private.tool_key(t.name) order by n.since, n.name),
			'agreement', coalesce(s.standing, 'none'), 'until', s.until, 'pilots', coalesce(u.pilots, 0)) order by w.place), '[]')
		from unnest(ids) with ordinality w (id, place)
		join private.tools t on t.id = w.id and t.district_id = tool_lines.district
		left join private.tool_standing(tool_lines.district, ids) s on s.tool_id = t.id
		left join private.tool_uses(tool_lines.district, ids) u on u.tool_id = t.id);
end $$;

-- Tools of which a name, the vendor or the model has what was looked for: as one spelling, or each of its words somewhere.
-- Words that are alike only where nothing else was found, since that is for slips of the keyboard.
create function private.tools_found(district uuid, query text) returns uuid[]
language plpgsql stable security definer set search_path = '' set pg_trgm.word_similarity_threshold = 0.5
as $$
declare
	v_text text := lower(query);
	v_key text := private.tool_key(query);
	v_words text[] := regexp_split_to_array(v_text, '\s+');
	v_word text;
	v_found uuid[];
	v_each uuid[];
begin
	v_found := array(
		select n.tool_id from private.tool_names n
		where n.district_id = tools_found.district and n.key like '%' || private.literally(v_key) || '%'
		union
		select t.id from private.tools t
		where t.district_id = tools_found.district and lower(t.vendor || ' ' || t.model) like '%' || private.literally(v_text) || '%');
	if v_found = '{}' and cardinality(v_words) between 2 and 8 then
		foreach v_word in array v_words loop
			v_each := array(
				select n.tool_id from private.tool_names n
				where n.district_id = tools_found.district and n.key like '%' || private.literally(private.tool_key(v_word)) || '%'
				union
				select t.id from private.tools t
				where t.district_id = tools_found.district and lower(t.vendor || ' ' || t.model) like '%' || private.literally(v_word) || '%');
			v_found := case when v_word = v_words[1] then v_each
				else array(select f.id from unnest(v_found) f (id) intersect select e.id from unnest(v_each) e (id)) end;
			exit when v_found = '{}';
		end loop;
	end if;
	-- Of three letters everything is near.
	if v_found = '{}' and length(v_key) >= 4 then
		v_found := array(
			select n.tool_id from private.tool_names n
			where n.district_id = tools_found.district and (v_text operator(extensions.<%) lower(n.name) or v_key operator(extensions.<%) n.key)
			union
			select t.id from private.tools t
			where t.district_id = tools_found.district and v_text operator(extensions.<%) lower(t.vendor || ' ' || t.model));
	end if;
	return v_found;
end $$;

-- Refuses a filter that nobody knows, or a value that it cannot have.
create function private.check_tool_filters(filters jsonb) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_one record;
begin
	if coalesce(jsonb_typeof(filters), '') <> 'object' then
		perform private.fail(400, 'wrong_filter', 'Filters are an object with named fields.');
	end if;
	for v_one in
		select f.key, f.value #>> '{}' as value, k.known from jsonb_each(filters) f left join (values
			('q', null), ('vendor', null), ('after', null), ('most', null),
			('state', enum_range(null::public.tool_state)::text[]),
			('students', '{yes,no,unknown}'), ('generative', '{yes,no,unknown}'),
			('agreement', '{current,expiring,expired,none}'), ('used', '{yes,no}'),
			('sort', '{name,-name,vendor,-vendor,state,-state,expires,-expires,pilots,-pilots}')) k (name, known) on k.name = f.key
		where k.name is null or (k.known is not null and not coalesce(f.value #>> '{}' = any (k.known), false))
			or (f.key in ('after', 'most') and not coalesce(f.value #>> '{}' ~ '^[0-9]{1,6}$', false))
	loop
		perform private.fail(422, 'wrong_filter', format('The list has no filter “%s” of “%s”.', left(v_one.key, 40), left(v_one.value, 60)),
			jsonb_build_object('field', v_one.key));
	end loop;
end $$;

-- One page of the registry and how many tools there are in each state; people from outside see nothing of it.
-- filters: q, state, vendor, students, generative, agreement, used, sort (with - from the other end), after, most.
create function private.tools(filters jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_district uuid := private.district_id();
	v_q text := trim(regexp_replace(left(coalesce(filters ->> 'q', ''), 120), '\s+', ' ', 'g'));
	v_vendor text := lower(trim(left(coalesce(filters ->> 'vendor', ''), 120)));
	v_sort text := coalesce(filters ->> 'sort', 'name');
	v_way text;
	v_where text := '';
	v_from text := '';
	v_by text;
	v_found uuid[];
	v_most int;
	v_after int;
	v_ids uuid[];
	v_counts jsonb;
	v_total int;
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif private.is_outside() then
		perform private.fail(403, 'not_yours', 'The tools registry is for the people of the district.');
	end if;
	perform private.check_tool_filters(filters);
	v_most := least(greatest(coalesce((filters ->> 'most')::int, 50), 1), 10000);
	v_after := coalesce((filters ->> 'after')::int, 0);
	v_way := case when v_sort like '-%' then 'desc' else 'asc' end;
	v_sort := ltrim(v_sort, '-');
	if v_q <> '' then
		v_found := private.tools_found(v_district, v_q);
		v_where := ' and t.id = any ($2)';
	end if;
	if v_vendor <> '' then
		v_where := v_where || format(' and lower(t.vendor) like %L', '%' || private.literally(v_vendor) || '%');
	end if;
	v_where := v_where || case filters ->> 'students' when 'yes' then ' and t.about @> ''{students}''' when 'unknown' then ' and t.about = ''{}'''
		when 'no' then ' and t.about <> ''{}'' and not t.about @> ''{students}''' else '' end;
	v_where := v_where || case filters ->> 'generative' when 'yes' then ' and t.generative' when 'no' then ' and not t.generative'
		when 'unknown' then ' and t.generative is null' else '' end;
	-- What costs a join is joined only where it is asked for.
	if filters ? 'agreement' or v_sort = 'expires' then
		v_from := ' left join private.tool_standing($1, null) s on s.tool_id = t.id';
		v_where := v_where || case filters ->> 'agreement' when 'current' then ' and s.standing in (''current'', ''expiring'')'
			when 'none' then ' and coalesce(s.standing, ''none'') = ''none''' else coalesce(' and s.standing = ' || quote_literal(filters ->> 'agreement'), '') end;
	end if;
	if filters ? 'used' or v_sort = 'pilots' then
		v_from := v_from || ' left join private.tool_uses($1, null) u on u.tool_id = t.id';
		v_where := v_where || case filters ->> 'used' when 'yes' then ' and u.pilots > 0' when 'no' then ' and u.pilots is null' else '' end;
	end if;
	v_by := case v_sort when 'vendor' then 'nullif(lower(t.vendor), '''')' when 'state' then 't.state'
		when 'expires' then 's.until' when 'pilots' then 'coalesce(u.pilots, 0)' else 'lower(t.name)' end;
	v_where := format('from private.tools t%s where t.district_id = $1 and t.merged_into is null%s', v_from, v_where);
	if v_from = '' then
		-- Each by itself, so that an index serves the order and another one the counts.
		execute format('select array(select t.id %s and ($3 is null or t.state = $3) order by %s %s nulls last%s, t.id limit $4 offset $5)',
			v_where, v_by, v_way, case when v_sort <> 'name' then ', lower(t.name)' else '' end)
		into v_ids using v_district, v_found, (filters ->> 'state')::public.tool_state, v_most, v_after;
		execute format('select coalesce(jsonb_object_agg(c.state, c.n), ''{}'') from (select t.state, count(*) as n %s group by t.state) c', v_where)
		into v_counts using v_district, v_found;
	else
		-- What is joined is joined once, for all that fits, and never row by row until a page is full.
		execute format('with fit as materialized (select t.id, t.state, lower(t.name) as name, %s as by %s)
			select array(select f.id from fit f where ($3 is null or f.state = $3) order by f.by %s nulls last, f.name, f.id limit $4 offset $5),
				(select coalesce(jsonb_object_agg(c.state, c.n), ''{}'') from (select f.state, count(*) as n from fit f group by f.state) c)', v_by, v_where, v_way)
		into v_ids, v_counts using v_district, v_found, (filters ->> 'state')::public.tool_state, v_most, v_after;
	end if;
	select coalesce(sum(c.value::int), 0)::int into v_total from jsonb_each_text(v_counts) c
	where filters ->> 'state' is null or c.key = filters ->> 'state';
	return jsonb_build_object('tools', private.tool_lines(v_district, v_ids, v_most <= 50), 'counts', v_counts, 'total', v_total,
		'after', v_after, 'page', v_most,
		'any', v_counts <> '{}' or exists (select 1 from private.tools t where t.district_id = v_district));
end $$;

create function public.tools(filters jsonb default '{}') returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.tools(filters) $$;

grant execute on function private.tools, public.tools to authenticated;
