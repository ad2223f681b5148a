-- What students and families are owed before a pilot starts: which of it a tier asks for, by rules of the district, and what a pilot has
-- settled, kept with who and when. No student's name or data: of consent there are counts of groups.

create table private.family_rules (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	tier public.risk_tier not null,
	kind text not null,
	condition text not null default 'always' check (condition in ('always', 'under 13', 'research')),
	evidence boolean not null default false,
	made_by uuid,
	valid_from timestamptz not null default private.now(),
	valid_until timestamptz,
	primary key (id, district_id),
	foreign key (made_by, district_id) references public.people (id, district_id)
);
comment on table private.family_rules is 'What a tier asks to be settled for students and families, where they take part. A pilot keeps the rules of when it entered its stage.';
comment on column private.family_rules.condition is 'research: assignment is randomized, or consent is active.';
comment on column private.family_rules.evidence is 'Whether a link or a date has to show it.';

create table private.safeguard_settings (
	district_id uuid primary key references public.districts (id),
	revision int not null default 1,
	changed_by uuid,
	changed_at timestamptz,
	foreign key (changed_by, district_id) references public.people (id, district_id)
);
comment on table private.safeguard_settings is 'How often a district changed what it asks for families, and who did last.';

create table private.family_measures (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	kind text not null,
	measure jsonb not null,
	amended boolean not null default false,
	reason text not null default '' check (length(reason) <= 2000),
	person_id uuid not null,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id)
);
comment on table private.family_measures is 'What a pilot settled for students and families: of each kind the last row counts, and those before are its history. Never changed.';
comment on column private.family_measures.amended is 'Saved after launch, with a reason.';

create index on private.family_rules (district_id, tier);
create unique index on private.family_rules (district_id, tier, kind) where valid_until is null;
create index on private.family_rules (made_by, district_id);
create index on private.safeguard_settings (changed_by, district_id);
create index on private.family_measures (pilot_id, district_id, kind, id);
create index on private.family_measures (person_id, district_id);
create index on private.family_measures (district_id);

create trigger kept before update or delete on private.family_measures
	for each row execute function private.refuse_change();

-- Everything that can be settled, in the order in which it is shown.
create function private.family_kinds() returns text[]
language sql immutable set search_path = ''
as $$ select '{notice,opt_out,alternative,languages,accommodations,consent,under_13,research_review}'::text[] $$;

alter table private.family_rules add check (kind = any (private.family_kinds()));
alter table private.family_measures add check (kind = any (private.family_kinds()));

-- What a district starts with.
create function private.first_family_rules()
returns table (tier public.risk_tier, kind text, condition text, evidence boolean)
language sql immutable set search_path = ''
as $$
	values ('low'::public.risk_tier, 'notice', 'always', true), ('low', 'alternative', 'always', false), ('low', 'under_13', 'under 13', true),
		('moderate', 'notice', 'always', true), ('moderate', 'alternative', 'always', false), ('moderate', 'under_13', 'under 13', true),
		('moderate', 'opt_out', 'always', false), ('moderate', 'languages', 'always', false), ('moderate', 'accommodations', 'always', false),
		('high', 'notice', 'always', true), ('high', 'alternative', 'always', false), ('high', 'under_13', 'under 13', true),
		('high', 'opt_out', 'always', false), ('high', 'languages', 'always', false), ('high', 'accommodations', 'always', false),
		('high', 'consent', 'always', true), ('high', 'research_review', 'research', true)
$$;

create function private.furnish_families() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.safeguard_settings (district_id) values (new.id);
	insert into private.family_rules (district_id, tier, kind, condition, evidence, valid_from)
	select new.id, r.tier, r.kind, r.condition, r.evidence, '-infinity' from private.first_family_rules() r;
	return null;
end $$;

create trigger furnish_families after insert on public.districts
	for each row execute function private.furnish_families();
