-- What a decision keeps for ever beside itself: who voted what, whether it counted, and what the gates said. And who is told of it.

create table private.decision_votes (
	decision_id uuid not null,
	district_id uuid not null references public.districts (id),
	voter_id uuid not null,
	choice public.vote_choice not null,
	reason text not null default '' check (length(reason) <= 2000),
	sponsors boolean not null default false,
	cast_at timestamptz,
	counted boolean not null,
	why_not text check (why_not in ('left', 'team', 'recused', 'not of the cabinet')),
	dissents boolean not null default false,
	primary key (decision_id, voter_id, district_id),
	foreign key (decision_id, district_id) references public.decisions (id, district_id) on delete cascade,
	foreign key (voter_id, district_id) references public.people (id, district_id),
	check (counted = (why_not is null)),
	check (counted or not dissents)
);
comment on table private.decision_votes is 'The votes as they stood when the decision was recorded. Those that did not count say why; whoever recused themselves without voting is there too.';
comment on column private.decision_votes.dissents is 'Counted, and for another outcome than the one that was decided.';
comment on column private.decision_votes.cast_at is 'Null where somebody recused themselves from the pilot without voting.';

create table private.decision_gates (
	decision_id uuid not null,
	district_id uuid not null references public.districts (id),
	criteria jsonb not null,
	primary key (decision_id, district_id),
	foreign key (decision_id, district_id) references public.decisions (id, district_id) on delete cascade
);
comment on table private.decision_gates is 'What scaling and extending asked of the pilot when it was decided on, met or not, with the facts: whatever the outcome was.';

create index on private.decision_votes (decision_id, district_id);
create index on private.decision_votes (voter_id, district_id);
create index on private.decision_votes (district_id);
create index on private.decision_gates (district_id);
create index on private.measurements (pilot_id, logged_at) where supersedes is not null;

create trigger kept before update or delete on private.decision_votes
	for each row execute function private.refuse_change();
create trigger kept before update or delete on private.decision_gates
	for each row execute function private.refuse_change();

-- What must be different this time is part of the decision, so its line says it too.
drop trigger activity_decided on public.decisions;
create trigger activity_decided after insert on public.decisions
	for each row execute function private.record_activity('decided', 'outcome', 'tally', 'rationale', 'different');

-- Its team and sponsor get a letter of their own; its evaluator, who may plan the next cycle, hears of it by the notice.
update private.notice_rules r set audience = '{team,assignments,evaluator,cabinet,clerk}', mail_to = '{evaluator}'
where r.record = 'decisions' and r.verb = 'decided';

-- Which rows the evidence of a decision and of a brief counted, so that they can be laid beside those of other days. What everyone may see
-- of it stands behind the API too, since beside the totals of another day it may tell of a small group: `decision_shown` looks first.
alter table private.decision_evidence add column rows uuid[], add column shown jsonb;
alter table private.decision_evidence disable trigger user;
update private.decision_evidence e set shown = d.evidence from public.decisions d where d.id = e.decision_id;
alter table private.decision_evidence enable trigger user;
alter table public.decisions drop column evidence;
comment on column private.decision_evidence.shown is 'The analysis as it stood, with small cells withheld.';
comment on column private.decision_evidence.rows is 'The accepted rows that it was computed on; null for decisions from before this was kept.';
alter table private.briefs add column rows uuid[] not null default '{}';
comment on column private.briefs.rows is 'The accepted rows that its evidence was computed on.';

create function private.rows_now(pilot uuid) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
	return array(select m.id from private.live_measurements m where m.pilot_id = rows_now.pilot and m.accepted);
end $$;

