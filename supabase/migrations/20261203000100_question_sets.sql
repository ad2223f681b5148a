-- What a reviewer is asked: for each specialty a set of questions, kept by the AI office in versions. Each question says from which risk
-- tier on it is asked, so that a pilot of low risk is asked a few of those that one of high risk is asked.

create table private.question_sets (
	district_id uuid not null references public.districts (id),
	specialty public.specialty not null,
	version int not null check (version >= 1),
	questions jsonb not null check (jsonb_typeof(questions) = 'array'),
	note text not null default '' check (length(note) <= 500),
	published_by uuid,
	published_at timestamptz not null default private.now(),
	primary key (district_id, specialty, version),
	foreign key (published_by, district_id) references public.people (id, district_id)
);
comment on table private.question_sets is 'The questions of a specialty in versions, the newest asked. A set without questions asks nothing. Never changed.';
comment on column private.question_sets.questions is
	'In order: { key, text, why, kind: choice or text, from: tier, required, concern: yes or no, note_on, link_on: answers that need one }.';

create index on private.question_sets (published_by, district_id);

create trigger kept before update or delete on private.question_sets
	for each row execute function private.refuse_change();

-- What a district starts with: two or three questions for low risk, four to six for moderate, six to nine for high.
create function private.first_questions()
returns table (specialty public.specialty, "position" int, tier public.risk_tier, key text, question text, why text, kind text, concern text,
	note_on text[], link_on text[])
