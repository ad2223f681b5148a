-- What time asks for: reminders, escalations and digests, derived from dates. Each is queued once, however often and
-- on however many instances this runs.

create table private.digests (
	person_id uuid not null,
	district_id uuid not null references public.districts (id),
	week date not null,
	primary key (person_id, district_id),
	foreign key (person_id, district_id) references public.people (id, district_id) on delete cascade
);
comment on table private.digests is 'For which week it was last looked at what waits on somebody, whether they got a mail or not.';

create index on private.digests (district_id);
create index on public.meetings (held_on);
create index on public.stage_changes (at) where act = 'wake' and actor_id is null;
create index on private.mails (created_at) where kind in ('account', 'digest');

-- Whether anybody may sign a pilot's review of a specialty: not those whom separation of duties keeps out.
create function private.somebody_reviews(pilot uuid, district uuid, specialty public.specialty) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (
		select 1 from public.person_roles x join public.people p on p.id = x.person_id and p.active
		where x.district_id = district and x.role = 'reviewer' and x.specialty = somebody_reviews.specialty
			and not private.kept_out(pilot, p.id))
$$;

-- Reviews that have waited for longer than a district reminds after, or tells its admins after.
create function private.waiting_reviews(escalate boolean)
returns table (pilot uuid, district_id uuid, title text, specialty public.specialty, since timestamptz, again_after timestamptz)
language sql stable security definer set search_path = ''
as $$
	select l.id, l.district_id, l.title, r.specialty, l.stage_since, private.now() - make_interval(days => d.remind_after_days)
	from public.districts d
	join public.reviews r on r.district_id = d.id and r.state = 'asked'
	join public.pilots l on l.id = r.pilot_id and l.district_id = d.id and l.stage = 'vetting'
	where l.stage_since <= private.now() - make_interval(days => case when escalate then d.escalate_after_days else d.remind_after_days end)
$$;

-- Reviewers hear of what waits on them, and admins of what waits too long: at most once in a reminder's period, in one
-- mail that lists all, or the sixty that have waited longest. Who was told is left out first: that is nearly everybody.
create function private.tick_reviews() returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_reminded int;
	v_escalated int;
begin
	with late as materialized (
		select w.* from private.waiting_reviews(false) w
	), who as materialized (
		select distinct p.id, p.district_id, p.email
		from (select distinct l.district_id, l.specialty, l.again_after from late l) k
		join public.person_roles x on x.district_id = k.district_id and x.role = 'reviewer' and x.specialty = k.specialty
		join public.people p on p.id = x.person_id and p.active
		where not exists (
			select 1 from private.mails m where m.person_id = p.id and m.kind = 'review_waits' and m.created_at > k.again_after)
	)
	insert into private.mails (key, district_id, person_id, address, kind, facts)
	select format('review_waits:%s:%s', p.id, private.today()), p.district_id, p.id, p.email, 'review_waits', jsonb_build_object('reviews', r.list)
	from who p cross join lateral (
		select jsonb_agg(jsonb_build_object('pilot', f.pilot, 'title', f.title, 'specialty', f.specialty, 'since', f.since)
			order by f.since, f.title, f.specialty) as list
		from (
			select l.* from late l
			join public.person_roles x on x.person_id = p.id and x.role = 'reviewer' and x.specialty = l.specialty
			where l.district_id = p.district_id order by l.since, l.pilot, l.specialty limit 60) f
		where not private.kept_out(f.pilot, p.id)
	) r where r.list is not null
	on conflict on constraint mails_key_key do nothing;
	get diagnostics v_reminded = row_count;

	with late as materialized (
		select w.* from private.waiting_reviews(true) w
	), who as materialized (
		select distinct p.id, p.district_id, p.email
		from (select distinct l.district_id, l.again_after from late l) k
		join public.person_roles x on x.district_id = k.district_id and x.role = 'admin'
		join public.people p on p.id = x.person_id and p.active
		where not exists (
			select 1 from private.mails m where m.person_id = p.id and m.kind = 'reviews_overdue' and m.created_at > k.again_after)
	)
	insert into private.mails (key, district_id, person_id, address, kind, facts)
	select format('reviews_overdue:%s:%s', p.id, private.today()), p.district_id, p.id, p.email, 'reviews_overdue', jsonb_build_object('reviews', r.list)
	from who p cross join lateral (
		select jsonb_agg(jsonb_build_object('pilot', f.pilot, 'title', f.title, 'specialty', f.specialty, 'since', f.since,
			'nobody', not private.somebody_reviews(f.pilot, f.district_id, f.specialty)) order by f.since, f.title, f.specialty) as list
		from (select l.* from late l where l.district_id = p.district_id order by l.since, l.pilot, l.specialty limit 60) f
		where not private.kept_out(f.pilot, p.id)
	) r where r.list is not null
	on conflict on constraint mails_key_key do nothing;
	get diagnostics v_escalated = row_count;
	return jsonb_build_object('review_waits', v_reminded, 'reviews_overdue', v_escalated);
