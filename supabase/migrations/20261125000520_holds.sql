-- Holds, which stop a pilot from being carried on, and incidents, of which a serious one raises a hold by itself.

create table public.incidents (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	reported_by uuid not null,
	severity text not null check (severity in ('minor', 'serious')),
	occurred_on date not null,
	what_happened text not null check (length(trim(what_happened)) between 1 and 4000),
	reported_at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (reported_by, district_id) references public.people (id, district_id)
);
comment on table public.incidents is 'What went wrong in a pilot, in words that only those who must know may read. Never changed.';

create table public.holds (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	reason text not null check (length(trim(reason)) between 1 and 2000),
	raised_by uuid,
	raised_as text not null check (raised_as in ('reviewer', 'cabinet', 'admin', 'incident')),
	source text not null check (source in ('person', 'incident')),
	incident_id uuid,
	raised_at timestamptz not null default private.now(),
	lifted_by uuid,
	lifted_at timestamptz,
	lift_reason text not null default '' check (length(lift_reason) <= 2000),
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (raised_by, district_id) references public.people (id, district_id),
	foreign key (incident_id, district_id) references public.incidents (id, district_id) on delete cascade,
	foreign key (lifted_by, district_id) references public.people (id, district_id),
	check ((source = 'incident') = (incident_id is not null and raised_by is null)),
	check ((lifted_at is null) = (lifted_by is null))
);
comment on table public.holds is 'While one of these is not lifted, nothing carries the pilot on; it can always be stopped.';
comment on column public.holds.raised_as is 'The role of whoever raised it: somebody of the same may lift it.';

create index on public.incidents (pilot_id, district_id);
create index on public.incidents (reported_by, district_id);
create index on public.incidents (district_id);
create index on public.holds (pilot_id, district_id);
create index on public.holds (raised_by, district_id);
create index on public.holds (incident_id, district_id);
create index on public.holds (lifted_by, district_id);
create index on public.holds (district_id) where lifted_at is null;
create index on public.holds (district_id, raised_at);

-- The holds on a pilot that are not lifted, as facts of a refusal; null where there is none.
create function private.holds_on(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select jsonb_agg(jsonb_build_object('id', h.id, 'reason', h.reason, 'by', p.name, 'raised_as', h.raised_as, 'source', h.source,
			'raised_at', h.raised_at) order by h.raised_at)
		from public.holds h left join public.people p on p.id = h.raised_by where h.pilot_id = pilot and h.lifted_at is null);
end $$;

-- Refuses what would carry a pilot on while it is on hold.
create function private.refuse_on_hold(pilot uuid, nothing text) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_holds jsonb := private.holds_on(pilot);
begin
	if v_holds is not null then
		perform private.fail(409, 'on_hold', format('This pilot is on hold: “%s” Lift the hold first, or stop the pilot. %s',
			v_holds -> 0 ->> 'reason', nothing), jsonb_build_object('holds', v_holds));
	end if;
end $$;

-- Puts a pilot on hold. To stop is always safe, so the team's own reviewers and admins may, too.
create function private.raise_hold(pilot uuid, reason text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_as text := (
		select x from unnest(array['reviewer', 'admin', 'cabinet']) with ordinality u (x, place)
		where x = any (private.parts(pilot, v_me, true)) order by u.place limit 1);
	v_id uuid;
begin
	if v_as is null then
		perform private.fail(403, 'not_yours', 'Reviewers, the cabinet and the AI office put a pilot on hold. Nothing was changed.');
	elsif v_pilot.stage not in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'adopted') then
		perform private.fail(409, 'not_now', format('A pilot in %s is not put on hold. Nothing was changed.', v_pilot.stage));
	elsif trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'A hold needs its reason in words. Nothing was changed.');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was changed.', length(reason)));
	end if;
	insert into public.holds as h (district_id, pilot_id, reason, raised_by, raised_as, source)
	values (v_pilot.district_id, pilot, raise_hold.reason, v_me, v_as, 'person') returning h.id into v_id;
	perform private.note_activity(v_pilot.district_id, pilot, 'holds', v_id, 'put on hold', jsonb_build_object('reason', reason));
	perform private.tell(v_pilot, 'hold_raised', v_id, private.seats(pilot, '{lead,sponsor,evaluator}'), jsonb_build_object(
		'by', (select p.name from public.people p where p.id = v_me), 'reason', reason));
	return v_id;
end $$;

create function public.raise_hold(pilot uuid, reason text) returns uuid
language sql security invoker set search_path = ''
as $$ select private.raise_hold(pilot, reason) $$;

-- Whether these parts lift that hold: those of the raiser's role, and the cabinet.
create function private.may_lift(parts text[], raised_as text) returns boolean
language sql immutable set search_path = ''
as $$ select parts && (array['cabinet'] || case raised_as when 'incident' then array['reviewer', 'admin'] else array[raised_as] end) $$;

