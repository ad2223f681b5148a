-- Training that waits on somebody, and the mails that say when it is about to expire and when it has.

-- One line for whoever is on a team and lacks, or within thirty days loses, what its pilot asks: with the pilot that asks the most.
create function private.training_waiting(me uuid, district uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_today date := private.today();
begin
	return query
	select 'finish a training'::text, l.id, l.title, greatest(l.since, x.came),
		case when x.lost is null then (greatest(l.since, x.came) at time zone 'UTC')::date + d.remind_after_days else x.lost end, x.titles
	from (
		select p.id, p.title, n.tier, greatest(p.proposed_at, t.joined_at) as since
		from private.training_needs_of(training_waiting.me, training_waiting.district) n
		join public.pilots p on p.id = n.pilot_id
		join public.team_members t on t.pilot_id = p.id and t.person_id = training_waiting.me and t.left_at is null
		order by n.tier desc, p.stage = 'vetting' desc, p.proposed_at, p.id limit 1) l
	join public.districts d on d.id = training_waiting.district
	cross join lateral (
		select string_agg(m.title, ', ' order by m.tier, m.code) as titles, max(m.created_at) as came,
			-- What is lacking is due at once; what expires, on its last day.
			case when bool_and(c.expires_on >= v_today) then min(c.expires_on) end as lost
		from private.training_modules m
		left join private.training_current c on c.module_id = m.id and c.person_id = training_waiting.me
		where m.district_id = training_waiting.district and m.retired_at is null and m.tier <= l.tier
			and (c.expires_on is null or c.expires_on <= v_today + 30)) x
	where x.titles is not null;
end $$;

create table private.training_days (
	district_id uuid not null references public.districts (id),
	day date not null,
	primary key (district_id, day)
);
comment on table private.training_days is 'On which days it was looked at whose training expires: once a day.';

-- Thirty days before what somebody needs expires, and when it has: one mail for each person and day of expiry. Whoever completed it again
-- has a later day by then. Looks back a week and ahead a month, so that days on which nothing ran are made up for.
create function private.tick_training() returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_today date := private.today();
	v_district uuid;
begin
	for v_district in
		select m.district_id from private.training_modules m
		where m.retired_at is null and not exists (select 1 from private.training_days y where y.district_id = m.district_id and y.day = v_today)
		group by m.district_id
	loop
		insert into private.training_days (district_id, day) values (v_district, v_today);
		delete from private.training_days y where y.district_id = v_district and y.day < v_today - 7;
		with ending as materialized (
			select c.person_id, c.expires_on, m.title, m.tier, m.code
			from private.training_current c join private.training_modules m on m.id = c.module_id and m.retired_at is null
			where c.district_id = v_district and c.expires_on between v_today - 7 and v_today + 30
		), needs as materialized (
			select n.person_id, max(n.tier) as tier from private.training_needs(v_district) n group by n.person_id
		)
		insert into private.mails (key, district_id, person_id, address, kind, facts, expires_at)
		select format('%s:%s:%s', k.kind, p.id, e.expires_on), v_district, p.id, p.email, k.kind,
			jsonb_build_object('expires_on', e.expires_on, 'modules', jsonb_agg(jsonb_build_object('title', e.title) order by e.tier, e.code)),
			case when k.kind = 'training_expires' then (e.expires_on + 1)::timestamp at time zone 'UTC' end
		from ending e
		join needs n on n.person_id = e.person_id and n.tier >= e.tier
		join public.people p on p.id = e.person_id and p.active
		cross join lateral (select case when e.expires_on < v_today then 'training_expired' else 'training_expires' end as kind) k
		group by k.kind, p.id, p.email, e.expires_on
		on conflict on constraint mails_key_key do nothing;
	end loop;
end $$;