end $$;

-- A cycle that ends within a week is told to its evaluator and lead; one that ended without an evaluation to its
-- evaluator, its sponsor and the admins. Cycles that end on the same day make one mail a person. Here and below, who
-- was told is left out before separation of duties is asked about, which is asked often otherwise.
create function private.tick_cycles() returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_today date := private.today();
	v_ends int;
	v_overdue int;
begin
	with ending as materialized (
		select l.id, l.title, l.cycle_end from public.pilots l
		where l.stage = 'experiment' and l.cycle_end between v_today and v_today + 7
			and not exists (select 1 from public.evaluations e where e.pilot_id = l.id and e.submitted_at >= l.stage_since)
	), seats as (
		select e.id, e.title, e.cycle_end, a.person_id, true as apart
		from ending e join public.assignments a on a.pilot_id = e.id and a.role = 'evaluator' and a.until is null
		union
		select e.id, e.title, e.cycle_end, t.person_id, false
		from ending e join public.team_members t on t.pilot_id = e.id and t.role = 'lead' and t.left_at is null
	), untold as materialized (
		select s.*, p.district_id, p.email, format('cycle_ends:%s:%s', p.id, s.cycle_end) as key
		from seats s join public.people p on p.id = s.person_id and p.active
		where not exists (select 1 from private.mails m where m.key = format('cycle_ends:%s:%s', p.id, s.cycle_end))
	)
	insert into private.mails (key, district_id, person_id, address, kind, facts, expires_at)
	select u.key, u.district_id, u.person_id, u.email, 'cycle_ends',
		jsonb_build_object('cycle_end', u.cycle_end, 'pilots', jsonb_agg(jsonb_build_object('pilot', u.id, 'title', u.title) order by u.title)),
		(u.cycle_end + 1)::timestamp at time zone 'UTC'
	from untold u where not (u.apart and private.kept_out(u.id, u.person_id))
	group by u.key, u.district_id, u.person_id, u.email, u.cycle_end
	on conflict on constraint mails_key_key do nothing;
	get diagnostics v_ends = row_count;

	with late as materialized (
		select l.id, l.district_id, l.title, l.cycle_end from public.pilots l
		where l.stage = 'experiment' and l.cycle_end < v_today
			and not exists (select 1 from public.evaluations e where e.pilot_id = l.id and e.submitted_at >= l.stage_since)
	), concerned as (
		select l.*, a.person_id from late l
		join public.assignments a on a.pilot_id = l.id and a.role in ('evaluator', 'sponsor') and a.until is null
		union
		select l.*, x.person_id from late l join public.person_roles x on x.district_id = l.district_id and x.role = 'admin'
	), untold as materialized (
		select c.*, p.email, format('overdue:%s:%s', p.id, c.cycle_end) as key
		from concerned c join public.people p on p.id = c.person_id and p.active
		where not exists (select 1 from private.mails m where m.key = format('overdue:%s:%s', p.id, c.cycle_end))
	)
	insert into private.mails (key, district_id, person_id, address, kind, facts)
	select u.key, u.district_id, u.person_id, u.email, 'overdue',
		jsonb_build_object('cycle_end', u.cycle_end, 'pilots', jsonb_agg(jsonb_build_object('pilot', u.id, 'title', u.title) order by u.title))
	from untold u where not private.kept_out(u.id, u.person_id)
	group by u.key, u.district_id, u.person_id, u.email, u.cycle_end
	on conflict on constraint mails_key_key do nothing;
	get diagnostics v_overdue = row_count;
	return jsonb_build_object('cycle_ends', v_ends, 'overdue', v_overdue);
end $$;

-- The day before a meeting, the cabinet hears which votes of theirs are still missing.
create function private.tick_votes() returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_today date := private.today();
	v_told int;
