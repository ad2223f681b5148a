-- How pilots flow through the stages: counted as they move, so that it costs the same however many there are.

create table private.stage_flow (
	district_id uuid not null references public.districts (id),
	stage public.stage not null,
	day date not null,
	entered int not null default 0,
	left_it int not null default 0,
	primary key (district_id, stage, day)
);
comment on table private.stage_flow is 'How many pilots came into a stage, and left it, on each day.';

create table private.stage_stays (
	district_id uuid not null references public.districts (id),
	stage public.stage not null,
	days int not null,
	stays int not null,
	primary key (district_id, stage, days)
);
comment on table private.stage_stays is 'How many pilots were in a stage for so many days and have left it: typical_days comes from here.';

-- The median of the days that pilots were in each stage, of those that have left it.
create function private.median_days(district uuid) returns table (stage public.stage, stays int, days int)
language sql stable security definer set search_path = ''
as $$
	select c.stage, max(c.of_all)::int, min(c.days) filter (where c.so_far * 2 >= c.of_all)
	from (
		select s.stage, s.days, sum(s.stays) over (partition by s.stage order by s.days) as so_far,
			sum(s.stays) over (partition by s.stage) as of_all
		from private.stage_stays s where s.district_id = median_days.district) c
	group by c.stage
$$;

-- Counts one move. Drafts are nobody's to know of before they are submitted, so a draft that is taken back counts nowhere.
-- Two moves at once wait for each other at the stage's row of today, always in the order of stages: never in a circle.
create function private.count_move(pilot public.pilots, move public.moves) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_days int := greatest(private.today() - (pilot.stage_since at time zone 'UTC')::date, 0);
begin
	if pilot.proposed_at is null and move.act <> 'submit' then
		return;
	end if;
	insert into private.stage_flow as f (district_id, stage, day, entered, left_it)
	select pilot.district_id, x.stage, private.today(), (x.stage = move.to_stage)::int, (x.stage = move.from_stage)::int
	from unnest(array[move.from_stage, move.to_stage]) x (stage) order by x.stage
	on conflict (district_id, stage, day) do update set entered = f.entered + excluded.entered, left_it = f.left_it + excluded.left_it;
	insert into private.stage_stays as s (district_id, stage, days, stays) values (pilot.district_id, move.from_stage, v_days, 1)
	on conflict (district_id, stage, days) do update set stays = s.stays + 1;
	-- Cards say the same as the flow.
	insert into private.typical_days as t (district_id, stage, days, exits)
	select pilot.district_id, m.stage, m.days, m.stays from private.median_days(pilot.district_id) m where m.stage = move.from_stage
	on conflict (district_id, stage) do update set days = excluded.days, exits = excluded.exits;
end $$;

-- What was moved before there were counts.
with moved as (
	select c.district_id, c.from_stage, c.to_stage, (c.at at time zone 'UTC')::date as day,
		((c.at at time zone 'UTC')::date
			- (coalesce(lag(c.at) over (partition by c.pilot_id order by c.at, c.act = 'decide'), p.created_at) at time zone 'UTC')::date) as days
	from public.stage_changes c join public.pilots p on p.id = c.pilot_id
	where p.proposed_at is not null
), flowed as (
	insert into private.stage_flow (district_id, stage, day, entered, left_it)
	select x.district_id, x.stage, x.day, sum(x.entered), sum(x.left_it) from (
		select m.district_id, m.to_stage as stage, m.day, 1 as entered, 0 as left_it from moved m
		union all
		select m.district_id, m.from_stage, m.day, 0, 1 from moved m) x
	group by x.district_id, x.stage, x.day
)
insert into private.stage_stays (district_id, stage, days, stays)
select m.district_id, m.from_stage, greatest(m.days, 0), count(*) from moved m group by 1, 2, 3;
insert into private.typical_days (district_id, stage, days, exits)
select d.id, m.stage, m.days, m.stays from public.districts d cross join lateral private.median_days(d.id) m;

