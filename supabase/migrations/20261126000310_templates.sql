-- Templates of proposals, by kind: what to ask, what to measure, how long, who looks at it. A draft keeps the version that it began with.

create table private.pilot_templates (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	revision int not null default 1,
	-- from when on a draft of its kind needs it
	required_since timestamptz,
	retired_at timestamptz,
	primary key (id, district_id)
);
comment on table private.pilot_templates is 'A template; what it says stands in its versions.';
comment on column private.pilot_templates.required_since is 'A draft begun later, of its kind, is not submitted without one that is required.';

create table private.template_versions (
	template_id uuid not null,
	district_id uuid not null references public.districts (id),
	revision int not null,
	kind public.pilot_kind not null,
	name text not null check (length(trim(name)) between 1 and 80),
	about text not null default '' check (length(about) <= 500),
	prompts jsonb not null default '{}',
	starter text not null default '' check (length(starter) <= 2000),
	design public.design,
	cycle_weeks int check (cycle_weeks between 1 and 104),
	metrics jsonb not null default '[]',
	reviews public.specialty[] not null default '{}',
	training text[] not null default '{}',
	made_by uuid,
	made_at timestamptz not null default private.now(),
	primary key (template_id, district_id, revision),
	foreign key (template_id, district_id) references private.pilot_templates (id, district_id),
	foreign key (made_by, district_id) references public.people (id, district_id)
);
comment on table private.template_versions is 'What a template said at each revision. Never changed, since drafts keep theirs.';
comment on column private.template_versions.prompts is 'What to write about, for the problem, who is affected, the benefit, and how we would know.';
comment on column private.template_versions.starter is 'What stands in “How would we know?” until somebody writes otherwise.';
comment on column private.template_versions.metrics is 'Of the metric library: [{metric_id, role, limit, minimum_effect}].';
comment on column private.template_versions.reviews is 'Reviews asked for beside those of the risk tier.';

create index on private.pilot_templates (district_id);
create index on private.template_versions (district_id);
create index on private.template_versions (made_by, district_id);
alter table public.pilots add foreign key (template_id, district_id, template_revision)
	references private.template_versions (template_id, district_id, revision);
create index on public.pilots (template_id, district_id, template_revision);

-- A version as pages show it, with its metrics by name. What left the library is left out.
create function private.template_version(template uuid, revision int) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select jsonb_build_object('id', v.template_id, 'revision', v.revision, 'kind', v.kind, 'name', v.name, 'about', v.about,
			'prompts', v.prompts, 'starter', v.starter, 'design', v.design, 'cycle_weeks', v.cycle_weeks,
			'reviews', to_jsonb(v.reviews), 'training', to_jsonb(v.training), 'made_at', v.made_at, 'made_by', p.name,
			'metrics', (select coalesce(jsonb_agg(m.value || jsonb_build_object('name', k.name, 'unit', k.unit) order by m.place), '[]')
				from jsonb_array_elements(v.metrics) with ordinality m (value, place)
				join public.metrics k on k.id = (m.value ->> 'metric_id')::uuid and k.district_id = v.district_id))
		from private.template_versions v left join public.people p on p.id = v.made_by
		where v.template_id = template_version.template and v.revision = template_version.revision);
end $$;

-- The district's templates as they are now: those that are offered, and for admins those that are retired too.
create function private.templates() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_admin boolean;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif private.is_outside() then
		return '[]';
	end if;
	v_admin := private.has_role(v_me, 'admin');
	return (
		select coalesce(jsonb_agg(private.template_version(t.id, t.revision) || jsonb_build_object('required', t.required_since is not null,
			'retired_at', t.retired_at, 'drafts', case when v_admin then (
				select count(*) from public.pilots p where p.template_id = t.id and p.district_id = t.district_id and p.stage = 'draft') end)
			order by t.retired_at is not null, v.kind, v.name), '[]')
		from private.pilot_templates t
		join private.template_versions v on v.template_id = t.id and v.district_id = t.district_id and v.revision = t.revision
		where t.district_id = private.district_id() and (t.retired_at is null or v_admin));
end $$;

create function public.templates() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.templates() $$;

-- A draft begins with a template, or takes over its newer version: what is written stays, and what is empty is filled.
create function private.begin_with_template(pilot public.pilots, proposal jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_version private.template_versions;
begin
	if proposal ->> 'template' is null then
		return;
	elsif proposal ->> 'template' = '' then
		update public.pilots p set template_id = null, template_revision = null where p.id = pilot.id;
		return;
	end if;
	select v.* into v_version from private.pilot_templates t
	join private.template_versions v on v.template_id = t.id and v.district_id = t.district_id and v.revision = t.revision
	where t.id = (proposal ->> 'template')::uuid and t.district_id = pilot.district_id and (t.retired_at is null or t.id = pilot.template_id);
	if not found then
		perform private.fail(422, 'unknown_template', 'That template is not offered any more: choose another, or none. Nothing was saved.');
	end if;
	update public.pilots p set
		template_id = v_version.template_id, template_revision = v_version.revision,
		kind = case when proposal ->> 'kind' is null and p.template_id is distinct from v_version.template_id then v_version.kind else p.kind end,
		how_we_know = case when trim(p.how_we_know) = '' then v_version.starter else p.how_we_know end
	where p.id = pilot.id;
end $$;

grant execute on function private.templates, public.templates to authenticated;
