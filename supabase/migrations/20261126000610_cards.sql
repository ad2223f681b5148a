-- What a card says, read from its slip.

-- As whom the caller may have the next move: roles and specialties, and where it is not theirs whatever they hold.
create function private.my_moves(out parts text[], out not_here uuid[])
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	parts := array(
		select coalesce(r.specialty::text, r.role::text) from public.person_roles r where r.person_id = v_me and r.role <> 'evaluator'
		union all select v_me::text);
	-- Others act where the caller is on the team, or was, recused themselves, or has voted already.
	not_here := array(
		select t.pilot_id from public.team_members t join public.pilots l on l.id = t.pilot_id
		where t.person_id = v_me and (t.left_at is null or t.left_at >= l.proposed_at)
		union select r.pilot_id from public.recusals r where r.person_id = v_me
		union select d.pilot_id from private.votes v join public.docket_items d on d.id = v.docket_item_id and d.closed_at is null
			left join public.meetings m on m.id = d.meeting_id
			where v.voter_id = v_me and not (coalesce(m.chair_id = v_me, false) and m.held_on <= private.today()));
end $$;

create or replace function private.cards(ids uuid[]) returns table (id uuid, card jsonb)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_today date := private.today();
	v_team text := 'team:' || private.person_id();
	v_moves record;
begin
	if ids = '{}' then
		return;
	end if;
	v_moves := private.my_moves();
	return query
	select s.pilot_id, jsonb_build_object(
		'id', s.pilot_id, 'number', s.number, 'title', s.title, 'kind', s.kind, 'stage', s.stage, 'stage_since', s.stage_since,
		'days', v_today - (s.stage_since at time zone 'UTC')::date, 'typical_days', t.days, 'status', s.status,
		-- A cycle that ended without an evaluation: no silent continuation.
		'overdue', coalesce(s.due < v_today, false), 'on_hold', s.on_hold, 'risk_tier', s.risk_tier,
		'objectives', s.objectives, 'sites', s.sites, 'cycle_end', s.cycle_end,
		'money', case when s.budget_once is not null or s.budget_yearly is not null then
			jsonb_build_object('once', s.budget_once, 'yearly', s.budget_yearly) end,
		'sponsor', s.sponsor, 'evaluator', s.evaluator, 'evidence', s.glyph,
		'waiting_on_me', coalesce(v_team = any (s.waits) or (s.waits && v_moves.parts and s.pilot_id <> all (v_moves.not_here)), false))
	from private.slips s
	left join private.typical_days t on t.district_id = s.district_id and t.stage = s.stage
	where s.pilot_id = any (ids);
end $$;
