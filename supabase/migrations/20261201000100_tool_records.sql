-- What the record of a tool says, and who keeps it: the AI office, and whoever reviews security or privacy. Anyone may propose a tool.

-- What kinds of data a tool can hold: a closed list, so that tools can be compared. "none" stands alone.
create function private.data_categories() returns text[]
language sql immutable security definer set search_path = ''
as $$
	select array['identity', 'contact', 'demographics', 'education records', 'assessment', 'behaviour', 'content made by students', 'health',
		'location', 'usage', 'none']
$$;

alter table private.tools add constraint tools_data_elements_known check (data_elements <@ array['identity', 'contact', 'demographics',
	'education records', 'assessment', 'behaviour', 'content made by students', 'health', 'location', 'usage', 'none']);
alter table private.tools add constraint tools_links check (
	(website = '' or website ~* '^https?://\S+$') and (accessibility_link = '' or accessibility_link ~* '^https?://\S+$'));

-- What a record's form fills in: everything else follows from acts of its own.
create function private.tool_fields() returns text[]
language sql immutable security definer set search_path = ''
as $$
	select array['name', 'vendor', 'model', 'version', 'purpose', 'generative', 'data_elements', 'about', 'subprocessors', 'hosting_region',
		'sign_on', 'trained_on_student_data', 'under_13_consent', 'retention', 'accessibility', 'accessibility_link', 'website']
$$;

-- Which reviews looked at a field of a tool, or at its agreement: a change of it is theirs to see again.
create function private.touched_reviews(field text) returns text[]
language sql stable security definer set search_path = ''
as $$
	select coalesce(array_agg(t.specialty::text order by t.specialty::text), '{}') from private.review_touches t where t.field = touched_reviews.field
$$;

-- As what the caller keeps a tool: admin, security, privacy; by their roles, or standing in for one in a pilot that uses it.
create function private.tool_parts(tool uuid) returns text[]
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	return array(
		select coalesce(r.specialty::text, r.role::text) from public.person_roles r
		where r.person_id = v_me and (r.role = 'admin' or r.specialty in ('security', 'privacy'))
		union
		select s.part from public.substitutes s join private.pilot_tools l on l.pilot_id = s.pilot_id and l.unlinked_at is null
		where s.person_id = v_me and s.until is null and s.part in ('admin', 'security', 'privacy') and l.tool_id = tool
		order by 1);
end $$;

-- The tool, or the one that it was joined with. Whoever comes from outside sees what their own pilots use.
create function private.seen_tool(tool uuid) returns private.tools
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_tool private.tools;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select t.* into v_tool from private.tools t where t.id = tool and t.district_id = private.district_id();
	if v_tool.merged_into is not null then
		select t.* into v_tool from private.tools t where t.id = v_tool.merged_into;
	end if;
	if v_tool.id is null or (private.is_outside() and not exists (
		select 1 from private.pilot_tools l where l.tool_id = v_tool.id and l.unlinked_at is null and l.pilot_id in (select private.my_pilots()))) then
		perform private.fail(404, 'no_such_tool', 'There is no tool at this address.');
	end if;
	return v_tool;
end $$;

-- The same, locked for a change by whoever has one of these parts. Pilots that name it go on meanwhile.
create function private.kept_tool(tool uuid, parts text[], sentence text) returns private.tools
language plpgsql security definer set search_path = ''
as $$
declare
	v_tool private.tools := private.seen_tool(tool);
begin
	if not private.tool_parts(v_tool.id) && parts then
		perform private.fail(403, 'not_yours', sentence);
	end if;
	perform 1 from private.tools t where t.id = v_tool.id for no key update;
	return private.seen_tool(tool);
end $$;

-- What lets a pilot through its gate is no business of its own team: somebody else of the office does it.
create function private.refuse_own_tool(tool private.tools, sentence text) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_title text;
begin
	select p.title into v_title from private.pilot_tools l join public.pilots p on p.id = l.pilot_id
	where l.tool_id = tool.id and l.unlinked_at is null and p.stage in ('proposed', 'vetting')
		and p.id in (
			select t.pilot_id from public.team_members t where t.person_id = v_me
			union select c.pilot_id from public.recusals c where c.person_id = v_me)
		and private.kept_out(p.id, v_me)
	order by p.title limit 1;
	if found then
		perform private.fail(403, 'separation_of_duties', format('“%s” waits for this tool, and you are on its team or recused from it: %s Nothing was saved.',
			v_title, sentence));
	end if;
end $$;

