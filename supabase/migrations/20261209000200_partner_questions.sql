-- Questions to a partner contact about one pilot. A link in a mail opens a room in which the contact reads these questions and answers
-- them: no account, no other page, no signature and no vote.

create table private.partner_rooms (
	contact_id uuid not null,
	district_id uuid not null references public.districts (id),
	secret text not null default gen_random_uuid()::text || gen_random_uuid()::text,
	closes_on date not null,
	closed_at timestamptz,
	opened_at timestamptz,
	primary key (contact_id, district_id),
	foreign key (contact_id, district_id) references private.partner_contacts (id, district_id) on delete cascade
);
comment on table private.partner_rooms is 'The room of a contact: its link is made from the secret, so that it is stored nowhere, and a new secret ends the old link.';
comment on column private.partner_rooms.opened_at is 'When its page was last used to answer.';

create table private.partner_questions (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	contact_id uuid not null,
	question text not null check (length(trim(question)) between 1 and 2000),
	due_on date,
	asked_by uuid not null,
	asked_at timestamptz not null default private.now(),
	withdrawn_at timestamptz,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (contact_id, district_id) references private.partner_contacts (id, district_id) on delete cascade,
	foreign key (asked_by, district_id) references public.people (id, district_id)
);
comment on table private.partner_questions is 'What a partner contact is asked about a pilot.';

create table private.partner_answers (
	id bigint generated always as identity,
	question_id uuid not null,
	district_id uuid not null references public.districts (id),
	answer text not null check (length(trim(answer)) between 1 and 4000),
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (question_id, district_id) references private.partner_questions (id, district_id) on delete cascade
);
comment on table private.partner_answers is 'What they answered; the last one counts, and the ones before it stay.';

create index on private.partner_rooms (district_id);
create index on private.partner_questions (pilot_id, district_id);
create index on private.partner_questions (contact_id, district_id);
create index on private.partner_questions (asked_by, district_id);
create index on private.partner_questions (district_id, due_on);
create index on private.partner_answers (question_id, district_id);
create index on private.partner_answers (district_id);

create trigger kept before update on private.partner_answers
	for each row execute function private.refuse_change();

create function private.partner_token(room private.partner_rooms) returns text
language sql stable security definer set search_path = ''
as $$ select replace(room.contact_id::text, '-', '') || left(private.token_hash(room.secret || room.contact_id::text || room.secret), 40) $$;

-- The room that a link opens; null for one that was not made here, is old, or whose contact was taken off.
create function private.read_partner(token text) returns private.partner_rooms
language sql stable security definer set search_path = ''
as $$
	select r from private.partner_rooms r
	join private.partner_contacts c on c.id = r.contact_id and c.district_id = r.district_id and c.removed_at is null
	join public.pilots l on l.id = c.pilot_id
	where r.contact_id = case when token ~ '^[0-9a-f]{72}$' then left(token, 32)::uuid end
		and private.partner_token(r) = token and r.closed_at is null and r.closes_on >= private.today()
		and l.stage not in ('declined', 'withdrawn', 'retired')
$$;

-- Who asks a pilot's partners and reads their answers: whoever works on it or judges it.
create function private.asks_partners(parts text[]) returns boolean
language sql immutable set search_path = ''
as $$ select parts && array['lead', 'sponsor', 'evaluator', 'reviewer', 'admin'] $$;

-- Asks a contact something, and mails them the link to their room. The client makes the id: said twice, it is asked once.
create function private.ask_partner(pilot uuid, contact uuid, question text, due_on date, id uuid) returns uuid
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_contact private.partner_contacts;
	v_room private.partner_rooms;
	v_id uuid := coalesce(ask_partner.id, gen_random_uuid());
	v_most constant int := 30;
