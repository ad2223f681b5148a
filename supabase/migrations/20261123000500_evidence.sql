-- What is measured, against which goals, and the group summaries that came in. Never a student's row.

create type public.metric_kind as enum ('mean', 'proportion', 'count', 'total');
create type public.better as enum ('higher', 'lower');
create type public.metric_about as enum ('students', 'staff survey', 'things');
create type public.metric_domain as enum ('achievement', 'other');
create type public.goal_role as enum ('primary', 'key', 'secondary', 'guardrail');
create type public.design as enum ('randomized', 'matched comparison', 'before and after', 'monitoring only');
create type public.unit as enum ('student', 'class', 'school', 'staff', 'thing');
create type public.arm as enum ('pilot', 'comparison');
create type public.phase as enum ('baseline', 'outcome');
create type public.outcome as enum ('scale', 'extend', 'shelve', 'sunset');

create table public.metrics (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	name text not null check (length(trim(name)) between 1 and 120),
	meaning text not null default '' check (length(meaning) <= 1000),
	unit text not null check (length(unit) between 1 and 40),
	kind public.metric_kind not null,
	better public.better not null,
	about public.metric_about not null,
	domain public.metric_domain not null default 'other',
	source text not null default '' check (length(source) <= 200),
	cadence text not null default '' check (length(cadence) <= 80),
	version int not null default 1,
	primary key (id, district_id),
	unique (district_id, name, version)
);
comment on table public.metrics is 'The district''s metric library.';
comment on column public.metrics.about is 'Figures about students or staff are withheld in small groups; figures about things never are.';

create table public.pilot_goals (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	objective_id uuid not null,
	metric_id uuid not null,
	role public.goal_role not null,
	target numeric,
	minimum_effect numeric check (minimum_effect > 0),
	planned_sd numeric check (planned_sd > 0),
	guardrail_limit numeric,
	margin numeric check (margin > 0),
	primary key (id, district_id),
	unique (pilot_id, metric_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (objective_id, district_id) references public.objectives (id, district_id),
	foreign key (metric_id, district_id) references public.metrics (id, district_id),
	check ((role = 'guardrail') = (guardrail_limit is not null))
);
comment on table public.pilot_goals is 'The outcome goals of a pilot: target, minimum important effect and limit in the metric''s own unit.';
comment on column public.pilot_goals.margin is 'Non-inferiority margin: how much worse still counts as no worse.';

create table public.plans (
	pilot_id uuid not null,
	district_id uuid not null references public.districts (id),
	design public.design not null,
	assignment_unit public.unit not null,
	analysis_unit public.unit not null,
	groups_per_arm int check (groups_per_arm > 0),
	people_per_arm int check (people_per_arm > 0),
	icc numeric check (icc >= 0 and icc < 1),
	pretest_r2 numeric check (pretest_r2 >= 0 and pretest_r2 < 1),
	outcome_period text not null check (outcome_period ~ '^[[:alnum:]][[:alnum:] ./–-]{0,39}$'),
	strata text[] not null default '{}',
	locked_at timestamptz,
	primary key (pilot_id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade
);
comment on table public.plans is 'The measurement plan of a pilot; launch locks it.';

create table public.evaluations (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	evaluator_id uuid not null,
	summary text not null check (length(trim(summary)) between 1 and 4000),
	recommendation public.outcome not null,
	submitted_at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (evaluator_id, district_id) references public.people (id, district_id)
);
comment on table public.evaluations is 'The evaluator''s own words and recommendation on a cycle.';

-- Measurements and analyses live where the API does not reach: functions that withhold small cells are the only way.
create table private.measurements (
	id uuid not null,
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	metric_id uuid not null,
	arm public.arm not null,
	phase public.phase not null,
	period text not null,
	measured_on date not null,
	site_id uuid,
	stratum text,
	subgroup text,
	n int,
	mean double precision,
	sd double precision,
	events int,
	exposure double precision,
	value double precision,
	clusters int,
	cluster_sd double precision,
	correlation double precision,
	source text not null default '' check (length(source) <= 200),
	note text not null default '' check (length(note) <= 500),
	logged_by uuid,
	logged_at timestamptz not null default private.now(),
	supersedes uuid,
	reason text not null default '' check (length(reason) <= 500),
	content text not null,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (metric_id, district_id) references public.metrics (id, district_id),
	foreign key (site_id, district_id) references public.sites (id, district_id),
	foreign key (logged_by, district_id) references public.people (id, district_id),
	foreign key (supersedes, district_id) references private.measurements (id, district_id)
);
comment on table private.measurements is 'One group summary each. Never changed: a correction supersedes, with a reason.';
comment on column private.measurements.content is 'Fingerprint of what was logged, so that the same id and content again is the same row.';

create table private.acceptances (
	measurement_id uuid not null,
	district_id uuid not null references public.districts (id),
	accepted_by uuid,
	accepted_at timestamptz not null default private.now(),
	primary key (measurement_id, district_id),
	foreign key (measurement_id, district_id) references private.measurements (id, district_id) on delete cascade,
	foreign key (accepted_by, district_id) references public.people (id, district_id)
);
comment on table private.acceptances is 'Rows that the evaluator logged or accepted. Only these count.';

create table private.analyses (
	pilot_id uuid not null,
	district_id uuid not null references public.districts (id),
	fingerprint text not null,
	computed_at timestamptz not null default private.now(),
	complete jsonb not null,
	shown jsonb not null,
	permitted public.outcome[] not null,
	primary key (pilot_id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade
);
comment on table private.analyses is 'What the server computed from the accepted rows. Only its own key writes here.';
comment on column private.analyses.shown is 'The same with everything withheld that would give a small cell back.';

create index on public.pilot_goals (pilot_id, district_id);
create index on public.pilot_goals (objective_id, district_id);
create index on public.pilot_goals (metric_id, district_id);
create index on public.pilot_goals (district_id);
create unique index one_primary_goal on public.pilot_goals (pilot_id) where role = 'primary';
create index on public.plans (district_id);
create index on public.evaluations (pilot_id, district_id);
create index on public.evaluations (evaluator_id, district_id);
create index on public.evaluations (district_id);
create index on private.measurements (pilot_id, district_id);
create index on private.measurements (metric_id, district_id);
create index on private.measurements (site_id, district_id) where site_id is not null;
create index on private.measurements (logged_by, district_id);
create index on private.measurements (district_id);
create unique index corrected_once on private.measurements (supersedes, district_id) where supersedes is not null;
create index on private.acceptances (accepted_by, district_id);
create index on private.acceptances (district_id);
create index on private.analyses (district_id);

alter table public.metrics enable row level security;
alter table public.pilot_goals enable row level security;
alter table public.plans enable row level security;
alter table public.evaluations enable row level security;

grant select on public.metrics, public.pilot_goals, public.plans, public.evaluations to authenticated;

create policy "People see the metrics of their district" on public.metrics
	for select to authenticated using (district_id = (select private.district_id()));
create policy "Outcome goals are seen with their pilot" on public.pilot_goals
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = pilot_goals.pilot_id));
create policy "Plans are seen with their pilot" on public.plans
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = plans.pilot_id));
create policy "Evaluations are seen with their pilot" on public.evaluations
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = evaluations.pilot_id));

