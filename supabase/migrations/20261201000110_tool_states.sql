-- Whether a tool may be used: proposed, looked into, then approved, restricted, blocked or retired. Each step stays on record, with its
-- reason, and pilots that use the tool hear of it.

-- Which states follow on which.
create function private.tool_moves(state public.tool_state) returns text[]
language sql immutable security definer set search_path = ''
as $$
	select case state
		when 'proposed' then array['in review', 'blocked', 'retired']
		when 'in review' then array['approved', 'restricted', 'blocked', 'retired']
		when 'approved' then array['restricted', 'in review', 'blocked', 'retired']
		when 'restricted' then array['approved', 'restricted', 'in review', 'blocked', 'retired']
		when 'blocked' then array['in review', 'retired']
		when 'retired' then array['in review'] end
$$;

-- Those that the caller may choose: all for the AI office; whoever reviews security or privacy may block.
create function private.my_tool_moves(tool private.tools) returns text[]
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_parts text[] := private.tool_parts(tool.id);
begin
	return array(select m from unnest(private.tool_moves(tool.state)) with ordinality m (m, place)
		where 'admin' = any (v_parts) or (m = 'blocked' and v_parts <> '{}') order by place);
end $$;

create function private.set_tool_state(tool uuid, state text, reason text, revision int) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_parts text[] := case when state = 'blocked' then '{admin,security,privacy}' else '{admin}' end;
	v_tool private.tools := private.kept_tool(tool, v_parts, case when state = 'blocked'
		then 'A tool is blocked by the AI office, or by whoever reviews security or privacy. Nothing was changed.'
		else 'Whether a tool may be used is for the AI office to say. Nothing was changed.' end);
	v_reason text := trim(coalesce(reason, ''));
	v_verb text := case state when 'in review' then 'took into review' else state end;
	v_revision int;
begin
	perform private.same_revision(revision, v_tool.revision, 'tools', v_tool.id);
	if not coalesce(state = any (enum_range(null::public.tool_state)::text[]), false) then
		perform private.fail(422, 'unknown_state', 'Choose one of the states. Nothing was changed.', '{"field": "state"}');
	elsif not state = any (private.tool_moves(v_tool.state)) or (state = v_tool.state::text and v_reason = v_tool.state_reason) then
		perform private.fail(409, 'not_now', format('A tool that is %s does not become %s%s. Nothing was changed.', v_tool.state, state,
			case when state in ('approved', 'restricted') and v_tool.state <> state::public.tool_state then ' before somebody looked into it' else '' end));
	elsif v_reason = '' and state in ('restricted', 'blocked', 'retired') then
		perform private.fail(422, 'no_reason', case state when 'restricted' then 'Say to what it is restricted: pilots that use it read that.'
			else 'Say why: pilots that use it read that.' end || ' Nothing was changed.', '{"field": "reason"}');
	elsif length(v_reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2,000 characters and this one has %s. Nothing was changed.', length(v_reason)),
			'{"field": "reason"}');
	elsif state in ('approved', 'restricted') then
		if v_tool.data_elements = '{}' or v_tool.about = '{}' then
			perform private.fail(422, 'incomplete',
				'Nobody has written down yet what data it holds, and about whom: complete its record first. Nothing was changed.', '{"field": "state"}');
		end if;
		perform private.refuse_own_tool(v_tool, 'somebody else approves it.');
	end if;
	update private.tools t set state = set_tool_state.state::public.tool_state, state_reason = v_reason where t.id = v_tool.id;
	v_revision := private.note_tool_change(v_tool, '{state}', jsonb_build_object('state', v_tool.state, 'reason', v_tool.state_reason),
		jsonb_build_object('state', state), v_reason);
	perform private.note_activity(v_tool.district_id, null, 'tools', v_tool.id, v_verb, jsonb_build_object('name', v_tool.name));
	if state <> 'in review' then
		perform private.note_activity(v_tool.district_id, p.id, 'tools', v_tool.id, v_verb,
			jsonb_build_object('name', v_tool.name, 'reason', v_reason))
		from private.pilot_tools l join public.pilots p on p.id = l.pilot_id
		where l.tool_id = v_tool.id and l.unlinked_at is null and p.stage in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'adopted')
		order by p.created_at;
	end if;
	return v_revision;
end $$;

create function public.set_tool_state(tool uuid, state text, reason text, revision int) returns int
language sql security invoker set search_path = ''
as $$ select private.set_tool_state(tool, state, reason, revision) $$;

-- The team and whoever has a seat hear when what they use may be used, or may not.
insert into private.notice_rules (record, verb, act, audience, immediate, mail_to) values
	('tools', 'approved', null, '{team,assignments}', false, null),
	('tools', 'restricted', null, '{team,assignments}', false, null),
	('tools', 'blocked', null, '{team,lead,sponsor,assignments}', true, '{lead,sponsor}'),
	('tools', 'retired', null, '{team,assignments}', false, null);

grant execute on function private.set_tool_state, public.set_tool_state to authenticated;
