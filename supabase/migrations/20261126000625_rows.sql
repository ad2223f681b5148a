-- The same pilots as one list, sorted by whatever it shows, and paged by where the last page ended.

-- What a list is sorted by: expressions of private.slips s, their types, and whether up means more of it.
create function private.sort_keys(by text, out keys text[], out types text[], out flipped boolean)
language sql immutable set search_path = ''
as $$
	select k.keys, k.types, k.flipped from (values
		('stage', array['s.stage', 's.stage_since'], array['public.stage', 'timestamptz'], false),
		('number', array['s.number'], array['int'], false),
		('title', array['lower(s.title)'], array['text'], false),
		-- Who came last has the fewest days.
		('days', array['s.stage_since'], array['timestamptz'], true),
		('status', array['s.status'], array['public.status'], false),
		('kind', array['s.kind'], array['public.pilot_kind'], false),
		('risk', array['s.risk_tier is null', 'coalesce(s.risk_tier, ''low'')'], array['boolean', 'public.risk_tier'], false),
		('cycle_end', array['coalesce(s.cycle_end, ''infinity'')'], array['date'], false),
		('once', array['coalesce(s.budget_once, -1)'], array['numeric'], false),
		('yearly', array['coalesce(s.budget_yearly, -1)'], array['numeric'], false),
		('sponsor', array['s.sponsor is null', 'lower(coalesce(s.sponsor, ''''))'], array['boolean', 'text'], false),
		('evaluator', array['s.evaluator is null', 'lower(coalesce(s.evaluator, ''''))'], array['boolean', 'text'], false),
		('sites', array['cardinality(s.sites) = 0', 'lower(coalesce(s.sites[1], ''''))'], array['boolean', 'text'], false),
		('objectives', array['cardinality(s.objectives) = 0', 'coalesce(s.objectives[1], '''')'], array['boolean', 'text'], false)
	) k (name, keys, types, flipped) where k.name = sort_keys.by
$$;

-- Where a page begins: after the keys and the id that a cursor names. Null for one that says nothing.
create function private.after_cursor(after text, keys text[], types text[], way text) returns text
language plpgsql stable set search_path = ''
as $$
declare
	v_place jsonb;
	v_left text;
	v_right text;
begin
	v_place := after::jsonb;
	if jsonb_typeof(v_place) is distinct from 'array' or jsonb_array_length(v_place) <> cardinality(keys) + 1 then
		return null;
	end if;
	select string_agg(k, ', ' order by place), string_agg(format('%L::%s', v_place ->> (place - 1)::int, t), ', ' order by place)
	into v_left, v_right from unnest(keys, types) with ordinality x (k, t, place);
	v_right := format('%s, %L::uuid', v_right, v_place ->> cardinality(keys));
	-- A value that is none of its type is found out here, and not where the list is read.
	execute format('select row (%s)', v_right);
	return format(' and (%s, s.pilot_id) %s (%s)', v_left, way, v_right);
exception when data_exception or invalid_text_representation then
	return null;
end $$;

-- filters as for the pipeline; sort: a column, after a minus downwards; after: the cursor that a page gave as its next.
-- Answers the cards, how many there are in all (capped: at least so many), and what of the filters was not understood.
create function private.pipeline_rows(filters jsonb, sort text, after text, most int) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off
as $$
declare
	v private.sift := private.sift(filters);
	v_where text;
	v_sort record;
	v_most int := least(greatest(coalesce(most, 50), 1), 1000);
	v_down boolean;
	v_from text;
	v_ids uuid[];
	v_next text;
	v_count int;
	v_capped boolean;
begin
	select k.* into v_sort from private.sort_keys(ltrim(sort, '-')) k;
	if v_sort.keys is null then
		v.ignored := v.ignored || case when coalesce(sort, '') = '' then '[]'::jsonb
			else jsonb_build_object('filter', 'sort', 'value', left(sort, 200), 'why', 'wrong') end;
		v_sort := private.sort_keys('stage');
	end if;
	v_down := (coalesce(sort, '') like '-%') <> v_sort.flipped;
	if after is not null then
		v_from := private.after_cursor(after, v_sort.keys, v_sort.types, case when v_down then '<' else '>' end);
		if v_from is null then
			v.ignored := v.ignored || jsonb_build_object('filter', 'after', 'value', '', 'why', 'wrong');
		end if;
	end if;
	select c.pilots, c.capped into v_count, v_capped from private.count_of(v) c;
	-- Of very many, those that an order comes to first are soon met.
	v_where := private.sift_where(v, walk => v_capped);
	execute format($rows$
		with page as (
			select s.pilot_id, jsonb_build_array(%1$s, s.pilot_id)::text as cursor, row_number() over () as place
			from (select * from private.slips s where %2$s %3$s order by %4$s limit %5$s + 1) s
		)
		select array_agg(p.pilot_id order by p.place) filter (where p.place <= %5$s),
			case when count(*) > %5$s then max(p.cursor) filter (where p.place = %5$s) end from page p $rows$,
		array_to_string(v_sort.keys, ', '), v_where, v_from,
		(select string_agg(k || case when v_down then ' desc' else '' end, ', ') from unnest(v_sort.keys || 's.pilot_id'::text) k), v_most)
	into v_ids, v_next;
	return jsonb_build_object(
		'rows', (select coalesce(jsonb_agg(c.card order by i.place), '[]')
			from private.cards(coalesce(v_ids, '{}')) c join unnest(v_ids) with ordinality i (id, place) on i.id = c.id),
		'next', v_next, 'count', v_count, 'capped', v_capped, 'ignored', v.ignored, 'alike', v.alike is not null and v_count > 0);
end $$;

create function public.pipeline_rows(filters jsonb default '{}', sort text default 'stage', after text default null, most int default 50) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.pipeline_rows(filters, sort, after, most) $$;

grant execute on function private.pipeline_rows, public.pipeline_rows to authenticated;
