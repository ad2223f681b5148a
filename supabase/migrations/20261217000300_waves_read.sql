-- Reading waves: what the page of scaling shows, what a pilot's own page and the brief say of them, what the adopt gate asks, and what
-- waits on somebody.

create function private.criterion_waves(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select jsonb_build_object('met', count(*) filter (where w.state = 'done') > 0 and count(*) = count(*) filter (where w.state in ('done', 'rolled back')),
			'waves', count(*), 'done', count(*) filter (where w.state = 'done'), 'rolled_back', count(*) filter (where w.state = 'rolled back'),
			'open', coalesce(jsonb_agg(jsonb_build_object('name', w.name, 'state', w.state) order by w.position)
				filter (where w.state not in ('done', 'rolled back')), '[]'))
		from private.waves w where w.pilot_id = pilot.id);
end $$;

-- Sites that a pilot may still come to: open ones, of the kinds that it was tried at, that it neither was tried at nor is in a wave for.
create function private.sites_left(pilot public.pilots) returns setof public.sites
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select s.* from public.sites s
	where s.district_id = pilot.district_id and (s.closed_on is null or s.closed_on > private.today())
		and s.kind in (select t.kind from public.pilot_sites x join public.sites t on t.id = x.site_id where x.pilot_id = pilot.id)
		and not exists (select 1 from public.pilot_sites x where x.pilot_id = pilot.id and x.site_id = s.id)
		and not exists (
			select 1 from private.wave_sites x join private.waves w on w.id = x.wave_id and w.state <> 'rolled back'
			where x.pilot_id = pilot.id and x.site_id = s.id);
end $$;

