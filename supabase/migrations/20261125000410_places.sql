-- The AI office's places and times: sites that open and close, terms, days off, and the settings of the district.

create table public.terms (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	name text not null check (length(trim(name)) between 1 and 80),
	starts_on date not null,
	ends_on date not null,
	revision int not null default 1,
	primary key (id, district_id),
	check (ends_on >= starts_on)
);
comment on table public.terms is 'When there is school. Terms of a district do not overlap.';

create table public.days_off (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	name text not null check (length(trim(name)) between 1 and 80),
	starts_on date not null,
	ends_on date not null,
	revision int not null default 1,
	primary key (id, district_id),
	check (ends_on >= starts_on)
);
comment on table public.days_off is 'Days without school: single holidays, breaks, days of training.';

create index on public.terms (district_id, starts_on);
create index on public.days_off (district_id, starts_on);

-- Saves a site: a new one without an id. A site is closed and opened again, never deleted. Answers its id.
create function private.save_site(site uuid, revision int, fields jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_district public.districts := private.locked_office();
	v_site public.sites;
	v_name text;
	v_closed date;
	v_twin text;
begin
	perform private.known_fields(fields, '{"name": {"label": "The name", "most": 120}, "kind": {}, "closed_on": {}}');
	if site is not null then
		select s.* into v_site from public.sites s where s.id = site and s.district_id = v_district.id;
		if not found then
			perform private.fail(404, 'no_such_site', 'There is no such site in your district. Nothing was saved.');
		end if;
		perform private.same_revision(revision, v_site.revision, 'sites', site);
	end if;
	v_name := trim(regexp_replace(coalesce(fields ->> 'name', v_site.name, ''), '\s+', ' ', 'g'));
	v_closed := case when fields ? 'closed_on' then private.read_day(fields ->> 'closed_on', 'The day of closing') else v_site.closed_on end;
	select s.name into v_twin from public.sites s
	where s.district_id = v_district.id and lower(s.name) = lower(v_name) and s.id is distinct from site limit 1;
	if v_name = '' then
		perform private.fail(422, 'no_name', 'A site needs a name. Nothing was saved.');
	elsif v_twin is not null then
		perform private.fail(409, 'already_there', format('There is a site called “%s” already. Nothing was saved.', v_twin));
	elsif not coalesce(coalesce(fields ->> 'kind', v_site.kind::text) = any (enum_range(null::public.site_kind)::text[]), false) then
		perform private.fail(422, 'no_kind', 'A site is a school or a department. Nothing was saved.');
	end if;
	if site is null then
		insert into public.sites as s (district_id, name, kind, closed_on)
		values (v_district.id, v_name, (fields ->> 'kind')::public.site_kind, v_closed) returning s.* into v_site;
		perform private.note_activity(v_district.id, null, 'sites', v_site.id, 'added', jsonb_build_object('name', v_name));
		return v_site.id;
	end if;
	update public.sites s set name = v_name, kind = coalesce((fields ->> 'kind')::public.site_kind, s.kind), closed_on = v_closed,
		revision = s.revision + 1
	where s.id = site;
	perform private.note_activity(v_district.id, null, 'sites', site,
		case when v_closed is not distinct from v_site.closed_on then 'changed' when v_closed is null then 'opened' else 'closed' end,
		jsonb_build_object('name', v_name, 'before', v_site.name, 'closed_on', v_closed));
	return site;
end $$;

create function public.save_site(site uuid, revision int, fields jsonb) returns uuid
language sql security invoker set search_path = ''
as $$ select private.save_site(site, revision, fields) $$;

-- A day as it is written; null for none. Refuses what is no day in words.
create function private.read_day(given text, label text) returns date
language plpgsql stable set search_path = ''
as $$
begin
	if coalesce(given, '') <> '' and not private.is_day(given) then
		perform private.fail(422, 'no_day', format('%s is written like 2026-08-17. Nothing was saved.', label));
	end if;
	return nullif(given, '')::date;
end $$;

-- What terms and days off have in common: a name, a first and a last day.
create function private.read_span(fields jsonb, longest int, out name text, out starts_on date, out ends_on date)
language plpgsql stable set search_path = ''
as $$
begin
	perform private.known_fields(fields, '{"name": {"label": "The name", "most": 80}, "starts_on": {}, "ends_on": {}}');
	name := trim(coalesce(fields ->> 'name', ''));
	starts_on := private.read_day(fields ->> 'starts_on', 'The first day');
	ends_on := coalesce(private.read_day(fields ->> 'ends_on', 'The last day'), starts_on);
	if name = '' then
		perform private.fail(422, 'no_name', 'Give it a name. Nothing was saved.');
	elsif starts_on is null then
		perform private.fail(422, 'no_day', 'Say on which day it starts. Nothing was saved.');
	elsif ends_on < starts_on then
		perform private.fail(422, 'backwards', 'It ends before it starts. Nothing was saved.');
	elsif ends_on - starts_on >= longest then
		perform private.fail(422, 'too_long', format('It is longer than %s days: check the year. Nothing was saved.', longest));
	end if;
end $$;

-- Saves a term; a new one without an id. No two terms share a day. Answers its id.
create function private.save_term(term uuid, revision int, fields jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_district public.districts := private.locked_office();
	v_span record := private.read_span(fields, 400);
	v_term public.terms;
	v_other text;
begin
	select t.* into v_term from public.terms t where t.id = term and t.district_id = v_district.id;
	if term is not null and not found then
		perform private.fail(404, 'not_there', 'That term is not there any more. Nothing was saved.');
	elsif term is not null then
		perform private.same_revision(revision, v_term.revision, 'terms', term);
	end if;
	select t.name into v_other from public.terms t
	where t.district_id = v_district.id and t.id is distinct from term and t.starts_on <= v_span.ends_on and t.ends_on >= v_span.starts_on
	order by t.starts_on limit 1;
	if v_other is not null then
		perform private.fail(422, 'overlaps', format('It shares days with the term “%s”. Nothing was saved.', v_other));
	end if;
	if term is null then
		insert into public.terms as t (district_id, name, starts_on, ends_on)
		values (v_district.id, v_span.name, v_span.starts_on, v_span.ends_on) returning t.* into v_term;
	else
		update public.terms t set name = v_span.name, starts_on = v_span.starts_on, ends_on = v_span.ends_on, revision = t.revision + 1 where t.id = term;
	end if;
	perform private.note_activity(v_district.id, null, 'terms', v_term.id, case when term is null then 'added' else 'changed' end, to_jsonb(v_span));
	return v_term.id;
end $$;

create function public.save_term(term uuid, revision int, fields jsonb) returns uuid
language sql security invoker set search_path = ''
as $$ select private.save_term(term, revision, fields) $$;

-- Saves days off; new ones without an id. They may overlap, since schools do not all close for the same reason. Answers their id.
create function private.save_days_off(days_off uuid, revision int, fields jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_district public.districts := private.locked_office();
	v_span record := private.read_span(fields, 120);
	v_days public.days_off;
begin
	select t.* into v_days from public.days_off t where t.id = save_days_off.days_off and t.district_id = v_district.id;
	if save_days_off.days_off is not null and not found then
		perform private.fail(404, 'not_there', 'Those days off are not there any more. Nothing was saved.');
	elsif save_days_off.days_off is not null then
		perform private.same_revision(revision, v_days.revision, 'days_off', v_days.id);
		update public.days_off t set name = v_span.name, starts_on = v_span.starts_on, ends_on = v_span.ends_on, revision = t.revision + 1 where t.id = v_days.id;
	else
		insert into public.days_off as t (district_id, name, starts_on, ends_on)
		values (v_district.id, v_span.name, v_span.starts_on, v_span.ends_on) returning t.* into v_days;
	end if;
	perform private.note_activity(v_district.id, null, 'days_off', v_days.id,
		case when save_days_off.days_off is null then 'added' else 'changed' end, to_jsonb(v_span));
	return v_days.id;
end $$;

create function public.save_days_off(days_off uuid, revision int, fields jsonb) returns uuid
language sql security invoker set search_path = ''
as $$ select private.save_days_off(days_off, revision, fields) $$;

-- Takes a term or days off out of the calendar. Nothing else refers to them.
create function private.remove_from_calendar(entry uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_district public.districts := private.locked_office();
	v_gone record;
begin
	with t as (delete from public.terms t where t.id = entry and t.district_id = v_district.id returning 'terms' as record, t.name, t.starts_on, t.ends_on),
		d as (delete from public.days_off d where d.id = entry and d.district_id = v_district.id returning 'days_off', d.name, d.starts_on, d.ends_on)
	select * into v_gone from (select * from t union all select * from d) x;
	if v_gone is null then
		perform private.fail(404, 'not_there', 'That is not in the calendar any more.');
	end if;
	perform private.note_activity(v_district.id, null, v_gone.record, entry, 'removed', to_jsonb(v_gone) - 'record');
end $$;

create function public.remove_from_calendar(entry uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.remove_from_calendar(entry) $$;

grant execute on function private.save_site, private.save_term, private.save_days_off, private.remove_from_calendar to authenticated;
grant execute on function public.save_site, public.save_term, public.save_days_off, public.remove_from_calendar to authenticated;

alter table public.terms enable row level security;
alter table public.days_off enable row level security;

grant select on public.terms, public.days_off to authenticated;

create policy "People see the terms of their district, those from outside do not" on public.terms
	for select to authenticated using (
		district_id = (select private.district_id()) and not (select private.is_outside()));
create policy "People see the days off of their district, those from outside do not" on public.days_off
	for select to authenticated using (
		district_id = (select private.district_id()) and not (select private.is_outside()));
