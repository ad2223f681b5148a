-- Coming in: an invitation names who may have an account, and nobody gets one without it.

create table public.invitations (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	person_id uuid,
	invited_by uuid,
	created_at timestamptz not null default private.now(),
	expires_at timestamptz not null default private.now() + interval '14 days',
	accepted_at timestamptz,
	withdrawn_at timestamptz,
	primary key (id, district_id),
	foreign key (person_id, district_id) references public.people (id, district_id) on delete set null (person_id),
	foreign key (invited_by, district_id) references public.people (id, district_id)
);
create table private.invitation_tokens (
	token_hash text primary key,
	invitation_id uuid not null,
	district_id uuid not null,
	made_at timestamptz not null default private.now(),
	foreign key (invitation_id, district_id) references public.invitations (id, district_id) on delete cascade
);
comment on table public.invitations is 'Lets one person make their account, until it is used, withdrawn or two weeks old. The first admin''s was asked for by nobody.';
comment on column public.invitations.person_id is 'Null once the person, who never came, was removed.';
comment on table private.invitation_tokens is 'What the link of an invitation must carry, as a hash: each mail that is sent has a token of its own.';
create index on public.invitations (person_id, district_id);
create index on public.invitations (invited_by, district_id);
create index on public.invitations (district_id, created_at);
create index on private.invitation_tokens (invitation_id, district_id);

create function private.token_hash(token text) returns text
language sql immutable set search_path = ''
as $$ select encode(sha256(convert_to(token, 'UTF8')), 'hex') $$;

