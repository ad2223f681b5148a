-- What nearly every statement asks. A function in SQL that is not put into its statement is planned anew with each one before
-- PostgreSQL 18; one in PL/pgSQL keeps its plan for the session.

create or replace function private.now() returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
	return coalesce(nullif(current_setting('pilotage.replay_at', true), '')::timestamptz, now());
end $$;

create or replace function private.today() returns date
language plpgsql stable set search_path = ''
as $$
begin
	return (private.now() at time zone 'UTC')::date;
end $$;

create or replace function private.session_lives() returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_session uuid := nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'session_id';
begin
	return v_session is null or exists (select 1 from auth.sessions a where a.id = v_session and a.user_id = auth.uid());
end $$;

create or replace function private.person_id() returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (select p.id from public.people p where p.user_id = auth.uid() and p.active and private.session_lives());
end $$;

create or replace function private.district_id() returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (select p.district_id from public.people p where p.user_id = auth.uid() and p.active and private.session_lives());
end $$;

create or replace function private.has_role(person uuid, wanted public.role) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return exists (select 1 from public.person_roles r where r.person_id = person and r.role = wanted);
end $$;

create or replace function private.on_team_since_proposed(pilot uuid, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return exists (
		select 1 from public.team_members t join public.pilots p on p.id = t.pilot_id
		where t.pilot_id = pilot and t.person_id = person
			and (t.left_at is null or (p.proposed_at is not null and t.left_at >= p.proposed_at)));
end $$;
