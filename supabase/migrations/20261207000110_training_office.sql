-- The AI office keeps the modules, and says which tier is needed for what.

-- Saves a module: a new one without an id; otherwise `seen` is the revision that the form shows. Answers its id.
create function private.save_training_module(module jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_old private.training_modules;
	v_new private.training_modules;
	v_fault text[];
	v_twin text;
begin
	perform private.known_fields(module, '{"id": {}, "seen": {}, "minutes": {}, "tier": {}, "valid_months": {}, "self_report_counts": {},
		"code": {"label": "The code", "most": 30}, "title": {"label": "The title", "most": 200}, "link": {"label": "The link", "most": 500},
		"about": {"label": "What it is about", "most": 1000}}');
	v_fault := case
		when not coalesce(trim(module ->> 'code') ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$', false) then
			array['code', 'A module needs a code of letters, figures, dots and hyphens, such as AI-101.']
		when trim(coalesce(module ->> 'title', '')) = '' then array['title', 'A module needs a title.']
		when trim(coalesce(module ->> 'link', '')) not similar to '(https?://[^[:space:]]+)?' then
			array['link', 'A link begins with https:// or http:// and has no spaces.']
		when not coalesce(module ->> 'minutes' ~ '^[0-9]{1,4}$' and (module ->> 'minutes')::int between 1 and 6000, false) then
			array['minutes', 'Say how many minutes it takes: a whole number between 1 and 6,000.']
		when not coalesce(module ->> 'tier' in ('1', '2', '3'), false) then array['tier', 'Choose tier 1, 2 or 3.']
		when module ->> 'valid_months' is not null
			and not (module ->> 'valid_months' ~ '^[0-9]{1,3}$' and (module ->> 'valid_months')::int between 1 and 120) then
			array['valid_months', 'Say for how many months it is good, between 1 and 120, or leave it empty for ever.']
		when jsonb_typeof(module -> 'self_report_counts') is distinct from 'boolean' then
			array['self_report_counts', 'Say whether it counts when people report it themselves.']
		end;
	if v_fault is not null then
		perform private.fail(422, 'wrong_module', v_fault[2] || ' Nothing was saved.', jsonb_build_object('field', v_fault[1]));
	end if;
	if module ->> 'id' is not null then
		select m.* into v_old from private.training_modules m where m.id = (module ->> 'id')::uuid and m.district_id = v_district for update;
		if not found then
			perform private.fail(404, 'no_such_module', 'There is no such module in your district. Nothing was saved.');
		end if;
		perform private.same_revision((module ->> 'seen')::int, v_old.revision, 'training_modules', v_old.id);
	end if;
	v_new := v_old;
	v_new.code := trim(module ->> 'code');
	v_new.title := trim(regexp_replace(module ->> 'title', '\s+', ' ', 'g'));
	v_new.link := trim(coalesce(module ->> 'link', ''));
	v_new.minutes := (module ->> 'minutes')::int;
	v_new.about := trim(coalesce(module ->> 'about', ''));
	v_new.tier := (module ->> 'tier')::int;
	v_new.valid_months := (module ->> 'valid_months')::int;
	v_new.self_report_counts := (module ->> 'self_report_counts')::boolean;
	if v_old.id is not null and v_new = v_old then
		return v_old.id;
	end if;
	-- An import names modules by code or title: neither may mean two.
	select case when lower(m.code) in (lower(v_new.code), lower(v_new.title)) then 'code' else 'title' end into v_twin
	from private.training_modules m
	where m.district_id = v_district and m.id is distinct from v_old.id
		and (lower(m.code) in (lower(v_new.code), lower(v_new.title))
			or (m.retired_at is null and v_old.retired_at is null and lower(m.title) in (lower(v_new.title), lower(v_new.code)))) limit 1;
	if v_twin is not null then
		perform private.fail(409, 'taken', format('Another module goes by this %s already. Nothing was saved.', v_twin), jsonb_build_object('field', v_twin));
	end if;
	if v_old.id is null then
		insert into private.training_modules as m (district_id, code, title, link, minutes, about, tier, valid_months, self_report_counts)
		values (v_district, v_new.code, v_new.title, v_new.link, v_new.minutes, v_new.about, v_new.tier, v_new.valid_months, v_new.self_report_counts)
		returning m.* into v_new;
	else
		update private.training_modules m set (code, title, link, minutes, about, tier, valid_months, self_report_counts, revision) =
			(v_new.code, v_new.title, v_new.link, v_new.minutes, v_new.about, v_new.tier, v_new.valid_months, v_new.self_report_counts, m.revision + 1)
		where m.id = v_old.id;
	end if;
	if v_old.id is null or v_new.tier <> v_old.tier then
		perform private.settle_standings(v_district, null);
	end if;
	if v_new.valid_months is distinct from v_old.valid_months or v_new.self_report_counts is distinct from v_old.self_report_counts then
		perform private.settle_training(v_district, null, array[v_new.id]);
	end if;
	perform private.note_activity(v_district, null, 'training_modules', v_new.id, case when v_old.id is null then 'added' else 'changed' end,
		jsonb_build_object('name', v_new.title, 'code', v_new.code));
	return v_new.id;
end $$;

create function public.save_training_module(module jsonb) returns uuid
language sql security invoker set search_path = ''
as $$ select private.save_training_module(module) $$;

-- Asks a module of nobody any more, or of everyone again. Who completed it keeps that.
create function private.retire_training_module(module uuid, retired boolean) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_module private.training_modules;
begin
	select m.* into v_module from private.training_modules m where m.id = module and m.district_id = v_district for update;
	if not found then
		perform private.fail(404, 'no_such_module', 'There is no such module in your district. Nothing was saved.');
	elsif (v_module.retired_at is not null) = retired then
		perform private.fail(409, 'not_now', case when retired then 'This module is retired already.' else 'This module is not retired.' end
			|| ' Nothing was saved.');
	elsif not retired and exists (
		select 1 from private.training_modules m where m.district_id = v_district and m.id <> v_module.id and m.retired_at is null
			and lower(m.title) in (lower(v_module.title), lower(v_module.code))) then
		perform private.fail(409, 'taken', 'Another module has this title by now: rename one of them first. Nothing was saved.');
	end if;
	update private.training_modules m set retired_at = case when retired then private.now() end, revision = m.revision + 1
	where m.id = v_module.id;
	perform private.settle_standings(v_district, null);
	perform private.note_activity(v_district, null, 'training_modules', v_module.id, case when retired then 'retired' else 'offered' end,
		jsonb_build_object('name', v_module.title, 'code', v_module.code));
end $$;

create function public.retire_training_module(module uuid, retired boolean) returns void
language sql security invoker set search_path = ''
as $$ select private.retire_training_module(module, retired) $$;

-- Which tier is needed for what: { "low": 1, …, "cabinet": 0 }, all of them.
create function private.save_training_rules(rules jsonb, revision int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_wrong text;
begin
	if coalesce(jsonb_typeof(rules), '') <> 'object' then
		perform private.fail(400, 'unknown_field', 'The rules are an object of who needs which tier. Nothing was saved.');
	end if;
	select coalesce(f.who, k.key) into v_wrong from private.first_training_rules() f full join jsonb_each_text(rules) k on k.key = f.who
	where f.who is null or not coalesce(k.value in ('0', '1', '2', '3'), false) order by 1 limit 1;
	if v_wrong is not null then
		perform private.fail(422, 'wrong_rule', format('Choose none or tier 1 to 3 for: %s. Nothing was saved.', v_wrong), jsonb_build_object('field', v_wrong));
	end if;
	perform private.same_revision(save_training_rules.revision,
		(select max(r.revision) from private.training_rules r where r.district_id = v_district), 'training_rules', v_district);
	if not exists (select 1 from private.training_rules r where r.district_id = v_district and r.tier::text <> rules ->> r.who) then
		return;
	end if;
	update private.training_rules r set tier = (rules ->> r.who)::int, revision = save_training_rules.revision + 1 where r.district_id = v_district;
	perform private.note_activity(v_district, null, 'training_rules', v_district, 'changed');
end $$;

create function public.save_training_rules(rules jsonb, revision int) returns void
language sql security invoker set search_path = ''
as $$ select private.save_training_rules(rules, revision) $$;

grant execute on function private.save_training_module, public.save_training_module, private.retire_training_module,
	public.retire_training_module, private.save_training_rules, public.save_training_rules to authenticated;
