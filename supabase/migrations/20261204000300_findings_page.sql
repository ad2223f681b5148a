-- The findings of a pilot as its page shows them, with what became of its reviews; what waits on whom, and what is overdue.

-- Findings with all that was done with them, and what the caller may do with each; the open ones first, the heaviest on top.
create function private.findings(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[] := private.parts(pilot, v_me);
begin
	return jsonb_build_object(
		'today', private.today(),
		'stage', v_pilot.stage,
		'kept_out', private.kept_out(pilot, v_me),
		'may_raise', case when v_pilot.stage in ('vetting', 'experiment', 'decision', 'scaling', 'adopted') and not private.kept_out(pilot, v_me)
			then (select coalesce(jsonb_agg(s order by s), '[]') from unnest(enum_range(null::public.specialty)) s where s::text = any (v_parts))
			else '[]' end,
		-- Whom a finding is given to, most often: the team, and who sponsors or evaluates.
		'owners', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'part', x.part) order by x.place, x.name), '[]') from (
			select distinct on (p.id) p.id, p.name, o.part, o.place from (
				select t.person_id, t.role::text as part, case t.role when 'lead' then 1 else 2 end as place
				from public.team_members t where t.pilot_id = v_pilot.id and t.left_at is null
				union all
				select a.person_id, a.role::text, 3 from public.assignments a where a.pilot_id = v_pilot.id and a.until is null
				union all
				select r.person_id, 'reviewer for ' || r.specialty, 4 from public.person_roles r
				where r.district_id = v_pilot.district_id and r.role = 'reviewer'
				union all
				select r.person_id, 'AI office', 5 from public.person_roles r where r.district_id = v_pilot.district_id and r.role = 'admin'
				union all
				select f.owner_id, 'owner', 6 from private.findings f where f.pilot_id = v_pilot.id
			) o join public.people p on p.id = o.person_id and p.active order by p.id, o.place, o.part) x),
		'findings', (select coalesce(jsonb_agg(jsonb_build_object(
				'id', f.id, 'specialty', f.specialty, 'severity', f.severity, 'title', f.title, 'body', f.body, 'state', f.state,
				'owner', jsonb_build_object('id', o.id, 'name', o.name, 'active', o.active), 'due_on', f.due_on, 'raised_by', b.name, 'raised_at', f.raised_at,
				'overdue', f.state = 'open' and f.due_on < private.today(), 'revision', f.revision,
				'mine', f.owner_id = v_me,
				'may_answer', f.state <> 'closed' and (f.owner_id = v_me or 'team' = any (v_parts)),
				'may_pass_on', f.state <> 'closed' and (f.owner_id = v_me or v_parts && array['lead', 'admin', f.specialty::text]),
				'may_extend', v_parts && array['admin', f.specialty::text],
				'may_close', m.may and f.state <> 'closed', 'may_regrade', m.may and f.state <> 'closed', 'may_reopen', m.may and f.state <> 'open',
				-- Said to whoever could but for owning or having answered it.
				'others_close', case when f.state <> 'closed' and not m.may and v_parts && array['admin', f.specialty::text] then (
					select coalesce(jsonb_agg(p.name order by p.name), '[]')
					from private.closers(f.pilot_id, f.district_id, f.specialty) c join public.people p on p.id = c
					where c <> f.owner_id and c is distinct from f.answered_by) end,
				'events', (select jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'body', e.body, 'link', e.link, 'severity', e.severity,
						'owner', w.name, 'due_on', e.due_on, 'by', y.name, 'at', e.at) order by e.id)
					from private.finding_events e join public.people y on y.id = e.by left join public.people w on w.id = e.owner_id
					where e.finding_id = f.id))
				order by f.state = 'closed', array_position(array['blocking', 'major', 'minor'], f.severity), f.due_on, f.raised_at, f.id), '[]')
			from private.findings f join public.people o on o.id = f.owner_id join public.people b on b.id = f.raised_by
			cross join lateral (
				select v_parts && array['admin', f.specialty::text] and not private.kept_out(f.pilot_id, v_me)
					and f.owner_id <> v_me and f.answered_by is distinct from v_me as may) m
			where f.pilot_id = v_pilot.id),
		'reviews', private.review_turns(v_pilot));
end $$;

-- Each review of a pilot as it stands, and what was decided before and counts no more.
create function private.review_turns(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('specialty', r.specialty, 'state', r.state, 'open', private.is_open(pilot, r),
			'asked_at', coalesce(r.reopened_at, r.asked_at), 'reopened_at', r.reopened_at, 'reopened_why', r.reopened_why, 'assigned', a.name,
			'before', (select coalesce(jsonb_agg(jsonb_build_object('state', h.state, 'reviewer', p.name, 'reason', h.reason,
					'decided_at', h.decided_at, 'cause', h.cause, 'why', h.why, 'ended_at', h.ended_at) order by h.ended_at desc, h.id), '[]')
				from private.review_history h join public.people p on p.id = h.reviewer_id
				where h.pilot_id = r.pilot_id and h.specialty = r.specialty)) order by r.specialty), '[]')
		from public.reviews r left join public.people a on a.id = r.assigned_to and a.active
		where r.pilot_id = pilot.id);
end $$;

