-- One's own account: its sessions, its settings, its address.

create function private.session_id() returns uuid
language sql stable set search_path = ''
as $$ select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'session_id')::uuid $$;

-- The caller's account while their session lives; null otherwise.
create function private.account_id() returns uuid
language sql stable security definer set search_path = ''
as $$ select auth.uid() where private.session_lives() $$;

create function private.my_sessions() returns table (id uuid, created_at timestamptz, last_used timestamptz, user_agent text, current boolean)
language sql stable security definer set search_path = ''
as $$
	select s.id, s.created_at, greatest(s.created_at, s.refreshed_at at time zone 'UTC'), coalesce(s.user_agent, ''),
		coalesce(s.id = private.session_id(), false)
	from auth.sessions s where s.user_id = private.account_id() and (s.not_after is null or s.not_after > now())
	order by 5 desc, 3 desc
$$;

create function public.my_sessions() returns table (id uuid, created_at timestamptz, last_used timestamptz, user_agent text, current boolean)
language sql stable security invoker set search_path = ''
as $$ select * from private.my_sessions() $$;

-- Notes with what somebody signed in, where the sign-in itself did not.
create function private.note_device(agent text) returns void
language sql security definer set search_path = ''
as $$
	update auth.sessions s set user_agent = left(agent, 300)
	where s.id = private.session_id() and s.user_id = private.account_id() and s.user_agent is null
$$;

create function public.note_device(agent text) returns void
language sql security invoker set search_path = ''
as $$ select private.note_device(agent) $$;

-- Ends one of one's own sessions: its tokens are worth nothing from now on.
create function private.end_session(session uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	delete from auth.sessions s where s.id = session and s.user_id = private.account_id();
	if not found then
		perform private.fail(404, 'no_such_session', 'You have no such session: it may have ended already.');
	end if;
end $$;

create function public.end_session(session uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.end_session(session) $$;

create function private.end_other_sessions() returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_ended int;
begin
	delete from auth.sessions s where s.user_id = private.account_id() and s.id is distinct from private.session_id();
	get diagnostics v_ended = row_count;
	return v_ended;
end $$;

create function public.end_other_sessions() returns int
language sql security invoker set search_path = ''
as $$ select private.end_other_sessions() $$;

create function private.save_own_settings(digest boolean) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if digest is null then
		perform private.fail(422, 'missing', 'Say whether you want the weekly mail. Nothing was saved.');
	end if;
	update public.people p set digest = save_own_settings.digest where p.id = private.person_id();
	if not found then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
end $$;

create function public.save_own_settings(digest boolean) returns void
language sql security invoker set search_path = ''
as $$ select private.save_own_settings(digest) $$;

-- What the account page shows of oneself beyond `me`.
create function public.own_settings() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select jsonb_build_object('digest', p.digest) from public.people p where p.id = (select private.person_id()) $$;

-- Whether one may change to this address: asked before a mail goes there, since the trigger that holds it has no words.
create function private.check_address(address text) returns text
language plpgsql security definer set search_path = ''
as $$
declare
	v_me public.people := (select p from public.people p where p.id = private.person_id());
begin
	if v_me.id is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif not private.spend_attempt('address', v_me.id::text, 10, 3600) then
		perform private.fail(429, 'too_many', 'You have tried many addresses: try again in an hour. Nothing was changed.');
	elsif not (v_me.outside or private.of_district(address, v_me.district_id)) then
		return 'other domain';
	elsif exists (select 1 from public.people p where p.email = lower(address))
		or exists (select 1 from auth.users u where u.email = lower(address)) then
		return 'taken';
	end if;
	return 'free';
end $$;

create function public.check_address(address text) returns text
language sql security invoker set search_path = ''
as $$ select private.check_address(address) $$;

-- Why somebody who is signed in is nobody here: 'ended' (their session), 'deactivated' or 'no person'. Null for a person.
create function private.why_stranger() returns text
language sql stable security definer set search_path = ''
as $$
	select case
		when not private.session_lives() then 'ended'
		when p.active then null
		when p.id is not null then 'deactivated'
		else 'no person' end
	from (select auth.uid() as id) account left join public.people p on p.user_id = account.id
$$;

create function public.why_stranger() returns text
language sql stable security invoker set search_path = ''
as $$ select private.why_stranger() $$;

grant execute on function private.my_sessions, private.note_device, private.end_session, private.end_other_sessions, private.save_own_settings,
	private.check_address, private.why_stranger to authenticated;
grant execute on function public.my_sessions, public.note_device, public.end_session, public.end_other_sessions, public.save_own_settings,
	public.own_settings, public.check_address, public.why_stranger to authenticated;