create trigger activity_planned after insert or update on public.plans
	for each row execute function private.record_activity('planned', 'design', 'outcome_period', 'locked_at');
create trigger activity_evaluated after insert on public.evaluations
	for each row execute function private.record_activity('evaluated', 'recommendation');
create trigger kept before update or delete on public.evaluations
	for each row execute function private.refuse_change();
create trigger kept before update or delete on private.measurements
	for each row execute function private.refuse_change();

-- One line of activity for one act of logging, however many rows it carried; no values.
create function private.record_logging() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into public.activity (district_id, pilot_id, actor_id, record, verb, facts)
	select l.district_id, l.pilot_id, private.person_id(), 'measurements', 'logged',
		jsonb_build_object('rows', count(*), 'corrections', count(l.supersedes))
	from logged l group by l.district_id, l.pilot_id;
	return null;
end $$;

create trigger activity_logged after insert on private.measurements
	referencing new table as logged
	for each statement execute function private.record_logging();

-- Rows that count now: those that no later row corrects.
create view private.live_measurements with (security_invoker = true) as
	select m.*, a.measurement_id is not null as accepted
	from private.measurements m
	left join private.acceptances a on a.measurement_id = m.id and a.district_id = m.district_id
	where not exists (
		select 1 from private.measurements later where later.supersedes = m.id and later.district_id = m.district_id);

