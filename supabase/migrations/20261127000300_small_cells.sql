-- Which live rows are withheld from everyone but the evaluator: groups about people under the district's minimum, and so many others
-- that no subtraction gives one back. In each line of cells that add up, what is hidden must be at least two cells that are together
-- no small group; otherwise the smallest other cell goes too. Lines are: all cells of an arm, phase and period; those of them that
-- are divided alike, by site, stratum or both; those within one stratum, site or subgroup of which the sum is told as well.
-- A part of a whole goes where what the whole has beside it would be a small group. And the pattern stays the same over periods.
-- Each cell that goes may leave a gap elsewhere, so it is done until nothing changes. A pilot has few cells: to compile the
-- statement would take longer than to run it.
create or replace function private.withheld(pilot uuid) returns setof uuid
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan set jit = off
as $$
declare
	v_minimum int := (select d.minimum_group from public.pilots p join public.districts d on d.id = p.district_id where p.id = pilot);
	v_hidden uuid[] := '{}';
	v_more uuid[];
begin
	loop
		with cells as materialized (
			select m.id, m.n, m.metric_id, m.arm, m.phase, m.period, m.site_id, m.stratum, m.subgroup,
				m.id = any (v_hidden) as hide, coalesce(m.n < v_minimum, true) as small,
				dense_rank() over (order by m.metric_id, m.arm, m.phase, m.period) as whole,
				num_nonnulls(m.subgroup) * 4 + num_nonnulls(m.site_id) * 2 + num_nonnulls(m.stratum) as divided
			from private.live_measurements m
			join public.metrics k on k.id = m.metric_id
			where m.pilot_id = pilot and k.about <> 'things'
		), lines as materialized (
			select c.id, c.n, c.hide, format('%s %s', c.whole, c.subgroup is null) as line from cells c
			union all select c.id, c.n, c.hide, format('%s / %s', c.whole, c.divided) from cells c
			union all select distinct c.id, c.n, c.hide, format('%s / %s: %s, %s, %s', c.whole, c.divided, w.site_id, w.stratum, w.subgroup)
			from cells w
			join cells c on c.whole = w.whole and c.divided <> w.divided and (w.subgroup is null) = (c.subgroup is null)
				and (w.site_id is null or w.site_id = c.site_id) and (w.stratum is null or w.stratum = c.stratum)
				and (w.subgroup is null or w.subgroup = c.subgroup)
			where w.site_id is not null or w.stratum is not null or w.subgroup is not null
		), gaps as (
			select x.line from lines x group by x.line
			having count(*) filter (where x.hide) = 1
				or count(*) filter (where x.hide) > 1 and coalesce(sum(x.n) filter (where x.hide), 0) < v_minimum
		), beside as (
			-- What is left of a whole without the parts of it that are told; a subgroup is a part for itself.
			select min(w.n) - sum(c.n) as rest, (array_agg(c.id order by c.n, c.id))[1] as smallest
			from cells w
			join cells c on c.whole = w.whole and c.divided <> w.divided and not c.hide
				and (w.site_id is null or w.site_id = c.site_id) and (w.stratum is null or w.stratum = c.stratum)
				and (w.subgroup is null or w.subgroup = c.subgroup)
			where not w.hide
			group by w.id, c.divided, case when w.subgroup is null then c.subgroup end
			union all
			select s.n - c.n, c.id from cells c
			join (select b.whole, sum(b.n) as n from cells b where b.subgroup is null group by b.whole, b.divided) s on s.whole = c.whole
			where c.subgroup is not null and c.site_id is null and c.stratum is null and not c.hide
		)
		select array_agg(distinct f.id) into v_more from (
			select c.id from cells c where c.small and not c.hide
			union all
			select c.id from cells c join cells h
				on h.hide and not c.hide and (h.metric_id, h.arm) = (c.metric_id, c.arm)
				and (h.site_id, h.stratum, h.subgroup) is not distinct from (c.site_id, c.stratum, c.subgroup)
			union all
			(select distinct on (x.line) x.id from lines x where not x.hide and x.line in (select g.line from gaps g) order by x.line, x.n, x.id)
			union all
			select b.smallest from beside b where b.rest > 0 and b.rest < v_minimum) f;
		exit when v_more is null;
		v_hidden := v_hidden || v_more;
	end loop;
	return query select unnest(v_hidden);
end $$;
