-- A pilot: its proposal, its people, where it is, and what happened to it.

create type public.stage as enum (
	'draft', 'proposed', 'vetting', 'experiment', 'decision', 'scaling', 'adopted',
	'sunset', 'retired', 'shelved', 'declined', 'withdrawn'
);
create type public.pilot_kind as enum ('student-facing instruction', 'staff productivity', 'operations', 'back office');
create type public.risk_tier as enum ('low', 'moderate', 'high');
create type public.team_role as enum ('lead', 'member', 'data collector');
create type public.assignment_role as enum ('sponsor', 'evaluator', 'reviewer');

create table public.pilots (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	title text not null check (length(trim(title)) between 1 and 120),
	kind public.pilot_kind not null default 'student-facing instruction',
	stage public.stage not null default 'draft',
	stage_since timestamptz not null default private.now(),
	created_at timestamptz not null default private.now(),
	proposed_at timestamptz,
	launched_at timestamptz,
	-- the proposal
	problem text not null default '' check (length(problem) <= 4000),
	who_affected text not null default '' check (length(who_affected) <= 1000),
	benefit text not null default '' check (length(benefit) <= 2000),
	how_we_know text not null default '' check (length(how_we_know) <= 2000),
	tool text not null default '' check (length(tool) <= 200),
	-- structured answers that the risk tier follows from; null is not answered yet
	students_take_part boolean,
	under_13 boolean,
	personal_data boolean,
	decides_about_people boolean,
	risk_tier public.risk_tier,
	risk_reason text not null default '' check (length(risk_reason) <= 1000),
	-- the way to launch
	decision_question text not null default '' check (length(decision_question) <= 500),
	stop_rule text not null default '' check (length(stop_rule) <= 1000),
	budget_once numeric check (budget_once >= 0),
	budget_yearly numeric check (budget_yearly >= 0),
	cycle_end date,
	-- the way off and on
	wake_on date,
	operating_owner text not null default '' check (length(operating_owner) <= 200),
	operating_budget text not null default '' check (length(operating_budget) <= 200),
	next_review date,
	people_told_on date,
	access_revoked_on date,
	lesson text not null default '' check (length(lesson) <= 4000),
	primary key (id, district_id)
);
comment on table public.pilots is 'An AI pilot from idea to decision. Stage is written by advance_pilot and record_decision alone.';
comment on column public.pilots.stage_since is 'When the pilot entered its stage.';
comment on column public.pilots.proposed_at is 'First submission; from then on the whole district sees the pilot.';

create table public.pilot_objectives (
	pilot_id uuid not null,
	objective_id uuid not null,
	district_id uuid not null references public.districts (id),
	primary key (pilot_id, district_id, objective_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (objective_id, district_id) references public.objectives (id, district_id)
);
comment on table public.pilot_objectives is 'The objectives of the strategy that a pilot serves.';

create table public.pilot_sites (
	pilot_id uuid not null,
	site_id uuid not null,
	district_id uuid not null references public.districts (id),
	primary key (pilot_id, district_id, site_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (site_id, district_id) references public.sites (id, district_id)
);
comment on table public.pilot_sites is 'The schools and departments where a pilot runs.';

create table public.team_members (
	id uuid not null default gen_random_uuid(),
	pilot_id uuid not null,
	person_id uuid not null,
	district_id uuid not null references public.districts (id),
	role public.team_role not null,
	joined_at timestamptz not null default private.now(),
	left_at timestamptz,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id)
);
comment on table public.team_members is 'Who is, or was, on a pilot''s team. Rows are ended, never deleted: separation of duties reads them.';

create table public.assignments (
	id uuid not null default gen_random_uuid(),
	pilot_id uuid not null,
	person_id uuid not null,
	district_id uuid not null references public.districts (id),
	role public.assignment_role not null,
	specialty public.specialty,
	since timestamptz not null default private.now(),
	until timestamptz,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id),
	check ((role = 'reviewer') = (specialty is not null))
);
comment on table public.assignments is 'Who is, or was, a pilot''s sponsor, evaluator or reviewer.';

