-- What educators say of a pilot: a short survey with a fixed rubric, in rounds. Answers are kept as sums and never as anybody's:
-- what somebody answered is added to the counts of their site, and beside them stands only that they answered, so that nobody
-- answers twice. When a round closes, what may be told of it is worked out once and kept; counts and names are deleted.

create table private.feedback_rounds (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	rubric smallint not null default 1 check (rubric = 1),
	period text not null check (period ~ '^[[:alnum:]][[:alnum:] ./–-]{0,39}$'),
	minimum int not null check (minimum >= 5),
	opened_by uuid not null,
	opened_at timestamptz not null default private.now(),
	closes_on date not null,
	closed_at timestamptz,
	asked int,
	told jsonb,
	primary key (id, district_id),
	unique (pilot_id, district_id, period),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (opened_by, district_id) references public.people (id, district_id),
	check (closed_at is not null or told is null)
);
comment on table private.feedback_rounds is 'Rounds of the survey of educators. Open through closes_on, or until somebody closes it before.';
comment on column private.feedback_rounds.rubric is 'Which version of the statements was asked; their words are the page''s.';
comment on column private.feedback_rounds.minimum is 'The district''s minimum group when it was opened: what people were promised. A lower one later does not count for it.';
comment on column private.feedback_rounds.asked is 'How many people were asked, as of its closing.';
comment on column private.feedback_rounds.told is 'What may be told of its answers, kept when it closed; null where fewer than the minimum answered.';
create unique index on private.feedback_rounds (pilot_id, district_id) where closed_at is null;
create index on private.feedback_rounds (opened_by, district_id);
create index on private.feedback_rounds (district_id);
create index on private.feedback_rounds (district_id, closes_on) where closed_at is null;

create table private.feedback_given (
	round_id uuid not null,
	district_id uuid not null references public.districts (id),
	person_id uuid not null,
	primary key (round_id, district_id, person_id),
	foreign key (round_id, district_id) references private.feedback_rounds (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id) on delete cascade
);
comment on table private.feedback_given is 'Who answered in a round that is open: not when, and not what. Deleted when it closes.';
create index on private.feedback_given (person_id, district_id);
create index on private.feedback_given (district_id);

create table private.feedback_tallies (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	round_id uuid not null,
	site_id uuid,
	answers int not null default 0,
	counts jsonb not null,
	minutes int not null default 0,
	primary key (id, district_id),
	unique nulls not distinct (round_id, district_id, site_id),
	foreign key (round_id, district_id) references private.feedback_rounds (id, district_id) on delete cascade,
	foreign key (site_id, district_id) references public.sites (id, district_id)
);
comment on table private.feedback_tallies is 'The answers of an open round, added up by site, with a row for everywhere else. Deleted when it closes.';
comment on column private.feedback_tallies.counts is 'By question, how often each of its answers was given. One row holds all, so that no single count shows which answer was the last.';
create index on private.feedback_tallies (site_id, district_id);
create index on private.feedback_tallies (district_id);

-- The rubric as keys: each statement from 1, strongly disagree, to 5, strongly agree.
create function private.feedback_statements() returns text[]
language sql immutable set search_path = ''
as $$ select '{works,easy,fits,saves,helps,safe,keep}'::text[] $$;

create function private.feedback_uses() returns text[]
language sql immutable set search_path = ''
as $$ select '{never,less than weekly,weekly,most days,daily}'::text[] $$;

-- Who is asked about a pilot: its team, and the staff of its sites. Not its evaluator, who measures it; not whoever stays out of it.
create function private.asked_for_feedback(pilot uuid) returns setof uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select p.id from public.pilots l join public.people p on p.district_id = l.district_id and p.active and not p.outside
	where l.id = pilot
		and (p.id in (select t.person_id from public.team_members t where t.pilot_id = l.id and t.left_at is null)
			or p.site_id in (select s.site_id from public.pilot_sites s where s.pilot_id = l.id))
		and p.id not in (
			select a.person_id from public.assignments a where a.pilot_id = l.id and a.role = 'evaluator' and a.until is null
			union all select r.person_id from public.recusals r where r.pilot_id = l.id);
