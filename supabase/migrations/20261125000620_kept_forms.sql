-- What somebody wrote while their session was over, kept for an hour for them alone.

create table private.kept_forms (
	id_hash text primary key,
	account uuid not null references auth.users (id) on delete cascade,
	path text not null check (path ~ '^/([^/\\]|$)' and length(path) <= 2000),
	fields jsonb not null check (jsonb_typeof(fields) = 'array'),
	kept_at timestamptz not null default private.now(),
	expires_at timestamptz not null default private.now() + interval '1 hour'
);
comment on table private.kept_forms is 'Forms that arrived after their session was over. The id is in a cookie of that browser, and only its hash is here.';
comment on column private.kept_forms.account is 'Whose session it was: nobody else is ever shown it, whoever signs in on that browser.';
comment on column private.kept_forms.fields is 'Names and values in the order of the form: [["title", "…"], …]. No files, no passwords, no codes.';
create index on private.kept_forms (account, kept_at);
create index on private.kept_forms (expires_at);

create function private.hash_of(token text) returns text
language sql immutable set search_path = ''
as $$ select encode(sha256(convert_to(token, 'UTF8')), 'hex') $$;

-- Forgets what nobody came back for. Whatever runs by the clock may call it; keeping the next form does.
create function private.sweep_kept_forms() returns void
language sql security definer set search_path = ''
as $$ delete from private.kept_forms k where k.expires_at <= private.now() $$;

-- Keeps a form for an account that exists, at most ten of them at once; the server alone calls it. Answers whether it was kept.
create function private.keep_form(token text, account uuid, path text, fields jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.sweep_kept_forms();
	if length(token) < 32 or not exists (select 1 from auth.users u where u.id = keep_form.account)
		or octet_length(fields::text) > 400000 then
		return false;
	end if;
	delete from private.kept_forms k
	where k.id_hash in (
		select x.id_hash from private.kept_forms x where x.account = keep_form.account order by x.kept_at desc, x.id_hash offset 9);
	insert into private.kept_forms (id_hash, account, path, fields) values (private.hash_of(token), keep_form.account, keep_form.path, keep_form.fields);
	return true;
end $$;

create function public.keep_form(token text, account uuid, path text, fields jsonb) returns boolean
language sql security invoker set search_path = ''
as $$ select private.keep_form(token, account, path, fields) $$;

-- The kept forms that these tokens name and that are the caller's own.
create function private.kept_forms(tokens text[]) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('token', t.token, 'path', k.path, 'fields', k.fields, 'kept_at', k.kept_at,
		'expires_at', k.expires_at) order by k.kept_at), '[]')
	from unnest(tokens[1:10]) t (token) join private.kept_forms k on k.id_hash = private.hash_of(t.token)
	where k.account = (select auth.uid()) and (select private.person_id()) is not null and k.expires_at > private.now()
$$;

create function public.kept_forms(tokens text[]) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.kept_forms(tokens) $$;

-- Lets a kept form of the caller's go: it was sent after all, with the same fields to the same place, or is not wanted (no path).
-- Answers whether there was one.
create function private.take_kept_form(token text, path text, fields jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
	delete from private.kept_forms k
	where k.id_hash = private.hash_of(token) and k.account = auth.uid() and private.person_id() is not null
		and (take_kept_form.path is null or (k.path = take_kept_form.path and k.fields = take_kept_form.fields));
	return found;
end $$;

create function public.take_kept_form(token text, path text default null, fields jsonb default null) returns boolean
language sql security invoker set search_path = ''
as $$ select private.take_kept_form(token, path, fields) $$;

grant execute on function private.keep_form, public.keep_form to service_role;
grant execute on function private.kept_forms, private.take_kept_form to authenticated;
grant execute on function public.kept_forms, public.take_kept_form to authenticated;
