-- What gates ask, as rows of each district: by act, kind and risk tier, required or not, ticked from data or signed.

alter table public.criteria
	add column how text not null default 'automatic' check (how in ('automatic', 'signed')),
	add column waivable boolean not null default true,
	add column signers text[] not null default '{}';
comment on table public.criteria is 'Every criterion that a gate can ask for, the same for all districts. Each ticks itself from data, or is signed.';
comment on column public.criteria.waivable is 'Whether the cabinet may waive it.';
comment on column public.criteria.signers is 'Whose signature a new district starts with.';

insert into public.criteria (act, criterion, position, how, signers) values
	('submit', 'lookalikes', 7, 'signed', '{lead}'),
	('triage', 'duplicates', 3, 'signed', '{admin,sponsor}'), ('triage', 'principles', 4, 'signed', '{lead}'),
	('shelve', 'wake_date', 1, 'automatic', '{}'),
	('launch', 'tools', 9, 'signed', '{security,admin}'), ('launch', 'data_agreement', 10, 'signed', '{privacy,admin}'),
	('launch', 'families', 11, 'signed', '{instruction,sponsor,admin}'), ('launch', 'training', 12, 'signed', '{sponsor,admin}'),
	('adopt', 'waves', 4, 'signed', '{sponsor}'), ('adopt', 'guardrails_held', 5, 'signed', '{evaluator,sponsor}'),
	('adopt', 'conditions', 6, 'signed', '{sponsor}'),
	('retire', 'work_exported', 4, 'signed', '{admin,sponsor}'), ('retire', 'deletion_certificate', 5, 'signed', '{admin,sponsor}'),
	('retire', 'contract_ended', 6, 'signed', '{admin,sponsor}'), ('retire', 'replacement', 7, 'signed', '{admin,sponsor}');
update public.criteria set waivable = false where criterion = 'data_agreement';

create table public.gate_rules (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	act text not null,
	criterion text not null check (length(criterion) between 1 and 80),
	kind public.pilot_kind,
	tier public.risk_tier,
	required boolean not null default true,
	signed_by text[] not null default '{}',
	title text check (length(trim(title)) between 1 and 120),
	position int not null,
	valid_from timestamptz not null default private.now(),
	valid_until timestamptz,
	made_by uuid,
	primary key (id, district_id),
	foreign key (made_by, district_id) references public.people (id, district_id),
	check ((criterion like 'own:%') = (title is not null))
);
comment on table public.gate_rules is 'What a district''s gates ask. A rule is never changed: it ends and another begins, so that a pilot at a gate keeps its own.';
comment on column public.gate_rules.kind is 'For pilots of this kind only; null for all. The most specific rule that fits a pilot decides.';
comment on column public.gate_rules.signed_by is 'Whoever has one of these parts in the pilot may sign it.';
comment on column public.gate_rules.title is 'The words of the district''s own criterion; those of the catalog are the page''s.';

create table public.signatures (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	act text not null,
	criterion text not null,
	person_id uuid not null,
	note text not null default '' check (length(note) <= 2000),
	at timestamptz not null default private.now(),
	withdrawn_at timestamptz,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id)
);
comment on table public.signatures is 'Who stood for a criterion of a gate. It counts while the pilot stays in the stage.';

create table public.waivers (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	act text not null,
	criterion text not null,
	reason text not null check (length(trim(reason)) between 1 and 2000),
	person_id uuid not null,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id)
);
comment on table public.waivers is 'A criterion that the cabinet let a pilot pass without, and why. Never changed.';

create index on public.gate_rules (district_id, act);
create index on public.gate_rules (made_by, district_id);
create index on public.signatures (pilot_id, district_id);
create index on public.signatures (person_id, district_id);
create index on public.signatures (district_id);
create index on public.waivers (pilot_id, district_id);
create index on public.waivers (person_id, district_id);
create index on public.waivers (district_id);

-- What a new district's gates ask. They were always so, since its pilots may have lived before their record.
create function private.furnish_gates() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into public.gate_rules (district_id, act, criterion, signed_by, position, valid_from)
	select new.id, c.act, c.criterion, c.signers, c.position, '-infinity' from public.criteria c;
	return null;
end $$;

create trigger furnish_gates after insert on public.districts
	for each row execute function private.furnish_gates();

-- Districts of before keep what they had, for pilots that stand at a gate; what is new counts from now on.
insert into public.gate_rules (district_id, act, criterion, signed_by, position, valid_from)
select d.id, c.act, c.criterion, c.signers, c.position,
	case when c.how = 'signed' or c.criterion = 'wake_date' then private.now() else '-infinity' end
from public.districts d cross join public.criteria c;

-- The criteria of some acts for a pilot, by the rules that were in force when it entered its stage: each met or not,
-- with the facts that say why. What does not apply to the pilot is left out; a criterion without data is not met.
create function private.gate_criteria(pilot public.pilots, acts text[])
returns table (act text, criterion text, met boolean, facts jsonb, required boolean, how text, signed_by text[], title text,
	waivable boolean, signer uuid, place int)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_plan public.plans;
	v_goal public.pilot_goals;
	v_signed jsonb;
	v_waived jsonb;
	v_since timestamptz := pilot.stage_since;
