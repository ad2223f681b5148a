-- A vote shows the statement that came with it: to vote is to state that one has no interest in the tool or its vendor.

drop function public.votes(uuid);
drop function private.votes(uuid);

-- Votes on a pilot's latest docket item as the caller may see them: their own and who has voted while it is open;
-- afterwards names for cabinet, clerk and admin. Everyone has the tally on the decision.
create function private.votes(pilot uuid)
returns table (voter text, voter_id uuid, choice public.vote_choice, reason text, sponsors boolean, no_interest boolean)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_item public.docket_items;
	v_office boolean := private.parts(pilot, v_me, true) && array['cabinet', 'clerk']
		or private.has_role(v_me, 'admin');
begin
	select d.* into v_item from public.docket_items d where d.pilot_id = v_pilot.id order by d.opened_at desc limit 1;
	return query
	select p.name, p.id,
		case when v.voter_id = v_me or v_item.closed_at is not null then v.choice end,
		case when v.voter_id = v_me or v_item.closed_at is not null then v.reason end,
		v.sponsors,
		-- Whoever recused themselves stated nothing, which is as secret as the vote.
		case when v.voter_id = v_me or v_item.closed_at is not null then v.no_interest end
	from private.votes v join public.people p on p.id = v.voter_id
	where v.docket_item_id = v_item.id and (v_office or v.voter_id = v_me)
	order by p.name;
end $$;

create function public.votes(pilot uuid)
returns table (voter text, voter_id uuid, choice public.vote_choice, reason text, sponsors boolean, no_interest boolean)
language sql stable security invoker set search_path = ''
as $$ select * from private.votes(pilot) $$;

grant execute on function private.votes, public.votes to authenticated;
