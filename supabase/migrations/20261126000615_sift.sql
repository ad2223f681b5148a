-- Which pilots somebody asks for, and may see: the filters of the pipeline, read once for every function that takes them.

-- Whether the caller comes from outside; as before, and asked once and not for each person that it looks at.
create or replace function private.is_outside() returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return coalesce((select p.outside from public.people p where p.id = private.person_id()), false);
end $$;

create type private.sift as (
	me uuid, district uuid, outside boolean, mine uuid[],
	kept jsonb, ignored jsonb, tags text[], stages public.stage[],
	number int, query tsquery, alike uuid[]
);
comment on type private.sift is 'Filters as they were understood: kept and ignored ones, and whose they are.';

-- Tags that a filter stands for; those of the same name in private.slips.tags.
create function private.tag_of(filter text, value text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
	return case filter when 'objective' then 'o:' when 'site' then 's:' when 'kind' then 'k:' when 'risk' then 'r:' when 'status' then 'u:'
		when 'sponsor' then 'p:' when 'evaluator' then 'e:' when 'tool' then 't:' when 'held' then 'h:' end || value;
end $$;

-- What becomes of one filter: its value as it is used, or why it is not.
create function private.read_filter(district uuid, me uuid, outside boolean, filter text, value text, out kept text, out why text)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_id uuid;
begin
	kept := value;
	if filter in ('overdue', 'held', 'waiting', 'mine') then
		why := case when value <> 'true' then 'wrong' end;
	elsif filter = 'q' then
		kept := left(trim(value), 200);
	elsif filter = 'tool' then
		why := case when length(value) > 200 then 'wrong' end;
	elsif filter = 'stage' then
		select string_agg(x, ',' order by x) into kept from unnest(string_to_array(value, ',')) x
		where trim(x) = any (enum_range(null::public.stage)::text[]);
		why := case when kept is null then 'wrong' end;
	elsif filter in ('status', 'kind', 'risk') then
		why := case when value <> all (case filter when 'status' then enum_range(null::public.status)::text[]
			when 'kind' then enum_range(null::public.pilot_kind)::text[]
			else enum_range(null::public.risk_tier)::text[] || 'none'::text end) then 'wrong' end;
	elsif filter = 'objective' then
		-- Whoever is from outside is not told what there is: they see their own pilots, filtered or not.
		why := case when value = 'none' or outside or exists (
			select 1 from public.objectives o where o.district_id = read_filter.district and o.code = value) then null else 'gone' end;
	elsif filter in ('site', 'sponsor', 'evaluator') then
		if filter <> 'site' and value = 'me' then
			kept := me::text;
		elsif value <> 'none' and value !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
			why := 'wrong';
		elsif value <> 'none' and not outside then
			v_id := value::uuid;
			why := case when not exists (
				select 1 from public.sites s where filter = 'site' and s.id = v_id and s.district_id = read_filter.district
				union all
				select 1 from public.people p where filter <> 'site' and p.id = v_id and p.district_id = read_filter.district) then 'gone' end;
		end if;
	else
		why := 'unknown';
	end if;
end $$;

-- Words as a query that each of them begins a word of the pilot's. Null where nothing of them is a word.
create function private.query_of(words text) returns tsquery
language plpgsql immutable set search_path = ''
as $$
declare
	v_query tsquery := to_tsquery('pg_catalog.english', (
		select string_agg(format('''%s'':*', x.word), ' & ')
		from (select word from regexp_split_to_table(translate(words, '''\:*&|!<>()', '           '), '\s+') word where word <> '' limit 12) x));
begin
	return case when numnode(v_query) > 0 then v_query end;
end $$;

create function private.sift(filters jsonb) returns private.sift
language plpgsql stable security definer set search_path = ''
as $$
declare
	v private.sift;
	v_one record;
	v_read record;
begin
	v.me := private.person_id();
	if v.me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select p.district_id, p.outside into v.district, v.outside from public.people p where p.id = v.me;
	v.mine := array(select private.my_pilots());
	v.kept := '{}';
	v.ignored := '[]';
	v.tags := '{}';
	for v_one in
		select f.key, case jsonb_typeof(f.value) when 'array' then (select string_agg(x, ',') from jsonb_array_elements_text(f.value) x)
			else f.value #>> '{}' end as value
		from jsonb_each(case jsonb_typeof(filters) when 'object' then filters else '{}' end) f where f.key <> 'more'
	loop
		continue when trim(coalesce(v_one.value, '')) = '';
		v_read := private.read_filter(v.district, v.me, v.outside, v_one.key, v_one.value);
		if v_read.why is not null then
			v.ignored := v.ignored || jsonb_build_object('filter', v_one.key, 'value', left(v_one.value, 200), 'why', v_read.why);
			continue;
		end if;
		v.kept := v.kept || jsonb_build_object(v_one.key, v_read.kept);
		v.tags := v.tags || coalesce(array[private.tag_of(v_one.key, v_read.kept)], '{}');
	end loop;
	v.tags := array_remove(v.tags, null);
	v.stages := string_to_array(v.kept ->> 'stage', ',')::public.stage[];
	if v.kept ? 'q' then
		v := private.sift_text(v);
	end if;
	return v;
end $$;

-- Finds by number (P-0142, 142), by words, and where no pilot has the words, by titles that come near them.
create function private.sift_text(v private.sift) returns private.sift
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_found boolean;
begin
	if v.kept ->> 'q' ~* '^p?-?\d{1,9}$' then
		v.number := substring(v.kept ->> 'q' from '\d+')::int;
		execute format('select exists (select 1 from private.slips s where %s)', private.sift_where(v)) into v_found;
		if v_found then
			return v;
		end if;
		v.number := null;
	end if;
	v.query := private.query_of(v.kept ->> 'q');
	execute format('select exists (select 1 from private.slips s where %s)', private.sift_where(v)) into v_found;
	if not v_found then
		v.alike := private.alike(v);
	end if;
	return v;
end $$;

-- The condition on private.slips s that a sift stands for; without the filter named, for what each of its choices would give.
-- walk: written so that no index finds the pilots, for sets so large that walking along a stage meets them soon enough.
create function private.sift_where(v private.sift, without text default '', walk boolean default false) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_tags text[] := case when without = '' then v.tags else array_remove(v.tags, private.tag_of(without, v.kept ->> without)) end;
	v_walk text := case when walk then ' is true' else '' end;
	v_moves record;
	v_where text := format('s.district_id = %L::uuid', v.district);
begin
	v_where := v_where || case when v.outside then format(' and s.pilot_id = any (%L::uuid[])', v.mine)
		when v.mine = '{}' then ' and s.seen'
		else format(' and (s.seen or s.pilot_id = any (%L::uuid[]))', v.mine) end;
	if v_tags <> '{}' then
		v_where := v_where || format(' and (s.tags @> %L::text[])%s', v_tags, v_walk);
	end if;
	if v.stages is not null and without <> 'stage' then
		v_where := v_where || format(' and s.stage = any (%L::public.stage[])', v.stages);
	end if;
	if v.kept ? 'overdue' and without <> 'overdue' then
		v_where := v_where || format(' and s.due < %L::date', private.today());
	end if;
	if v.kept ? 'mine' and without <> 'mine' then
		v_where := v_where || format(' and s.pilot_id = any (%L::uuid[])', v.mine || array(
			select a.pilot_id from public.assignments a where a.person_id = v.me and a.until is null));
	end if;
	if v.kept ? 'waiting' and without <> 'waiting' then
		v_moves := private.my_moves();
		v_where := v_where || format(' and (s.waits && %L::text[])%s and (s.waits @> %L::text[] or (s.waits && %L::text[] and s.pilot_id <> all (%L::uuid[])))',
			v_moves.parts || ('team:' || v.me), v_walk, array['team:' || v.me], v_moves.parts, v_moves.not_here);
	end if;
	if v.number is not null then
		v_where := v_where || format(' and s.number = %s', v.number);
	elsif v.alike is not null then
		v_where := v_where || format(' and s.pilot_id = any (%L::uuid[])', v.alike);
	elsif v.kept ? 'q' then
		v_where := v_where || case when v.query is null then ' and false' else format(' and (s.search @@ %L::tsquery)%s', v.query, v_walk) end;
	end if;
	return v_where;
end $$;

-- Pilots of which a part of the title is nearly what was looked for; by the index that finding has on titles.
create function private.alike(v private.sift) returns uuid[]
language plpgsql stable security definer set search_path = '' set pg_trgm.word_similarity_threshold = 0.45
as $$
declare
	v_text text := trim(regexp_replace(lower(v.kept ->> 'q'), '[[:punct:][:space:]]+', ' ', 'g'));
begin
	-- Of three letters everything is near.
	if length(v_text) < 4 then
		return '{}';
	end if;
	return array(
		select s.pilot_id from (
			select l.id from public.pilots l
			where v_text operator(extensions.<%) lower(l.title) and l.district_id = v.district limit 200) x
		join private.slips s on s.pilot_id = x.id
		where (s.seen and not v.outside) or s.pilot_id = any (v.mine));
end $$;
