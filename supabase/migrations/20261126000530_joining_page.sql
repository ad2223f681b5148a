-- What the pages read of joining: a pilot's seats, requests and partner contacts; what waits for a lead; all open seats.

-- The parts of somebody in whose hands a partner's address is; names alone are read by whoever else has a part in judging.
create function private.joining_of(pilot public.pilots, me uuid, parts text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_over boolean := pilot.stage in ('retired', 'declined', 'withdrawn');
	v_team boolean := 'team' = any (parts);
	v_address boolean := parts && array['team', 'sponsor', 'evaluator', 'admin'];
begin
	return jsonb_build_object(
		'open_seats', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'role', s.role, 'wanted', s.wanted,
				'hours_a_week', s.hours_a_week, 'opened_at', s.opened_at) order by s.opened_at, s.id), '[]')
			from public.open_seats s where s.pilot_id = pilot.id and s.closed_at is null and not v_over),
		'join_fault', private.join_fault(pilot, me),
		-- What they would give up in this pilot by joining.
		'joining_costs', (select coalesce(jsonb_agg(distinct r.role), '[]') from public.person_roles r where r.person_id = me and r.role <> 'clerk'),
		'my_request', (select jsonb_build_object('id', r.id, 'seat', r.seat_id, 'note', r.note, 'at', r.at)
			from public.join_requests r where r.pilot_id = pilot.id and r.person_id = me and r.answered_at is null),
		'join_requests', case when v_team then (
			select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'note', r.note, 'at', r.at,
				'person', jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'site', w.name),
				'seat', s.wanted, 'seat_role', s.role, 'seat_closed', s.closed_at is not null,
				'fault', private.join_fault(pilot, p.id)) order by r.at, r.id), '[]')
			from public.join_requests r join public.people p on p.id = r.person_id and p.active
			left join public.sites w on w.id = p.site_id
			left join public.open_seats s on s.id = r.seat_id and s.district_id = r.district_id
			where r.pilot_id = pilot.id and r.answered_at is null) else '[]' end,
		'keeps_partners', private.keeps_partners(parts) and not v_over,
		'partner_contacts', case when parts && array['team', 'sponsor', 'evaluator', 'reviewer', 'cabinet', 'admin'] then (
			select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'organisation', c.organisation,
				'person', c.person_id, 'email', case when v_address then nullif(c.email, '') end) order by c.added_at, c.id), '[]')
			from private.partner_contacts c where c.pilot_id = pilot.id and c.removed_at is null) else '[]' end);
end $$;

-- What waits for somebody as the lead of a team: requests to join it.
create function private.joining_waiting(me uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select 'answer a request to join'::text, l.id, l.title, min(r.at), null::date,
		string_agg(p.name, ', ' order by r.at, r.id)
	from public.team_members t
	join public.pilots l on l.id = t.pilot_id and l.stage not in ('retired', 'declined', 'withdrawn')
	join public.join_requests r on r.pilot_id = l.id and r.answered_at is null
	join public.people p on p.id = r.person_id and p.active
	where t.person_id = joining_waiting.me and t.role = 'lead' and t.left_at is null
	group by l.id, l.title;
end $$;

-- The open seats of all pilots that the caller sees, the newest first, with why the caller cannot take one.
-- filters: { site: id, objective: id }; unknown ones are ignored.
create function private.advertised_seats(filters jsonb, before uuid, most int) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_outside boolean := private.is_outside();
	v_mine uuid[] := array(select private.my_pilots());
	v_most int := least(greatest(coalesce(most, 30), 1), 100);
	v_site text := nullif(trim(filters ->> 'site'), '');
	v_objective text := nullif(trim(filters ->> 'objective'), '');
	v_before public.open_seats;
begin
	select s.* into v_before from public.open_seats s where s.id = before and s.district_id = v_district;
	return (
		with found as (
			select s.*, l.title, l.stage, l.number, l.proposed_at
			from public.open_seats s join public.pilots l on l.id = s.pilot_id
			where s.district_id = v_district and s.closed_at is null and l.stage not in ('retired', 'declined', 'withdrawn')
				and ((l.proposed_at is not null and not v_outside) or l.id = any (v_mine))
				and (v_site is null or exists (select 1 from public.pilot_sites x where x.pilot_id = l.id and x.site_id::text = v_site))
				and (v_objective is null or exists (select 1 from public.pilot_objectives x where x.pilot_id = l.id and x.objective_id::text = v_objective))
		), page as (
			select f.* from found f
			where v_before.id is null or (f.opened_at, f.id) < (v_before.opened_at, v_before.id)
			order by f.opened_at desc, f.id desc limit v_most + 1
		), shown as (select p.* from page p order by p.opened_at desc, p.id desc limit v_most)
		select jsonb_build_object(
			'seats', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'role', s.role, 'wanted', s.wanted,
					'hours_a_week', s.hours_a_week, 'opened_at', s.opened_at,
					'pilot', jsonb_build_object('id', s.pilot_id, 'title', s.title, 'stage', s.stage, 'number', s.number),
					'lead', (select p.name from public.team_members t join public.people p on p.id = t.person_id
						where t.pilot_id = s.pilot_id and t.role = 'lead' and t.left_at is null),
					'sites', (select coalesce(jsonb_agg(w.name order by w.name), '[]') from public.pilot_sites x
						join public.sites w on w.id = x.site_id where x.pilot_id = s.pilot_id),
					'objectives', (select coalesce(jsonb_agg(o.code order by o.code), '[]') from public.pilot_objectives x
						join public.objectives o on o.id = x.objective_id where x.pilot_id = s.pilot_id),
					'asked', exists (select 1 from public.join_requests r
						where r.pilot_id = s.pilot_id and r.person_id = v_me and r.answered_at is null),
					'fault', (select private.join_fault(l, v_me) from public.pilots l where l.id = s.pilot_id))
					order by s.opened_at desc, s.id desc), '[]') from shown s),
			'more', (select count(*) from page) > v_most,
			'in_all', (select count(*) from found)));
end $$;

create function public.advertised_seats(filters jsonb default '{}', before uuid default null, most int default 30) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.advertised_seats(filters, before, most) $$;
grant execute on function private.advertised_seats, public.advertised_seats to authenticated;
