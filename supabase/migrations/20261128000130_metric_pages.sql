-- What the pages of the metric library read: everyone of the district may, and people from outside with a seat see no more than their pilots.

-- One version of a metric. Who owns it and who changed it is for people of the district.
create function private.metric_line(metric public.metrics, named boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return to_jsonb(metric) - 'district_id' - 'owner_id' - 'changed_by' || jsonb_build_object(
		'owner', (select jsonb_build_object('id', p.id, 'name', p.name, 'active', p.active) from public.people p
			where named and p.id = metric.owner_id),
		'changed_by', (select p.name from public.people p where named and p.id = metric.changed_by));
end $$;

-- Every version of every metric, each with how many pilots have it in their plan and which objectives it serves there.
create function private.metric_library() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_outside boolean := private.is_outside();
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif v_outside and not exists (select 1 from private.my_pilots()) then
		return '[]';
	end if;
	return (
		with used as (
			select g.metric_id, g.objective_id, count(*)::int as pilots
			from public.pilot_goals g join public.pilots p on p.id = g.pilot_id
			where p.district_id = v_district and ((p.proposed_at is not null and not v_outside) or p.id in (select private.my_pilots()))
			group by g.metric_id, g.objective_id
		), summed as (
			select u.metric_id, sum(u.pilots)::int as pilots, jsonb_agg(o.code order by o.code) as objectives
			from used u join public.objectives o on o.id = u.objective_id group by u.metric_id
		)
		select coalesce(jsonb_agg(private.metric_line(k, not v_outside) || jsonb_build_object('pilots', coalesce(s.pilots, 0),
			'objectives', coalesce(s.objectives, '[]')) order by lower(k.name), k.version desc), '[]')
		from public.metrics k left join summed s on s.metric_id = k.id where k.district_id = v_district);
end $$;

create function public.metric_library() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.metric_library() $$;

-- All versions of one metric, the newest first, each with the pilots that have it: the latest hundred, and how many there are.
create function private.metric_versions(metric uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_outside boolean := private.is_outside();
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif not exists (select 1 from public.metrics k where k.id = metric and k.district_id = v_district)
		or (v_outside and not exists (select 1 from private.my_pilots())) then
		perform private.fail(404, 'no_such_metric', 'There is no such metric in your district.');
	end if;
	return (
		with recursive line as (
			select k.* from public.metrics k where k.id = private.newest_metric(metric)
			union all
			select k.* from public.metrics k join line l on k.id = l.replaces
		), having_it as (
			select g.metric_id, g.role, o.code, p.id, p.number, p.title, p.stage, p.proposed_at,
				row_number() over (partition by g.metric_id order by p.number desc) as place,
				count(*) over (partition by g.metric_id) as pilots
			from public.pilot_goals g join public.pilots p on p.id = g.pilot_id join public.objectives o on o.id = g.objective_id
			where g.metric_id in (select l.id from line l)
				and ((p.proposed_at is not null and not v_outside) or p.id in (select private.my_pilots()))
		)
		select jsonb_agg(private.metric_line(k, not v_outside) || jsonb_build_object(
			'pilots', coalesce((select max(h.pilots)::int from having_it h where h.metric_id = k.id), 0),
			'objectives', coalesce((select jsonb_agg(distinct h.code) from having_it h where h.metric_id = k.id), '[]'),
			'used_by', coalesce((select jsonb_agg(jsonb_build_object('id', h.id, 'number', h.number, 'title', h.title, 'stage', h.stage,
				'role', h.role, 'objective', h.code) order by h.number desc) from having_it h where h.metric_id = k.id and h.place <= 100), '[]'))
			order by k.version desc)
		from public.metrics k where k.id in (select l.id from line l));
end $$;

create function public.metric_versions(metric uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.metric_versions(metric) $$;

grant execute on function private.metric_library, public.metric_library, private.metric_versions, public.metric_versions to authenticated;
