-- What launch asks of tools: each one approved, or restricted, which the gate then shows; and a current agreement of each one that touches
-- student data. Both tick themselves from the registry.

-- A pilot that is proposed uses what its proposal names; a draft has no tools in the registry yet.
create function private.criterion_tools(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select jsonb_build_object('met', coalesce(bool_and(t.state in ('approved', 'restricted')), true),
			'tools', coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'state', t.state, 'reason', t.state_reason) order by t.name), '[]'))
		from private.pilot_tools l join private.tools t on t.id = l.tool_id
		where l.pilot_id = pilot.id and l.unlinked_at is null);
end $$;

-- How the agreements of a pilot's tools stand today. A tool touches student data if its record says so, or does not say what it holds.
create function private.agreements_current(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select jsonb_build_object('needed', pilot.students_take_part is not false and pilot.personal_data is not false,
			'named', count(*) > 0,
			'tools', coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'version', a.version, 'signed_on', a.signed_on,
				'expires_on', private.agreement_until(a), 'current', a.id is not null and private.agreement_state(a) = 'current',
				'state', case when a.id is null then 'none' else private.agreement_state(a) end) order by t.name)
				filter (where 'students' = any (t.about) or t.data_elements = '{}'), '[]'))
		from private.pilot_tools l join private.tools t on t.id = l.tool_id
		cross join lateral private.agreement_of(t.id) a
		where l.pilot_id = pilot.id and l.unlinked_at is null);
end $$;

create function private.criterion_data_agreement(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_facts jsonb := private.agreements_current(pilot);
begin
	return v_facts || jsonb_build_object('met', (v_facts ->> 'named')::boolean
		and not jsonb_path_exists(v_facts, '$.tools[*] ? (@.current == false)'));
end $$;

update public.criteria set how = 'automatic', signers = '{}' where act = 'launch' and criterion in ('tools', 'data_agreement');
update public.gate_rules set signed_by = '{}' where act = 'launch' and criterion in ('tools', 'data_agreement');
