-- The board: every stage with its count, its money and its first cards, longest in the stage first.

drop function public.pipeline(jsonb, int, int);
drop function private.pipeline(jsonb, int, int);

-- How a sift's pilots are counted: 'summed' where the sums that are kept answer it, 'exact' where they can be gathered (up to
-- 5,000), and 'broad' where they are so many, and so thick, that walking along a stage meets them soon.
create function private.way_of(v private.sift) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_some int;
begin
	if not v.outside and cardinality(v.tags) <= 1 and not v.kept ?| array['q', 'overdue', 'waiting', 'mine'] then
		return 'summed';
	elsif v.outside or v.kept ? 'mine' or v.number is not null or v.alike is not null
		or (select coalesce(sum(u.pilots), 0) from private.slip_sums u where u.district_id = v.district and u.tag = '') <= 5000 then
		return 'exact';
	end if;
	execute format('select count(*) from (select * from private.slips s where s.district_id = %L limit 300) s where %s', v.district,
		private.sift_where(v, walk => true)) into v_some;
	return case when v_some >= 24 then 'broad' else 'exact' end;
end $$;

-- Pilots, holds and money by stage from the sums that are kept. What only the caller sees is in none of them.
create function private.stage_sums(v private.sift)
returns table (stage public.stage, pilots int, on_hold int, once numeric, yearly numeric)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_tag text := coalesce(v.tags[1], '');
begin
	return query
	select x.stage, sum(x.pilots)::int, sum(x.held)::int, sum(x.once), sum(x.yearly)
	from (
		select u.stage, u.pilots, u.on_hold as held, u.once, u.yearly from private.slip_sums u where u.district_id = v.district and u.tag = v_tag
		union all
		select s.stage, 1, s.on_hold::int, coalesce(s.budget_once, 0), coalesce(s.budget_yearly, 0) from private.slips s
		where s.pilot_id = any (v.mine) and not s.seen and s.tags @> v.tags) x
	where v.stages is null or x.stage = any (v.stages)
	group by x.stage having sum(x.pilots) > 0;
end $$;

-- Compiling what is run once takes longer than running it: hence no jit, here and where else a statement is put together.
-- How many pilots there are in all; capped where they are at least so many.
create function private.count_of(v private.sift, out pilots int, out capped boolean)
language plpgsql stable security definer set search_path = '' set jit = off
as $$
declare
	v_way text := private.way_of(v);
	v_most int := case v_way when 'broad' then 1000 else 5001 end;
begin
	if v_way = 'summed' then
		pilots := (select coalesce(sum(x.pilots), 0) from private.stage_sums(v) x);
	else
		execute format('select count(*) from (select 1 from private.slips s where %s limit %s) x',
			private.sift_where(v, walk => v_way = 'broad'), v_most) into pilots;
	end if;
	capped := v_way <> 'summed' and pilots = v_most;
	pilots := case when capped then least(pilots, 5000) else pilots end;
end $$;

