-- What reviewers answer: each answer as it was typed, never edited, superseded by the next. A review keeps the version of the questions
-- that it was asked with, and is signed once they are answered. What was answered of a tool is offered to the next pilot with that tool.

alter table public.reviews
	add column asked_at timestamptz,
	add column asked_again boolean not null default false,
	add column questions_version int;
comment on column public.reviews.asked_at is 'Since when it is asked for. Answers that are older were given to an earlier review.';
comment on column public.reviews.asked_again is 'Decided before, and opened again since, in whichever stage the pilot is.';
comment on column public.reviews.questions_version is 'Of the questions of its specialty; null for reviews from before there were any.';

create table private.review_answers (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	specialty public.specialty not null,
	version int not null,
	question text not null,
	answer text not null check (length(answer) <= 2000),
	note text not null default '' check (length(note) <= 2000),
	link text not null default '' check (length(link) <= 500 and (link = '' or link ~* '^https?://[^[:space:]]+$')),
	taken_from bigint,
	by uuid not null,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (by, district_id) references public.people (id, district_id)
);
comment on table private.review_answers is 'Each answer to a question of a review, the latest counts. Never changed.';
comment on column private.review_answers.taken_from is 'The answer that was given of the same tool before, in whichever pilot, and that this one repeats.';

create index on private.review_answers (pilot_id, district_id);
create index on private.review_answers (by, district_id);
create index on private.review_answers (district_id, pilot_id, specialty, question, id);

create trigger kept before update or delete on private.review_answers
	for each row execute function private.refuse_change();

-- Whoever asks for a review, it asks the questions that are the newest then; and again where a decided one is opened again.
create function private.ask_newest_questions() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	new.asked_at := private.now();
	new.questions_version := private.newest_questions(new.district_id, new.specialty);
	new.asked_again := tg_op = 'UPDATE';
	return new;
end $$;

create trigger asks_questions before insert on public.reviews
	for each row when (new.questions_version is null) execute function private.ask_newest_questions();
create trigger asks_questions_again before update of state on public.reviews
	for each row when (new.state = 'asked' and old.state <> 'asked') execute function private.ask_newest_questions();

