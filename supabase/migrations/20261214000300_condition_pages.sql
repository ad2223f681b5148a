-- Conditions where people look for them: on the pilot's page, in the ledger of the district, in what waits on somebody, and in mails.

-- A pilot's conditions of all its decisions, those that are open first, by the day they are due.
create function private.decision_conditions(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'decision', c.decision_id, 'number', c.number, 'words', c.words, 'owner', p.name,
			'owner_id', p.id, 'owner_left', not p.active, 'due_on', c.due_on, 'evidence_asked', c.evidence_asked, 'state', c.state,
			'report', c.report, 'link', c.link, 'reported_at', c.reported_at, 'reported_by', r.name, 'reported_by_id', c.reported_by,
			'closed_at', c.closed_at, 'closed_by', x.name, 'close_note', c.close_note, 'revision', c.revision,
			'overdue', c.state in ('open', 'reported') and c.due_on < private.today(),
			'history', (select coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'words', e.words, 'owner', o.name, 'due_on', e.due_on,
					'by', b.name, 'at', e.at) order by e.id), '[]')
				from private.condition_events e join public.people b on b.id = e.by join public.people o on o.id = e.owner_id
				where e.condition_id = c.id and e.kind <> 'asked')) order by c.closed_at is not null, c.due_on, c.decision_id, c.number), '[]')
		from private.conditions c join public.people p on p.id = c.owner_id
		left join public.people r on r.id = c.reported_by left join public.people x on x.id = c.closed_by
		where c.pilot_id = decision_conditions.pilot);
end $$;

-- The conditions of the district, a page of them. filters: { state: open | overdue | reported | met | lifted, owner }.
create function private.condition_list(filters jsonb, page int) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_district uuid := private.district_id();
	v_today date := private.today();
	v_state text := filters ->> 'state';
	v_owner text := filters ->> 'owner';
	-- Behind the last page there is nothing, however far.
	v_page int := least(greatest(coalesce(page, 1), 1), 100000);
	c_most constant int := 50;
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif private.is_outside() then
		perform private.fail(403, 'not_yours', 'The conditions of decisions are for the people of the district.');
	end if;
	return (
		with found as materialized (
			select c.*, p.name as owner, not p.active as owner_left, c.state in ('open', 'reported') and c.due_on < v_today as overdue
			from private.conditions c join public.people p on p.id = c.owner_id
			where c.district_id = v_district
		), fitting as materialized (
			select f.* from found f
			where (v_state is null or case v_state when 'overdue' then f.overdue else f.state = v_state end)
				and (v_owner is null or f.owner_id::text = v_owner)
		)
		select jsonb_build_object('in_all', (select count(*) from found), 'found', (select count(*) from fitting), 'most', c_most,
			'counts', (select jsonb_build_object('open', count(*) filter (where f.state = 'open'), 'reported', count(*) filter (where f.state = 'reported'),
				'overdue', count(*) filter (where f.overdue), 'met', count(*) filter (where f.state = 'met'),
				'lifted', count(*) filter (where f.state = 'lifted')) from found f),
			'owners', (select coalesce(jsonb_agg(jsonb_build_object('id', o.owner_id, 'name', o.owner) order by o.owner), '[]')
				from (select distinct f.owner_id, f.owner from found f order by f.owner limit 500) o),
			'rows', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'pilot', l.id, 'title', l.title, 'stage', l.stage, 'decision', f.decision_id,
					'outcome', d.outcome, 'decided_at', d.decided_at, 'words', f.words, 'evidence_asked', f.evidence_asked, 'owner', f.owner,
					'owner_id', f.owner_id, 'owner_left', f.owner_left, 'due_on', f.due_on, 'state', f.state, 'overdue', f.overdue,
					'report', f.report, 'link', f.link, 'close_note', f.close_note, 'closed_at', f.closed_at)
					order by f.closed_at is not null, f.due_on, f.id), '[]')
				from (select f.* from fitting f order by f.closed_at is not null, f.due_on, f.id
					limit c_most offset (v_page - 1) * c_most) f
				join public.pilots l on l.id = f.pilot_id join public.decisions d on d.id = f.decision_id)));
