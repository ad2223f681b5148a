-- After adoption a pilot is monitored on a cycle of months: one review for each due date, on the district's standard questions, by the
-- sponsor or the evaluator. A review that fails brings the pilot before the cabinet by itself.

create table private.monitoring_cycles (
	pilot_id uuid not null,
	district_id uuid not null references public.districts (id),
	every int not null check (every in (3, 6, 12)),
	chosen_by uuid,
	chosen_at timestamptz not null default private.now(),
	revision int not null default 1,
	primary key (pilot_id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (chosen_by, district_id) references public.people (id, district_id)
);
comment on table private.monitoring_cycles is 'How many months lie between two monitoring reviews of a pilot. The day of the next one is the pilot''s next_review.';
comment on column private.monitoring_cycles.revision is 'Rises with each choice and each review, so that a page that is out of date can be told.';

create table private.monitoring_sets (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	version int not null check (version > 0),
	questions jsonb not null,
	made_by uuid,
	made_at timestamptz not null default private.now(),
	primary key (id, district_id),
	unique (district_id, version),
	foreign key (made_by, district_id) references public.people (id, district_id)
);
comment on table private.monitoring_sets is 'The standard questions of a monitoring review, version after version; the latest is asked. Never changed.';
comment on column private.monitoring_sets.questions is 'In order: { key, words, help }. A key stays with a question while its words change.';

create table private.monitoring_reviews (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	set_id uuid not null,
	due_on date not null,
	verdict text not null check (verdict in ('fine', 'watch', 'fails')),
	words text not null check (length(trim(words)) between 1 and 4000),
	answers jsonb not null,
	facts jsonb not null,
	next_due date not null,
	done_by uuid not null,
	done_at timestamptz not null default private.now(),
	primary key (id, district_id),
	unique (pilot_id, due_on, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (set_id, district_id) references private.monitoring_sets (id, district_id),
	foreign key (done_by, district_id) references public.people (id, district_id)
);
comment on table private.monitoring_reviews is 'One monitoring review for each day on which one was due. Never changed.';
comment on column private.monitoring_reviews.facts is 'What the record said then: incidents and changes of tools since the last one, the agreement, the guardrails.';

create index on private.monitoring_cycles (chosen_by, district_id);
create index on private.monitoring_cycles (district_id);
create index on private.monitoring_sets (made_by, district_id);
create index on private.monitoring_reviews (pilot_id, district_id, due_on);
create index on private.monitoring_reviews (set_id, district_id);
create index on private.monitoring_reviews (done_by, district_id);
create index on private.monitoring_reviews (district_id);
create index on public.pilots (next_review) where stage = 'adopted';

create trigger kept before update or delete on private.monitoring_sets
	for each row execute function private.refuse_change();
create trigger kept before update or delete on private.monitoring_reviews
	for each row execute function private.refuse_change();

create function private.first_monitoring_questions() returns jsonb
language sql immutable set search_path = ''
as $$
	select '[
		{"key": "use", "words": "Is it still used as planned, by those it was meant for?", "help": "The use over the terms stands beside; say what explains it."},
		{"key": "guardrails", "words": "Do its guardrails hold?", "help": "Their state by the latest results stands beside."},
		{"key": "incidents", "words": "Were there complaints or incidents, and is each of them settled?", "help": "Those that were reported stand beside. Think of those that nobody reported."},
		{"key": "agreement", "words": "Is the agreement current, and does the vendor keep to it?", "help": "Changes of the tool since the last review stand beside."},
		{"key": "cost", "words": "Does it cost what was planned?", "help": "Licences, staff hours and anything that the budget line doesn''t show."},
		{"key": "equity", "words": "Do all groups and schools get the same out of it?", "help": "Who uses it less, who cannot, and why."}
	]'::jsonb
$$;

insert into private.monitoring_sets (district_id, version, questions)
select d.id, 1, private.first_monitoring_questions() from public.districts d;

create function private.furnish_monitoring() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.monitoring_sets (district_id, version, questions) values (new.id, 1, private.first_monitoring_questions());
	return null;
end $$;

create trigger furnish_monitoring after insert on public.districts
	for each row execute function private.furnish_monitoring();

create function private.monitoring_set(district uuid) returns private.monitoring_sets
language sql stable security definer set search_path = ''
as $$ select s from private.monitoring_sets s where s.district_id = district order by s.version desc limit 1 $$;

-- The standard questions as they stand, and their earlier versions: for everyone of the district.
create function private.monitoring_questions() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_district uuid := private.district_id();
	v_set private.monitoring_sets := private.monitoring_set(v_district);
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif private.is_outside() then
		perform private.fail(403, 'not_yours', 'What the district asks about adopted pilots is for its own people.');
	end if;
	return jsonb_build_object('version', v_set.version, 'questions', v_set.questions, 'versions', (
		select jsonb_agg(jsonb_build_object('version', s.version, 'made_at', s.made_at, 'made_by', p.name, 'questions', s.questions,
			'reviews', (select count(*) from private.monitoring_reviews r where r.set_id = s.id)) order by s.version desc)
		from private.monitoring_sets s left join public.people p on p.id = s.made_by where s.district_id = v_district));
end $$;

create function public.monitoring_questions() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.monitoring_questions() $$;

-- Keeps the standard questions as a version of their own: 1 to 12 of them, { key?, words, help }. `seen` is the version that the form shows.
-- Answers the version. Reviews that were done keep the questions that they answered.
create function private.save_monitoring_questions(questions jsonb, seen int) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_set private.monitoring_sets := private.monitoring_set(v_district);
	v_new jsonb := '[]';
	v_one record;
	v_words text;
	v_help text;
	v_key text;
	v_fresh int := 0;
begin
	if seen is distinct from v_set.version then
		perform private.fail(409, 'changed_meanwhile', format('%s changed the questions in the meantime. Nothing of yours was saved.',
			coalesce((select p.name from public.people p where p.id = v_set.made_by), 'Somebody')), jsonb_build_object('revision', v_set.version));
	elsif coalesce(jsonb_typeof(questions), '') <> 'array' then
		perform private.fail(400, 'no_questions', 'Questions are a list. Nothing was saved.');
	elsif jsonb_array_length(questions) not between 1 and 12 then
		perform private.fail(422, 'how_many', 'A monitoring review asks between 1 and 12 questions. Nothing was saved.', '{"field": "words-0"}');
	end if;
	for v_one in select q.value, q.ordinality - 1 as place from jsonb_array_elements(questions) with ordinality q loop
		perform private.known_fields(v_one.value, '{"key": {}, "words": {"label": "A question", "most": 300}, "help": {"label": "What helps to answer", "most": 500}}');
		v_words := trim(regexp_replace(coalesce(v_one.value ->> 'words', ''), '\s+', ' ', 'g'));
		v_help := trim(coalesce(v_one.value ->> 'help', ''));
		v_key := v_one.value ->> 'key';
		if v_words = '' then
			perform private.fail(422, 'no_words', 'A question needs words. Nothing was saved.', jsonb_build_object('field', 'words-' || v_one.place));
		elsif jsonb_path_exists(v_new, '$[*] ? (@.words == $words)', jsonb_build_object('words', v_words)) then
			perform private.fail(422, 'asked_twice', 'The same question is asked twice. Nothing was saved.', jsonb_build_object('field', 'words-' || v_one.place));
		end if;
		-- Only keys that were there before are kept: a new question gets one that none ever had.
		if v_key is null or not exists (
			select 1 from jsonb_array_elements(v_set.questions) q where q.value ->> 'key' = v_key)
			or jsonb_path_exists(v_new, '$[*] ? (@.key == $key)', jsonb_build_object('key', v_key)) then
			v_fresh := v_fresh + 1;
			v_key := format('v%s-%s', v_set.version + 1, v_fresh);
		end if;
		v_new := v_new || jsonb_build_array(jsonb_build_object('key', v_key, 'words', v_words, 'help', v_help));
	end loop;
	if v_new = v_set.questions then
		return v_set.version;
	end if;
	insert into private.monitoring_sets as s (district_id, version, questions, made_by)
	values (v_district, v_set.version + 1, v_new, private.person_id()) returning s.* into v_set;
	perform private.note_activity(v_district, null, 'monitoring_sets', v_set.id, 'changed the monitoring questions',
		jsonb_build_object('version', v_set.version, 'count', jsonb_array_length(v_new)));
	return v_set.version;
end $$;

create function public.save_monitoring_questions(questions jsonb, seen int) returns int
language sql security invoker set search_path = ''
as $$ select private.save_monitoring_questions(questions, seen) $$;

-- How often a pilot is monitored; a year where nobody chose. The revision of what is chosen and done so far.
create function private.monitoring_every(pilot uuid) returns int
language sql stable security definer set search_path = ''
as $$ select coalesce((select c.every from private.monitoring_cycles c where c.pilot_id = monitoring_every.pilot), 12) $$;
create function private.monitoring_revision(pilot uuid) returns int
language sql stable security definer set search_path = ''
as $$ select coalesce((select c.revision from private.monitoring_cycles c where c.pilot_id = monitoring_revision.pilot), 0) $$;

-- Refuses what was made on a page that shows an older cycle or fewer reviews than there are. Says who came before.
create function private.same_monitoring(pilot uuid, seen int) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_now int := private.monitoring_revision(pilot);
	v_last record;
begin
	if seen is distinct from v_now then
		select p.name, a.at into v_last from public.activity a left join public.people p on p.id = a.actor_id
		where a.pilot_id = same_monitoring.pilot and a.record in ('monitoring_cycles', 'monitoring_reviews') order by a.id desc limit 1;
		perform private.fail(409, 'changed_meanwhile', format('%s was here in the meantime: look at what is there now. Nothing of yours was saved.',
			coalesce(v_last.name, 'Somebody')), jsonb_build_object('by', v_last.name, 'at', v_last.at, 'revision', v_now));
	end if;
end $$;

-- Chooses how many months lie between two monitoring reviews: 3, 6 or 12, by the sponsor or the AI office. Before the adoption, and where
-- no day is set, the next review follows from it; one that is due stays due. `seen` is the revision that the form shows.
create function private.choose_monitoring(pilot uuid, every int, seen int) returns date
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_next date;
begin
	if not private.stays(v_me, v_pilot.district_id) then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district any more: ask the AI office. Nothing was saved.');
	elsif not private.parts(pilot, v_me, true) && array['sponsor', 'admin'] then
		perform private.fail(403, 'not_yours', 'The sponsor or the AI office chooses how often a pilot is monitored. Nothing was saved.');
	end if;
	perform private.refuse_kept_out(pilot, v_me, 'somebody else has to choose this. Nothing was saved.');
	if v_pilot.stage not in ('scaling', 'adopted') then
		perform private.fail(409, 'not_now', format('How often a pilot is monitored is chosen while it scales or is adopted; this one is in %s. Nothing was saved.', v_pilot.stage));
	elsif not coalesce(every in (3, 6, 12), false) then
		perform private.fail(422, 'no_cycle', 'Choose every 3, 6 or 12 months. Nothing was saved.', '{"field": "every"}');
	end if;
	perform private.same_monitoring(pilot, seen);
	v_next := case
		when v_pilot.stage = 'adopted' and v_pilot.next_review <= private.today() then v_pilot.next_review
		when v_pilot.stage = 'scaling' and v_pilot.next_review > private.today() then v_pilot.next_review
		else greatest(private.today() + 1, ((coalesce(
			(select max(r.due_on) from private.monitoring_reviews r where r.pilot_id = v_pilot.id and v_pilot.stage = 'adopted' and r.done_at >= v_pilot.stage_since),
			case when v_pilot.stage = 'adopted' then (v_pilot.stage_since at time zone 'UTC')::date end, private.today()))
			+ make_interval(months => every))::date) end;
	insert into private.monitoring_cycles as c (pilot_id, district_id, every, chosen_by)
	values (v_pilot.id, v_pilot.district_id, choose_monitoring.every, v_me)
	on conflict on constraint monitoring_cycles_pkey do update set every = excluded.every, chosen_by = excluded.chosen_by,
		chosen_at = private.now(), revision = c.revision + 1;
	update public.pilots p set next_review = v_next where p.id = v_pilot.id;
	perform private.note_activity(v_pilot.district_id, pilot, 'monitoring_cycles', pilot, 'chose how often it is monitored',
		jsonb_build_object('every', every, 'next_review', v_next));
	return v_next;
end $$;

create function public.choose_monitoring(pilot uuid, every int, seen int) returns date
language sql security invoker set search_path = ''
as $$ select private.choose_monitoring(pilot, every, seen) $$;

-- What happened to a pilot since a moment, that a monitoring review looks at: incidents by kind and severity, never in their words, and
-- which fields of its tools changed.
create function private.monitoring_since(pilot uuid, since timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	return jsonb_build_object(
		'incidents', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'kind', d.kind, 'severity', d.severity, 'state', d.state,
				'occurred_on', i.occurred_on) order by i.reported_at desc), '[]')
			from private.incident_pilots l join public.incidents i on i.id = l.incident_id join private.incident_details d on d.incident_id = i.id
			where l.pilot_id = monitoring_since.pilot and i.reported_at >= since and d.state <> 'joined'),
		'tools', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'fields', to_jsonb(c.fields), 'at', c.at) order by c.id desc), '[]')
			from private.pilot_tools l join private.tools t on t.id = l.tool_id join private.tool_changes c on c.tool_id = t.id
			where l.pilot_id = monitoring_since.pilot and l.unlinked_at is null and c.at >= since));
