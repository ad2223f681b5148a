-- Reading activity: filtered, a page at a time, with names. And a line for the one act that had none.

create index on public.activity (district_id, id desc);
create index on public.activity (district_id, record, id desc);
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
language plpgsql stable set search_path = ''
as $$
begin
	if coalesce(day, '') <> '' and not private.is_day(day) then
		perform private.fail(422, 'no_day', 'A day is written like 2026-08-17. Nothing is shown.');
	end if;
	return nullif(day, '')::date::timestamp at time zone 'UTC';
end $$;

-- Lines of activity, the newest first: those that the policy on activity shows the caller. It runs with its owner's
-- rights and says itself who sees what, since row level security would ask that for each line anew.
-- filters: { record: one or a list, verb: one or a list, actor: id, pilot: id, from: day, to: day, text: part of a pilot's title };
-- unknown ones are ignored. `before` is the id of the last line that the caller has.
create function private.activity_log(filters jsonb, before bigint, most int) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_admin boolean := private.has_role(v_me, 'admin');
	v_outside boolean := private.is_outside();
	v_mine uuid[] := array(select private.my_pilots());
	v_most int := least(greatest(coalesce(most, 50), 1), 200);
	v_records text[] := private.one_or_more(filters -> 'record');
	v_verbs text[] := private.one_or_more(filters -> 'verb');
	v_actor uuid := (filters ->> 'actor')::uuid;
	v_pilot uuid := (filters ->> 'pilot')::uuid;
	v_from timestamptz := private.day_start(filters ->> 'from');
	v_to timestamptz := private.day_start(filters ->> 'to') + interval '1 day';
	v_text text := lower(nullif(trim(filters ->> 'text'), ''));
	v_titled uuid[];
begin
	if v_text is not null then
		v_titled := array(select l.id from public.pilots l where l.district_id = v_district and strpos(lower(l.title), v_text) > 0);
	end if;
	return (
		with page as (
			select a.*, l.title from public.activity a left join public.pilots l on l.id = a.pilot_id
			where a.district_id = v_district
				and case when a.pilot_id is null then a.actor_id = v_me or v_admin
					else (l.proposed_at is not null and not v_outside) or a.pilot_id = any (v_mine) end
				and (before is null or a.id < before)
				and (v_records is null or a.record = any (v_records))
				and (v_verbs is null or a.verb = any (v_verbs))
				and (v_actor is null or a.actor_id = v_actor)
				and (v_pilot is null or a.pilot_id = v_pilot)
				and (v_from is null or a.at >= v_from)
				and (v_to is null or a.at < v_to)
				and (v_titled is null or a.pilot_id = any (v_titled))
			order by a.id desc limit v_most + 1
		), shown as (select p.* from page p order by p.id desc limit v_most)
		select jsonb_build_object(
			'lines', (select coalesce(jsonb_agg(jsonb_build_object(
					'id', s.id, 'at', s.at, 'actor', a.name, 'record', s.record, 'verb', s.verb,
					'facts', s.facts || case when x.name is not null then jsonb_build_object('person', x.name) else '{}' end,
					'pilot', case when s.pilot_id is not null then jsonb_build_object('id', s.pilot_id, 'title', s.title) end) order by s.id desc), '[]')
				from shown s
				left join public.people a on a.id = s.actor_id
				left join public.people x on x.district_id = s.district_id
					and x.id::text = coalesce(s.facts ->> 'person_id', case when s.record = 'people' then s.record_id::text end)),
			'more', (select count(*) from page) > v_most));
end $$;

create function public.activity_log(filters jsonb default '{}', before bigint default null, most int default 50) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.activity_log(filters, before, most) $$;

grant execute on function private.activity_log, public.activity_log to authenticated;

create trigger activity_called after insert on public.meetings
	for each row execute function private.record_activity('called', 'held_on');
