-- Data-privacy agreements of a tool. They are recorded and ended, never edited; whether one is current follows from the day.

-- The last day on which an agreement counts; null where it has no end.
create function private.agreement_until(agreement private.tool_agreements) returns date
language sql immutable security definer set search_path = ''
as $$ select least(agreement.expires_on, agreement.ended_on) $$;

-- How an agreement stands today: current through its last day, then expired or ended, without anybody doing anything.
create function private.agreement_state(agreement private.tool_agreements) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_today date := private.today();
begin
	return case
		when agreement.ended_on < v_today then 'ended'
		when agreement.expires_on < v_today then 'expired'
		when agreement.signed_on > v_today then 'not yet'
		else 'current' end;
end $$;

-- The agreement of a tool that counts: a current one before others, then the one that lasts longest.
create function private.agreement_of(tool uuid) returns private.tool_agreements
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_agreement private.tool_agreements;
begin
	select a.* into v_agreement from private.tool_agreements a where a.tool_id = tool
	order by private.agreement_state(a) = 'current' desc, coalesce(private.agreement_until(a), 'infinity') desc, a.recorded_at desc limit 1;
	return v_agreement;
end $$;

-- A day as somebody typed it, or a refusal at its field.
create function private.typed_day(given text, field text, sentence text) returns date
language plpgsql immutable security definer set search_path = ''
as $$
begin
	if given is null or given = '' then
		return null;
	elsif given !~ '^\d{4}-\d\d-\d\d$' then
		perform private.fail(422, 'no_day', sentence || ' Nothing was saved.', jsonb_build_object('field', field));
	end if;
	return given::date;
exception when datetime_field_overflow or invalid_datetime_format then
	perform private.fail(422, 'no_day', sentence || ' Nothing was saved.', jsonb_build_object('field', field));
end $$;

