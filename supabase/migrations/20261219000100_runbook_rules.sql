-- What a district does when a pilot is sunset, as data: which steps, by when, whose, and what shows that one is done. A rule is never
-- changed: it ends and another begins, so that it can be told what was asked when. A runbook that has begun keeps its steps.

create table private.runbook_rules (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	key text not null check (length(key) between 1 and 80),
	title text not null check (length(trim(title)) between 1 and 160),
	hint text not null default '' check (length(hint) <= 1000),
	per text not null default 'pilot' check (per in ('pilot', 'tool', 'data tool', 'contract tool')),
	days int not null check (days between 0 and 730),
	owner text not null check (owner in ('lead', 'sponsor', 'admin', 'evaluator', 'clerk')),
	required boolean not null default true,
	kind public.pilot_kind,
	students_only boolean not null default false,
	evidence text[] not null default '{}' check (evidence <@ '{link,note}'),
	position int not null,
	valid_from timestamptz not null default private.now(),
	valid_until timestamptz,
	made_by uuid,
	primary key (id, district_id),
	foreign key (made_by, district_id) references public.people (id, district_id)
);
comment on table private.runbook_rules is 'Which steps a runbook begins with in a district. A change counts from the next sunset on.';
comment on column private.runbook_rules.key is 'What a step is about: those of the gate by name, the district''s own with own: before.';
comment on column private.runbook_rules.per is 'One step for the pilot, or one for each tool that it uses, that holds data of people, or that has an agreement.';
comment on column private.runbook_rules.days is 'By when, in days after the decision.';
comment on column private.runbook_rules.owner is 'Whose step it is at first, by their part in the pilot.';
comment on column private.runbook_rules.kind is 'For pilots of this kind only; null for all.';
comment on column private.runbook_rules.students_only is 'Only where students take part, or nobody said whether they do.';
comment on column private.runbook_rules.evidence is 'What it needs beside the day on which it was done.';
create unique index on private.runbook_rules (district_id, key) where valid_until is null;
create index on private.runbook_rules (made_by, district_id);

-- What every district begins with.
create function private.default_runbook_rules() returns setof private.runbook_rules
language sql stable security definer set search_path = ''
as $$
	select x.* from jsonb_populate_recordset(null::private.runbook_rules, '[
		{"position": 1, "key": "tell_staff", "title": "Tell the staff who use it", "hint": "Say that it ends, why, on which day, and what to use from then on.",
			"per": "pilot", "days": 7, "owner": "lead", "required": true, "evidence": [], "students_only": false},
		{"position": 2, "key": "tell_families", "title": "Tell families", "hint": "In English and Spanish: what ends, when, and what becomes of their children''s work and data.",
			"per": "pilot", "days": 10, "owner": "lead", "required": true, "evidence": [], "students_only": true},
		{"position": 3, "key": "export_work", "title": "Export the work", "hint": "Whoever used it has their work out of it, in a form that they can go on with, before access ends.",
			"per": "pilot", "days": 14, "owner": "lead", "required": true, "evidence": [], "students_only": false},
		{"position": 4, "key": "name_replacement", "title": "Name what comes instead", "hint": "What people use from now on; or that nothing is needed.",
			"per": "pilot", "days": 14, "owner": "sponsor", "required": true, "evidence": ["note"], "students_only": false},
		{"position": 5, "key": "revoke_access", "title": "Revoke access", "hint": "The last account is closed, sign-on is off, and extensions and links are removed.",
			"per": "tool", "days": 21, "owner": "admin", "required": true, "evidence": [], "students_only": false},
		{"position": 6, "key": "end_contract", "title": "End the contract", "hint": "The contract and its payments are ended, and nothing renews by itself.",
			"per": "contract tool", "days": 30, "owner": "admin", "required": true, "evidence": [], "students_only": false},
		{"position": 7, "key": "deletion_certificate", "title": "File the certificate of deletion", "hint": "The vendor certifies in writing that the district''s data is deleted, backups too. Link to where it is filed.",
			"per": "data tool", "days": 45, "owner": "admin", "required": true, "evidence": ["link"], "students_only": false},
		{"position": 8, "key": "publish_lesson", "title": "Publish the lesson", "hint": "What was tried, what came of it, and what we would do differently.",
			"per": "pilot", "days": 30, "owner": "lead", "required": true, "evidence": [], "students_only": false},
		{"position": 9, "key": "thank_team", "title": "Thank the team", "hint": "In words of your own. The team gets them by mail, and they stay with the pilot.",
			"per": "pilot", "days": 30, "owner": "sponsor", "required": true, "evidence": [], "students_only": false}
	]'::jsonb) x
