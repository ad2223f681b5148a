-- Partner contacts: whom a pilot talks to at a vendor, a university, a neighbouring office. A record, and no part in the
-- pilot: whoever is named here never signs, never votes, and has no account by it.

create table private.partner_contacts (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	person_id uuid,
	name text not null check (length(trim(name)) between 1 and 120),
	organisation text not null check (length(trim(organisation)) between 1 and 160),
	email text not null default '' check (length(email) <= 254),
	added_by uuid not null,
	added_at timestamptz not null default private.now(),
	changed_at timestamptz,
	removed_at timestamptz,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id),
	foreign key (added_by, district_id) references public.people (id, district_id)
);
comment on table private.partner_contacts is 'Behind the API, since not everyone who reads a name may read its address: joining_of says who.';
comment on column private.partner_contacts.person_id is 'Somebody from outside who has an account for another reason; null for a record alone.';

create index on private.partner_contacts (pilot_id, district_id);
create index on private.partner_contacts (person_id, district_id);
create index on private.partner_contacts (added_by, district_id);
create index on private.partner_contacts (district_id);

create trigger activity_added after insert on private.partner_contacts
	for each row execute function private.record_activity('added');
create trigger activity_changed after update of changed_at on private.partner_contacts
	for each row execute function private.record_activity('changed');
create trigger activity_removed after update of removed_at on private.partner_contacts
	for each row execute function private.record_activity('removed');