end $$;

-- What somebody is to a round: 'asked'; 'volunteer', whose site nobody knows and who may answer if they used the tool; or why not:
-- 'outside', 'evaluator', 'recused', 'elsewhere'.
create function private.feedback_standing(pilot uuid, person uuid) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_person public.people;
begin
	select p.* into v_person from public.people p where p.id = person;
	return case
		when v_person.outside then 'outside'
		when exists (select 1 from public.assignments a
			where a.pilot_id = pilot and a.person_id = person and a.role = 'evaluator' and a.until is null) then 'evaluator'
		when exists (select 1 from public.recusals r where r.pilot_id = pilot and r.person_id = person) then 'recused'
		when person in (select t.person_id from public.team_members t where t.pilot_id = pilot and t.left_at is null)
			or v_person.site_id in (select s.site_id from public.pilot_sites s where s.pilot_id = pilot) then 'asked'
		when v_person.site_id is null then 'volunteer'
		else 'elsewhere' end;
end $$;

-- How many people must have answered before anything is told: as many as was promised, or more where the district asks more by now.
create function private.feedback_minimum(round private.feedback_rounds) returns int
language plpgsql stable security definer set search_path = ''
as $$
begin
	return greatest(round.minimum, (select d.minimum_group from public.districts d where d.id = round.district_id));
end $$;

