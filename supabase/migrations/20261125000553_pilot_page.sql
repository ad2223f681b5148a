-- One pilot, whole, for its page: with its history of people, its holds and incidents, and what each criterion asks of whom.

-- The parts of a pilot that wait for somebody while nobody is eligible and nobody stands in.
create function private.nobody_for(pilot public.pilots) returns text[]
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
			select r.specialty::text, 5 from public.reviews r where r.pilot_id = pilot.id and r.state = 'asked' and pilot.stage = 'vetting'
		) w
		where not exists (
				select 1 from public.substitutes s join public.people p on p.id = s.person_id and p.active
				where s.pilot_id = pilot.id and s.part = w.part and s.until is null)
			and not private.anybody_for(pilot, w.part));
end $$;

-- The acts that the map allows from where a pilot is, and what each waits for; may do, sign and waive as the caller.
create function private.gates_of(pilot public.pilots, me uuid, parts text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_on_hold boolean := exists (select 1 from public.holds h where h.pilot_id = pilot.id and h.lifted_at is null);
begin
	return (
		with asked as (
			select c.act, jsonb_agg(jsonb_build_object('criterion', c.criterion, 'met', c.met, 'facts', c.facts, 'required', c.required,
				'how', c.how, 'signed_by', c.signed_by, 'title', c.title,
				'may_sign', c.how = 'signed' and c.signer is null and gates_of.parts && c.signed_by,
				'may_unsign', coalesce(c.signer = me and gates_of.parts && c.signed_by, false),
				'may_waive', c.required and not c.met and c.waivable and 'cabinet' = any (gates_of.parts)) order by c.place, c.criterion) as criteria
			from private.gate_criteria(pilot, array(select m.act from public.moves m where m.from_stage = pilot.stage)) c
			group by c.act
		)
		select coalesce(jsonb_agg(jsonb_build_object(
			'act', m.act, 'to_stage', m.to_stage, 'through', m.through, 'asks_note', m.asks_note,
			'parts', private.parts_for(pilot, m), 'mine', m.through = 'advance_pilot' and gates_of.parts && private.parts_for(pilot, m),
			'held', m.held and v_on_hold, 'criteria', coalesce(a.criteria, '[]')) order by m.position), '[]')
		from public.moves m left join asked a on a.act = m.act
		-- An overdue cycle is brought before the cabinet by its docket alone.
		where m.from_stage = pilot.stage and m.act <> 'overdue');
end $$;

-- Who was, recused themselves or stands in, and what holds the pilot: the history beside its present people.
create function private.history_of(pilot public.pilots, me uuid, parts text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_roles text[] := private.parts(pilot.id, me, true);
begin
	return jsonb_build_object(
		'holds', (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'reason', h.reason, 'raised_by', p.name, 'raised_as', h.raised_as,
				'source', h.source, 'raised_at', h.raised_at, 'lifted_by', l.name, 'lifted_at', h.lifted_at, 'lift_reason', h.lift_reason,
				'mine_to_lift', h.lifted_at is null and private.may_lift(history_of.parts, h.raised_as)) order by h.raised_at desc), '[]')
			from public.holds h left join public.people p on p.id = h.raised_by left join public.people l on l.id = h.lifted_by
			where h.pilot_id = pilot.id),
		'may_hold', v_roles && array['reviewer', 'admin', 'cabinet']
			and pilot.stage in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'adopted'),
		'incidents', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'severity', i.severity, 'occurred_on', i.occurred_on,
				'what_happened', case when i.reported_by = me
					or v_roles && array['team', 'sponsor', 'evaluator', 'reviewer', 'cabinet', 'admin'] then i.what_happened end,
				'reported_by', p.name, 'reported_at', i.reported_at) order by i.reported_at desc), '[]')
			from public.incidents i join public.people p on p.id = i.reported_by where i.pilot_id = pilot.id),
		-- Those of gates that it passed long ago, too: a waiver stays to be read.
		'waivers', (select coalesce(jsonb_agg(jsonb_build_object('act', w.act, 'criterion', w.criterion, 'by', p.name, 'at', w.at,
				'reason', w.reason, 'title', (select g.title from public.gate_rules g
					where g.district_id = w.district_id and g.act = w.act and g.criterion = w.criterion order by g.valid_from desc limit 1)) order by w.at desc), '[]')
			from public.waivers w join public.people p on p.id = w.person_id where w.pilot_id = pilot.id),
		'recusals', (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'reason', r.reason, 'at', r.at) order by r.at), '[]')
			from public.recusals r join public.people p on p.id = r.person_id where r.pilot_id = pilot.id),
		'i_recused', exists (select 1 from public.recusals r where r.pilot_id = pilot.id and r.person_id = me),
		'former_team', (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'role', t.role, 'joined_at', t.joined_at,
				'left_at', t.left_at) order by t.left_at desc, p.name), '[]')
			from public.team_members t join public.people p on p.id = t.person_id where t.pilot_id = pilot.id and t.left_at is not null),
		'former_assignments', (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'role', a.role, 'since', a.since,
				'until', a.until) order by a.until desc, p.name), '[]')
			from public.assignments a join public.people p on p.id = a.person_id where a.pilot_id = pilot.id and a.until is not null),
		'substitutes', (select coalesce(jsonb_agg(jsonb_build_object('part', s.part, 'name', p.name, 'reason', s.reason,
				'appointed_by', b.name, 'since', s.since) order by s.since), '[]')
			from public.substitutes s join public.people p on p.id = s.person_id join public.people b on b.id = s.appointed_by
			where s.pilot_id = pilot.id and s.until is null),
		'nobody_for', case when private.has_role(me, 'admin') then to_jsonb(private.nobody_for(pilot)) else '[]' end);
end $$;

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
	return private.card(v_pilot) || (to_jsonb(v_pilot) - 'district_id') || private.history_of(v_pilot, v_me, v_parts) || jsonb_build_object(
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
		'activity', (select coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'actor', p.name, 'record', a.record, 'verb', a.verb, 'facts', a.facts
				|| case when a.facts ? 'person_id' then jsonb_build_object('person', (
					select x.name from public.people x where x.id = (a.facts ->> 'person_id')::uuid)) else '{}' end) order by a.id desc), '[]')
			from (select * from public.activity a where a.pilot_id = v_pilot.id order by a.id desc limit 40) a
			left join public.people p on p.id = a.actor_id));
end $$;
