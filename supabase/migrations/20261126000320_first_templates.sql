-- The four templates that a district starts with, one for each kind. Their metrics are found by name in its library.

create function private.furnish_templates(district uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_one record;
	v_template uuid;
	v_metrics jsonb;
begin
	for v_one in select * from (values
		('student-facing instruction'::public.pilot_kind, 'Practice and feedback for students',
			'A class works with a tool that explains, gives practice or answers. Measured against classes that work as before.',
			'{"problem": "Which students, in which grade and subject, fall behind today? How many, and how do you know?", "who_affected": "Grades, about how many classes and students, and who of them needs something else: English learners, students with disabilities.", "benefit": "What will they be able to do that they cannot today? By about how much, and by when?", "how_we_know": "Which assessment that the district gives anyway would show it, and which classes can you compare with?"}'::jsonb,
			'The common unit assessment at the end of the cycle, in these classes against classes of the same grade that teach the unit as before. We also watch complaints from families and incidents.',
			'matched comparison'::public.design, 18, '{accessibility and equity}'::public.specialty[],
			'{AI literacy for teachers,How to talk with students about AI}'::text[],
			'[{"name": "Unit assessment score", "role": "primary", "minimum_effect": 3}, {"name": "Students using the tool weekly", "role": "secondary"}, {"name": "Complaints from families", "role": "guardrail", "limit": 2}, {"name": "Incidents per month", "role": "guardrail", "limit": 0}]'::jsonb),
		('staff productivity', 'Time back for staff',
			'Staff do a task of theirs with a tool: planning, letters, feedback. Measured in hours that they really get back.',
			'{"problem": "Which task is it, how often is it done, and how long does it take today?", "who_affected": "Who does it, in which schools or offices, and who gets the result.", "benefit": "Hours a week for each person after checking and correcting, and what that time would be for.", "how_we_know": "A time diary of two weeks before and two weeks at the end is enough to begin with."}',
			'A time diary of two weeks before the pilot and of two weeks at its end, checking and correcting included, kept by everyone who takes part and by a group that does not.',
			'before and after', 12, '{}', '{AI literacy for staff,Checking what a tool writes}',
			'[{"name": "Hours saved a week", "role": "primary", "minimum_effect": 1}, {"name": "Staff using the tool weekly", "role": "secondary"}, {"name": "Confidence rating", "role": "secondary"}, {"name": "Incidents per month", "role": "guardrail", "limit": 0}]'),
		('operations', 'A better daily service',
			'Buses, buildings, meals or attendance run better or cheaper. Measured by what the service counts anyway.',
			'{"problem": "What goes wrong or costs too much, how often, and where?", "who_affected": "Families, students and staff who depend on the service, and who runs it.", "benefit": "Which figure of the service would move, by how much, and what that is worth in a year.", "how_we_know": "Which figures does the service count already, and how far back do they go?"}',
			'The weekly figures of the service for eight weeks before and after the change, in the places that take part against places that do not.',
			'before and after', 16, '{finance}', '{How the new routine works and when to overrule it}',
			'[{"name": "Late arrivals", "role": "primary", "minimum_effect": 0.02}, {"name": "Cost avoided", "role": "secondary"}, {"name": "Complaints from families", "role": "guardrail", "limit": 3}]'),
		('back office', 'Less paperwork in an office',
			'Finance, people and hiring, records or procurement do a routine with a tool. Measured in days and mistakes.',
			'{"problem": "Which routine is it, how many cases a month, and how many days does one take?", "who_affected": "Who handles the cases, and who waits for them.", "benefit": "Days or hours for each case, and fewer mistakes; say how a mistake would be noticed.", "how_we_know": "Take a month of cases before and a month of cases after, and count days and corrections."}',
			'Working days from start to finish for each case, for the month before the pilot and for its last month; and how many cases had to be corrected.',
			'before and after', 12, '{finance}', '{AI literacy for staff,What must not be typed into a tool}',
			'[{"name": "Days for each case", "role": "primary", "minimum_effect": 2}, {"name": "Cases corrected", "role": "secondary"}, {"name": "Incidents per month", "role": "guardrail", "limit": 0}]')
		) t (kind, name, about, prompts, starter, design, cycle_weeks, reviews, training, metrics)
	loop
		select coalesce(jsonb_agg(m.value - 'name' || jsonb_build_object('metric_id', k.id) order by m.place), '[]') into v_metrics
		from jsonb_array_elements(v_one.metrics) with ordinality m (value, place)
		join public.metrics k on k.district_id = furnish_templates.district and k.name = m.value ->> 'name';
		select v.template_id into v_template from private.template_versions v
		where v.district_id = furnish_templates.district and v.kind = v_one.kind and v.name = v_one.name limit 1;
		if v_template is null then
			insert into private.pilot_templates (district_id) values (district) returning id into v_template;
			insert into private.template_versions (template_id, district_id, revision, kind, name, about, prompts, starter, design, cycle_weeks,
				reviews, training, metrics)
			values (v_template, district, 1, v_one.kind, v_one.name, v_one.about, v_one.prompts, v_one.starter, v_one.design, v_one.cycle_weeks,
				v_one.reviews, v_one.training, v_metrics);
		else
			-- A district is founded before its library: what nobody touched yet gets the metrics that came since.
			update private.template_versions v set metrics = v_metrics
			where v.template_id = v_template and v.revision = 1 and v.made_by is null and v.metrics = '[]';
		end if;
	end loop;
end $$;

create function private.furnish_first_templates() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.furnish_templates(new.id);
	return null;
end $$;

create trigger furnish_templates after insert on public.districts
	for each row execute function private.furnish_first_templates();
do $$ begin perform private.furnish_templates(d.id) from public.districts d; end $$;
