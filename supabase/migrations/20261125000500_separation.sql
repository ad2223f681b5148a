-- Separation of duties: whoever is or was on the team, or recused themselves, does nothing that others must do for a
-- pilot. Where that leaves nobody, the AI office appoints a substitute.

create table public.recusals (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	person_id uuid not null,
	reason text not null check (length(trim(reason)) between 1 and 2000),
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	unique (pilot_id, person_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id)
);
comment on table public.recusals is 'Who stays out of a pilot for good, by their own word.';

create table public.substitutes (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	person_id uuid not null,
	part text not null check (part in ('admin', 'cabinet', 'sponsor', 'evaluator', 'security', 'privacy', 'instruction',
		'accessibility and equity', 'finance')),
	reason text not null check (length(trim(reason)) between 1 and 2000),
	appointed_by uuid not null,
	since timestamptz not null default private.now(),
	until timestamptz,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id),
	foreign key (appointed_by, district_id) references public.people (id, district_id)
);
comment on table public.substitutes is 'Who does a part in one pilot because nobody who holds the role may.';

alter table public.reviews add column no_interest boolean;
comment on column public.reviews.no_interest is 'To sign is to state that one has no interest in it; null before anyone signed.';
alter table private.votes add column no_interest boolean;
comment on column private.votes.no_interest is 'The same for a vote; false for who recused themselves.';

create index on public.recusals (pilot_id, district_id);
create index on public.recusals (person_id, district_id);
create index on public.recusals (district_id);
create index on public.substitutes (pilot_id, district_id);
create index on public.substitutes (person_id, district_id);
create index on public.substitutes (appointed_by, district_id);
create index on public.substitutes (district_id);
create unique index one_substitute on public.substitutes (pilot_id, part) where until is null;

-- Why somebody is kept out of a pilot: 'team', 'recused', or null for who is not.
create function private.kept_out_why(pilot uuid, person uuid) returns text
language plpgsql stable security definer set search_path = ''
as $$
begin
	return case
		when private.on_team_since_proposed(pilot, person) then 'team'
		when exists (select 1 from public.recusals r where r.pilot_id = pilot and r.person_id = person) then 'recused' end;
end $$;