-- The limits as they stand: those of stages always, those of sites and evaluators where they are reached.
create function private.limits_now(district uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('stage', l.stage, 'per', l.per, 'name', x.name, 'count', x.pilots,
			'most', l.most, 'mode', l.mode)) order by l.stage, l.per, x.name), '[]')
		from public.wip_limits l
		cross join lateral (
			select null::text as name, (
				select count(*)::int from public.pilots p where p.district_id = limits_now.district and p.stage = l.stage) as pilots
			where l.per = 'stage'
			union all
			select s.name, c.pilots from (
				select o.site_id, count(*)::int as pilots from public.pilots p join public.pilot_sites o on o.pilot_id = p.id
				where l.per = 'site' and p.district_id = limits_now.district and p.stage = l.stage group by o.site_id) c
			join public.sites s on s.id = c.site_id
			where c.pilots >= l.most and (l.site_id = s.id or (l.site_id is null and not exists (
				select 1 from public.wip_limits n where n.district_id = l.district_id and n.stage = l.stage and n.site_id = s.id)))
			union all
			select e.name, c.pilots from (
				select o.person_id, count(*)::int as pilots from public.pilots p join public.assignments o on o.pilot_id = p.id
				where l.per = 'evaluator' and p.district_id = limits_now.district and p.stage = l.stage
					and o.role = 'evaluator' and o.until is null group by o.person_id) c
			join public.people e on e.id = c.person_id
			where c.pilots >= l.most
		) x
		where l.district_id = limits_now.district);
end $$;

-- What the pipeline says beside its columns: limits, and how pilots come and go in each stage.
create function private.flow() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_district uuid := private.district_id();
	v_today date := private.today();
begin
	if v_district is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif private.is_outside() then
		-- Whoever has a seat in single pilots is told nothing of the others, not even how many they are.
		return jsonb_build_object('limits', '[]'::jsonb, 'stages', '[]'::jsonb);
	end if;
	return jsonb_build_object('limits', private.limits_now(v_district), 'stages', (
		select jsonb_agg(jsonb_build_object('stage', s.stage, 'entered_30', coalesce(f.entered_30, 0), 'left_30', coalesce(f.left_30, 0),
			'entered_90', coalesce(f.entered_90, 0), 'left_90', coalesce(f.left_90, 0), 'stays', coalesce(m.exits, 0), 'typical', m.days) order by s.stage)
		from unnest(enum_range(null::public.stage)) s (stage)
		left join (
			select x.stage, sum(x.entered)::int as entered_90, sum(x.left_it)::int as left_90,
				(sum(x.entered) filter (where x.day > v_today - 30))::int as entered_30,
				(sum(x.left_it) filter (where x.day > v_today - 30))::int as left_30
			from private.stage_flow x where x.district_id = v_district and x.day > v_today - 90 group by x.stage) f on f.stage = s.stage
		left join private.typical_days m on m.district_id = v_district and m.stage = s.stage));
end $$;

create function public.flow() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.flow() $$;

grant execute on function private.flow, public.flow to authenticated;

-- A pilot's own way through the stages, what is usual in each, and which stages ahead are full.
create function private.flow_of(pilot public.pilots, me uuid, parts text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_outside boolean := private.is_outside();
begin
	return jsonb_build_object(
		'flow', (
			select jsonb_agg(jsonb_build_object('stage', w.stage, 'since', w.since, 'until', w.until, 'act', w.act, 'by', p.name,
				'days', (coalesce(w.until, private.now()) at time zone 'UTC')::date - (w.since at time zone 'UTC')::date,
				'typical', m.days) order by w.place)
			from (
				select s.*, lead(s.since) over (order by s.place) as until from (
					select 0 as place, coalesce((
						select c.from_stage from public.stage_changes c where c.pilot_id = pilot.id order by c.at, c.act = 'decide' limit 1), pilot.stage) as stage,
						pilot.created_at as since, null::text as act, null::uuid as actor_id
					union all
					select row_number() over (order by c.at, c.act = 'decide'), c.to_stage, c.at, c.act, c.actor_id
					from public.stage_changes c where c.pilot_id = pilot.id) s) w
			left join public.people p on p.id = w.actor_id
			left join private.typical_days m on m.district_id = pilot.district_id and m.stage = w.stage and not v_outside),
		'full', (
			select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('stage', t.to_stage, 'per', f.per,
				'name', coalesce(f.site, f.person), 'count', f.pilots, 'most', f.most, 'mode', f.mode)) order by t.to_stage), '[]')
			from (select distinct v.to_stage from public.moves v where v.from_stage = pilot.stage) t
			cross join lateral private.full_limits(pilot, t.to_stage) f
			where not v_outside));
end $$;
