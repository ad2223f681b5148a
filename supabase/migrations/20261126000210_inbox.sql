-- Reading the inbox: one's own notices, as long as one may see what they are about.

-- Notices of somebody, the newest first, with the line that each stands for. What they may no longer see is left out.
create function private.notices_of(me uuid, unread boolean, before bigint, most int) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
declare
	v_district uuid;
	v_outside boolean;
begin
	select p.district_id, p.outside into v_district, v_outside from public.people p where p.id = me;
	return (
		with page as (
			select a.*, n.read_at, l.title, l.number
			from private.notices n
			join public.activity a on a.id = n.activity_id and a.district_id = n.district_id
			left join public.pilots l on l.id = n.pilot_id
			where n.person_id = me and n.district_id = v_district
				and (not unread or n.read_at is null) and (before is null or n.activity_id < before)
				and (n.pilot_id is null or private.sees(l, me, v_outside))
			order by n.activity_id desc limit most + 1
		), shown as (select p.* from page p order by p.id desc limit most)
		select jsonb_build_object(
			'lines', (select coalesce(jsonb_agg(jsonb_build_object(
					'id', s.id, 'at', s.at, 'actor', a.name, 'record', s.record, 'verb', s.verb, 'unread', s.read_at is null,
					'you', coalesce(s.facts ->> 'person_id' = me::text, false),
					'mentions_you', s.record = 'comments' and exists (
						select 1 from public.comment_mentions m
						where m.comment_id = s.record_id and m.district_id = s.district_id and m.person_id = me),
					'facts', s.facts || case when x.name is not null then jsonb_build_object('person', x.name) else '{}' end,
					'pilot', case when s.pilot_id is not null
						then jsonb_build_object('id', s.pilot_id, 'title', s.title, 'number', s.number) end) order by s.id desc), '[]')
				from shown s
				left join public.people a on a.id = s.actor_id
				left join public.people x on x.district_id = s.district_id and x.id::text = s.facts ->> 'person_id'),
			'more', (select count(*) from page) > most));
end $$;

-- How many notices wait to be read, counted up to a hundred.
create function private.unread_of(me uuid, outside boolean) returns int
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select count(*)::int from (
			select 1 from private.notices n left join public.pilots l on l.id = n.pilot_id
			where n.person_id = me and n.read_at is null
				and (n.pilot_id is null or (l.proposed_at is not null and not outside) or private.sees(l, me, outside))
			limit 100) x);
end $$;

create function private.inbox(unread boolean, before bigint, most int) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	return private.notices_of(v_me, coalesce(unread, false), before, least(greatest(coalesce(most, 40), 1), 100))
		|| jsonb_build_object('unread', private.unread_of(v_me, private.is_outside()));
end $$;

create function public.inbox(unread boolean default true, before bigint default null, most int default 40) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.inbox(unread, before, most) $$;

-- Marks notices as read: those that are named, or all up to the newest one that the caller was shown.
create function private.see_notices(notices bigint[], until bigint) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_seen int;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif cardinality(notices) > 1000 then
		perform private.fail(422, 'too_many', 'A thousand notices can be marked at once. Nothing was changed.');
	end if;
	update private.notices n set read_at = private.now()
	where n.person_id = v_me and n.read_at is null and (n.activity_id = any (notices) or n.activity_id <= until);
	get diagnostics v_seen = row_count;
	return v_seen;
end $$;

create function public.see_notices(notices bigint[] default null, until bigint default null) returns int
language sql security invoker set search_path = ''
as $$ select private.see_notices(notices, until) $$;

-- Whoever looked at the comment that names them has read the notice of it.
create function private.see_mention() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	update private.notices n set read_at = new.seen_at
	from public.activity a
	where n.person_id = new.person_id and n.read_at is null
		and a.id = n.activity_id and a.district_id = n.district_id and a.record = 'comments' and a.record_id = new.comment_id;
	return null;
end $$;

create trigger seen after update of seen_at on public.comment_mentions
	for each row when (new.seen_at is not null and old.seen_at is null) execute function private.see_mention();

-- What was read half a year ago goes, a thousand at a time; the activity itself stays.
create function private.sweep_notices() returns void
language sql security definer set search_path = ''
as $$
	delete from private.notices n where (n.activity_id, n.district_id, n.person_id) in (
		select o.activity_id, o.district_id, o.person_id from private.notices o
		where o.read_at < private.now() - interval '180 days' limit 1000)
$$;

-- Who I am, what I may be, where, and how much is unread. Behind the API, since each page asks it first and policies would
-- be asked for every row.
create function private.me() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select jsonb_build_object(
			'person', jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email, 'title', p.title, 'site', s.name),
			'district', jsonb_build_object('id', d.id, 'name', d.name, 'demonstration', d.demonstration),
			'roles', coalesce((
				select jsonb_agg(jsonb_build_object('role', r.role, 'specialty', r.specialty) order by r.role, r.specialty)
				from public.person_roles r where r.person_id = p.id), '[]'),
			'outside', p.outside,
			'unread', private.unread_of(p.id, p.outside))
		from public.people p
		join public.districts d on d.id = p.district_id
		left join public.sites s on s.id = p.site_id
		where p.id = (select private.person_id()));
end $$;

create or replace function public.me() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.me() $$;

grant execute on function private.me, private.inbox, private.see_notices, public.inbox, public.see_notices to authenticated;
