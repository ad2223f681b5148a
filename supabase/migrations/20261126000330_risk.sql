-- The risk tier follows from structured answers by a table that everyone can read, never from words found in a text.

create table private.risk_rules (
	district_id uuid not null references public.districts (id),
	question text not null,
	answer text not null,
	points int not null check (points between 0 and 20),
	at_least public.risk_tier,
	position int not null,
	primary key (district_id, question, answer)
);
comment on table private.risk_rules is 'What each answer adds to a pilot''s points, and the tier that it leads to whatever else is answered.';

create table private.risk_scales (
	district_id uuid primary key references public.districts (id),
	moderate_from int not null default 3,
	high_from int not null default 8,
	asked_since timestamptz not null default private.now(),
	check (moderate_from < high_from)
);
comment on table private.risk_scales is 'From how many points on a pilot is of moderate and of high risk.';
comment on column private.risk_scales.asked_since is 'Pilots that were submitted earlier were never asked all the questions.';

create function private.furnish_risk() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	-- Its pilots may have lived before their record, as those of the demonstration do.
	insert into private.risk_scales (district_id, asked_since) values (new.id, '-infinity');
	insert into private.risk_rules (district_id, question, answer, points, at_least, position)
	select new.id, r.question, r.answer, r.points, r.at_least, r.position from private.first_risk_rules() r;
	return null;
end $$;

-- What a district starts with. Uses on the list are presumed high-impact, as state laws on automated decisions call them.
create function private.first_risk_rules()
returns table (question text, answer text, points int, at_least public.risk_tier, "position" int)
language sql immutable set search_path = ''
as $$
	values ('students_take_part', 'yes', 3, null::public.risk_tier, 1), ('students_take_part', 'no', 0, null, 2),
		('under_13', 'yes', 2, null, 3), ('under_13', 'no', 0, null, 4),
		('personal_data', 'yes', 3, null, 5), ('personal_data', 'no', 0, null, 6),
		('trained_on_student_data', 'yes', 3, 'high', 7), ('trained_on_student_data', 'no', 0, null, 8),
		('biometric', 'yes', 3, 'high', 9), ('biometric', 'no', 0, null, 10),
		('uses', 'grading', 3, 'high', 11), ('uses', 'discipline', 3, 'high', 12), ('uses', 'placement', 3, 'high', 13),
		('uses', 'eligibility', 3, 'high', 14), ('uses', 'early warning', 3, 'high', 15), ('uses', 'none', 0, null, 16),
		('decides_about_people', 'yes', 3, 'high', 17), ('decides_about_people', 'no', 0, null, 18),
		('outputs_reviewed', 'before use', 0, null, 19), ('outputs_reviewed', 'spot checks', 1, null, 20),
		('outputs_reviewed', 'nobody', 3, null, 21),
		('reversible', 'easily', 0, null, 22), ('reversible', 'with effort', 1, null, 23), ('reversible', 'not', 3, null, 24)
$$;

create trigger furnish_risk after insert on public.districts
	for each row execute function private.furnish_risk();
insert into private.risk_scales (district_id) select d.id from public.districts d;
insert into private.risk_rules (district_id, question, answer, points, at_least, position)
select d.id, r.question, r.answer, r.points, r.at_least, r.position from public.districts d cross join private.first_risk_rules() r;

-- A pilot's answers as the table knows them; of uses each that it has. What is not answered has no row.
create function private.risk_answers(pilot public.pilots) returns table (question text, answer text)
language plpgsql stable set search_path = ''
as $$
begin
	return query
	select a.question, case a.given when 'true' then 'yes' when 'false' then 'no' else a.given end
	from (values ('students_take_part', pilot.students_take_part::text), ('under_13', pilot.under_13::text),
		('personal_data', pilot.personal_data::text), ('decides_about_people', pilot.decides_about_people::text),
		('biometric', pilot.biometric::text), ('trained_on_student_data', pilot.trained_on_student_data::text),
		('outputs_reviewed', pilot.outputs_reviewed), ('reversible', pilot.reversible)) a (question, given)
	where a.given is not null
	union all
	select 'uses', u.use from unnest(case when cardinality(pilot.uses) = 0 then '{none}' else pilot.uses end) u (use);
end $$;

-- The tier with how it came about: the points, and whichever answers counted. Null while one of the four questions that
-- every pilot was ever asked is open; the others count once they are answered.
create function private.tier_of(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select jsonb_build_object(
			'tier', case
				when pilot.students_take_part is null or pilot.under_13 is null or pilot.personal_data is null
					or pilot.decides_about_people is null then null
				else greatest(max(r.at_least), case when sum(r.points) >= s.high_from then 'high'::public.risk_tier
					when sum(r.points) >= s.moderate_from then 'moderate' else 'low' end) end,
			'points', coalesce(sum(r.points), 0),
			'because', coalesce(jsonb_agg(jsonb_build_object('question', r.question, 'answer', r.answer, 'points', r.points,
				'at_least', r.at_least) order by r.position) filter (where r.points > 0 or r.at_least is not null), '[]'),
			'unanswered', (
				select coalesce(jsonb_agg(q.question order by q.place), '[]') from (
					select x.question, min(x.position) as place from private.risk_rules x where x.district_id = pilot.district_id
					group by x.question) q
				where q.question not in (select a.question from private.risk_answers(pilot) a)))
		from private.risk_scales s
		left join (private.risk_rules r join private.risk_answers(pilot) a on a.question = r.question and a.answer = r.answer)
			on r.district_id = s.district_id
		where s.district_id = pilot.district_id
		group by s.high_from, s.moderate_from);
end $$;

create or replace function private.computed_tier(pilot public.pilots) returns public.risk_tier
language sql stable security definer set search_path = ''
as $$ select (private.tier_of(pilot) ->> 'tier')::public.risk_tier $$;

-- The table as the page shows it.
create function private.risk_table() returns jsonb
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
			'reviews', (select coalesce(jsonb_object_agg(x.tier, x.asked), '{}') from (
				select v.tier, jsonb_agg(v.specialty order by v.specialty) as asked from public.review_rules v
				where v.district_id = s.district_id group by v.tier) x))
		from private.risk_scales s where s.district_id = private.district_id());
end $$;

create function public.risk_table() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.risk_table() $$;

grant execute on function private.risk_table, public.risk_table to authenticated;