end $$;

create function public.condition_list(filters jsonb default '{}', page int default 1) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.condition_list(filters, page) $$;

grant execute on function private.condition_list, public.condition_list to authenticated;

-- What waits: on owners to report, on the sponsor and the clerk to confirm, and on the clerk where an owner left.
create function private.conditions_waiting(me uuid, district uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_clerk boolean := private.has_role(me, 'clerk');
begin
	return query
	select 'report on a condition'::text, l.id, l.title, d.decided_at, c.due_on, left(c.words, 200)
	from private.conditions c join public.pilots l on l.id = c.pilot_id join public.decisions d on d.id = c.decision_id
	where c.owner_id = me and c.district_id = conditions_waiting.district and c.state = 'open'
	union all
	select 'confirm a condition', l.id, l.title, c.reported_at, c.due_on, left(c.words, 200)
	from private.conditions c join public.pilots l on l.id = c.pilot_id
	where c.district_id = conditions_waiting.district and c.state = 'reported' and c.owner_id <> me and c.reported_by <> me
		and (v_clerk or exists (
			select 1 from public.assignments a where a.pilot_id = c.pilot_id and a.person_id = me and a.role = 'sponsor' and a.until is null))
		and private.parts(c.pilot_id, me) && array['clerk', 'sponsor']
	union all
	select 'name an owner of a condition', l.id, l.title, coalesce(c.reported_at, d.decided_at), c.due_on, left(c.words, 200)
	from private.conditions c join public.people p on p.id = c.owner_id and not p.active
	join public.pilots l on l.id = c.pilot_id join public.decisions d on d.id = c.decision_id
	where v_clerk and c.district_id = conditions_waiting.district and c.state = 'open' and 'clerk' = any (private.parts(c.pilot_id, me));
end $$;

-- Mails about conditions that are due: to the owner a week before and on the day after, then also to the sponsor and the clerks.
-- Each once for a day that it is due on, so that a condition that was given more time is told of again.
create function private.tick_conditions() returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_today date := private.today();
begin
	with due as materialized (
		select c.*, l.title, case when c.due_on < v_today then 'late' else 'soon' end as how
		from private.conditions c join public.pilots l on l.id = c.pilot_id
		where c.state in ('open', 'reported') and c.due_on <= v_today + 7
	), told as (
		select d.id, d.owner_id as person, true as yours from due d where d.state = 'open'
		union
		select d.id, a.person_id, false from due d join public.assignments a on a.pilot_id = d.pilot_id and a.role = 'sponsor' and a.until is null
		where d.how = 'late' and a.person_id <> d.owner_id
		union
		select d.id, r.person_id, false from due d join public.person_roles r on r.district_id = d.district_id and r.role = 'clerk'
		where d.how = 'late' and r.person_id <> d.owner_id
	), untold as materialized (
		select d.*, t.yours, p.id as person, p.email, format('condition_due:%s:%s:%s:%s', d.id, d.how, d.due_on, p.id) as key
		from told t join due d on d.id = t.id join public.people p on p.id = t.person and p.active
		where not exists (select 1 from private.mails m where m.key = format('condition_due:%s:%s:%s:%s', d.id, d.how, d.due_on, p.id))
	)
	insert into private.mails (key, district_id, person_id, address, kind, facts)
	select u.key, u.district_id, u.person, u.email, 'condition_due', jsonb_build_object('pilot', u.pilot_id, 'title', u.title, 'condition', u.words,
		'due_on', u.due_on, 'late', u.how = 'late', 'reported', u.state = 'reported', 'yours', u.yours,
		'owner', (select o.name from public.people o where o.id = u.owner_id))
	from untold u where u.yours or not private.kept_out(u.pilot_id, u.person)
	on conflict on constraint mails_key_key do nothing;
end $$;