begin
	if not private.asks_partners(private.parts(pilot, v_me)) then
		perform private.fail(403, 'not_yours', 'The lead, the sponsor, the evaluator, reviewers and the AI office ask partners. Nothing was asked.');
	end if;
	select c.* into v_contact from private.partner_contacts c where c.id = contact and c.pilot_id = v_pilot.id;
	if not found then
		perform private.fail(404, 'no_such_contact', 'There is no such partner contact on this pilot. Nothing was asked.');
	elsif exists (select 1 from private.partner_questions q where q.id = v_id and q.contact_id = v_contact.id) then
		return v_id;
	elsif v_contact.removed_at is not null then
		perform private.fail(409, 'removed', 'This contact was taken off meanwhile. Nothing was asked.');
	elsif v_pilot.stage in ('declined', 'withdrawn', 'retired') then
		perform private.fail(409, 'not_now', format('This pilot is %s, so nobody is asked about it any more. Nothing was asked.', v_pilot.stage));
	elsif v_contact.email = '' then
		perform private.fail(422, 'no_address', format('%s has no address for mail yet: add one first. Nothing was asked.', v_contact.name));
	elsif private.trimmed(question) = '' then
		perform private.fail(422, 'no_question', 'Write the question. Nothing was asked.', '{"field": "question"}');
	elsif length(question) > 2000 then
		perform private.fail(422, 'too_long', format('A question can have 2000 characters and this one has %s. Nothing was asked.', length(question)),
			'{"field": "question"}');
	elsif due_on < private.today() then
		perform private.fail(422, 'no_day', 'An answer is due today at the earliest. Nothing was asked.', '{"field": "due_on"}');
	elsif (select count(*) from private.partner_questions q where q.contact_id = v_contact.id and q.withdrawn_at is null) >= v_most then
		perform private.fail(409, 'too_many', format('Somebody is asked at most %s questions. Nothing was asked.', v_most));
	elsif exists (select 1 from private.partner_questions q where q.id = v_id) then
		perform private.fail(409, 'taken', 'This form was made for something else. Nothing was asked: open the page again.');
	elsif not private.spend_attempt('partner questions', v_me::text, 60, 86400) then
		perform private.fail(429, 'too_many', 'You asked 60 questions within a day: go on tomorrow. Nothing was asked.');
	end if;
	insert into private.partner_rooms as r (contact_id, district_id, closes_on) values (v_contact.id, v_pilot.district_id, private.today() + 90)
	on conflict (contact_id, district_id) do update set
		-- A link that was ended stays dead: the next one is another.
		secret = case when r.closed_at is null then r.secret else excluded.secret end,
		closes_on = greatest(r.closes_on, excluded.closes_on, ask_partner.due_on + 30), closed_at = null
	returning r.* into v_room;
	insert into private.partner_questions (id, district_id, pilot_id, contact_id, question, due_on, asked_by)
	values (v_id, v_pilot.district_id, v_pilot.id, v_contact.id, private.trimmed(question), ask_partner.due_on, v_me);
	perform private.note_activity(v_pilot.district_id, v_pilot.id, 'partner_questions', v_id, 'asked a partner',
		jsonb_build_object('name', v_contact.name, 'organisation', v_contact.organisation));
	perform private.mail_partner('partner_question:' || v_id, v_pilot, v_contact, v_room, 'partner_question', ask_partner.due_on);
	return v_id;
end $$;

create function private.mail_partner(key text, pilot public.pilots, contact private.partner_contacts, room private.partner_rooms, kind text, due_on date)
returns void
language sql security definer set search_path = ''
as $$
	select private.queue_mail(key, pilot.district_id, null, contact.email, kind, jsonb_build_object(
		'pilot', pilot.id, 'title', pilot.title, 'name', contact.name, 'token', private.partner_token(room), 'due_on', due_on, 'closes_on', room.closes_on,
		'district', (select d.name from public.districts d where d.id = pilot.district_id)),
		(room.closes_on + 1)::timestamp at time zone 'UTC')
$$;

