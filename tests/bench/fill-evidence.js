import postgres from 'postgres';

const TITLE = 'Letters to families, drafted by AI';

/**
 * Gives a pilot of the demonstration so many more secondary outcomes with so many results each: two arms at five schools, over ten
 * periods and, in the period that counts, by grade.
 * @param {string} url of the database
 * @param {number} outcomes
 * @param {number} results of each
 * @returns {Promise<{ pilot: string, goal: string }>} ids of the pilot and of one of these outcomes
 */
export async function fillEvidence(url, outcomes, results) {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	const [pilot] = await sql`select id from public.pilots where title = ${TITLE}`;
	await sql`
		with pilot as (
			select p.id, p.district_id, l.outcome_period, (select g.objective_id from public.pilot_goals g where g.pilot_id = p.id limit 1) as objective_id
			from public.pilots p join public.plans l on l.pilot_id = p.id where p.id = ${pilot?.id}
		), metrics as (
			insert into public.metrics (district_id, name, meaning, unit, kind, better, about)
			select p.district_id, 'Outcome number ' || i, 'Measured for the bench.', 'points', 'mean', 'higher', 'students'
			from pilot p, generate_series(1, ${outcomes}) i
			returning id, district_id
		), goals as (
			insert into public.pilot_goals (district_id, pilot_id, objective_id, metric_id, role, target, minimum_effect)
			select m.district_id, p.id, p.objective_id, m.id, 'secondary', 62, 2 from metrics m, pilot p
		), sites as (
			select s.id, row_number() over (order by s.name) - 1 as place from public.sites s join pilot p using (district_id) limit 5
		), logged as (
			insert into private.measurements (id, district_id, pilot_id, metric_id, arm, phase, period, measured_on, site_id, stratum, n, mean, sd, content)
			select gen_random_uuid(), m.district_id, p.id, m.id, (enum_range(null::public.arm))[1 + i % 2],
				case when i / 20 = 0 then 'baseline' else 'outcome' end::public.phase,
				case when i / 20 = 9 then p.outcome_period else 'Month ' || i / 20 end, current_date - 300 + 30 * (i / 20), s.id,
				'Grade ' || 1 + i / 10 % 2, 18 + i % 9, 58 + i / 20 + 2 * (i % 2) + (i * 7) % 5, 9 + i % 4, md5(i::text)
			from metrics m, pilot p, generate_series(0, ${results} - 1) i join sites s on s.place = i / 2 % 5
			returning id, district_id
		)
		insert into private.acceptances (measurement_id, district_id) select id, district_id from logged`;
	await sql.unsafe('vacuum analyze');
	const [goal] =
		await sql`select id from public.pilot_goals where pilot_id = ${pilot?.id} and role = 'secondary' limit 1`;
	await sql.end();
	return { pilot: pilot?.id, goal: goal?.id };
}