-- Whether totals of some rows, beside those of others, would tell of a small group about people: one that came, went or was corrected
-- between, or so few people more or less that they are one.
create function private.rows_tell(these uuid[], those uuid[], pilot public.pilots) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_minimum int := (select d.minimum_group from public.districts d where d.id = pilot.district_id);
begin
	return exists (
		select 1
		from (
			select coalesce(a.id, b.id) as id, case when a.id is null then 1 else -1 end as sign
			from unnest(these) a (id) full join unnest(those) b (id) on b.id = a.id
			where a.id is null or b.id is null) f
		join private.measurements m on m.id = f.id and m.district_id = pilot.district_id
		join public.metrics k on k.id = m.metric_id and k.about <> 'things'
		group by m.metric_id, m.arm, m.phase, m.period
		having bool_or(coalesce(m.n < v_minimum, true)) or abs(sum(f.sign * m.n)) between 1 and v_minimum - 1);
end $$;

-- Whether evidence that was kept at a moment would tell of a small group beside today's, or beside any that was kept after it: of two
-- that would, the older one gives way.
create function private.kept_tells(rows uuid[], at timestamptz, pilot public.pilots) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return private.rows_tell(rows, private.rows_now(pilot.id), pilot) or exists (
		select 1 from (
			select b.rows as counted from private.briefs b where b.pilot_id = pilot.id and b.frozen_at > at
			union
			select e.rows from private.decision_evidence e join public.decisions d on d.id = e.decision_id
			where d.pilot_id = pilot.id and d.decided_at > at and e.rows is not null
			union
			select x.rows from private.evaluation_evidence x join public.evaluations v on v.id = x.evaluation_id
			where v.pilot_id = pilot.id and x.computed_at > at) k
		where private.rows_tell(kept_tells.rows, k.counted, pilot));
end $$;

create or replace function private.frozen_tells(evidence private.evaluation_evidence, pilot public.pilots) returns boolean
language sql stable security definer set search_path = ''
as $$ select private.kept_tells(evidence.rows, evidence.computed_at, pilot) $$;

-- The same of a decision. Of one from before its rows were kept it is known only whether any of them was corrected since.
create function private.decision_tells(decision public.decisions, pilot public.pilots) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_rows uuid[] := (select e.rows from private.decision_evidence e where e.decision_id = decision.id);
begin
	if v_rows is null then
		return private.corrected_since(decision) is not null;
	end if;
	return private.kept_tells(v_rows, decision.decided_at, pilot);
end $$;

