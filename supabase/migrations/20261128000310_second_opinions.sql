-- A second evaluator is asked to review an evaluation, and says whether they agree. It informs the cabinet and holds no gate.

create type public.second_opinion as enum ('agree', 'agree with remarks', 'disagree');

create table public.second_evaluators (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	person_id uuid not null,
	asked_by uuid not null,
	asked_at timestamptz not null default private.now(),
	until timestamptz,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id),
	foreign key (asked_by, district_id) references public.people (id, district_id)
);
comment on table public.second_evaluators is 'Who was asked for a second opinion on the evaluation of a cycle, until it was withdrawn or somebody else was asked.';
create index on public.second_evaluators (pilot_id, district_id);
create index on public.second_evaluators (person_id, district_id);
create index on public.second_evaluators (asked_by, district_id);
create index on public.second_evaluators (district_id);
create unique index one_second_evaluator on public.second_evaluators (pilot_id) where until is null;

create table public.second_opinions (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	evaluation_id uuid not null,
	reviewer_id uuid not null,
	verdict public.second_opinion not null,
	remarks text not null default '' check (length(remarks) <= 4000),
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	unique (evaluation_id, reviewer_id),
	check (verdict = 'agree' or length(trim(remarks)) > 0),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (evaluation_id, district_id) references public.evaluations (id, district_id) on delete cascade,
	foreign key (reviewer_id, district_id) references public.people (id, district_id)
);
comment on table public.second_opinions is 'What a second evaluator says about one version of an evaluation. Never changed: another version needs another review.';
create index on public.second_opinions (pilot_id, district_id);
create index on public.second_opinions (evaluation_id, district_id);
create index on public.second_opinions (reviewer_id, district_id);
create index on public.second_opinions (district_id);

grant select on public.second_evaluators, public.second_opinions to authenticated;
alter table public.second_evaluators enable row level security;
alter table public.second_opinions enable row level security;
create policy "Second evaluators are seen with their pilot" on public.second_evaluators
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = second_evaluators.pilot_id));
create policy "Second opinions are seen with their pilot" on public.second_opinions
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = second_opinions.pilot_id));

create trigger kept before update or delete on public.second_opinions
	for each row execute function private.refuse_change();

insert into private.notice_rules (record, verb, act, audience, immediate, mail_to) values
	('second_evaluators', 'asked for a second opinion', null, '{person}', true, null),
	('second_evaluators', 'asked again for a second opinion', null, '{person}', true, null),
	('second_evaluators', 'asked no more for a second opinion', null, '{person}', false, null),
	('second_opinions', 'gave a second opinion', null, '{team,assignments,evaluator}', true, '{evaluator}');

-- When the cycle began that a pilot is in or was decided on last: its latest way into the experiment.
create function private.cycle_began(pilot uuid) returns timestamptz
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (select max(c.at) from public.stage_changes c where c.pilot_id = cycle_began.pilot and c.to_stage = 'experiment');
end $$;

-- The evaluation that counts: the last one of that cycle. No row's values where there is none.
create function private.standing_evaluation(pilot uuid) returns public.evaluations
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_evaluation public.evaluations;
begin
	select e.* into v_evaluation from public.evaluations e
	where e.pilot_id = standing_evaluation.pilot and e.submitted_at >= private.cycle_began(standing_evaluation.pilot)
	order by e.submitted_at desc, e.id limit 1;
	return v_evaluation;
end $$;

-- Why somebody gives no second opinion on a pilot's evaluation: 'gone', 'role', 'kept out' or 'evaluator'; null where they may.
create function private.second_fault(pilot uuid, person uuid) returns text
language plpgsql stable security definer set search_path = ''
as $$
begin
	return case
		when not exists (
			select 1 from public.people p join public.pilots l on l.id = second_fault.pilot and l.district_id = p.district_id
			where p.id = second_fault.person and p.active and not p.outside) then 'gone'
		when not private.has_role(person, 'evaluator') then 'role'
		when private.kept_out(pilot, person) then 'kept out'
		when exists (select 1 from public.assignments a where a.pilot_id = second_fault.pilot and a.person_id = second_fault.person
				and a.role = 'evaluator' and a.until is null)
			or (private.standing_evaluation(pilot)).evaluator_id = person then 'evaluator' end;
end $$;

-- Asks somebody for a second opinion on the evaluation of this cycle, in the place of whoever was asked before; null asks
-- nobody any more. Answers the question's id.
create function private.ask_second_evaluator(pilot uuid, person uuid) returns uuid
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_open public.second_evaluators;
	v_fault text;
	v_id uuid := gen_random_uuid();
