-- The decision log: all decisions of a district, searched, filtered, sorted and paged where they are.


-- Text of a filter as it is looked for.
create function private.filter_day(filters jsonb, field text) returns date
language plpgsql stable set search_path = ''
as $$
begin
	if nullif(filters ->> field, '') is not null and not coalesce(private.is_day(filters ->> field), false) then
		perform private.fail(422, 'no_day', 'A day is written like 2027-03-31.', jsonb_build_object('field', field));
	end if;
	return nullif(filters ->> field, '')::date;
end $$;

-- A whole number of a filter: which page, or how many on one.
create function private.filter_count(filters jsonb, field text, otherwise int, most int) returns int
language plpgsql stable set search_path = ''
as $$
begin
	if coalesce(filters ->> field, '1') !~ '^\d{1,6}$' or (filters ->> field)::int not between 1 and most then
		perform private.fail(422, 'wrong_page', 'There is no such page.');
	end if;
	return coalesce((filters ->> field)::int, otherwise);
end $$;

-- Refuses whoever is not of the district.
create function private.require_insider(sentence text) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif private.is_outside() then
		perform private.fail(403, 'not_yours', sentence);
	end if;
	return v_me;
end $$;

-- Who sponsored a pilot at a moment.
create function private.sponsor_at(pilot uuid, moment timestamptz) returns public.people
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_person public.people;
begin
	select p.* into v_person from public.assignments a join public.people p on p.id = a.person_id
	where a.pilot_id = sponsor_at.pilot and a.role = 'sponsor' and a.since <= moment and (a.until is null or a.until > moment)
	order by a.since desc limit 1;
	return v_person;
end $$;

