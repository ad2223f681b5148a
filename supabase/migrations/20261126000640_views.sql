-- Views of the pipeline that somebody keeps: a name and what stands in the address, for themselves or for the district.

create table public.pipeline_views (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	owner_id uuid not null,
	name text not null check (length(trim(name)) between 1 and 80),
	query text not null check (length(query) <= 2000),
	shared boolean not null default false,
	saved_at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (owner_id, district_id) references public.people (id, district_id)
);
comment on table public.pipeline_views is 'A saved view of the pipeline, its owner''s or shared with the district. A convenience: nobody is told of it.';
comment on column public.pipeline_views.query is 'The address behind the question mark, as the page writes it.';

-- The view that the pipeline opens with, for each person. Apart from the view, which may be somebody else's.
create table private.first_views (
	person_id uuid not null,
	district_id uuid not null references public.districts (id),
	view_id uuid not null,
	primary key (person_id, district_id),
	foreign key (person_id, district_id) references public.people (id, district_id) on delete cascade,
	foreign key (view_id, district_id) references public.pipeline_views (id, district_id) on delete cascade
);
comment on table private.first_views is 'Which view the pipeline opens with for somebody.';

create unique index on public.pipeline_views (owner_id, lower(name));
create index on public.pipeline_views (owner_id, district_id);
create index on public.pipeline_views (district_id) where shared;
create index on private.first_views (view_id, district_id);
create index on private.first_views (district_id);
alter table public.pipeline_views enable row level security;
grant select on public.pipeline_views to authenticated;

create policy "People see their own views and those shared in their district, those from outside their own" on public.pipeline_views
	for select to authenticated using (
		district_id = (select private.district_id())
		and (owner_id = (select private.person_id()) or (shared and not (select private.is_outside()))));

-- The views that the caller may open.
create function private.views() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	return (
		select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name, 'query', v.query, 'shared', v.shared,
			'mine', v.owner_id = v_me, 'owner', p.name, 'first', f.view_id is not null) order by v.owner_id <> v_me, lower(v.name)), '[]')
		from public.pipeline_views v join public.people p on p.id = v.owner_id
		left join private.first_views f on f.view_id = v.id and f.person_id = v_me
		where v.district_id = v_district and (v.owner_id = v_me or (v.shared and not (select private.is_outside()))));
end $$;

create function public.views() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.views() $$;

-- Saves a view: a new one without an id, else one's own. fields: name, query, shared.
create function private.save_view(view uuid, fields jsonb) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_view public.pipeline_views;
	v_name text;
	v_shared boolean;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	perform private.known_fields(fields, '{"name": {"label": "The name", "most": 80}, "query": {"label": "The view", "most": 2000}, "shared": {}}');
	-- One at a time for each person, so that the limit and the names hold.
	perform 1 from public.people p where p.id = v_me for update;
	if view is not null then
		select v.* into v_view from public.pipeline_views v where v.id = view and v.owner_id = v_me;
		if not found then
			perform private.fail(404, 'no_such_view', 'You have no such view. Nothing was saved.');
		end if;
	end if;
	v_name := trim(regexp_replace(coalesce(fields ->> 'name', v_view.name, ''), '\s+', ' ', 'g'));
	v_shared := coalesce((fields ->> 'shared')::boolean, v_view.shared, false);
	if v_name = '' then
		perform private.fail(422, 'no_name', 'A view needs a name. Nothing was saved.');
	elsif v_shared and private.is_outside() then
		perform private.fail(403, 'not_yours', 'Views are shared by people of the district. Nothing was saved.');
	elsif coalesce(fields ->> 'query', v_view.query, '') !~ '^[][A-Za-z0-9_.~!*''()%+=&,:@/-]*$' then
		perform private.fail(422, 'no_query', 'That is no view of the pipeline. Nothing was saved.');
	elsif exists (
		select 1 from public.pipeline_views v where v.owner_id = v_me and lower(v.name) = lower(v_name) and v.id is distinct from view) then
		perform private.fail(409, 'already_there', format('You have a view called “%s” already. Nothing was saved.', v_name));
	elsif view is null and (select count(*) from public.pipeline_views v where v.owner_id = v_me) >= 50 then
		perform private.fail(409, 'too_many', 'You have 50 views, which is all there is room for: delete one first. Nothing was saved.');
	end if;
	if view is null then
		insert into public.pipeline_views (district_id, owner_id, name, query, shared)
		values (v_district, v_me, v_name, coalesce(fields ->> 'query', ''), v_shared) returning id into view;
	else
		update public.pipeline_views v set name = v_name, query = coalesce(fields ->> 'query', v.query), shared = v_shared,
			saved_at = private.now() where v.id = view;
		-- Whoever opened with a view that is no longer shared opens with all pilots again.
		if not v_shared then
			delete from private.first_views f where f.view_id = view and f.person_id <> v_me;
		end if;
	end if;
	return view;
end $$;

create function public.save_view(view uuid, fields jsonb) returns uuid
language sql security invoker set search_path = ''
as $$ select private.save_view(view, fields) $$;

create function private.delete_view(view uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	delete from public.pipeline_views v where v.id = view and v.owner_id = (select private.person_id());
	if not found then
		perform private.fail(404, 'no_such_view', 'You have no such view. Nothing was deleted.');
	end if;
end $$;

create function public.delete_view(view uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.delete_view(view) $$;

-- Which view the pipeline opens with for the caller; null for all pilots.
create function private.open_with_view(view uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	delete from private.first_views f where f.person_id = v_me;
	if view is null then
		return;
	end if;
	insert into private.first_views (person_id, district_id, view_id)
	select v_me, v_district, v.id from public.pipeline_views v
	where v.id = view and v.district_id = v_district and (v.owner_id = v_me or (v.shared and not (select private.is_outside())));
	if not found then
		perform private.fail(404, 'no_such_view', 'There is no such view. Nothing was changed.');
	end if;
end $$;

create function public.open_with_view(view uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.open_with_view(view) $$;

grant execute on function private.views, private.save_view, private.delete_view, private.open_with_view to authenticated;
grant execute on function public.views, public.save_view, public.delete_view, public.open_with_view to authenticated;
