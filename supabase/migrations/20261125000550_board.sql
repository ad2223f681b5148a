-- What pages ask for, with holds on each card and with the narrower view of people from outside.

create or replace function private.cards(ids uuid[]) returns table (id uuid, card jsonb)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select p.id, jsonb_build_object(
		'id', p.id, 'title', p.title, 'stage', p.stage, 'stage_since', p.stage_since,
		'days', (select private.today()) - (p.stage_since at time zone 'UTC')::date,
		'status', (case
			when p.stage = 'draft' then 'on the team'
			when p.stage in ('proposed', 'sunset') then 'on the AI office'
			when p.stage = 'vetting' and r.asked then 'on reviewers'
			when p.stage = 'vetting' and r.refused then 'on the team'
			when p.stage = 'vetting' and l.pilot_id is null then 'on the evaluator'
			when p.stage = 'vetting' and (p.decision_question = '' or p.stop_rule = '' or p.budget_once is null
				or p.budget_yearly is null or p.cycle_end is null) then 'on the team'
			when p.stage = 'vetting' and p.risk_tier = 'low' then 'on the AI office'
			when p.stage in ('vetting', 'decision', 'scaling') then 'on the cabinet'
			when p.stage = 'experiment' then 'on the evaluator'
			else 'closed' end)::public.status,
		-- A cycle that ended without an evaluation: no silent continuation.
		'overdue', p.stage = 'experiment' and coalesce(p.cycle_end < (select private.today()), false) and not exists (
			select 1 from public.evaluations e where e.pilot_id = p.id and e.submitted_at >= p.stage_since),
		'on_hold', h.pilot_id is not null,
		'risk_tier', p.risk_tier,
		'objectives', coalesce(o.codes, '[]'), 'sites', coalesce(s.names, '[]'))
	from public.pilots p
	left join public.plans l on l.pilot_id = p.id
	left join (
		select distinct x.pilot_id from public.holds x where x.pilot_id = any (ids) and x.lifted_at is null) h on h.pilot_id = p.id
	left join (
		select x.pilot_id, jsonb_agg(y.code order by y.code) as codes
		from public.pilot_objectives x join public.objectives y on y.id = x.objective_id
		where x.pilot_id = any (ids) group by x.pilot_id) o on o.pilot_id = p.id
	left join (
		select x.pilot_id, jsonb_agg(y.name order by y.name) as names
		from public.pilot_sites x join public.sites y on y.id = x.site_id
		where x.pilot_id = any (ids) group by x.pilot_id) s on s.pilot_id = p.id
	left join (
		select x.pilot_id, bool_or(x.state = 'asked') as asked, bool_or(x.state = 'refused') as refused
		from public.reviews x where x.pilot_id = any (ids) group by x.pilot_id) r on r.pilot_id = p.id
	where p.id = any (ids);
end $$;

