-- Runbooks in what waits on somebody and in what time does: a step is due, a step is overdue, the owner of one has left.

create function private.runbooks_waiting(me uuid, district uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_admin boolean := private.has_role(me, 'admin');
begin
	-- One row for a pilot: the step that is due first, and how many come after it.
	return query
	select 'do a runbook step'::text, p.id, p.title, p.stage_since, min(s.due_on),
		(array_agg(s.title || coalesce(': ' || t.name, '') order by s.due_on, s.position))[1]
			|| case when count(*) > 1 then format(' (and %s more)', count(*) - 1) else '' end
	from public.pilots p
	join private.runbook_steps s on s.pilot_id = p.id and s.state = 'open'
	left join private.tools t on t.id = s.tool_id
	left join public.people o on o.id = s.owner_id
	where p.district_id = runbooks_waiting.district and p.stage = 'sunset'
		and (s.owner_id = me or (v_admin and (o.id is null or not o.active) and not private.kept_out(p.id, me)))
		and not exists (select 1 from public.recusals c where c.pilot_id = p.id and c.person_id = me)
	group by p.id, p.title, p.stage_since;
end $$;

-- Reminds the owner of a step on the day on which it is due, once for each due date; and when it is overdue by as many days as the
-- district reminds after, its sponsor and the AI office. Each person gets one mail for all that came up.
create function private.tick_runbooks() returns void
language plpgsql security definer set search_path = ''
as $$
begin
	with due as (
		update private.runbook_steps s set told_due = s.due_on
		from public.pilots p
		where p.id = s.pilot_id and p.stage = 'sunset' and s.state = 'open' and s.due_on <= private.today() and s.told_due is distinct from s.due_on
		returning s.*
	)
	insert into private.mails (key, district_id, person_id, address, kind, facts)
	select format('runbook_due:%s:%s', o.id, md5(string_agg(d.id::text || d.due_on, ' ' order by d.id))), o.district_id, o.id, o.email, 'runbook_due',
		jsonb_build_object('steps', jsonb_agg(jsonb_build_object('pilot', p.id, 'title', p.title,
			'step', d.title || coalesce(': ' || t.name, ''), 'due_on', d.due_on) order by d.due_on, p.title, d.position))
	from due d join public.people o on o.id = d.owner_id and o.active and o.email is not null
	join public.pilots p on p.id = d.pilot_id left join private.tools t on t.id = d.tool_id
	group by o.id, o.district_id, o.email
	on conflict on constraint mails_key_key do nothing;

	with late as (
		update private.runbook_steps s set told_overdue = s.due_on
		from public.pilots p join public.districts x on x.id = p.district_id
		where p.id = s.pilot_id and p.stage = 'sunset' and s.state = 'open' and s.due_on < private.today() - x.remind_after_days
			and s.told_overdue is distinct from s.due_on
		returning s.*
	), told as (
		select l.*, a.person_id as to_id from late l join public.assignments a on a.pilot_id = l.pilot_id and a.role = 'sponsor' and a.until is null
		union
		select l.*, r.person_id from late l join public.person_roles r on r.district_id = l.district_id and r.role = 'admin'
		where not private.kept_out(l.pilot_id, r.person_id)
	)
	insert into private.mails (key, district_id, person_id, address, kind, facts)
	select format('runbook_overdue:%s:%s', o.id, md5(string_agg(d.id::text || d.due_on, ' ' order by d.id))), o.district_id, o.id, o.email, 'runbook_overdue',
		jsonb_build_object('steps', jsonb_agg(jsonb_build_object('pilot', p.id, 'title', p.title, 'step', d.title || coalesce(': ' || t.name, ''),
			'due_on', d.due_on, 'owner', (select w.name from public.people w where w.id = d.owner_id and w.active)) order by d.due_on, p.title, d.position))
	from told d join public.people o on o.id = d.to_id and o.active and o.email is not null
	join public.pilots p on p.id = d.pilot_id left join private.tools t on t.id = d.tool_id
	group by o.id, o.district_id, o.email
	on conflict on constraint mails_key_key do nothing;
end $$;

insert into private.notice_rules (record, verb, act, audience, immediate, mail_to) values
	('runbooks', 'began a runbook', null, '{team,assignments}', false, null),
	('runbook_steps', 'did a runbook step', null, '{sponsor}', false, null),
	('runbook_steps', 'took back a runbook step', null, '{person,sponsor}', false, null),
	('runbook_steps', 'left out a runbook step', null, '{sponsor}', false, null),
	('runbook_steps', 'changed a runbook step', null, '{person}', true, '{person}'),
	('runbook_steps', 'added a runbook step', null, '{person}', true, '{person}'),
	('runbooks', 'said what is not spent', null, '{}', false, null),
	('runbooks', 'thanked the team', null, '{}', false, null),
	('runbooks', 'wrote the thanks', null, '{team}', false, null);
