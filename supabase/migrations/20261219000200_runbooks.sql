-- The runbook of a pilot that is sunset: begun when it enters the stage, with an owner and a day for each step.

create table private.runbooks (
	pilot_id uuid not null,
	district_id uuid not null references public.districts (id),
	started_on date not null,
	avoided_budget numeric check (avoided_budget between 0 and 1e9),
	avoided_licences int check (avoided_licences between 0 and 1000000),
	avoided_hours numeric check (avoided_hours between 0 and 1e7),
	avoided_source text not null default '' check (length(avoided_source) <= 1000),
	avoided_by uuid,
	avoided_at timestamptz,
	thanks text not null default '' check (length(thanks) <= 2000),
	thanks_by uuid,
	thanked_at timestamptz,
	revision int not null default 1,
	primary key (pilot_id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (avoided_by, district_id) references public.people (id, district_id),
	foreign key (thanks_by, district_id) references public.people (id, district_id)
);
comment on table private.runbooks is 'That a pilot is being closed or was, what is not spent from then on where somebody said so, and the thanks to its team.';
comment on column private.runbooks.avoided_budget is 'Dollars a year that are not spent from now on. The three figures count from when somebody said them; before, they are reckoned.';
comment on column private.runbooks.thanked_at is 'When the team was thanked by mail; once.';

create table private.runbook_steps (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	key text not null,
	position int not null,
	title text not null check (length(trim(title)) between 1 and 160),
	hint text not null default '' check (length(hint) <= 1000),
	tool_id uuid,
	evidence text[] not null default '{}' check (evidence <@ '{link,note}'),
	required boolean not null,
	owner_part text,
	owner_id uuid,
	due_on date not null,
	state text not null default 'open' check (state in ('open', 'done', 'skipped')),
	done_on date,
	note text not null default '' check (length(note) <= 2000),
	link text not null default '' check (length(link) <= 500),
	closed_by uuid,
	closed_at timestamptz,
	told_due date,
	told_overdue date,
	revision int not null default 1,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (tool_id, district_id) references private.tools (id, district_id),
	foreign key (owner_id, district_id) references public.people (id, district_id),
	foreign key (closed_by, district_id) references public.people (id, district_id),
	check ((state = 'done') = (done_on is not null)),
	check ((state = 'open') = (closed_at is null))
);
comment on table private.runbook_steps is 'What is to be done to close a pilot, by whom and by when, as it stands now. How it came to that is in its events.';
comment on column private.runbook_steps.owner_id is 'Null where nobody could take it: the AI office gives it to somebody.';
comment on column private.runbook_steps.told_due is 'The due date of which its owner was last reminded; told_overdue for its escalation.';

create table private.runbook_events (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	step_id uuid,
	kind text not null check (kind in ('added', 'done', 'undone', 'skipped', 'changed', 'avoided', 'thanked')),
	words text not null default '' check (length(words) <= 4000),
	link text not null default '' check (length(link) <= 500),
	done_on date,
	owner_id uuid,
	due_on date,
	figures jsonb,
	by uuid,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (step_id, district_id) references private.runbook_steps (id, district_id) on delete cascade,
	foreign key (owner_id, district_id) references public.people (id, district_id),
	foreign key (by, district_id) references public.people (id, district_id)
);
comment on table private.runbook_events is 'What was done with a runbook and its steps, by whom and why. Appended to, never changed.';

create index on private.runbooks (district_id);
create index on private.runbooks (avoided_by, district_id);
create index on private.runbooks (thanks_by, district_id);
create index on private.runbook_steps (pilot_id, district_id);
create index on private.runbook_steps (tool_id, district_id);
create index on private.runbook_steps (owner_id, district_id);
create index on private.runbook_steps (closed_by, district_id);
create index on private.runbook_steps (district_id, due_on) where state = 'open';
create index on private.runbook_events (pilot_id, district_id);
create index on private.runbook_events (step_id, district_id);
create index on private.runbook_events (owner_id, district_id);
create index on private.runbook_events (by, district_id);
create index on private.runbook_events (district_id);

create trigger kept before update or delete on private.runbook_events
	for each row execute function private.refuse_change();

-- Whose a step is at first: who has the part; else the sponsor; else somebody of the AI office who is not on the team. Null for nobody.
create function private.step_owner(pilot public.pilots, part text) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select p.id from (
			select t.person_id as id, 1 as place from public.team_members t
			where part = 'lead' and t.pilot_id = pilot.id and t.role = 'lead' and t.left_at is null
			union all
			select a.person_id, case when a.role::text = part then 1 else 2 end from public.assignments a
			where a.pilot_id = pilot.id and a.until is null and (a.role = 'sponsor' or a.role::text = part)
			union all
			select r.person_id, case when r.role::text = part then 1 else 3 end from public.person_roles r
			where r.district_id = pilot.district_id and (r.role = 'admin' or r.role::text = part) and r.role in ('admin', 'clerk')
				and not private.kept_out(pilot.id, r.person_id)
		) x join public.people p on p.id = x.id and p.active and not p.outside
		where not exists (select 1 from public.recusals c where c.pilot_id = pilot.id and c.person_id = p.id)
		order by x.place, p.name, p.id limit 1);
