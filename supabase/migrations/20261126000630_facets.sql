-- What each choice of a filter would give, and the pipeline in groups.

-- How many pilots carry each tag of one kind, or stand in each stage, were this filter not set. Null where they are too many to count.
create function private.facet(v private.sift, filter text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_prefix text := private.tag_of(filter, '');
	v_without private.sift := v;
	v_ids uuid[];
	v_answer jsonb;
begin
	v_without.kept := v.kept - filter;
	v_without.tags := array_remove(v.tags, private.tag_of(filter, v.kept ->> filter));
	if filter = 'stage' then
		v_without.stages := null;
	end if;
	if v_prefix is not null and private.is_summed(v_without) and v_without.tags = '{}' then
		return (
			select coalesce(jsonb_object_agg(x.value, x.pilots), '{}') from (
				select substr(y.tag, 3) as value, sum(y.pilots) as pilots from (
					select u.tag, u.pilots from private.slip_sums u
					where u.district_id = v.district and u.tag >= v_prefix and u.tag < v_prefix || chr(1114111)
						and (v_without.stages is null or u.stage = any (v_without.stages))
					union all
					select t.tag, 1 from private.slips s cross join lateral unnest(s.tags) t (tag)
					where s.pilot_id = any (v.mine) and not s.seen and t.tag like v_prefix || '%'
						and (v_without.stages is null or s.stage = any (v_without.stages))) y
				group by y.tag having sum(y.pilots) > 0) x);
	elsif filter = 'stage' then
		v_ids := case when not private.is_summed(v_without) then private.few_of(v_without) end;
		return (select jsonb_object_agg(x.stage, x.pilots) from private.stage_sums(v_without, v_ids) x having not coalesce(bool_or(x.capped), false));
	end if;
	execute format('select array(select s.pilot_id from private.slips s where %s limit %s)', private.sift_where(v_without, filter),
		private.counted_up_to() + 1) into v_ids;
	if cardinality(v_ids) > private.counted_up_to() then
		return null;
	end if;
	return (
		select coalesce(jsonb_object_agg(x.value, x.pilots), '{}') from (
			select substr(t.tag, 3) as value, count(*) as pilots from private.slips s cross join lateral unnest(s.tags) t (tag)
			where s.pilot_id = any (v_ids) and t.tag like v_prefix || '%' group by t.tag) x);
end $$;

-- Counts beside each choice; who sponsors and evaluates, and with what tools, among the pilots that the caller sees.
create function private.pipeline_facets(filters jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v private.sift := private.sift(filters);
	v_counts jsonb;
	v_all jsonb;
	v_bare private.sift := v;
	v_few uuid[];
begin
	v_counts := (
		select jsonb_object_agg(f, private.facet(v, f))
		from unnest(array['stage', 'status', 'objective', 'site', 'kind', 'risk', 'tool', 'sponsor', 'evaluator', 'held']) f);
	-- What there is to choose from does not hang on what is chosen.
	v_bare.kept := '{}';
	v_bare.tags := '{}';
	v_bare.stages := null;
	v_bare.query := null;
	v_bare.alike := null;
	v_bare.number := null;
	v_all := jsonb_build_object('sponsor', private.facet(v_bare, 'sponsor'), 'evaluator', private.facet(v_bare, 'evaluator'),
		'tool', private.facet(v_bare, 'tool'));
	if not private.is_summed(v) then
		v_few := private.few_of(v);
	end if;
	return jsonb_build_object(
		'counts', v_counts,
		'count', (select coalesce(sum(x.pilots), 0) from private.stage_sums(v, v_few) x),
		'capped', v_few is null and not private.is_summed(v),
		'ignored', v.ignored,
		'alike', v.alike is not null and v.alike <> '{}',
		'sponsors', private.named_in(v.district, v_all -> 'sponsor'),
		'evaluators', private.named_in(v.district, v_all -> 'evaluator'),
		'tools', (select coalesce(jsonb_agg(x.tool order by lower(x.tool)), '[]') from (
			select t.key as tool from jsonb_each(v_all -> 'tool') t order by t.value::int desc, t.key limit 100) x));
end $$;

-- The people whose ids are keys of a count, by name.
create function private.named_in(district uuid, counts jsonb) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name, p.id), '[]')
	from jsonb_object_keys(case jsonb_typeof(counts) when 'object' then counts else '{}' end) k
	join public.people p on k <> 'none' and p.id = nullif(k, 'none')::uuid and p.district_id = named_in.district
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