end $$;

-- From when on the next review looks: the last one, or the adoption.
create function private.monitored_since(pilot public.pilots) returns timestamptz
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	return greatest(
		(select max(r.done_at) from private.monitoring_reviews r where r.pilot_id = pilot.id),
		case when pilot.stage = 'adopted' then pilot.stage_since else
			(select max(c.at) from public.stage_changes c where c.pilot_id = pilot.id and c.to_stage = 'adopted') end);
end $$;

-- Does the monitoring review that is due: an answer to each question ({ key: { state: 'fine' | 'watch' | 'problem', note } }), a verdict and
-- words. Its day may be 30 days ahead. `seen` is the revision that the form shows. A verdict of fails brings the pilot before the cabinet.
-- Answers the day of the next one.
create function private.do_monitoring_review(pilot uuid, answers jsonb, verdict text, words text, seen int) returns date
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_set private.monitoring_sets := private.monitoring_set(v_pilot.district_id);
	v_question record;
	v_answers jsonb := '[]';
	v_one jsonb;
	v_words text;
	v_next date;
	v_id uuid;
	c_undone constant text := 'Nothing was saved.';
begin
	if not private.stays(v_me, v_pilot.district_id) then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district any more: ask the AI office. ' || c_undone);
	elsif not private.parts(pilot, v_me, true) && array['sponsor', 'evaluator'] then
		perform private.fail(403, 'not_yours', 'The sponsor or the evaluator does a monitoring review. ' || c_undone);
	end if;
	perform private.refuse_kept_out(pilot, v_me, 'somebody else has to review it. ' || c_undone);
	if v_pilot.stage <> 'adopted' then
		perform private.fail(409, 'not_now', format('Adopted pilots are monitored, and this one is in %s. ', v_pilot.stage) || c_undone);
	end if;
	perform private.same_monitoring(pilot, seen);
	if v_pilot.next_review is null then
		perform private.fail(409, 'no_day', 'No day is set for its next review: choose first how often it is monitored. ' || c_undone);
	elsif v_pilot.next_review > private.today() + 30 then
		perform private.fail(409, 'too_early', format('Its next review is due on %s, and is done in the 30 days before. ', v_pilot.next_review) || c_undone,
			jsonb_build_object('due_on', v_pilot.next_review));
	elsif coalesce(jsonb_typeof(answers), '') <> 'object' then
		perform private.fail(400, 'no_answers', 'Answers are an object by the keys of the questions. ' || c_undone);
	end if;
	select k into v_words from jsonb_object_keys(answers) k
	where not exists (select 1 from jsonb_array_elements(v_set.questions) q where q.value ->> 'key' = k);
	if v_words is not null then
		perform private.fail(409, 'other_questions', 'The district asks other questions by now. Answer those that are there. ' || c_undone);
	end if;
	for v_question in select q.value ->> 'key' as key, q.value ->> 'words' as words from jsonb_array_elements(v_set.questions) q loop
		v_one := answers -> v_question.key;
		if not coalesce(v_one ->> 'state' in ('fine', 'watch', 'problem'), false) then
			perform private.fail(422, 'no_answer', format('“%s” has no answer yet. ', v_question.words) || c_undone,
				jsonb_build_object('field', 'state-' || v_question.key));
		elsif length(coalesce(v_one ->> 'note', '')) > 2000 then
			perform private.fail(422, 'too_long', 'An answer can have 2000 characters. ' || c_undone, jsonb_build_object('field', 'note-' || v_question.key));
		elsif v_one ->> 'state' <> 'fine' and trim(coalesce(v_one ->> 'note', '')) = '' then
			perform private.fail(422, 'no_reason', 'Say in words what is to be watched, or wrong. ' || c_undone,
				jsonb_build_object('field', 'note-' || v_question.key));
		end if;
		v_answers := v_answers || jsonb_build_array(jsonb_build_object('key', v_question.key, 'question', v_question.words,
			'state', v_one ->> 'state', 'note', trim(coalesce(v_one ->> 'note', ''))));
	end loop;
	if not coalesce(verdict in ('fine', 'watch', 'fails'), false) then
		perform private.fail(422, 'no_verdict', 'Choose a verdict: fine, watch or fails. ' || c_undone, '{"field": "verdict"}');
	elsif verdict = 'fine' and jsonb_path_exists(v_answers, '$[*] ? (@.state == "problem")') then
		perform private.fail(422, 'not_fine', 'An answer says that something is wrong, so the verdict is watch or fails. ' || c_undone, '{"field": "verdict"}');
	end if;
	v_words := private.check_words(words, 'words', 'Say in a few sentences how it stands.', c_undone);
	v_next := (v_pilot.next_review + make_interval(months => private.monitoring_every(pilot)))::date;
	if v_next <= private.today() then
		v_next := (private.today() + make_interval(months => private.monitoring_every(pilot)))::date;
	end if;
	insert into private.monitoring_reviews as r (district_id, pilot_id, set_id, due_on, verdict, words, answers, facts, next_due, done_by)
	values (v_pilot.district_id, v_pilot.id, v_set.id, v_pilot.next_review, do_monitoring_review.verdict, v_words, v_answers,
		private.monitoring_since(v_pilot.id, private.monitored_since(v_pilot)) || jsonb_build_object(
			'agreement', private.agreements_current(v_pilot),
			'guardrails', (select w.guardrails from private.wave_readings w where w.pilot_id = v_pilot.id)),
		v_next, v_me)
	returning r.id into v_id;
	insert into private.monitoring_cycles as c (pilot_id, district_id, every) values (v_pilot.id, v_pilot.district_id, 12)
	on conflict on constraint monitoring_cycles_pkey do update set revision = c.revision + 1;
	update public.pilots p set next_review = v_next where p.id = v_pilot.id;
	perform private.note_activity(v_pilot.district_id, pilot, 'monitoring_reviews', v_id, 'did a monitoring review',
		jsonb_build_object('verdict', verdict, 'due_on', v_pilot.next_review, 'next_review', v_next));
	if verdict = 'fails' then
		v_pilot.next_review := v_next;
		perform private.back_to_decision(v_pilot, 'A monitoring review failed: ' || case when length(v_words) > 1900 then left(v_words, 1899) || '…' else v_words end);
	end if;
	return v_next;