create function public.findings(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.findings(pilot) $$;

grant execute on function private.findings, public.findings to authenticated;

-- What findings and reviews that were opened again ask of somebody, and of the AI office where nobody holds a specialty any more.
create function private.findings_waiting(me uuid, district uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_admin boolean := private.has_role(me, 'admin');
	v_remind int := (select d.remind_after_days from public.districts d where d.id = findings_waiting.district);
	v_specialties public.specialty[] := array(
		select r.specialty from public.person_roles r where r.person_id = findings_waiting.me and r.role = 'reviewer');
begin
	return query
	select 'answer a finding'::text, l.id, l.title, f.raised_at, f.due_on, f.title
	from private.findings f join public.pilots l on l.id = f.pilot_id
	where f.owner_id = findings_waiting.me and f.district_id = findings_waiting.district and f.state = 'open'
		and l.stage not in ('shelved', 'declined', 'withdrawn', 'retired')
	union all
	-- Whose owner has left comes back to the lead.
	select 'answer a finding', l.id, l.title, f.raised_at, f.due_on, f.title
	from public.team_members t join private.findings f on f.pilot_id = t.pilot_id and f.state = 'open'
	join public.people o on o.id = f.owner_id and not o.active join public.pilots l on l.id = f.pilot_id
	where t.person_id = findings_waiting.me and t.role = 'lead' and t.left_at is null
		and l.stage not in ('shelved', 'declined', 'withdrawn', 'retired')
	union all
	select 'close a finding', l.id, l.title, f.answered_at, (f.answered_at at time zone 'UTC')::date + v_remind, f.title
	from private.findings f join public.pilots l on l.id = f.pilot_id
	where f.district_id = findings_waiting.district and f.state = 'answered' and l.stage not in ('shelved', 'declined', 'withdrawn', 'retired')
		and f.owner_id <> findings_waiting.me and f.answered_by <> findings_waiting.me
		and (f.specialty = any (v_specialties)
			or exists (select 1 from public.substitutes s
				where s.pilot_id = l.id and s.person_id = findings_waiting.me and s.until is null and s.part = f.specialty::text)
			-- To the AI office where no reviewer could.
			or (v_admin and not exists (
				select 1 from private.closers(f.pilot_id, f.district_id, f.specialty) c
				where c <> f.owner_id and c <> f.answered_by and not private.has_role(c, 'admin'))))
		and not private.kept_out(l.id, findings_waiting.me)
	union all
	select 'appoint a reviewer', x.pilot, x.title, x.since, (x.since at time zone 'UTC')::date + v_remind, x.specialty::text
	from private.unreviewed(findings_waiting.district) x where v_admin;
end $$;

-- Open reviews of specialties that nobody active holds: how many, and the pilot that has waited longest.
create function private.unreviewed(district uuid) returns table (specialty public.specialty, reviews int, pilot uuid, title text, since timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	with orphaned as (
		select s.s as specialty from unnest(enum_range(null::public.specialty)) s (s)
		where not exists (
			select 1 from public.person_roles x join public.people p on p.id = x.person_id and p.active
			where x.district_id = unreviewed.district and x.role = 'reviewer' and x.specialty = s.s)
	), waiting as (
		select r.specialty, l.id, l.title, coalesce(r.reopened_at, r.asked_at) as since
		from orphaned o join public.reviews r on r.district_id = unreviewed.district and r.state = 'asked' and r.specialty = o.specialty
		join public.pilots l on l.id = r.pilot_id and private.is_open(l, r)
		where not exists (
			select 1 from public.substitutes s join public.people p on p.id = s.person_id and p.active
			where s.pilot_id = l.id and s.part = r.specialty::text and s.until is null)
	)
	select distinct on (w.specialty) w.specialty, (count(*) over (partition by w.specialty))::int, w.id, w.title, w.since
	from waiting w order by w.specialty, w.since, w.id;
end $$;

-- An open finding whose day is over is told to its owner and the lead, once for each due date: in one mail for all of a person.
create function private.tick_findings() returns void
language plpgsql security definer set search_path = ''
as $$
begin
	with late as (
		select f.id, f.district_id from private.findings f
		where f.state = 'open' and f.due_on < private.today() and f.told_overdue is distinct from f.due_on and exists (
			select 1 from public.pilots l where l.id = f.pilot_id and l.stage not in ('shelved', 'declined', 'withdrawn', 'retired'))
		order by f.due_on limit 500 for update of f skip locked
	), marked as (
		update private.findings f set told_overdue = f.due_on from late where f.id = late.id and f.district_id = late.district_id
		returning f.*
	), concerned as (
		select m.id, m.owner_id as person_id from marked m
		union
		select m.id, t.person_id from marked m join public.team_members t on t.pilot_id = m.pilot_id and t.role = 'lead' and t.left_at is null
	)
	insert into private.mails (key, district_id, person_id, address, kind, facts)
	select format('findings_overdue:%s:%s', p.id, extract(epoch from private.now())), p.district_id, p.id, p.email, 'findings_overdue', jsonb_build_object(
		'findings', jsonb_agg(jsonb_build_object('pilot', l.id, 'title', l.title, 'finding', m.title, 'severity', m.severity, 'due_on', m.due_on,
			'yours', m.owner_id = p.id) order by m.due_on, m.title))
	from concerned c join marked m on m.id = c.id join public.pilots l on l.id = m.pilot_id join public.people p on p.id = c.person_id and p.active
	group by p.id, p.district_id, p.email
	on conflict on constraint mails_key_key do nothing;
end $$;