create function private.lift_hold(pilot uuid, hold uuid, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_hold public.holds;
	v_by text;
begin
	select h.* into v_hold from public.holds h where h.id = hold and h.pilot_id = lift_hold.pilot;
	if not found then
		perform private.fail(404, 'no_such_hold', 'There is no such hold on this pilot. Nothing was changed.');
	elsif not private.may_lift(private.parts(pilot, v_me), v_hold.raised_as) then
		if private.may_lift(private.parts(pilot, v_me, true), v_hold.raised_as) then
			perform private.refuse_kept_out(pilot, v_me, 'somebody else has to lift this hold. Nothing was changed.');
		end if;
		perform private.fail(403, 'not_yours', format('This hold is lifted by the cabinet, or by somebody who could have raised it as %s. Nothing was changed.',
			v_hold.raised_as));
	elsif v_hold.lifted_at is not null then
		select p.name into v_by from public.people p where p.id = v_hold.lifted_by;
		perform private.fail(409, 'lifted_already', format('%s lifted this hold already. Nothing of yours was changed.', v_by),
			jsonb_build_object('by', v_by, 'at', v_hold.lifted_at));
	elsif trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'To lift a hold, say what was settled. Nothing was changed.');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was changed.', length(reason)));
	end if;
	update public.holds h set lifted_by = v_me, lifted_at = private.now(), lift_reason = lift_hold.reason where h.id = hold;
	perform private.note_activity(v_pilot.district_id, pilot, 'holds', hold, 'lifted a hold', jsonb_build_object('reason', reason));
	perform private.tell(v_pilot, 'hold_lifted', hold, private.seats(pilot, '{lead,sponsor,evaluator}'), jsonb_build_object(
		'by', (select p.name from public.people p where p.id = v_me), 'reason', reason));
end $$;

create function public.lift_hold(pilot uuid, hold uuid, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.lift_hold(pilot, hold, reason) $$;

-- Whether the caller may read what happened in an incident; that there was one, everyone may know.
create function private.reads_incident(pilot uuid, reporter uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return reporter = private.person_id() or private.parts(pilot, private.person_id(), true)
		&& array['team', 'sponsor', 'evaluator', 'reviewer', 'cabinet', 'admin'];
end $$;

-- Reports an incident. A serious one puts the pilot on hold at once.
create function private.report_incident(pilot uuid, severity text, occurred_on date, what_happened text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_id uuid;
	v_hold uuid;
	v_reason text;
begin
	if v_pilot.stage in ('draft', 'proposed', 'declined', 'withdrawn') then
		perform private.fail(409, 'not_now', format('Incidents are reported from vetting on; this pilot is in %s. Nothing was saved.', v_pilot.stage));
	elsif coalesce(severity not in ('minor', 'serious'), true) then
		perform private.fail(422, 'no_severity', 'An incident is minor or serious. Nothing was saved.');
	elsif occurred_on is null or occurred_on > private.today() then
		perform private.fail(422, 'no_date', 'Say on which day it happened, today at the latest. Nothing was saved.');
	elsif trim(coalesce(what_happened, '')) = '' then
		perform private.fail(422, 'no_words', 'Say what happened. Nothing was saved.');
	elsif length(what_happened) > 4000 then
		perform private.fail(422, 'too_long', format('The report can have 4000 characters and has %s. Nothing was saved.', length(what_happened)));
	elsif not private.spend_attempt('incidents', private.person_id()::text, 20, 3600) then
		-- A serious one stops a pilot and mails all who must know: nobody does that without end.
		perform private.fail(429, 'too_many', 'You reported 20 incidents within an hour: tell the AI office in person, or wait a little. Nothing was saved.',
			'{"most": 20}');
	end if;
	insert into public.incidents as i (district_id, pilot_id, reported_by, severity, occurred_on, what_happened)
	values (v_pilot.district_id, pilot, private.person_id(), report_incident.severity, report_incident.occurred_on, report_incident.what_happened)
	returning i.id into v_id;
	perform private.note_activity(v_pilot.district_id, pilot, 'incidents', v_id, 'reported an incident', jsonb_build_object('severity', severity));
	if severity = 'serious' then
		-- Everyone sees the hold, so it says nothing of what happened.
		v_reason := format('A serious incident of %s was reported.', to_char(occurred_on, 'FMDD FMMonth YYYY'));
		insert into public.holds as h (district_id, pilot_id, reason, raised_as, source, incident_id)
		values (v_pilot.district_id, pilot, v_reason, 'incident', 'incident', v_id) returning h.id into v_hold;
		perform private.note_activity(v_pilot.district_id, pilot, 'holds', v_hold, 'put on hold', jsonb_build_object('reason', v_reason));
		perform private.tell(v_pilot, 'hold_raised', v_hold, private.seats(pilot, '{lead,sponsor,evaluator}'),
			jsonb_build_object('by', null, 'reason', v_reason));
		perform private.tell(v_pilot, 'incident', v_id, private.seats(pilot, '{sponsor}') || array(
			select r.person_id from public.person_roles r
			where r.district_id = v_pilot.district_id and r.role in ('reviewer', 'admin')), jsonb_build_object('severity', severity));
	end if;
	return v_id;
end $$;

create function public.report_incident(pilot uuid, severity text, occurred_on date, what_happened text) returns uuid
language sql security invoker set search_path = ''
as $$ select private.report_incident(pilot, severity, occurred_on, what_happened) $$;

grant execute on function private.raise_hold, private.lift_hold, private.reads_incident, private.report_incident to authenticated;
grant execute on function public.raise_hold, public.lift_hold, public.report_incident to authenticated;

alter table public.incidents enable row level security;
alter table public.holds enable row level security;

grant select on public.incidents, public.holds to authenticated;

create policy "Incidents are read by those who must know of them" on public.incidents
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = incidents.pilot_id)
		and private.reads_incident(pilot_id, reported_by));
create policy "Holds are seen with their pilot" on public.holds
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = holds.pilot_id));

create trigger kept before update or delete on public.incidents
	for each row execute function private.refuse_change();