-- What scaling would take, before it is decided: the sites that are left, and people, licences and money in proportion to the sites at which
-- it was tried. Each figure is null where its own basis is not on record; `how` says the basis in words. Null where no site is left or
-- none was tried. Dollars; people as the proposal expected them.
create function private.scaling_would_take(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots;
	v_tried int := (select count(*) from public.pilot_sites x where x.pilot_id = scaling_would_take.pilot);
	v_left int;
	v_names jsonb;
	v_how text[] := '{}';
begin
	select p.* into v_pilot from public.pilots p where p.id = scaling_would_take.pilot;
	select count(*), coalesce(jsonb_agg(s.name order by s.name), '[]') into v_left, v_names from private.sites_left(v_pilot) s;
	if v_tried = 0 or v_left = 0 then
		return null;
	end if;
	if v_pilot.people is not null then
		v_how := v_how || format('%s at %s, in proportion at the %s', case v_pilot.people when 1 then '1 person' else v_pilot.people || ' people' end,
			case v_tried when 1 then 'its site' else 'its ' || v_tried || ' sites' end, case v_left when 1 then 'one that is left' else v_left || ' that are left' end);
	end if;
	if v_pilot.budget_yearly is not null then
		v_how := v_how || format('$%s a year at %s, in proportion', to_char(v_pilot.budget_yearly, 'FM999,999,999,990'), v_tried);
	end if;
	if v_pilot.budget_once is not null then
		v_how := v_how || format('$%s once at %s, in proportion', to_char(v_pilot.budget_once, 'FM999,999,999,990'), v_tried);
	end if;
	return jsonb_build_object('sites_left', v_left, 'sites_tried', v_tried, 'sites', v_names,
		-- Times before divided by: two thirds of 30 are 20, and not a little more, which would be 21 licences.
		'people', round(v_pilot.people::numeric * v_left / v_tried), 'licences', ceil(v_pilot.people::numeric * v_left / v_tried),
		'yearly', round(v_pilot.budget_yearly * v_left / v_tried), 'once', round(v_pilot.budget_once * v_left / v_tried),
		'how', to_jsonb(v_how));
end $$;

-- How many people of each site of a pilot's waves have the training that its risk tier asks, today. Told from two people on: fewer
-- would say it of one person.
create function private.wave_training(pilot public.pilots) returns table (site_id uuid, people int, trained int)
language plpgsql stable security definer set search_path = ''
as $$
declare
	-- An unconfirmed risk tier asks for what the highest would.
	v_tier int := (select r.tier from private.training_rules r where r.district_id = pilot.district_id and r.who = coalesce(pilot.risk_tier::text, 'high'));
	v_asked boolean := exists (select 1 from private.training_modules m where m.district_id = pilot.district_id and m.retired_at is null and m.tier <= v_tier);
	v_today date := private.today();
begin
	return query
	select x.site_id, count(p.id)::int, count(p.id) filter (where not v_asked or case v_tier when 1 then s.until_1 when 2 then s.until_2 else s.until_3 end >= v_today)::int
	from private.wave_sites x
	join public.people p on p.site_id = x.site_id and p.district_id = x.district_id and p.active and not p.outside
	left join private.training_standings s on s.person_id = p.id and s.district_id = p.district_id
	where x.pilot_id = pilot.id group by x.site_id having count(p.id) >= 2;
end $$;

-- The waves of a pilot as its page shows them.
create function private.wave_cards(pilot public.pilots, me uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_all text[] := private.parts(pilot.id, me, true);
	v_mine text[] := private.parts(pilot.id, me);
	v_out boolean := private.kept_out(pilot.id, me);
	v_owns boolean := not exists (select 1 from public.recusals c where c.pilot_id = pilot.id and c.person_id = me);
	v_plans boolean := pilot.stage = 'scaling' and v_mine && '{sponsor,lead,admin,evaluator}';
	v_cards jsonb;
begin
	with training as materialized (select t.* from private.wave_training(pilot) t)
	select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'position', w.position, 'starts_on', w.starts_on, 'ends_on', w.ends_on,
		'training_by', w.training_by, 'licences', w.licences, 'budget', w.budget, 'state', w.state, 'reason', w.state_reason, 'held_by', w.held_by,
		'since', w.state_since, 'started_at', w.started_at, 'revision', w.revision,
		'owner', jsonb_build_object('id', o.id, 'name', o.name, 'active', o.active),
		'sites', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'tried', exists (
				select 1 from public.pilot_sites y where y.pilot_id = pilot.id and y.site_id = s.id),
				'people', t.people, 'trained', t.trained) order by s.name), '[]')
			from private.wave_sites x join public.sites s on s.id = x.site_id left join training t on t.site_id = x.site_id where x.wave_id = w.id),
		'events', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'reason', e.reason, 'sites', e.sites, 'at', e.at, 'by', p.name)
				order by e.at, e.id), '[]')
			from private.wave_events e left join public.people p on p.id = e.by where e.wave_id = w.id),
		'block', case when w.started_at is null then private.wave_block(pilot, w) end,
		'may_edit', v_plans and w.state in ('planned', 'running', 'held'),
		'may_remove', v_plans and w.state = 'planned',
		'may_start', w.state = 'planned' and (v_owns and w.owner_id = me or v_mine && '{sponsor,admin}'),
		'may_finish', w.state = 'running' and pilot.stage = 'scaling' and (v_owns and w.owner_id = me or v_mine && '{sponsor,admin}'),
		'may_hold', pilot.stage in ('scaling', 'decision') and not v_out and v_all && '{cabinet,sponsor,reviewer,admin}'
			and (w.state in ('planned', 'running') or (w.state = 'held' and w.held_by is distinct from 'person')),
		'may_release', w.state = 'held' and case when w.held_by = 'guardrail' then not v_out and v_all && '{cabinet}'
			else (not v_out and v_all && '{cabinet,sponsor,reviewer,admin}') or (w.held_by is null and v_owns and w.owner_id = me) end,
		'may_roll_back', w.started_at is not null and w.state <> 'rolled back' and pilot.stage in ('scaling', 'decision')
			and not v_out and v_all && '{cabinet,sponsor,admin}') order by w.position), '[]')
	into v_cards
	from private.waves w join public.people o on o.id = w.owner_id where w.pilot_id = pilot.id;
	return v_cards;
end $$;

