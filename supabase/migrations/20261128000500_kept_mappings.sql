-- What each column of a results file was, kept with the act of sending it, so that the next file of the same kind is mapped at once.
-- No row of the file, and no label of a person: headers and labels of the columns that were mapped, and what they stand for.

create table private.kept_mappings (
	pilot_id uuid not null,
	metric_id uuid not null,
	district_id uuid not null references public.districts (id),
	mapping jsonb not null check (jsonb_typeof(mapping) = 'object' and octet_length(mapping::text) <= 65536),
	kept_by uuid not null,
	kept_at timestamptz not null default private.now(),
	primary key (pilot_id, district_id, metric_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (metric_id, district_id) references public.metrics (id, district_id),
	foreign key (kept_by, district_id) references public.people (id, district_id)
);
comment on table private.kept_mappings is 'Of each pilot and metric, how the columns of the last results file were mapped. Replaced by the next.';
create index on private.kept_mappings (metric_id, district_id);
create index on private.kept_mappings (kept_by, district_id);
create index on private.kept_mappings (district_id);

-- A list of at most 200 labels, none longer than one of a file.
create function private.are_labels(given jsonb) returns boolean
language plpgsql immutable set search_path = ''
as $$
begin
	if jsonb_typeof(given) is distinct from 'array' then
		return false;
	end if;
	return jsonb_array_length(given) <= 200 and not exists (
		select 1 from jsonb_array_elements(given) l
		where jsonb_typeof(l.value) <> 'string' or length(l.value #>> '{}') > 200);
end $$;

-- The name of a column, or null for none.
create function private.is_header(given jsonb) returns boolean
language plpgsql immutable set search_path = ''
as $$
begin
	return coalesce(given = 'null' or (jsonb_typeof(given) = 'string' and length(given #>> '{}') between 1 and 1000), false);
end $$;

-- Labels and what they stand for: at most 500, each for one of the names that there are.
create function private.are_meanings(given jsonb, names text[]) returns boolean
language plpgsql immutable set search_path = ''
as $$
begin
	if jsonb_typeof(given) is distinct from 'object' then
		return false;
	end if;
	return (select count(*) from jsonb_object_keys(given)) <= 500 and not exists (
		select 1 from jsonb_each(given) l
		where length(l.key) > 200 or jsonb_typeof(l.value) <> 'string' or not (l.value #>> '{}') = any (names));
end $$;

-- How columns write their numbers, by header.
create function private.are_styles(given jsonb) returns boolean
language plpgsql immutable set search_path = ''
as $$
declare
	v_header text;
	v_style jsonb;
begin
	if jsonb_typeof(given) is distinct from 'object' then
		return false;
	elsif (select count(*) from jsonb_object_keys(given)) > 50 then
		return false;
	end if;
	for v_header, v_style in select e.key, e.value from jsonb_each(given) e loop
		if length(v_header) > 1000 or v_style not in ('{"decimal": ".", "percent": "as written"}', '{"decimal": ".", "percent": "as share"}',
			'{"decimal": ",", "percent": "as written"}', '{"decimal": ",", "percent": "as share"}') then
			return false;
		end if;
	end loop;
	return true;
end $$;

-- The part of a mapping that is not as a mapping has it; null where all of it is.
create function private.odd_in_mapping(pilot public.pilots, metric public.metrics, given jsonb) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_sites text[] := array(select s.id::text from public.sites s where s.district_id = pilot.district_id);
	v_strata text[] := coalesce((select l.strata from public.plans l where l.pilot_id = pilot.id), '{}');
	v_subgroups text[] := (select d.subgroups from public.districts d where d.id = pilot.district_id);
	v_part text;
	v_label constant text := '^[[:alnum:]][[:alnum:] ./–-]{0,39}$';
begin
	if jsonb_typeof(given) is distinct from 'object' or octet_length(given::text) > 65536 then
		return 'mapping';
	end if;
	select k into v_part from jsonb_object_keys(given) k
	where k <> all (array['outcome', 'kind', 'events', 'others', 'exposure', 'pretest', 'arm', 'phase', 'period', 'site', 'stratum',
		'cluster', 'subgroup', 'missing', 'styles']) limit 1;
	if v_part is not null then
		return v_part;
	end if;
	foreach v_part in array array['arm', 'phase', 'period', 'site', 'stratum', 'subgroup'] loop
		if jsonb_typeof(given -> v_part) is distinct from 'object' then
			return v_part;
		elsif not private.is_header(given -> v_part -> 'column') or exists (
				select 1 from jsonb_object_keys(given -> v_part) k where k <> all (case v_part
					when 'arm' then array['column', 'pilot', 'comparison'] when 'phase' then array['column', 'baseline', 'outcome']
					when 'period' then array['column', 'name', 'pretest'] when 'site' then array['column', 'ids']
					else array['column', 'names'] end)) then
			return v_part;
		end if;
	end loop;
	return case
		when given ->> 'kind' is distinct from metric.kind::text then 'kind'
		when jsonb_typeof(given -> 'outcome') is distinct from 'string' or not private.is_header(given -> 'outcome') then 'outcome'
		when not private.are_labels(given -> 'events') then 'events'
		when not private.are_labels(given -> 'others') then 'others'
		when not private.is_header(given -> 'exposure') then 'exposure'
		when not private.is_header(given -> 'pretest') then 'pretest'
		when not private.is_header(given -> 'cluster') then 'cluster'
		when not private.are_labels(given #> '{arm,pilot}') or not private.are_labels(given #> '{arm,comparison}') then 'arm'
		when not private.are_labels(given #> '{phase,baseline}') or not private.are_labels(given #> '{phase,outcome}') then 'phase'
		when coalesce(given #>> '{period,name}' !~ v_label and given #>> '{period,name}' <> '', true)
			or coalesce(given #>> '{period,pretest}' !~ v_label and given #>> '{period,pretest}' <> '', true) then 'period'
		when not private.are_meanings(given #> '{site,ids}', v_sites) then 'site'
		when not private.are_meanings(given #> '{stratum,names}', v_strata) then 'stratum'
		when not private.are_meanings(given #> '{subgroup,names}', v_subgroups) then 'subgroup'
		when not private.are_labels(given -> 'missing') then 'missing'
		when not private.are_styles(given -> 'styles') then 'styles'
	end;
end $$;

-- Keeps how a file of results was mapped, in the place of the one before. Whoever may log may keep.
create function private.keep_mapping(pilot uuid, metric uuid, mapping jsonb) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_metric public.metrics;
	v_odd text;
begin
	if not private.parts(pilot, private.person_id()) && array['lead', 'data collector', 'evaluator'] then
		perform private.fail(403, 'not_yours', 'Results are logged by the pilot''s evaluator, lead or data collector. Nothing was kept.');
	elsif v_pilot.stage not in ('vetting', 'experiment', 'scaling', 'adopted') then
		perform private.fail(409, 'not_now', format('A pilot takes no results while it is in %s. Nothing was kept.', v_pilot.stage));
	end if;
	select k.* into v_metric from public.metrics k join public.pilot_goals g on g.metric_id = k.id
	where g.pilot_id = v_pilot.id and k.id = metric;
	if not found then
		perform private.fail(422, 'no_goal', 'This metric is none of the pilot''s outcome goals. Nothing was kept.');
	end if;
	v_odd := private.odd_in_mapping(v_pilot, v_metric, mapping);
	if v_odd is not null then
		perform private.fail(422, 'no_mapping', 'This does not say what the columns of a file are. Nothing was kept.', jsonb_build_object('part', v_odd));
	end if;
	insert into private.kept_mappings as m (pilot_id, metric_id, district_id, mapping, kept_by)
	values (v_pilot.id, v_metric.id, v_pilot.district_id, keep_mapping.mapping, private.person_id())
	on conflict (pilot_id, district_id, metric_id) do update set
		mapping = excluded.mapping, kept_by = excluded.kept_by, kept_at = private.now();
end $$;

-- How the last file of a metric was mapped, with who kept it and when; null where none was. For those who may log.
create function private.kept_mapping(pilot uuid, metric uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
begin
	if not private.parts(pilot, private.person_id()) && array['lead', 'data collector', 'evaluator'] then
		perform private.fail(403, 'not_yours', 'How files are mapped is for those who log results of the pilot.');
	end if;
	return (
		select jsonb_build_object('mapping', m.mapping, 'by', p.name, 'at', m.kept_at)
		from private.kept_mappings m left join public.people p on p.id = m.kept_by
		where m.pilot_id = v_pilot.id and m.metric_id = metric);
end $$;

create function public.keep_mapping(pilot uuid, metric uuid, mapping jsonb) returns void
language sql security invoker set search_path = ''
as $$ select private.keep_mapping(pilot, metric, mapping) $$;

create function public.kept_mapping(pilot uuid, metric uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.kept_mapping(pilot, metric) $$;

grant execute on function private.keep_mapping, private.kept_mapping, public.keep_mapping, public.kept_mapping to authenticated;
