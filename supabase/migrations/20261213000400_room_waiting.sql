-- Votes wait on nobody where nothing is put to the vote, or voting is over.

-- The day before a meeting, the cabinet hears which votes of theirs are still missing.
create or replace function private.tick_votes() returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_today date := private.today();
	v_told int;
begin
	with untold as materialized (
		select m.id as meeting, m.held_on, l.id as pilot, l.title, p.id as person, p.district_id, p.email
		from public.meetings m
		join public.docket_items d on d.meeting_id = m.id and d.district_id = m.district_id and d.closed_at is null
		join public.pilots l on l.id = d.pilot_id
		join public.person_roles x on x.district_id = m.district_id and x.role = 'cabinet'
		join public.people p on p.id = x.person_id and p.active
		where m.held_on between v_today and v_today + 1 and m.cancelled_at is null
			and d.voting_closed_at is null and private.put_to_the_vote(d)
			and not exists (select 1 from private.votes v where v.docket_item_id = d.id and v.voter_id = p.id)
			and not exists (select 1 from private.mails o where o.key = format('vote_waits:%s:%s', m.id, p.id))
	)
	insert into private.mails (key, district_id, person_id, address, kind, facts, expires_at)
	select format('vote_waits:%s:%s', u.meeting, u.person), u.district_id, u.person, u.email, 'vote_waits',
		jsonb_build_object('held_on', u.held_on, 'pilots', jsonb_agg(jsonb_build_object('pilot', u.pilot, 'title', u.title) order by u.title)),
		(u.held_on + 1)::timestamp at time zone 'UTC'
	from untold u where not private.kept_out(u.pilot, u.person)
	group by u.meeting, u.held_on, u.person, u.district_id, u.email
	on conflict on constraint mails_key_key do nothing;
	get diagnostics v_told = row_count;
	return v_told;
end $$;

create or replace function private.home() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_today date := private.today();
	v_admin boolean := private.has_role(v_me, 'admin');
	v_cabinet boolean := private.has_role(v_me, 'cabinet');
	v_outside boolean := private.is_outside();
	v_roles text[] := array(
		select x.part from public.person_roles r cross join lateral (values (r.role::text), (r.specialty::text)) x (part)
		where r.person_id = v_me and r.role <> 'evaluator' and x.part is not null);
	v_sponsored uuid[] := array(
		select a.pilot_id from public.assignments a where a.person_id = v_me and a.role = 'sponsor' and a.until is null);
	v_admin_in uuid[] := array(
		select s.pilot_id from public.substitutes s where s.person_id = v_me and s.part = 'admin' and s.until is null);
	v_cabinet_in uuid[] := array(
		select s.pilot_id from public.substitutes s where s.person_id = v_me and s.part = 'cabinet' and s.until is null);
	-- Pilots whose team the caller is on, or was since they were proposed, or that they recused themselves from: others act on those.
	v_kept_out uuid[] := array(
		select t.pilot_id from public.team_members t join public.pilots l on l.id = t.pilot_id
		where t.person_id = v_me and (t.left_at is null or t.left_at >= l.proposed_at)
		union select r.pilot_id from public.recusals r where r.person_id = v_me);
	v_remind int := (select d.remind_after_days from public.districts d where d.id = v_district);
	v_most constant int := 30;
