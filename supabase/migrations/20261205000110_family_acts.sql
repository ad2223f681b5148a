-- Who settles what for students and families, and who says what a tier asks for.

-- A list of a few short words, trimmed; null where it is no such list.
create function private.short_list(given jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
	select case when jsonb_typeof(given) = 'array' and jsonb_array_length(given) <= 20 and not exists (
		select 1 from jsonb_array_elements(given) e where jsonb_typeof(e) <> 'string' or length(e #>> '{}') > 60)
	then coalesce((select jsonb_agg(distinct trim(e)) from jsonb_array_elements_text(given) e where trim(e) <> ''), '[]') end
$$;

-- The fields of each kind; those with a length are text.
create function private.family_fields(kind text) returns jsonb
language sql immutable set search_path = ''
as $$
	select case kind
		when 'notice' then '{"date": {}, "languages": {}, "how": {"label": "How", "most": 1000}, "link": {"label": "The link", "most": 500}}'
		when 'opt_out' then '{"how": {"label": "How", "most": 1000}, "date": {}, "link": {"label": "The link", "most": 500}}'
		when 'alternative' then '{"activity": {"label": "The activity", "most": 1000}, "date": {}, "link": {"label": "The link", "most": 500}}'
		when 'languages' then '{"applies": {}, "reason": {"label": "The reason", "most": 1000}, "languages": {}, "how": {"label": "How", "most": 1000},
			"date": {}, "link": {"label": "The link", "most": 500}}'
		when 'accommodations' then '{"plans": {}, "plans_how": {"label": "How students with an IEP or 504 plan are served", "most": 1000},
			"english": {}, "english_how": {"label": "How English learners are served", "most": 1000}, "date": {}, "link": {"label": "The link", "most": 500}}'
		when 'consent' then '{"consent": {}, "reason": {"label": "The reason", "most": 1000}, "date": {}, "link": {"label": "The link", "most": 500},
			"of": {}, "returned": {}}'
		when 'under_13' then '{"consent_by": {}, "reason": {"label": "The reason", "most": 1000}, "date": {}, "link": {"label": "The link", "most": 500}}'
		when 'research_review' then '{"needed": {}, "reason": {"label": "The reason", "most": 1000}, "office": {"label": "The office", "most": 200},
			"decision": {}, "date": {}, "reference": {"label": "The reference", "most": 200}, "link": {"label": "The link", "most": 500}}'
	end::jsonb
$$;

-- What is wrong with a measure, as { field, reason }; null where nothing is. Its texts are trimmed already.
create function private.family_fault(kind text, measure jsonb, minimum int) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_reason boolean := coalesce(measure ->> 'reason', '') <> '';
	v_one record;
