import postgres from 'postgres';

/**
 * Adds pilots to the demonstration's district, spread over stages, objectives, sites and sponsors.
 * @param {string} url of the database
 * @param {number} pilots
 */
export async function fill(url, pilots) {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	// Set by set, without the triggers that serve one act at a time; what they keep is made at the end, at once.
	const filled = ['pilots', 'pilot_objectives', 'pilot_sites', 'assignments', 'stage_changes', 'reviews'];
	await sql.unsafe(filled.map((table) => `alter table public.${table} disable trigger user;`).join('\n'));
	await sql.unsafe(`
		with district as (
			select d.id, n.last from public.districts d join private.pilot_numbers n on n.district_id = d.id
			where d.name = 'Westminster Public Schools'
		), stages as (
			select array_agg(s order by s) as all from unnest(enum_range('proposed'::public.stage, 'withdrawn'::public.stage)) s
		), subjects as (
			select array['reading', 'fractions', 'attendance', 'bus routes', 'lesson plans', 'letters', 'science', 'enrolment', 'meals', 'payroll'] as all
		), made as (
			insert into public.pilots (district_id, number, title, kind, stage, stage_since, created_at, proposed_at, problem, tool, risk_tier,
				budget_once, budget_yearly, cycle_end)
			select d.id, d.last + i, 'Pilot number ' || i || ' for ' || subjects.all[1 + i % 10], (enum_range(null::public.pilot_kind))[1 + i % 4],
				stages.all[1 + i % array_length(stages.all, 1)], now() - make_interval(days => i % 300, secs => i % 86000),
				now() - interval '420 days', now() - interval '400 days',
				'Every week somebody spends hours on ' || subjects.all[1 + i % 10] || repeat(', which nobody has time for', 6) || '.',
				(array['A chat tutor', 'Copilot', 'Gemini', ''])[1 + i % 4], (enum_range(null::public.risk_tier))[1 + i % 3],
				(i % 50) * 100, (i % 20) * 1000, current_date - 30 + i % 300
			from generate_series(1, ${pilots}) i, district d, stages, subjects
			returning id, district_id, number, stage, stage_since, risk_tier
		), counted as (
			update private.pilot_numbers n set last = (select max(m.number) from made m) where n.district_id = (select d.id from district d)
		), numbered as (
			select *, row_number() over () as i from made
		), objectives as (
			insert into public.pilot_objectives (pilot_id, objective_id, district_id)
			select n.id, o.id, n.district_id from numbered n
			join (select id, district_id, row_number() over (order by code) - 1 as place from public.objectives) o
				on o.district_id = n.district_id and o.place in (n.i % 10, (n.i * 7 + 1) % 10)
		), sites as (
			insert into public.pilot_sites (pilot_id, site_id, district_id)
			select n.id, s.id, n.district_id from numbered n
			join (select id, district_id, row_number() over (order by name) - 1 as place from public.sites) s
				on s.district_id = n.district_id and s.place in (n.i % 9, (n.i * 5 + 2) % 9)
		), changes as (
			insert into public.stage_changes (pilot_id, district_id, act, from_stage, to_stage, at)
			select n.id, n.district_id, 'submit', 'draft', n.stage, n.stage_since from numbered n
		), reviews as (
			-- One pilot in ten of those that are vetted has all that it was asked for.
			insert into public.reviews (pilot_id, district_id, specialty, asked_at, questions_version, state, reviewer_id, decided_at)
			select n.id, n.district_id, r.specialty, n.stage_since, 1, case when done.it then 'signed' else 'asked' end::public.review_state,
				case when done.it then who.person_id end, case when done.it then n.stage_since end
			from numbered n join public.review_rules r on r.district_id = n.district_id and r.tier = n.risk_tier
			cross join lateral (select n.i % 100 < 10 as it) done
			cross join lateral (
				select p.person_id from public.person_roles p where p.district_id = n.district_id and p.specialty is not null order by p.person_id limit 1) who
			where n.stage = 'vetting'
		)
		insert into public.assignments (pilot_id, person_id, district_id, role)
		select n.id, p.id, n.district_id, 'sponsor' from numbered n
		join (
			select r.person_id as id, r.district_id, row_number() over (order by r.person_id) - 1 as place, count(*) over () as many
			from public.person_roles r where r.role = 'cabinet' and r.district_id = (select d.id from district d)) p
			on p.place = n.i % p.many
		where n.i % 5 > 0`);
	await sql.unsafe(filled.map((table) => `alter table public.${table} enable trigger user;`).join('\n'));
	await sql.unsafe(`
		select private.reslip(array(select p.id from public.pilots p where not exists (select 1 from private.slips s where s.pilot_id = p.id)));
		select private.fold_sums()`);
	await sql.unsafe('vacuum analyze');
	await sql.end();
}

/**
 * Adds criteria of its own to the launch gate of the demonstration's district, until a pilot in vetting waits for 40.
 * @param {string} url of the database
 */
export async function fillGate(url) {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	await sql.unsafe(`
		insert into public.gate_rules (district_id, act, criterion, signed_by, title, position, valid_from)
		select d.id, 'launch', 'own:' || i, '{clerk}', 'What this district asks for, number ' || i, 20 + i, '-infinity'
		from public.districts d, generate_series(1, 29) i where d.name = 'Westminster Public Schools'`);
	await sql.end();
}
