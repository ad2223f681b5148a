import postgres from 'postgres';

/**
 * Gives the demonstration's district so many more people, each at one of its sites and on the team of a pilot that is alive, and so many
 * modules, which nearly all of them completed at some time in the last year and a bit.
 * @param {string} url of the database
 * @param {number} people
 * @param {number} modules
 */
export async function fillTraining(url, people, modules) {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	const district = `(select d.id from public.districts d where d.name = 'Westminster Public Schools')`;
	await sql.unsafe(
		'alter table public.team_members disable trigger user; alter table private.training_completions disable trigger user;'
	);
	await sql.unsafe(`
		insert into public.people (district_id, email, name, site_id)
		select s.district_id, 'staff' || i || '@bench.pilotage.test', 'Staff member ' || i, s.id
		from generate_series(1, ${people}) i
		join (select x.id, x.district_id, row_number() over (order by x.name) - 1 as place, count(*) over () as many
			from public.sites x where x.district_id = ${district}) s on s.place = i % s.many;
		insert into public.team_members (pilot_id, person_id, district_id, role)
		select l.id, p.id, p.district_id, case when p.place % 10 = 0 then 'data collector' else 'member' end::public.team_role
		from (select x.id, x.district_id, row_number() over (order by x.id) as place from public.people x where x.email like '%@bench.pilotage.test') p
		join (select x.id, row_number() over (order by x.id) - 1 as place, count(*) over () as many from public.pilots x
			where x.district_id = ${district} and x.stage in ('proposed', 'vetting', 'experiment', 'decision', 'scaling', 'adopted')) l
			on l.place = p.place % l.many;
		insert into private.training_modules (district_id, code, title, minutes, tier, valid_months)
		select ${district}, 'B-' || i, 'Module number ' || i, 30, 1 + i % 3, case when i % 2 = 0 then 12 end from generate_series(1, ${modules}) i;
		insert into private.training_completions (district_id, person_id, module_id, completed_on, source, recorded_by)
		select m.district_id, p.id, m.id, current_date - (p.place * 7 + m.place * 13)::int % 330, 'imported', p.id
		from (select x.id, row_number() over (order by x.id) as place from public.people x where x.email like '%@bench.pilotage.test') p
		cross join (select x.id, x.district_id, row_number() over (order by x.code) as place from private.training_modules x where x.code like 'B-%') m
		where (p.place * 31 + m.place) % 97 > 0;
		select private.settle_training(${district}, null, null)`);
	await sql.unsafe(
		'alter table public.team_members enable trigger user; alter table private.training_completions enable trigger user;'
	);
	await sql.unsafe('vacuum analyze');
	await sql.end();
}