-- filters: see docs/guide/api.md. cards: how many of each stage; filters.more names stages with more, as { "vetting": 24 }.
-- after: the cursor that a column gave as its next; that stage then goes on from there.
create function private.pipeline(filters jsonb, cards int, after text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v private.sift := private.sift(filters);
	v_way text := private.way_of(v);
	v_answer jsonb;
begin
	if after is not null and after !~ '^[a-z]+~\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z~[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
		perform private.fail(400, 'bad_cursor', 'This is no place in a column: begin with its first cards.');
	end if;
	v_answer := private.columns_of(v, v_way, case jsonb_typeof(filters -> 'more') when 'object' then filters -> 'more' else '{}' end,
		least(greatest(coalesce(cards, 8), 0), 200), string_to_array(after, '~'));
	-- More than can be gathered after all.
	if v_way = 'exact' and (select sum((c ->> 'count')::int) from jsonb_array_elements(v_answer) c) > 5000 then
		v_answer := private.columns_of(v, 'broad', '{}', least(greatest(coalesce(cards, 8), 0), 200), string_to_array(after, '~'));
	end if;
	return v_answer;
end $$;

create function private.columns_of(v private.sift, way text, more jsonb, most int, place text[]) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off
as $$
declare
	v_where text := private.sift_where(v, case when way = 'exact' then '' else 'stage' end, way = 'broad');
	v_today date := private.today();
	v_after text := case when place is not null then format(
		' and (s.stage <> %L or (s.stage_since, s.pilot_id) > (%L::timestamptz, %L::uuid))', place[1], place[2], place[3]) else '' end;
	v_sums text;
	v_first text;
	v_answer jsonb;
begin
	if way = 'exact' then
		v_sums := format($sums$
			hits as materialized (select s.pilot_id, s.stage, s.stage_since, s.on_hold, s.due, s.budget_once, s.budget_yearly
				from private.slips s where %s limit 5001),
			sums as materialized (
				select s.stage, count(*)::int as pilots, (count(*) filter (where s.on_hold))::int as on_hold, coalesce(sum(s.budget_once), 0) as once,
					coalesce(sum(s.budget_yearly), 0) as yearly, false as capped, (count(*) filter (where s.due < %L::date))::int as overdue
				from hits s group by s.stage)$sums$, v_where, v_today);
		v_first := format($first$
			select w.stage, w.most, s.pilot_id, s.stage_since, s.place from wanted w join (
				select s.*, row_number() over (partition by s.stage order by s.stage_since, s.pilot_id) as place from hits s where true %s) s
				on s.stage = w.stage and s.place <= w.most + 1$first$, v_after);
	else
		v_sums := case when way = 'summed' then $sums$
			totals as materialized (select x.*, false as capped from private.stage_sums($1) x)$sums$
			else format($sums$
			totals as materialized (
				select y.stage, x.pilots, null::int as on_hold, null::numeric as once, null::numeric as yearly, x.pilots = 100 as capped
				from unnest(coalesce(($1).stages, enum_range(null::public.stage))) y (stage)
				cross join lateral (select count(*)::int as pilots from (
					select 1 from private.slips s where %s and s.stage = y.stage order by s.stage_since, s.pilot_id limit 100) z) x
				where x.pilots > 0)$sums$, v_where) end
			|| format($sums$,
			sums as materialized (select t.*, case when t.stage = 'experiment' then (select count(*)::int from (
				select 1 from private.slips s where %s and s.due < %L::date limit 1000) z) else 0 end as overdue from totals t)$sums$, v_where, v_today);
		-- Stage by stage, so that an index gives the first ones without sorting them all.
		v_first := format($first$
			select w.stage, w.most, f.pilot_id, f.stage_since, f.place from wanted w cross join lateral (
				select s.pilot_id, s.stage_since, row_number() over (order by s.stage_since, s.pilot_id) as place
				from private.slips s where %s and s.stage = w.stage %s order by s.stage_since, s.pilot_id limit greatest(w.most, 0) + 1) f
			where w.pilots > 0$first$, v_where, v_after);
	end if;
	execute format($board$
		with %s, wanted as (
			select y.stage, y.place, coalesce(u.pilots, 0) as pilots, u.on_hold, u.once, u.yearly, coalesce(u.capped, false) as capped, u.overdue,
				-- One more than is shown tells whether others follow.
				least(coalesce((case when jsonb_typeof($2 -> y.stage::text) = 'number' then $2 ->> y.stage::text end)::numeric::int, $3), 200) as most
			from unnest(enum_range(null::public.stage)) with ordinality y (stage, place) left join sums u on u.stage = y.stage
			where ($1).stages is null or y.stage = any (($1).stages)
		), first as materialized (%s
		), shown as (
			select f.stage, jsonb_agg(c.card order by f.place) as cards
			from first f join private.cards(array(select x.pilot_id from first x where x.place <= x.most)) c on c.id = f.pilot_id
			group by f.stage
		), ends as (
			select f.stage, max(format('%%s~%%s~%%s', f.stage, to_char(f.stage_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), f.pilot_id))
				filter (where f.place = f.most) as next
			from first f group by f.stage having max(f.place) > max(f.most)
		)
		select jsonb_agg(jsonb_build_object(
			'stage', w.stage, 'count', w.pilots, 'capped', w.capped, 'overdue', coalesce(w.overdue, 0),
			'on_hold', case when not w.capped and w.pilots > 0 then w.on_hold when w.pilots = 0 then 0 end,
			'money', case when w.pilots = 0 then jsonb_build_object('once', 0, 'yearly', 0)
				when w.once is not null then jsonb_build_object('once', w.once, 'yearly', w.yearly) end,
			'cards', coalesce(x.cards, '[]'), 'next', e.next) order by w.place)
		from wanted w left join shown x on x.stage = w.stage left join ends e on e.stage = w.stage $board$, v_sums, v_first)
	into v_answer using v, more, most;
	return v_answer;
end $$;

create function public.pipeline(filters jsonb default '{}', cards int default 8, after text default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.pipeline(filters, cards, after) $$;

grant execute on function private.pipeline, public.pipeline to authenticated;