-- Whether an address is of the district. Without a list of domains, every address is.
create function private.of_district(address text, district uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
	select d.email_domains = '{}' or split_part(lower(address), '@', 2) in (select lower(e) from unnest(d.email_domains) e)
	from public.districts d where d.id = district
$$;

-- 'open', 'used', 'withdrawn' or 'expired'.
create function private.invitation_state(invitation public.invitations) returns text
language sql stable security definer set search_path = ''
as $$
	select case
		when invitation.accepted_at is not null or p.user_id is not null then 'used'
		when invitation.withdrawn_at is not null or p.id is null or not p.active then 'withdrawn'
		when invitation.expires_at <= private.now() then 'expired'
		else 'open' end
	from (select 1) one left join public.people p on p.id = invitation.person_id
$$;

-- A new invitation of a person without an account; the mail's sender makes its token when it sends it.
create function private.invite(person uuid, inviter uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_person public.people;
	v_made public.invitations;
begin
	select * into strict v_person from public.people p where p.id = person;
	update public.invitations i set withdrawn_at = private.now()
	where i.person_id = person and i.accepted_at is null and i.withdrawn_at is null;
	insert into public.invitations (district_id, person_id, invited_by) values (v_person.district_id, person, inviter)
	returning * into v_made;
	if inviter is not null then
		perform private.queue_mail('invitation:' || v_made.id || ':1', v_person.district_id, person, v_person.email, 'invitation',
			jsonb_build_object('invitation', v_made.id, 'name', v_person.name,
				'inviter', (select p.name from public.people p where p.id = inviter),
				'district', (select d.name from public.districts d where d.id = v_person.district_id),
				'expires_on', (v_made.expires_at at time zone 'UTC')::date),
			v_made.expires_at);
	end if;
	return v_made.id;
end $$;

-- The token of an invitation, made when its mail is sent: kept nowhere but in the mail. Null when it is no longer open.
create function private.mint_invitation(invitation uuid) returns text
language plpgsql security definer set search_path = ''
as $$
declare
	v_invitation public.invitations;
	v_token text;
begin
	select * into v_invitation from public.invitations i where i.id = invitation;
	if v_invitation.id is null or private.invitation_state(v_invitation) <> 'open' then
		return null;
	end if;
	v_token := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
	insert into private.invitation_tokens (token_hash, invitation_id, district_id)
	values (private.token_hash(v_token), v_invitation.id, v_invitation.district_id);
	return v_token;
end $$;

create function public.mint_invitation(invitation uuid) returns text
language sql security invoker set search_path = ''
as $$ select private.mint_invitation(invitation) $$;

-- What stands behind a link, for whoever holds it: the name and address only while it is open.
create function private.invitation(token text) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce((
		select jsonb_build_object('state', s.state, 'district', d.name,
			'name', case when s.state = 'open' then p.name end, 'email', case when s.state = 'open' then p.email end)
		from private.invitation_tokens t
		join public.invitations i on i.id = t.invitation_id
		join public.districts d on d.id = i.district_id
		left join public.people p on p.id = i.person_id
		cross join lateral (select private.invitation_state(i) as state) s
		where t.token_hash = private.token_hash(token)),
		'{"state": "unknown", "district": null, "name": null, "email": null}')
$$;

create function public.invitation(token text) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.invitation(token) $$;

-- Takes an open invitation for this address, if there is one: by its token, or for whom Google vouches by the address alone.
create function private.take_invitation(address text, token text, by_google boolean) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_invitation public.invitations;
begin
	-- Locked: of two accounts made at the same moment the second finds it used. The person first, as who withdraws it does.
	select i.* into v_invitation from public.invitations i
	join public.people p on p.id = i.person_id
	where p.email = lower(address) and i.accepted_at is null and i.withdrawn_at is null
		and case when by_google then p.outside or private.of_district(address, i.district_id)
			else exists (select 1 from private.invitation_tokens t
				where t.invitation_id = i.id and t.token_hash = private.token_hash(token)) end
	for update of p, i;
	if v_invitation.id is null or private.invitation_state(v_invitation) <> 'open' then
		return null;
	end if;
	update public.invitations i set accepted_at = private.now() where i.id = v_invitation.id;
	return v_invitation.person_id;
end $$;

-- The wall of the sign-up: no account comes to be without an open invitation for its address.
create function private.admit_account() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_google boolean := coalesce(new.raw_app_meta_data ->> 'provider' = 'google', false);
begin
	if v_google and (new.raw_user_meta_data ->> 'email_verified') is distinct from 'true' then
		perform private.fail(403, 'not_verified', 'Google has not verified this address. No account was made.');
	end if;
	if private.take_invitation(new.email, new.raw_user_meta_data ->> 'invitation', v_google) is null then
		perform private.fail(403, 'not_invited', 'There is no open invitation for this address. No account was made.');
	end if;
	new.raw_user_meta_data := new.raw_user_meta_data - 'invitation';
	return new;
end $$;

-- The account belongs to the person who was invited: called by the trigger of before, after the account is there.
create or replace function private.meet_person() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_person public.people;
begin
	update public.people p set user_id = new.id where p.email = lower(new.email) and p.user_id is null returning p.* into v_person;
	if v_person.id is null then
		perform private.fail(403, 'not_invited', 'There is no open invitation for this address. No account was made.');
	end if;
	insert into public.activity (district_id, actor_id, record, record_id, verb)
	values (v_person.district_id, v_person.id, 'people', v_person.id, 'came in');
	return new;
end $$;

-- An account of the same address is opened to Google's only where Google has verified it, which the API does not ask for
-- while addresses need no confirmation.
create function private.vouch_identity() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if new.provider not in ('email', 'phone') and (new.identity_data ->> 'email_verified') is distinct from 'true' then
		perform private.fail(403, 'not_verified', 'This address was not verified there. Nobody was let in.');
	end if;
	return new;
end $$;

-- For whoever has an account of before invitations, and no person: they show the link while signed in.
create function private.accept_invitation(token text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_account uuid := (select auth.uid());
	v_address text := (select u.email from auth.users u where u.id = v_account);
	v_invited uuid;
	v_person public.people;
begin
	if not private.session_lives() or exists (select 1 from public.people p where p.user_id = v_account) then
		perform private.fail(409, 'somebody_already', 'Your account belongs to somebody already. Nothing was changed.');
	end if;
	v_invited := private.take_invitation(v_address, token, false);
	if v_invited is null then
		perform private.fail(403, 'not_invited', 'This invitation is not open, or it is for another address. Nothing was changed.');
	end if;
	update public.people p set user_id = v_account where p.id = v_invited returning p.* into v_person;
	insert into public.activity (district_id, actor_id, record, record_id, verb)
	values (v_person.district_id, v_person.id, 'people', v_person.id, 'came in');
end $$;

create function public.accept_invitation(token text) returns void
language sql security invoker set search_path = ''
as $$ select private.accept_invitation(token) $$;

-- A person keeps the address of their account. The old one is told, so that nobody loses an account unseen.
create function private.follow_address() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_person public.people;
begin
	if exists (select 1 from public.people p where p.email = lower(new.email) and p.user_id is distinct from new.id) then
		perform private.fail(409, 'address_taken', 'This address cannot be used here. Nothing was changed.');
	end if;
	select * into v_person from public.people p where p.user_id = new.id;
	if v_person.id is null then
		return new;
	elsif new.email is null or not (v_person.outside or private.of_district(new.email, v_person.district_id)) then
		perform private.fail(422, 'other_domain', 'Your district has its mail elsewhere. Nothing was changed.');
	end if;
	update public.people p set email = lower(new.email), revision = p.revision + 1 where p.id = v_person.id;
	perform private.queue_mail('email_changed:' || gen_random_uuid(), v_person.district_id, v_person.id, v_person.email, 'email_changed',
		jsonb_build_object('name', v_person.name, 'new_address', lower(new.email)), private.now() + interval '7 days');
	return new;
end $$;

-- Makes whoever shows the console's code the first admin: answers the token that their sign-up must carry.
drop function public.claim_first_admin(text, text, text);
drop function private.claim_first_admin(text, text, text);
create function private.claim_first_admin(code text, person_name text, person_email text) returns text
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid;
	v_person uuid;
begin
	update private.first_admin f set used_at = now()
	where f.code_hash = private.token_hash(code) and f.used_at is null
	returning f.district_id into v_district;
	if v_district is null then
		perform private.fail(403, 'wrong_code', 'That is not the code that the console printed. Nothing was saved.');
	end if;
	-- Whoever claimed it at an earlier start and never made their account gives way.
	update public.invitations i set withdrawn_at = private.now()
	where i.district_id = v_district and i.invited_by is null and i.accepted_at is null and i.withdrawn_at is null;
	delete from public.person_roles r using public.people p
	where r.person_id = p.id and r.role = 'admin' and p.district_id = v_district and p.user_id is null;
	select p.id into v_person from public.people p
	where p.district_id = v_district and p.email = lower(person_email) and p.user_id is null;
	if v_person is null then
		insert into public.people (district_id, email, name) values (v_district, lower(person_email), person_name) returning id into v_person;
	else
		update public.people p set name = person_name, active = true where p.id = v_person;
	end if;
	insert into public.person_roles (district_id, person_id, role) values (v_district, v_person, 'admin');
	return private.mint_invitation(private.invite(v_person, null));
end $$;

create function public.claim_first_admin(code text, person_name text, person_email text) returns text
language sql security invoker set search_path = ''
as $$ select private.claim_first_admin(code, person_name, person_email) $$;

grant execute on function private.claim_first_admin, public.claim_first_admin, private.mint_invitation, public.mint_invitation to service_role;
grant execute on function private.invitation, public.invitation to anon, authenticated;
grant execute on function private.accept_invitation, public.accept_invitation to authenticated;

alter table public.invitations enable row level security;
grant select on public.invitations to authenticated;
create policy "Admins see the invitations of their district" on public.invitations
	for select to authenticated using (
		district_id = (select private.district_id()) and (select private.has_role(private.person_id(), 'admin')));

create trigger admit_account before insert on auth.users
	for each row execute function private.admit_account();
create trigger follow_address after update of email on auth.users
	for each row when (old.email is distinct from new.email) execute function private.follow_address();
create trigger vouch_identity before insert on auth.identities
	for each row execute function private.vouch_identity();