create function public.ask_partner(pilot uuid, contact uuid, question text, due_on date default null, id uuid default null) returns uuid
language sql security invoker set search_path = ''
as $$ select private.ask_partner(pilot, contact, question, due_on, id) $$;

-- Takes a question back; what was answered stays.
create function private.withdraw_partner_question(pilot uuid, question uuid) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
begin
	if not private.asks_partners(private.parts(pilot, private.person_id())) then
		perform private.fail(403, 'not_yours', 'The lead, the sponsor, the evaluator, reviewers and the AI office take questions back. Nothing was changed.');
	elsif not exists (select 1 from private.partner_questions q where q.id = withdraw_partner_question.question and q.pilot_id = v_pilot.id) then
		perform private.fail(404, 'no_such_question', 'There is no such question on this pilot. Nothing was changed.');
	end if;
	update private.partner_questions q set withdrawn_at = private.now()
	where q.id = withdraw_partner_question.question and q.pilot_id = v_pilot.id and q.withdrawn_at is null;
	if found then
		perform private.note_activity(v_pilot.district_id, v_pilot.id, 'partner_questions', question, 'took back a question');
	end if;
end $$;

create function public.withdraw_partner_question(pilot uuid, question uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.withdraw_partner_question(pilot, question) $$;

-- Ends the link of a contact at once; the next question brings another.
create function private.close_partner_room(pilot uuid, contact uuid) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
begin
	if not private.keeps_partners(private.parts(pilot, private.person_id())) then
		perform private.fail(403, 'not_yours', 'The lead, the sponsor and the AI office end a partner’s link. Nothing was changed.');
	end if;
	update private.partner_rooms r set closed_at = private.now()
	from private.partner_contacts c
	where c.id = close_partner_room.contact and c.pilot_id = v_pilot.id and r.contact_id = c.id and r.district_id = c.district_id and r.closed_at is null;
	if found then
		perform private.note_activity(v_pilot.district_id, v_pilot.id, 'partner_contacts', contact, 'ended a link');
	elsif not exists (select 1 from private.partner_contacts c where c.id = contact and c.pilot_id = v_pilot.id) then
		perform private.fail(404, 'no_such_contact', 'There is no such partner contact on this pilot. Nothing was changed.');
	end if;
end $$;

create function public.close_partner_room(pilot uuid, contact uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.close_partner_room(pilot, contact) $$;

-- What the room of a link shows: the questions of this contact with their own answers, and nothing else of the pilot.
create function private.partner_room(token text) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('district', d.name, 'title', l.title, 'name', c.name, 'closes_on', r.closes_on,
		'questions', (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'question', q.question, 'asked_at', q.asked_at, 'due_on', q.due_on,
				'answer', a.answer, 'answered_at', a.at) order by q.asked_at, q.id), '[]')
			from private.partner_questions q
			left join lateral (
				select x.answer, x.at from private.partner_answers x where x.question_id = q.id and x.district_id = q.district_id order by x.id desc limit 1) a on true
			where q.contact_id = c.id and q.district_id = c.district_id and q.withdrawn_at is null))
	from private.read_partner(token) r
	join private.partner_contacts c on c.id = r.contact_id and c.district_id = r.district_id
	join public.pilots l on l.id = c.pilot_id
	join public.districts d on d.id = l.district_id
$$;

create function public.partner_room(token text) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.partner_room(token) $$;

