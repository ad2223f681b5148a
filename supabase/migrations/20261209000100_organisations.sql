-- Partners: organisations that a district works with, under every spelling of their names, and the agreements with them. Contacts of
-- pilots name their organisation freely; a name that nobody knows yet becomes one.

create table private.organisations (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	name text not null check (length(trim(name)) between 1 and 160),
	kind text not null default 'unknown' check (kind in ('unknown', 'vendor', 'university', 'nonprofit', 'public office', 'foundation', 'other')),
	about text not null default '' check (length(about) <= 2000),
	website text not null default '' check (length(website) <= 500),
	revision int not null default 1,
	created_by uuid,
	created_at timestamptz not null default private.now(),
	changed_at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (created_by, district_id) references public.people (id, district_id)
);
comment on table private.organisations is 'Whom a district works with outside it.';
comment on column private.organisations.kind is 'Unknown until the AI office says what it is.';

create table private.organisation_names (
	district_id uuid not null references public.districts (id),
	key text not null,
	organisation_id uuid not null,
	name text not null,
	primary key (district_id, key),
	foreign key (organisation_id, district_id) references private.organisations (id, district_id) on delete cascade
);
comment on table private.organisation_names is 'Every name by which an organisation is known or was.';

create table private.organisation_agreements (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	organisation_id uuid not null,
	kind text not null check (kind in ('memorandum', 'contract', 'data sharing', 'research', 'other')),
	title text not null check (length(trim(title)) between 1 and 200),
	signed_on date not null,
	expires_on date,
	link text not null default '' check (length(link) <= 500),
	recorded_by uuid not null,
	recorded_at timestamptz not null default private.now(),
	ended_on date,
	end_reason text not null default '' check (length(end_reason) <= 2000),
	ended_by uuid,
	primary key (id, district_id),
	foreign key (organisation_id, district_id) references private.organisations (id, district_id) on delete cascade,
	foreign key (recorded_by, district_id) references public.people (id, district_id),
	foreign key (ended_by, district_id) references public.people (id, district_id),
	check (expires_on >= signed_on),
	check ((ended_on is null) = (ended_by is null))
);
comment on table private.organisation_agreements is 'Agreements with an organisation. One is current from the day it is signed through the day on which it expires or ends.';

alter table private.partner_contacts add column organisation_id uuid,
	add foreign key (organisation_id, district_id) references private.organisations (id, district_id);

create index on private.organisations (district_id, name);
create index on private.organisations (created_by, district_id);
create index on private.organisation_names (organisation_id, district_id);
create index on private.organisation_agreements (organisation_id, district_id);
create index on private.organisation_agreements (recorded_by, district_id);
create index on private.organisation_agreements (ended_by, district_id);
create index on private.organisation_agreements (district_id, expires_on);
create index on private.partner_contacts (organisation_id, district_id);

