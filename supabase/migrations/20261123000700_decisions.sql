-- The cabinet decides: meetings, docket, secret votes, and decisions that are kept for ever.

create type public.vote_choice as enum ('scale', 'extend', 'shelve', 'sunset', 'abstain', 'recuse');

create table public.meetings (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	held_on date not null,
	chair_id uuid not null,
	primary key (id, district_id),
	unique (district_id, held_on),
	foreign key (chair_id, district_id) references public.people (id, district_id)
);
comment on table public.meetings is 'A meeting of the cabinet. Its chair records the decisions.';

create table public.docket_items (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	meeting_id uuid,
	opened_at timestamptz not null default private.now(),
	closed_at timestamptz,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (meeting_id, district_id) references public.meetings (id, district_id)
);
comment on table public.docket_items is 'A pilot that waits for its decision, or had it.';

create table private.votes (
	docket_item_id uuid not null,
	district_id uuid not null references public.districts (id),
	voter_id uuid not null,
	choice public.vote_choice not null,
	reason text not null default '' check (length(reason) <= 2000),
	sponsors boolean not null default false,
	cast_at timestamptz not null default private.now(),
	primary key (docket_item_id, voter_id, district_id),
	foreign key (docket_item_id, district_id) references public.docket_items (id, district_id) on delete cascade,
	foreign key (voter_id, district_id) references public.people (id, district_id)
);
comment on table private.votes is 'Secret until the chair closes the item. Changeable until then.';

create table public.decisions (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	docket_item_id uuid not null,
	outcome public.outcome not null,
	rationale text not null check (length(trim(rationale)) between 1 and 4000),
	decided_by uuid not null,
	decided_at timestamptz not null default private.now(),
	decision_rule public.decision_rule not null,
	tally jsonb not null,
	permitted public.outcome[] not null,
	within_permitted boolean not null,
	with_majority boolean not null,
	override_reason text not null default '' check (length(override_reason) <= 2000),
	seconded_by uuid,
	evidence jsonb not null,
	next_review date,
	primary key (id, district_id),
	unique (docket_item_id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (docket_item_id, district_id) references public.docket_items (id, district_id) on delete cascade,
	foreign key (decided_by, district_id) references public.people (id, district_id),
	foreign key (seconded_by, district_id) references public.people (id, district_id)
);
comment on table public.decisions is 'What the cabinet decided, on what, and why. Never changed: a later decision supersedes.';
comment on column public.decisions.evidence is 'The analysis as it stood, with small cells withheld.';

create table private.decision_evidence (
	decision_id uuid not null,
	district_id uuid not null references public.districts (id),
	complete jsonb not null,
	fingerprint text not null,
	primary key (decision_id, district_id),
	foreign key (decision_id, district_id) references public.decisions (id, district_id) on delete cascade
);
comment on table private.decision_evidence is 'The same with every cell, for the evaluator and for recomputing.';

create index on public.meetings (chair_id, district_id);
create index on public.docket_items (pilot_id, district_id);
create index on public.docket_items (meeting_id, district_id);
create index on public.docket_items (district_id, closed_at);
create unique index one_open_item on public.docket_items (pilot_id) where closed_at is null;
create index on private.votes (voter_id, district_id);
create index on private.votes (docket_item_id, district_id);
create index on private.votes (district_id);
create index on public.decisions (pilot_id, district_id);
create index on public.decisions (decided_by, district_id);
create index on public.decisions (seconded_by, district_id);
create index on public.decisions (district_id, decided_at desc);
create index on private.decision_evidence (district_id);

alter table public.meetings enable row level security;
alter table public.docket_items enable row level security;
alter table public.decisions enable row level security;

grant select on public.meetings, public.docket_items, public.decisions to authenticated;

create policy "People see the meetings of their district" on public.meetings
	for select to authenticated using (district_id = (select private.district_id()));
create policy "Docket items are seen with their pilot" on public.docket_items
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = docket_items.pilot_id));
create policy "Decisions are seen with their pilot" on public.decisions
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = decisions.pilot_id));

create trigger activity_decided after insert on public.decisions
	for each row execute function private.record_activity('decided', 'outcome', 'tally', 'rationale');
create trigger kept before update or delete on public.decisions
	for each row execute function private.refuse_change();
create trigger kept before update or delete on private.decision_evidence
	for each row execute function private.refuse_change();

-- A pilot that reaches decision is docketed, on the next meeting where there is one.
create function private.docket_pilot() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into public.docket_items (district_id, pilot_id, meeting_id)
	values (new.district_id, new.id, (
		select m.id from public.meetings m where m.district_id = new.district_id and m.held_on >= private.today()
		order by m.held_on limit 1));
	return null;
end $$;

create trigger docketed after update of stage on public.pilots
	for each row when (new.stage = 'decision' and old.stage <> 'decision') execute function private.docket_pilot();