$$;

create function private.furnish_runbook() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.runbook_rules (district_id, key, title, hint, per, days, owner, required, students_only, evidence, position, valid_from)
	select new.id, x.key, x.title, x.hint, x.per, x.days, x.owner, x.required, x.students_only, x.evidence,
		x.position, '-infinity'
	from private.default_runbook_rules() x;
	return null;
end $$;

create trigger furnish_runbook after insert on public.districts
	for each row execute function private.furnish_runbook();

insert into private.runbook_rules (district_id, key, title, hint, per, days, owner, required, students_only, evidence, position)
select d.id, x.key, x.title, x.hint, x.per, x.days, x.owner, x.required, x.students_only, x.evidence,
	x.position
from public.districts d cross join private.default_runbook_rules() x;

-- Which criterion of the gate a step is counted for; null for the runbook itself.
create function private.runbook_criterion(key text) returns text
language sql immutable security definer set search_path = ''
as $$
	select case key when 'tell_staff' then 'people_told' when 'tell_families' then 'families_told' when 'export_work' then 'work_exported'
		when 'revoke_access' then 'access_revoked' when 'deletion_certificate' then 'deletion_certificate'
		when 'end_contract' then 'contract_ended' when 'name_replacement' then 'replacement' when 'publish_lesson' then 'lesson' end
$$;

-- A whole number of a form, or a refusal at its field.
create function private.whole_of(given text, field text, low int, most int, sentence text) returns int
language plpgsql immutable security definer set search_path = ''
as $$
begin
	if trim(coalesce(given, '')) !~ '^\d{1,8}$' or given::int not between low and most then
		perform private.fail(422, 'no_number', sentence || ' Nothing was saved.', jsonb_build_object('field', field));
	end if;
	return given::int;
end $$;

