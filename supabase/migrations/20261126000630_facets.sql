-- What each choice of a filter would give, and the pipeline in groups.

-- A sift without one of its filters: for what each choice of that filter would give.
create function private.sift_without(v private.sift, filter text) returns private.sift
language plpgsql stable security definer set search_path = ''
as $$
begin
	v.tags := array_remove(v.tags, private.tag_of(filter, v.kept ->> filter));
	v.kept := v.kept - filter;
	if filter = 'stage' then
		v.stages := null;
	end if;
	return v;
end $$;

-- Tags, and stages as t:stage, with how many pilots of a sift carry them. Null where the pilots are more than a thousand and
-- no sum answers it.
create function private.tag_counts(v private.sift) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off
as $$
declare
	v_ids uuid[];
begin
	if private.way_of(v) = 'summed' and v.tags = '{}' then
		return (
			select coalesce(jsonb_object_agg(x.tag, x.pilots), '{}') from (
				select y.tag, sum(y.pilots) as pilots from (
					select case u.tag when '' then 'stage:' || u.stage else u.tag end as tag, u.pilots from private.slip_sums u
					where u.district_id = v.district and (v.stages is null or u.stage = any (v.stages))
					union all
					select unnest(array_append(s.tags, 'stage:' || s.stage)), 1 from private.slips s
					where s.pilot_id = any (v.mine) and not s.seen and (v.stages is null or s.stage = any (v.stages))) y
				group by y.tag having sum(y.pilots) > 0) x);
	end if;
	execute format('select array(select s.pilot_id from private.slips s where %s limit 1001)', private.sift_where(v)) into v_ids;
	if cardinality(v_ids) > 1000 then
		return null;
	end if;
	return (
		select coalesce(jsonb_object_agg(x.tag, x.pilots), '{}') from (
			select t.tag, count(*) as pilots from private.slips s cross join lateral unnest(array_append(s.tags, 'stage:' || s.stage)) t (tag)
			where s.pilot_id = any (v_ids) group by t.tag) x);
end $$;

-- The counts of one filter among counts of tags.
create function private.counts_of(filter text, tags jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
	v_prefix text := coalesce(private.tag_of(filter, ''), filter || ':');
begin
	return case when tags is not null then (
		select coalesce(jsonb_object_agg(substr(t.key, length(v_prefix) + 1), t.value), '{}') from jsonb_each(tags) t
		where left(t.key, length(v_prefix)) = v_prefix) end;
end $$;

-- Counts beside each choice; who sponsors and evaluates, and with what tools, among the pilots that the caller sees.
create function private.pipeline_facets(filters jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v private.sift := private.sift(filters);
	v_names constant text[] := array['stage', 'status', 'objective', 'site', 'kind', 'risk', 'tool', 'sponsor', 'evaluator', 'held'];
	v_here jsonb := private.tag_counts(v);
	-- What there is to choose from does not hang on what is chosen.
	v_all jsonb := case when v.kept = '{}' then v_here else private.tag_counts(private.sift('{}')) end;
	v_counts jsonb;
	v_count record;
begin
	v_counts := (
		select jsonb_object_agg(f, private.counts_of(f, case when v.kept ? f then private.tag_counts(private.sift_without(v, f)) else v_here end))
		from unnest(v_names) f);
	v_count := private.count_of(v);
	return jsonb_build_object(
		'counts', v_counts, 'count', v_count.pilots, 'capped', v_count.capped, 'ignored', v.ignored,
		'alike', v.alike is not null and v.alike <> '{}',
		'sponsors', private.named_among(v.district, private.counts_of('sponsor', v_all)),
		'evaluators', private.named_among(v.district, private.counts_of('evaluator', v_all)),
		'tools', (select coalesce(jsonb_agg(x.tool order by lower(x.tool)), '[]') from (
			select t.key as tool from jsonb_each(coalesce(private.counts_of('tool', v_all), '{}')) t order by t.value::int desc, t.key limit 100) x));
end $$;

-- The people whose ids are keys of a count, by name.
create function private.named_among(district uuid, counts jsonb) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name, p.id), '[]')
	from jsonb_object_keys(case jsonb_typeof(counts) when 'object' then counts else '{}' end) k
	join public.people p on k <> 'none' and p.id = nullif(k, 'none')::uuid and p.district_id = named_among.district
