-- A proposal answers each guiding principle in a sentence; whoever reviews or triages marks the answers; and whoever sends a pilot back,
-- declines, refuses or decides on it may name the principle that it was for.

create table private.principle_answers (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	principle_id uuid not null,
	version int not null,
	answer text not null check (length(answer) <= 1000),
	first boolean not null,
	answered_by uuid not null,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (principle_id, district_id) references private.principles (id, district_id) on delete cascade,
	foreign key (answered_by, district_id) references public.people (id, district_id)
);
comment on table private.principle_answers is 'Every answer of a pilot to a principle; the last one counts, and an empty one takes back. Never changed.';
comment on column private.principle_answers.version is 'The version of the principle that it answers.';
comment on column private.principle_answers.first is 'Whether it is the first of its pilot, so that pilots are counted by an index.';

create table private.principle_marks (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	principle_id uuid not null,
	answer_id bigint not null,
	mark text not null check (mark in ('convincing', 'needs work', 'not convincing')),
	note text not null default '' check (length(note) <= 1000),
	marked_by uuid not null,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (principle_id, district_id) references private.principles (id, district_id) on delete cascade,
	foreign key (answer_id, district_id) references private.principle_answers (id, district_id) on delete cascade,
	foreign key (marked_by, district_id) references public.people (id, district_id)
);
comment on table private.principle_marks is 'What whoever reviews says of an answer; the last one of each person counts, and stays with the answer that it was for. Never changed.';

create table private.principle_citations (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	principle_id uuid not null,
	version int not null,
	act text not null check (act in ('rework', 'shelve', 'decline', 'refusal', 'decision')),
	acted_at timestamptz not null,
	note text not null check (length(trim(note)) between 1 and 1000),
	cited_by uuid not null,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	unique (pilot_id, principle_id, act, acted_at, cited_by),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (principle_id, district_id) references private.principles (id, district_id) on delete cascade,
	foreign key (cited_by, district_id) references public.people (id, district_id)
);
comment on table private.principle_citations is 'For which principle somebody sent a pilot back, shelved, declined, refused or decided on it. Never changed.';

create index on private.principle_answers (pilot_id, district_id);
create index on private.principle_answers (principle_id, district_id) where first;
create index on private.principle_answers (principle_id, district_id);
create index on private.principle_answers (answered_by, district_id);
create index on private.principle_answers (district_id);
create index on private.principle_marks (pilot_id, district_id);
create index on private.principle_marks (principle_id, district_id);
create index on private.principle_marks (answer_id, district_id);
create index on private.principle_marks (marked_by, district_id);
create index on private.principle_marks (district_id);
create index on private.principle_citations (pilot_id, district_id);
create index on private.principle_citations (principle_id, district_id);
create index on private.principle_citations (cited_by, district_id);
create index on private.principle_citations (district_id, acted_at);

create trigger kept before update or delete on private.principle_answers for each row execute function private.refuse_change();
create trigger kept before update or delete on private.principle_marks for each row execute function private.refuse_change();
create trigger kept before update or delete on private.principle_citations for each row execute function private.refuse_change();

-- The answers of a pilot that count: the last to each principle that is not empty.
create function private.principle_answers_of(pilot uuid) returns setof private.principle_answers
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	return query
	select a.* from private.principle_answers a
	where a.pilot_id = principle_answers_of.pilot and a.answer <> '' and not exists (
		select 1 from private.principle_answers b where b.pilot_id = a.pilot_id and b.principle_id = a.principle_id and b.id > a.id);
end $$;

-- Saves what a proposal answers: [{ principle, answer }]. `seen` is the number of the last answer that the form knew, 0 for none.
create function private.answer_principles(pilot uuid, answers jsonb, seen bigint) returns jsonb
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_last private.principle_answers;
	v_before private.principle_answers;
	v_principle private.principles;
	v_text text;
	v_one jsonb;
	v_by text;
	v_changed text[] := '{}';