end $$;

-- The steps that a runbook of this pilot would have, by the district's rules of today.
create function private.planned_steps(pilot public.pilots)
returns table (key text, place int, title text, hint text, tool_id uuid, tool text, evidence text[], required boolean, owner_part text,
	owner_id uuid, days int)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	with used as materialized (
		select t.id, t.name, t.data_elements <> '{none}' and (t.about && '{students,staff,families}' or t.about = '{}' or t.data_elements = '{}') as holds,
			exists (select 1 from private.tool_agreements a where a.tool_id = t.id and private.agreement_state(a) in ('current', 'not yet')) as agreed
		from private.pilot_tools l join private.tools t on t.id = l.tool_id
		where l.pilot_id = pilot.id and l.unlinked_at is null
	), wanted as (
		select r.*, u.id as used_id, u.name as used_name
		from private.runbook_rules r
		left join used u on r.per = 'tool' or (r.per = 'data tool' and u.holds) or (r.per = 'contract tool' and u.agreed)
		where r.district_id = pilot.district_id and r.valid_until is null and (r.kind is null or r.kind = pilot.kind)
			-- An unanswered question about students asks for what a yes would.
			and (not r.students_only or pilot.students_take_part is not false)
			and (r.per = 'pilot' or u.id is not null
				-- Access to what the registry doesn't know is revoked, too; and a contract that the record names is ended.
				or (r.per = 'tool' and not exists (select 1 from used))
				or (r.per = 'contract tool' and exists (
					select 1 from private.contract_facts f where f.pilot_id = pilot.id and f.contract_value > 0)))
	)
	select w.key, (row_number() over (order by w.days, w.position, w.used_name))::int, w.title, w.hint, w.used_id, w.used_name, w.evidence, w.required,
		w.owner, o.id, w.days
	from wanted w
	join (select x.part, private.step_owner(pilot, x.part) as id from (select distinct y.owner from wanted y) x (part)) o on o.part = w.owner
	order by 2;
end $$;

-- Begins the runbook of a pilot, once.
create function private.begin_runbook(pilot public.pilots, starts date) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_steps int;
begin
	insert into private.runbooks (pilot_id, district_id, started_on) values (pilot.id, pilot.district_id, starts)
	on conflict on constraint runbooks_pkey do nothing;
	if not found then
		return;
	end if;
	with made as (
		insert into private.runbook_steps (district_id, pilot_id, key, position, title, hint, tool_id, evidence, required, owner_part, owner_id, due_on)
		select pilot.district_id, pilot.id, s.key, s.place, s.title, s.hint, s.tool_id, s.evidence, s.required, s.owner_part, s.owner_id, starts + s.days
		from private.planned_steps(pilot) s
		returning id, owner_id, due_on
	), noted as (
		insert into private.runbook_events (district_id, pilot_id, step_id, kind, owner_id, due_on, by)
		select pilot.district_id, pilot.id, m.id, 'added', m.owner_id, m.due_on, private.person_id() from made m
	)
	select count(*) into v_steps from made;
	perform private.note_activity(pilot.district_id, pilot.id, 'runbooks', pilot.id, 'began a runbook', jsonb_build_object('steps', v_steps));
end $$;

create function private.runbook_on_sunset() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.begin_runbook(new, private.today());
	return null;
end $$;

create trigger runbook_begins after update of stage on public.pilots
	for each row when (new.stage = 'sunset' and old.stage <> 'sunset') execute function private.runbook_on_sunset();

-- Writes down for good what was done with a step, and as a line of the pilot's activity.
create function private.note_step(step private.runbook_steps, kind text, verb text, words text default '') returns void
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.runbook_events (district_id, pilot_id, step_id, kind, words, link, done_on, owner_id, due_on, by)
	values (step.district_id, step.pilot_id, step.id, note_step.kind, coalesce(note_step.words, ''), step.link, step.done_on, step.owner_id, step.due_on, private.person_id());
	perform private.note_activity(step.district_id, step.pilot_id, 'runbook_steps', step.id, verb, jsonb_strip_nulls(jsonb_build_object(
		'title', step.title, 'tool', (select t.name from private.tools t where t.id = step.tool_id), 'person_id', step.owner_id)));
end $$;

-- The day on which all steps about something were done; null while one is open.
create function private.steps_done_on(pilot uuid, keys text[]) returns date
language sql stable security definer set search_path = ''
as $$
	select case when bool_and(s.state = 'done') then max(s.done_on) end from private.runbook_steps s
	where s.pilot_id = steps_done_on.pilot and s.key = any (keys) and s.state <> 'skipped'
