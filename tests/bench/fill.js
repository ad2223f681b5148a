import postgres from 'postgres';

/**
 * Adds pilots to the demonstration's district, spread over stages, objectives and sites, and criteria of its own to its
 * launch gate, until a pilot in vetting waits for 40.
 * @param {string} url of the database
 * @param {number} pilots
 */
export async function fill(url, pilots) {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	await sql.unsafe(`
		with district as (
			select id from public.districts where name = 'Westminster Public Schools'
		), stages as (
			select array_agg(s order by s) as all from unnest(enum_range('proposed'::public.stage, 'withdrawn'::public.stage)) s
		), made as (
			insert into public.pilots (district_id, title, kind, stage, stage_since, proposed_at, problem, risk_tier)
			select d.id, 'Pilot number ' || i || ' of the measurement', 'operations', stages.all[1 + i % array_length(stages.all, 1)],
				now() - make_interval(days => i % 300), now() - interval '400 days', repeat('A problem in words. ', 10), 'low'
			from generate_series(1, ${pilots}) i, district d, stages
			returning id, district_id
		), numbered as (
			select *, row_number() over () as i from made
		), objectives as (
			insert into public.pilot_objectives (pilot_id, objective_id, district_id)
			select n.id, o.id, n.district_id from numbered n
			join (select id, district_id, row_number() over (order by code) - 1 as place from public.objectives) o
				on o.district_id = n.district_id and o.place in (n.i % 10, (n.i * 7 + 1) % 10)
		)
		insert into public.pilot_sites (pilot_id, site_id, district_id)
		select n.id, s.id, n.district_id from numbered n
		join (select id, district_id, row_number() over (order by name) - 1 as place from public.sites) s
			on s.district_id = n.district_id and s.place in (n.i % 9, (n.i * 5 + 2) % 9)`);
	await sql.unsafe(`
		insert into public.gate_rules (district_id, act, criterion, signed_by, title, position, valid_from)
		select d.id, 'launch', 'own:' || i, '{clerk}', 'What this district asks for, number ' || i, 20 + i, '-infinity'
		from public.districts d, generate_series(1, 29) i where d.name = 'Westminster Public Schools'`);
	await sql.unsafe('vacuum analyze');
	await sql.end();
}
