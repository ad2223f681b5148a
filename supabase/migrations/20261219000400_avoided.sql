-- What is not spent any more once a pilot is closed, and the thanks to its team.

-- What is not spent from now on: as somebody said it, with a source; before that as the record has it, with where each figure is from.
create function private.avoided_of(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_said private.runbooks := (select b from private.runbooks b where b.pilot_id = pilot.id);
	v_actual numeric;
	v_forecast numeric;
	v_licences int;
begin
	if v_said.avoided_at is not null then
		return jsonb_build_object('budget', v_said.avoided_budget, 'licences', v_said.avoided_licences, 'hours', v_said.avoided_hours,
			'source', v_said.avoided_source, 'by', (select p.name from public.people p where p.id = v_said.avoided_by), 'at', v_said.avoided_at,
			'budget_from', null, 'hours_from', null);
	end if;
	select f.amount into v_actual from private.forecasts f
	where f.pilot_id = pilot.id and f.about = 'cost' and f.actual and f.amount is not null order by f.made_at desc limit 1;
	select f.amount into v_forecast from private.forecasts f
	where f.pilot_id = pilot.id and f.about = 'cost' and not f.actual and f.amount is not null order by f.made_at desc limit 1;
	select sum(w.licences) into v_licences from private.waves w where w.pilot_id = pilot.id and w.started_at is not null;
	return jsonb_build_object('budget', coalesce(v_actual, pilot.budget_yearly, v_forecast), 'licences', v_licences,
		-- A school year has 36 weeks.
		'hours', pilot.staff_hours * 36,
		'source', '', 'by', null, 'at', null,
		'budget_from', case when v_actual is not null then 'actual' when pilot.budget_yearly is not null then 'budget' when v_forecast is not null then 'forecast' end,
		'hours_from', pilot.staff_hours);
end $$;

-- A figure of a form, or null where it was left empty.
create function private.figure_of(given text, field text, most numeric, whole boolean, sentence text) returns numeric
language plpgsql immutable security definer set search_path = ''
as $$
declare
	v_given text := replace(replace(trim(coalesce(given, '')), ',', ''), '$', '');
begin
	if v_given = '' then
		return null;
	elsif v_given !~ (case when whole then '^\d{1,9}$' else '^\d{1,10}(\.\d{1,2})?$' end) or v_given::numeric > most then
		perform private.fail(422, 'no_number', sentence || ' Nothing was saved.', jsonb_build_object('field', field));
	end if;
	return v_given::numeric;
end $$;

-- Says what is not spent from now on, and where one knows it from.
create function private.save_avoided(pilot uuid, fields jsonb) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_book private.runbooks := (select b from private.runbooks b where b.pilot_id = pilot);
	v_budget numeric;
	v_licences int;
	v_hours numeric;
	v_source text;
begin
	perform private.known_fields(fields, '{"seen": {}, "budget": {}, "licences": {}, "hours": {}, "source": {"label": "The source", "most": 1000}}');
	perform private.refuse_no_keeper(pilot, 'Nothing was saved.');
	if v_book.pilot_id is null then
		perform private.fail(409, 'not_now', 'What is not spent any more is said once a pilot is being sunset. Nothing was saved.');
	elsif coalesce(fields ->> 'seen', '') <> '' and fields ->> 'seen' <> v_book.revision::text then
		perform private.fail(409, 'changed_meanwhile', format('%s changed this in the meantime. Nothing of yours was saved.',
			coalesce((select p.name from public.people p where p.id = v_book.avoided_by), 'Somebody')));
	end if;
	v_budget := private.figure_of(fields ->> 'budget', 'budget', 1e9, false, 'Give dollars a year as a number, such as 24000.');
	v_licences := private.figure_of(fields ->> 'licences', 'licences', 1000000, true, 'Give a whole number of licences.');
	v_hours := private.figure_of(fields ->> 'hours', 'hours', 1e7, false, 'Give hours a year as a number.');
	if num_nulls(v_budget, v_licences, v_hours) = 3 then
		perform private.fail(422, 'no_number', 'Give at least one figure; 0 says that nothing is saved. Nothing was saved.', '{"field": "budget"}');
	end if;
	v_source := private.check_words(fields ->> 'source', 'source', 'Say where the figures are from, such as the invoice.', 'Nothing was saved.', 1000);
	update private.runbooks b set avoided_budget = v_budget, avoided_licences = v_licences, avoided_hours = v_hours, avoided_source = v_source,
		avoided_by = private.person_id(), avoided_at = private.now(), revision = b.revision + 1
	where b.pilot_id = v_pilot.id and b.district_id = v_pilot.district_id;
	insert into private.runbook_events (district_id, pilot_id, kind, words, figures, by)
	values (v_pilot.district_id, pilot, 'avoided', v_source, jsonb_build_object('budget', v_budget, 'licences', v_licences, 'hours', v_hours), private.person_id());
	perform private.note_activity(v_pilot.district_id, pilot, 'runbooks', pilot, 'said what is not spent');
end $$;

create function public.save_avoided(pilot uuid, fields jsonb) returns void
language sql security invoker set search_path = ''
as $$ select private.save_avoided(pilot, fields) $$;

-- Thanks the team by mail, once: everyone who is on it, and everyone who was since it was proposed.
create function private.thank_team(pilot uuid, words text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := (select p from public.pilots p where p.id = pilot);
	v_book private.runbooks;
begin
	update private.runbooks b set thanked_at = private.now(), thanks = case when trim(coalesce(words, '')) <> '' then trim(words) else b.thanks end,
		thanks_by = coalesce(private.person_id(), b.thanks_by)
	where b.pilot_id = thank_team.pilot and b.thanked_at is null returning b.* into v_book;
	if v_book.pilot_id is null then
		return;
	end if;
	perform private.queue_mail(format('sunset_thanks:%s:%s', v_pilot.id, p.id), v_pilot.district_id, p.id, p.email, 'sunset_thanks', jsonb_build_object(
		'pilot', v_pilot.id, 'title', v_pilot.title, 'by', (select x.name from public.people x where x.id = v_book.thanks_by),
		'words', v_book.thanks, 'lesson', v_pilot.lesson))
	from public.people p
	where p.district_id = v_pilot.district_id and p.active and p.email is not null and private.on_team_since_proposed(v_pilot.id, p.id);
	insert into private.runbook_events (district_id, pilot_id, kind, words, by)
	values (v_pilot.district_id, v_pilot.id, 'thanked', v_book.thanks, private.person_id());
	perform private.note_activity(v_pilot.district_id, v_pilot.id, 'runbooks', v_pilot.id, 'thanked the team');
end $$;

-- The words of thanks, by the sponsor or the AI office. They stay with the pilot; what was mailed before is not mailed again.
create function private.save_thanks(pilot uuid, words text) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
begin
	perform private.refuse_no_keeper(pilot, 'Nothing was saved.');
	if not exists (select 1 from private.runbooks b where b.pilot_id = v_pilot.id) then
		perform private.fail(409, 'not_now', 'A team is thanked once its pilot is being sunset. Nothing was saved.');
	end if;
	words := private.check_words(words, 'words', 'Write a line or two.', 'Nothing was saved.', 2000);
	update private.runbooks b set thanks = words, thanks_by = private.person_id() where b.pilot_id = v_pilot.id and b.district_id = v_pilot.district_id;
	insert into private.runbook_events (district_id, pilot_id, kind, words, by) values (v_pilot.district_id, v_pilot.id, 'thanked', words, private.person_id());
	perform private.note_activity(v_pilot.district_id, v_pilot.id, 'runbooks', v_pilot.id, 'wrote the thanks');
end $$;

create function public.save_thanks(pilot uuid, words text) returns void
language sql security invoker set search_path = ''
as $$ select private.save_thanks(pilot, words) $$;

-- Nobody is closed without thanks: who was not thanked by then is when it retires.
create function private.thank_on_retiring() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.thank_team(new.id, '');
	return null;
end $$;

create trigger thanks after update of stage on public.pilots
	for each row when (new.stage = 'retired' and old.stage <> 'retired') execute function private.thank_on_retiring();

-- What the district does not spend any more, over all pilots that it closed or is closing: dollars and hours a year, and licences.
create function private.avoided_so_far() returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_district uuid := private.district_id();
begin
	if v_district is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif private.is_outside() then
		perform private.fail(403, 'not_yours', 'This is for people of the district.');
	end if;
	return (
		select jsonb_build_object('pilots', count(*), 'closing', count(*) filter (where p.stage = 'sunset'),
			'budget', coalesce(sum((a.facts ->> 'budget')::numeric), 0), 'hours', coalesce(sum((a.facts ->> 'hours')::numeric), 0),
			'licences', coalesce(sum((a.facts ->> 'licences')::int), 0),
			'without', count(*) filter (where a.facts -> 'budget' = 'null' and a.facts -> 'hours' = 'null'))
		from public.pilots p cross join lateral (select private.avoided_of(p) as facts) a
		where p.district_id = v_district and p.stage in ('sunset', 'retired'));
end $$;

create function public.avoided_so_far() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.avoided_so_far() $$;

grant execute on function private.save_avoided, public.save_avoided, private.save_thanks, public.save_thanks, private.avoided_so_far, public.avoided_so_far
	to authenticated;
