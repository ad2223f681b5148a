-- The clock's work again: digests on the days that people chose, proposals that wait for triage too long, old notices.

drop function public.claim_mails(int);
drop function private.claim_mails(int);

-- Hands waiting mails to one worker for two minutes. What expired, or is for somebody who has left, is given up unsent.
-- stop is what the link carries that stops mails of this kind; null where none does.
create function private.claim_mails(most int)
returns table (id uuid, address text, person text, kind text, facts jsonb, attempts int, district text, stop text)
language plpgsql security definer set search_path = ''
as $$
declare
	v_now timestamptz := private.now();
begin
	with over as materialized (
		select m.id, m.expires_at <= v_now as expired from private.mails m
		left join public.people p on p.id = m.person_id and p.district_id = m.district_id
		where m.sent_at is null and m.given_up_at is null and (m.claimed_until is null or m.claimed_until <= v_now)
			and (m.expires_at <= v_now or (not p.active and m.kind not in ('invitation', 'account')))
		for update of m skip locked
	)
	update private.mails m set given_up_at = v_now, facts = '{}', claimed_until = null,
		last_error = case when m.last_error <> '' then m.last_error
			when o.expired then 'It expired before it was sent.' else 'Its person is no longer active.' end
	from over o where m.id = o.id;

	return query
	with due as materialized (
		select m.id from private.mails m
		where m.sent_at is null and m.given_up_at is null and m.next_at <= v_now
			and (m.expires_at is null or m.expires_at > v_now) and (m.claimed_until is null or m.claimed_until <= v_now)
		-- Somebody sits and waits for a mail about their account; a reminder can wait.
		order by m.kind in ('account', 'invitation') desc, m.next_at, m.id
		limit least(greatest(coalesce(most, 0), 0), 100)
		for update skip locked
	), claimed as (
		update private.mails m set attempts = m.attempts + 1, claimed_until = v_now + interval '2 minutes',
			first_tried_at = coalesce(m.first_tried_at, v_now)
		from due d where m.id = d.id
		returning m.*
	)
	select c.id, c.address, p.name, c.kind, c.facts, c.attempts, d.name, private.stop_token(c.person_id, private.stoppable(c.kind))
	from claimed c
	left join public.people p on p.id = c.person_id and p.district_id = c.district_id
	left join public.districts d on d.id = c.district_id;
end $$;

create function public.claim_mails(most int)
returns table (id uuid, address text, person text, kind text, facts jsonb, attempts int, district text, stop text)
language sql security invoker set search_path = ''
as $$ select * from private.claim_mails(most) $$;

grant execute on function private.claim_mails, public.claim_mails to service_role;

-- On the days that each person chose, from noon UTC on, early in the morning in America: what waits on them, as their home
-- page shows it, and what is new since the last time. A few people at a time, so that nobody's request waits for all of them.
create or replace function private.tick_digests() returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_day date := ((private.now() - interval '12 hours') at time zone 'UTC')::date;
	v_caller text := coalesce(current_setting('request.jwt.claim.sub', true), '');
	v_one record;
	v_home jsonb;
	v_news jsonb;
	v_told int := 0;
