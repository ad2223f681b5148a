-- The metric library in versions: who answers for a metric, what it measures, what its values can be, and what it replaced.

create type public.metric_measures as enum ('outcome', 'use', 'minutes saved', 'minutes checking', 'cost');

alter table public.metrics
	add column owner_id uuid,
	add column measures public.metric_measures not null default 'outcome',
	add column lowest numeric check (lowest between -1e15 and 1e15),
	add column highest numeric check (highest between -1e15 and 1e15),
	add column replaces uuid,
	add column superseded_at timestamptz,
	add column retired_at timestamptz,
	add column retired_because text not null default '' check (length(retired_because) <= 500),
	add column changed_at timestamptz not null default private.now(),
	add column changed_by uuid,
	add column change_note text not null default '' check (length(change_note) <= 500),
	add check (lowest < highest),
	add foreign key (owner_id, district_id) references public.people (id, district_id),
	add foreign key (changed_by, district_id) references public.people (id, district_id),
	add foreign key (replaces, district_id) references public.metrics (id, district_id);
comment on column public.metrics.owner_id is 'The person who answers for it.';
comment on column public.metrics.measures is 'An outcome, or what explains one: use, gross minutes saved, minutes of checking and correcting, cost.';
comment on column public.metrics.lowest is 'What a value can be at least, in the metric''s unit; null where there is no bound.';
comment on column public.metrics.replaces is 'The version before this one. Pilots that have it keep it.';
comment on column public.metrics.superseded_at is 'Since when a later version replaces it.';
comment on column public.metrics.change_note is 'What changed with this version, and why.';

create index on public.metrics (owner_id, district_id);
create index on public.metrics (changed_by, district_id);
create unique index replaced_once on public.metrics (replaces, district_id) where replaces is not null;
-- A name is one metric's among those that are offered; versions of one, and what is retired, may share it.
alter table public.metrics drop constraint metrics_district_id_name_version_key;
create index on public.metrics (district_id);
create unique index offered_once on public.metrics (district_id, lower(name)) where retired_at is null and superseded_at is null;

-- The version of a metric that no later one replaces.
create function private.newest_metric(metric uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_id uuid := metric;
	v_next uuid;
begin
	loop
		select k.id into v_next from public.metrics k where k.replaces = v_id;
		exit when v_next is null;
		v_id := v_next;
	end loop;
	return v_id;
end $$;

-- What may be chosen in forms. What closed, retired or has a later version is told apart: it is offered to nobody new, and kept where it is.
create or replace function public.choices() returns jsonb
language sql stable security invoker set search_path = ''
as $$
	with objectives as (
		select o.retired_on is not null as over, o.code, jsonb_build_object('id', o.id, 'code', o.code, 'title', o.title, 'goal', g.title) as line
		from public.objectives o join public.goals g on g.id = o.goal_id
	), sites as (
		select coalesce(s.closed_on <= private.today(), false) as over, s.kind, s.name,
			jsonb_build_object('id', s.id, 'name', s.name, 'kind', s.kind) as line
		from public.sites s
	), metrics as (
		select coalesce(k.retired_at, k.superseded_at) is not null as over, k.measures, k.name, k.version,
			jsonb_build_object('id', k.id, 'name', k.name, 'unit', k.unit, 'kind', k.kind, 'better', k.better, 'about', k.about,
				'meaning', k.meaning, 'measures', k.measures, 'lowest', k.lowest, 'highest', k.highest, 'version', k.version) as line
		from public.metrics k
	)
	select jsonb_build_object(
		'objectives', (select coalesce(jsonb_agg(o.line order by o.code) filter (where not o.over), '[]') from objectives o),
		'retired_objectives', (select coalesce(jsonb_agg(o.line order by o.code) filter (where o.over), '[]') from objectives o),
		'sites', (select coalesce(jsonb_agg(s.line order by s.kind, s.name) filter (where not s.over), '[]') from sites s),
		'closed_sites', (select coalesce(jsonb_agg(s.line order by s.kind, s.name) filter (where s.over), '[]') from sites s),
		'metrics', (select coalesce(jsonb_agg(k.line order by k.measures, k.name) filter (where not k.over), '[]') from metrics k),
		'retired_metrics', (select coalesce(jsonb_agg(k.line order by k.name, k.version) filter (where k.over), '[]') from metrics k))
$$;

-- A version as pages show it, with its metrics by name, each in its newest version. What left the library is left out;
-- where the newer version counts something else, the figure that was given for the older one is left out.
create or replace function private.template_version(template uuid, revision int) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select jsonb_build_object('id', v.template_id, 'revision', v.revision, 'kind', v.kind, 'name', v.name, 'about', v.about,
			'prompts', v.prompts, 'starter', v.starter, 'design', v.design, 'cycle_weeks', v.cycle_weeks,
			'reviews', to_jsonb(v.reviews), 'training', to_jsonb(v.training), 'made_at', v.made_at, 'made_by', p.name,
			'metrics', (select coalesce(jsonb_agg(
					case when (k.unit, k.kind, k.better) = (o.unit, o.kind, o.better) then m.value else m.value - 'limit' - 'minimum_effect' end
					|| jsonb_build_object('metric_id', k.id, 'name', k.name, 'unit', k.unit) order by m.place), '[]')
				from jsonb_array_elements(v.metrics) with ordinality m (value, place)
				join public.metrics o on o.id = (m.value ->> 'metric_id')::uuid and o.district_id = v.district_id
				join public.metrics k on k.id = private.newest_metric(o.id) and k.retired_at is null))
		from private.template_versions v left join public.people p on p.id = v.made_by
		where v.template_id = template_version.template and v.revision = template_version.revision);
end $$;
