-- What opens a review again: a change of a tool that touches its specialty, or its reviewer's coming onto the team or recusing
-- themselves. What was signed before stays readable.

alter table public.reviews
	add column reopened_at timestamptz,
	add column reopened_why text not null default '' check (length(reopened_why) <= 4000),
	add column assigned_to uuid,
	add column assigned_at timestamptz,
	add foreign key (assigned_to, district_id) references public.people (id, district_id);
comment on column public.reviews.reopened_at is 'When a decided review was asked again, the last time; null for one that never was.';
comment on column public.reviews.assigned_to is 'Who takes it, among those who may sign it. Whoever else may sign it still may.';

create table private.review_history (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	specialty public.specialty not null,
	state public.review_state not null check (state <> 'asked'),
	reviewer_id uuid not null,
	reason text not null,
	decided_at timestamptz,
	asked_at timestamptz not null,
	no_interest boolean,
	cause text not null check (cause in ('tool', 'team', 'recused')),
	why text not null,
	ended_at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (reviewer_id, district_id) references public.people (id, district_id)
);
comment on table private.review_history is 'Signatures and refusals of reviews that count no more: whose, when, and why no more. Never changed.';
comment on column private.review_history.cause is 'tool: it changed; team: the reviewer came onto it; recused: they stay out by their own word.';

-- Reviews that were there before are as old as the triage that asked for them.
update public.reviews r set asked_at = coalesce(
	(select max(c.at) from public.stage_changes c where c.act = 'triage' and c.pilot_id = r.pilot_id), private.now())
where r.asked_at is null;
alter table public.reviews alter column asked_at set default private.now(), alter column asked_at set not null;

create index on public.reviews (assigned_to, district_id);
create index on private.review_history (pilot_id, district_id);
create index on private.review_history (reviewer_id, district_id);
create index on private.review_history (district_id, decided_at);

create trigger kept before update or delete on private.review_history
	for each row execute function private.refuse_change();

-- Whether reviews are decided in this stage: in vetting all; later those that were opened again since the launch, or before it and
-- not decided since.
create function private.is_open(pilot public.pilots, review public.reviews) returns boolean
language sql immutable set search_path = ''
as $$
	select pilot.stage = 'vetting' or (pilot.stage in ('experiment', 'decision', 'scaling', 'adopted') and review.reopened_at is not null
		and (review.state = 'asked' or review.reopened_at >= pilot.launched_at))
$$;

-- Whether the review of a specialty can be signed or refused where the pilot is, by whoever may.
create function private.review_open(pilot uuid, specialty public.specialty) returns boolean
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	return coalesce((
		select private.is_open(l, r) from public.reviews r join public.pilots l on l.id = r.pilot_id
		where r.pilot_id = review_open.pilot and r.specialty = review_open.specialty), (
		select l.stage = 'vetting' from public.pilots l where l.id = review_open.pilot), false);
end $$;

-- What a change of a tool touches is reviewed afresh in every pilot that uses it, and nothing else. `fields` are those of the registry;
-- answers how many reviews were opened again. Reviewers who had signed, leads and sponsors hear of it once.
create function private.reopen_reviews(tool uuid, fields text[], reason text) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_tool private.tools;
	v_touched public.specialty[] := array(select distinct t.specialty from private.review_touches t where t.field = any (fields) order by 1);
	v_pilots uuid[];
	v_why text;
	v_now timestamptz := private.now();
	v_opened int;
