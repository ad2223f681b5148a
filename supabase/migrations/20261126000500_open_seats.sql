-- Joining a pilot's team: seats that its lead opens and everyone sees, and people who ask to take one.

create table public.open_seats (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	role public.team_role not null check (role <> 'lead'),
	wanted text not null check (length(trim(wanted)) between 1 and 300),
	hours_a_week numeric(4, 1) check (hours_a_week > 0 and hours_a_week <= 40),
	opened_by uuid not null,
	opened_at timestamptz not null default private.now(),
	closed_at timestamptz,
	filled_by uuid,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (opened_by, district_id) references public.people (id, district_id),
	foreign key (filled_by, district_id) references public.people (id, district_id),
	check (filled_by is null or closed_at is not null)
);
comment on table public.open_seats is 'Seats on a team that somebody is looked for. Closed by its lead, or when somebody takes it.';
comment on column public.open_seats.wanted is 'What is asked of whoever takes it, in the lead''s words.';

create table public.join_requests (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	seat_id uuid,
	person_id uuid not null,
	note text not null default '' check (length(note) <= 1000),
	at timestamptz not null default private.now(),
	answer text check (answer in ('accepted', 'declined', 'withdrawn')),
	answer_note text not null default '' check (length(answer_note) <= 1000),
	answered_at timestamptz,
	answered_by uuid,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (seat_id, district_id) references public.open_seats (id, district_id),
	foreign key (person_id, district_id) references public.people (id, district_id),
	foreign key (answered_by, district_id) references public.people (id, district_id),
	check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
);
comment on table public.join_requests is 'Who asks to join a team. Between them and the team: others read only who joined.';

create index on public.open_seats (pilot_id, district_id);
create index on public.open_seats (district_id, opened_at desc, id) where closed_at is null;
create index on public.open_seats (district_id);
create index on public.open_seats (opened_by, district_id);
create index on public.open_seats (filled_by, district_id);
create index on public.join_requests (pilot_id, district_id);
create index on public.join_requests (seat_id, district_id);
create index on public.join_requests (person_id, district_id);
create index on public.join_requests (answered_by, district_id);
create index on public.join_requests (district_id);
create unique index one_request_each on public.join_requests (pilot_id, person_id) where answered_at is null;

create trigger activity_opened after insert on public.open_seats
	for each row execute function private.record_activity('opened', 'role');
create trigger activity_closed after update of closed_at on public.open_seats
	for each row execute function private.record_activity('closed', 'role');

alter table public.open_seats enable row level security;
alter table public.join_requests enable row level security;
grant select on public.open_seats, public.join_requests to authenticated;

create policy "Open seats are seen with their pilot" on public.open_seats
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = open_seats.pilot_id));
-- Of people from outside my_pilots names those that they judge, and those are no business of theirs here.
create policy "A request to join is seen by whoever asks and by the team" on public.join_requests
	for select to authenticated using (
		district_id = (select private.district_id())
		and (person_id = (select private.person_id())
			or (not (select private.is_outside()) and pilot_id in (select private.my_pilots()))));

-- What somebody typed, without the space around it: line ends too.
create function private.trimmed(said text) returns text
language sql immutable set search_path = ''
as $$ select trim(both E' \t\r\n' from coalesce(said, '')) $$;

-- Why somebody cannot join a team; null for who can. 'team' is who is on it already.
create function private.join_fault(pilot public.pilots, person uuid) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_person public.people;
begin
	select p.* into v_person from public.people p where p.id = person and p.district_id = pilot.district_id and p.active;
	return case
		when pilot.stage in ('retired', 'declined', 'withdrawn') then 'over'
		when v_person.id is null then 'gone'
		when v_person.outside then 'outside'
		when exists (select 1 from public.team_members t where t.pilot_id = pilot.id and t.person_id = person and t.left_at is null) then 'team'
		when exists (select 1 from public.recusals r where r.pilot_id = pilot.id and r.person_id = person) then 'recused'
		when private.judges(pilot.id, person) then 'judges' end;
