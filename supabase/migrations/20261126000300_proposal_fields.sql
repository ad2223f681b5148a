-- What a proposal says beyond its problem, and what stays open until launch; and saving it without overwriting what somebody
-- else saved meanwhile.

alter table public.pilots
	-- the proposal: frozen once it is submitted
	add column uses text[] check (uses <@ '{grading,discipline,placement,eligibility,early warning}'::text[]),
	add column outputs_reviewed text check (outputs_reviewed in ('before use', 'spot checks', 'nobody')),
	add column reversible text check (reversible in ('easily', 'with effort', 'not')),
	add column biometric boolean,
	add column trained_on_student_data boolean,
	add column template_id uuid,
	add column template_revision int,
	-- open until launch
	add column tools text[] not null default '{}' check (cardinality(tools) <= 5),
	add column classes int check (classes between 0 and 10000),
	add column people int check (people between 0 and 1000000),
	add column grades text[] not null default '{}' check (grades <@ '{PK,K,1,2,3,4,5,6,7,8,9,10,11,12}'::text[]),
	add column payer text not null default '' check (length(payer) <= 200),
	add column staff_hours numeric check (staff_hours between 0 and 10000),
	add column staff_who text not null default '' check (length(staff_who) <= 200),
	add column partners text[] not null default '{}' check (cardinality(partners) <= 10),
	add column cycle_start date;
comment on column public.pilots.uses is 'What it is used for, of the uses that are presumed high-impact; empty is none of them, null is not answered yet.';
comment on column public.pilots.tools is 'Tools by the names that the team gives them, the first also in tool.';
comment on column public.pilots.template_revision is 'The version of the template that the draft began with, or took over later.';
comment on column public.pilots.staff_hours is 'Hours a week that the pilot asks of staff.';
update public.pilots p set tools = array[trim(p.tool)] where trim(p.tool) <> '';