end $$;

create function public.do_monitoring_review(pilot uuid, answers jsonb, verdict text, words text, seen int) returns date
language sql security invoker set search_path = ''
as $$ select private.do_monitoring_review(pilot, answers, verdict, words, seen) $$;

-- Everything on the page of a pilot's monitoring: the cycle, what is asked, what came since, and each review that was done.
create function private.monitoring(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[] := private.parts(pilot, v_me);
	v_cycle private.monitoring_cycles;
	v_set private.monitoring_sets := private.monitoring_set(v_pilot.district_id);
	v_since timestamptz := private.monitored_since(v_pilot);
begin
	select c.* into v_cycle from private.monitoring_cycles c where c.pilot_id = v_pilot.id;
	return jsonb_build_object(
		'every', v_cycle.every, 'revision', coalesce(v_cycle.revision, 0), 'chosen_at', v_cycle.chosen_at,
		'chosen_by', (select p.name from public.people p where p.id = v_cycle.chosen_by),
		'next_review', v_pilot.next_review,
		'adopted_on', (select (max(c.at) at time zone 'UTC')::date from public.stage_changes c where c.pilot_id = v_pilot.id and c.to_stage = 'adopted'),
		'may', jsonb_build_object(
			'choose', v_pilot.stage in ('scaling', 'adopted') and v_parts && array['sponsor', 'admin'],
			'review', v_pilot.stage = 'adopted' and v_parts && array['sponsor', 'evaluator'],
			'now', coalesce(v_pilot.stage = 'adopted' and v_pilot.next_review <= private.today() + 30, false)),
		'questions', v_set.questions,
		'since', v_since,
		'came', case when v_since is not null then private.monitoring_since(v_pilot.id, v_since) end,
		'agreement', private.agreements_current(v_pilot),
		'cost', jsonb_build_object('yearly', v_pilot.budget_yearly, 'line', v_pilot.operating_budget, 'owner', v_pilot.operating_owner),
		-- The evidence as it stood when the cabinet last said scale, as everyone in the district may see it.
		'decided', (select jsonb_build_object('at', d.decided_at, 'evidence', private.decision_shown(d, v_pilot)) from public.decisions d
			where d.pilot_id = v_pilot.id and d.outcome = 'scale' order by d.decided_at desc limit 1),
		'reviews', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'due_on', r.due_on, 'verdict', r.verdict, 'words', r.words,
				'answers', r.answers, 'facts', r.facts, 'next_due', r.next_due, 'done_by', p.name, 'done_at', r.done_at) order by r.due_on desc), '[]')
			from private.monitoring_reviews r join public.people p on p.id = r.done_by where r.pilot_id = v_pilot.id));
