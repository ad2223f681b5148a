-- The settings of a district, changed by its admins, each change told with old and new.

-- A whole number within bounds; refuses everything else in words.
create function private.read_whole(given jsonb, label text, lowest int, highest int) returns int
language plpgsql stable set search_path = ''
as $$
begin
	if coalesce(jsonb_typeof(given), '') <> 'number' or given::text !~ '^\d{1,6}$' or given::text::int not between lowest and highest then
		perform private.fail(422, 'out_of_range', format('%s is a whole number from %s to %s. Nothing was saved.', label, lowest, highest));
	end if;
	return given::text::int;
end $$;

-- Domains as people write them, '@District.org ', made alike; refuses what is none.
create function private.read_domains(given jsonb) returns text[]
language plpgsql stable set search_path = ''
as $$
declare
	v_domains text[];
	v_wrong text;
begin
	if coalesce(jsonb_typeof(given), '') <> 'array' then
		perform private.fail(400, 'unknown_field', 'E-mail domains are a list. Nothing was saved.');
	end if;
	select coalesce(array_agg(distinct x.domain order by x.domain), '{}') into v_domains from (
		select ltrim(lower(trim(d.value)), '@') as domain from jsonb_array_elements_text(given) d) x
	where x.domain <> '';
	select d into v_wrong from unnest(v_domains) d where d !~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$' or length(d) > 253;
	if v_wrong is not null then
		perform private.fail(422, 'no_domain', format('“%s” is not a domain such as district.org. Nothing was saved.', left(v_wrong, 80)));
	elsif array_length(v_domains, 1) > 20 then
		perform private.fail(422, 'too_many', 'A district can have 20 domains. Nothing was saved.');
	end if;
	return v_domains;
end $$;

-- Saves settings; those that are not named stay. Answers the new revision.
create function private.save_settings(revision int, settings jsonb) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_district public.districts := private.locked_office();
	v_new public.districts := v_district;
	v_changes jsonb;
begin
	perform private.same_revision(revision, v_district.revision, 'districts', v_district.id);
	perform private.known_fields(settings, '{"minimum_group": {}, "quorum": {}, "decision_rule": {}, "email_domains": {}, "one_signs_several": {},
		"remind_after_days": {}, "escalate_after_days": {}}');
	if settings ? 'minimum_group' then
		v_new.minimum_group := private.read_whole(settings -> 'minimum_group', 'The smallest group that is shown', 5, 100);
	end if;
	if settings ? 'quorum' then
		v_new.quorum := private.read_whole(settings -> 'quorum', 'The quorum', 1, 50);
	end if;
	if settings ? 'remind_after_days' then
		v_new.remind_after_days := private.read_whole(settings -> 'remind_after_days', 'The days until a reminder', 1, 90);
	end if;
	if settings ? 'escalate_after_days' then
		v_new.escalate_after_days := private.read_whole(settings -> 'escalate_after_days', 'The days until escalation', 1, 180);
	end if;
	if settings ? 'email_domains' then
		v_new.email_domains := private.read_domains(settings -> 'email_domains');
	end if;
	if settings ? 'decision_rule' then
		if not coalesce(settings ->> 'decision_rule' = any (enum_range(null::public.decision_rule)::text[]), false) then
			perform private.fail(422, 'no_rule', 'Decisions are made by the chair after quorum, or by majority. Nothing was saved.');
		end if;
		v_new.decision_rule := (settings ->> 'decision_rule')::public.decision_rule;
	end if;
	if settings ? 'one_signs_several' then
		if jsonb_typeof(settings -> 'one_signs_several') <> 'boolean' then
			perform private.fail(422, 'not_boolean', 'Whether one person signs several specialties is yes or no. Nothing was saved.');
		end if;
		v_new.one_signs_several := (settings ->> 'one_signs_several')::boolean;
	end if;
	if v_new.escalate_after_days <= v_new.remind_after_days then
		perform private.fail(422, 'too_soon', 'Escalation comes after the reminder: give it more days. Nothing was saved.');
	end if;
	select jsonb_object_agg(n.key, jsonb_build_object('old', o.value, 'new', n.value)) into v_changes
	from jsonb_each(to_jsonb(v_new)) n join jsonb_each(to_jsonb(v_district)) o on o.key = n.key and o.value is distinct from n.value;
	if v_changes is null then
		return v_district.revision;
	end if;
	update public.districts d set minimum_group = v_new.minimum_group, quorum = v_new.quorum, decision_rule = v_new.decision_rule,
		email_domains = v_new.email_domains, one_signs_several = v_new.one_signs_several, remind_after_days = v_new.remind_after_days,
		escalate_after_days = v_new.escalate_after_days, revision = d.revision + 1
	where d.id = v_district.id;
	perform private.note_activity(v_district.id, null, 'districts', v_district.id, 'changed', jsonb_build_object('changes', v_changes));
	return v_district.revision + 1;
end $$;

create function public.save_settings(revision int, settings jsonb) returns int
language sql security invoker set search_path = ''
as $$ select private.save_settings(revision, settings) $$;

grant execute on function private.save_settings, public.save_settings to authenticated;