-- The contact answers, or answers anew. The same answer again changes nothing.
create function private.answer_as_partner(token text, question uuid, answer text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_room private.partner_rooms := private.read_partner(token);
	v_contact private.partner_contacts;
	v_question private.partner_questions;
	v_pilot public.pilots;
	v_answer text := private.trimmed(answer);
	v_last text;
begin
	if v_room.contact_id is null then
		perform private.fail(404, 'no_such_link', 'This link opens nothing any more. Nothing was saved: ask whoever sent it for a new one.');
	end if;
	select c.* into v_contact from private.partner_contacts c where c.id = v_room.contact_id and c.district_id = v_room.district_id for no key update;
	select q.* into v_question from private.partner_questions q where q.id = answer_as_partner.question and q.contact_id = v_contact.id and q.withdrawn_at is null;
	if v_question.id is null then
		perform private.fail(404, 'no_such_question', 'This question was taken back. Nothing was saved.');
	elsif v_answer = '' then
		perform private.fail(422, 'no_answer', 'Write an answer. Nothing was saved.', '{"field": "answer"}');
	elsif length(v_answer) > 4000 then
		perform private.fail(422, 'too_long', format('An answer can have 4000 characters and this one has %s. Nothing was saved.', length(v_answer)),
			'{"field": "answer"}');
	end if;
	select x.answer into v_last from private.partner_answers x where x.question_id = v_question.id and x.district_id = v_question.district_id
	order by x.id desc limit 1;
	if v_last is not distinct from v_answer then
		return;
	elsif not private.spend_attempt('partner answers', v_contact.id::text, 60, 86400) then
		perform private.fail(429, 'too_many', 'That is enough for one day: go on tomorrow. Nothing was saved.');
	end if;
	insert into private.partner_answers (question_id, district_id, answer) values (v_question.id, v_question.district_id, v_answer);
	update private.partner_rooms r set opened_at = private.now() where r.contact_id = v_contact.id and r.district_id = v_contact.district_id;
	select l.* into v_pilot from public.pilots l where l.id = v_question.pilot_id;
	-- Whoever is signed in in this browser is not who answers.
	insert into public.activity (district_id, pilot_id, actor_id, record, record_id, verb, facts)
	values (v_pilot.district_id, v_pilot.id, null, 'partner_questions', v_question.id, 'answered as a partner',
		jsonb_build_object('name', v_contact.name, 'organisation', v_contact.organisation));
	perform private.queue_mail('partner_answered:' || v_question.id || ':' || md5(v_answer), p.district_id, p.id, p.email, 'partner_answered',
		jsonb_build_object('pilot', v_pilot.id, 'title', v_pilot.title, 'name', v_contact.name, 'organisation', v_contact.organisation))
	from public.people p where p.id = v_question.asked_by and p.active;
end $$;

create function public.answer_as_partner(token text, question uuid, answer text) returns void
language sql security invoker set search_path = ''
as $$ select private.answer_as_partner(token, question, answer) $$;

-- What was asked of a pilot's partners, for those who ask or decide.
create function private.partner_questions_of(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[] := private.parts(pilot, v_me, true);
	v_own text[] := private.parts(pilot, v_me);
begin
	if not v_parts && array['team', 'sponsor', 'evaluator', 'reviewer', 'cabinet', 'admin'] then
		perform private.fail(403, 'not_yours', 'What partners are asked is read by the team and by those who judge the pilot.');
	end if;
	return jsonb_build_object('asks', private.asks_partners(v_own), 'keeps', private.keeps_partners(v_own),
		'contacts', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'organisation', c.organisation,
				'organisation_id', c.organisation_id, 'email', nullif(c.email, ''), 'removed', c.removed_at is not null,
				'link_until', case when r.closed_at is null and r.closes_on >= private.today() then r.closes_on end,
				'questions', (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'question', q.question, 'due_on', q.due_on, 'asked_by', p.name,
						'asked_at', q.asked_at, 'withdrawn_at', q.withdrawn_at,
						'answers', (select coalesce(jsonb_agg(jsonb_build_object('answer', a.answer, 'at', a.at) order by a.id desc), '[]')
							from private.partner_answers a where a.question_id = q.id and a.district_id = q.district_id)) order by q.asked_at, q.id), '[]')
					from private.partner_questions q join public.people p on p.id = q.asked_by
					where q.contact_id = c.id and q.district_id = c.district_id)) order by c.removed_at is not null, lower(c.name), c.id), '[]')
			from private.partner_contacts c
			left join private.partner_rooms r on r.contact_id = c.id and r.district_id = c.district_id
			where c.pilot_id = v_pilot.id and (c.removed_at is null or exists (
				select 1 from private.partner_questions q where q.contact_id = c.id and q.district_id = c.district_id))));
