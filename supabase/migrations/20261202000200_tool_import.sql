-- The AI office imports a list of tools: what is new is proposed, what is known gets its blanks filled, and nothing is overwritten.

-- A cell without the spaces that spreadsheets and web pages leave in it.
create function private.tidy(text) returns text
language sql immutable security definer set search_path = ''
as $$ select trim(regexp_replace(coalesce($1, ''), '[[:space:]\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+', ' ', 'g')) $$;

-- What is wrong with a row, as { field, reason }; null where nothing is.
create function private.tool_row_fault(name text, vendor text, model text, purpose text, website text) returns jsonb
language plpgsql immutable security definer set search_path = ''
as $$
declare
	v_one record;
begin
	if name = '' then
		return '{"field": "name", "reason": "It has no name."}';
	elsif name !~ '[^[:punct:][:space:]]' then
		return '{"field": "name", "reason": "A name needs a letter or a digit."}';
	end if;
	for v_one in select * from (values ('name', 'A name', name, 200), ('vendor', 'A vendor', vendor, 200), ('model', 'A model', model, 200),
		('purpose', 'What it does', purpose, 2000), ('website', 'A website', website, 500)) f (field, label, value, most)
	loop
		if length(v_one.value) > v_one.most then
			return jsonb_build_object('field', v_one.field, 'reason',
				format('%s can have %s characters, and this one has %s.', v_one.label, v_one.most, length(v_one.value)));
		end if;
	end loop;
	if website <> '' and website !~* '^https?://[^[:space:]/@"<>]+\.[^[:space:]"<>]+$' then
		return '{"field": "website", "reason": "A website is a link that begins with https:// or http://."}';
	end if;
	return null;
end $$;

-- What would become of each row: new, filled (with which fields), unchanged, twice (of which row) or refused (which field and why).
create function private.judged_tools(district uuid, given_rows jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		with given as materialized (
			select e.at::int as at, private.tidy(e.value ->> 'name') as name, private.tidy(e.value ->> 'vendor') as vendor,
				private.tidy(e.value ->> 'model') as model, private.tidy(e.value ->> 'purpose') as purpose, private.tidy(e.value ->> 'website') as website
			from jsonb_array_elements(given_rows) with ordinality e (value, at)
		), faulty as materialized (
			select g.*, private.tool_row_fault(g.name, g.vendor, g.model, g.purpose, g.website) as fault, private.tool_key(g.name) as key from given g
		), known as materialized (
			select f.*, t.id as tool_id, t.name as known_as, t.vendor as had_vendor, t.model as had_model, t.purpose as had_purpose, t.website as had_website,
				-- Two names of one tool in a file are one tool twice.
				case when f.fault is null then first_value(f.at) over (partition by f.fault is null, coalesce(t.id::text, f.key) order by f.at) end as first
			from faulty f
			left join private.tool_names n on f.fault is null and n.district_id = judged_tools.district and n.key = f.key
			left join private.tools t on t.id = n.tool_id and t.district_id = n.district_id
		), compared as (
			select k.*, array_remove(array[
					case when k.had_vendor = '' and k.vendor <> '' then 'vendor' end, case when k.had_model = '' and k.model <> '' then 'model' end,
					case when k.had_purpose = '' and k.purpose <> '' then 'purpose' end, case when k.had_website = '' and k.website <> '' then 'website' end], null) as fields,
				array_remove(array[
					case when k.had_vendor <> '' and k.vendor <> '' and lower(k.vendor) <> lower(k.had_vendor) then 'vendor' end,
					case when k.had_model <> '' and k.model <> '' and lower(k.model) <> lower(k.had_model) then 'model' end,
					case when k.had_purpose <> '' and k.purpose <> '' and k.purpose <> k.had_purpose then 'purpose' end,
					case when k.had_website <> '' and k.website <> '' and k.website <> k.had_website then 'website' end], null) as kept
			from known k
		)
		select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('row', c.at, 'name', left(c.name, 200), 'known_as', c.known_as, 'tool', c.tool_id,
			'state', case when c.fault is not null then 'refused' when c.first < c.at then 'twice' when c.tool_id is null then 'new'
				when c.fields <> '{}' then 'filled' else 'unchanged' end,
			'of', case when c.first < c.at then c.first end,
			'fields', case when c.tool_id is not null and c.first = c.at and c.fields <> '{}' then c.fields end,
			'kept', case when c.tool_id is not null and c.first = c.at and c.kept <> '{}' then c.kept end,
			'field', c.fault ->> 'field', 'reason', c.fault ->> 'reason')) order by c.at)
		from compared c);
end $$;