-- The answers that count for a review: the latest to each question, since it is asked for.
create function private.answers_of(review public.reviews)
returns table (question text, id bigint, answer text, note text, link text, taken_from bigint, by uuid, at timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select distinct on (a.question) a.question, a.id, a.answer, a.note, a.link, a.taken_from, a.by, a.at
	from private.review_answers a
	where a.district_id = review.district_id and a.pilot_id = review.pilot_id and a.specialty = review.specialty
		and a.version = review.questions_version and a.at >= review.asked_at
	order by a.question, a.id desc;
end $$;

-- The questions of a review with its answers, and what is missing before it is signed.
create function private.asked_of(review public.reviews)
returns table (place int, key text, question jsonb, answer text, note text, link text, taken_from bigint, by uuid, at timestamptz,
	missing text, concern boolean)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select q.place, q.key, q.question, a.answer, a.note, a.link, a.taken_from, a.by, a.at,
		case
			when trim(coalesce(a.answer, '')) = '' then case when (q.question ->> 'required')::boolean then 'answer' end
			when q.question -> 'note_on' ? a.answer and trim(a.note) = '' then 'note'
			when q.question -> 'link_on' ? a.answer and trim(a.link) = '' then 'link' end,
		coalesce(a.answer = q.question ->> 'concern', false)
	from private.questions_of(review.district_id, review.specialty, review.questions_version,
		(select p.risk_tier from public.pilots p where p.id = review.pilot_id)) q
	left join private.answers_of(review) a on a.question = q.key
	order by q.place;
end $$;

-- What was answered to the same question before, of a tool that this pilot uses too, in a review that was signed; or in an earlier round
-- of this one. Where the question reads otherwise now, nothing is offered. Older than a year is old; than the tool's last change, outdated.
create function private.offered_answers(review public.reviews)
returns table (question text, id bigint, answer text, note text, link text, by uuid, at timestamptz, pilot uuid, tool text, old boolean,
	outdated boolean)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_outside boolean := private.is_outside();
	v_mine uuid[] := case when v_outside then array(select private.my_pilots()) end;
begin
	return query
	with shared as (
		select o.pilot_id, o.tool_id from private.pilot_tools h
		join private.pilot_tools o on o.tool_id = h.tool_id and o.district_id = h.district_id
		where h.pilot_id = review.pilot_id and h.unlinked_at is null
	), found as (
		select distinct on (a.question) a.*
		from private.review_answers a join public.reviews r on r.pilot_id = a.pilot_id and r.specialty = a.specialty
		where a.district_id = review.district_id and a.specialty = review.specialty
			and ((a.pilot_id <> review.pilot_id and r.state = 'signed' and a.version = r.questions_version and a.at >= r.asked_at
					and a.pilot_id in (select s.pilot_id from shared s) and (not v_outside or a.pilot_id = any (v_mine)))
				or (a.pilot_id = review.pilot_id and a.at < review.asked_at))
		order by a.question, a.at desc, a.id desc
	)
	select f.question, f.id, f.answer, f.note, f.link, f.by, f.at, f.pilot_id, t.names, f.at < private.now() - interval '12 months',
		exists (select 1 from private.tool_changes c where c.tool_id = any (t.ids) and c.at > f.at)
	from found f
	join private.questions_of(review.district_id, review.specialty, review.questions_version,
		(select p.risk_tier from public.pilots p where p.id = review.pilot_id)) q on q.key = f.question
	cross join lateral (
		select string_agg(o.name, ', ' order by o.name) as names, array_agg(o.id) as ids
		from shared s join private.tools o on o.id = s.tool_id where s.pilot_id = f.pilot_id) t
	where trim(f.answer) <> '' and q.question ->> 'text' = (
		select x ->> 'text' from private.question_sets s cross join jsonb_array_elements(s.questions) x
		where s.district_id = review.district_id and s.specialty = review.specialty and s.version = f.version and x ->> 'key' = f.question);
end $$;

-- Refuses whoever does not review this specialty of this pilot now, and answers the review.
create function private.reviewing(pilot public.pilots, specialty public.specialty, nothing text) returns public.reviews
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_review public.reviews;
begin
	if coalesce(not specialty::text = any (private.parts(pilot.id, v_me, true)), true) then
		perform private.fail(403, 'not_yours', format('Only a reviewer for %s signs this review. %s', specialty, nothing));
	end if;
	perform private.refuse_kept_out(pilot.id, v_me, 'somebody else has to review it. ' || nothing);
	select r.* into v_review from public.reviews r where r.pilot_id = pilot.id and r.specialty = reviewing.specialty;
	-- One that is opened again is signed wherever the pilot is by then.
	if not private.review_open(pilot.id, specialty) then
		perform private.fail(409, 'not_now', format('Reviews are signed while a pilot is in vetting; this one is in %s. %s', pilot.stage, nothing));
	end if;
	return v_review;
end $$;

-- Refuses whoever decided another review of this pilot, where one person decides one, and a review that is not open to the caller.
create function private.refuse_other_review(review public.reviews, pilot uuid, specialty public.specialty, nothing text) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	if not (select d.one_signs_several from public.districts d where d.id = private.district_id()) and exists (
		select 1 from public.reviews r where r.pilot_id = refuse_other_review.pilot and r.reviewer_id = v_me
			and r.specialty <> refuse_other_review.specialty) then
		perform private.fail(409, 'signed_another',
			'You decided another review of this pilot, and in this district one person decides one. ' || nothing);
	elsif review.id is null or (review.state <> 'asked' and review.reviewer_id is distinct from v_me) then
		perform private.fail(409, 'not_asked', 'This review is not asked for, or a colleague decided it already. ' || nothing);
	end if;
end $$;

-- Writes the answers that differ from those that are there: { question, answer, note, link }, or { question, take: id } for one that is
-- offered. `seen` is when the last answer that the page shows was given.
create function private.write_answers(review public.reviews, answers jsonb, seen timestamptz) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_last record;
	v_one record;
	v_written int;
begin
	if coalesce(jsonb_typeof(answers), '') <> 'array' or jsonb_array_length(answers) > 60 then
		perform private.fail(400, 'no_answers', 'Answers are a list. Nothing was saved.');
	end if;
	select a.at, p.name into v_last from private.answers_of(review) a join public.people p on p.id = a.by order by a.id desc limit 1;
	if v_last.at is distinct from seen then
		perform private.fail(409, 'changed_meanwhile', format('%s answered in the meantime. Nothing of yours was saved.',
			coalesce(v_last.name, 'Somebody')), jsonb_build_object('by', v_last.name, 'at', v_last.at));
	end if;
	for v_one in
		select x.given ->> 'question' as key, q.question, x.given, o.id as offered,
			case when x.given ? 'take' then o.answer else coalesce(x.given ->> 'answer', '') end as answer,
			case when x.given ? 'take' then o.note else coalesce(x.given ->> 'note', '') end as note,
			case when x.given ? 'take' then o.link else trim(coalesce(x.given ->> 'link', '')) end as link
		from jsonb_array_elements(answers) x (given)
		left join private.asked_of(review) q on q.key = x.given ->> 'question'
		left join private.offered_answers(review) o on o.question = x.given ->> 'question' and o.id::text = x.given ->> 'take'
	loop
		if v_one.question is null then
			perform private.fail(422, 'no_such_question', format('This review does not ask “%s”. Nothing was saved.', left(v_one.key, 60)));
		elsif v_one.given ? 'take' and v_one.offered is null then
			perform private.fail(409, 'not_offered', 'That answer is not on offer any more. Nothing was saved.', jsonb_build_object('field', v_one.key));
		elsif v_one.question ->> 'kind' = 'choice' and v_one.answer not in ('', 'yes', 'no', 'not applicable') then
			perform private.fail(422, 'wrong_answer', format('“%s” is answered by yes, no or not applicable. Nothing was saved.', v_one.question ->> 'text'),
				jsonb_build_object('field', v_one.key));
		elsif greatest(length(v_one.answer), length(v_one.note)) > 2000 then
			perform private.fail(422, 'too_long', format('What is said to “%s” can have 2000 characters and has %s. Nothing was saved.',
				v_one.question ->> 'text', greatest(length(v_one.answer), length(v_one.note))), jsonb_build_object('field', v_one.key));
		elsif v_one.link <> '' and (v_one.link !~* '^https?://[^[:space:]]+$' or length(v_one.link) > 500) then
			perform private.fail(422, 'wrong_link', format('The evidence for “%s” is a link that begins with https:// or http://, of at most 500 characters. Nothing was saved.',
				v_one.question ->> 'text'), jsonb_build_object('field', v_one.key));
		end if;
	end loop;
	with given as (
		select distinct on (x.given ->> 'question') x.given ->> 'question' as key, o.id as offered,
			case when x.given ? 'take' then o.answer else coalesce(x.given ->> 'answer', '') end as answer,
			case when x.given ? 'take' then o.note else coalesce(x.given ->> 'note', '') end as note,
			case when x.given ? 'take' then o.link else trim(coalesce(x.given ->> 'link', '')) end as link
		from jsonb_array_elements(answers) with ordinality x (given, place)
		left join private.offered_answers(review) o on o.question = x.given ->> 'question' and o.id::text = x.given ->> 'take'
		order by 1, x.place desc
	), written as (
		insert into private.review_answers (district_id, pilot_id, specialty, version, question, answer, note, link, taken_from, by)
		select review.district_id, review.pilot_id, review.specialty, review.questions_version, g.key, g.answer, g.note, g.link, g.offered,
			private.person_id()
		from given g left join private.answers_of(review) a on a.question = g.key
		where (g.answer, g.note, g.link) is distinct from (coalesce(a.answer, ''), coalesce(a.note, ''), coalesce(a.link, ''))
		returning 1
	)
	select count(*) into v_written from written;
	if v_written > 0 then
		perform private.note_activity(review.district_id, review.pilot_id, 'review_answers', review.id, 'answered questions',
			jsonb_build_object('specialty', review.specialty, 'answers', v_written));
	end if;
	return v_written;
end $$;

-- Saves answers on the way to signing. Answers when the last one was given.
create function private.save_review_answers(pilot uuid, specialty public.specialty, answers jsonb, seen timestamptz) returns timestamptz
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_review public.reviews := private.reviewing(v_pilot, specialty, 'Nothing was saved.');
begin
	perform private.refuse_other_review(v_review, pilot, specialty, 'Nothing was saved.');
	if v_review.state <> 'asked' then
		perform private.fail(409, 'decided', 'You decided this review: change its answers by signing or refusing it again. Nothing was saved.');
	end if;
	perform private.write_answers(v_review, answers, seen);
	return (select max(a.at) from private.answers_of(v_review) a);
end $$;

create function public.save_review_answers(pilot uuid, specialty public.specialty, answers jsonb, seen timestamptz default null)
returns timestamptz
language sql security invoker set search_path = ''
as $$ select private.save_review_answers(pilot, specialty, answers, seen) $$;

-- Signs or refuses the review of a specialty, stating that one has no interest in the pilot; with answers, in the same act. A refusal
-- needs its reason, and no answers.
drop function public.sign_review(uuid, public.specialty, public.review_state, text, boolean);
drop function private.sign_review(uuid, public.specialty, public.review_state, text, boolean);
create function private.sign_review(pilot uuid, specialty public.specialty, verdict public.review_state, reason text, no_interest boolean,
	answers jsonb, seen timestamptz) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_review public.reviews := private.reviewing(v_pilot, specialty, 'Nothing was signed.');
	v_missing jsonb;
begin
	if verdict is null or verdict = 'asked' then
		perform private.fail(400, 'no_verdict', 'A review is signed or refused.');
	elsif not coalesce(no_interest, false) then
		perform private.fail(409, 'recuse_instead', 'Whoever has an interest recuses themselves, and somebody else signs. Nothing was signed.');
	elsif verdict = 'refused' and trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'Refusing a review needs a reason. Nothing was signed.');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was signed.', length(reason)));
	end if;
	perform private.refuse_other_review(v_review, pilot, specialty, 'Nothing was signed.');
	if answers is not null then
		perform private.write_answers(v_review, answers, seen);
	end if;
	if verdict = 'signed' then
		select jsonb_agg(q.key order by q.place) into v_missing from private.asked_of(v_review) q where q.missing is not null;
		if v_missing is not null then
			perform private.fail(422, 'unanswered', format('Before it is signed, %s of its questions wait%s for an answer, or for the note or link that it needs. Nothing was signed.',
				jsonb_array_length(v_missing), case when jsonb_array_length(v_missing) = 1 then 's' else '' end),
				jsonb_build_object('unanswered', v_missing, 'missing', (
					select jsonb_object_agg(q.key, q.missing) from private.asked_of(v_review) q where q.missing is not null)));
		end if;
	end if;
	update public.reviews r set state = verdict, reviewer_id = private.person_id(), reason = coalesce(sign_review.reason, ''),
		decided_at = private.now(), no_interest = true
	where r.id = v_review.id;
end $$;

create function public.sign_review(pilot uuid, specialty public.specialty, verdict public.review_state, reason text default '',
	no_interest boolean default true, answers jsonb default null, seen timestamptz default null) returns void
language sql security invoker set search_path = ''
as $$ select private.sign_review(pilot, specialty, verdict, reason, no_interest, answers, seen) $$;

grant execute on function private.save_review_answers, public.save_review_answers, private.sign_review, public.sign_review to authenticated;