language sql immutable set search_path = ''
as $$
	values
	('security'::public.specialty, 1, 'low'::public.risk_tier, 'sign_on', 'Do people sign in with their district account?',
		'An account of its own still works when somebody has left.', 'choice', 'no', '{no}'::text[], '{}'::text[]),
	('security', 2, 'low', 'hosting', 'Do we know where the vendor stores and processes what people enter?',
		'What is kept in an unknown place cannot be protected, or asked back.', 'choice', 'no', '{no}', '{}'),
	('security', 3, 'moderate', 'encryption', 'Is data encrypted on its way and where it is stored?',
		'A lost disk or an open network must not be a breach.', 'choice', 'no', '{no}', '{}'),
	('security', 4, 'moderate', 'access', 'Can access be limited by role, and be taken away on the same day?',
		'Most misuse is by an account that should have been closed.', 'choice', 'no', '{no}', '{}'),
	('security', 5, 'moderate', 'breach_clock', 'Does the agreement say within how many hours the vendor tells us of a breach?',
		'Our own duty to tell families starts with theirs. Note the hours.', 'choice', 'no', '{yes,no}', '{}'),
	('security', 6, 'high', 'audit', 'Is there an independent security report of the last 12 months, such as SOC 2 or ISO 27001?',
		'Somebody other than the vendor has looked.', 'choice', 'no', '{no}', '{yes}'),
	('security', 7, 'high', 'subprocessors', 'Are all subprocessors named, those that provide the model among them?',
		'The data goes where they are.', 'choice', 'no', '{no}', '{}'),
	('security', 8, 'high', 'misuse', 'Was it tested against planted instructions and unsafe answers?',
		'What reads a web page or a document can be told by it what to do.', 'choice', 'no', '{yes,no}', '{}'),

	('privacy', 1, 'low', 'minimised', 'Is only entered what the purpose needs, and no name where none is needed?',
		'What was never entered cannot leak.', 'choice', 'no', '{no}', '{}'),
	('privacy', 2, 'low', 'training', 'Is it ruled out that models are trained on what we enter?',
		'What a model has learnt cannot be deleted.', 'choice', 'no', '{no}', '{}'),
	('privacy', 3, 'moderate', 'agreement', 'Does a signed data-privacy agreement cover this use?',
		'Student records may go to a vendor only under the district''s direct control.', 'choice', 'no', '{no}', '{yes}'),
	('privacy', 4, 'moderate', 'deletion', 'Is what was entered deleted when the pilot ends, and do we know within how many days?',
		'A pilot ends; what it collected should end too.', 'choice', 'no', '{no}', '{}'),
	('privacy', 5, 'moderate', 'families_told', 'Do families know what is collected, what for, and whom to ask?',
		'Trust is lost when families hear it from somebody else.', 'choice', 'no', '{no}', '{}'),
	('privacy', 6, 'high', 'under_13', 'Where students under 13 take part: is consent settled, by the school or by each family?',
		'Federal law asks for it before anything is collected from a child.', 'choice', 'no', '{yes,no}', '{}'),
	('privacy', 7, 'high', 'profiles', 'Is it ruled out that data is sold, used for advertising, or made into profiles?',
		'State laws on student data forbid it, and agreements do not always.', 'choice', 'no', '{no}', '{}'),
	('privacy', 8, 'high', 'rights', 'Can a family see, correct and delete what is held about their child?',
		'They have the right to; somebody must be able to do it.', 'choice', 'no', '{no}', '{}'),

	('instruction', 1, 'low', 'teacher_in_loop', 'Does a teacher see what it says before it counts for a student?',
		'Teachers answer for what they teach, not a model.', 'choice', 'no', '{no}', '{}'),
	('instruction', 2, 'low', 'purpose', 'Does it serve what is taught, rather than take the place of doing it?',
		'Work that is done for students is not learnt by them.', 'choice', 'no', '{no}', '{}'),
	('instruction', 3, 'moderate', 'standards', 'Is it aligned with our standards and curriculum?',
		'Note which, so that the next reader need not look again.', 'choice', 'no', '{yes,no}', '{}'),
	('instruction', 4, 'moderate', 'age_fit', 'Is it fit for the ages that take part, and do the vendor''s terms allow them?',
		'Many terms ask for 13 or 18 years.', 'choice', 'no', '{no}', '{}'),
	('instruction', 5, 'moderate', 'accuracy', 'Were its answers checked on tasks of our own?',
		'It is right in demonstrations. Note how many were checked, and how many were wrong.', 'choice', 'no', '{yes,no}', '{}'),
	('instruction', 6, 'high', 'alternative', 'Is there an equally good way for students who take no part?',
		'Saying no must not cost a student their learning.', 'choice', 'no', '{no}', '{}'),
	('instruction', 7, 'high', 'integrity', 'Do students know when they may use it and when not, and how to say that they did?',
		'A rule that nobody was told is enforced unevenly.', 'choice', 'no', '{no}', '{}'),
	('instruction', 8, 'high', 'without_it', 'What will students be able to do without it at the end?',
		'The evaluation can look for it.', 'text', null, '{}', '{}'),

	('accessibility and equity', 1, 'low', 'usable', 'Can everyone who takes part use it, with a keyboard or a screen reader too?',
		'Whoever cannot is left out on the first day.', 'choice', 'no', '{no}', '{}'),
	('accessibility and equity', 2, 'low', 'languages', 'Can people use it in the languages that they need?',
		'Families and students read and write in more than English.', 'choice', 'no', '{no}', '{}'),
	('accessibility and equity', 3, 'moderate', 'wcag', 'Is there evidence of WCAG 2.1 AA, such as a conformance report of the last two years?',
		'Federal rules ask it of what a district offers.', 'choice', 'no', '{no}', '{yes}'),
	('accessibility and equity', 4, 'moderate', 'accommodations', 'Do the accommodations in IEPs and 504 plans work with it?',
		'They are a right, whatever the tool.', 'choice', 'no', '{no}', '{}'),
	('accessibility and equity', 5, 'moderate', 'at_home', 'Can students without a device or a network at home take part as well?',
		'Otherwise it helps those who have most already.', 'choice', 'no', '{no}', '{}'),
	('accessibility and equity', 6, 'high', 'bias', 'Were its outputs compared across groups of students, and found alike?',
		'Models are wrong more often about some people than others. Note which groups, and what was found.', 'choice', 'no', '{yes,no}', '{}'),
	('accessibility and equity', 7, 'high', 'appeal', 'Can a student or family question an outcome, and reach a person?',
		'No machine has the last word about somebody.', 'choice', 'no', '{no}', '{}'),
	('accessibility and equity', 8, 'high', 'left_out', 'Who might be left out or treated worse, and what is done about it?',
		'To name them is the first thing that is done about it.', 'text', null, '{}', '{}'),

	('finance', 1, 'low', 'total_cost', 'Is the total cost known, with training, set-up and staff time?',
		'The licence is often the smaller part.', 'choice', 'no', '{no}', '{}'),
	('finance', 2, 'low', 'next_year', 'Is it settled who pays next year?',
		'A grant that ends leaves a habit without a budget.', 'choice', 'no', '{yes,no}', '{}'),
	('finance', 3, 'moderate', 'licences', 'Does the number of licences fit the people who take part?',
		'Unused licences are the most common waste.', 'choice', 'no', '{no}', '{}'),
	('finance', 4, 'moderate', 'purchasing', 'Do the purchasing rules allow it to be bought in this way?',
		'What was split to stay below a limit comes back in the audit.', 'choice', 'no', '{no}', '{}'),
	('finance', 5, 'moderate', 'renewal', 'Can it be ended without a fee, and does it not renew by itself?',
		'The cabinet must be free to say no.', 'choice', 'no', '{no}', '{}'),
	('finance', 6, 'high', 'funding', 'May the money be spent on this, by the rules of where it comes from?',
		'Federal and state funds each name what they are for.', 'choice', 'no', '{no}', '{}'),
	('finance', 7, 'high', 'overlap', 'Was it compared with what the district pays for already?',
		'It may be switched on in something that we own.', 'choice', 'no', '{no}', '{}'),
	('finance', 8, 'high', 'every_school', 'What would it cost a year at every school?',
		'It is what a decision to scale decides on.', 'text', null, '{}', '{}')
