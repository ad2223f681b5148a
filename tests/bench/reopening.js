import postgres from 'postgres';
import { timed, times } from './times.js';

/**
 * A change of a tool that so many running pilots use: two reviews of each are asked again, and those concerned are told.
 * @param {string} url of the database, which has at least as many pilots that go on
 * @param {number} pilots
 * @returns {Promise<import('./bench.js').Result[]>}
 */
export async function measureReopening(url, pilots) {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		const tool = await usedTool(sql, pilots);
		const opened = /** @type {Set<number>} */ (new Set());
		const taken = await times(20, async () => {
			await sql.unsafe('begin');
			const [row] =
				await sql`select private.reopen_reviews(${tool}, array['model'], 'A new release.') as opened`;
			opened.add(row?.opened);
			await sql.unsafe('rollback');
		});
		if (!(Math.min(...opened) >= 2 * pilots))
			throw new Error(`${[...opened].join()} reviews were opened again.`);
		return [timed(`reviews opened again by a tool's change, ${pilots} pilots`, taken, 1000)];
	} finally {
		await sql.end();
	}
}

/** A tool in so many pilots that go on, each with its three reviews signed. @param {import('postgres').Sql} sql @param {number} pilots @returns {Promise<string>} */
async function usedTool(sql, pilots) {
	await sql.unsafe('alter table public.reviews disable trigger user');
	const [tool] = await sql.unsafe(`
		with district as (
			select d.id from public.districts d where d.name = 'Westminster Public Schools'
		), chosen as (
			select p.id, p.district_id from public.pilots p join district d on d.id = p.district_id
			where p.stage in ('vetting', 'experiment', 'decision', 'scaling', 'adopted') order by p.number desc limit ${pilots}
		), reviewer as (
			select r.person_id as id from public.person_roles r join district d on d.id = r.district_id
			where r.role = 'reviewer' order by r.person_id limit 1
		), reviews as (
			insert into public.reviews as r (district_id, pilot_id, specialty, state, reviewer_id, decided_at)
			select c.district_id, c.id, s.specialty, 'signed', w.id, now()
			from chosen c cross join unnest('{security,privacy,instruction}'::public.specialty[]) s (specialty) cross join reviewer w
			on conflict (pilot_id, specialty) do update set state = 'signed', reviewer_id = excluded.reviewer_id, decided_at = excluded.decided_at
		), tool as (
			insert into private.tools (district_id, name) select d.id, 'A tool that everyone uses' from district d returning id, district_id
		), used as (
			insert into private.pilot_tools (pilot_id, tool_id, district_id, name)
			select c.id, t.id, t.district_id, 'A tool that everyone uses' from chosen c cross join tool t
		)
		select t.id from tool t`);
	await sql.unsafe('alter table public.reviews enable trigger user');
	await sql.unsafe('vacuum analyze');
	return tool?.id;
}