begin
	if not 'team' = any (private.parts(pilot, v_me)) then
		perform private.fail(403, 'not_on_team', 'Only the team answers the guiding principles for its proposal. Nothing was saved.');
	elsif v_pilot.stage not in ('draft', 'proposed', 'vetting') then
		perform private.fail(409, 'not_now', format('The principles are answered until launch; this pilot is in %s. Nothing was saved.', v_pilot.stage));
	elsif jsonb_typeof(answers) is distinct from 'array' or jsonb_array_length(answers) > 100 then
		perform private.fail(400, 'no_list', 'Send the answers as a list. Nothing was saved.');
	end if;
	select a.* into v_last from private.principle_answers a where a.pilot_id = v_pilot.id order by a.id desc limit 1;
	if coalesce(v_last.id, 0) is distinct from seen then
		select p.name into v_by from public.people p where p.id = v_last.answered_by;
		perform private.fail(409, 'changed_meanwhile', format('%s saved answers in the meantime. Nothing of yours was saved.', coalesce(v_by, 'Somebody')),
			jsonb_build_object('by', v_by, 'at', v_last.at, 'seen', v_last.id));
	end if;
	for v_one in select value from jsonb_array_elements(answers) loop
		v_text := trim(coalesce(v_one ->> 'answer', ''));
		select p.* into v_principle from private.principles p
		where p.id = (v_one ->> 'principle')::uuid and p.district_id = v_pilot.district_id and p.retired_at is null;
		if not found then
			perform private.fail(422, 'no_such_principle', 'One of these is no guiding principle of the district, or not any more. Nothing was saved.');
		elsif length(v_text) > 1000 then
			perform private.fail(422, 'too_long', format('An answer can have 1000 characters and this one has %s. Nothing was saved.', length(v_text)),
				jsonb_build_object('field', v_principle.id));
		end if;
		select a.* into v_before from private.principle_answers a where a.pilot_id = v_pilot.id and a.principle_id = v_principle.id order by a.id desc limit 1;
		-- The same words again still say that they answer the text of today.
		continue when v_text = coalesce(v_before.answer, '')
			and (v_text = '' or v_before.version = (private.principle_now(v_principle.id)).version);
		if v_text = '' and v_pilot.stage <> 'draft' then
			perform private.fail(409, 'frozen', 'What was answered is not taken back once the proposal is submitted: change the words instead. Nothing was saved.',
				jsonb_build_object('field', v_principle.id));
		end if;
		insert into private.principle_answers (district_id, pilot_id, principle_id, version, answer, first, answered_by)
		values (v_pilot.district_id, v_pilot.id, v_principle.id, (private.principle_now(v_principle.id)).version, v_text, v_before.id is null, v_me)
		returning * into v_last;
		v_changed := v_changed || v_principle.code;
	end loop;
	if v_changed <> '{}' then
		perform private.note_activity(v_pilot.district_id, pilot, 'principle_answers', null, 'answered the principles', jsonb_build_object('codes', v_changed));
	end if;
	return jsonb_build_object('seen', coalesce(v_last.id, 0), 'changed', to_jsonb(v_changed));
end $$;

create function public.answer_principles(pilot uuid, answers jsonb, seen bigint default 0) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.answer_principles(pilot, answers, seen) $$;

-- Says what one thinks of an answer. It stays with that answer: a later one shows it as of an earlier answer.
create function private.mark_answer(pilot uuid, answer bigint, mark text, note text) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_note text := trim(coalesce(note, ''));
	v_answer private.principle_answers;
begin
	perform private.refuse_kept_out(pilot, v_me, 'others mark its answers. Nothing was saved.');
	if not private.parts(pilot, v_me) && array['reviewer', 'sponsor', 'admin'] then
		perform private.fail(403, 'not_yours', 'Reviewers, the sponsor and the AI office mark answers. Nothing was saved.');
	elsif v_pilot.stage not in ('draft', 'proposed', 'vetting') then
		perform private.fail(409, 'not_now', format('Answers are marked until launch; this pilot is in %s. Nothing was saved.', v_pilot.stage));
	elsif mark is null or mark not in ('convincing', 'needs work', 'not convincing') then
		perform private.fail(422, 'no_mark', 'Choose convincing, needs work or not convincing. Nothing was saved.', '{"field": "mark"}');
	elsif mark <> 'convincing' and v_note = '' then
		perform private.fail(422, 'no_note', 'Say what is missing, so that the team can answer it. Nothing was saved.', '{"field": "note"}');
	elsif length(v_note) > 1000 then
		perform private.fail(422, 'too_long', format('A note can have 1000 characters and this one has %s. Nothing was saved.', length(v_note)), '{"field": "note"}');
	end if;
	select a.* into v_answer from private.principle_answers a where a.id = mark_answer.answer and a.pilot_id = v_pilot.id;
	if not found then
		perform private.fail(404, 'no_such_answer', 'This pilot has no such answer. Nothing was saved.');
	elsif not exists (select 1 from private.principle_answers_of(v_pilot.id) a where a.id = v_answer.id) then
		perform private.fail(409, 'changed_meanwhile', 'The team changed this answer in the meantime: read it again. Nothing was saved.');
	end if;
	insert into private.principle_marks (district_id, pilot_id, principle_id, answer_id, mark, note, marked_by)
	values (v_pilot.district_id, v_pilot.id, v_answer.principle_id, v_answer.id, mark_answer.mark, v_note, v_me);
	perform private.note_activity(v_pilot.district_id, pilot, 'principle_answers', v_answer.principle_id, 'marked an answer',
		jsonb_build_object('mark', mark, 'code', (select p.code from private.principles p where p.id = v_answer.principle_id)));
end $$;

create function public.mark_answer(pilot uuid, answer bigint, mark text, note text default '') returns void
language sql security invoker set search_path = ''
as $$ select private.mark_answer(pilot, answer, mark, note) $$;