$$;

create function private.furnish_questions() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.question_sets (district_id, specialty, version, questions, note)
	select new.id, q.specialty, 1, jsonb_agg(jsonb_build_object('key', q.key, 'text', q.question, 'why', q.why, 'kind', q.kind, 'from', q.tier,
		'required', true, 'concern', q.concern, 'note_on', q.note_on, 'link_on', q.link_on) order by q.position), 'What a district starts with.'
	from private.first_questions() q group by q.specialty;
	return null;
end $$;

create trigger furnish_questions after insert on public.districts
	for each row execute function private.furnish_questions();
insert into private.question_sets (district_id, specialty, version, questions, note)
select d.id, q.specialty, 1, jsonb_agg(jsonb_build_object('key', q.key, 'text', q.question, 'why', q.why, 'kind', q.kind, 'from', q.tier,
	'required', true, 'concern', q.concern, 'note_on', q.note_on, 'link_on', q.link_on) order by q.position), 'What a district starts with.'
from public.districts d cross join private.first_questions() q group by d.id, q.specialty;

create function private.newest_questions(district uuid, specialty public.specialty) returns int
language sql stable security definer set search_path = ''
as $$
	select max(s.version) from private.question_sets s where s.district_id = district and s.specialty = newest_questions.specialty
$$;

-- The questions of a version that a pilot of this tier is asked, in order. A tier that nobody set yet is asked all of them.
create function private.questions_of(district uuid, specialty public.specialty, version int, tier public.risk_tier)
returns table (place int, key text, question jsonb)
language sql stable security definer set search_path = ''
as $$
	select q.place::int, q.question ->> 'key', q.question
	from private.question_sets s cross join jsonb_array_elements(s.questions) with ordinality q (question, place)
	where s.district_id = district and s.specialty = questions_of.specialty and s.version = questions_of.version
		and (q.question ->> 'from')::public.risk_tier <= coalesce(tier, 'high')
$$;

-- The set of each specialty as it stands, with how many pilots are under review by it, and its versions. For everyone of the district.
create function private.question_sets() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif private.is_outside() then
		perform private.fail(403, 'not_yours', 'The questions of reviews are for people of the district.');
	end if;
	return (
		select coalesce(jsonb_agg(jsonb_build_object('specialty', s.specialty, 'version', s.version, 'questions', s.questions,
			'versions', (select jsonb_agg(jsonb_build_object('version', o.version, 'at', o.published_at, 'by', p.name, 'note', o.note,
				'questions', jsonb_array_length(o.questions)) order by o.version desc)
				from private.question_sets o left join public.people p on p.id = o.published_by
				where o.district_id = s.district_id and o.specialty = s.specialty)) order by s.specialty), '[]')
		from private.question_sets s
		where s.district_id = v_district and s.version = private.newest_questions(v_district, s.specialty));
end $$;

create function public.question_sets() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.question_sets() $$;

-- What is wrong with a set of questions: { field, reason }, the field as 'place.name'; null where nothing is.
create function private.question_fault(questions jsonb) returns jsonb
language plpgsql immutable security definer set search_path = ''
as $$
declare
	v_one record;
	v_answers constant jsonb := '["yes", "no", "not applicable"]';