-- Which live rows are withheld from everyone but the evaluator: groups about people under the district's minimum;
-- and where that leaves one gap in a line that adds up, the smallest other cell too, so that no subtraction fills it.
create function private.withheld(pilot uuid) returns setof uuid
language sql stable security definer set search_path = ''
as $$
	with cells as (
		select m.id, coalesce(m.n < d.minimum_group, true) as small, m.n,
			dense_rank() over (order by m.metric_id, m.arm, m.phase, m.period, m.subgroup is null) as line,
			dense_rank() over (order by m.metric_id, m.arm, m.site_id, m.stratum, m.subgroup) as place
		from private.live_measurements m
		join public.metrics k on k.id = m.metric_id
		join public.districts d on d.id = m.district_id
		where m.pilot_id = pilot and k.about <> 'things'
	), in_line as (
		select c.*, small or (count(*) filter (where small) over (partition by line) = 1
			and row_number() over (partition by line, small order by n, id) = 1) as hide
		from cells c
	), in_time as (
		-- The pattern stays the same over periods, or one period would give back what another withholds.
		select l.*, bool_or(hide) over (partition by place) as always from in_line l
	)
	select id from (
		select t.*, always or (count(*) filter (where always) over (partition by line) = 1
			and row_number() over (partition by line, always order by n, id) = 1) as withhold
		from in_time t) x
	where withhold
$$;

-- The evaluator of a pilot, and admins who are not on its team, see small cells.
create function private.sees_small_cells(pilot uuid) returns boolean
language sql stable security definer set search_path = ''
as $$ select private.parts(pilot, private.person_id()) && array['evaluator', 'admin'] $$;

create function private.is_day(given text) returns boolean
language plpgsql immutable set search_path = ''
as $$
begin
	return coalesce(given ~ '^\d{4}-\d\d-\d\d$' and given::date is not null, false);
exception when datetime_field_overflow or invalid_datetime_format then
	return false;
end $$;

