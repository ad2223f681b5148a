-- Tools that may be the same under two names: found, joined by the AI office, or kept apart for good.

create table private.tools_apart (
	one_id uuid not null,
	other_id uuid not null,
	district_id uuid not null references public.districts (id),
	by uuid not null,
	at timestamptz not null default private.now(),
	primary key (one_id, other_id, district_id),
	foreign key (one_id, district_id) references private.tools (id, district_id) on delete cascade,
	foreign key (other_id, district_id) references private.tools (id, district_id) on delete cascade,
	foreign key (by, district_id) references public.people (id, district_id),
	check (one_id < other_id)
);
comment on table private.tools_apart is 'Tools with names that are alike of which somebody said that they are not the same; the smaller id first.';

create index on private.tools_apart (one_id, district_id);
create index on private.tools_apart (other_id, district_id);
create index on private.tools_apart (by, district_id);
create index on private.tools_apart (district_id);

-- The tool that one has become: itself, unless it turned out to be another spelling.
create function private.tool_merged(tool uuid) returns uuid
language sql stable security definer set search_path = ''
as $$ select coalesce((select t.merged_into from private.tools t where t.id = tool), tool) $$;

-- A pilot that named a spelling in the moment in which it was joined uses the tool that was kept.
create function private.link_kept_tool() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_kept uuid;
begin
	-- Waits for whoever joins it, and reads what it is then.
	select t.merged_into into v_kept from private.tools t where t.id = new.tool_id and t.district_id = new.district_id for key share;
	new.tool_id := coalesce(v_kept, new.tool_id);
	return new;
end $$;

create trigger kept_tool before insert on private.pilot_tools
	for each row execute function private.link_kept_tool();

-- Pairs of tools with a name that is alike (0.6 of their trigrams), of the same vendor or where one says none. Exact, and without comparing
-- each with each: names that are so alike share one of their rarest trigrams, so that only those are compared.
create function private.alike_tools(district uuid) returns table (one_id uuid, other_id uuid, score real)
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	with vendors as materialized (
		select v.vendor, private.tool_key(v.vendor) as key from (select distinct t.vendor from private.tools t where t.district_id = alike_tools.district) v
	), names as materialized (
		select row_number() over () as i, n.tool_id, lower(n.name) as name, v.key as vendor, extensions.show_trgm(lower(n.name)) as grams
		from private.tool_names n join private.tools t on t.id = n.tool_id and t.district_id = n.district_id join vendors v on v.vendor = t.vendor
		where n.district_id = alike_tools.district and t.merged_into is null
	), grams as materialized (
		select n.i, g.gram, cardinality(n.grams) as many, n.tool_id, n.vendor from names n cross join lateral unnest(n.grams) g (gram)
	), rare as materialized (
		select r.i, r.gram, r.many, r.tool_id, r.vendor from (
			select g.*, row_number() over (partition by g.i order by f.often, g.gram) as place
			from grams g join (select c.gram, count(*) as often from grams c group by c.gram) f on f.gram = g.gram) r
		where r.place <= r.many - ceil(0.6 * r.many) + 1
	), met as (
		-- A list in which everything is called alike is nothing to read pair by pair: it ends somewhere.
		select m.one, m.other from (
			select a.i as one, b.i as other from rare a join rare b on b.gram = a.gram and b.vendor = a.vendor and b.i > a.i
			where a.tool_id <> b.tool_id and b.many >= 0.6 * a.many and a.many >= 0.6 * b.many
			union all
			select a.i, b.i from rare a join rare b on b.gram = a.gram
			where a.vendor = '' and b.vendor <> '' and b.many >= 0.6 * a.many and a.many >= 0.6 * b.many and a.tool_id <> b.tool_id) m
		limit 200000
	), alike as (
		select least(a.tool_id, b.tool_id) as one, greatest(a.tool_id, b.tool_id) as other, max(extensions.similarity(a.name, b.name)) as score
		from (select distinct m.one, m.other from met m) m join names a on a.i = m.one join names b on b.i = m.other
		group by 1, 2
	)
	select k.one, k.other, k.score from alike k
	where k.score >= 0.6::real and not exists (select 1 from private.tools_apart x
		where x.one_id = k.one and x.other_id = k.other and x.district_id = alike_tools.district);
end $$;