begin
	for v_one in select * from (values
		('consent', 'consent', '{none needed,opt-out,active}'::text[], 'Choose which kind of consent is asked.'),
		('under_13', 'consent_by', '{school,families,not needed}', 'Choose who consents for children under 13.'),
		('research_review', 'needed', '{yes,no}', 'Say whether a research review is needed.'),
		('languages', 'applies', '{yes,no}', 'Say whether other languages are needed.'),
		('accommodations', 'plans', '{yes,no}', 'Say whether students with an IEP or 504 plan take part.'),
		('accommodations', 'english', '{yes,no}', 'Say whether English learners take part.')) f (kind, field, known, reason)
	loop
		if v_one.kind = family_fault.kind and not coalesce(measure ->> v_one.field = any (v_one.known), false) then
			return jsonb_build_object('field', v_one.field, 'reason', v_one.reason);
		end if;
	end loop;
	if measure ? 'date' and not coalesce(private.is_day(measure ->> 'date'), false) then
		return '{"field": "date", "reason": "Give the day as a date."}';
	elsif coalesce(measure ->> 'link', '') <> '' and measure ->> 'link' !~* '^https?://[^\s"<>]+$' then
		return '{"field": "link", "reason": "A link begins with https://."}';
	elsif measure ? 'languages' and jsonb_typeof(measure -> 'languages') <> 'array' then
		return '{"field": "languages", "reason": "Name up to 20 languages, each with at most 60 characters."}';
	end if;
	return case kind
		when 'notice' then case
			when coalesce(measure ->> 'how', '') = '' then '{"field": "how", "reason": "Say how families are told."}'::jsonb
			when coalesce(measure -> 'languages', '[]') = '[]' then '{"field": "languages", "reason": "Name the languages of the notice."}' end
		when 'opt_out' then case
			when coalesce(measure ->> 'how', '') = '' then '{"field": "how", "reason": "Say how a family says no, and until when."}'::jsonb end
		when 'alternative' then case
			when coalesce(measure ->> 'activity', '') = '' then '{"field": "activity", "reason": "Say what students do instead."}'::jsonb end
		when 'languages' then case
			when measure ->> 'applies' = 'no' and not v_reason then '{"field": "reason", "reason": "Say why English alone is enough."}'::jsonb
			when measure ->> 'applies' = 'yes' and coalesce(measure -> 'languages', '[]') = '[]' then
				'{"field": "languages", "reason": "Name the languages that are offered."}' end
		when 'accommodations' then case
			when coalesce(measure ->> 'plans_how', '') = '' then
				'{"field": "plans_how", "reason": "Say how students with an IEP or 504 plan are served, or why none take part."}'::jsonb
			when coalesce(measure ->> 'english_how', '') = '' then
				'{"field": "english_how", "reason": "Say how English learners are served, or why none take part."}' end
		when 'consent' then case
			when measure ->> 'consent' = 'none needed' then case
				when not v_reason then '{"field": "reason", "reason": "Say why no consent is needed."}'::jsonb
				when measure ?| '{of,returned}' then '{"field": "of", "reason": "Where no consent is asked there is nothing to count."}' end
			when measure ? 'of' <> measure ? 'returned' then
				jsonb_build_object('field', case when measure ? 'of' then 'returned' else 'of' end, 'reason', 'Give both counts, or neither.')
			when measure ? 'of' and not (jsonb_typeof(measure -> 'of') = 'number' and jsonb_typeof(measure -> 'returned') = 'number'
				and measure ->> 'of' ~ '^\d{1,6}$' and measure ->> 'returned' ~ '^\d{1,6}$') then '{"field": "of", "reason": "Counts are whole numbers."}'
			when (measure ->> 'returned')::int > (measure ->> 'of')::int then
				'{"field": "returned", "reason": "More answers than families asked cannot be."}'
			when (measure ->> 'of')::int < minimum or (measure ->> 'returned')::int < minimum then jsonb_build_object(
				'field', case when (measure ->> 'of')::int < minimum then 'of' else 'returned' end,
				'reason', format('A count of fewer than %s would be about single students: leave both out until there are more.', minimum)) end
		when 'under_13' then case
			when measure ->> 'consent_by' = 'not needed' and not v_reason then '{"field": "reason", "reason": "Say why no consent is needed."}'::jsonb end
		when 'research_review' then case
			when measure ->> 'needed' = 'no' then case when not v_reason then '{"field": "reason", "reason": "Say why none is needed."}'::jsonb end
			when not coalesce(measure ->> 'decision' = any ('{pending,approved,exempt,not approved}'), false) then
				'{"field": "decision", "reason": "Say what the office decided, or that it is pending."}'
			when coalesce(measure ->> 'office', '') = '' then '{"field": "office", "reason": "Name the review board or office."}'
			when measure ->> 'decision' <> 'pending' and not measure ? 'date' then '{"field": "date", "reason": "Give the day of the decision."}'
			when measure ->> 'decision' <> 'pending' and (measure ->> 'date')::date > private.today() then
				'{"field": "date", "reason": "The day of a decision is not in the future."}' end
	end;
end $$;

