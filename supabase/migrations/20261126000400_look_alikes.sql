-- Pilots like one that is being written: found by words and letters, and what its team says is different.

-- What look-alikes are found by. Only of pilots that the district sees: nobody's draft can be found, since it is not here.
create table private.look_alike_texts (
	pilot_id uuid not null,
	district_id uuid not null references public.districts (id),
	title text not null,
	words tsvector not null,
	primary key (pilot_id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade
);
create index on private.look_alike_texts using gin (words);
create index on private.look_alike_texts (district_id);
-- So that the most common words are known well, which are of no use for finding anything.
alter table private.look_alike_texts alter column words set statistics 200;

create function private.words_of(title text, problem text, tool text, lesson text) returns tsvector
language sql immutable set search_path = ''
as $$
	select setweight(to_tsvector('pg_catalog.english', coalesce(title, '')), 'A') || setweight(to_tsvector('pg_catalog.english', coalesce(tool, '')), 'B')
		|| setweight(to_tsvector('pg_catalog.english', coalesce(problem, '')), 'C') || setweight(to_tsvector('pg_catalog.english', coalesce(lesson, '')), 'D')
$$;

create function private.keep_look_alike_text() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.look_alike_texts as x (pilot_id, district_id, title, words)
	values (new.id, new.district_id, new.title, private.words_of(new.title, new.problem, new.tool, new.lesson))
	on conflict (pilot_id, district_id) do update set title = excluded.title, words = excluded.words;
	return null;
end $$;

create trigger found_by_words after insert or update of title, problem, tool, lesson, proposed_at on public.pilots
	for each row when (new.proposed_at is not null) execute function private.keep_look_alike_text();

insert into private.look_alike_texts (pilot_id, district_id, title, words)
select p.id, p.district_id, p.title, private.words_of(p.title, p.problem, p.tool, p.lesson) from public.pilots p where p.proposed_at is not null;

-- The look-alikes of a draft when its title or problem was last changed, and what its team says is different.
create table private.look_alikes (
	pilot_id uuid not null,
	other_id uuid not null,
	district_id uuid not null references public.districts (id),
	score real not null,
	why text[] not null check (why <@ '{title,problem,tool}'),
	close boolean not null,
	found_at timestamptz not null default private.now(),
	difference text check (length(trim(difference)) between 1 and 1000),
	answered_by uuid,
	answered_at timestamptz,
	primary key (pilot_id, district_id, other_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (other_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (answered_by, district_id) references public.people (id, district_id)
);
comment on table private.look_alikes is 'Pilots found to be like another one. Those that are close are answered before it is submitted.';
create index on private.look_alikes (other_id, district_id);
create index on private.look_alikes (answered_by, district_id);
create index on private.look_alikes (district_id);

-- The words of a text that find few pilots, as a query: rare words alone, others in twos and threes. Each way may find about
-- `most` pilots, by what the database knows of how common each word is: ranking thousands is what would be slow.
create function private.rare_words(title text, problem text, most int) returns tsquery
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_title text[] := tsvector_to_array(to_tsvector('pg_catalog.english', title));
	v_all text[] := tsvector_to_array(to_tsvector('pg_catalog.english', title || ' ' || problem));
	v_pilots real := greatest((select c.reltuples from pg_catalog.pg_class c where c.oid = 'private.look_alike_texts'::regclass), 1);
begin
	return (
		with common as materialized (
			select e.word, e.share
			from pg_catalog.pg_stats s, lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) e (word, share)
			where s.schemaname = 'private' and s.tablename = 'look_alike_texts' and s.attname = 'words' and e.word = any (v_all)
		), known as (
			select w.word, w.word = any (v_title) as titled, coalesce(c.share, 0.0005) as share,
				row_number() over (partition by w.word = any (v_title) order by coalesce(c.share, 0.0005), w.word) as place
			from unnest(v_all) w (word) left join common c on c.word = w.word
		), ways as (
			select quote_literal(k.word) as way, 1 as words, k.share from known k where k.place <= 20
			union all
			select quote_literal(a.word) || ' & ' || quote_literal(b.word), 2, a.share * b.share
			from known a join known b on a.titled and b.titled and a.place < b.place and b.place <= 5
			union all
			select quote_literal(a.word) || ' & ' || quote_literal(b.word) || ' & ' || quote_literal(c.word), 3, a.share * b.share * c.share
			from known a join known b on a.titled and b.titled and a.place < b.place
			join known c on c.titled and b.place < c.place and c.place <= 5
		), added as (
			select w.way, w.words, w.share, row_number() over o as place, sum(w.share) over o as shares
			from ways w window o as (partition by w.words order by w.share, w.way)
		)
		select string_agg('(' || a.way || ')', ' | ')::tsquery from added a
		where a.shares * v_pilots <= most or (a.place = 1 and a.share * v_pilots <= most * 5));
end $$;

-- The pilots of a district that are most like a text, the most alike first: five at most, not itself, and among these alone
-- where `among` is given.
create function private.find_look_alikes(district uuid, title text, problem text, tool text, leave_out uuid, among uuid[] default null)
returns table (other_id uuid, score real, why text[], close boolean)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_words text[] := tsvector_to_array(to_tsvector('pg_catalog.english', title || ' ' || problem));
	v_query tsquery := private.rare_words(title, problem, 300);
begin
	if v_query is null then
		return;
	end if;
	return query
	with found as materialized (
		select t.pilot_id, t.title, t.words from private.look_alike_texts t
		where t.district_id = district and t.words @@ v_query and t.pilot_id is distinct from leave_out
			and (among is null or t.pilot_id = any (among))
		order by ts_rank(t.words, v_query) desc, t.pilot_id limit 40
	), compared as (
		select f.pilot_id, extensions.similarity(f.title, find_look_alikes.title) as by_title,
			(select count(*) from unnest(tsvector_to_array(f.words)) w where w = any (v_words))
				/ sqrt(greatest(cardinality(v_words), 6)::real * greatest(length(f.words), 6)) as by_words,
			trim(find_look_alikes.tool) <> '' and lower(trim(p.tool)) = lower(trim(find_look_alikes.tool)) as by_tool
		from found f join public.pilots p on p.id = f.pilot_id
	), scored as (
		select c.*, least(1, greatest(c.by_title, c.by_words) + 0.25 * least(c.by_title, c.by_words)
			+ case when c.by_tool then 0.1 else 0 end)::real as value
		from compared c
	)
	select s.pilot_id, s.value, array_remove(array[
			case when s.by_title >= 0.35 then 'title' end, case when s.by_words >= 0.35 then 'problem' end, case when s.by_tool then 'tool' end], null),
		s.value >= 0.5
	from scored s where s.value >= 0.25 order by s.value desc, s.pilot_id limit 5;
end $$;

-- A pilot among the look-alikes of another, as a page shows it.
create function private.look_alike(other public.pilots) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('id', other.id, 'number', other.number, 'title', other.title, 'stage', other.stage, 'tool', other.tool,
		'lesson', left(other.lesson, 400),
		'lead', (select p.name from public.team_members t join public.people p on p.id = t.person_id
			where t.pilot_id = other.id and t.role = 'lead' and t.left_at is null limit 1),
		'sites', (select coalesce(jsonb_agg(s.name order by s.name), '[]') from public.pilot_sites x join public.sites s on s.id = x.site_id
			where x.pilot_id = other.id))
$$;

-- Pilots like what somebody types, from three words on. `query` is the title.
create function private.look_alikes(query text, pilot uuid, problem text, tool text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_title text := left(trim(coalesce(query, '')), 200);
	v_problem text := left(trim(coalesce(problem, '')), 4000);
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif pilot is not null then
		perform private.seen_pilot(pilot);
	end if;
	if coalesce(array_length(regexp_split_to_array(trim(v_title || ' ' || v_problem), '\s+'), 1), 0) < 3 then
		return '[]';
	end if;
	return (
		select coalesce(jsonb_agg(private.look_alike(p) || jsonb_build_object('score', round(f.score::numeric, 2), 'why', f.why, 'close', f.close)
			order by f.score desc, p.id), '[]')
		from private.find_look_alikes(private.district_id(), v_title, v_problem, left(coalesce(tool, ''), 200), pilot,
			-- People from outside know of their own alone.
			case when private.is_outside() then array(select private.my_pilots()) end) f
		join public.pilots p on p.id = f.other_id);
end $$;

create function public.look_alikes(query text, pilot uuid default null, problem text default '', tool text default '') returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.look_alikes(query, pilot, problem, tool) $$;

grant execute on function private.look_alikes, public.look_alikes to authenticated;