-- Closes a round for good: keeps what may be told of it, and deletes who answered and the counts. Its pilot is locked.
create function private.end_feedback(round uuid, at timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_round private.feedback_rounds;
begin
	select r.* into v_round from private.feedback_rounds r where r.id = round and r.closed_at is null for update;
	if not found then
		return;
	end if;
	update private.feedback_rounds r set closed_at = at, told = private.feedback_told(round, private.feedback_minimum(v_round)),
		asked = (select count(*) from private.asked_for_feedback(v_round.pilot_id))
	where r.id = round;
	delete from private.feedback_given g where g.round_id = round;
	delete from private.feedback_tallies t where t.round_id = round;
	perform private.note_activity(v_round.district_id, v_round.pilot_id, 'feedback_rounds', round, 'closed feedback',
		jsonb_build_object('period', v_round.period));
end $$;

-- Opens a round of a running pilot. Answers its id.
create function private.open_feedback(pilot uuid, period text, closes_on date) returns uuid
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_period text := btrim(coalesce(period, ''));
	v_open private.feedback_rounds;
	v_again date := private.feedback_again(pilot);
	v_id uuid := gen_random_uuid();
begin
	if not private.parts(pilot, private.person_id()) && array['lead', 'data collector', 'evaluator'] then
		perform private.fail(403, 'not_yours', 'The lead, the data collector and the evaluator of a pilot ask its educators. Nothing was opened.');
	elsif v_pilot.stage not in ('experiment', 'scaling', 'adopted') then
		perform private.fail(409, 'not_now', format('Educators are asked while a pilot runs, and this one is in %s. Nothing was opened.', v_pilot.stage));
	elsif v_period !~ '^[[:alnum:]][[:alnum:] ./–-]{0,39}$' then
		perform private.fail(422, 'no_label', 'The period is a short label, such as Spring 2026. Nothing was opened.');
	elsif closes_on is null or closes_on <= private.today() or closes_on > private.today() + 60 then
		perform private.fail(422, 'no_day', 'A round closes tomorrow at the earliest, and within 60 days. Nothing was opened.');
	end if;
	select r.* into v_open from private.feedback_rounds r where r.pilot_id = v_pilot.id and r.closed_at is null;
	if v_open.closes_on >= private.today() then
		perform private.fail(409, 'already_open', format('The round “%s” is open, and a pilot has one at a time. Nothing was opened.', v_open.period));
	elsif v_again > private.today() then
		perform private.fail(409, 'too_soon', 'The last round closed less than four weeks ago: what changed between two so near to each other could tell what one person answered. Nothing was opened.',
			jsonb_build_object('from', v_again));
	elsif exists (select 1 from private.feedback_rounds r where r.pilot_id = v_pilot.id and lower(r.period) = lower(v_period)) then
		perform private.fail(409, 'twice', format('There was a round “%s” already: give this one another name. Nothing was opened.', v_period));
	end if;
	if v_open.id is not null then
		perform private.end_feedback(v_open.id, (v_open.closes_on + 1)::timestamp at time zone 'UTC');
	end if;
	insert into private.feedback_rounds (id, district_id, pilot_id, period, minimum, opened_by, closes_on)
	select v_id, v_pilot.district_id, v_pilot.id, v_period, d.minimum_group, private.person_id(), open_feedback.closes_on
	from public.districts d where d.id = v_pilot.district_id;
	insert into private.feedback_tallies (district_id, round_id, site_id, counts)
	select v_pilot.district_id, v_id, s.site_id, private.no_feedback()
	from (select x.site_id from public.pilot_sites x where x.pilot_id = v_pilot.id union all select null) s;
	perform private.note_activity(v_pilot.district_id, v_pilot.id, 'feedback_rounds', v_id, 'asked for feedback',
		jsonb_build_object('period', v_period, 'closes_on', closes_on));
	return v_id;
end $$;

create function public.open_feedback(pilot uuid, period text, closes_on date) returns uuid
language sql security invoker set search_path = ''
as $$ select private.open_feedback(pilot, period, closes_on) $$;

-- Closes a round before its day: for whoever opened it, and the pilot's evaluator.
create function private.close_feedback(pilot uuid, round uuid) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_round private.feedback_rounds;
begin
	select r.* into v_round from private.feedback_rounds r where r.id = round and r.pilot_id = v_pilot.id;
	if not found then
		perform private.fail(404, 'no_such_round', 'This pilot has no such round. Nothing was closed.');
	elsif v_round.opened_by <> v_me and not 'evaluator' = any (private.parts(pilot, v_me)) then
		perform private.fail(403, 'not_yours', 'A round is closed by whoever opened it, or by the evaluator of the pilot. Nothing was closed.');
	elsif v_round.closed_at is not null then
		perform private.fail(409, 'closed', format('The round “%s” is closed already.', v_round.period));
	end if;
	perform private.end_feedback(round, least(private.now(), (v_round.closes_on + 1)::timestamp at time zone 'UTC'));
end $$;

create function public.close_feedback(pilot uuid, round uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.close_feedback(pilot, round) $$;

-- The counts of a round in which nobody answered yet.
create function private.no_feedback() returns jsonb
language sql immutable set search_path = ''
as $$
	select jsonb_object_agg(s, '[0,0,0,0,0]'::jsonb) || '{"use": [0,0,0,0,0], "minutes": [0,0,0]}'
	from unnest(private.feedback_statements()) s
$$;

-- Which answer of each question was given, counted from 1. Refuses everything but one answer to each question of the rubric.
create function private.read_feedback(answers jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
	v_known text[] := private.feedback_statements() || array['use', 'minutes'];
	v_minutes numeric;
	v_wrong text;
begin
	if coalesce(jsonb_typeof(answers), '') <> 'object' then
		perform private.fail(422, 'incomplete', 'Answers are an object with one answer for each question. Nothing was saved.');
	end if;
	select k into v_wrong from jsonb_object_keys(answers) k where k <> all (v_known) limit 1;
	if v_wrong is not null then
		perform private.fail(400, 'unknown_field', format('The survey has no question %s. Nothing was saved.', v_wrong));
	end if;
	select s into v_wrong from unnest(v_known) s where coalesce(jsonb_typeof(answers -> s), 'null') = 'null' limit 1;
	if v_wrong is not null then
		perform private.fail(422, 'incomplete', 'Answer every question: it takes two minutes. Nothing was saved.', jsonb_build_object('question', v_wrong));
	end if;
	select s into v_wrong from unnest(private.feedback_statements()) s where answers -> s not in ('1', '2', '3', '4', '5') limit 1;
	if v_wrong is not null then
		perform private.fail(422, 'no_answer', 'Each statement is answered from 1, strongly disagree, to 5, strongly agree. Nothing was saved.',
			jsonb_build_object('question', v_wrong));
	elsif jsonb_typeof(answers -> 'use') <> 'string' or answers ->> 'use' <> all (private.feedback_uses()) then
		perform private.fail(422, 'no_answer', 'Say how often you used it: never, less than weekly, weekly, most days or daily. Nothing was saved.',
			jsonb_build_object('question', 'use'));
	elsif jsonb_typeof(answers -> 'minutes') <> 'number' then
		perform private.fail(422, 'no_answer', 'Minutes are a whole number. Nothing was saved.', jsonb_build_object('question', 'minutes'));
	end if;
	v_minutes := (answers ->> 'minutes')::numeric;
	if v_minutes <> trunc(v_minutes) or abs(v_minutes) > 600 then
		perform private.fail(422, 'no_answer', 'Minutes saved in a week are a whole number from -600 to 600; lost ones are below 0. Nothing was saved.',
			jsonb_build_object('question', 'minutes'));
	end if;
	return answers || jsonb_build_object('use', array_position(private.feedback_uses(), answers ->> 'use'), 'minutes', sign(v_minutes) + 2);
end $$;

-- Takes the caller's answers into the counts of a round. No line of activity, no time and no name goes with them.
create function private.answer_feedback(pilot uuid, round uuid, answers jsonb) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_standing text := private.feedback_standing(pilot, v_me);
	v_round private.feedback_rounds;
	v_given jsonb;
	v_site uuid;
begin
	if v_standing not in ('asked', 'volunteer') then
		perform private.fail(403, 'not_asked', case v_standing
			when 'evaluator' then 'You evaluate this pilot, and so do not answer about it.'
			when 'recused' then 'You recused yourself from this pilot, and so do not answer about it.'
			when 'outside' then 'Only staff of the district are asked.'
			else 'The staff of this pilot''s sites and its team are asked, and you are at another site.' end || ' Nothing was saved.',
			jsonb_build_object('why', v_standing));
	end if;
	-- One answer after the other, and none while it closes.
	select r.* into v_round from private.feedback_rounds r where r.id = round and r.pilot_id = v_pilot.id for no key update;
	if not found then
		perform private.fail(404, 'no_such_round', 'This pilot has no such round. Nothing was saved.');
	elsif v_round.closed_at is not null or v_round.closes_on < private.today() then
		perform private.fail(409, 'closed', format('The round “%s” is closed, and takes no more answers. Nothing was saved.', v_round.period));
	elsif exists (select 1 from private.feedback_given g where g.round_id = round and g.person_id = v_me) then
		perform private.fail(409, 'answered_already', 'You answered in this round already. Answers are kept without names, so yours cannot be changed. Nothing was saved.');
	end if;
	v_given := private.read_feedback(answers);
	if v_standing = 'volunteer' and v_given -> 'use' = '1' then
		perform private.fail(422, 'not_used', 'Your site is not known here, so your answers count if you used the tool. Nothing was saved.',
			jsonb_build_object('question', 'use'));
	end if;
	insert into private.feedback_given (round_id, district_id, person_id) values (v_round.id, v_round.district_id, v_me);
	select t.site_id into v_site from private.feedback_tallies t join public.people p on p.site_id = t.site_id
	where t.round_id = v_round.id and p.id = v_me;
	update private.feedback_tallies t set answers = t.answers + 1, minutes = t.minutes + (answer_feedback.answers ->> 'minutes')::numeric::int,
		counts = (
			select jsonb_object_agg(q.key, (
				select jsonb_agg(c.many::int + (c.place = (v_given ->> q.key)::numeric)::int order by c.place)
				from jsonb_array_elements(q.value) with ordinality c (many, place)))
			from jsonb_each(t.counts) q)
	where t.round_id = v_round.id and t.site_id is not distinct from v_site;
end $$;

create function public.answer_feedback(pilot uuid, round uuid, answers jsonb) returns void
language sql security invoker set search_path = ''
as $$ select private.answer_feedback(pilot, round, answers) $$;

grant execute on function private.open_feedback, private.close_feedback, private.answer_feedback to authenticated;
grant execute on function public.open_feedback, public.close_feedback, public.answer_feedback to authenticated;
