-- People from outside the district: they see the pilots that they have a seat in, themselves, and nothing else.

-- The pilots that the caller sees whatever their stage: those whose team they are on; for people from outside, all
-- those that they have a seat in.
create or replace function private.my_pilots() returns setof uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	return query select t.pilot_id from public.team_members t where t.person_id = v_me and t.left_at is null;
	if private.is_outside() then
		return query select a.pilot_id from public.assignments a where a.person_id = v_me and a.until is null;
		return query select s.pilot_id from public.substitutes s where s.person_id = v_me and s.until is null;
	end if;
end $$;

create or replace function private.seen_pilot(pilot uuid) returns public.pilots
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me record;
	v_pilot public.pilots;
begin
	select p.id, p.district_id, p.outside into v_me from public.people p where p.id = private.person_id();
	if not found then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select p.* into v_pilot from public.pilots p
	where p.id = pilot and p.district_id = v_me.district_id
		and ((p.proposed_at is not null and not v_me.outside) or p.id in (select private.my_pilots()));
	if not found then
		perform private.fail(404, 'no_such_pilot', 'There is no pilot at this address.');
	end if;
	return v_pilot;
end $$;

drop policy "People see the pilots of their district once proposed, and their own drafts" on public.pilots;
create policy "People see the pilots of their district once proposed, and their own" on public.pilots
	for select to authenticated using (
		district_id = (select private.district_id())
		and ((proposed_at is not null and not (select private.is_outside())) or id in (select private.my_pilots())));

drop policy "People see the people of their district" on public.people;
create policy "People see the people of their district, those from outside themselves" on public.people
	for select to authenticated using (
		district_id = (select private.district_id())
		and (id = (select private.person_id()) or not (select private.is_outside())));

drop policy "People see the roles held in their district" on public.person_roles;
create policy "People see the roles held in their district, those from outside none" on public.person_roles
	for select to authenticated using (
		district_id = (select private.district_id())
		and (person_id = (select private.person_id()) or not (select private.is_outside())));

drop policy "People see the sites of their district" on public.sites;
create policy "People see the sites of their district, those from outside their pilots'" on public.sites
	for select to authenticated using (
		district_id = (select private.district_id())
		and (not (select private.is_outside()) or id in (
			select s.site_id from public.pilot_sites s where s.pilot_id in (select private.my_pilots()))));

drop policy "People see the objectives of their district" on public.objectives;
create policy "People see the objectives of their district, those from outside their pilots'" on public.objectives
	for select to authenticated using (
		district_id = (select private.district_id())
		and (not (select private.is_outside()) or id in (
			select o.objective_id from public.pilot_objectives o where o.pilot_id in (select private.my_pilots()))));

drop policy "People see the goals of their district" on public.goals;
create policy "People see the goals of their district, those from outside their pilots'" on public.goals
	for select to authenticated using (
		district_id = (select private.district_id())
		and (not (select private.is_outside()) or id in (
			select o.goal_id from public.pilot_objectives x join public.objectives o on o.id = x.objective_id
			where x.pilot_id in (select private.my_pilots()))));

-- Whoever plans the measurement of a pilot chooses from the whole library; without a seat there is nothing to plan.
drop policy "People see the metrics of their district" on public.metrics;
create policy "People see the metrics of their district, those from outside with a seat" on public.metrics
	for select to authenticated using (
		district_id = (select private.district_id())
		and (not (select private.is_outside()) or exists (select 1 from private.my_pilots())));

drop policy "People see the meetings of their district" on public.meetings;
create policy "People see the meetings of their district, those from outside none" on public.meetings
	for select to authenticated using (
		district_id = (select private.district_id()) and not (select private.is_outside()));

drop policy "People see their district's table of reviews" on public.review_rules;
create policy "People see their district's table of reviews, those from outside do not" on public.review_rules
	for select to authenticated using (
		district_id = (select private.district_id()) and not (select private.is_outside()));

-- The wall behind every page and import: nobody from outside holds a role.
create function private.refuse_role_outside() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if exists (
		select 1 from public.people p join public.person_roles r on r.person_id = p.id
		where p.outside and p.id = case when tg_table_name = 'people' then (to_jsonb(new) ->> 'id')::uuid
			else (to_jsonb(new) ->> 'person_id')::uuid end) then
		perform private.fail(422, 'outside', 'Whoever is not of the district holds no role in it: appoint them to one pilot. Nothing was saved.');
	end if;
	return null;
end $$;

create trigger no_role_outside after insert or update on public.person_roles
	for each row execute function private.refuse_role_outside();
create trigger no_role_outside after update of outside on public.people
	for each row when (new.outside and not old.outside) execute function private.refuse_role_outside();
-- Nor do they start pilots of their own.
create function private.refuse_start_outside() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if private.is_outside() then
		perform private.fail(403, 'not_yours', 'Pilots are proposed by people of the district. Nothing was saved.');
	end if;
	return new;
end $$;

create trigger not_from_outside before insert on public.pilots
	for each row execute function private.refuse_start_outside();