begin
	-- Whoever comes from outside knows nobody of the district but those of their pilots, and asks no one.
	if private.is_outside() or not private.parts(pilot, v_me) && array['evaluator', 'sponsor', 'admin'] then
		perform private.fail(403, 'not_yours', 'The pilot''s evaluator, its sponsor and the AI office ask for a second opinion. Nothing was changed.');
	elsif v_pilot.stage not in ('experiment', 'decision') then
		perform private.fail(409, 'not_now', format('A pilot in %s waits for no second opinion. Nothing was changed.', v_pilot.stage));
	end if;
	select s.* into v_open from public.second_evaluators s where s.pilot_id = v_pilot.id and s.until is null;
	if person is null and v_open.id is null then
		perform private.fail(409, 'nobody_asked', 'Nobody is asked for a second opinion. Nothing was changed.');
	elsif person is not null then
		if (private.standing_evaluation(v_pilot.id)).id is null then
			perform private.fail(409, 'no_evaluation', 'There is no evaluation of this cycle to review yet. Nothing was changed.');
		elsif person = v_me then
			perform private.fail(422, 'wrong_person', 'Nobody asks themselves for a second opinion. Nothing was changed.');
		end if;
		perform private.stays(person, v_pilot.district_id);
		v_fault := private.second_fault(v_pilot.id, person);
		if v_fault = 'kept out' then
			perform private.fail(403, 'separation_of_duties', 'That person is or was on this pilot''s team, or recused themselves. Nothing was changed.');
		elsif v_fault = 'evaluator' then
			perform private.fail(422, 'wrong_person', 'Whoever evaluates the pilot gives no second opinion on it. Nothing was changed.');
		elsif v_fault is not null then
			perform private.fail(422, 'wrong_person', 'A second opinion is given by somebody of this district who holds the role of evaluator. Nothing was changed.');
		elsif v_open.person_id = person and v_open.asked_at >= private.cycle_began(v_pilot.id) then
			return v_open.id;
		end if;
	end if;
	if v_open.id is not null then
		update public.second_evaluators s set until = private.now() where s.id = v_open.id;
		if v_open.person_id is distinct from person then
			perform private.note_activity(v_pilot.district_id, v_pilot.id, 'second_evaluators', v_open.id, 'asked no more for a second opinion',
				jsonb_build_object('person_id', v_open.person_id));
		end if;
	end if;
	if person is null then
		return null;
	end if;
	insert into public.second_evaluators (id, district_id, pilot_id, person_id, asked_by)
	values (v_id, v_pilot.district_id, v_pilot.id, person, v_me);
	perform private.note_activity(v_pilot.district_id, v_pilot.id, 'second_evaluators', v_id, 'asked for a second opinion',
		jsonb_build_object('person_id', person));
	return v_id;
end $$;

create function public.ask_second_evaluator(pilot uuid, person uuid) returns uuid
language sql security invoker set search_path = ''
as $$ select private.ask_second_evaluator(pilot, person) $$;

-- What the second evaluator says about the version that counts. Answers the review's id.
create function private.review_evaluation(pilot uuid, evaluation uuid, verdict public.second_opinion, remarks text) returns uuid
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_remarks text := btrim(coalesce(remarks, ''), E' \t\r\n');
	v_id uuid := gen_random_uuid();
begin
	-- Whoever is let go at this moment says it before or not at all.
	if not private.stays(v_me, v_pilot.district_id) then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district any more: ask the AI office. Nothing was saved.');
	end if;
	perform private.refuse_kept_out(pilot, v_me, 'you give no second opinion on its evaluation. Nothing was saved.');
	if private.second_fault(v_pilot.id, v_me) is not null or not exists (
		select 1 from public.second_evaluators s
		where s.pilot_id = v_pilot.id and s.person_id = v_me and s.until is null and s.asked_at >= private.cycle_began(v_pilot.id)) then
		perform private.fail(403, 'not_yours', 'Whoever was asked for it gives the second opinion. Nothing was saved.');
	elsif v_pilot.stage not in ('experiment', 'decision') then
		perform private.fail(409, 'not_now', format('A pilot in %s waits for no second opinion. Nothing was saved.', v_pilot.stage));
	elsif evaluation is distinct from (private.standing_evaluation(v_pilot.id)).id then
		perform private.fail(409, 'newer_version', 'This is not the evaluation that counts: read the latest version, then say what you think of that. Nothing was saved.');
	elsif verdict is null then
		perform private.fail(422, 'no_verdict', 'Say whether you agree. Nothing was saved.', '{"field": "verdict"}');
	elsif verdict <> 'agree' and v_remarks = '' then
		perform private.fail(422, 'no_reason', case verdict when 'disagree' then 'Give the reasons why you disagree. Nothing was saved.'
			else 'Write your remarks. Nothing was saved.' end, '{"field": "remarks"}');
	elsif length(v_remarks) > 4000 then
		perform private.fail(422, 'too_long', format('Remarks can have 4000 characters and these have %s. Nothing was saved.', length(v_remarks)),
			'{"field": "remarks"}');
	elsif exists (select 1 from public.second_opinions r where r.evaluation_id = review_evaluation.evaluation and r.reviewer_id = v_me) then
		perform private.fail(409, 'reviewed', 'You have reviewed this version already, and what you said stays. Nothing was saved.');
	end if;
	insert into public.second_opinions (id, district_id, pilot_id, evaluation_id, reviewer_id, verdict, remarks)
	values (v_id, v_pilot.district_id, v_pilot.id, evaluation, v_me, verdict, v_remarks);
	perform private.note_activity(v_pilot.district_id, v_pilot.id, 'second_opinions', v_id, 'gave a second opinion',
		jsonb_build_object('verdict', verdict));
	return v_id;