begin
	select t.* into v_tool from private.tools t where t.id = tool;
	if v_tool.id is null or v_touched = '{}' then
		return 0;
	end if;
	-- In one order, so that two tools of the same pilots may change at once.
	v_pilots := array(
		select l.id from public.pilots l
		where l.id in (
				select u.pilot_id from private.pilot_tools u
				where u.tool_id = v_tool.id and u.district_id = v_tool.district_id and u.unlinked_at is null)
			and l.stage in ('vetting', 'experiment', 'decision', 'scaling', 'adopted')
		order by l.id for no key update);
	v_why := left(format('%s changed: %s.%s', v_tool.name, array_to_string(array(
		select replace(f, '_', ' ') from unnest(fields) f where f in (select t.field from private.review_touches t)), ', '),
		case when trim(coalesce(reason, '')) = '' then '' else ' ' || trim(reason) end), 4000);
	with signed as (
		select r.* from public.reviews r where r.pilot_id = any (v_pilots) and r.state = 'signed' and r.specialty = any (v_touched)
	), kept as (
		insert into private.review_history (district_id, pilot_id, specialty, state, reviewer_id, reason, decided_at, asked_at, no_interest, cause, why)
		select s.district_id, s.pilot_id, s.specialty, s.state, s.reviewer_id, s.reason, s.decided_at, coalesce(s.reopened_at, s.asked_at),
			s.no_interest, 'tool', v_why from signed s
	), opened as (
		update public.reviews r set state = 'asked', reviewer_id = null, reason = '', decided_at = null, no_interest = null,
			reopened_at = v_now, reopened_why = v_why
		from signed s where r.id = s.id and r.district_id = s.district_id
		returning r.pilot_id, r.specialty, s.reviewer_id
	), lines as (
		insert into public.activity (district_id, pilot_id, actor_id, record, record_id, verb, facts)
		select v_tool.district_id, o.pilot_id, private.person_id(), 'reviews', v_tool.id, 'asked for reviews again', jsonb_build_object(
			'specialties', jsonb_agg(o.specialty order by o.specialty), 'tool', v_tool.name, 'reason', v_why)
		from opened o group by o.pilot_id
		returning id, pilot_id, facts
	), concerned as materialized (
		select o.pilot_id, o.reviewer_id as person_id from opened o
		union select t.pilot_id, t.person_id from public.team_members t
			where t.pilot_id in (select o.pilot_id from opened o) and t.role = 'lead' and t.left_at is null
		union select a.pilot_id, a.person_id from public.assignments a
			where a.pilot_id in (select o.pilot_id from opened o) and a.role = 'sponsor' and a.until is null
	), told as (
		select n.id as line, l.id as pilot, l.title, n.facts, p.id as person, p.email
		from concerned c join lines n on n.pilot_id = c.pilot_id join public.pilots l on l.id = c.pilot_id
		join public.people p on p.id = c.person_id and p.active
		where p.id is distinct from private.person_id() and private.sees(l, p.id, p.outside)
	), noticed as (
		insert into private.notices (activity_id, district_id, person_id, pilot_id, at)
		select t.line, v_tool.district_id, t.person, t.pilot, v_now from told t
	), mailed as (
		-- One mail a person, however many pilots use the tool: those that it names are the first of them.
		insert into private.mails (key, district_id, person_id, address, kind, facts)
		select format('reviews_reopened:%s:%s:%s', v_tool.id, extract(epoch from v_now), t.person), v_tool.district_id, t.person, t.email,
			'reviews_reopened', jsonb_build_object('tool', v_tool.name, 'why', v_why, 'in_all', count(*), 'pilots', jsonb_path_query_array(
				jsonb_agg(jsonb_build_object('pilot', t.pilot, 'title', t.title, 'specialties', t.facts -> 'specialties') order by t.title, t.pilot), '$[0 to 29]'))
		from told t group by t.person, t.email
		on conflict on constraint mails_key_key do nothing
	)
	select count(*) into v_opened from opened o;
	return v_opened;
end $$;