-- The agreements of a tool that are current, as far as they say what was agreed.
create function private.current_agreements(tool uuid) returns table (id uuid, terms jsonb)
language sql stable security definer set search_path = ''
as $$
	select a.id, jsonb_build_object('version', a.version, 'signed_on', a.signed_on, 'expires_on', a.expires_on, 'general_offer', a.general_offer,
		'disposition', a.disposition, 'deletion_days', a.deletion_days, 'breach_notice_hours', a.breach_notice_hours, 'link', a.link)
	from private.tool_agreements a
	where a.tool_id = tool and a.signed_on <= private.today() and coalesce(a.expires_on >= private.today(), true)
		and coalesce(a.ended_on >= private.today(), true)
	order by a.signed_on desc, a.id
$$;

-- A page of twenty pairs that may be the same, the most alike first, each tool as the list shows it and with its current agreements.
create function private.tool_twins(after int) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_district uuid;
	v_after int := least(greatest(coalesce(after, 0), 0), 1000000);
	v_total int;
	v_pairs jsonb;
	v_ids uuid[];
	v_lines jsonb;
begin
	perform private.require_admin('Nothing was changed.');
	v_district := private.district_id();
	with pairs as materialized (select p.* from private.alike_tools(v_district) p)
	select (select count(*) from pairs), (
		select jsonb_agg(jsonb_build_array(x.one_id, x.other_id, x.score) order by x.place) from (
			select p.one_id, p.other_id, round(p.score::numeric, 2) as score, row_number() over (order by p.score desc, t.name, p.one_id, p.other_id) as place
			from pairs p join private.tools t on t.id = p.one_id and t.district_id = v_district
			order by place limit 20 offset v_after) x)
	into v_total, v_pairs;
	v_ids := array(select distinct e.id::uuid from jsonb_array_elements(v_pairs) p cross join lateral (values (p.value ->> 0), (p.value ->> 1)) e (id));
	select jsonb_object_agg(l.value ->> 'id', l.value || jsonb_build_object('agreements', (
		select coalesce(jsonb_agg(a.terms || jsonb_build_object('id', a.id)), '[]') from private.current_agreements((l.value ->> 'id')::uuid) a)))
	into v_lines from jsonb_array_elements(private.tool_lines(v_district, v_ids, true)) l;
	return jsonb_build_object('total', v_total, 'after', v_after, 'page', 20, 'pairs', (
		select coalesce(jsonb_agg(jsonb_build_object('one', v_lines -> (p.value ->> 0), 'other', v_lines -> (p.value ->> 1), 'score', p.value -> 2)
			order by p.ordinality), '[]') from jsonb_array_elements(v_pairs) with ordinality p));
end $$;

create function public.tool_twins(after int default 0) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.tool_twins(after) $$;