create function private.kept_out(pilot uuid, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return private.kept_out_why(pilot, person) is not null;
end $$;

-- Refuses whoever is kept out, and says which of the two it is.
create function private.refuse_kept_out(pilot uuid, person uuid, rest text) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_why text := private.kept_out_why(pilot, person);
begin
	if v_why is not null then
		perform private.fail(403, 'separation_of_duties', case v_why
			when 'team' then 'You are or were on this pilot''s team, so ' else 'You recused yourself from this pilot, so ' end || rest,
			jsonb_build_object('why', v_why));
	end if;
end $$;

-- What a person may be to a pilot. Being kept out of it takes every part away but those of its team.
create or replace function private.parts(pilot uuid, person uuid, despite_team boolean default false) returns text[]
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_parts text[];
begin
	select coalesce(array_agg(t.role::text), '{}') || case when count(*) > 0 then array['team'] else '{}' end into v_parts
	from public.team_members t where t.pilot_id = pilot and t.person_id = person and t.left_at is null;
	if not despite_team and private.kept_out(pilot, person) then
		return v_parts;
	end if;
	return (
		select v_parts || coalesce(array_agg(distinct others.part), '{}') from (
			-- An evaluator's seat counts while they hold the role, or come from outside; a sponsor's while they sit in the cabinet.
			select a.role::text from public.assignments a join public.people p on p.id = a.person_id
			where a.pilot_id = pilot and a.person_id = person and a.until is null and a.role in ('sponsor', 'evaluator')
				and ((p.outside and a.role = 'evaluator')
					or private.has_role(person, case a.role when 'sponsor' then 'cabinet' else 'evaluator' end::public.role))
			union all
			select x.part from public.person_roles r
			cross join lateral (values (r.role::text), (r.specialty::text)) x (part)
			where r.person_id = person and r.role <> 'evaluator' and x.part is not null
			union all
			select x.part from public.substitutes s
			cross join lateral (values (s.part), (case when s.part = any (enum_range(null::public.specialty)::text[]) then 'reviewer' end)) x (part)
			where s.pilot_id = pilot and s.person_id = person and s.until is null and x.part is not null
		) others (part));
end $$;

-- The evaluator of a pilot sees small cells, and admins who are not kept out of it; who stands in for an admin does not.
create or replace function private.sees_small_cells(pilot uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
	select 'evaluator' = any (private.parts(pilot, private.person_id()))
		or (private.has_role(private.person_id(), 'admin') and not private.kept_out(pilot, private.person_id()))
$$;

-- Whether anybody active holds the role for a part and may do it in this pilot.
create function private.anybody_for(pilot public.pilots, part text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_role public.role := case part when 'admin' then 'admin' when 'evaluator' then 'evaluator'
		when 'cabinet' then 'cabinet' when 'sponsor' then 'cabinet' else 'reviewer' end;
	v_several boolean := (select d.one_signs_several from public.districts d where d.id = pilot.district_id);
begin
	return exists (
		select 1 from public.person_roles r join public.people p on p.id = r.person_id and p.active
		where r.district_id = pilot.district_id and r.role = v_role
			and (v_role <> 'reviewer' or (r.specialty::text = part and (v_several or not exists (
				select 1 from public.reviews w
				where w.pilot_id = pilot.id and w.reviewer_id = p.id and w.specialty <> r.specialty))))
			and not private.kept_out(pilot.id, p.id));
end $$;

-- The caller stays out of a pilot for good: their seats end, and an open vote of theirs counts for nothing.
create function private.recuse(pilot uuid, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_id uuid;
begin
	if exists (select 1 from public.team_members t where t.pilot_id = pilot and t.person_id = v_me and t.left_at is null) then
		perform private.fail(409, 'on_team', 'You are on this pilot''s team, and so kept out of its gates already. Nothing was changed.');
	elsif trim(coalesce(recuse.reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'To recuse yourself, give the reason. Nothing was changed.');
	elsif length(recuse.reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was changed.', length(recuse.reason)));
	end if;
	insert into public.recusals as r (district_id, pilot_id, person_id, reason)
	values (v_pilot.district_id, pilot, v_me, recuse.reason)
	on conflict on constraint recusals_pilot_id_person_id_key do nothing returning r.id into v_id;
	if v_id is null then
		return;
	end if;
	update public.assignments a set until = private.now() where a.pilot_id = pilot and a.person_id = v_me and a.until is null;
	update public.substitutes s set until = private.now() where s.pilot_id = pilot and s.person_id = v_me and s.until is null;
	update private.votes v set choice = 'recuse', reason = recuse.reason, no_interest = false, cast_at = private.now()
	from public.docket_items d
	where d.id = v.docket_item_id and d.pilot_id = pilot and d.closed_at is null and v.voter_id = v_me;
	perform private.note_activity(v_pilot.district_id, pilot, 'recusals', v_id, 'recused', jsonb_build_object('reason', recuse.reason));
end $$;

create function public.recuse(pilot uuid, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.recuse(pilot, reason) $$;

-- Ends whoever stands in for a part, and their seat with it.
create function private.end_substitute(pilot uuid, part text, but uuid default null) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
	v_ended uuid;
begin
	update public.substitutes s set until = private.now()
	where s.pilot_id = end_substitute.pilot and s.part = end_substitute.part and s.until is null
		and s.person_id is distinct from end_substitute.but
	returning s.person_id into v_ended;
	update public.assignments a set until = private.now()
	where a.pilot_id = end_substitute.pilot and a.person_id = v_ended and a.role::text = end_substitute.part and a.until is null;
	return v_ended is not null;
end $$;

-- Appoints somebody to a part for which nobody is eligible in this pilot, or ends that (person null).
create function private.substitute(pilot uuid, part text, person uuid, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_id uuid;
begin
	-- Where every admin is kept out, one of them appoints all the same, and never themselves.
	if not 'admin' = any (private.parts(pilot, v_me)) then
		if not private.has_role(v_me, 'admin') then
			perform private.fail(403, 'not_yours', 'The AI office appoints substitutes. Nothing was changed.');
		elsif private.anybody_for(v_pilot, 'admin') then
			perform private.refuse_kept_out(pilot, v_me, 'another admin has to appoint substitutes. Nothing was changed.');
		end if;
	end if;
	if coalesce(part not in ('admin', 'cabinet', 'sponsor', 'evaluator') and not part = any (enum_range(null::public.specialty)::text[]), true) then
		perform private.fail(400, 'no_such_part', 'There is no such part to stand in for. Nothing was changed.');
	elsif person is null then
		if not private.end_substitute(pilot, part) then
			perform private.fail(409, 'no_substitute', format('Nobody stands in for the part of %s. Nothing was changed.', part));
		end if;
		perform private.note_activity(v_pilot.district_id, pilot, 'substitutes', null, 'ended a substitution', jsonb_build_object('part', part));
		return;
	elsif trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'Say why nobody else can: the reason stays with the pilot. Nothing was changed.');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was changed.', length(reason)));
	elsif private.anybody_for(v_pilot, part) then
		perform private.fail(409, 'somebody_eligible', format('Somebody who holds the role can do the part of %s here, so nobody stands in for it. Nothing was changed.', part));
	elsif person = v_me then
		perform private.fail(422, 'wrong_person', 'Nobody appoints themselves. Nothing was changed.');
	elsif not private.stays(person, v_pilot.district_id) then
		perform private.fail(422, 'wrong_person', 'That person is not in this district. Nothing was changed.');
	elsif private.kept_out(pilot, person) then
		perform private.fail(403, 'separation_of_duties', 'That person is or was on this pilot''s team, or recused themselves. Nothing was changed.');
	end if;
	perform private.end_substitute(pilot, part, person);
	if exists (select 1 from public.substitutes s where s.pilot_id = pilot and s.part = substitute.part and s.until is null) then
		return;
	end if;
	insert into public.substitutes as s (district_id, pilot_id, person_id, part, reason, appointed_by)
	values (v_pilot.district_id, pilot, person, part, reason, v_me) returning s.id into v_id;
	if part in ('sponsor', 'evaluator') then
		update public.assignments a set until = private.now()
		where a.pilot_id = pilot and a.role::text = part and a.until is null and a.person_id <> person;
		insert into public.assignments (pilot_id, person_id, district_id, role)
		select pilot, person, v_pilot.district_id, part::public.assignment_role
		where not exists (select 1 from public.assignments a where a.pilot_id = pilot and a.role::text = part and a.until is null);
	end if;
	perform private.note_activity(v_pilot.district_id, pilot, 'substitutes', v_id, 'appointed a substitute',
		jsonb_build_object('person_id', person, 'part', part, 'reason', reason));
end $$;

create function public.substitute(pilot uuid, part text, person uuid, reason text default '') returns void
language sql security invoker set search_path = ''
as $$ select private.substitute(pilot, part, person, reason) $$;

grant execute on function private.recuse, private.substitute to authenticated;
grant execute on function public.recuse, public.substitute to authenticated;

alter table public.recusals enable row level security;
alter table public.substitutes enable row level security;

grant select on public.recusals, public.substitutes to authenticated;

create policy "Recusals are seen with their pilot" on public.recusals
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = recusals.pilot_id));
create policy "Substitutes are seen with their pilot" on public.substitutes
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = substitutes.pilot_id));

create trigger kept before update or delete on public.recusals
	for each row execute function private.refuse_change();
