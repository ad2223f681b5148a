-- Signing a criterion of a gate, and waiving one.

-- A criterion of a gate out of the stage where a pilot is, by the rules in force for it.
create function private.criterion_now(pilot public.pilots, criterion text) returns record
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_found record;
begin
	select c.* into v_found
	from private.gate_criteria(pilot, array(select m.act from public.moves m where m.from_stage = pilot.stage)) c
	where c.criterion = criterion_now.criterion limit 1;
	if v_found.act is null then
		perform private.fail(422, 'no_such_criterion', 'No gate of this pilot asks for that now. Nothing was saved.');
	end if;
	return v_found;
end $$;

-- Stands for a criterion with one's name, or takes that back.
create function private.sign_criterion(pilot uuid, criterion text, note text, signed boolean) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_one record;
	v_id uuid;
begin
	v_one := private.criterion_now(v_pilot, criterion);
	if v_one.how <> 'signed' then
		perform private.fail(422, 'not_signed', 'This criterion ticks itself from what is filled in, so nobody signs it. Nothing was saved.');
	elsif not private.parts(pilot, v_me) && v_one.signed_by then
		if private.parts(pilot, v_me, true) && v_one.signed_by then
			perform private.refuse_kept_out(pilot, v_me, 'somebody else has to sign this. Nothing was signed.');
		end if;
		perform private.fail(403, 'not_yours', format('This is signed by: %s. Nothing was signed.', array_to_string(v_one.signed_by, ', ')),
			jsonb_build_object('parts', v_one.signed_by));
	elsif length(note) > 2000 then
		perform private.fail(422, 'too_long', format('A note can have 2000 characters and this one has %s. Nothing was signed.', length(note)));
	end if;
	if coalesce(signed, true) then
		if v_one.signer = v_me then
			return;
		elsif v_one.signer is not null then
			perform private.fail(409, 'signed_already', format('%s signed this already. Nothing was signed.', v_one.facts -> 'signed' ->> 'by'),
				v_one.facts -> 'signed');
		end if;
		insert into public.signatures as s (district_id, pilot_id, act, criterion, person_id, note)
		values (v_pilot.district_id, pilot, v_one.act, sign_criterion.criterion, v_me, coalesce(sign_criterion.note, '')) returning s.id into v_id;
	else
		update public.signatures s set withdrawn_at = private.now()
		where s.pilot_id = sign_criterion.pilot and s.act = v_one.act and s.criterion = sign_criterion.criterion
			and s.person_id = v_me and s.withdrawn_at is null and s.at >= v_pilot.stage_since
		returning s.id into v_id;
		if v_id is null then
			perform private.fail(409, 'not_signed', 'You have not signed this. Nothing was changed.');
		end if;
	end if;
	perform private.note_activity(v_pilot.district_id, pilot, 'signatures', v_id,
		case when coalesce(signed, true) then 'signed' else 'took back a signature' end,
		jsonb_strip_nulls(jsonb_build_object('act', v_one.act, 'criterion', criterion, 'title', v_one.title)));
end $$;

create function public.sign_criterion(pilot uuid, criterion text, note text default '', signed boolean default true) returns void
language sql security invoker set search_path = ''
as $$ select private.sign_criterion(pilot, criterion, note, signed) $$;

-- Lets a pilot pass without a criterion; the reason stays with it.
create function private.waive(pilot uuid, criterion text, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_one record;
	v_id uuid;
	v_name text := (select p.name from public.people p where p.id = v_me);
begin
	if not 'cabinet' = any (private.parts(pilot, v_me)) then
		if private.has_role(v_me, 'cabinet') then
			perform private.refuse_kept_out(pilot, v_me, 'another member of the cabinet has to waive this. Nothing was waived.');
		end if;
		perform private.fail(403, 'not_yours', 'Only the cabinet waives a criterion. Nothing was waived.');
	end if;
	v_one := private.criterion_now(v_pilot, criterion);
	if not v_one.waivable then
		perform private.fail(422, 'never_waived', 'The agreement about student data is never waived. Nothing was waived.');
	elsif not v_one.required then
		perform private.fail(422, 'not_required', 'This criterion does not hold the gate, so there is nothing to waive. Nothing was waived.');
	elsif v_one.met then
		perform private.fail(409, 'met_already', 'This criterion is met, so there is nothing to waive. Nothing was waived.');
	elsif trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'To waive a criterion, give the reason: it stays with the pilot. Nothing was waived.');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was waived.', length(reason)));
	end if;
	insert into public.waivers as w (district_id, pilot_id, act, criterion, reason, person_id)
	values (v_pilot.district_id, pilot, v_one.act, waive.criterion, waive.reason, v_me) returning w.id into v_id;
	perform private.note_activity(v_pilot.district_id, pilot, 'waivers', v_id, 'waived',
		jsonb_strip_nulls(jsonb_build_object('act', v_one.act, 'criterion', criterion, 'title', v_one.title, 'reason', reason)));
	perform private.tell(v_pilot, 'waived', v_id, private.seats(pilot, '{lead,sponsor}'), jsonb_strip_nulls(jsonb_build_object(
		'criterion', criterion, 'criterion_title', v_one.title, 'by', v_name, 'reason', reason)));
end $$;

create function public.waive(pilot uuid, criterion text, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.waive(pilot, criterion, reason) $$;

-- Who sits in these seats of a pilot now: lead, sponsor, evaluator.
create function private.seats(pilot uuid, wanted text[]) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
	return array(
		select t.person_id from public.team_members t where t.pilot_id = pilot and t.left_at is null and t.role::text = any (wanted)
		union
		select a.person_id from public.assignments a where a.pilot_id = pilot and a.until is null and a.role::text = any (wanted));
end $$;

-- Queues one mail for each of these people but whoever did it, about what happened to a pilot.
create function private.tell(pilot public.pilots, kind text, record_id uuid, people uuid[], facts jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.queue_mail(kind || ':' || record_id || ':' || p.id, p.district_id, p.id, p.email, kind,
		jsonb_build_object('pilot', pilot.id, 'title', pilot.title) || facts)
	from public.people p
	where p.id = any (people) and p.active and p.id is distinct from private.person_id();
end $$;

grant execute on function private.sign_criterion, private.waive to authenticated;
grant execute on function public.sign_criterion, public.waive to authenticated;