-- Pilots that stand at the gate are asked too: for them somebody signed so far, and what was signed still counts.
insert into private.safeguard_settings (district_id) select d.id from public.districts d;
insert into private.family_rules (district_id, tier, kind, condition, evidence, valid_from)
select d.id, r.tier, r.kind, r.condition, r.evidence, '-infinity' from public.districts d cross join private.first_family_rules() r;

-- How far one kind is: missing, no evidence, pending, refused or done. What does not apply was saved with its reason.
create function private.family_state(kind text, measure jsonb, evidence boolean) returns text
language sql stable set search_path = ''
as $$
	select case
		when measure is null then 'missing'
		when kind = 'research_review' then case
			when measure ->> 'needed' = 'no' or measure ->> 'decision' in ('approved', 'exempt') then 'done'
			when measure ->> 'decision' = 'not approved' then 'refused' else 'pending' end
		when measure ->> 'consent' = 'none needed' or measure ->> 'consent_by' = 'not needed' or measure ->> 'applies' = 'no' then 'done'
		when evidence and coalesce(measure ->> 'link', '') = '' and measure ->> 'date' is null then 'no evidence'
		when kind = 'notice' and (measure ->> 'date')::date > private.today() then 'pending'
		else 'done' end
$$;

-- What is asked of a pilot, and everything that it settled although nobody asks for it, with the last of each.
create function private.families_of(pilot public.pilots)
returns table (kind text, asked boolean, condition text, evidence boolean, state text, id bigint, measure jsonb, amended boolean, reason text,
	by uuid, at timestamptz, place int)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_tier public.risk_tier := coalesce(pilot.risk_tier, private.computed_tier(pilot), 'moderate');
	-- The rules of launch are those of when the pilot entered the stage before it, also once it was launched.
	v_since timestamptz := case pilot.stage when 'draft' then private.now() when 'proposed' then private.now() when 'vetting' then pilot.stage_since
		else coalesce((select max(c.at) from public.stage_changes c where c.pilot_id = pilot.id and c.to_stage = 'vetting'), pilot.stage_since) end;
begin
	return query
	with last as (
		select distinct on (m.kind) m.* from private.family_measures m where m.pilot_id = pilot.id order by m.kind, m.id desc
	), research as (
		select exists (select 1 from public.plans l where l.pilot_id = pilot.id and l.design = 'randomized')
			or exists (select 1 from last l where l.kind = 'consent' and l.measure ->> 'consent' = 'active') as it
	), asked as (
		select r.kind, r.condition, r.evidence from private.family_rules r cross join research x
		where r.district_id = pilot.district_id and r.tier = v_tier and r.valid_from <= v_since and (r.valid_until is null or r.valid_until > v_since)
			-- An unanswered question asks for what a yes would.
			and pilot.students_take_part is not false
			and case r.condition when 'under 13' then pilot.under_13 is not false when 'research' then x.it else true end
	)
	select k.kind, a.kind is not null, a.condition, coalesce(a.evidence, false), private.family_state(k.kind, l.measure, coalesce(a.evidence, false)),
		l.id, l.measure, l.amended, l.reason, l.person_id, l.at, k.place::int
	from unnest(private.family_kinds()) with ordinality k (kind, place)
	left join asked a on a.kind = k.kind
	left join last l on l.kind = k.kind
	order by k.place;
end $$;

-- Met when everything that is asked is settled; with nothing asked it is met.
create function private.criterion_families(pilot public.pilots) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('met', coalesce(bool_and(f.state = 'done'), true),
		'asked', coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('kind', f.kind, 'state', f.state, 'date', f.measure ->> 'date',
			'link', nullif(f.measure ->> 'link', ''))) order by f.place), '[]'))
	from private.families_of(pilot) f where f.asked
$$;

-- From now on it ticks itself, and nobody signs it.
update public.criteria c set how = 'automatic', signers = '{}' where c.act = 'launch' and c.criterion = 'families';
update public.gate_rules r set signed_by = '{}' where r.act = 'launch' and r.criterion = 'families' and r.title is null;
