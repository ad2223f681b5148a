-- What is offered to a new proposal: sites that are open and objectives that stand. What a pilot has already, it keeps.

-- What may be chosen in forms. What closed or retired is told apart: it is offered to nobody new, and kept where it is.
create or replace function public.choices() returns jsonb
language sql stable security invoker set search_path = ''
as $$
	with objectives as (
		select o.retired_on is not null as over, o.code, jsonb_build_object('id', o.id, 'code', o.code, 'title', o.title, 'goal', g.title) as line
		from public.objectives o join public.goals g on g.id = o.goal_id
	), sites as (
		select coalesce(s.closed_on <= private.today(), false) as over, s.kind, s.name,
			jsonb_build_object('id', s.id, 'name', s.name, 'kind', s.kind) as line
		from public.sites s
	)
	select jsonb_build_object(
		'objectives', (select coalesce(jsonb_agg(o.line order by o.code) filter (where not o.over), '[]') from objectives o),
		'retired_objectives', (select coalesce(jsonb_agg(o.line order by o.code) filter (where o.over), '[]') from objectives o),
		'sites', (select coalesce(jsonb_agg(s.line order by s.kind, s.name) filter (where not s.over), '[]') from sites s),
		'closed_sites', (select coalesce(jsonb_agg(s.line order by s.kind, s.name) filter (where s.over), '[]') from sites s),
		'metrics', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'unit', k.unit, 'kind', k.kind,
			'better', k.better, 'about', k.about, 'meaning', k.meaning) order by k.name), '[]') from public.metrics k))
$$;

-- Goals and objectives, each with how many pilots are in which stage, and since when an objective is retired.
create or replace function public.strategy() returns jsonb
language sql stable security invoker set search_path = ''
as $$
	with placed as (
		select po.objective_id, p.stage, count(*)::int as pilots
		from public.pilots p join public.pilot_objectives po on po.pilot_id = p.id
		where p.district_id = (select private.district_id()) group by po.objective_id, p.stage
	)
	select coalesce(jsonb_agg(jsonb_build_object('code', g.code, 'title', g.title, 'intent', g.intent, 'objectives', (
		select coalesce(jsonb_agg(jsonb_build_object('code', o.code, 'title', o.title, 'intent', o.intent, 'retired_on', o.retired_on, 'stages', (
			select coalesce(jsonb_object_agg(x.stage, x.pilots), '{}') from placed x where x.objective_id = o.id)) order by o.code), '[]')
		from public.objectives o where o.goal_id = g.id)) order by g.code), '[]')
	from public.goals g
$$;

