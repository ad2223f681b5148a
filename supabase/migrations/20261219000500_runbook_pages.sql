-- Runbooks as pages read them: of one pilot, of the district's rules with a preview, and what a sunset would take before it is decided.

-- What a sunset of this pilot would take: steps with days and owners, the contract, its tools, and what would not be spent any more.
create function private.sunset_would_take(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := (select p from public.pilots p where p.id = pilot);
begin
	return jsonb_build_object(
		'steps', (select coalesce(jsonb_agg(jsonb_build_object('key', s.key, 'title', s.title, 'tool', s.tool, 'days', s.days, 'part', s.owner_part,
				'owner', p.name, 'required', s.required) order by s.place), '[]')
			from private.planned_steps(v_pilot) s left join public.people p on p.id = s.owner_id),
		'contract', (select jsonb_build_object('value', f.contract_value, 'renewal_notice_on', f.renewal_notice_on)
			from private.contract_facts f where f.pilot_id = v_pilot.id),
		'tools', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'until', private.agreement_until(private.agreement_of(t.id))) order by t.name), '[]')
			from private.pilot_tools l join private.tools t on t.id = l.tool_id where l.pilot_id = v_pilot.id and l.unlinked_at is null),
		'avoided', private.avoided_of(v_pilot));
end $$;

-- What a pilot's page shows of its runbook: how far it is, and what comes next.
create function private.runbook_of(pilot public.pilots, me uuid, parts text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if pilot.stage not in ('sunset', 'retired') then
		return null;
	end if;
	return (
		select jsonb_build_object('started_on', b.started_on, 'total', count(s.id), 'done', count(*) filter (where s.state = 'done'),
			'skipped', count(*) filter (where s.state = 'skipped'),
			'overdue', count(*) filter (where s.state = 'open' and s.due_on < private.today()),
			'mine', count(*) filter (where s.state = 'open' and s.owner_id = me),
			'next', (select jsonb_build_object('title', x.title, 'tool', t.name, 'owner', p.name, 'owner_left', p.id is null or not p.active, 'due_on', x.due_on)
				from private.runbook_steps x left join public.people p on p.id = x.owner_id left join private.tools t on t.id = x.tool_id
				where x.pilot_id = runbook_of.pilot.id and x.state = 'open' order by x.due_on, x.position limit 1),
			'thanked_at', b.thanked_at, 'avoided', private.avoided_of(runbook_of.pilot))
		from private.runbooks b left join private.runbook_steps s on s.pilot_id = b.pilot_id
		where b.pilot_id = runbook_of.pilot.id group by b.pilot_id, b.district_id);
end $$;

-- The runbook of a pilot, whole: for everyone who sees the pilot. Where there is none yet, what a sunset would take.
create function private.runbook(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_book private.runbooks := (select b from private.runbooks b where b.pilot_id = pilot);
	v_open boolean := v_pilot.stage = 'sunset';
	v_keeps boolean := private.keeps_runbook(pilot, v_me);
begin
	return jsonb_build_object(
		'today', private.today(), 'stage', v_pilot.stage, 'started_on', v_book.started_on, 'revision', v_book.revision,
		'keeps', v_keeps and v_book.pilot_id is not null, 'open', v_open,
		'avoided', private.avoided_of(v_pilot),
		'thanks', case when v_book.pilot_id is not null then jsonb_build_object('words', v_book.thanks, 'at', v_book.thanked_at,
			'by', (select p.name from public.people p where p.id = v_book.thanks_by)) end,
		'would', case when v_book.pilot_id is null and v_pilot.stage not in ('sunset', 'retired') then private.sunset_would_take(pilot) end,
		'owners', case when v_open and v_keeps then (
			select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'part', x.part) order by p.name), '[]') from (
				select y.id, min(y.part) as part from (
					select t.person_id as id, case when t.role = 'lead' then 'lead' else 'team' end as part from public.team_members t
					where t.pilot_id = v_pilot.id and t.left_at is null
					union all select a.person_id, a.role::text from public.assignments a
					where a.pilot_id = v_pilot.id and a.until is null and a.role in ('sponsor', 'evaluator')
					union all select r.person_id, case r.role when 'admin' then 'AI office' else r.role::text end from public.person_roles r
					where r.district_id = v_pilot.district_id and r.role in ('admin', 'clerk')) y
				group by y.id) x
			join public.people p on p.id = x.id and p.active and not p.outside
			where not exists (select 1 from public.recusals c where c.pilot_id = v_pilot.id and c.person_id = p.id)) else '[]' end,
		'steps', (
			select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'key', s.key, 'title', s.title, 'hint', s.hint, 'criterion', private.runbook_criterion(s.key),
				'tool', case when t.id is not null then jsonb_build_object('id', t.id, 'name', t.name) end,
				'evidence', s.evidence, 'required', s.required, 'due_on', s.due_on, 'state', s.state, 'revision', s.revision,
				'owner', case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.name, 'active', p.active) end,
				'overdue', s.state = 'open' and s.due_on < private.today() and v_open,
				'done_on', s.done_on, 'note', s.note, 'link', s.link, 'closed_by', (select c.name from public.people c where c.id = s.closed_by),
				'mine', coalesce(s.owner_id = v_me, false), 'may_work', v_open and private.works_on_step(s, v_me),
				'may_change', v_open and v_keeps and s.state = 'open',
				'events', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'words', e.words, 'link', e.link, 'done_on', e.done_on,
						'owner', (select o.name from public.people o where o.id = e.owner_id), 'due_on', e.due_on,
						'by', (select o.name from public.people o where o.id = e.by), 'at', e.at) order by e.id), '[]')
					from private.runbook_events e where e.step_id = s.id)) order by s.due_on, s.position), '[]')
			from private.runbook_steps s left join private.tools t on t.id = s.tool_id left join public.people p on p.id = s.owner_id
			where s.pilot_id = v_pilot.id));
end $$;

create function public.runbook(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.runbook(pilot) $$;

-- The district's runbook for its AI office, with what it would be for a pilot that they choose.
create function private.runbook_office(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	if pilot is not null then
		perform private.seen_pilot(pilot);
	end if;
	perform private.require_admin('Nothing is shown.');
	return jsonb_build_object(
		'rules', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'key', r.key, 'title', r.title, 'hint', r.hint, 'per', r.per, 'days', r.days,
				'owner', r.owner, 'required', r.required, 'kind', r.kind, 'students_only', r.students_only, 'evidence', r.evidence,
				'since', case when r.valid_from > '-infinity' then r.valid_from end, 'by', (select p.name from public.people p where p.id = r.made_by))
				order by r.days, r.position), '[]')
			from private.runbook_rules r where r.district_id = private.district_id() and r.valid_until is null),
		'ended', (select count(*) from private.runbook_rules r where r.district_id = private.district_id() and r.valid_until is not null),
		'pilots', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'title', x.title) order by x.title), '[]') from (
			select p.id, p.title from public.pilots p
			where p.district_id = private.district_id() and p.stage in ('experiment', 'decision', 'scaling', 'adopted')
			order by p.stage_since desc limit 100) x),
		'preview', case when pilot is not null then private.sunset_would_take(pilot) end);
end $$;

create function public.runbook_office(pilot uuid default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.runbook_office(pilot) $$;

grant execute on function private.runbook, public.runbook, private.runbook_office, public.runbook_office to authenticated;
