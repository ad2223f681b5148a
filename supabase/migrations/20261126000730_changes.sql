-- Whether anything changed that somebody may see: what an open page asks again and again.

-- A tag that is another one once there is a new line of activity that the caller may read.
-- It runs as its caller on purpose: what the policies hide, it cannot tell of. Not the last line alone, since a line that was
-- begun earlier may be written later. `seconds` since the last line, so that a page knows whether it is older than that.
create function public.changes() returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
	v_district uuid := private.district_id();
begin
	return (
		select jsonb_build_object('tag', md5(coalesce(string_agg(x.id::text, ' ' order by x.id), '')),
			'seconds', extract(epoch from private.now() - max(x.at))::float8)
		from (select a.id, a.at from public.activity a where a.district_id = v_district order by a.id desc limit 10) x);
end $$;

-- Refuses what the caller may not see as if it were not there.
create function private.must_see(pilot uuid) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	perform private.seen_pilot(pilot);
end $$;

-- The same of one pilot, with its text, which is typed without a line.
create function public.changes_of(pilot uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
	perform private.must_see(pilot);
	return (
		select jsonb_build_object('tag', md5(coalesce(string_agg(x.id::text, ' ' order by x.id), '') || coalesce((
				select format(' %s %s', p.revision, p.stage_since) from public.pilots p where p.id = changes_of.pilot), '')),
			'seconds', extract(epoch from private.now() - max(x.at))::float8)
		from (
			select a.id, a.at from public.activity a
			where a.pilot_id = changes_of.pilot and a.district_id = private.district_id() order by a.id desc limit 10) x);
end $$;

grant execute on function public.changes, private.must_see, public.changes_of to authenticated;
