-- What the pages of the policies read.

-- Where the caller stands with a version: acknowledged, excepted, to acknowledge, or not asked.
create function private.policy_standing(version private.policy_versions, person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_at timestamptz := (select a.at from private.policy_acknowledgements a
		where a.policy_id = version.policy_id and a.version = version.version and a.person_id = person);
	v_before int := (select max(a.version) from private.policy_acknowledgements a where a.policy_id = version.policy_id and a.person_id = person
		and a.version < version.version);
	v_until date := private.excepted_until(version.policy_id, person, null);
begin
	return jsonb_build_object('state', case when v_at is not null then 'acknowledged' when not private.policy_is_for(version, person) then 'not asked'
		when v_until is not null then 'excepted' else 'to acknowledge' end, 'at', v_at, 'until', v_until, 'before', v_before);
end $$;

create function private.policy_line(version private.policy_versions) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return jsonb_build_object('version', version.version, 'minor', version.minor, 'title', version.title, 'link', version.link,
		'roles', to_jsonb(version.roles), 'site_kinds', to_jsonb(version.site_kinds), 'effective_on', version.effective_on,
		'review_on', version.review_on, 'reason', version.reason, 'published_at', version.published_at,
		'published_by', (select p.name from public.people p where p.id = version.published_by));
end $$;

-- Every policy that is published, with where the caller stands; the AI office sees drafts too, and how many acknowledged.
create function private.policies() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_admin boolean := private.has_role(v_me, 'admin');
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif private.is_outside() then
		return '[]';
	end if;
	return (
		select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'title', coalesce(v.title, p.title), 'retired_at', p.retired_at,
			'draft', case when v_admin then v.id is null or (v.title, v.body, v.link, v.roles, v.site_kinds, v.effective_on, v.review_on)
				is distinct from (p.title, p.body, p.link, p.roles, p.site_kinds, coalesce(p.effective_on, v.effective_on), p.review_on) end,
			'review_due', coalesce(v.review_on <= private.today(), false),
			'now', case when v.id is not null then private.policy_line(v) end,
			'me', case when v.id is not null and p.retired_at is null then private.policy_standing(v, v_me) end,
			'asked', case when v_admin and v.id is not null and p.retired_at is null then (select count(*) from private.policy_staff(v)) end,
			'acknowledged', case when v_admin and v.id is not null and p.retired_at is null then (
				select count(*) from private.policy_staff(v) s join private.policy_acknowledgements a
				on a.person_id = s.id and a.policy_id = p.id and a.version = v.version) end)
			order by p.retired_at is not null, lower(coalesce(v.title, p.title))), '[]')
		from private.policies p left join lateral private.policy_now(p.id) v on true
		where p.district_id = v_district and (v.id is not null or v_admin));
end $$;

create function public.policies() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.policies() $$;

-- How many acknowledged, by site and by role; and who of them has not, at most two hundred names.
create function private.policy_coverage(version private.policy_versions) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		with staff as materialized (
			select p.id, p.name, p.site_id, a.at is not null as done,
				case when a.at is null then private.excepted_until(version.policy_id, p.id, null) end as excepted
			from private.policy_staff(version) p left join private.policy_acknowledgements a
				on a.policy_id = version.policy_id and a.version = version.version and a.person_id = p.id
		)
		select jsonb_build_object(
			'asked', (select count(*) from staff), 'done', (select count(*) from staff s where s.done),
			'excepted', (select count(*) from staff s where s.excepted is not null),
			'sites', (select coalesce(jsonb_agg(to_jsonb(x) order by x.name nulls last), '[]') from (
				select t.name, count(*) as asked, count(*) filter (where s.done) as done from staff s left join public.sites t on t.id = s.site_id group by t.id, t.name) x),
			'roles', (select coalesce(jsonb_agg(to_jsonb(x) order by x.role), '[]') from (
				select r.role::text as role, count(distinct s.id) as asked, count(distinct s.id) filter (where s.done) as done
				from staff s join public.person_roles r on r.person_id = s.id group by r.role) x),
			'open', (select count(*) from staff s where not s.done and s.excepted is null),
			'missing', (select coalesce(jsonb_agg(jsonb_build_object('name', x.name, 'site', x.site) order by x.name), '[]') from (
				select s.name, t.name as site from staff s left join public.sites t on t.id = s.site_id
				where not s.done and s.excepted is null order by s.name limit 200) x)));
end $$;

-- One policy: its text, its versions, where the caller stands; exceptions as far as they concern the caller, and all of them, the
-- draft and the coverage for the AI office.
create function private.policy(policy uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_admin boolean := private.has_role(v_me, 'admin');
	v_policy private.policies;
	v_now private.policy_versions;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	select p.* into v_policy from private.policies p where p.id = policy and p.district_id = private.district_id();
	v_now := private.policy_now(v_policy.id);
	if v_policy.id is null or private.is_outside() or (v_now.id is null and not v_admin) then
		perform private.fail(404, 'no_such_policy', 'There is no such policy in your district.');
	end if;
	return jsonb_build_object('id', v_policy.id, 'title', coalesce(v_now.title, v_policy.title), 'retired_at', v_policy.retired_at,
		'retired_because', v_policy.retired_because,
		'now', case when v_now.id is not null then private.policy_line(v_now) || jsonb_build_object('body', v_now.body) end,
		'me', case when v_now.id is not null and v_policy.retired_at is null then private.policy_standing(v_now, v_me) end,
		'review_due', coalesce(v_now.review_on <= private.today(), false),
		'versions', (select coalesce(jsonb_agg(private.policy_line(v) order by v.version desc, v.minor desc), '[]')
			from private.policy_versions v where v.policy_id = v_policy.id),
		'exceptions', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'person', p.name, 'pilot', case when l.id is not null then
				jsonb_build_object('id', l.id, 'title', l.title) end, 'reason', e.reason, 'until', e.until, 'by', g.name, 'at', e.granted_at,
				'over', e.until < private.today()) order by e.until desc, e.granted_at desc), '[]')
			from private.policy_exceptions e left join public.people p on p.id = e.person_id left join public.pilots l on l.id = e.pilot_id
			join public.people g on g.id = e.granted_by
			where e.policy_id = v_policy.id and (v_admin or e.person_id = v_me or l.proposed_at is not null)),
		'draft', case when v_admin then jsonb_build_object('title', v_policy.title, 'body', v_policy.body, 'link', v_policy.link,
			'roles', to_jsonb(v_policy.roles), 'site_kinds', to_jsonb(v_policy.site_kinds), 'effective_on', v_policy.effective_on,
			'review_on', v_policy.review_on, 'revision', v_policy.revision) end,
		'coverage', case when v_admin and v_now.id is not null and v_policy.retired_at is null then private.policy_coverage(v_now) end);
end $$;

create function public.policy(policy uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.policy(policy) $$;

grant execute on function private.policies, public.policies, private.policy, public.policy to authenticated;
