-- Completions: people report their own, the AI office records anyone's, confirms what was reported, and corrects with a reason.

-- A day on which something was completed: not in the future, nor before anybody took such a course.
create function private.check_completed(completed_on date, nothing text) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	if completed_on is null or completed_on < '2000-01-01' then
		perform private.fail(422, 'no_date', 'Say on which day it was completed. ' || nothing, jsonb_build_object('field', 'completed_on'));
	elsif completed_on > private.today() then
		perform private.fail(422, 'future', format('%s has not come yet: enter the day on which it was completed. %s', to_char(completed_on, 'FMMonth FMDD, YYYY'), nothing),
			jsonb_build_object('field', 'completed_on'));
	end if;
end $$;

-- Refuses an admin who would say of somebody on their own team, before its launch, that they are trained: that is the team's gate.
create function private.refuse_own_team(people uuid[], nothing text) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	if exists (
		select 1 from public.team_members a
		join public.pilots l on l.id = a.pilot_id and l.stage in ('proposed', 'vetting')
		join public.team_members b on b.pilot_id = l.id and b.left_at is null
		where a.person_id = private.person_id() and a.left_at is null and b.person_id <> a.person_id and b.person_id = any (refuse_own_team.people)) then
		perform private.fail(403, 'separation_of_duties',
			'You are together on the team of a pilot that waits to be launched: another person of the AI office does this, or they report it themselves. ' || nothing);
	end if;
end $$;

-- Records that somebody completed a module: oneself (person null or oneself), or the AI office anyone of the district. The same day twice is
-- known already, and changes nothing. Answers { id, did: recorded | known }.
create function private.record_completion(module uuid, person uuid, completed_on date, evidence text default '') returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_person uuid := coalesce(record_completion.person, v_me);
	v_own boolean := v_person = v_me;
	v_evidence text := trim(coalesce(evidence, ''));
	v_module private.training_modules;
	v_id uuid;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif not v_own then
		perform private.require_admin();
		perform private.refuse_own_team(array[v_person], 'Nothing was saved.');
	end if;
	-- One after another for each person, so that the same click twice is one completion.
	perform 1 from public.people p where p.id = v_person and p.district_id = v_district and p.active for no key update;
	if not found then
		perform private.fail(404, 'no_such_person', 'There is no such active person in your district. Nothing was saved.');
	end if;
	select m.* into v_module from private.training_modules m where m.id = module and m.district_id = v_district;
	if not found then
		perform private.fail(404, 'no_such_module', 'There is no such module in your district. Nothing was saved.');
	end if;
	perform private.check_completed(record_completion.completed_on, 'Nothing was saved.');
	if v_evidence not similar to '(https?://[^[:space:]]+)?' or length(v_evidence) > 500 then
		perform private.fail(422, 'no_link', 'Evidence is a link that begins with https:// or http://, without spaces and at most 500 characters long. Nothing was saved.',
			jsonb_build_object('field', 'evidence'));
	end if;
	select c.id into v_id from private.training_completions c
	where c.person_id = v_person and c.module_id = v_module.id and c.completed_on = record_completion.completed_on
		and (c.source <> 'self-reported' or v_own)
		and not exists (select 1 from private.training_completions r where r.replaces = c.id) limit 1;
	if found then
		return jsonb_build_object('id', v_id, 'did', 'known');
	end if;
	insert into private.training_completions (district_id, person_id, module_id, completed_on, source, evidence, recorded_by)
	values (v_district, v_person, v_module.id, record_completion.completed_on, case when v_own then 'self-reported' else 'recorded' end, v_evidence, v_me)
	returning id into v_id;
	return jsonb_build_object('id', v_id, 'did', 'recorded');
end $$;

create function public.record_completion(module uuid, person uuid, completed_on date, evidence text default '') returns jsonb
language sql security invoker set search_path = ''
as $$ select private.record_completion(module, person, completed_on, evidence) $$;

