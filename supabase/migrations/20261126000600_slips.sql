-- One slip for each pilot: all that a card says, and all that a pipeline is filtered and sorted by, kept ready. A board of a
-- hundred thousand pilots is then read from one table by its indexes. What a slip says is derived in private.slips_of alone.

create table private.slips (
	pilot_id uuid not null,
	district_id uuid not null references public.districts (id),
	number int not null,
	title text not null,
	kind public.pilot_kind not null,
	stage public.stage not null,
	stage_since timestamptz not null,
	seen boolean not null,
	status public.status not null,
	risk_tier public.risk_tier,
	on_hold boolean not null,
	cycle_end date,
	due date,
	budget_once numeric,
	budget_yearly numeric,
	objectives text[] not null,
	sites text[] not null,
	sponsor text,
	evaluator text,
	waits text[] not null,
	tags text[] not null,
	glyph jsonb,
	search tsvector not null,
	primary key (pilot_id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade
);
comment on table private.slips is 'What a card says of each pilot, kept by triggers. Derived: may be thrown away and made again.';
comment on column private.slips.seen is 'Proposed once: the whole district sees it.';
comment on column private.slips.due is 'The day by which a running cycle owes its evaluation; null where it owes none.';
comment on column private.slips.waits is 'Whose move it is: roles and specialties, team:person for the lead, and the ids of people.';
comment on column private.slips.tags is 'What it is filtered by, such as o:3.1 or k:operations.';

create index on private.slips (district_id, stage, stage_since, pilot_id);
create index on private.slips (district_id, stage_since, pilot_id);
create index on private.slips (district_id, number);
create index on private.slips (district_id, lower(title), pilot_id);
create index on private.slips (district_id, due) where due is not null;
create index on private.slips using gin (tags);
create index on private.slips using gin (waits);
create index on private.slips using gin (search);

-- The median of the days that pilots stood in a stage, of those that have left it.
create table private.typical_days (
	district_id uuid not null references public.districts (id),
	stage public.stage not null,
	days int not null,
	exits int not null,
	primary key (district_id, stage)
);
comment on table private.typical_days is 'How long pilots of a district usually stand in a stage. Counted with each move.';

-- What the primary outcome shows, as everybody in the district may see it: what is withheld stays null. Of a total there is
-- no effect, only its level against the target.
create function private.glyph_of(shown jsonb) returns jsonb
language sql immutable security definer set search_path = ''
as $$
	select jsonb_build_object(
		'of', case when x.o -> 'effect' ->> 'method' is null and x.o -> 'target' ->> 'level' is not null then 'level' else 'effect' end,
		'estimate', case when x.o -> 'effect' ->> 'method' is null then x.o -> 'target' -> 'level' else x.o -> 'effect' -> 'estimate' end,
		'low', x.o -> 'effect' -> 'low', 'high', x.o -> 'effect' -> 'high',
		-- An effect is held against the least that matters, in the direction that is better.
		'target', case when x.o -> 'effect' ->> 'method' is null then x.o -> 'target' -> 'target'
			when x.o -> 'goal' ->> 'better' = 'lower' then to_jsonb(-(x.o -> 'goal' ->> 'minimumEffect')::numeric)
			else x.o -> 'goal' -> 'minimumEffect' end,
		'better', x.o -> 'goal' -> 'better', 'unit', x.o -> 'goal' -> 'unit', 'kind', x.o -> 'goal' -> 'kind',
		'verdict', x.o -> 'verdict' -> 'verdict',
		'guardrails', (
			select case when bool_or(g.v = 'breached') then 'failed' when bool_and(coalesce(g.v, '') = 'safe') then 'held' else 'open' end
			from (select e -> 'verdict' ->> 'verdict' as v from jsonb_array_elements(glyph_of.shown -> 'outcomes') e where e -> 'goal' ->> 'role' = 'guardrail') g
			having count(*) > 0))
	from (select e as o from jsonb_array_elements(case jsonb_typeof(shown -> 'outcomes') when 'array' then shown -> 'outcomes' else '[]' end) e
		where e -> 'goal' ->> 'role' = 'primary' limit 1) x
$$;

-- The slips of these pilots as they have to be. Planning it takes longer than running it for one, so that is done once.
create function private.slips_of(ids uuid[]) returns setof private.slips
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
	return query
	with facts as (
		select p.id, p.district_id, p.number, p.title, p.kind, p.stage, p.stage_since, p.proposed_at, p.risk_tier, p.cycle_end, p.budget_once,
			p.budget_yearly, p.tool, p.problem, n.sponsor_id, n.evaluator_id, n.sponsor, n.evaluator, n.lead_id, s.names, s.ids as site_ids, o.codes, r.asked,
			exists (select 1 from public.holds h where h.pilot_id = p.id and h.lifted_at is null) as held,
			exists (select 1 from public.evaluations e where e.pilot_id = p.id and e.submitted_at >= p.stage_since) as evaluated,
			(case
				when p.stage = 'draft' then 'on the team'
				when p.stage in ('proposed', 'sunset') then 'on the AI office'
				when p.stage = 'vetting' and r.asked is not null then 'on reviewers'
				when p.stage = 'vetting' and r.refused then 'on the team'
				when p.stage = 'vetting' and not exists (select 1 from public.plans l where l.pilot_id = p.id) then 'on the evaluator'
				when p.stage = 'vetting' and (p.decision_question = '' or p.stop_rule = '' or p.budget_once is null
					or p.budget_yearly is null or p.cycle_end is null) then 'on the team'
				when p.stage = 'vetting' and p.risk_tier = 'low' then 'on the AI office'
				when p.stage in ('vetting', 'decision', 'scaling') then 'on the cabinet'
				when p.stage = 'experiment' then 'on the evaluator'
				else 'closed' end)::public.status as state
		from public.pilots p
		left join lateral (
			select array_agg(y.code order by y.code) as codes from public.pilot_objectives x join public.objectives y on y.id = x.objective_id
			where x.pilot_id = p.id) o on true
		left join lateral (
			select array_agg(y.name order by y.name) as names, array_agg(y.id::text) as ids
			from public.pilot_sites x join public.sites y on y.id = x.site_id where x.pilot_id = p.id) s on true
		left join lateral (
			select array_agg(x.specialty::text order by x.specialty) filter (where x.state = 'asked') as asked, bool_or(x.state = 'refused') as refused
			from public.reviews x where x.pilot_id = p.id) r on true
		left join lateral (
			select max(x.person_id::text) filter (where x.role = 'sponsor') as sponsor_id, max(y.name) filter (where x.role = 'sponsor') as sponsor,
				max(x.person_id::text) filter (where x.role = 'evaluator') as evaluator_id, max(y.name) filter (where x.role = 'evaluator') as evaluator,
				(select t.person_id from public.team_members t where t.pilot_id = p.id and t.role = 'lead' and t.left_at is null) as lead_id
			from public.assignments x join public.people y on y.id = x.person_id where x.pilot_id = p.id and x.until is null) n on true
		where p.id = any (slips_of.ids)
	), moves as (
		-- The parts that the next move is up to.
		select f.*, (case
				when f.state = 'on the team' then array['team:' || f.lead_id]
				when f.state = 'on reviewers' then f.asked
				when f.state = 'on the evaluator' then array['evaluator']
				when f.stage = 'proposed' or (f.stage = 'vetting' and f.state = 'on the AI office') then array['admin', 'sponsor']
				when f.stage = 'scaling' then array['sponsor']
				when f.state = 'on the AI office' then array['admin']
				when f.state = 'on the cabinet' then array['cabinet']
				else '{}' end)::text[] as parts
		from facts f
	)
	select m.id, m.district_id, m.number, m.title, m.kind, m.stage, m.stage_since, m.proposed_at is not null, m.state, m.risk_tier, m.held,
		m.cycle_end, case when m.stage = 'experiment' and not m.evaluated then m.cycle_end end, m.budget_once, m.budget_yearly,
		coalesce(m.codes, '{}'), coalesce(m.names, '{}'), m.sponsor, m.evaluator,
		array(select w.x from (
			select unnest(array_replace(array_replace(m.parts, 'sponsor', m.sponsor_id), 'evaluator', m.evaluator_id)) as x
			union select u.person_id::text from public.substitutes u where u.pilot_id = m.id and u.until is null and u.part = any (m.parts)) w
			where w.x is not null order by w.x),
		array(select g.x from (
			select unnest(array['k:' || m.kind, 'u:' || m.state, 'r:' || coalesce(m.risk_tier::text, 'none'),
				'p:' || coalesce(m.sponsor_id, 'none'), 'e:' || coalesce(m.evaluator_id, 'none'),
				case when m.held then 'h:true' end, case when trim(m.tool) <> '' then 't:' || trim(m.tool) end]) as x
			union all select 'o:' || unnest(coalesce(m.codes, '{none}')) union all select 's:' || unnest(coalesce(m.site_ids, '{none}'))) g
			where g.x is not null order by g.x),
		(select private.glyph_of(a.shown) from private.analyses a where a.pilot_id = m.id),
		setweight(to_tsvector('pg_catalog.english', m.title), 'A') || setweight(to_tsvector('pg_catalog.english', m.tool), 'B')
			|| setweight(to_tsvector('pg_catalog.english', m.problem), 'C')
	from moves m;
end $$;

-- Brings slips up to date. They are locked before they are read anew: of two that change one pilot at once, the second
-- then sees what the first did.
create function private.reslip(ids uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform 1 from private.slips s where s.pilot_id = any (ids) order by s.pilot_id for update;
	insert into private.slips as s select * from private.slips_of(ids) x order by x.pilot_id
	on conflict (pilot_id, district_id) do update set
		title = excluded.title, kind = excluded.kind, stage = excluded.stage, stage_since = excluded.stage_since, seen = excluded.seen,
		status = excluded.status, risk_tier = excluded.risk_tier, on_hold = excluded.on_hold, cycle_end = excluded.cycle_end, due = excluded.due,
		budget_once = excluded.budget_once, budget_yearly = excluded.budget_yearly, objectives = excluded.objectives, sites = excluded.sites,
		sponsor = excluded.sponsor, evaluator = excluded.evaluator, waits = excluded.waits, tags = excluded.tags, glyph = excluded.glyph,
		search = excluded.search
	where s is distinct from excluded;
end $$;