-- Settles one kind for a pilot: its team until launch, and at any time its sponsor, the AI office and reviewers of instruction. After
-- launch it is an amendment, by those who are not on the team, with a reason. `seen` is the id of the one that the form showed.
create function private.save_family_measure(pilot uuid, kind text, measure jsonb, seen bigint, reason text) returns bigint
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[] := private.parts(pilot, v_me);
	v_after boolean := v_pilot.stage not in ('draft', 'proposed', 'vetting');
	v_last private.family_measures;
	v_new jsonb;
	v_fault jsonb;
	v_by text;
	v_id bigint;
begin
	if not v_parts && '{team,sponsor,admin,instruction}' then
		if private.parts(pilot, v_me, true) && '{sponsor,admin,instruction}' then
			perform private.refuse_kept_out(pilot, v_me, 'others settle what families need. Nothing was saved.');
		end if;
		perform private.fail(403, 'not_yours', 'What families need is settled by the pilot''s team, its sponsor, the AI office and reviewers of instruction. Nothing was saved.');
	elsif v_pilot.stage in ('shelved', 'declined', 'withdrawn', 'retired') then
		perform private.fail(409, 'not_now', format('The pilot is %s, so that there is nothing to settle for families. Nothing was saved.', v_pilot.stage));
	elsif v_after and not v_parts && '{sponsor,admin,instruction}' then
		perform private.fail(403, 'not_yours', 'Since launch it is amended by its sponsor, the AI office or a reviewer of instruction. Nothing was saved.');
	elsif not coalesce(kind = any (private.family_kinds()), false) then
		perform private.fail(422, 'unknown_kind', 'There is no such thing to settle for families. Nothing was saved.');
	end if;
	perform private.known_fields(measure, private.family_fields(kind));
	-- What is empty was not said.
	select coalesce(jsonb_object_agg(m.key, case when m.key = 'languages' then coalesce(private.short_list(m.value), '"wrong"')
		when jsonb_typeof(m.value) = 'string' then to_jsonb(trim(m.value #>> '{}')) else m.value end), '{}')
	into v_new from jsonb_each(measure) m where m.value not in ('null', '[]') and trim(m.value #>> '{}') <> '';
	v_fault := private.family_fault(kind, v_new, (select d.minimum_group from public.districts d where d.id = v_pilot.district_id));
	if v_fault is not null then
		perform private.fail(422, 'wrong_measure', (v_fault ->> 'reason') || ' Nothing was saved.', jsonb_build_object('field', v_fault ->> 'field'));
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', 'A reason can have 2000 characters. Nothing was saved.', '{"field": "amendment"}');
	end if;
	select m.* into v_last from private.family_measures m where m.pilot_id = pilot and m.kind = save_family_measure.kind order by m.id desc limit 1;
	if v_last.measure = v_new then
		return v_last.id;
	elsif v_last.id is distinct from seen then
		select p.name into v_by from public.people p where p.id = v_last.person_id;
		perform private.fail(409, 'changed_meanwhile', format('%s changed this in the meantime. Nothing of yours was saved.', coalesce(v_by, 'Somebody')),
			jsonb_build_object('by', v_by, 'at', v_last.at));
	elsif v_after and trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'After launch this is an amendment: say what changed and why. Nothing was saved.', '{"field": "amendment"}');
	end if;
	insert into private.family_measures as m (district_id, pilot_id, kind, measure, amended, reason, person_id)
	values (v_pilot.district_id, pilot, kind, v_new, v_after, case when v_after then trim(reason) else '' end, v_me) returning m.id into v_id;
	perform private.note_activity(v_pilot.district_id, pilot, 'family_measures', pilot,
		case when v_after then 'amended for families' else 'settled for families' end,
		jsonb_strip_nulls(jsonb_build_object('kind', kind, 'reason', case when v_after then trim(reason) end)));
	return v_id;
end $$;

create function public.save_family_measure(pilot uuid, kind text, measure jsonb, seen bigint default null, reason text default '') returns bigint
language sql security invoker set search_path = ''
as $$ select private.save_family_measure(pilot, kind, measure, seen, reason) $$;

-- What each tier asks for now, for everyone of the district.
create function private.family_rules_now(district uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('tier', r.tier, 'kind', r.kind, 'condition', r.condition, 'evidence', r.evidence)
		order by r.tier, array_position(private.family_kinds(), r.kind)), '[]')
	from private.family_rules r where r.district_id = district and r.valid_until is null
$$;

create function private.family_rules() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	perform private.require_admin();
	return (
		select jsonb_build_object('revision', s.revision, 'rules', private.family_rules_now(s.district_id), 'by', p.name, 'at', s.changed_at)
		from private.safeguard_settings s left join public.people p on p.id = s.changed_by where s.district_id = private.district_id());
end $$;

create function public.family_rules() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.family_rules() $$;

-- Replaces what the tiers ask for. A pilot that is in vetting keeps what it was asked.
create function private.save_family_rules(revision int, rules jsonb) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_me uuid := private.person_id();
	v_settings private.safeguard_settings;
	v_changed int;
begin
	select s.* into v_settings from private.safeguard_settings s where s.district_id = v_district;
	perform private.same_revision(revision, v_settings.revision, 'family_rules', v_district);
	if coalesce(jsonb_typeof(rules) <> 'array', true) or exists (
		select 1 from jsonb_array_elements(rules) r
		where jsonb_typeof(r) <> 'object' or not coalesce(r ->> 'tier' = any (enum_range(null::public.risk_tier)::text[]), false)
			or not coalesce(r ->> 'kind' = any (private.family_kinds()), false)
			or not coalesce(r ->> 'condition' in ('always', 'under 13', 'research'), false) or coalesce(jsonb_typeof(r -> 'evidence') <> 'boolean', true)) then
		perform private.fail(422, 'wrong_rule', 'Each rule names a tier, a kind, when it is asked and whether it needs evidence. Nothing was saved.');
	elsif (select count(*) <> count(distinct (r ->> 'tier', r ->> 'kind')) from jsonb_array_elements(rules) r) then
		perform private.fail(422, 'twice', 'A kind is asked of a tier once. Nothing was saved.');
	end if;
	with given as (
		select g.tier, g.kind, g.condition, g.evidence
		from jsonb_to_recordset(rules) g (tier public.risk_tier, kind text, condition text, evidence boolean)
	), over as (
		update private.family_rules r set valid_until = private.now()
		where r.district_id = v_district and r.valid_until is null and not exists (
			select 1 from given g where (g.tier, g.kind, g.condition, g.evidence) = (r.tier, r.kind, r.condition, r.evidence))
		returning 1
	)
	select count(*) into v_changed from over;
	with added as (
		insert into private.family_rules (district_id, tier, kind, condition, evidence, made_by)
		select v_district, g.tier, g.kind, g.condition, g.evidence, v_me
		from jsonb_to_recordset(rules) g (tier public.risk_tier, kind text, condition text, evidence boolean)
		where not exists (select 1 from private.family_rules r where r.district_id = v_district and r.valid_until is null
			and (r.tier, r.kind) = (g.tier, g.kind))
		returning 1
	)
	select v_changed + count(*) into v_changed from added;
	if v_changed = 0 then
		return v_settings.revision;
	end if;
	update private.safeguard_settings s set revision = s.revision + 1, changed_by = v_me, changed_at = private.now() where s.district_id = v_district;
	perform private.note_activity(v_district, null, 'family_rules', v_district, 'changed what families are asked', '{}');
	return v_settings.revision + 1;
end $$;

create function public.save_family_rules(revision int, rules jsonb) returns int
language sql security invoker set search_path = ''
as $$ select private.save_family_rules(revision, rules) $$;

grant execute on function private.save_family_measure, public.save_family_measure, private.family_rules, public.family_rules,
	private.save_family_rules, public.save_family_rules to authenticated;