-- Corrects the day of a completion, or without a day takes it back: by the AI office, or by oneself what one reported of oneself.
create function private.correct_completion(completion uuid, completed_on date, reason text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_old private.training_completions;
	v_reason text := trim(coalesce(reason, ''));
	v_id uuid;
begin
	select c.* into v_old from private.training_completions c where c.id = completion and c.district_id = private.district_id();
	if not found or not (v_old.person_id = v_me or private.has_role(v_me, 'admin')) then
		perform private.fail(404, 'no_such_completion', 'There is no such completion. Nothing was changed.');
	elsif v_old.person_id = v_me and v_old.source <> 'self-reported' then
		perform private.fail(403, 'not_yours', 'You did not report this completion yourself: another person of the AI office corrects it. Nothing was changed.');
	end if;
	if v_old.person_id <> v_me then
		perform private.refuse_own_team(array[v_old.person_id], 'Nothing was changed.');
	end if;
	if v_reason = '' then
		perform private.fail(422, 'no_reason', 'Say why it is corrected: the reason stays with it. Nothing was changed.', jsonb_build_object('field', 'reason'));
	elsif length(v_reason) > 500 then
		perform private.fail(422, 'too_long', format('A reason can have 500 characters and this one has %s. Nothing was changed.', length(v_reason)),
			jsonb_build_object('field', 'reason'));
	end if;
	perform 1 from public.people p where p.id = v_old.person_id and p.district_id = v_old.district_id for no key update;
	if v_old.completed_on is null or exists (select 1 from private.training_completions r where r.replaces = v_old.id) then
		perform private.fail(409, 'stale', 'This completion was corrected already: look at it again. Nothing was changed.');
	end if;
	if correct_completion.completed_on is not null then
		perform private.check_completed(correct_completion.completed_on, 'Nothing was changed.');
		if correct_completion.completed_on = v_old.completed_on then
			perform private.fail(422, 'same', 'That is the day that it has already. Nothing was changed.', jsonb_build_object('field', 'completed_on'));
		end if;
	end if;
	insert into private.training_completions (district_id, person_id, module_id, completed_on, source, evidence, replaces, reason, recorded_by)
	values (v_old.district_id, v_old.person_id, v_old.module_id, correct_completion.completed_on,
		case when v_old.person_id = v_me then 'self-reported' else 'recorded' end, v_old.evidence, v_old.id, v_reason, v_me)
	returning id into v_id;
	return v_id;
end $$;

create function public.correct_completion(completion uuid, completed_on date, reason text) returns uuid
language sql security invoker set search_path = ''
as $$ select private.correct_completion(completion, completed_on, reason) $$;

-- What was reported by somebody, and stands: neither corrected nor confirmed.
create function private.reported_completions(district uuid) returns setof private.training_completions
language sql stable security definer set search_path = ''
as $$
	select c.* from private.training_completions c
	where c.district_id = district and c.source = 'self-reported' and c.completed_on is not null
		and not exists (select 1 from private.training_completions r where r.replaces = c.id)
$$;

-- The AI office has seen that these were really completed. Nobody confirms their own. Answers how many.
create function private.confirm_completions(completions uuid[]) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_me uuid := private.person_id();
	v_confirmed int;
begin
	if coalesce(cardinality(completions), 0) not between 1 and 500 then
		perform private.fail(422, 'none', 'Choose between 1 and 500 completions to confirm. Nothing was changed.');
	elsif exists (select 1 from private.training_completions c where c.id = any (completions) and c.person_id = v_me) then
		perform private.fail(403, 'not_yours', 'Nobody confirms their own training: another person of the AI office does. Nothing was changed.');
	elsif (select count(distinct c.id) from private.reported_completions(v_district) c where c.id = any (completions))
		<> (select count(distinct x) from unnest(completions) x) then
		perform private.fail(409, 'stale', 'One of them was confirmed or corrected in the meantime: look at the list again. Nothing was changed.');
	end if;
	perform private.refuse_own_team(array(select c.person_id from private.reported_completions(v_district) c where c.id = any (completions)), 'Nothing was changed.');
	insert into private.training_completions (district_id, person_id, module_id, completed_on, source, evidence, replaces, reason, recorded_by)
	select c.district_id, c.person_id, c.module_id, c.completed_on, 'recorded', c.evidence, c.id, 'Confirmed.', v_me
	from private.reported_completions(v_district) c where c.id = any (completions);
	get diagnostics v_confirmed = row_count;
	return v_confirmed;
end $$;

create function public.confirm_completions(completions uuid[]) returns int
language sql security invoker set search_path = ''
as $$ select private.confirm_completions(completions) $$;

-- The training of the caller; of somebody else, for the AI office: what they need and why, all modules with how they stand, and what is
-- known of them. null where they never expire.
create function private.training_page(person uuid default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_today date := private.today();
	v_person public.people;
	v_tier int;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif coalesce(training_page.person, v_me) <> v_me then
		perform private.require_admin('Nothing is shown.');
	end if;
	v_person := private.person_of_mine(coalesce(training_page.person, v_me));
	v_tier := coalesce((select max(n.tier) from private.training_needs_of(v_person.id, v_district) n), 0);
	return jsonb_build_object(
		'person', jsonb_build_object('id', v_person.id, 'name', v_person.name, 'self', v_person.id = v_me, 'active', v_person.active),
		'today', v_today,
		'tier', v_tier,
		'reasons', (select coalesce(jsonb_agg(jsonb_build_object('who', x.who, 'tier', x.tier, 'pilots', x.pilots) order by x.tier desc, x.who), '[]') from (
			select n.who, n.tier, coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'title', l.title) order by l.title) filter (where l.id is not null), '[]') as pilots
			from private.training_needs_of(v_person.id, v_district) n left join public.pilots l on l.id = n.pilot_id
			group by n.who, n.tier) x),
		'modules', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'code', m.code, 'title', m.title, 'link', m.link, 'minutes', m.minutes,
				'about', m.about, 'tier', m.tier, 'valid_months', m.valid_months, 'self_report_counts', m.self_report_counts,
				'retired', m.retired_at is not null, 'asked', m.retired_at is null and m.tier <= v_tier,
				'completed_on', c.completed_on, 'expires_on', nullif(c.expires_on, 'infinity'),
				'reported_on', (select max(r.completed_on) from private.training_completions r
					where r.person_id = v_person.id and r.module_id = m.id and r.source = 'self-reported' and not m.self_report_counts
						and r.completed_on > coalesce(c.completed_on, '-infinity')
						and not exists (select 1 from private.training_completions o where o.replaces = r.id)))
				order by m.tier, m.code), '[]')
			from private.training_modules m
			left join private.training_current c on c.module_id = m.id and c.person_id = v_person.id
			where m.district_id = v_district and (m.retired_at is null or c.module_id is not null)),
		'completions', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'module', m.title, 'completed_on', c.completed_on, 'source', c.source,
				'evidence', c.evidence, 'reason', c.reason, 'recorded_by', b.name, 'recorded_at', c.recorded_at,
				'was', (select o.completed_on from private.training_completions o where o.id = c.replaces),
				'stands', c.completed_on is not null and not exists (select 1 from private.training_completions r where r.replaces = c.id))
				order by c.recorded_at desc, c.id), '[]')
			from (select x.* from private.training_completions x where x.person_id = v_person.id and x.district_id = v_district
				order by x.recorded_at desc limit 200) c
			join private.training_modules m on m.id = c.module_id
			join public.people b on b.id = c.recorded_by),
		'may', jsonb_build_object('office', private.has_role(v_me, 'admin'), 'coverage', private.reads_coverage(v_me)));
