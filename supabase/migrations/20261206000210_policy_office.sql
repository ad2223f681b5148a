-- The AI office writes policies, publishes and corrects them, grants exceptions and retires them; staff acknowledge.

-- A policy of the caller's district, locked, by somebody of the AI office.
create function private.locked_policy(policy uuid) returns private.policies
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_policy private.policies;
begin
	select p.* into v_policy from private.policies p where p.id = policy and p.district_id = v_district for update;
	if not found then
		perform private.fail(404, 'no_such_policy', 'There is no such policy in your district. Nothing was saved.');
	end if;
	return v_policy;
end $$;

-- A stale form is refused, with who was faster.
create function private.same_policy(policy private.policies, seen int) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	perform private.same_revision(seen, policy.revision, 'policies', policy.id);
end $$;

-- Saves a policy as it is being written; nobody is asked anything until it is published. `id` may come from the client.
create function private.save_policy(policy jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_me uuid := private.person_id();
	v_old private.policies;
	v_new private.policies;
	v_wrong record;
begin
	perform private.known_fields(policy, '{"id": {}, "seen": {}, "roles": {}, "site_kinds": {}, "effective_on": {}, "review_on": {},
		"title": {"label": "The title", "most": 160}, "body": {"label": "The text", "most": 20000}, "link": {"label": "The link", "most": 500}}');
	select f.field, f.sentence into v_wrong from (values
		(1, 'title', trim(coalesce(policy ->> 'title', '')) = '', 'A policy needs a title.'),
		(2, 'link', trim(coalesce(policy ->> 'link', '')) !~ '^(https?://\S+)?$', 'A link begins with https:// or http://.'),
		(3, 'roles', jsonb_typeof(coalesce(policy -> 'roles', '[]')) <> 'array' or exists (
			select 1 from jsonb_array_elements_text(coalesce(policy -> 'roles', '[]')) x where x <> all (enum_range(null::public.role)::text[])),
			'Choose roles from the list.'),
		(4, 'site_kinds', jsonb_typeof(coalesce(policy -> 'site_kinds', '[]')) <> 'array' or exists (
			select 1 from jsonb_array_elements_text(coalesce(policy -> 'site_kinds', '[]')) x where x <> all (enum_range(null::public.site_kind)::text[])),
			'Choose schools, departments or both.'),
		(5, 'review_on', (policy ->> 'review_on')::date <= (policy ->> 'effective_on')::date, 'The review comes after the day from which it holds.')
	) f (place, field, wrong, sentence) where f.wrong order by f.place limit 1;
	if found then
		perform private.fail(422, 'wrong_policy', v_wrong.sentence || ' Nothing was saved.', jsonb_build_object('field', v_wrong.field));
	end if;
	v_new.id := coalesce((policy ->> 'id')::uuid, gen_random_uuid());
	select p.* into v_old from private.policies p where p.id = v_new.id for update;
	if found then
		if v_old.district_id <> v_district then
			perform private.fail(404, 'no_such_policy', 'There is no such policy in your district. Nothing was saved.');
		elsif v_old.retired_at is not null then
			perform private.fail(409, 'retired', 'This policy is retired. Nothing was saved.');
		end if;
		perform private.same_policy(v_old, (policy ->> 'seen')::int);
	elsif policy ->> 'seen' is not null then
		perform private.fail(404, 'no_such_policy', 'There is no such policy in your district. Nothing was saved.');
	end if;
	insert into private.policies as p (id, district_id, title, body, link, roles, site_kinds, effective_on, review_on, changed_by)
	values (v_new.id, v_district, trim(policy ->> 'title'), trim(coalesce(policy ->> 'body', '')), trim(coalesce(policy ->> 'link', '')),
		array(select distinct x.value::public.role from jsonb_array_elements_text(coalesce(policy -> 'roles', '[]')) x order by 1),
		array(select distinct x.value::public.site_kind from jsonb_array_elements_text(coalesce(policy -> 'site_kinds', '[]')) x order by 1),
		(policy ->> 'effective_on')::date, (policy ->> 'review_on')::date, v_me)
	on conflict on constraint policies_pkey do update set (title, body, link, roles, site_kinds, effective_on, review_on, changed_by, changed_at, revision) =
		(excluded.title, excluded.body, excluded.link, excluded.roles, excluded.site_kinds, excluded.effective_on, excluded.review_on, excluded.changed_by,
			private.now(), p.revision + 1)
	returning p.* into v_new;
	perform private.note_activity(v_district, null, 'policies', v_new.id, case when v_old.id is null then 'added' else 'edited' end,
		jsonb_build_object('name', v_new.title));
	return jsonb_build_object('id', v_new.id, 'revision', v_new.revision);
end $$;

create function public.save_policy(policy jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.save_policy(policy) $$;

-- Publishes what is written. A correction (`minor`) keeps what was acknowledged, and changes neither whom it is for nor from when it holds;
-- anything else is a new version that is asked again.
create function private.publish_policy(policy uuid, seen int, minor boolean, reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_policy private.policies := private.locked_policy(policy);
	v_now private.policy_versions := private.policy_now(policy);
	v_reason text := trim(coalesce(reason, ''));
	v_minor boolean := coalesce(minor, false) and v_now.id is not null;
begin
	perform private.same_policy(v_policy, seen);
	if v_policy.retired_at is not null then
		perform private.fail(409, 'retired', 'This policy is retired. Nothing was published.');
	elsif v_policy.body = '' then
		perform private.fail(422, 'no_text', 'Write the text first. Nothing was published.', '{"field": "body"}');
	elsif v_now.id is not null and v_reason = '' then
		perform private.fail(422, 'no_reason', 'Say what changed and why: whoever is asked again reads it. Nothing was published.', '{"field": "reason"}');
	elsif length(v_reason) > 500 then
		perform private.fail(422, 'too_long', format('A reason can have 500 characters and this one has %s. Nothing was published.', length(v_reason)), '{"field": "reason"}');
	elsif (v_now.title, v_now.body, v_now.link, v_now.roles, v_now.site_kinds, v_now.effective_on, v_now.review_on)
		is not distinct from (v_policy.title, v_policy.body, v_policy.link, v_policy.roles, v_policy.site_kinds,
			coalesce(v_policy.effective_on, v_now.effective_on), v_policy.review_on) then
		perform private.fail(409, 'unchanged', 'This is what is published already. Nothing was published.');
	elsif v_minor and (v_now.roles, v_now.site_kinds, v_now.effective_on)
		is distinct from (v_policy.roles, v_policy.site_kinds, coalesce(v_policy.effective_on, v_now.effective_on)) then
		perform private.fail(422, 'not_minor', 'Whom it is for, or from when it holds, has changed: that is a new version, not a correction. Nothing was published.',
			'{"field": "minor"}');
	end if;
	insert into private.policy_versions (district_id, policy_id, version, minor, title, body, link, roles, site_kinds, effective_on, review_on, reason, published_by)
	values (v_policy.district_id, v_policy.id, coalesce(v_now.version, 0) + case when v_minor then 0 else 1 end,
		case when v_minor then v_now.minor + 1 else 0 end, v_policy.title, v_policy.body, v_policy.link, v_policy.roles, v_policy.site_kinds,
		coalesce(v_policy.effective_on, v_now.effective_on, private.today()), v_policy.review_on, v_reason, private.person_id())
	returning * into v_now;
	update private.policies p set revision = p.revision + 1, changed_at = private.now(), changed_by = private.person_id() where p.id = v_policy.id;
	perform private.note_activity(v_policy.district_id, null, 'policies', v_policy.id, case when v_minor then 'corrected' else 'published' end,
		jsonb_build_object('name', v_now.title, 'version', v_now.version || case when v_now.minor > 0 then '.' || v_now.minor else '' end, 'reason', v_reason));
	return jsonb_build_object('version', v_now.version, 'minor', v_now.minor);
end $$;

create function public.publish_policy(policy uuid, seen int, minor boolean default false, reason text default '') returns jsonb
language sql security invoker set search_path = ''
as $$ select private.publish_policy(policy, seen, minor, reason) $$;

-- Binds nobody any more. It and who acknowledged it stay readable.
create function private.retire_policy(policy uuid, seen int, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_policy private.policies := private.locked_policy(policy);
	v_reason text := trim(coalesce(reason, ''));
begin
	perform private.same_policy(v_policy, seen);
	if v_policy.retired_at is not null then
		perform private.fail(409, 'retired', 'This policy is retired already. Nothing was saved.');
	elsif v_reason = '' then
		perform private.fail(422, 'no_reason', 'Say why it is retired: the reason stays with it. Nothing was saved.', '{"field": "reason"}');
	elsif length(v_reason) > 500 then
		perform private.fail(422, 'too_long', format('A reason can have 500 characters and this one has %s. Nothing was saved.', length(v_reason)), '{"field": "reason"}');
	end if;
	update private.policies p set retired_at = private.now(), retired_because = v_reason, revision = p.revision + 1, changed_at = private.now(),
		changed_by = private.person_id() where p.id = v_policy.id;
	perform private.note_activity(v_policy.district_id, null, 'policies', v_policy.id, 'retired', jsonb_build_object('name', v_policy.title, 'reason', v_reason));
end $$;

create function public.retire_policy(policy uuid, seen int, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.retire_policy(policy, seen, reason) $$;

-- Excepts a person, or a pilot, from a policy through a day.
create function private.grant_exception(policy uuid, person uuid, for_pilot uuid, reason text, until date) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_policy private.policies := private.locked_policy(policy);
	v_me uuid := private.person_id();
	v_reason text := trim(coalesce(reason, ''));
	v_id uuid;
begin
	if v_policy.retired_at is not null or (private.policy_now(v_policy.id)).id is null then
		perform private.fail(409, 'not_now', 'A policy that binds nobody needs no exception. Nothing was saved.');
	elsif (person is null) = (for_pilot is null) then
		perform private.fail(422, 'no_subject', 'Choose either a person or a pilot. Nothing was saved.', '{"field": "subject"}');
	elsif v_reason = '' then
		perform private.fail(422, 'no_reason', 'Say why the exception is granted: the reason stays with it. Nothing was saved.', '{"field": "reason"}');
	elsif length(v_reason) > 1000 then
		perform private.fail(422, 'too_long', format('A reason can have 1000 characters and this one has %s. Nothing was saved.', length(v_reason)), '{"field": "reason"}');
	elsif until is null or until < private.today() or until > private.today() + 730 then
		perform private.fail(422, 'no_end', 'An exception ends on a day from today on, within two years. Nothing was saved.', '{"field": "until"}');
	elsif person = v_me then
		perform private.fail(403, 'not_yourself', 'Nobody excepts themselves: somebody else of the AI office grants it. Nothing was saved.', '{"field": "subject"}');
	elsif person is not null and not exists (
		select 1 from public.people p where p.id = person and p.district_id = v_policy.district_id and p.active and not p.outside) then
		perform private.fail(422, 'no_such_person', 'Choose an active person of the district. Nothing was saved.', '{"field": "subject"}');
	end if;
	if for_pilot is not null then
		perform private.seen_pilot(for_pilot);
		perform private.refuse_kept_out(for_pilot, v_me, 'somebody else grants it an exception. Nothing was saved.');
	end if;
	insert into private.policy_exceptions as e (district_id, policy_id, person_id, pilot_id, reason, until, granted_by)
	values (v_policy.district_id, v_policy.id, person, for_pilot, v_reason, grant_exception.until, v_me) returning e.id into v_id;
	perform private.note_activity(v_policy.district_id, null, 'policies', v_policy.id, 'granted an exception',
		jsonb_build_object('name', v_policy.title, 'until', grant_exception.until));
	return v_id;
end $$;

create function public.grant_exception(policy uuid, person uuid, for_pilot uuid, reason text, until date) returns uuid
language sql security invoker set search_path = ''
as $$ select private.grant_exception(policy, person, for_pilot, reason, until) $$;

-- Says that the caller has read a version and works by it. Twice does no harm.
create function private.acknowledge_policy(policy uuid, version int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_policy private.policies;
	v_now private.policy_versions;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select p.* into v_policy from private.policies p where p.id = policy and p.district_id = private.district_id() for share;
	v_now := private.policy_now(v_policy.id);
	if v_now.id is null or private.is_outside() then
		perform private.fail(404, 'no_such_policy', 'There is no such policy in your district.');
	elsif v_policy.retired_at is not null then
		perform private.fail(409, 'retired', 'This policy is retired: nobody is asked to acknowledge it. Nothing was saved.');
	elsif version is distinct from v_now.version then
		perform private.fail(409, 'stale', format('Version %s was published in the meantime: read that one. Nothing was saved.', v_now.version),
			jsonb_build_object('version', v_now.version, 'reason', v_now.reason));
	elsif not private.policy_is_for(v_now, v_me) then
		perform private.fail(409, 'not_asked', 'This policy is not for your role or site: you are asked for nothing. Nothing was saved.');
	end if;
	insert into private.policy_acknowledgements (policy_id, version, person_id, district_id) values (v_policy.id, v_now.version, v_me, v_policy.district_id)
	on conflict do nothing;
end $$;

create function public.acknowledge_policy(policy uuid, version int) returns void
language sql security invoker set search_path = ''
as $$ select private.acknowledge_policy(policy, version) $$;

grant execute on function private.save_policy, public.save_policy, private.publish_policy, public.publish_policy, private.retire_policy,
	public.retire_policy, private.grant_exception, public.grant_exception, private.acknowledge_policy, public.acknowledge_policy to authenticated;