-- Filters: q (in title, rationale and reason of an override), outcome, year, from, to, objective (its code), site, sponsor (ids; the sponsor of
-- then), overrides ('yes'), conditions ('open'), sort ('newest', 'oldest', 'title', 'outcome'), page, per (at most 200).
create function private.decision_log(filters jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_district uuid := private.district_id();
	v_from date;
	v_to date;
	v_page int;
	v_per int;
	v_q text;
	v_sort text := coalesce(filters ->> 'sort', 'newest');
begin
	perform private.require_insider('The decision log is for the people of the district.');
	perform private.known_fields(filters, '{"q": {"label": "What is looked for", "most": 200}, "outcome": {}, "year": {}, "from": {}, "to": {},
		"objective": {}, "site": {}, "sponsor": {}, "overrides": {}, "conditions": {}, "sort": {}, "page": {}, "per": {}}');
	v_from := private.filter_day(filters, 'from');
	v_to := private.filter_day(filters, 'to');
	v_page := private.filter_count(filters, 'page', 1, 100000);
	v_per := private.filter_count(filters, 'per', 25, 200);
	v_q := lower(nullif(trim(filters ->> 'q'), ''));
	if v_sort not in ('newest', 'oldest', 'title', 'outcome') then
		perform private.fail(422, 'wrong_sort', 'Decisions are sorted by newest, oldest, title or outcome.', '{"field": "sort"}');
	end if;
	return (
		with sifted as (
			select d.*, l.title, l.stage, l.number, s.id as sponsor_id, s.name as sponsor
			from public.decisions d
			join public.pilots l on l.id = d.pilot_id
			left join lateral private.sponsor_at(d.pilot_id, d.decided_at) s on true
			where d.district_id = v_district
				and (v_q is null or position(v_q in lower(concat_ws(' ', l.title, d.rationale, d.override_reason))) > 0)
				and (filters ->> 'outcome' is null or d.outcome::text = filters ->> 'outcome')
				and (filters ->> 'year' is null or extract(year from d.decided_at at time zone 'UTC')::text = filters ->> 'year')
				and (v_from is null or (d.decided_at at time zone 'UTC')::date >= v_from)
				and (v_to is null or (d.decided_at at time zone 'UTC')::date <= v_to)
				and (filters ->> 'objective' is null or exists (
					select 1 from public.pilot_objectives po join public.objectives o on o.id = po.objective_id
					where po.pilot_id = d.pilot_id and o.code = filters ->> 'objective'))
				and (filters ->> 'site' is null or exists (
					select 1 from public.pilot_sites ps where ps.pilot_id = d.pilot_id and ps.site_id::text = filters ->> 'site'))
				and (filters ->> 'sponsor' is null or s.id::text = filters ->> 'sponsor')
				and (filters ->> 'overrides' is distinct from 'yes' or not d.within_permitted or not d.with_majority)
				and (filters ->> 'conditions' is distinct from 'open' or exists (
					select 1 from private.conditions c where c.decision_id = d.id and c.state in ('open', 'reported')))
		), sorted as (
			select x.*, row_number() over (order by
				case v_sort when 'title' then lower(x.title) when 'outcome' then array_position('{scale,extend,shelve,sunset}', x.outcome::text)::text end,
				case when v_sort = 'oldest' then x.decided_at end, x.decided_at desc, x.id) as place
			from sifted x
		), page as (
			select x.* from sorted x where x.place > (v_page - 1) * v_per and x.place <= v_page * v_per
		)
		select jsonb_build_object(
			'rows', coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'pilot', g.pilot_id, 'number', g.number, 'title', g.title, 'stage', g.stage,
					'outcome', g.outcome, 'decided_at', g.decided_at, 'decided_by', b.name, 'tally', g.tally, 'rationale', g.rationale,
					'within_permitted', g.within_permitted, 'with_majority', g.with_majority, 'override_reason', g.override_reason,
					'seconded_by', n.name, 'next_review', g.next_review, 'different', g.different, 'sponsor', g.sponsor,
					'sites', (select coalesce(jsonb_agg(s.name order by s.name), '[]') from public.pilot_sites ps join public.sites s on s.id = ps.site_id
						where ps.pilot_id = g.pilot_id),
					'objectives', (select coalesce(jsonb_agg(o.code order by o.code), '[]') from public.pilot_objectives po
						join public.objectives o on o.id = po.objective_id where po.pilot_id = g.pilot_id),
					'conditions', (select jsonb_build_object('in_all', count(*), 'open', count(*) filter (where c.state in ('open', 'reported')),
						'overdue', count(*) filter (where c.state in ('open', 'reported') and c.due_on < private.today()))
						from private.conditions c where c.decision_id = g.id),
					'superseded', exists (select 1 from public.decisions o where o.pilot_id = g.pilot_id and o.decided_at > g.decided_at)) order by g.place)
				from page g join public.people b on b.id = g.decided_by left join public.people n on n.id = g.seconded_by), '[]'),
			'found', (select count(*) from sifted),
			'in_all', (select count(*) from public.decisions d where d.district_id = v_district),
			'page', v_page, 'per', v_per,
			'years', (select coalesce(jsonb_agg(y.year order by y.year desc), '[]') from (
				select distinct extract(year from d.decided_at at time zone 'UTC')::int as year from public.decisions d where d.district_id = v_district) y),
			'objectives', (select coalesce(jsonb_agg(jsonb_build_object('id', x.code, 'name', x.title) order by x.code), '[]') from (
				select o.code, min(o.title) as title from public.decisions d join public.pilot_objectives po on po.pilot_id = d.pilot_id
				join public.objectives o on o.id = po.objective_id where d.district_id = v_district group by o.code) x),
			'sites', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name) order by x.name), '[]') from (
				select distinct s.id, s.name from public.decisions d join public.pilot_sites ps on ps.pilot_id = d.pilot_id
				join public.sites s on s.id = ps.site_id where d.district_id = v_district) x),
			'sponsors', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name) order by x.name), '[]') from (
				select distinct p.id, p.name from public.decisions d join public.assignments a on a.pilot_id = d.pilot_id and a.role = 'sponsor'
					and a.since <= d.decided_at and (a.until is null or a.until > d.decided_at)
				join public.people p on p.id = a.person_id where d.district_id = v_district) x)));
end $$;

create function public.decision_log(filters jsonb default '{}') returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.decision_log(filters) $$;

grant execute on function private.decision_log, public.decision_log to authenticated;
