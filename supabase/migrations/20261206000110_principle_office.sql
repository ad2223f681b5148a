-- The AI office keeps the principles: each change is published with a reason, as a correction or as a new version.

-- Publishes a principle: a new one without an id; otherwise `seen` is the version that the form showed, such as '2.1'. A correction
-- (`minor`) keeps answers to it; after anything else, earlier answers say that the text has changed since.
create function private.publish_principle(principle jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_me uuid := private.person_id();
	v_old private.principles;
	v_now private.principle_versions;
	v_minor boolean;
	v_place int;
	v_wrong record;
	v_by text;
	v_before bigint;
begin
	perform private.known_fields(principle, '{"id": {}, "seen": {}, "minor": {}, "position": {}, "code": {"label": "The code", "most": 12},
		"title": {"label": "The title", "most": 120}, "body": {"label": "The text", "most": 2000},
		"good_answer": {"label": "What a good answer says", "most": 1000}, "reason": {"label": "The reason", "most": 500}}');
	v_minor := coalesce((principle ->> 'minor')::boolean, false);
	v_place := case when principle ->> 'position' ~ '^\d{1,3}$' then (principle ->> 'position')::int end;
	select f.field, f.sentence into v_wrong from (values
		(1, 'code', upper(trim(coalesce(principle ->> 'code', ''))) !~ '^[A-Z0-9][A-Z0-9.-]{0,11}$', 'A code has up to twelve letters, digits, dots and hyphens, such as P1.'),
		(2, 'position', coalesce(v_place, 0) < 1, 'The place in the list is a number from 1 to 999.'),
		(3, 'title', trim(coalesce(principle ->> 'title', '')) = '', 'A principle needs a title.'),
		(4, 'body', trim(coalesce(principle ->> 'body', '')) = '', 'Write what the principle says.'),
		(5, 'good_answer', trim(coalesce(principle ->> 'good_answer', '')) = '', 'Say what a good answer says, so that teams know what is asked.'),
		(6, 'reason', principle ->> 'id' is not null and trim(coalesce(principle ->> 'reason', '')) = '', 'Say what changed and why: the reason stays with the version.')
	) f (place, field, wrong, sentence) where f.wrong order by f.place limit 1;
	if found then
		perform private.fail(422, 'wrong_principle', v_wrong.sentence || ' Nothing was published.', jsonb_build_object('field', v_wrong.field));
	end if;
	if principle ->> 'id' is not null then
		select p.* into v_old from private.principles p where p.id = (principle ->> 'id')::uuid and p.district_id = v_district for update;
		if not found then
			perform private.fail(404, 'no_such_principle', 'There is no such principle in your district. Nothing was published.');
		end if;
	end if;
	if exists (select 1 from private.principles p where p.district_id = v_district and p.code = upper(trim(principle ->> 'code'))
		and p.id is distinct from (principle ->> 'id')::uuid) then
		perform private.fail(409, 'code_taken', 'Another principle has this code, or had it before it was retired. Nothing was published.',
			jsonb_build_object('field', 'code'));
	end if;
	if principle ->> 'id' is null then
		insert into private.principles (district_id, code, position) values (v_district, upper(trim(principle ->> 'code')), v_place) returning * into v_old;
		insert into private.principle_versions (district_id, principle_id, version, title, body, good_answer, reason, published_by)
		values (v_district, v_old.id, 1, trim(principle ->> 'title'), trim(principle ->> 'body'), trim(principle ->> 'good_answer'),
			trim(coalesce(principle ->> 'reason', '')), v_me);
		perform private.note_activity(v_district, null, 'principles', v_old.id, 'published', jsonb_build_object('name', trim(principle ->> 'title'), 'version', '1'));
		return jsonb_build_object('id', v_old.id, 'version', 1, 'minor', 0);
	end if;
	if v_old.retired_at is not null then
		perform private.fail(409, 'retired', 'This principle is retired: bring it back before you edit it. Nothing was published.');
	end if;
	v_now := private.principle_now(v_old.id);
	v_before := v_now.id;
	if principle ->> 'seen' is distinct from v_now.version || '.' || v_now.minor then
		select p.name into v_by from public.people p where p.id = v_now.published_by;
		perform private.fail(409, 'changed_meanwhile', format('%s published another version in the meantime. Nothing of yours was published.',
			coalesce(v_by, 'Somebody')), jsonb_build_object('by', v_by, 'at', v_now.published_at, 'seen', v_now.version || '.' || v_now.minor));
	end if;
	update private.principles p set code = upper(trim(principle ->> 'code')), position = v_place where p.id = v_old.id;
	-- Its place and code are no part of the text.
	if (v_now.title, v_now.body, v_now.good_answer) is distinct from (trim(principle ->> 'title'), trim(principle ->> 'body'), trim(principle ->> 'good_answer')) then
		insert into private.principle_versions (district_id, principle_id, version, minor, title, body, good_answer, reason, published_by)
		values (v_district, v_old.id, v_now.version + case when v_minor then 0 else 1 end, case when v_minor then v_now.minor + 1 else 0 end,
			trim(principle ->> 'title'), trim(principle ->> 'body'), trim(principle ->> 'good_answer'), trim(principle ->> 'reason'), v_me)
		returning * into v_now;
	end if;
	perform private.note_activity(v_district, null, 'principles', v_old.id,
		case when v_before = v_now.id then 'edited' when v_minor then 'corrected' else 'published' end, jsonb_build_object('name', v_now.title, 'version', v_now.version || case when v_now.minor > 0 then '.' || v_now.minor else '' end, 'reason', trim(principle ->> 'reason')));
	return jsonb_build_object('id', v_old.id, 'version', v_now.version, 'minor', v_now.minor);
end $$;

create function public.publish_principle(principle jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.publish_principle(principle) $$;

-- Asks it of no new proposal, or asks it again: of whoever comes to triage from then on. Answers stay where they were given.
create function private.retire_principle(principle uuid, retired boolean, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_reason text := trim(coalesce(reason, ''));
	v_old private.principles;
begin
	select p.* into v_old from private.principles p where p.id = principle and p.district_id = v_district for update;
	if not found then
		perform private.fail(404, 'no_such_principle', 'There is no such principle in your district. Nothing was saved.');
	elsif retired is null or retired = (v_old.retired_at is not null) then
		perform private.fail(409, case when retired then 'retired' else 'not_retired' end, 'That is so already. Nothing was saved.');
	elsif retired and v_reason = '' then
		perform private.fail(422, 'no_reason', 'Say why it is retired: the reason stays with it. Nothing was saved.', '{"field": "reason"}');
	elsif length(v_reason) > 500 then
		perform private.fail(422, 'too_long', format('A reason can have 500 characters and this one has %s. Nothing was saved.', length(v_reason)), '{"field": "reason"}');
	end if;
	update private.principles p set retired_at = case when retired then private.now() end, retired_because = case when retired then v_reason else '' end,
		asked_since = case when retired then p.asked_since else private.now() end
	where p.id = v_old.id;
	perform private.note_activity(v_district, null, 'principles', v_old.id, case when retired then 'retired' else 'brought back' end,
		jsonb_build_object('name', (private.principle_now(v_old.id)).title, 'reason', v_reason));
end $$;

create function public.retire_principle(principle uuid, retired boolean, reason text default '') returns void
language sql security invoker set search_path = ''
as $$ select private.retire_principle(principle, retired, reason) $$;

grant execute on function private.publish_principle, public.publish_principle, private.retire_principle, public.retire_principle to authenticated;
