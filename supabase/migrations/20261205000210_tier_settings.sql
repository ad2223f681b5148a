-- Who set a pilot to which tier, against which its answers led to: the ledger of overrides and downgrades.

create table private.tier_settings (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	tier public.risk_tier not null,
	led public.risk_tier,
	uses text[] not null default '{}',
	reason text not null default '',
	by uuid,
	at timestamptz not null default private.now(),
	departs boolean not null generated always as (tier is distinct from led or (uses <> '{}' and tier <> 'high')) stored,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (by, district_id) references public.people (id, district_id)
);
comment on table private.tier_settings is 'Each time a tier was set: the tier, what the answers led to then, and why. Never changed.';
comment on column private.tier_settings.departs is 'Another tier than the answers led to, or a use that is presumed high-impact set lower.';

create index on private.tier_settings (pilot_id, district_id, id);
create index on private.tier_settings (by, district_id);
create index on private.tier_settings (district_id, id) where departs;
create index on private.tier_settings (district_id);

create function private.keep_tier() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.tier_settings (district_id, pilot_id, tier, led, uses, reason, by)
	values (new.district_id, new.id, new.risk_tier, private.computed_tier(new), coalesce(new.uses, '{}'), new.risk_reason, private.person_id());
	return null;
end $$;

create trigger tier_kept after update of risk_tier, risk_reason on public.pilots
	for each row when (new.risk_tier is not null and (new.risk_tier, new.risk_reason) is distinct from (old.risk_tier, old.risk_reason))
	execute function private.keep_tier();

-- What was set so far: by the lines of activity, and where there is none, as it stands.
insert into private.tier_settings (district_id, pilot_id, tier, led, uses, reason, by, at)
select a.district_id, a.pilot_id, (a.facts ->> 'tier')::public.risk_tier, (a.facts ->> 'led')::public.risk_tier,
	coalesce((select array_agg(u) from jsonb_array_elements_text(case when jsonb_typeof(a.facts -> 'uses') = 'array' then a.facts -> 'uses' else '[]' end) u), '{}'),
	coalesce(a.facts ->> 'reason', ''), a.actor_id, a.at
from public.activity a where a.verb = 'set the tier' and a.record = 'pilots' and a.pilot_id is not null order by a.id;
insert into private.tier_settings (district_id, pilot_id, tier, led, uses, reason, at)
select p.district_id, p.id, p.risk_tier, private.computed_tier(p), coalesce(p.uses, '{}'), p.risk_reason, p.stage_since
from public.pilots p where p.risk_tier is not null and not exists (select 1 from private.tier_settings t where t.pilot_id = p.id);

create trigger kept before update or delete on private.tier_settings
	for each row execute function private.refuse_change();

-- The pilots whose tier departs from their answers, the latest first, a page at a time: for the cabinet, the AI office and the clerk.
-- Filters: stage, way ('lower', 'higher', 'presumed'), residual ('low', 'moderate', 'high', 'not judged'), before (the last id of the page before).
create function private.risk_overrides(filters jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_most constant int := 50;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif not (private.has_role(v_me, 'cabinet') or private.has_role(v_me, 'admin') or private.has_role(v_me, 'clerk')) then
		perform private.fail(403, 'not_yours', 'The ledger of overrides is for the cabinet, the AI office and the clerk.');
	end if;
	perform private.known_fields(filters, '{"stage": {}, "way": {}, "residual": {}, "before": {}}');
	if filters ->> 'before' !~ '^\d{1,18}$' then
		perform private.fail(422, 'wrong_page', 'There is no such page.');
	end if;
	return (
		with all_of_them as (
			select s.id, s.pilot_id as pilot, l.title, l.stage, s.tier, s.led, s.uses, s.reason, s.at, p.name as by, r.level as residual,
				r.reason as residual_reason
			from private.tier_settings s
			join public.pilots l on l.id = s.pilot_id and l.risk_tier = s.tier and l.proposed_at is not null
			left join public.people p on p.id = s.by
			left join lateral (
				select x.level, x.reason from private.residual_risks x where x.pilot_id = s.pilot_id order by x.id desc limit 1) r on true
			where s.district_id = private.district_id() and s.departs
				and not exists (select 1 from private.tier_settings o where o.pilot_id = s.pilot_id and o.id > s.id)
		), sifted as (
			select a.* from all_of_them a
			where (filters ->> 'stage' is null or a.stage::text = filters ->> 'stage')
				and case filters ->> 'way' when 'lower' then a.tier < a.led when 'higher' then a.tier > a.led
					when 'presumed' then a.uses <> '{}' and a.tier <> 'high' else true end
				and (filters ->> 'residual' is null or coalesce(a.residual::text, 'not judged') = filters ->> 'residual')
		), page as (
			select s.* from sifted s where filters ->> 'before' is null or s.id < (filters ->> 'before')::bigint order by s.id desc limit v_most
		)
		select jsonb_build_object(
			'rows', coalesce((select jsonb_agg(to_jsonb(g) order by g.id desc) from page g), '[]'),
			'found', (select count(*) from sifted), 'in_all', (select count(*) from all_of_them),
			'next', (select min(g.id) from page g having exists (select 1 from sifted s where s.id < min(g.id)))));
end $$;

create function public.risk_overrides(filters jsonb default '{}') returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.risk_overrides(filters) $$;

grant execute on function private.risk_overrides, public.risk_overrides to authenticated;
