-- Reading decisions: what each kept, what superseded it, what was corrected since, and what the form of the next one needs.

-- What was corrected of the results that stood when a pilot was decided on: how many rows, and when last. Null where none was.
create function private.corrected_since(decision public.decisions) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select jsonb_build_object('rows', count(distinct m.supersedes), 'at', max(m.logged_at))
		from private.measurements m join private.measurements was on was.id = m.supersedes and was.district_id = m.district_id
		where m.pilot_id = decision.pilot_id and m.supersedes is not null and m.logged_at > decision.decided_at
			and was.logged_at <= decision.decided_at
		having count(*) > 0);
end $$;

-- One decision in short: as the pilot's page lists it, and as other pages begin.
create function private.decision_in_short(decision public.decisions, pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return jsonb_build_object('id', decision.id, 'outcome', decision.outcome, 'rationale', decision.rationale,
		'decided_at', decision.decided_at, 'decided_by', (select p.name from public.people p where p.id = decision.decided_by),
		'tally', decision.tally, 'permitted', decision.permitted, 'within_permitted', decision.within_permitted,
		'with_majority', decision.with_majority, 'override_reason', decision.override_reason,
		'seconded_by', (select p.name from public.people p where p.id = decision.seconded_by),
		'next_review', decision.next_review, 'different', decision.different, 'supersedes', decision.supersedes, 'brief', decision.brief_id,
		'superseded_by', (select d.id from public.decisions d
			where d.pilot_id = decision.pilot_id and d.decided_at > decision.decided_at order by d.decided_at limit 1),
		'cycle', case decision.outcome when 'extend' then private.cycle_at(pilot, decision.decided_at) end,
		'corrected_since', private.corrected_since(decision),
		'dissent', (select count(*) from private.decision_votes v where v.decision_id = decision.id and v.dissents),
		'recused', (select count(*) from private.decision_votes v where v.decision_id = decision.id and (v.choice = 'recuse' or v.why_not = 'recused')),
		'conditions', (select count(*) from private.conditions c where c.decision_id = decision.id),
		'conditions_open', (select count(*) from private.conditions c where c.decision_id = decision.id and c.state in ('open', 'reported')));
end $$;

-- The decisions about a pilot, the latest first.
create function private.decisions_of(pilot public.pilots, me uuid, parts text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (select coalesce(jsonb_agg(private.decision_in_short(d, pilot) order by d.decided_at desc), '[]')
		from public.decisions d where d.pilot_id = decisions_of.pilot.id);
end $$;

-- Whether the caller reads names beside votes: cabinet, clerk and admin.
create function private.reads_votes(pilot uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	return private.parts(pilot, v_me, true) && array['cabinet', 'clerk'] or private.has_role(v_me, 'admin');
end $$;

-- The decision that the caller means; 404 where they do not see its pilot.
create function private.seen_decision(decision uuid) returns public.decisions
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_row public.decisions;
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select d.* into v_row from public.decisions d where d.id = decision and d.district_id = private.district_id();
	if v_row.id is null then
		perform private.fail(404, 'no_such_decision', 'There is no such decision.');
	end if;
	perform private.seen_pilot(v_row.pilot_id);
	return v_row;
end $$;

-- Who voted what when it was decided, with the words of those who dissented: for the cabinet, the clerk and the AI office.
create function private.decision_votes(decision uuid)
returns table (voter text, voter_id uuid, choice public.vote_choice, reason text, sponsors boolean, counted boolean, why_not text, dissents boolean)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_decision public.decisions := private.seen_decision(decision);
begin
	if not private.reads_votes(v_decision.pilot_id) then
		perform private.fail(403, 'not_yours', 'Who voted what is for the cabinet, the clerk and the AI office. Everyone reads the tally and the rationale.');
	end if;
	return query
	select p.name, p.id, v.choice, v.reason, v.sponsors, v.counted, v.why_not, v.dissents
	from private.decision_votes v join public.people p on p.id = v.voter_id
	where v.decision_id = v_decision.id
	order by v.counted desc, v.dissents, p.name;
end $$;

create function public.decision_votes(decision uuid)
returns table (voter text, voter_id uuid, choice public.vote_choice, reason text, sponsors boolean, counted boolean, why_not text, dissents boolean)
language sql stable security invoker set search_path = ''
as $$ select * from private.decision_votes(decision) $$;

-- One decision, whole: as it was recorded, with what became of its conditions, and named votes for those who may read them.
create function private.decision(decision uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_row public.decisions := private.seen_decision(decision);
	v_pilot public.pilots := private.seen_pilot(v_row.pilot_id);
	v_short jsonb := private.decision_in_short(v_row, v_pilot);
	v_named boolean := private.reads_votes(v_row.pilot_id);
begin
	return v_short || jsonb_build_object(
		'pilot', jsonb_build_object('id', v_pilot.id, 'title', v_pilot.title, 'number', v_pilot.number, 'stage', v_pilot.stage,
			'question', v_pilot.decision_question),
		'decision_rule', v_row.decision_rule,
		'evidence', private.decision_shown(v_row, v_pilot),
		'fingerprint', (select e.fingerprint from private.decision_evidence e where e.decision_id = v_row.id),
		'evaluator_said', (select jsonb_build_object('recommendation', e.recommendation, 'by', p.name)
			from public.evaluations e join public.people p on p.id = e.evaluator_id
			where e.pilot_id = v_row.pilot_id and e.submitted_at <= v_row.decided_at order by e.submitted_at desc limit 1),
		'met_on', (select m.held_on from public.docket_items i join public.meetings m on m.id = i.meeting_id where i.id = v_row.docket_item_id),
		'brief', (select jsonb_build_object('id', b.id, 'version', b.version, 'frozen_at', b.frozen_at, 'fingerprint', b.fingerprint)
			from private.briefs b where b.id = v_row.brief_id),
		'before', (select jsonb_build_object('id', d.id, 'outcome', d.outcome, 'decided_at', d.decided_at)
			from public.decisions d where d.pilot_id = v_row.pilot_id and d.decided_at < v_row.decided_at order by d.decided_at desc limit 1),
		'after', (select jsonb_build_object('id', d.id, 'outcome', d.outcome, 'decided_at', d.decided_at)
			from public.decisions d where d.pilot_id = v_row.pilot_id and d.decided_at > v_row.decided_at order by d.decided_at limit 1),
		'gates', (select coalesce(g.criteria, '[]') from private.decision_gates g where g.decision_id = v_row.id),
		'asked', (select coalesce(jsonb_agg(c order by (c ->> 'number')::int), '[]')
			from jsonb_array_elements(private.decision_conditions(v_row.pilot_id)) c where c ->> 'decision' = v_row.id::text),
		'votes', case when v_named then (select coalesce(jsonb_agg(to_jsonb(v)), '[]') from private.decision_votes(v_row.id) v) end);
end $$;

create function public.decision(decision uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.decision(decision) $$;

-- What the form of a decision needs beside the vote: for whoever records it.
create function private.deciding(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_item public.docket_items;
begin
	select d.* into v_item from public.docket_items d where d.pilot_id = v_pilot.id and d.closed_at is null;
	if v_item.id is null then
		perform private.fail(409, 'not_now', format('This pilot waits for no decision; it is in %s.', v_pilot.stage));
	elsif not private.chairs(v_item, private.person_id()) then
		perform private.fail(403, 'not_yours', 'The chair of the meeting records its decisions.');
	end if;
	return jsonb_build_object('item', v_item.id, 'quorum', private.quorum_told(v_item), 'extensions', private.criterion_extensions(v_pilot),
		'next_cycle', private.cycle_at(v_pilot, private.now()) + 1,
		'unmet', (select coalesce(jsonb_agg(jsonb_build_object('act', c.act, 'criterion', c.criterion, 'title', c.title, 'facts', c.facts)
				order by c.act, c.place, c.criterion), '[]')
			from private.gate_criteria(v_pilot, '{scale,extend}') c where c.required and not c.met),
		'people', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'part', o.part) order by o.rank, p.name), '[]')
			from (select distinct on (x.id) x.id, x.part, x.rank from (
				select t.person_id as id, t.role::text as part, case t.role::text when 'lead' then 1 else 2 end as rank
				from public.team_members t where t.pilot_id = v_pilot.id and t.left_at is null
				union all
				select a.person_id, a.role::text, 3 from public.assignments a
				where a.pilot_id = v_pilot.id and a.until is null and a.role in ('sponsor', 'evaluator')
				union all
				select r.person_id, r.role::text, case r.role when 'cabinet' then 4 else 5 end from public.person_roles r
				where r.district_id = v_pilot.district_id and r.role in ('cabinet', 'clerk', 'admin')) x
				order by x.id, x.rank) o
			join public.people p on p.id = o.id and p.active and not p.outside));
end $$;

create function public.deciding(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.deciding(pilot) $$;

grant execute on function private.decision_votes, private.decision, private.deciding to authenticated;
grant execute on function public.decision_votes, public.decision, public.deciding to authenticated;
