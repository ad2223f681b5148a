-- The AI office's people: who is here, what they may do, which seats they hold, and how those pass on when they leave.

create index on public.activity (record_id, district_id) where pilot_id is null;

-- The caller's district, for an admin alone, locked until the transaction ends: what the office does it does one after another,
-- so that two admins cannot take the last role from each other at the same moment.
create function private.locked_office() returns public.districts
language plpgsql security definer set search_path = ''
as $$
declare
	v_district public.districts;
begin
	perform private.require_admin();
	-- Not "for update": that would hold up every row of the district that refers to it.
	select d.* into v_district from public.districts d where d.id = private.district_id() for no key update;
	-- Whoever waited for the lock may have lost the role meanwhile.
	perform private.require_admin();
	return v_district;
end $$;

-- Refuses what was made on a page that shows something older than what is there. Says who changed it, and when.
create function private.same_revision(seen int, current int, record text, record_id uuid) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_last record;
begin
	if seen is distinct from current then
		select p.name, a.at into v_last from public.activity a left join public.people p on p.id = a.actor_id
		where a.record_id = same_revision.record_id and a.record = same_revision.record and a.pilot_id is null order by a.id desc limit 1;
		perform private.fail(409, 'changed_meanwhile', format('%s changed this in the meantime. Nothing of yours was saved.', coalesce(v_last.name, 'Somebody')),
			jsonb_build_object('by', v_last.name, 'at', v_last.at, 'revision', current));
	end if;
end $$;

-- Refuses fields that nobody knows and text that is too long. most: { field: { label, most } }, most null where it is no text.
create function private.known_fields(fields jsonb, known jsonb) returns void
language plpgsql stable set search_path = ''
as $$
declare
	v_wrong text;
begin
	if coalesce(jsonb_typeof(fields), '') <> 'object' then
		perform private.fail(400, 'unknown_field', 'What is to be saved is an object with named fields. Nothing was saved.');
	end if;
	select k into v_wrong from jsonb_object_keys(fields) k where not known ? k;
	if v_wrong is not null then
		perform private.fail(400, 'unknown_field', format('There is no field %s. Nothing was saved.', v_wrong));
	end if;
	select format('%s is text. Nothing was saved.', k.value ->> 'label') into v_wrong from jsonb_each(known) k
	where k.value ? 'most' and fields ? k.key and jsonb_typeof(fields -> k.key) <> 'string';
	if v_wrong is not null then
		perform private.fail(422, 'not_text', v_wrong);
	end if;
	select format('%s can have %s characters and has %s. Nothing was saved.', k.value ->> 'label', k.value ->> 'most', length(fields ->> k.key))
	into v_wrong from jsonb_each(known) k where k.value ? 'most' and length(fields ->> k.key) > (k.value ->> 'most')::int;
	if v_wrong is not null then
		perform private.fail(422, 'too_long', v_wrong);
	end if;
end $$;

-- A person of the caller's district, or 404.
create function private.person_of_mine(person uuid) returns public.people
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_person public.people;
begin
	select p.* into v_person from public.people p where p.id = person and p.district_id = private.district_id();
	if not found then
		perform private.fail(404, 'no_such_person', 'There is no person at this address.');
	end if;
	return v_person;
end $$;

-- The same, locked until the transaction ends: whoever is giving them a seat comes before or after.
create function private.locked_person(person uuid) returns public.people
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.person_of_mine(person);
	perform 1 from public.people p where p.id = person for no key update;
	return private.person_of_mine(person);
end $$;

-- Roles as people write and read them: 'cabinet', 'reviewer: privacy'.
create function private.roles_of(person uuid) returns text[]
language sql stable security definer set search_path = ''
as $$
	select coalesce(array_agg(r.role::text || coalesce(': ' || r.specialty::text, '') order by r.role, r.specialty), '{}')
	from public.person_roles r where r.person_id = person
$$;

-- A role as it is written, taken apart; refuses what is none.
create function private.read_role(given text, out role public.role, out specialty public.specialty)
language plpgsql stable set search_path = ''
as $$
declare
	v_parts text[] := regexp_match(lower(trim(given)), '^([a-z]+)\s*(?::\s*(.+))?$');
begin
	if not coalesce(v_parts[1] = any (enum_range(null::public.role)::text[]), false)
		or (v_parts[1] = 'reviewer') <> coalesce(v_parts[2] = any (enum_range(null::public.specialty)::text[]), false)
		or (v_parts[1] <> 'reviewer' and v_parts[2] is not null) then
		perform private.fail(422, 'no_such_role', format('There is no role “%s”. Nothing was saved.', left(coalesce(given, ''), 60)));
	end if;
	role := v_parts[1];
	specialty := v_parts[2];
end $$;