-- Fills the blanks of tools that are known. Each of them gets a line of what changed.
create function private.fill_tools(district uuid, given_rows jsonb, verdicts jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	with filled as (
		select (v.value ->> 'tool')::uuid as id, v.value -> 'fields' as fields, (v.value ->> 'row')::int as row from jsonb_array_elements(verdicts) v
		where v.value ->> 'state' = 'filled'
	), told as (
		select f.id, x.field, private.tidy(given_rows -> (f.row - 1) ->> x.field) as value
		from filled f cross join lateral jsonb_array_elements_text(f.fields) x (field)
	), each as (
		select d.id, jsonb_object_agg(d.field, d.value) as after, jsonb_object_agg(d.field, '') as before, array_agg(d.field order by d.field) as fields
		from told d group by d.id
	), changed as (
		update private.tools t set vendor = coalesce(e.after ->> 'vendor', t.vendor), model = coalesce(e.after ->> 'model', t.model),
			purpose = coalesce(e.after ->> 'purpose', t.purpose), website = coalesce(e.after ->> 'website', t.website),
			revision = t.revision + 1, changed_at = private.now()
		from each e where t.id = e.id and t.district_id = fill_tools.district
		returning t.id, t.revision, e.fields, e.before, e.after
	)
	insert into private.tool_changes (district_id, tool_id, revision, fields, before, after, reason, by)
	select fill_tools.district, c.id, c.revision, c.fields, c.before, c.after, 'A list was imported: blanks were filled from it.', private.person_id()
	from changed c;
end $$;

-- All or nothing: a row that is refused, or counts other than what was seen, leave everything as it was, and the answer says what would
-- become of each row. seen: { new, filled } as the preview had them.
create function private.import_tools(given_rows jsonb, dry_run boolean, seen jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.require_admin('Nothing was imported.');
	v_district uuid := private.district_id();
	v_verdicts jsonb;
	v_new int;
	v_filled int;
	v_named int;
begin
	if jsonb_typeof(given_rows) is distinct from 'array' or jsonb_array_length(given_rows) not between 1 and 5000 then
		perform private.fail(400, 'no_list', 'Between 1 and 5,000 tools can be imported at a time, as a list. Nothing was imported.');
	elsif exists (select 1 from jsonb_array_elements(given_rows) r where jsonb_typeof(r.value) <> 'object') then
		perform private.fail(400, 'no_list', 'Each row is an object with named fields. Nothing was imported.');
	end if;
	if not coalesce(dry_run, false) then
		perform private.locked_office();
		-- Whoever changes one of the tools meanwhile waits, in the same order for everyone.
		perform 1 from private.tools t where t.district_id = v_district and t.id in (
			select n.tool_id from private.tool_names n
			where n.district_id = v_district and n.key in (select private.tool_key(private.tidy(r.value ->> 'name')) from jsonb_array_elements(given_rows) r))
		order by t.id for no key update;
	end if;
	v_verdicts := private.judged_tools(v_district, given_rows);
	select count(*) filter (where v.value ->> 'state' = 'new'), count(*) filter (where v.value ->> 'state' = 'filled') into v_new, v_filled
	from jsonb_array_elements(v_verdicts) v;
	if coalesce(dry_run, false) or v_verdicts @> '[{"state": "refused"}]'
		or (seen is not null and not seen @> jsonb_build_object('new', v_new, 'filled', v_filled)) then
		return jsonb_build_object('done', false, 'rows', v_verdicts);
	end if;
	with made as (
		insert into private.tools (district_id, name, vendor, model, purpose, website, created_by)
		select v_district, private.tidy(r ->> 'name'), private.tidy(r ->> 'vendor'), private.tidy(r ->> 'model'), private.tidy(r ->> 'purpose'),
			private.tidy(r ->> 'website'), v_me
		from jsonb_array_elements(v_verdicts) v cross join lateral (select given_rows -> ((v.value ->> 'row')::int - 1)) x (r)
		where v.value ->> 'state' = 'new'
		returning id, name
	)
	insert into private.tool_names (district_id, key, tool_id, name)
	select v_district, private.tool_key(m.name), m.id, m.name from made m on conflict do nothing;
	get diagnostics v_named = row_count;
	if v_named < v_new then
		perform private.fail(409, 'changed_meanwhile', 'Somebody named one of these tools in the same moment. Nothing was imported: check the list again.');
	end if;
	perform private.fill_tools(v_district, given_rows, v_verdicts);
	if v_new + v_filled > 0 then
		perform private.note_activity(v_district, null, 'tools', null, 'imported tools', jsonb_build_object('added', v_new, 'filled', v_filled));
	end if;
	return jsonb_build_object('done', true, 'rows', v_verdicts);
end $$;

create function public.import_tools(rows jsonb, dry_run boolean default false, seen jsonb default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.import_tools(rows, dry_run, seen) $$;

grant execute on function private.import_tools, public.import_tools to authenticated;