-- What save_proposal takes, as it is saved: for whoever compares their own with it.
create function private.proposal_fields(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return jsonb_build_object('title', pilot.title, 'kind', pilot.kind, 'problem', pilot.problem, 'who_affected', pilot.who_affected,
		'benefit', pilot.benefit, 'how_we_know', pilot.how_we_know, 'tool', pilot.tool, 'tools', to_jsonb(pilot.tools),
		'students_take_part', pilot.students_take_part, 'under_13', pilot.under_13, 'personal_data', pilot.personal_data,
		'decides_about_people', pilot.decides_about_people, 'uses', to_jsonb(pilot.uses), 'outputs_reviewed', pilot.outputs_reviewed,
		'reversible', pilot.reversible, 'biometric', pilot.biometric, 'trained_on_student_data', pilot.trained_on_student_data,
		'template', pilot.template_id, 'template_revision', pilot.template_revision,
		'objectives', (select coalesce(jsonb_agg(o.objective_id order by o.objective_id), '[]')
			from public.pilot_objectives o where o.pilot_id = pilot.id),
		'sites', (select coalesce(jsonb_agg(s.site_id order by s.site_id), '[]') from public.pilot_sites s where s.pilot_id = pilot.id));
end $$;

-- Whether what is given differs from what is saved. A list is a set, and what is null changes nothing.
create function private.proposal_differs(given jsonb, saved jsonb) returns boolean
language sql immutable set search_path = ''
as $$
	select exists (
		select 1 from jsonb_each(given) g
		where g.key <> 'revision' and g.value <> 'null' and (
			case when jsonb_typeof(g.value) = 'array' then (
				select coalesce(jsonb_agg(distinct x.value), '[]') from jsonb_array_elements(g.value) x) else g.value end)
			is distinct from (
			case when jsonb_typeof(saved -> g.key) = 'array' then (
				select coalesce(jsonb_agg(distinct x.value), '[]') from jsonb_array_elements(saved -> g.key) x) else saved -> g.key end))
$$;

-- What is wrong with a proposal before anything is looked up; and each of its lists of texts is a list.
create function private.check_proposal(pilot uuid, proposal jsonb) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_wrong text;
begin
	select k into v_wrong from jsonb_object_keys(proposal) k
	where k not in ('title', 'kind', 'problem', 'who_affected', 'benefit', 'how_we_know', 'tool', 'tools', 'students_take_part',
		'under_13', 'personal_data', 'decides_about_people', 'uses', 'outputs_reviewed', 'reversible', 'biometric',
		'trained_on_student_data', 'template', 'objectives', 'sites', 'revision');
	if v_wrong is not null then
		perform private.fail(400, 'unknown_field', format('A proposal has no field %s. Nothing was saved.', v_wrong));
	end if;
	select format('%s can have %s characters and has %s. Nothing was saved.', f.label, f.most, length(proposal ->> f.field)) into v_wrong
	from (values ('title', 'The title', 120), ('problem', 'The problem', 4000), ('who_affected', 'Who is affected', 1000),
		('benefit', 'The benefit', 2000), ('how_we_know', 'How we would know', 2000), ('tool', 'The tool', 200)) f (field, label, most)
	where length(proposal ->> f.field) > f.most;
	if v_wrong is not null then
		perform private.fail(422, 'too_long', v_wrong);
	elsif trim(coalesce(proposal ->> 'title', '')) = '' and (proposal ? 'title'
		or not exists (select 1 from public.pilots p where p.id = check_proposal.pilot)) then
		perform private.fail(422, 'no_title', 'A pilot needs a title. Nothing was saved.');
	elsif jsonb_typeof(coalesce(nullif(proposal -> 'uses', 'null'), '[]')) <> 'array'
		or exists (select 1 from jsonb_array_elements_text(coalesce(nullif(proposal -> 'uses', 'null'), '[]')) u
			where u.value is null or u.value not in ('grading', 'discipline', 'placement', 'eligibility', 'early warning')) then
		perform private.fail(422, 'unknown_use', 'A use of the proposal is not on the list. Nothing was saved.');
	elsif proposal ->> 'outputs_reviewed' not in ('before use', 'spot checks', 'nobody')
		or proposal ->> 'reversible' not in ('easily', 'with effort', 'not') then
		perform private.fail(422, 'unknown_answer', 'An answer of the proposal is not one of those offered. Nothing was saved.');
	end if;
	perform private.named_list(proposal -> 'tools', 'Tools', 5);
end $$;

-- A list of names that people typed: without empty ones and repetitions, in their order. Null where none is given.
create function private.named_list(given jsonb, label text, most int) returns text[]
language plpgsql immutable security definer set search_path = ''
as $$
declare
	v_names text[];
begin
	if given is null or given = 'null' then
		return null;
	elsif jsonb_typeof(given) <> 'array' or exists (
		select 1 from jsonb_array_elements(given) x where jsonb_typeof(x.value) <> 'string') then
		perform private.fail(400, 'no_list', format('%s are a list of names. Nothing was saved.', label));
	end if;
	select coalesce(array_agg(n.name order by n.place), '{}') into v_names from (
		select trim(x.value) as name, min(x.place) as place from jsonb_array_elements_text(given) with ordinality x (value, place)
		where trim(x.value) <> '' group by trim(x.value)) n;
	if cardinality(v_names) > most then
		perform private.fail(422, 'too_many', format('%s: at most %s, and these are %s. Nothing was saved.', label, most, cardinality(v_names)));
	elsif exists (select 1 from unnest(v_names) n where length(n) > 200) then
		perform private.fail(422, 'too_long', format('%s: a name can have 200 characters. Nothing was saved.', label));
	end if;
	return v_names;
end $$;

create or replace function private.save_proposal(pilot uuid, proposal jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_pilot public.pilots;
	v_tools text[];
	v_before jsonb;
	v_by text;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	perform private.check_proposal(pilot, proposal);
	if not exists (select 1 from public.pilots p where p.id = pilot) then
		insert into public.pilots (id, district_id, title)
		values (coalesce(pilot, gen_random_uuid()), v_district, proposal ->> 'title') returning * into v_pilot;
		insert into public.team_members (pilot_id, person_id, district_id, role)
		values (v_pilot.id, v_me, v_district, 'lead');
		v_before := '{}';
	else
		v_pilot := private.locked_pilot(pilot);
		if not 'team' = any (private.parts(v_pilot.id, v_me)) then
			perform private.fail(403, 'not_on_team', 'Only the team can edit its proposal. Nothing was saved.');
		elsif v_pilot.stage <> 'draft' then
			perform private.fail(409, 'frozen', 'The proposal is frozen since it was submitted. Nothing was saved.');
		end if;
		v_before := private.proposal_fields(v_pilot);
		-- The same again is no conflict: a form that was sent twice, or an answer that never arrived.
		if (proposal ->> 'revision')::int <> v_pilot.revision and private.proposal_differs(proposal, v_before) then
			select p.name into v_by from public.people p where p.id = v_pilot.revised_by;
			perform private.fail(409, 'edited_elsewhere', format('%s saved this draft %safter you opened it. Nothing of yours was saved yet.',
				case when v_pilot.revised_by = v_me then 'You, on another page or device,' else coalesce(v_by, 'Somebody') end,
				coalesce(to_char(v_pilot.revised_at at time zone 'UTC', '"on "FMMonth FMDD" at "HH24:MI" UTC, "'), '')),
				jsonb_build_object('revision', v_pilot.revision, 'by', v_by, 'mine', v_pilot.revised_by = v_me, 'at', v_pilot.revised_at,
					'saved', v_before));
		end if;
	end if;
	v_tools := coalesce(private.named_list(proposal -> 'tools', 'Tools', 5),
		case when proposal ->> 'tool' is not null then array_remove(array[trim(proposal ->> 'tool')], '') end);
	update public.pilots p set
		title = coalesce(proposal ->> 'title', p.title),
		kind = coalesce((proposal ->> 'kind')::public.pilot_kind, p.kind),
		problem = coalesce(proposal ->> 'problem', p.problem),
		who_affected = coalesce(proposal ->> 'who_affected', p.who_affected),
		benefit = coalesce(proposal ->> 'benefit', p.benefit),
		how_we_know = coalesce(proposal ->> 'how_we_know', p.how_we_know),
		tools = coalesce(v_tools, p.tools),
		tool = case when nullif(proposal -> 'tools', 'null') is not null then coalesce(v_tools[1], '') else coalesce(proposal ->> 'tool', p.tool) end,
		students_take_part = coalesce((proposal ->> 'students_take_part')::boolean, p.students_take_part),
		under_13 = coalesce((proposal ->> 'under_13')::boolean, p.under_13),
		personal_data = coalesce((proposal ->> 'personal_data')::boolean, p.personal_data),
		decides_about_people = coalesce((proposal ->> 'decides_about_people')::boolean, p.decides_about_people),
		uses = case when nullif(proposal -> 'uses', 'null') is not null
			then array(select distinct u.value from jsonb_array_elements_text(proposal -> 'uses') u order by u.value) else p.uses end,
		outputs_reviewed = coalesce(proposal ->> 'outputs_reviewed', p.outputs_reviewed),
		reversible = coalesce(proposal ->> 'reversible', p.reversible),
		biometric = coalesce((proposal ->> 'biometric')::boolean, p.biometric),
		trained_on_student_data = coalesce((proposal ->> 'trained_on_student_data')::boolean, p.trained_on_student_data)
	where p.id = v_pilot.id;
	-- A tier that was confirmed on other answers is confirmed no more.
	update public.pilots p set risk_tier = null, risk_reason = ''
	where p.id = v_pilot.id and private.computed_tier(p) is distinct from private.computed_tier(v_pilot);
	perform private.serve_objectives(v_pilot, proposal -> 'objectives');
	perform private.run_at_sites(v_pilot, proposal -> 'sites');
	perform private.begin_with_template(v_pilot, proposal);
	update public.pilots p set revision = p.revision + 1, revised_at = private.now(), revised_by = v_me
	where p.id = v_pilot.id and private.proposal_fields(p) <> v_before;
	return v_pilot.id;
end $$;

-- The objectives that a proposal names, all of them. One that is retired is not taken up, and stays where it was.
create function private.serve_objectives(pilot public.pilots, given jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_retired text;
begin
	if given is null then
		return;
	end if;
	select format('Objective %s is retired since %s: choose one that stands. Nothing was saved.', o.code, o.retired_on) into v_retired
	from public.objectives o where o.district_id = pilot.district_id and o.retired_on is not null
		and o.id in (select x.value::uuid from jsonb_array_elements_text(given) x) and not exists (
		select 1 from public.pilot_objectives x where x.pilot_id = pilot.id and x.objective_id = o.id) limit 1;
	if v_retired is not null then
		perform private.fail(422, 'retired', v_retired);
	elsif exists (
		select 1 from jsonb_array_elements_text(given) x
		where not exists (select 1 from public.objectives o where o.id = x.value::uuid and o.district_id = pilot.district_id)) then
		perform private.fail(422, 'unknown_objective', 'An objective of the proposal is not one of this district''s. Nothing was saved.');
	end if;
	delete from public.pilot_objectives o where o.pilot_id = pilot.id;
	insert into public.pilot_objectives (pilot_id, objective_id, district_id)
	select distinct pilot.id, x.value::uuid, pilot.district_id from jsonb_array_elements_text(given) x;
end $$;

-- The same for its places, some of which may be closed.
create function private.run_at_sites(pilot public.pilots, given jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_closed text;
begin
	if given is null then
		return;
	end if;
	select format('%s is closed since %s: no pilot starts there. Nothing was saved.', s.name, s.closed_on) into v_closed
	from public.sites s where s.district_id = pilot.district_id and s.closed_on <= private.today()
		and s.id in (select x.value::uuid from jsonb_array_elements_text(given) x) and not exists (
		select 1 from public.pilot_sites x where x.pilot_id = pilot.id and x.site_id = s.id) limit 1;
	if v_closed is not null then
		perform private.fail(422, 'closed', v_closed);
	elsif exists (
		select 1 from jsonb_array_elements_text(given) x
		where not exists (select 1 from public.sites s where s.id = x.value::uuid and s.district_id = pilot.district_id)) then
		perform private.fail(422, 'unknown_site', 'A site of the proposal is not one of this district''s. Nothing was saved.');
	end if;
	delete from public.pilot_sites s where s.pilot_id = pilot.id;
	insert into public.pilot_sites (pilot_id, site_id, district_id)
	select distinct pilot.id, x.value::uuid, pilot.district_id from jsonb_array_elements_text(given) x;
end $$;
