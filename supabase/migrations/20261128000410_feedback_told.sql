-- What is told of a round of feedback, to everyone who sees its pilot and to nobody more: answers were promised to be nobody's, so
-- that evaluator and admins see no small groups here either. Nothing is told while a round is open, since what changed between two
-- looks would be one answer; and nothing of fewer answers than the minimum.

-- Up to how many of a group are nearly none of it, and from how many on they are nearly all.
create function private.nearly_none(n int) returns int
language sql immutable set search_path = ''
as $$ select greatest(1, floor(n * 0.05))::int $$;

create function private.nearly_all(n int) returns int
language sql immutable set search_path = ''
as $$ select least(n - 1, ceil(n * 0.95))::int $$;

-- A share of a group in steps of five points; nearly none and nearly all are told as that.
create function private.told_share(n int, events numeric, few boolean, most boolean) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
	v_events numeric := case when few then private.nearly_none(n) when most then private.nearly_all(n) else events end;
begin
	return jsonb_build_object('share', trim_scale(round(20 * v_events / n) / 20), 'end', case
		when few then case when n < 20 then 'none or 1' else 'at most 5 %' end
		when most then case when n < 20 then 'all or all but 1' else 'at least 95 %' end end);
end $$;

-- A mean in steps; within a twentieth of an end of its scale it is told as that: a mean at the very end says what everyone answered.
create function private.told_mean(mean numeric, step numeric, lowest numeric, highest numeric) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
	v_low numeric := lowest + (highest - lowest) / 20;
	v_high numeric := highest - (highest - lowest) / 20;
begin
	return jsonb_build_object('mean', trim_scale(round(least(greatest(mean, v_low), v_high) / step) * step),
		'mean_end', case when mean <= v_low then 'at most' when mean >= v_high then 'at least' end);
end $$;

-- What may be told of the counts of a round: of all, and of each site with enough answers, as long as those that are left are none,
-- or enough together. Shares at an end are moved before they are added up, so that the whole less its parts gives none of them back.
-- Three parts of each question are told: disagree, neither, agree; seldom or never, weekly, most days; minutes lost, even, saved.
create function private.feedback_told(round uuid, minimum int) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_in_all int := (select sum(t.answers) from private.feedback_tallies t where t.round_id = round);
	v_sites uuid[];
	v_rest int;
	v_one record;
begin
	if coalesce(v_in_all, 0) < minimum then
		return null;
	end if;
	select coalesce(array_agg(t.site_id), '{}'), v_in_all - coalesce(sum(t.answers), 0) into v_sites, v_rest
	from private.feedback_tallies t where t.round_id = round and t.site_id is not null and t.answers >= minimum;
	-- A remainder that is too small takes the smallest site with it.
	if v_rest > 0 and v_rest < minimum and v_sites <> '{}' then
		select t.site_id, t.answers into v_one from private.feedback_tallies t
		where t.round_id = round and t.site_id = any (v_sites) order by t.answers, t.site_id limit 1;
		v_sites := array_remove(v_sites, v_one.site_id);
		v_rest := v_rest + v_one.answers;
	end if;
	return (
		with tallies as materialized (
			select case when t.site_id = any (v_sites) then t.site_id end as site, t.answers, t.minutes, t.counts
			from private.feedback_tallies t where t.round_id = round
		), groups as (
			select t.site, sum(t.answers)::int as n, sum(t.minutes) as minutes from tallies t group by t.site having sum(t.answers) > 0
		), cells as (
			select g.site, g.n, q.key as question, c.place,
				case jsonb_array_length(q.value) when 3 then c.place when 5 then (array[1, 1, 2, 3, 3])[c.place] end as part,
				sum(c.many::int) as many
			from groups g join tallies t on t.site is not distinct from g.site
			cross join jsonb_each(t.counts) q cross join jsonb_array_elements(q.value) with ordinality c (many, place)
			group by 1, 2, 3, 4, 5
		), parts as (
			select c.site, c.n, c.question, c.part,
				least(greatest(sum(c.many), private.nearly_none(c.n)), private.nearly_all(c.n)) as many,
				sum(c.many) <= private.nearly_none(c.n) as few, sum(c.many) >= private.nearly_all(c.n) as most
			from cells c group by c.site, c.n, c.question, c.part
		), means as (
			select c.site, c.n, c.question, least(greatest(sum(c.many * c.place) / c.n, 1.2), 4.8) as mean
			from cells c where c.question = any (private.feedback_statements()) group by c.site, c.n, c.question
			union all
			select g.site, g.n, 'minutes', least(greatest(g.minutes::numeric / g.n, -540), 540) from groups g
		), wholes as (
			-- Each site for itself, and all answers together.
			select false as whole, p.site, p.n, p.question, p.part, p.many, p.few, p.most from parts p where p.site is not null
			union all
			select true, null, v_in_all, p.question, p.part, sum(p.many),
				bool_and(p.few) or sum(p.many) <= private.nearly_none(v_in_all), bool_and(p.most) or sum(p.many) >= private.nearly_all(v_in_all)
			from parts p group by p.question, p.part
		), mean_of as (
			select false as whole, m.site, m.question, m.mean from means m where m.site is not null
			union all
			select true, null, m.question, sum(m.mean * m.n) / v_in_all from means m group by m.question
		), questions as (
			select w.whole, w.site, w.n, w.question,
				jsonb_build_object('parts', jsonb_agg(private.told_share(w.n, w.many, w.few, w.most) order by w.part)) || coalesce((
					select case w.question when 'minutes' then private.told_mean(m.mean, 5, -600, 600) else private.told_mean(m.mean, 0.1, 1, 5) end
					from mean_of m where (m.whole, m.question) = (w.whole, w.question) and m.site is not distinct from w.site), '{}') as answer
			from wholes w group by w.whole, w.site, w.n, w.question
		), told as (
			select q.whole, q.site, q.n, jsonb_object_agg(q.question, q.answer) as answers from questions q group by q.whole, q.site, q.n
		)
		select jsonb_build_object('n', t.n, 'questions', t.answers, 'sites', (
			select coalesce(jsonb_agg(jsonb_build_object('site', o.site, 'n', o.n, 'questions', o.answers) order by o.n desc, o.site), '[]')
			from told o where not o.whole and (v_rest > 0 or cardinality(v_sites) > 1)))
		from told t where t.whole);