-- Two tools of the caller's district, locked, neither of them joined to another already. Pilots that use one of them come first.
create function private.locked_tool_pair(one uuid, other uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_found int;
	v_merged text;
begin
	if one = other then
		perform private.fail(422, 'same_tool', 'That is one and the same tool. Nothing was changed.');
	end if;
	perform 1 from public.pilots p where p.id in (select l.pilot_id from private.pilot_tools l where l.tool_id in (one, locked_tool_pair.other)
		and l.district_id = v_district) order by p.id for no key update;
	-- The one that goes is locked against new links, too.
	perform 1 from private.tools t where t.id in (one, locked_tool_pair.other) and t.district_id = v_district order by t.id for update;
	get diagnostics v_found = row_count;
	if v_found < 2 then
		perform private.fail(404, 'no_such_tool', 'There are no such two tools in your district. Nothing was changed.');
	end if;
	select t.name into v_merged from private.tools t where t.id in (one, locked_tool_pair.other) and t.merged_into is not null limit 1;
	if found then
		perform private.fail(409, 'joined_already', format('“%s” was joined to another tool already. Nothing was changed.', v_merged));
	end if;
end $$;

-- Which current agreements end because another counts; refuses where they differ and nobody said which.
create function private.settle_agreements(keep uuid, other uuid, agreement uuid, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_kept uuid[] := array(select a.id from private.current_agreements(keep) a);
	v_others uuid[] := array(select a.id from private.current_agreements(other) a);
begin
	if agreement is not null and not agreement = any (v_kept || v_others) then
		perform private.fail(422, 'no_such_agreement', 'Choose one of the agreements that are current. Nothing was changed.', '{"field": "agreement"}');
	elsif v_kept = '{}' or v_others = '{}' then
		return;
	elsif agreement is null and exists (select 1 from private.current_agreements(other) o
		where not exists (select 1 from private.current_agreements(keep) k where k.terms = o.terms)) then
		perform private.fail(409, 'agreements_differ', 'Both tools have an agreement that is current, and they differ: choose which one counts. Nothing was changed.',
			'{"field": "agreement"}');
	end if;
	update private.tool_agreements a set ended_on = private.today(), end_reason = left(reason, 2000)
	where a.id = any (case when agreement is null then v_others else array_remove(v_kept || v_others, agreement) end);
end $$;

-- Joins two tools that are one: names, pilots and agreements go over to the one that is kept. `agreement` says which of several current ones
-- counts from now on; the others end today.
create function private.join_tools(keep uuid, other uuid, reason text, agreement uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_reason text := trim(coalesce(reason, ''));
	v_keep private.tools;
	v_other private.tools;
	v_names text[];
	v_pilots int;
	v_agreements int;
begin
	perform private.locked_tool_pair(keep, other);
	if v_reason = '' then
		perform private.fail(422, 'no_reason', 'Say why they are the same: the reason stays with the tool. Nothing was changed.', '{"field": "reason"}');
	elsif length(v_reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2,000 characters and this one has %s. Nothing was changed.', length(v_reason)),
			'{"field": "reason"}');
	end if;
	select t.* into v_keep from private.tools t where t.id = keep;
	select t.* into v_other from private.tools t where t.id = other;
	perform private.settle_agreements(keep, other, agreement, format('“%s” and “%s” are one tool: another agreement counts.', v_keep.name, v_other.name));
	v_names := array(select n.name from private.tool_names n where n.tool_id = other order by n.since, n.name);
	update private.tool_names n set tool_id = keep where n.tool_id = other;
	update private.tool_agreements a set tool_id = keep where a.tool_id = other;
	get diagnostics v_agreements = row_count;
	insert into private.pilot_tools as l (pilot_id, tool_id, district_id, name, linked_at, unlinked_at)
	select o.pilot_id, keep, o.district_id, o.name, o.linked_at, o.unlinked_at from private.pilot_tools o where o.tool_id = other
	on conflict (pilot_id, tool_id, district_id) do update set linked_at = least(l.linked_at, excluded.linked_at),
		unlinked_at = case when l.unlinked_at is null or excluded.unlinked_at is null then null else greatest(l.unlinked_at, excluded.unlinked_at) end;
	delete from private.pilot_tools o where o.tool_id = other;
	get diagnostics v_pilots = row_count;
	-- What was joined to the other one before, and what it was kept apart from, is the kept one's now.
	update private.tools t set merged_into = keep where t.merged_into = other;
	insert into private.tools_apart (one_id, other_id, district_id, by, at)
	select least(keep, x.id), greatest(keep, x.id), v_keep.district_id, x.by, x.at from (
		select case when a.one_id = other then a.other_id else a.one_id end as id, a.by, a.at from private.tools_apart a
		where other in (a.one_id, a.other_id)) x
	where x.id <> keep on conflict do nothing;
	update private.tools t set merged_into = keep, revision = t.revision + 1, changed_at = private.now() where t.id = other;
	update private.tools t set revision = t.revision + 1, changed_at = private.now() where t.id = keep;
	insert into private.tool_changes (district_id, tool_id, revision, fields, before, after, reason, by) values
		(v_keep.district_id, keep, v_keep.revision + 1, '{joined}', '{}', jsonb_build_object('joined', jsonb_build_object('id', other, 'name', v_other.name,
			'names', v_names, 'pilots', v_pilots, 'agreements', v_agreements)), v_reason, private.person_id()),
		(v_keep.district_id, other, v_other.revision + 1, '{merged_into}', '{}', jsonb_build_object('merged_into', jsonb_build_object('id', keep,
			'name', v_keep.name)), v_reason, private.person_id());
	perform private.note_activity(v_keep.district_id, null, 'tools', keep, 'joined tools', jsonb_build_object('name', v_keep.name, 'other', v_other.name));
end $$;

create function public.join_tools(keep uuid, other uuid, reason text, agreement uuid default null) returns void
language sql security invoker set search_path = ''
as $$ select private.join_tools(keep, other, reason, agreement) $$;

-- Remembers that two tools with names that are alike are not the same.
create function private.keep_tools_apart(one uuid, other uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.locked_tool_pair(one, other);
	insert into private.tools_apart (one_id, other_id, district_id, by)
	values (least(one, other), greatest(one, other), private.district_id(), private.person_id()) on conflict do nothing;
	if found then
		perform private.note_activity(private.district_id(), null, 'tools', one, 'kept tools apart', (
			select jsonb_build_object('name', a.name, 'other', b.name) from private.tools a, private.tools b
			where a.id = one and b.id = keep_tools_apart.other));
	end if;
end $$;

create function public.keep_tools_apart(one uuid, other uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.keep_tools_apart(one, other) $$;

grant execute on function private.tool_twins, public.tool_twins, private.join_tools, public.join_tools, private.keep_tools_apart,
	public.keep_tools_apart to authenticated;