-- What somebody decided in a pilot counts no more, and is asked again.
create function private.void_reviews(pilot public.pilots, person uuid, cause text, why text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_one public.reviews;
begin
	if pilot.stage not in ('vetting', 'experiment', 'decision', 'scaling', 'adopted') then
		return;
	end if;
	for v_one in select r.* from public.reviews r where r.pilot_id = pilot.id and r.reviewer_id = person order by r.specialty for update loop
		insert into private.review_history (district_id, pilot_id, specialty, state, reviewer_id, reason, decided_at, asked_at, no_interest, cause, why)
		values (v_one.district_id, v_one.pilot_id, v_one.specialty, v_one.state, v_one.reviewer_id, v_one.reason, v_one.decided_at,
			coalesce(v_one.reopened_at, v_one.asked_at), v_one.no_interest, void_reviews.cause, void_reviews.why);
		update public.reviews r set state = 'asked', reviewer_id = null, reason = '', decided_at = null, no_interest = null,
			reopened_at = private.now(), reopened_why = void_reviews.why
		where r.id = v_one.id and r.district_id = v_one.district_id;
		perform private.note_activity(pilot.district_id, pilot.id, 'reviews', v_one.id, 'voided a review', jsonb_build_object(
			'person_id', person, 'specialty', v_one.specialty, 'state', v_one.state, 'reason', void_reviews.why));
	end loop;
	update public.reviews r set assigned_to = null, assigned_at = null where r.pilot_id = pilot.id and r.assigned_to = person;
end $$;

create function private.void_for_team() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots;
begin
	select l.* into v_pilot from public.pilots l where l.id = new.pilot_id;
	perform private.void_reviews(v_pilot, new.person_id, 'team', format('%s joined the team on %s.',
		(select p.name from public.people p where p.id = new.person_id), to_char(new.joined_at at time zone 'UTC', 'FMDD FMMonth YYYY')));
	return null;
end $$;

create function private.void_for_recusal() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots;
begin
	select l.* into v_pilot from public.pilots l where l.id = new.pilot_id;
	perform private.void_reviews(v_pilot, new.person_id, 'recused', format('%s recused themselves on %s.',
		(select p.name from public.people p where p.id = new.person_id), to_char(new.at at time zone 'UTC', 'FMDD FMMonth YYYY')));
	return null;
end $$;

create trigger void_reviews after insert on public.team_members
	for each row when (new.left_at is null) execute function private.void_for_team();
create trigger void_reviews_again after update of left_at on public.team_members
	for each row when (new.left_at is null and old.left_at is not null) execute function private.void_for_team();
create trigger void_reviews after insert on public.recusals
	for each row execute function private.void_for_recusal();

insert into private.notice_rules (record, verb, act, audience, immediate, mail_to) values
	-- Those concerned are told where reviews are opened, many pilots at once.
	('reviews', 'asked for reviews again', null, '{}', false, null),
	('reviews', 'voided a review', null, '{person,lead,sponsor,reviewers}', true, '{lead,sponsor,reviewers}');

-- Those that were opened again wait since then, also in a pilot that has left vetting.
create or replace function private.waiting_reviews(escalate boolean)
returns table (pilot uuid, district_id uuid, title text, specialty public.specialty, since timestamptz, again_after timestamptz)
language sql stable security definer set search_path = ''
as $$
	select l.id, l.district_id, l.title, r.specialty, w.since, private.now() - make_interval(days => d.remind_after_days)
	from public.districts d
	join public.reviews r on r.district_id = d.id and r.state = 'asked'
	join public.pilots l on l.id = r.pilot_id and l.district_id = d.id and private.is_open(l, r)
	cross join lateral (
		select case when l.stage = 'vetting' then greatest(l.stage_since, r.reopened_at) else r.reopened_at end as since) w
	where w.since <= private.now() - make_interval(days => case when escalate then d.escalate_after_days else d.remind_after_days end)
$$;

-- The parts of a pilot that wait for somebody while nobody is eligible and nobody stands in: reviews that were opened again, too.
create or replace function private.nobody_for(pilot public.pilots) returns text[]
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select coalesce(array_agg(w.part order by w.place, w.part), '{}') from (
			select x.part, x.place from (values
				('admin', 1, pilot.stage in ('proposed', 'vetting', 'sunset')),
				('sponsor', 2, pilot.stage in ('proposed', 'vetting', 'experiment', 'scaling', 'adopted')),
				('evaluator', 3, pilot.stage in ('vetting', 'experiment')),
				('cabinet', 4, pilot.stage = 'decision' or (pilot.stage = 'vetting' and pilot.risk_tier <> 'low') or exists (
					select 1 from public.docket_items d where d.pilot_id = pilot.id and d.closed_at is null))
			) x (part, place, waits)
			where x.waits and not exists (
				select 1 from public.assignments a join public.people p on p.id = a.person_id and p.active
				where a.pilot_id = pilot.id and a.role::text = x.part and a.until is null)
			union all
			select r.specialty::text, 5 from public.reviews r where r.pilot_id = pilot.id and r.state = 'asked' and private.is_open(pilot, r)
		) w
		where not exists (
				select 1 from public.substitutes s join public.people p on p.id = s.person_id and p.active
				where s.pilot_id = pilot.id and s.part = w.part and s.until is null)
			and not private.anybody_for(pilot, w.part));
end $$;

-- Which reviews a change of a tool opens again, for everyone to read.
create function private.review_touches() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	return (select jsonb_agg(jsonb_build_object('field', x.field, 'specialties', x.specialties) order by x.field) from (
		select t.field, jsonb_agg(t.specialty order by t.specialty) as specialties from private.review_touches t group by t.field) x);
end $$;

create function public.review_touches() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.review_touches() $$;

grant execute on function private.review_touches, public.review_touches to authenticated;
