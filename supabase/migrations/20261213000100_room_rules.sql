-- The live room, its rules: which item is open, when voting is over, who has to be there, and what was carried over.

-- Each change of what a room shows makes its version another one: an open page that asks again costs one read by key.
create table private.room_versions (
	meeting_id uuid not null,
	district_id uuid not null references public.districts (id),
	version bigint not null default 1,
	changed_at timestamptz not null default private.now(),
	primary key (meeting_id, district_id),
	foreign key (meeting_id, district_id) references public.meetings (id, district_id) on delete cascade
);
comment on table private.room_versions is 'How often what the room of a meeting shows has changed.';

create index on private.room_versions (district_id);

-- Whether the cabinet votes on an item: always, but on a matter of a pilot that goes on, which is dealt with or put to the vote first.
create function private.put_to_the_vote(item public.docket_items) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return not private.is_matter(item.reason)
		or exists (select 1 from public.pilots p where p.id = item.pilot_id and p.stage = 'decision');
end $$;

-- Who may vote on an item: the cabinet without those kept out, and whoever stands in for it. Somebody who voted to stay out is among
-- them: that is as secret as a vote.
create function private.eligible_members(item public.docket_items) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
	return array(
		select p.id from public.people p
		where p.district_id = item.district_id and p.active
			and (exists (select 1 from public.person_roles r where r.person_id = p.id and r.role = 'cabinet')
				or exists (select 1 from public.substitutes s
					where s.pilot_id = item.pilot_id and s.person_id = p.id and s.part = 'cabinet' and s.until is null))
			and 'cabinet' = any (private.parts(item.pilot_id, p.id)));
end $$;

-- Whether an item can be decided: `votes` for an outcome that count, `present` of those who may vote (null where nobody takes
-- attendance), `eligible` who may vote, `met`, and `why` not in a sentence. Votes of members who are absent count, as cast before.
create function private.quorum_of(item public.docket_items) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_quorum int := (select d.quorum from public.districts d where d.id = item.district_id);
	v_votes int := (select count(*) from private.counted_votes(item) v where v.choice not in ('abstain', 'recuse'));
	v_eligible uuid[] := private.eligible_members(item);
	v_there uuid[] := private.present_members(item.meeting_id);
	v_present int := case when v_there is not null then (select count(*) from unnest(v_eligible) e (id) where e.id = any (v_there)) end;
	v_why text := case
		when v_present < v_quorum then format('The quorum is %s members who may vote, and %s %s present.', v_quorum, v_present,
			case when v_present = 1 then 'is' else 'are' end)
		when v_votes < v_quorum then format('The quorum is %s votes for an outcome, and %s %s cast.', v_quorum, v_votes,
			case when v_votes = 1 then 'is' else 'are' end) end;
begin
	return jsonb_build_object('quorum', v_quorum, 'votes', v_votes, 'present', v_present, 'eligible', cardinality(v_eligible),
		'met', v_why is null, 'why', v_why);
end $$;

-- The same as it is told: while voting goes on, how many votes are for an outcome would tell of the others, so that a refusal names no
-- such number and a page gets none.
create function private.quorum_told(item public.docket_items) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_quorum jsonb := private.quorum_of(item);
begin
	if coalesce(item.voting_closed_at, item.closed_at) is not null then
		return v_quorum;
	end if;
	return v_quorum - 'votes' - 'met' - 'why';
end $$;

-- Refuses what needs the quorum where it is not there.
create function private.refuse_no_quorum(item public.docket_items, rest text) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_quorum jsonb := private.quorum_of(item);
begin
	if (v_quorum ->> 'met')::boolean then
		return;
	end if;
	perform private.fail(409, 'no_quorum', case
		when (v_quorum ->> 'present')::int < (v_quorum ->> 'quorum')::int or coalesce(item.voting_closed_at, item.closed_at) is not null
			then v_quorum ->> 'why'
		else format('The quorum is %s votes for an outcome, and fewer are cast.', v_quorum ->> 'quorum') end || ' ' || rest,
		private.quorum_told(item) - 'why' - 'met');
end $$;

-- How the votes that count stand: for the database alone while voting goes on.
create function private.standing_of(item public.docket_items) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_tally jsonb;
	v_counted int;
	v_most int;
	v_leaders text[];
begin
	select coalesce(jsonb_object_agg(v.choice, v.votes), '{}'), coalesce(sum(v.votes) filter (where v.choice not in ('abstain', 'recuse')), 0),
		max(v.votes) filter (where v.choice not in ('abstain', 'recuse'))
	into v_tally, v_counted, v_most
	from (select c.choice, count(*)::int as votes from private.counted_votes(item) c group by c.choice) v;
	select coalesce(array_agg(t.key order by t.key), '{}') into v_leaders from jsonb_each_text(v_tally) t
	where t.key not in ('abstain', 'recuse') and t.value::int = v_most;
	return jsonb_build_object('tally', v_tally, 'counted', v_counted, 'leaders', to_jsonb(v_leaders), 'tie', cardinality(v_leaders) > 1);
end $$;

-- An item that goes to another meeting begins there anew, with the votes that it has.
create function private.begin_anew() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	new.begun_at := null;
	new.voting_closed_at := null;
	new.voting_closed_by := null;
	return new;
end $$;

create trigger moved_on before update of meeting_id on public.docket_items
	for each row when (new.meeting_id is distinct from old.meeting_id) execute function private.begin_anew();

create function private.bump_room(meeting uuid) returns void
language sql security definer set search_path = ''
as $$
	insert into private.room_versions as v (meeting_id, district_id)
	select m.id, m.district_id from public.meetings m where m.id = bump_room.meeting
	on conflict on constraint room_versions_pkey do update set version = v.version + 1, changed_at = private.now()
$$;

-- All of these run when a transaction ends, so that twelve who vote at once wait for one another no longer than that takes.
create function private.room_of_vote() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.bump_room(d.meeting_id) from public.docket_items d where d.id = coalesce(new.docket_item_id, old.docket_item_id);
	return null;
end $$;

create function private.room_of_item() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.bump_room(new.meeting_id);
	if tg_op = 'UPDATE' and old.meeting_id is distinct from new.meeting_id then
		perform private.bump_room(old.meeting_id);
	end if;
	return null;
end $$;

create function private.room_of_meeting() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.bump_room(new.id);
	return null;
end $$;

-- For rows that name their meeting, such as who is present.
create function private.room_named() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.bump_room(coalesce(new.meeting_id, old.meeting_id));
	return null;
end $$;

-- Who joins a team, recuses themselves or stands in while the pilot is on a docket votes no longer, or from now on.
create function private.room_of_pilot() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.bump_room(d.meeting_id) from public.docket_items d where d.pilot_id = new.pilot_id and d.closed_at is null;
	return null;
end $$;

create constraint trigger room after insert or update or delete on private.votes
	deferrable initially deferred for each row execute function private.room_of_vote();
create constraint trigger room after insert or update on public.docket_items
	deferrable initially deferred for each row execute function private.room_of_item();
create constraint trigger room after update on public.meetings
	deferrable initially deferred for each row execute function private.room_of_meeting();
create constraint trigger room after insert or update on public.team_members
	deferrable initially deferred for each row execute function private.room_of_pilot();
create constraint trigger room after insert on public.recusals
	deferrable initially deferred for each row execute function private.room_of_pilot();
create constraint trigger room after insert or update on public.substitutes
	deferrable initially deferred for each row execute function private.room_of_pilot();
create constraint trigger room after insert on private.attendance
	deferrable initially deferred for each row execute function private.room_named();
