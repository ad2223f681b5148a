-- Which reviews a pilot needs: by its risk tier, and by what it is: whether students take part, with personal data and so on. The district
-- reads and edits both tables; a pilot is asked for what they say when it is taken into vetting.

create table private.review_conditions (
	district_id uuid not null references public.districts (id),
	condition text not null check (condition in
		('students take part', 'personal data', 'under 13', 'decides about people', 'biometric', 'costs money')),
	specialty public.specialty not null,
	primary key (district_id, condition, specialty)
);
comment on table private.review_conditions is 'Which specialties review a pilot that meets a condition, beside those of its tier.';

create table private.review_needs (
	district_id uuid primary key references public.districts (id),
	revision int not null default 1
);
comment on table private.review_needs is 'How often a district changed which reviews are needed.';

create function private.furnish_review_needs() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.review_needs (district_id) values (new.id);
	insert into private.review_conditions (district_id, condition, specialty) values (new.id, 'personal data', 'privacy');
	return null;
end $$;

create trigger furnish_review_needs after insert on public.districts
	for each row execute function private.furnish_review_needs();
insert into private.review_needs (district_id) select d.id from public.districts d;
insert into private.review_conditions (district_id, condition, specialty) select d.id, 'personal data', 'privacy' from public.districts d;

-- Both tables as one object: { tiers: { low: [specialty] }, conditions: { 'personal data': [specialty] } }.
create function private.review_table(district uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object(
		'tiers', (select coalesce(jsonb_object_agg(x.tier, x.asked), '{}') from (
			select v.tier, jsonb_agg(v.specialty order by v.specialty) as asked from public.review_rules v
			where v.district_id = district group by v.tier) x),
		'conditions', (select coalesce(jsonb_object_agg(x.condition, x.asked), '{}') from (
			select c.condition, jsonb_agg(c.specialty order by c.specialty) as asked from private.review_conditions c
			where c.district_id = district group by c.condition) x))
$$;

-- The conditions that a pilot meets. What is not answered yet asks for what a yes would.
create function private.conditions_of(pilot public.pilots) returns text[]
language sql stable security definer set search_path = ''
as $$
	select coalesce(array_agg(c.condition), '{}') from (values
		('students take part', pilot.students_take_part is not false),
		('personal data', pilot.personal_data is not false),
		('under 13', pilot.students_take_part is not false and pilot.under_13 is not false),
		('decides about people', pilot.decides_about_people is not false),
		('biometric', pilot.biometric is not false),
		('costs money', pilot.budget_once is null or pilot.budget_yearly is null or pilot.budget_once + pilot.budget_yearly > 0)) c (condition, met)
	where c.met
$$;

-- The reviews that a pilot needs by such tables.
create function private.reviews_by(rules jsonb, pilot public.pilots) returns setof public.specialty
language plpgsql stable security definer set search_path = ''
as $$
begin
	return query
	select distinct x.specialty::public.specialty from (
		select t.specialty from jsonb_array_elements_text(coalesce(rules -> 'tiers' -> pilot.risk_tier::text, '[]')) t (specialty)
		union all
		select s.specialty from unnest(private.conditions_of(pilot)) c (condition)
		cross join jsonb_array_elements_text(coalesce(rules -> 'conditions' -> c.condition, '[]')) s (specialty)) x
	order by 1;
end $$;

-- Moving a pilot, which at triage asks for the reviews that it needs.
create or replace function private.move_pilot(pilot public.pilots, move public.moves, note text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_full record;
begin
	-- Whoever moved it was warned; or it moved by a decision or a date, which no limit stops. A line says so either way.
	for v_full in select f.* from private.full_limits(pilot, move.to_stage) f loop
		perform private.note_activity(pilot.district_id, pilot.id, 'wip_limits', null, 'went over a limit', jsonb_strip_nulls(jsonb_build_object(
			'stage', move.to_stage, 'per', v_full.per, 'site', v_full.site, 'person_id', v_full.person_id,
			'count', v_full.pilots + 1, 'most', v_full.most)));
	end loop;
	perform private.count_move(pilot, move);
	insert into public.stage_changes (pilot_id, district_id, act, from_stage, to_stage, actor_id, note, criteria)
	select pilot.id, pilot.district_id, move.act, move.from_stage, move.to_stage, private.person_id(), coalesce(note, ''),
		coalesce((
			select jsonb_agg(jsonb_strip_nulls(to_jsonb(c) - 'act' - 'signer' - 'place' - 'waivable') order by c.place, c.criterion)
			from private.gate_criteria(pilot, array[move.act]) c), '[]');
	update public.pilots p set
		stage = move.to_stage,
		stage_since = private.now(),
		proposed_at = case when move.act = 'submit' then coalesce(p.proposed_at, private.now()) else p.proposed_at end,
		launched_at = case when move.act = 'launch' then private.now() else p.launched_at end
	where p.id = pilot.id;
	if move.act = 'triage' then
		-- A pilot that comes back after rework is reviewed afresh.
		delete from public.reviews r where r.pilot_id = pilot.id;
		insert into public.reviews (district_id, pilot_id, specialty)
		select pilot.district_id, pilot.id, r.specialty from private.reviews_by(private.review_table(pilot.district_id), pilot) r (specialty);
	elsif move.act = 'launch' then
		update public.plans l set locked_at = private.now() where l.pilot_id = pilot.id;
	elsif move.act = 'wake' then
		-- It is planned afresh, and locked again when it is launched again.
		update public.plans l set locked_at = null where l.pilot_id = pilot.id and l.locked_at is not null;
	end if;
end $$;

-- What is wrong with tables of reviews; null where nothing is.
create function private.review_table_fault(rules jsonb) returns text
language plpgsql immutable security definer set search_path = ''
as $$
declare
	v_tiers constant text[] := '{low,moderate,high}';
	v_conditions constant text[] := '{students take part,personal data,under 13,decides about people,biometric,costs money}';
	v_part record;
begin
	if coalesce(jsonb_typeof(rules -> 'tiers') <> 'object' or jsonb_typeof(rules -> 'conditions') <> 'object', true) then
		return 'Reviews are asked for by tier and by condition.';
	end if;
	for v_part in
		select t.key, t.value, t.key = any (v_tiers) as known from jsonb_each(rules -> 'tiers') t
		union all select c.key, c.value, c.key = any (v_conditions) from jsonb_each(rules -> 'conditions') c
	loop
		if not v_part.known then
			return format('There is no tier or condition “%s”.', left(v_part.key, 60));
		elsif jsonb_typeof(v_part.value) <> 'array'
			or not v_part.value <@ '["security", "privacy", "instruction", "accessibility and equity", "finance"]' then
			return format('“%s” asks for a review that does not exist.', v_part.key);
		end if;
	end loop;
	for v_part in select t.tier from unnest(v_tiers) t (tier) loop
		-- Without one, nobody would look, and the launch would wait for ever.
		if jsonb_array_length(coalesce(rules -> 'tiers' -> v_part.tier, '[]')) = 0 then
			return format('Pilots of %s risk need at least one review.', v_part.tier);
		end if;
	end loop;
	return null;
end $$;

-- Saves which reviews are needed. Pilots in vetting keep those that they were asked for. `seen` is the revision that the form shows.
create function private.save_review_rules(rules jsonb, seen int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_fault text := private.review_table_fault(rules);
	v_revision int := (select n.revision from private.review_needs n where n.district_id = v_district);
begin
	perform private.same_revision(seen, v_revision, 'review_rules', v_district);
	if v_fault is not null then
		perform private.fail(422, 'wrong_rules', v_fault || ' Nothing was saved.');
	end if;
	delete from public.review_rules r where r.district_id = v_district;
	delete from private.review_conditions c where c.district_id = v_district;
	insert into public.review_rules (district_id, tier, specialty)
	select distinct v_district, t.key::public.risk_tier, s.one::public.specialty
	from jsonb_each(rules -> 'tiers') t cross join jsonb_array_elements_text(t.value) s (one);
	insert into private.review_conditions (district_id, condition, specialty)
	select distinct v_district, c.key, s.one::public.specialty
	from jsonb_each(rules -> 'conditions') c cross join jsonb_array_elements_text(c.value) s (one);
	update private.review_needs n set revision = v_revision + 1 where n.district_id = v_district;
	perform private.note_activity(v_district, null, 'review_rules', v_district, 'changed', '{}');
end $$;

create function public.save_review_rules(rules jsonb, seen int) returns void
language sql security invoker set search_path = ''
as $$ select private.save_review_rules(rules, seen) $$;

-- What such tables would ask of pilots: of a few that everyone knows the like of, and of those that are proposed now, each beside what
-- the tables in force ask. Saves nothing.
create function private.preview_review_rules(rules jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_district uuid;
	v_fault text := private.review_table_fault(rules);
	v_now jsonb;
begin
	perform private.require_admin('Nothing was previewed.');
	if v_fault is not null then
		perform private.fail(422, 'wrong_rules', v_fault || ' Nothing was saved.');
	end if;
	v_district := private.district_id();
	v_now := private.review_table(v_district);
	return (
		with typical as (
			select x.place, x.title, jsonb_populate_record(null::public.pilots, x.said || jsonb_build_object('district_id', v_district,
				'uses', '[]'::jsonb, 'outputs_reviewed', 'before use', 'reversible', 'easily', 'trained_on_student_data', false)) as pilot
			from (values
				(1, 'Staff write letters with it, without a name in them, at no cost', '{"students_take_part": false, "under_13": false,
					"personal_data": false, "decides_about_people": false, "biometric": false, "budget_once": 0, "budget_yearly": 0}'::jsonb),
				(2, 'Students over 13 practise with it under a licence, without personal data', '{"students_take_part": true, "under_13": false,
					"personal_data": false, "decides_about_people": false, "biometric": false, "budget_once": 0, "budget_yearly": 4000}'),
				(3, 'Students under 13 read with a tutor that knows their names', '{"students_take_part": true, "under_13": true,
					"personal_data": true, "decides_about_people": false, "biometric": false, "budget_once": 0, "budget_yearly": 9000}'),
				(4, 'Cameras know faces, and say who may come in', '{"students_take_part": true, "under_13": true,
					"personal_data": true, "decides_about_people": true, "biometric": true, "budget_once": 20000, "budget_yearly": 5000}')
			) x (place, title, said)
		), meant as (
			select t.place, null::uuid as id, t.title, jsonb_populate_record(t.pilot,
				jsonb_build_object('risk_tier', private.computed_tier(t.pilot))) as pilot from typical t
			union all
			(select 100, p.id, p.title, p from public.pilots p
			where p.district_id = v_district and p.stage = 'proposed' and p.risk_tier is not null order by p.stage_since desc limit 8)
		)
		select jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title, 'tier', (m.pilot).risk_tier,
			'needs', (select coalesce(jsonb_agg(s), '[]') from private.reviews_by(rules, m.pilot) s),
			'now', (select coalesce(jsonb_agg(s), '[]') from private.reviews_by(v_now, m.pilot) s)) order by m.place, m.title)
		from meant m);
end $$;

create function public.preview_review_rules(rules jsonb) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.preview_review_rules(rules) $$;

-- The table as the page shows it, with both tables of reviews.
create or replace function private.risk_table() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	return (
		select jsonb_build_object('moderate_from', s.moderate_from, 'high_from', s.high_from,
			'rules', (select coalesce(jsonb_agg(jsonb_build_object('question', r.question, 'answer', r.answer, 'points', r.points,
				'at_least', r.at_least) order by r.position), '[]') from private.risk_rules r where r.district_id = s.district_id),
			'reviews', x.needed -> 'tiers', 'conditions', x.needed -> 'conditions',
			'reviews_revision', (select n.revision from private.review_needs n where n.district_id = s.district_id))
		from private.risk_scales s cross join lateral (select private.review_table(s.district_id) as needed) x
		where s.district_id = private.district_id());
end $$;

grant execute on function private.save_review_rules, public.save_review_rules, private.preview_review_rules, public.preview_review_rules
	to authenticated;
