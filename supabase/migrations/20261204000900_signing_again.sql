-- Reviews are signed where they are open: in vetting, and later where they were opened again.

create or replace function private.sign_review(pilot uuid, specialty public.specialty, verdict public.review_state, reason text, no_interest boolean) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
begin
	if coalesce(not specialty::text = any (private.parts(pilot, v_me, true)), true) then
		perform private.fail(403, 'not_yours', format('Only a reviewer for %s signs this review. Nothing was signed.', specialty));
	end if;
	perform private.refuse_kept_out(pilot, v_me, 'somebody else has to review it. Nothing was signed.');
	if not private.review_open(pilot, specialty) then
		perform private.fail(409, 'not_now', format('Reviews are signed while a pilot is in vetting, and later where they were opened again; this one is in %s. Nothing was signed.', v_pilot.stage));
	elsif verdict is null or verdict = 'asked' then
		perform private.fail(400, 'no_verdict', 'A review is signed or refused.');
	elsif not coalesce(no_interest, false) then
		perform private.fail(409, 'recuse_instead', 'Whoever has an interest recuses themselves, and somebody else signs. Nothing was signed.');
	elsif verdict = 'refused' and trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'Refusing a review needs a reason. Nothing was signed.');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was signed.', length(reason)));
	elsif not (select d.one_signs_several from public.districts d where d.id = v_pilot.district_id) and exists (
		select 1 from public.reviews r where r.pilot_id = pilot and r.reviewer_id = v_me and r.specialty <> sign_review.specialty) then
		perform private.fail(409, 'signed_another', 'You decided another review of this pilot, and in this district one person decides one. Nothing was signed.');
	end if;
	update public.reviews r set state = verdict, reviewer_id = v_me, reason = coalesce(sign_review.reason, ''), decided_at = private.now(),
		no_interest = true
	where r.pilot_id = pilot and r.specialty = sign_review.specialty and (r.state = 'asked' or r.reviewer_id = v_me);
	if not found then
		perform private.fail(409, 'not_asked', 'This review is not asked for, or a colleague decided it already. Nothing was signed.');
	end if;
end $$;