-- Saves one step of the district's runbook: a new one without an id; otherwise in the place of the one that the form shows.
-- Pilots that are being sunset keep the steps that they have.
create function private.save_runbook_rule(rule jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_district public.districts;
	v_old private.runbook_rules;
	v_new private.runbook_rules;
begin
	v_district := private.locked_office();
	perform private.known_fields(rule, '{"id": {}, "days": {}, "required": {}, "students_only": {}, "evidence": {}, "kind": {},
		"title": {"label": "The title", "most": 160}, "hint": {"label": "The hint", "most": 1000}, "per": {"label": "For what", "most": 40},
		"owner": {"label": "The owner", "most": 40}}');
	if rule ->> 'id' is not null then
		select r.* into v_old from private.runbook_rules r where r.id::text = rule ->> 'id' and r.district_id = v_district.id;
		if v_old.id is null then
			perform private.fail(404, 'no_such_rule', 'There is no such step in the runbook. Nothing was saved.');
		elsif v_old.valid_until is not null then
			perform private.fail(409, 'changed_meanwhile', format('“%s” was changed in the meantime. Nothing of yours was saved.', v_old.title));
		end if;
	end if;
	v_new.title := trim(coalesce(rule ->> 'title', ''));
	v_new.hint := trim(coalesce(rule ->> 'hint', ''));
	if v_new.title = '' then
		perform private.fail(422, 'no_title', 'Say in a few words what is to be done. Nothing was saved.', '{"field": "title"}');
	elsif not coalesce(rule ->> 'per' in ('pilot', 'tool', 'data tool', 'contract tool'), false) then
		perform private.fail(422, 'unknown_choice', 'Choose whether it is one step, or one for each tool. Nothing was saved.', '{"field": "per"}');
	elsif not coalesce(rule ->> 'owner' in ('lead', 'sponsor', 'admin', 'evaluator', 'clerk'), false) then
		perform private.fail(422, 'unknown_choice', 'Choose whose step it is at first. Nothing was saved.', '{"field": "owner"}');
	elsif nullif(rule ->> 'kind', '') is not null and not (rule ->> 'kind') = any (enum_range(null::public.pilot_kind)::text[]) then
		perform private.fail(422, 'unknown_choice', 'Choose a kind of pilot of the list. Nothing was saved.', '{"field": "kind"}');
	elsif coalesce(jsonb_typeof(rule -> 'required'), '') <> 'boolean' or coalesce(jsonb_typeof(rule -> 'students_only'), '') <> 'boolean' then
		perform private.fail(422, 'unknown_choice', 'Say whether it is required, and whether it is only for where students take part. Nothing was saved.',
			'{"field": "required"}');
	end if;
	v_new.days := private.whole_of(rule ->> 'days', 'days', 0, 730, 'Give a number of days, at most 730.');
	v_new.evidence := private.check_choices(coalesce(rule -> 'evidence', '[]'), '{link,note}', 'evidence', 'Choose what shows that it is done.');
	if v_old.key = 'deletion_certificate' and not 'link' = any (v_new.evidence) then
		perform private.fail(422, 'no_evidence', 'A certificate of deletion is filed with a link. Nothing was saved.', '{"field": "evidence"}');
	end if;
	if v_old.id is not null then
		update private.runbook_rules r set valid_until = private.now() where r.id = v_old.id and r.district_id = v_old.district_id;
	end if;
	insert into private.runbook_rules as r (district_id, key, title, hint, per, days, owner, required, kind, students_only, evidence, position, made_by)
	values (v_district.id, coalesce(v_old.key, 'own:' || gen_random_uuid()), v_new.title, v_new.hint, rule ->> 'per', v_new.days, rule ->> 'owner',
		(rule ->> 'required')::boolean, nullif(rule ->> 'kind', '')::public.pilot_kind, (rule ->> 'students_only')::boolean, v_new.evidence,
		coalesce(v_old.position, (select coalesce(max(x.position), 0) + 1 from private.runbook_rules x where x.district_id = v_district.id)),
		private.person_id())
	returning r.* into v_new;
	perform private.note_activity(v_district.id, null, 'runbook_rules', v_new.id, case when v_old.id is null then 'added' else 'changed' end,
		jsonb_build_object('name', v_new.title));
	return v_new.id;
end $$;

create function public.save_runbook_rule(rule jsonb) returns uuid
language sql security invoker set search_path = ''
as $$ select private.save_runbook_rule(rule) $$;

-- Takes a step out of the district's runbook, from the next sunset on.
create function private.end_runbook_rule(rule uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_district public.districts := private.locked_office();
	v_old private.runbook_rules;
begin
	select r.* into v_old from private.runbook_rules r where r.id = rule and r.district_id = v_district.id;
	if v_old.id is null then
		perform private.fail(404, 'no_such_rule', 'There is no such step in the runbook. Nothing was changed.');
	elsif v_old.valid_until is not null then
		perform private.fail(409, 'changed_meanwhile', format('“%s” was changed in the meantime. Nothing was changed.', v_old.title));
	end if;
	update private.runbook_rules r set valid_until = private.now() where r.id = v_old.id and r.district_id = v_old.district_id;
	perform private.note_activity(v_district.id, null, 'runbook_rules', rule, 'removed', jsonb_build_object('name', v_old.title));
end $$;

create function public.end_runbook_rule(rule uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.end_runbook_rule(rule) $$;

grant execute on function private.save_runbook_rule, public.save_runbook_rule, private.end_runbook_rule, public.end_runbook_rule to authenticated;