-- Saves a proposal, as before; a closed site or a retired objective is no longer taken up, and stays where it was.
create or replace function private.save_proposal(pilot uuid, proposal jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_pilot public.pilots;
	v_unknown text;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select k into v_unknown from jsonb_object_keys(proposal) k
	where k not in ('title', 'kind', 'problem', 'who_affected', 'benefit', 'how_we_know', 'tool', 'students_take_part',
		'under_13', 'personal_data', 'decides_about_people', 'objectives', 'sites');
	if v_unknown is not null then
		perform private.fail(400, 'unknown_field', format('A proposal has no field %s. Nothing was saved.', v_unknown));
	end if;
	select format('%s can have %s characters and has %s. Nothing was saved.', f.label, f.most, length(proposal ->> f.field)) into v_unknown
	from (values ('title', 'The title', 120), ('problem', 'The problem', 4000), ('who_affected', 'Who is affected', 1000),
		('benefit', 'The benefit', 2000), ('how_we_know', 'How we would know', 2000), ('tool', 'The tool', 200)) f (field, label, most)
	where length(proposal ->> f.field) > f.most;
	if v_unknown is not null then
		perform private.fail(422, 'too_long', v_unknown);
	elsif trim(coalesce(proposal ->> 'title', '')) = '' and (proposal ? 'title'
		or not exists (select 1 from public.pilots p where p.id = pilot)) then
		perform private.fail(422, 'no_title', 'A pilot needs a title. Nothing was saved.');
	end if;
	if not exists (select 1 from public.pilots p where p.id = pilot) then
		insert into public.pilots (id, district_id, title)
		values (coalesce(pilot, gen_random_uuid()), v_district, proposal ->> 'title') returning * into v_pilot;
		insert into public.team_members (pilot_id, person_id, district_id, role)
		values (v_pilot.id, v_me, v_district, 'lead');
	else
		v_pilot := private.locked_pilot(pilot);
		if not 'team' = any (private.parts(v_pilot.id, v_me)) then
			perform private.fail(403, 'not_on_team', 'Only the team can edit its proposal. Nothing was saved.');
		elsif v_pilot.stage <> 'draft' then
			perform private.fail(409, 'frozen', 'The proposal is frozen since it was submitted. Nothing was saved.');
		end if;
	end if;
	update public.pilots p set
		title = coalesce(proposal ->> 'title', p.title),
		kind = coalesce((proposal ->> 'kind')::public.pilot_kind, p.kind),
		problem = coalesce(proposal ->> 'problem', p.problem),
		who_affected = coalesce(proposal ->> 'who_affected', p.who_affected),
		benefit = coalesce(proposal ->> 'benefit', p.benefit),
		how_we_know = coalesce(proposal ->> 'how_we_know', p.how_we_know),
		tool = coalesce(proposal ->> 'tool', p.tool),
		students_take_part = coalesce((proposal ->> 'students_take_part')::boolean, p.students_take_part),
		under_13 = coalesce((proposal ->> 'under_13')::boolean, p.under_13),
		personal_data = coalesce((proposal ->> 'personal_data')::boolean, p.personal_data),
		decides_about_people = coalesce((proposal ->> 'decides_about_people')::boolean, p.decides_about_people)
	where p.id = v_pilot.id;
	-- A tier that was confirmed on other answers is confirmed no more.
	update public.pilots p set risk_tier = null, risk_reason = ''
	where p.id = v_pilot.id and private.computed_tier(p) is distinct from private.computed_tier(v_pilot);
	if proposal ? 'objectives' then
		select format('Objective %s is retired since %s: choose one that stands. Nothing was saved.', o.code, o.retired_on) into v_unknown
		from public.objectives o where o.district_id = v_district and o.retired_on is not null and o.id in (select given.value::uuid from jsonb_array_elements_text(proposal -> 'objectives') given) and not exists (
			select 1 from public.pilot_objectives x where x.pilot_id = v_pilot.id and x.objective_id = o.id) limit 1;
		if v_unknown is not null then
			perform private.fail(422, 'retired', v_unknown);
		elsif exists (
			select 1 from jsonb_array_elements_text(proposal -> 'objectives') given
			where not exists (select 1 from public.objectives o where o.id = given.value::uuid and o.district_id = v_district)) then
			perform private.fail(422, 'unknown_objective', 'An objective of the proposal is not one of this district''s. Nothing was saved.');
		end if;
		delete from public.pilot_objectives o where o.pilot_id = v_pilot.id;
		insert into public.pilot_objectives (pilot_id, objective_id, district_id)
		select distinct v_pilot.id, o.value::uuid, v_district from jsonb_array_elements_text(proposal -> 'objectives') o;
	end if;
	if proposal ? 'sites' then
		select format('%s is closed since %s: no pilot starts there. Nothing was saved.', s.name, s.closed_on) into v_unknown
		from public.sites s where s.district_id = v_district and s.closed_on <= private.today() and s.id in (select given.value::uuid from jsonb_array_elements_text(proposal -> 'sites') given) and not exists (
			select 1 from public.pilot_sites x where x.pilot_id = v_pilot.id and x.site_id = s.id) limit 1;
		if v_unknown is not null then
			perform private.fail(422, 'closed', v_unknown);
		elsif exists (
			select 1 from jsonb_array_elements_text(proposal -> 'sites') given
			where not exists (select 1 from public.sites s where s.id = given.value::uuid and s.district_id = v_district)) then
			perform private.fail(422, 'unknown_site', 'A site of the proposal is not one of this district''s. Nothing was saved.');
		end if;
		delete from public.pilot_sites s where s.pilot_id = v_pilot.id;
		insert into public.pilot_sites (pilot_id, site_id, district_id)
		select distinct v_pilot.id, s.value::uuid, v_district from jsonb_array_elements_text(proposal -> 'sites') s;
	end if;
	return v_pilot.id;
end $$;
