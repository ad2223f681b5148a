-- What a new installation starts with: the district, its strategy, and a metric library to measure it by.

insert into public.districts (name, plan, subgroups) values (
	'Westminster Public Schools', 'Enterprise AI Strategy SY2024-SY2025',
	'{English learners,Students with disabilities,Free or reduced-price meals,Gifted and talented}');

insert into public.goals (district_id, code, title, intent)
select d.id, v.code, v.title, v.intent from public.districts d cross join (values
	('1', 'Ensure Responsible and Secure AI Adoption',
		'AI runs inside a resilient, secure infrastructure; adoption is governed, data is protected, and tools are transparent and equitable.'),
	('2', 'Foster an Innovative Culture',
		'A workforce with the skills, training and shared practice to adopt AI widely and safely.'),
	('3', 'Innovate with AI',
		'Identify, experiment with and scale what works, with responsible partners.')
) v (code, title, intent);

insert into public.objectives (district_id, goal_id, code, title, intent)
select g.district_id, g.id, v.code, v.title, v.intent from public.goals g join (values
	('1.1', 'Enable AI technology to augment tasks and innovate',
		'Staff of every kind (operations, administration, instruction) win back time from routine work for people-centred work.'),
	('1.2', 'Utilize a robust, scalable infrastructure to support and innovate with AI',
		'AI is built, tested, deployed and continuously monitored on infrastructure that keeps district data safe.'),
	('1.3', 'Modernize evaluation processes for AI-integrated tools',
		'Tool evaluation includes the standards that AI needs: security protocols and fit with educational, operational and administrative goals.'),
	('1.4', 'Develop and oversee policies, guidelines, and frameworks for responsible AI adoption',
		'Policies manage algorithmic risk, data governance, security and privacy across the district.'),
	('2.1', 'AI training and support services',
		'Tiered AI literacy for every role, support sessions, and communities of practice where staff exchange resources, use cases and what worked.'),
	('2.2', 'Develop new opportunities for AI talent',
		'Recruit, upskill and retain people with AI technique and ethics; create AI-centred roles.'),
	('2.3', 'Create guiding principles for responsible AI use',
		'Clear principles for ethical, private and equitable AI use, embedded in training, daily practice and policy.'),
	('3.1', 'Redesign instruction to enable student-centered learning',
		'Flexible, engaging instruction around each student''s needs, interests and strengths.'),
	('3.2', 'Identify and scale AI-driven instructional innovations',
		'Find what works, experiment responsibly, scale it across the district, with partners.'),
	('3.3', 'Transform operational and departmental efficiency and innovation with AI solutions',
		'Cut manual work, raise accuracy, support timely, data-driven decisions; predict needs and manage resources.')
) v (code, title, intent) on split_part(v.code, '.', 1) = g.code;

insert into public.metrics (district_id, name, meaning, unit, kind, better, about, domain, source, cadence, measures, lowest, highest)
select d.id, v.name, v.meaning, v.unit, v.kind::public.metric_kind, v.better::public.better, v.about::public.metric_about,
	v.domain::public.metric_domain, v.source, v.cadence, v.measures::public.metric_measures, v.lowest, v.highest