-- Whether somebody is a partner contact of a pilot: named as a person, or by their address.
create function private.is_partner(pilot uuid, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return exists (
		select 1 from private.partner_contacts c join public.people p on p.id = is_partner.person and p.district_id = c.district_id
		where c.pilot_id = is_partner.pilot and c.removed_at is null
			and (c.person_id = p.id or lower(c.email) = lower(p.email)));
end $$;

-- The wall behind every function that gives somebody a seat: none of them is for a partner contact.
create function private.refuse_partner() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if private.is_partner(new.pilot_id, new.person_id) then
		perform private.fail(403, 'partner_contact',
			'A partner contact of a pilot never signs or votes on it, and is not on its team. Nothing was changed.');
	end if;
	return new;
end $$;

create trigger not_a_partner before insert on public.assignments
	for each row execute function private.refuse_partner();
create trigger not_a_partner before insert on public.substitutes
	for each row execute function private.refuse_partner();
create trigger not_a_partner before insert on public.team_members
	for each row execute function private.refuse_partner();

-- Whoever keeps the partner contacts of a pilot: its lead, its sponsor and the AI office.
create function private.keeps_partners(parts text[]) returns boolean
language sql immutable set search_path = ''
as $$ select parts && array['lead', 'sponsor', 'admin'] $$;

-- Adds a partner contact, or changes one that is there. The client may make the id. contact: { name, organisation, email },
-- or { person, organisation } for somebody from outside who is known already.
create function private.save_partner(pilot uuid, contact jsonb, id uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_id uuid := coalesce(save_partner.id, gen_random_uuid());
	v_person public.people;
	v_name text := private.trimmed(contact ->> 'name');
	v_organisation text := private.trimmed(contact ->> 'organisation');
	v_email text := lower(private.trimmed(contact ->> 'email'));
	v_there private.partner_contacts;
	v_most constant int := 20;
begin
	if not private.keeps_partners(private.parts(pilot, v_me)) then
		perform private.fail(403, 'not_yours', 'The lead, the sponsor and the AI office name partner contacts. Nothing was saved.');
	elsif coalesce(jsonb_typeof(contact), '') <> 'object' then
		perform private.fail(400, 'no_contact', 'A partner contact has a name, an organisation and an address. Nothing was saved.');
	end if;
	if coalesce(contact ->> 'person', '') <> '' then
		select p.* into v_person from public.people p
		where p.id::text = contact ->> 'person' and p.district_id = v_pilot.district_id and p.outside and p.active;
		if not found then
			perform private.fail(422, 'wrong_person', 'A partner contact is somebody from outside the district. Nothing was saved.');
		end if;
		v_name := v_person.name;
		v_email := lower(v_person.email);
	end if;
	if v_name = '' then
		perform private.fail(422, 'no_name', 'A partner contact needs a name. Nothing was saved.');
	elsif v_organisation = '' then
		perform private.fail(422, 'no_organisation', 'Say which organisation they are of. Nothing was saved.');
	elsif length(v_name) > 120 or length(v_organisation) > 160 or length(v_email) > 254 then
		perform private.fail(422, 'too_long', 'A name can have 120 characters, an organisation 160 and an address 254. Nothing was saved.');
	elsif v_email <> '' and v_email !~ '^[^@[:space:]]+@[^@[:space:]]+\.[^@[:space:]]+$' then
		perform private.fail(422, 'no_address', 'That is not an address for mail. Nothing was saved.');
	elsif v_person.id is null and v_email <> '' and exists (
		select 1 from public.people p where p.district_id = v_pilot.district_id and lower(p.email) = v_email and not p.outside) then
		perform private.fail(422, 'of_the_district', 'That address is of somebody of this district: a partner contact is from outside it. Nothing was saved.');
	elsif exists (
		select 1 from public.people p
		where p.district_id = v_pilot.district_id and (p.id = v_person.id or (v_email <> '' and lower(p.email) = v_email))
			and (private.judges(v_pilot.id, p.id) or exists (
				select 1 from public.team_members t where t.pilot_id = v_pilot.id and t.person_id = p.id and t.left_at is null))) then
		perform private.fail(403, 'separation_of_duties',
			'They have or had a part in judging this pilot, or are on its team: they cannot be its partner contact too. Nothing was saved.');
	end if;
	select c.* into v_there from private.partner_contacts c where c.id = v_id and c.pilot_id = save_partner.pilot;
	if found then
		if v_there.removed_at is not null then
			perform private.fail(409, 'removed', 'This contact was taken off meanwhile. Nothing was saved.');
		elsif (v_there.name, v_there.organisation, v_there.email, v_there.person_id)
			is distinct from (v_name, v_organisation, v_email, v_person.id) then
			update private.partner_contacts c set name = v_name, organisation = v_organisation, email = v_email,
				person_id = v_person.id, changed_at = private.now()
			where c.id = v_id and c.district_id = v_pilot.district_id;
		end if;
		return v_id;
	elsif (select count(*) from private.partner_contacts c where c.pilot_id = save_partner.pilot and c.removed_at is null) >= v_most then
		perform private.fail(409, 'too_many', format('A pilot has at most %s partner contacts: take one off first. Nothing was saved.', v_most));
	end if;
	if exists (select 1 from private.partner_contacts c where c.id = v_id) then
		perform private.fail(409, 'taken', 'This form was made for something else. Nothing was saved: open the page again.');
	end if;
	insert into private.partner_contacts (id, district_id, pilot_id, person_id, name, organisation, email, added_by)
	values (v_id, v_pilot.district_id, pilot, v_person.id, v_name, v_organisation, v_email, v_me);
	return v_id;
end $$;

create function private.remove_partner(pilot uuid, contact uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
begin
	if not private.keeps_partners(private.parts(pilot, private.person_id())) then
		perform private.fail(403, 'not_yours', 'The lead, the sponsor and the AI office take partner contacts off. Nothing was changed.');
	elsif not exists (select 1 from private.partner_contacts c where c.id = contact and c.pilot_id = v_pilot.id) then
		perform private.fail(404, 'no_such_contact', 'There is no such partner contact on this pilot. Nothing was changed.');
	end if;
	-- Their address is of no use any more, and is nobody's to keep.
	update private.partner_contacts c set removed_at = private.now(), email = ''
	where c.id = remove_partner.contact and c.pilot_id = v_pilot.id and c.removed_at is null;
end $$;

create function public.save_partner(pilot uuid, contact jsonb, id uuid default null) returns uuid
language sql security invoker set search_path = ''
as $$ select private.save_partner(pilot, contact, id) $$;
create function public.remove_partner(pilot uuid, contact uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.remove_partner(pilot, contact) $$;

grant execute on function private.save_partner, private.remove_partner, public.save_partner, public.remove_partner to authenticated;
