-- What becomes of an incident after its report: how severe it is as somebody looked into it, who answers for it, what is done, and how it
-- is closed. The report itself stands as it was written; it may name several pilots, or none where a tool was used outside of pilots.

create table private.incident_details (
	incident_id uuid not null,
	district_id uuid not null references public.districts (id),
	kind text not null check (kind in ('wrong or harmful output', 'bias or unequal treatment', 'privacy or data leak', 'security',
		'access or outage', 'inappropriate content', 'over-reliance or misuse', 'accessibility', 'other')),
	occurred_time time,
	detected_on date,
	detected_time time,
	affected text[] not null default '{}' check (affected <@ '{students,staff,families,others}'),
	how_many text not null default 'not known' check (how_many in ('nobody', '1 to 5', '6 to 25', '26 to 100', 'over 100', 'not known')),
	done_at_once text not null default '' check (length(done_at_once) <= 4000),
	severity text not null check (severity in ('minor', 'moderate', 'serious')),
	state text not null default 'reported' check (state in ('reported', 'triaged', 'in work', 'closing proposed', 'closed', 'joined')),
	owner_id uuid,
	report_due date,
	joined_to uuid,
	closing_by uuid,
	closing_words text not null default '' check (length(closing_words) <= 4000),
	closed_at timestamptz,
	changed_at timestamptz not null default private.now(),
	revision int not null default 1,
	primary key (incident_id, district_id),
	foreign key (incident_id, district_id) references public.incidents (id, district_id) on delete cascade,
	foreign key (owner_id, district_id) references public.people (id, district_id),
	foreign key (joined_to, district_id) references public.incidents (id, district_id),
	foreign key (closing_by, district_id) references public.people (id, district_id),
	check ((state = 'joined') = (joined_to is not null)),
	check ((state = 'closed') = (closed_at is not null)),
	check (state not in ('closing proposed', 'closed') or closing_by is not null)
);
comment on table private.incident_details is 'What a report says beside its words, and where the incident stands now.';
comment on column private.incident_details.severity is 'As it was found to be; the report keeps what its writer thought.';
comment on column private.incident_details.how_many is 'About how many people were affected, as a range: nobody is named.';
comment on column private.incident_details.report_due is 'By when a serious one needs its interim report.';
comment on column private.incident_details.joined_to is 'The report of the same event that stands for this one, too.';

create table private.incident_pilots (
	incident_id uuid not null,
	pilot_id uuid not null,
	district_id uuid not null references public.districts (id),
	primary key (incident_id, pilot_id, district_id),
	foreign key (incident_id, district_id) references public.incidents (id, district_id) on delete cascade,
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade
);
comment on table private.incident_pilots is 'All pilots that an incident touched; the first one stands in its report, too.';

create table private.incident_tools (
	incident_id uuid not null,
	tool_id uuid not null,
	district_id uuid not null references public.districts (id),
	primary key (incident_id, tool_id, district_id),
	foreign key (incident_id, district_id) references public.incidents (id, district_id) on delete cascade,
	foreign key (tool_id, district_id) references private.tools (id, district_id) on delete cascade
);
comment on table private.incident_tools is 'Which tools of the registry had a part in an incident.';

create table private.incident_actions (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	incident_id uuid not null,
	what text not null check (length(trim(what)) between 1 and 1000),
	owner_id uuid not null,
	due date not null,
	added_by uuid not null,
	added_at timestamptz not null default private.now(),
	done_at timestamptz,
	done_by uuid,
	done_note text not null default '' check (length(done_note) <= 2000),
	primary key (id, district_id),
	foreign key (incident_id, district_id) references public.incidents (id, district_id) on delete cascade,
	foreign key (owner_id, district_id) references public.people (id, district_id),
	foreign key (added_by, district_id) references public.people (id, district_id),
	foreign key (done_by, district_id) references public.people (id, district_id),
	check ((done_at is null) = (done_by is null))
);
comment on table private.incident_actions is 'What is done about an incident, by whom and until when.';

create table private.incident_reports (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	incident_id uuid not null,
	words text not null check (length(trim(words)) between 1 and 4000),
	by uuid not null,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (incident_id, district_id) references public.incidents (id, district_id) on delete cascade,
	foreign key (by, district_id) references public.people (id, district_id)
);
comment on table private.incident_reports is 'Interim reports: what is known so far. Never changed.';

