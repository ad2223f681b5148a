import postgres from 'postgres';
import { signedIn, timed, times } from './times.js';

/**
 * Logging one result where so many are stored already, at each of these numbers, which grow.
 * @param {{ url: string, key: string }} api @param {string} url of the database @param {number[]} sizes
 * @returns {Promise<import('./bench.js').Result[]>}
 */
export async function measureLogging(api, url, sizes) {
	const evaluator = await signedIn(api.url, api.key, 'evaluator');
	const { data: pilot } = await evaluator
		.from('pilots')
		.select('id')
		.eq('title', 'Letters to families, drafted by AI')
		.single();
	const { data: goal } = await evaluator
		.from('pilot_goals')
		.select('metric_id')
		.eq('pilot_id', pilot?.id)
		.eq('role', 'primary')
		.single();
	let month = 0;
	const log = () => {
		month += 1;
		const row = {
			id: crypto.randomUUID(),
			metric_id: goal?.metric_id,
			arm: 'pilot',
			phase: 'outcome',
			period: `Month ${month}`,
			measured_on: '2026-01-31',
			n: 42,
			mean: 12.5,
			sd: 4
		};
		return evaluator.rpc('log_measurements', { pilot: pilot?.id, rows: [row] });
	};
	const results = [];
	for (const size of sizes) {
		await fillMeasurements(url, size);
		const stored = size.toLocaleString('en');
		results.push(timed(`one result logged, ${stored} stored`, await times(200, log), 10));
	}
	return results;
}

/**
 * Adds accepted results to the demonstration's pilots, all but the one that is logged on, until there are so many.
 * @param {string} url @param {number} size
 */
async function fillMeasurements(url, size) {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	const [there] = await sql`select count(*)::int as rows from private.measurements`;
	// Set by set, without the trigger that serves one act at a time.
	await sql.unsafe('alter table private.measurements disable trigger user');
	await sql.unsafe(`
		with pilots as (
			select p.id, p.district_id, row_number() over (order by p.number) - 1 as place, count(*) over () as many,
				(select k.id from public.metrics k where k.district_id = p.district_id and k.kind = 'mean' order by k.name limit 1) as metric
			from public.pilots p join public.districts d on d.id = p.district_id
			where d.name = 'Westminster Public Schools' and p.title <> 'Letters to families, drafted by AI'
		), stored as (
			insert into private.measurements (id, district_id, pilot_id, metric_id, arm, phase, period, measured_on, n, mean, sd, content)
			select gen_random_uuid(), p.district_id, p.id, p.metric, (array['pilot', 'comparison']::public.arm[])[1 + i % 2], 'outcome',
				'Week ' || i / p.many, current_date - 1, 20 + i % 80, 50 + i % 17, 10, ''
			from generate_series(1, ${Math.max(0, size - there?.rows)}) i join pilots p on p.place = i % p.many
			returning id, district_id
		)
		insert into private.acceptances (measurement_id, district_id) select s.id, s.district_id from stored s`);
	await sql.unsafe('alter table private.measurements enable trigger user');
	await sql.unsafe('vacuum analyze private.measurements, private.acceptances');
	await sql.end();
}