create or replace function private.pipeline(filters jsonb, cards int, after int) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_outside boolean := private.is_outside();
	v_mine uuid[] := array(select private.my_pilots());
	v_ours uuid[];
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	if filters ->> 'mine' = 'true' then
		v_ours := v_mine || array(
			select a.pilot_id from public.assignments a where a.person_id = v_me and a.until is null);
	elsif v_outside then
		v_ours := v_mine;
	end if;
	return (
		with wanted as not materialized (
			select p.id, p.stage, p.stage_since
			from public.pilots p
			where p.district_id = v_district
				and (p.proposed_at is not null or p.id = any (v_mine))
				and (v_ours is null or p.id = any (v_ours))
				and (filters ->> 'stage' is null or p.stage::text = filters ->> 'stage')
				and (filters ->> 'objective' is null or p.id in (
					select po.pilot_id from public.pilot_objectives po join public.objectives o on o.id = po.objective_id
					where o.district_id = v_district and o.code = filters ->> 'objective'))
				and (filters ->> 'site' is null or p.id in (
					select ps.pilot_id from public.pilot_sites ps
					where ps.district_id = v_district and ps.site_id::text = filters ->> 'site'))
		), counts as (
			select w.stage, count(*)::int as pilots from wanted w group by w.stage
		), first as (
			-- Stage by stage, so that an index gives the first ones without sorting them all.
			select s.stage, f.id, f.place from unnest(enum_range(null::public.stage)) s (stage)
			cross join lateral (
				select w.id, row_number() over (order by w.stage_since, w.id) as place from wanted w where w.stage = s.stage
				order by w.stage_since, w.id limit least(greatest(pipeline.cards, 0), 200) offset greatest(after, 0)) f
		), shown as (
			select f.stage, jsonb_agg(c.card order by f.place) as cards
			from first f join private.cards(array(select x.id from first x)) c on c.id = f.id
			group by f.stage
		)
		select jsonb_agg(jsonb_build_object(
			'stage', s.stage, 'count', coalesce(c.pilots, 0), 'cards', coalesce(x.cards, '[]')) order by s.stage)
		from unnest(enum_range(null::public.stage)) s (stage)
		left join counts c on c.stage = s.stage
		left join shown x on x.stage = s.stage
		where filters ->> 'stage' is null or s.stage::text = filters ->> 'stage');
end $$;

create or replace function private.cabinet() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif private.is_outside() then
		perform private.fail(403, 'not_yours', 'The cabinet''s table is for the people of the district.');
	end if;
	return jsonb_build_object(
		'rule', (select jsonb_build_object('decision_rule', d.decision_rule, 'quorum', d.quorum) from public.districts d where d.id = v_district),
		'meetings', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'held_on', m.held_on, 'chair', p.name) order by m.held_on), '[]')
			from public.meetings m join public.people p on p.id = m.chair_id where m.district_id = v_district and m.held_on >= private.today()),
		'due', (select coalesce(jsonb_agg(private.card(l) || jsonb_build_object('held_on', m.held_on, 'chair', c.name,
				'question', l.decision_question,
				'recommendation', a.shown -> 'recommendation', 'permitted', a.permitted,
				'evaluator_says', (select e.recommendation from public.evaluations e where e.pilot_id = l.id order by e.submitted_at desc limit 1),
				'votes', (select count(*) from private.votes v where v.docket_item_id = d.id),
				'my_vote', (select v.choice from private.votes v where v.docket_item_id = d.id and v.voter_id = v_me),
				'i_vote', 'cabinet' = any (private.parts(l.id, v_me)),
				'i_chair', c.id = v_me) order by m.held_on nulls last, d.opened_at), '[]')
			from public.docket_items d join public.pilots l on l.id = d.pilot_id
			left join private.analyses a on a.pilot_id = l.id
			left join public.meetings m on m.id = d.meeting_id left join public.people c on c.id = m.chair_id
			where d.district_id = v_district and d.closed_at is null),
		'overdue', (select coalesce(jsonb_agg(c.card || jsonb_build_object('cycle_end', l.cycle_end) order by l.cycle_end), '[]')
			from private.cards(array(
				select x.id from public.pilots x
				where x.district_id = v_district and x.stage = 'experiment' and x.cycle_end < private.today())) c
			join public.pilots l on l.id = c.id where (c.card ->> 'overdue')::boolean),
		'decided', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'pilot', l.id, 'title', l.title, 'outcome', d.outcome,
				'decided_at', d.decided_at, 'decided_by', p.name, 'tally', d.tally, 'rationale', d.rationale, 'within_permitted', d.within_permitted,
				'with_majority', d.with_majority, 'override_reason', d.override_reason, 'next_review', d.next_review) order by d.decided_at desc), '[]')
			from (select * from public.decisions d where d.district_id = v_district order by d.decided_at desc limit 100) d
			join public.pilots l on l.id = d.pilot_id join public.people p on p.id = d.decided_by));
end $$;