-- Whether somebody is the only admin of their district who can sign in.
create function private.is_last_admin(person uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select 1 from public.people p where p.id = person and p.active and p.user_id is not null and private.has_role(p.id, 'admin'))
		and not exists (
			select 1 from public.people p join public.people o on o.district_id = p.district_id and o.id <> p.id
			where p.id = person and o.active and o.user_id is not null and private.has_role(o.id, 'admin'))
$$;

-- Gives and takes roles, each with a line of activity. The caller has checked who may.
create function private.set_roles(person public.people, wanted text[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_role record;
	v_meeting date;
begin
	for v_role in
		select r.* from public.person_roles r where r.person_id = person.id
			and r.role::text || coalesce(': ' || r.specialty::text, '') <> all (wanted)
	loop
		if v_role.role = 'admin' and private.is_last_admin(person.id) then
			perform private.fail(409, 'last_admin', 'A district keeps at least one admin who can sign in: name another one first. Nothing was saved.');
		elsif v_role.role = 'cabinet' then
			select min(m.held_on) into v_meeting from public.meetings m where m.chair_id = person.id and m.held_on >= private.today();
			if v_meeting is not null then
				perform private.fail(409, 'chairs', format('%s chairs the meeting of %s: call another chair first. Nothing was saved.', person.name, v_meeting));
			end if;
		end if;
		delete from public.person_roles r where r.id = v_role.id;
		perform private.note_activity(person.district_id, null, 'people', person.id, 'revoked',
			jsonb_build_object('person_id', person.id, 'role', v_role.role, 'specialty', v_role.specialty));
		-- A seat that asks for the role ends with it, so that the gate asks for somebody else.
		update public.assignments a set until = private.now()
		where a.person_id = person.id and a.until is null and a.role = case v_role.role
			when 'cabinet' then 'sponsor' when 'evaluator' then 'evaluator' end::public.assignment_role;
	end loop;
	for v_role in
		select distinct r.role, r.specialty from unnest(wanted) w cross join lateral private.read_role(w) r
		where not exists (select 1 from public.person_roles h where h.person_id = person.id
			and h.role = r.role and h.specialty is not distinct from r.specialty)
	loop
		insert into public.person_roles (district_id, person_id, role, specialty) values (person.district_id, person.id, v_role.role, v_role.specialty);
		perform private.note_activity(person.district_id, null, 'people', person.id, 'granted',
			jsonb_build_object('person_id', person.id, 'role', v_role.role, 'specialty', v_role.specialty));
	end loop;
end $$;

-- Saves what the AI office says of a person: name, title, site, roles. Fields that are not named stay. Answers the new revision.
create function private.save_person(person uuid, revision int, fields jsonb) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_district public.districts := private.locked_office();
	v_person public.people := private.locked_person(person);
	v_held text[] := private.roles_of(person);
	v_wanted text[];
	v_changed text[];
begin
	perform private.same_revision(revision, v_person.revision, 'people', person);
	perform private.known_fields(fields, '{"name": {"label": "The name", "most": 120}, "title": {"label": "The title", "most": 120}, "site": {}, "roles": {}}');
	if fields ? 'name' and trim(fields ->> 'name') = '' then
		perform private.fail(422, 'no_name', 'A person needs a name. Nothing was saved.');
	elsif fields ->> 'site' is not null and not exists (
		select 1 from public.sites s where s.id::text = fields ->> 'site' and s.district_id = v_district.id
			and (s.closed_on is null or s.closed_on > private.today() or s.id = v_person.site_id)) then
		perform private.fail(422, 'no_such_site', 'That site is not in this district, or it is closed. Nothing was saved.');
	end if;
	if fields ? 'roles' then
		if jsonb_typeof(fields -> 'roles') <> 'array' then
			perform private.fail(400, 'unknown_field', 'Roles are a list. Nothing was saved.');
		end if;
		select coalesce(array_agg(distinct r.role::text || coalesce(': ' || r.specialty::text, '')), '{}') into v_wanted
		from jsonb_array_elements_text(fields -> 'roles') w cross join lateral private.read_role(w.value) r;
		if person = private.person_id() and not v_wanted <@ v_held then
			perform private.fail(403, 'own_roles', 'Nobody gives themselves a role: another admin does it. Nothing was saved.');
		elsif v_person.outside and v_wanted <> '{}' then
			perform private.fail(422, 'outside', 'Whoever comes from outside holds no role of the district; they are appointed to single pilots. Nothing was saved.');
		end if;
		perform private.set_roles(v_person, v_wanted);
	end if;
	select coalesce(array_agg(f.field), '{}') into v_changed from (values
		('name', fields ? 'name' and trim(fields ->> 'name') <> v_person.name),
		('title', fields ? 'title' and trim(fields ->> 'title') <> v_person.title),
		('site', fields ? 'site' and (fields ->> 'site')::uuid is distinct from v_person.site_id)) f (field, differs)
	where f.differs;
	update public.people p set
		name = coalesce(trim(fields ->> 'name'), p.name),
		title = coalesce(trim(fields ->> 'title'), p.title),
		site_id = case when fields ? 'site' then (fields ->> 'site')::uuid else p.site_id end,
		revision = p.revision + 1
	where p.id = person;
	if v_changed <> '{}' then
		perform private.note_activity(v_district.id, null, 'people', person, 'changed', jsonb_build_object('person_id', person, 'fields', v_changed));
	end if;
	return v_person.revision + 1;
end $$;

create function public.save_person(person uuid, revision int, fields jsonb) returns int
language sql security invoker set search_path = ''
as $$ select private.save_person(person, revision, fields) $$;

-- The people of the district for its AI office: a page of them and how many there are in each state.
-- filters: { search, role: 'cabinet' or 'member', state: 'active', 'invited', 'deactivated' or 'outside', after }.
create function private.people_office(filters jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_district uuid := private.district_id();
	v_search text := '%' || replace(replace(replace(lower(trim(coalesce(filters ->> 'search', ''))), '\', '\\'), '%', '\%'), '_', '\_') || '%';
	v_role text := nullif(filters ->> 'role', '');
	v_state text := nullif(filters ->> 'state', '');
	v_after int := case when filters ->> 'after' ~ '^\d{1,6}$' then (filters ->> 'after')::int else 0 end;
	v_page constant int := 50;
begin
	perform private.require_admin('Nothing is shown.');
	return (
		with found as materialized (
			select p.id, p.name, p.email, p.active as is_active, p.outside as is_outside, p.user_id is not null as has_account
			from public.people p
			where p.district_id = v_district
				and (v_search = '%%' or lower(p.name) like v_search or p.email like v_search or lower(p.title) like v_search)
				and (v_role is null or case v_role
					when 'member' then not exists (select 1 from public.person_roles r where r.person_id = p.id)
					else exists (select 1 from public.person_roles r where r.person_id = p.id and r.role::text = v_role) end)
		), placed as materialized (
			select f.*, s.state from found f cross join lateral (values
				('active', f.is_active and f.has_account), ('invited', f.is_active and not f.has_account),
				('deactivated', not f.is_active), ('outside', f.is_active and f.is_outside)) s (state, fits)
			where s.fits
		), wanted as (
			select distinct x.id, x.name, x.email from placed x where v_state is null or x.state = v_state
		)
		select jsonb_build_object(
			'page', v_page, 'after', v_after, 'total', (select count(*) from wanted),
			'counts', (select jsonb_build_object('all', (select count(*) from found),
				'active', count(*) filter (where x.state = 'active'), 'invited', count(*) filter (where x.state = 'invited'),
				'deactivated', count(*) filter (where x.state = 'deactivated'), 'outside', count(*) filter (where x.state = 'outside')) from placed x),
			'people', (select coalesce(jsonb_agg(private.person_line(w.id) order by lower(w.name), w.id), '[]') from (
				select * from wanted order by lower(name), id limit v_page offset v_after) w)));
end $$;

create function public.people_office(filters jsonb default '{}') returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.people_office(filters) $$;

-- What the office's pages say of somebody.
create function private.person_line(person uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email, 'title', p.title, 'site', s.name, 'site_id', p.site_id,
		'roles', to_jsonb(private.roles_of(p.id)), 'outside', p.outside, 'revision', p.revision,
		'invited_until', (select max(i.expires_at) from public.invitations i
			where i.person_id = p.id and i.accepted_at is null and i.withdrawn_at is null),
		'state', case when not p.active then 'deactivated' when p.user_id is null then 'invited' else 'active' end)
	from public.people p left join public.sites s on s.id = p.site_id where p.id = person
$$;

-- One person, whole, for the office: seats and what happened to their roles.
create function private.person_office(person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	perform private.require_admin('Nothing is shown.');
	perform private.person_of_mine(person);
	return private.person_line(person) || jsonb_build_object(
		'last_admin', private.is_last_admin(person),
		'seats', private.seats_of(person),
		'sites', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name), '[]') from public.sites s
			where s.district_id = private.district_id() and (s.closed_on is null or s.closed_on > private.today()
				or s.id = (select p.site_id from public.people p where p.id = person))),
		'history', (select coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'actor', p.name, 'verb', a.verb, 'facts', a.facts) order by a.id desc), '[]')
			from (select * from public.activity a where a.record_id = person and a.district_id = private.district_id() and a.pilot_id is null
				order by a.id desc limit 100) a
			left join public.people p on p.id = a.actor_id));
end $$;

create function public.person_office(person uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.person_office(person) $$;

grant execute on function private.save_person, private.people_office, private.person_office to authenticated;
grant execute on function public.save_person, public.people_office, public.person_office to authenticated;