begin
	if acts && array['launch', 'evidence'] then
		select l.* into v_plan from public.plans l where l.pilot_id = pilot.id;
		select g.* into v_goal from public.pilot_goals g where g.pilot_id = pilot.id and g.role = 'primary';
	end if;
	select jsonb_object_agg(s.act || ' ' || s.criterion, jsonb_build_object('by', p.name, 'id', p.id, 'at', s.at, 'note', s.note) order by s.at)
	into v_signed from public.signatures s join public.people p on p.id = s.person_id
	where s.pilot_id = pilot.id and s.withdrawn_at is null and s.at >= v_since;
	select jsonb_object_agg(w.act || ' ' || w.criterion, jsonb_build_object('by', p.name, 'at', w.at, 'reason', w.reason) order by w.at)
	into v_waived from public.waivers w join public.people p on p.id = w.person_id
	where w.pilot_id = pilot.id and w.at >= v_since;
	return query
	with fitting as (
		select distinct on (r.act, r.criterion) r.act, r.criterion, r.required, r.signed_by, r.title, r.position,
			case when r.title is not null then 'signed' else k.how end as how, coalesce(k.waivable, true) as waivable
		from public.gate_rules r left join public.criteria k on k.act = r.act and k.criterion = r.criterion
		where r.district_id = pilot.district_id and r.act = any (acts)
			and r.valid_from <= v_since and (r.valid_until is null or r.valid_until > v_since)
			and (r.kind is null or r.kind = pilot.kind) and (r.tier is null or r.tier = pilot.risk_tier)
			-- An unanswered question about students asks for what a yes would.
			and (r.criterion <> 'families' or pilot.students_take_part is not false)
			and (r.criterion <> 'data_agreement' or (pilot.students_take_part is not false and pilot.personal_data is not false))
		order by r.act, r.criterion, (r.kind is not null)::int * 2 + (r.tier is not null)::int desc
	)
	select c.act, c.criterion, coalesce((f.fact ->> 'met')::boolean, false) or w.waived is not null,
		coalesce(f.fact - 'met', '{}') || case when s.signed is null then '{}' else jsonb_build_object('signed', s.signed - 'id') end
			|| case when w.waived is null then '{}' else jsonb_build_object('waived', w.waived) end,
		c.required, c.how, case when c.how = 'signed' then c.signed_by end, c.title, c.waivable, (s.signed ->> 'id')::uuid, c.position
	from fitting c
	cross join lateral (select case when c.how = 'signed' then v_signed -> (c.act || ' ' || c.criterion) end as signed) s
	cross join lateral (select v_waived -> (c.act || ' ' || c.criterion) as waived) w
	cross join lateral (
		select case when c.how = 'signed' then jsonb_build_object('met', s.signed is not null) else case c.criterion
			when 'problem' then jsonb_build_object('met', trim(pilot.problem) <> '')
			when 'who_affected' then jsonb_build_object('met', trim(pilot.who_affected) <> '')
			when 'benefit' then jsonb_build_object('met', trim(pilot.benefit) <> '')
			when 'how_we_know' then jsonb_build_object('met', trim(pilot.how_we_know) <> '')
			when 'objective' then (
				select jsonb_build_object('met', count(*) > 0, 'count', count(*)) from public.pilot_objectives o where o.pilot_id = pilot.id)
			when 'site' then (
				select jsonb_build_object('met', count(*) > 0, 'count', count(*)) from public.pilot_sites x where x.pilot_id = pilot.id)
			when 'sponsor' then (
				select jsonb_build_object('met', count(*) = 1, 'name', min(p.name)) from public.assignments a
				join public.people p on p.id = a.person_id and p.active
				where a.pilot_id = pilot.id and a.role = 'sponsor' and a.until is null)
			when 'evaluator' then (
				select jsonb_build_object('met', count(*) = 1, 'name', min(p.name)) from public.assignments a
				join public.people p on p.id = a.person_id and p.active
				where a.pilot_id = pilot.id and a.role = 'evaluator' and a.until is null)
			when 'risk_tier' then jsonb_build_object('met', pilot.risk_tier is not null, 'tier', pilot.risk_tier,
				'computed', private.computed_tier(pilot), 'reason', pilot.risk_reason)
			when 'wake_date' then jsonb_build_object('met', pilot.wake_on > private.today(), 'date', pilot.wake_on)
			when 'reviews' then (
				select jsonb_build_object('met', count(*) > 0 and bool_and(r.state = 'signed'),
					'signed', coalesce(jsonb_agg(r.specialty order by r.specialty) filter (where r.state = 'signed'), '[]'),
					'missing', coalesce(jsonb_agg(r.specialty order by r.specialty) filter (where r.state = 'asked'), '[]'),
					'refused', coalesce(jsonb_agg(r.specialty order by r.specialty) filter (where r.state = 'refused'), '[]'))
				from public.reviews r where r.pilot_id = pilot.id)
			when 'plan' then jsonb_build_object(
				'met', v_plan.pilot_id is not null and (v_plan.design = 'monitoring only'
					or (v_plan.groups_per_arm is not null and v_plan.people_per_arm is not null)),
				'design', v_plan.design, 'outcome_period', v_plan.outcome_period)
			when 'primary_outcome' then jsonb_build_object(
				'met', v_goal.id is not null and (v_goal.minimum_effect is not null or v_goal.target is not null),
				'target', v_goal.target, 'minimum_effect', v_goal.minimum_effect)
			when 'decision_question' then jsonb_build_object('met', trim(pilot.decision_question) <> '')
			when 'stop_rule' then jsonb_build_object('met', trim(pilot.stop_rule) <> '')
			when 'budget' then jsonb_build_object('met', pilot.budget_once is not null and pilot.budget_yearly is not null,
				'once', pilot.budget_once, 'yearly', pilot.budget_yearly)
			when 'cycle_end' then jsonb_build_object('met', pilot.cycle_end >= private.today(), 'date', pilot.cycle_end)
			when 'evaluation' then (
				select jsonb_build_object('met', count(*) > 0, 'submitted_at', max(e.submitted_at))
				from public.evaluations e where e.pilot_id = pilot.id and e.submitted_at >= v_since)
			when 'outcome_rows' then (
				select jsonb_build_object('met', count(*) > 0, 'period', v_plan.outcome_period, 'rows', count(*))
				from private.live_measurements m
				where m.pilot_id = pilot.id and m.metric_id = v_goal.metric_id and m.phase = 'outcome' and m.arm = 'pilot'
					and m.period = v_plan.outcome_period and m.accepted)
			when 'guardrails' then (
				select jsonb_build_object('met', count(*) filter (where not a.answered) = 0, 'guardrails', count(*),
					'missing', coalesce(jsonb_agg(k.name order by k.name) filter (where not a.answered), '[]'))
				from public.pilot_goals g join public.metrics k on k.id = g.metric_id
				cross join lateral (select exists (
					select 1 from private.live_measurements m where m.pilot_id = pilot.id and m.metric_id = g.metric_id
						and m.phase = 'outcome' and m.accepted) as answered) a
				where g.pilot_id = pilot.id and g.role = 'guardrail')
			when 'cycle_over' then jsonb_build_object('met', pilot.cycle_end <= private.today(), 'date', pilot.cycle_end)
			when 'operating_owner' then jsonb_build_object('met', trim(pilot.operating_owner) <> '', 'name', pilot.operating_owner)
			when 'operating_budget' then jsonb_build_object('met', trim(pilot.operating_budget) <> '', 'line', pilot.operating_budget)
			when 'next_review' then jsonb_build_object('met', pilot.next_review > private.today(), 'date', pilot.next_review)
			when 'people_told' then jsonb_build_object('met', pilot.people_told_on <= private.today(), 'date', pilot.people_told_on)
			when 'access_revoked' then jsonb_build_object('met', pilot.access_revoked_on <= private.today(), 'date', pilot.access_revoked_on)
			when 'lesson' then jsonb_build_object('met', trim(pilot.lesson) <> '')
		end end as fact
	) f
	order by c.act, c.position, c.criterion;