-- Why a row cannot be logged, as { field, reason }; null where nothing is wrong. Text about one row only:
-- what depends on other rows (the same cell twice, corrections) is checked where rows are written.
create function private.refusal(pilot public.pilots, given jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_label constant text := '^[[:alnum:]][[:alnum:] ./–-]{0,39}$';
	v_metric public.metrics;
	v_field text;
	v_needed text[];
	v_n numeric;
begin
	if jsonb_typeof(given) is distinct from 'object' then
		return jsonb_build_object('field', 'id', 'reason', 'A result is an object with named fields.');
	end if;
	select k into v_field from jsonb_object_keys(given) k
	where k not in ('id', 'metric_id', 'arm', 'phase', 'period', 'measured_on', 'site_id', 'stratum', 'subgroup', 'n', 'mean', 'sd',
		'events', 'exposure', 'value', 'clusters', 'cluster_sd', 'correlation', 'source', 'note', 'supersedes', 'reason')
	limit 1;
	if v_field is not null then
		return jsonb_build_object('field', v_field, 'reason', 'A result has no such field.');
	end if;
	foreach v_field in array array['id', 'metric_id', 'site_id', 'supersedes'] loop
		if given ->> v_field !~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then
			return jsonb_build_object('field', v_field, 'reason', 'This must be an id.');
		end if;
	end loop;
	if given ->> 'id' is null then
		return jsonb_build_object('field', 'id', 'reason', 'Each result needs an id made by whoever logs it.');
	end if;
	select k.* into v_metric from public.metrics k join public.pilot_goals g on g.metric_id = k.id
	where g.pilot_id = pilot.id and k.id = (given ->> 'metric_id')::uuid;
	if not found then
		return jsonb_build_object('field', 'metric_id', 'reason', 'This metric is none of the pilot''s outcome goals.');
	end if;
	if coalesce(given ->> 'arm' not in ('pilot', 'comparison'), true) then
		return jsonb_build_object('field', 'arm', 'reason', 'The arm is pilot or comparison.');
	elsif coalesce(given ->> 'phase' not in ('baseline', 'outcome'), true) then
		return jsonb_build_object('field', 'phase', 'reason', 'The phase is baseline or outcome.');
	elsif coalesce(given ->> 'period' !~ v_label, true) then
		return jsonb_build_object('field', 'period', 'reason', 'The period is a short label, such as Spring 2026.');
	elsif given ->> 'stratum' !~ v_label then
		return jsonb_build_object('field', 'stratum', 'reason', 'A stratum is a short label, such as Grade 4.');
	elsif given ->> 'stratum' is not null and v_metric.about = 'students' and not exists (
		select 1 from public.plans l where l.pilot_id = pilot.id and given ->> 'stratum' = any (l.strata)) then
		return jsonb_build_object('field', 'stratum', 'reason', 'This stratum is not in the measurement plan.');
	elsif given ->> 'subgroup' is not null and not exists (
		select 1 from public.districts d where d.id = pilot.district_id and given ->> 'subgroup' = any (d.subgroups)) then
		return jsonb_build_object('field', 'subgroup', 'reason', 'This subgroup is not in the district''s list.');
	elsif given ->> 'site_id' is not null and not exists (
		select 1 from public.sites s where s.id = (given ->> 'site_id')::uuid and s.district_id = pilot.district_id) then
		return jsonb_build_object('field', 'site_id', 'reason', 'This site is not in the district.');
	elsif not private.is_day(given ->> 'measured_on') then
		return jsonb_build_object('field', 'measured_on', 'reason', 'The date must be a day, as 2026-03-31.');
	elsif (given ->> 'measured_on')::date > private.today() then
		return jsonb_build_object('field', 'measured_on', 'reason', 'The date is in the future.');
	elsif length(given ->> 'source') > 200 or length(given ->> 'note') > 500 or length(given ->> 'reason') > 500 then
		return jsonb_build_object('field', 'note', 'reason', 'A note can have 500 characters, a source 200.');
	end if;
	foreach v_field in array array['n', 'mean', 'sd', 'events', 'exposure', 'value', 'clusters', 'cluster_sd', 'correlation'] loop
		if jsonb_typeof(given -> v_field) not in ('number', 'null') then
			return jsonb_build_object('field', v_field, 'reason', 'This must be a number.');
		elsif abs((given ->> v_field)::numeric) > 1e15 then
			return jsonb_build_object('field', v_field, 'reason', 'This number is too large to be a result.');
		elsif v_field in ('n', 'events', 'clusters') and (given ->> v_field)::numeric <> trunc((given ->> v_field)::numeric) then
			return jsonb_build_object('field', v_field, 'reason', 'This must be a whole number.');
		elsif v_field in ('n', 'events', 'clusters') and (given ->> v_field)::numeric > 2000000000 then
			return jsonb_build_object('field', v_field, 'reason', 'This number is too large to be a count.');
		end if;
	end loop;
	v_needed := case v_metric.kind
		when 'mean' then array['n', 'mean', 'sd'] when 'proportion' then array['n', 'events']
		when 'count' then array['events', 'exposure'] else array['value'] end;
	foreach v_field in array array['n', 'mean', 'sd', 'events', 'exposure', 'value'] loop
		if v_field = any (v_needed) and given ->> v_field is null then
			return jsonb_build_object('field', v_field, 'reason', format('A %s needs this number.', v_metric.kind));
		elsif not v_field = any (v_needed) and v_field <> 'n' and given ->> v_field is not null then
			return jsonb_build_object('field', v_field, 'reason', format('A %s has no such number.', v_metric.kind));
		end if;
	end loop;
	v_n := (given ->> 'n')::numeric;
	if v_n < 1 then
		return jsonb_build_object('field', 'n', 'reason', 'The group must have at least 1 member.');
	elsif v_metric.about = 'students' and coalesce(v_n, 0) < 5 then
		return jsonb_build_object('field', 'n', 'reason', 'Groups under 5 students are never stored.');
	elsif (given ->> 'sd')::numeric < 0 then
		return jsonb_build_object('field', 'sd', 'reason', 'A standard deviation cannot be negative.');
	elsif (given ->> 'events')::numeric < 0 then
		return jsonb_build_object('field', 'events', 'reason', 'Events cannot be negative.');
	elsif v_metric.kind = 'proportion' and (given ->> 'events')::numeric > v_n then
		return jsonb_build_object('field', 'events', 'reason', 'There cannot be more events than members of the group.');
	elsif (given ->> 'exposure')::numeric <= 0 then
		return jsonb_build_object('field', 'exposure', 'reason', 'Exposure must be more than 0.');
	elsif (given ->> 'clusters')::numeric < 1 or (given ->> 'clusters')::numeric > v_n then
		return jsonb_build_object('field', 'clusters', 'reason', 'Clusters are at least 1 and at most the group''s members.');
	elsif (given ->> 'cluster_sd')::numeric < 0 then
		return jsonb_build_object('field', 'cluster_sd', 'reason', 'A standard deviation cannot be negative.');
	elsif abs((given ->> 'correlation')::numeric) > 1 then
		return jsonb_build_object('field', 'correlation', 'reason', 'A correlation lies between −1 and 1.');
	elsif given ->> 'supersedes' is not null and trim(coalesce(given ->> 'reason', '')) = '' then
		return jsonb_build_object('field', 'reason', 'reason', 'A correction needs a reason.');
	end if;
	return null;
end $$;

-- Logs group summaries, all or nothing. Answers each row's state: logged, already there, conflict, refused,
-- or, where another row stopped it, not logged.
create function private.log_measurements(pilot uuid, given_rows jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_parts text[] := private.parts(pilot, private.person_id());
	v_row jsonb;
	v_no jsonb;
	v_content text;
	v_state text;
	v_old private.measurements;
	v_new private.measurements[] := '{}';
	v_one private.measurements;
	v_answers jsonb := '[]';
	v_bad boolean := false;
begin
	if not v_parts && array['lead', 'data collector', 'evaluator'] then
		perform private.fail(403, 'not_yours', 'Results are logged by the pilot''s evaluator, lead or data collector. Nothing was logged.');
	elsif v_pilot.stage not in ('vetting', 'experiment', 'scaling', 'adopted') then
		perform private.fail(409, 'not_now', format('A pilot takes no results while it is in %s. Nothing was logged.', v_pilot.stage));
	elsif jsonb_typeof(given_rows) is distinct from 'array' or jsonb_array_length(given_rows) not between 1 and 500 then
		perform private.fail(400, 'no_rows', 'Send an array of 1 to 500 results. Nothing was logged.');
	end if;
	for v_row in select value from jsonb_array_elements(given_rows) loop
		v_state := 'logged';
		v_no := private.refusal(v_pilot, v_row);
		if v_no is null then
			-- Nulls and the order of keys make no other content.
			v_content := md5(jsonb_strip_nulls(v_row - 'id')::text);
			select m.* into v_old from private.measurements m where m.id = (v_row ->> 'id')::uuid;
			if found then
				if v_old.pilot_id = pilot and v_old.content = v_content then
					v_state := 'already there';
				else
					v_state := 'conflict';
					v_no := jsonb_build_object('field', 'id', 'reason', 'Another result has this id already.');
				end if;
			else
				v_one := jsonb_populate_record(null::private.measurements, jsonb_strip_nulls(v_row) || jsonb_build_object(
					'district_id', v_pilot.district_id, 'pilot_id', pilot, 'logged_by', private.person_id(),
					'logged_at', private.now(), 'content', v_content));
				v_one.source := coalesce(v_one.source, '');
				v_one.note := coalesce(v_one.note, '');
				v_one.reason := coalesce(v_one.reason, '');
				if v_one.supersedes is not null then
					perform 1 from private.live_measurements m
					where m.id = v_one.supersedes and m.pilot_id = pilot and m.metric_id = v_one.metric_id;
					if not found then
						v_no := jsonb_build_object('field', 'supersedes', 'reason', 'The result to correct is not there, or was corrected already.');
					elsif not 'evaluator' = any (v_parts) and exists (
						select 1 from private.acceptances a where a.measurement_id = v_one.supersedes) then
						v_no := jsonb_build_object('field', 'supersedes', 'reason', 'The evaluator accepted this result, so the evaluator corrects it.');
					end if;
				end if;
				if v_no is null and (
					exists (
						select 1 from private.live_measurements m
						where m.pilot_id = pilot and m.id is distinct from v_one.supersedes
							and (m.metric_id, m.arm, m.phase, m.period) = (v_one.metric_id, v_one.arm, v_one.phase, v_one.period)
							and (m.site_id, m.stratum, m.subgroup) is not distinct from (v_one.site_id, v_one.stratum, v_one.subgroup))
					or exists (
						select 1 from unnest(v_new) m
						where m.id = v_one.id or m.supersedes = v_one.supersedes
							or ((m.metric_id, m.arm, m.phase, m.period) = (v_one.metric_id, v_one.arm, v_one.phase, v_one.period)
								and (m.site_id, m.stratum, m.subgroup) is not distinct from (v_one.site_id, v_one.stratum, v_one.subgroup))))
				then
					v_no := jsonb_build_object('field', 'period', 'reason', 'There is a result for this group and period already: correct that one instead.');
				end if;
				if v_no is null then
					v_new := v_new || v_one;
				end if;
			end if;
		end if;
		if v_no is not null then
			v_bad := true;
			v_state := case when v_state = 'conflict' then 'conflict' else 'refused' end;
		end if;
		v_answers := v_answers || jsonb_build_array(
			jsonb_build_object('id', v_row -> 'id', 'state', v_state) || coalesce(v_no, '{}'));
	end loop;
	if v_bad then
		return (select jsonb_agg(case when a.value ->> 'state' = 'logged' then a.value || '{"state": "not logged"}' else a.value end order by a.ordinality)
			from jsonb_array_elements(v_answers) with ordinality a);
	end if;
	insert into private.measurements select (m).* from unnest(v_new) m;
	if 'evaluator' = any (v_parts) then
		insert into private.acceptances (measurement_id, district_id, accepted_by)
		select m.id, m.district_id, private.person_id() from unnest(v_new) m;
	end if;
	return v_answers;
end $$;

create function public.log_measurements(pilot uuid, rows jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.log_measurements(pilot, rows) $$;

-- The evaluator accepts what the team logged; from then on it counts. Answers how many rows that were.
create function private.accept_measurements(pilot uuid, ids uuid[]) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_count int;
begin
	if not 'evaluator' = any (private.parts(pilot, private.person_id())) then
		perform private.fail(403, 'not_yours', 'The pilot''s evaluator accepts results. Nothing was accepted.');
	elsif v_pilot.stage not in ('vetting', 'experiment', 'scaling', 'adopted') then
		perform private.fail(409, 'not_now', format('Nothing can be accepted while the pilot is in %s.', v_pilot.stage));
	end if;
	insert into private.acceptances (measurement_id, district_id, accepted_by)
	select m.id, m.district_id, private.person_id() from private.live_measurements m
	where m.pilot_id = pilot and m.id = any (ids) and not m.accepted;
	get diagnostics v_count = row_count;
	if v_count > 0 then
		insert into public.activity (district_id, pilot_id, actor_id, record, verb, facts)
		values (v_pilot.district_id, pilot, private.person_id(), 'measurements', 'accepted', jsonb_build_object('rows', v_count));
	end if;
	return v_count;
end $$;

create function public.accept_measurements(pilot uuid, ids uuid[]) returns int
language sql security invoker set search_path = ''
as $$ select private.accept_measurements(pilot, ids) $$;

-- A pilot's results as this caller may see them: small cells without their numbers, old values of a corrected
-- row for those who see small cells only; others see that it was corrected, by whom, when and why.
create function private.measurements(pilot uuid)
returns table (
	id uuid, metric_id uuid, arm public.arm, phase public.phase, period text, measured_on date, site_id uuid, stratum text,
	subgroup text, n int, mean double precision, sd double precision, events int, exposure double precision,
	value double precision, clusters int, cluster_sd double precision, correlation double precision, source text, note text,
	logged_by uuid, logged_at timestamptz, accepted boolean, withheld boolean, supersedes uuid, reason text, superseded_by uuid)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_all boolean := private.sees_small_cells(pilot);
begin
	return query
	with hidden as materialized (select h.id from private.withheld(v_pilot.id) h (id)), seen as (
		select m.*, a.measurement_id is not null as is_accepted, later.id as later_id,
			not v_all and (later.id is not null or m.id in (select h.id from hidden h)) as hide,
			-- Shares of people at the ends are told as 5 or 95 %: more would say of everyone in the group what they did.
			not v_all and k.kind = 'proportion' and k.about <> 'things' as ends
		from private.measurements m
		join public.metrics k on k.id = m.metric_id
		left join private.acceptances a on a.measurement_id = m.id
		left join private.measurements later on later.supersedes = m.id
		where m.pilot_id = v_pilot.id)
	select s.id, s.metric_id, s.arm, s.phase, s.period, s.measured_on, s.site_id, s.stratum, s.subgroup,
		case when not s.hide then s.n end, case when not s.hide then s.mean end, case when not s.hide then s.sd end,
		case when not s.hide then case
			when not s.ends or s.events is null then s.events
			else least(greatest(s.events, 1, floor(s.n * 0.05)::int), s.n - 1, ceil(s.n * 0.95)::int) end end,
		case when not s.hide then s.exposure end, case when not s.hide then s.value end,
		case when not s.hide then s.clusters end, case when not s.hide then s.cluster_sd end,
		case when not s.hide then s.correlation end, s.source, case when s.hide then '' else s.note end,
		s.logged_by, s.logged_at, s.is_accepted, s.hide, s.supersedes, s.reason, s.later_id
	from seen s
	order by s.metric_id, s.phase, s.period, s.arm, s.stratum, s.site_id, s.subgroup, s.logged_at;
end $$;

create function public.measurements(pilot uuid)
returns table (
	id uuid, metric_id uuid, arm public.arm, phase public.phase, period text, measured_on date, site_id uuid, stratum text,
	subgroup text, n int, mean double precision, sd double precision, events int, exposure double precision,
	value double precision, clusters int, cluster_sd double precision, correlation double precision, source text, note text,
	logged_by uuid, logged_at timestamptz, accepted boolean, withheld boolean, supersedes uuid, reason text, superseded_by uuid)
language sql stable security invoker set search_path = ''
as $$ select * from private.measurements(pilot) $$;

-- Saves the measurement plan and the outcome goals, until launch locks them.
create function private.save_plan(pilot uuid, plan jsonb, goals jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_goal jsonb;
begin
	if not private.parts(pilot, private.person_id()) && array['lead', 'evaluator'] then
		perform private.fail(403, 'not_yours', 'The lead and the evaluator plan the measurement. Nothing was saved.');
	elsif v_pilot.stage not in ('draft', 'proposed', 'vetting') then
		perform private.fail(409, 'locked', 'The plan is locked since launch. Nothing was saved.');
	elsif exists (
		select 1 from jsonb_array_elements_text(coalesce(nullif(plan -> 'strata', 'null'), '[]')) s
		where s.value !~ '^[[:alnum:]][[:alnum:] ./–-]{0,39}$') then
		perform private.fail(422, 'no_label', 'A stratum is a short label, such as Grade 4. Nothing was saved.');
	elsif (select count(*) from jsonb_array_elements(goals) g where g.value ->> 'role' = 'primary') > 1 then
		perform private.fail(422, 'one_primary', 'A pilot has exactly one primary outcome. Nothing was saved.');
	elsif (select count(*) from jsonb_array_elements(goals) g where g.value ->> 'role' = 'key') > 2 then
		perform private.fail(422, 'two_key', 'A pilot has at most two key outcomes. Nothing was saved.');
	elsif exists (
		select 1 from private.measurements m where m.pilot_id = pilot and m.metric_id not in (
			select (g.value ->> 'metric_id')::uuid from jsonb_array_elements(goals) g)) then
		perform private.fail(422, 'has_results', 'An outcome that has results already cannot be dropped. Nothing was saved.');
	elsif exists (
		select 1 from jsonb_array_elements(goals) g where (g.value ->> 'objective_id')::uuid not in (
			select o.objective_id from public.pilot_objectives o where o.pilot_id = pilot)) then
		perform private.fail(422, 'other_objective', 'An outcome goal serves one of the pilot''s own objectives. Nothing was saved.');
	end if;
	insert into public.plans as l (pilot_id, district_id, design, assignment_unit, analysis_unit, groups_per_arm, people_per_arm,
		icc, pretest_r2, outcome_period, strata)
	select pilot, v_pilot.district_id, r.design, r.assignment_unit, r.analysis_unit, r.groups_per_arm, r.people_per_arm,
		r.icc, r.pretest_r2, r.outcome_period, coalesce(r.strata, '{}')
	from jsonb_populate_record(null::public.plans, plan) r
	on conflict (pilot_id, district_id) do update set
		design = excluded.design, assignment_unit = excluded.assignment_unit, analysis_unit = excluded.analysis_unit,
		groups_per_arm = excluded.groups_per_arm, people_per_arm = excluded.people_per_arm, icc = excluded.icc,
		pretest_r2 = excluded.pretest_r2, outcome_period = excluded.outcome_period, strata = excluded.strata;
	delete from public.pilot_goals g where g.pilot_id = pilot;
	for v_goal in select value from jsonb_array_elements(goals) loop
		insert into public.pilot_goals (district_id, pilot_id, objective_id, metric_id, role, target, minimum_effect, planned_sd,
			guardrail_limit, margin)
		select v_pilot.district_id, pilot, r.objective_id, r.metric_id, r.role, r.target, r.minimum_effect, r.planned_sd,
			r.guardrail_limit, r.margin
		from jsonb_populate_record(null::public.pilot_goals, v_goal) r;
	end loop;
end $$;

create function public.save_plan(pilot uuid, plan jsonb, goals jsonb) returns void
language sql security invoker set search_path = ''
as $$ select private.save_plan(pilot, plan, goals) $$;

-- The evaluator's own words and recommendation. Each submission is kept; the last one of a cycle counts.
create function private.submit_evaluation(pilot uuid, summary text, recommendation public.outcome) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
begin
	if not 'evaluator' = any (private.parts(pilot, private.person_id())) then
		perform private.fail(403, 'not_yours', 'The pilot''s evaluator submits the evaluation. Nothing was saved.');
	elsif v_pilot.stage <> 'experiment' then
		perform private.fail(409, 'not_now', format('A pilot in %s takes no evaluation. Nothing was saved.', v_pilot.stage));
	elsif trim(coalesce(summary, '')) = '' then
		perform private.fail(422, 'no_summary', 'The evaluation needs a summary in words. Nothing was saved.');
	end if;
	insert into public.evaluations (district_id, pilot_id, evaluator_id, summary, recommendation)
	values (v_pilot.district_id, pilot, private.person_id(), summary, recommendation);
end $$;

create function public.submit_evaluation(pilot uuid, summary text, recommendation public.outcome) returns void
language sql security invoker set search_path = ''
as $$ select private.submit_evaluation(pilot, summary, recommendation) $$;

-- Everything that the server's analysis reads, and a fingerprint of it. For the server's own key alone.
create function private.evidence_input(pilot uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
	with input as (
		select jsonb_build_object(
			'pilot', jsonb_build_object('id', p.id, 'launched_at', p.launched_at, 'cycle_end', p.cycle_end,
				'minimum_group', (select d.minimum_group from public.districts d where d.id = p.district_id)),
			'plan', (select to_jsonb(l) - 'district_id' from public.plans l where l.pilot_id = p.id),
			'goals', coalesce((
				select jsonb_agg(to_jsonb(g) - 'district_id' || jsonb_build_object('metric', to_jsonb(k) - 'district_id',
					'objective', o.code) order by g.role, k.name)
				from public.pilot_goals g join public.metrics k on k.id = g.metric_id join public.objectives o on o.id = g.objective_id
				where g.pilot_id = p.id), '[]'),
			'rows', coalesce((
				select jsonb_agg(jsonb_build_object(
					'id', m.id, 'metric_id', m.metric_id, 'arm', m.arm, 'phase', m.phase, 'period', m.period, 'site', s.name,
					'stratum', m.stratum, 'subgroup', m.subgroup, 'n', m.n, 'mean', m.mean, 'sd', m.sd, 'events', m.events,
					'exposure', m.exposure, 'value', m.value, 'clusters', m.clusters, 'cluster_sd', m.cluster_sd,
					'correlation', m.correlation, 'accepted', m.accepted, 'measured_on', m.measured_on,
					'withheld', m.id in (select private.withheld(p.id))) order by m.id)
				from private.live_measurements m left join public.sites s on s.id = m.site_id
				where m.pilot_id = p.id), '[]')
		) as value
		from public.pilots p where p.id = pilot
	)
	select value || jsonb_build_object('fingerprint', md5(value::text)) from input
$$;

create function public.evidence_input(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.evidence_input(pilot) $$;

-- Keeps what the server computed. For the server's own key alone.
create function private.store_analysis(pilot uuid, fingerprint text, complete jsonb, shown jsonb, permitted text[]) returns void
language sql security definer set search_path = ''
as $$
	insert into private.analyses as a (pilot_id, district_id, fingerprint, complete, shown, permitted)
	select p.id, p.district_id, fingerprint, complete, shown, permitted::public.outcome[] from public.pilots p where p.id = pilot
	on conflict (pilot_id, district_id) do update set fingerprint = excluded.fingerprint, computed_at = private.now(),
		complete = excluded.complete, shown = excluded.shown, permitted = excluded.permitted
$$;

create function public.store_analysis(pilot uuid, fingerprint text, complete jsonb, shown jsonb, permitted text[]) returns void
language sql security invoker set search_path = ''
as $$ select private.store_analysis(pilot, fingerprint, complete, shown, permitted) $$;

-- The kept analysis as this caller may see it, and whether it still stands on the rows of today.
create function private.analysis(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
begin
	return (
		select jsonb_build_object(
			'analysis', case when private.sees_small_cells(pilot) then a.complete else a.shown end,
			'computed_at', a.computed_at,
			'permitted', a.permitted,
			'fingerprint', a.fingerprint,
			'current', a.fingerprint = private.evidence_input(v_pilot.id) ->> 'fingerprint')
		from private.analyses a where a.pilot_id = v_pilot.id);
end $$;

create function public.analysis(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.analysis(pilot) $$;

grant execute on function private.log_measurements, private.accept_measurements, private.measurements, private.save_plan,
	private.submit_evaluation, private.analysis to authenticated;
grant execute on function public.log_measurements, public.accept_measurements, public.measurements, public.save_plan,
	public.submit_evaluation, public.analysis to authenticated;
grant execute on function private.evidence_input, private.store_analysis to service_role;
grant execute on function public.evidence_input, public.store_analysis to service_role;
