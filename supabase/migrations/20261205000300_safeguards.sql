-- The page of a pilot's safeguards, and whom they wait on.

-- A measure as it is shown: how many families answered is told in steps, so that the few who did not are not counted out. Whoever may
-- save it sees what was typed.
create function private.told_measure(measure jsonb, exact boolean) returns jsonb
language sql immutable security definer set search_path = ''
as $$
	select case when exact or not measure ? 'returned' then measure
		else measure - 'returned' || private.told_share((measure ->> 'of')::int, (measure ->> 'returned')::numeric,
			(measure ->> 'returned')::int <= private.nearly_none((measure ->> 'of')::int),
			(measure ->> 'returned')::int >= private.nearly_all((measure ->> 'of')::int)) end
$$;

create function private.safeguards(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[] := private.parts(pilot, v_me);
	v_after boolean := v_pilot.stage not in ('draft', 'proposed', 'vetting');
	v_over boolean := v_pilot.stage in ('shelved', 'declined', 'withdrawn', 'retired');
	v_saves boolean := not v_over and v_parts && case when v_after then '{sponsor,admin,instruction}'::text[] else '{team,sponsor,admin,instruction}' end;
	v_worked boolean := not v_over and v_pilot.stage <> 'draft';
	v_adds boolean := v_worked and v_parts && '{lead,sponsor,admin,reviewer}';
begin
	return (
		select jsonb_build_object(
			'families', jsonb_build_object('applies', v_pilot.students_take_part is not false, 'may_save', v_saves, 'amending', v_after,
				'tier', coalesce(v_pilot.risk_tier, private.computed_tier(v_pilot)), 'minimum', d.minimum_group,
				'kinds', (select jsonb_agg(jsonb_build_object('kind', f.kind, 'asked', f.asked, 'condition', f.condition, 'evidence', f.evidence,
						'state', f.state, 'id', f.id, 'measure', private.told_measure(f.measure, v_saves), 'amended', f.amended, 'reason', f.reason,
						'by', p.name, 'at', f.at, 'earlier', (
							select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'measure', private.told_measure(m.measure, v_saves),
								'amended', m.amended, 'reason', m.reason, 'by', q.name, 'at', m.at) order by m.id desc), '[]')
							from private.family_measures m join public.people q on q.id = m.person_id
							where m.pilot_id = pilot and m.kind = f.kind and m.id < f.id)) order by f.place)
					from private.families_of(v_pilot) f left join public.people p on p.id = f.by)),
			'residual', jsonb_build_object('may_save', v_worked and v_parts && '{sponsor,admin,reviewer}', 'judgements', (
				select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'level', r.level, 'reason', r.reason, 'by', p.name, 'at', r.at) order by r.id desc), '[]')
				from private.residual_risks r join public.people p on p.id = r.person_id where r.pilot_id = pilot)),
			'mitigations', (
				select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'what', m.what, 'owner', p.name, 'owner_id', m.owner_id, 'owner_active', p.active,
					'due_on', m.due_on, 'state', m.state, 'evidence', m.evidence, 'revision', m.revision,
					'overdue', m.state = 'open' and m.due_on < private.today(),
					'may_finish', v_worked and m.state = 'open' and (m.owner_id = v_me or 'admin' = any (v_parts)),
					'may_reopen', v_worked and m.state = 'done' and (m.owner_id = v_me or v_parts && '{admin,sponsor,reviewer}'),
					'may_change', v_adds and m.state = 'open',
					'steps', (select jsonb_agg(jsonb_build_object('did', s.did, 'what', s.what, 'owner', o.name, 'due_on', s.due_on, 'note', s.note,
							'by', q.name, 'at', s.at) order by s.id desc)
						from private.mitigation_steps s join public.people q on q.id = s.by join public.people o on o.id = s.owner_id
						where s.mitigation_id = m.id)) order by m.state desc, m.due_on, m.created_at, m.id), '[]')
				from private.mitigations m join public.people p on p.id = m.owner_id where m.pilot_id = pilot),
			'may_add', v_adds,
			-- Whoever is from outside the district is told of nobody but those who have a part in the pilot.
			'people', case when v_adds then (
				select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name) order by x.name, x.id), '[]') from (
					select p.id, p.name from public.people p
					where p.district_id = v_pilot.district_id and p.active and not p.outside and (not private.is_outside()
						or p.id in (select t.person_id from public.team_members t where t.pilot_id = pilot and t.left_at is null
							union select a.person_id from public.assignments a where a.pilot_id = pilot and a.until is null))
					order by p.name limit 2000) x) else '[]' end)
		from public.districts d where d.id = v_pilot.district_id);
end $$;

create function public.safeguards(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.safeguards(pilot) $$;

-- Leads settle what families need while their pilot is vetted; owners finish a mitigation that is due within a week.
create function private.safeguards_waiting(me uuid, district uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select 'settle what families need'::text, l.id, l.title, l.stage_since,
		(l.stage_since at time zone 'UTC')::date + (select d.remind_after_days from public.districts d where d.id = safeguards_waiting.district), x.open
	from public.team_members t join public.pilots l on l.id = t.pilot_id
	cross join lateral (
		select string_agg(f.kind, ', ' order by f.place) as open from private.families_of(l) f where f.asked and f.state <> 'done') x
	where t.person_id = me and t.role = 'lead' and t.left_at is null and l.stage = 'vetting' and l.students_take_part is not false
		and x.open is not null
		-- Signed or waived, nothing holds the launch any more.
		and not exists (select 1 from public.signatures s where s.pilot_id = l.id and s.act = 'launch' and s.criterion = 'families'
			and s.withdrawn_at is null and s.at >= l.stage_since)
		and not exists (select 1 from public.waivers w where w.pilot_id = l.id and w.act = 'launch' and w.criterion = 'families' and w.at >= l.stage_since)
	union all
	select 'finish a mitigation', l.id, l.title, m.created_at, m.due_on, m.what
	from private.mitigations m join public.pilots l on l.id = m.pilot_id
	where m.owner_id = me and m.state = 'open' and m.due_on <= private.today() + 7
		and l.stage not in ('draft', 'shelved', 'declined', 'withdrawn', 'retired');
end $$;

-- Whoever owns a mitigation hears once that its day is past.
create function private.tick_safeguards() returns void
language sql security definer set search_path = ''
as $$
	select private.queue_mail(format('mitigation_overdue:%s:%s:%s', m.id, m.due_on, p.id), p.district_id, p.id, p.email, 'mitigation_overdue',
		jsonb_build_object('pilot', l.id, 'title', l.title, 'what', m.what, 'due_on', m.due_on))
	from private.mitigations m
	join public.pilots l on l.id = m.pilot_id and l.stage not in ('draft', 'shelved', 'declined', 'withdrawn', 'retired')
	join public.people p on p.id = m.owner_id and p.active
	where m.state = 'open' and m.due_on < private.today()
		and not exists (select 1 from private.mails x where x.key = format('mitigation_overdue:%s:%s:%s', m.id, m.due_on, p.id))
$$;

grant execute on function private.safeguards, public.safeguards to authenticated;