create table private.incident_events (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	incident_id uuid not null,
	what text not null,
	facts jsonb not null default '{}',
	by uuid,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (incident_id, district_id) references public.incidents (id, district_id) on delete cascade,
	foreign key (by, district_id) references public.people (id, district_id)
);
comment on table private.incident_events is 'What was done with an incident, by whom and why, for those who may read it. Never changed.';

create index on private.incident_details (owner_id, district_id);
create index on private.incident_details (joined_to, district_id);
create index on private.incident_details (closing_by, district_id);
create index on private.incident_details (district_id, state) where state not in ('closed', 'joined');
create index on private.incident_details (district_id);
create index on private.incident_pilots (pilot_id, district_id);
create index on private.incident_pilots (incident_id, district_id);
create index on private.incident_pilots (district_id);
create index on private.incident_tools (tool_id, district_id);
create index on private.incident_tools (incident_id, district_id);
create index on private.incident_tools (district_id);
create index on private.incident_actions (incident_id, district_id);
create index on private.incident_actions (owner_id, district_id);
create index on private.incident_actions (added_by, district_id);
create index on private.incident_actions (done_by, district_id);
create index on private.incident_actions (district_id) where done_at is null;
create index on private.incident_reports (incident_id, district_id);
create index on private.incident_reports (by, district_id);
create index on private.incident_reports (district_id);
create index on private.incident_events (incident_id, district_id);
create index on private.incident_events (by, district_id);
create index on private.incident_events (district_id);
create index on public.incidents (district_id, occurred_on desc);

alter table public.incidents alter column pilot_id drop not null;
alter table public.incidents drop constraint incidents_severity_check;
alter table public.incidents add constraint incidents_severity_check check (severity in ('minor', 'moderate', 'serious'));
comment on column public.incidents.pilot_id is 'The pilot that the report names first; null where a tool was used outside of pilots.';

insert into private.incident_details (incident_id, district_id, kind, severity)
select i.id, i.district_id, 'other', i.severity from public.incidents i;
insert into private.incident_pilots (incident_id, pilot_id, district_id)
select i.id, i.pilot_id, i.district_id from public.incidents i;

-- Whether the caller may know of an incident at all: the district does; whoever comes from outside, with a pilot of theirs.
create function private.knows_incident(incident uuid) returns boolean
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	return not private.is_outside() or exists (
		select 1 from private.incident_pilots l where l.incident_id = incident and l.pilot_id in (select private.my_pilots()));
end $$;

-- Whether the caller may read what happened: who reported it, whoever answers for it or for something that is done about it, reviewers,
-- cabinet and AI office, and of each of its pilots the team, sponsor and evaluator.
create function private.reads_report(incident uuid) returns boolean
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_me uuid := private.person_id();
begin
	if v_me is null or not exists (
		select 1 from public.incidents i where i.id = incident and i.district_id = private.district_id()) or not private.knows_incident(incident) then
		return false;
	end if;
	return exists (select 1 from public.incidents i where i.id = incident and i.reported_by = v_me)
		or exists (select 1 from public.person_roles r where r.person_id = v_me and r.role in ('reviewer', 'cabinet', 'admin'))
		or exists (select 1 from private.incident_details d where d.incident_id = incident and d.owner_id = v_me)
		or exists (select 1 from private.incident_actions a where a.incident_id = incident and a.owner_id = v_me)
		or exists (select 1 from private.incident_pilots l where l.incident_id = incident
			and private.parts(l.pilot_id, v_me, true) && array['team', 'sponsor', 'evaluator', 'reviewer', 'cabinet', 'admin']);
end $$;

-- Which part somebody has in handling an incident: the AI office and reviewers handle it, unless they are kept out of one of its pilots.
create function private.handles_incident(incident uuid, person uuid) returns text
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	if not exists (select 1 from public.person_roles r where r.person_id = person and r.role in ('admin', 'reviewer')) and not exists (
		select 1 from private.incident_pilots l join public.substitutes s on s.pilot_id = l.pilot_id and s.person_id = person and s.until is null
		where l.incident_id = incident and (s.part = 'admin' or s.part = any (enum_range(null::public.specialty)::text[]))) then
		return 'no';
	end if;
	return case when private.out_of_incident(incident, person) is null then 'yes' else 'kept out' end;
