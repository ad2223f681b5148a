-- What the pages of meetings read, what of meetings waits on somebody, and what time does for them.

-- A meeting with its docket, who comes, and what the caller may do. Who is kept out, votes and presence are read for all items at once.
create function private.meeting(meeting uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_me uuid := private.person_id();
	v_meeting public.meetings := private.seen_meeting(meeting);
	v_state text := private.meeting_state(v_meeting);
	v_member boolean := private.has_role(v_me, 'cabinet');
	v_keeps boolean := private.keeps_meetings(v_me);
	v_office boolean := v_member or v_keeps;
	v_leads boolean := private.leads_meeting(v_meeting, v_me);
	v_open boolean := v_state in ('called', 'in session');
	v_present uuid[] := private.present_members(v_meeting.id);
	v_last private.docket_sendings := private.last_sending(v_meeting.id);
	v_minutes private.minutes;
	v_members jsonb;
	v_items jsonb;
begin
	select i.* into v_minutes from private.minutes i where i.meeting_id = v_meeting.id;
	select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'comes', a.comes,
		'reason', case when v_office then a.reason end, 'me', p.id = v_me,
		'present', case when v_present is not null then p.id = any (v_present) end) order by p.name), '[]')
	into v_members
	from public.people p left join private.meeting_answers a on a.person_id = p.id and a.meeting_id = v_meeting.id
	where p.district_id = v_meeting.district_id and p.active
		and (p.id in (select r.person_id from public.person_roles r where r.district_id = v_meeting.district_id and r.role = 'cabinet')
			or p.id = any (v_present));

	with items as materialized (
		select d.*, l.title, l.stage, l.decision_question, l.proposed_at, l.next_review as review_on
		from public.docket_items d join public.pilots l on l.id = d.pilot_id
		where d.meeting_id = v_meeting.id and (d.closed_at is null or d.closed_how <> 'taken off')
	), members as materialized (
		select p.id, p.name, coalesce(a.comes, false) as comes
		from public.people p left join private.meeting_answers a on a.person_id = p.id and a.meeting_id = v_meeting.id
		where p.district_id = v_meeting.district_id and p.active
			and p.id in (select r.person_id from public.person_roles r where r.district_id = v_meeting.district_id and r.role = 'cabinet')
	), out as materialized (
		select x.item, x.person, max(x.why) as why from (
			select d.id as item, t.person_id as person, 'team' as why
			from items d join public.team_members t on t.pilot_id = d.pilot_id
			where t.left_at is null or (d.proposed_at is not null and t.left_at >= d.proposed_at)
			union
			select d.id, r.person_id, 'recused' from items d join public.recusals r on r.pilot_id = d.pilot_id
		) x where x.person in (select m.id from members m) group by x.item, x.person
	), voters as materialized (
		select d.id as item, count(*) filter (where o.person is null) as eligible,
			count(*) filter (where o.person is null and case when v_present is null then m.comes else m.id = any (v_present) end) as expected,
			coalesce(jsonb_agg(jsonb_build_object('name', m.name, 'why', o.why) order by m.name) filter (where o.person is not null), '[]') as kept_out,
			coalesce(bool_or(m.id = v_me and o.person is null), false) as mine
		from items d cross join members m left join out o on o.item = d.id and o.person = m.id
		group by d.id
	), standing_in as materialized (
		select d.id as item, jsonb_agg(p.name order by p.name) as names, bool_or(p.id = v_me) as mine
		from items d join public.substitutes s on s.pilot_id = d.pilot_id and s.part = 'cabinet' and s.until is null
		join public.people p on p.id = s.person_id and p.active group by d.id
	), cast_so_far as materialized (
		select v.docket_item_id as item, count(*) as votes, max(v.choice) filter (where v.voter_id = v_me) as mine
		from private.votes v where v.docket_item_id in (select d.id from items d) group by v.docket_item_id
	)
	select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'pilot', d.pilot_id, 'title', d.title, 'stage', d.stage, 'reason', d.reason,
		'matter', private.is_matter(d.reason), 'minutes', d.minutes, 'note', d.note, 'opened_at', d.opened_at, 'begun_at', d.begun_at,
		'closed_at', d.closed_at, 'closed_how', d.closed_how, 'outcome', c.outcome, 'sites', s.sites, 'on_hold', s.on_hold,
		'question', d.decision_question, 'permitted', a.permitted,
		'evaluator_says', (select e.recommendation from public.evaluations e where e.pilot_id = d.pilot_id order by e.submitted_at desc limit 1),
		'review_on', case when d.reason = 'monitoring' then d.review_on end,
		'conditions', case when d.reason = 'condition' then (
			select coalesce(jsonb_agg(jsonb_build_object('words', k.words, 'owner', o.name, 'due_on', k.due_on) order by k.due_on, k.number), '[]')
			from private.conditions k join public.people o on o.id = k.owner_id
			where k.pilot_id = d.pilot_id and k.state in ('open', 'reported') and k.due_on < private.today()) else '[]' end,
		'votes', coalesce(b.votes, 0), 'my_vote', b.mine,
		'i_vote', not private.is_matter(d.reason) and (coalesce(v.mine, false) or coalesce(i.mine, false)),
		'eligible', coalesce(v.eligible, 0), 'expected', coalesce(v.expected, 0), 'kept_out', coalesce(v.kept_out, '[]'),
		'standing_in', coalesce(i.names, '[]')) order by d.position nulls last, d.opened_at, d.id), '[]')
	into v_items
	from items d
	left join private.slips s on s.pilot_id = d.pilot_id
	left join private.analyses a on a.pilot_id = d.pilot_id
	left join public.decisions c on c.docket_item_id = d.id
	left join voters v on v.item = d.id
	left join standing_in i on i.item = d.id
	left join cast_so_far b on b.item = d.id;

	return jsonb_build_object('id', v_meeting.id, 'held_on', v_meeting.held_on, 'begins', to_char(v_meeting.begins, 'HH24:MI'),
		'minutes', v_meeting.minutes, 'place', v_meeting.place, 'revision', v_meeting.revision, 'state', v_state,
		'cancel_reason', v_meeting.cancel_reason, 'opened_at', v_meeting.opened_at, 'ended_at', v_meeting.ended_at,
		'opened_by', (select p.name from public.people p where p.id = v_meeting.opened_by),
		'today', v_meeting.held_on between private.day_still_going() and private.today(),
		'chair', (select jsonb_build_object('id', p.id, 'name', p.name, 'fits', p.active and private.has_role(p.id, 'cabinet'))
			from public.people p where p.id = v_meeting.chair_id),
		'rule', (select jsonb_build_object('decision_rule', x.decision_rule, 'quorum', x.quorum) from public.districts x where x.id = v_meeting.district_id),
		'items', v_items, 'members', v_members,
		'attendance', case when v_office then (
			select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'person', a.person_id, 'name', p.name, 'what', a.what, 'at', a.at, 'by', n.name,
				'struck', exists (select 1 from private.attendance s where s.strikes = a.id)) order by a.at, a.noted_at), '[]')
			from private.attendance a join public.people p on p.id = a.person_id join public.people n on n.id = a.noted_by
			where a.meeting_id = v_meeting.id and a.what <> 'struck') else '[]' end,
		'sent', case when v_last.id is not null then jsonb_build_object('at', v_last.sent_at,
			'by', (select p.name from public.people p where p.id = v_last.sent_by), 'items', v_last.items,
			'changed', v_open and v_last.fingerprint <> md5(private.docket_letter(v_meeting)::text)) end,
		'minutes_stand', case when v_minutes.signed_at is not null then 'signed' when v_minutes.meeting_id is not null and v_office then 'draft' end,
		'others', case when v_keeps and v_open then (
			select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'held_on', m.held_on) order by m.held_on), '[]')
			from public.meetings m where m.district_id = v_meeting.district_id and m.id <> v_meeting.id
				and private.meeting_state(m) in ('called', 'in session')) else '[]' end,
		'askable', case when v_keeps and v_open then (
			select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'title', l.title) order by l.title), '[]')
			from public.pilots l where l.district_id = v_meeting.district_id and l.stage in ('scaling', 'adopted')
				and not exists (select 1 from public.docket_items d where d.pilot_id = l.id and d.closed_at is null)) else '[]' end,
		'may', jsonb_build_object('keep', v_keeps, 'lead', v_leads, 'answer', v_member and v_open, 'office', v_office,
			'open', v_leads and v_state = 'called' and v_meeting.held_on between private.day_still_going() and private.today(),
			'end', v_leads and v_state = 'in session', 'attend', v_leads and v_state = 'in session',
			'write', v_leads and v_state <> 'cancelled' and v_meeting.held_on <= private.today() and v_minutes.signed_at is null));