-- Everything about how a pilot comes to more sites.
create function private.scaling(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[] := private.parts(pilot, v_me);
	v_plans boolean := v_pilot.stage = 'scaling' and v_parts && '{sponsor,lead,admin,evaluator}';
begin
	return jsonb_build_object(
		'today', private.today(), 'stage', v_pilot.stage,
		'may_plan', v_plans, 'may_choose', v_pilot.stage = 'scaling' and v_parts && '{sponsor,admin}',
		'roll_back_on_breach', coalesce((select p.roll_back_on_breach from private.wave_plans p where p.pilot_id = v_pilot.id), false),
		'revision', coalesce((select p.revision from private.wave_plans p where p.pilot_id = v_pilot.id), 0),
		'yearly', v_pilot.budget_yearly, 'people', v_pilot.people,
		'guardrails', (select r.guardrails from private.wave_readings r where r.pilot_id = v_pilot.id),
		'tried', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name), '[]')
			from public.pilot_sites x join public.sites s on s.id = x.site_id where x.pilot_id = v_pilot.id),
		'waves', private.wave_cards(v_pilot, v_me),
		'left', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name), '[]') from private.sites_left(v_pilot) s),
		-- Only whoever plans chooses among them.
		'sites', case when v_plans then (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'kind', s.kind) order by s.kind, s.name), '[]')
			from public.sites s where s.district_id = v_pilot.district_id and (s.closed_on is null or s.closed_on > private.today())) else '[]' end,
		'owners', case when v_plans then (
			select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'title', o.title) order by o.near desc, o.name), '[]') from (
				select p.id, p.name, p.title, exists (
						select 1 from public.team_members t where t.pilot_id = v_pilot.id and t.person_id = p.id and t.left_at is null
						union all
						select 1 from public.assignments a where a.pilot_id = v_pilot.id and a.person_id = p.id and a.until is null
						union all
						select 1 from private.waves w where w.pilot_id = v_pilot.id and w.owner_id = p.id) as near
				from public.people p where p.district_id = v_pilot.district_id and p.active and not p.outside order by 4 desc, p.name limit 400) o
			-- Whoever is from outside knows those of this pilot.
			where o.near or not private.is_outside()) else '[]' end,
		'terms', (select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'starts_on', t.starts_on, 'ends_on', t.ends_on) order by t.starts_on), '[]')
			from public.terms t where t.district_id = v_pilot.district_id and not private.is_outside()));
end $$;

create function public.scaling(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.scaling(pilot) $$;

grant execute on function private.scaling, public.scaling to authenticated;

-- A pilot's own page: which waves, and what comes next.
create function private.waves_of(pilot public.pilots, me uuid, parts text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if pilot.stage <> 'scaling' and not exists (select 1 from private.waves w where w.pilot_id = pilot.id) then
		return null;
	end if;
	return (
		with waves as (
			select w.*, (select count(*) from private.wave_sites x where x.wave_id = w.id) as sites from private.waves w where w.pilot_id = pilot.id
		)
		select jsonb_build_object(
			'list', coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'starts_on', w.starts_on, 'ends_on', w.ends_on, 'state', w.state,
				'sites', w.sites, 'reason', w.state_reason) order by w.position), '[]'),
			'next', case when pilot.stage <> 'scaling' then null
				when count(*) filter (where w.state <> 'rolled back') = 0 then 'plan'
				when bool_or(w.state = 'held') then 'look'
				when bool_or(w.state = 'running' and w.ends_on <= private.today()) then 'finish'
				when bool_or(w.state = 'planned' and w.starts_on <= private.today()) then 'start'
				when bool_or(w.state in ('planned', 'running')) then 'wait'
				else 'adopt' end)
		from waves w);
end $$;

-- Waves that want somebody: to be planned, to get ready, to be looked at, to be finished.
create function private.waves_waiting(me uuid, district uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	with sponsored as materialized (
		select l.id from public.assignments a join public.pilots l on l.id = a.pilot_id and l.stage = 'scaling'
		where a.person_id = waves_waiting.me and a.role = 'sponsor' and a.until is null and not private.kept_out(l.id, waves_waiting.me)
	), mine as (
		select w.*, l.title as pilot_title, l.stage_since, o.active as owner_active from private.waves w
		join public.pilots l on l.id = w.pilot_id and l.stage = 'scaling' join public.people o on o.id = w.owner_id
		where w.district_id = waves_waiting.district and (w.owner_id = waves_waiting.me or w.pilot_id in (select s.id from sponsored s))
	)
	select 'plan the waves'::text, l.id, l.title, l.stage_since, (l.stage_since at time zone 'UTC')::date + 14, null::text
	from sponsored s join public.pilots l on l.id = s.id
	where not exists (select 1 from private.waves w where w.pilot_id = l.id and w.state <> 'rolled back')
	union all
	select 'look at a held wave', m.pilot_id, m.pilot_title, m.state_since, null, m.name from mine m where m.state = 'held'
	union all
	-- Without somebody who answers for it a wave waits on the sponsor.
	select 'look at a held wave', m.pilot_id, m.pilot_title, m.state_since, null, m.name from mine m
	where m.state in ('planned', 'running') and not m.owner_active
	union all
	select 'start a wave', m.pilot_id, m.pilot_title, m.state_since, m.starts_on, m.name from mine m
	where m.state = 'planned' and m.owner_active and m.starts_on <= private.today() + 14 and not exists (
		select 1 from private.waves w where w.pilot_id = m.pilot_id and w.position < m.position and w.started_at is null and w.state <> 'rolled back')
	union all
	select 'finish a wave', m.pilot_id, m.pilot_title, m.state_since, m.ends_on, m.name from mine m
	where m.state = 'running' and m.owner_active and m.ends_on <= private.today();
end $$;