begin
	if v_me is null then
		return null;
	end if;
	return (
		with seats as materialized (
			select t.pilot_id, t.role::text as part from public.team_members t where t.person_id = v_me and t.left_at is null
			union all select t.pilot_id, 'team' from public.team_members t where t.person_id = v_me and t.left_at is null
			union all select a.pilot_id, a.role::text from public.assignments a where a.person_id = v_me and a.until is null
			union all select s.pilot_id, s.part from public.substitutes s where s.person_id = v_me and s.until is null
		), to_sign as (
			-- Who does the act itself finds there what it waits for; here is what the gate asks of others.
			select l.id, l.title, l.stage_since, r.criterion, coalesce(r.title, replace(r.criterion, '_', ' ')) as words, r.position
			from public.pilots l
			join public.moves m on m.from_stage = l.stage
			join public.gate_rules r on r.district_id = v_district and r.act = m.act and r.required and r.signed_by <> '{}'
			where l.district_id = v_district and l.stage in ('proposed', 'vetting', 'experiment', 'scaling', 'sunset')
				and r.valid_from <= l.stage_since and (r.valid_until is null or r.valid_until > l.stage_since)
				and (r.kind is null or r.kind = l.kind) and (r.tier is null or r.tier = l.risk_tier)
				and ((r.signed_by && v_roles and l.id <> all (v_kept_out)) or (l.id in (select s.pilot_id from seats s) and exists (
					select 1 from seats s where s.pilot_id = l.id and s.part = any (r.signed_by))))
				and not (r.act in ('triage', 'retire') and (v_admin or l.id = any (v_admin_in)) and l.id <> all (v_kept_out))
				and not (r.act in ('triage', 'adopt') and l.id = any (v_sponsored))
				and (r.criterion <> 'families' or l.students_take_part is not false)
				and (r.criterion <> 'data_agreement' or (l.students_take_part is not false and l.personal_data is not false))
				and not exists (
					select 1 from public.signatures s where s.pilot_id = l.id and s.act = r.act and s.criterion = r.criterion
						and s.withdrawn_at is null and s.at >= l.stage_since)
				and not exists (
					select 1 from public.waivers w where w.pilot_id = l.id and w.act = r.act and w.criterion = r.criterion and w.at >= l.stage_since)
				-- A more specific rule speaks for itself.
				and not exists (
					select 1 from public.gate_rules o where o.district_id = v_district and o.act = r.act and o.criterion = r.criterion
						and o.valid_from <= l.stage_since and (o.valid_until is null or o.valid_until > l.stage_since)
						and (o.kind is null or o.kind = l.kind) and (o.tier is null or o.tier = l.risk_tier)
						and (o.kind is not null)::int * 2 + (o.tier is not null)::int > (r.kind is not null)::int * 2 + (r.tier is not null)::int)
			limit 400
		), empty_seats as (
			select 'appoint the ' || n.role as what, l.id, l.title, l.stage_since
			from (values ('sponsor', 'vetting'::public.stage), ('sponsor', 'experiment'), ('sponsor', 'scaling'),
				('evaluator', 'vetting'), ('evaluator', 'experiment')) n (role, stage)
			cross join lateral (
				select p.id, p.title, p.stage_since from public.pilots p
				where v_admin and p.district_id = v_district and p.stage = n.stage and p.id <> all (v_kept_out) and not exists (
					select 1 from public.assignments a join public.people x on x.id = a.person_id and x.active
					where a.pilot_id = p.id and a.role::text = n.role and a.until is null)
				order by p.stage_since limit v_most) l
		), crowded as (
			-- Nobody is eligible only where somebody with a role is on the team or recused, or where nobody holds one at all.
			select l.id, l.title, l.stage_since, private.nobody_for(l) as parts
			from public.pilots l
			where v_admin and l.id in (
				select p.id from public.pilots p
				where p.district_id = v_district and p.stage in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'sunset')
					and (exists (
							select 1 from public.team_members t join public.person_roles r on r.person_id = t.person_id
							where t.pilot_id = p.id and (t.left_at is null or t.left_at >= p.proposed_at))
						or exists (select 1 from public.recusals c where c.pilot_id = p.id)
						or exists (
							select 1 from (values ('cabinet'::public.role), ('evaluator')) n (role) where not exists (
								select 1 from public.person_roles r join public.people x on x.id = r.person_id and x.active
								where r.district_id = v_district and r.role = n.role)))
				order by p.stage_since limit 20)
		), nearly_ready as materialized (
			-- What takes a look at a few rows comes before the whole gate, which takes a millisecond for each pilot.
			select l.id from public.pilots l
			where l.district_id = v_district and l.stage = 'vetting' and l.cycle_end >= v_today and l.id <> all (v_kept_out)
				and case when l.risk_tier = 'low' then v_admin or l.id = any (v_sponsored) or l.id = any (v_admin_in)
					else v_cabinet or l.id = any (v_cabinet_in) end
				and (not exists (select 1 from public.reviews r where r.pilot_id = l.id and r.state <> 'signed')
					or exists (select 1 from public.waivers w where w.pilot_id = l.id and w.criterion = 'reviews'))
				and not exists (select 1 from public.holds h where h.pilot_id = l.id and h.lifted_at is null)
				and not exists (
					select 1 from public.gate_rules r
					where r.district_id = v_district and r.act = 'launch' and r.required and r.kind is null and r.tier is null
						and r.valid_from <= l.stage_since and (r.valid_until is null or r.valid_until > l.stage_since)
						-- A criterion with a title of its own is signed, by the gate's own rule.
						and r.title is not null
						and not exists (
							select 1 from public.signatures s where s.pilot_id = l.id and s.act = 'launch' and s.criterion = r.criterion
								and s.withdrawn_at is null and s.at >= l.stage_since)
						and not exists (
							select 1 from public.waivers w where w.pilot_id = l.id and w.act = 'launch' and w.criterion = r.criterion and w.at >= l.stage_since)
						-- A more specific rule speaks for itself.
						and not exists (
							select 1 from public.gate_rules o where o.district_id = v_district and o.act = 'launch' and o.criterion = r.criterion
								and (o.kind is not null or o.tier is not null)))
		), waiting as (
			select 'sign a review' as what, l.id, l.title, l.stage_since as since, (l.stage_since at time zone 'UTC')::date + v_remind as due, r.specialty::text as detail
			from public.reviews r join public.pilots l on l.id = r.pilot_id
			where r.district_id = v_district and r.state = 'asked' and l.stage = 'vetting' and l.id <> all (v_kept_out)
				and (r.specialty::text = any (v_roles) or exists (
					select 1 from seats s where s.pilot_id = l.id and s.part = r.specialty::text))
			union all
			-- With the meeting whose room is open, where it is.
			select case when v.voter_id is null and d.voting_closed_at is null then 'vote' else 'record the decision' end, l.id, l.title, d.opened_at,
				m.held_on, case when m.opened_at is not null and m.ended_at is null then m.id::text end
			from public.docket_items d join public.pilots l on l.id = d.pilot_id
			left join public.meetings m on m.id = d.meeting_id
			left join private.votes v on v.docket_item_id = d.id and v.voter_id = v_me
			where d.district_id = v_district and d.closed_at is null and (v_cabinet or l.id = any (v_cabinet_in)) and l.id <> all (v_kept_out)
				and (l.stage = 'decision' or not private.is_matter(d.reason))
				and ((v.voter_id is null and d.voting_closed_at is null) or (m.chair_id = v_me and m.held_on <= v_today)
					or (l.id = any (v_cabinet_in) and private.chairs(d, v_me)))
			union all
			select case when l.cycle_end <= v_today then 'submit the evaluation' else 'log results' end, l.id, l.title, l.stage_since, l.cycle_end, null
			from public.assignments a join public.pilots l on l.id = a.pilot_id
			where a.person_id = v_me and a.role = 'evaluator' and a.until is null and l.stage = 'experiment'
			union all
			select 'triage', l.id, l.title, l.stage_since, (l.stage_since at time zone 'UTC')::date + v_remind, null from public.pilots l
			where l.district_id = v_district and l.stage = 'proposed' and l.id <> all (v_kept_out)
				and (v_admin or l.id = any (v_sponsored) or l.id = any (v_admin_in))
			union all
			-- Sent back, it was proposed once, and everyone sees it wait.
			select case when l.proposed_at is null then 'finish the proposal' else 'rework a proposal' end, l.id, l.title, l.stage_since,
				case when l.proposed_at is not null then (l.stage_since at time zone 'UTC')::date + v_remind end, null
			from public.team_members t join public.pilots l on l.id = t.pilot_id
			where t.person_id = v_me and t.role = 'lead' and t.left_at is null and l.stage = 'draft'
			union all
			select 'launch', l.id, l.title, l.stage_since, (l.stage_since at time zone 'UTC')::date + v_remind, null
			from nearly_ready n join public.pilots l on l.id = n.id
			where not exists (select 1 from private.gate_criteria(l, '{launch}') c where c.required and not c.met)
			union all
			select 'adopt', l.id, l.title, l.stage_since, null::date, null from public.pilots l
			where l.id = any (v_sponsored) and l.stage = 'scaling' and l.id <> all (v_kept_out)
			union all
			select 'close the runbook', l.id, l.title, l.stage_since, null::date, null from public.pilots l
			where l.district_id = v_district and l.stage = 'sunset' and (v_admin or l.id = any (v_admin_in)) and l.id <> all (v_kept_out)
			union all
			select 'sign what a gate asks', s.id, s.title, s.stage_since, (s.stage_since at time zone 'UTC')::date + v_remind, string_agg(distinct s.words, ', ')
			from to_sign s group by s.id, s.title, s.stage_since
			union all
			select 'lift a hold', l.id, l.title, min(h.raised_at), (min(h.raised_at) at time zone 'UTC')::date + v_remind, null
			from public.holds h join public.pilots l on l.id = h.pilot_id
			where h.district_id = v_district and h.lifted_at is null and l.id <> all (v_kept_out) and private.may_lift(v_roles, h.raised_as)
				and l.stage in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'adopted')
			group by l.id, l.title
			union all
			select e.what, e.id, e.title, e.stage_since, (e.stage_since at time zone 'UTC')::date + v_remind, null from empty_seats e
			union all
			select 'appoint a substitute', c.id, c.title, c.stage_since, (c.stage_since at time zone 'UTC')::date + v_remind, p.part
			from crowded c cross join lateral unnest(c.parts) p (part)
			union all
			select j.what, j.id, j.title, j.since, j.due, j.detail from private.joining_waiting(v_me) j
			union all
			select o.what, o.id, o.title, o.since, o.due, o.detail from private.second_opinions_waiting(v_me) o
			union all
			select f.what, f.id, f.title, f.since, f.due, f.detail from private.feedback_waiting(v_me, v_district) f
			union all
			select x.what, x.id, x.title, x.since, x.due, x.detail from private.adoption_waiting(v_me, v_district) x
		), mine as (
			select l.id, l.stage_since from public.pilots l
			where l.id in (select s.pilot_id from seats s)
		)
		select jsonb_build_object(
			'waiting', (select coalesce(jsonb_agg(jsonb_build_object('what', w.what, 'pilot', w.id, 'title', w.title, 'since', w.since,
				'due', w.due, 'detail', w.detail) order by w.due nulls last, w.since), '[]')
				from (select * from waiting order by due nulls last, since limit v_most) w),
			'waiting_in_all', (select count(*) from waiting),
			'changed', private.notices_of(v_me, true, null, 12) || jsonb_build_object('unread', private.unread_of(v_me, v_outside)),
			'mine', (select coalesce(jsonb_agg(c.card order by c.card ->> 'stage_since' desc), '[]')
				from private.cards(array(select m.id from mine m order by m.stage_since desc limit v_most)) c),
			'mine_in_all', (select count(*) from mine),
			'flow', (select coalesce(jsonb_object_agg(x.stage, x.pilots), '{}') from (
				select l.stage, count(*)::int as pilots from public.pilots l
				where l.district_id = v_district and l.proposed_at is not null
					and (not v_outside or l.id in (select s.pilot_id from seats s)) group by l.stage) x)));
end $$;