end $$;

-- The pilot of an incident that keeps somebody out of settling it, if any.
create function private.out_of_incident(incident uuid, person uuid) returns uuid
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	return (
		select l.pilot_id from private.incident_pilots l where l.incident_id = out_of_incident.incident and private.kept_out(l.pilot_id, person)
		order by l.pilot_id limit 1);
end $$;

-- The third working day after a day: by then a serious incident has its interim report. Weekends and days off do not count.
create function private.incident_report_due(district uuid, since date) returns date
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_days constant int := 3;
begin
	return coalesce((
		select d.day from (
			select x::date as day from generate_series(since + 1, since + 120, interval '1 day') x
			where extract(isodow from x) < 6 and not exists (
				select 1 from public.days_off o where o.district_id = incident_report_due.district and x::date between o.starts_on and o.ends_on)
			limit v_days) d
		order by d.day offset v_days - 1 limit 1), since + v_days);
end $$;

-- Refuses words that somebody could be known by: a mail address, or digits in a row as a student's number has them.
create function private.refuse_identity(field text, label text, words text) returns void
language plpgsql immutable security definer set search_path = ''
as $$
begin
	if words ~ '[[:alnum:]._%+-]+@[[:alnum:]-]+\.[[:alnum:].-]*[[:alpha:]]' then
		perform private.fail(422, 'names_somebody', format('%s has a mail address in it. Say which role somebody has, and take the address out: reports are kept, and people are not to be known by them. Nothing was saved.', label),
			jsonb_build_object('field', field));
	elsif words ~ '[0-9]{6,}' then
		perform private.fail(422, 'names_somebody', format('%s has a long number in it, as students'' numbers are. Take it out, or write an amount with its thousands apart: 250,000. Nothing was saved.', label),
			jsonb_build_object('field', field));
	end if;
end $$;

-- The words of a field: there, not too long, and nobody can be known by them.
create function private.incident_words(field text, label text, words text, most int, missing text) returns text
language plpgsql immutable security definer set search_path = ''
as $$
declare
	v_words text := trim(coalesce(words, ''));
begin
	if v_words = '' and missing is not null then
		perform private.fail(422, 'no_words', missing || ' Nothing was saved.', jsonb_build_object('field', field));
	elsif length(v_words) > most then
		perform private.fail(422, 'too_long', format('%s can have %s characters and has %s. Nothing was saved.', label, most, length(v_words)),
			jsonb_build_object('field', field));
	end if;
	perform private.refuse_identity(field, label, v_words);
	return v_words;
end $$;

-- Notes a line of what was done with an incident: for its readers with the reason, and in the activity of each of its pilots without.
create function private.note_incident(incident uuid, what text, facts jsonb, verb text, shown jsonb default '{}', about uuid default null) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_incident public.incidents;
	v_person jsonb := case when about is null then '{}' else jsonb_build_object('person_id', about) end;
begin
	select i.* into v_incident from public.incidents i where i.id = incident;
	insert into private.incident_events (district_id, incident_id, what, facts, by)
	values (v_incident.district_id, incident, note_incident.what, note_incident.facts, private.person_id());
	if verb is null then
		return;
	end if;
	-- Whoever it is about is told once, not once for each pilot.
	perform private.note_activity(v_incident.district_id, v_incident.pilot_id, 'incidents', incident, verb, shown || v_person);
	perform private.note_activity(l.district_id, l.pilot_id, 'incidents', incident, verb, shown)
	from private.incident_pilots l where l.incident_id = note_incident.incident and l.pilot_id is distinct from v_incident.pilot_id;
end $$;

create trigger kept before update or delete on private.incident_reports
	for each row execute function private.refuse_change();
create trigger kept before update or delete on private.incident_events
	for each row execute function private.refuse_change();

grant execute on function private.reads_report to authenticated;

drop policy "Incidents are read by those who must know of them" on public.incidents;
-- It asked for one pilot, and an incident may have several.
drop function private.reads_incident;
create policy "Incidents are read by those who must know of them" on public.incidents
	for select to authenticated using (district_id = (select private.district_id()) and private.reads_report(id));
