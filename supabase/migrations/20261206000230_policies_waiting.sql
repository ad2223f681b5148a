-- On whom a policy waits, who is told by mail, and what a launch asks of a team.

-- The published policies of a district that bind somebody, each with the version that holds and when that was first published.
create function private.policies_in_force(district uuid) returns setof private.policy_versions
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select v.* from private.policies p cross join lateral private.policy_now(p.id) v
	where p.district_id = district and p.retired_at is null and v.id is not null;
end $$;

create function private.policies_waiting(me uuid, district uuid)
returns table (what text, id uuid, title text, since timestamptz, due date, detail text)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_remind int := (select d.remind_after_days from public.districts d where d.id = policies_waiting.district);
begin
	return query
	select 'acknowledge a policy'::text, v.policy_id, v.title, f.published_at,
		greatest(v.effective_on, (f.published_at at time zone 'UTC')::date + v_remind), null::text
	from private.policies_in_force(policies_waiting.district) v
	join private.policy_versions f on f.policy_id = v.policy_id and f.version = v.version and f.minor = 0
	where private.owes_policy(v, policies_waiting.me);
end $$;

-- What was recommended at launch: everyone on the team acknowledged what is for them, or is excepted, or the pilot is.
create function private.criterion_policies(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		with asked as (
			select v from private.policies_in_force(pilot.district_id) v
			where private.excepted_until(v.policy_id, null, pilot.id) is null
		), team as (
			select distinct t.person_id from public.team_members t where t.pilot_id = pilot.id and t.left_at is null
		), owed as (
			select (a.v).title, p.name from asked a cross join team t join public.people p on p.id = t.person_id and p.active
			where private.owes_policy(a.v, t.person_id)
		)
		select jsonb_build_object('met', not exists (select 1 from owed), 'policies', (select count(*) from asked),
			'titles', (select coalesce(jsonb_agg(distinct o.title), '[]') from owed o),
			'people', (select coalesce(jsonb_agg(distinct o.name), '[]') from owed o)));
end $$;

insert into public.criteria (act, criterion, position, how, required_at_first) values ('launch', 'policies', 18, 'automatic', false);
-- Whoever stands at a gate already keeps what it asked.
insert into public.gate_rules (district_id, act, criterion, signed_by, required, position)
select d.id, c.act, c.criterion, c.signers, c.required_at_first, c.position
from public.districts d join public.criteria c on (c.act, c.criterion) = ('launch', 'policies');

-- Asks everyone who owes a new version by mail, once; and reminds whoever still owes it after the district's days, once.
create function private.tell_of_policies(wanted text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_one record;
begin
	for v_one in
		select v, d.remind_after_days as days from public.districts d cross join lateral private.policies_in_force(d.id) v
		join private.policy_versions f on f.policy_id = v.policy_id and f.version = v.version and f.minor = 0
		where (wanted = 'asked' or f.published_at <= private.now() - make_interval(days => d.remind_after_days))
			and not exists (select 1 from private.policy_tellings t where t.policy_id = v.policy_id and t.version = v.version and t.kind = wanted)
	loop
		insert into private.policy_tellings (policy_id, version, kind, district_id)
		values ((v_one.v).policy_id, (v_one.v).version, wanted, (v_one.v).district_id) on conflict do nothing;
		continue when not found;
		perform private.queue_mail(format('policy_%s:%s:%s:%s', wanted, (v_one.v).policy_id, (v_one.v).version, p.id), p.district_id, p.id, p.email,
			case wanted when 'asked' then 'policy_asked' else 'policy_waits' end, jsonb_build_object('policy', (v_one.v).policy_id, 'title', (v_one.v).title,
				'again', (v_one.v).version > 1, 'reason', (v_one.v).reason, 'effective_on', (v_one.v).effective_on))
		from private.policy_staff(v_one.v) p where private.owes_policy(v_one.v, p.id);
	end loop;
end $$;

create function private.tick_policies() returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.tell_of_policies('asked');
	perform private.tell_of_policies('reminded');
	perform private.tell_of_stale_facts();
end $$;

