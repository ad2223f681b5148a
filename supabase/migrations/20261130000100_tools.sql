-- The tools registry's ground: what a district knows of each tool, every name that it goes by, its agreements, what changed when, and
-- which pilots use it. Pilots name their tools freely; a name that nobody knows yet becomes a tool that is proposed.

create type public.tool_state as enum ('proposed', 'in review', 'approved', 'restricted', 'blocked', 'retired');

create table private.tools (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	name text not null check (length(trim(name)) between 1 and 200),
	vendor text not null default '' check (length(vendor) <= 200),
	model text not null default '' check (length(model) <= 200),
	version text not null default '' check (length(version) <= 100),
	purpose text not null default '' check (length(purpose) <= 2000),
	generative boolean,
	data_elements text[] not null default '{}',
	about text[] not null default '{}' check (about <@ array['students', 'staff', 'families', 'nobody']),
	subprocessors text[] not null default '{}' check (cardinality(subprocessors) <= 50),
	hosting_region text not null default '' check (length(hosting_region) <= 200),
	sign_on text not null default 'unknown' check (sign_on in ('unknown', 'district account', 'rostered', 'own account', 'none')),
	trained_on_student_data text not null default 'unknown' check (trained_on_student_data in ('unknown', 'no', 'de-identified', 'yes')),
	under_13_consent text not null default 'unknown'
		check (under_13_consent in ('unknown', 'not for under 13', 'school consents', 'families consent')),
	retention text not null default '' check (length(retention) <= 1000),
	accessibility text not null default '' check (length(accessibility) <= 1000),
	accessibility_link text not null default '' check (length(accessibility_link) <= 500),
	website text not null default '' check (length(website) <= 500),
	state public.tool_state not null default 'proposed',
	state_reason text not null default '' check (length(state_reason) <= 2000),
	revision int not null default 1,
	merged_into uuid,
	created_by uuid,
	created_at timestamptz not null default private.now(),
	changed_at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (created_by, district_id) references public.people (id, district_id),
	foreign key (merged_into, district_id) references private.tools (id, district_id)
);
comment on table private.tools is 'What a district knows of a tool as it is now. Names and what changed stand beside it.';
comment on column private.tools.merged_into is 'The tool that this turned out to be another spelling of; it has no names and no pilots any more.';
comment on column private.tools.version is 'The vendor''s own version of product or model.';

create table private.tool_names (
	district_id uuid not null references public.districts (id),
	key text not null,
	tool_id uuid not null,
	name text not null,
	since timestamptz not null default private.now(),
	primary key (district_id, key),
	foreign key (tool_id, district_id) references private.tools (id, district_id) on delete cascade
);
comment on table private.tool_names is 'Every name by which a tool is known or was: its own, earlier ones, and other spellings.';

create table private.tool_agreements (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	tool_id uuid not null,
	version text not null default '' check (length(version) <= 100),
	signed_on date not null,
	expires_on date,
	general_offer boolean not null default false,
	disposition text not null default '' check (length(disposition) <= 1000),
	deletion_days int check (deletion_days between 0 and 3650),
	breach_notice_hours int check (breach_notice_hours between 1 and 8760),
	link text not null default '' check (length(link) <= 500),
	recorded_by uuid not null,
	recorded_at timestamptz not null default private.now(),
	ended_on date,
	end_reason text not null default '' check (length(end_reason) <= 2000),
	primary key (id, district_id),
	foreign key (tool_id, district_id) references private.tools (id, district_id) on delete cascade,
	foreign key (recorded_by, district_id) references public.people (id, district_id),
	check (expires_on >= signed_on)
);
comment on table private.tool_agreements is 'Data-privacy agreements of a tool. One is current from the day it is signed through the day on which it expires or ends.';
comment on column private.tool_agreements.general_offer is 'Whether other districts may join it as it is.';

create table private.tool_changes (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	tool_id uuid not null,
	revision int not null,
	fields text[] not null,
	before jsonb not null,
	after jsonb not null,
	reason text not null default '' check (length(reason) <= 2000),
	by uuid,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (tool_id, district_id) references private.tools (id, district_id) on delete cascade,
	foreign key (by, district_id) references public.people (id, district_id)
);
comment on table private.tool_changes is 'Which fields of a tool changed, from what to what, states and agreements among them. Never changed.';