end $$;

create function public.partner_questions_of(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.partner_questions_of(pilot) $$;

grant execute on function private.ask_partner, private.withdraw_partner_question, private.close_partner_room, private.partner_questions_of to authenticated;
grant execute on function public.ask_partner, public.withdraw_partner_question, public.close_partner_room, public.partner_questions_of to authenticated;
grant execute on function private.partner_room, private.answer_as_partner, public.partner_room, public.answer_as_partner to anon, authenticated;

-- Once, two days before an answer is due; and once a month before an agreement ends that a pilot under way stands on.
create function private.tick_partners() returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_one record;
begin
	for v_one in
		select q.id, q.due_on, l as pilot, c as contact, r as room
		from private.partner_questions q
		join public.pilots l on l.id = q.pilot_id and l.stage not in ('declined', 'withdrawn', 'retired')
		join private.partner_contacts c on c.id = q.contact_id and c.district_id = q.district_id and c.removed_at is null and c.email <> ''
		join private.partner_rooms r on r.contact_id = c.id and r.district_id = c.district_id and r.closed_at is null and r.closes_on >= private.today()
		where q.withdrawn_at is null and q.due_on between private.today() and private.today() + 2
			and (q.asked_at at time zone 'UTC')::date < q.due_on - 2
			and not exists (select 1 from private.partner_answers a where a.question_id = q.id and a.district_id = q.district_id)
	loop
		perform private.mail_partner('partner_reminder:' || v_one.id, v_one.pilot, v_one.contact, v_one.room, 'partner_question', v_one.due_on);
	end loop;
	perform private.queue_mail('partner_agreement:' || a.id || ':' || p.id, p.district_id, p.id, p.email, 'partner_agreement',
		jsonb_build_object('organisation', o.id, 'name', o.name, 'agreement', a.title, 'expires_on', a.expires_on))
	from private.organisation_agreements a
	join private.organisations o on o.id = a.organisation_id and o.district_id = a.district_id
	join public.person_roles x on x.district_id = a.district_id and x.role = 'admin'
	join public.people p on p.id = x.person_id and p.active
	where a.ended_on is null and a.expires_on between private.today() and private.today() + 30 and private.of_running_pilot(o.id);
end $$;

-- Whether an organisation has a contact on a pilot that is under way.
create function private.of_running_pilot(organisation uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (
		select 1 from private.partner_contacts c join public.pilots l on l.id = c.pilot_id
		where c.organisation_id = of_running_pilot.organisation and c.removed_at is null and l.stage in ('vetting', 'experiment', 'decision', 'scaling', 'adopted'))
$$;

-- An agreement that ends soon, or has ended, under a pilot that is under way; `id` is the organisation.
create function private.partners_waiting(me uuid, district uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.has_role(me, 'admin') then
		return;
	end if;
	return query
	select 'renew a partner''s agreement', o.id, o.name, a.recorded_at, a.expires_on, a.title
	from private.organisation_agreements a join private.organisations o on o.id = a.organisation_id and o.district_id = a.district_id
	where a.district_id = partners_waiting.district and a.ended_on is null and a.expires_on <= private.today() + 60 and private.of_running_pilot(o.id)
		-- One that was renewed is renewed.
		and not exists (
			select 1 from private.organisation_agreements b
			where b.organisation_id = a.organisation_id and b.district_id = a.district_id and b.kind = a.kind and b.ended_on is null
				and b.id <> a.id and coalesce(b.expires_on, 'infinity') > a.expires_on);
end $$;