-- Calls a meeting with its chair; what waits without a meeting, or for one that is past, comes onto it.
create function private.call_meeting(held_on date, chair uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_id uuid;
begin
	if v_me is null or not (private.has_role(v_me, 'clerk') or private.has_role(v_me, 'admin')) then
		perform private.fail(403, 'not_yours', 'The clerk or the AI office calls meetings. Nothing was saved.');
	elsif held_on is null or held_on < private.today() then
		perform private.fail(422, 'past', 'A meeting is called for today or a later day. Nothing was saved.');
	elsif not exists (select 1 from public.people p where p.id = chair and p.district_id = v_district and p.active)
		or not private.has_role(chair, 'cabinet') then
		perform private.fail(422, 'wrong_person', 'The chair must be a member of the cabinet. Nothing was saved.');
	end if;
	insert into public.meetings as m (district_id, held_on, chair_id) values (v_district, held_on, chair)
	on conflict on constraint meetings_district_id_held_on_key do update set chair_id = excluded.chair_id
	returning m.id into v_id;
	update public.docket_items d set meeting_id = v_id
	where d.district_id = v_district and d.closed_at is null and (d.meeting_id is null or exists (
		select 1 from public.meetings m where m.id = d.meeting_id and m.held_on < private.today()));
	return v_id;
end $$;

create function public.call_meeting(held_on date, chair uuid) returns uuid
language sql security invoker set search_path = ''
as $$ select private.call_meeting(held_on, chair) $$;

-- Casts or changes the caller's vote on a pilot that waits for its decision.
create function private.cast_vote(pilot uuid, choice public.vote_choice, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_item uuid;
	v_again boolean;
begin
	if not private.has_role(v_me, 'cabinet') then
		perform private.fail(403, 'not_yours', 'Only members of the cabinet vote. Nothing was cast.');
	elsif private.on_team_since_proposed(pilot, v_me) then
		perform private.fail(403, 'separation_of_duties', 'You are or were on this pilot''s team, so you have no vote on it. Nothing was cast.');
	elsif choice = 'recuse' and trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'To recuse yourself, give the reason. Nothing was cast.');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was cast.', length(reason)));
	end if;
	select d.id into v_item from public.docket_items d where d.pilot_id = pilot and d.closed_at is null;
	if v_item is null then
		perform private.fail(409, 'not_now', format('Nothing is put to the vote while the pilot is in %s.', v_pilot.stage));
	end if;
	v_again := exists (select 1 from private.votes v where v.docket_item_id = v_item and v.voter_id = v_me);
	insert into private.votes as v (docket_item_id, district_id, voter_id, choice, reason, sponsors)
	values (v_item, v_pilot.district_id, v_me, choice, coalesce(reason, ''), 'sponsor' = any (private.parts(pilot, v_me)))
	on conflict (docket_item_id, voter_id, district_id) do update set
		choice = excluded.choice, reason = excluded.reason, sponsors = excluded.sponsors, cast_at = private.now();
	insert into public.activity (district_id, pilot_id, actor_id, record, record_id, verb)
	values (v_pilot.district_id, pilot, v_me, 'votes', v_item, case when v_again then 'changed their vote' else 'voted' end);
end $$;

create function public.cast_vote(pilot uuid, choice public.vote_choice, reason text default '') returns void
language sql security invoker set search_path = ''
as $$ select private.cast_vote(pilot, choice, reason) $$;

-- Records the cabinet's decision, closes the docket item and moves the pilot: the only way past decision.
create function private.record_decision(pilot uuid, outcome public.outcome, rationale text, override_reason text, second uuid,
	next_review date, cycle_end date, wake_on date) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_item public.docket_items;
	v_district public.districts;
	v_analysis private.analyses;
	v_tally jsonb;
	v_votes int;
	v_most int;
	v_leaders public.outcome[];
	v_permitted boolean;
	v_move public.moves;
	v_id uuid;
begin
	select d.* into v_item from public.docket_items d where d.pilot_id = pilot and d.closed_at is null;
	if not found then
		perform private.fail(409, 'not_now', format('This pilot waits for no decision; it is in %s. Nothing was recorded.', v_pilot.stage));
	elsif not exists (select 1 from public.meetings m where m.id = v_item.meeting_id and m.chair_id = v_me)
		or not private.has_role(v_me, 'cabinet') then
		perform private.fail(403, 'not_yours', 'The chair of the meeting records its decisions. Nothing was recorded.');
	elsif private.on_team_since_proposed(pilot, v_me) then
		perform private.fail(403, 'separation_of_duties', 'You are or were on this pilot''s team: call another chair for it. Nothing was recorded.');
	elsif trim(coalesce(rationale, '')) = '' then
		perform private.fail(422, 'no_reason', 'A decision needs its rationale in words. Nothing was recorded.');
	elsif outcome = 'extend' and coalesce(cycle_end <= private.today(), true) then
		perform private.fail(422, 'no_date', 'To extend, name the day in the future when the next cycle ends. Nothing was recorded.');
	elsif outcome = 'shelve' and coalesce(wake_on <= private.today(), true) then
		perform private.fail(422, 'no_date', 'To shelve, name the day in the future when the pilot wakes up. Nothing was recorded.');
	end if;
	select d.* into v_district from public.districts d where d.id = v_pilot.district_id;
	select a.* into v_analysis from private.analyses a where a.pilot_id = pilot;
	if v_analysis.pilot_id is null or v_analysis.fingerprint <> private.evidence_input(pilot) ->> 'fingerprint' then
		perform private.fail(409, 'evidence_stale', 'The evidence is not computed on the latest results yet: open the evidence page, then decide. Nothing was recorded.');
	end if;

	select coalesce(jsonb_object_agg(v.choice, v.votes), '{}'), coalesce(sum(v.votes) filter (where v.choice not in ('abstain', 'recuse')), 0),
		max(v.votes) filter (where v.choice not in ('abstain', 'recuse'))
	into v_tally, v_votes, v_most
	from (select v.choice, count(*)::int as votes from private.votes v where v.docket_item_id = v_item.id group by v.choice) v;
	if v_votes < v_district.quorum then
		perform private.fail(409, 'no_quorum', format('The quorum is %s votes and %s are cast. Nothing was recorded.', v_district.quorum, v_votes));
	end if;
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
			case when v_permitted then 'the majority' else 'what the evidence permits' end));
	elsif not v_permitted and not exists (
		select 1 from private.votes v where v.docket_item_id = v_item.id and v.voter_id = second and v.voter_id <> v_me
			and v.choice::text = outcome::text) then
		perform private.fail(422, 'no_second', format('To %s against the evidence, a second member of the cabinet who voted for it must stand with the chair. Nothing was recorded.', outcome));
	end if;

	insert into public.decisions (district_id, pilot_id, docket_item_id, outcome, rationale, decided_by, decision_rule, tally, permitted,
		within_permitted, with_majority, override_reason, seconded_by, evidence, next_review)
	values (v_pilot.district_id, pilot, v_item.id, outcome, rationale, v_me, v_district.decision_rule, v_tally, v_analysis.permitted,
		v_permitted, outcome = v_leaders[1], coalesce(override_reason, ''), case when not v_permitted then second end, v_analysis.shown,
		record_decision.next_review)
	returning id into v_id;
	insert into private.decision_evidence (decision_id, district_id, complete, fingerprint)
	values (v_id, v_pilot.district_id, v_analysis.complete, v_analysis.fingerprint);
	update public.docket_items d set closed_at = private.now() where d.id = v_item.id;
	update public.pilots p set cycle_end = coalesce(record_decision.cycle_end, p.cycle_end), wake_on = coalesce(record_decision.wake_on, p.wake_on),
		next_review = coalesce(record_decision.next_review, p.next_review)
	where p.id = pilot;
	select m.* into v_move from public.moves m where m.from_stage = 'decision' and m.act = 'decide' and m.to_stage = case outcome
		when 'scale' then 'scaling' when 'extend' then 'experiment' when 'shelve' then 'shelved' else 'sunset' end::public.stage;
	perform private.move_pilot(v_pilot, v_move, rationale);
	return v_id;
