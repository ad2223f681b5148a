-- What the pages of a pilot's reviews read: everyone who sees the pilot may.

-- Whether the caller may answer and sign a review now.
create function private.may_review(review public.reviews, pilot public.pilots, parts text[], kept_out boolean, several boolean) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	return not kept_out and review.specialty::text = any (parts)
		and (review.state = 'asked' or review.reviewer_id = v_me)
		and (pilot.stage = 'vetting' or (review.asked_again and review.state = 'asked'))
		and (several or not exists (
			select 1 from public.reviews x where x.pilot_id = pilot.id and x.reviewer_id = v_me and x.specialty <> review.specialty));
end $$;

create function private.review_line(review public.reviews) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return jsonb_build_object('specialty', review.specialty, 'state', review.state, 'reason', review.reason, 'decided_at', review.decided_at,
		'no_interest', review.no_interest, 'asked_at', review.asked_at, 'asked_again', review.asked_again, 'version', review.questions_version,
		'reviewer', (select p.name from public.people p where p.id = review.reviewer_id))
		|| (select jsonb_build_object('questions', count(*), 'answered', count(*) filter (where trim(coalesce(q.answer, '')) <> ''),
			'missing', count(q.missing), 'concerns', count(*) filter (where q.concern)) from private.asked_of(review) q);
end $$;

-- All reviews of a pilot, each with how far it is.
create function private.pilot_reviews(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[] := private.parts(pilot, v_me);
	v_kept_out boolean := private.kept_out(pilot, v_me);
	v_several boolean := (select d.one_signs_several from public.districts d where d.id = v_pilot.district_id);
begin
	return (
		select coalesce(jsonb_agg(private.review_line(r)
			|| jsonb_build_object('mine', private.may_review(r, v_pilot, v_parts, v_kept_out, v_several)) order by r.specialty), '[]')
		from public.reviews r where r.pilot_id = v_pilot.id);
end $$;

create function public.pilot_reviews(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.pilot_reviews(pilot) $$;

-- One review, whole, or null where the pilot is asked for none: its questions with their answers and what is offered for them, and what the registry says of the pilot's tools.
create function private.pilot_review(pilot uuid, specialty public.specialty) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_review public.reviews;
begin
	select r.* into v_review from public.reviews r where r.pilot_id = v_pilot.id and r.specialty = pilot_review.specialty;
	if not found then
		return null;
	end if;
	return private.review_line(v_review) || jsonb_build_object(
		'mine', private.may_review(v_review, v_pilot, private.parts(pilot, v_me), private.kept_out(pilot, v_me),
			(select d.one_signs_several from public.districts d where d.id = v_pilot.district_id)),
		'seen', (select max(a.at) from private.answers_of(v_review) a),
		'asked', (
			select coalesce(jsonb_agg(q.question || jsonb_build_object('answer', coalesce(q.answer, ''), 'note', coalesce(q.note, ''),
				'link', coalesce(q.link, ''), 'by', p.name, 'at', q.at, 'taken', q.taken_from is not null, 'missing', q.missing,
				'is_concern', q.concern,
				'offer', case when o.id is not null then jsonb_build_object('id', o.id, 'answer', o.answer, 'note', o.note, 'link', o.link,
					'by', b.name, 'at', o.at, 'old', o.old, 'outdated', o.outdated, 'tool', o.tool, 'pilot', o.pilot, 'title', l.title,
					'same_pilot', o.pilot = v_pilot.id) end) order by q.place), '[]')
			from private.asked_of(v_review) q
			left join public.people p on p.id = q.by
			left join private.offered_answers(v_review) o on o.question = q.key
			left join public.people b on b.id = o.by
			left join public.pilots l on l.id = o.pilot),
		'tools', (
			select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'vendor', t.vendor, 'state', t.state, 'sign_on', t.sign_on,
				'trained_on_student_data', t.trained_on_student_data, 'under_13_consent', t.under_13_consent, 'retention', t.retention,
				'hosting_region', t.hosting_region, 'accessibility', t.accessibility, 'generative', t.generative,
				'agreement', (
					select jsonb_build_object('signed_on', a.signed_on, 'expires_on', a.expires_on, 'breach_notice_hours', a.breach_notice_hours,
						'deletion_days', a.deletion_days)
					from private.tool_agreements a
					where a.tool_id = t.id and a.signed_on <= private.today() and coalesce(a.expires_on, 'infinity') >= private.today()
						and a.ended_on is null
					order by a.signed_on desc limit 1)) order by t.name), '[]')
			from private.pilot_tools h join private.tools t on t.id = h.tool_id where h.pilot_id = v_pilot.id and h.unlinked_at is null));
end $$;

create function public.pilot_review(pilot uuid, specialty public.specialty) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.pilot_review(pilot, specialty) $$;

-- A review that was opened again waits on its reviewers wherever its pilot is; in vetting, home itself asks for it.
create function private.reviews_waiting(me uuid, district uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select 'sign a review', p.id, p.title, r.asked_at,
		(r.asked_at at time zone 'UTC')::date + (select d.remind_after_days from public.districts d where d.id = reviews_waiting.district),
		r.specialty::text
	from public.reviews r join public.pilots p on p.id = r.pilot_id
	where r.district_id = reviews_waiting.district and r.state = 'asked' and r.asked_again
		and p.stage in ('experiment', 'decision', 'scaling', 'adopted')
		and r.specialty::text = any (private.parts(p.id, me));
end $$;

grant execute on function private.pilot_reviews, public.pilot_reviews, private.pilot_review, public.pilot_review to authenticated;
