-- What the parts of this release share: short numbers, who changed a draft last, and what a pilot's page is put together from.

-- The last number that a district gave. Apart from the district's own row, which people edit.
create table private.pilot_numbers (
	district_id uuid primary key references public.districts (id),
	last int not null default 0
);

alter table public.pilots
	add column number int,
	add column revision int not null default 0,
	add column revised_at timestamptz,
	add column revised_by uuid,
	add foreign key (revised_by, district_id) references public.people (id, district_id);
comment on column public.pilots.number is 'Short number within the district, shown as P-0142. Given when the draft is made, and never changed.';
comment on column public.pilots.revision is 'How often the proposal was saved: whoever saves names the one that they saw.';

update public.pilots p set number = x.place
from (select l.id, row_number() over (partition by l.district_id order by l.created_at, l.id)::int as place from public.pilots l) x
where x.id = p.id;
insert into private.pilot_numbers (district_id, last)
select p.district_id, max(p.number) from public.pilots p group by p.district_id;
alter table public.pilots alter column number set not null;
create unique index on public.pilots (district_id, number);
create index on public.pilots (revised_by, district_id);
create index on public.activity (pilot_id, id desc) where record = 'stage_changes' and verb = 'moved';

create function private.number_pilot() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if tg_op = 'UPDATE' then
		new.number := old.number;
		return new;
	end if;
	insert into private.pilot_numbers as n (district_id, last) values (new.district_id, 1)
	on conflict (district_id) do update set last = n.last + 1 returning n.last into new.number;
	return new;
end $$;

create trigger numbered before insert or update of number on public.pilots
	for each row execute function private.number_pilot();

-- What a pilot's page is put together from: the parts of this release, each in the file of its own domain, and the rest here.
create or replace function private.pilot(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[] := private.parts_in_act(pilot, v_me);
	v_why text := private.kept_out_why(pilot, v_me);
	v_several boolean := (select d.one_signs_several from public.districts d where d.id = v_pilot.district_id);
begin
	return private.card(v_pilot) || (to_jsonb(v_pilot) - 'district_id') || private.history_of(v_pilot, v_me, v_parts)
		|| private.proposal_of(v_pilot, v_me, v_parts) || private.drafting_of(v_pilot, v_me, v_parts)
		|| private.joining_of(v_pilot, v_me, v_parts) || private.flow_of(v_pilot, v_me, v_parts) || jsonb_build_object(
		'computed_tier', private.computed_tier(v_pilot),
		'my_parts', to_jsonb(v_parts),
		'kept_out', v_why is not null and not 'team' = any (v_parts),
		'kept_out_why', v_why,
		'objectives', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'code', o.code, 'title', o.title) order by o.code), '[]')
			from public.pilot_objectives po join public.objectives o on o.id = po.objective_id where po.pilot_id = pilot),
		'sites', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name), '[]')
			from public.pilot_sites ps join public.sites s on s.id = ps.site_id where ps.pilot_id = pilot),
		'team', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'outside', p.outside, 'role', t.role) order by t.role, p.name), '[]')
			from public.team_members t join public.people p on p.id = t.person_id where t.pilot_id = pilot and t.left_at is null),
		'assignments', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'outside', p.outside, 'role', a.role) order by a.role), '[]')
			from public.assignments a join public.people p on p.id = a.person_id where a.pilot_id = pilot and a.until is null),
		'reviews', (select coalesce(jsonb_agg(jsonb_build_object('specialty', r.specialty, 'state', r.state, 'reason', r.reason,
				'reviewer', p.name, 'decided_at', r.decided_at, 'no_interest', r.no_interest,
				'mine', (r.state = 'asked' or r.reviewer_id = v_me) and r.specialty::text = any (v_parts) and (v_several or not exists (
					select 1 from public.reviews x where x.pilot_id = pilot and x.reviewer_id = v_me and x.specialty <> r.specialty)))
				order by r.specialty), '[]')
			from public.reviews r left join public.people p on p.id = r.reviewer_id where r.pilot_id = pilot),
		'plan', (select to_jsonb(l) - 'district_id' - 'pilot_id' from public.plans l where l.pilot_id = pilot),
		'goals', (select coalesce(jsonb_agg(to_jsonb(g) - 'district_id' - 'pilot_id' || jsonb_build_object(
				'metric', k.name, 'unit', k.unit, 'kind', k.kind, 'better', k.better, 'about', k.about, 'objective', o.code)
				order by g.role, k.name), '[]')
			from public.pilot_goals g join public.metrics k on k.id = g.metric_id join public.objectives o on o.id = g.objective_id
			where g.pilot_id = pilot),
		'gates', private.gates_of(v_pilot, v_me, v_parts),
		'evaluation', (select jsonb_build_object('summary', e.summary, 'recommendation', e.recommendation, 'by', p.name, 'at', e.submitted_at)
			from public.evaluations e join public.people p on p.id = e.evaluator_id where e.pilot_id = pilot order by e.submitted_at desc limit 1),
		'results', (select jsonb_build_object('rows', count(*), 'waiting', count(*) filter (where not m.accepted))
			from private.live_measurements m where m.pilot_id = pilot),
		'docket', (select jsonb_build_object('id', d.id, 'opened_at', d.opened_at, 'held_on', t.held_on, 'chair', c.name, 'chair_id', c.id,
				'i_chair', private.chairs(d, v_me), 'i_vote', 'cabinet' = any (v_parts),
				'votes', (select count(*) from private.votes v where v.docket_item_id = d.id),
				'quorum', (select x.quorum from public.districts x where x.id = v_pilot.district_id))
			from public.docket_items d left join public.meetings t on t.id = d.meeting_id left join public.people c on c.id = t.chair_id
			where d.pilot_id = pilot and d.closed_at is null),
		'decisions', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'outcome', d.outcome, 'rationale', d.rationale,
				'decided_at', d.decided_at, 'decided_by', p.name, 'tally', d.tally, 'permitted', d.permitted,
				'within_permitted', d.within_permitted, 'with_majority', d.with_majority, 'override_reason', d.override_reason,
				'seconded_by', s.name, 'next_review', d.next_review) order by d.decided_at desc), '[]')
			from public.decisions d join public.people p on p.id = d.decided_by left join public.people s on s.id = d.seconded_by
			where d.pilot_id = pilot),
		-- Its own page reads the log: only how it came to where it is goes along.
		'activity', (select coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'actor', p.name, 'record', a.record, 'verb', a.verb, 'facts', a.facts)), '[]')
			from (select x.* from public.activity x
				where x.pilot_id = v_pilot.id and x.record = 'stage_changes' and x.verb = 'moved' order by x.id desc limit 1) a
			left join public.people p on p.id = a.actor_id));
end $$;