begin
	if coalesce(jsonb_typeof(questions), '') <> 'array' or jsonb_array_length(questions) > 20 then
		return jsonb_build_object('field', 'questions', 'reason', 'A set has at most 20 questions.');
	end if;
	for v_one in
		select x.q, (x.place - 1)::text || '.' as at, trim(coalesce(x.q ->> 'text', '')) as words
		from jsonb_array_elements(questions) with ordinality x (q, place)
	loop
		if jsonb_typeof(v_one.q) <> 'object' or coalesce(v_one.q ->> 'key', '') !~ '^[a-z0-9_]{1,60}$' then
			return jsonb_build_object('field', v_one.at || 'text', 'reason', 'Each question has a key of small letters, digits and underscores.');
		elsif v_one.words = '' or length(v_one.words) > 300 then
			return jsonb_build_object('field', v_one.at || 'text', 'reason', 'Write the question, in at most 300 characters.');
		elsif length(coalesce(v_one.q ->> 'why', '')) > 500 then
			return jsonb_build_object('field', v_one.at || 'why', 'reason', 'Why it is asked has at most 500 characters.');
		elsif coalesce(v_one.q ->> 'kind' not in ('choice', 'text'), true) then
			return jsonb_build_object('field', v_one.at || 'kind', 'reason', 'A question is answered by choice or in words.');
		elsif coalesce(v_one.q ->> 'from' not in ('low', 'moderate', 'high'), true) then
			return jsonb_build_object('field', v_one.at || 'from', 'reason', 'Choose from which tier on it is asked.');
		elsif jsonb_typeof(v_one.q -> 'required') is distinct from 'boolean' then
			return jsonb_build_object('field', v_one.at || 'required', 'reason', 'Say whether it must be answered.');
		elsif v_one.q ->> 'concern' not in ('yes', 'no') then
			return jsonb_build_object('field', v_one.at || 'concern', 'reason', 'A concern is a yes or a no.');
		elsif coalesce(jsonb_typeof(v_one.q -> 'note_on') <> 'array' or not v_one.q -> 'note_on' <@ v_answers, true) then
			return jsonb_build_object('field', v_one.at || 'note_on', 'reason', 'A note is asked for at yes, no or not applicable.');
		elsif coalesce(jsonb_typeof(v_one.q -> 'link_on') <> 'array' or not v_one.q -> 'link_on' <@ v_answers, true) then
			return jsonb_build_object('field', v_one.at || 'link_on', 'reason', 'A link is asked for at yes, no or not applicable.');
		elsif (select count(*) from jsonb_array_elements(questions) o where o ->> 'key' = v_one.q ->> 'key') > 1 then
			return jsonb_build_object('field', v_one.at || 'text', 'reason', 'Two questions have the same key.');
		end if;
	end loop;
	return null;
end $$;

-- Publishes questions as the next version. Reviews that were asked before keep theirs. `seen` is the version that the form shows.
create function private.publish_questions(specialty public.specialty, questions jsonb, seen int, note text) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_newest int := coalesce(private.newest_questions(v_district, specialty), 0);
	v_note text := trim(coalesce(note, ''));
	v_fault jsonb := private.question_fault(questions);
	v_clean jsonb;
	v_by record;
begin
	if specialty is null then
		perform private.fail(400, 'no_specialty', 'Say whose questions they are. Nothing was published.');
	elsif seen is distinct from v_newest then
		select p.name, s.published_at as at into v_by from private.question_sets s left join public.people p on p.id = s.published_by
		where s.district_id = v_district and s.specialty = publish_questions.specialty and s.version = v_newest;
		perform private.fail(409, 'changed_meanwhile', format('%s published version %s in the meantime. Nothing of yours was published.',
			coalesce(v_by.name, 'Somebody'), v_newest), jsonb_build_object('by', v_by.name, 'at', v_by.at, 'version', v_newest));
	elsif v_fault is not null then
		perform private.fail(422, 'wrong_question', (v_fault ->> 'reason') || ' Nothing was published.', jsonb_build_object('field', v_fault ->> 'field'));
	elsif length(v_note) > 500 then
		perform private.fail(422, 'too_long', format('A note can have 500 characters and this one has %s. Nothing was published.', length(v_note)),
			jsonb_build_object('field', 'note'));
	end if;
	select coalesce(jsonb_agg(jsonb_build_object('key', x.q ->> 'key', 'text', trim(x.q ->> 'text'), 'why', trim(coalesce(x.q ->> 'why', '')),
		'kind', x.q ->> 'kind', 'from', x.q ->> 'from', 'required', x.q -> 'required',
		-- What is said in words is neither yes nor no.
		'concern', case when x.q ->> 'kind' = 'choice' then x.q -> 'concern' end,
		'note_on', case when x.q ->> 'kind' = 'choice' then x.q -> 'note_on' else '[]' end,
		'link_on', case when x.q ->> 'kind' = 'choice' then x.q -> 'link_on' else '[]' end) order by x.place), '[]')
	into v_clean from jsonb_array_elements(questions) with ordinality x (q, place);
	if v_clean = (select s.questions from private.question_sets s
		where s.district_id = v_district and s.specialty = publish_questions.specialty and s.version = v_newest) then
		return v_newest;
	end if;
	insert into private.question_sets (district_id, specialty, version, questions, note, published_by)
	values (v_district, specialty, v_newest + 1, v_clean, v_note, private.person_id());
	perform private.note_activity(v_district, null, 'question_sets', null, 'published questions', jsonb_build_object('specialty', specialty,
		'version', v_newest + 1, 'questions', jsonb_array_length(v_clean)));
	return v_newest + 1;
end $$;

create function public.publish_questions(specialty public.specialty, questions jsonb, seen int, note text default '') returns int
language sql security invoker set search_path = ''
as $$ select private.publish_questions(specialty, questions, seen, note) $$;

grant execute on function private.question_sets, public.question_sets, private.publish_questions, public.publish_questions to authenticated;