end $$;

create function public.training_page(person uuid default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.training_page(person) $$;

-- Who reads how trained the district is: the AI office, the cabinet and reviewers, not people from outside.
create function private.reads_coverage(person uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select 1 from public.person_roles r where r.person_id = person and r.role in ('admin', 'cabinet', 'reviewer'))
		and not private.is_outside()
$$;

-- What the AI office keeps: all modules, the rules, what waits to be confirmed, and who is still unknown.
create function private.training_office() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_district uuid;
	v_me uuid := private.require_admin('Nothing is shown.');
begin
	v_district := private.district_id();
	return jsonb_build_object(
		'modules', (select coalesce(jsonb_agg(to_jsonb(m) - 'district_id' - 'created_at' - 'retired_at' || jsonb_build_object('retired', m.retired_at is not null)
				order by m.tier, m.code), '[]')
			from private.training_modules m where m.district_id = v_district),
		'rules', (select jsonb_object_agg(r.who, r.tier) from private.training_rules r where r.district_id = v_district),
		'revision', (select max(r.revision) from private.training_rules r where r.district_id = v_district),
		'reported', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'person', p.name, 'person_id', p.id, 'module', m.title, 'completed_on', c.completed_on,
				'evidence', c.evidence, 'counts', m.self_report_counts, 'own', p.id = v_me) order by m.self_report_counts, c.recorded_at, c.id), '[]')
			from (select x.* from private.reported_completions(v_district) x join private.training_modules k on k.id = x.module_id
				order by k.self_report_counts, x.recorded_at, x.id limit 100) c
			join public.people p on p.id = c.person_id join private.training_modules m on m.id = c.module_id),
		'reported_in_all', (select count(*) from private.reported_completions(v_district)),
		'unknown_in_all', (select count(*) from private.unknown_completions u where u.district_id = v_district and u.taken_at is null),
		'unknown', (select coalesce(jsonb_agg(jsonb_build_object('email', u.email, 'name', u.name, 'modules', u.modules) order by u.email), '[]') from (
			select x.email, max(x.name) as name, count(*) as modules from private.unknown_completions x
			where x.district_id = v_district and x.taken_at is null group by x.email order by x.email limit 50) u));
end $$;

create function public.training_office() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.training_office() $$;

grant execute on function private.record_completion, public.record_completion, private.correct_completion, public.correct_completion,
	private.confirm_completions, public.confirm_completions, private.training_page, public.training_page, private.training_office,
	public.training_office to authenticated;
