-- Monitoring reviews in what waits on somebody and in what time does: reminded of two weeks ahead, and told when they are late. An
-- adopted pilot whose review is late for a month comes onto the docket by its next_review.

create function private.monitoring_waiting(me uuid, district uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select 'do a monitoring review'::text, l.id, l.title, (l.next_review - 14)::timestamp at time zone 'UTC', l.next_review, null::text
	from public.pilots l
	where l.district_id = monitoring_waiting.district and l.stage = 'adopted' and l.next_review <= private.today() + 14
		and exists (
			select 1 from public.assignments a
			where a.pilot_id = l.id and a.person_id = monitoring_waiting.me and a.role in ('sponsor', 'evaluator') and a.until is null
			union all
			select 1 from public.substitutes s
			where s.pilot_id = l.id and s.person_id = monitoring_waiting.me and s.part in ('sponsor', 'evaluator') and s.until is null)
		and private.parts(l.id, monitoring_waiting.me) && array['sponsor', 'evaluator'];
end $$;

-- Mails once to the sponsor and the evaluator that a review is due within two weeks; once that it is late, to the AI office, too.
create function private.tick_monitoring() returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_today date := private.today();
begin
	with due as materialized (
		select l.id, l.district_id, l.title, l.next_review, l.next_review < v_today as late from public.pilots l
		where l.stage = 'adopted' and l.next_review <= v_today + 14
	), concerned as (
		select d.*, a.person_id from due d
		join public.assignments a on a.pilot_id = d.id and a.role in ('sponsor', 'evaluator') and a.until is null
		union
		select d.*, r.person_id from due d join public.person_roles r on r.district_id = d.district_id and r.role = 'admin'
		where d.late
	), untold as materialized (
		select c.*, p.email, format('monitoring_%s:%s:%s:%s', case when c.late then 'late' else 'due' end, c.id, c.next_review, p.id) as key
		from concerned c join public.people p on p.id = c.person_id and p.active
		where not exists (select 1 from private.mails m
			where m.key = format('monitoring_%s:%s:%s:%s', case when c.late then 'late' else 'due' end, c.id, c.next_review, p.id))
	)
	insert into private.mails (key, district_id, person_id, address, kind, facts)
	select u.key, u.district_id, u.person_id, u.email, 'monitoring_due',
		jsonb_build_object('pilot', u.id, 'title', u.title, 'due_on', u.next_review, 'late', u.late)
	from untold u where not private.kept_out(u.id, u.person_id)
	on conflict on constraint mails_key_key do nothing;
end $$;