begin
	for v_one in
		select p.id, p.district_id, p.user_id, p.email, c.person_id is not null and c.weekday is null as daily,
			coalesce(g.day, v_day - 7) as last
		from public.people p
		left join private.mail_choices c on c.person_id = p.id and c.district_id = p.district_id
		left join private.digests g on g.person_id = p.id and g.district_id = p.district_id
		where p.active and p.digest and p.user_id is not null and (g.day is null or g.day < v_day)
			and case when c.person_id is not null and c.weekday is null then extract(isodow from v_day) <= 5
				else extract(isodow from v_day) = coalesce(c.weekday, 1) end
		order by p.district_id, p.id limit 5
	loop
		insert into private.digests (person_id, district_id, day) values (v_one.id, v_one.district_id, v_day)
		on conflict (person_id, district_id) do update set day = excluded.day;
		-- Asked as that person, so that the mail can never say more, or other, than their own page.
		perform set_config('request.jwt.claim.sub', v_one.user_id::text, true);
		v_home := private.home();
		v_news := (select coalesce(jsonb_agg(x.line order by x.place), '[]')
			from jsonb_array_elements(v_home #> '{changed,lines}') with ordinality x (line, place)
			where (x.line ->> 'at')::timestamptz >= v_one.last::timestamp at time zone 'UTC' + interval '12 hours' and x.line ->> 'pilot' is not null);
		continue when coalesce((v_home ->> 'waiting_in_all')::int, 0) = 0 and v_news = '[]';
		perform private.queue_mail(format('digest:%s:%s', v_one.id, v_day), v_one.district_id, v_one.id, v_one.email, 'digest',
			jsonb_build_object('waiting', v_home -> 'waiting', 'in_all', v_home -> 'waiting_in_all', 'news', v_news, 'daily', v_one.daily),
			private.now() + case when v_one.daily then interval '1 day' else interval '2 days' end);
		v_told := v_told + 1;
	end loop;
	perform set_config('request.jwt.claim.sub', v_caller, true);
	return v_told;
end $$;

-- Proposals that nobody has triaged for as long as a district reminds after are told to their sponsor and the admins, and
-- to the cabinet, which may triage too, once they wait as long as it escalates after. At most once in a reminder's period.
create function private.tick_triage() returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_told int;
begin
	with late as materialized (
		select l.id, l.district_id, l.title, l.stage_since, d.remind_after_days as period,
			l.stage_since <= private.now() - make_interval(days => d.escalate_after_days) as escalated
		from public.districts d join public.pilots l on l.district_id = d.id and l.stage = 'proposed'
			and l.stage_since <= private.now() - make_interval(days => least(d.remind_after_days, d.escalate_after_days))
	), due as (
		select l.*, x.person_id from late l
		join public.person_roles x on x.district_id = l.district_id
			and ((x.role = 'admin' and l.stage_since <= private.now() - make_interval(days => l.period)) or (x.role = 'cabinet' and l.escalated))
		union
		select l.*, a.person_id from late l
		join public.assignments a on a.pilot_id = l.id and a.role = 'sponsor' and a.until is null
		where l.stage_since <= private.now() - make_interval(days => l.period)
	), untold as materialized (
		select u.*, p.email from due u join public.people p on p.id = u.person_id and p.active
		where not exists (
			select 1 from private.mails m where m.person_id = u.person_id and m.kind = 'triage_waits'
				and m.created_at > private.now() - make_interval(days => u.period))
	)
	insert into private.mails (key, district_id, person_id, address, kind, facts)
	select format('triage_waits:%s:%s', u.person_id, private.today()), u.district_id, u.person_id, u.email, 'triage_waits',
		jsonb_build_object('pilots', (jsonb_agg(jsonb_build_object('pilot', u.id, 'title', u.title, 'since', u.stage_since)
			order by u.stage_since, u.title)))
	from untold u where not private.kept_out(u.id, u.person_id)
	group by u.district_id, u.person_id, u.email
	on conflict on constraint mails_key_key do nothing;
	get diagnostics v_told = row_count;
	return v_told;
end $$;

-- One tick: everything that is due by now. While another runs, this one has nothing to do.
create or replace function private.tick() returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_done jsonb;
begin
	if not pg_try_advisory_xact_lock(hashtext('pilotage.tick')) then
		return jsonb_build_object('busy', true);
	end if;
	-- First what time moves by itself: sleepers wake, and overdue cycles come before the cabinet.
	perform private.wake_due();
	perform private.docket_overdue();
	perform private.sweep_kept_forms();
	perform private.sweep_notices();
	v_done := private.tick_reviews() || private.tick_cycles() || jsonb_build_object('triage_waits', private.tick_triage(),
		'vote_waits', private.tick_votes(), 'woken', private.tick_woken(), 'digest', private.tick_digests());
	-- Other mails stay as the memory of who was told what; these say nothing later that the account does not.
	delete from private.mails m where m.kind in ('account', 'digest') and m.created_at < private.now() - interval '30 days'
		and (m.sent_at is not null or m.given_up_at is not null);
	return v_done;
end $$;