-- What somebody did to a pilot in the last fourteen days for which they may name a principle, each act's latest.
create function private.citable(pilot public.pilots, me uuid) returns table (act text, acted_at timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_from timestamptz := private.now() - interval '14 days';
begin
	if private.kept_out(pilot.id, me) then
		return;
	end if;
	return query
	select x.act, max(x.at) from (
		select a.facts ->> 'act' as act, a.at from public.activity a
		where a.pilot_id = pilot.id and a.record = 'stage_changes' and a.verb = 'moved' and a.actor_id = me and a.at > v_from
			and a.facts ->> 'act' in ('rework', 'shelve', 'decline')
		union all
		select 'refusal', a.at from public.activity a
		where a.pilot_id = pilot.id and a.record = 'reviews' and a.verb = 'reviewed' and a.actor_id = me and a.at > v_from
			and a.facts ->> 'state' = 'refused'
		union all
		-- A decision is the cabinet's: whoever sits in it and isn't kept out.
		select 'decision', d.decided_at from public.decisions d
		where d.pilot_id = pilot.id and d.decided_at > v_from and (d.decided_by = me or 'cabinet' = any (private.parts(pilot.id, me)))
	) x group by x.act;
end $$;

-- Names the principle for which the caller sent a pilot back, shelved, declined, refused or decided on it.
create function private.cite_principle(pilot uuid, principle uuid, act text, note text) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_note text := trim(coalesce(note, ''));
	v_principle private.principles;
	v_acted timestamptz;
begin
	perform private.refuse_kept_out(pilot, v_me, 'others say for which principle it was judged. Nothing was saved.');
	if act is null or act not in ('rework', 'shelve', 'decline', 'refusal', 'decision') then
		perform private.fail(422, 'no_act', 'Choose the act that the principle led to. Nothing was saved.', '{"field": "act"}');
	end if;
	select c.acted_at into v_acted from private.citable(v_pilot, v_me) c where c.act = cite_principle.act;
	if v_acted is null then
		perform private.fail(403, 'not_yours', 'A principle is named by whoever did that act, within fourteen days. Nothing was saved.');
	elsif v_note = '' then
		perform private.fail(422, 'no_note', 'Say in a sentence what the principle changed. Nothing was saved.', '{"field": "note"}');
	elsif length(v_note) > 1000 then
		perform private.fail(422, 'too_long', format('That can have 1000 characters and has %s. Nothing was saved.', length(v_note)), '{"field": "note"}');
	end if;
	select p.* into v_principle from private.principles p where p.id = principle and p.district_id = v_pilot.district_id;
	if not found then
		perform private.fail(422, 'no_such_principle', 'That is no guiding principle of the district. Nothing was saved.', '{"field": "principle"}');
	end if;
	insert into private.principle_citations (district_id, pilot_id, principle_id, version, act, acted_at, note, cited_by)
	values (v_pilot.district_id, v_pilot.id, v_principle.id, (private.principle_now(v_principle.id)).version, act, v_acted, v_note, v_me)
	on conflict do nothing;
	if not found then
		perform private.fail(409, 'cited', 'You named this principle for that already. Nothing was saved.', '{"field": "principle"}');
	end if;
	perform private.note_activity(v_pilot.district_id, pilot, 'principle_citations', v_principle.id, 'named a principle',
		jsonb_build_object('act', act, 'code', v_principle.code));
end $$;

create function public.cite_principle(pilot uuid, principle uuid, act text, note text) returns void
language sql security invoker set search_path = ''
as $$ select private.cite_principle(pilot, principle, act, note) $$;

grant execute on function private.answer_principles, public.answer_principles, private.mark_answer, public.mark_answer,
	private.cite_principle, public.cite_principle to authenticated;

insert into private.notice_rules (record, verb, act, audience, immediate) values
	('principle_answers', 'answered the principles', null, '{}', false),
	('principle_answers', 'marked an answer', null, '{team}', false),
	('principle_citations', 'named a principle', null, '{team}', false);

-- Met when each principle that is asked of it has a sentence; how it is marked is for people to weigh, not for the gate.
create function private.criterion_principles(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select jsonb_build_object('met', count(*) filter (where not coalesce(length(a.answer) >= 10, false)) = 0, 'asked', count(*),
			'answered', count(*) filter (where length(a.answer) >= 10),
			'missing', coalesce(jsonb_agg(jsonb_build_object('code', p.code, 'title', (private.principle_now(p.id)).title) order by p.position, p.code)
				filter (where not coalesce(length(a.answer) >= 10, false)), '[]'),
			'marks', (select coalesce(jsonb_object_agg(m.mark, m.times), '{}') from (
				select x.mark, count(*) as times from (
					select distinct on (k.answer_id, k.marked_by) k.mark from private.principle_marks k
					where k.pilot_id = pilot.id and k.answer_id in (select b.id from private.principle_answers_of(pilot.id) b)
					order by k.answer_id, k.marked_by, k.id desc) x
				group by x.mark) m))
		from private.principles p left join private.principle_answers_of(pilot.id) a on a.principle_id = p.id
		where p.district_id = pilot.district_id and p.retired_at is null and p.asked_since <= pilot.stage_since);
end $$;

update public.criteria set how = 'automatic', signers = '{}' where act = 'triage' and criterion = 'principles';
update public.gate_rules set signed_by = '{}' where act = 'triage' and criterion = 'principles';