end $$;

-- Refuses whoever cannot join: in one sentence to themselves, in another to the lead who would take them in.
create function private.refuse_join(pilot public.pilots, person uuid, themselves boolean) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_fault text := private.join_fault(pilot, person);
	v_name text := (select p.name from public.people p where p.id = person and p.district_id = pilot.district_id);
begin
	if v_fault is null then
		return;
	end if;
	perform private.fail(
		case v_fault when 'over' then 409 when 'team' then 409 when 'gone' then 422 when 'outside' then 422 else 403 end,
		case v_fault when 'gone' then 'wrong_person' when 'team' then 'on_team' when 'outside' then 'outside'
			when 'over' then 'over' else 'separation_of_duties' end,
		case v_fault
			when 'over' then 'This pilot is over, so that nobody joins its team any more. Nothing was changed.'
			when 'gone' then 'That person is not in this district. Nothing was changed.'
			when 'outside' then case when themselves
				then 'Teams are of people of the district: from outside, the AI office appoints you to one pilot. Nothing was changed.'
				else 'Whoever is not of the district joins no team: the AI office appoints them to one pilot. Nothing was changed.' end
			when 'team' then case when themselves then 'You are on this team already. Nothing was changed.'
				else v_name || ' is on this team already. Nothing was changed.' end
			when 'recused' then case when themselves then 'You recused yourself from this pilot, so you cannot join its team. Nothing was changed.'
				else v_name || ' recused themselves from this pilot, so they cannot join its team. Nothing was changed.' end
			else case when themselves then 'You sponsor, evaluate, review or decide on this pilot, so you cannot join its team. Nothing was changed.'
				else 'Whoever sponsors, evaluates, reviews or decides on a pilot cannot join its team. Nothing was changed.' end end,
		jsonb_build_object('why', v_fault));
end $$;

-- Adds somebody to the team, lets them leave it, or passes the lead on to them; the old lead stays as a member.
create or replace function private.seat(pilot uuid, person uuid, role public.team_role) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_there boolean := exists (
		select 1 from public.team_members t where t.pilot_id = seat.pilot and t.person_id = seat.person and t.left_at is null);
begin
	if not 'lead' = any (private.parts(pilot, v_me)) then
		perform private.fail(403, 'not_yours', 'The lead decides who is on the team. Nothing was changed.');
	elsif role is not null and not private.stays(person, v_pilot.district_id) then
		perform private.fail(422, 'wrong_person', 'That person is not in this district. Nothing was changed.');
	elsif person = v_me then
		perform private.fail(400, 'no_such_seat', 'You are the lead: pass that on to somebody else first. Nothing was changed.');
	elsif role is not null and not v_there then
		perform private.refuse_join(v_pilot, person, false);
	elsif role = 'lead' and (select p.outside from public.people p where p.id = person) then
		perform private.fail(422, 'outside', 'Whoever is not of the district leads no pilot. Nothing was changed.');
	end if;
	update public.team_members t set left_at = private.now()
	where t.pilot_id = pilot and t.left_at is null and (t.person_id = person or (seat.role = 'lead' and t.person_id = v_me));
	if role is not null then
		insert into public.team_members (pilot_id, person_id, district_id, role)
		values (pilot, person, v_pilot.district_id, role);
		-- Whoever is taken in has asked for nothing any more.
		update public.join_requests r set answer = 'accepted', answered_at = private.now(), answered_by = v_me
		where r.pilot_id = seat.pilot and r.person_id = seat.person and r.answered_at is null;
	end if;
	if role = 'lead' then
		insert into public.team_members (pilot_id, person_id, district_id, role)
		values (pilot, v_me, v_pilot.district_id, 'member');
		perform private.note_activity(v_pilot.district_id, pilot, 'team_members', null, 'passed on the lead',
			jsonb_build_object('person_id', person));
	end if;
end $$;