-- The organisation of that name, under whatever spelling; one that nobody knows yet is made.
create function private.organisation_named(district uuid, name text, person uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	-- Spelt as tools are: without case, accents, spaces and signs.
	v_key text := private.tool_key(name);
	v_id uuid := (select n.organisation_id from private.organisation_names n where n.district_id = district and n.key = v_key);
begin
	if v_id is null then
		insert into private.organisations as o (district_id, name, created_by) values (district, trim(organisation_named.name), person) returning o.id into v_id;
		insert into private.organisation_names (district_id, key, organisation_id, name) values (district, v_key, v_id, trim(organisation_named.name))
		on conflict do nothing;
		if not found then
			-- Somebody named it in the same moment: theirs is taken.
			delete from private.organisations o where o.id = v_id;
			select n.organisation_id into v_id from private.organisation_names n where n.district_id = district and n.key = v_key;
		end if;
	end if;
	return v_id;
end $$;

create function private.link_organisation() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	new.organisation_id := private.organisation_named(new.district_id, new.organisation, private.person_id());
	return new;
end $$;

create trigger of_an_organisation before insert or update of organisation on private.partner_contacts
	for each row execute function private.link_organisation();
update private.partner_contacts c set organisation = c.organisation where c.removed_at is null;

-- Saves an organisation: a new one without an id, otherwise with the revision that the form shows. Answers its id.
create function private.save_organisation(organisation jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_office public.districts := private.locked_office();
	v_me uuid := private.person_id();
	v_there private.organisations;
	v_name text := private.trimmed(organisation ->> 'name');
	v_kind text := coalesce(organisation ->> 'kind', 'unknown');
	v_about text := private.trimmed(organisation ->> 'about');
	v_website text := private.trimmed(organisation ->> 'website');
	v_key text := private.tool_key(private.trimmed(organisation ->> 'name'));
	v_twin record;
	v_id uuid;
begin
	perform private.known_fields(organisation, '{"id": {}, "revision": {}, "name": {"label": "The name", "most": 160}, "kind": {},
		"about": {"label": "What they do", "most": 2000}, "website": {"label": "The website", "most": 500}}');
	if organisation ->> 'id' is not null then
		select o.* into v_there from private.organisations o
		where o.id::text = organisation ->> 'id' and o.district_id = v_office.id for no key update;
		if not found then
			perform private.fail(404, 'no_such_organisation', 'There is no such organisation in your district. Nothing was saved.');
		end if;
		perform private.same_revision((organisation ->> 'revision')::int, v_there.revision, 'organisations', v_there.id);
	end if;
	if v_name = '' then
		perform private.fail(422, 'no_name', 'An organisation needs a name. Nothing was saved.', '{"field": "name"}');
	elsif v_kind not in ('unknown', 'vendor', 'university', 'nonprofit', 'public office', 'foundation', 'other') then
		perform private.fail(422, 'no_kind', 'Choose what kind of organisation it is. Nothing was saved.', '{"field": "kind"}');
	end if;
	perform private.check_link(v_website, 'website');
	select n.name, n.organisation_id into v_twin from private.organisation_names n where n.district_id = v_office.id and n.key = v_key;
	if v_twin.organisation_id is distinct from v_there.id and v_twin.organisation_id is not null then
		perform private.fail(409, 'name_taken', format('“%s” is known already. Nothing was saved.', v_twin.name),
			jsonb_build_object('field', 'name', 'organisation', v_twin.organisation_id));
	end if;
	if v_there.id is null then
		insert into private.organisations as o (district_id, name, kind, about, website, created_by)
		values (v_office.id, v_name, v_kind, v_about, v_website, v_me) returning o.id into v_id;
	else
		v_id := v_there.id;
		if (v_there.name, v_there.kind, v_there.about, v_there.website) is not distinct from (v_name, v_kind, v_about, v_website) then
			return v_id;
		end if;
		update private.organisations o set name = v_name, kind = v_kind, about = v_about, website = v_website,
			revision = o.revision + 1, changed_at = private.now()
		where o.id = v_id and o.district_id = v_office.id;
	end if;
	insert into private.organisation_names (district_id, key, organisation_id, name) values (v_office.id, v_key, v_id, v_name)
	on conflict (district_id, key) do update set name = excluded.name;
	perform private.note_activity(v_office.id, null, 'organisations', v_id, case when v_there.id is null then 'added' else 'changed' end,
		jsonb_build_object('name', v_name));
	return v_id;
end $$;

create function public.save_organisation(organisation jsonb) returns uuid
language sql security invoker set search_path = ''
as $$ select private.save_organisation(organisation) $$;

-- The organisation of the caller's office, locked.
create function private.locked_organisation(organisation uuid, district uuid) returns private.organisations
language plpgsql security definer set search_path = ''
as $$
declare
	v_there private.organisations;
begin
	select o.* into v_there from private.organisations o
	where o.id = organisation and o.district_id = locked_organisation.district for no key update;
	if not found then
		perform private.fail(404, 'no_such_organisation', 'There is no such organisation in your district. Nothing was saved.');
	end if;
	return v_there;
end $$;

-- agreement: { id, kind, title, signed_on, expires_on, link }. The client may make the id: said twice, it is recorded once.
create function private.record_partner_agreement(organisation uuid, agreement jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_office public.districts := private.locked_office();
	v_there private.organisations := private.locked_organisation(organisation, v_office.id);
	v_id uuid := coalesce((agreement ->> 'id')::uuid, gen_random_uuid());
	v_title text := private.trimmed(agreement ->> 'title');
	v_signed date;
	v_expires date;
begin
	perform private.known_fields(agreement, '{"id": {}, "kind": {}, "title": {"label": "The title", "most": 200}, "signed_on": {}, "expires_on": {},
		"link": {"label": "The link", "most": 500}}');
	if coalesce(agreement ->> 'kind' not in ('memorandum', 'contract', 'data sharing', 'research', 'other'), true) then
		perform private.fail(422, 'no_kind', 'Choose what kind of agreement it is. Nothing was saved.', '{"field": "kind"}');
	elsif v_title = '' then
		perform private.fail(422, 'no_title', 'Say what the agreement is called. Nothing was saved.', '{"field": "title"}');
	end if;
	v_signed := private.read_day(agreement ->> 'signed_on', 'The day on which it was signed');
	v_expires := case when private.trimmed(agreement ->> 'expires_on') <> '' then private.read_day(agreement ->> 'expires_on', 'The day on which it expires') end;
	if coalesce(v_signed > private.today(), true) then
		perform private.fail(422, 'not_yet', 'Say on which day it was signed, today at the latest. Nothing was saved.', '{"field": "signed_on"}');
	elsif v_expires < v_signed then
		perform private.fail(422, 'wrong_order', 'It would expire before it was signed. Nothing was saved.', '{"field": "expires_on"}');
	end if;
	if exists (select 1 from private.organisation_agreements a where a.id = v_id) then
		if exists (select 1 from private.organisation_agreements a where a.id = v_id and a.organisation_id = v_there.id) then
			return v_id;
		end if;
		perform private.fail(409, 'taken', 'This form was made for something else. Nothing was saved: open the page again.');
	end if;
	insert into private.organisation_agreements (id, district_id, organisation_id, kind, title, signed_on, expires_on, link, recorded_by)
	values (v_id, v_office.id, v_there.id, agreement ->> 'kind', v_title, v_signed, v_expires, private.check_link(private.trimmed(agreement ->> 'link'), 'link'),
		private.person_id());
	perform private.note_activity(v_office.id, null, 'organisations', v_there.id, 'recorded an agreement',
		jsonb_build_object('name', v_there.name, 'title', v_title));
	return v_id;
end $$;

create function public.record_partner_agreement(organisation uuid, agreement jsonb) returns uuid
language sql security invoker set search_path = ''
as $$ select private.record_partner_agreement(organisation, agreement) $$;

create function private.end_partner_agreement(organisation uuid, agreement uuid, ended_on date, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_office public.districts := private.locked_office();
	v_there private.organisations := private.locked_organisation(organisation, v_office.id);
	v_one private.organisation_agreements;
begin
	select a.* into v_one from private.organisation_agreements a where a.id = agreement and a.organisation_id = v_there.id;
	if not found then
		perform private.fail(404, 'no_such_agreement', 'There is no such agreement. Nothing was changed.');
	elsif v_one.ended_on is not null then
		perform private.fail(409, 'ended_already', 'This agreement was ended already. Nothing was changed.');
	elsif ended_on is null or ended_on < v_one.signed_on or ended_on > private.today() then
		perform private.fail(422, 'no_day', 'It ended between the day on which it was signed and today. Nothing was changed.', '{"field": "ended_on"}');
	elsif private.trimmed(reason) = '' then
		perform private.fail(422, 'no_reason', 'Say why it ended. Nothing was changed.', '{"field": "reason"}');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', 'A reason can have 2000 characters. Nothing was changed.', '{"field": "reason"}');
	end if;
	update private.organisation_agreements a set ended_on = end_partner_agreement.ended_on, end_reason = private.trimmed(reason), ended_by = private.person_id()
	where a.id = v_one.id and a.district_id = v_office.id;
	perform private.note_activity(v_office.id, null, 'organisations', v_there.id, 'ended an agreement',
		jsonb_build_object('name', v_there.name, 'title', v_one.title));
end $$;

create function public.end_partner_agreement(organisation uuid, agreement uuid, ended_on date, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.end_partner_agreement(organisation, agreement, ended_on, reason) $$;

-- How it stands with an agreement today: current, expiring (within 60 days), expired or ended.
create function private.partnership_state(ended_on date, expires_on date) returns text
language sql stable security definer set search_path = ''
as $$
	select case when ended_on < private.today() then 'ended' when expires_on < private.today() then 'expired'
		when coalesce(ended_on, expires_on) <= private.today() + 60 then 'expiring' else 'current' end
$$;

-- The organisations of the caller's district, 50 a page, in order of their names. filters: { search, kind }. Not for people from outside.
create function private.organisations(filters jsonb, page int) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_district uuid := private.district_id();
	v_search text := private.trimmed(filters ->> 'search');
	v_like text := '%' || replace(replace(replace(lower(private.trimmed(filters ->> 'search')), '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
	if private.person_id() is null or private.is_outside() then
		perform private.fail(403, 'not_yours', 'Partners are listed for people of the district.');
	end if;
	return (
		with found as materialized (
			select o.id, o.name, o.kind, o.about from private.organisations o
			where o.district_id = v_district and (filters ->> 'kind' is null or o.kind = filters ->> 'kind')
				and (v_search = '' or exists (
					select 1 from private.organisation_names n
					where n.organisation_id = o.id and n.district_id = v_district
						and (lower(n.name) like v_like or (private.tool_key(v_search) <> '' and n.key like '%' || private.tool_key(v_search) || '%'))))
		), shown as (
			select f.* from found f order by lower(f.name), f.id limit 50 offset 50 * (greatest(coalesce(page, 1), 1) - 1)
		)
		select jsonb_build_object('in_all', (select count(*) from found), 'organisations', coalesce((
			select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'kind', s.kind, 'about', s.about,
				'pilots', (select count(distinct c.pilot_id) from private.partner_contacts c
					where c.organisation_id = s.id and c.district_id = v_district and c.removed_at is null),
				'agreements', (select coalesce(jsonb_object_agg(x.state, x.many), '{}') from (
					select private.partnership_state(a.ended_on, a.expires_on) as state, count(*) as many from private.organisation_agreements a
					where a.organisation_id = s.id and a.district_id = v_district group by 1) x)) order by lower(s.name), s.id)
			from shown s), '[]')));
end $$;

create function public.organisations(filters jsonb default '{}', page int default 1) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.organisations(filters, page) $$;

-- One organisation with its names, agreements, and the contacts on pilots that the caller sees; addresses for the AI office alone.
create function private.organisation(organisation uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_one private.organisations;
begin
	select o.* into v_one from private.organisations o where o.id = organisation and o.district_id = private.district_id();
	if v_me is null or v_one.id is null or private.is_outside() then
		perform private.fail(404, 'no_such_organisation', 'There is no such organisation in your district.');
	end if;
	return jsonb_build_object('id', v_one.id, 'name', v_one.name, 'kind', v_one.kind, 'about', v_one.about, 'website', v_one.website,
		'revision', v_one.revision, 'keeps', private.has_role(v_me, 'admin'),
		'formerly', (select coalesce(jsonb_agg(n.name order by n.name), '[]') from private.organisation_names n
			where n.organisation_id = v_one.id and n.district_id = v_one.district_id and n.name <> v_one.name),
		'agreements', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'title', a.title, 'signed_on', a.signed_on,
				'expires_on', a.expires_on, 'link', a.link, 'ended_on', a.ended_on, 'end_reason', a.end_reason, 'recorded_by', p.name,
				'state', private.partnership_state(a.ended_on, a.expires_on)) order by a.signed_on desc, a.recorded_at desc), '[]')
			from private.organisation_agreements a join public.people p on p.id = a.recorded_by
			where a.organisation_id = v_one.id and a.district_id = v_one.district_id),
		'contacts', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'pilot', l.id, 'title', l.title, 'stage', l.stage,
				'email', case when private.has_role(v_me, 'admin') then nullif(c.email, '') end) order by lower(c.name), l.title), '[]')
			from private.partner_contacts c join public.pilots l on l.id = c.pilot_id
			where c.organisation_id = v_one.id and c.district_id = v_one.district_id and c.removed_at is null
				and private.parts(l.id, v_me, true) && array['team', 'sponsor', 'evaluator', 'reviewer', 'cabinet', 'admin']));
end $$;

create function public.organisation(organisation uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.organisation(organisation) $$;

grant execute on function private.save_organisation, private.record_partner_agreement, private.end_partner_agreement,
	private.organisations, private.organisation to authenticated;
grant execute on function public.save_organisation, public.record_partner_agreement, public.end_partner_agreement,
	public.organisations, public.organisation to authenticated;