$$;

create function public.pipeline_facets(filters jsonb default '{}') returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.pipeline_facets(filters) $$;

-- The values of a filter that make groups, in the order in which they are shown; those of pilots without one come last.
create function private.groups_by(v private.sift, by text) returns table (value text, label text)
language sql stable security definer set search_path = ''
as $$
	with tags as (
		select distinct u.tag from private.slip_sums u
		where not v.outside and u.district_id = v.district and u.tag >= private.tag_of(by, '') and u.tag < private.tag_of(by, '') || chr(1114111)
		union
		select t.tag from private.slips s cross join lateral unnest(s.tags) t (tag)
		where s.pilot_id = any (v.mine) and t.tag like private.tag_of(by, '') || '%'
	), named as (
		select substr(t.tag, 3) as value from tags t where v.kept ->> by is null or v.kept ->> by = substr(t.tag, 3)
	)
	select n.value, case when n.value = 'none' then '' when by = 'objective' then n.value || ' ' || o.title
		when by = 'site' then s.name else p.name end
	from named n
	left join public.objectives o on by = 'objective' and o.district_id = v.district and o.code = n.value
	left join public.sites s on by = 'site' and s.id::text = n.value
	left join public.people p on by = 'sponsor' and p.id::text = n.value
	order by n.value = 'none', 2, 1
$$;

-- The pipeline once for each objective, site or sponsor that has pilots in it; a pilot of two sites stands in both.
-- shape: 'board' for columns of so many cards each, 'list' for so many rows. skip: how many values were shown before.
create function private.pipeline_groups(filters jsonb, by text, shape text, cards int, sort text, skip int) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v private.sift := private.sift(filters);
	v_groups jsonb := '[]';
	v_one record;
	v_part jsonb;
	v_count int;
	v_next int;
	v_most constant int := 8;
begin
	if by is null or by not in ('objective', 'site', 'sponsor') then
		perform private.fail(400, 'no_such_group', 'Pilots are grouped by objective, site or sponsor.');
	end if;
	for v_one in
		select g.*, row_number() over () as place from private.groups_by(v, by) g offset greatest(coalesce(skip, 0), 0)
	loop
		if jsonb_array_length(v_groups) = v_most then
			v_next := v_one.place - 1;
			exit;
		end if;
		if shape = 'list' then
			v_part := private.pipeline_rows(filters || jsonb_build_object(by, v_one.value), sort, null, least(coalesce(cards, 20), 50));
			v_count := v_part ->> 'count';
		else
			v_part := jsonb_build_object('columns', private.pipeline(filters || jsonb_build_object(by, v_one.value), least(coalesce(cards, 4), 20), null));
			v_count := (select sum((c ->> 'count')::int) from jsonb_array_elements(v_part -> 'columns') c);
		end if;
		if v_count > 0 then
			v_groups := v_groups || jsonb_build_array(v_part || jsonb_build_object('value', v_one.value, 'label', v_one.label, 'count', v_count));
		end if;
	end loop;
	return jsonb_build_object('groups', v_groups, 'next', v_next);
end $$;

create function public.pipeline_groups(filters jsonb default '{}', by text default 'objective', shape text default 'board', cards int default 4,
	sort text default 'stage', skip int default 0) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.pipeline_groups(filters, by, shape, cards, sort, skip) $$;

grant execute on function private.pipeline_facets, private.pipeline_groups, public.pipeline_facets, public.pipeline_groups to authenticated;
