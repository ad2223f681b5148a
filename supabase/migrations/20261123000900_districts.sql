-- Founding a district: what a new one starts with, and its first admin.

create function private.furnish_district() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into public.review_rules (district_id, tier, specialty) values
		(new.id, 'low', 'privacy'),
		(new.id, 'moderate', 'privacy'), (new.id, 'moderate', 'security'), (new.id, 'moderate', 'instruction'),
		(new.id, 'high', 'privacy'), (new.id, 'high', 'security'), (new.id, 'high', 'instruction'),
		(new.id, 'high', 'accessibility and equity'), (new.id, 'high', 'finance');
	return null;
end $$;

create trigger furnish after insert on public.districts
	for each row execute function private.furnish_district();

-- The code that the console printed when an empty district was opened. Only its hash is kept, and it works once.
create table private.first_admin (
	code_hash text primary key,
	district_id uuid not null references public.districts (id),
	used_at timestamptz
);
create index on private.first_admin (district_id);
comment on table private.first_admin is 'Lets the holder of the console become the first admin of an empty district.';

-- Is a first admin still awaited? Asked before anyone can sign in.
create function private.awaits_first_admin() returns boolean
language sql stable security definer set search_path = ''
as $$ select exists (select 1 from private.first_admin f where f.used_at is null) $$;

create function public.awaits_first_admin() returns boolean
language sql stable security invoker set search_path = ''
as $$ select private.awaits_first_admin() $$;

-- Makes whoever shows the code the first admin: their person waits for the account with this address.
create function private.claim_first_admin(code text, person_name text, person_email text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid;
	v_person uuid;
begin
	update private.first_admin f set used_at = now()
	where f.code_hash = encode(sha256(convert_to(code, 'UTF8')), 'hex') and f.used_at is null
	returning f.district_id into v_district;
	if v_district is null then
		perform private.fail(403, 'wrong_code', 'That is not the code that the console printed. Nothing was saved.');
	end if;
	insert into public.people (district_id, email, name) values (v_district, lower(person_email), person_name) returning id into v_person;
	insert into public.person_roles (district_id, person_id, role) values (v_district, v_person, 'admin');
end $$;

create function public.claim_first_admin(code text, person_name text, person_email text) returns void
language sql security invoker set search_path = ''
as $$ select private.claim_first_admin(code, person_name, person_email) $$;

grant execute on function private.awaits_first_admin, public.awaits_first_admin to anon, authenticated;
grant execute on function private.claim_first_admin, public.claim_first_admin to service_role;