end $$;

-- The day from which a next round may open: four weeks after the last one of which something is told closed.
create function private.feedback_again(pilot uuid) returns date
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select max((coalesce(r.closed_at, (r.closes_on + 1)::timestamp at time zone 'UTC') at time zone 'UTC')::date) + 28
		from private.feedback_rounds r
		where r.pilot_id = feedback_again.pilot and (r.told is not null
			or (r.closed_at is null and r.closes_on < private.today() and private.feedback_told(r.id, private.feedback_minimum(r)) is not null)));
end $$;

-- A round as everyone sees it who sees its pilot. Sites are told only where all of them still are enough.
create function private.feedback_round(round private.feedback_rounds, me uuid, standing text, evaluates boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_open boolean := round.closed_at is null and round.closes_on >= private.today();
	v_minimum int := private.feedback_minimum(round);
	v_told jsonb;
begin
	if not v_open then
		v_told := case when round.closed_at is null then private.feedback_told(round.id, v_minimum) else round.told end;
		v_told := case when (v_told ->> 'n')::int >= v_minimum then v_told end;
		if v_told is not null then
			v_told := v_told || jsonb_build_object('sites', (
				select coalesce(jsonb_agg(o.one || jsonb_build_object('name', s.name) order by s.name), '[]')
				from jsonb_array_elements(v_told -> 'sites') o (one) join public.sites s on s.id = (o.one ->> 'site')::uuid
				where not jsonb_path_exists(v_told, '$.sites[*] ? (@.n < $minimum)', jsonb_build_object('minimum', v_minimum))));
		end if;
	end if;
	return jsonb_build_object('id', round.id, 'rubric', round.rubric, 'period', round.period, 'state', case when v_open then 'open' else 'closed' end,
		'opened_at', round.opened_at, 'opened_by', (select p.name from public.people p where p.id = round.opened_by),
		'closes_on', round.closes_on, 'closed_at', case when not v_open then coalesce(round.closed_at, (round.closes_on + 1)::timestamp at time zone 'UTC') end,
		'minimum', v_minimum, 'asked', coalesce(round.asked, (select count(*) from private.asked_for_feedback(round.pilot_id))),
		-- In tens: one more would tell that somebody has answered just now.
		'at_least', case when v_open then (select coalesce(sum(t.answers), 0) / 10 * 10 from private.feedback_tallies t where t.round_id = round.id) end,
		'me', case when v_open then case
			when exists (select 1 from private.feedback_given g where g.round_id = round.id and g.person_id = me) then 'answered' else standing end end,
		'may_close', v_open and (round.opened_by = me or evaluates),
		'results', v_told);
end $$;

-- The rounds of a pilot, the newest first, and whether the caller may open another.
create function private.feedback(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[] := private.parts(pilot, v_me);
	v_standing text := private.feedback_standing(pilot, v_me);
	v_again date := private.feedback_again(pilot);
begin
	return jsonb_build_object(
		'minimum', (select d.minimum_group from public.districts d where d.id = v_pilot.district_id),
		'asked', (select count(*) from private.asked_for_feedback(pilot)),
		'may_open', v_parts && array['lead', 'data collector', 'evaluator'] and v_pilot.stage in ('experiment', 'scaling', 'adopted')
			and not exists (select 1 from private.feedback_rounds r
				where r.pilot_id = v_pilot.id and r.closed_at is null and r.closes_on >= private.today()),
		'open_from', case when v_again > private.today() then v_again end,
		'today', private.today(),
		'rounds', (select coalesce(jsonb_agg(private.feedback_round(r, v_me, v_standing, 'evaluator' = any (v_parts)) order by r.opened_at desc, r.id), '[]')
			from private.feedback_rounds r where r.pilot_id = v_pilot.id));
end $$;

create function public.feedback(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.feedback(pilot) $$;

grant execute on function private.feedback, public.feedback to authenticated;