from public.districts d cross join (values
	('Hours saved a week', 'Net hours a person gets back in a week: gross hours less the time for checking and correcting.', 'hours', 'mean', 'higher', 'staff survey', 'other', 'Staff time diary', 'monthly', 'outcome', -60, 60),
	('Minutes per letter', 'Minutes from opening a blank letter to sending it, checking included.', 'minutes', 'mean', 'lower', 'staff survey', 'other', 'Staff time diary', 'weekly', 'outcome', 0, null),
	('Staff using the tool weekly', 'Staff who used the tool at least once in the week, of all who have it.', 'share of staff', 'proportion', 'higher', 'staff survey', 'other', 'Tools usage report', 'monthly', 'use', null, null),
	('Confidence rating', 'Mean of the district''s five-item AI confidence survey, 1 to 5.', 'points', 'mean', 'higher', 'staff survey', 'other', 'Staff survey', 'each term', 'outcome', 1, 5),
	('Incidents per month', 'Security or privacy incidents for each month of operation.', 'incidents a month', 'count', 'lower', 'things', 'other', 'Incident log', 'monthly', 'outcome', null, null),
	('Uptime', 'Share of checks that the service answered.', 'share of checks', 'proportion', 'higher', 'things', 'other', 'Service monitor', 'monthly', 'outcome', null, null),
	('Days from proposal to review outcome', 'Working days from submission until the last review is signed.', 'days', 'mean', 'lower', 'things', 'other', 'Pilotage', 'each term', 'outcome', 0, null),
	('Skill builder completion', 'Share of students who solved three in a row, as a mean of 0 and 1.', 'share', 'mean', 'higher', 'students', 'achievement', 'Practice platform', 'each unit', 'outcome', 0, 1),
	('Reading assessment score', 'Score on the reading test at the end of the year.', 'points', 'mean', 'higher', 'students', 'achievement', 'District assessment', 'each year', 'outcome', 0, null),
	('Unit assessment score', 'Points on the common unit assessment.', 'points', 'mean', 'higher', 'students', 'achievement', 'Common unit assessment', 'each unit', 'outcome', 0, null),
	('Students who passed the unit', 'Students at or above the pass mark of the common unit assessment.', 'share of students', 'proportion', 'higher', 'students', 'achievement', 'Common unit assessment', 'each unit', 'outcome', null, null),
	('Students using the tool weekly', 'Students who used the tool in the week, of all who may.', 'share of students', 'proportion', 'higher', 'students', 'other', 'Tool''s usage report', 'monthly', 'use', null, null),
	('Engagement rating', 'Mean of the student engagement survey, 1 to 5.', 'points', 'mean', 'higher', 'students', 'other', 'Student survey', 'each term', 'outcome', 1, 5),
	('Miles driven a day', 'Miles that all buses of a depot drive on a school day.', 'miles', 'mean', 'lower', 'things', 'other', 'Fleet telematics', 'weekly', 'outcome', 0, null),
	('Late arrivals', 'Bus runs that arrive more than five minutes late, of all runs.', 'share of runs', 'proportion', 'lower', 'things', 'other', 'Fleet telematics', 'weekly', 'outcome', null, null),
	('Absences answered the same day', 'Unexplained absences for which a family was reached the same day.', 'share of absences', 'proportion', 'higher', 'things', 'other', 'Attendance office', 'weekly', 'outcome', null, null),
	('Days for each case', 'Working days from the start of a case to its end, as a mean.', 'days', 'mean', 'lower', 'things', 'other', 'The office that handles the cases', 'monthly', 'outcome', 0, null),
	('Cases corrected', 'Cases that had to be corrected after they were closed, of all cases.', 'share of cases', 'proportion', 'lower', 'things', 'other', 'The office that handles the cases', 'monthly', 'outcome', null, null),
	('Cost avoided', 'Cost that the district would have had without the pilot, a year.', 'dollars', 'total', 'higher', 'things', 'other', 'Finance office', 'each year', 'outcome', null, null),
	('AI champions for each school', 'Staff who finished the champion course and serve a school, for each school of the district.', 'champions a school', 'count', 'higher', 'things', 'other', 'Professional learning office', 'each term', 'outcome', null, null),
	('Complaints from families', 'Complaints that name the tool, for each month of operation.', 'complaints a month', 'count', 'lower', 'things', 'other', 'Family office', 'monthly', 'outcome', null, null),
	('Data-privacy agreements current', 'AI tools in use whose data-privacy agreement is signed and has not run out, of all AI tools in use.', 'share of tools', 'proportion', 'higher', 'things', 'other', 'Registry of tools', 'monthly', 'outcome', null, null),
	('Staff trained', 'Staff who finished the AI literacy course of their tier, of all staff of that tier.', 'share of staff', 'proportion', 'higher', 'staff survey', 'other', 'Professional learning office', 'each term', 'outcome', null, null),
	('Sessions for each student a week', 'Sessions of five minutes or more, for each student who may use the tool and each week of school.', 'sessions a week', 'count', 'higher', 'students', 'other', 'Tool''s usage report', 'monthly', 'use', null, null),
	('Uses for each member of staff a week', 'Drafts or answers that were taken over, for each member of staff who has the tool and each working week.', 'uses a week', 'count', 'higher', 'staff survey', 'other', 'Tools usage report', 'monthly', 'use', null, null),
	('Minutes saved a week', 'Gross minutes that a person saves in a week, before the time for checking and correcting.', 'minutes', 'mean', 'higher', 'staff survey', 'other', 'Staff time diary', 'monthly', 'minutes saved', 0, 2400),
	('Minutes of checking a week', 'Minutes that a person needs in a week to check and correct what the tool made.', 'minutes', 'mean', 'lower', 'staff survey', 'other', 'Staff time diary', 'monthly', 'minutes checking', 0, 2400),
	('Cost of the pilot', 'Licences, training and paid hours for the pilot, for the period.', 'dollars', 'total', 'lower', 'things', 'other', 'Finance office', 'each term', 'cost', 0, null)
) v (name, meaning, unit, kind, better, about, domain, source, cadence, measures, lowest, highest);

-- Templates stand on that library.
select private.furnish_templates(d.id) from public.districts d;
