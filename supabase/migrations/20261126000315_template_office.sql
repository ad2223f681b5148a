-- The AI office writes templates: each change is a new version, drafts keep theirs. One may be required for its kind.

-- What is wrong with a template, as a sentence; null where nothing is.
create function private.template_fault(template jsonb) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_fault text;
begin
	select k into v_fault from jsonb_object_keys(template) k
	where k not in ('id', 'revision', 'kind', 'name', 'about', 'prompts', 'starter', 'design', 'cycle_weeks', 'metrics', 'reviews', 'training');
	if v_fault is not null then
		return format('A template has no field %s.', v_fault);
	end if;
	select format('%s can have %s characters and has %s.', f.label, f.most, length(f.said)) into v_fault
	from (values ('The name', 80, template ->> 'name'), ('The description', 500, template ->> 'about'),
		('The text to start from', 2000, template ->> 'starter'), ('The prompt for the problem', 300, template -> 'prompts' ->> 'problem'),
		('The prompt for who is affected', 300, template -> 'prompts' ->> 'who_affected'),
		('The prompt for the benefit', 300, template -> 'prompts' ->> 'benefit'),
		('The prompt for how we would know', 300, template -> 'prompts' ->> 'how_we_know')) f (label, most, said)
	where length(f.said) > f.most;
	return case
		when v_fault is not null then v_fault
		when trim(coalesce(template ->> 'name', '')) = '' then 'A template needs a name.'
		when coalesce(template ->> 'kind' <> all (enum_range(null::public.pilot_kind)::text[]), true) then 'Choose the kind of pilot that it is for.'
		when template ->> 'design' <> all (enum_range(null::public.design)::text[]) then 'There is no such design.'
		when (template ->> 'cycle_weeks')::numeric not between 1 and 104 then 'A cycle has between 1 and 104 weeks.'
		when exists (select 1 from jsonb_array_elements_text(coalesce(nullif(template -> 'reviews', 'null'), '[]')) r
			where r.value <> all (enum_range(null::public.specialty)::text[])) then 'There is no such review.'
		when jsonb_array_length(coalesce(nullif(template -> 'metrics', 'null'), '[]')) > 8 then 'A template can have 8 metrics.'
		when exists (select 1 from jsonb_array_elements(coalesce(nullif(template -> 'metrics', 'null'), '[]')) m
			where not exists (select 1 from public.metrics k where k.id = (m.value ->> 'metric_id')::uuid and k.district_id = private.district_id()))
			then 'A metric of the template is not in this district''s library.'
		when exists (select 1 from jsonb_array_elements(coalesce(nullif(template -> 'metrics', 'null'), '[]')) m
			where coalesce(m.value ->> 'role' <> all (enum_range(null::public.goal_role)::text[]), true)) then 'Each metric has a role.'
		when exists (select 1 from jsonb_array_elements(coalesce(nullif(template -> 'metrics', 'null'), '[]')) m
			where m.value ->> 'role' = 'guardrail' and (m.value ->> 'limit')::numeric is null) then 'A guardrail needs its limit.'
		when exists (select 1 from jsonb_array_elements(coalesce(nullif(template -> 'metrics', 'null'), '[]')) m
			group by m.value ->> 'metric_id' having count(*) > 1) then 'A metric is there twice.'
		when (select count(*) from jsonb_array_elements(coalesce(nullif(template -> 'metrics', 'null'), '[]')) m where m.value ->> 'role' = 'primary') > 1
			then 'A template has at most one primary outcome.'
		when (select count(*) from jsonb_array_elements(coalesce(nullif(template -> 'metrics', 'null'), '[]')) m where m.value ->> 'role' = 'key') > 2
			then 'A template has at most two key outcomes.'
		end;
end $$;