end $$;

create function public.meeting(meeting uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.meeting(meeting) $$;

grant execute on function private.meeting, public.meeting to authenticated;

-- As before, with each meeting's time, place and state, those before, and of each item why it came.
create or replace function private.cabinet() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_office boolean := private.has_role(v_me, 'cabinet') or private.keeps_meetings(v_me);
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif private.is_outside() then
		perform private.fail(403, 'not_yours', 'The cabinet''s table is for the people of the district.');
	end if;
	return jsonb_build_object(
		'rule', (select jsonb_build_object('decision_rule', d.decision_rule, 'quorum', d.quorum) from public.districts d where d.id = v_district),
		'meetings', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'held_on', m.held_on, 'chair', p.name,
				'begins', to_char(m.begins, 'HH24:MI'), 'minutes', m.minutes, 'place', m.place, 'state', private.meeting_state(m),
				'sent', m.prepared_at is not null,
				'items', (select count(*) from public.docket_items d where d.meeting_id = m.id and d.closed_at is null),
				'planned', (select coalesce(sum(d.minutes), 0) from public.docket_items d where d.meeting_id = m.id and d.closed_at is null),
				'come', (select count(*) from private.meeting_answers a where a.meeting_id = m.id and a.comes),
				'my_answer', (select a.comes from private.meeting_answers a where a.meeting_id = m.id and a.person_id = v_me)) order by m.held_on), '[]')
			from public.meetings m join public.people p on p.id = m.chair_id
			where m.district_id = v_district and private.meeting_state(m) in ('called', 'in session')),
		'earlier', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'held_on', m.held_on, 'chair', p.name, 'state', private.meeting_state(m),
				'decided', (select count(*) from public.docket_items d where d.meeting_id = m.id and d.closed_how = 'decided'),
				'dealt_with', (select count(*) from public.docket_items d where d.meeting_id = m.id and d.closed_how = 'dealt with'),
				'minutes', (select case when i.signed_at is not null then 'signed' when v_office then 'draft' end
					from private.minutes i where i.meeting_id = m.id)) order by m.held_on desc), '[]')
			from (
				select x.* from public.meetings x where x.district_id = v_district and private.meeting_state(x) in ('cancelled', 'ended', 'past')
				order by x.held_on desc limit 24) m
			join public.people p on p.id = m.chair_id),
		'members', (select count(*) from public.people p where p.district_id = v_district and p.active and exists (
			select 1 from public.person_roles r where r.person_id = p.id and r.role = 'cabinet')),
		'due', (select coalesce(jsonb_agg(private.card(l) || jsonb_build_object('item', d.id, 'meeting', m.id, 'held_on', m.held_on, 'chair', c.name,
				'reason', d.reason, 'note', d.note,
				'question', l.decision_question,
				'recommendation', a.shown -> 'recommendation', 'permitted', a.permitted,
				'evaluator_says', (select e.recommendation from public.evaluations e where e.pilot_id = l.id order by e.submitted_at desc limit 1),
				'votes', (select count(*) from private.votes v where v.docket_item_id = d.id),
				'my_vote', (select v.choice from private.votes v where v.docket_item_id = d.id and v.voter_id = v_me),
				'i_vote', not private.is_matter(d.reason) and 'cabinet' = any (private.parts(l.id, v_me)),
				'i_chair', not private.is_matter(d.reason) and c.id = v_me) order by m.held_on nulls last, d.position nulls last, d.opened_at, d.id), '[]')
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

-- What waits on somebody of meetings: the clerk sends the docket before it goes out by itself, members say whether they come, and the
-- chair signs the minutes.
create function private.meetings_waiting(me uuid, district uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_today date := private.today();
	v_clerk boolean := private.has_role(me, 'clerk');
	v_cabinet boolean := private.has_role(me, 'cabinet');
begin
	if not (v_clerk or v_cabinet) then
		return;
	end if;
	return query
	select 'prepare the docket'::text, m.id, 'Meeting of ' || private.day_in_words(m.held_on), (m.held_on - 5)::timestamp at time zone 'UTC',
		m.held_on - 2, null::text
	from public.meetings m
	where v_clerk and m.district_id = meetings_waiting.district and m.held_on between v_today and v_today + 5 and m.prepared_at is null
		and private.meeting_state(m) = 'called' and exists (select 1 from public.docket_items d where d.meeting_id = m.id and d.closed_at is null)
	union all
	select 'say whether you come', m.id, 'Meeting of ' || private.day_in_words(m.held_on), (m.held_on - 7)::timestamp at time zone 'UTC', m.held_on, null
	from public.meetings m
	where v_cabinet and m.district_id = meetings_waiting.district and m.held_on between v_today and v_today + 7
		and private.meeting_state(m) = 'called'
		and not exists (select 1 from private.meeting_answers a where a.meeting_id = m.id and a.person_id = meetings_waiting.me)
	union all
	select 'sign the minutes', m.id, 'Meeting of ' || private.day_in_words(m.held_on), m.ended_at, (m.ended_at at time zone 'UTC')::date + 7, null
	from public.meetings m
	where v_cabinet and m.district_id = meetings_waiting.district and m.chair_id = meetings_waiting.me and m.ended_at is not null
		and not exists (select 1 from private.minutes i where i.meeting_id = m.id and i.signed_at is not null);
end $$;

-- Matters come onto the docket, meetings that nobody ended are over with their day, what waited for them goes on to the next one, and
-- two days before a meeting its docket goes out.
create function private.tick_meetings() returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_meeting public.meetings;
	v_district uuid;
begin
	perform private.docket_matters();
	for v_meeting in
		select m.* from public.meetings m
		where m.opened_at is not null and m.ended_at is null and m.held_on < private.day_still_going()
		order by m.id for no key update skip locked
	loop
		perform private.close_meeting(v_meeting, null);
	end loop;
	for v_district in
		select distinct d.district_id from public.docket_items d left join public.meetings m on m.id = d.meeting_id
		where d.closed_at is null and (m.id is null or private.meeting_state(m) in ('cancelled', 'ended', 'past'))
			and private.next_called(d.district_id) is not null
	loop
		perform private.rehome_docket(v_district);
	end loop;
	for v_meeting in
		select m.* from public.meetings m
		where m.held_on between private.today() and private.today() + 2 and m.prepared_at is null and private.meeting_state(m) = 'called'
			and exists (select 1 from public.docket_items d where d.meeting_id = m.id and d.closed_at is null)
		order by m.id for no key update skip locked
	loop
		perform private.mail_docket(v_meeting, null);
		perform private.note_activity(v_meeting.district_id, null, 'meetings', v_meeting.id, 'sent the docket',
			jsonb_build_object('held_on', v_meeting.held_on));
	end loop;
end $$;
