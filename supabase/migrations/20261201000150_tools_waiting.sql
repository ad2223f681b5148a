-- Tools that wait on somebody: agreements that run out while pilots work with them, and tools that a pilot named and nobody looked into.

-- Tools in use whose agreements all end within 60 days, or have: with the last of them, and its last day.
create function private.agreements_ending(district uuid)
returns table (tool_id uuid, name text, agreement_id uuid, version text, until date, ended boolean)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	-- First the few that run out, by an index; then what counts of each.
	with few as materialized (
		select distinct x.tool_id from private.tool_agreements x
		where x.district_id = agreements_ending.district and least(x.expires_on, x.ended_on) <= private.today() + 60
			and not exists (
				select 1 from private.tool_agreements o where o.tool_id = x.tool_id and o.signed_on <= private.today()
					and coalesce(least(o.expires_on, o.ended_on) > private.today() + 60, true))
	), used as materialized (
		select t.id, t.name from few f join private.tools t on t.id = f.tool_id
		where t.state not in ('blocked', 'retired') and t.merged_into is null and exists (
			select 1 from private.pilot_tools l join public.pilots p on p.id = l.pilot_id
			where l.tool_id = t.id and l.unlinked_at is null and p.stage in ('vetting', 'experiment', 'decision', 'scaling'))
	)
	select u.id, u.name, a.id, a.version, private.agreement_until(a), a.ended_on is not null
	from used u cross join lateral private.agreement_of(u.id) a;
end $$;

create function private.tools_waiting(me uuid, district uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_admin boolean := private.has_role(me, 'admin');
begin
	if v_admin or exists (select 1 from public.person_roles r where r.person_id = me and r.specialty = 'privacy') then
		return query
		select 'renew an agreement', e.tool_id, e.name, (e.until - 60)::timestamp at time zone 'UTC', e.until,
			case when e.until < private.today() then case when e.ended then 'ended' else 'expired' end else 'expires' end
		from private.agreements_ending(district) e order by e.until limit 50;
	end if;
	if v_admin then
		return query
		select 'look at a tool', t.id, t.name, min(l.linked_at), null::date, null::text
		from private.tools t join private.pilot_tools l on l.tool_id = t.id and l.unlinked_at is null
		join public.pilots p on p.id = l.pilot_id
		where t.district_id = tools_waiting.district and t.state = 'proposed' and t.merged_into is null
			and p.stage in ('proposed', 'vetting', 'experiment', 'decision', 'scaling')
		group by t.id, t.name order by min(l.linked_at) limit 50;
	end if;
end $$;

-- Reminders of an agreement that runs out: 60, 30 and 7 days before, and on the day after; to the AI office, whoever reviews privacy, and
-- the sponsors and leads of pilots that use the tool. A reminder that is late comes once, and none comes a month after.
create function private.tick_tools() returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_today date := private.today();
begin
	with ending as materialized (
		select d.id as district, e.*, case when e.until < v_today then 'past' when e.until <= v_today + 7 then '7'
			when e.until <= v_today + 30 then '30' else '60' end as mark
		from (select distinct a.district_id as id from private.tool_agreements a where a.expires_on between v_today - 30 and v_today + 60) d
		cross join lateral private.agreements_ending(d.id) e
		-- One that somebody ended was ended knowingly.
		where e.until >= v_today - 30 and not e.ended
	), used as materialized (
		select e.tool_id, p.id as pilot, p.title from ending e
		join private.pilot_tools l on l.tool_id = e.tool_id and l.unlinked_at is null
		join public.pilots p on p.id = l.pilot_id and p.stage in ('vetting', 'experiment', 'decision', 'scaling')
	), concerned as (
		select e.tool_id, r.person_id, true as office from ending e
		join public.person_roles r on r.district_id = e.district and (r.role = 'admin' or r.specialty = 'privacy')
		union all
		select u.tool_id, a.person_id, false from used u join public.assignments a on a.pilot_id = u.pilot and a.role = 'sponsor' and a.until is null
		union all
		select u.tool_id, t.person_id, false from used u join public.team_members t on t.pilot_id = u.pilot and t.role = 'lead' and t.left_at is null
	), untold as materialized (
		select e.*, p.id as person, p.district_id, p.email, c.office, format('agreement_ends:%s:%s:%s', e.agreement_id, e.mark, p.id) as key
		from (select x.tool_id, x.person_id, bool_or(x.office) as office from concerned x group by x.tool_id, x.person_id) c
		join ending e on e.tool_id = c.tool_id
		join public.people p on p.id = c.person_id and p.active
	)
	insert into private.mails (key, district_id, person_id, address, kind, facts, expires_at)
	select u.key, u.district_id, u.person, u.email, 'agreement_ends',
		jsonb_build_object('tool', u.tool_id, 'name', u.name, 'version', u.version, 'until', u.until, 'past', u.until < v_today, 'pilots', (
			select jsonb_agg(jsonb_build_object('pilot', x.pilot, 'title', x.title) order by x.title)
			from (
				select n.pilot, n.title from used n
				where n.tool_id = u.tool_id and (u.office
					or exists (select 1 from public.assignments a where a.pilot_id = n.pilot and a.person_id = u.person and a.role = 'sponsor' and a.until is null)
					or exists (select 1 from public.team_members t where t.pilot_id = n.pilot and t.person_id = u.person and t.left_at is null))
				order by n.title limit 20) x)),
		case when u.until >= v_today then (u.until + 1)::timestamp at time zone 'UTC' end
	from untold u where not exists (select 1 from private.mails m where m.key = u.key)
	on conflict on constraint mails_key_key do nothing;
end $$;