end $$;

create function public.review_evaluation(pilot uuid, evaluation uuid, verdict public.second_opinion, remarks text default '') returns uuid
language sql security invoker set search_path = ''
as $$ select private.review_evaluation(pilot, evaluation, verdict, remarks) $$;

-- A new version needs a new review: whoever is asked hears of it.
create function private.ask_again() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_open public.second_evaluators;
begin
	select s.* into v_open from public.second_evaluators s
	where s.pilot_id = new.pilot_id and s.until is null and s.asked_at >= private.cycle_began(new.pilot_id);
	if v_open.id is not null and private.second_fault(new.pilot_id, v_open.person_id) is null then
		perform private.note_activity(new.district_id, new.pilot_id, 'second_evaluators', v_open.id, 'asked again for a second opinion',
			jsonb_build_object('person_id', v_open.person_id));
	end if;
	return null;
end $$;

create trigger second_evaluator_asked_again after insert on public.evaluations
	for each row execute function private.ask_again();

-- What waits for somebody as a second evaluator.
create function private.second_opinions_waiting(me uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select 'give a second opinion'::text, l.id, l.title, greatest(s.asked_at, e.submitted_at), null::date, null::text
	from public.second_evaluators s
	join public.pilots l on l.id = s.pilot_id and l.stage in ('experiment', 'decision')
	cross join lateral private.standing_evaluation(l.id) e
	where s.person_id = second_opinions_waiting.me and s.until is null and s.asked_at >= private.cycle_began(l.id)
		and e.id is not null and private.second_fault(l.id, s.person_id) is null
		and not exists (select 1 from public.second_opinions r where r.evaluation_id = e.id and r.reviewer_id = s.person_id);
end $$;

-- Whoever gave a second opinion, or is asked for one, has judged too, and joins the team no more.
create or replace function private.judges(pilot uuid, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return exists (select 1 from public.assignments a where a.pilot_id = pilot and a.person_id = person and a.until is null)
		or exists (select 1 from public.substitutes s where s.pilot_id = pilot and s.person_id = person and s.until is null)
		or exists (select 1 from public.reviews r where r.pilot_id = pilot and r.reviewer_id = person)
		or exists (select 1 from public.evaluations e where e.pilot_id = pilot and e.evaluator_id = person)
		or exists (select 1 from public.second_opinions r where r.pilot_id = pilot and r.reviewer_id = person)
		or exists (select 1 from public.second_evaluators s where s.pilot_id = pilot and s.person_id = person and s.until is null)
		or exists (select 1 from public.waivers w where w.pilot_id = pilot and w.person_id = person)
		or exists (select 1 from public.holds h where h.pilot_id = pilot and h.lifted_by = person)
		or exists (
			select 1 from public.signatures s where s.pilot_id = pilot and s.person_id = person and not exists (
				-- What the team itself signs judges nothing.
				select 1 from public.team_members t where t.pilot_id = pilot and t.person_id = person
					and t.joined_at <= s.at and (t.left_at is null or t.left_at >= s.at)))
		or exists (select 1 from public.stage_changes c where c.pilot_id = pilot and c.actor_id = person
			and c.act not in ('submit', 'withdraw', 'stop early', 'wake'))
		or exists (
			select 1 from public.docket_items d
			left join private.votes v on v.docket_item_id = d.id and v.voter_id = person
			left join public.meetings m on m.id = d.meeting_id and m.chair_id = person
			where d.pilot_id = pilot and (v.voter_id is not null or m.id is not null));
end $$;

grant execute on function private.ask_second_evaluator, private.review_evaluation to authenticated;
grant execute on function public.ask_second_evaluator, public.review_evaluation to authenticated;