end $$;

create function public.record_decision(pilot uuid, outcome public.outcome, rationale text, override_reason text default '',
	second uuid default null, next_review date default null, cycle_end date default null, wake_on date default null) returns uuid
language sql security invoker set search_path = ''
as $$ select private.record_decision(pilot, outcome, rationale, override_reason, second, next_review, cycle_end, wake_on) $$;

-- Votes on a pilot's latest docket item as the caller may see them: their own and who has voted while it is open;
-- afterwards names for cabinet, clerk and admin. Everyone has the tally on the decision.
create function private.votes(pilot uuid) returns table (voter text, voter_id uuid, choice public.vote_choice, reason text, sponsors boolean)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_item public.docket_items;
	v_office boolean := private.has_role(v_me, 'cabinet') or private.has_role(v_me, 'clerk') or private.has_role(v_me, 'admin');
begin
	select d.* into v_item from public.docket_items d where d.pilot_id = v_pilot.id order by d.opened_at desc limit 1;
	return query
	select p.name, p.id,
		case when v.voter_id = v_me or v_item.closed_at is not null then v.choice end,
		case when v.voter_id = v_me or v_item.closed_at is not null then v.reason end,
		v.sponsors
	from private.votes v join public.people p on p.id = v.voter_id
	where v.docket_item_id = v_item.id and (v_office or v.voter_id = v_me)
	order by p.name;
end $$;

create function public.votes(pilot uuid) returns table (voter text, voter_id uuid, choice public.vote_choice, reason text, sponsors boolean)
language sql stable security invoker set search_path = ''
as $$ select * from private.votes(pilot) $$;

grant execute on function private.call_meeting, private.cast_vote, private.record_decision, private.votes to authenticated;
grant execute on function public.call_meeting, public.cast_vote, public.record_decision, public.votes to authenticated;