begin
	with untold as materialized (
		select m.id as meeting, m.held_on, l.id as pilot, l.title, p.id as person, p.district_id, p.email
		from public.meetings m
		join public.docket_items d on d.meeting_id = m.id and d.district_id = m.district_id and d.closed_at is null
		join public.pilots l on l.id = d.pilot_id
		join public.person_roles x on x.district_id = m.district_id and x.role = 'cabinet'
		join public.people p on p.id = x.person_id and p.active
		where m.held_on between v_today and v_today + 1
			and not exists (select 1 from private.votes v where v.docket_item_id = d.id and v.voter_id = p.id)
			and not exists (select 1 from private.mails o where o.key = format('vote_waits:%s:%s', m.id, p.id))
	)
	insert into private.mails (key, district_id, person_id, address, kind, facts, expires_at)
	select format('vote_waits:%s:%s', u.meeting, u.person), u.district_id, u.person, u.email, 'vote_waits',
		jsonb_build_object('held_on', u.held_on, 'pilots', jsonb_agg(jsonb_build_object('pilot', u.pilot, 'title', u.title) order by u.title)),
		(u.held_on + 1)::timestamp at time zone 'UTC'
	from untold u where not private.kept_out(u.pilot, u.person)
	group by u.meeting, u.held_on, u.person, u.district_id, u.email
	on conflict on constraint mails_key_key do nothing;
	get diagnostics v_told = row_count;
	return v_told;
end $$;

-- A pilot that woke by itself is told to its lead and to those who triage it.
create function private.tick_woken() returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_told int;
begin
	with untold as materialized (
		select l.id, l.title, p.id as person, p.district_id, p.email, format('woken:%s:%s', w.id, p.id) as key,
			exists (select 1 from public.team_members t
				where t.pilot_id = l.id and t.person_id = p.id and t.role = 'lead' and t.left_at is null) as leads
		from public.stage_changes w
		join public.pilots l on l.id = w.pilot_id and l.stage = 'proposed'
		join public.people p on p.district_id = l.district_id and p.active and (
			exists (select 1 from public.person_roles x where x.person_id = p.id and x.role = 'admin')
			or p.id in (select t.person_id from public.team_members t where t.pilot_id = l.id and t.role = 'lead' and t.left_at is null))
		where w.act = 'wake' and w.actor_id is null and w.at > private.now() - interval '2 days'
			and not exists (select 1 from private.mails m where m.key = format('woken:%s:%s', w.id, p.id))
	)
	insert into private.mails (key, district_id, person_id, address, kind, facts)
	select u.key, u.district_id, u.person, u.email, 'woken', jsonb_build_object('pilot', u.id, 'title', u.title)
	from untold u where u.leads or not private.kept_out(u.id, u.person)
	on conflict on constraint mails_key_key do nothing;
	get diagnostics v_told = row_count;
	return v_told;
end $$;

-- On Mondays, from noon UTC on, early in the morning in America: what waits on each person who wants to know, as their home page
-- shows it. A few people at a time, so that nobody's request waits for all of them.
create function private.tick_digests() returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_monday date := ((private.now() - interval '12 hours') at time zone 'UTC')::date;
	v_caller text := coalesce(current_setting('request.jwt.claim.sub', true), '');
	v_person public.people;
	v_home jsonb;
	v_told int := 0;
begin
	if extract(isodow from v_monday) <> 1 then
		return 0;
	end if;
	for v_person in
		select p.* from public.people p
		left join private.digests g on g.person_id = p.id and g.district_id = p.district_id
		where p.active and p.digest and p.user_id is not null and (g.week is null or g.week < v_monday)
		order by p.district_id, p.id limit 5
	loop
		insert into private.digests (person_id, district_id, week) values (v_person.id, v_person.district_id, v_monday)
		on conflict (person_id, district_id) do update set week = excluded.week;
		-- Asked as that person, so that the mail can never say more, or other, than their own page.
		perform set_config('request.jwt.claim.sub', v_person.user_id::text, true);
		v_home := private.home();
		continue when coalesce((v_home ->> 'waiting_in_all')::int, 0) = 0;
		perform private.queue_mail(format('digest:%s:%s', v_person.id, v_monday), v_person.district_id, v_person.id, v_person.email, 'digest',
			jsonb_build_object('waiting', v_home -> 'waiting', 'in_all', v_home -> 'waiting_in_all'), private.now() + interval '2 days');
		v_told := v_told + 1;
	end loop;
	perform set_config('request.jwt.claim.sub', v_caller, true);
	return v_told;
end $$;

-- One tick: everything that is due by now. While another runs, this one has nothing to do.
create function private.tick() returns jsonb
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
	v_done := private.tick_reviews() || private.tick_cycles()
		|| jsonb_build_object('vote_waits', private.tick_votes(), 'woken', private.tick_woken(), 'digest', private.tick_digests());
	-- Other mails stay as the memory of who was told what; these say nothing later that the account does not.
	delete from private.mails m where m.kind in ('account', 'digest') and m.created_at < private.now() - interval '30 days'
		and (m.sent_at is not null or m.given_up_at is not null);
	return v_done;
end $$;

create function public.tick() returns jsonb
language sql security invoker set search_path = ''
as $$ select private.tick() $$;

grant execute on function private.tick, public.tick to service_role;