end $$;

create function public.monitoring(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.monitoring(pilot) $$;

-- What a pilot's page shows of its monitoring: null before it scales.
create function private.monitoring_of(pilot public.pilots, me uuid, parts text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if pilot.stage not in ('scaling', 'adopted') and not exists (
		select 1 from private.monitoring_reviews r where r.pilot_id = pilot.id) then
		return null;
	end if;
	return jsonb_build_object(
		'every', (select c.every from private.monitoring_cycles c where c.pilot_id = pilot.id),
		'next_review', pilot.next_review,
		'may_choose', pilot.stage in ('scaling', 'adopted') and parts && array['sponsor', 'admin'],
		'may_review', pilot.stage = 'adopted' and parts && array['sponsor', 'evaluator'] and pilot.next_review <= private.today() + 30,
		'done', (select count(*) from private.monitoring_reviews r where r.pilot_id = pilot.id),
		'last', (select jsonb_build_object('verdict', r.verdict, 'due_on', r.due_on, 'done_at', r.done_at, 'done_by', p.name)
			from private.monitoring_reviews r join public.people p on p.id = r.done_by
			where r.pilot_id = pilot.id order by r.due_on desc limit 1),
		'guardrails', (select r.guardrails from private.wave_readings r where r.pilot_id = pilot.id));
end $$;

-- Adopting asks for a cycle, and for a first review ahead.
create function private.criterion_monitoring(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_every int := (select c.every from private.monitoring_cycles c where c.pilot_id = pilot.id);
begin
	return jsonb_build_object('met', v_every is not null and coalesce(pilot.next_review > private.today(), false), 'every', v_every,
		'date', pilot.next_review);
end $$;

insert into private.notice_rules (record, verb, act, audience, immediate, mail_to) values
	('monitoring_reviews', 'did a monitoring review', null, '{lead,assignments,admins}', false, null),
	('monitoring_cycles', 'chose how often it is monitored', null, '{lead,assignments}', false, null);

grant execute on function private.monitoring_questions, public.monitoring_questions, private.save_monitoring_questions,
	public.save_monitoring_questions, private.choose_monitoring, public.choose_monitoring, private.do_monitoring_review,
	public.do_monitoring_review, private.monitoring, public.monitoring to authenticated;