$$;

-- Whoever fills in the facts of old (when people were told, when access was revoked, the lesson) does the steps that they mean.
create function private.steps_by_facts() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_fact record;
	v_now date;
	v_step private.runbook_steps;
begin
	for v_fact in select * from (values
		('{tell_staff,tell_families}'::text[], old.people_told_on is distinct from new.people_told_on, new.people_told_on),
		('{revoke_access}', old.access_revoked_on is distinct from new.access_revoked_on, new.access_revoked_on),
		('{publish_lesson}', trim(old.lesson) <> trim(new.lesson), case when trim(new.lesson) <> '' then private.today() end)) f (keys, changed, day)
	loop
		continue when not v_fact.changed;
		v_now := private.steps_done_on(new.id, v_fact.keys);
		if 'publish_lesson' = any (v_fact.keys) and v_fact.day is not null then
			v_fact.day := coalesce(v_now, v_fact.day);
		end if;
		if v_fact.day > private.today() then
			v_fact.day := null;
		end if;
		continue when v_now is not distinct from v_fact.day;
		for v_step in
			select s.* from private.runbook_steps s
			where s.pilot_id = new.id and s.key = any (v_fact.keys) and s.state <> 'skipped' and s.done_on is distinct from v_fact.day
				-- What a district asks to be shown, a day alone does not show.
				and (v_fact.day is null or s.state = 'done' or s.evidence = '{}')
			order by s.position
		loop
			update private.runbook_steps s set state = case when v_fact.day is null then 'open' else 'done' end, done_on = v_fact.day,
				closed_by = case when v_fact.day is not null then private.person_id() end,
				closed_at = case when v_fact.day is not null then private.now() end, revision = s.revision + 1
			where s.id = v_step.id and s.district_id = v_step.district_id returning s.* into v_step;
			if v_fact.day is null then
				perform private.note_step(v_step, 'undone', 'took back a runbook step', 'The day was taken back.');
			else
				perform private.note_step(v_step, 'done', 'did a runbook step');
			end if;
		end loop;
	end loop;
	return null;
end $$;

create trigger steps_by_facts after update of people_told_on, access_revoked_on, lesson on public.pilots
	for each row when (new.stage = 'sunset' and (old.people_told_on, old.access_revoked_on, old.lesson)
		is distinct from (new.people_told_on, new.access_revoked_on, new.lesson)) execute function private.steps_by_facts();

-- And the other way round: the facts of old follow from the steps.
create function private.facts_by_steps(pilot uuid) returns void
language sql security definer set search_path = ''
as $$
	update public.pilots p set people_told_on = x.told, access_revoked_on = x.revoked
	from (select private.steps_done_on(facts_by_steps.pilot, '{tell_staff,tell_families}') as told,
		private.steps_done_on(facts_by_steps.pilot, '{revoke_access}') as revoked) x
	where p.id = facts_by_steps.pilot and (p.people_told_on, p.access_revoked_on) is distinct from (x.told, x.revoked)
$$;

-- Pilots that are being sunset already get a runbook, with what was said and signed so far.
create function private.runbook_of_before(pilot public.pilots) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.begin_runbook(pilot, (pilot.stage_since at time zone 'UTC')::date);
	with said as (
		select 'tell_staff' as key, pilot.people_told_on as day, null::uuid as by, pilot.people_told_on::timestamptz as at, '' as note
		union all select 'tell_families', pilot.people_told_on, null, pilot.people_told_on, ''
		union all select 'revoke_access', pilot.access_revoked_on, null, pilot.access_revoked_on, ''
		union all select 'publish_lesson', private.today(), null, private.now(), '' where trim(pilot.lesson) <> ''
		union all
		select case g.criterion when 'work_exported' then 'export_work' when 'contract_ended' then 'end_contract' when 'replacement' then 'name_replacement'
			else g.criterion end, (g.at at time zone 'UTC')::date, g.person_id, g.at, g.note
		from public.signatures g where g.pilot_id = pilot.id and g.act = 'retire' and g.withdrawn_at is null
	), done as (
		update private.runbook_steps s set state = 'done', done_on = d.day, closed_by = d.by, closed_at = d.at,
			note = case when d.by is null then s.note else left('Signed for before there was a runbook. ' || d.note, 2000) end, revision = 2
		from said d where s.pilot_id = pilot.id and s.key = d.key and d.day <= private.today()
		returning s.*
	)
	insert into private.runbook_events (district_id, pilot_id, step_id, kind, words, done_on, owner_id, due_on, by)
	select d.district_id, d.pilot_id, d.id, 'done', d.note, d.done_on, d.owner_id, d.due_on, d.closed_by from done d;
end $$;

select private.runbook_of_before(p) from public.pilots p where p.stage = 'sunset';
drop function private.runbook_of_before;
