-- When pilots run, beside the school's year and the cabinet's meetings.

-- What a timeline shows of these pilots, at most 500. It runs as its caller: what the policies hide, it does not show.
create function public.timeline(pilots uuid[]) returns jsonb
language sql stable security invoker set search_path = ''
as $$
	select jsonb_build_object(
		'today', private.today(),
		'pilots', (
			select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'launched_on', (p.launched_at at time zone 'UTC')::date, 'cycle_start', to_jsonb(p) -> 'cycle_start', 'cycle_end', p.cycle_end,
				'next_review', p.next_review, 'wake_on', p.wake_on, 'meeting', m.held_on,
				'stage_since', (p.stage_since at time zone 'UTC')::date)), '[]')
			from public.pilots p
			left join public.docket_items d on d.pilot_id = p.id and d.closed_at is null
			left join public.meetings m on m.id = d.meeting_id
			where p.id = any (pilots[1:500])),
		'terms', (select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'starts_on', t.starts_on, 'ends_on', t.ends_on) order by t.starts_on), '[]')
			from public.terms t where t.district_id = (select private.district_id())),
		'days_off', (select coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'starts_on', o.starts_on, 'ends_on', o.ends_on) order by o.starts_on), '[]')
			from public.days_off o where o.district_id = (select private.district_id())),
		'meetings', (select coalesce(jsonb_agg(m.held_on order by m.held_on), '[]')
			from public.meetings m where m.district_id = (select private.district_id())))
$$;

grant execute on function public.timeline to authenticated;
