-- Who takes which review, and how much each reviewer has: for reviewers and the AI office.

-- Gives a review that waits to one of those who may sign it, or to nobody. Whoever else may sign it still may.
create function private.assign_review(pilot uuid, specialty public.specialty, person uuid) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_review public.reviews;
	c_undone constant text := 'Nothing was changed.';
begin
	if not coalesce(private.parts(pilot, v_me, true) && array['admin', assign_review.specialty::text], false) then
		perform private.fail(403, 'not_yours', format('Reviews are assigned by a reviewer for %s, or the AI office. ', specialty) || c_undone);
	end if;
	perform private.refuse_kept_out(pilot, v_me, 'somebody else has to assign this. ' || c_undone);
	select r.* into v_review from public.reviews r where r.pilot_id = v_pilot.id and r.specialty = assign_review.specialty;
	if v_review.id is null or v_review.state <> 'asked' or not private.is_open(v_pilot, v_review) then
		perform private.fail(409, 'not_asked', 'This review is not asked for, or it is decided already. ' || c_undone);
	elsif person is not null and not coalesce(private.stays(person, v_pilot.district_id)
		and assign_review.specialty::text = any (private.parts(pilot, person)), false) then
		perform private.fail(422, 'wrong_person',
			format('Choose an active reviewer for %s who is not and was not on the team. ', specialty) || c_undone, '{"field": "person"}');
	elsif v_review.assigned_to is not distinct from person then
		return;
	end if;
	update public.reviews r set assigned_to = person, assigned_at = case when person is not null then private.now() end
	where r.id = v_review.id and r.district_id = v_review.district_id;
	perform private.note_activity(v_pilot.district_id, pilot, 'reviews', v_review.id, case when person is null then 'gave back a review' else 'assigned a review' end,
		jsonb_build_object('person_id', coalesce(person, v_review.assigned_to), 'specialty', specialty));
end $$;

create function public.assign_review(pilot uuid, specialty public.specialty, person uuid default null) returns void
language sql security invoker set search_path = ''
as $$ select private.assign_review(pilot, specialty, person) $$;

insert into private.notice_rules (record, verb, act, audience, immediate, mail_to) values
	('reviews', 'assigned a review', null, '{person}', true, null),
	('reviews', 'gave back a review', null, '{person}', false, null);

-- What each reviewer decided lately, and how long it took: reviews as they stand, and those that count no more.
create function private.reviewers_of(district uuid)
returns table (person uuid, name text, specialties jsonb, signed int, median numeric)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	with holders as materialized (
		select p.id, p.name, jsonb_agg(x.specialty order by x.specialty) as specialties
		from public.person_roles x join public.people p on p.id = x.person_id and p.active
		where x.district_id = reviewers_of.district and x.role = 'reviewer' group by p.id, p.name
	), decided as (
		select r.reviewer_id as id, r.decided_at as at, coalesce(case when r.reopened_at < r.decided_at then r.reopened_at end, r.asked_at) as asked
		from public.reviews r where r.district_id = reviewers_of.district and r.reviewer_id is not null
			and r.decided_at > private.now() - interval '1 year'
		union all
		select h.reviewer_id, h.decided_at, h.asked_at from private.review_history h
		where h.district_id = reviewers_of.district and h.decided_at > private.now() - interval '1 year'
	)
	select h.id, h.name, h.specialties, (count(*) filter (where d.at > private.now() - interval '30 days'))::int,
		round((percentile_cont(0.5) within group (order by greatest(extract(epoch from d.at - d.asked), 0) / 86400.0))::numeric, 1)
	from holders h left join decided d on d.id = h.id
	group by h.id, h.name, h.specialties;
end $$;

