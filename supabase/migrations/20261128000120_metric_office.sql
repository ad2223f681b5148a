-- The AI office keeps the metric library. Words are changed in place; what numbers mean, only while no pilot has the metric: after that it
-- becomes a new version, and pilots keep theirs.

-- What is wrong with a metric, as { field, reason }; null where nothing is.
create function private.metric_fault(metric jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_one record;
begin
	for v_one in select * from (values
		('kind', enum_range(null::public.metric_kind)::text[], 'Choose the kind: mean, proportion, count or total.'),
		('better', enum_range(null::public.better)::text[], 'Choose whether higher or lower is better.'),
		('about', enum_range(null::public.metric_about)::text[], 'Choose whom or what it is about.'),
		('domain', enum_range(null::public.metric_domain)::text[], 'Choose achievement or other.'),
		('measures', enum_range(null::public.metric_measures)::text[], 'Choose what it measures.')) f (field, known, reason)
	loop
		if not coalesce(metric ->> v_one.field = any (v_one.known), false) then
			return jsonb_build_object('field', v_one.field, 'reason', v_one.reason);
		end if;
	end loop;
	for v_one in select * from (values ('lowest'), ('highest')) f (field) loop
		if jsonb_typeof(metric -> v_one.field) not in ('number', 'null') or abs((metric ->> v_one.field)::numeric) > 1e15 then
			return jsonb_build_object('field', v_one.field, 'reason', 'A bound is a number in the metric''s unit, or empty.');
		elsif metric ->> v_one.field is not null and metric ->> 'kind' in ('proportion', 'count') then
			return jsonb_build_object('field', v_one.field, 'reason', 'Only a mean or a total has bounds: a proportion lies between 0 and 1 anyway, and a count is never below 0.');
		end if;
	end loop;
	return case
		when trim(coalesce(metric ->> 'name', '')) = '' then jsonb_build_object('field', 'name', 'reason', 'A metric needs a name.')
		when trim(coalesce(metric ->> 'unit', '')) = '' then jsonb_build_object('field', 'unit', 'reason', 'A metric needs a unit.')
		when trim(coalesce(metric ->> 'meaning', '')) = '' then
			jsonb_build_object('field', 'meaning', 'reason', 'Say what it means, so that everyone counts the same.')
		when (metric ->> 'lowest')::numeric >= (metric ->> 'highest')::numeric then
			jsonb_build_object('field', 'highest', 'reason', 'The highest value must be above the lowest.')
		end;
end $$;

-- Refuses a name that another metric on offer has.
create function private.check_metric_name(district uuid, name text, metric uuid) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_twin text;
begin
	select k.name into v_twin from public.metrics k where k.district_id = check_metric_name.district
		and lower(k.name) = lower(check_metric_name.name) and k.id is distinct from metric and k.retired_at is null and k.superseded_at is null;
	if found then
		perform private.fail(409, 'name_taken', format('There is a metric called “%s” already. Nothing was saved.', v_twin),
			jsonb_build_object('field', 'name'));
	end if;
end $$;

-- A metric of the caller's district, locked: no plan takes it up meanwhile.
create function private.locked_metric(metric uuid, district uuid) returns public.metrics
language plpgsql security definer set search_path = ''
as $$
declare
	v_metric public.metrics;
begin
	select k.* into v_metric from public.metrics k where k.id = metric and k.district_id = locked_metric.district for update;
	if not found then
		perform private.fail(404, 'no_such_metric', 'There is no such metric in your district. Nothing was saved.');
	end if;
	return v_metric;
end $$;

-- How many pilots have a metric: in their plan, in their results, or in what was forecast.
create function private.pilots_with(metric uuid) returns int
language sql stable security definer set search_path = ''
as $$
	select count(*)::int from (
		select g.pilot_id from public.pilot_goals g where g.metric_id = metric
		union select m.pilot_id from private.measurements m where m.metric_id = metric
		union select f.pilot_id from private.forecasts f where f.metric_id = metric) p
$$;

-- Saves a metric: a new one without an id; otherwise `seen` is when the metric that the form shows was changed last.
-- Answers its id and version, and what was done: added, changed, new version or unchanged.
create function private.save_metric(metric jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_me uuid := private.person_id();
	v_note text;
	v_fault jsonb;
	v_old public.metrics;
	v_new public.metrics;
	v_by text;
	v_words text[];
	v_sense text[];
	v_did text := 'changed';
begin
	perform private.known_fields(metric, '{"id": {}, "seen": {}, "owner_id": {}, "lowest": {}, "highest": {}, "kind": {}, "better": {}, "about": {},
		"domain": {}, "measures": {}, "name": {"label": "The name", "most": 120}, "meaning": {"label": "The meaning", "most": 1000},
		"unit": {"label": "The unit", "most": 40}, "source": {"label": "The source", "most": 200}, "cadence": {"label": "The cadence", "most": 80},
		"note": {"label": "The note", "most": 500}}');
	v_note := trim(coalesce(metric ->> 'note', ''));
	v_fault := private.metric_fault(metric);
	if v_fault is not null then
		perform private.fail(422, 'wrong_metric', (v_fault ->> 'reason') || ' Nothing was saved.', jsonb_build_object('field', v_fault ->> 'field'));
	end if;
	if metric ->> 'id' is not null then
		v_old := private.locked_metric((metric ->> 'id')::uuid, v_district);
		if v_old.superseded_at is not null then
			perform private.fail(409, 'superseded', format('Version %s has a later one, which is the one to edit. Nothing was saved.', v_old.version));
		elsif v_old.retired_at is not null then
			perform private.fail(409, 'retired', 'This metric is retired: offer it again before you edit it. Nothing was saved.');
		elsif v_old.changed_at is distinct from (metric ->> 'seen')::timestamptz then
			select p.name into v_by from public.people p where p.id = v_old.changed_by;
			perform private.fail(409, 'changed_meanwhile', format('%s changed this metric in the meantime. Nothing of yours was saved.',
				coalesce(v_by, 'Somebody')), jsonb_build_object('by', v_by, 'at', v_old.changed_at));
		end if;
	end if;
	v_new := jsonb_populate_record(v_old, metric - 'id' - 'seen' - 'note' || jsonb_build_object(
		'name', trim(regexp_replace(metric ->> 'name', '\s+', ' ', 'g')), 'unit', trim(metric ->> 'unit'), 'meaning', trim(metric ->> 'meaning'),
		'source', trim(coalesce(metric ->> 'source', '')), 'cadence', trim(coalesce(metric ->> 'cadence', '')),
		'owner_id', nullif(metric ->> 'owner_id', ''), 'lowest', metric -> 'lowest', 'highest', metric -> 'highest',
		'district_id', v_district, 'changed_at', private.now(), 'changed_by', v_me));
	if v_new.owner_id is distinct from v_old.owner_id and v_new.owner_id is not null and not exists (
		select 1 from public.people p where p.id = v_new.owner_id and p.district_id = v_district and p.active and not p.outside) then
		perform private.fail(422, 'no_owner', 'Its owner is an active person of the district. Nothing was saved.', jsonb_build_object('field', 'owner_id'));
	end if;
	perform private.check_metric_name(v_district, v_new.name, v_old.id);

	if v_old.id is null then
		insert into public.metrics (district_id, name, meaning, unit, kind, better, about, domain, source, cadence, owner_id, measures, lowest,
			highest, changed_at, changed_by, change_note)
		values (v_district, v_new.name, v_new.meaning, v_new.unit, v_new.kind, v_new.better, v_new.about, v_new.domain, v_new.source, v_new.cadence,
			v_new.owner_id, v_new.measures, v_new.lowest, v_new.highest, v_new.changed_at, v_me, v_note)
		returning * into v_new;
		perform private.note_activity(v_district, null, 'metrics', v_new.id, 'added', jsonb_build_object('name', v_new.name));
		return jsonb_build_object('id', v_new.id, 'version', v_new.version, 'did', 'added');
	end if;

	select array_agg(n.key order by n.key) filter (where n.key in ('meaning', 'source', 'cadence', 'owner_id')),
		array_agg(n.key order by n.key) filter (where n.key in ('name', 'unit', 'kind', 'better', 'about', 'domain', 'measures', 'lowest', 'highest'))
	into v_words, v_sense
	from jsonb_each(to_jsonb(v_new)) n join jsonb_each(to_jsonb(v_old)) o on o.key = n.key and o.value <> n.value;
	if v_words is null and v_sense is null then
		return jsonb_build_object('id', v_old.id, 'version', v_old.version, 'did', 'unchanged');
	elsif v_sense is not null and private.pilots_with(v_old.id) > 0 then
		if v_note = '' then
			perform private.fail(422, 'no_note', 'A pilot has this metric, so that this becomes a new version: say what changed and why. Nothing was saved.',
				jsonb_build_object('field', 'note'));
		end if;
		update public.metrics k set superseded_at = v_new.changed_at where k.id = v_old.id;
		insert into public.metrics (district_id, name, meaning, unit, kind, better, about, domain, source, cadence, owner_id, measures, lowest,
			highest, changed_at, changed_by, change_note, version, replaces)
		values (v_district, v_new.name, v_new.meaning, v_new.unit, v_new.kind, v_new.better, v_new.about, v_new.domain, v_new.source, v_new.cadence,
			v_new.owner_id, v_new.measures, v_new.lowest, v_new.highest, v_new.changed_at, v_me, v_note, v_old.version + 1, v_old.id)
		returning * into v_new;
		v_did := 'new version';
	else
		update public.metrics k set (name, meaning, unit, kind, better, about, domain, source, cadence, owner_id, measures, lowest, highest,
			changed_at, changed_by, change_note) = (v_new.name, v_new.meaning, v_new.unit, v_new.kind, v_new.better, v_new.about, v_new.domain,
			v_new.source, v_new.cadence, v_new.owner_id, v_new.measures, v_new.lowest, v_new.highest, v_new.changed_at, v_me,
			case when v_sense is null or v_note = '' then k.change_note else v_note end)
		where k.id = v_old.id;
	end if;
	perform private.note_activity(v_district, null, 'metrics', v_new.id, v_did, jsonb_build_object('name', v_new.name, 'before', v_old.name,
		'version', v_new.version, 'fields', to_jsonb(coalesce(v_words, '{}') || coalesce(v_sense, '{}')), 'note', v_note));
	return jsonb_build_object('id', v_new.id, 'version', v_new.version, 'did', v_did);
end $$;

create function public.save_metric(metric jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.save_metric(metric) $$;

-- Offers a metric to no new plan. Pilots that have it keep it.
create function private.retire_metric(metric uuid, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_metric public.metrics := private.locked_metric(metric, (private.locked_office()).id);
	v_reason text := trim(coalesce(reason, ''));
begin
	if v_metric.superseded_at is not null then
		perform private.fail(409, 'superseded', 'A later version replaced this one already: retire that one. Nothing was saved.');
	elsif v_metric.retired_at is not null then
		perform private.fail(409, 'retired', 'This metric is retired already. Nothing was saved.');
	elsif v_reason = '' then
		perform private.fail(422, 'no_reason', 'Say why it is retired: the reason stays with it. Nothing was saved.');
	elsif length(v_reason) > 500 then
		perform private.fail(422, 'too_long', format('A reason can have 500 characters and this one has %s. Nothing was saved.', length(v_reason)));
	end if;
	update public.metrics k set retired_at = private.now(), retired_because = v_reason, changed_at = private.now(), changed_by = private.person_id()
	where k.id = v_metric.id;
	perform private.note_activity(v_metric.district_id, null, 'metrics', v_metric.id, 'retired',
		jsonb_build_object('name', v_metric.name, 'reason', v_reason));
end $$;

create function public.retire_metric(metric uuid, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.retire_metric(metric, reason) $$;

-- Offers a retired metric again.
create function private.revive_metric(metric uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_metric public.metrics := private.locked_metric(metric, (private.locked_office()).id);
begin
	if v_metric.retired_at is null then
		perform private.fail(409, 'not_retired', 'This metric is not retired. Nothing was saved.');
	end if;
	perform private.check_metric_name(v_metric.district_id, v_metric.name, v_metric.id);
	update public.metrics k set retired_at = null, retired_because = '', changed_at = private.now(), changed_by = private.person_id()
	where k.id = v_metric.id;
	perform private.note_activity(v_metric.district_id, null, 'metrics', v_metric.id, 'offered', jsonb_build_object('name', v_metric.name));
end $$;

create function public.revive_metric(metric uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.revive_metric(metric) $$;

grant execute on function private.save_metric, public.save_metric, private.retire_metric, public.retire_metric, private.revive_metric,
	public.revive_metric to authenticated;