create table public.stage_changes (
	id uuid not null default gen_random_uuid(),
	pilot_id uuid not null,
	district_id uuid not null references public.districts (id),
	act text not null,
	from_stage public.stage not null,
	to_stage public.stage not null,
	actor_id uuid,
	note text not null default '' check (length(note) <= 2000),
	criteria jsonb not null default '[]',
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (actor_id, district_id) references public.people (id, district_id)
);
comment on table public.stage_changes is 'Every move of a pilot, with the criteria as they stood. Never changed.';

create table public.activity (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	pilot_id uuid,
	actor_id uuid,
	at timestamptz not null default private.now(),
	record text not null,
	record_id uuid,
	verb text not null,
	facts jsonb not null default '{}',
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (actor_id, district_id) references public.people (id, district_id)
);
comment on table public.activity is 'Who did what to which record when. Written by triggers alone, without values that somebody may not see.';

create index on public.pilots (district_id, stage, stage_since, id);
create index on public.pilot_objectives (objective_id, district_id);
create index on public.pilot_objectives (district_id, objective_id, pilot_id);
create index on public.pilot_sites (site_id, district_id);
create index on public.pilot_sites (district_id, site_id, pilot_id);
create index on public.team_members (pilot_id, district_id);
create index on public.team_members (person_id, district_id);
create index on public.team_members (district_id);
create unique index one_lead on public.team_members (pilot_id) where role = 'lead' and left_at is null;
create unique index one_seat_each on public.team_members (pilot_id, person_id) where left_at is null;
create index on public.assignments (pilot_id, district_id);
create index on public.assignments (person_id, district_id);
create index on public.assignments (district_id);
create unique index one_sponsor_and_evaluator on public.assignments (pilot_id, role)
	where until is null and role in ('sponsor', 'evaluator');
create index on public.stage_changes (pilot_id, district_id, at);
create index on public.stage_changes (actor_id, district_id);
create index on public.stage_changes (district_id);
create index on public.activity (pilot_id, district_id, at desc);
create index on public.activity (district_id, at desc);
create index on public.activity (actor_id, district_id);