-- The evidence of a decision as everyone may see it; null where it would tell of a small group.
create function private.decision_shown(decision public.decisions, pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if private.sees_small_cells(pilot.id) or not private.decision_tells(decision, pilot) then
		return (select e.shown from private.decision_evidence e where e.decision_id = decision.id);
	end if;
	return null;
end $$;

-- Keeps the votes on a docket item as they stand: the cabinet members who recused themselves from the pilot without voting among them.
create function private.keep_votes(item public.docket_items, decision uuid, outcome public.outcome) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.decision_votes (decision_id, district_id, voter_id, choice, reason, sponsors, cast_at, counted, why_not, dissents)
	select decision, item.district_id, v.voter_id, v.choice, v.reason, v.sponsors, v.cast_at, c.voter_id is not null,
		case when c.voter_id is null then case
			when not p.active then 'left' else coalesce(private.kept_out_why(item.pilot_id, v.voter_id), 'not of the cabinet') end end,
		c.voter_id is not null and v.choice not in ('abstain', 'recuse') and v.choice::text <> keep_votes.outcome::text
	from private.votes v join public.people p on p.id = v.voter_id
	left join private.counted_votes(item) c on c.voter_id = v.voter_id
	where v.docket_item_id = item.id;
	insert into private.decision_votes (decision_id, district_id, voter_id, choice, reason, sponsors, counted, why_not)
	select distinct on (r.person_id) decision, item.district_id, r.person_id, 'recuse', coalesce(r.reason, ''), false, false, 'recused'
	from public.recusals r join public.person_roles x on x.person_id = r.person_id and x.role = 'cabinet'
	join public.people p on p.id = r.person_id and p.active
	where r.pilot_id = item.pilot_id
	on conflict do nothing;
end $$;

-- Decisions from before this was kept: as their votes count today, which is the nearest that is left.
do $$
declare
	v_one record;
begin
	for v_one in select d.id, d.outcome, i as item from public.decisions d join public.docket_items i on i.id = d.docket_item_id loop
		perform private.keep_votes(v_one.item, v_one.id, v_one.outcome);
	end loop;
end $$;

-- Which cycle a pilot is in at a moment: the first since it was launched, and one more for each extension.
create function private.cycle_at(pilot public.pilots, moment timestamptz) returns int
language plpgsql stable security definer set search_path = ''
as $$
begin
	return 1 + (select count(*)::int from public.decisions d where d.pilot_id = pilot.id and d.outcome = 'extend'
		and d.decided_at >= coalesce(pilot.launched_at, '-infinity') and d.decided_at <= moment);
end $$;

-- The conditions that a decision is to have, each checked and named where something is wrong with it:
-- [{ words, owner, due_on, evidence_asked }] → the same with the types that they are stored as.
create function private.check_conditions(conditions jsonb, district uuid) returns table (number int, words text, owner uuid, due_on date, evidence_asked text)
language plpgsql security definer set search_path = ''
as $$
declare
	v_one jsonb;
	v_name text;
	v_due text;
	c_undone constant text := ' Nothing was recorded.';
	c_most constant int := 12;
begin
	if conditions is null or jsonb_typeof(conditions) <> 'array' or exists (
		select 1 from jsonb_array_elements(conditions) x where jsonb_typeof(x.value) <> 'object' or exists (
			select 1 from unnest('{words,owner,due_on,evidence_asked}'::text[]) k where jsonb_typeof(x.value -> k) not in ('string', 'null'))) then
		perform private.fail(400, 'not_understood', 'Conditions are a list, each with its words, owner and day.' || c_undone);
	elsif jsonb_array_length(conditions) > c_most then
		perform private.fail(422, 'too_many', format('A decision can have %s conditions and this one has %s.', c_most, jsonb_array_length(conditions)) || c_undone);
	end if;
	for number, v_one in select x.place::int, x.value from jsonb_array_elements(conditions) with ordinality x (value, place) loop
		v_name := format('condition-%s-', number - 1);
		words := trim(coalesce(v_one ->> 'words', ''));
		evidence_asked := trim(coalesce(v_one ->> 'evidence_asked', ''));
		v_due := trim(coalesce(v_one ->> 'due_on', ''));
		if words = '' then
			perform private.fail(422, 'no_words', format('Condition %s does not say what is to be done.', number) || c_undone, jsonb_build_object('field', v_name || 'words'));
		elsif length(words) > 1000 then
			perform private.fail(422, 'too_long', format('Condition %s can have 1000 characters and has %s.', number, length(words)) || c_undone,
				jsonb_build_object('field', v_name || 'words'));
		elsif length(evidence_asked) > 1000 then
			perform private.fail(422, 'too_long', format('What condition %s asks to be shown can have 1000 characters and has %s.', number, length(evidence_asked)) || c_undone,
				jsonb_build_object('field', v_name || 'evidence'));
		elsif trim(coalesce(v_one ->> 'owner', '')) = '' then
			perform private.fail(422, 'no_owner', format('Condition %s has no owner.', number) || c_undone, jsonb_build_object('field', v_name || 'owner'));
		elsif v_one ->> 'owner' !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
			or not coalesce(private.stays((v_one ->> 'owner')::uuid, district), false)
			or (select p.outside from public.people p where p.id = (v_one ->> 'owner')::uuid) then
			perform private.fail(422, 'wrong_person', format('The owner of condition %s must be an active person of this district.', number) || c_undone,
				jsonb_build_object('field', v_name || 'owner'));
		elsif v_due = '' then
			perform private.fail(422, 'no_date', format('Condition %s has no day by which it is due.', number) || c_undone, jsonb_build_object('field', v_name || 'due_on'));
		elsif not private.is_day(v_due) then
			perform private.fail(422, 'no_date', format('The day of condition %s is no day of the calendar.', number) || c_undone, jsonb_build_object('field', v_name || 'due_on'));
		elsif v_due::date < private.today() or v_due::date > private.today() + 3660 then
			perform private.fail(422, 'wrong_date', format('Condition %s is due today or later, within ten years.', number) || c_undone,
				jsonb_build_object('field', v_name || 'due_on'));
		end if;
		owner := (v_one ->> 'owner')::uuid;
		due_on := v_due::date;
		return next;
	end loop;
end $$;

-- Refuses to scale or extend while what that asks is not met. Waived criteria are met.
create function private.refuse_gate(pilot public.pilots, outcome public.outcome) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_unmet jsonb;
	v_words text;
begin
	if outcome not in ('scale', 'extend') then
		return;
	end if;
	select jsonb_agg(c.criterion order by c.place, c.criterion),
		string_agg(coalesce(c.title, replace(c.criterion, '_', ' ')), ', ' order by c.place, c.criterion)
	into v_unmet, v_words from private.gate_criteria(pilot, array[outcome::text]) c where c.required and not c.met;
	if v_unmet is not null then
		perform private.fail(422, 'gate_not_met', format('To %s this pilot, this is still in the way: %s. Nothing was recorded.', outcome, v_words),
			jsonb_build_object('act', outcome, 'unmet', v_unmet));
	end if;
end $$;

-- Whoever decides second is told who decided what, and when.
create function private.refuse_decided(pilot public.pilots, item uuid) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_done record;
begin
	select d.id, d.outcome, d.decided_at, p.name into v_done
	from public.decisions d join public.people p on p.id = d.decided_by
	where d.pilot_id = pilot.id and (d.docket_item_id = item or (item is null and d.decided_at >= pilot.stage_since))
	order by d.decided_at desc limit 1;
	if v_done.id is not null then
		perform private.fail(409, 'not_now', format('%s recorded the decision already, on %s: %s. Nothing of yours was recorded.', v_done.name,
			to_char(v_done.decided_at at time zone 'UTC', 'FMDD FMMonth YYYY'), v_done.outcome), jsonb_build_object(
			'decision', v_done.id, 'outcome', v_done.outcome, 'by', v_done.name, 'at', v_done.decided_at, 'stage', pilot.stage));
	end if;
end $$;

-- Writes to its team and sponsor, and to whoever owns a condition: what was decided, why, and what it means for them.
create function private.queue_letters(pilot public.pilots, decision uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_facts jsonb;
begin
	select jsonb_build_object('pilot', pilot.id, 'title', pilot.title, 'decision', d.id, 'outcome', d.outcome, 'rationale', d.rationale,
		'decided_on', (d.decided_at at time zone 'UTC')::date, 'by', p.name, 'different', d.different, 'next_review', d.next_review,
		'until', case d.outcome when 'extend' then pilot.cycle_end when 'shelve' then pilot.wake_on end,
		'cycle', case d.outcome when 'extend' then private.cycle_at(pilot, d.decided_at) end)
	into v_facts from public.decisions d join public.people p on p.id = d.decided_by where d.id = decision;
	perform private.queue_mail(format('decision_letter:%s:%s', decision, p.id), p.district_id, p.id, p.email, 'decision_letter',
		jsonb_strip_nulls(v_facts) || jsonb_build_object('conditions', (
			select coalesce(jsonb_agg(jsonb_build_object('words', c.words, 'owner', o.name, 'due_on', c.due_on, 'evidence_asked', c.evidence_asked,
				'yours', c.owner_id = p.id) order by c.number), '[]')
			from private.conditions c join public.people o on o.id = c.owner_id where c.decision_id = decision)))
	from public.people p
	where p.active and p.id in (
		select x from unnest(private.seats(pilot.id, '{lead,member,data collector,sponsor}')) x
		union select c.owner_id from private.conditions c where c.decision_id = decision);
end $$;

drop function public.record_decision(uuid, public.outcome, text, text, uuid, date, date, date);
drop function private.record_decision(uuid, public.outcome, text, text, uuid, date, date, date);

-- Records the cabinet's decision, closes the docket item and moves the pilot: the only way past decision. Whoever extends says what must
-- be `different`. `item` is the docket item that the caller saw, so that a page from before a decision decides nothing after it.
create function private.record_decision(pilot uuid, outcome public.outcome, rationale text, override_reason text, second uuid,
	next_review date, cycle_end date, wake_on date, conditions jsonb, different text, item uuid) returns uuid
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_item public.docket_items;
	v_district public.districts;
	v_analysis private.analyses;
	v_conditions jsonb;
	v_tally jsonb;
	v_most int;
	v_leaders public.outcome[];
	v_permitted boolean;
	v_move public.moves;
	v_brief uuid;
	v_id uuid := gen_random_uuid();
begin
	select d.* into v_item from public.docket_items d where d.pilot_id = pilot and d.closed_at is null;
	if v_item.id is null or v_item.id <> item then
		perform private.refuse_decided(v_pilot, item);
		perform private.fail(409, 'not_now', case when v_item.id is null
			then format('This pilot waits for no decision; it is in %s. Nothing was recorded.', v_pilot.stage)
			else 'This pilot is on the docket anew since: look at it again. Nothing was recorded.' end);
	elsif not private.chairs(v_item, v_me) then
		if exists (select 1 from public.meetings m where m.id = v_item.meeting_id and m.chair_id = v_me) and private.has_role(v_me, 'cabinet') then
			perform private.refuse_kept_out(pilot, v_me, 'another chair is called for it. Nothing was recorded.');
		end if;
		perform private.fail(403, 'not_yours', 'The chair of the meeting records its decisions. Nothing was recorded.');
	elsif outcome is null then
		perform private.fail(422, 'no_outcome', 'Choose the outcome. Nothing was recorded.', '{"field": "outcome"}');
	elsif v_item.begun_at is not null and v_item.voting_closed_at is null and private.put_to_the_vote(v_item) then
		-- Otherwise refusals would tell the chair how the vote stands, while it still can be swayed.
		perform private.fail(409, 'voting_open', 'Voting on this item is open: close it first, so that everyone''s vote is named at once. Nothing was recorded.');
	elsif v_pilot.stage in ('scaling', 'adopted') then
		perform private.fail(409, 'not_now', format('This pilot goes on in %s, and what is on the docket is a matter of it: put it to the vote first. Nothing was recorded.', v_pilot.stage));
	elsif v_pilot.stage <> 'decision' and not private.is_overdue(v_pilot) then
		perform private.fail(409, 'not_now', format('This pilot is in %s: its evaluator hands it to the cabinet first. Nothing was recorded.', v_pilot.stage));
	elsif trim(coalesce(rationale, '')) = '' then
		perform private.fail(422, 'no_reason', 'A decision needs its rationale in words. Nothing was recorded.', '{"field": "rationale"}');
	elsif length(rationale) > 4000 then
		perform private.fail(422, 'too_long', format('The rationale can have 4000 characters and has %s. Nothing was recorded.', length(rationale)), '{"field": "rationale"}');
	elsif length(override_reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was recorded.', length(override_reason)),
			'{"field": "override_reason"}');
	elsif outcome = 'extend' and coalesce(cycle_end <= private.today(), true) then
		perform private.fail(422, 'no_date', 'To extend, name the day in the future when the next cycle ends. Nothing was recorded.', '{"field": "cycle_end"}');
	elsif outcome = 'extend' and cycle_end > private.today() + 1830 then
		perform private.fail(422, 'wrong_date', 'The next cycle ends within five years. Nothing was recorded.', '{"field": "cycle_end"}');
	elsif outcome = 'shelve' and coalesce(wake_on <= private.today(), true) then
		perform private.fail(422, 'no_date', 'To shelve, name the day in the future when the pilot wakes up. Nothing was recorded.', '{"field": "wake_on"}');
	elsif outcome = 'shelve' and wake_on > private.today() + 3660 then
		perform private.fail(422, 'wrong_date', 'The pilot wakes up within ten years. Nothing was recorded.', '{"field": "wake_on"}');
	elsif next_review <= private.today() or next_review > private.today() + 1830 then
		perform private.fail(422, 'wrong_date', 'The next review is on a day to come, within five years. Nothing was recorded.', '{"field": "next_review"}');
	elsif outcome = 'extend' and trim(coalesce(different, '')) = '' then
		perform private.fail(422, 'nothing_different', 'To extend, say what must be different this time: the same cycle again shows the same. Nothing was recorded.',
			'{"field": "different"}');
	elsif length(different) > 2000 then
		perform private.fail(422, 'too_long', format('What must be different can have 2000 characters and has %s. Nothing was recorded.', length(different)),
			'{"field": "different"}');
	elsif outcome in ('scale', 'extend') and (v_pilot.budget_once is null or v_pilot.budget_yearly is null) then
		perform private.fail(422, 'no_budget', format('To %s needs a budget on record, and this pilot has none. Nothing was recorded.', outcome));
	end if;
	select coalesce(jsonb_agg(to_jsonb(c) order by c.number), '[]') into v_conditions
	from private.check_conditions(coalesce(nullif(conditions, 'null'), '[]'), v_pilot.district_id) c;
	select m.* into v_move from public.moves m where m.from_stage = 'decision' and m.act = 'decide' and m.to_stage = case outcome
		when 'scale' then 'scaling' when 'extend' then 'experiment' when 'shelve' then 'shelved' else 'sunset' end::public.stage;
	if v_move.held then
		perform private.refuse_on_hold(pilot, 'Nothing was recorded.');
	end if;
	if v_pilot.stage = 'decision' then
		perform private.refuse_gate(v_pilot, outcome);
	end if;
	select d.* into v_district from public.districts d where d.id = v_pilot.district_id;
	select a.* into v_analysis from private.analyses a where a.pilot_id = pilot;
	if v_analysis.pilot_id is null or v_analysis.fingerprint <> private.evidence_input(pilot) ->> 'fingerprint' then
		perform private.fail(409, 'evidence_stale', 'The evidence is not computed on the latest results yet: open the evidence page, then decide. Nothing was recorded.');
	end if;

	perform private.refuse_no_quorum(v_item, 'Nothing was recorded.');
	select coalesce(jsonb_object_agg(v.choice, v.votes), '{}'), max(v.votes) filter (where v.choice not in ('abstain', 'recuse'))
	into v_tally, v_most
	from (select v.choice, count(*)::int as votes from private.counted_votes(v_item) v group by v.choice) v;
	select array_agg(t.key::public.outcome) into v_leaders from jsonb_each_text(v_tally) t
	where t.key not in ('abstain', 'recuse') and t.value::int = v_most;
	if array_length(v_leaders, 1) > 1 then
		perform private.fail(409, 'tie', 'The vote is tied, and a tie decides nothing. Nothing was recorded.');
	elsif v_district.decision_rule = 'majority' and outcome <> v_leaders[1] then
		perform private.fail(422, 'against_majority', format('The majority is for %s. Nothing was recorded.', v_leaders[1]));
	end if;
	v_permitted := outcome = any (v_analysis.permitted);
	if (not v_permitted or outcome <> v_leaders[1]) and trim(coalesce(override_reason, '')) = '' then
		perform private.fail(422, 'no_reason', format('%s departs from %s: a written reason for that is needed. Nothing was recorded.', initcap(outcome::text),
			case when v_permitted then 'the majority' else 'what the evidence permits' end), '{"field": "override_reason"}');
	elsif not v_permitted and not exists (
		select 1 from private.counted_votes(v_item) v where v.voter_id = second and v.voter_id <> v_me and v.choice::text = outcome::text) then
		perform private.fail(422, 'no_second', format('To %s against the evidence, a second member of the cabinet who voted for it must stand with the chair. Nothing was recorded.', outcome),
			'{"field": "second"}');
	end if;

	if v_pilot.stage = 'experiment' then
		-- Its cycle ended without an evaluation: it is decided on what there is.
		perform private.move_pilot(v_pilot, (select m from public.moves m where m.act = 'overdue'), '');
		select p.* into v_pilot from public.pilots p where p.id = pilot;
		perform private.refuse_gate(v_pilot, outcome);
	end if;
	-- Who did not open it in a meeting decides on what it shows now.
	select b.id into v_brief from private.briefs b where b.docket_item_id = v_item.id order by b.version desc limit 1;
	v_brief := coalesce(v_brief, private.freeze_brief(v_item.id, v_me));
	insert into public.decisions (id, district_id, pilot_id, docket_item_id, outcome, rationale, decided_by, decision_rule, tally, permitted,
		within_permitted, with_majority, override_reason, seconded_by, next_review, brief_id, different, supersedes)
	values (v_id, v_pilot.district_id, pilot, v_item.id, outcome, rationale, v_me, v_district.decision_rule, v_tally, v_analysis.permitted,
		v_permitted, outcome = v_leaders[1], coalesce(override_reason, ''), case when not v_permitted then second end,
		record_decision.next_review, v_brief, case when outcome = 'extend' then trim(different) else '' end, (
			select d.id from public.decisions d where d.pilot_id = v_pilot.id order by d.decided_at desc limit 1));
	insert into private.decision_evidence (decision_id, district_id, complete, shown, fingerprint, rows)
	values (v_id, v_pilot.district_id, v_analysis.complete, v_analysis.shown, v_analysis.fingerprint, private.rows_now(pilot));
	insert into private.decision_gates (decision_id, district_id, criteria)
	select v_id, v_pilot.district_id, coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(c) - 'signer' - 'place' - 'waivable') order by c.act, c.place, c.criterion), '[]')
	from private.gate_criteria(v_pilot, '{scale,extend}') c;
	perform private.keep_votes(v_item, v_id, outcome);
	update public.docket_items d set closed_at = private.now(), closed_how = 'decided',
		voting_closed_by = case when d.voting_closed_at is null then v_me else d.voting_closed_by end,
		voting_closed_at = coalesce(d.voting_closed_at, private.now())
	where d.id = v_item.id;
	perform private.ask_condition(v_pilot, v_id, c.value) from jsonb_array_elements(v_conditions) c;
	-- A day that the outcome does not ask for was not looked at, and changes nothing.
	update public.pilots p set cycle_end = case when outcome = 'extend' then record_decision.cycle_end else p.cycle_end end,
		wake_on = case when outcome = 'shelve' then record_decision.wake_on else p.wake_on end,
		next_review = coalesce(record_decision.next_review, p.next_review)
	where p.id = pilot;
	-- The decision has it whole.
	perform private.move_pilot(v_pilot, v_move, case when length(rationale) > 2000 then left(rationale, 1999) || '…' else rationale end);
	perform private.queue_letters((select p from public.pilots p where p.id = pilot), v_id);
	return v_id;
end $$;

create function public.record_decision(pilot uuid, outcome public.outcome, rationale text, override_reason text default '',
	second uuid default null, next_review date default null, cycle_end date default null, wake_on date default null,
	conditions jsonb default '[]', different text default null, item uuid default null) returns uuid
language sql security invoker set search_path = ''
as $$ select private.record_decision(pilot, outcome, rationale, override_reason, second, next_review, cycle_end, wake_on, conditions, different, item) $$;

grant execute on function private.record_decision, public.record_decision to authenticated;