create function private.save_template(template jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.require_admin();
	v_district uuid := private.district_id();
	v_found private.pilot_templates;
	v_fault text;
	v_last record;
begin
	if jsonb_typeof(template) is distinct from 'object' then
		perform private.fail(400, 'no_template', 'A template is an object with named fields. Nothing was saved.');
	end if;
	v_fault := private.template_fault(template);
	if v_fault is not null then
		perform private.fail(422, 'wrong_template', v_fault || ' Nothing was saved.');
	end if;
	if template ->> 'id' is null then
		insert into private.pilot_templates (district_id) values (v_district) returning * into v_found;
	else
		select t.* into v_found from private.pilot_templates t
		where t.id = (template ->> 'id')::uuid and t.district_id = v_district for update;
		if not found then
			perform private.fail(404, 'no_such_template', 'There is no such template. Nothing was saved.');
		elsif v_found.revision is distinct from (template ->> 'revision')::int then
			select p.name, v.made_at into v_last from private.template_versions v left join public.people p on p.id = v.made_by
			where v.template_id = v_found.id and v.revision = v_found.revision;
			perform private.fail(409, 'changed_meanwhile', format('%s changed this template in the meantime. Nothing of yours was saved.',
				coalesce(v_last.name, 'Somebody')), jsonb_build_object('revision', v_found.revision, 'by', v_last.name, 'at', v_last.made_at));
		end if;
		update private.pilot_templates t set revision = t.revision + 1 where t.id = v_found.id returning * into v_found;
	end if;
	insert into private.template_versions (template_id, district_id, revision, kind, name, about, prompts, starter, design, cycle_weeks, metrics,
		reviews, training, made_by)
	values (v_found.id, v_district, v_found.revision, (template ->> 'kind')::public.pilot_kind, trim(template ->> 'name'),
		coalesce(template ->> 'about', ''), jsonb_strip_nulls(coalesce(nullif(template -> 'prompts', 'null'), '{}')), coalesce(template ->> 'starter', ''),
		(template ->> 'design')::public.design, (template ->> 'cycle_weeks')::int, coalesce(nullif(template -> 'metrics', 'null'), '[]'),
		array(select distinct r.value::public.specialty from jsonb_array_elements_text(coalesce(nullif(template -> 'reviews', 'null'), '[]')) r order by 1),
		coalesce(private.named_list(template -> 'training', 'Training', 10), '{}'), v_me);
	perform private.note_activity(v_district, null, 'pilot_templates', v_found.id, case when template ->> 'id' is null then 'added' else 'changed' end,
		jsonb_build_object('name', trim(template ->> 'name')));
	return v_found.id;
end $$;

create function public.save_template(template jsonb) returns uuid
language sql security invoker set search_path = ''
as $$ select private.save_template(template) $$;

-- Offers a template, requires it for its kind, or retires it. Drafts that began earlier keep theirs, and need none.
create function private.set_template(template uuid, state text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_found private.pilot_templates;
	v_name text;
begin
	perform private.require_admin();
	select t.* into v_found from private.pilot_templates t where t.id = template and t.district_id = private.district_id() for update;
	if not found then
		perform private.fail(404, 'no_such_template', 'There is no such template. Nothing was saved.');
	elsif coalesce(state not in ('offered', 'required', 'retired'), true) then
		perform private.fail(400, 'no_such_state', 'A template is offered, required or retired. Nothing was saved.');
	end if;
	select v.name into v_name from private.template_versions v where v.template_id = template and v.revision = v_found.revision;
	update private.pilot_templates t set
		required_since = case when state = 'required' then coalesce(t.required_since, private.now()) end,
		retired_at = case when state = 'retired' then coalesce(t.retired_at, private.now()) end
	where t.id = template;
	perform private.note_activity(v_found.district_id, null, 'pilot_templates', template, state, jsonb_build_object('name', v_name));
end $$;

create function public.set_template(template uuid, state text) returns void
language sql security invoker set search_path = ''
as $$ select private.set_template(template, state) $$;

grant execute on function private.save_template, public.save_template, private.set_template, public.set_template to authenticated;

-- The reviews that a pilot's template asks for beside those of its tier are asked for with them.
create function private.ask_templates_reviews() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	-- The second time round, nothing is missing.
	if pg_trigger_depth() > 1 then
		return null;
	end if;
	insert into public.reviews (district_id, pilot_id, specialty)
	select p.district_id, p.id, s.specialty
	from (select distinct a.pilot_id from asked a where a.state = 'asked') x
	join public.pilots p on p.id = x.pilot_id
	join private.template_versions v on v.template_id = p.template_id and v.district_id = p.district_id and v.revision = p.template_revision
	cross join unnest(v.reviews) s (specialty)
	where not exists (select 1 from public.reviews r where r.pilot_id = p.id and r.specialty = s.specialty);
	return null;
end $$;

create trigger of_the_template after insert on public.reviews referencing new table as asked
	for each statement execute function private.ask_templates_reviews();
