-- The AI office edits the table that the risk tier follows from, and sees first which pilots it would compute differently. Tiers that were
-- set stay as they were set: the table is read again when somebody sets one.

alter table private.risk_scales add column revision int not null default 1;

create table private.risk_changes (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	revision int not null,
	before jsonb not null,
	after jsonb not null,
	reason text not null check (length(trim(reason)) between 1 and 2000),
	by uuid not null,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (by, district_id) references public.people (id, district_id)
);
comment on table private.risk_changes is 'What the risk table was before each change, and why it was changed. Never changed.';

create index on private.risk_changes (district_id, id);
create index on private.risk_changes (by, district_id);

create trigger kept before update or delete on private.risk_changes
	for each row execute function private.refuse_change();

-- The tier that a pilot's answers would lead to by another table.
create function private.tier_by(pilot public.pilots, risk jsonb) returns public.risk_tier
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select case when pilot.students_take_part is null or pilot.under_13 is null or pilot.personal_data is null or pilot.decides_about_people is null
			then null
			else greatest(max(r.at_least), case when coalesce(sum(r.points), 0) >= (risk ->> 'high_from')::int then 'high'::public.risk_tier
				when coalesce(sum(r.points), 0) >= (risk ->> 'moderate_from')::int then 'moderate' else 'low' end) end
		from private.risk_answers(pilot) a
		join jsonb_to_recordset(risk -> 'rules') r (question text, answer text, points int, at_least public.risk_tier)
			on r.question = a.question and r.answer = a.answer);
end $$;

-- The table as it is kept: thresholds and rules alone.
create function private.risk_now(district uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('moderate_from', s.moderate_from, 'high_from', s.high_from, 'rules', (
		select jsonb_agg(jsonb_build_object('question', r.question, 'answer', r.answer, 'points', r.points, 'at_least', r.at_least) order by r.position)
		from private.risk_rules r where r.district_id = s.district_id))
	from private.risk_scales s where s.district_id = district
$$;

-- Refuses a table that is none: the same answers, with other points and floors.
create function private.check_risk_table(risk jsonb, district uuid) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_one record;
begin
	for v_one in select f.* from (values ('moderate_from', 'moderate'), ('high_from', 'high')) f (field, tier) loop
		if coalesce(jsonb_typeof(risk -> v_one.field) <> 'number' or risk ->> v_one.field !~ '^\d{1,3}$', true) then
			perform private.fail(422, 'wrong_table', format('From how many points on it is %s risk is a whole number. Nothing was saved.', v_one.tier),
				jsonb_build_object('field', v_one.field));
		end if;
	end loop;
	if (risk ->> 'moderate_from')::int >= (risk ->> 'high_from')::int then
		perform private.fail(422, 'wrong_table', 'High risk begins above moderate risk. Nothing was saved.', '{"field": "high_from"}');
	elsif coalesce(jsonb_typeof(risk -> 'rules') <> 'array', true)
		or exists (select 1 from jsonb_array_elements(risk -> 'rules') r where jsonb_typeof(r) <> 'object')
		or (select count(*) from jsonb_array_elements(risk -> 'rules')) <> (select count(*) from private.risk_rules r where r.district_id = district) then
		perform private.fail(422, 'wrong_table', 'The table has a row for each answer. Nothing was saved.');
	end if;
	select r.question, r.answer, g.value as given into v_one from private.risk_rules r
	left join jsonb_array_elements(risk -> 'rules') g on (g ->> 'question', g ->> 'answer') = (r.question, r.answer)
	where r.district_id = district and (g is null or coalesce(jsonb_typeof(g -> 'points') <> 'number' or g ->> 'points' !~ '^\d{1,2}$', true)
		or (g ->> 'points')::numeric > 20 or not coalesce(g ->> 'at_least' in ('low', 'moderate', 'high'), true))
	order by r.position limit 1;
	if found then
		perform private.fail(422, 'wrong_table', case when v_one.given is null then 'The table has a row for each answer. Nothing was saved.'
			else 'Points are a whole number from 0 to 20. Nothing was saved.' end,
			jsonb_build_object('field', 'points ' || v_one.question || ' ' || v_one.answer));
	end if;
end $$;

-- Which pilots that stand would be computed differently by another table.
create function private.risk_differences(district uuid, risk jsonb) returns jsonb
language sql stable security definer set search_path = ''
as $$
	with told as (
		select p.id, p.title, p.stage, p.risk_tier as tier, private.computed_tier(p) as computed, private.tier_by(p, risk) as would_be
		from public.pilots p
		where p.district_id = district and p.stage in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'adopted')
	), different as (select t.* from told t where t.computed is distinct from t.would_be)
	select jsonb_build_object('in_all', (select count(*) from different), 'pilots', coalesce((
		select jsonb_agg(to_jsonb(d) order by d.title, d.id) from (select x.* from different x order by x.title, x.id limit 100) d), '[]'))