-- Reviews that wait, the longest first, a page at a time, with who has which; and the load of each reviewer.
-- filters: specialty; reviewer (a person's id, or "nobody").
create function private.review_load(filters jsonb, place int) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_admin boolean;
	v_mine public.specialty[];
	v_page constant int := 40;
	v_from int := greatest(coalesce(place, 0), 0);
	v_remind int;
	v_specialty text := filters ->> 'specialty';
	v_reviewer text := filters ->> 'reviewer';
	v_today date := private.today();
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	v_admin := private.has_role(v_me, 'admin');
	v_mine := array(select r.specialty from public.person_roles r where r.person_id = v_me and r.role = 'reviewer' order by r.specialty);
	if not v_admin and v_mine = '{}' then
		perform private.fail(403, 'not_yours', 'This page is for reviewers and the AI office.');
	end if;
	select d.remind_after_days into v_remind from public.districts d where d.id = v_district;
	return (
		with holders as materialized (
			select r.* from private.reviewers_of(v_district) r
		), open as materialized (
			select r.id, r.pilot_id, r.specialty, w.since, r.reopened_at, r.reopened_why, l.title, l.stage, l.risk_tier,
				-- Who was deactivated or lost the specialty has it no more.
				case when h.specialties ? r.specialty::text then r.assigned_to end as assigned_to, h.name as assigned
			from public.reviews r join public.pilots l on l.id = r.pilot_id and private.is_open(l, r)
			left join holders h on h.person = r.assigned_to
			cross join lateral (select coalesce(r.reopened_at, r.asked_at) as since) w
			where r.district_id = v_district and r.state = 'asked'
		), chosen as (
			select o.* from open o
			where (coalesce(v_specialty, '') = '' or o.specialty::text = v_specialty)
				and (coalesce(v_reviewer, '') = '' or (v_reviewer = 'nobody' and o.assigned_to is null) or o.assigned_to::text = v_reviewer)
		), page as (
			select c.* from chosen c order by c.since, c.pilot_id, c.specialty limit v_page offset v_from
		)
		select jsonb_build_object(
			'today', v_today, 'remind_after_days', v_remind, 'admin', v_admin, 'mine', to_jsonb(v_mine), 'me', v_me,
			'in_all', (select count(*) from chosen), 'page', v_page, 'from', v_from,
			'waiting', (select count(*) from open),
			'overdue', (select count(*) from open o where (o.since at time zone 'UTC')::date + v_remind < v_today),
			'my_open', (select count(*) from open o where o.assigned_to = v_me),
			'reviews', (select coalesce(jsonb_agg(jsonb_build_object('pilot', g.pilot_id, 'title', g.title, 'specialty', g.specialty, 'stage', g.stage,
					'risk', g.risk_tier, 'since', g.since, 'reopened', g.reopened_at is not null, 'why', g.reopened_why,
					'due', (g.since at time zone 'UTC')::date + v_remind, 'overdue', (g.since at time zone 'UTC')::date + v_remind < v_today,
					'tools', (select coalesce(jsonb_agg(u.name order by u.name), '[]') from private.pilot_tools u
						where u.pilot_id = g.pilot_id and u.district_id = v_district and u.unlinked_at is null),
					'assigned_to', g.assigned_to, 'assigned', case when g.assigned_to is not null then g.assigned end,
					'may_sign', g.specialty = any (v_mine) and not k.out,
					'may_assign', (v_admin or g.specialty = any (v_mine)) and not k.out,
					-- Reviewers of the specialty whom nothing keeps out.
					'could', c.could,
					'nobody', c.could = '[]' and s.name is null, 'substitute', s.name) order by g.since, g.pilot_id, g.specialty), '[]')
				from page g
				cross join lateral (select private.kept_out(g.pilot_id, v_me) as out) k
				cross join lateral (
					select coalesce(jsonb_agg(jsonb_build_object('id', h.person, 'name', h.name) order by h.name), '[]') as could
					from holders h where h.specialties ? g.specialty::text and not private.kept_out(g.pilot_id, h.person)) c
				left join lateral (
					select p.name from public.substitutes x join public.people p on p.id = x.person_id and p.active
					where x.pilot_id = g.pilot_id and x.part = g.specialty::text and x.until is null limit 1) s on true),
			'reviewers', (select coalesce(jsonb_agg(jsonb_build_object('id', h.person, 'name', h.name, 'specialties', h.specialties,
					'open', (select count(*) from open o where o.assigned_to = h.person),
					'overdue', (select count(*) from open o where o.assigned_to = h.person and (o.since at time zone 'UTC')::date + v_remind < v_today),
					'signed', h.signed, 'median_days', h.median) order by h.name, h.person), '[]') from holders h),
			'missing', (select coalesce(jsonb_agg(jsonb_build_object('specialty', u.specialty, 'reviews', u.reviews) order by u.specialty), '[]')
				from private.unreviewed(v_district) u)));
end $$;

create function public.review_load(filters jsonb default '{}', place int default 0) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.review_load(filters, place) $$;

grant execute on function private.assign_review, private.review_load to authenticated;
grant execute on function public.assign_review, public.review_load to authenticated;
