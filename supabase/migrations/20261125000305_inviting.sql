-- Inviting: who may ask whom to come in, one by one or by the list.

-- Reads one row of a list: what it says, or which field is wrong and why. The district of the caller.
create function private.read_invitee(given jsonb, district uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_text jsonb := (select coalesce(jsonb_object_agg(k.name, regexp_replace(given ->> k.name, '^\s+|\s+$', '', 'g')), '{}')
		from unnest('{email,name,title,site}'::text[]) k (name)
		where jsonb_typeof(given) = 'object' and jsonb_typeof(given -> k.name) = 'string');
	v_email text := lower(coalesce(v_text ->> 'email', ''));
	v_site text := coalesce(v_text ->> 'site', '');
	v_outside boolean := false;
	v_place public.sites;
	v_role text;
	v_roles jsonb := '[]';
	v_field text;
	v_reason text;
begin
	if jsonb_typeof(given) is distinct from 'object' then
		return jsonb_build_object('email', null, 'field', 'email', 'reason', 'This is not a person.');
	end if;
	if jsonb_typeof(given -> 'outside') = 'boolean' then
		v_outside := (given ->> 'outside')::boolean;
	end if;
	if v_site <> '' then
		select * into v_place from public.sites s
		where s.district_id = district and (s.id::text = lower(v_site) or lower(s.name) = lower(v_site)) limit 1;
	end if;
	if v_email !~ '^[a-z0-9.!#$%&''*+/=?^_`{|}~-]+@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$' or length(v_email) > 254 then
		v_field := 'email';
		v_reason := case when v_email = '' then 'The e-mail address is missing.' else 'This is not an e-mail address, such as maya.ortiz@district.org.' end;
	elsif coalesce(v_text ->> 'name', '') = '' then
		v_field := 'name';
		v_reason := 'The name is missing.';
	elsif length(v_text ->> 'name') > 120 or v_text ->> 'name' ~ '[[:cntrl:]]' then
		v_field := 'name';
		v_reason := 'A name is one line of at most 120 characters.';
	elsif length(v_text ->> 'title') > 120 or v_text ->> 'title' ~ '[[:cntrl:]]' then
		v_field := 'title';
		v_reason := 'A title is one line of at most 120 characters.';
	elsif v_site <> '' and v_place.id is null then
		v_field := 'site';
		v_reason := 'There is no such site in the district.';
	elsif v_place.closed_on <= private.today() then
		v_field := 'site';
		v_reason := 'This site is closed.';
	elsif coalesce(jsonb_typeof(given -> 'outside'), 'null') not in ('boolean', 'null') then
		v_field := 'outside';
		v_reason := 'Whether somebody comes from outside is yes or no.';
	elsif coalesce(jsonb_typeof(given -> 'roles'), 'null') not in ('array', 'null') then
		v_field := 'roles';
		v_reason := 'Roles are a list.';
	elsif not v_outside and not private.of_district(v_email, district) then
		v_field := 'email';
		v_reason := 'The district has its mail elsewhere: say that this person comes from outside, or take their address of the district.';
	end if;
	if v_reason is null and jsonb_typeof(given -> 'roles') = 'array' then
		for v_role in select distinct regexp_replace(lower(e.value #>> '{}'), '^\s+|\s+$', '', 'g') from jsonb_array_elements(given -> 'roles') e loop
			if v_role in ('evaluator', 'cabinet', 'clerk', 'admin') then
				v_roles := v_roles || jsonb_build_object('role', v_role);
			elsif v_role ~ '^reviewer: *' and regexp_replace(v_role, '^reviewer: *', '') = any (enum_range(null::public.specialty)::text[]) then
				v_roles := v_roles || jsonb_build_object('role', 'reviewer', 'specialty', regexp_replace(v_role, '^reviewer: *', ''));
			elsif coalesce(v_role, '') not in ('', 'member') then
				v_field := 'roles';
				v_reason := case when v_role = 'reviewer' then 'A reviewer needs a specialty, such as “reviewer: privacy”.'
					else 'There is no role “' || left(v_role, 60) || '”: there are evaluator, cabinet, clerk, admin, and reviewer with a specialty.' end;
			end if;
		end loop;
		if v_reason is null and v_outside and v_roles <> '[]' then
			v_field := 'roles';
			v_reason := 'People from outside hold no role of the district: an admin appoints them to single pilots.';
		end if;
	end if;
	return jsonb_strip_nulls(jsonb_build_object('email', left(v_email, 254), 'name', v_text ->> 'name', 'title', coalesce(v_text ->> 'title', ''),
		'site', v_place.id, 'roles', v_roles, 'outside', v_outside, 'field', v_field, 'reason', v_reason));
end $$;

-- All or nothing: one row that is refused leaves all of them uninvited, and the answer says which and why.
create function private.invite_people(given_rows jsonb, dry_run boolean) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.require_admin('Nobody was invited.');
	v_district uuid := private.district_id();
	v_own text := (select p.email from public.people p where p.id = v_me);
	v_row record;
	v_known public.people;
	v_read jsonb;
	v_state text;
	v_seen text[] := '{}';
	v_answer jsonb := '[]';
	v_invitees jsonb := '[]';
	v_person uuid;
begin
	if jsonb_typeof(given_rows) is distinct from 'array' then
		perform private.fail(400, 'no_list', 'The people to invite must be a list. Nobody was invited.');
	elsif jsonb_array_length(given_rows) not between 1 and 500 then
		perform private.fail(400, 'no_list', 'Between 1 and 500 people can be invited at a time. Nobody was invited.');
	end if;
	-- One list at a time in a district, so that two admins do not invite the same person twice.
	perform 1 from public.districts d where d.id = v_district for no key update;
	-- Whoever waited for the lock may have lost the role meanwhile.
	perform private.require_admin('Nobody was invited.');

	for v_row in select e.value, e.ordinality as at from jsonb_array_elements(given_rows) with ordinality e order by e.ordinality loop
		v_read := private.read_invitee(v_row.value, v_district);
		select * into v_known from public.people p where p.email = v_read ->> 'email';
		v_state := case when v_read ? 'reason' then 'refused' end;
		if v_state is null and (v_read ->> 'email') = any (v_seen) then
			v_read := v_read || '{"field": "email", "reason": "This address is in the list twice."}';
		elsif v_state is null and v_read ->> 'email' = v_own then
			v_read := v_read || '{"field": "email", "reason": "This is your own address: you are here already."}';
		elsif v_state is null and v_known.district_id <> v_district then
			v_read := v_read || '{"field": "email", "reason": "This address cannot be invited here: ask for another address of this person."}';
		elsif v_state is null and v_known.id is not null and not v_known.active then
			v_read := v_read || '{"field": "email", "reason": "This person was deactivated: activate them again instead."}';
		end if;
		v_state := case when v_read ? 'reason' then 'refused' when v_known.id is not null then 'already here' else 'would be invited' end;
		v_seen := v_seen || (v_read ->> 'email');
		v_answer := v_answer || jsonb_strip_nulls(jsonb_build_object('row', v_row.at, 'email', v_read ->> 'email', 'state', v_state,
			'field', v_read ->> 'field', 'reason', v_read ->> 'reason'));
		if v_state = 'would be invited' then
			v_invitees := v_invitees || v_read;
		end if;
	end loop;

	if dry_run then
		return v_answer;
	elsif v_answer @> '[{"state": "refused"}]' then
		return (select jsonb_agg(case when e.value ->> 'state' = 'would be invited' then e.value || '{"state": "not invited"}' else e.value end
			order by e.ordinality) from jsonb_array_elements(v_answer) with ordinality e);
	end if;
	if jsonb_array_length(v_invitees) > 0
		and not private.spend_attempt('invitations', v_district::text, 1000, 86400, jsonb_array_length(v_invitees)) then
		perform private.fail(429, 'too_many', 'A district can invite 1,000 people a day: go on tomorrow. Nobody was invited.');
	end if;
	for v_read in select e.value from jsonb_array_elements(v_invitees) e loop
		insert into public.people (district_id, email, name, title, site_id, outside)
		values (v_district, v_read ->> 'email', v_read ->> 'name', v_read ->> 'title', (v_read ->> 'site')::uuid, (v_read ->> 'outside')::boolean)
		returning id into v_person;
		insert into public.person_roles (district_id, person_id, role, specialty)
		select v_district, v_person, r.role, r.specialty
		from jsonb_to_recordset(v_read -> 'roles') r (role public.role, specialty public.specialty);
		perform private.invite(v_person, v_me);
		perform private.note_activity(v_district, null, 'people', v_person, 'invited');
	end loop;
	return (select jsonb_agg(case when e.value ->> 'state' = 'would be invited' then e.value || '{"state": "invited"}' else e.value end
		order by e.ordinality) from jsonb_array_elements(v_answer) with ordinality e);
end $$;

create function public.invite_people(rows jsonb, dry_run boolean default false) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.invite_people(rows, dry_run) $$;

-- The person of the caller's district who has no account yet; refuses whoever has one.
create function private.invitee(person uuid, nothing text) returns public.people
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid;
	v_person public.people;
begin
	perform private.require_admin(nothing);
	v_district := private.district_id();
	select * into v_person from public.people p where p.id = person and p.district_id = v_district for update;
	if v_person.id is null then
		perform private.fail(404, 'no_such_person', 'There is no such person in your district. ' || nothing);
	elsif v_person.user_id is not null then
		perform private.fail(409, 'has_account', v_person.name || ' has an account already. ' || nothing);
	end if;
	return v_person;
end $$;

create function private.invite_again(person uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_nothing constant text := 'No invitation was sent.';
	v_person public.people := private.invitee(person, v_nothing);
	v_made uuid;
begin
	if not v_person.active then
		perform private.fail(409, 'deactivated', v_person.name || ' was deactivated: activate them first. ' || v_nothing);
	elsif not private.spend_attempt('invite again', person::text, 5, 86400) then
		perform private.fail(429, 'too_many', 'Somebody can be invited again 5 times a day: go on tomorrow. ' || v_nothing);
	end if;
	v_made := private.invite(person, private.person_id());
	perform private.note_activity(v_person.district_id, null, 'people', person, 'invited again');
	return v_made;
end $$;

create function public.invite_again(person uuid) returns uuid
language sql security invoker set search_path = ''
as $$ select private.invite_again(person) $$;

-- Whoever never came is removed; where something refers to them already, they are deactivated instead.
create function private.withdraw_invitation(person uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_person public.people := private.invitee(person, 'No invitation was withdrawn.');
begin
	update public.invitations i set withdrawn_at = private.now()
	where i.person_id = person and i.accepted_at is null and i.withdrawn_at is null;
	delete from private.mails m where m.person_id = person and m.kind = 'invitation' and m.sent_at is null;
	perform private.note_activity(v_person.district_id, null, 'people', person, 'withdrew invitation');
	begin
		update private.mails m set person_id = null where m.person_id = person;
		delete from public.people p where p.id = person;
	exception when foreign_key_violation then
		update public.people p set active = false, revision = p.revision + 1 where p.id = person;
	end;
end $$;

create function public.withdraw_invitation(person uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.withdraw_invitation(person) $$;

grant execute on function private.invite_people, private.invite_again, private.withdraw_invitation to authenticated;
grant execute on function public.invite_people, public.invite_again, public.withdraw_invitation to authenticated;
