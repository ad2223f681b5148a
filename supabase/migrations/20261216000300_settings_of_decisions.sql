-- From which contract value on the board approves, and how often a pilot may be extended, are settings of the district.

-- As before, for amounts in dollars too.
create or replace function private.read_whole(given jsonb, label text, lowest int, highest int) returns int
language plpgsql stable set search_path = ''
as $$
begin
	if coalesce(jsonb_typeof(given), '') <> 'number' or given::text !~ '^[0-9]{1,10}$' or given::text::bigint not between lowest and highest then
		perform private.fail(422, 'out_of_range', format('%s is a whole number from %s to %s. Nothing was saved.', label, lowest, highest));
	end if;
	return given::text::int;
end $$;

-- Saves settings; those that are not named stay. Answers the new revision.
create or replace function private.save_settings(revision int, settings jsonb) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_district public.districts := private.locked_office();
	v_new public.districts := v_district;
	v_changes jsonb;
begin
	perform private.same_revision(revision, v_district.revision, 'districts', v_district.id);
	perform private.known_fields(settings, '{"minimum_group": {}, "quorum": {}, "decision_rule": {}, "email_domains": {}, "one_signs_several": {},
		"remind_after_days": {}, "escalate_after_days": {}, "schools_count": {}, "schools_count_source": {}, "schools_count_read_on": {}, "board_threshold": {}, "most_extensions": {}}');
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
	if settings ? 'board_threshold' then
		v_new.board_threshold := private.read_whole(settings -> 'board_threshold', 'The contract value from which the board approves', 0, 1000000000);
	end if;
	if settings ? 'most_extensions' then
		v_new.most_extensions := private.read_whole(settings -> 'most_extensions', 'How often a pilot may be extended', 0, 20);
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
	if settings ? 'schools_count' then
		if jsonb_typeof(settings -> 'schools_count') <> 'boolean' then
			perform private.fail(422, 'not_boolean', 'Whether schools count as sites is yes or no. Nothing was saved.');
		end if;
		v_new.schools_count := (settings ->> 'schools_count')::boolean;
	end if;
	if settings ? 'schools_count_source' then
		if jsonb_typeof(settings -> 'schools_count_source') <> 'string' or length(settings ->> 'schools_count_source') > 300 then
			perform private.fail(422, 'too_long', 'The source of how sites are read is a text of at most 300 letters. Nothing was saved.');
		end if;
		v_new.schools_count_source := trim(settings ->> 'schools_count_source');
	end if;
	if settings ? 'schools_count_read_on' then
		v_new.schools_count_read_on := private.read_day(settings ->> 'schools_count_read_on', 'The day on which the source was read');
		if v_new.schools_count_read_on > private.today() then
			perform private.fail(422, 'day_to_come', 'The source was read on a day that is over, or today. Nothing was saved.');
		end if;
	end if;
	if v_new.schools_count and (v_new.schools_count_source = '' or v_new.schools_count_read_on is null) then
		perform private.fail(422, 'no_source', 'That schools count as sites needs its source and the day on which it was read. Nothing was saved.');
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
		escalate_after_days = v_new.escalate_after_days, schools_count = v_new.schools_count,
		schools_count_source = v_new.schools_count_source, schools_count_read_on = v_new.schools_count_read_on,
		board_threshold = v_new.board_threshold, most_extensions = v_new.most_extensions, revision = d.revision + 1
	where d.id = v_district.id;
	perform private.note_activity(v_district.id, null, 'districts', v_district.id, 'changed', jsonb_build_object('changes', v_changes));
	return v_district.revision + 1;
end $$;