create table private.pilot_tools (
	pilot_id uuid not null,
	tool_id uuid not null,
	district_id uuid not null references public.districts (id),
	name text not null,
	linked_at timestamptz not null default private.now(),
	unlinked_at timestamptz,
	primary key (pilot_id, tool_id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (tool_id, district_id) references private.tools (id, district_id) on delete cascade
);
comment on table private.pilot_tools is 'Which tools a pilot uses, from when it is proposed. It follows from the names in the proposal.';
comment on column private.pilot_tools.unlinked_at is 'Since when the pilot does not name it any more.';

create table private.review_touches (
	field text not null,
	specialty public.specialty not null,
	primary key (field, specialty)
);
comment on table private.review_touches is 'Which reviews a change of which field of a tool opens again. What is not listed opens none.';

insert into private.review_touches (field, specialty)
select t.field, s.specialty::public.specialty
from (values
	('vendor', '{security,privacy,finance}'::text[]),
	('model', '{security,instruction,accessibility and equity}'), ('version', '{security,instruction,accessibility and equity}'),
	('agreement', '{privacy}'), ('subprocessors', '{security,privacy}'), ('retention', '{privacy}'), ('hosting_region', '{security,privacy}'),
	('trained_on_student_data', '{privacy}'), ('under_13_consent', '{privacy}'), ('data_elements', '{privacy}'), ('about', '{privacy}'),
	('sign_on', '{security}'), ('accessibility', '{accessibility and equity}'), ('accessibility_link', '{accessibility and equity}')
) t (field, specialties) cross join lateral unnest(t.specialties) s (specialty);

create index on private.tools (district_id, state);
create index on private.tools (created_by, district_id);
create index on private.tools (merged_into, district_id);
create index on private.tool_names (tool_id, district_id);
create index on private.tool_agreements (tool_id, district_id);
create index on private.tool_agreements (recorded_by, district_id);
create index on private.tool_agreements (district_id, expires_on);
create index on private.tool_changes (tool_id, district_id);
create index on private.tool_changes (by, district_id);
create index on private.tool_changes (district_id, at);
create index on private.pilot_tools (pilot_id, district_id);
create index on private.pilot_tools (tool_id, district_id);
create index on private.pilot_tools (district_id);

create trigger kept before update or delete on private.tool_changes
	for each row execute function private.refuse_change();

-- A name as its spellings share it: without case, accents, spaces and signs.
create function private.tool_key(name text) returns text
language sql immutable security definer set search_path = ''
as $$
	select coalesce(nullif(regexp_replace(regexp_replace(lower(normalize(name, NFKD)), '[\u0300-\u036f]', '', 'g'), '[^[:alnum:]]+', '', 'g'), ''),
		lower(trim(name)))
$$;

-- The tool of that name, under whatever spelling; one that nobody knows yet is proposed by it.
create function private.tool_named(district uuid, name text, person uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_key text := private.tool_key(name);
	v_tool uuid := (select n.tool_id from private.tool_names n where n.district_id = district and n.key = v_key);
begin
	if v_tool is null then
		-- Two pilots may name it in the same moment: the second takes the tool of the first.
		insert into private.tools as t (district_id, name, created_by) values (district, trim(tool_named.name), person) returning t.id into v_tool;
		insert into private.tool_names (district_id, key, tool_id, name) values (district, v_key, v_tool, trim(tool_named.name))
		on conflict do nothing;
		if not found then
			delete from private.tools t where t.id = v_tool;
			select n.tool_id into v_tool from private.tool_names n where n.district_id = district and n.key = v_key;
		end if;
	end if;
	return v_tool;
end $$;

-- Once a pilot is proposed, its tools are those of the registry with the names in its proposal.
create function private.link_tools() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if new.stage = 'draft' and not exists (select 1 from private.pilot_tools l where l.pilot_id = new.id) then
		return null;
	end if;
	insert into private.pilot_tools as l (pilot_id, tool_id, district_id, name)
	select distinct on (x.tool) new.id, x.tool, new.district_id, x.name
	from (select private.tool_named(new.district_id, n.name, private.person_id()) as tool, n.name
		from unnest(new.tools) n (name) where trim(n.name) <> '') x
	order by x.tool
	on conflict (pilot_id, tool_id, district_id) do update set name = excluded.name, unlinked_at = null
		where l.unlinked_at is not null or l.name <> excluded.name;
	update private.pilot_tools l set unlinked_at = private.now()
	where l.pilot_id = new.id and l.unlinked_at is null
		and l.tool_id not in (
			select k.tool_id from private.tool_names k join unnest(new.tools) n (name) on k.key = private.tool_key(n.name)
			where k.district_id = new.district_id);
	return null;
end $$;

-- Drafts are their team's own: what they name is no business of the registry.
create trigger tools_linked after insert on public.pilots
	for each row when (new.stage <> 'draft' and cardinality(new.tools) > 0) execute function private.link_tools();
create trigger tools_linked_again after update of tools, stage on public.pilots
	for each row when (new.tools is distinct from old.tools or (old.stage = 'draft' and new.stage <> 'draft'))
	execute function private.link_tools();

do $$
declare
	v_pilot public.pilots;
begin
	for v_pilot in select p.* from public.pilots p where p.stage <> 'draft' and cardinality(p.tools) > 0 order by p.created_at loop
		insert into private.pilot_tools (pilot_id, tool_id, district_id, name)
		select distinct on (x.tool) v_pilot.id, x.tool, v_pilot.district_id, x.name
		from (select private.tool_named(v_pilot.district_id, n.name, null) as tool, n.name from unnest(v_pilot.tools) n (name) where trim(n.name) <> '') x
		order by x.tool;
	end loop;
end $$;