-- Who was on the team at any time since the pilot was proposed: they do nothing that others must do for it.
create function private.on_team_since_proposed(pilot uuid, person uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (
		select 1 from public.team_members t join public.pilots p on p.id = t.pilot_id
		where t.pilot_id = pilot and t.person_id = person
			and (t.left_at is null or (p.proposed_at is not null and t.left_at >= p.proposed_at)))
$$;

create function private.my_pilots() returns setof uuid
language sql stable security definer set search_path = ''
as $$
	select pilot_id from public.team_members where person_id = private.person_id() and left_at is null
$$;

-- What a person may be to a pilot. Being on its team, now or since it was proposed, takes every other part away.
create function private.parts(pilot uuid, person uuid, despite_team boolean default false) returns text[]
language sql stable security definer set search_path = ''
as $$
	select coalesce(array_agg(distinct part), '{}') from (
		select t.role::text from public.team_members t
		where t.pilot_id = pilot and t.person_id = person and t.left_at is null
		union all
		select 'team' from public.team_members t
		where t.pilot_id = pilot and t.person_id = person and t.left_at is null
		union all
		select others.part from (
			-- An evaluator's seat counts while they hold the role; a sponsor's while they sit in the cabinet.
			select a.role::text from public.assignments a
			where a.pilot_id = pilot and a.person_id = person and a.until is null and a.role in ('sponsor', 'evaluator')
				and private.has_role(person, case a.role when 'sponsor' then 'cabinet' else 'evaluator' end::public.role)
			union all
			select r.role::text from public.person_roles r where r.person_id = person and r.role <> 'evaluator'
		) others (part)
		where despite_team or not private.on_team_since_proposed(pilot, person)
	) parts (part)
$$;

grant execute on function private.on_team_since_proposed, private.my_pilots, private.parts to authenticated;

-- One trigger for every record: the first argument is the verb, the others name the columns kept as facts.
create function private.record_activity() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_row jsonb := to_jsonb(new);
	v_facts jsonb := '{}';
begin
	for i in 1 .. tg_nargs - 1 loop
		v_facts := v_facts || jsonb_build_object(tg_argv[i], v_row -> tg_argv[i]);
	end loop;
	insert into public.activity (district_id, pilot_id, actor_id, record, record_id, verb, facts)
	values (
		new.district_id,
		case when tg_table_name = 'pilots' then (v_row ->> 'id')::uuid else (v_row ->> 'pilot_id')::uuid end,
		private.person_id(), tg_table_name, (v_row ->> 'id')::uuid, tg_argv[0], v_facts);
	return null;
end $$;

create trigger activity_created after insert on public.pilots
	for each row execute function private.record_activity('started');
create trigger activity_moved after insert on public.stage_changes
	for each row execute function private.record_activity('moved', 'act', 'from_stage', 'to_stage', 'note');
create trigger activity_joined after insert on public.team_members
	for each row execute function private.record_activity('joined', 'person_id', 'role');
create trigger activity_left after update of left_at on public.team_members
	for each row execute function private.record_activity('left', 'person_id', 'role');
create trigger activity_appointed after insert on public.assignments
	for each row execute function private.record_activity('appointed', 'person_id', 'role', 'specialty');
create trigger activity_released after update of until on public.assignments
	for each row execute function private.record_activity('released', 'person_id', 'role', 'specialty');

create function private.refuse_change() returns trigger
language plpgsql set search_path = ''
as $$
begin
	perform private.fail(409, 'kept_for_ever', 'This record is kept as it is: a later one can correct it.');
	return null;
end $$;

create trigger kept before update or delete on public.stage_changes
	for each row execute function private.refuse_change();
create trigger kept before update or delete on public.activity
	for each row execute function private.refuse_change();

alter table public.pilots enable row level security;
alter table public.pilot_objectives enable row level security;
alter table public.pilot_sites enable row level security;
alter table public.team_members enable row level security;
alter table public.assignments enable row level security;
alter table public.stage_changes enable row level security;
alter table public.activity enable row level security;

grant select on public.pilots, public.pilot_objectives, public.pilot_sites, public.team_members,
	public.assignments, public.stage_changes, public.activity to authenticated;

create policy "People see the pilots of their district once proposed, and their own drafts" on public.pilots
	for select to authenticated using (
		district_id = (select private.district_id())
		and (proposed_at is not null or id in (select private.my_pilots())));
create policy "Objectives are seen with their pilot" on public.pilot_objectives
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = pilot_objectives.pilot_id));
create policy "Sites are seen with their pilot" on public.pilot_sites
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = pilot_sites.pilot_id));
create policy "Teams are seen with their pilot" on public.team_members
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = team_members.pilot_id));
create policy "Assignments are seen with their pilot" on public.assignments
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = assignments.pilot_id));
create policy "Moves are seen with their pilot" on public.stage_changes
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = stage_changes.pilot_id));
create policy "Activity is seen with its pilot" on public.activity
	for select to authenticated using (
		district_id = (select private.district_id())
		and (pilot_id is null or exists (select 1 from public.pilots p where p.id = activity.pilot_id)));

-- The pilot that the caller means, if they may see it; 404 otherwise, so that nothing tells that it exists.
create function private.seen_pilot(pilot uuid) returns public.pilots
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots;
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select p.* into v_pilot from public.pilots p
	where p.id = pilot and p.district_id = private.district_id()
		and (p.proposed_at is not null or p.id in (select private.my_pilots()));
	if not found then
		perform private.fail(404, 'no_such_pilot', 'There is no pilot at this address.');
	end if;
	return v_pilot;
end $$;

-- The same, locked until the transaction ends: for everything that changes a pilot.
create function private.locked_pilot(pilot uuid) returns public.pilots
language plpgsql security definer set search_path = ''
as $$
begin
	-- First whether it is theirs to see, so that nobody holds up a pilot that is not.
	perform private.seen_pilot(pilot);
	perform 1 from public.pilots p where p.id = pilot for update;
	return private.seen_pilot(pilot);
end $$;