end $$;

-- The criteria of a pilot's next gates, as keys with facts; words are the page's.
drop function public.gate(uuid);
drop function private.gate(uuid);
create function private.gate(pilot uuid)
returns table (act text, to_stage public.stage, criterion text, met boolean, facts jsonb, required boolean, how text, signed_by text[], title text)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
begin
	return query
	select m.act, m.to_stage, c.criterion, c.met, c.facts, c.required, c.how, c.signed_by, c.title
	from public.moves m
	join private.gate_criteria(v_pilot, array(select x.act from public.moves x where x.from_stage = v_pilot.stage)) c on c.act = m.act
	where m.from_stage = v_pilot.stage
	order by m.position, c.place, c.criterion;
end $$;

create function public.gate(pilot uuid)
returns table (act text, to_stage public.stage, criterion text, met boolean, facts jsonb, required boolean, how text, signed_by text[], title text)
language sql stable security invoker set search_path = ''
as $$ select * from private.gate(pilot) $$;

grant execute on function private.gate, public.gate to authenticated;

alter table public.gate_rules enable row level security;
alter table public.signatures enable row level security;
alter table public.waivers enable row level security;

grant select on public.gate_rules, public.signatures, public.waivers to authenticated;

create policy "People see what their district's gates ask, those from outside do not" on public.gate_rules
	for select to authenticated using (district_id = (select private.district_id()) and not (select private.is_outside()));
create policy "Signatures are seen with their pilot" on public.signatures
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = signatures.pilot_id));
create policy "Waivers are seen with their pilot" on public.waivers
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = waivers.pilot_id));

create trigger kept before update or delete on public.waivers
	for each row execute function private.refuse_change();