$$;

-- Changes the table with a reason; with preview, only says which pilots it would touch.
create function private.save_risk_table(revision int, risk jsonb, reason text, preview boolean) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_me uuid := private.person_id();
	v_current int := (select s.revision from private.risk_scales s where s.district_id = v_district);
	v_before jsonb := private.risk_now(v_district);
	v_after jsonb;
	v_told jsonb;
begin
	perform private.known_fields(risk, '{"moderate_from": {}, "high_from": {}, "rules": {}}');
	perform private.check_risk_table(risk, v_district);
	v_told := private.risk_differences(v_district, risk);
	if preview then
		return v_told || jsonb_build_object('revision', v_current);
	end if;
	perform private.same_revision(revision, v_current, 'risk_scales', v_district);
	if trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'Say why the table changes: the reason stays with it. Nothing was saved.', '{"field": "reason"}');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was saved.', length(reason)), '{"field": "reason"}');
	end if;
	update private.risk_rules r set points = g.points, at_least = g.at_least
	from jsonb_to_recordset(risk -> 'rules') g (question text, answer text, points int, at_least public.risk_tier)
	where r.district_id = v_district and (g.question, g.answer) = (r.question, r.answer) and (g.points, g.at_least) is distinct from (r.points, r.at_least);
	update private.risk_scales s set moderate_from = (risk ->> 'moderate_from')::int, high_from = (risk ->> 'high_from')::int where s.district_id = v_district;
	v_after := private.risk_now(v_district);
	if v_after = v_before then
		return v_told || jsonb_build_object('revision', v_current);
	end if;
	update private.risk_scales s set revision = s.revision + 1 where s.district_id = v_district;
	insert into private.risk_changes (district_id, revision, before, after, reason, by)
	values (v_district, v_current + 1, v_before, v_after, trim(reason), v_me);
	perform private.note_activity(v_district, null, 'risk_scales', v_district, 'changed the risk table',
		jsonb_build_object('reason', trim(reason), 'pilots', v_told -> 'in_all'));
	return v_told || jsonb_build_object('revision', v_current + 1);
end $$;

create function public.save_risk_table(revision int, risk jsonb, reason text default '', preview boolean default false) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.save_risk_table(revision, risk, reason, preview) $$;

-- The table as the page shows it, with when it changed and why, and what each tier asks for families.
create or replace function private.risk_table() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	return (
		select private.risk_now(s.district_id) || jsonb_build_object('revision', s.revision, 'families', private.family_rules_now(s.district_id),
			'reviews', x.needed -> 'tiers', 'conditions', x.needed -> 'conditions',
			'reviews_revision', (select n.revision from private.review_needs n where n.district_id = s.district_id),
			'changes', (select coalesce(jsonb_agg(jsonb_build_object('at', c.at, 'by', c.name, 'reason', c.reason, 'revision', c.revision) order by c.id desc), '[]')
				from (select h.*, p.name from private.risk_changes h join public.people p on p.id = h.by
					where h.district_id = s.district_id order by h.id desc limit 20) c))
		from private.risk_scales s cross join lateral (select private.review_table(s.district_id) as needed) x
		where s.district_id = private.district_id());
end $$;

grant execute on function private.save_risk_table, public.save_risk_table to authenticated;
