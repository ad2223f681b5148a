-- The floor that every domain stands on: the private schema, the clock, and one way to say no.

create schema if not exists private;
comment on schema private is 'Tables and functions that the API does not expose. Functions in public are the only way to them.';

revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;
-- Nothing is granted by habit: every grant below is written out.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke execute on functions from anon, authenticated, service_role;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;

-- The demonstration replays real acts at earlier dates by setting pilotage.replay_at on its own
-- database connection. No function of the API sets it, and no client can.
create function private.now() returns timestamptz
language sql stable set search_path = ''
as $$ select coalesce(nullif(current_setting('pilotage.replay_at', true), '')::timestamptz, now()) $$;

create function private.today() returns date
language sql stable set search_path = ''
as $$ select (private.now() at time zone 'UTC')::date $$;

-- Refuses with an HTTP status, a sentence for a person, a key for a program (in hint) and facts (in detail).
create function private.fail(status int, key text, sentence text, facts jsonb default '{}')
returns void
language plpgsql set search_path = ''
as $$
begin
	raise exception using errcode = 'PT' || status, message = sentence, hint = key, detail = facts::text;
end $$;

grant execute on function private.now, private.today, private.fail to authenticated, service_role;
