-- The board: every stage with its count, its money and its first cards, longest in the stage first.

drop function public.pipeline(jsonb, int, int);
drop function private.pipeline(jsonb, int, int);

-- Up to so many, a filtered set is counted to the last pilot; beyond, each stage is counted up to it.
create function private.counted_up_to() returns int
language sql immutable set search_path = ''
as $$ select 1000 $$;

-- The first of a sift's pilots, one more than are counted; null where more than that.
create function private.few_of(v private.sift) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_ids uuid[];
begin
	execute format('select array(select s.pilot_id from private.slips s where %s limit %s)', private.sift_where(v), private.counted_up_to() + 1) into v_ids;
	return case when cardinality(v_ids) <= private.counted_up_to() then v_ids end;
end $$;

-- Whether the sums that are kept answer it: nothing or one thing is filtered, and by somebody who sees the district.
create function private.is_summed(v private.sift) returns boolean
language sql immutable set search_path = ''
as $$ select not v.outside and cardinality(v.tags) <= 1 and not v.kept ?| array['q', 'overdue', 'waiting', 'mine'] $$;

-- Pilots, holds and money by stage. Where a set is too large to count it says so, and keeps quiet about money.
create function private.stage_sums(v private.sift, few uuid[])
returns table (stage public.stage, pilots int, on_hold int, once numeric, yearly numeric, capped boolean)
language plpgsql stable security definer set search_path = ''
as $$
begin
	if private.is_summed(v) then
		return query
		select x.stage, sum(x.pilots)::int, sum(x.held)::int, sum(x.once), sum(x.yearly), false
		from (
			select u.stage, u.pilots, u.on_hold as held, u.once, u.yearly from private.slip_sums u
			where u.district_id = v.district and u.tag = coalesce(v.tags[1], '')
			union all
			-- What only the caller sees is in no sum.
			select s.stage, 1, s.on_hold::int, coalesce(s.budget_once, 0), coalesce(s.budget_yearly, 0) from private.slips s
			where s.pilot_id = any (v.mine) and not s.seen and s.tags @> v.tags) x
		where v.stages is null or x.stage = any (v.stages)
		group by x.stage having sum(x.pilots) > 0;
	elsif few is not null then
		return query
		select s.stage, count(*)::int, (count(*) filter (where s.on_hold))::int, coalesce(sum(s.budget_once), 0), coalesce(sum(s.budget_yearly), 0), false
		from private.slips s where s.pilot_id = any (few) group by s.stage;
	else
		return query execute format($many$
			select y.stage, x.pilots, null::int, null::numeric, null::numeric, x.pilots >= %1$s
			from unnest(coalesce(%2$L::public.stage[], enum_range(null::public.stage))) y (stage)
			cross join lateral (select count(*)::int as pilots from (
				select 1 from private.slips s where %3$s and s.stage = y.stage limit %1$s) z) x where x.pilots > 0 $many$,
			private.counted_up_to(), v.stages, private.sift_where(v, 'stage'));
	end if;
end $$;

-- A place in a column: the stage, since when the last one stood in it, and which that was.
create function private.column_cursor(slip private.slips) returns text
language sql stable set search_path = ''
as $$ select format('%s~%s~%s', slip.stage, to_char(slip.stage_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), slip.pilot_id) $$;

-- filters: see docs/guide/api.md. cards: how many of each stage; filters.more names stages with more, as { "vetting": 24 }.
-- after: the cursor that a column gave as its next; that stage then goes on from there.
create function private.pipeline(filters jsonb, cards int, after text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v private.sift := private.sift(filters);
	v_few uuid[];
	v_where text := private.sift_where(v, 'stage');
	v_most int := least(greatest(coalesce(cards, 8), 0), 200);
	v_more jsonb := coalesce(filters -> 'more', '{}');
	v_from text[] := string_to_array(after, '~');
	v_today date := private.today();
	v_answer jsonb;
begin
	if after is not null and after !~ '^[a-z]+~\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z~[0-9a-f-]{36}$' then
		perform private.fail(400, 'bad_cursor', 'This is no place in a column: begin with its first cards.');
	end if;
	if not private.is_summed(v) then
		v_few := private.few_of(v);
		if v_few is not null then
			v_where := format('s.pilot_id = any (%L::uuid[])', v_few);
		end if;
	end if;
	execute format($board$
		with sums as materialized (
			select * from private.stage_sums($1, $2)
		), wanted as (
			select y.stage, y.place, u.pilots, u.on_hold, u.once, u.yearly, coalesce(u.capped, false) as capped,
				least(coalesce((case when jsonb_typeof($3 -> y.stage::text) = 'number' then $3 ->> y.stage::text end)::numeric::int, $4), 200) as most
			from unnest(enum_range(null::public.stage)) with ordinality y (stage, place) left join sums u on u.stage = y.stage
			where ($1).stages is null or y.stage = any (($1).stages)
		), first as materialized (
			-- Stage by stage, so that an index gives the first ones without sorting them all; one more tells whether others follow.
			select w.stage, w.most, f.* from wanted w cross join lateral (
				select s.pilot_id, private.column_cursor(s) as cursor, row_number() over (order by s.stage_since, s.pilot_id) as place
				from private.slips s where %1$s and s.stage = w.stage %2$s
				order by s.stage_since, s.pilot_id limit greatest(w.most, 0) + 1) f
			where w.pilots > 0
		), shown as (
			select f.stage, jsonb_agg(c.card order by f.place) as cards
			from first f join private.cards(array(select x.pilot_id from first x where x.place <= x.most)) c on c.id = f.pilot_id
			where f.place <= f.most group by f.stage
		)
		select jsonb_agg(jsonb_build_object(
			'stage', w.stage, 'count', coalesce(w.pilots, 0), 'capped', w.capped, 'on_hold', case when not w.capped then coalesce(w.on_hold, 0) end,
			'overdue', case when w.stage = 'experiment' and w.pilots > 0 then (
				select count(*) from (select 1 from private.slips s where %1$s and s.due < %3$L::date limit %4$s) z) else 0 end,
			'money', case when w.pilots is null then jsonb_build_object('once', 0, 'yearly', 0)
				when w.once is not null then jsonb_build_object('once', w.once, 'yearly', w.yearly) end,
			'cards', coalesce(x.cards, '[]'),
			'next', (select f.cursor from first f where f.stage = w.stage and f.place = f.most
				and exists (select 1 from first y where y.stage = w.stage and y.place > y.most))) order by w.place)
		from wanted w left join shown x on x.stage = w.stage $board$,
		v_where,
		case when after is not null then format('and (s.stage <> %L::public.stage or (s.stage_since, s.pilot_id) > (%L::timestamptz, %L::uuid))',
			v_from[1], v_from[2], v_from[3]) end,
		v_today, private.counted_up_to())
	into v_answer using v, v_few, v_more, v_most;
	return v_answer;
end $$;

create function public.pipeline(filters jsonb default '{}', cards int default 8, after text default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.pipeline(filters, cards, after) $$;

grant execute on function private.pipeline, public.pipeline to authenticated;
