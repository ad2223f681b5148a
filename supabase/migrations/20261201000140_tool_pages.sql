-- What the page of a tool shows, and what a pilot's page shows of its tools.

-- One agreement, with how it stands today.
create function private.told_agreement(agreement private.tool_agreements) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return jsonb_build_object('id', agreement.id, 'version', agreement.version, 'signed_on', agreement.signed_on, 'expires_on', agreement.expires_on,
		'ended_on', agreement.ended_on, 'end_reason', agreement.end_reason, 'until', private.agreement_until(agreement),
		'state', private.agreement_state(agreement),
		'soon', private.agreement_state(agreement) = 'current' and coalesce(private.agreement_until(agreement) <= private.today() + 60, false),
		'general_offer', agreement.general_offer, 'disposition', agreement.disposition,
		'deletion_days', agreement.deletion_days, 'breach_notice_hours', agreement.breach_notice_hours, 'link', agreement.link,
		'recorded_by', (select p.name from public.people p where p.id = agreement.recorded_by), 'recorded_at', agreement.recorded_at);
end $$;

-- A tool's whole record: what it is, the names that it was known by, agreements, history, and the pilots that use it as far as the
-- caller sees them; with what the caller may do.
create function private.tool(tool uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_tool private.tools := private.seen_tool(tool);
	v_outside boolean := private.is_outside();
	v_parts text[] := private.tool_parts(v_tool.id);
begin
	return (to_jsonb(v_tool) - 'district_id' - 'merged_into' - 'created_by') || jsonb_build_object(
		'created_by', (select p.name from public.people p where p.id = v_tool.created_by),
		'names', (select coalesce(jsonb_agg(n.name order by n.since desc), '[]') from private.tool_names n
			where n.tool_id = v_tool.id and n.key <> private.tool_key(v_tool.name)),
		'agreements', (select coalesce(jsonb_agg(private.told_agreement(a)
				order by private.agreement_state(a) = 'current' desc, a.signed_on desc, a.recorded_at desc), '[]')
			from private.tool_agreements a where a.tool_id = v_tool.id),
		'changes', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'revision', c.revision, 'fields', c.fields, 'before', c.before,
				'after', c.after, 'reason', c.reason, 'by', p.name, 'at', c.at) order by c.at desc, c.id desc), '[]')
			from (select x.* from private.tool_changes x where x.tool_id = v_tool.id order by x.at desc, x.id desc limit 100) c
			left join public.people p on p.id = c.by),
		'pilots', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'number', p.number, 'title', p.title, 'stage', p.stage, 'as', p.name,
				'since', p.linked_at, 'until', p.unlinked_at) order by p.unlinked_at is not null, p.linked_at desc), '[]')
			from (
				select q.id, q.number, q.title, q.stage, l.name, l.linked_at, l.unlinked_at from private.pilot_tools l
				join public.pilots q on q.id = l.pilot_id
				where l.tool_id = v_tool.id
					and ((q.proposed_at is not null and not v_outside) or q.id in (select private.my_pilots()))
				order by l.unlinked_at is not null, l.linked_at desc limit 50) p),
		'pilots_in_all', (select count(*) from private.pilot_tools l join public.pilots q on q.id = l.pilot_id
			where l.tool_id = v_tool.id and l.unlinked_at is null
				and ((q.proposed_at is not null and not v_outside) or q.id in (select private.my_pilots()))),
		'touches', (select jsonb_object_agg(f, to_jsonb(private.touched_reviews(f)))
			from unnest(private.tool_fields() || array['agreement']) f where private.touched_reviews(f) <> '{}'),
		'may_edit', v_parts <> '{}',
		'may_agree', v_parts && '{admin,privacy}',
		'moves', to_jsonb(private.my_tool_moves(v_tool)));
end $$;

create function public.tool(tool uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.tool(tool) $$;

-- The tools of a pilot with how each stands, and those whose agreement lapsed while the pilot works with student data: it is marked, not stopped.
create function private.pilot_tools(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_agreements jsonb := private.agreements_current(v_pilot);
begin
	return jsonb_build_object(
		'tools', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'as', l.name, 'state', t.state, 'reason', t.state_reason)
				order by t.name), '[]')
			from private.pilot_tools l join private.tools t on t.id = l.tool_id
			where l.pilot_id = v_pilot.id and l.unlinked_at is null),
		'agreements', v_agreements,
		'lapsed', case when (v_agreements ->> 'needed')::boolean and v_pilot.stage in ('experiment', 'decision', 'scaling', 'adopted')
			then jsonb_path_query_array(v_agreements, '$.tools[*] ? (@.current == false)') else '[]' end);
end $$;

create function public.pilot_tools(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.pilot_tools(pilot) $$;

grant execute on function private.tool, public.tool, private.pilot_tools, public.pilot_tools to authenticated;