-- A whole number within bounds, or null, or a refusal at its field.
create function private.typed_count(given jsonb, field text, most int, sentence text) returns int
language plpgsql immutable security definer set search_path = ''
as $$
begin
	if given is null or given in ('null', '""') then
		return null;
	elsif (given #>> '{}') !~ '^\d{1,6}$' or (given #>> '{}')::int > most then
		perform private.fail(422, 'no_number', sentence || ' Nothing was saved.', jsonb_build_object('field', field));
	end if;
	return (given #>> '{}')::int;
end $$;

-- Records an agreement that was signed. The client may give its id: the same again is recorded once.
create function private.record_agreement(tool uuid, agreement jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_tool private.tools := private.kept_tool(tool, '{admin,privacy}',
		'Agreements are recorded by the AI office, or by whoever reviews privacy. Nothing was saved.');
	v_id uuid;
	v_new private.tool_agreements;
	v_before private.tool_agreements;
	v_revision int;
begin
	perform private.known_fields(agreement, '{"id": {}, "signed_on": {}, "expires_on": {}, "general_offer": {}, "deletion_days": {},
		"breach_notice_hours": {}, "version": {"label": "The version", "most": 100},
		"disposition": {"label": "What becomes of the data", "most": 1000}, "link": {"label": "The link", "most": 500}}');
	v_id := coalesce((agreement ->> 'id')::uuid, gen_random_uuid());
	if exists (select 1 from private.tool_agreements a where a.id = v_id and a.tool_id = v_tool.id) then
		return jsonb_build_object('id', v_id, 'did', 'unchanged', 'reopened', 0);
	end if;
	v_new.signed_on := private.typed_day(agreement ->> 'signed_on', 'signed_on', 'Choose the day on which it was signed.');
	v_new.expires_on := private.typed_day(agreement ->> 'expires_on', 'expires_on', 'Choose the last day on which it counts.');
	v_new.deletion_days := private.typed_count(agreement -> 'deletion_days', 'deletion_days', 3650,
		'Write in how many days data is deleted: a whole number, at most 3,650.');
	v_new.breach_notice_hours := private.typed_count(agreement -> 'breach_notice_hours', 'breach_notice_hours', 8760,
		'Write within how many hours a breach is told: a whole number, at most 8,760.');
	if v_new.signed_on is null then
		perform private.fail(422, 'no_day', 'Choose the day on which it was signed. Nothing was saved.', '{"field": "signed_on"}');
	elsif v_new.signed_on > private.today() then
		perform private.fail(422, 'not_signed_yet', 'It counts from the day on which it is signed: record it then. Nothing was saved.', '{"field": "signed_on"}');
	elsif v_new.signed_on < '1990-01-01' or v_new.expires_on > '2200-01-01' then
		perform private.fail(422, 'no_day', 'Look at the year again. Nothing was saved.',
			jsonb_build_object('field', case when v_new.signed_on < '1990-01-01' then 'signed_on' else 'expires_on' end));
	elsif v_new.expires_on < v_new.signed_on then
		perform private.fail(422, 'ends_before', 'It expires before it was signed. Nothing was saved.', '{"field": "expires_on"}');
	elsif v_new.breach_notice_hours = 0 then
		perform private.fail(422, 'no_number', 'A breach is told within at least 1 hour; leave it empty where the agreement does not say. Nothing was saved.',
			'{"field": "breach_notice_hours"}');
	elsif agreement ? 'general_offer' and jsonb_typeof(agreement -> 'general_offer') <> 'boolean' then
		perform private.fail(422, 'unknown_choice', 'Say whether other districts may join it. Nothing was saved.', '{"field": "general_offer"}');
	end if;
	perform private.refuse_own_tool(v_tool, 'somebody else records its agreement.');
	v_before := private.agreement_of(v_tool.id);
	insert into private.tool_agreements (id, district_id, tool_id, version, signed_on, expires_on, general_offer, disposition, deletion_days,
		breach_notice_hours, link, recorded_by)
	values (v_id, v_tool.district_id, v_tool.id, trim(coalesce(agreement ->> 'version', '')), v_new.signed_on, v_new.expires_on,
		coalesce((agreement ->> 'general_offer')::boolean, false), trim(coalesce(agreement ->> 'disposition', '')), v_new.deletion_days,
		v_new.breach_notice_hours, private.check_link(coalesce(agreement ->> 'link', ''), 'link'), private.person_id())
	returning * into v_new;
	v_revision := private.note_tool_change(v_tool, '{agreement}',
		jsonb_build_object('version', v_before.version, 'until', private.agreement_until(v_before)),
		jsonb_build_object('version', v_new.version, 'until', v_new.expires_on, 'signed_on', v_new.signed_on), '');
	perform private.note_activity(v_tool.district_id, null, 'tools', v_tool.id, 'recorded an agreement', jsonb_build_object('name', v_tool.name));
	return jsonb_build_object('id', v_id, 'did', 'recorded', 'revision', v_revision,
		'reopened', private.reopen_reviews(v_tool.id, '{agreement}', 'A new agreement was recorded.'));
end $$;

create function public.record_agreement(tool uuid, agreement jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.record_agreement(tool, agreement) $$;

-- Ends an agreement before it expires: terminated, or recorded by mistake. It counts through that day, and stays on record.
create function private.end_agreement(tool uuid, agreement uuid, ended_on date, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_tool private.tools := private.kept_tool(tool, '{admin,privacy}',
		'Agreements are ended by the AI office, or by whoever reviews privacy. Nothing was changed.');
	v_reason text := trim(coalesce(reason, ''));
	v_old private.tool_agreements;
begin
	select a.* into v_old from private.tool_agreements a where a.id = agreement and a.tool_id = v_tool.id;
	if not found then
		perform private.fail(404, 'no_such_agreement', 'This tool has no such agreement. Nothing was changed.');
	elsif v_old.ended_on is not null then
		perform private.fail(409, 'ended_already', 'This agreement was ended already. Nothing was changed.');
	elsif v_old.expires_on < private.today() then
		perform private.fail(409, 'expired_already', 'This agreement has expired by itself. Nothing was changed.');
	elsif ended_on is null then
		perform private.fail(422, 'no_day', 'Choose the last day on which it counts. Nothing was changed.', '{"field": "ended_on"}');
	elsif ended_on < v_old.signed_on or ended_on > coalesce(v_old.expires_on, '2200-01-01') then
		perform private.fail(422, 'no_day', 'Its last day lies between the day it was signed and the day it expires. Nothing was changed.', '{"field": "ended_on"}');
	elsif v_reason = '' then
		perform private.fail(422, 'no_reason', 'Say why it ends: the reason stays with it. Nothing was changed.', '{"field": "reason"}');
	elsif length(v_reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2,000 characters and this one has %s. Nothing was changed.', length(v_reason)),
			'{"field": "reason"}');
	end if;
	update private.tool_agreements a set ended_on = end_agreement.ended_on, end_reason = v_reason where a.id = v_old.id;
	perform private.note_tool_change(v_tool, '{agreement}', jsonb_build_object('version', v_old.version, 'until', v_old.expires_on),
		jsonb_build_object('version', v_old.version, 'until', ended_on, 'ended', true), v_reason);
	perform private.note_activity(v_tool.district_id, null, 'tools', v_tool.id, 'ended an agreement', jsonb_build_object('name', v_tool.name));
	perform private.reopen_reviews(v_tool.id, '{agreement}', v_reason);
end $$;

create function public.end_agreement(tool uuid, agreement uuid, ended_on date, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.end_agreement(tool, agreement, ended_on, reason) $$;

grant execute on function private.record_agreement, public.record_agreement, private.end_agreement, public.end_agreement to authenticated;
