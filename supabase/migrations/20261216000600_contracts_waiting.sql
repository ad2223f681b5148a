-- Whom it waits on that scaling can be decided, that a vendor is told in time, and that somebody says what came of an override.

create index on private.contract_facts (renewal_notice_on) where renewal_notice_on is not null;

-- Which of what a district asks is missing before scaling, by the rules in force for the pilot, and not waived.
create function private.missing_for_scaling(pilot public.pilots) returns text[]
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_told jsonb := private.contract_told(pilot);
begin
	return (
		select coalesce(array_agg(k.criterion order by k.place), '{}')
		from unnest(private.contract_criteria()) with ordinality k (criterion, place)
		where not (private.contract_criterion(v_told, k.criterion) ->> 'met')::boolean
			and (pilot.students_take_part is not false or k.criterion in ('contract', 'payer'))
			and coalesce((
				select r.required from public.gate_rules r
				where r.district_id = pilot.district_id and r.act = 'scale' and r.criterion = k.criterion
					and r.valid_from <= pilot.stage_since and (r.valid_until is null or r.valid_until > pilot.stage_since)
					and (r.kind is null or r.kind = pilot.kind) and (r.tier is null or r.tier = pilot.risk_tier)
				order by (r.kind is not null)::int * 2 + (r.tier is not null)::int desc limit 1), false)
			and not exists (select 1 from public.waivers w
				where w.pilot_id = pilot.id and w.act = 'scale' and w.criterion = k.criterion and w.at >= pilot.stage_since));
end $$;

create function private.contracts_waiting(me uuid, district uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_admin boolean := private.has_role(me, 'admin') and not private.is_outside();
	v_remind int := (select d.remind_after_days from public.districts d where d.id = contracts_waiting.district);
	v_today date := private.today();
	v_most constant int := 30;
	-- Whether something is missing takes a look at each, and nobody says what ten pilots need before they look again.
	v_looked_at constant int := 10;
begin
	return query
	with sponsored as materialized (
		select a.pilot_id from public.assignments a where a.person_id = me and a.role = 'sponsor' and a.until is null
	), deciding as (
		-- In order first, so that who is kept out is asked of the oldest alone.
		select x.* from (
			select l.* from public.pilots l
			where l.district_id = contracts_waiting.district and l.stage = 'decision'
				and (v_admin or l.id in (select s.pilot_id from sponsored s))
			order by l.stage_since offset 0) x
		where not private.kept_out(x.id, me) limit v_looked_at
	)
	select 'say what scaling needs'::text, l.id, l.title, l.stage_since, coalesce((
			select t.held_on from public.docket_items d join public.meetings t on t.id = d.meeting_id where d.pilot_id = l.id and d.closed_at is null),
		(l.stage_since at time zone 'UTC')::date + v_remind), array_to_string(m.missing, ', ')
	from deciding d cross join lateral (select x.* from public.pilots x where x.id = d.id) l
	cross join lateral (select private.missing_for_scaling(l) as missing) m
	where m.missing <> '{}';

	return query
	with sponsored as materialized (
		select a.pilot_id from public.assignments a where a.person_id = me and a.role = 'sponsor' and a.until is null
	)
	select 'look at a renewal'::text, l.id, l.title, (f.renewal_notice_on - 60)::timestamptz, f.renewal_notice_on, null::text
	from private.contract_facts f join public.pilots l on l.id = f.pilot_id
	where f.district_id = contracts_waiting.district and f.renewal_notice_on between v_today and v_today + 60
		and l.stage in ('experiment', 'decision', 'scaling', 'adopted')
		and (v_admin or l.id in (select s.pilot_id from sponsored s)) and not private.kept_out(l.id, me)
	order by f.renewal_notice_on limit v_most;

	return query
	select 'say what came of an override'::text, l.id, l.title, private.judged_from(d.decided_at),
		(private.judged_from(d.decided_at) at time zone 'UTC')::date + 30, d.id::text
	from public.decisions d join public.pilots l on l.id = d.pilot_id
	where d.district_id = contracts_waiting.district and (not d.within_permitted or not d.with_majority)
		and private.judged_from(d.decided_at) <= private.now()
		and (d.decided_by = me or exists (
			select 1 from public.assignments a where a.pilot_id = d.pilot_id and a.person_id = me and a.role = 'sponsor' and a.until is null))
		and not exists (select 1 from private.override_verdicts v where v.decision_id = d.id)
		and private.parts(l.id, me) && '{cabinet,clerk,admin}'
	order by d.decided_at limit v_most;

	-- A criterion of the district's own at scaling or extending is signed like that of any gate.
	return query
	select 'sign what a gate asks'::text, l.id, l.title, l.stage_since, (l.stage_since at time zone 'UTC')::date + v_remind,
		string_agg(distinct r.title, ', ')
	from public.gate_rules r join public.pilots l on l.district_id = r.district_id and l.stage = 'decision'
	where r.district_id = contracts_waiting.district and r.act in ('scale', 'extend') and r.title is not null
		and r.valid_from <= l.stage_since and (r.valid_until is null or r.valid_until > l.stage_since)
		and (r.kind is null or r.kind = l.kind) and (r.tier is null or r.tier = l.risk_tier)
		and not exists (select 1 from public.signatures s where s.pilot_id = l.id and s.act = r.act and s.criterion = r.criterion
			and s.withdrawn_at is null and s.at >= l.stage_since)
		and not exists (select 1 from public.waivers w where w.pilot_id = l.id and w.act = r.act and w.criterion = r.criterion and w.at >= l.stage_since)
		and private.parts(l.id, me) && r.signed_by
	group by l.id, l.title, l.stage_since
	limit v_most;
end $$;

-- The sponsor and the AI office hear twice, 60 and 14 days before, that a vendor has to be told if a contract is not to go on.
create function private.tick_contracts() returns void
language sql security definer set search_path = ''
as $$
	select private.queue_mail(format('renewal_notice:%s:%s:%s:%s', l.id, f.renewal_notice_on, w.days, p.id), p.district_id, p.id, p.email,
		'renewal_notice', jsonb_build_object('pilot', l.id, 'title', l.title, 'renewal_on', f.renewal_notice_on, 'days', w.days,
			'payer', f.payer_next_year))
	from private.contract_facts f
	join public.pilots l on l.id = f.pilot_id and l.stage in ('experiment', 'decision', 'scaling', 'adopted')
	cross join lateral (select case when f.renewal_notice_on - private.today() <= 14 then 14 else 60 end as days) w
	join public.people p on p.district_id = l.district_id and p.active and (
		exists (select 1 from public.assignments a where a.pilot_id = l.id and a.person_id = p.id and a.role = 'sponsor' and a.until is null)
		or (private.has_role(p.id, 'admin') and not private.kept_out(l.id, p.id)))
	where f.renewal_notice_on between private.today() and private.today() + 60
		and not exists (
			select 1 from private.mails x where x.key = format('renewal_notice:%s:%s:%s:%s', l.id, f.renewal_notice_on, w.days, p.id))
$$;
