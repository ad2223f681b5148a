-- Finding pilots by number or title and people by name, for the command palette and the search page.

create index pilots_title_begins on public.pilots (district_id, lower(title) text_pattern_ops);
-- Written at once: a list of what is pending would be read through by each search, and nothing tidies it on PGlite.
create index pilots_title_words on public.pilots using gin (lower(title) extensions.gin_trgm_ops) with (fastupdate = off);
create index people_name_words on public.people using gin (lower(name) extensions.gin_trgm_ops) with (fastupdate = off);

-- What was typed, as LIKE takes it literally.
create function private.literally(text) returns text
language sql immutable set search_path = ''
as $$ select replace(replace(replace($1, '\', '\\'), '%', '\%'), '_', '\_') $$;

-- The best matches that the caller may see. Ranked: the number, a title that begins so, a word that does, a part of it;
-- words that are alike only where nothing else was found, since that is for slips of the keyboard, and costs the most.
create function private.find(query text, most int) returns jsonb
language plpgsql stable security definer set search_path = '' set pg_trgm.word_similarity_threshold = 0.55
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_outside boolean := private.is_outside();
	v_mine uuid[] := array(select private.my_pilots());
	v_text text := lower(trim(regexp_replace(left(coalesce(query, ''), 120), '\s+', ' ', 'g')));
	v_like text := private.literally(v_text);
	v_number int := (regexp_match(v_text, '^p?[- ]?0*([0-9]{1,7})$'))[1]::int;
	v_most int := least(greatest(coalesce(most, 8), 1), 40);
	v_pilots uuid[];
	v_people jsonb := '[]';
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif v_text = '' then
		return '{"pilots": [], "people": []}';
	end if;
	v_pilots := array(select l.id from public.pilots l where l.district_id = v_district and l.number = v_number)
		|| array(select l.id from public.pilots l where l.district_id = v_district and lower(l.title) like v_like || '%' limit 40);
	-- Words that begin so are in the index of trigrams by their first letters; a part of a word from three letters on.
	if cardinality(v_pilots) < 40 then
		v_pilots := v_pilots || array(select l.id from public.pilots l
			where lower(l.title) like '% ' || v_like || '%' and l.district_id = v_district limit 40);
	end if;
	if cardinality(v_pilots) < v_most and length(v_text) >= 3 then
		v_pilots := v_pilots || array(select l.id from public.pilots l
			where lower(l.title) like '%' || v_like || '%' and l.district_id = v_district limit 40);
	end if;
	if not v_outside then
		v_people := (
			select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'title', x.title) order by x.rank, x.name), '[]')
			from (
				select p.id, p.name, p.title, case when lower(p.name) like v_like || '%' then 0
					when lower(p.name) like '% ' || v_like || '%' then 1 else 2 end as rank
				from public.people p
				where p.district_id = v_district and p.active and (lower(p.name) like v_like || '%' or lower(p.name) like '% ' || v_like || '%'
					or (length(v_text) >= 3 and lower(p.name) like '%' || v_like || '%'))
				order by rank, p.name limit v_most) x);
	end if;
	if v_number is null and v_people = '[]' and v_pilots = '{}' and length(v_text) >= 4 then
		v_pilots := array(
			select l.id from public.pilots l
			where v_text operator(extensions.<%) lower(l.title) and l.district_id = v_district
			order by extensions.word_similarity(v_text, lower(l.title)) desc limit v_most);
		if not v_outside then
			v_people := (
				select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'title', x.title) order by x.alike desc, x.name), '[]')
				from (
					select p.id, p.name, p.title, extensions.word_similarity(v_text, lower(p.name)) as alike from public.people p
					where v_text operator(extensions.<%) lower(p.name) and p.district_id = v_district and p.active
					order by alike desc, p.name limit v_most) x);
		end if;
	end if;
	return jsonb_build_object('people', v_people, 'pilots', (
		select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'number', x.number, 'title', x.title, 'stage', x.stage)
			order by x.rank, x.place), '[]')
		from (
			select l.id, l.number, l.title, l.stage, c.place, case
				when l.number = v_number then 0
				when lower(l.title) like v_like || '%' then 1
				when lower(l.title) like '% ' || v_like || '%' then 2
				when strpos(lower(l.title), v_text) > 0 then 3 else 4 end
				-- Of two alike, one that goes on comes before one that is over.
				+ case when l.stage in ('retired', 'declined', 'withdrawn') then 0.5 else 0 end as rank
			from (select f.id, min(f.place) as place from unnest(v_pilots) with ordinality f (id, place) group by f.id) c
			join public.pilots l on l.id = c.id
			where (l.proposed_at is not null and not v_outside) or l.id = any (v_mine)
			order by rank, place limit v_most) x));
end $$;

create function public.find(query text, most int default 8) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.find(query, most) $$;

-- Who somebody is in the district, and the pilots that they have a seat in now, for whoever sees both.
create function private.person(person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_person public.people;
	v_mine uuid[] := array(select private.my_pilots());
begin
	select p.* into v_person from public.people p
	where p.id = person.person and p.district_id = private.district_id() and p.active
		and (not (select private.is_outside()) or p.id = v_me);
	if not found then
		perform private.fail(404, 'no_such_person', 'There is no such person in your district.');
	end if;
	return jsonb_build_object(
		'id', v_person.id, 'name', v_person.name, 'title', v_person.title, 'outside', v_person.outside,
		'site', (select s.name from public.sites s where s.id = v_person.site_id),
		'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'specialty', r.specialty) order by r.role, r.specialty), '[]')
			from public.person_roles r where r.person_id = v_person.id),
		'pilots', (
			select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'number', l.number, 'title', l.title, 'stage', l.stage, 'seat', x.seat)
				order by l.title, x.seat), '[]')
			from (
				select t.pilot_id, t.role::text as seat from public.team_members t where t.person_id = v_person.id and t.left_at is null
				union select a.pilot_id, a.role::text from public.assignments a where a.person_id = v_person.id and a.until is null) x
			join public.pilots l on l.id = x.pilot_id
			where l.proposed_at is not null or l.id = any (v_mine)));
end $$;

create function public.person(person uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.person(person) $$;

grant execute on function private.find, private.person, public.find, public.person to authenticated;