-- What changed of a tool, for ever, with the revision that it made.
create function private.note_tool_change(tool private.tools, fields text[], before jsonb, after jsonb, reason text) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_revision int;
begin
	update private.tools t set revision = t.revision + 1, changed_at = private.now() where t.id = tool.id returning t.revision into v_revision;
	insert into private.tool_changes (district_id, tool_id, revision, fields, before, after, reason, by)
	values (tool.district_id, tool.id, v_revision, fields, before, after, reason, private.person_id());
	return v_revision;
end $$;

-- Gives a tool a name, beside the ones that it had: refused where another tool is known by it.
create function private.name_tool(tool uuid, district uuid, name text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_other private.tools;
begin
	insert into private.tool_names as n (district_id, key, tool_id, name) values (district, private.tool_key(name), tool, name)
	on conflict (district_id, key) do update set name = excluded.name where n.tool_id = excluded.tool_id;
	if not found then
		select t.* into v_other from private.tool_names n join private.tools t on t.id = n.tool_id
		where n.district_id = name_tool.district and n.key = private.tool_key(name_tool.name);
		perform private.fail(409, 'name_taken', case when private.tool_key(v_other.name) = private.tool_key(name)
				then format('“%s” is in the registry already. Nothing was saved.', v_other.name)
				else format('“%s” is another name of “%s”, which is in the registry already. Nothing was saved.', name, v_other.name) end,
			jsonb_build_object('field', 'name', 'tool', v_other.id, 'name', v_other.name));
	end if;
end $$;

-- A choice of a closed list, or a refusal at its field.
create function private.check_choices(given jsonb, known text[], field text, sentence text) returns text[]
language plpgsql immutable security definer set search_path = ''
as $$
begin
	if coalesce(jsonb_typeof(given), '') <> 'array' or exists (
		select 1 from jsonb_array_elements(given) x where jsonb_typeof(x.value) <> 'string' or not (x.value #>> '{}') = any (known)) then
		perform private.fail(422, 'unknown_choice', sentence || ' Nothing was saved.', jsonb_build_object('field', field));
	end if;
	return array(select k from unnest(known) with ordinality k (k, place) where given ? k order by place);
end $$;

create function private.check_link(link text, field text) returns text
language plpgsql immutable security definer set search_path = ''
as $$
begin
	if trim(link) <> '' and trim(link) !~* '^https?://[^\s/]+\S*$' then
		perform private.fail(422, 'no_link', 'A link begins with https:// or http://. Nothing was saved.', jsonb_build_object('field', field));
	end if;
	return trim(link);
end $$;

-- A tool with what its form says; what the form does not name stays as it was.
create function private.read_tool(given jsonb, old private.tools) returns private.tools
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_new private.tools;
	v_one record;
begin
	perform private.known_fields(given, '{"id": {}, "revision": {}, "generative": {}, "data_elements": {}, "about": {}, "subprocessors": {},
		"sign_on": {}, "trained_on_student_data": {}, "under_13_consent": {}, "name": {"label": "The name", "most": 200},
		"vendor": {"label": "The vendor", "most": 200}, "model": {"label": "The model", "most": 200},
		"version": {"label": "The version", "most": 100}, "purpose": {"label": "What it does", "most": 2000},
		"hosting_region": {"label": "Where it is hosted", "most": 200}, "retention": {"label": "How long data is kept", "most": 1000},
		"accessibility": {"label": "The evidence of accessibility", "most": 1000},
		"accessibility_link": {"label": "The link to that evidence", "most": 500}, "website": {"label": "The website", "most": 500},
		"reason": {"label": "The reason", "most": 2000}}');
	for v_one in select * from (values
		('sign_on', array['unknown', 'district account', 'rostered', 'own account', 'none'], 'Choose how people sign in.'),
		('trained_on_student_data', array['unknown', 'no', 'de-identified', 'yes'], 'Choose whether it is trained on student data.'),
		('under_13_consent', array['unknown', 'not for under 13', 'school consents', 'families consent'], 'Choose who consents for children under 13.'))
		f (field, known, reason)
	loop
		if given ? v_one.field and not coalesce(given ->> v_one.field = any (v_one.known), false) then
			perform private.fail(422, 'unknown_choice', v_one.reason || ' Nothing was saved.', jsonb_build_object('field', v_one.field));
		end if;
	end loop;
	if given ? 'generative' and jsonb_typeof(given -> 'generative') not in ('boolean', 'null') then
		perform private.fail(422, 'unknown_choice', 'Choose whether it is generative. Nothing was saved.', '{"field": "generative"}');
	end if;
	v_new := jsonb_populate_record(old, given - 'id' - 'revision' - 'reason' - 'data_elements' - 'about' - 'subprocessors');
	v_new.name := trim(regexp_replace(v_new.name, '\s+', ' ', 'g'));
	v_new.vendor := trim(v_new.vendor);
	v_new.model := trim(v_new.model);
	v_new.version := trim(v_new.version);
	v_new.purpose := trim(v_new.purpose);
	v_new.hosting_region := trim(v_new.hosting_region);
	v_new.retention := trim(v_new.retention);
	v_new.accessibility := trim(v_new.accessibility);
	v_new.website := private.check_link(v_new.website, 'website');
	v_new.accessibility_link := private.check_link(v_new.accessibility_link, 'accessibility_link');
	if given ? 'data_elements' then
		v_new.data_elements := private.check_choices(given -> 'data_elements', private.data_categories(), 'data_elements', 'Choose the data of the list.');
	end if;
	if given ? 'about' then
		v_new.about := private.check_choices(given -> 'about', array['students', 'staff', 'families', 'nobody'], 'about', 'Choose whom the data is about.');
	end if;
	if given ? 'subprocessors' then
		v_new.subprocessors := coalesce(private.named_list(given -> 'subprocessors', 'Subprocessors', 50), '{}');
	end if;
	if coalesce(v_new.name, '') = '' then
		perform private.fail(422, 'no_name', 'A tool needs a name. Nothing was saved.', '{"field": "name"}');
	elsif 'none' = any (v_new.data_elements) and cardinality(v_new.data_elements) > 1 then
		perform private.fail(422, 'none_and_some', 'It holds no data, or it holds some: choose one of the two. Nothing was saved.',
			'{"field": "data_elements"}');
	elsif 'nobody' = any (v_new.about) and cardinality(v_new.about) > 1 then
		perform private.fail(422, 'none_and_some', 'Its data is about nobody, or about somebody: choose one of the two. Nothing was saved.', '{"field": "about"}');
	elsif v_new.data_elements = '{none}' and not v_new.about <@ '{nobody}' then
		perform private.fail(422, 'none_and_some', 'A tool that holds no data holds none about anybody. Nothing was saved.', '{"field": "about"}');
	elsif old.state in ('approved', 'restricted') and (v_new.data_elements = '{}' or v_new.about = '{}') then
		perform private.fail(422, 'incomplete', 'What may be used says which data it holds, and about whom. Nothing was saved.',
			jsonb_build_object('field', case when v_new.data_elements = '{}' then 'data_elements' else 'about' end));
	end if;
	return v_new;
end $$;

-- A tool that is not in the registry yet, as proposed.
create function private.add_tool(district uuid, tool private.tools) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_id uuid := gen_random_uuid();
begin
	insert into private.tools (id, district_id, name, vendor, model, version, purpose, generative, data_elements, about, subprocessors, hosting_region,
		sign_on, trained_on_student_data, under_13_consent, retention, accessibility, accessibility_link, website, created_by)
	values (v_id, district, tool.name, tool.vendor, tool.model, tool.version, tool.purpose, tool.generative, tool.data_elements, tool.about,
		tool.subprocessors, tool.hosting_region, tool.sign_on, tool.trained_on_student_data, tool.under_13_consent, tool.retention,
		tool.accessibility, tool.accessibility_link, tool.website, private.person_id());
	perform private.name_tool(v_id, district, tool.name);
	return v_id;
end $$;

-- What a record begins as.
create function private.blank_tool() returns private.tools
language sql immutable security definer set search_path = ''
as $$
	select jsonb_populate_record(null::private.tools, '{"vendor": "", "model": "", "version": "", "purpose": "", "data_elements": [], "about": [],
		"subprocessors": [], "hosting_region": "", "sign_on": "unknown", "trained_on_student_data": "unknown", "under_13_consent": "unknown",
		"retention": "", "accessibility": "", "accessibility_link": "", "website": "", "state": "proposed"}')
$$;

-- Saves a tool: a new one without an id; otherwise by the revision that the form shows. Answers its id and revision, which fields
-- changed, and how many reviews were opened again by that.
create function private.save_tool(tool jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_reason text := trim(coalesce(tool ->> 'reason', ''));
	v_sentence text := 'The AI office keeps the registry, with whoever reviews security or privacy. Nothing was saved.';
	v_old private.tools;
	v_new private.tools;
	v_fields text[];
	v_before jsonb;
	v_after jsonb;
	v_revision int;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif jsonb_typeof(tool) is distinct from 'object' then
		perform private.fail(400, 'unknown_field', 'What is to be saved is an object with named fields. Nothing was saved.');
	end if;
	if tool ->> 'id' is null then
		if private.tool_parts(null) = '{}' then
			perform private.fail(403, 'not_yours', v_sentence);
		end if;
		v_new := private.read_tool(tool, private.blank_tool());
		v_new.id := private.add_tool(private.district_id(), v_new);
		perform private.note_activity(private.district_id(), null, 'tools', v_new.id, 'added', jsonb_build_object('name', v_new.name));
		return jsonb_build_object('id', v_new.id, 'revision', 1, 'did', 'added', 'fields', '[]'::jsonb, 'reopened', 0);
	end if;
	v_old := private.kept_tool((tool ->> 'id')::uuid, '{admin,security,privacy}', v_sentence);
	perform private.same_revision((tool ->> 'revision')::int, v_old.revision, 'tools', v_old.id);
	v_new := private.read_tool(tool, v_old);
	select coalesce(array_agg(f order by f), '{}'), coalesce(jsonb_object_agg(f, to_jsonb(v_old) -> f), '{}'),
		coalesce(jsonb_object_agg(f, to_jsonb(v_new) -> f), '{}')
	into v_fields, v_before, v_after
	from unnest(private.tool_fields()) f where to_jsonb(v_old) -> f is distinct from to_jsonb(v_new) -> f;
	if v_fields = '{}' then
		return jsonb_build_object('id', v_old.id, 'revision', v_old.revision, 'did', 'unchanged', 'fields', '[]'::jsonb, 'reopened', 0);
	elsif v_reason = '' and v_old.state in ('approved', 'restricted')
		and exists (select 1 from unnest(v_fields) f where private.touched_reviews(f) <> '{}') then
		perform private.fail(422, 'no_reason', 'It was approved as it is: say what changes, and why. Nothing was saved.', '{"field": "reason"}');
	end if;
	if v_fields && '{data_elements,about}' then
		perform private.refuse_own_tool(v_old, 'somebody else says what data it holds.');
	end if;
	perform private.name_tool(v_old.id, v_old.district_id, v_new.name);
	update private.tools t set (name, vendor, model, version, purpose, generative, data_elements, about, subprocessors, hosting_region, sign_on,
		trained_on_student_data, under_13_consent, retention, accessibility, accessibility_link, website) = (v_new.name, v_new.vendor, v_new.model,
		v_new.version, v_new.purpose, v_new.generative, v_new.data_elements, v_new.about, v_new.subprocessors, v_new.hosting_region, v_new.sign_on,
		v_new.trained_on_student_data, v_new.under_13_consent, v_new.retention, v_new.accessibility, v_new.accessibility_link, v_new.website)
	where t.id = v_old.id;
	v_revision := private.note_tool_change(v_old, v_fields, v_before, v_after, v_reason);
	perform private.note_activity(v_old.district_id, null, 'tools', v_old.id, 'changed',
		jsonb_build_object('name', v_new.name, 'before', v_old.name, 'fields', to_jsonb(v_fields)));
	return jsonb_build_object('id', v_old.id, 'revision', v_revision, 'did', 'changed', 'fields', to_jsonb(v_fields),
		'reopened', private.reopen_reviews(v_old.id, v_fields, v_reason));
end $$;

create function public.save_tool(tool jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.save_tool(tool) $$;

-- A tool that somebody would like to use: its name, who makes it and what it does. The AI office looks into the rest.
create function private.propose_tool(tool jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_new private.tools;
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif private.is_outside() then
		perform private.fail(403, 'not_yours', 'Tools are proposed by people of the district. Nothing was saved.');
	end if;
	perform private.known_fields(tool, '{"name": {"label": "The name", "most": 200}, "vendor": {"label": "The vendor", "most": 200},
		"purpose": {"label": "What it does", "most": 2000}}');
	v_new := private.read_tool(tool, private.blank_tool());
	if v_new.purpose = '' then
		perform private.fail(422, 'no_purpose', 'Say what it does, so that the AI office knows what to look at. Nothing was saved.', '{"field": "purpose"}');
	end if;
	v_new.id := private.add_tool(private.district_id(), v_new);
	perform private.note_activity(private.district_id(), null, 'tools', v_new.id, 'proposed', jsonb_build_object('name', v_new.name));
	return jsonb_build_object('id', v_new.id);
end $$;

create function public.propose_tool(tool jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.propose_tool(tool) $$;

grant execute on function private.save_tool, public.save_tool, private.propose_tool, public.propose_tool to authenticated;
