-- Reading activity: filtered, a page at a time, with names. And a line for the one act that had none.

create index on public.activity (district_id, id desc);
create index on public.activity (pilot_id, district_id, id desc);

-- What a filter names: a text or a list of texts; null for none.
create function private.one_or_more(given jsonb) returns text[]
language sql immutable set search_path = ''
as $$
	select case jsonb_typeof(given)
		when 'string' then array[given #>> '{}']
		when 'array' then (select array_agg(x) from jsonb_array_elements_text(given) x) end
$$;

create function private.day_start(day text) returns timestamptz
language sql immutable set search_path = ''
as $$ select nullif(day, '')::date::timestamp at time zone 'UTC' $$;

-- A name of the caller's district, for lines that they see: people from outside read no list of people.
create function private.name_of(person uuid) returns text
language sql stable security definer set search_path = ''
as $$ select p.name from public.people p where p.id = person and p.district_id = private.district_id() $$;

-- Lines of activity, the newest first. It runs as its caller: row level security decides which lines there are.
-- filters: { record: one or a list, verb: one or a list, actor: id, pilot: id, from: day, to: day, text: part of a pilot's title };
-- unknown ones are ignored. `before` is the id of the last line that the caller has.
create function public.activity_log(filters jsonb default '{}', before bigint default null, most int default 50) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
	v_most int := least(greatest(coalesce(most, 50), 1), 200);
	v_records text[] := private.one_or_more(filters -> 'record');
	v_verbs text[] := private.one_or_more(filters -> 'verb');
	v_actor uuid := (filters ->> 'actor')::uuid;
	v_pilot uuid := (filters ->> 'pilot')::uuid;
	v_from timestamptz := private.day_start(filters ->> 'from');
	v_to timestamptz := private.day_start(filters ->> 'to') + interval '1 day';
	v_text text := lower(nullif(trim(filters ->> 'text'), ''));
begin
	return (
		with page as (
			select a.* from public.activity a
			where a.district_id = (select private.district_id())
				and (before is null or a.id < before)
				and (v_records is null or a.record = any (v_records))
				and (v_verbs is null or a.verb = any (v_verbs))
				and (v_actor is null or a.actor_id = v_actor)
				and (v_pilot is null or a.pilot_id = v_pilot)
				and (v_from is null or a.at >= v_from)
				and (v_to is null or a.at < v_to)
				and (v_text is null or a.pilot_id in (select l.id from public.pilots l where strpos(lower(l.title), v_text) > 0))
			order by a.id desc limit v_most + 1
		)
		select jsonb_build_object(
			'lines', (select coalesce(jsonb_agg(jsonb_build_object(
					'id', a.id, 'at', a.at, 'actor', private.name_of(a.actor_id), 'record', a.record, 'verb', a.verb,
					'facts', a.facts || case
						when a.facts ? 'person_id' then jsonb_build_object('person', private.name_of((a.facts ->> 'person_id')::uuid))
						when a.record = 'people' then jsonb_build_object('person', private.name_of(a.record_id)) else '{}' end,
					'pilot', case when l.id is not null then jsonb_build_object('id', l.id, 'title', l.title) end) order by a.id desc), '[]')
				from (select x.* from page x order by x.id desc limit v_most) a
				left join public.pilots l on l.id = a.pilot_id),
			'more', (select count(*) from page) > v_most));
end $$;

grant execute on function private.one_or_more, private.day_start, private.name_of to authenticated;
grant execute on function public.activity_log to authenticated;

create trigger activity_called after insert on public.meetings
	for each row execute function private.record_activity('called', 'held_on');