-- Saves a proposal: a new draft, or the text of one that is a draft still. Values that are not named stay.
create function private.save_proposal(pilot uuid, proposal jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_pilot public.pilots;
	v_unknown text;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select k into v_unknown from jsonb_object_keys(proposal) k
	where k not in ('title', 'kind', 'problem', 'who_affected', 'benefit', 'how_we_know', 'tool', 'students_take_part',
		'under_13', 'personal_data', 'decides_about_people', 'objectives', 'sites');
	if v_unknown is not null then
		perform private.fail(400, 'unknown_field', format('A proposal has no field %s. Nothing was saved.', v_unknown));
	end if;
	select format('%s can have %s characters and has %s. Nothing was saved.', f.label, f.most, length(proposal ->> f.field)) into v_unknown
	from (values ('title', 'The title', 120), ('problem', 'The problem', 4000), ('who_affected', 'Who is affected', 1000),
		('benefit', 'The benefit', 2000), ('how_we_know', 'How we would know', 2000), ('tool', 'The tool', 200)) f (field, label, most)
	where length(proposal ->> f.field) > f.most;
	if v_unknown is not null then
		perform private.fail(422, 'too_long', v_unknown);
	elsif trim(coalesce(proposal ->> 'title', '')) = '' and (proposal ? 'title'
		or not exists (select 1 from public.pilots p where p.id = pilot)) then
		perform private.fail(422, 'no_title', 'A pilot needs a title. Nothing was saved.');
	end if;
	if not exists (select 1 from public.pilots p where p.id = pilot) then
		insert into public.pilots (id, district_id, title)
		values (coalesce(pilot, gen_random_uuid()), v_district, proposal ->> 'title') returning * into v_pilot;
		insert into public.team_members (pilot_id, person_id, district_id, role)
		values (v_pilot.id, v_me, v_district, 'lead');
	else
		v_pilot := private.locked_pilot(pilot);
		if not 'team' = any (private.parts(v_pilot.id, v_me)) then
			perform private.fail(403, 'not_on_team', 'Only the team can edit its proposal. Nothing was saved.');
		elsif v_pilot.stage <> 'draft' then
			perform private.fail(409, 'frozen', 'The proposal is frozen since it was submitted. Nothing was saved.');
		end if;
	end if;
	update public.pilots p set
		title = coalesce(proposal ->> 'title', p.title),
		kind = coalesce((proposal ->> 'kind')::public.pilot_kind, p.kind),
		problem = coalesce(proposal ->> 'problem', p.problem),
		who_affected = coalesce(proposal ->> 'who_affected', p.who_affected),
		benefit = coalesce(proposal ->> 'benefit', p.benefit),
		how_we_know = coalesce(proposal ->> 'how_we_know', p.how_we_know),
		tool = coalesce(proposal ->> 'tool', p.tool),
		students_take_part = coalesce((proposal ->> 'students_take_part')::boolean, p.students_take_part),
		under_13 = coalesce((proposal ->> 'under_13')::boolean, p.under_13),
		personal_data = coalesce((proposal ->> 'personal_data')::boolean, p.personal_data),
		decides_about_people = coalesce((proposal ->> 'decides_about_people')::boolean, p.decides_about_people)
	where p.id = v_pilot.id;
	-- A tier that was confirmed on other answers is confirmed no more.
	update public.pilots p set risk_tier = null, risk_reason = ''
	where p.id = v_pilot.id and private.computed_tier(p) is distinct from private.computed_tier(v_pilot);
	if proposal ? 'objectives' then
		delete from public.pilot_objectives o where o.pilot_id = v_pilot.id;
		insert into public.pilot_objectives (pilot_id, objective_id, district_id)
		select distinct v_pilot.id, o.value::uuid, v_district from jsonb_array_elements_text(proposal -> 'objectives') o;
	end if;
	if proposal ? 'sites' then
		delete from public.pilot_sites s where s.pilot_id = v_pilot.id;
		insert into public.pilot_sites (pilot_id, site_id, district_id)
		select distinct v_pilot.id, s.value::uuid, v_district from jsonb_array_elements_text(proposal -> 'sites') s;
	end if;
	return v_pilot.id;
end $$;

create function public.save_proposal(pilot uuid, proposal jsonb) returns uuid
language sql security invoker set search_path = ''
as $$ select private.save_proposal(pilot, proposal) $$;

-- Names the sponsor or the evaluator of a pilot; whoever held the seat is released.
create function private.appoint(pilot uuid, person uuid, role public.assignment_role) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_mine text[] := private.parts(pilot, private.person_id());
	v_needed public.role := case role when 'sponsor' then 'cabinet' when 'evaluator' then 'evaluator' end;
begin
	if role = 'reviewer' then
		perform private.fail(400, 'no_such_seat', 'Reviews are signed by whoever holds the specialty; nobody is appointed to them.');
	elsif not (v_mine && array['admin', 'sponsor'] or (role = 'sponsor' and 'cabinet' = any (v_mine) and person = private.person_id())) then
		perform private.fail(403, 'not_yours', format('The AI office names the %s. Nothing was changed.', role));
	elsif not exists (select 1 from public.people p where p.id = person and p.district_id = v_pilot.district_id and p.active)
		or not private.has_role(person, v_needed) then
		perform private.fail(422, 'wrong_person', format('The %s must hold the role of %s in this district. Nothing was changed.', role, v_needed));
	elsif private.on_team_since_proposed(pilot, person) then
		perform private.fail(403, 'separation_of_duties', format('Whoever is on a pilot''s team cannot be its %s. Nothing was changed.', role));
	end if;
	update public.assignments a set until = private.now()
	where a.pilot_id = pilot and a.role = appoint.role and a.until is null and a.person_id <> person;
	insert into public.assignments (pilot_id, person_id, district_id, role)
	select pilot, person, v_pilot.district_id, role
	where not exists (select 1 from public.assignments a
		where a.pilot_id = pilot and a.role = appoint.role and a.until is null);
end $$;

create function public.appoint(pilot uuid, person uuid, role public.assignment_role) returns void
language sql security invoker set search_path = ''
as $$ select private.appoint(pilot, person, role) $$;

-- Whether somebody has judged a pilot, or is named to: they cannot join its team any more.
create function private.judges(pilot uuid, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return exists (select 1 from public.assignments a where a.pilot_id = pilot and a.person_id = person and a.until is null)
		or exists (select 1 from public.reviews r where r.pilot_id = pilot and r.reviewer_id = person)
		or exists (select 1 from public.evaluations e where e.pilot_id = pilot and e.evaluator_id = person)
		or exists (select 1 from public.stage_changes c where c.pilot_id = pilot and c.actor_id = person
			and c.act not in ('submit', 'withdraw', 'stop early', 'wake'))
		or exists (
			select 1 from public.docket_items d
			left join private.votes v on v.docket_item_id = d.id and v.voter_id = person
			left join public.meetings m on m.id = d.meeting_id and m.chair_id = person
			where d.pilot_id = pilot and (v.voter_id is not null or m.id is not null));
end $$;

-- Adds somebody to the team, or lets them leave it. The lead's seat is passed on, never left empty.
create function private.seat(pilot uuid, person uuid, role public.team_role) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
begin
	if not 'lead' = any (private.parts(pilot, private.person_id())) then
		perform private.fail(403, 'not_yours', 'The lead decides who is on the team. Nothing was changed.');
	elsif role is not null and not exists (
		select 1 from public.people p where p.id = person and p.district_id = v_pilot.district_id and p.active) then
		perform private.fail(422, 'wrong_person', 'That person is not in this district. Nothing was changed.');
	elsif role = 'lead' or person = private.person_id() then
		perform private.fail(400, 'no_such_seat', 'A team has one lead. Choose member or data collector for somebody else.');
	elsif role is not null and private.judges(pilot, person) then
		perform private.fail(403, 'separation_of_duties', 'Whoever sponsors, evaluates, reviews or decides on a pilot cannot join its team. Nothing was changed.');
	end if;
	update public.team_members t set left_at = private.now()
	where t.pilot_id = pilot and t.person_id = person and t.left_at is null;
	if role is not null then
		insert into public.team_members (pilot_id, person_id, district_id, role)
		values (pilot, person, v_pilot.district_id, role);
	end if;
end $$;

create function public.seat(pilot uuid, person uuid, role public.team_role) returns void
language sql security invoker set search_path = ''
as $$ select private.seat(pilot, person, role) $$;

grant execute on function private.seen_pilot, private.save_proposal, private.appoint, private.seat to authenticated;
grant execute on function public.save_proposal, public.appoint, public.seat to authenticated;
